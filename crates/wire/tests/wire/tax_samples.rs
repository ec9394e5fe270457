//! What taxes added to version 2 of records, put into the samples of those records.

use evertill_domain::basket::{Basket, BasketCommand, LineId};
use evertill_domain::clock::LocalTime;
use evertill_domain::customer::Customer;
use evertill_domain::day::Day;
use evertill_domain::ids::TaxCategoryId;
use evertill_domain::pricing::Rules;
use evertill_domain::rows::SoldSale;
use evertill_domain::sale::Sale;
use evertill_domain::shop::Settings;
use evertill_domain::tax::{
    DatedRate, Exemption, RoundedComponents, RoundedPer, Service, TaxCategory, TaxComponent, TaxMode, TaxRounding,
};
use evertill_money::{Amount, Rate, Rounding};

fn amount(minor: i32) -> Amount {
    Amount::minor_i32(minor)
}

fn rate(from: Option<&str>, millionths: u32) -> DatedRate {
    DatedRate { from: from.and_then(Day::parse), rate: Rate::millionths(millionths).unwrap() }
}

fn component(label: &str, rates: Vec<DatedRate>, compound: bool) -> TaxComponent {
    TaxComponent { label: label.to_owned(), rates, compound, exempt: false }
}

/// A category of two taxes, one on the other, whose rates change; it does not apply to what is taken away.
fn two_taxes() -> TaxCategory {
    TaxCategory {
        components: vec![
            component("GST", vec![rate(None, 60_000), rate(Some("2008-01-01"), 50_000)], false),
            component("QST", vec![rate(Some("2011-01-01"), 85_000), rate(Some("2012-01-01"), 95_000)], true),
        ],
        take_away: Some(TaxCategoryId::new("top").unwrap()),
        ..TaxCategory::single(
            TaxCategoryId::new("both").unwrap(),
            "GST and QST".to_owned(),
            Rate::ZERO,
            TaxMode::Exclusive,
        )
    }
}

/// The same on the line of a customer who is exempt from the second.
fn two_taxes_on_a_line() -> TaxCategory {
    let components = vec![
        component("GST", vec![rate(None, 50_000)], false),
        TaxComponent { exempt: true, ..component("QST", vec![rate(None, 95_000)], true) },
    ];
    TaxCategory { components, take_away: None, rate: Rate::millionths(149_750).unwrap(), ..two_taxes() }
}

fn exemption() -> Exemption {
    Exemption { reason: "Certificate 4711".to_owned(), taxes: vec!["QST".to_owned()] }
}

/// Settings with two taxes on one price and another rounding.
pub fn settings(mut settings: Settings, per: RoundedPer, components: RoundedComponents, mode: Rounding) -> Settings {
    settings.taxes.push(two_taxes());
    settings.tax_rounding = TaxRounding { per, components, mode };
    settings
}

/// A customer who is exempt.
pub fn customer(mut customer: Customer) -> Customer {
    customer.exemption = Some(exemption());
    customer
}

/// A sale to an exempt customer, taken away but for one line.
pub fn sale(mut sale: Sale) -> Sale {
    if let Some(line) = sale.lines.first_mut() {
        line.tax = two_taxes_on_a_line();
        line.tax_parts = vec![amount(45), amount(0)];
        line.tax_spared = amount(3);
        line.service = Some(Service::EatIn);
    }
    if let Some(row) = sale.totals.taxes.first_mut() {
        row.tax = two_taxes_on_a_line();
        row.parts = vec![amount(43), amount(0)];
    }
    if let Some(line) = sale.lines.last_mut() {
        line.tax.exempt = true;
    }
    sale.totals.tax_spared = amount(3);
    sale.service = Service::TakeAway;
    sale.exemption = Some(exemption());
    sale
}

/// The row of such a sale.
pub fn sold(mut sold: SoldSale) -> SoldSale {
    if let Some(line) = sold.lines.first_mut() {
        line.tax_parts = vec![amount(50), amount(9)];
    }
    sold
}

/// A basket for an exempt customer, taken away but for one line.
pub fn basket(mut basket: Basket, settings: &Settings) -> Basket {
    for command in [
        BasketCommand::SetService(Service::TakeAway),
        BasketCommand::SetLineService { line: LineId(0), service: Some(Service::EatIn) },
        BasketCommand::SetExemption(Some(exemption())),
    ] {
        basket.handle(command, Rules::new(settings, LocalTime::default())).unwrap();
    }
    basket
}
