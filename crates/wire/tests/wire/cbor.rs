//! A second reader and writer of CBOR, as small as docs/journal-format.md says that one can be. It takes only what our
//! records use (whole numbers, texts, byte strings, arrays, maps, `true`, `false`, `null`, all of definite length), so
//! that a golden file shows that nothing else was written.

use std::fmt::Write as _;

/// One CBOR value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Whole(i128),
    Bytes(Vec<u8>),
    Text(String),
    Array(Vec<Value>),
    Map(Vec<(Value, Value)>),
    Bool(bool),
    Null,
}

/// Reads exactly one value, or `None`.
pub fn read(bytes: &[u8]) -> Option<Value> {
    let mut rest = bytes;
    let value = take(&mut rest)?;
    rest.is_empty().then_some(value)
}

fn take(rest: &mut &[u8]) -> Option<Value> {
    let (&first, after) = rest.split_first()?;
    *rest = after;
    let argument = match first & 31 {
        small @ 0..24 => u64::from(small),
        size @ 24..28 => {
            let (number, after) = rest.split_at_checked(1 << (size - 24))?;
            *rest = after;
            number.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
        }
        _ => return None,
    };
    let length = usize::try_from(argument).ok()?;
    Some(match first >> 5 {
        0 => Value::Whole(i128::from(argument)),
        1 => Value::Whole(-1 - i128::from(argument)),
        kind @ (2 | 3) => {
            let (content, after) = rest.split_at_checked(length)?;
            *rest = after;
            if kind == 2 {
                Value::Bytes(content.to_vec())
            } else {
                Value::Text(str::from_utf8(content).ok()?.to_owned())
            }
        }
        4 => Value::Array((0..length).map(|_| take(rest)).collect::<Option<_>>()?),
        5 => Value::Map((0..length).map(|_| Some((take(rest)?, take(rest)?))).collect::<Option<_>>()?),
        7 if first == 0xf4 || first == 0xf5 => Value::Bool(first == 0xf5),
        7 if first == 0xf6 => Value::Null,
        _ => return None,
    })
}

/// Writes a value in its shortest form.
pub fn write(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    put(value, &mut bytes);
    bytes
}

fn put(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Whole(number) if *number >= 0 => head(0, u64::try_from(*number).unwrap(), bytes),
        Value::Whole(number) => head(1, u64::try_from(-1 - number).unwrap(), bytes),
        Value::Bytes(content) => {
            head(2, content.len() as u64, bytes);
            bytes.extend(content);
        }
        Value::Text(text) => {
            head(3, text.len() as u64, bytes);
            bytes.extend(text.as_bytes());
        }
        Value::Array(items) => {
            head(4, items.len() as u64, bytes);
            items.iter().for_each(|item| put(item, bytes));
        }
        Value::Map(fields) => {
            head(5, fields.len() as u64, bytes);
            for (key, field) in fields {
                put(key, bytes);
                put(field, bytes);
            }
        }
        Value::Bool(is_true) => bytes.push(if *is_true { 0xf5 } else { 0xf4 }),
        Value::Null => bytes.push(0xf6),
    }
}

/// A major type with its argument in the shortest form.
fn head(kind: u8, argument: u64, bytes: &mut Vec<u8>) {
    let kind = kind << 5;
    match argument {
        0..24 => bytes.push(kind | argument as u8),
        24..0x100 => bytes.extend([kind | 24, argument as u8]),
        0x100..0x1_0000 => {
            bytes.push(kind | 25);
            bytes.extend((argument as u16).to_be_bytes());
        }
        0x1_0000..0x1_0000_0000 => {
            bytes.push(kind | 26);
            bytes.extend((argument as u32).to_be_bytes());
        }
        _ => {
            bytes.push(kind | 27);
            bytes.extend(argument.to_be_bytes());
        }
    }
}

impl Value {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The field of a map, to look at or to change.
    pub fn field(&mut self, name: &str) -> &mut Self {
        let Self::Map(fields) = self else { panic!("not a map: {self:?}") };
        let found = fields.iter_mut().find(|(key, _)| *key == Self::text(name));
        found.map(|(_, field)| field).unwrap_or_else(|| panic!("no field {name}"))
    }

    /// The content of a byte string.
    pub fn bytes(&self) -> &[u8] {
        let Self::Bytes(bytes) = self else { panic!("not a byte string: {self:?}") };
        bytes
    }
}

/// The value in CBOR's diagnostic notation (RFC 8949, section 8), a line for each field. A byte string that holds CBOR
/// is shown as `<<…>>` (RFC 8610, appendix G).
pub fn diagnostic(value: &Value) -> String {
    let mut text = String::new();
    show(value, 0, &mut text);
    text.push('\n');
    text
}

fn show(value: &Value, depth: usize, text: &mut String) {
    match value {
        Value::Whole(number) => write!(text, "{number}").unwrap(),
        Value::Text(content) => write!(text, "{content:?}").unwrap(),
        Value::Bool(is_true) => write!(text, "{is_true}").unwrap(),
        Value::Null => text.push_str("null"),
        Value::Bytes(content) => match read(content) {
            Some(inner @ (Value::Map(_) | Value::Array(_))) => {
                text.push_str("<<");
                show(&inner, depth, text);
                text.push_str(">>");
            }
            _ => {
                let hex: String = content.iter().map(|byte| format!("{byte:02x}")).collect();
                write!(text, "h'{hex}'").unwrap();
            }
        },
        Value::Array(items) => list(items, ('[', ']'), depth, text, |item, text| show(item, depth + 1, text)),
        Value::Map(fields) => list(fields, ('{', '}'), depth, text, |(key, field), text| {
            show(key, depth + 1, text);
            text.push_str(": ");
            show(field, depth + 1, text);
        }),
    }
}

fn list<T>(items: &[T], (open, close): (char, char), depth: usize, text: &mut String, show: impl Fn(&T, &mut String)) {
    text.push(open);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push('\n');
        text.push_str(&"  ".repeat(depth + 1));
        show(item, text);
    }
    if !items.is_empty() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(close);
}
