//! What the screen draws of a report: rows with what they compare with and which sales stand behind them.

use crate::i18n::{format, lang, reports as words};
use crate::register::Register;
use crate::shown;
use evertill_catalogue::Catalogue;
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::ids::Sku;
use evertill_domain::report::{Behind, DayNumber, Goods, GroupSum, Report, Span, TenderKind, Turnover};
use evertill_money::Amount;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A period's report beside the one that it is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The period.
    pub span: Span,
    /// The days before that it is compared with.
    pub span_before: Span,
    /// Its report.
    pub now: Report,
    /// Theirs.
    pub before: Report,
    /// Its categories.
    pub groups: Vec<GroupSum>,
    /// Which item is in which category today.
    pub shelves: BTreeMap<(String, String), BTreeSet<Sku>>,
    /// Theirs, by category.
    pub groups_before: BTreeMap<(String, String), Amount>,
}

impl Compared {
    /// Puts two reports side by side; `None` where a sum leaves its range.
    pub fn new(spans: [Span; 2], reports: [Report; 2], catalogue: &Catalogue) -> Option<Self> {
        let shelf_of = |sku: &Sku| {
            catalogue.by_sku(sku.as_str()).map(|item| (item.department().to_owned(), item.category().to_owned()))
        };
        let ([span, span_before], [now, before]) = (spans, reports);
        let groups = now.groups(shelf_of).ok()?;
        let groups_before = before.groups(shelf_of).ok()?;
        let mut shelves: BTreeMap<_, BTreeSet<Sku>> = BTreeMap::new();
        for item in &now.items {
            shelves.entry(shelf_of(&item.sku).unwrap_or_default()).or_default().insert(item.sku.clone());
        }
        let groups_before = groups_before.into_iter().map(|g| ((g.department, g.category), g.goods.total)).collect();
        Some(Self { span, span_before, now, before, groups, shelves, groups_before })
    }
}

/// A row of a list that compares: a name, a number, a bar, and the sales behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is of.
    pub name: String,
    /// More about it, such as its department.
    pub detail: String,
    /// How much or how many, as shown.
    pub count: String,
    /// What it comes to.
    pub total: Amount,
    /// What it came to before; `None` where nothing is compared.
    pub before: Amount,
    /// The margin and its rate in basis points of one per cent, where costs are known.
    pub margin: Option<(Amount, i64)>,
    /// The sales behind it.
    pub behind: Behind,
}

/// The margin of goods, where their cost is known.
pub fn margin(cost: Amount, costed: Amount) -> Option<(Amount, i64)> {
    if costed.is_zero() && cost.is_zero() {
        return None;
    }
    let margin = costed.minus(cost).ok()?;
    Some((margin, share(margin, costed)))
}

/// How much of `whole` a part is, in basis points of one per cent; 0 of nothing.
pub fn share(part: Amount, whole: Amount) -> i64 {
    let scaled = i128::from(part.minor()) * 10_000;
    scaled.checked_div(i128::from(whole.minor())).and_then(|share| i64::try_from(share).ok()).unwrap_or(0)
}

/// By how much something changed, in whole per cent as basis points; `None` where there was nothing before.
pub fn change(now: Amount, before: Amount) -> Option<i64> {
    let difference = now.minus(before).ok()?;
    let whole = Amount::new(before.minor().abs()).ok().filter(|whole| !whole.is_zero())?;
    Some((share(difference, whole) as i128 + if difference.is_negative() { -50 } else { 50 }) as i64 / 100 * 100)
}

/// By item, the largest first.
pub fn items(compared: &Compared) -> Vec<Row> {
    let before: BTreeMap<&Sku, Amount> =
        compared.before.items.iter().map(|item| (&item.sku, item.goods.total)).collect();
    let row = |item: &evertill_domain::report::ItemSum| Row {
        name: item.name.clone(),
        detail: item.sku.to_string(),
        count: format::decimal(item.goods.quantity.as_thousandths(), 3),
        before: before.get(&item.sku).copied().unwrap_or_default(),
        behind: Behind::Items([item.sku.clone()].into()),
        ..of_goods(&item.goods)
    };
    compared.now.items.iter().map(row).collect()
}

/// By category, the largest first.
pub fn groups(compared: &Compared) -> Vec<Row> {
    let row = |group: &GroupSum| {
        let key = (group.department.clone(), group.category.clone());
        let (name, detail) = match (group.department.as_str(), group.category.as_str()) {
            ("", "") => (words::without_category(lang()).to_owned(), String::new()),
            (department, "") => (department.to_owned(), String::new()),
            (department, category) => (category.to_owned(), department.to_owned()),
        };
        let items = compared.shelves.get(&key).cloned().unwrap_or_default();
        Row {
            name,
            detail,
            count: format::number(i64::try_from(items.len()).unwrap_or(i64::MAX)),
            before: compared.groups_before.get(&key).copied().unwrap_or_default(),
            behind: Behind::Items(items),
            ..of_goods(&group.goods)
        }
    };
    compared.groups.iter().map(row).collect()
}

fn of_goods(goods: &Goods) -> Row {
    Row {
        name: String::new(),
        detail: String::new(),
        count: String::new(),
        total: goods.total,
        before: Amount::ZERO,
        margin: margin(goods.cost, goods.costed),
        behind: Behind::All,
    }
}

/// By tender.
pub fn tenders(compared: &Compared) -> Vec<Row> {
    let row = |(kind, turnover): &(TenderKind, Turnover)| {
        let before = compared.before.tenders.iter().find(|(known, _)| known == kind).map(|(_, of)| of.total);
        of_turnover(tender_name(*kind).to_owned(), *turnover, before, Behind::Tender(*kind))
    };
    compared.now.tenders.iter().map(row).collect()
}

/// What a kind of tender is called.
pub fn tender_name(kind: TenderKind) -> &'static str {
    use crate::i18n::pay;
    let name = match kind {
        TenderKind::Cash => pay::cash,
        TenderKind::Card => pay::card,
        TenderKind::Coupon => pay::coupon,
        TenderKind::Points => pay::points,
        TenderKind::StoredValue => pay::store_credit,
        TenderKind::GiftCard => pay::gift_card,
        TenderKind::OnAccount => pay::on_account,
        TenderKind::Prepayment => pay::paid_ahead,
        TenderKind::Voucher => pay::voucher,
        TenderKind::ForeignCash => pay::foreign_cash,
    };
    name(lang())
}

/// By tax: the tax itself, with its base as detail.
pub fn taxes(compared: &Compared, money: &crate::money::Money) -> Vec<Row> {
    let row = |(name, taxed): &(evertill_domain::report::TaxName, evertill_domain::report::Taxed)| {
        let before = compared.before.taxes.iter().find(|(known, _)| known == name).map(|(_, of)| of.amount);
        Row {
            name: tax_name(name),
            detail: if name.exempt { words::exempt(lang()).to_owned() } else { String::new() },
            count: money.format(taxed.net),
            total: taxed.amount,
            before: before.unwrap_or_default(),
            margin: None,
            behind: Behind::Tax(name.clone()),
        }
    };
    compared.now.taxes.iter().map(row).collect()
}

/// What a tax is called, with its rate.
fn tax_name(name: &evertill_domain::report::TaxName) -> String {
    match name.rate {
        Some(rate) => format!("{} {}", name.label, crate::money::percent(rate)),
        None => name.label.clone(),
    }
}

/// By operator, the largest first.
pub fn operators(compared: &Compared, register: Register) -> Vec<Row> {
    let row = |(operator, turnover): &(Option<evertill_domain::ids::OperatorId>, Turnover)| {
        let before = compared.before.operators.iter().find(|(known, _)| known == operator).map(|(_, of)| of.total);
        let name = operator.as_ref().map(|id| register.operator_name(id));
        let name = name.unwrap_or_else(|| words::nobody(lang()).to_owned());
        of_turnover(name, *turnover, before, Behind::Operator(operator.clone()))
    };
    compared.now.operators.iter().map(row).collect()
}

fn of_turnover(name: String, turnover: Turnover, before: Option<Amount>, behind: Behind) -> Row {
    Row {
        name,
        detail: String::new(),
        count: format::number(i64::try_from(turnover.sales).unwrap_or(i64::MAX)),
        total: turnover.total,
        before: before.unwrap_or_default(),
        margin: None,
        behind,
    }
}

/// One column of the chart over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands below it.
    pub short: String,
    /// What it is of, in full.
    pub name: String,
    /// Its sales.
    pub now: Turnover,
    /// Those of the period before.
    pub before: Amount,
    /// The days of the sales behind it.
    pub span: Span,
    /// Which of their sales.
    pub behind: Behind,
}

/// The fewest hours that are drawn.
const LEAST_HOURS: usize = 8;

/// By hour, from the first to the last hour with a sale in either period.
pub fn hours(compared: &Compared) -> Vec<Column> {
    let (now, before) = (&compared.now.hours, &compared.before.hours);
    let busy = |at: &usize| [now, before].iter().any(|all| all.get(*at).is_some_and(|of| of.sales > 0));
    let (Some(first), Some(last)) = ((0..24).find(busy), (0..24).rev().find(busy)) else { return Vec::new() };
    let column = |at: usize| {
        let moment = |hour: usize| {
            let at = Timestamp(hour as u64 * 3_600_000);
            shown::clock(LocalTime { at, offset: 0 }, format::Moment::Time)
        };
        Column {
            short: format::number(at as i64),
            name: words::from_to(lang(), moment(at), moment(at + 1)),
            now: now.get(at).copied().unwrap_or_default(),
            before: before.get(at).map(|of| of.total).unwrap_or_default(),
            span: compared.span,
            behind: Behind::Hour(u8::try_from(at).unwrap_or_default()),
        }
    };
    // A morning's two hours are not stretched over the whole width.
    let first = first.min(24 - LEAST_HOURS);
    (first..=last.max(first + LEAST_HOURS - 1)).map(column).collect()
}

/// By day, every day of the period, beside the day at the same place of the period before.
pub fn days(compared: &Compared) -> Vec<Column> {
    let of = |report: &Report| report.days.iter().copied().collect::<BTreeMap<DayNumber, Turnover>>();
    let (now, before) = (of(&compared.now), of(&compared.before));
    let column = |at: u32| {
        let day = DayNumber(compared.span.from.0 + at);
        let same = DayNumber(compared.span_before.from.0 + at);
        let same = before.get(&same).filter(|_| compared.span_before.contains(same));
        Column {
            short: format::number(i64::from(day.date().2)),
            name: date(day),
            now: now.get(&day).copied().unwrap_or_default(),
            before: same.map(|of| of.total).unwrap_or_default(),
            span: Span { from: day, to: day },
            behind: Behind::All,
        }
    };
    (0..compared.span.days()).map(column).collect()
}

/// A day as people write it.
pub fn date(day: DayNumber) -> String {
    let at = Timestamp(u64::from(day.0) * 86_400_000);
    shown::clock(LocalTime { at, offset: 0 }, format::Moment::Date)
}

/// Days as people write them.
pub fn dates(span: Span) -> String {
    if span.from == span.to { date(span.from) } else { words::from_to(lang(), date(span.from), date(span.to)) }
}

/// A day as `2026-11-24`, in fields and files.
pub fn iso(day: DayNumber) -> String {
    let (year, month, of_month) = day.date();
    format!("{year:04}-{month:02}-{of_month:02}")
}

/// The day of `2026-11-24`.
pub fn day_of(text: &str) -> Option<DayNumber> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    DayNumber::of_date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(minor: i32) -> Amount {
        Amount::minor_i32(minor)
    }

    #[test]
    fn a_change_is_told_in_whole_per_cent_of_what_was_before() {
        let table = [
            (110, 100, Some(1_000)),
            (90, 100, Some(-1_000)),
            (100, 100, Some(0)),
            (1_005, 1_000, Some(100)),
            (1_004, 1_000, Some(0)),
            (995, 1_000, Some(-100)),
            (-50, -100, Some(5_000)),
            (5, 0, None),
        ];
        for (now, before, told) in table {
            assert_eq!(change(cents(now), cents(before)), told, "{now} after {before}");
        }
    }

    #[test]
    fn a_margin_is_told_where_a_cost_is_known() {
        assert_eq!(margin(cents(0), cents(0)), None);
        assert_eq!(margin(cents(60), cents(100)), Some((cents(40), 4_000)));
        assert_eq!(margin(cents(60), cents(0)), Some((cents(-60), 0)));
    }

    #[test]
    fn a_day_is_written_and_read_alike() {
        let day = DayNumber::of_date(2026, 2, 3).unwrap();
        assert_eq!((iso(day).as_str(), day_of("2026-02-03")), ("2026-02-03", Some(day)));
        for none in ["", "2026", "2026-02-30", "x-y-z"] {
            assert_eq!(day_of(none), None, "{none}");
        }
    }
}
