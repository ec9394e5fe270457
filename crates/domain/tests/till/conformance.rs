//! What every participant must do, whoever wrote it: one suite over all of [`participants::all`].
//!
//! A new participant adds a row to [`table`]: a tape whose last sale it votes on with effects, and
//! one whose last sale it refuses. The suite then shows it those sales, everybody else's and sales
//! that nobody could ring up, in several worlds, and holds it to the contract of the trait.

use std::collections::BTreeSet;

use evertill_domain::Amount;
use evertill_domain::apply;
use evertill_domain::event::{Effect, ParticipantName, SaleConfirmed};
use evertill_domain::ids::{AccountId, CustomerId, ReceiptNumber, RegisterId, Seq, Sku};
use evertill_domain::item::StockPolicy;
use evertill_domain::participants::{self, No, Participant, Verdict};
use evertill_domain::quantity::Quantity;
use evertill_domain::rows::{CustomerRow, Row, RowKey, RowSet};
use evertill_domain::sale::{ReturnOf, Sale};
use evertill_domain::tender::Tender;

use crate::till::{Till, owned};

const SHOP: &str = "item milk 1.29 i7\n item ring 9.00 x7 strict\n stock ring 2\n stock milk 9\n points ann 100\n
    credit ann 5.00\n 2 x milk\n 1 x ring\n cash 50.00\n pay\n";

/// Who; a sale that it accepts with effects; a sale that it refuses.
fn table() -> Vec<(ParticipantName, &'static str, &'static str)> {
    vec![
        (
            ParticipantName::Returns,
            "return 1.1 x 1\n cash -1.29",
            // Rung up before somebody else took both pieces back.
            "return 1.1 x 2\n cash -2.58\n overtaken",
        ),
        (ParticipantName::Inventory, "1 x ring\n cash 9.63", "2 x ring\n cash 19.26"),
        (
            ParticipantName::Loyalty,
            "customer ann\n 1 x milk\n points 100 =1.00\n cash 0.29",
            "customer ann\n 1 x milk\n points 129 =1.29",
        ),
        (
            ParticipantName::StoredValue,
            "customer ann\n 1 x milk\n store 1.29 ann",
            "customer ann\n 4 x milk\n store 5.16 ann",
        ),
        (
            ParticipantName::Accounts,
            "trust ann 10.00\n customer ann\n 1 x milk\n owe 1.29",
            "customer ann\n 1 x milk\n owe 1.29",
        ),
        (ParticipantName::Vouchers, "1 x milk\n voucher 1.29 V-1", "2 x milk\n voucher 1.29 V-1\n voucher 1.29 v-1"),
        (
            ParticipantName::Prepayments,
            "1 x milk\n lay-away o-1\n ahead 1.00 o-1\n cash 1.00\n pay\n take-up o-1\n prepaid 1.00 o-1\n cash 0.29",
            "1 x milk\n lay-away o-1\n ahead 1.00 o-1\n cash 1.00\n pay\n take-up o-1\n cash 1.29",
        ),
    ]
}

/// A sale that is about to be decided, and every row there is.
struct Case {
    sale: Sale,
    rows: RowSet,
}

fn case(tape: &str) -> Case {
    let mut till = Till::new();
    till.run(SHOP);
    let (tape, overtaken) = tape.strip_suffix("\n overtaken").map_or((tape, false), |tape| (tape, true));
    till.run(tape);
    let mut sale = till.complete().unwrap();
    if overtaken {
        till.pay().unwrap();
        sale.receipt = sale.receipt.next();
    }
    Case { sale, rows: till.rows }
}

/// Sales that [`evertill_domain::sale::complete`] would never make, for all that is stored is
/// hostile until it has been checked.
fn impossible() -> Vec<Case> {
    let base = "customer ann\n 1 x milk\n 1 x ring\n return 1.1 x 1\n points 100 =1.00\n store 1.00 ann\n cash 7.63";
    let spoilt: [fn(&mut Sale); 14] = [
        |sale| sale.lines.clear(),
        |sale| sale.tenders.clear(),
        |sale| sale.customer = None,
        |sale| sale.customer = Some(CustomerId::new("stranger").unwrap()),
        |sale| sale.points_earned = i64::MAX,
        |sale| sale.points_earned = i64::MIN,
        |sale| sale.tenders = vec![Tender::Points { points: i64::MAX, amount: Amount::ZERO }; 2],
        |sale| sale.tenders = vec![Tender::Points { points: -5, amount: Amount::ZERO }],
        |sale| {
            let amount = Amount::new(Amount::LIMIT).unwrap();
            sale.tenders = vec![Tender::StoredValue { account: AccountId::new("ann").unwrap(), amount }; 2];
        },
        |sale| {
            let amount = Amount::new(-Amount::LIMIT).unwrap();
            sale.tenders = vec![Tender::StoredValue { account: AccountId::new("ann").unwrap(), amount }; 1];
        },
        |sale| sale.lines.iter_mut().for_each(|line| line.quantity = Quantity::thousandths(Quantity::LIMIT).unwrap()),
        |sale| sale.lines.iter_mut().for_each(|line| line.quantity = Quantity::whole(-1)),
        |sale| sale.lines.iter_mut().for_each(|line| line.total = Amount::new(Amount::LIMIT).unwrap()),
        |sale| {
            let register = RegisterId::new("elsewhere").unwrap();
            let of = ReturnOf { register, receipt: ReceiptNumber(u64::MAX), line: u16::MAX };
            sale.lines.iter_mut().for_each(|line| line.returned = Some(of.clone()));
        },
    ];
    let spoil = |spoil: fn(&mut Sale)| {
        let mut case = case(base);
        spoil(&mut case.sale);
        case
    };
    spoilt.into_iter().map(spoil).collect()
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = table().into_iter().flat_map(|(_, yes, no)| [case(yes), case(no)]).collect();
    cases.extend(impossible());
    // Every sale again in a world where nothing was ever sold, stored or known.
    let bare = cases.iter().map(|case| Case { sale: case.sale.clone(), rows: RowSet::complete() });
    let bare: Vec<Case> = bare.collect();
    cases.extend(bare);
    cases
}

fn keys(participant: &dyn Participant, sale: &Sale) -> Vec<RowKey> {
    let mut keys = Vec::new();
    participant.reads(sale, &mut keys);
    keys
}

/// The rows of `case` that the keys name, as a store would hand them over.
fn only(keys: &[RowKey], case: &Case) -> RowSet {
    RowSet::new(keys.iter().map(|key| (key.clone(), case.rows.get(key).unwrap().cloned())))
}

/// The row that an effect changes.
fn target(effect: &Effect) -> RowKey {
    match effect {
        Effect::StockMoved { sku, .. } => RowKey::Stock(sku.clone()),
        Effect::PointsMoved { customer, .. } => RowKey::Customer(customer.clone()),
        Effect::StoredValueMoved { account, .. } => RowKey::StoredValue(account.clone()),
        Effect::LineReturned { of, .. } => RowKey::Sale(of.register.clone(), of.receipt),
        Effect::OwedMoved { customer, .. } => RowKey::Customer(customer.clone()),
        Effect::VoucherUsed { code, .. } | Effect::VoucherFreed { code } => RowKey::Voucher(code.clone()),
        Effect::PrepaidMoved { order, .. } => RowKey::Suspended(order.clone()),
        Effect::TenderReturned { register, receipt, .. } => RowKey::Sale(register.clone(), *receipt),
    }
}

fn confirm(sale: &Sale, effects: Vec<Effect>, rows: &mut RowSet) -> Result<(), apply::Broken> {
    let decision = SaleConfirmed {
        prepared: Seq(9),
        receipt: sale.receipt,
        effects,
        grand_total: Amount::ZERO,
        refund_total: Amount::ZERO,
        recovered: false,
        covered: Vec::new(),
    };
    let (hlc, register) = (evertill_domain::clock::Hlc { ms: 9, counter: 1 }, sale.register.clone());
    let origin = evertill_domain::origin::Origin { hlc, register: register.clone(), incarnation: 1, seq: Seq(10) };
    apply::confirmed(sale, &decision, &origin, &register, rows)
}

/// Runs `claim` for every participant and every case.
fn for_all(claim: impl Fn(&dyn Participant, &Case)) {
    for case in cases() {
        for participant in participants::all() {
            claim(participant, &case);
        }
    }
}

#[test]
fn every_participant_has_a_row_and_a_name_of_its_own() {
    let names: Vec<String> = participants::all().iter().map(|one| format!("{:?}", one.name())).collect();
    let rows: Vec<String> = table().iter().map(|(name, ..)| format!("{name:?}")).collect();
    assert_eq!(names, rows, "the table of this suite has a row for each participant, in their order");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}

#[test]
fn each_accepts_what_it_should_and_refuses_what_it_should() {
    for ((name, yes, no), participant) in table().into_iter().zip(participants::all()) {
        let accepted = case(yes);
        let effects = participant.vote(&accepted.sale, &accepted.rows);
        assert!(effects.is_ok_and(|effects| !effects.is_empty()), "{name:?} votes on {yes}");
        let refused = case(no);
        let answer = participant.vote(&refused.sale, &refused.rows);
        assert!(matches!(answer, Err(No::Refused(_))), "{name:?} on {no}: {answer:?}");
        let verdict = participants::decide(&refused.sale, &refused.rows);
        assert!(
            matches!(&verdict, Ok(Verdict::RollBack { participant, .. }) if *participant == name),
            "{name:?} on {no}: {verdict:?}"
        );
    }
}

#[test]
fn a_sale_that_is_none_of_its_business_is_accepted_without_effect() {
    let mut nothing = case("1 x milk\n cash 1.29");
    nothing.sale.lines.clear();
    nothing.sale.tenders.clear();
    for participant in participants::all() {
        assert_eq!(keys(participant, &nothing.sale), [], "{:?}", participant.name());
        assert_eq!(participant.vote(&nothing.sale, &nothing.rows), Ok(Vec::new()), "{:?}", participant.name());
    }
}

#[test]
fn the_vote_needs_no_row_that_was_not_asked_for() {
    for_all(|participant, case| {
        let keys = keys(participant, &case.sale);
        let narrow = participant.vote(&case.sale, &only(&keys, case));
        assert!(!matches!(narrow, Err(No::NotRead(_))), "{:?}: {narrow:?}", participant.name());
        assert_eq!(narrow, participant.vote(&case.sale, &case.rows), "{:?}", participant.name());
        let all = participants::reads(&case.sale);
        assert!(keys.iter().all(|key| all.contains(key)), "{:?}", participant.name());
    });
}

#[test]
fn the_vote_is_the_same_each_time_and_whatever_other_rows_say() {
    for_all(|participant, case| {
        let keys = keys(participant, &case.sale);
        assert_eq!(keys, self::keys(participant, &case.sale), "{:?}", participant.name());
        let mut others = only(&keys, case);
        let strangers = [
            (RowKey::Stock(Sku::new("other").unwrap()), Row::Stock(Quantity::whole(-7))),
            (RowKey::StoredValue(AccountId::new("other").unwrap()), Row::StoredValue(Amount::minor_i32(7))),
            (
                RowKey::Customer(CustomerId::new("other").unwrap()),
                Row::Customer(Box::new(CustomerRow { points: -7, ..CustomerRow::default() })),
            ),
        ];
        for (key, row) in strangers {
            others.put(key, row);
        }
        let vote = participant.vote(&case.sale, &others);
        for _ in 0..2 {
            assert_eq!(participant.vote(&case.sale, &case.rows), vote, "{:?}", participant.name());
        }
    });
}

#[test]
fn rows_that_nobody_read_are_named_and_never_guessed() {
    for_all(|participant, case| {
        let keys = keys(participant, &case.sale);
        match participant.vote(&case.sale, &RowSet::new([])) {
            Err(No::NotRead(key)) => assert!(keys.contains(&key), "{:?}: {key:?}", participant.name()),
            Err(No::Refused(_)) => (),
            Ok(effects) => assert_eq!(effects, [], "{:?} moved what it never read", participant.name()),
        }
    });
}

#[test]
fn effects_touch_only_rows_that_were_read() {
    for_all(|participant, case| {
        let keys = keys(participant, &case.sale);
        let Ok(effects) = participant.vote(&case.sale, &case.rows) else { return };
        for effect in &effects {
            assert!(keys.contains(&target(effect)), "{:?}: {effect:?}", participant.name());
        }
        let keys: Vec<RowKey> = keys.into_iter().chain(apply::reads_of_sale(&case.sale)).collect();
        let mut narrow = only(&keys, case);
        assert_eq!(confirm(&case.sale, effects, &mut narrow), Ok(()), "{:?}", participant.name());
    });
}

#[test]
fn what_all_accept_applies_and_leaves_no_balance_overdrawn() {
    for case in cases() {
        let Verdict::Confirm(effects) = participants::decide(&case.sale, &case.rows).unwrap() else { continue };
        let mut rows = only(&participants::reads(&case.sale), &case);
        assert_eq!(confirm(&case.sale, effects, &mut rows), Ok(()));
        let strict = |sku: &Sku| {
            let lines = || case.sale.lines.iter().filter(|line| line.sku == *sku);
            lines().any(|line| line.stock == StockPolicy::Strict)
                && lines()
                    .filter_map(|line| line.stock_movement().unwrap())
                    .map(|(_, by)| by.as_thousandths())
                    .sum::<i64>()
                    < 0
        };
        for (key, row) in owned(&rows) {
            match (key, row) {
                (RowKey::Stock(sku), row) if strict(&sku) => {
                    assert!(!row.on_hand().negated().is_positive(), "{sku} is below zero");
                }
                (RowKey::StoredValue(account), Row::StoredValue(balance)) => {
                    assert!(!balance.is_negative(), "{account} is overdrawn");
                }
                (RowKey::Customer(customer), Row::Customer(row)) => {
                    let redeems = case.sale.tenders.iter().any(|tender| matches!(tender, Tender::Points { .. }));
                    assert!(!redeems || row.points >= 0 || case.sale.points_earned < 0, "{customer} is overdrawn");
                }
                (RowKey::Sale(..), Row::Sale(sold)) => {
                    for line in sold.lines {
                        assert!(line.returned <= line.quantity, "line {} came back too often", line.no);
                    }
                }
                _ => (),
            }
        }
    }
}

#[test]
fn a_sale_that_nobody_could_ring_up_is_refused_with_the_reason() {
    type Spoil = fn(&mut Sale);
    let base = "customer ann\n 1 x milk\n return 1.1 x 1\n";
    let table: [(ParticipantName, Spoil); 7] = [
        // Two tenders of one account count together.
        (ParticipantName::StoredValue, |sale| {
            let account = AccountId::new("ann").unwrap();
            sale.tenders = vec![Tender::StoredValue { account, amount: Amount::minor_i32(251) }; 2];
        }),
        // Points that belong to nobody.
        (ParticipantName::Loyalty, |sale| {
            sale.customer = None;
            sale.tenders = vec![Tender::Points { points: 1, amount: Amount::minor_i32(1) }];
        }),
        // Points that grow by being spent.
        (ParticipantName::Loyalty, |sale| {
            sale.tenders = vec![Tender::Points { points: -1, amount: Amount::ZERO }];
        }),
        // Three lines that take back the same two pieces.
        (ParticipantName::Returns, |sale| {
            let line = sale.lines[1].clone();
            sale.lines = vec![line; 3];
        }),
        // Money that was never paid.
        (ParticipantName::Returns, |sale| sale.lines[1].total = Amount::minor_i32(-130)),
        (ParticipantName::Returns, |sale| sale.lines[1].tax_amount = Amount::ZERO),
        (ParticipantName::Returns, |sale| sale.lines[1].quantity = Quantity::whole(-1)),
    ];
    for (at, (name, spoil)) in table.into_iter().enumerate() {
        let mut case = case(base);
        assert!(matches!(participants::decide(&case.sale, &case.rows), Ok(Verdict::Confirm(_))));
        spoil(&mut case.sale);
        let verdict = participants::decide(&case.sale, &case.rows);
        let by = matches!(&verdict, Ok(Verdict::RollBack { participant, .. }) if *participant == name);
        assert!(by, "row {at}: {name:?} answers {verdict:?}");
    }
}

#[test]
fn a_fact_that_overdraws_an_account_stands_and_is_no_conflict_of_one_register() {
    let case = case("1 x milk\n cash 1.29");
    let account = AccountId::new("ann").unwrap();
    let moved = |minor| vec![Effect::StoredValueMoved { account: account.clone(), amount: Amount::minor_i32(minor) }];
    let mut rows = case.rows.clone();
    assert_eq!(confirm(&case.sale, moved(-500), &mut rows), Ok(()));
    assert_eq!(confirm(&case.sale, moved(-1), &mut rows), Ok(()));
    let balance = Ok(Some(&Row::StoredValue(Amount::minor_i32(-1))));
    assert_eq!(rows.get(&RowKey::StoredValue(account)), balance);
    assert!(rows.iter().all(|(key, _)| !matches!(key, RowKey::Conflict(_))));
}
