//! What came with version 2 about what happens after a sale: where money goes back to, goods without a receipt, post-voids.

use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::event::{Effect, Event, ParticipantName, SaleConfirmed, SaleRolledBack};
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::{CustomerId, ReceiptNumber, Seq};
use evertill_domain::payback::{PaidBy, PaidPart};
use evertill_domain::pricing::Rules;
use evertill_domain::refund::{Earned, TakenBack};
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rows::{Row, SoldSale};
use evertill_domain::sale::{Sale, SaleLine};
use evertill_domain::shop::{RefundRules, Settings};
use evertill_money::Amount;

use crate::samples::{register, time};

fn amount(minor: i32) -> Amount {
    Amount::minor_i32(minor)
}

fn gift_card() -> PaidBy {
    PaidBy::GiftCard { card: GiftCardNumber::parse("79927398713").unwrap() }
}

fn earned() -> Earned {
    Earned { by: CustomerId::new("c-1").unwrap(), per: amount(100), on: amount(600) }
}

/// Settings of a shop that takes goods back without a receipt.
pub fn settings(settings: Settings) -> Settings {
    let refunds = RefundRules {
        cash_instead: true,
        without_receipt_limit: Some(amount(5_000)),
        without_receipt_cash: true,
        without_receipt_customer: true,
    };
    Settings { refunds, receipt_address: "https://shop.example".to_owned(), ..settings }
}

/// A sale that takes goods back with and without their receipt, and says that it reverses another.
pub fn sale(mut sale: Sale) -> Sale {
    let with = TakenBack { earned: Some(earned()), ..TakenBack::default() };
    let back = sale.lines.iter_mut().find(|line| line.returned.is_some()).unwrap();
    back.taken = Some(Box::new(with));
    let without = TakenBack {
        reason: "does not fit".to_owned(),
        damaged: true,
        without_receipt: true,
        credit_only: true,
        earned: None,
    };
    let line = SaleLine { returned: None, taken: Some(Box::new(without)), ..back.clone() };
    sale.lines.push(line);
    Sale { earn_per: amount(100), cash_instead: true, post_void: Some(ReceiptNumber(16)), ..sale }
}

/// What follows from it.
pub fn confirmed(mut confirmed: SaleConfirmed) -> SaleConfirmed {
    let back = |by, minor, carried| Effect::TenderReturned {
        register: register(),
        receipt: ReceiptNumber(9),
        by,
        amount: amount(minor),
        carried: amount(carried),
    };
    confirmed.effects.extend([
        back(PaidBy::Card, 500, 0),
        back(PaidBy::Cash, -50, -50),
        Effect::VoucherFreed { code: "SPRING-8".to_owned() },
    ]);
    confirmed
}

/// The row of a sale of which money went back, and that was reversed.
pub fn sold(sold: SoldSale) -> SoldSale {
    let part = |by, paid, back| PaidPart { by, paid: amount(paid), back: amount(back) };
    let paid = vec![
        part(PaidBy::Card, 500, 500),
        part(gift_card(), 300, 0),
        part(PaidBy::OnAccount, 100, 0),
        part(PaidBy::Cash, 200, 100),
        part(PaidBy::Credit, 150, 0),
    ];
    SoldSale { paid: Some(paid), earned: Some(earned()), voided: Some(ReceiptNumber(18)), ..sold }
}

/// A shift in which a sale was reversed.
pub fn row(row: Row) -> Row {
    match row {
        Row::Shift(mut shift) => {
            (shift.totals.post_voids, shift.totals.post_voided) = (1, amount(640));
            Row::Shift(shift)
        }
        other => other,
    }
}

/// A basket with goods that came back without their receipt.
pub fn basket(mut basket: Basket, line: SaleLine, settings: &Settings) -> Basket {
    let taken = TakenBack { reason: "does not fit".to_owned(), without_receipt: true, ..TakenBack::default() };
    let line = SaleLine { returned: None, taken: Some(Box::new(taken)), ..line };
    basket.handle(BasketCommand::AddReturn(Box::new(line)), Rules::new(settings, time())).unwrap();
    basket
}

/// Sales that were rolled back for reasons that came with version 2.
pub fn rollbacks() -> impl Iterator<Item = (&'static str, Event)> {
    let receipt = ReceiptNumber(9);
    let reasons = [
        ("SaleRolledBack-BackBeyondPaid", RollbackReason::BackBeyondPaid { by: gift_card(), most: amount(300) }),
        ("SaleRolledBack-ReturnOutdated", RollbackReason::ReturnOutdated { receipt }),
        ("SaleRolledBack-AlreadyReversed", RollbackReason::AlreadyReversed { receipt }),
    ];
    reasons.into_iter().map(|(name, reason)| {
        let (prepared, receipt, participant) = (Seq(40), ReceiptNumber(17), ParticipantName::Returns);
        (name, Event::SaleRolledBack(SaleRolledBack { prepared, receipt, participant, reason, recovered: false }))
    })
}
