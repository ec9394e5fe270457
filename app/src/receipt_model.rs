//! What a receipt says, worked out from the sale alone: no language, no browser, so that it can be tested as data.
//!
//! Every amount is taken from the sale as it was committed; the only sums made here are those that a line of paper adds
//! up for the reader (a line's price before and after discounts), and they are made so that the column comes out at the
//! total.

use evertill_domain::charge::Charge;
use evertill_domain::detail::LineKind;
use evertill_domain::discount::{DiscountReason, GivenDiscount};
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::ReceiptNumber;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::rows::SaleStatus;
use evertill_domain::sale::{Price, Sale, SaleLine, TaxTotal};
use evertill_domain::shop::Settings;
use evertill_domain::tax::{Service, TaxMode};
use evertill_domain::tender::Tender;
use evertill_domain::{Currency, clock::LocalTime};
use evertill_money::{Amount, Rate};

/// A whole receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The shop.
    pub shop: String,
    /// Lines below its name; an empty one is spacing.
    pub header: Vec<String>,
    /// Lines at the end.
    pub footer: Vec<String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The receipt's number.
    pub number: ReceiptNumber,
    /// The register that sold.
    pub register: String,
    /// When, on the shop's wall clock.
    pub time: LocalTime,
    /// Whether it was practice.
    pub training: bool,
    /// Whether the sale counts.
    pub valid: bool,
    /// Which duplicate this is, from 1; `None` for the original.
    pub copy: Option<u32>,
    /// The receipt that this one reverses in full.
    pub void_of: Option<ReceiptNumber>,
    /// The receipt that reverses this one in full.
    pub voided_by: Option<ReceiptNumber>,
    /// The customer's name.
    pub customer: Option<String>,
    /// The name of whoever sold, where the shop wants it there.
    pub operator: Option<String>,
    /// The lines.
    pub lines: Vec<Line>,
    /// What the lines come to, where something follows before the total.
    pub subtotal: Option<Amount>,
    /// What was taken off everything, as a positive amount.
    pub basket_discount: Option<Off>,
    /// Taxes on top of the prices.
    pub added_taxes: Vec<(TaxName, Amount)>,
    /// Tax in the prices that an exempt customer does not pay.
    pub spared: Option<Amount>,
    /// Why the customer is exempt.
    pub exempt: Option<String>,
    /// Where the goods are consumed, unless all of them are eaten in.
    pub service: Option<Service>,
    /// The total; negative when money goes back.
    pub total: Amount,
    /// One row for each tax.
    pub taxes: Vec<TaxRow>,
    /// How it was paid, in order.
    pub tenders: Vec<Paid>,
    /// Cash that went back; zero where none did.
    pub change: Amount,
    /// What was paid for beside goods.
    pub charges: Vec<(Charged, Amount)>,
    /// What the customer gave beside it; zero for none.
    pub tip: Amount,
    /// What rounding to the smallest coin added, or took off where negative.
    pub rounding: Amount,
    /// What was asked for, where that is more than the total: with charges, tip and rounding.
    pub asked: Option<Amount>,
    /// What the gift cards of the sale hold now, by the last digits of their numbers.
    pub balances: Vec<(String, Amount)>,
    /// Points earned, or taken back where negative; `None` without a customer or a program.
    pub points_earned: Option<i64>,
    /// The customer's points as they are known now.
    pub points_balance: Option<i64>,
    /// The short hash of the journal entry that holds the sale.
    pub hash: Option<String>,
    /// Where customers open it by its QR code; `None` where they cannot.
    pub address: Option<String>,
}

/// One line of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is called.
    pub name: String,
    /// How much of it, where that needs saying: more or less than one piece, or anything weighed.
    pub quantity: Option<(Quantity, Unit)>,
    /// The price of one unit, where the quantity is said and the price was one of a unit.
    pub each: Option<Amount>,
    /// Before discounts; negative for goods that come back.
    pub amount: Amount,
    /// What was taken off, as positive amounts, in the order given.
    pub discounts: Vec<Off>,
    /// What one unit, or a line with one price, would have cost, where an operator charged another price.
    pub instead_of: Option<Amount>,
    /// The receipt that goods come back from.
    pub returned_from: Option<ReceiptNumber>,
    /// Whether goods come back without a receipt.
    pub without_receipt: bool,
    /// Where it is consumed, when not where the rest is.
    pub service: Option<Service>,
    /// What kind of line it is; the head of a combo and a remark cost nothing, which is not printed.
    pub kind: LineKind,
    /// What was chosen about one of it, with what that added to its price.
    pub modifiers: Vec<(String, Amount)>,
    /// A remark and the number of the piece or its batch.
    pub remarks: Vec<String>,
    /// Whether it belongs to the line before.
    pub under: bool,
}

/// What a tax is called on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxName {
    /// What the settings called it.
    pub label: String,
    /// The rate, where the label does not say it.
    pub rate: Option<Rate>,
    /// Whether the customer was exempt from it.
    pub exempt: bool,
}

/// What was taken off a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Off {
    /// Why.
    pub reason: DiscountReason,
    /// What it is called: the promotion's label or the operator's words; empty where the reason says all.
    pub label: String,
    /// How much, as a positive amount.
    pub amount: Amount,
}

/// One row of the tax table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxRow {
    /// What it is called.
    pub name: TaxName,
    /// Without the tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// With all taxes of the category, behind the last of them.
    pub gross: Option<Amount>,
}

/// One tender as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// By what.
    pub means: Means,
    /// How much; negative when money goes back.
    pub amount: Amount,
}

/// A means of payment, with what the receipt says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// Coins and notes.
    Cash,
    /// A card, with the slip's reference.
    Card(String),
    /// A coupon, with its number.
    Coupon(String),
    /// This many points.
    Points(i64),
    /// Store credit.
    StoreCredit,
    /// A gift card, with the last digits of its number.
    GiftCard(String),
    /// The customer's account.
    OnAccount,
    /// What was paid ahead.
    PaidAhead,
    /// A voucher of the shop, with its number.
    Voucher(String),
    /// Foreign cash, in minor units of its currency, and the rate in millionths.
    Foreign(Currency, Amount, u64),
}

/// What is paid for beside goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Charged {
    /// Value put on a gift card, with the last digits of its number.
    GiftCard(String),
    /// What was owed.
    Account,
    /// Ahead, for goods that are laid away under this name.
    Ahead(String),
}

/// What is known about a sale beside the sale itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The customer's name.
    pub customer: Option<String>,
    /// The name of whoever sold.
    pub operator: Option<String>,
    /// The customer's points now.
    pub points_balance: Option<i64>,
    /// The short hash of the entry that holds the sale.
    pub hash: Option<String>,
    /// Which duplicate is made, from 1.
    pub copy: Option<u32>,
    /// The receipt that reversed the sale.
    pub voided_by: Option<ReceiptNumber>,
    /// What the sale's gift cards hold now, by their whole numbers.
    pub balances: Vec<(GiftCardNumber, Amount)>,
}

impl Receipt {
    /// The receipt of `sale`, which counts or not by `status`.
    pub fn new(sale: &Sale, status: SaleStatus, settings: &Settings, around: Surroundings) -> Receipt {
        let lines: Vec<Line> = sale.lines.iter().map(line).collect();
        let added_taxes = added_taxes(sale);
        let basket_discount = sale.basket_discount.as_ref().map(off).filter(|off| !off.amount.is_zero());
        let spared = Some(sale.totals.tax_spared).filter(|amount| !amount.is_zero());
        let elsewhere = sale.service == Service::TakeAway || sale.lines.iter().any(|line| line.service.is_some());
        let more = basket_discount.is_some() || !added_taxes.is_empty() || spared.is_some();
        let member = sale.customer.is_some() && settings.loyalty.is_some();
        Receipt {
            shop: settings.shop_name.clone(),
            header: settings.header_lines.clone(),
            footer: settings.footer_lines.clone(),
            currency: settings.currency,
            number: sale.receipt,
            register: sale.register.to_string(),
            training: sale.register.is_training(),
            time: sale.time,
            valid: status == SaleStatus::Confirmed,
            copy: around.copy,
            void_of: sale.post_void,
            voided_by: around.voided_by,
            customer: around.customer,
            operator: around.operator.filter(|_| settings.till.name_on_receipt),
            subtotal: more.then(|| subtotal(&lines)).flatten(),
            lines,
            basket_discount,
            added_taxes,
            spared,
            exempt: sale.exemption.as_ref().map(|exemption| exemption.reason.clone()),
            service: elsewhere.then_some(sale.service),
            total: sale.totals.total,
            taxes: tax_rows(sale),
            tenders: sale.tenders.iter().map(paid).collect(),
            change: sale.change,
            charges: sale.charges.iter().map(charge).collect(),
            tip: sale.tip,
            rounding: sale.rounding,
            asked: asked(sale),
            balances: around.balances.iter().map(|(card, amount)| (card.tail().to_owned(), *amount)).collect(),
            points_earned: member.then_some(sale.points_earned),
            points_balance: around.points_balance.filter(|_| member),
            hash: around.hash,
            address: Some(settings.receipt_address.clone())
                .filter(|address| !address.is_empty() && status == SaleStatus::Confirmed),
        }
    }

    /// Whether the paper is about money that goes back.
    pub fn is_refund(&self) -> bool {
        self.total.is_negative()
    }
}

fn line(line: &SaleLine) -> Line {
    let one_piece = line.quantity == Quantity::ONE && !line.unit.is_divisible();
    let says_quantity = !one_piece && !line.quantity.is_zero();
    // A price with modifiers is told by the parts that it has.
    let added = line.detail.as_ref().is_some_and(|detail| !detail.modifiers.is_empty());
    let each = match line.price {
        Price::Unit(each) if says_quantity || added => Some(each),
        _ => None,
    };
    // What comes back is worth what was paid for it, which may be less than its price: the price would not add up.
    let each = each.filter(|_| line.returned.is_none());
    let detail = line.detail.as_deref();
    Line {
        name: line.name.clone(),
        quantity: (says_quantity || added).then_some((line.quantity, line.unit)),
        each,
        amount: line.extended,
        discounts: line.discounts.iter().map(off).collect(),
        instead_of: line.price_change.as_ref().map(|change| match change.from {
            Price::Unit(amount) | Price::Extended(amount) => amount,
        }),
        returned_from: line.returned.as_ref().map(|of| of.receipt),
        without_receipt: line.is_without_receipt(),
        service: line.service,
        kind: line.kind(),
        modifiers: detail
            .iter()
            .flat_map(|detail| &detail.modifiers)
            .map(|one| (one.name.clone(), one.price))
            .collect(),
        remarks: detail
            .iter()
            .flat_map(|detail| [&detail.note, &detail.trace])
            .filter(|text| !text.is_empty())
            .cloned()
            .collect(),
        under: line.under.is_some(),
    }
}

fn off(given: &GivenDiscount) -> Off {
    let label = given.promotion.as_ref().map_or(&given.discount.note, |by| &by.label);
    Off { reason: given.discount.reason, label: label.clone(), amount: given.amount }
}

/// What the lines come to after their own discounts.
fn subtotal(lines: &[Line]) -> Option<Amount> {
    let amounts = lines.iter().map(|line| line.amount);
    let off = lines.iter().flat_map(|line| line.discounts.iter().map(|off| off.amount.negated()));
    // A sale within its limits cannot leave the range; a line of paper is not worth a failure.
    Amount::sum(amounts.chain(off)).ok()
}

/// The taxes of a row, each with its amount.
pub fn tax_parts(row: &TaxTotal) -> Vec<(TaxName, Amount)> {
    let amounts = if row.parts.is_empty() { std::slice::from_ref(&row.amount) } else { row.parts.as_slice() };
    let named = row.tax.parts().zip(amounts);
    named.map(|((label, rate, exempt), amount)| (TaxName { label: label.to_owned(), rate, exempt }, *amount)).collect()
}

fn added_taxes(sale: &Sale) -> Vec<(TaxName, Amount)> {
    let on_top = sale.totals.taxes.iter().filter(|row| row.tax.mode == TaxMode::Exclusive);
    on_top.flat_map(tax_parts).filter(|(_, amount)| !amount.is_zero()).collect()
}

fn tax_rows(sale: &Sale) -> Vec<TaxRow> {
    let mut rows: Vec<TaxRow> = Vec::new();
    for total in &sale.totals.taxes {
        rows.extend(tax_parts(total).into_iter().map(|(name, tax)| TaxRow { name, net: total.net, tax, gross: None }));
        if let Some(last) = rows.last_mut() {
            last.gross = total.net.plus(total.amount).ok();
        }
    }
    rows
}

fn charge(charge: &Charge) -> (Charged, Amount) {
    let what = match charge {
        Charge::GiftCard { card, .. } => Charged::GiftCard(card.tail().to_owned()),
        Charge::Account { .. } => Charged::Account,
        Charge::Prepayment { name, .. } => Charged::Ahead(name.clone()),
    };
    (what, charge.amount())
}

/// What was asked for in the end, where that is not the total of the goods.
fn asked(sale: &Sale) -> Option<Amount> {
    let more = !sale.charges.is_empty() || !sale.tip.is_zero() || !sale.rounding.is_zero();
    // A sale that was completed is within its limits.
    more.then(|| sale.due().and_then(|due| due.plus(sale.rounding)).ok()).flatten()
}

/// The gift cards that a sale was paid with or that something was put on, each once.
pub fn gift_cards(sale: &Sale) -> Vec<GiftCardNumber> {
    let paid = sale.tenders.iter().filter_map(|tender| match tender {
        Tender::GiftCard { card, .. } => Some(card),
        _ => None,
    });
    let charged = sale.charges.iter().filter_map(|charge| match charge {
        Charge::GiftCard { card, .. } => Some(card),
        Charge::Account { .. } | Charge::Prepayment { .. } => None,
    });
    let mut cards: Vec<GiftCardNumber> = paid.chain(charged).cloned().collect();
    cards.sort_unstable();
    cards.dedup();
    cards
}

fn paid(tender: &Tender) -> Paid {
    let means = match tender {
        Tender::Cash { .. } => Means::Cash,
        Tender::Card { slip, .. } => Means::Card(slip.clone()),
        Tender::Coupon { code, .. } => Means::Coupon(code.clone()),
        Tender::Points { points, .. } => Means::Points(*points),
        Tender::StoredValue { .. } => Means::StoreCredit,
        Tender::GiftCard { card, .. } => Means::GiftCard(card.tail().to_owned()),
        Tender::OnAccount { .. } => Means::OnAccount,
        Tender::Prepayment { .. } => Means::PaidAhead,
        Tender::Voucher { code, .. } => Means::Voucher(code.clone()),
        Tender::ForeignCash { currency, foreign, rate, .. } => Means::Foreign(*currency, *foreign, *rate),
    };
    Paid { means, amount: tender.amount() }
}

#[cfg(test)]
mod tests;
