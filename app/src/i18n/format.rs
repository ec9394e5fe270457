//! Numbers, money and dates as the browser's `Intl` writes them, so that no locale data is shipped.
//!
//! Formatters are costly to make and cheap to use: each is made once and kept. Money reaches `Intl` as a decimal
//! string, never as a float, so that no amount loses a cent on its way to the screen.

use super::{Lang, lang};
use crate::browser;
use evertill_domain::clock::Timestamp;
use evertill_domain::day::Day;
use js_sys::{Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &JsValue) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method, js_name = format)]
    fn format_decimal(this: &NumberFormat, value: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, js_name = format)]
    fn format_ms(this: &DateTimeFormat, ms: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str) -> Result<PluralRules, JsValue>;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, n: f64) -> String;
}

/// A CLDR plural category.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plural {
    /// Zero, where the language has a form for it.
    Zero,
    /// One.
    One,
    /// Two.
    Two,
    /// Few.
    Few,
    /// Many.
    Many,
    /// Everything else.
    Other,
}

/// How much of a moment is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// The day.
    Date,
    /// Hours and minutes.
    Time,
    /// The day, hours and minutes.
    DateTime,
    /// Everything down to the second, for the journal.
    Exact,
}

#[derive(PartialEq, Clone)]
enum NumberStyle {
    Plain { digits: u8 },
    Money { currency: String, digits: u8 },
    Percent { digits: u8 },
}

type NumberKey = (Lang, NumberStyle);
/// A handful of formatters at most, so a list is the quickest map.
type Cache<K, V> = RefCell<Vec<(K, Rc<V>)>>;

thread_local! {
    static NUMBERS: Cache<NumberKey, NumberFormat> = const { RefCell::new(Vec::new()) };
    static MOMENTS: Cache<(Lang, Moment), DateTimeFormat> = const { RefCell::new(Vec::new()) };
    static WALL_CLOCKS: Cache<(Lang, Moment), DateTimeFormat> = const { RefCell::new(Vec::new()) };
    static PLURALS: Cache<Lang, PluralRules> = const { RefCell::new(Vec::new()) };
}

/// An amount of `minor` units (cents, fils, yen) of an ISO 4217 `currency` with `exponent` decimal places.
///
/// Follows the language when called from a view.
pub fn format_money(minor: i64, currency: &str, exponent: u8) -> String {
    let decimal = decimal_string(minor, exponent);
    // Intl throws on anything but three letters; a hostile code is shown, not trusted.
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_alphabetic()) {
        return format!("{decimal} {currency}");
    }
    let style = NumberStyle::Money { currency: currency.to_owned(), digits: exponent };
    let lang = lang();
    whole_symbol(lang, with_number(lang, style, &decimal))
}

/// Keeps a symbol such as `US$`, which Arabic uses even where a narrow one is asked for, in one piece at the end of an
/// amount: between its letters and the mark, the sign no longer takes the direction of the text around it.
fn whole_symbol(lang: Lang, mut amount: String) -> String {
    const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
    let is_latin_sign = |last: char| {
        !last.is_alphanumeric() && amount.chars().any(|c| c.is_ascii_alphabetic()) && last != LEFT_TO_RIGHT_MARK
    };
    if lang.dir() == "rtl" && amount.chars().next_back().is_some_and(is_latin_sign) {
        amount.push(LEFT_TO_RIGHT_MARK);
    }
    amount
}

/// A whole number with the language's digits and grouping. Follows the language when called from a view.
pub fn number(n: i64) -> String {
    number_in(lang(), n)
}

/// A whole number in a given language.
pub fn number_in(lang: Lang, n: i64) -> String {
    with_number(lang, NumberStyle::Plain { digits: 0 }, &n.to_string())
}

/// A fixed-point number, `scaled` being the value times ten to the `digits`: quantities, weights. Trailing zeros are dropped.
pub fn decimal(scaled: i64, digits: u8) -> String {
    let text = decimal_string(scaled, digits);
    let trimmed = if digits > 0 { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    with_number(lang(), NumberStyle::Plain { digits }, trimmed)
}

/// A percentage given in basis points of one percent: 1900 is 19 %.
pub fn percent(basis_points: i64) -> String {
    // Intl multiplies a percentage by one hundred, hence four places and not two.
    with_number(lang(), NumberStyle::Percent { digits: 2 }, &decimal_string(basis_points, 4))
}

/// A moment in milliseconds since 1970, in the register's own time zone. Follows the language when called from a view.
pub fn moment(ms: f64, how: Moment) -> String {
    let key = (lang(), how);
    let made = cached(&MOMENTS, key, || DateTimeFormat::new(&locale(key.0), &moment_options(how)).ok());
    made.map(|format| format.format_ms(ms)).unwrap_or_default()
}

/// The hour and minute of a moment, in the register's own time zone.
pub fn clock_time(at: Timestamp) -> String {
    // A stamp beyond what a double counts exactly is no time that anybody waits for.
    moment(at.0 as f64, Moment::Time)
}

/// A moment whose milliseconds count on a wall clock rather than in UTC, so that a receipt shows the hour of its shop
/// wherever it is read. Follows the language when called from a view.
pub fn wall_clock(local_ms: f64, how: Moment) -> String {
    let key = (lang(), how);
    let make = || {
        let options = moment_options(how);
        // The offset is in the number already.
        let _ = Reflect::set(&options, &JsValue::from_str("timeZone"), &JsValue::from_str("UTC"));
        DateTimeFormat::new(&locale(key.0), &options).ok()
    };
    let made = cached(&WALL_CLOCKS, key, make);
    made.map(|format| format.format_ms(local_ms)).unwrap_or_default()
}

/// A calendar day. Follows the language when called from a view.
pub fn day(day: Day) -> String {
    wall_clock(f64::from(day.number()) * 86_400_000.0, Moment::Date)
}

/// The plural category of a whole number.
pub fn plural(lang: Lang, n: i64) -> Plural {
    let rules = cached(&PLURALS, lang, || PluralRules::new(lang.code()).ok());
    // Categories depend on the last digits only; a count on a register is far below 2^53.
    let category = rules.map(|rules| rules.select(n as f64)).unwrap_or_default();
    match category.as_str() {
        "zero" => Plural::Zero,
        "one" => Plural::One,
        "two" => Plural::Two,
        "few" => Plural::Few,
        "many" => Plural::Many,
        _ => Plural::Other,
    }
}

/// `minor` with its decimal point put in, exactly: `(-5, 2)` is `-0.05`.
pub fn decimal_string(minor: i64, exponent: u8) -> String {
    let places = usize::from(exponent);
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if minor < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn with_number(lang: Lang, style: NumberStyle, decimal: &str) -> String {
    let options = style.clone();
    let made = cached(&NUMBERS, (lang, style), || NumberFormat::new(&locale(lang), &number_options(&options)).ok());
    made.map(|format| format.format_decimal(decimal)).unwrap_or_else(|| decimal.to_owned())
}

fn cached<K: PartialEq, V>(
    cache: &'static std::thread::LocalKey<Cache<K, V>>,
    key: K,
    make: impl FnOnce() -> Option<V>,
) -> Option<Rc<V>> {
    let found = cache.with_borrow(|all| all.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone()));
    found.or_else(|| {
        let made = Rc::new(make()?);
        cache.with_borrow_mut(|all| all.push((key, made.clone())));
        Some(made)
    })
}

/// The browser's own regional variant of the language where it has one, so that a British till shows British dates.
fn locale(lang: Lang) -> String {
    let regional = browser::languages().into_iter().find(|tag| Lang::from_tag(tag) == Some(lang));
    regional.unwrap_or_else(|| lang.code().to_owned())
}

fn number_options(style: &NumberStyle) -> JsValue {
    let (least, most) = match style {
        NumberStyle::Money { digits, .. } => (*digits, *digits),
        NumberStyle::Plain { digits } | NumberStyle::Percent { digits } => (0, *digits),
    };
    let mut options: Vec<(&str, JsValue)> =
        vec![("minimumFractionDigits", least.into()), ("maximumFractionDigits", most.into())];
    match style {
        NumberStyle::Plain { .. } => {}
        NumberStyle::Percent { .. } => options.push(("style", "percent".into())),
        NumberStyle::Money { currency, .. } => {
            // A shop has one currency: its bare symbol is enough.
            let display = ("currencyDisplay", "narrowSymbol".into());
            options.extend([("style", "currency".into()), ("currency", currency.as_str().into()), display]);
        }
    }
    object(&options)
}

fn moment_options(how: Moment) -> JsValue {
    let pairs: &[(&str, &str)] = match how {
        Moment::Date => &[("dateStyle", "medium")],
        Moment::Time => &[("timeStyle", "short")],
        Moment::DateTime => &[("dateStyle", "medium"), ("timeStyle", "short")],
        Moment::Exact => &[("dateStyle", "short"), ("timeStyle", "medium")],
    };
    let pairs: Vec<(&str, JsValue)> = pairs.iter().map(|(key, value)| (*key, JsValue::from_str(value))).collect();
    object(&pairs)
}

fn object(pairs: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in pairs {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

#[cfg(test)]
mod tests {
    use super::{Lang, decimal_string, whole_symbol};

    #[test]
    fn a_latin_symbol_stays_in_one_piece_in_text_from_right_to_left() {
        let table = [
            (Lang::Ar, "2.61 US$", "2.61 US$\u{200e}"),
            (Lang::Ar, "3 JP¥", "3 JP¥\u{200e}"),
            (Lang::Ar, "2.61 €", "2.61 €"),
            (Lang::Ar, "2.61 ر.س.\u{200f}", "2.61 ر.س.\u{200f}"),
            (Lang::En, "US$2.61", "US$2.61"),
            (Lang::De, "2,61 US$", "2,61 US$"),
        ];
        for (lang, amount, shown) in table {
            assert_eq!(whole_symbol(lang, amount.to_owned()), shown, "{lang:?}");
        }
    }

    #[test]
    fn minor_units_become_decimals_without_a_float() {
        let cases = [
            (0, 2, "0.00"),
            (5, 2, "0.05"),
            (-5, 2, "-0.05"),
            (12345, 2, "123.45"),
            (12345, 0, "12345"),
            (1, 3, "0.001"),
            (i64::MAX, 2, "92233720368547758.07"),
            (i64::MIN, 2, "-92233720368547758.08"),
        ];
        for (minor, exponent, expected) in cases {
            assert_eq!(decimal_string(minor, exponent), expected);
        }
    }
}
