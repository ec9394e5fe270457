//! Means of payment.

use evertill_money::Amount;

use crate::choice;
use crate::ids::AccountId;

/// One tender of a sale. Amounts are positive when the customer pays and negative when money goes
/// back to them (a refund).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tender {
    /// Coins and notes; the only tender that gives change.
    Cash {
        /// What was handed over.
        amount: Amount,
    },
    /// A card on a standalone terminal.
    Card {
        /// What the terminal took.
        amount: Amount,
        /// The reference on the terminal's slip; 1 to 40 characters.
        slip: String,
    },
    /// A paper coupon that counts as money.
    Coupon {
        /// Its value.
        amount: Amount,
        /// The number on it; 1 to 40 characters.
        code: String,
    },
    /// Loyalty points.
    Points {
        /// How many, positive; points cannot be paid out.
        points: i64,
        /// What they pay.
        amount: Amount,
    },
    /// Store credit: spent when positive, issued when negative.
    StoredValue {
        /// Which account.
        account: AccountId,
        /// How much.
        amount: Amount,
    },
}

choice!(Tender { Cash { amount }, Card { amount, slip }, Coupon { amount, code }, Points { points, amount }, StoredValue { account, amount } });

impl Tender {
    /// The most tenders of one sale.
    pub const LIMIT: usize = 20;

    /// The money it stands for.
    #[must_use]
    pub const fn amount(&self) -> Amount {
        match self {
            Self::Cash { amount }
            | Self::Card { amount, .. }
            | Self::Coupon { amount, .. }
            | Self::Points { amount, .. }
            | Self::StoredValue { amount, .. } => *amount,
        }
    }
}
