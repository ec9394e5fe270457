//! Items in columns: an import of a whole assortment is kept compact, with each department,
//! category and tax category written once.

use evertill_money::Amount;

use crate::event::ItemsImported;
use crate::extras::Extras;
use crate::ids::{ImportId, Sku, TaxCategoryId};
use crate::item::{Item, StockPolicy};
use crate::quantity::{Quantity, Unit};
use crate::record;
use crate::record::{Fault, Sink, Source, Stored};

/// The columns, all of one length; texts that repeat are numbers into their list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    cost: Vec<Option<Amount>>,
    /// What few items have: the row, ascending, and its extras.
    extras: Vec<(u32, Extras)>,
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

record!(Columns {
    sku,
    name,
    codes,
    departments,
    department,
    categories,
    category,
    price,
    unit,
    taxes,
    tax,
    stock,
    archived;
    cost,
    extras
});

impl Columns {
    fn of(items: &[Item]) -> Self {
        let mut columns = Self::default();
        // Kept where any item says it, so that a file without costs is written as it always was.
        let with_cost = items.iter().any(|item| item.cost.is_some());
        for (row, item) in (0_u32..).zip(items) {
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
            if with_cost {
                columns.cost.push(item.cost);
            }
            if let Some(extras) = &item.extras {
                columns.extras.push((row, (**extras).clone()));
            }
        }
        columns
    }

    /// The items; `None` for a number that points nowhere or columns of unequal length, never a shorter list.
    fn items(self) -> Option<Vec<Item>> {
        let rows = self.sku.len();
        let lengths = [
            self.name.len(),
            self.codes.len(),
            self.department.len(),
            self.category.len(),
            self.price.len(),
            self.unit.len(),
            self.tax.len(),
            self.stock.len(),
            self.archived.len(),
        ];
        if lengths.iter().any(|length| *length != rows) || !(self.cost.is_empty() || self.cost.len() == rows) {
            return None;
        }
        let (mut names, mut codes) = (self.name.into_iter(), self.codes.into_iter());
        let mut items = Vec::with_capacity(rows);
        let mut extras = self.extras.into_iter().peekable();
        for (row, sku) in self.sku.into_iter().enumerate() {
            items.push(Item {
                sku,
                name: names.next()?,
                codes: codes.next()?,
                department: at(&self.departments, &self.department, row)?,
                category: at(&self.categories, &self.category, row)?,
                price: *self.price.get(row)?,
                unit: *self.unit.get(row)?,
                tax: at(&self.taxes, &self.tax, row)?,
                stock: *self.stock.get(row)?,
                archived: *self.archived.get(row)?,
                cost: self.cost.get(row).copied().flatten(),
                extras: extras.next_if(|(at, _)| usize::try_from(*at) == Ok(row)).map(|(_, extras)| Box::new(extras)),
            });
        }
        // Whatever is left points nowhere, or back.
        extras.next().is_none().then_some(items)
    }
}

/// An import as it is kept.
struct Kept {
    import: ImportId,
    part: u32,
    parts: u32,
    items: Columns,
    stock: Vec<(Sku, Quantity)>,
}

record!(Kept { import, part, parts, items, stock });

impl Stored for ItemsImported {
    fn write(&self, to: &mut dyn Sink) {
        let (import, stock) = (self.import.clone(), self.stock.clone());
        Kept { import, part: self.part, parts: self.parts, items: Columns::of(&self.items), stock }.write(to);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        let Kept { import, part, parts, items, stock } = Kept::read(from)?;
        let items = items.items().ok_or_else(|| Fault::new("the columns do not fit together").within("items"))?;
        Ok(Self { import, part, parts, items, stock })
    }
}

fn at<T: Clone>(list: &[T], column: &[u32], row: usize) -> Option<T> {
    let number = usize::try_from(*column.get(row)?).ok()?;
    list.get(number).cloned()
}

#[cfg(test)]
mod tests {
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
            cost: price.map(|price| Amount::minor_i32(price / 2)),
            extras: None,
        }
    }

    fn items() -> [Item; 3] {
        let beer = Extras { age: 18, ..Extras::default() };
        let beer = Item { extras: Some(Box::new(beer)), ..item("2", "Bakery", None) };
        [item("1", "Dairy", Some(129)), beer, item("3", "Dairy", Some(0))]
    }

    #[test]
    fn items_come_back_from_their_columns_and_repeated_texts_are_written_once() {
        let columns = Columns::of(&items());
        assert_eq!(columns.departments, ["Dairy", "Bakery"]);
        assert_eq!(columns.department, [0, 1, 0]);
        assert_eq!(columns.extras.len(), 1, "most items have none");
        assert_eq!(columns.items().as_deref(), Some(&items()[..]));
    }

    #[test]
    fn columns_that_do_not_fit_together_are_no_items() {
        type Change = (&'static str, fn(&mut Columns), fn(&mut Columns));
        fn longer<T: Clone>(column: &mut Vec<T>) {
            column.extend(column.first().cloned());
        }
        let changes: [Change; 10] = [
            ("name", |all| longer(&mut all.name), |all| all.name.truncate(2)),
            ("codes", |all| longer(&mut all.codes), |all| all.codes.truncate(2)),
            ("department", |all| longer(&mut all.department), |all| all.department.truncate(2)),
            ("category", |all| longer(&mut all.category), |all| all.category.truncate(2)),
            ("price", |all| longer(&mut all.price), |all| all.price.truncate(2)),
            ("unit", |all| longer(&mut all.unit), |all| all.unit.truncate(2)),
            ("tax", |all| longer(&mut all.tax), |all| all.tax.truncate(2)),
            ("stock", |all| longer(&mut all.stock), |all| all.stock.truncate(2)),
            ("cost", |all| longer(&mut all.cost), |all| all.cost.truncate(2)),
            ("archived", |all| longer(&mut all.archived), |all| all.archived.truncate(2)),
        ];
        for (column, longer, shorter) in changes {
            for change in [longer, shorter] {
                let mut columns = Columns::of(&items());
                change(&mut columns);
                assert_eq!(columns.items(), None, "{column}");
            }
        }
        let mut nowhere = Columns::of(&items());
        nowhere.department[1] = 2;
        assert_eq!(nowhere.items(), None);
        for row in [3, u32::MAX] {
            let mut nowhere = Columns::of(&items());
            nowhere.extras[0].0 = row;
            assert_eq!(nowhere.items(), None);
        }
        let mut twice = Columns::of(&items());
        twice.extras.push(twice.extras[0].clone());
        assert_eq!(twice.items(), None);
    }
}
