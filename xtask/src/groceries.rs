//! A store's sales as two CSV files: what it sold, and a row for each line that its tills rang up.
//!
//! Reads them plain or gzipped, says which row and field is wrong, and turns each basket of rows
//! into a basket of the register, so that replay, demonstration data and end-to-end tests ring up
//! the same goods. Money in these files is whole cents; each row carries
//! `shelf − loyalty − match − coupon = paid`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail, ensure};
use evertill_domain::Amount;
use evertill_domain::basket::{Basket, BasketCommand, LineId};
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::discount::{Discount, DiscountReason, DiscountValue};
use evertill_domain::ids::{CustomerId, Sku};
use evertill_domain::item::{Item, StockPolicy};
use evertill_domain::pricing::Rules;
use evertill_domain::quantity::{Quantity, Unit};
use evertill_domain::sale::Price;
use evertill_domain::shop::Settings;
use evertill_domain::tax::TaxCategory;

/// Something the store sells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The store's code.
    pub sku: String,
    /// What the store calls it, in capitals and abbreviations; its size stands at the end.
    pub name: String,
    /// The store's department.
    pub department: String,
    /// The store's category; may be empty.
    pub category: String,
    /// The size of the pack; may be empty.
    pub size: String,
    /// Median shelf price in cents; 0 where none is known.
    pub price_cents: i64,
}

/// One line that a till rang up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldRow {
    /// The row's line in the file, from 1 for the header.
    pub line: u64,
    /// The store's code of the item, which the products may not know.
    pub sku: String,
    /// How many; 0 where the till recorded none.
    pub quantity: i64,
    /// The extended shelf price, in cents.
    pub shelf_cents: i64,
    /// What the loyalty program took off.
    pub loyalty_cents: i64,
    /// What the store added to coupons.
    pub match_cents: i64,
    /// What coupons took off.
    pub coupon_cents: i64,
    /// What was paid.
    pub paid_cents: i64,
}

/// The rows of one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldBasket {
    /// The store's number of it.
    pub id: String,
    /// When, on the store's wall clock.
    pub sold_at: LocalTime,
    /// The day of it as the file writes it, `2017-01-31`.
    pub day: String,
    /// The household whose loyalty card was shown.
    pub household: String,
    /// Its lines, in order.
    pub rows: Vec<SoldRow>,
}

impl SoldBasket {
    /// What the rows say was paid, in cents.
    pub fn paid_cents(&self) -> i64 {
        self.rows.iter().map(|row| row.paid_cents).sum()
    }
}

/// Opens a file that may be gzipped; its first two bytes tell, not its name.
fn open(path: &Path) -> Result<csv::Reader<Box<dyn Read>>> {
    let with_path = || format!("{} cannot be read", path.display());
    let mut magic = Vec::new();
    File::open(path).and_then(|file| file.take(2).read_to_end(&mut magic)).with_context(with_path)?;
    let file = BufReader::new(File::open(path).with_context(with_path)?);
    let bytes: Box<dyn Read> =
        if magic == [0x1f, 0x8b] { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    Ok(csv::Reader::from_reader(bytes))
}

/// One record and where it stands, to read fields by name.
struct Record<'a> {
    header: &'a csv::StringRecord,
    fields: csv::StringRecord,
    line: u64,
}

impl Record<'_> {
    fn text(&self, field: &str) -> Result<&str> {
        let at = self.header.iter().position(|name| name == field);
        let at = at.ok_or_else(|| anyhow!("the header has no column {field}"))?;
        self.fields.get(at).ok_or_else(|| self.wrong(field, "it is missing"))
    }

    fn number(&self, field: &str) -> Result<i64> {
        let text = self.text(field)?;
        text.parse().map_err(|_| self.wrong(field, &format!("{text:?} is no whole number")))
    }

    fn wrong(&self, field: &str, why: &str) -> anyhow::Error {
        anyhow!("line {}, {field}: {why}", self.line)
    }
}

/// Calls `each` for every record of the file.
fn for_each(path: &Path, mut each: impl FnMut(&Record<'_>) -> Result<()>) -> Result<()> {
    let mut reader = open(path)?;
    let in_path = || path.display().to_string();
    let header = reader.headers().with_context(in_path)?.clone();
    for fields in reader.records() {
        let fields = fields.with_context(in_path)?;
        let line = fields.position().map_or(0, csv::Position::line);
        each(&Record { header: &header, fields, line }).with_context(in_path)?;
    }
    Ok(())
}

/// Reads the products, in the order of the file.
///
/// # Errors
/// The file, line and field that cannot be understood.
pub fn products(path: &Path) -> Result<Vec<Product>> {
    let mut products = Vec::new();
    for_each(path, |record| {
        let text = |field| record.text(field).map(str::to_owned);
        products.push(Product {
            sku: text("sku")?,
            name: text("name")?,
            department: text("department")?,
            category: text("category")?,
            size: text("size")?,
            price_cents: record.number("price_cents")?,
        });
        Ok(())
    })?;
    Ok(products)
}

/// Reads the baskets, in the order of the file; the rows of one stand together.
///
/// # Errors
/// The file, line and field that cannot be understood or contradict each other.
pub fn baskets(path: &Path) -> Result<Vec<SoldBasket>> {
    let mut baskets: Vec<SoldBasket> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for_each(path, |record| {
        let (id, household) = (record.text("basket_id")?, record.text("household_id")?);
        let sold_at = local_time(record.text("sold_at")?).map_err(|why| record.wrong("sold_at", why))?;
        let day: String = record.text("sold_at")?.chars().take(10).collect();
        let row = sold_row(record)?;
        match baskets.last_mut() {
            Some(basket) if basket.id == id => {
                ensure!(basket.sold_at == sold_at, record.wrong("sold_at", "its basket has another time"));
                ensure!(basket.household == household, record.wrong("household_id", "its basket has another"));
                basket.rows.push(row);
            }
            _ => {
                ensure!(seen.insert(id.to_owned()), record.wrong("basket_id", "its basket was closed above"));
                let (id, household) = (id.to_owned(), household.to_owned());
                baskets.push(SoldBasket { id, sold_at, day, household, rows: vec![row] });
            }
        }
        Ok(())
    })?;
    Ok(baskets)
}

fn sold_row(record: &Record<'_>) -> Result<SoldRow> {
    let row = SoldRow {
        line: record.line,
        sku: record.text("sku")?.to_owned(),
        quantity: record.number("quantity")?,
        shelf_cents: record.number("shelf_cents")?,
        loyalty_cents: record.number("loyalty_cents")?,
        match_cents: record.number("match_cents")?,
        coupon_cents: record.number("coupon_cents")?,
        paid_cents: record.number("paid_cents")?,
    };
    // In 128 bits, so that no row can overflow the check itself.
    let [shelf, loyalty, matched, coupon, paid] =
        [row.shelf_cents, row.loyalty_cents, row.match_cents, row.coupon_cents, row.paid_cents].map(i128::from);
    if shelf - loyalty - matched - coupon != paid {
        return Err(record.wrong("paid_cents", "it is not shelf_cents less the three discounts"));
    }
    Ok(row)
}

/// `2017-01-01 18:24:46` on the store's wall clock, which is taken as UTC.
fn local_time(text: &str) -> Result<LocalTime, &'static str> {
    let wrong = "it is not of the form 2017-01-31 18:24:46";
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    if shape != "0000-00-00 00:00:00" {
        return Err(wrong);
    }
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse::<i64>().ok()).ok_or(wrong);
    let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
    let (hour, minute, second) = (part(11..13)?, part(14..16)?, part(17..19)?);
    if year < 1970 || !(1..=12).contains(&month) || hour > 23 || minute > 59 || second > 59 {
        return Err(wrong);
    }
    let seconds = ((days_before(year, month) + day - 1) * 24 + hour) * 3_600 + minute * 60 + second;
    let time = LocalTime { at: Timestamp(u64::try_from(seconds * 1_000).map_err(|_| wrong)?), offset: 0 };
    // A day beyond its month lands in the next one, which the calendar of the rules notices.
    let (_, lands_in, on) = time.day();
    if i64::from(lands_in) == month && i64::from(on) == day { Ok(time) } else { Err(wrong) }
}

/// Days from 1970-01-01 to the first of the month.
fn days_before(year: i64, month: i64) -> i64 {
    let leap_days = |year: i64| year / 4 - year / 100 + year / 400;
    let is_leap = leap_days(year) > leap_days(year - 1);
    let of_months: i64 = (1..month)
        .map(|month| match month {
            2 => 28 + i64::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        })
        .sum();
    (year - 1970) * 365 + leap_days(year - 1) - leap_days(1969) + of_months
}

/// Rings up sold baskets as the register would.
pub struct Ringer {
    names: BTreeMap<String, String>,
    tax: TaxCategory,
}

impl Ringer {
    /// Knows the names of `products`, and taxes everything by `tax`.
    pub fn new(products: &[Product], tax: TaxCategory) -> Self {
        let names = products.iter().map(|product| (product.sku.clone(), tidy(&product.name))).collect();
        Self { names, tax }
    }

    /// The basket that these rows were: each a line at its extended shelf price with its
    /// discounts, for the household as the customer.
    ///
    /// # Errors
    /// The basket, row and refusal.
    pub fn ring(&self, sold: &SoldBasket, settings: &Settings) -> Result<Basket> {
        let rules = Rules::new(settings, sold.sold_at);
        let mut basket = Basket::default();
        let who = CustomerId::new(&sold.household).with_context(|| format!("basket {}: household_id", sold.id))?;
        basket
            .handle(BasketCommand::SetCustomer(Some(who.into())), rules)
            .map_err(|refusal| anyhow!("basket {}: {refusal:?}", sold.id))?;
        for row in &sold.rows {
            self.ring_row(&mut basket, row, rules).with_context(|| format!("basket {}, line {}", sold.id, row.line))?;
        }
        Ok(basket)
    }

    fn ring_row(&self, basket: &mut Basket, row: &SoldRow, rules: Rules<'_>) -> Result<()> {
        let refused = |refusal| anyhow!("refused: {refusal:?}");
        let thousandths = row.quantity.checked_mul(1_000).and_then(|count| Quantity::thousandths(count).ok());
        let Some(quantity) = thousandths else { bail!("quantity {} is out of range", row.quantity) };
        let add = BasketCommand::Add {
            item: Box::new(self.item(&row.sku)?),
            tax: self.tax.clone(),
            quantity,
            price: Some(Price::Extended(cents("shelf_cents", row.shelf_cents)?)),
        };
        basket.handle(add, rules).map_err(refused)?;
        let given = [
            (DiscountReason::Loyalty, "loyalty_cents", row.loyalty_cents),
            (DiscountReason::CouponMatch, "match_cents", row.match_cents),
            (DiscountReason::Coupon, "coupon_cents", row.coupon_cents),
        ];
        let mut discounts = Vec::new();
        for (reason, field, amount) in given {
            if amount != 0 {
                discounts.push(Discount::new(reason, DiscountValue::Amount(cents(field, amount)?)));
            }
        }
        let line = basket.lines().last().map(|line| line.id).unwrap_or(LineId(0));
        if !discounts.is_empty() {
            basket.handle(BasketCommand::SetDiscounts { line, discounts }, rules).map_err(refused)?;
        }
        Ok(())
    }

    /// The item, by the name of the products or by its code alone.
    fn item(&self, sku: &str) -> Result<Item> {
        let name = self.names.get(sku).cloned().unwrap_or_else(|| format!("Item {sku}"));
        Ok(Item {
            sku: Sku::new(sku).context("sku")?,
            name,
            codes: Vec::new(),
            department: String::new(),
            category: String::new(),
            price: None,
            unit: Unit::Each,
            tax: self.tax.id.clone(),
            stock: StockPolicy::Off,
            archived: false,
            cost: None,
            extras: None,
        })
    }
}

fn cents(field: &str, cents: i64) -> Result<Amount> {
    Amount::new(cents).map_err(|overflow| anyhow!("{field}: {overflow}"))
}

/// A name without runs of spaces.
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_clock_time_is_read_or_refused() {
        let table = [
            ("1970-01-01 00:00:00", Some(0)),
            ("2017-01-01 18:24:46", Some(1_483_295_086)),
            ("2000-02-29 23:59:59", Some(951_868_799)),
            ("2017-02-29 00:00:00", None),
            ("2017-13-01 00:00:00", None),
            ("2017-04-31 00:00:00", None),
            ("2017-01-00 00:00:00", None),
            ("2017-01-01 24:00:00", None),
            ("2017-1-1 0:00:00", None),
            ("", None),
        ];
        for (text, seconds) in table {
            let read = local_time(text).ok().map(|time| time.at.0 / 1_000);
            assert_eq!(read, seconds, "{text:?}");
        }
    }
}
