//! What was sold, added up: whatever was rung up, whenever and in whatever slices it is counted.

use evertill_domain::Amount;
use evertill_domain::clock::{LocalTime, Timestamp};
use evertill_domain::event::{Event, ParticipantName, SaleConfirmed, SaleRolledBack};
use evertill_domain::ids::{OperatorId, Seq, Sku};
use evertill_domain::refusal::RollbackReason;
use evertill_domain::report::{Behind, Book, DayNumber, Figures, Report, Span, TenderKind, Turnover, Unfit};
use evertill_domain::rows::SaleStatus;
use evertill_domain::sale::Sale;
use expect_test::expect;
use proptest::prelude::*;

use crate::properties::{SHOP, act, perform};
use crate::till::Till;

/// 2026-11-24, 00:00 UTC.
const MIDNIGHT: u64 = 1_795_478_400_000;
const EVER: Span = Span { from: DayNumber(0), to: DayNumber::LAST };

/// The entries of sales as a journal has them, two for each: prepared, and confirmed or rolled back.
fn entries(sales: &[(Sale, SaleStatus)]) -> Vec<(Seq, Event)> {
    let (mut grand_total, mut refund_total) = (Amount::ZERO, Amount::ZERO);
    let mut entries = Vec::new();
    for (sale, status) in sales {
        let (prepared, receipt) = (Seq(entries.len() as u64 + 1), sale.receipt);
        entries.push((prepared, Event::SalePrepared(Box::new(sale.clone()))));
        let decision = match status {
            SaleStatus::Confirmed => {
                let total = sale.totals.total;
                if total.is_negative() {
                    refund_total = refund_total.minus(total).unwrap();
                } else {
                    grand_total = grand_total.plus(total).unwrap();
                }
                let (effects, recovered, covered) = (Vec::new(), false, Vec::new());
                Event::SaleConfirmed(SaleConfirmed {
                    prepared,
                    receipt,
                    effects,
                    grand_total,
                    refund_total,
                    recovered,
                    covered,
                })
            }
            SaleStatus::RolledBack => Event::SaleRolledBack(SaleRolledBack {
                prepared,
                receipt,
                participant: ParticipantName::Returns,
                reason: RollbackReason::BeyondRange,
                recovered: false,
            }),
        };
        entries.push((prepared.next(), decision));
    }
    entries
}

fn book(entries: &[(Seq, Event)]) -> Book {
    let mut book = Book::default();
    for (seq, event) in entries {
        book.push(*seq, event.clone()).unwrap();
    }
    book.take_changed();
    book
}

/// A till's sales, each at a moment and by an operator of its own.
fn sales_of(till: &Till, moments: &[(u64, i16, u8)]) -> Vec<(Sale, SaleStatus)> {
    let with = |((receipt, sale), (minutes, offset, operator)): ((&u64, &Sale), &(u64, i16, u8))| {
        let time = LocalTime { at: Timestamp(MIDNIGHT + minutes * 60_000), offset: *offset };
        let operator = (*operator > 0).then(|| OperatorId::new(&format!("op-{operator}")).unwrap());
        (Sale { time, operator, business_date: Some(time.date()), ..sale.clone() }, till.sold(*receipt).unwrap().status)
    };
    till.sales.iter().zip(moments.iter().cycle()).map(with).collect()
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    Amount::sum(amounts).unwrap()
}

#[test]
fn a_day_with_a_return_and_a_rollback_is_added_up() {
    let mut till = Till::new();
    till.run(
        "item milk 1.30 i7\n item tea 4.00 i19\n item ring 100.00 i19 strict\n stock ring 1\n
        3 x milk\n 1 x tea\n discount 10%\n cash 10.00\n pay
        1 x ring\n card 100.00 A-1\n pay
        1 x ring\n card 100.00 A-2\n pay
        return 1.1 x 1\n 2 x tea\n cash 10.00\n pay
        return 1.1 x 1\n cash -1.17\n pay",
    );
    let sales = sales_of(&till, &[(600, 0, 1), (605, 0, 1), (610, 0, 2), (660, 0, 0), (661, 0, 2)]);
    let book = book(&entries(&sales));
    let report = Report::of(&book, EVER).unwrap();
    let Figures { sales, refunds, gross, discounts, sold, refunded, tax, total, cost, costed, .. } = report.figures;
    expect!["3 sales, 2 with returns: 115.90 - 0.79 = 115.11, back 2.34, tax 17.90, total 112.77; 56.65 for 94.87"]
        .assert_eq(&format!(
            "{sales} sales, {refunds} with returns: {} - {} = {}, back {}, tax {}, total {}; {} for {}",
            money(gross),
            money(discounts),
            money(sold),
            money(refunded),
            money(tax),
            money(total),
            money(cost),
            money(costed),
        ));
    let lines =
        report.items.iter().map(|item| format!("{} {} = {}", item.goods.quantity, item.name, money(item.goods.total)));
    expect!["1 ring = 100.00, 3 tea = 11.60, 1 milk = 1.17"].assert_eq(&lines.collect::<Vec<_>>().join(", "));
    let tenders: Vec<_> = report.tenders.iter().map(|(kind, of)| (*kind, of.sales, money(of.total))).collect();
    assert_eq!(tenders, [(TenderKind::Cash, 3, "12.77".to_owned()), (TenderKind::Card, 1, "100.00".to_owned())]);
}

fn money(amount: Amount) -> String {
    evertill_money::format_decimal(amount.minor(), 2)
}

#[test]
fn a_book_that_does_not_follow_from_the_journal_says_so() {
    let mut till = Till::new();
    till.run("item milk 1.00 i7\n 1 x milk\n cash 1.00\n pay\n 1 x milk\n cash 1.00\n pay");
    let all = entries(&sales_of(&till, &[(0, 0, 0)]));
    let mut missed = Book::default();
    assert_eq!(missed.push(Seq(2), all[1].1.clone()), Err(Unfit::Undecidable(Seq(2))));
    let mut forgot = Book::default();
    forgot.pass(Seq(2));
    assert_eq!(forgot.push(all[2].0, all[2].1.clone()), Ok(()));
    assert_eq!(forgot.push(all[3].0, all[3].1.clone()), Err(Unfit::Totals(Seq(4))));
}

proptest! {
    #[test]
    fn reports_come_to_what_the_sales_come_to_in_whatever_slices_they_are_counted(
        acts in prop::collection::vec(act(), 1..60),
        // Minutes that jump to and fro, as those of a clock that is set back.
        moments in prop::collection::vec((0..120_000_u64, -720..840_i16, 0..3_u8), 1..9),
        slices in prop::collection::vec(1..7_usize, 1..9),
        cut in 0..120_000_u64,
    ) {
        let mut till = Till::new();
        till.run(SHOP);
        for act in acts {
            perform(&mut till, act);
        }
        let sales = sales_of(&till, &moments);
        let all = entries(&sales);
        let whole = book(&all);

        // Whatever was counted is offered again now and then; it counts once.
        let mut sliced = Book::default();
        let (mut at, mut lengths) = (0, slices.iter().cycle());
        while at < all.len() {
            let end = (at + lengths.next().unwrap()).min(all.len());
            for (seq, event) in &all[at.saturating_sub(1)..end] {
                sliced.push(*seq, event.clone()).unwrap();
            }
            at = end;
        }
        sliced.take_changed();
        prop_assert_eq!(&sliced, &whole);

        let confirmed: Vec<&Sale> =
            sales.iter().filter(|(_, status)| *status == SaleStatus::Confirmed).map(|(sale, _)| sale).collect();
        let border = DayNumber::of_time(LocalTime { at: Timestamp(MIDNIGHT + cut * 60_000), offset: 0 });
        let before = Span { from: DayNumber(0), to: border.minus(1) };
        for span in [EVER, before, Span { from: border, to: DayNumber::LAST }] {
            let within: Vec<&Sale> =
                confirmed.iter().filter(|sale| span.contains(DayNumber::of_sale(sale))).copied().collect();
            compare(&Report::of(&whole, span).unwrap(), &within)?;
        }
    }
}

/// Compares a report with the sales themselves, counted the slow way.
fn compare(report: &Report, sales: &[&Sale]) -> Result<(), TestCaseError> {
    let total = sum(sales.iter().map(|sale| sale.totals.total));
    let figures = report.figures;
    prop_assert_eq!(figures.total, total);
    prop_assert_eq!(figures.tax, sum(sales.iter().map(|sale| sale.totals.tax)));
    prop_assert_eq!(figures.sold.minus(figures.refunded).unwrap(), total);
    prop_assert_eq!(sum(report.hours.iter().map(|of| of.total)), total);
    prop_assert_eq!(sum(report.days.iter().map(|(_, of)| of.total)), total);
    prop_assert_eq!(sum(report.operators.iter().map(|(_, of)| of.total)), total);
    prop_assert_eq!(sum(report.items.iter().map(|item| item.goods.total)), total);
    prop_assert_eq!(sum(report.tenders.iter().map(|(_, of)| of.total)), total);
    prop_assert_eq!(sum(report.taxes.iter().map(|(_, of)| of.net)), figures.net().unwrap());
    prop_assert_eq!(sum(report.taxes.iter().map(|(_, of)| of.amount)), figures.tax);
    prop_assert_eq!(sum(report.items.iter().map(|item| item.goods.cost)), figures.cost);

    // Behind each row stand exactly the sales that it counts.
    let behind = |row: &Behind| -> Turnover {
        let those = sales.iter().filter(|sale| row.has(sale));
        Turnover { sales: those.clone().count() as u64, total: sum(those.map(|sale| sale.totals.total)) }
    };
    prop_assert_eq!(behind(&Behind::Refunds).sales, figures.refunds);
    for (hour, of) in report.hours.iter().enumerate() {
        prop_assert_eq!(behind(&Behind::Hour(u8::try_from(hour).unwrap())), *of);
    }
    for (operator, of) in &report.operators {
        prop_assert_eq!(behind(&Behind::Operator(operator.clone())), *of);
    }
    for (kind, of) in &report.tenders {
        prop_assert_eq!(behind(&Behind::Tender(*kind)).sales, of.sales);
    }
    for item in &report.items {
        let only = Behind::Items([item.sku.clone()].into());
        let lines = sales.iter().filter(|sale| only.has(sale)).flat_map(|sale| &sale.lines);
        prop_assert_eq!(sum(lines.filter(|line| line.sku == item.sku).map(|line| line.total)), item.goods.total);
    }
    Ok(())
}

#[test]
fn a_clock_that_is_set_back_moves_no_sum_to_another_day() {
    let mut till = Till::new();
    till.run(
        "item milk 1.00 i7\n 1 x milk\n cash 1.00\n pay\n 1 x milk\n cash 1.00\n pay\n 1 x milk\n cash 1.00\n pay",
    );
    let sales = sales_of(&till, &[(600, 60, 0), (660, 60, 0), (720, 60, 0)]);
    let forward = book(&entries(&sales));
    let changed = |change: fn(&mut Sale)| {
        let mut sales = sales.clone();
        sales.iter_mut().skip(1).for_each(|(sale, _)| change(sale));
        book(&entries(&sales))
    };
    let an_hour = changed(|sale| sale.time.at.0 -= 3_600_000);
    // The shift began on a day, and its sales stay there.
    let three_days = changed(|sale| sale.time.at.0 -= 3 * 86_400_000);
    let of_the_first_version = changed(|sale| sale.business_date = None);
    let of = |book: &Book| {
        let report = Report::of(book, EVER).unwrap();
        (report.figures, report.days, report.items, report.tenders, report.taxes, report.operators)
    };
    for book in [an_hour, three_days, of_the_first_version] {
        assert_eq!(of(&forward), of(&book));
    }
}

#[test]
fn groups_are_those_of_today() {
    let mut till = Till::new();
    till.run("item milk 1.00 i7\n item tea 2.00 i7\n 1 x milk\n 1 x tea\n cash 3.00\n pay");
    let report = Report::of(&book(&entries(&sales_of(&till, &[(0, 0, 0)]))), EVER).unwrap();
    let on_shelf = |sku: &Sku| (sku.as_str() == "tea").then(|| ("Drinks".to_owned(), "Hot".to_owned()));
    let groups = report.groups(on_shelf).unwrap();
    let groups: Vec<_> =
        groups.iter().map(|g| (g.department.as_str(), g.category.as_str(), g.goods.total.minor())).collect();
    assert_eq!(groups, [("Drinks", "Hot", 200), ("", "", 100)]);
}
