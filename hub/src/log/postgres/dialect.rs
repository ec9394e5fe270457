//! The log's words as PostgreSQL says them. They are written once, as SQLite reads them; a few are called otherwise here.

/// Words of a table's definition, and what stands for them. Texts are put in order by their bytes, as SQLite does.
const WORDS: &[(&str, &str)] = &[
    (" INTEGER", " BIGINT"),
    (" BLOB", " BYTEA"),
    (" TEXT", " TEXT COLLATE \"C\""),
    (") STRICT, WITHOUT ROWID;", ");"),
    (") STRICT;", ");"),
];

/// A definition of tables.
#[must_use]
pub fn definition(text: &str) -> String {
    WORDS.iter().fold(text.to_owned(), |text, (theirs, ours)| text.replace(theirs, ours))
}

/// A statement: only the numbers of its values are written otherwise.
#[must_use]
pub fn statement(text: &str) -> String {
    text.replace('?', "$")
}

/// A statement that adds a row, as one that adds as many as there are in arrays, one for each column of these types; `None`
/// for a statement that does something else.
#[must_use]
pub fn of_arrays(text: &str, types: &[&str]) -> Option<String> {
    let (adds, places) = text.split_once(" VALUES (")?;
    let expected: Vec<String> = (1..=types.len()).map(|number| format!("?{number}")).collect();
    if places.split_whitespace().collect::<String>() != format!("{})", expected.join(",")) {
        return None;
    }
    let arrays: Vec<String> = (1..).zip(types).map(|(number, type_)| format!("CAST(${number} AS {type_}[])")).collect();
    Some(format!("{adds} SELECT * FROM unnest({})", arrays.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_and_a_statement_are_said_as_postgresql_does() {
        let table = "CREATE TABLE a (b INTEGER PRIMARY KEY, c TEXT NOT NULL UNIQUE, d BLOB) STRICT, WITHOUT ROWID;";
        let said = "CREATE TABLE a (b BIGINT PRIMARY KEY, c TEXT COLLATE \"C\" NOT NULL UNIQUE, d BYTEA);";
        assert_eq!(definition(table), said);
        assert_eq!(definition("CREATE TABLE a (b INTEGER) STRICT;"), "CREATE TABLE a (b BIGINT);");
        assert_eq!(
            of_arrays("INSERT INTO a (b, c)\n    VALUES (?1, ?2)", &["BIGINT", "TEXT"]).as_deref(),
            Some("INSERT INTO a (b, c)\n    SELECT * FROM unnest(CAST($1 AS BIGINT[]), CAST($2 AS TEXT[]))")
        );
        for other in
            ["INSERT INTO a (b, c) VALUES (?2, ?1)", "UPDATE a SET b = ?1, c = ?2", "INSERT INTO a VALUES (?1)"]
        {
            assert_eq!(of_arrays(other, &["BIGINT", "TEXT"]), None, "{other}");
        }
        assert_eq!(statement("SELECT a FROM b WHERE c = ?1 AND d > ?12"), "SELECT a FROM b WHERE c = $1 AND d > $12");
    }
}
