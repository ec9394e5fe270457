//! CSV in: what is accepted, what is said about what is not, and what comes of a confirmed preview.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::{catalogue, coded, item, items};
use evertill_catalogue::Catalogue;
use evertill_catalogue::export::export;
use evertill_catalogue::import::{Encoding, FileError, ImportOptions, ImportRefused, Importer, Note, Policy, Preview};
use evertill_domain::Amount;
use evertill_domain::event::ItemsImported;
use evertill_domain::ids::{ImportId, TaxCategoryId};
use evertill_domain::item::StockPolicy;
use evertill_domain::quantity::{Quantity, Unit};
use proptest::prelude::*;

fn options() -> ImportOptions {
    ImportOptions::new(2, ["standard", "reduced"].map(|tax| TaxCategoryId::new(tax).unwrap()).to_vec())
}

fn preview_with(bytes: &[u8], shop: &Catalogue, options: ImportOptions) -> Result<Preview, FileError> {
    let mut importer = Importer::new(bytes.to_vec(), options)?;
    let mut permille = 0;
    loop {
        let progress = importer.step(shop, 3)?;
        assert!(progress.permille >= permille || permille >= 700, "progress never falls while reading");
        permille = progress.permille;
        if progress.done {
            return importer.finish(shop);
        }
    }
}

fn preview(bytes: &[u8], shop: &Catalogue) -> Result<Preview, FileError> {
    preview_with(bytes, shop, options())
}

fn parts(preview: &Preview, shop: &Catalogue, policy: Policy) -> Result<Vec<ItemsImported>, ImportRefused> {
    preview.into_parts(policy, &ImportId::new("import-1").unwrap(), shop, |_| Quantity::ZERO)
}

#[test]
fn a_faulty_row_is_told_with_line_column_value_and_reason() {
    let long = "x".repeat(121);
    let long_told = format!("Line 2, name “{}…”: it is longer than 120 characters", "x".repeat(60));
    let table = [
        (
            "1,Milk,,\"1,234.56\",,,,",
            "Line 2, price “1,234.56”: ',' does not belong in a number; write it like 1234.56, without grouping or currency",
        ),
        (
            "1,Milk,,1.999,,,,",
            "Line 2, price “1.999”: three digits after the separator may be thousands or decimals; write it like 1234.56",
        ),
        (
            "1,Milk,,\"1,200\",,,,",
            "Line 2, price “1,200”: three digits after the separator may be thousands or decimals; write it like 1234.56",
        ),
        ("1,Milk,,1.9999,,,,", "Line 2, price “1.9999”: more than 2 decimal places"),
        ("1,Milk,,-1,,,,", "Line 2, price “-1”: a price cannot be below zero"),
        (
            "1,Milk,,free,,,,",
            "Line 2, price “free”: 'f' does not belong in a number; write it like 1234.56, without grouping or currency",
        ),
        ("1,Milk,,99999999999999999,,,,", "Line 2, price “99999999999999999”: the number is too large"),
        ("1,Milk,,,stone,,,", "Line 2, unit “stone”: no known unit; use ea, kg, lb, l, gal or m"),
        ("1,Milk,,,,luxury,,", "Line 2, tax “luxury”: the shop has no such tax category"),
        ("1,Milk,,,,,0.5,", "Line 2, stock “0.5”: this item is sold by the piece; the count has to be a whole number"),
        ("1,Milk,,,,,,maybe", "Line 2, stock_policy “maybe”: use off, warn or strict"),
        (",Milk,,,,,,", "Line 2, sku: it is empty"),
        ("1,,,,,,,", "Line 2, name: it is empty"),
        ("1,Mi\u{7}lk,,,,,,", "Line 2, name “Mi\u{fffd}lk”: it contains a control character"),
        ("1,Milk,a b,,,,,", "Line 2, codes “a b”: a code has no spaces; put | between several codes"),
        (
            "1,Milk,4.00638E+12,,,,,",
            "Line 2, codes “4.00638E+12”: a spreadsheet cut this code short; format its column as text and save again",
        ),
        (
            "1,Milk,4006381333932,,,,,",
            "Line 2, codes “4006381333932”: the check digit is wrong for a GTIN; imported as it is",
        ),
        (
            "1,=cmd|' /C calc'!A0,,,,,,",
            "Line 2, name “=cmd|' /C calc'!A0”: it looks like a spreadsheet formula; imported as text",
        ),
        ("1,Milk", "Line 2: the row has 2 cells, the first line has 8"),
        ("1,\"Milk,,,,,,\n2,Tea,,,,,,", "Line 2: a quotation mark is not closed; double those that belong to the text"),
        ("1,Milk,,,,,,\n1,Tea,,,,,,", "Line 3, sku “1”: line 2 has the same SKU"),
        (
            "1,Milk,036000291452,,,,,\n2,Tea,0036000291452,,,,,",
            "Line 3, codes “0036000291452”: the item in line 2 has this code",
        ),
        ("1,Milk,77,,,,,", "Line 2, codes “77”: item OLD of the shop has this code"),
        (&format!("1,{long},,,,,,"), &long_told),
    ];
    let shop = catalogue(&[coded("OLD", "Old", &["77"])]);
    for (rows, expected) in table {
        let text = format!("sku,name,codes,price,unit,tax,stock,stock_policy\n{rows}\n");
        let preview = preview(text.as_bytes(), &shop).unwrap();
        let told: Vec<String> = preview.problems.listed.iter().map(ToString::to_string).collect();
        assert_eq!(told, [expected], "{rows:?}");
        assert_eq!(preview.faulty, preview.problems.errors, "{rows:?}");
    }
}

#[test]
fn what_few_items_are_is_read_from_its_columns_or_told_what_it_should_look_like() {
    let table = [
        ("age", "18", Ok("18")),
        ("age", "old", Err("Line 2, age “old”: write it like 18")),
        (
            "age",
            "120",
            Err("Line 2, options: an age, a pack's content, a deposit's count or an extra price is out of range"),
        ),
        ("deposit", "pfand", Ok("pfand*1")),
        ("deposit", "pfand*6", Ok("pfand*6")),
        ("deposit", "pfand*", Err("Line 2, deposit “pfand*”: write it like bottle-deposit*6")),
        ("deposit", "own", Err("Line 2, options: it is a variant, a pack, a part or the deposit of itself")),
        ("pack_of", "beer*6", Ok("beer*6")),
        ("pack_of", "beer*x", Err("Line 2, pack_of “beer*x”: write it like beer*6")),
        ("options", "Size | Colour", Ok("Size|Colour")),
        ("modifiers", "size|milk", Ok("size|milk")),
        ("combo", "Drink: 101 | 102 + 0.50; Cake: 201", Ok("Drink: 101 | 102 + 0.50; Cake: 201")),
        ("combo", "Drink", Err("Line 2, combo “Drink”: write it like Drink: 101 | 102 + 0.50; Cake: 201")),
        ("capture", "LOT", Ok("lot")),
        ("capture", "both", Err("Line 2, capture “both”: write it like serial")),
    ];
    let empty = Catalogue::default();
    for (column, cell, expected) in table {
        let text = format!("sku;name;{column}\nown;Own;\"{cell}\"\n");
        let preview = preview(text.as_bytes(), &empty).unwrap();
        let told: Vec<String> = preview.problems.listed.iter().map(ToString::to_string).collect();
        match expected {
            Err(expected) => assert_eq!(told, [expected], "{column} {cell}"),
            Ok(expected) => {
                assert_eq!(told, Vec::<String>::new(), "{column} {cell}");
                let items: Vec<_> = parts(&preview, &empty, Policy::Everything).unwrap().remove(0).items;
                let text = export(&catalogue(&items), 2, |_| None);
                assert!(text.contains(expected), "{column} {cell}: {text}");
            }
        }
    }
}

#[test]
fn a_variant_keeps_its_item_and_values_and_an_empty_cell_takes_them_away() {
    let empty = Catalogue::default();
    let text = b"sku,name,variant_of,options\nshirt,Shirt,,Size|Colour\nshirt-m,Shirt M,shirt,M|Red\n";
    let rows = parts(&preview(text, &empty).unwrap(), &empty, Policy::Everything).unwrap().remove(0).items;
    let shop = catalogue(&rows);
    let variants: Vec<_> = shop.variants("shirt").map(|item| item.sku().to_owned()).collect();
    assert_eq!(variants, ["shirt-m"]);
    assert_eq!(shop.shown().map(|item| item.sku().to_owned()).collect::<Vec<_>>(), ["shirt"], "tiles show the item");
    assert_eq!(shop.departments()[0].items, 1);
    let plain = preview(b"sku,name,variant_of\nshirt-m,Shirt M,\n", &shop).unwrap();
    let plain = parts(&plain, &shop, Policy::Everything).unwrap().remove(0).items;
    assert_eq!(plain[0].extras, None);
}

#[test]
fn a_file_that_cannot_be_read_is_refused_as_a_whole() {
    let table: [(&[u8], FileError, &str); 8] = [
        (b"", FileError::Empty, "The file is empty."),
        (b"\xef\xbb\xbf \n", FileError::Empty, "The file is empty."),
        (
            b"PK\x03\x04..",
            FileError::Spreadsheet,
            "This is a spreadsheet file. Save it as CSV (UTF-8) and choose that file.",
        ),
        (
            b"sku,name\n1,\0",
            FileError::NotText,
            "This is no text file. Save the table as CSV (UTF-8) and choose that file.",
        ),
        (
            b"sku,name\n1,\x81",
            FileError::NotText,
            "This is no text file. Save the table as CSV (UTF-8) and choose that file.",
        ),
        (
            b"id,name\n1,Milk",
            FileError::ColumnMissing(evertill_catalogue::import::Column::Sku),
            "The first line names no column “sku”. It has to name at least sku and name.",
        ),
        (
            b"sku,name,ean,upc\n1,Milk,,",
            FileError::ColumnTwice(evertill_catalogue::import::Column::Codes),
            "The first line names the column “codes” twice. Take one away.",
        ),
        (b"sku,name\n", FileError::NoRows, "The file has a first line with column names, but no items below it."),
    ];
    for (bytes, expected, told) in table {
        let error = preview(bytes, &Catalogue::default()).err();
        assert_eq!(error, Some(expected));
        assert_eq!(error.map(|error| error.to_string()).as_deref(), Some(told));
    }
}

#[test]
fn limits_are_refused_and_not_cut() {
    let small = ImportOptions { row_limit: 2, byte_limit: 40, ..options() };
    let shop = Catalogue::default();
    assert!(preview_with(b"sku,name\n1,a\n2,b\n", &shop, small.clone()).is_ok());
    let rows = preview_with(b"sku,name\n1,a\n2,b\n3,c\n", &shop, small.clone()).err();
    assert_eq!(rows, Some(FileError::TooManyRows { limit: 2 }));
    assert_eq!(preview_with(&[b'x'; 41], &shop, small).err(), Some(FileError::TooLarge { limit: 40 }));
}

#[test]
fn encodings_and_delimiters_are_recognised() {
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let table: [(Vec<u8>, Encoding, char); 6] = [
        ("sku,name\n1,Käse €".as_bytes().to_vec(), Encoding::Utf8, ','),
        ("\u{feff}SKU;Name\n1;Käse €".as_bytes().to_vec(), Encoding::Utf8, ';'),
        ("sep=;\nsku;name\n1;Käse €".as_bytes().to_vec(), Encoding::Utf8, ';'),
        (b"sku\tname\r\n1\tK\xe4se \x80".to_vec(), Encoding::Windows1252, '\t'),
        (utf16("\u{feff}sku,name\n1,Käse €", u16::to_le_bytes), Encoding::Utf16Le, ','),
        (utf16("\u{feff}sku,name\n1,Käse €", u16::to_be_bytes), Encoding::Utf16Be, ','),
    ];
    for (bytes, encoding, delimiter) in table {
        let preview = preview(&bytes, &Catalogue::default()).unwrap();
        assert_eq!(preview.notes, [Note::Encoding(encoding), Note::Delimiter(delimiter)]);
        assert_eq!(preview.new_samples[0].item.name, "Käse €");
    }
}

#[test]
fn common_heads_are_understood_and_others_named() {
    let text = "Barcode,Item No,Description,brand,size,Colour,price_cents\n036000291452,1,Milk,Acme,1 L,white,349\n,2,Tea,,,,0\n";
    let preview = preview(text.as_bytes(), &Catalogue::default()).unwrap();
    let notes: Vec<String> = preview.notes.iter().skip(2).map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "The column “brand” was left out; items have no such field.",
            "The column “size” was left out; items have no such field.",
            "The column “Colour” is not known and was left out.",
            "In price_cents, 0 was read as “price not known”.",
        ]
    );
    let prices: Vec<_> = preview.new_samples.iter().map(|sample| sample.item.price).collect();
    assert_eq!(prices, [Some(Amount::minor_i32(349)), None]);
}

#[test]
fn a_column_that_is_absent_leaves_what_is_known() {
    let known =
        evertill_domain::item::Item { unit: Unit::Kilogram, stock: StockPolicy::Strict, ..coded("1", "Milk", &["77"]) };
    let shop = catalogue(&[known, item("2", "Tea")]);
    let preview = preview(b"sku,name,price\n1,Milk,2.49\n2,Tea,1.99\n3,New,", &shop).unwrap();
    assert_eq!((preview.new, preview.changed, preview.unchanged, preview.faulty), (1, 1, 1, 0));
    let changes = &preview.changed_samples[0].changes;
    let told: Vec<_> = changes.iter().map(|c| (c.column.name(), c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(told, [("price", "1.99", "2.49")]);
    assert_eq!(preview.changed_samples[0].item.codes, ["77"]);
}

#[test]
fn nothing_is_imported_around_faulty_rows_unless_a_person_says_so() {
    let shop = Catalogue::default();
    let preview = preview(b"sku,name,stock\n1,Milk,5\n2,,3\n", &shop).unwrap();
    assert_eq!(parts(&preview, &shop, Policy::Everything), Err(ImportRefused::FaultyRows { rows: 1 }));
    let parts = parts(&preview, &shop, Policy::GoodRows).unwrap();
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0].items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["Milk"]);
    assert_eq!(
        parts[0].stock.iter().map(|(sku, moved)| (sku.as_str(), *moved)).collect::<Vec<_>>(),
        [("1", Quantity::whole(5))]
    );
}

#[test]
fn codes_may_change_hands_within_a_file_but_not_over_a_faulty_row() {
    let shop = catalogue(&[coded("A", "Apple", &["77"]), coded("B", "Banana", &["88"])]);
    let swapped = preview(b"sku,name,codes\nA,Apple,88\nB,Banana,77\n", &shop).unwrap();
    assert_eq!((swapped.changed, swapped.faulty), (2, 0));
    let broken = preview(b"sku,name,codes\nC,Cherry,88\nA,Apple,66\nB,,99\n", &shop).unwrap();
    assert_eq!((broken.new, broken.changed, broken.faulty), (0, 1, 2));
}

#[test]
fn a_stock_count_moves_only_the_difference() {
    let shop = catalogue(&[item("1", "Milk"), item("2", "Tea")]);
    let preview = preview(b"sku,name,stock\n1,Milk,5\n2,Tea,2\n", &shop).unwrap();
    let on_hand = |sku: &str| Quantity::whole(if sku == "1" { 8 } else { 2 });
    let parts = preview.into_parts(Policy::Everything, &ImportId::new("i").unwrap(), &shop, on_hand).unwrap();
    assert_eq!((parts.len(), parts[0].items.len(), preview.counted), (1, 0, 2));
    assert_eq!(
        parts[0].stock.iter().map(|(sku, moved)| (sku.as_str(), *moved)).collect::<Vec<_>>(),
        [("1", Quantity::whole(-3))]
    );
}

#[test]
fn an_import_is_cut_into_parts_that_the_journal_takes() {
    let rows: String = (0..ItemsImported::LIMIT * 2 + 1).map(|n| format!("{n},Item {n}\n")).collect();
    let mut shop = Catalogue::default();
    let preview = preview(format!("sku,name\n{rows}").as_bytes(), &shop).unwrap();
    let parts = parts(&preview, &shop, Policy::Everything).unwrap();
    let shape: Vec<_> = parts.iter().map(|part| (part.part, part.parts, part.items.len())).collect();
    assert_eq!(shape, [(1, 3, 4_000), (2, 3, 4_000), (3, 3, 1)]);
    assert_eq!(shop.upsert_all(&parts[0].items), []);
    assert_eq!(self::parts(&preview, &shop, Policy::Everything), Err(ImportRefused::ShopChanged));
}

#[test]
fn problems_beyond_the_list_are_counted() {
    let rows: String = (0..1_500).map(|n| format!("{n},\n")).collect();
    let preview = preview(format!("sku,name\n{rows}").as_bytes(), &Catalogue::default()).unwrap();
    assert_eq!((preview.problems.listed.len(), preview.problems.errors, preview.faulty), (1_000, 1_500, 1_500));
}

#[test]
fn an_export_is_safe_in_a_spreadsheet() {
    let shop = catalogue(&[
        coded("1", "=1+1", &["7"]),
        evertill_domain::item::Item { cost: Some(Amount::minor_i32(80)), ..item("2", "A \"b\", c") },
        item("3", "'@x"),
    ]);
    let text = export(&shop, 2, |sku| (sku == "1").then_some(Quantity::whole(-4)));
    let expected = "\u{feff}sku,name,codes,department,category,price,cost,unit,tax,stock,stock_policy,archived\r\n\
        1,'=1+1,7,GROCERY,SHELF STABLE,1.99,,ea,standard,-4,off,no\r\n\
        2,\"A \"\"b\"\", c\",,GROCERY,SHELF STABLE,1.99,0.80,ea,standard,,off,no\r\n\
        3,''@x,,GROCERY,SHELF STABLE,1.99,,ea,standard,,off,no\r\n";
    assert_eq!(text, expected);
}

proptest! {
    #[test]
    fn what_is_exported_is_imported_as_it_was(items in items()) {
        let shop = catalogue(&items);
        let text = export(&shop, 2, |_| None);
        let again = preview(text.as_bytes(), &shop).unwrap();
        prop_assert_eq!((again.unchanged, again.problems.errors), (items.len(), 0), "{:?}", again.problems);
        let empty = Catalogue::default();
        let fresh = preview(text.as_bytes(), &empty).unwrap();
        let imported: Vec<_> = parts(&fresh, &empty, Policy::Everything).unwrap().into_iter().flat_map(|part| part.items).collect();
        prop_assert_eq!(imported, shop.iter().filter_map(|item| item.to_item()).collect::<Vec<_>>());
    }

    #[test]
    fn no_bytes_make_the_import_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), rows in "[a-z0-9,;\"'=\n\r\t.+-]{0,120}") {
        let _ = preview(&bytes, &Catalogue::default());
        let _ = preview(format!("sku,name,codes,price,stock\n{rows}").as_bytes(), &Catalogue::default());
    }
}
