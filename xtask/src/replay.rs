//! `cargo xtask replay PRODUCTS BASKETS`: rings a store's year through the crates of the register.
//!
//! Every basket is rung, completed with exact cash and committed in two phases with every
//! participant, on a journal in memory. Then everything that should follow is compared with what
//! the rows say: each line, basket and day to the cent, stock and points to the piece; the chain is
//! verified, and the rows are rebuilt from the journal and compared with those that were kept.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use evertill_domain::clock::Timestamp;
use evertill_domain::customer::Customer;
use evertill_domain::edit::Edit;
use evertill_domain::event::Event;
use evertill_domain::ids::{CustomerId, RegisterId, SaleId, TaxCategoryId};
use evertill_domain::pricing::Rules;
use evertill_domain::rows::{Row, SaleStatus};
use evertill_domain::sale::{self, Sale, SaleContext};
use evertill_domain::shop::{LoyaltyProgram, Settings};
use evertill_domain::tax::{TaxCategory, TaxMode};
use evertill_domain::tender::Tender;
use evertill_domain::{Amount, Currency, Rate};
use evertill_journal::Journal;
use evertill_journal::commit::{Committed, Outcome};
use evertill_journal::memory::MemoryStore;
use evertill_journal::{read, rebuild, verify};
use evertill_money::format_decimal;

use crate::groceries::{self, Product, Ringer, SoldBasket};

/// The most mismatches that are written out; the rest is counted.
const SHOWN_LIMIT: usize = 20;
/// How many baskets pass between two lines of progress.
const PROGRESS: usize = 1_000;

/// The command.
pub fn main(arguments: Vec<String>) -> Result<()> {
    let [products, baskets] = arguments.as_slice() else {
        bail!("usage: cargo xtask replay PRODUCTS BASKETS, two CSV files, plain or gzipped");
    };
    let products = groceries::products(Path::new(products))?;
    let baskets = groceries::baskets(Path::new(baskets))?;
    println!("replay: {} products, {} baskets", products.len(), baskets.len());
    let report = replay(&products, &baskets)?;
    for mismatch in report.mismatches.iter().take(SHOWN_LIMIT) {
        println!("mismatch: {mismatch}");
    }
    println!("{report}");
    match report.mismatches.len() {
        0 => Ok(()),
        count => bail!("{count} mismatches; the first {} are above", count.min(SHOWN_LIMIT)),
    }
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Report {
    baskets: usize,
    exact: usize,
    paid: i64,
    mismatches: Vec<String>,
}

impl fmt::Display for Report {
    /// The line by which a script recognises success.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "baskets {} exact {} paid {}", self.baskets, self.exact, format_decimal(self.paid, 2))
    }
}

impl Report {
    /// Notes when what was found is not what the rows say.
    fn expect<T: PartialEq + fmt::Debug>(&mut self, what: impl FnOnce() -> String, found: T, expected: T) -> bool {
        let same = found == expected;
        if !same {
            self.mismatches.push(format!("{}: {found:?} instead of {expected:?}", what()));
        }
        same
    }
}

/// Rings up and commits every basket and checks all that follows.
///
/// # Errors
/// What cannot be rung up or committed at all; what comes out differently is in the report.
pub fn replay(products: &[Product], baskets: &[SoldBasket]) -> Result<Report> {
    let settings = settings()?;
    let tax = settings.taxes.first().context("the settings have a tax")?.clone();
    let ringer = Ringer::new(products, tax);
    let mut till = pollster::block_on(Till::open(settings, baskets))?;
    let mut report = Report { baskets: baskets.len(), ..Report::default() };
    for (at, sold) in baskets.iter().enumerate() {
        if at > 0 && at % PROGRESS == 0 {
            println!("replay: {at} baskets committed");
        }
        let basket = ringer.ring(sold, &till.settings)?;
        let committed = pollster::block_on(till.commit(sold, &basket))?;
        check_sale(&mut report, sold, &committed);
    }
    pollster::block_on(till.check_journal(&mut report))?;
    check_days(&mut report, baskets, &pollster::block_on(till.days())?);
    check_stock(&mut report, baskets, &pollster::block_on(till.stock())?);
    check_points(&mut report, baskets, &pollster::block_on(till.points())?);
    Ok(report)
}

fn settings() -> Result<Settings> {
    let settings = Settings {
        shop_name: "Replay".to_owned(),
        // The rows' prices are what was paid: nothing comes on top, and the tax in them is not told.
        taxes: vec![TaxCategory::single(
            TaxCategoryId::new("none")?,
            "No tax".to_owned(),
            Rate::ZERO,
            TaxMode::Inclusive,
        )],
        loyalty: Some(LoyaltyProgram { earn_per: Amount::minor_i32(100), point_value: Amount::minor_i32(1) }),
        ..Settings::plain(Currency::from_code("USD")?)
    };
    settings.validate()?;
    Ok(settings)
}

/// A register with its journal in memory.
struct Till {
    journal: Journal<MemoryStore>,
    register: RegisterId,
    settings: Settings,
}

impl Till {
    /// Opens a register that knows every household as a customer.
    async fn open(settings: Settings, baskets: &[SoldBasket]) -> Result<Self> {
        let register = RegisterId::new("replay")?;
        let now = baskets.first().map_or(Timestamp(0), |basket| basket.sold_at.at);
        let mut journal = Journal::found(MemoryStore::new(), register.clone(), settings.clone(), now).await?;
        let households: BTreeMap<&str, ()> = baskets.iter().map(|basket| (basket.household.as_str(), ())).collect();
        let mut events = Vec::with_capacity(households.len());
        for household in households.into_keys() {
            events.push(Event::CustomerChanged(Box::new(Edit::whole(Customer {
                id: CustomerId::new(household)?,
                name: format!("Household {household}"),
                phone: String::new(),
                email: String::new(),
                card: String::new(),
                archived: false,
                credit_limit: Amount::ZERO,
                exemption: None,
                group: None,
            }))));
        }
        journal.record(events, now).await?;
        Ok(Self { journal, register, settings })
    }

    /// Completes the basket with exact cash and commits it.
    async fn commit(&mut self, sold: &SoldBasket, basket: &evertill_domain::basket::Basket) -> Result<Committed> {
        let in_basket = || format!("basket {}", sold.id);
        let refused = |refusal| anyhow!("refused: {refusal:?}");
        let total = basket
            .priced(Rules::new(&self.settings, sold.sold_at))
            .map_err(refused)
            .with_context(in_basket)?
            .totals
            .total;
        let tenders = if total.is_zero() { Vec::new() } else { vec![Tender::Cash { amount: total }] };
        let (id, register) = (SaleId::new(&sold.id).with_context(in_basket)?, self.register.clone());
        let (settings, time) = (&self.settings, sold.sold_at);
        let make = |receipt| {
            let context = SaleContext::new(id, register, receipt);
            sale::complete(basket, &tenders, Rules::new(settings, time), context)
        };
        self.journal.complete_sale(time.at, make).await.with_context(in_basket)
    }

    /// The chain is whole, the rebuilt rows are the kept ones, the grand total is all that was paid.
    async fn check_journal(&self, report: &mut Report) -> Result<()> {
        let (store, head) = (self.journal.store(), self.journal.head());
        match verify::verify(store, head, |_, _| true).await? {
            Some(Ok(verified)) => {
                println!("replay: {} entries verified", verified.entries);
                let paid = report.paid;
                report.expect(|| "grand total".to_owned(), verified.grand_total.minor(), paid);
            }
            Some(Err(fault)) => report.mismatches.push(format!("the chain breaks: {fault:?}")),
            None => bail!("the verification was stopped"),
        }
        let fold = rebuild::rebuild(store, head.seq, |_, _| true).await?.context("the rebuild was stopped")?;
        println!("replay: {} rows rebuilt", fold.rows().iter().count());
        for difference in rebuild::compare(store, &fold).await? {
            report.mismatches.push(format!("a kept row differs from the rebuilt one: {difference:?}"));
        }
        Ok(())
    }

    /// What the confirmed sales of each day came to, in cents.
    async fn days(&self) -> Result<BTreeMap<String, i64>> {
        let (store, head) = (self.journal.store(), self.journal.head());
        let fold = rebuild::rebuild(store, head.seq, |_, _| true).await?.context("the rebuild was stopped")?;
        let mut days = BTreeMap::new();
        for (_, row) in fold.rows().iter() {
            if let Row::Sale(sold) = row
                && sold.status == SaleStatus::Confirmed
            {
                let (year, month, day) = sold.time.day();
                *days.entry(format!("{year:04}-{month:02}-{day:02}")).or_default() += sold.total.minor();
            }
        }
        Ok(days)
    }

    /// Stock on hand of every item, in thousandths.
    async fn stock(&self) -> Result<BTreeMap<String, i64>> {
        let rows = read::all_stock(self.journal.store()).await?;
        Ok(rows.into_iter().map(|(sku, on_hand)| (sku, on_hand.as_thousandths())).collect())
    }

    /// Every customer's points.
    async fn points(&self) -> Result<BTreeMap<String, i64>> {
        let rows = read::customers(self.journal.store()).await?;
        let points = |row: evertill_domain::rows::CustomerRow| Some((row.profile?.id.to_string(), row.points));
        Ok(rows.into_iter().filter_map(points).collect())
    }
}

/// Each line and the whole come out at what the rows say was paid.
fn check_sale(report: &mut Report, sold: &SoldBasket, committed: &Committed) {
    let sale: &Sale = &committed.sale;
    let of = |what: &str| format!("basket {}, {what}", sold.id);
    let before = report.mismatches.len();
    report.expect(|| of("outcome"), &committed.outcome, &Outcome::Confirmed);
    report.expect(|| of("lines"), sale.lines.len(), sold.rows.len());
    for (line, row) in sale.lines.iter().zip(&sold.rows) {
        report.expect(|| of(&format!("line {} ({})", row.line, row.sku)), line.total.minor(), row.paid_cents);
    }
    report.expect(|| of("total"), sale.totals.total.minor(), sold.paid_cents());
    report.expect(|| of("change"), sale.change, Amount::ZERO);
    report.paid += sale.totals.total.minor();
    if report.mismatches.len() == before {
        report.exact += 1;
    }
}

fn check_days(report: &mut Report, baskets: &[SoldBasket], days: &BTreeMap<String, i64>) {
    let mut expected: BTreeMap<String, i64> = BTreeMap::new();
    for sold in baskets {
        *expected.entry(sold.day.clone()).or_default() += sold.paid_cents();
    }
    println!("replay: {} days", expected.len());
    check_map(report, "day", days, &expected);
}

fn check_stock(report: &mut Report, baskets: &[SoldBasket], stock: &BTreeMap<String, i64>) {
    let mut expected: BTreeMap<String, i64> = BTreeMap::new();
    for row in baskets.iter().flat_map(|sold| &sold.rows) {
        *expected.entry(row.sku.clone()).or_default() -= row.quantity * 1_000;
    }
    // What was never moved has no row.
    expected.retain(|_, moved| *moved != 0);
    println!("replay: {} items with stock moved", expected.len());
    check_map(report, "stock of", stock, &expected);
}

fn check_points(report: &mut Report, baskets: &[SoldBasket], points: &BTreeMap<String, i64>) {
    let mut expected: BTreeMap<String, i64> = BTreeMap::new();
    for sold in baskets {
        *expected.entry(sold.household.clone()).or_default() += sold.paid_cents() / 100;
    }
    println!("replay: {} customers with points", expected.len());
    check_map(report, "points of household", points, &expected);
}

fn check_map(report: &mut Report, what: &str, found: &BTreeMap<String, i64>, expected: &BTreeMap<String, i64>) {
    let of = |key: &String| format!("{what} {key}");
    for (key, amount) in expected {
        report.expect(|| of(key), found.get(key).copied().unwrap_or_default(), *amount);
    }
    for (key, amount) in found.iter().filter(|(key, _)| !expected.contains_key(*key)) {
        report.expect(|| of(key), *amount, 0);
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const PRODUCTS: &str = include_str!("../testdata/groceries/products.csv");
    const BASKETS: &str = include_str!("../testdata/groceries/baskets.csv");

    fn written(name: &str, text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn excerpt() -> (Vec<Product>, Vec<SoldBasket>) {
        let (_folder, products) = written("products.csv", PRODUCTS);
        let (_other, baskets) = written("baskets.csv", BASKETS);
        (groceries::products(&products).unwrap(), groceries::baskets(&baskets).unwrap())
    }

    #[test]
    fn an_excerpt_of_the_year_comes_out_exact() {
        let (products, baskets) = excerpt();
        let report = replay(&products, &baskets).unwrap();
        assert_eq!(report.mismatches, Vec::<String>::new());
        assert_eq!(report.to_string(), "baskets 8 exact 8 paid 135.71");
    }

    #[test]
    fn the_excerpt_holds_the_cases_that_tills_trip_over() {
        let (products, baskets) = excerpt();
        let rows: Vec<_> = baskets.iter().flat_map(|basket| &basket.rows).collect();
        let known = |sku: &str| products.iter().any(|product| product.sku == sku);
        assert!(rows.iter().any(|row| !known(&row.sku)), "an item that the products do not know");
        assert!(rows.iter().any(|row| row.quantity == 0 && row.paid_cents > 0), "money without a quantity");
        assert!(rows.iter().any(|row| row.quantity > 5_000), "gallons in thousandths");
        assert!(rows.iter().any(|row| row.paid_cents < 0), "a coupon beyond its line");
        assert!(rows.iter().any(|row| row.match_cents > 0), "a matched coupon");
        assert!(baskets.iter().any(|basket| basket.paid_cents() == 0), "nothing to pay");
    }

    #[test]
    fn a_basket_that_comes_out_differently_is_named() {
        let (products, mut baskets) = excerpt();
        let row = baskets[0].rows.first_mut().unwrap();
        row.paid_cents += 1;
        let line = row.line;
        let report = replay(&products, &baskets).unwrap();
        assert_eq!(report.exact, report.baskets - 1);
        let first = report.mismatches.first().unwrap();
        assert!(first.starts_with(&format!("basket {}, line {line} ", baskets[0].id)), "{first}");
    }

    #[test]
    fn a_malformed_row_says_line_and_field() {
        let header =
            "basket_id,sold_at,household_id,sku,quantity,shelf_cents,loyalty_cents,match_cents,coupon_cents,paid_cents";
        let good = "1,2017-01-01 18:24:46,883,852856,2,738,0,0,0,738";
        let table = [
            ("1,2017-01-01 18:24:46,883,1,two,738,0,0,0,738", "line 3, quantity: \"two\" is no whole number"),
            ("1,2017-01-01 18:24,883,1,2,738,0,0,0,738", "line 3, sold_at: it is not of the form"),
            ("1,2017-01-01 18:24:47,883,1,2,738,0,0,0,738", "line 3, sold_at: its basket has another time"),
            ("1,2017-01-01 18:24:46,884,1,2,738,0,0,0,738", "line 3, household_id: its basket has another"),
            ("1,2017-01-01 18:24:46,883,1,2,738,0,0,0,737", "line 3, paid_cents: it is not shelf_cents less"),
            ("1,2017-01-01 18:24:46,883,1,2,738,0,0,0", "found record with 9 fields"),
            (
                "2,2017-01-01 18:24:46,883,1,2,738,0,0,0,738\n1,2017-01-01 18:24:46,883,1,2,738,0,0,0,738",
                "line 4, basket_id: its basket was closed above",
            ),
        ];
        for (row, expected) in table {
            let (_folder, path) = written("baskets.csv", &format!("{header}\n{good}\n{row}\n"));
            let error = format!("{:#}", groceries::baskets(&path).unwrap_err());
            assert!(error.contains(expected), "{row}: {error}");
        }
    }

    #[test]
    fn a_row_that_no_till_could_ring_up_says_basket_and_line() {
        let header =
            "basket_id,sold_at,household_id,sku,quantity,shelf_cents,loyalty_cents,match_cents,coupon_cents,paid_cents";
        for (row, expected) in [
            ("7,2017-01-01 18:24:46,883,1,-1,100,0,0,0,100", "basket 7, line 2: refused: QuantityNotPositive"),
            ("7,2017-01-01 18:24:46,883,1,1,-100,0,0,0,-100", "basket 7, line 2: refused: PriceNegative"),
            ("7,2017-01-01 18:24:46,883,1,1,100,200,0,0,-100", "basket 7, line 2: refused: DiscountTooLarge"),
            ("7,2017-01-01 18:24:46,883,1,1,100,0,0,200,-100", "basket 7: refused: CouponsBeyondTotal"),
        ] {
            let (_folder, path) = written("baskets.csv", &format!("{header}\n{row}\n"));
            let error = replay(&[], &groceries::baskets(&path).unwrap()).unwrap_err();
            let error = format!("{error:#}");
            assert!(error.contains(expected), "{row}: {error}");
        }
    }

    #[test]
    fn a_gzipped_file_is_read_like_a_plain_one() {
        use std::io::Write;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baskets.csv.gz");
        let mut gzip =
            flate2::write::GzEncoder::new(std::fs::File::create(&path).unwrap(), flate2::Compression::fast());
        gzip.write_all(BASKETS.as_bytes()).unwrap();
        gzip.finish().unwrap();
        let (_, plain) = excerpt();
        assert_eq!(groceries::baskets(&path).unwrap(), plain);
    }
}
