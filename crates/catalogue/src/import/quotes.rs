//! Whether the quotation marks of a row close where they should. The CSV reader forgives
//! everything; a forgotten mark would swallow the rows behind it without a word.

/// Whether every quoted cell of the raw `row` ends before a delimiter or the end of the line.
pub fn are_closed(row: &str, delimiter: u8) -> bool {
    let mut bytes = row.bytes().peekable();
    loop {
        if bytes.next_if_eq(&b'"').is_some() {
            loop {
                match bytes.next() {
                    None => return false,
                    Some(b'"') if bytes.next_if_eq(&b'"').is_none() => break,
                    Some(_) => {}
                }
            }
            if bytes.peek().is_some_and(|next| *next != delimiter && *next != b'\n' && *next != b'\r') {
                return false;
            }
        }
        // The rest of a cell, up to and with its delimiter.
        loop {
            match bytes.next() {
                None => return true,
                Some(byte) if byte == delimiter || byte == b'\n' => break,
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_to_close_at_the_end_of_its_cell() {
        let table = [
            ("a,b,c", true),
            ("\"a\",\"b, b\"\r\n", true),
            ("\"a \"\"b\"\" c\",d", true),
            ("12\" pipe,d", true),
            ("\"two\nlines\",d", true),
            ("\"a,b", false),
            ("\"a\" b,c", false),
            ("a,\"", false),
            ("a,\"\"", true),
        ];
        for (row, expected) in table {
            assert_eq!(are_closed(row, b','), expected, "{row:?}");
        }
    }
}
