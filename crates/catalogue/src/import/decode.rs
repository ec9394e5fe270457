//! From the bytes of a file to text: which encoding they are in, and which delimiter stands
//! between its columns.

use super::header::Column;
use super::problem::FileError;

/// How the bytes of a file spell text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with a byte order mark, low byte first.
    Utf16Le,
    /// UTF-16 with a byte order mark, high byte first.
    Utf16Be,
    /// Windows-1252: assumed, because it is not UTF-8.
    Windows1252,
}

/// The characters of bytes 0x80 to 0x9F in Windows-1252; NUL for the five that it leaves open.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text of a file without its byte order mark.
///
/// # Errors
/// [`FileError`] when the bytes are no text in any of the encodings.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), FileError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(FileError::Spreadsheet);
    }
    let (text, encoding) = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, Encoding::Utf16Be),
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            (std::str::from_utf8(rest).map_err(|_| FileError::NotText)?.to_owned(), Encoding::Utf8)
        }
        _ => match String::from_utf8(bytes) {
            Ok(text) => (text, Encoding::Utf8),
            Err(error) => (windows_1252(error.as_bytes())?, Encoding::Windows1252),
        },
    };
    if text.contains('\0') {
        return Err(FileError::NotText);
    }
    if text.trim().is_empty() {
        return Err(FileError::Empty);
    }
    Ok((text, encoding))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, FileError> {
    let (units, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(units.iter().map(|bytes| unit(*bytes))).collect::<Result<String, _>>();
    text.ok().filter(|_| rest.is_empty()).ok_or(FileError::NotText)
}

fn windows_1252(bytes: &[u8]) -> Result<String, FileError> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for &byte in bytes {
        let c = match byte {
            0x80..=0x9f => WINDOWS_1252.get(usize::from(byte - 0x80)).copied().unwrap_or('\0'),
            _ => char::from(byte),
        };
        if c == '\0' {
            return Err(FileError::NotText);
        }
        text.push(c);
    }
    Ok(text)
}

/// What stands between the columns of `text`, and how many bytes of a `sep=` line come before the
/// header: the delimiter by which the header has the most names that we know.
pub fn delimiter(text: &str) -> (u8, usize) {
    let header = text.lines().next().unwrap_or_default();
    if let Some(&[delimiter]) = header.strip_prefix("sep=").map(str::as_bytes) {
        let skip = text.find('\n').map_or(text.len(), |end| end + 1);
        return (delimiter, skip);
    }
    let known = |delimiter: u8| {
        let heads = header.split(char::from(delimiter)).map(|head| head.trim_matches('"'));
        heads.filter(|head| Column::from_head(head).is_some()).count()
    };
    let mut best = b',';
    for delimiter in [b';', b'\t'] {
        if known(delimiter) > known(best) {
            best = delimiter;
        }
    }
    (best, 0)
}
