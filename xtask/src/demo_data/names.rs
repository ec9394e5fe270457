//! Names as a shop would print them, from the data's abbreviations.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::groceries::{self, Product};

/// Units of packs, as the data and as a shop writes them.
const UNITS: [(&str, &str); 14] = [
    ("OZ", "oz"),
    ("LB", "lb"),
    ("CT", "ct"),
    ("PK", "pk"),
    ("GA", "gal"),
    ("GAL", "gal"),
    ("QT", "qt"),
    ("PT", "pt"),
    ("DZ", "dozen"),
    ("L", "l"),
    ("ML", "ml"),
    ("SQ FT", "sq ft"),
    ("FT", "ft"),
    ("IN", "in"),
];

/// What the data's words are in plain language; a whole name may stand for another.
pub struct Names {
    words: BTreeMap<String, String>,
}

/// A tidy name.
pub struct Name {
    /// Without the size of the pack.
    pub base: String,
    /// As the shop prints it.
    pub whole: String,
}

impl Names {
    /// Reads `words.csv`.
    pub fn load() -> Result<Self> {
        let mut words = BTreeMap::new();
        for row in csv::Reader::from_reader(&include_bytes!("words.csv")[..]).records() {
            let row = row?;
            words.insert(row.get(0).unwrap_or_default().to_lowercase(), row.get(1).unwrap_or_default().to_owned());
        }
        Ok(Self { words })
    }

    /// The product's name with the size of its pack, or without it where `loose`. `None` where
    /// abbreviations remain that nobody would understand.
    pub fn tidy(&self, product: &Product, loose: bool) -> Option<Name> {
        let (name, size) = (groceries::tidy(&product.name), groceries::tidy(&product.size));
        let base = name.strip_suffix(&size).unwrap_or(&name).trim();
        let base = match self.words.get(&base.to_lowercase()) {
            Some(whole) => whole.clone(),
            None => self.plain(complete_part(base)),
        };
        if !is_readable(&base) {
            return None;
        }
        match pack(&size) {
            Some(pack) if !loose => Some(Name { whole: format!("{base} {pack}"), base }),
            _ => Some(Name { whole: base.clone(), base }),
        }
    }

    /// Each word in plain language.
    fn plain(&self, text: &str) -> String {
        let mut plain = String::new();
        let mut word = String::new();
        for c in text.chars().chain([' ']) {
            if c.is_alphanumeric() || c == '\'' || c == '%' {
                word.push(c);
                continue;
            }
            let known = self.words.get(&word.to_lowercase());
            plain.push_str(known.unwrap_or(&word));
            word.clear();
            match c {
                '&' => plain.push_str(" & "),
                ':' | ',' => plain.push_str(", "),
                '_' | '*' | '=' | '+' | '<' => plain.push(' '),
                other => plain.push(other),
            }
        }
        let plain =
            groceries::tidy(&plain).replace(" ,", ",").replace("( ", "(").replace("()", "").replace(" S ", "'s ");
        groceries::tidy(plain.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '%'))
    }
}

/// The name without what the data has cut off at its end: an open bracket, a single letter.
fn complete_part(name: &str) -> &str {
    let name = match name.rfind('(') {
        Some(at) if !name[at..].contains(')') => &name[..at],
        _ => name,
    };
    let mut name = name.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '%');
    while let Some((rest, last)) = name.rsplit_once([' ', '/'])
        && last.chars().count() == 1
        && last.chars().all(char::is_alphabetic)
    {
        name = rest.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    }
    name
}

/// Whether every word could be read aloud, and the name says what it is.
fn is_readable(name: &str) -> bool {
    let words = || name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_vowel = |c: char| "aeiouyAEIOUY".contains(c);
    // No word has six consonants in a row.
    let is_word = |word: &str| {
        let speakable = word.contains(is_vowel) && word.split(is_vowel).all(|consonants| consonants.len() < 6);
        word.len() < 3 || word == "BBQ" || speakable
    };
    let is_vague = ["other", "misc", "unknown", "supplies", "excl", "assorted"].contains(&name.to_lowercase().as_str());
    name.len() >= 3 && words().count() >= 1 && words().all(is_word) && !is_vague
}

/// A pack's size as a shop writes it: `16 OZ` is `16 oz`, `.58 OZ` is `0.58 oz`.
fn pack(size: &str) -> Option<String> {
    let (number, unit) = size.split_once(' ')?;
    let (_, unit) = UNITS.iter().find(|(data, _)| *data == unit)?;
    let whole = if number.starts_with('.') { "0" } else { "" };
    let digits =
        number.chars().all(|c| c.is_ascii_digit() || c == '.') && number.contains(|c: char| c.is_ascii_digit());
    match (digits, number, *unit) {
        (false, ..) => None,
        (true, "1", "dozen") => Some("12 ct".to_owned()),
        (true, number, unit) => Some(format!("{whole}{number} {unit}")),
    }
}

/// How many pounds a case of produce holds.
pub fn case_pounds(size: &str) -> Option<u32> {
    groceries::tidy(size).strip_suffix(" LB")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(name: &str, size: &str) -> Product {
        let name = if size.is_empty() { name.to_owned() } else { format!("{name} {size}") };
        let size = size.to_owned();
        let (sku, department, category) = ("1".to_owned(), String::new(), String::new());
        Product { sku, name, department, category, size, price_cents: 1 }
    }

    #[test]
    fn a_name_is_tidied_or_left_out() {
        let names = Names::load().unwrap();
        let table = [
            ("Pickles R", "   16 OZ", Some("Pickles 16 oz")),
            ("Sft Drnk Mlt-Pk Btl Carb (Excp", "24 OZ", Some("Soft Drink Multi-Pack 24 oz")),
            ("Sandwiches&Handhelds", "9 OZ", Some("Sandwiches & Handhelds 9 oz")),
            ("Puddings Dry", ".9 OZ", Some("Puddings Dry 0.9 oz")),
            ("Eggs - X-Large", "1 DZ", Some("Eggs - X-Large 12 ct")),
            ("Gum (Packaged)", "", Some("Gum (Packaged)")),
            ("Ctlrytblclthstthpksst", "", None),
            ("Other", "1 LB", None),
            ("Misc", "", None),
            ("Frzn Ss Premium Entrees/Dnrs/N", "9 OZ", Some("Frozen Single Serve Premium Entrees/Dinners 9 oz")),
            ("Mexican Saucessalsapicantee", "26 OZ", Some("Mexican Sauces & Salsa 26 oz")),
        ];
        for (name, size, expected) in table {
            assert_eq!(
                names.tidy(&product(name, size), false).map(|name| name.whole).as_deref(),
                expected,
                "{name} {size}"
            );
        }
        assert_eq!(names.tidy(&product("Bananas", "40 LB"), true).map(|name| name.whole).as_deref(), Some("Bananas"));
    }
}
