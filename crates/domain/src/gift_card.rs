//! Gift cards: numbers whose last digit checks the others, so that a slip of a finger is found where it is made.

use std::fmt;

use crate::Refusal;
use crate::ids::AccountId;
use crate::record::{Fault, Sink, Source, Stored};

/// The number of a gift card: 8 to 19 digits, of which the last is the check digit of ISO/IEC 7812-1, annex B (Luhn).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GiftCardNumber(String);

impl GiftCardNumber {
    /// The fewest digits.
    pub const SHORTEST: usize = 8;
    /// The most digits.
    pub const LONGEST: usize = 19;

    /// Reads a number as it is printed or scanned; blanks and dashes between its groups do not count.
    ///
    /// # Errors
    /// [`Refusal::GiftCardNumberInvalid`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let digits: String = text.chars().filter(|letter| !matches!(letter, ' ' | '-' | '\u{a0}')).collect();
        let fits = (Self::SHORTEST..=Self::LONGEST).contains(&digits.len());
        let numeric = digits.bytes().all(|digit| digit.is_ascii_digit());
        if fits && numeric && luhn(&digits) == 0 { Ok(Self(digits)) } else { Err(Refusal::GiftCardNumberInvalid) }
    }

    /// The number whose first digits are those of `payload`; for a shop that prints its own cards.
    ///
    /// # Errors
    /// [`Refusal::GiftCardNumberInvalid`] where the payload is too short, too long or no number.
    pub fn with_check_digit(payload: &str) -> Result<Self, Refusal> {
        let check = (10 - luhn(&format!("{payload}0"))) % 10;
        Self::parse(&format!("{payload}{check}"))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its last four digits, which are enough on paper that anybody may find.
    #[must_use]
    pub fn tail(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// The account that its value is on.
    ///
    /// # Errors
    /// [`Refusal::GiftCardNumberInvalid`], which no number that was parsed leads to.
    pub fn account(&self) -> Result<AccountId, Refusal> {
        AccountId::new(&format!("gift/{}", self.0)).map_err(|_| Refusal::GiftCardNumberInvalid)
    }
}

/// The sum of the digits from the right, every second one doubled and its own digits added, modulo ten.
fn luhn(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(digit.wrapping_sub(b'0'));
            if at % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    sum % 10
}

impl fmt::Display for GiftCardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Stored for GiftCardNumber {
    fn write(&self, to: &mut dyn Sink) {
        to.text(&self.0);
    }

    fn read(from: &mut dyn Source) -> Result<Self, Fault> {
        Self::parse(&from.text()?).map_err(|_| Fault::new("no number of a gift card"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_a_wrong_check_digit_is_refused() {
        // 79927398713 is the worked example of the check digit; the others are it with a slip of the finger.
        let table = [
            ("79927398713", true),
            ("7992 7398-713", true),
            ("79927398710", false),
            ("79927398731", false),
            ("97927398713", false),
            ("4539578763621486", true),
            ("4539578763621487", false),
            ("00000000", true),
            ("0000000", false),
            ("", false),
            ("7992739871x", false),
            ("00000000000000000000", false),
        ];
        for (text, right) in table {
            assert_eq!(GiftCardNumber::parse(text).is_ok(), right, "{text}");
        }
    }

    #[test]
    fn a_check_digit_is_made_as_it_is_read() {
        for payload in ["7992739871", "100000001", "98765432109876543"] {
            let made = GiftCardNumber::with_check_digit(payload).unwrap();
            assert_eq!(GiftCardNumber::parse(made.as_str()).as_ref(), Ok(&made));
            assert_eq!(made.as_str().len(), payload.len() + 1);
        }
        assert_eq!(GiftCardNumber::with_check_digit("7992739871").unwrap().as_str(), "79927398713");
        assert_eq!(GiftCardNumber::with_check_digit("12"), Err(Refusal::GiftCardNumberInvalid));
    }
}
