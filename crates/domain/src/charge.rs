//! What is paid for beside goods: value that the shop owes to somebody from then on, or that somebody owed to it. It is
//! no turnover and carries no tax.

use evertill_money::Amount;

use crate::choice;
use crate::gift_card::GiftCardNumber;
use crate::ids::SaleId;

/// Something beside goods that a customer pays for. Amounts are positive when the customer pays; only what was paid ahead
/// goes back, as a negative one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Charge {
    /// Value put on a gift card, whether new or not.
    GiftCard {
        /// Which card.
        card: GiftCardNumber,
        /// How much.
        amount: Amount,
    },
    /// The sale's customer pays what was bought on account.
    Account {
        /// How much of it.
        amount: Amount,
    },
    /// Part of what goods cost that are laid away, paid ahead or given back.
    Prepayment {
        /// The sale that was set aside.
        order: SaleId,
        /// Under which name.
        name: String,
        /// How much.
        amount: Amount,
    },
}

choice!(Charge { GiftCard { card, amount }, Account { amount }, Prepayment { order, name, amount } });

impl Charge {
    /// What the customer pays for it.
    #[must_use]
    pub const fn amount(&self) -> Amount {
        match self {
            Self::GiftCard { amount, .. } | Self::Account { amount } | Self::Prepayment { amount, .. } => *amount,
        }
    }
}
