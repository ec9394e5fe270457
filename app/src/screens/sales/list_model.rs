//! The list of sales as data: what a search asks for, which sales answer, and the days between them.

use crate::money::{Money, western_digits};
use evertill_domain::clock::LocalTime;
use evertill_domain::event::ParticipantName;
use evertill_domain::ids::{CustomerId, ReceiptNumber};
use evertill_domain::refusal::RollbackReason;
use evertill_domain::rows::{CustomerRow, SaleStatus, SoldSale};
use evertill_money::Amount;

/// A sale in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedSale {
    /// The sale.
    pub sold: SoldSale,
    /// Who refused it and why, where it was rolled back.
    pub refused: Option<(ParticipantName, RollbackReason)>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListRow {
    /// The day of the sales below.
    Day {
        /// A moment of that day, on the shop's clock.
        time: LocalTime,
        /// What the day's sales come to, once all of them are loaded.
        total: Option<Amount>,
    },
    /// A sale.
    Sale(Box<ListedSale>),
}

/// What a row is known by while the list grows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RowId {
    /// A day.
    Day((i64, u8, u8)),
    /// A sale, by receipt and by the incarnation that tells a copy's from the register's own of that number.
    Sale(ReceiptNumber, Option<u32>),
}

impl ListRow {
    /// What the row is known by.
    pub fn id(&self) -> RowId {
        match self {
            ListRow::Day { time, .. } => RowId::Day(time.day()),
            ListRow::Sale(sale) => RowId::Sale(sale.sold.receipt, sale.sold.incarnation),
        }
    }
}

/// What became of a sale, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It counts, and nothing has come back.
    Completed,
    /// It gave money back.
    Refund,
    /// Part of it has come back.
    PartlyRefunded,
    /// All of it has come back.
    Refunded,
    /// It does not count.
    RolledBack,
    /// It was reversed as a whole.
    Voided,
}

/// What became of `sold`.
pub fn state_of(sold: &SoldSale) -> State {
    let came_back = |line: &&evertill_domain::rows::SoldLine| line.came_back;
    let exhausted = |line: &evertill_domain::rows::SoldLine| line.is_exhausted();
    if sold.status == SaleStatus::RolledBack {
        State::RolledBack
    } else if sold.voided.is_some() {
        State::Voided
    } else if sold.total.is_negative() {
        State::Refund
    } else if sold.lines.iter().find(came_back).is_none() {
        State::Completed
    } else if sold.lines.iter().all(exhausted) {
        State::Refunded
    } else {
        State::PartlyRefunded
    }
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Everything.
    All,
    /// A number: of a receipt, or an amount.
    Number(Option<ReceiptNumber>, Option<Amount>),
    /// Sales to any of these customers.
    Customers(Vec<CustomerId>),
}

impl Filter {
    /// What `text` asks for: a number where it is one, else customers whose name holds its words.
    pub fn parse(text: &str, money: &Money, customers: &[CustomerRow]) -> Filter {
        let text = text.trim();
        if text.is_empty() {
            return Filter::All;
        }
        let (number, amount) = (receipt_number(text), money.parse(text));
        if number.is_some() || amount.is_some() {
            return Filter::Number(number, amount);
        }
        let wanted = text.to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let named = customers.iter().filter_map(|row| row.profile.as_ref()).filter(|profile| {
            let name = profile.name.to_lowercase();
            words.iter().all(|word| name.contains(word))
        });
        Filter::Customers(named.map(|profile| profile.id.clone()).collect())
    }

    /// Whether `sold` answers.
    pub fn matches(&self, sold: &SoldSale) -> bool {
        match self {
            Filter::All => true,
            Filter::Number(number, amount) => {
                Some(sold.receipt) == *number || Some(sold.total.abs()) == amount.map(Amount::abs)
            }
            Filter::Customers(ids) => sold.customer.as_ref().is_some_and(|customer| ids.contains(customer)),
        }
    }

    /// Whether no sale can answer.
    pub fn is_hopeless(&self) -> bool {
        matches!(self, Filter::Customers(ids) if ids.is_empty())
    }
}

/// A receipt number as typed or scanned: digits, with or without a leading number sign.
pub fn receipt_number(text: &str) -> Option<ReceiptNumber> {
    let text = western_digits(text.trim());
    let digits = text.strip_prefix('#').unwrap_or(&text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok().map(ReceiptNumber)).flatten()
}

/// The rows of a list of sales, latest first. Days have totals where `whole`, which says that no sale was filtered out;
/// the last day's only once `ended`.
pub fn rows(sales: &[ListedSale], whole: bool, ended: bool) -> Vec<ListRow> {
    let mut rows = Vec::with_capacity(sales.len() + 8);
    let mut rest = sales;
    while let Some(first) = rest.first() {
        let day = first.sold.time.day();
        let many = rest.iter().take_while(|sale| sale.sold.time.day() == day).count();
        let (of_day, older) = rest.split_at(many);
        let complete = whole && (ended || !older.is_empty());
        rows.push(ListRow::Day { time: first.sold.time, total: complete.then(|| total_of(of_day)).flatten() });
        rows.extend(of_day.iter().map(|sale| ListRow::Sale(Box::new(sale.clone()))));
        rest = older;
    }
    rows
}

fn total_of(sales: &[ListedSale]) -> Option<Amount> {
    let counting = sales.iter().filter(|sale| sale.sold.status == SaleStatus::Confirmed);
    Amount::sum(counting.map(|sale| sale.sold.total)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use evertill_domain::clock::Timestamp;
    use evertill_domain::ids::Seq;
    use evertill_domain::quantity::Quantity;
    use evertill_domain::rows::SoldLine;
    use evertill_money::Currency;

    fn listed(receipt: u64, day: u64, total: i32, status: SaleStatus) -> ListedSale {
        let sold = SoldSale {
            receipt: ReceiptNumber(receipt),
            prepared: Seq(receipt),
            time: LocalTime { at: Timestamp(day * 86_400_000), offset: 0 },
            status,
            customer: None,
            total: Amount::minor_i32(total),
            reprints: 0,
            lines: Vec::new(),
            charges: Amount::ZERO,
            tip: Amount::ZERO,
            paid: None,
            earned: None,
            voided: None,
            incarnation: None,
            refunds: Vec::new(),
        };
        ListedSale { sold, refused: None }
    }

    #[test]
    fn two_sales_that_copies_made_under_one_number_are_two_rows() {
        let own = listed(7, 1, 50, SaleStatus::Confirmed);
        let mut copy = own.clone();
        copy.sold.incarnation = Some(1);
        let ids: Vec<RowId> = rows(&[copy, own], true, true).iter().map(ListRow::id).collect();
        assert_eq!(ids[1..], [RowId::Sale(ReceiptNumber(7), Some(1)), RowId::Sale(ReceiptNumber(7), None)]);
    }

    #[test]
    fn a_day_has_a_total_once_all_its_sales_are_loaded() {
        let sales = [
            listed(4, 2, 500, SaleStatus::Confirmed),
            listed(3, 2, 900, SaleStatus::RolledBack),
            listed(2, 2, -100, SaleStatus::Confirmed),
            listed(1, 1, 50, SaleStatus::Confirmed),
        ];
        let totals = |whole, ended| {
            let days = rows(&sales, whole, ended).into_iter().filter_map(|row| match row {
                ListRow::Day { total, .. } => Some(total.map(Amount::minor)),
                ListRow::Sale(_) => None,
            });
            days.collect::<Vec<_>>()
        };
        assert_eq!(totals(true, true), [Some(400), Some(50)]);
        assert_eq!(totals(true, false), [Some(400), None]);
        assert_eq!(totals(false, true), [None, None]);
        assert_eq!(rows(&[], true, true), []);
    }

    #[test]
    fn a_search_is_for_a_number_an_amount_or_a_customer() {
        let money = Money::of(Currency::from_code("EUR").unwrap());
        let number =
            |number: u64, minor: i32| Filter::Number(Some(ReceiptNumber(number)), Some(Amount::minor_i32(minor)));
        let table = [
            ("", Filter::All),
            (" 42 ", number(42, 4_200)),
            ("٤٢", number(42, 4_200)),
            ("#42", Filter::Number(Some(ReceiptNumber(42)), None)),
            ("12,50", Filter::Number(None, Some(Amount::minor_i32(1_250)))),
            ("ada", Filter::Customers(Vec::new())),
        ];
        for (text, expected) in table {
            assert_eq!(Filter::parse(text, &money, &[]), expected, "{text}");
        }
        assert!(number(7, 500).matches(&listed(3, 1, -500, SaleStatus::Confirmed).sold));
        assert!(!number(7, 500).matches(&listed(3, 1, 501, SaleStatus::Confirmed).sold));
    }

    #[test]
    fn a_sale_is_refunded_when_every_line_is_used_up() {
        let line = |returned: i32| SoldLine {
            no: 1,
            quantity: Quantity::whole(2),
            total: Amount::minor_i32(100),
            tax: Amount::ZERO,
            returned: Quantity::whole(returned),
            refunded: Amount::ZERO,
            refunded_tax: Amount::ZERO,
            came_back: returned > 0,
            tax_parts: Vec::new(),
        };
        let table = [
            (vec![line(0), line(0)], State::Completed),
            (vec![line(1), line(0)], State::PartlyRefunded),
            (vec![line(2), line(0)], State::PartlyRefunded),
            (vec![line(2), line(2)], State::Refunded),
        ];
        for (lines, expected) in table {
            let sold = SoldSale { lines, ..listed(1, 1, 200, SaleStatus::Confirmed).sold };
            assert_eq!(state_of(&sold), expected);
        }
        assert_eq!(state_of(&listed(1, 1, 5, SaleStatus::RolledBack).sold), State::RolledBack);
        assert_eq!(state_of(&listed(1, 1, -5, SaleStatus::Confirmed).sold), State::Refund);
    }
}
