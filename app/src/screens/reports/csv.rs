//! A report as CSV that any spreadsheet opens safely: one table, a row for each sum, named by the part that it belongs to.
//!
//! As every file of this register: UTF-8 with a byte order mark, RFC 4180, decimals with a point, a formula never.

use super::model::{Compared, iso};
use evertill_catalogue::export::{escaped, write_row};
use evertill_domain::ids::OperatorId;
use evertill_domain::quantity::Quantity;
use evertill_domain::report::{Goods, TenderKind};
use evertill_money::{Amount, format_decimal};

const HEAD: [&str; 12] =
    ["part", "name", "detail", "from", "to", "sales", "quantity", "net", "tax", "total", "cost", "margin"];

/// A row; what it does not say stays empty.
#[derive(Default)]
struct Row {
    part: &'static str,
    name: String,
    detail: String,
    sales: Option<u64>,
    quantity: Option<Quantity>,
    net: Option<Amount>,
    tax: Option<Amount>,
    total: Option<Amount>,
    cost: Option<Amount>,
    margin: Option<Amount>,
}

/// The whole report.
pub fn write(compared: &Compared, exponent: u8, called: impl Fn(&OperatorId) -> String) -> String {
    let mut text = String::from("\u{feff}");
    write_row(&mut text, HEAD.map(str::to_owned));
    let (from, to) = (iso(compared.span.from), iso(compared.span.to));
    for row in rows(compared, &called) {
        let money = |amount: Option<Amount>| amount.map_or(String::new(), |a| format_decimal(a.minor(), exponent));
        let cells = [
            row.part.to_owned(),
            escaped(row.name),
            escaped(row.detail),
            from.clone(),
            to.clone(),
            row.sales.map_or(String::new(), |sales| sales.to_string()),
            row.quantity.map_or(String::new(), |quantity| quantity.to_string()),
            money(row.net),
            money(row.tax),
            money(row.total),
            money(row.cost),
            money(row.margin),
        ];
        write_row(&mut text, cells);
    }
    text
}

fn rows(compared: &Compared, called: &dyn Fn(&OperatorId) -> String) -> Vec<Row> {
    let report = &compared.now;
    let figures = report.figures;
    let mut rows = vec![
        Row {
            part: "total",
            sales: Some(figures.sales),
            net: figures.net().ok(),
            tax: Some(figures.tax),
            total: Some(figures.total),
            cost: Some(figures.cost),
            margin: figures.margin().ok(),
            ..Row::default()
        },
        Row { part: "gross", total: Some(figures.gross), ..Row::default() },
        Row { part: "discounts", total: Some(figures.discounts), ..Row::default() },
        Row { part: "refunds", sales: Some(figures.refunds), total: Some(figures.refunded), ..Row::default() },
        Row { part: "post-voids", sales: Some(figures.post_voids), total: Some(figures.post_voided), ..Row::default() },
    ];
    let turnover = |part, name: String, of: &evertill_domain::report::Turnover| Row {
        part,
        name,
        sales: Some(of.sales),
        total: Some(of.total),
        ..Row::default()
    };
    rows.extend(report.days.iter().map(|(day, of)| turnover("day", iso(*day), of)));
    rows.extend(report.hours.iter().enumerate().map(|(hour, of)| turnover("hour", format!("{hour:02}:00"), of)));
    rows.extend(report.items.iter().map(|item| Row {
        part: "item",
        name: item.name.clone(),
        detail: item.sku.to_string(),
        quantity: Some(item.goods.quantity),
        ..of_goods(&item.goods)
    }));
    rows.extend(compared.groups.iter().map(|group| Row {
        part: "category",
        name: group.category.clone(),
        detail: group.department.clone(),
        ..of_goods(&group.goods)
    }));
    rows.extend(report.tenders.iter().map(|(kind, of)| turnover("tender", tender(*kind).to_owned(), of)));
    rows.extend(report.taxes.iter().map(|(name, taxed)| Row {
        part: "tax",
        name: match name.rate {
            Some(rate) => format!("{} {} %", name.label, format_decimal(i64::from(rate.as_millionths()), 4)),
            None => name.label.clone(),
        },
        detail: if name.exempt { format!("{} exempt", name.id) } else { name.id.to_string() },
        net: Some(taxed.net),
        tax: Some(taxed.amount),
        total: taxed.net.plus(taxed.amount).ok(),
        ..Row::default()
    }));
    rows.extend(
        report
            .operators
            .iter()
            .map(|(operator, of)| turnover("operator", operator.as_ref().map_or_else(String::new, called), of)),
    );
    rows
}

fn of_goods(goods: &Goods) -> Row {
    let is_known = !goods.cost.is_zero() || !goods.costed.is_zero();
    Row {
        net: goods.total.minus(goods.tax).ok(),
        tax: Some(goods.tax),
        total: Some(goods.total),
        cost: is_known.then_some(goods.cost),
        margin: goods.costed.minus(goods.cost).ok().filter(|_| is_known),
        ..Row::default()
    }
}

/// Names for files, the same in every language.
fn tender(kind: TenderKind) -> &'static str {
    match kind {
        TenderKind::Cash => "cash",
        TenderKind::Card => "card",
        TenderKind::Coupon => "coupon",
        TenderKind::Points => "points",
        TenderKind::StoredValue => "store credit",
        TenderKind::GiftCard => "gift card",
        TenderKind::OnAccount => "on account",
        TenderKind::Prepayment => "prepayment",
        TenderKind::Voucher => "voucher",
        TenderKind::ForeignCash => "foreign cash",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evertill_catalogue::Catalogue;
    use evertill_domain::ids::Sku;
    use evertill_domain::report::{DayNumber, Figures, ItemSum, Report, Span, Turnover};

    #[test]
    fn no_cell_is_a_formula_and_every_row_has_every_cell() {
        let span = Span { from: DayNumber(20_781), to: DayNumber(20_781) };
        let names = ["=1+1", "+SUM(A1)", "-2", "@x", "\tx", "\rx", "Milk, \"fresh\"", "'=1"];
        let item = |(at, name): (usize, &&str)| ItemSum {
            sku: Sku::new(&format!("={at}")).unwrap(),
            name: (*name).to_owned(),
            goods: Goods { quantity: Quantity::whole(2), total: Amount::minor_i32(-250), ..Goods::default() },
        };
        let now = Report {
            figures: Figures { sales: 1, total: Amount::minor_i32(1_234), ..Figures::default() },
            hours: vec![Turnover::default(); 24],
            items: names.iter().enumerate().map(item).collect(),
            ..Report::default()
        };
        let compared = Compared::new([span, span], [now, Report::default()], &Catalogue::default()).unwrap();
        let text = write(&compared, 2, ToString::to_string);
        assert!(text.starts_with("\u{feff}part,name,"));
        assert!(text.contains("total,,,2026-11-24,2026-11-24,1,,12.34,0.00,12.34,0.00,0.00\r\n"), "{text}");
        assert!(
            text.contains("item,\"Milk, \"\"fresh\"\"\",'=6,2026-11-24,2026-11-24,,2,-2.50,0.00,-2.50,,\r\n"),
            "{text}"
        );
        for line in text.split("\r\n").skip(5) {
            for cell in line.split(',') {
                let cell = cell.trim_start_matches('"');
                let is_number = cell.strip_prefix('-').unwrap_or(cell).bytes().all(|b| b.is_ascii_digit() || b == b'.');
                assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} in {line:?}");
            }
        }
    }
}
