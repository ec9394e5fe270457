//! A receipt in an address: everything that it says, as digits behind the `#` of a link that a customer opens by a QR code.
//!
//! No server learns anything: what stands behind the `#` never leaves the browser. The digits are those that a QR code packs
//! best, three to ten bits, so that forty lines fit a code that a phone still reads off a roll of paper. Whatever is read comes
//! from anybody: lengths are bounded before anything is set aside, and a checksum finds what was cut or mistyped.

use evertill_domain::Amount;
use thiserror::Error;

/// The version that is written.
const VERSION: u8 = 1;
/// Bytes of a group of digits: 56 bits are 17 digits.
const GROUP: usize = 7;
/// How many digits so many bytes of a group are.
const DIGITS: [usize; GROUP + 1] = [0, 3, 5, 8, 10, 13, 15, 17];

/// A receipt as it travels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkedReceipt {
    /// The shop.
    pub shop: String,
    /// ISO 4217.
    pub currency: String,
    /// The receipt's number.
    pub number: u64,
    /// When, in minutes since 1970 UTC.
    pub minute: u64,
    /// Minutes to add to UTC for the shop's wall clock.
    pub offset: i64,
    /// Whether it is about a sale that was reversed, or reverses one.
    pub void: bool,
    /// Whether it was practice.
    pub training: bool,
    /// What was bought: name, thousandths of its quantity and what it came to after discounts.
    pub lines: Vec<(String, i64, Amount)>,
    /// How many lines there is no room for, and what they come to.
    pub more: (u64, Amount),
    /// What stands between the lines and the total: discounts on everything, taxes on top, tips, rounding.
    pub sums: Vec<(String, Amount)>,
    /// Taxes: name, base without the tax, tax.
    pub taxes: Vec<(String, Amount, Amount)>,
    /// What was asked for.
    pub total: Amount,
    /// How it was paid: means as in [`MEANS`], and how much.
    pub tenders: Vec<(u8, Amount)>,
    /// What went back in cash.
    pub change: Amount,
    /// The first bytes of the hash of the journal entry that holds the sale; empty where it is not known yet.
    pub hash: String,
}

/// Means of payment by their numbers in a link.
pub const MEANS: [&str; 10] = [
    "Cash",
    "Card",
    "Coupon",
    "Points",
    "StoredValue",
    "GiftCard",
    "OnAccount",
    "Voucher",
    "ForeignCash",
    "Prepayment",
];

/// Why a link is no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// There is nothing.
    #[error("the link is empty")]
    Empty,
    /// It is longer than any that a register writes.
    #[error("the link is too long")]
    TooLong,
    /// It holds something else than digits, or is cut.
    #[error("the link is no receipt")]
    NotDigits,
    /// A digit is wrong or missing.
    #[error("the checksum does not match")]
    Checksum,
    /// A later register wrote it.
    #[error("the link is of version {0}")]
    Version(u8),
    /// The checksum matches and the content does not: nobody's register wrote it.
    #[error("the content is no receipt")]
    Malformed,
}

impl LinkedReceipt {
    /// The most characters of the shop's name, of an item's and of a tax's; longer ones are cut.
    pub const NAME_LIMIT: usize = 24;
    /// The most bytes of a link before they become digits: what a QR code of version 27 holds at its lowest correction.
    pub const BYTES_LIMIT: usize = 1_250;
    /// The most digits of a link.
    pub const DIGITS_LIMIT: usize = Self::BYTES_LIMIT / GROUP * DIGITS[GROUP] + DIGITS[GROUP];

    /// The digits of the link. Lines that there is no room for are counted with what they come to, the last first.
    #[must_use]
    pub fn to_digits(&self) -> String {
        let mut fits = self.clone();
        loop {
            let bytes = fits.bytes();
            if bytes.len() <= Self::BYTES_LIMIT || fits.lines.is_empty() {
                return digits(&bytes);
            }
            // One line takes some thirty bytes: far too many go in one stride.
            let over = bytes.len().saturating_sub(Self::BYTES_LIMIT) / 40 + 1;
            for _ in 0..over {
                if let Some((_, _, amount)) = fits.lines.pop() {
                    fits.more = (fits.more.0 + 1, fits.more.1.plus(amount).unwrap_or(fits.more.1));
                }
            }
        }
    }

    /// Reads what stands behind the `#`.
    ///
    /// # Errors
    /// [`LinkError`].
    pub fn from_digits(text: &str) -> Result<Self, LinkError> {
        if text.is_empty() {
            return Err(LinkError::Empty);
        }
        if text.len() > Self::DIGITS_LIMIT {
            return Err(LinkError::TooLong);
        }
        let bytes = undigits(text).ok_or(LinkError::NotDigits)?;
        let (body, sum) = bytes.split_at_checked(bytes.len().saturating_sub(4)).ok_or(LinkError::Checksum)?;
        if crc32(body).to_be_bytes() != *sum {
            return Err(LinkError::Checksum);
        }
        match body.split_first() {
            Some((&VERSION, rest)) => read(&mut Reader(rest)).ok_or(LinkError::Malformed),
            Some((&other, _)) => Err(LinkError::Version(other)),
            None => Err(LinkError::Malformed),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut to = Writer(vec![VERSION]);
        to.text(&self.shop);
        to.text(&self.currency);
        to.number(self.number);
        to.number(self.minute);
        to.signed(self.offset);
        to.number(u64::from(self.void) | u64::from(self.training) << 1);
        to.list(self.lines.len());
        for (name, quantity, amount) in &self.lines {
            to.text(name);
            to.signed(*quantity);
            to.signed(amount.minor());
        }
        to.number(self.more.0);
        to.signed(self.more.1.minor());
        to.list(self.sums.len());
        for (name, amount) in &self.sums {
            to.text(name);
            to.signed(amount.minor());
        }
        to.list(self.taxes.len());
        for (name, net, tax) in &self.taxes {
            to.text(name);
            to.signed(net.minor());
            to.signed(tax.minor());
        }
        to.signed(self.total.minor());
        to.list(self.tenders.len());
        for (means, amount) in &self.tenders {
            to.number(u64::from(*means));
            to.signed(amount.minor());
        }
        to.signed(self.change.minor());
        to.text(&self.hash);
        let Writer(mut bytes) = to;
        let sum = crc32(&bytes);
        bytes.extend(sum.to_be_bytes());
        bytes
    }
}

fn read(from: &mut Reader<'_>) -> Option<LinkedReceipt> {
    let (shop, currency) = (from.text()?, from.text()?);
    let (number, minute, offset) = (from.number()?, from.number()?, from.signed()?);
    let flags = from.number()?;
    let lines = from.list(|from| Some((from.text()?, from.signed()?, from.amount()?)))?;
    let more = (from.number()?, from.amount()?);
    let sums = from.list(|from| Some((from.text()?, from.amount()?)))?;
    let taxes = from.list(|from| Some((from.text()?, from.amount()?, from.amount()?)))?;
    let total = from.amount()?;
    let tenders = from.list(|from| {
        let means = u8::try_from(from.number()?).ok()?;
        Some((Some(means).filter(|means| usize::from(*means) < MEANS.len())?, from.amount()?))
    })?;
    let (change, hash) = (from.amount()?, from.text()?);
    let known = flags < 4 && from.0.is_empty();
    let (void, training) = (flags & 1 > 0, flags & 2 > 0);
    let read = LinkedReceipt {
        shop,
        currency,
        number,
        minute,
        offset,
        void,
        training,
        lines,
        more,
        sums,
        taxes,
        total,
        tenders,
        change,
        hash,
    };
    known.then_some(read)
}

struct Writer(Vec<u8>);

impl Writer {
    /// Seven bits a byte, the lowest first.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// Small numbers of either sign are short.
    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    fn list(&mut self, len: usize) {
        self.number(len as u64);
    }

    fn text(&mut self, text: &str) {
        let mut cut: String = text.chars().take(LinkedReceipt::NAME_LIMIT).collect();
        if cut.len() < text.len() {
            cut.pop();
            cut.push('…');
        }
        self.list(cut.len());
        self.0.extend(cut.as_bytes());
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            let bits = u64::from(byte & 0x7f);
            number |= bits.checked_shl(shift).filter(|shifted| shifted >> shift == bits)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn amount(&mut self) -> Option<Amount> {
        Amount::new(self.signed()?).ok()
    }

    /// Each element takes a byte at least, so that a long list that is not there sets nothing aside.
    fn list<T>(&mut self, mut element: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let len = usize::try_from(self.number()?).ok().filter(|len| *len <= self.0.len())?;
        (0..len).map(|_| element(self)).collect()
    }

    fn text(&mut self) -> Option<String> {
        let len = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        let text = std::str::from_utf8(text).ok()?;
        // What cannot be seen can be meant to deceive.
        let plain = text.chars().count() <= LinkedReceipt::NAME_LIMIT && !text.chars().any(char::is_control);
        plain.then(|| text.to_owned())
    }
}

/// Groups of seven bytes as numbers of seventeen digits; the last group may be shorter.
fn digits(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 5 / 2 + DIGITS[GROUP]);
    for group in bytes.chunks(GROUP) {
        let number = group.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let width = DIGITS.get(group.len()).copied().unwrap_or_default();
        digits.push_str(&format!("{number:0width$}"));
    }
    digits
}

fn undigits(text: &str) -> Option<Vec<u8>> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for group in text.as_bytes().chunks(DIGITS[GROUP]) {
        let len = DIGITS.iter().position(|digits| *digits == group.len())?;
        let number: u64 = std::str::from_utf8(group).ok()?.parse().ok()?;
        let all = number.to_be_bytes();
        let (high, low) = all.split_at_checked(all.len() - len)?;
        if high.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend(low);
    }
    Some(bytes)
}

/// CRC-32 of ISO 3309, as Ethernet and zip files have it.
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 > 0 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn receipt(lines: usize) -> LinkedReceipt {
        let name = |at: usize| format!("Something of the shop {at}");
        let lines: Vec<_> = (0..lines).map(|at| (name(at), 1_000, Amount::minor_i32(1_999))).collect();
        let total = Amount::sum(lines.iter().map(|(_, _, amount)| *amount)).unwrap();
        LinkedReceipt {
            shop: "Corner Market".to_owned(),
            currency: "USD".to_owned(),
            number: 1_234,
            minute: 29_921_400,
            offset: -300,
            lines,
            sums: vec![("Rounding".to_owned(), Amount::minor_i32(-2))],
            taxes: vec![("Sales tax 7 %".to_owned(), total, Amount::minor_i32(140))],
            total,
            tenders: vec![(0, Amount::minor_i32(5_000)), (1, Amount::minor_i32(-300))],
            change: Amount::minor_i32(12),
            hash: "a1b2c3d4".to_owned(),
            ..LinkedReceipt::default()
        }
    }

    #[test]
    fn a_checksum_is_that_of_the_standard() {
        // The check value of the standard's catalogue entry.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn forty_lines_fit_a_code_and_more_are_counted_with_what_they_come_to() {
        let forty = receipt(40);
        assert_eq!(LinkedReceipt::from_digits(&forty.to_digits()), Ok(forty));
        let many = receipt(500);
        let read = LinkedReceipt::from_digits(&many.to_digits()).unwrap();
        assert!((40..60).contains(&read.lines.len()), "{}", read.lines.len());
        assert_eq!(read.more.0 as usize, 500 - read.lines.len());
        let listed = Amount::sum(read.lines.iter().map(|(_, _, amount)| *amount)).unwrap();
        assert_eq!(listed.plus(read.more.1), Ok(many.total));
    }

    #[test]
    fn what_is_no_receipt_is_refused_with_the_reason() {
        let right = receipt(2).to_digits();
        let mut later = receipt(2).bytes();
        later.truncate(later.len() - 4);
        later[0] = 2;
        later.extend(crc32(&later).to_be_bytes());
        let mut trailing = receipt(2).bytes();
        trailing.truncate(trailing.len() - 4);
        trailing.push(0);
        trailing.extend(crc32(&trailing).to_be_bytes());
        let table = [
            (String::new(), LinkError::Empty),
            ("1".repeat(LinkedReceipt::DIGITS_LIMIT + 1), LinkError::TooLong),
            ("12a".to_owned(), LinkError::NotDigits),
            ("1234".to_owned(), LinkError::NotDigits),
            ("999".to_owned(), LinkError::NotDigits),
            (right[..17].to_owned(), LinkError::Checksum),
            (format!("{}001", &right[..right.len() - right.len() % 17]), LinkError::Checksum),
            (digits(&later), LinkError::Version(2)),
            (digits(&trailing), LinkError::Malformed),
        ];
        for (text, expected) in table {
            assert_eq!(LinkedReceipt::from_digits(&text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_behind_the_hash_is_answered(text in "[0-9]{0,3200}") {
            let _ = LinkedReceipt::from_digits(&text);
        }

        #[test]
        fn a_hostile_content_with_a_right_checksum_is_answered(mut bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            bytes.insert(0, VERSION);
            bytes.extend(crc32(&bytes).to_be_bytes());
            let _ = LinkedReceipt::from_digits(&digits(&bytes));
        }

        #[test]
        fn one_wrong_digit_is_found(at in 0..200_usize, by in 1..10_u8) {
            let right = receipt(5).to_digits();
            let mut wrong = right.clone().into_bytes();
            let at = at % wrong.len();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert!(LinkedReceipt::from_digits(std::str::from_utf8(&wrong).unwrap()).is_err());
        }
    }
}
