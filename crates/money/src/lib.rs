//! Money in whole minor units: amounts, currencies, rates, rounding and allocation.
//!
//! Floor 0. There is no floating point here and nothing panics: arithmetic that can leave the
//! representable range returns [`Overflow`], and whoever holds the rule decides what that means.

mod allocate;
mod amount;
mod currency;
mod decimal;
mod rate;
mod rounding;

pub use allocate::{allocate, split};
pub use amount::{Amount, Overflow};
pub use currency::{Currency, UnknownCurrency};
pub use decimal::{DecimalError, format_decimal, parse_decimal};
pub use rate::Rate;
pub use rounding::{Rounding, mul_div};
