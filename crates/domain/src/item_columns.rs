//! Items in columns: an import of a whole assortment is kept compact, with each department,
//! category and tax category written once.

use evertill_money::Amount;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::{Sku, TaxCategoryId};
use crate::item::{Item, StockPolicy};
use crate::quantity::Unit;

/// The columns, all of one length; texts that repeat are numbers into their list.
#[derive(Default, Serialize, Deserialize)]
struct Columns {
    sku: Vec<Sku>,
    name: Vec<String>,
    codes: Vec<Vec<String>>,
    departments: Vec<String>,
    department: Vec<u32>,
    categories: Vec<String>,
    category: Vec<u32>,
    price: Vec<Option<Amount>>,
    unit: Vec<Unit>,
    taxes: Vec<TaxCategoryId>,
    tax: Vec<u32>,
    stock: Vec<StockPolicy>,
    archived: Vec<bool>,
}

/// The number of `value` in `list`, where it is appended when it is new. Values come in runs and
/// the lists are short, so the search begins at the end.
fn number<T: PartialEq + Clone>(list: &mut Vec<T>, value: &T) -> u32 {
    let at = list.iter().rposition(|known| known == value).unwrap_or_else(|| {
        list.push(value.clone());
        list.len() - 1
    });
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Writes items as columns.
pub fn serialize<S: Serializer>(items: &[Item], serializer: S) -> Result<S::Ok, S::Error> {
    let mut columns = Columns::default();
    for item in items {
        columns.sku.push(item.sku.clone());
        columns.name.push(item.name.clone());
        columns.codes.push(item.codes.clone());
        columns.department.push(number(&mut columns.departments, &item.department));
        columns.category.push(number(&mut columns.categories, &item.category));
        columns.price.push(item.price);
        columns.unit.push(item.unit);
        columns.tax.push(number(&mut columns.taxes, &item.tax));
        columns.stock.push(item.stock);
        columns.archived.push(item.archived);
    }
    columns.serialize(serializer)
}

/// Reads items from columns; a number that points nowhere or columns of unequal length are an
/// error, never a shorter list.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Item>, D::Error> {
    let columns = Columns::deserialize(deserializer)?;
    let rows = columns.sku.len();
    let missing = || serde::de::Error::custom("the columns of the items do not fit together");
    let lengths = [
        columns.name.len(),
        columns.codes.len(),
        columns.department.len(),
        columns.category.len(),
        columns.price.len(),
        columns.unit.len(),
        columns.tax.len(),
        columns.stock.len(),
        columns.archived.len(),
    ];
    if lengths.iter().any(|length| *length != rows) {
        return Err(missing());
    }
    let mut names = columns.name.into_iter();
    let mut codes = columns.codes.into_iter();
    let mut items = Vec::with_capacity(rows);
    for (row, sku) in columns.sku.into_iter().enumerate() {
        items.push(Item {
            sku,
            name: names.next().ok_or_else(missing)?,
            codes: codes.next().ok_or_else(missing)?,
            department: at(&columns.departments, &columns.department, row).ok_or_else(missing)?,
            category: at(&columns.categories, &columns.category, row).ok_or_else(missing)?,
            price: *columns.price.get(row).ok_or_else(missing)?,
            unit: *columns.unit.get(row).ok_or_else(missing)?,
            tax: at(&columns.taxes, &columns.tax, row).ok_or_else(missing)?,
            stock: *columns.stock.get(row).ok_or_else(missing)?,
            archived: *columns.archived.get(row).ok_or_else(missing)?,
        });
    }
    Ok(items)
}

fn at<T: Clone>(list: &[T], column: &[u32], row: usize) -> Option<T> {
    let number = usize::try_from(*column.get(row)?).ok()?;
    list.get(number).cloned()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn item(sku: &str, department: &str, price: Option<i32>) -> Item {
        Item {
            sku: Sku::new(sku).unwrap(),
            name: format!("Item {sku}"),
            codes: vec![format!("{sku}0")],
            department: department.to_owned(),
            category: String::new(),
            price: price.map(Amount::minor_i32),
            unit: Unit::Each,
            tax: TaxCategoryId::new("food").unwrap(),
            stock: StockPolicy::Warn,
            archived: false,
        }
    }

    fn columns() -> Value {
        let items = [item("1", "Dairy", Some(129)), item("2", "Bakery", None), item("3", "Dairy", Some(0))];
        serialize(&items, serde_json::value::Serializer).unwrap()
    }

    #[test]
    fn items_come_back_from_their_columns_and_repeated_texts_are_written_once() {
        let columns = columns();
        assert_eq!(columns["departments"], json!(["Dairy", "Bakery"]));
        assert_eq!(columns["department"], json!([0, 1, 0]));
        let items = deserialize(columns).unwrap();
        assert_eq!(items, [item("1", "Dairy", Some(129)), item("2", "Bakery", None), item("3", "Dairy", Some(0))]);
    }

    #[test]
    fn columns_that_do_not_fit_together_are_no_items() {
        let rows = ["name", "codes", "department", "category", "price", "unit", "tax", "stock", "archived"];
        for column in rows {
            for longer in [true, false] {
                let mut columns = columns();
                let cells = columns[column].as_array_mut().unwrap();
                if longer {
                    cells.push(cells[0].clone())
                } else {
                    drop(cells.pop())
                }
                assert!(deserialize(columns).is_err(), "{column} longer: {longer}");
            }
        }
        let mut nowhere = columns();
        nowhere["department"] = json!([0, 2, 0]);
        assert!(deserialize(nowhere).is_err());
    }
}
