//! Suspended sales, shifts and rights: what else happens at a counter.

use evertill_domain::basket::{Basket, BasketCommand, LineId};
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::event::Event;
use evertill_domain::ids::{OperatorId, RoleId, SaleId};
use evertill_domain::people::{Act, Approval, Need, Operator, PinHash, Role, Size, default_roles};
use evertill_domain::postings::{self, Account};
use evertill_domain::quantity::Quantity;
use evertill_domain::rows::{Row, RowKey};
use evertill_domain::shift::{
    CashCount, CashKind, CashMoved, Counted, ShiftClosed, ShiftNumber, ShiftOpened, ShiftRow, ShiftTotals, TillRow,
};
use evertill_domain::suspended::{SaleCancelled, SuspendedSale};
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Rate, Refusal};
use proptest::prelude::*;
use proptest::sample::select;

use crate::tape::step;
use crate::till::Till;

const SHOP: &str = "item tea 2.50 i7\n item cake 3.90 i19\n item soap 1.20 x8.875";

fn sale_id(text: &str) -> SaleId {
    SaleId::new(text).unwrap()
}

fn till_with(basket: &str) -> Till {
    let mut till = Till::new();
    till.run(SHOP);
    till.run(basket);
    till
}

impl Till {
    fn record(&mut self, event: &Event) {
        assert!(postings::balanced(&postings::of_event(event).unwrap()), "{event:?}");
        self.apply(event);
    }

    fn total(&self) -> Amount {
        self.basket.priced(self.rules()).unwrap().totals.total
    }

    fn suspend(&mut self, id: &str, name: &str) -> Result<SuspendedSale, Refusal> {
        let basket = std::mem::take(&mut self.basket);
        let total = basket.priced(self.rules())?.totals.total;
        let suspended = SuspendedSale::new(sale_id(id), name, basket, total, self.now, None)?;
        self.record(&Event::SaleSuspended(Box::new(suspended.clone())));
        Ok(suspended)
    }

    fn suspended(&self, id: &str) -> Option<SuspendedSale> {
        match self.rows.get(&RowKey::Suspended(sale_id(id))) {
            Ok(Some(Row::Suspended(sale))) => Some((**sale).clone()),
            _ => None,
        }
    }

    fn shift_row(&self) -> ShiftRow {
        let (shift, _) = self.shift.unwrap();
        match self.rows.get(&RowKey::Shift(shift)) {
            Ok(Some(Row::Shift(row))) => (**row).clone(),
            other => panic!("{other:?}"),
        }
    }

    fn till_row(&self) -> TillRow {
        match self.rows.get(&RowKey::Till) {
            Ok(Some(Row::Till(till))) => *till,
            _ => TillRow::default(),
        }
    }

    fn open_shift(&mut self, float: i32) -> Result<(), Refusal> {
        let float = Amount::minor_i32(float);
        let opened = ShiftOpened::new(self.till_row(), &self.settings, self.now, None, float)?;
        self.shift = Some((opened.shift, opened.business_date));
        self.record(&Event::ShiftOpened(Box::new(opened)));
        Ok(())
    }

    fn close_shift(&mut self, counted: Amount) -> ShiftClosed {
        let row = self.shift_row();
        let closed = ShiftClosed {
            shift: row.opened.shift,
            time: self.now,
            operator: None,
            approved_by: None,
            count: CashCount { pieces: Vec::new(), loose: counted },
            counted,
            expected: row.totals.expected_cash(),
            totals: row.totals,
            grand_total: Amount::ZERO,
            refund_total: Amount::ZERO,
        };
        self.record(&Event::ShiftClosed(Box::new(closed.clone())));
        self.shift = None;
        closed
    }
}

#[test]
fn a_suspended_sale_waits_under_its_name_until_a_sale_settles_it() {
    let mut till = till_with("2 x tea");
    let suspended = till.suspend("s-1", "Table 4").unwrap();
    assert_eq!(till.suspended("s-1"), Some(suspended.clone()));
    till.record(&Event::SaleResumed { id: sale_id("s-1"), time: till.now, operator: None, version: None });
    assert!(till.suspended("s-1").unwrap().in_hand, "it stays where it is until it is settled");
    till.basket = suspended.basket;
    till.run("1 x cake\n cash 8.90\n pay");
    assert_eq!(till.suspended("s-1"), None);
    assert_eq!(till.sales[&1].resumed, [sale_id("s-1")]);
}

#[test]
fn what_is_taken_out_of_a_suspended_sale_stays_visible_in_the_sale() {
    let mut till = till_with("3 x tea\n 1 x cake\n quantity 1 2");
    till.basket = till.suspend("s-1", "Table 4").unwrap().basket;
    assert_eq!(till.basket.voids(), [], "before it was suspended nobody had seen it");
    till.run("quantity 1 1\n void 2\n quantity 1 4\n cash 10.00\n pay");
    let sale = &till.sales[&1];
    let voids: Vec<_> = sale.voids.iter().map(|line| (line.name.as_str(), line.quantity, line.extended)).collect();
    let expected = [("tea", Quantity::ONE, Amount::minor_i32(250)), ("cake", Quantity::ONE, Amount::minor_i32(390))];
    assert_eq!(voids, expected);
}

#[test]
fn lines_move_to_another_sale_that_waits_and_nothing_is_voided_by_it() {
    let mut till = till_with("2 x soap");
    let mut waiting = till.suspend("s-1", "Table 1").unwrap();
    till.run("3 x tea\n 1 x cake");
    till.basket = till.suspend("s-2", "Table 2").unwrap().basket;
    let part = till.basket.split(&[(LineId(0), Quantity::whole(2))]).unwrap();
    waiting.basket.take_in(part).unwrap();
    till.record(&Event::SaleSuspended(Box::new(waiting)));
    let there = till.suspended("s-1").unwrap().basket;
    let expected = |list: &[(&str, i64)]| list.iter().map(|(name, many)| ((*name).to_owned(), many * 1_000)).collect();
    assert_eq!(goods(&there), expected(&[("soap", 2), ("tea", 2)]));
    assert_eq!(goods(&till.basket), expected(&[("tea", 1), ("cake", 1)]));
    assert_eq!((there.voids(), till.basket.voids()), (&[][..], &[][..]));
    let ids: std::collections::BTreeSet<u32> = there.lines().iter().map(|line| line.id.0).collect();
    assert_eq!(ids.len(), 2, "each line has a name of its own");
}

#[test]
fn nothing_is_suspended_without_lines_or_without_a_name() {
    for (basket, name, expected) in [
        ("", "Table 4", Err(Refusal::BasketEmpty)),
        ("1 x tea", "  ", Err(Refusal::TextInvalid)),
        ("1 x tea", "a name that is longer than forty characters are", Err(Refusal::TextInvalid)),
        ("1 x tea", "Table 4", Ok(())),
    ] {
        let mut till = till_with(basket);
        assert_eq!(till.suspend("s-1", name).map(drop), expected, "{basket:?} {name:?}");
    }
}

#[test]
fn merged_sales_end_in_the_one_that_took_them_in() {
    let mut till = till_with("2 x tea");
    till.suspend("s-1", "Table 4").unwrap();
    till.run("1 x cake\n customer ann");
    let other = till.suspend("s-2", "Table 5").unwrap();
    till.basket = till.suspended("s-1").unwrap().basket;
    till.handle(BasketCommand::Merge(Box::new(other.clone()))).unwrap();
    assert_eq!(till.handle(BasketCommand::Merge(Box::new(other))), Err(Refusal::NotSuspended), "once is enough");
    assert_eq!(till.total(), Amount::minor_i32(890));
    // Set aside again, it is one table.
    till.suspend("s-1", "Table 4").unwrap();
    assert_eq!((till.suspended("s-1").is_some(), till.suspended("s-2")), (true, None));
    till.basket = till.suspended("s-1").unwrap().basket;
    till.run("points ann 0\n cash 8.90\n pay");
    assert_eq!(till.suspended("s-1"), None);
}

#[test]
fn a_basket_that_is_given_up_takes_the_suspended_sale_with_it_and_says_why() {
    let mut till = till_with("2 x tea");
    till.open_shift(0).unwrap();
    let basket = till.suspend("s-1", "Table 4").unwrap().basket;
    let cancelled = |reason: &str| SaleCancelled {
        id: sale_id("s-1"),
        reason: reason.to_owned(),
        lines: basket.as_voided().unwrap(),
        total: Amount::minor_i32(500),
        resumed: basket.resumed().to_vec(),
        shift: Some(ShiftNumber(1)),
        time: LocalTime::default(),
        operator: None,
        approved_by: None,
    };
    assert_eq!(cancelled(" ").check(), Err(Refusal::ReasonMissing));
    till.record(&Event::SaleCancelled(Box::new(cancelled("customer left"))));
    assert_eq!((till.suspended("s-1"), till.shift_row().totals.cancelled), (None, 1));
}

#[test]
fn a_bill_is_split_by_lines_and_by_pieces_and_by_nothing_else() {
    let take = |line, thousandths| (LineId(line), Quantity::thousandths(thousandths).unwrap());
    let too_much = |limit| Err(Refusal::QuantityTooLarge { limit: Quantity::whole(limit) });
    let whole = evertill_domain::quantity::Unit::Each;
    for (parts, expected) in [
        (vec![take(0, 1_000)], Ok((640, 250))),
        (vec![take(0, 2_000), take(1, 1_000)], Ok((0, 890))),
        (vec![take(0, 3_000)], too_much(2)),
        (vec![take(0, 1_000), take(0, 2_000)], too_much(1)),
        (vec![take(0, 500)], Err(Refusal::QuantityNotWhole { unit: whole })),
        (vec![take(0, 0)], Err(Refusal::QuantityNotPositive)),
        (vec![take(7, 1_000)], Err(Refusal::UnknownLine)),
    ] {
        let mut till = till_with("2 x tea\n 1 x cake");
        let before = till.basket.clone();
        let split = till.basket.split(&parts).map(|part| {
            let total = part.priced(till.rules()).unwrap().totals.total;
            (till.total().minor(), total.minor())
        });
        assert_eq!(split, expected, "{parts:?}");
        assert!(split.is_ok() || till.basket == before, "a refused split changes nothing");
    }
}

#[test]
fn no_shift_no_sale_where_the_shop_says_so_and_one_shift_at_a_time() {
    let mut till = till_with("1 x tea");
    till.settings.till.shift_required = true;
    till.tenders = vec![Tender::Cash { amount: Amount::minor_i32(250) }];
    assert_eq!(till.complete().map(drop), Err(Refusal::ShiftMissing));
    till.open_shift(5_000).unwrap();
    assert_eq!(till.open_shift(0), Err(Refusal::ShiftOpen { shift: ShiftNumber(1) }));
    assert_eq!(till.complete().unwrap().shift, Some(ShiftNumber(1)));
    till.close_shift(Amount::minor_i32(5_000));
    assert_eq!(till.open_shift(-1), Err(Refusal::AmountNotPositive));
    till.open_shift(0).unwrap();
    assert_eq!(till.till_row().last, ShiftNumber(2));
}

#[test]
fn a_clock_set_back_in_the_middle_of_a_shift_changes_no_report() {
    let noon = LocalTime { at: Timestamp(1_795_608_000_000), offset: 0 };
    let mut till = till_with("");
    till.now = noon;
    till.open_shift(0).unwrap();
    let day = till.shift.unwrap().1;
    till.now.at = Timestamp(noon.at.0 - 3 * 86_400_000);
    till.run("1 x tea\n cash 2.50\n pay");
    assert_eq!((till.sales[&1].business_date, till.sales[&1].shift), (Some(day), Some(ShiftNumber(1))));
    assert_eq!(till.shift_row().totals.sold, Amount::minor_i32(250));
    // Nor does the next shift fall into a day whose books are behind it.
    till.close_shift(Amount::minor_i32(250));
    till.open_shift(0).unwrap();
    assert_eq!(till.shift.unwrap().1, day);
}

#[test]
fn a_count_that_is_short_balances_the_books_and_empties_the_drawer() {
    let mut till = till_with("2 x tea\n cash 5.00");
    till.open_shift(10_000).unwrap();
    till.run("pay");
    let closed = till.close_shift(Amount::minor_i32(10_450));
    assert_eq!((closed.expected, closed.over()), (Amount::minor_i32(10_500), Ok(Amount::minor_i32(-50))));
    let mut books = closed.totals.clone();
    books.post(&closed.postings().unwrap()).unwrap();
    assert_eq!(books.of(&Account::Cash), Amount::ZERO);
    assert_eq!(books.of(&Account::OverShort), Amount::minor_i32(50));
    assert_eq!(books.of(&Account::Safe), Amount::minor_i32(450));
}

#[test]
fn a_drawer_is_counted_piece_by_piece() {
    let pieces = vec![Counted { value: Amount::minor_i32(2_000), pieces: 3 }];
    let count = CashCount { pieces, loose: Amount::minor_i32(55) };
    assert_eq!(count.total(), Ok(Amount::minor_i32(6_055)));
    let negative = CashCount { loose: Amount::minor_i32(-1), ..CashCount::default() };
    assert_eq!(negative.total(), Err(Refusal::CountInvalid));
}

fn cashier() -> Role {
    default_roles().into_iter().find(|role| role.id.as_str() == "cashier").unwrap()
}

#[test]
fn a_sale_needs_the_rights_for_what_is_in_it_or_somebody_who_has_them() {
    let manual = |value| Discount::new(DiscountReason::Manual, value);
    let percent = |percent| manual(DiscountValue::Percent(Rate::percent(percent).unwrap()));
    let money = |minor| manual(DiscountValue::Amount(Amount::minor_i32(minor)));
    let member = Discount { reason: DiscountReason::Loyalty, ..percent(50) };
    let share = |percent| Need { act: Act::Discount, size: Size::Share(Rate::percent(percent).unwrap()) };
    let table = [
        (vec![], None, None),
        (vec![percent(10)], None, None),
        (vec![money(25)], None, None),
        (vec![member], None, None),
        (vec![percent(11)], None, Some(share(11))),
        (vec![percent(6), percent(6)], None, Some(share(12))),
        (vec![money(50)], None, Some(share(20))),
        (vec![], Some(percent(15)), Some(share(15))),
    ];
    for (discounts, basket_discount, need) in table {
        let mut till = till_with("1 x tea");
        till.role = Some(cashier());
        till.handle(BasketCommand::SetDiscounts { line: LineId(0), discounts: discounts.clone() }).unwrap();
        till.handle(BasketCommand::SetBasketDiscount(basket_discount.clone())).unwrap();
        till.tenders = vec![Tender::Cash { amount: Amount::minor_i32(250) }];
        let refused = need.map_or(Ok(()), |need| Err(Refusal::NotAllowed { need }));
        assert_eq!(till.complete().map(drop), refused, "{discounts:?} {basket_discount:?}");
        if let Some(need) = need {
            let by = OperatorId::new("ann").unwrap();
            till.handle(BasketCommand::Approve(Approval { need, by: by.clone() })).unwrap();
            assert_eq!(till.complete().unwrap().approvals, [Approval { need, by }]);
        }
        till.role = None;
        assert!(till.complete().is_ok(), "a shop without operators lets everybody");
    }
}

#[test]
fn an_operator_needs_a_name_and_a_role_that_there_is() {
    let operator = |name: &str, role: &str| Operator {
        id: OperatorId::new("o-1").unwrap(),
        name: name.to_owned(),
        role: RoleId::new(role).unwrap(),
        pin: PinHash(String::new()),
        archived: false,
    };
    for (name, role, expected) in [
        ("Sam", "cashier", Ok(())),
        ("", "cashier", Err(Refusal::TextInvalid)),
        ("Sam", "pirate", Err(Refusal::UnknownRole)),
    ] {
        assert_eq!(operator(name, role).check(&default_roles()), expected, "{name:?} {role}");
    }
    let ann = Operator { id: OperatorId::new("o-2").unwrap(), ..operator("Ann", "manager") };
    let gone = Operator { archived: true, ..ann.clone() };
    for (new, others, expected) in [
        (operator("Sam", "cashier"), vec![ann.clone()], Ok(())),
        (operator("ann ", "cashier"), vec![ann.clone()], Err(Refusal::OperatorTwice)),
        (operator("Ann", "manager"), vec![gone.clone()], Ok(())),
        (operator("Sam", "cashier"), vec![], Err(Refusal::OwnerMissing)),
        (operator("Sam", "cashier"), vec![gone, operator("Sam", "manager")], Err(Refusal::OwnerMissing)),
    ] {
        assert_eq!(new.check_among(&others, &default_roles()), expected, "{} among {others:?}", new.name);
    }
}

#[derive(Clone, Debug)]
enum Do {
    Sell(&'static str, i64, bool),
    Return(u64),
    Move(CashKind, i32),
    Suspend,
    GiveUp,
    NextDay,
}

fn something() -> impl Strategy<Value = Do> {
    let sold = (select(&["tea", "cake", "soap"][..]), 1..5_i64, any::<bool>());
    prop_oneof![
        6 => sold.prop_map(|(what, many, card)| Do::Sell(what, many, card)),
        2 => (1..12_u64).prop_map(Do::Return),
        3 => (select(&CashKind::ALL[..]), 1..5_000).prop_map(|(kind, minor)| Do::Move(kind, minor)),
        1 => Just(Do::Suspend),
        1 => Just(Do::GiveUp),
        1 => Just(Do::NextDay),
    ]
}

/// Does it, and adds what it posts to `books`.
fn perform(till: &mut Till, what: Do, books: &mut ShiftTotals) {
    let shift = till.shift.unwrap().0;
    match what {
        Do::Sell(item, many, card) => {
            till.take(step(&format!("{many} x {item}"))).unwrap();
            let total = till.total();
            let cash = Tender::Cash { amount: total.plus(Amount::minor_i32(137)).unwrap() };
            till.tenders = vec![if card { Tender::Card { amount: total, slip: "S".to_owned() } } else { cash }];
            settle(till, books);
        }
        Do::Return(receipt) => {
            let left = till.sold(receipt).is_some_and(|sold| !sold.lines.first().unwrap().is_exhausted());
            if left && till.take(step(&format!("return {receipt}.1 x 1"))).is_ok() {
                till.tenders = vec![Tender::Cash { amount: till.total() }];
                settle(till, books);
            }
        }
        Do::Move(kind, minor) => {
            let amount = Amount::minor_i32(if kind == CashKind::NoSale { 0 } else { minor });
            let reason = "a reason".to_owned();
            let (time, operator, approved_by) = (till.now, None, None);
            let moved = CashMoved { shift, kind, amount, reason, time, operator, approved_by };
            moved.check().unwrap();
            books.post(&moved.postings()).unwrap();
            till.record(&Event::CashMoved(Box::new(moved)));
        }
        Do::Suspend => {
            till.take(step("1 x tea")).unwrap();
            till.suspend("s-1", "Table 4").unwrap();
        }
        Do::GiveUp => {
            let (time, lines) = (till.now, Vec::new());
            let (id, resumed, reason) = (sale_id("s-1"), vec![sale_id("s-1")], "left".to_owned());
            let (operator, approved_by) = (None, None);
            let (total, shift) = (Amount::ZERO, Some(shift));
            let gone = SaleCancelled { id, reason, lines, total, resumed, shift, time, operator, approved_by };
            till.record(&Event::SaleCancelled(Box::new(gone)));
        }
        Do::NextDay => till.now.at = Timestamp(till.now.at.0 + 86_400_000),
    }
}

fn settle(till: &mut Till, books: &mut ShiftTotals) {
    let before = till.sales.len();
    till.pay().unwrap();
    assert_eq!(till.sales.len(), before + 1);
    let (_, sale) = till.sales.iter().next_back().unwrap();
    books.post(&postings::of_sale(sale).unwrap()).unwrap();
}

/// How much of what is in a basket.
fn goods(basket: &Basket) -> std::collections::BTreeMap<String, i64> {
    let mut goods = std::collections::BTreeMap::new();
    for line in basket.lines() {
        *goods.entry(line.name.clone()).or_default() += line.quantity.as_thousandths();
    }
    goods
}

proptest! {
    #[test]
    fn a_z_report_is_the_sum_of_the_facts_of_its_shift(
        days in prop::collection::vec((0..20_000_i32, prop::collection::vec(something(), 0..12), -300..300_i32), 1..4),
    ) {
        let mut till = till_with("refunds cash");
        for (float, acts, off) in days {
            till.open_shift(float).unwrap();
            let mut books = ShiftTotals::default();
            books.post(&till.shift_row().opened.postings()).unwrap();
            for what in acts {
                perform(&mut till, what, &mut books);
            }
            let expected = till.shift_row().totals.expected_cash();
            let counted = expected.plus(Amount::minor_i32(off)).unwrap().max(Amount::ZERO);
            let closed = till.close_shift(counted);
            prop_assert_eq!(&closed.totals.accounts, &books.accounts);
            prop_assert_eq!(Amount::sum(closed.totals.accounts.iter().map(|row| row.amount)), Ok(Amount::ZERO));
            books.post(&closed.postings().unwrap()).unwrap();
            prop_assert_eq!(books.of(&Account::Cash), Amount::ZERO);
            let sold = closed.totals.sold.minus(closed.totals.refunded).unwrap();
            let turnover = |row: &&evertill_domain::shift::AccountTotal| {
                matches!(row.account, Account::Sales(_) | Account::Tax(_))
            };
            let turnover = closed.totals.accounts.iter().filter(turnover).map(|row| row.amount);
            prop_assert_eq!(Amount::sum(turnover), Ok(sold.negated()));
        }
    }

    #[test]
    fn a_bill_that_is_split_and_put_together_again_comes_to_the_same_goods(
        pieces in prop::collection::vec((select(&["tea", "cake", "soap"][..]), 1..6_i64), 1..5),
        taken in prop::collection::vec(0..6_i32, 5),
    ) {
        let mut till = till_with("");
        for (what, many) in &pieces {
            till.take(step(&format!("{many} x {what}"))).unwrap();
        }
        let before = goods(&till.basket);
        let lines: Vec<_> = till.basket.lines().iter().map(|line| (line.id, line.quantity)).collect();
        let parts = lines.into_iter().zip(taken).map(|((id, all), many)| (id, Quantity::whole(many).min(all)));
        let parts: Vec<_> = parts.filter(|(_, quantity)| quantity.is_positive()).collect();
        let part = till.basket.split(&parts).unwrap();
        if !part.is_empty() {
            let now = till.now;
            let other = SuspendedSale::new(sale_id("s-2"), "other bill", part, Amount::ZERO, now, None).unwrap();
            till.handle(BasketCommand::Merge(Box::new(other))).unwrap();
        }
        prop_assert_eq!(goods(&till.basket), before);
        prop_assert_eq!(till.basket.voids(), &[]);
    }
}
