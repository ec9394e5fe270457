//! What happens in the shop beside sales: an operator, a shift, suspended sales, cash.

use evertill_domain::Refusal;
use evertill_domain::day::Day;
use evertill_domain::event::Event;
use evertill_domain::ids::{OperatorId, RoleId, SaleId};
use evertill_domain::people::{Act, Approval, Attempts, Need, Operator, PinHash};
use evertill_domain::rows::{Row, RowKey, RowSet};
use evertill_domain::shift::{CashCount, CashKind, CashMoved, ShiftClosed, ShiftNumber, ShiftOpened, TillRow};
use evertill_domain::suspended::{SaleCancelled, SuspendedSale};
use evertill_money::Amount;
use evertill_wire::Head;

use super::{TIME, basket_of, settings};

/// The day's only shift, which begins before the first sale.
pub const SHIFT: (ShiftNumber, Day) = (ShiftNumber(1), Day::new(2026, 11, 24).unwrap());

fn sam() -> OperatorId {
    OperatorId::new("sam").unwrap()
}

/// Whoever allows what Sam may not do.
fn ann() -> OperatorId {
    OperatorId::new("ann").unwrap()
}

fn table(id: &str, lines: &[(&str, i32)]) -> SuspendedSale {
    let id = SaleId::new(id).unwrap();
    SuspendedSale::new(id, "Table", basket_of(lines), Amount::minor_i32(258), TIME, Some(sam())).unwrap()
}

/// Sam signs on at the second try and opens the shift; two tables are waiting.
pub fn morning() -> Vec<Event> {
    let operator = Operator {
        id: sam(),
        name: "Sam".to_owned(),
        role: RoleId::new("cashier").unwrap(),
        pin: PinHash("$argon2id$".to_owned()),
        archived: false,
    };
    let opened = ShiftOpened::new(TillRow::default(), &settings(), TIME, Some(sam()), Amount::minor_i32(5_000));
    let opened = ShiftOpened { business_date: SHIFT.1, ..opened.unwrap() };
    let attempts = Attempts::default().after_wrong(TIME.at);
    vec![
        Event::OperatorChanged(Box::new(operator)),
        Event::PinRefused { operator: sam(), time: TIME, attempts },
        Event::OperatorSignedOn { operator: sam(), time: TIME },
        Event::PinRefused { operator: ann(), time: TIME, attempts },
        Event::ApprovalGiven { approval: Approval { need: Need::of(Act::Reports), by: ann() }, time: TIME },
        Event::ShiftOpened(Box::new(opened)),
        Event::SaleSuspended(Box::new(table("table-4", &[("milk", 2)]))),
        Event::SaleSuspended(Box::new(table("table-5", &[("milk", 1)]))),
        Event::SaleResumed { id: SaleId::new("table-5").unwrap(), time: TIME, operator: Some(sam()), version: None },
    ]
}

/// Under which transaction goods are laid away.
pub const LAID_AWAY: &str = "laid-away";

/// Goods are laid away for a customer.
pub fn lays_away() -> Event {
    let sale = SuspendedSale { collect_by: Day::new(2026, 12, 24), ..table(LAID_AWAY, &[("milk", 3)]) };
    Event::SaleSuspended(Box::new(sale))
}

/// The second table leaves without paying, and the window cleaner is paid.
pub fn evening() -> Vec<Event> {
    let basket = table("table-5", &[("milk", 1)]).basket;
    let cancelled = SaleCancelled {
        id: SaleId::new("table-5").unwrap(),
        reason: "left without paying".to_owned(),
        lines: basket.as_voided().unwrap(),
        total: Amount::minor_i32(129),
        resumed: basket.resumed().to_vec(),
        shift: Some(SHIFT.0),
        time: TIME,
        operator: Some(sam()),
        approved_by: None,
    };
    let moved = CashMoved {
        shift: SHIFT.0,
        kind: CashKind::PaidOut,
        amount: Amount::minor_i32(700),
        reason: "window cleaner".to_owned(),
        time: TIME,
        operator: Some(sam()),
        approved_by: None,
    };
    vec![Event::SaleCancelled(Box::new(cancelled)), Event::CashMoved(Box::new(moved))]
}

/// Counts the drawer, a coin short, and closes the shift. A second close finds it closed.
pub fn close(rows: &RowSet, head: &Head) -> Result<Vec<Event>, Refusal> {
    let Ok(Some(Row::Shift(row))) = rows.get(&RowKey::Shift(SHIFT.0)) else { return Err(Refusal::ShiftMissing) };
    if row.closed.is_some() {
        return Err(Refusal::ShiftMissing);
    }
    let expected = row.totals.expected_cash();
    let counted = expected.minus(Amount::minor_i32(1))?;
    Ok(vec![Event::ShiftClosed(Box::new(ShiftClosed {
        shift: SHIFT.0,
        time: TIME,
        operator: Some(sam()),
        approved_by: None,
        count: CashCount { pieces: Vec::new(), loose: counted },
        counted,
        expected,
        totals: row.totals.clone(),
        grand_total: head.grand_total,
        refund_total: head.refund_total,
    }))])
}
