//! Values of what happens at the counter beside sales: suspended sales, operators, shifts and cash.

use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::clock::Timestamp;
use evertill_domain::day::Day;
use evertill_domain::event::Event;
use evertill_domain::ids::{OperatorId, RoleId, SaleId};
use evertill_domain::people::{Act, Actor, Approval, Attempts, Need, Operator, OperatorRow, PinHash, Role, Size};
use evertill_domain::postings::Account;
use evertill_domain::pricing::Rules;
use evertill_domain::rows::Row;
use evertill_domain::sale::Sale;
use evertill_domain::shift::{
    AccountTotal, CashCount, CashKind, CashMoved, Counted, ShiftClosed, ShiftNumber, ShiftOpened, ShiftRow,
    ShiftTotals, TillRow,
};
use evertill_domain::shop::{Settings, TillRules};
use evertill_domain::suspended::{SaleCancelled, SuspendedSale, VoidedLine};
use evertill_money::Rate;

use super::{amount, basket, sku, thousandths, time};

/// The events, by name.
pub fn events() -> Vec<(String, Event)> {
    let mut events = vec![
        ("SaleSuspended".to_owned(), Event::SaleSuspended(Box::new(suspended()))),
        ("SaleResumed".to_owned(), Event::SaleResumed { id: sale_id(), time: time(), operator: None, version: None }),
        ("SaleCancelled".to_owned(), Event::SaleCancelled(Box::new(cancelled()))),
        ("OperatorChanged".to_owned(), Event::OperatorChanged(Box::new(sam()))),
        ("OperatorSignedOn".to_owned(), Event::OperatorSignedOn { operator: sam().id, time: time() }),
        ("OperatorSignedOff".to_owned(), Event::OperatorSignedOff { operator: sam().id, time: time(), idle: true }),
        ("PinRefused".to_owned(), Event::PinRefused { operator: sam().id, time: time(), attempts: attempts() }),
        (
            "ApprovalGiven".to_owned(),
            Event::ApprovalGiven { approval: Approval { need: Need::of(Act::Reports), by: ann() }, time: time() },
        ),
        ("ShiftOpened".to_owned(), Event::ShiftOpened(Box::new(opened()))),
        ("ShiftClosed".to_owned(), Event::ShiftClosed(Box::new(closed()))),
    ];
    events.extend(CashKind::ALL.into_iter().map(|kind| {
        let moved = CashMoved {
            shift: ShiftNumber(12),
            kind,
            amount: amount(if kind == CashKind::NoSale { 0 } else { 5_000 }),
            reason: if kind.needs_reason() { "window cleaner" } else { "" }.to_owned(),
            time: time(),
            operator: Some(sam().id),
            approved_by: (kind == CashKind::PaidOut).then(ann),
        };
        (format!("CashMoved-{kind:?}"), Event::CashMoved(Box::new(moved)))
    }));
    events
}

/// The rows, by name.
pub fn rows() -> Vec<(&'static str, Row)> {
    let unknown = OperatorRow { operator: None, attempts: attempts() };
    vec![
        (
            "Suspended",
            Row::Suspended(Box::new(SuspendedSale {
                in_hand: true,
                prepaid: amount(2_000),
                collect_by: Day::new(2026, 12, 24),
                ..suspended()
            })),
        ),
        ("Operator", Row::Operator(Box::new(OperatorRow { operator: Some(sam()), attempts: Attempts::default() }))),
        ("Operator-Unknown", Row::Operator(Box::new(unknown))),
        (
            "Till",
            Row::Till(TillRow { last: ShiftNumber(12), open: true, business_date: Some(time().business_day(240)) }),
        ),
        ("Shift", Row::Shift(Box::new(ShiftRow { opened: opened(), totals: totals(), closed: None }))),
        ("Shift-Closed", Row::Shift(Box::new(ShiftRow { opened: opened(), totals: totals(), closed: Some(closed()) }))),
    ]
}

/// Settings with what the counter adds to them.
pub fn settings(settings: Settings) -> Settings {
    Settings { roles: roles(), till: till_rules(), ..settings }
}

/// A sale with what the counter adds to it.
pub fn sale(sale: Sale) -> Sale {
    Sale {
        shift: Some(ShiftNumber(12)),
        business_date: Some(time().business_day(240)),
        resumed: vec![sale_id()],
        voids: vec![voided()],
        approvals: approvals(),
        ..sale
    }
}

/// Roles in which every act and limit stands.
fn roles() -> Vec<Role> {
    let role = |id: &str, acts: &[Act], limited: bool| Role {
        id: RoleId::new(id).unwrap(),
        name: id.to_owned(),
        acts: acts.to_vec(),
        discount_limit: limited.then(|| Rate::percent(10).unwrap()),
        refund_limit: limited.then(|| amount(5_000)),
    };
    vec![role("cashier", &[Act::Discount, Act::Refund], true), role("manager", Act::ALL, false)]
}

/// Rules of which none is the default.
fn till_rules() -> TillRules {
    TillRules {
        shift_required: true,
        blind_count: true,
        day_begins: 240,
        lock_after: 5,
        pickup_above: Some(amount(50_000)),
        name_on_receipt: true,
    }
}

/// Who allows what others may not do alone.
fn ann() -> OperatorId {
    OperatorId::new("ann").unwrap()
}

/// Somebody who does what they may not do alone.
pub fn actor() -> Actor {
    Actor { operator: Some(sam().id), approvals: approvals() }
}

/// What was allowed, in every size.
fn approvals() -> Vec<Approval> {
    let sizes = [Size::Any, Size::Share(Rate::percent(25).unwrap()), Size::Money(amount(9_900))];
    let acts = [Act::NoSale, Act::Discount, Act::Refund];
    let by = ann();
    acts.into_iter().zip(sizes).map(|(act, size)| Approval { need: Need { act, size }, by: by.clone() }).collect()
}

/// A line that was taken out.
fn voided() -> VoidedLine {
    let (sku, quantity) = (sku("1001"), thousandths(1_000));
    VoidedLine { sku, name: "Milk 1 l".to_owned(), quantity, extended: amount(300) }
}

/// The transaction of a suspended sale.
/// A transaction that was set aside.
pub fn sale_id() -> SaleId {
    SaleId::new("r1-9c01").unwrap()
}

/// A basket that goes on from a suspended sale, of which part was taken out since.
pub fn resumed_basket() -> Basket {
    let (mut basket, settings) = (suspended().basket, super::settings());
    let line = basket.lines().first().unwrap().id;
    let mut commands = vec![BasketCommand::SetQuantity { line, quantity: thousandths(2_000) }];
    commands.extend(approvals().into_iter().map(BasketCommand::Approve));
    for command in commands {
        basket.handle(command, Rules::new(&settings, time())).unwrap();
    }
    basket
}

/// A table that was set aside.
pub fn suspended() -> SuspendedSale {
    let operator = Some(sam().id);
    SuspendedSale::new(sale_id(), "Table 4", basket(), amount(560), time(), operator).unwrap()
}

fn cancelled() -> SaleCancelled {
    SaleCancelled {
        id: sale_id(),
        reason: "customer left".to_owned(),
        lines: vec![voided()],
        total: amount(300),
        resumed: vec![sale_id()],
        shift: Some(ShiftNumber(12)),
        time: time(),
        operator: Some(sam().id),
        approved_by: None,
    }
}

fn sam() -> Operator {
    Operator {
        id: OperatorId::new("sam").unwrap(),
        name: "Sam".to_owned(),
        role: RoleId::new("cashier").unwrap(),
        pin: PinHash("$argon2id$v=19$m=7168,t=5,p=1$c2FsdA$aGFzaA".to_owned()),
        archived: false,
    }
}

fn attempts() -> Attempts {
    Attempts { wrong: 5, blocked_until: Timestamp(1_795_353_330_000) }
}

fn opened() -> ShiftOpened {
    ShiftOpened {
        shift: ShiftNumber(12),
        time: time(),
        business_date: time().business_day(240),
        operator: Some(sam().id),
        float: amount(20_000),
    }
}

fn totals() -> ShiftTotals {
    let food = || evertill_domain::ids::TaxCategoryId::new("food").unwrap();
    let accounts = [
        (Account::Cash, 23_600),
        (Account::Card, 1_800),
        (Account::Coupons, 100),
        (Account::Points, 50),
        (Account::StoredValue, 200),
        (Account::Sales(food()), -5_500),
        (Account::Tax(food()), -250),
        (Account::TaxPart { tax: food(), label: "County".to_owned() }, -50),
        (Account::Safe, -19_950),
        (Account::PaidIn, -500),
        (Account::PaidOut, 400),
        (Account::OverShort, 100),
        (Account::GiftCards, -2_500),
        (Account::Receivables, 300),
        (Account::Vouchers, 500),
        (Account::ForeignCash, 1_850),
        (Account::Tips, -151),
        (Account::Rounding, 1),
    ];
    let total = |(account, minor)| AccountTotal { account, count: 2, amount: amount(minor) };
    ShiftTotals {
        sales: 3,
        sold: amount(6_000),
        refunds: 1,
        refunded: amount(250),
        discounts: amount(120),
        voids: 1,
        voided: amount(300),
        cancelled: 2,
        no_sales: 1,
        accounts: accounts.into_iter().map(total).collect(),
        post_voids: 0,
        post_voided: amount(0),
    }
}

fn closed() -> ShiftClosed {
    let pieces = vec![Counted { value: amount(2_000), pieces: 11 }, Counted { value: amount(100), pieces: 15 }];
    ShiftClosed {
        shift: ShiftNumber(12),
        time: time(),
        operator: Some(sam().id),
        approved_by: Some(OperatorId::new("ann").unwrap()),
        count: CashCount { pieces, loose: amount(70) },
        counted: amount(23_570),
        expected: amount(23_600),
        totals: totals(),
        grand_total: amount(1_234_567),
        refund_total: amount(890),
    }
}
