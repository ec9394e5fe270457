//! Rows of numbers in as few bytes as they need: a day of a large shop has thousands of items, and a report reads months of
//! days. Numbers are written as LEB128 with the sign in the lowest bit, as Protocol Buffers write `sint64`; places, which
//! ascend, by what they are more than the one before.

use evertill_money::Amount;

use super::sums::Goods;
use crate::quantity::Quantity;

/// Numbers of a row beside its place.
const NUMBERS: usize = 5;

/// The rows as bytes.
pub fn pack(rows: &[(u32, Goods)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * 10);
    let mut before = 0;
    for (at, goods) in rows {
        put(&mut bytes, i64::from(*at) - before);
        before = i64::from(*at);
        put(&mut bytes, goods.quantity.as_thousandths());
        for amount in [goods.total, goods.tax, goods.cost, goods.costed] {
            put(&mut bytes, amount.minor());
        }
    }
    bytes
}

/// The rows that were packed; `None` for bytes that nobody packed.
pub fn unpack(mut bytes: &[u8]) -> Option<Vec<(u32, Goods)>> {
    // No row has fewer bytes than numbers, so that what is made is never larger than what was read.
    let mut rows = Vec::with_capacity(bytes.len() / (NUMBERS + 1));
    let mut before = 0_i64;
    while !bytes.is_empty() {
        before = before.checked_add(take(&mut bytes)?)?;
        let at = u32::try_from(before).ok()?;
        let quantity = Quantity::thousandths(take(&mut bytes)?).ok()?;
        let mut amount = || Amount::new(take(&mut bytes)?).ok();
        let (total, tax, cost, costed) = (amount()?, amount()?, amount()?, amount()?);
        rows.push((at, Goods { quantity, total, tax, cost, costed }));
    }
    Some(rows)
}

fn put(bytes: &mut Vec<u8>, value: i64) {
    let mut left = (value.cast_unsigned() << 1) ^ (value >> 63).cast_unsigned();
    while left >= 0x80 {
        bytes.push((left & 0x7f) as u8 | 0x80);
        left >>= 7;
    }
    bytes.push(left as u8);
}

fn take(bytes: &mut &[u8]) -> Option<i64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        let bits = u64::from(first & 0x7f);
        // The last of ten bytes has room for one bit.
        if shift == 63 && bits > 1 {
            return None;
        }
        value |= bits << shift;
        if first & 0x80 == 0 {
            return Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_size_are_read_as_they_were_written() {
        for value in [0, 1, -1, 63, 64, -64, -65, 300, i64::from(u32::MAX), i64::MAX, i64::MIN] {
            let mut bytes = Vec::new();
            put(&mut bytes, value);
            assert_eq!(take(&mut bytes.as_slice()), Some(value), "{value}");
        }
    }

    #[test]
    fn rows_are_read_as_they_were_packed() {
        let goods = |n: i64| Goods {
            quantity: Quantity::thousandths(n * 1_000).unwrap(),
            total: Amount::new(-n * 129).unwrap(),
            tax: Amount::new(n).unwrap(),
            cost: Amount::new(Amount::LIMIT).unwrap(),
            costed: Amount::new(-Amount::LIMIT).unwrap(),
        };
        for rows in [vec![], vec![(0, goods(1))], vec![(7, goods(-2)), (8, goods(0)), (u32::MAX, goods(9))]] {
            assert_eq!(unpack(&pack(&rows)), Some(rows));
        }
    }

    #[test]
    fn bytes_that_nobody_packed_are_no_rows() {
        let table: [&[u8]; 6] =
            [&[0], &[0, 0, 0, 0, 0], &[1, 0, 0, 0, 0, 0], &[0x80; 12], &[0xff; 10], &[0, 0, 0, 0, 0, 0, 0x80]];
        for bytes in table {
            assert_eq!(unpack(bytes), None, "{bytes:?}");
        }
    }
}
