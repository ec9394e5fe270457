//! A list of operators as a spreadsheet saves it: name, role and PIN in each row.
//!
//! A list is taken as a whole or not at all: every row that is wrong is told, with what is wrong about it.

use std::fmt;

use crate::ids::{RoleId, checked_text};
use crate::people::{Operator, Role, check_pin};
use crate::refusal::Refusal;

/// A row that can be taken.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    /// The operator's name.
    pub name: String,
    /// Their role.
    pub role: RoleId,
    /// Their PIN, until it has been hashed.
    pub pin: String,
}

impl fmt::Debug for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A PIN is never written anywhere.
        write!(f, "Listed({}, {})", self.name, self.role)
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It does not have a name, a role and a PIN.
    Columns,
    /// The name is empty, too long or unprintable.
    Name,
    /// The shop has no such role.
    Role(String),
    /// The PIN does not have 4 to 8 digits.
    Pin,
    /// The PIN is one that anybody would guess first.
    PinTooSimple,
    /// The name stands in an earlier row, with its number.
    NameTwice(usize),
    /// An operator has this name already.
    NameKnown(String),
    /// The PIN stands in an earlier row, with its number.
    PinTwice(usize),
    /// There would be more operators than a shop has.
    TooMany,
}

/// A row that is refused, by its number in the file from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongRow {
    /// Which row.
    pub row: usize,
    /// What is wrong with it.
    pub why: Wrong,
}

/// The most rows that are looked at; more make the last one wrong.
const ROWS: usize = 2 * Operator::LIMIT;

/// Reads a list for a shop with these operators and roles. A role is named by its short name or by what it is called, and
/// `called` says what that is in the language of whoever wrote the list. The first row may be a heading.
///
/// # Errors
/// Every row that is wrong; none of the others is to be taken then.
pub fn read(
    text: &str,
    known: &[Operator],
    roles: &[Role],
    called: impl Fn(&Role) -> String,
) -> Result<Vec<Listed>, Vec<WrongRow>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text);
    let mut taken: Vec<(usize, Listed)> = Vec::new();
    let mut wrong = Vec::new();
    let active = known.iter().filter(|operator| !operator.archived).count();
    let rows = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    for (at, (line, row)) in rows.take(ROWS).enumerate() {
        let cells = cells(line, separator);
        if at == 0 && is_heading(&cells) {
            continue;
        }
        let checked = match check_row(&cells, known, roles, &called) {
            Ok(_) if active + taken.len() >= Operator::LIMIT => Err(Wrong::TooMany),
            Ok(listed) => twice(&listed, &taken).map_or(Ok(listed), Err),
            Err(why) => Err(why),
        };
        match checked {
            Ok(listed) => taken.push((row, listed)),
            Err(why) => wrong.push(WrongRow { row, why }),
        }
    }
    if wrong.is_empty() { Ok(taken.into_iter().map(|(_, listed)| listed).collect()) } else { Err(wrong) }
}

/// Whether two names are the same to whoever reads them.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn check_row(
    cells: &[String],
    known: &[Operator],
    roles: &[Role],
    called: &impl Fn(&Role) -> String,
) -> Result<Listed, Wrong> {
    let [name, role, pin, rest @ ..] = cells else { return Err(Wrong::Columns) };
    if rest.iter().any(|cell| !cell.is_empty()) {
        return Err(Wrong::Columns);
    }
    checked_text(name, Operator::NAME_LIMIT).map_err(|_| Wrong::Name)?;
    if known.iter().any(|operator| !operator.archived && same_name(&operator.name, name)) {
        return Err(Wrong::NameKnown(name.clone()));
    }
    let is_meant =
        |known: &&Role| [known.id.as_str(), &known.name, &called(known)].iter().any(|is| same_name(is, role));
    let id = roles.iter().find(is_meant).map(|role| role.id.clone()).ok_or_else(|| Wrong::Role(role.clone()))?;
    match check_pin(pin) {
        Ok(()) => Ok(Listed { name: name.clone(), role: id, pin: pin.clone() }),
        Err(Refusal::PinTooSimple) => Err(Wrong::PinTooSimple),
        Err(_) => Err(Wrong::Pin),
    }
}

/// What of `listed` stands in an earlier row.
fn twice(listed: &Listed, taken: &[(usize, Listed)]) -> Option<Wrong> {
    let by = |same: &dyn Fn(&Listed) -> bool| taken.iter().find(|(_, before)| same(before)).map(|(row, _)| *row);
    let name = by(&|before| same_name(&before.name, &listed.name)).map(Wrong::NameTwice);
    name.or_else(|| by(&|before| before.pin == listed.pin).map(Wrong::PinTwice))
}

/// A first row whose last cell has no digit at all names the columns.
fn is_heading(cells: &[String]) -> bool {
    cells.get(2).is_some_and(|cell| !cell.is_empty() && !cell.chars().any(char::is_numeric))
}

/// What the first row is divided by most often.
fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: char| first.matches(separator).count();
    [';', '\t', ','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(',')
}

/// The cells of a row without the spaces around them. A cell in quotes may hold the separator, and `""` is a quote in it.
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                push(&mut cells, '"');
            }
            '"' => quoted = !quoted,
            letter if letter == separator && !quoted => cells.push(String::new()),
            letter => push(&mut cells, letter),
        }
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

fn push(cells: &mut [String], letter: char) {
    if let Some(cell) = cells.last_mut() {
        cell.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OperatorId;
    use crate::people::{PinHash, default_roles};

    fn known() -> Vec<Operator> {
        let role = RoleId::new("manager").unwrap();
        let of = |id: &str, name: &str, archived| Operator {
            id: OperatorId::new(id).unwrap(),
            name: name.to_owned(),
            role: role.clone(),
            pin: PinHash(String::new()),
            archived,
        };
        vec![of("o-1", "Ann", false), of("o-2", "Bob", true)]
    }

    fn read(text: &str) -> Result<Vec<Listed>, Vec<WrongRow>> {
        super::read(text, &known(), &default_roles(), |role| {
            if role.id.as_str() == "cashier" { "Kasse" } else { "?" }.to_owned()
        })
    }

    #[test]
    fn a_list_is_read_however_a_spreadsheet_saves_it() {
        let expected = |name: &str| {
            vec![Listed { name: name.to_owned(), role: RoleId::new("cashier").unwrap(), pin: "2580".to_owned() }]
        };
        let table = [
            ("Name,Role,PIN\nEve,Cashier,2580\n", "Eve"),
            ("\u{feff}Name;Rolle;PIN\r\nEve;Kasse;2580\r\n\r\n", "Eve"),
            ("Eve\tcashier\t2580", "Eve"),
            ("\"Eve, the \"\"new\"\" one\", CASHIER , 2580 ,,", "Eve, the \"new\" one"),
            ("Bob,Cashier,2580", "Bob"),
        ];
        for (text, name) in table {
            assert_eq!(read(text), Ok(expected(name)), "{text:?}");
        }
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn every_wrong_row_is_told_by_its_number_and_none_is_taken() {
        let list = "Name,Role,PIN\n\
                    Eve,Cashier,2580\n\
                    eve ,Cashier,9713\n\
                    Fay,Cashier,2580\n\
                    Gus,Pirate,4711\n\
                    Hal,Cashier,12\n\
                    Ida,Cashier,1234\n\
                    \n\
                    ann,Cashier,8264\n\
                    ,Cashier,8264\n\
                    Jim,Cashier\n\
                    Kit,Cashier,8264,9999\n";
        let told = read(list).unwrap_err().into_iter().map(|WrongRow { row, why }| (row, why)).collect::<Vec<_>>();
        let expected = [
            (3, Wrong::NameTwice(2)),
            (4, Wrong::PinTwice(2)),
            (5, Wrong::Role("Pirate".to_owned())),
            (6, Wrong::Pin),
            (7, Wrong::PinTooSimple),
            (9, Wrong::NameKnown("ann".to_owned())),
            (10, Wrong::Name),
            (11, Wrong::Columns),
            (12, Wrong::Columns),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_shop_has_room_for_so_many_and_no_more() {
        let list: String =
            (0..Operator::LIMIT).map(|at| format!("N{at},cashier,{:08}\n", at * 7_919 + 20_250_000)).collect();
        assert_eq!(read(&list), Err(vec![WrongRow { row: Operator::LIMIT, why: Wrong::TooMany }]));
    }

    #[test]
    fn a_pin_is_written_nowhere() {
        let listed = read("Eve,Cashier,2580").unwrap();
        assert!(!format!("{listed:?}").contains("2580"));
    }
}
