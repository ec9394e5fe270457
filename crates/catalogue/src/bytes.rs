//! Little-endian numbers and lengths, written and read with every length checked.

/// Appends values to a growing block.
#[derive(Default)]
pub struct Writer {
    /// What has been written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// A number.
    pub fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// A long number.
    pub fn u64(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// How many of something follow.
    pub fn count(&mut self, count: usize) {
        self.u32(u32::try_from(count).unwrap_or(u32::MAX));
    }

    /// A text behind its length.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Numbers behind their count.
    pub fn numbers(&mut self, numbers: &[u32]) {
        self.count(numbers.len());
        self.bytes.reserve(numbers.len() * 4);
        numbers.iter().for_each(|number| self.u32(*number));
    }
}

/// Takes values from the front of a block; `None` when it is too short or holds no such value.
pub struct Reader<'a> {
    /// What has not been read yet.
    pub rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// The next `len` bytes.
    pub fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    /// A number.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// A long number.
    pub fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// How many of something follow.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok()
    }

    /// A text behind its length.
    pub fn text(&mut self) -> Option<&'a str> {
        let len = self.count()?;
        std::str::from_utf8(self.take(len)?).ok()
    }

    /// Numbers behind their count.
    pub fn numbers(&mut self) -> Option<Vec<u32>> {
        let len = self.count()?.checked_mul(4)?;
        let (words, _) = self.take(len)?.as_chunks::<4>();
        Some(words.iter().map(|word| u32::from_le_bytes(*word)).collect())
    }
}

/// A checksum against torn writes and flipped bits, eight bytes at a time; it proves nothing about
/// who wrote the bytes.
pub fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let mut state = 0x243f_6a88_85a3_08d3 ^ bytes.len() as u64;
    for word in words.iter().chain(std::iter::once(&last)) {
        // Every step can be undone, so that two blocks which differ in one word never agree.
        state = (state ^ u64::from_le_bytes(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 29;
    }
    state
}
