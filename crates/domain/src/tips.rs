//! Tips after the sale: a customer writes one on the card's slip, and the cashier keys it later that day.

use evertill_money::Amount;

use crate::Refusal;
use crate::clock::LocalTime;
use crate::event::TipAdjusted;
use crate::ids::checked_text;
use crate::pricing::SALE_LIMIT;
use crate::rows::{SaleStatus, SoldSale};
use crate::sale::Sale;
use crate::shift::ShiftNumber;
use crate::tender::Tender;

/// The tip on `sale` becomes `to`, for which the terminal printed `slip`. It stays open for as long as the shift of the sale
/// is; where shifts are not kept, on the day of the sale. `open` is the shift that is open now.
///
/// # Errors
/// [`Refusal::TipNotOnCard`], [`Refusal::DayOver`], [`Refusal::TipOutOfRange`] or [`Refusal::SlipReferenceInvalid`].
pub fn adjust(
    sale: &Sale,
    sold: &SoldSale,
    to: Amount,
    slip: &str,
    now: LocalTime,
    open: Option<ShiftNumber>,
) -> Result<TipAdjusted, Refusal> {
    let by_card = sale.tenders.iter().any(|tender| matches!(tender, Tender::Card { .. }));
    let sells = sale.due().is_ok_and(|due| due > Amount::ZERO);
    // Of a sale that was reversed the tip has gone back with the rest.
    if sold.status != SaleStatus::Confirmed || sold.voided.is_some() || !by_card || !sells {
        return Err(Refusal::TipNotOnCard);
    }
    let still = if sale.shift.is_some() { sale.shift == open } else { now.day() == sale.time.day() };
    if !still {
        return Err(Refusal::DayOver);
    }
    if to.is_negative() || to > SALE_LIMIT {
        return Err(Refusal::TipOutOfRange { limit: SALE_LIMIT });
    }
    let slip = checked_text(slip, 40).map_err(|_| Refusal::SlipReferenceInvalid)?.to_owned();
    Ok(TipAdjusted {
        register: sale.register.clone(),
        receipt: sale.receipt,
        from: sold.tip,
        to,
        slip,
        shift: sale.shift,
    })
}
