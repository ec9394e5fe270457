//! What tenders brought with version 2: gift cards, accounts, vouchers, foreign cash, tips and coins.

use evertill_domain::basket::{Basket, BasketCommand};
use evertill_domain::charge::Charge;
use evertill_domain::customer::Customer;
use evertill_domain::event::{Effect, Event, ParticipantName, SaleConfirmed, SaleRolledBack, TipAdjusted};
use evertill_domain::gift_card::GiftCardNumber;
use evertill_domain::ids::{CustomerId, ReceiptNumber, Seq};
use evertill_domain::payments::{ForeignCurrency, Payments};
use evertill_domain::pricing::Rules;
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rows::{Row, SoldSale, UsedVoucher};
use evertill_domain::sale::Sale;
use evertill_domain::shift::ShiftNumber;
use evertill_domain::shop::Settings;
use evertill_domain::tender::Tender;
use evertill_money::{Amount, Currency, Rate};

use crate::samples::counter::sale_id;
use crate::samples::{register, time};

fn amount(minor: i32) -> Amount {
    Amount::minor_i32(minor)
}

fn gift_card() -> GiftCardNumber {
    GiftCardNumber::parse("79927398713").unwrap()
}

fn euro() -> Currency {
    Currency::from_code("EUR").unwrap()
}

fn charges() -> Vec<Charge> {
    vec![
        Charge::GiftCard { card: gift_card(), amount: amount(2_500) },
        Charge::Account { amount: amount(1_200) },
        Charge::Prepayment { order: sale_id(), name: "Ada's bike".to_owned(), amount: amount(2_000) },
    ]
}

/// Settings of a shop that takes money in every way.
pub fn settings(settings: Settings) -> Settings {
    let percent = |percent| Rate::percent(percent).unwrap();
    Settings {
        payments: Payments {
            cash_step: Some(amount(5)),
            change_limit: Some(amount(20_000)),
            tips: vec![percent(10), percent(15)],
            currencies: vec![ForeignCurrency { currency: euro(), rate: 1_080_000 }],
        },
        ..settings
    }
}

/// A customer who is trusted.
pub fn customer(customer: Customer) -> Customer {
    Customer { credit_limit: amount(50_000), ..customer }
}

/// A sale that is paid in every way.
pub fn sale(mut sale: Sale) -> Sale {
    sale.tenders.extend([
        Tender::GiftCard { card: gift_card(), amount: amount(1_000) },
        Tender::OnAccount { amount: amount(1_500) },
        Tender::Voucher { amount: amount(500), code: "SPRING-7".to_owned() },
        Tender::ForeignCash { currency: euro(), foreign: amount(1_000), rate: 1_080_000, amount: amount(1_080) },
        Tender::Prepayment { order: sale_id(), amount: amount(2_000) },
    ]);
    Sale { charges: charges(), tip: amount(150), rounding: amount(-1), change: amount(295), ..sale }
}

/// What follows from it.
pub fn confirmed(mut confirmed: SaleConfirmed) -> SaleConfirmed {
    confirmed.effects.extend([
        Effect::OwedMoved { customer: CustomerId::new("c-1").unwrap(), amount: amount(300) },
        Effect::VoucherUsed { code: "SPRING-7".to_owned(), register: register(), receipt: ReceiptNumber(17) },
        Effect::PrepaidMoved { order: sale_id(), amount: amount(-2_000) },
    ]);
    confirmed
}

/// A basket in which something beside goods is paid for.
pub fn basket(mut basket: Basket, settings: &Settings) -> Basket {
    for command in charges().into_iter().map(BasketCommand::AddCharge).chain([BasketCommand::SetTip(amount(150))]) {
        basket.handle(command, Rules::new(settings, time())).unwrap();
    }
    basket
}

/// The row of a sale with a tip.
pub fn sold(sold: SoldSale) -> SoldSale {
    SoldSale { charges: amount(3_700), tip: amount(150), ..sold }
}

/// The row of a voucher that has paid.
pub fn voucher() -> (&'static str, Row) {
    (
        "Voucher",
        Row::Voucher(UsedVoucher {
            register: register(),
            receipt: ReceiptNumber(17),
            amount: amount(0),
            also: Vec::new(),
        }),
    )
}

/// A tip that became another.
pub fn tip_adjusted() -> Event {
    let (from, to, slip) = (amount(150), amount(300), "0043 TA".to_owned());
    Event::TipAdjusted(TipAdjusted {
        register: register(),
        receipt: ReceiptNumber(17),
        from,
        to,
        slip,
        shift: Some(ShiftNumber(3)),
    })
}

/// Sales that were rolled back for reasons that came with version 2.
pub fn rollbacks() -> impl Iterator<Item = (&'static str, Event)> {
    let (code, receipt) = ("SPRING-7".to_owned(), ReceiptNumber(9));
    let limit = RollbackReason::CreditLimitReached { limit: amount(50_000), owed: amount(49_900) };
    let beyond = RollbackReason::PaymentBeyondOwed { owed: amount(1_200) };
    let used = RollbackReason::VoucherUsed { code, receipt };
    let unknown = RollbackReason::UnknownOrder { order: sale_id() };
    let more = RollbackReason::PrepaymentBeyondBalance { wanted: amount(2_001), balance: amount(2_000) };
    let unused = RollbackReason::PrepaymentUnused { left: amount(2_000) };
    let reasons = [
        ("SaleRolledBack-CreditLimitReached", ParticipantName::Accounts, limit),
        ("SaleRolledBack-PaymentBeyondOwed", ParticipantName::Accounts, beyond),
        ("SaleRolledBack-VoucherUsed", ParticipantName::Vouchers, used),
        ("SaleRolledBack-UnknownOrder", ParticipantName::Prepayments, unknown),
        ("SaleRolledBack-PrepaymentBeyondBalance", ParticipantName::Prepayments, more),
        ("SaleRolledBack-PrepaymentUnused", ParticipantName::Prepayments, unused),
    ];
    reasons.into_iter().map(|(name, participant, reason)| {
        let (prepared, receipt) = (Seq(40), ReceiptNumber(17));
        (name, Event::SaleRolledBack(SaleRolledBack { prepared, receipt, participant, reason, recovered: false }))
    })
}
