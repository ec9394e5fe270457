//! GS1 trade item numbers: check digits, and when two codes mean the same thing.
//!
//! A GTIN-8, UPC-A (12 digits), EAN-13 and GTIN-14 are one number with more or fewer leading
//! zeros (GS1 General Specifications, section 1), and scanners, files and spreadsheets disagree
//! about how many they keep. Codes of 8 to 14 digits are therefore compared without them.

use evertill_domain::barcode;

/// The last digit that makes `body` (all digits but the last) a GTIN; `None` when a character is no digit.
#[must_use]
pub fn check_digit(body: &str) -> Option<u8> {
    let digits: Option<Vec<u8>> = body.bytes().map(|byte| byte.is_ascii_digit().then(|| byte - b'0')).collect();
    digits.map(|digits| barcode::check_digit(&digits))
}

/// Whether `code` has 8, 12, 13 or 14 digits and the last one is right; `None` when it does not
/// look like a GTIN at all.
#[must_use]
pub fn check(code: &str) -> Option<bool> {
    if !matches!(code.len(), 8 | 12 | 13 | 14) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (body, last) = code.split_at_checked(code.len() - 1)?;
    Some(check_digit(body).map(|digit| digit + b'0') == last.bytes().next())
}

/// The twelve digits of a UPC-A whose zeros a UPC-E label leaves out (eight digits: number system
/// 0 or 1, six digits, check digit); `None` for anything else.
#[must_use]
pub fn expand_upc_e(code: &str) -> Option<String> {
    let &[system @ b'0'..=b'1', a, b, c, d, e, last, _] = code.as_bytes() else { return None };
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let zero = b'0';
    let middle = match last {
        b'0'..=b'2' => [a, b, last, zero, zero, zero, zero, c, d, e],
        b'3' => [a, b, c, zero, zero, zero, zero, zero, d, e],
        b'4' => [a, b, c, d, zero, zero, zero, zero, zero, e],
        _ => [a, b, c, d, e, zero, zero, zero, zero, last],
    };
    let mut full: String = std::iter::once(system).chain(middle).map(char::from).collect();
    let check = char::from(check_digit(&full)? + b'0');
    full.push(check);
    code.ends_with(check).then_some(full)
}

/// What a code is compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key<'a> {
    /// Whether it is 8 to 14 digits, of which `text` lacks the leading zeros.
    pub number: bool,
    /// What has to be equal.
    pub text: &'a str,
}

/// The key of `code`, which is trimmed first.
pub(crate) fn key(code: &str) -> Key<'_> {
    let text = code.trim();
    if (8..=14).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Key { number: true, text: text.trim_start_matches('0') }
    } else {
        Key { number: false, text }
    }
}

/// Whether two codes lead to the same item.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_follow_the_gs1_weights() {
        let table = [
            ("4006381333931", Some(true)),
            ("4006381333932", Some(false)),
            ("036000291452", Some(true)),
            ("0036000291452", Some(true)),
            ("00036000291452", Some(true)),
            ("96385074", Some(true)),
            ("96385075", Some(false)),
            ("12345", None),
            ("40063813339A1", None),
            ("", None),
        ];
        for (code, expected) in table {
            assert_eq!(check(code), expected, "{code:?}");
        }
    }

    #[test]
    fn numbers_are_the_same_however_many_zeros_lead() {
        let table = [
            ("036000291452", "0036000291452", true),
            ("036000291452", "36000291452", true),
            ("00036000291452", " 036000291452 ", true),
            ("96385074", "00000096385074", true),
            ("4011", "00004011", false),
            ("4011", "04011", false),
            ("ABC", "abc", false),
        ];
        for (one, other, expected) in table {
            assert_eq!(same(one, other), expected, "{one:?} and {other:?}");
        }
    }

    #[test]
    fn a_upc_e_label_stands_for_its_upc_a() {
        let table = [
            ("04252614", Some("042100005264")),
            ("01234565", Some("012345000065")),
            ("01234531", Some("012300000451")),
            ("01234532", None),
            ("24252614", None),
            ("0425261", None),
            ("0425261x", None),
        ];
        for (code, expected) in table {
            assert_eq!(expand_upc_e(code).as_deref(), expected, "{code:?}");
        }
    }
}
