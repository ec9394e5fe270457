//! What Pay shows and what it asks for. Amounts are minor units of the shop's currency.

use leptos::prelude::*;

/// A tender given so far.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TenderView {
    /// Its place among the tenders, from 0.
    pub at: u64,
    /// Cash, card, coupon, points: in the language of the moment.
    pub name: String,
    /// A reference, or nothing.
    pub note: String,
    /// Its amount, formatted.
    pub amount: String,
}

/// A completed sale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaidView {
    /// Its receipt number.
    pub receipt: String,
    /// What goes back, in minor units.
    pub change: i64,
}

/// What the operator asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PayCommand {
    /// This much cash is on the counter. When it covers what is due, the sale completes.
    Cash(i64),
    /// Ask for the card's slip reference for this much.
    Card(i64),
    /// Ask for a coupon over this much.
    Coupon(i64),
    /// Redeem points for this much.
    Points(i64),
    /// Take this much from the customer's store credit.
    Credit(i64),
    /// Ask for a gift card for this much.
    GiftCard(i64),
    /// The customer owes this much.
    Account(i64),
    /// Ask for a voucher of the shop over this much.
    Voucher(i64),
    /// Ask for foreign cash for this much.
    Foreign(i64),
    /// Ask for a tip.
    Tip,
    /// Take the tender at this place back.
    Remove(u64),
    /// Commit the sale; nothing is due any more.
    Complete,
    /// Back to the basket.
    Back,
    /// Begin the next sale.
    NextSale,
}

/// Everything Pay draws.
#[derive(Clone, Copy)]
pub struct PayModel {
    /// Still to pay; zero or less once the tenders cover the sale, the rest being change.
    pub due: Signal<i64>,
    /// The same in coins that exist, where it is paid in cash.
    pub due_in_cash: Signal<i64>,
    /// Notes worth offering for what is due, at most nine, smallest first.
    pub notes: Signal<Vec<i64>>,
    /// Tenders in the order given.
    pub tenders: Signal<Vec<TenderView>>,
    /// Whether the sale has a customer with points to redeem.
    pub has_points: Signal<bool>,
    /// Whether the sale has a customer with store credit to spend.
    pub has_credit: Signal<bool>,
    /// Whether the sale's customer may buy on account.
    pub has_account: Signal<bool>,
    /// Whether the shop takes foreign cash.
    pub has_foreign: Signal<bool>,
    /// Whether the shop offers tips.
    pub has_tips: Signal<bool>,
    /// The commit is under way.
    pub working: Signal<bool>,
    /// Set once the commit is durable.
    pub paid: Signal<Option<PaidView>>,
    /// Writes minor units as money, following the language.
    pub money: Callback<i64, String>,
    /// Takes the commands.
    pub on_command: Callback<PayCommand>,
}

impl PayModel {
    /// Sends a command.
    pub fn send(self, command: PayCommand) {
        self.on_command.run(command);
    }
}
