//! The items that measurements use: as many as a large grocer has, in a file that the register imports.
//!
//! They are those of the file that `EVERTILL_PRODUCTS` names (CSV, plain or gzipped, with the columns sku, name,
//! department, category, size and price_cents), or else made of the demonstration shop's words, always the same.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::demo_data::gtin;
use crate::{groceries, workspace};

/// How many items are made where no file is named.
const COUNT: usize = 92_331;
/// The variable that names a file with real items.
const VARIABLE: &str = "EVERTILL_PRODUCTS";

/// One row of the file.
struct Row {
    sku: String,
    name: String,
    department: String,
    category: String,
    price_cents: i64,
}

/// The file, and where its items come from, in words.
pub fn file() -> Result<(Vec<u8>, &'static str)> {
    let (rows, origin) = match std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
        Some(path) => (real(Path::new(&path)).with_context(|| format!("the file that {VARIABLE} names"))?, "real"),
        None => {
            let path = workspace::root().join("public/demo/items.csv");
            let demo = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            (made(&demo)?, "made of the demonstration shop's words")
        }
    };
    Ok((write(&rows)?, origin))
}

fn real(path: &Path) -> Result<Vec<Row>> {
    let row = |product: groceries::Product| Row {
        sku: product.sku,
        name: product.name,
        department: product.department,
        category: product.category,
        price_cents: product.price_cents,
    };
    Ok(groceries::products(path)?.into_iter().map(row).collect())
}

/// Items of the first half of one name and the second half of another, each name once.
fn made(demo: &str) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_reader(demo.as_bytes());
    let column: BTreeMap<String, usize> =
        reader.headers()?.iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
    let records = reader.records().collect::<Result<Vec<_>, _>>()?;
    let cell = |at: usize, name: &str| {
        let record = records.get(at % records.len().max(1));
        record.and_then(|record| record.get(*column.get(name)?)).unwrap_or_default()
    };
    let mut names = BTreeMap::new();
    let mut rows = Vec::with_capacity(COUNT);
    for number in 0..COUNT {
        // A step that shares no divisor with any likely count of names, so that partners differ in every round.
        let (front, back) = (cell(number, "name"), cell(number.wrapping_mul(7_919) + number / 3_001, "name"));
        let words: Vec<&str> = front.split(' ').collect();
        let first = words.iter().take(words.len().div_ceil(2));
        let others: Vec<&str> = back.split(' ').collect();
        let name: Vec<&str> = first.chain(others.iter().skip(others.len() / 2)).copied().collect();
        let name: String = name.join(" ").chars().take(100).collect();
        let again: &mut usize = names.entry(name.clone()).or_default();
        *again += 1;
        rows.push(Row {
            sku: (1_000_000 + number * 7).to_string(),
            name: if *again > 1 { format!("{name} {again}") } else { name },
            department: cell(number, "department").to_owned(),
            category: cell(number, "category").to_owned(),
            price_cents: 39 + i64::try_from(number.wrapping_mul(31) % 1_960).unwrap_or_default(),
        });
    }
    Ok(rows)
}

/// The rows as the register imports them, each with a GTIN of the shop's own range where its SKU fits into one.
fn write(rows: &[Row]) -> Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["sku", "name", "codes", "department", "category", "price_cents"])?;
    for row in rows {
        let code = gtin(&row.sku).unwrap_or_default();
        let price = row.price_cents.to_string();
        csv.write_record([&row.sku, &row.name, &code, &row.department, &row.category, &price])?;
    }
    Ok(csv.into_inner()?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use evertill_catalogue::Catalogue;
    use evertill_catalogue::import::{ImportOptions, Importer};
    use evertill_domain::ids::TaxCategoryId;

    use super::*;

    #[test]
    fn made_items_are_as_many_as_a_large_grocer_has_and_all_can_be_imported() {
        let demo = std::fs::read_to_string(workspace::root().join("public/demo/items.csv")).unwrap();
        let rows = made(&demo).unwrap();
        let names: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!((rows.len(), names.len()), (COUNT, COUNT));
        let shop = Catalogue::default();
        let options = ImportOptions::new(2, vec![TaxCategoryId::new("food").unwrap()]);
        let mut importer = Importer::new(write(&rows).unwrap(), options).unwrap();
        while !importer.step(&shop, 10_000).unwrap().done {}
        let preview = importer.finish(&shop).unwrap();
        assert_eq!((preview.new, preview.faulty), (COUNT, 0), "{:?}", preview.problems.listed);
    }

    #[test]
    fn the_same_words_make_the_same_items() {
        let demo = "sku,name,department,category\n1,Milk whole 1 l,Dairy,Milk\n2,Bread rye,Bakery,Bread\n";
        assert_eq!(write(&made(demo).unwrap()).unwrap(), write(&made(demo).unwrap()).unwrap());
    }
}
