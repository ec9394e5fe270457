//! What entries about the counter say: suspended sales, operators, shifts and cash.

use crate::i18n::{Lang, Text, common, counter, journal, people};
use crate::money::Money;
use evertill_domain::event::Event;
use evertill_domain::shift::CashKind;

/// The kind of such an entry.
pub fn kind(event: &Event) -> Text {
    match event {
        Event::SaleSuspended(_) => counter::suspended,
        Event::SaleResumed { .. } => counter::resumed,
        Event::SaleCancelled(_) => counter::cancelled,
        Event::OperatorChanged(_) => counter::operator_changed,
        Event::OperatorSignedOn { .. } => counter::signed_on,
        Event::OperatorSignedOff { idle: true, .. } => counter::locked,
        Event::OperatorSignedOff { .. } => counter::signed_off,
        Event::PinRefused { .. } => counter::pin_refused,
        Event::ApprovalGiven { .. } => counter::approval_given,
        Event::ShiftOpened(_) => counter::shift_opened,
        Event::CashMoved(moved) => cash_kind(moved.kind),
        Event::ShiftClosed(_) => counter::shift_closed,
        // All others have words of their own.
        _ => journal::later_build,
    }
}

/// What a movement of cash is called.
pub fn cash_kind(kind: CashKind) -> Text {
    match kind {
        CashKind::Loan => counter::loan,
        CashKind::Pickup => counter::pickup,
        CashKind::PaidIn => counter::paid_in,
        CashKind::PaidOut => counter::paid_out,
        CashKind::NoSale => counter::no_sale,
    }
}

/// What such an entry says, in one line.
pub fn says(event: &Event, lang: Lang, money: &Money) -> String {
    match event {
        Event::SaleSuspended(sale) => format!("{} · {}", sale.name, money.format(sale.total)),
        Event::SaleResumed { id, .. } => id.to_string(),
        Event::SaleCancelled(cancelled) => {
            let lines = common::lines(lang, i64::try_from(cancelled.lines.len()).unwrap_or(i64::MAX));
            format!("{} · {lines} · {}", cancelled.reason, money.format(cancelled.total))
        }
        Event::OperatorChanged(operator) => format!("{} · {}", operator.name, operator.role),
        Event::OperatorSignedOn { operator, .. } | Event::OperatorSignedOff { operator, .. } => operator.to_string(),
        Event::PinRefused { operator, attempts, .. } => counter::wrong_pins(lang, i64::from(attempts.wrong), operator),
        Event::ApprovalGiven { approval, .. } => {
            format!("{} · {}", approval.by, people::act(approval.need.act)(lang))
        }
        Event::ShiftOpened(opened) => counter::shift_over(lang, opened.shift, money.format(opened.float)),
        Event::CashMoved(moved) if moved.amount.is_zero() => moved.reason.clone(),
        Event::CashMoved(moved) => format!("{} · {}", money.format(moved.amount), moved.reason),
        Event::ShiftClosed(closed) => counter::shift_over(lang, closed.shift, money.format(closed.counted)),
        _ => String::new(),
    }
}
