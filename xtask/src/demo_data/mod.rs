//! `cargo xtask demo-data PRODUCTS BASKETS`: chooses the demonstration shop's items.
//!
//! Takes the goods that a real store sold most often, puts each on a shelf of `shelves.csv` (what
//! stands on none is left out), tidies its name by `words.csv`, and writes `public/demo/items.csv`
//! in the register's own import format. The same input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use evertill_domain::ids::Sku;
use evertill_money::format_decimal;

use crate::groceries::{self, Product, SoldBasket};

mod names;

use names::Names;

/// How many items the shop has.
const ITEMS: usize = 3_000;
/// The most packs of the same goods, so that the shelves show variety.
const PACKS: usize = 6;
/// One item in so many has its stock counted.
const COUNTED_EVERY: usize = 6;
/// Where the items go, from the workspace's root.
/// The goods of the demonstration shop that are written by hand, in the import format.
const COUNTER: &[u8] = include_bytes!("counter.csv");
const OUTPUT: &str = "public/demo/items.csv";

/// Price look-up codes of the International Federation for Produce Standards, as cashiers know
/// them by heart.
const PLUS: [(&str, &str); 14] = [
    ("1082185", "4011"), // bananas
    ("909714", "4017"),  // Granny Smith apples
    ("901062", "4135"),  // Gala apples
    ("1028816", "4225"), // avocado
    ("908846", "4048"),  // limes
    ("1026118", "4087"), // Roma tomatoes
    ("904360", "4061"),  // head lettuce
    ("962568", "4070"),  // celery
    ("951412", "4080"),  // asparagus
    ("903325", "4060"),  // broccoli
    ("860776", "4062"),  // cucumber
    ("995785", "4065"),  // green bell pepper
    ("970030", "4688"),  // red bell pepper
    ("1041259", "4608"), // garlic
];

/// The command.
pub fn main(arguments: Vec<String>) -> Result<()> {
    let [products, baskets] = arguments.as_slice() else {
        bail!("usage: cargo xtask demo-data PRODUCTS BASKETS, two CSV files, plain or gzipped");
    };
    let products = groceries::products(Path::new(products))?;
    let baskets = groceries::baskets(Path::new(baskets))?;
    let items = choose(&products, &baskets)?;
    let path = crate::workspace::root().join(OUTPUT);
    std::fs::write(&path, write(&items)?).with_context(|| path.display().to_string())?;
    println!("demo-data: {} items in {OUTPUT}", items.len());
    Ok(())
}

/// One shelf of the shop: which goods stand on it and how they are taxed.
#[derive(Debug)]
struct Shelf {
    department: String,
    category: String,
    tax: String,
}

/// A row of the items' CSV file.
#[derive(Debug)]
struct DemoItem {
    /// The shelf's place in the shop, then how often the item was sold: the order of the file.
    order: (usize, usize),
    sku: String,
    name: String,
    codes: String,
    department: String,
    category: String,
    price: String,
    unit: &'static str,
    tax: String,
    stock: String,
    stock_policy: &'static str,
}

/// The shelves by the data's department and category, with their place in the file.
fn shelves() -> Result<BTreeMap<(String, String), (usize, Shelf)>> {
    let mut shelves = BTreeMap::new();
    for (at, row) in csv::Reader::from_reader(&include_bytes!("shelves.csv")[..]).records().enumerate() {
        let row = row?;
        let text = |column| row.get(column).unwrap_or_default().to_owned();
        let shelf = Shelf { department: text(2), category: text(3), tax: text(4) };
        let key = (text(0), text(1));
        ensure!(shelves.insert(key.clone(), (at, shelf)).is_none(), "shelves.csv has {key:?} twice");
    }
    Ok(shelves)
}

/// Products in the order of how many baskets held them.
fn by_popularity<'a>(products: &'a [Product], baskets: &[SoldBasket]) -> Vec<&'a Product> {
    let mut sold: BTreeMap<&str, usize> = BTreeMap::new();
    for row in baskets.iter().flat_map(|basket| &basket.rows) {
        *sold.entry(&row.sku).or_default() += 1;
    }
    let times = |product: &Product| sold.get(product.sku.as_str()).copied().unwrap_or_default();
    let mut chosen: Vec<&Product> = products.iter().filter(|product| times(product) > 0).collect();
    chosen.sort_by(|a, b| times(b).cmp(&times(a)).then_with(|| a.sku.cmp(&b.sku)));
    chosen
}

/// The most sold goods that have a price, a shelf and a name of their own.
fn choose(products: &[Product], baskets: &[SoldBasket]) -> Result<Vec<DemoItem>> {
    let (shelves, names) = (shelves()?, Names::load()?);
    let mut taken = BTreeSet::new();
    let mut packs: BTreeMap<String, usize> = BTreeMap::new();
    let mut items = Vec::with_capacity(ITEMS);
    for product in by_popularity(products, baskets) {
        if items.len() == ITEMS {
            break;
        }
        let key = (product.department.clone(), product.category.clone());
        let Some((place, shelf)) = shelves.get(&key).filter(|_| product.price_cents > 0) else { continue };
        let weighed = is_weighed(product);
        let Some(name) = names.tidy(product, weighed || product.department == "PRODUCE") else { continue };
        let of_this = packs.entry(name.base.to_lowercase()).or_default();
        if *of_this < PACKS && taken.insert(name.whole.to_lowercase()) {
            *of_this += 1;
            items.push(item(product, name.whole, (*place, items.len()), shelf, weighed)?);
        }
    }
    items.sort_by_key(|item| item.order);
    Ok(items)
}

/// Loose goods: produce whose size is that of its case, and what the counters cut or fillet.
fn is_weighed(product: &Product) -> bool {
    match (product.department.as_str(), product.category.as_str()) {
        ("PRODUCE", _) => names::case_pounds(&product.size).is_some_and(|pounds| pounds >= 5),
        ("MEAT", _) | ("DELI", "DELI MEATS" | "CHEESES") | (_, "SEAFOOD-FRESH") => product.size.trim().is_empty(),
        _ => false,
    }
}

fn item(product: &Product, name: String, order: (usize, usize), shelf: &Shelf, weighed: bool) -> Result<DemoItem> {
    let sku = Sku::new(&product.sku)?.to_string();
    let mut codes = gtin(&sku)?;
    if let Some((_, plu)) = PLUS.iter().find(|(of, _)| *of == sku) {
        codes = format!("{plu}|{codes}");
    }
    let (stock, stock_policy) = stock(&sku, order.1, shelf, weighed)?;
    Ok(DemoItem {
        order,
        name,
        codes,
        department: shelf.department.clone(),
        category: shelf.category.clone(),
        price: format_decimal(product.price_cents, 2),
        unit: if weighed { "lb" } else { "ea" },
        tax: shelf.tax.clone(),
        stock,
        stock_policy,
        sku,
    })
}

/// What is on hand of the items that are counted, and what happens when it runs out: dear things
/// behind the counter are sold strictly, others with a warning.
fn stock(sku: &str, rank: usize, shelf: &Shelf, weighed: bool) -> Result<(String, &'static str)> {
    if weighed || !rank.is_multiple_of(COUNTED_EVERY) {
        return Ok((String::new(), "off"));
    }
    let luck: usize = sku.parse::<usize>().context("sku")? % 37;
    Ok(match shelf.department.as_str() {
        "Beer & Wine" | "Flowers & Garden" => ((1 + luck % 12).to_string(), "strict"),
        _ => ((4 + luck).to_string(), "warn"),
    })
}

/// The item's GTIN-13 in the shop's own range: GS1 reserves prefixes 20 to 29 for use inside a
/// company, and 29 carries no price or weight here.
pub fn gtin(sku: &str) -> Result<String> {
    ensure!(sku.len() <= 10 && sku.bytes().all(|byte| byte.is_ascii_digit()), "the SKU {sku:?} has no place in a GTIN");
    let body = format!("29{sku:0>10}");
    Ok(format!("{body}{}", check_digit(&body)))
}

/// The check digit of GS1 General Specifications 7.9: weights 3 and 1 from the right.
fn check_digit(body: &str) -> u32 {
    let digits = body.bytes().rev().map(|byte| u32::from(byte.saturating_sub(b'0')));
    let sum: u32 = digits.enumerate().map(|(at, digit)| if at.is_multiple_of(2) { 3 * digit } else { digit }).sum();
    (10 - sum % 10) % 10
}

/// The items in the register's import format.
fn write(items: &[DemoItem]) -> Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record([
        "sku",
        "name",
        "codes",
        "department",
        "category",
        "price",
        "unit",
        "tax",
        "stock",
        "stock_policy",
        "archived",
        "modifiers",
        "combo",
        "options",
        "variant_of",
        "pack_of",
        "deposit",
        "age",
        "capture",
    ])?;
    for item in items {
        csv.write_record([
            item.sku.as_str(),
            &item.name,
            &item.codes,
            &item.department,
            &item.category,
            &item.price,
            item.unit,
            &item.tax,
            &item.stock,
            item.stock_policy,
            "no",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
        ])?;
    }
    // What no grocer's data has: a café with modifiers and a combo, shirts in sizes, bottles with a deposit.
    for row in csv::Reader::from_reader(COUNTER).records() {
        csv.write_record(&row?)?;
    }
    Ok(csv.into_inner()?)
}

#[cfg(test)]
mod tests {
    use evertill_catalogue::Catalogue;
    use evertill_catalogue::import::{ImportOptions, Importer, Policy};
    use evertill_domain::Amount;
    use evertill_domain::customer::Customer;
    use evertill_domain::ids::ImportId;
    use evertill_domain::quantity::Quantity;
    use evertill_domain::shop::Settings;
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_check_digit_is_gs1s() {
        for (body, digit) in [("400638133393", 1), ("03600029145", 2), ("590123412345", 7), ("000000000000", 0)] {
            assert_eq!(check_digit(body), digit, "{body}");
        }
        assert_eq!(gtin("1082185").ok().as_deref(), Some("2900010821856"));
        assert!(gtin("12345678901").is_err());
    }

    #[test]
    fn the_demonstration_shop_can_sell_its_items() {
        let root = crate::workspace::root().join("public/demo");
        let shop: Value = serde_json::from_slice(&std::fs::read(root.join("shop.json")).unwrap()).unwrap();
        let settings: Settings = serde_json::from_value(shop["settings"].clone()).unwrap();
        assert_eq!(settings.validate(), Ok(()));
        assert!(settings.demonstration);
        assert_eq!(shop["items"], "items.csv");
        let customers: Vec<Customer> = serde_json::from_value(shop["customers"].clone()).unwrap();
        assert!(!customers.is_empty() && customers.iter().all(|customer| customer.check() == Ok(())));
        let taxes = settings.taxes.iter().map(|tax| tax.id.clone()).collect();
        let file = std::fs::read(root.join("items.csv")).unwrap();
        let shop = Catalogue::default();
        let mut importer = Importer::new(file, ImportOptions::new(settings.currency.exponent(), taxes)).unwrap();
        while !importer.step(&shop, 1_000).unwrap().done {}
        let preview = importer.finish(&shop).unwrap();
        assert_eq!((preview.problems.errors, preview.problems.warnings), (0, 0), "{:?}", preview.problems.listed);
        let counter = csv::Reader::from_reader(COUNTER).records().count();
        assert_eq!(preview.new, ITEMS + counter);
        let parts = preview.into_parts(Policy::Everything, &ImportId::new("demo").unwrap(), &shop, |_| Quantity::ZERO);
        let parts = parts.unwrap();
        let items: Vec<_> = parts.iter().flat_map(|part| &part.items).collect();
        assert!(items.iter().all(|item| item.price.is_some_and(|price| price > Amount::ZERO)));
        assert!(items.iter().all(|item| item.check() == Ok(())));
        // Every group, deposit, pack, parent and part that an item names is there.
        let sold = |sku: &evertill_domain::ids::Sku| items.iter().any(|item| item.sku == *sku);
        for extras in items.iter().filter_map(|item| item.extras.as_ref()) {
            let groups = &settings.goods.modifiers;
            assert!(extras.modifiers.iter().all(|id| groups.iter().any(|group| group.id == *id)));
            assert!(extras.combo.iter().flat_map(|slot| &slot.choices).all(|choice| sold(&choice.sku)));
            assert!(extras.deposit.as_ref().is_none_or(|deposit| sold(&deposit.sku)));
            assert!(extras.pack.as_ref().is_none_or(|pack| sold(&pack.of)));
            assert!(extras.variant_of.as_ref().is_none_or(|variant| sold(&variant.parent)));
        }
        assert!(settings.goods.favourites.iter().flat_map(|page| &page.tiles).all(sold));
        assert!(parts.iter().map(|part| part.stock.len()).sum::<usize>() > 300, "hundreds are counted");
    }
}
