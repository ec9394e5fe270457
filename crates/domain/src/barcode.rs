//! Codes that carry more than an item: labels of a scale or a deli counter with the price, the weight or a count in them.
//!
//! GS1 leaves the prefixes 02, 04 and 20 to 29 to each country and shop (restricted circulation, General Specifications,
//! sections 1.4 and 2.1.11), so that nobody can know from outside what such a code means. A shop says it with templates:
//!
//! | sign | stands for |
//! |---|---|
//! | `0`–`9` | this digit |
//! | `I` | the item: its SKU or one of its codes |
//! | `P` | the price of what is in the bag, in minor units |
//! | `W` | the weight or measure, in thousandths of the unit |
//! | `N` | how many pieces |
//! | `V` | the verifier of a price or weight of four or five digits (section 7.9.2 to 7.9.4) |
//! | `C` | the check digit of the whole code (section 7.9.1), always last |
//! | `X` | any digit, which says nothing |
//!
//! A full stop within `P` or `W` says where its decimals begin; spaces are for the eye.

use std::fmt;

use evertill_money::Amount;
use serde::Deserialize;

use crate::ids::checked_text;
use crate::quantity::Quantity;
use crate::record;

/// How one kind of label is read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct BarcodeTemplate {
    /// What the shop calls it, such as `Cheese counter`; 1 to [`BarcodeTemplate::NAME_LIMIT`] characters.
    pub name: String,
    /// Such as `21 IIIII V PPPP C`.
    pub pattern: String,
}

record!(BarcodeTemplate { name, pattern });

/// Why a pattern cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternFault {
    /// A sign that means nothing.
    Sign(char),
    /// Fewer than [`Layout::SHORTEST`] or more than [`Layout::LONGEST`] digits.
    Length(usize),
    /// It does not begin with a digit, and would take every code of this length.
    NoPrefix,
    /// It has the length of a GTIN and begins like one that is sold everywhere.
    OpenPrefix,
    /// No place, or no more than [`Layout::ITEM_LIMIT`] places in one piece, for the item.
    Item,
    /// Not exactly one of price, weight and count, in one piece.
    Value,
    /// A full stop where no decimals can begin.
    Point,
    /// A verifier without a price or weight of four or five digits, or two of them.
    Verifier,
    /// The check digit is not the last place.
    Check,
}

impl fmt::Display for PatternFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sign(sign) => write!(f, "{sign:?} means nothing; use digits, I, P, W, N, V, C and X"),
            Self::Length(found) => {
                write!(f, "it has {found} places; {} to {} are possible", Layout::SHORTEST, Layout::LONGEST)
            }
            Self::NoPrefix => write!(f, "it has to begin with a digit"),
            Self::OpenPrefix => write!(f, "it has to begin with 02, 04 or 20 to 29, which GS1 leaves to shops"),
            Self::Item => write!(f, "it needs 1 to {} places I next to each other", Layout::ITEM_LIMIT),
            Self::Value => write!(f, "it needs one of P, W and N, with its places next to each other"),
            Self::Point => write!(f, "a full stop has to stand within P or W"),
            Self::Verifier => write!(f, "V needs a price or weight of four or five digits"),
            Self::Check => write!(f, "C has to be the last place"),
        }
    }
}

/// What one place of a code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Digit(u8),
    Item,
    Price,
    Weight,
    Count,
    Verifier,
    Check,
    Any,
}

/// A pattern that has been read and found to make sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    places: Vec<Place>,
    /// How many places of the value stand behind its full stop.
    decimals: Option<usize>,
}

/// What a label says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The item's digits, as they stand there.
    pub item: String,
    /// And what about it.
    pub value: LabelValue,
}

/// What a label says about its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelValue {
    /// What the bag costs.
    Price(Amount),
    /// How much is in it: of the unit, or pieces.
    Quantity(Quantity),
}

/// What a code is to a shop's templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// No template takes it.
    NoLabel,
    /// The template at this place takes it, but a check digit is wrong.
    Misread(usize),
    /// The template at this place reads this from it.
    Label(usize, Label),
}

impl BarcodeTemplate {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 40;
    /// The most templates of a shop.
    pub const LIMIT: usize = 24;

    /// The pattern, read.
    ///
    /// # Errors
    /// [`PatternFault`], the first that is found.
    pub fn layout(&self) -> Result<Layout, PatternFault> {
        Layout::of(&self.pattern)
    }
}

impl Layout {
    /// The fewest places.
    pub const SHORTEST: usize = 8;
    /// The most places.
    pub const LONGEST: usize = 20;
    /// The most places of an item; no more fit between a prefix and a value.
    pub const ITEM_LIMIT: usize = 14;

    /// Reads a pattern.
    ///
    /// # Errors
    /// [`PatternFault`], the first that is found.
    pub fn of(pattern: &str) -> Result<Self, PatternFault> {
        let mut places = Vec::new();
        let mut point = None;
        for sign in pattern.chars().filter(|sign| !sign.is_whitespace()) {
            let place = match sign.to_ascii_uppercase() {
                digit @ '0'..='9' => Place::Digit(digit as u8 - b'0'),
                'I' => Place::Item,
                'P' => Place::Price,
                'W' => Place::Weight,
                'N' => Place::Count,
                'V' => Place::Verifier,
                'C' => Place::Check,
                'X' => Place::Any,
                '.' if point.is_none() => {
                    point = Some(places.len());
                    continue;
                }
                '.' => return Err(PatternFault::Point),
                _ => return Err(PatternFault::Sign(sign)),
            };
            // A pattern comes from a person, but also from a file: what is too long is not kept.
            if places.len() > Self::LONGEST {
                return Err(PatternFault::Length(places.len()));
            }
            places.push(place);
        }
        let mut layout = Self { places, decimals: None };
        layout.check()?;
        layout.decimals = point.map(|at| layout.decimals_from(at)).transpose()?;
        Ok(layout)
    }

    fn check(&self) -> Result<(), PatternFault> {
        let places = &self.places;
        if !(Self::SHORTEST..=Self::LONGEST).contains(&places.len()) {
            return Err(PatternFault::Length(places.len()));
        }
        if !matches!(places.first(), Some(Place::Digit(_))) {
            return Err(PatternFault::NoPrefix);
        }
        if !self.has_own_prefix() {
            return Err(PatternFault::OpenPrefix);
        }
        if self.run(Place::Item)?.is_none_or(|(_, len)| len > Self::ITEM_LIMIT) {
            return Err(PatternFault::Item);
        }
        let values = [Place::Price, Place::Weight, Place::Count];
        if values.iter().filter(|value| places.contains(value)).count() != 1 {
            return Err(PatternFault::Value);
        }
        let value = self.value()?;
        let verifiers = places.iter().filter(|place| **place == Place::Verifier).count();
        if verifiers > 1 || (verifiers == 1 && (value.0 == Place::Count || !matches!(value.2, 4 | 5))) {
            return Err(PatternFault::Verifier);
        }
        let check = places.iter().position(|place| *place == Place::Check);
        if check.is_some_and(|at| at + 1 != places.len()) { Err(PatternFault::Check) } else { Ok(()) }
    }

    /// The kind of the value, where it begins and how many places it has.
    fn value(&self) -> Result<(Place, usize, usize), PatternFault> {
        for kind in [Place::Price, Place::Weight, Place::Count] {
            if let Some((start, len)) = self.run(kind)? {
                return Ok((kind, start, len));
            }
        }
        Err(PatternFault::Value)
    }

    /// Where the places of a kind begin and how many there are; they stand next to each other.
    fn run(&self, kind: Place) -> Result<Option<(usize, usize)>, PatternFault> {
        let Some(start) = self.places.iter().position(|place| *place == kind) else { return Ok(None) };
        let len = self.places.iter().skip(start).take_while(|place| **place == kind).count();
        if self.places.iter().skip(start + len).any(|place| *place == kind) {
            return Err(if kind == Place::Item { PatternFault::Item } else { PatternFault::Value });
        }
        Ok(Some((start, len)))
    }

    fn decimals_from(&self, point: usize) -> Result<usize, PatternFault> {
        let (kind, start, len) = self.value()?;
        // Amounts have at most four decimals and quantities three.
        let most = if kind == Place::Price { 4 } else { 3 };
        let decimals = (start + len).saturating_sub(point);
        let within = kind != Place::Count && point >= start && (1..=most).contains(&decimals) && decimals <= len;
        if within { Ok(decimals) } else { Err(PatternFault::Point) }
    }

    /// Whether a code of this length that is sold everywhere cannot begin like this.
    fn has_own_prefix(&self) -> bool {
        let places = self.widened();
        let (first, second) = (places.first(), places.get(1));
        match places.len() {
            8 => matches!(first, Some(Place::Digit(0 | 2))),
            13 => matches!(
                (first, second),
                (Some(Place::Digit(0)), Some(Place::Digit(2 | 4))) | (Some(Place::Digit(2)), Some(_))
            ),
            // A GTIN-14 is never sold at a till, and begins with its packaging level.
            _ => true,
        }
    }

    /// The places as those of an EAN-13, which a UPC-A of 12 digits is with a zero before it.
    fn widened(&self) -> Vec<Place> {
        let zero = (self.places.len() == 12).then_some(Place::Digit(0));
        zero.into_iter().chain(self.places.iter().copied()).collect()
    }

    /// Digits that both layouts would take: how a code begins that means two things. `None` where none can.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> Option<String> {
        let (one, two) = (self.widened(), other.widened());
        if one.len() != two.len() {
            return None;
        }
        let mut prefix = String::new();
        let mut open = false;
        for pair in one.iter().zip(&two) {
            let digit = match pair {
                (Place::Digit(a), Place::Digit(b)) if a != b => return None,
                (Place::Digit(a), _) | (_, Place::Digit(a)) => Some(*a),
                _ => None,
            };
            open |= digit.is_none();
            if let (Some(digit), false) = (digit, open) {
                prefix.push(char::from(b'0' + digit));
            }
        }
        Some(prefix)
    }

    /// What `code` says by this layout, amounts having `exponent` decimals: nothing where it does not fit, `Some(None)`
    /// where it fits and a check digit is wrong.
    fn read(&self, digits: &[u8], exponent: u8) -> Option<Option<Label>> {
        let places = self.widened();
        if places.len() != digits.len() {
            return None;
        }
        let fits = places.iter().zip(digits).all(|(place, digit)| match place {
            Place::Digit(wanted) => wanted == digit,
            _ => true,
        });
        if !fits {
            return None;
        }
        let all = |kind: Place| -> Vec<u8> {
            places.iter().zip(digits).filter(|(place, _)| **place == kind).map(|(_, digit)| *digit).collect()
        };
        let (kind, _, _) = self.value().ok()?;
        let value = all(kind);
        let one = |kind: Place| all(kind).first().copied();
        let (last, body) = digits.split_last()?;
        let right = one(Place::Check).is_none_or(|_| check_digit(body) == *last)
            && one(Place::Verifier).is_none_or(|found| verifier(&value) == Some(found));
        Some(right.then(|| self.label(kind, &all(Place::Item), &value, exponent)).flatten())
    }

    fn label(&self, kind: Place, item: &[u8], value: &[u8], exponent: u8) -> Option<Label> {
        let number = value.iter().fold(0_i64, |sum, digit| sum * 10 + i64::from(*digit));
        let own = if kind == Place::Price { usize::from(exponent) } else { 3 };
        let value = match kind {
            Place::Count => LabelValue::Quantity(Quantity::thousandths(number.checked_mul(1_000)?).ok()?),
            kind => {
                let scaled = scaled(number, self.decimals.unwrap_or(own), own)?;
                match kind {
                    Place::Price => LabelValue::Price(Amount::new(scaled).ok()?),
                    _ => LabelValue::Quantity(Quantity::thousandths(scaled).ok()?),
                }
            }
        };
        Some(Label { item: item.iter().map(|digit| char::from(b'0' + digit)).collect(), value })
    }
}

/// `number` of `from` decimals as one of `to` decimals; `None` where it would not be exact.
fn scaled(number: i64, from: usize, to: usize) -> Option<i64> {
    let power = |places: usize| 10_i64.checked_pow(u32::try_from(places).ok()?);
    if from <= to {
        number.checked_mul(power(to - from)?)
    } else {
        let by = power(from - to)?;
        (number % by == 0).then_some(number / by)
    }
}

/// What `code` is to the templates, amounts having `exponent` decimals. Templates do not overlap, so at most one takes it.
#[must_use]
pub fn read(templates: &[BarcodeTemplate], exponent: u8, code: &str) -> Reading {
    let code = code.trim();
    let fits = (Layout::SHORTEST..=Layout::LONGEST).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    if !fits {
        return Reading::NoLabel;
    }
    let zero = (code.len() == 12).then_some(0);
    let digits: Vec<u8> = zero.into_iter().chain(code.bytes().map(|byte| byte - b'0')).collect();
    for (at, template) in templates.iter().enumerate() {
        match template.layout().ok().and_then(|layout| layout.read(&digits, exponent)) {
            Some(Some(label)) => return Reading::Label(at, label),
            Some(None) => return Reading::Misread(at),
            None => {}
        }
    }
    Reading::NoLabel
}

/// Why a shop's templates cannot be used together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// More than [`BarcodeTemplate::LIMIT`].
    TooMany,
    /// The name is empty, too long or taken.
    Name {
        /// The name.
        name: String,
    },
    /// The pattern makes no sense.
    Pattern {
        /// The template's name.
        name: String,
        /// Why not.
        fault: PatternFault,
    },
    /// A code could be read by two templates.
    Overlap {
        /// The earlier one's name.
        first: String,
        /// The later one's name.
        second: String,
        /// How a code begins that both would take.
        prefix: String,
    },
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany => write!(f, "there may be {} barcode templates", BarcodeTemplate::LIMIT),
            Self::Name { name } => {
                let limit = BarcodeTemplate::NAME_LIMIT;
                write!(f, "the barcode template {name:?} needs a name of its own of 1 to {limit} characters")
            }
            Self::Pattern { name, fault } => write!(f, "the barcode template {name:?} cannot be used: {fault}"),
            Self::Overlap { first, second, prefix } => write!(
                f,
                "the barcode templates {first:?} and {second:?} both take codes that begin with {prefix}; \
                 change the first digits of one"
            ),
        }
    }
}

/// Whether these templates can be used together.
///
/// # Errors
/// [`TemplateFault`], the first that is found.
pub fn check(templates: &[BarcodeTemplate]) -> Result<(), TemplateFault> {
    if templates.len() > BarcodeTemplate::LIMIT {
        return Err(TemplateFault::TooMany);
    }
    let mut layouts: Vec<Layout> = Vec::with_capacity(templates.len());
    for (at, template) in templates.iter().enumerate() {
        let name = template.name.clone();
        let before = || templates.iter().take(at);
        if checked_text(&name, BarcodeTemplate::NAME_LIMIT) != Ok(name.as_str()) || before().any(|t| t.name == name) {
            return Err(TemplateFault::Name { name });
        }
        let layout = template.layout().map_err(|fault| TemplateFault::Pattern { name: name.clone(), fault })?;
        for (other, known) in before().zip(&layouts) {
            if let Some(prefix) = known.overlap(&layout) {
                return Err(TemplateFault::Overlap { first: other.name.clone(), second: name, prefix });
            }
        }
        layouts.push(layout);
    }
    Ok(())
}

/// The digit that makes `body` a GTIN: weights 3 and 1 alternate from the right (GS1 General Specifications, section 7.9.1).
#[must_use]
pub fn check_digit(body: &[u8]) -> u8 {
    let sum = body
        .iter()
        .rev()
        .enumerate()
        .fold(0_u32, |sum, (place, digit)| (sum + u32::from(*digit) * if place % 2 == 0 { 3 } else { 1 }) % 10);
    u8::try_from((10 - sum) % 10).unwrap_or_default()
}

/// What a digit counts with weight `2-`, `3`, `5+` and `5-` (GS1 General Specifications, section 7.9.2): the product's
/// last digit, less or plus its tens.
const TWO_MINUS: [u8; 10] = [0, 2, 4, 6, 8, 9, 1, 3, 5, 7];
const THREE: [u8; 10] = [0, 3, 6, 9, 2, 5, 8, 1, 4, 7];
const FIVE_PLUS: [u8; 10] = [0, 5, 1, 6, 2, 7, 3, 8, 4, 9];
const FIVE_MINUS: [u8; 10] = [0, 5, 9, 4, 8, 3, 7, 2, 6, 1];

/// The verifier of a price or weight of four digits (section 7.9.3) or five (section 7.9.4); `None` of any other length.
#[must_use]
pub fn verifier(value: &[u8]) -> Option<u8> {
    let weights: &[&[u8; 10]] = match value.len() {
        4 => &[&TWO_MINUS, &TWO_MINUS, &THREE, &FIVE_MINUS],
        5 => &[&FIVE_PLUS, &TWO_MINUS, &FIVE_MINUS, &FIVE_PLUS, &TWO_MINUS],
        _ => return None,
    };
    let mut sum = 0_u8;
    for (weight, digit) in weights.iter().zip(value) {
        sum = (sum + weight.get(usize::from(*digit))?) % 10;
    }
    if value.len() == 4 {
        return Some(sum * 3 % 10);
    }
    let wanted = (10 - sum) % 10;
    FIVE_MINUS.iter().position(|product| *product == wanted).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Vec<u8> {
        text.bytes().map(|byte| byte - b'0').collect()
    }

    fn template(name: &str, pattern: &str) -> BarcodeTemplate {
        BarcodeTemplate { name: name.to_owned(), pattern: pattern.to_owned() }
    }

    #[test]
    fn the_verifier_is_that_of_the_gs1_examples() {
        // GS1 General Specifications, sections 7.9.3 and 7.9.4.
        assert_eq!(verifier(&digits("2875")), Some(9));
        assert_eq!(verifier(&digits("14685")), Some(6));
        assert_eq!(verifier(&digits("123")), None);
    }

    #[test]
    fn one_wrong_digit_of_a_price_never_goes_unnoticed() {
        for len in [4_usize, 5] {
            for number in (0..10_u32.pow(len as u32)).step_by(7) {
                let value = digits(&format!("{number:0len$}"));
                for at in 0..len {
                    for wrong in (0..10).filter(|wrong| *wrong != value[at]) {
                        let mut misread = value.clone();
                        misread[at] = wrong;
                        assert_ne!(verifier(&misread), verifier(&value), "{value:?} read as {misread:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_label_says_its_item_and_its_price_weight_or_count() {
        let price = |minor| LabelValue::Price(Amount::minor_i32(minor));
        let quantity = |text| LabelValue::Quantity(Quantity::parse(text).unwrap());
        let table = [
            ("21 IIIII PPPPP C", 2, "21", "12345", "00499", price(499)),
            ("21 IIIII PPP.PP C", 2, "21", "12345", "00499", price(499)),
            ("21 IIIII PPPP.P C", 2, "21", "12345", "00499", price(4_990)),
            ("21 IIIII PPPPP C", 0, "21", "12345", "00499", price(499)),
            ("21 IIIII PPPPP C", 3, "21", "12345", "00499", price(499)),
            ("29 IIIII WWWWW C", 2, "29", "00042", "00735", quantity("0.735")),
            ("29 IIIII WWW.WW C", 2, "29", "00042", "00735", quantity("7.35")),
            ("28 IIIII NNNNN C", 2, "28", "12345", "00012", quantity("12")),
            ("02 IIIII PPPPP C", 2, "02", "12345", "00499", price(499)),
            ("2 IIIII PPPPP C", 2, "2", "12345", "00499", price(499)),
        ];
        for (pattern, exponent, prefix, item, value, expected) in table {
            let mut code = format!("{prefix}{item}{value}");
            code.push(char::from(b'0' + check_digit(&digits(&code))));
            let label = Label { item: item.to_owned(), value: expected };
            let found = read(&[template("t", pattern)], exponent, &code);
            assert_eq!(found, Reading::Label(0, label), "{pattern} and {code}");
        }
    }

    #[test]
    fn a_upc_of_number_system_2_is_read_with_and_without_its_leading_zero() {
        let upc = [template("scale", "2 IIIII V PPPP C")];
        let body = "2123459".to_owned() + "2875";
        let code = format!("{body}{}", check_digit(&digits(&body)));
        let label = Label { item: "12345".to_owned(), value: LabelValue::Price(Amount::minor_i32(2_875)) };
        assert_eq!(read(&upc, 2, &code), Reading::Label(0, label.clone()));
        assert_eq!(read(&upc, 2, &format!("0{code}")), Reading::Label(0, label.clone()));
        assert_eq!(read(&[template("scale", "02 IIIII V PPPP C")], 2, &code), Reading::Label(0, label));
    }

    #[test]
    fn a_code_that_was_misread_says_so_and_one_that_is_no_label_is_left_alone() {
        let templates = [template("deli", "21 IIIII V PPPP C"), template("scale", "22 IIIII WWWWW C")];
        let code = |body: &str| format!("{body}{}", check_digit(&digits(body)));
        let table = [
            (code("2112345").len(), code("211234592875"), "label"),
            (0, code("211234582875"), "misread"),
            (0, "2112345928750".to_owned(), "misread"),
            (0, "4006381333931".to_owned(), "none"),
            (0, "21123".to_owned(), "none"),
            (0, "21123459287ab".to_owned(), "none"),
            (0, String::new(), "none"),
            (0, "٢١١٢٣٤".to_owned(), "none"),
        ];
        for (_, code, expected) in table {
            let found = match read(&templates, 2, &code) {
                Reading::Label(..) => "label",
                Reading::Misread(_) => "misread",
                Reading::NoLabel => "none",
            };
            assert_eq!(found, expected, "{code}");
        }
    }

    #[test]
    fn a_pattern_is_refused_for_what_makes_no_sense_in_it() {
        let table = [
            ("21 IIIII V PPPP C", Ok(())),
            ("21 iiiii v pppp c", Ok(())),
            ("2 IIIII V PPPP C", Ok(())),
            ("20 IIII XX NNNN C", Ok(())),
            ("9 IIIIIIII WW.WWW", Ok(())),
            ("21 IIIII € PPPP C", Err(PatternFault::Sign('€'))),
            ("21 I P C", Err(PatternFault::Length(5))),
            ("21 IIIIIIIIIII PPPPPPPPPPPP C", Err(PatternFault::Length(21))),
            ("", Err(PatternFault::Length(0))),
            ("II IIIII PPPPP C", Err(PatternFault::NoPrefix)),
            ("40 IIIII PPPPP C", Err(PatternFault::OpenPrefix)),
            ("0 IIIIII PPPP C", Err(PatternFault::OpenPrefix)),
            ("21 PPPPPPPPPP C", Err(PatternFault::Item)),
            ("21 III PPPPP II C", Err(PatternFault::Item)),
            ("21 IIIIIIIIII C", Err(PatternFault::Value)),
            ("21 III WWW PPPP C", Err(PatternFault::Value)),
            ("21 IIIII PP X PP C", Err(PatternFault::Value)),
            ("21 II.III PPPPP C", Err(PatternFault::Point)),
            ("21 IIIII NNN.NN C", Err(PatternFault::Point)),
            ("21 IIIII P.P.PPP C", Err(PatternFault::Point)),
            ("21 IIIII V PPP X C", Err(PatternFault::Verifier)),
            ("21 IIII VV PPPP C", Err(PatternFault::Verifier)),
            ("21 C IIIII PPPPP", Err(PatternFault::Check)),
        ];
        for (pattern, expected) in table {
            assert_eq!(Layout::of(pattern).map(drop), expected, "{pattern}");
        }
    }

    #[test]
    fn templates_that_could_read_the_same_code_are_refused_by_name() {
        let overlap = |prefix: &str| {
            let (first, second) = ("Cheese".to_owned(), "Meat".to_owned());
            Err(TemplateFault::Overlap { first, second, prefix: prefix.to_owned() })
        };
        let table = [
            ("21 IIIII PPPPP C", "22 IIIII PPPPP C", Ok(())),
            ("21 IIIII PPPPP C", "21 IIIII WWWWW C", overlap("21")),
            ("21 IIIII PPPPP C", "2 IIIIII PPPPP C", overlap("21")),
            ("21 0 IIII PPPPP C", "21 1 IIII PPPPP C", Ok(())),
            ("02 IIIII V PPPP C", "2 IIIII V PPPP C", overlap("02")),
            ("21 IIIII PPPPP C", "21 IIIII PPPPPP C", Ok(())),
        ];
        for (one, two, expected) in table {
            let templates = [template("Cheese", one), template("Meat", two)];
            assert_eq!(check(&templates), expected, "{one} and {two}");
        }
        let twice = [template("Meat", "21 IIIII PPPPP C"), template("Meat", "22 IIIII PPPPP C")];
        assert_eq!(check(&twice), Err(TemplateFault::Name { name: "Meat".to_owned() }));
        let nameless = [template(" ", "21 IIIII PPPPP C")];
        assert_eq!(check(&nameless), Err(TemplateFault::Name { name: " ".to_owned() }));
        let many: Vec<_> = (0..25).map(|at| template(&at.to_string(), "21 IIIII PPPPP C")).collect();
        assert_eq!(check(&many), Err(TemplateFault::TooMany));
    }
}
