//! From a receipt to the link that a customer opens, and its QR code.

use crate::i18n::{Lang, receipt as words, taxes};
use crate::receipt_model::{Charged, Line, Means, Receipt, TaxName};
use evertill_domain::quantity::Quantity;
use evertill_money::Amount;
use evertill_wire::receipt_link::LinkedReceipt;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The largest QR code that is drawn: its 125 modules are some 0.6 mm each on a roll of 80 mm, which phones still read.
const LARGEST: u8 = 27;

/// What travels in the link, in the language `lang`; `name` is what a tax is called.
pub fn link(receipt: &Receipt, lang: Lang, name: fn(&TaxName) -> String) -> LinkedReceipt {
    let line = |line: &Line| {
        let off = line.discounts.iter().map(|off| off.amount.negated());
        let amount = Amount::sum(off.chain([line.amount])).unwrap_or(line.amount);
        let quantity = line.quantity.map_or(Quantity::ONE, |(quantity, _)| quantity);
        (line.name.clone(), quantity.as_thousandths(), amount)
    };
    let mut sums: Vec<(String, Amount)> = Vec::new();
    let mut sum = |what: &str, amount: Amount| {
        if !amount.is_zero() {
            sums.push((what.to_owned(), amount));
        }
    };
    sum(
        words::basket_discount(lang),
        receipt.basket_discount.as_ref().map(|off| off.amount.negated()).unwrap_or_default(),
    );
    receipt.added_taxes.iter().for_each(|(tax, amount)| sum(&name(tax), *amount));
    sum(taxes::spared(lang), receipt.spared.unwrap_or_default().negated());
    for (what, amount) in &receipt.charges {
        match what {
            Charged::GiftCard(tail) => sum(&words::onto_gift_card(lang, tail), *amount),
            Charged::Account => sum(words::of_account(lang), *amount),
            Charged::Ahead(name) => sum(&words::ahead_for(lang, name), *amount),
        }
    }
    sum(words::tip(lang), receipt.tip);
    sum(words::rounding(lang), receipt.rounding);
    LinkedReceipt {
        shop: receipt.shop.clone(),
        currency: receipt.currency.code().to_owned(),
        number: receipt.number.0,
        minute: receipt.time.at.0 / 60_000,
        offset: i64::from(receipt.time.offset),
        void: receipt.void_of.is_some() || receipt.voided_by.is_some(),
        training: receipt.training,
        lines: receipt.lines.iter().map(line).collect(),
        more: (0, Amount::ZERO),
        sums,
        taxes: receipt.taxes.iter().map(|row| (name(&row.name), row.net, row.tax)).collect(),
        total: receipt.asked.unwrap_or(receipt.total),
        tenders: receipt.tenders.iter().map(|paid| (means(&paid.means), paid.amount)).collect(),
        change: receipt.change,
        hash: receipt.hash.clone().unwrap_or_default(),
    }
}

/// A means of payment by its number in a link: its place in [`evertill_wire::receipt_link::MEANS`].
fn means(means: &Means) -> u8 {
    match means {
        Means::Cash => 0,
        Means::Card(_) => 1,
        Means::Coupon(_) => 2,
        Means::Points(_) => 3,
        Means::StoreCredit => 4,
        Means::GiftCard(_) => 5,
        Means::OnAccount => 6,
        Means::Voucher(_) => 7,
        Means::Foreign(..) => 8,
        Means::PaidAhead => 9,
    }
}

/// The dark modules of a QR code as the path of a picture that is `size` modules wide, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// How many modules it is wide and high.
    pub size: i32,
    /// One rectangle for each run of dark modules.
    pub path: String,
}

/// The code of `address` with `digits` behind it; `None` where they are more than a code holds.
pub fn qr(address: &str, digits: &str) -> Option<Qr> {
    let segments = [QrSegment::make_bytes(address.as_bytes()), QrSegment::make_numeric(digits)];
    let code =
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, Version::new(LARGEST), None, true)
            .ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let from = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                path.push_str(&format!("M{from} {y}h{}v1H{from}z", x - from));
            }
            x += 1;
        }
    }
    Some(Qr { size, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_link_still_fits_a_code() {
        let digits = "7".repeat(LinkedReceipt::DIGITS_LIMIT);
        let address = format!("https://{}/r#", "s".repeat(60));
        let code = qr(&address, &digits).unwrap();
        assert!(code.size <= 125, "{}", code.size);
        assert!(code.path.starts_with("M0 0h7v1H0z"), "a finder pattern stands in the corner");
        assert_eq!(qr(&address, &"7".repeat(9_000)), None);
    }
}
