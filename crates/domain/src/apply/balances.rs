//! Balances: stock, points, what is owed, stored value, vouchers. They are sums, and add up in any order; where registers
//! that were apart spent more than there was, they are below zero, and a conflict says by whom.

use evertill_money::Amount;

use super::held::conflict;
use super::{At, Broken};
use crate::conflict::{Conflict, ConflictOf, SaleRef, Spendable, Spent, Taken, all_but_the_largest, in_order, sum};
use crate::event::Effect;
use crate::ids::{AccountId, CustomerId, Sku};
use crate::item::StockPolicy;
use crate::quantity::Quantity;
use crate::rows::{CustomerRow, Row, RowKey, RowSet, StrictStock, UsedVoucher, VoucherUse};
use crate::sale::Sale;
use crate::tender::{Tender, voucher_code};

/// The rows that an effect on a balance changes.
pub(super) fn keys(effect: &Effect) -> Vec<RowKey> {
    match effect {
        Effect::StockMoved { sku, .. } => vec![RowKey::Stock(sku.clone())],
        Effect::PointsMoved { customer, .. } | Effect::OwedMoved { customer, .. } => {
            vec![RowKey::Customer(customer.clone())]
        }
        Effect::StoredValueMoved { account, .. } => {
            vec![RowKey::StoredValue(account.clone()), RowKey::Spent(account.clone())]
        }
        Effect::VoucherUsed { code, .. } | Effect::VoucherFreed { code } => vec![RowKey::Voucher(code.clone())],
        Effect::LineReturned { .. } | Effect::PrepaidMoved { .. } | Effect::TenderReturned { .. } => Vec::new(),
    }
}

/// Applies an effect of `sale` on a balance.
pub(super) fn apply(at: At<'_>, sale: &Sale, effect: &Effect, rows: &mut RowSet) -> Result<(), Broken> {
    let this = SaleRef { register: sale.register.clone(), receipt: sale.receipt };
    let taken = |took: i64, worth: Amount| Taken { hlc: at.origin.hlc, sale: this.clone(), took, worth };
    match effect {
        Effect::StockMoved { sku, quantity } => {
            let took = watched(sale, sku)?.filter(|_| *quantity < Quantity::ZERO);
            move_stock(rows, sku, *quantity, took.map(|worth| taken(quantity.negated().as_thousandths(), worth)))
        }
        Effect::PointsMoved { customer, points } => {
            let (redeemed, worth) = redeemed(sale);
            change_customer(rows, customer, |row| {
                row.points = row.points.checked_add(*points).ok_or(Broken::Range)?;
                if redeemed > 0 {
                    row.redeemed.note(taken(redeemed, worth));
                }
                Ok(())
            })
        }
        Effect::OwedMoved { customer, amount } => change_customer(rows, customer, |row| {
            row.owed = row.owed.plus(*amount)?;
            if amount.is_negative() {
                row.paid.note(taken(amount.abs().minor(), amount.abs()));
            }
            Ok(())
        }),
        Effect::StoredValueMoved { account, amount } => {
            let took = amount.is_negative().then(|| taken(amount.abs().minor(), amount.abs()));
            move_stored_value(rows, account, *amount, took)
        }
        Effect::VoucherUsed { code, .. } => {
            let paid = sale.tenders.iter().filter_map(|tender| match tender {
                Tender::Voucher { code: used, amount } if voucher_code(used) == *code => Some(*amount),
                _ => None,
            });
            let used = VoucherUse { sale: this, amount: paid.fold(Amount::ZERO, sum) };
            change_voucher(rows, code, |uses| uses.push(used))
        }
        Effect::VoucherFreed { code } => {
            let freed = sale.post_void.map(|receipt| SaleRef { receipt, ..this });
            change_voucher(rows, code, |uses| uses.retain(|used| Some(&used.sale) != freed.as_ref()))
        }
        Effect::LineReturned { .. } | Effect::PrepaidMoved { .. } | Effect::TenderReturned { .. } => Ok(()),
    }
}

/// What the lines of `sale` came to that move stock of this item and should only be sold while there is some.
fn watched(sale: &Sale, sku: &Sku) -> Result<Option<Amount>, Broken> {
    let mut worth = None;
    for line in sale.lines.iter().filter(|line| line.stock != StockPolicy::Off) {
        if line.stock_movement()?.is_some_and(|(moved, _)| moved == sku) {
            worth = Some(sum(worth.unwrap_or(Amount::ZERO), line.total.max(Amount::ZERO)));
        }
    }
    Ok(worth)
}

/// The points that `sale` redeems, and what they paid.
fn redeemed(sale: &Sale) -> (i64, Amount) {
    sale.tenders.iter().fold((0, Amount::ZERO), |(all, worth), tender| match tender {
        Tender::Points { points, amount } if *points > 0 => {
            (points.saturating_add(all), sum(worth, (*amount).max(Amount::ZERO)))
        }
        _ => (all, worth),
    })
}

pub(super) fn move_stock(rows: &mut RowSet, sku: &Sku, quantity: Quantity, taken: Option<Taken>) -> Result<(), Broken> {
    let key = RowKey::Stock(sku.clone());
    let row = rows.get(&key)?;
    let on_hand = row.map_or(Quantity::ZERO, Row::on_hand);
    let before = match row {
        Some(Row::StrictStock(strict)) => strict.spent.clone(),
        _ => Spent::default(),
    };
    let moved = on_hand.plus(quantity)?;
    let mut spent = before.clone();
    taken.into_iter().for_each(|taken| spent.note(taken));
    if spent.0.is_empty() {
        rows.put(key, Row::Stock(moved));
        return Ok(());
    }
    let oversold =
        |spent: &Spent, on_hand: Quantity| spent.conflict(Spendable::Stock(sku.clone()), on_hand.as_thousandths());
    conflict(oversold(&before, on_hand), oversold(&spent, moved), rows);
    rows.put(key, Row::StrictStock(Box::new(StrictStock { on_hand: moved, spent })));
    Ok(())
}

/// Changes what a customer holds, of whom nothing may be known yet.
fn change_customer(
    rows: &mut RowSet,
    customer: &CustomerId,
    change: impl FnOnce(&mut CustomerRow) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let key = RowKey::Customer(customer.clone());
    let mut row = match rows.get(&key)? {
        Some(Row::Customer(row)) => row.clone(),
        _ => Box::default(),
    };
    let overspent = |row: &CustomerRow| {
        let points = row.redeemed.conflict(Spendable::Points(customer.clone()), row.points);
        let owed = row.paid.conflict(Spendable::Owed(customer.clone()), row.owed.minor());
        [points, owed]
    };
    let before = overspent(&row);
    change(&mut row)?;
    for (before, after) in before.into_iter().zip(overspent(&row)) {
        conflict(before, after, rows);
    }
    rows.put(key, Row::Customer(row));
    Ok(())
}

fn move_stored_value(
    rows: &mut RowSet,
    account: &AccountId,
    amount: Amount,
    taken: Option<Taken>,
) -> Result<(), Broken> {
    let key = RowKey::StoredValue(account.clone());
    let balance = match rows.get(&key)? {
        Some(Row::StoredValue(balance)) => *balance,
        _ => Amount::ZERO,
    };
    let spent_key = RowKey::Spent(account.clone());
    let before = match rows.get(&spent_key)? {
        Some(Row::Spent(spent)) => spent.clone(),
        _ => Spent::default(),
    };
    let after = balance.plus(amount)?;
    let mut spent = before.clone();
    let takes = taken.is_some();
    taken.into_iter().for_each(|taken| spent.note(taken));
    let overspent =
        |spent: &Spent, balance: Amount| spent.conflict(Spendable::Account(account.clone()), balance.minor());
    conflict(overspent(&before, balance), overspent(&spent, after), rows);
    if takes {
        rows.put(spent_key, Row::Spent(spent));
    }
    rows.put(key, Row::StoredValue(after));
    Ok(())
}

fn change_voucher(rows: &mut RowSet, code: &str, change: impl FnOnce(&mut Vec<VoucherUse>)) -> Result<(), Broken> {
    let key = RowKey::Voucher(code.to_owned());
    let before = match rows.get(&key)? {
        Some(Row::Voucher(used)) => used.uses(),
        _ => Vec::new(),
    };
    let mut uses = before.clone();
    change(&mut uses);
    conflict(used_twice(code, &before), used_twice(code, &uses), rows);
    match UsedVoucher::of(uses) {
        Some(used) => rows.put(key, Row::Voucher(used)),
        None => rows.remove(key),
    }
    Ok(())
}

fn used_twice(code: &str, uses: &[VoucherUse]) -> Option<Conflict> {
    if uses.len() < 2 {
        return None;
    }
    let at_stake = all_but_the_largest(uses.iter().map(|used| used.amount));
    let sales = in_order(uses.iter().map(|used| used.sale.clone()));
    Some(Conflict { of: ConflictOf::VoucherTwice(code.to_owned()), missing: 0, at_stake, sales })
}
