//! Random bytes from the system, for secrets, codes and names.

use evertill_wire::enrolment::{CODE_ALPHABET, CODE_LENGTH};

/// The system gave no random bytes: nothing secret can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random bytes: {0}")]
pub struct NoLuck(String);

/// Random bytes.
///
/// # Errors
/// [`NoLuck`].
pub fn bytes<const N: usize>() -> Result<[u8; N], NoLuck> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| NoLuck(error.to_string()))?;
    Ok(bytes)
}

/// A new enrolment code, each character as likely as any other.
///
/// # Errors
/// [`NoLuck`].
pub fn code() -> Result<String, NoLuck> {
    let alphabet = CODE_ALPHABET.as_bytes();
    // The bytes beyond the last whole alphabet would make its first characters likelier.
    let fair = 256 - 256 % alphabet.len();
    let mut code = String::with_capacity(CODE_LENGTH);
    while code.len() < CODE_LENGTH {
        for byte in bytes::<32>()? {
            let byte = usize::from(byte);
            if byte < fair
                && code.len() < CODE_LENGTH
                && let Some(character) = alphabet.get(byte % alphabet.len())
            {
                code.push(char::from(*character));
            }
        }
    }
    Ok(code)
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The bytes that hexadecimal digits stand for; `None` where they are none.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    digits
        .chunks_exact(2)
        .map(|pair| match pair {
            [high, low] => Some(value(high)? << 4 | value(low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_of_its_alphabet_and_not_the_last_one() {
        let codes: Vec<String> = (0..50).map(|_| code().unwrap()).collect();
        for code in &codes {
            assert_eq!(code.len(), CODE_LENGTH);
            assert!(code.chars().all(|c| CODE_ALPHABET.contains(c)), "{code}");
        }
        let distinct: std::collections::HashSet<_> = codes.iter().collect();
        assert_eq!(distinct.len(), codes.len());
    }

    #[test]
    fn hexadecimal_digits_are_read_back_and_nothing_else_is() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(unhex(&hex(&all)), Some(all));
        for text in ["0", "0g", "é0", "+1", " 1"] {
            assert_eq!(unhex(text), None, "{text}");
        }
    }
}
