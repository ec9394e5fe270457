//! Means of payment.

use evertill_money::{Amount, Currency};

use crate::choice;
use crate::gift_card::GiftCardNumber;
use crate::ids::{AccountId, SaleId};

/// One tender of a sale. Amounts are positive when the customer pays and negative when money goes
/// back to them (a refund).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tender {
    /// Coins and notes of the shop's currency; with foreign ones the only tender that gives change.
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
    /// A gift card, whoever holds it: spent when positive, given back when negative.
    GiftCard {
        /// Which card.
        card: GiftCardNumber,
        /// How much.
        amount: Amount,
    },
    /// The sale's customer owes it to the shop from then on.
    OnAccount {
        /// How much.
        amount: Amount,
    },
    /// A voucher of the shop itself, which pays once.
    Voucher {
        /// Its value.
        amount: Amount,
        /// The number on it; 1 to 40 characters.
        code: String,
    },
    /// Foreign coins and notes, at the shop's rate; change is given in the shop's currency.
    ForeignCash {
        /// In which currency.
        currency: Currency,
        /// What was handed over, in minor units of that currency; positive.
        foreign: Amount,
        /// Millionths of one unit of the shop's currency for one unit of that one, as it was.
        rate: u64,
        /// What it is worth.
        amount: Amount,
    },
    /// What was paid ahead for goods that were laid away and are collected by this sale; what is left of it goes back as
    /// change.
    Prepayment {
        /// The sale that was set aside.
        order: SaleId,
        /// How much.
        amount: Amount,
    },
}

choice!(Tender { Cash { amount }, Card { amount, slip }, Coupon { amount, code }, Points { points, amount }, StoredValue { account, amount }, GiftCard { card, amount }, OnAccount { amount }, Voucher { amount, code }, ForeignCash { currency, foreign, rate, amount }, Prepayment { order, amount } });

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
            | Self::StoredValue { amount, .. }
            | Self::GiftCard { amount, .. }
            | Self::OnAccount { amount }
            | Self::Voucher { amount, .. }
            | Self::ForeignCash { amount, .. }
            | Self::Prepayment { amount, .. } => *amount,
        }
    }

    /// Whether it is coins and notes, which give change and are rounded to what coins there are.
    #[must_use]
    pub const fn is_cash(&self) -> bool {
        matches!(self, Self::Cash { .. } | Self::ForeignCash { .. })
    }

    /// Whether what is left of it goes back as change: coins and notes, and what was paid ahead.
    #[must_use]
    pub const fn gives_change(&self) -> bool {
        self.is_cash() || matches!(self, Self::Prepayment { .. })
    }
}

/// A voucher's number as it is remembered: however it is typed, it is the same paper.
#[must_use]
pub fn voucher_code(typed: &str) -> String {
    typed.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase).collect()
}
