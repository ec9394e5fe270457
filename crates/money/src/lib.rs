//! Money in whole minor units: amounts, currencies, rates, rounding and allocation.
