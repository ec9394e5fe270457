//! Prints how long the catalogue takes on a real assortment: import, index, code lookup, search as
//! typed, snapshot.
//!
//! `cargo run --release -p evertill-catalogue --example measure -- PRODUCTS.csv`, where the file is
//! one that the import accepts. Times are of this machine; the browser's are in the benchmarks.

use std::time::{Duration, Instant};

use evertill_catalogue::Catalogue;
use evertill_catalogue::import::{ImportOptions, Importer, Policy};
use evertill_domain::ids::{ImportId, TaxCategoryId};
use evertill_domain::quantity::Quantity;

/// How many names are typed letter by letter.
const NAMES: usize = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of a CSV file with items")?;
    let bytes = std::fs::read(path)?;

    let start = Instant::now();
    let mut shop = Catalogue::default();
    let mut importer = Importer::new(bytes, ImportOptions::new(2, vec![TaxCategoryId::new("standard")?]))?;
    let mut slices = Vec::new();
    loop {
        let slice = Instant::now();
        let done = importer.step(&shop, 2_000)?.done;
        slices.push(slice.elapsed());
        if done {
            break;
        }
    }
    let preview = importer.finish(&shop)?;
    println!(
        "{} rows: {} new, {} faulty, {} warnings",
        preview.rows, preview.new, preview.faulty, preview.problems.warnings
    );
    for problem in preview.problems.listed.iter().take(5) {
        println!("  {problem}");
    }
    println!("read and checked      {:>10.1?}", start.elapsed());
    print("slice of 2,000 rows", &mut slices);
    let parts = preview.into_parts(Policy::GoodRows, &ImportId::new("measure")?, &shop, |_| Quantity::ZERO)?;
    println!("cut into parts        {:>10.1?}", start.elapsed());
    for part in &parts {
        shop.upsert_all(&part.items);
    }
    println!("items taken           {:>10.1?}", start.elapsed());
    shop.prepare_search();
    println!("search prepared       {:>10.1?}", start.elapsed());

    snapshot(&mut shop)?;
    codes(&shop);
    searches(&shop);
    Ok(())
}

fn snapshot(shop: &mut Catalogue) -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let bytes = shop.snapshot();
    println!("snapshot written      {:>10.1?}  {} bytes", start.elapsed(), bytes.len());
    let mut loads = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        std::hint::black_box(Catalogue::from_snapshot(&bytes)?);
        loads.push(start.elapsed());
    }
    print("snapshot loaded", &mut loads);
    Ok(())
}

fn codes(shop: &Catalogue) {
    let mut times = Vec::new();
    for item in shop.iter() {
        let start = Instant::now();
        std::hint::black_box(shop.by_code(item.sku()));
        times.push(start.elapsed());
    }
    print("code to item", &mut times);
}

fn searches(shop: &Catalogue) {
    let step = (shop.len() / NAMES).max(1);
    let (mut typed, mut mistyped) = (Vec::new(), Vec::new());
    for item in shop.iter().step_by(step) {
        for (end, _) in item.name().char_indices().skip(1).chain([(item.name().len(), ' ')]) {
            let text = item.name().get(..end).unwrap_or_default();
            typed.push(time(shop, text));
            let mut letters: Vec<char> = text.chars().collect();
            if letters.len() > 3 {
                letters.swap(1, 2);
                mistyped.push(time(shop, &letters.into_iter().collect::<String>()));
            }
        }
    }
    print("search as typed", &mut typed);
    print("search with a typo", &mut mistyped);
}

fn time(shop: &Catalogue, text: &str) -> Duration {
    let start = Instant::now();
    std::hint::black_box(shop.search(text, 20));
    start.elapsed()
}

fn print(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1))).copied();
    let (p50, p99, max) = (at(50), at(99), times.last().copied());
    let [p50, p99, max] = [p50, p99, max].map(Option::unwrap_or_default);
    println!("{what:<21} p50 {p50:>9.1?}  p99 {p99:>9.1?}  max {max:>9.1?}  of {}", times.len());
}
