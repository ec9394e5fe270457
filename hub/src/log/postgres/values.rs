//! Values and rows of the log as the driver takes and gives them.

use bytes::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};

use super::link::log_error;
use crate::log::LogError;
use crate::log::tables::database::{Cell, Row, Value};

/// Values as the driver takes them.
pub fn asked<'a>(values: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// The values of one column in many rows.
pub enum Column<'a> {
    /// Whole numbers.
    Numbers(Vec<i64>),
    /// Texts.
    Texts(Vec<&'a str>),
    /// Bytes.
    Bytes(Vec<&'a [u8]>),
}

impl Column<'_> {
    /// What PostgreSQL calls their type.
    pub const fn type_(&self) -> &'static str {
        match self {
            Self::Numbers(_) => "BIGINT",
            Self::Texts(_) => "TEXT",
            Self::Bytes(_) => "BYTEA",
        }
    }

    /// All of them as one value.
    pub const fn value(&self) -> &(dyn ToSql + Sync) {
        match self {
            Self::Numbers(values) => values,
            Self::Texts(values) => values,
            Self::Bytes(values) => values,
        }
    }
}

/// Rows as columns; `None` where a column has values of several types, or none.
pub fn columns<'a>(rows: &'a [Vec<Value<'a>>]) -> Option<Vec<Column<'a>>> {
    let column = |at: usize| {
        let values = || rows.iter().map(move |row| row.get(at).copied().unwrap_or(Value::Nothing));
        Some(match values().next()? {
            Value::Number(_) => Column::Numbers(values().map(number).collect::<Option<_>>()?),
            Value::Text(_) => Column::Texts(values().map(text).collect::<Option<_>>()?),
            Value::Bytes(_) => Column::Bytes(values().map(bytes).collect::<Option<_>>()?),
            Value::Nothing => return None,
        })
    };
    (0..rows.first()?.len()).map(column).collect()
}

const fn number(value: Value<'_>) -> Option<i64> {
    if let Value::Number(number) = value { Some(number) } else { None }
}

const fn text(value: Value<'_>) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

const fn bytes(value: Value<'_>) -> Option<&[u8]> {
    if let Value::Bytes(bytes) = value { Some(bytes) } else { None }
}

/// A row as the log reads it.
pub fn row(row: &tokio_postgres::Row) -> Result<Row, LogError> {
    let cells = row.columns().iter().enumerate().map(|(at, column)| {
        let type_ = column.type_();
        let cell = match *type_ {
            Type::INT8 => cell(row, at, Cell::Number),
            Type::INT4 => cell(row, at, |number: i32| Cell::Number(number.into())),
            Type::BYTEA => cell(row, at, Cell::Bytes),
            _ => cell(row, at, Cell::Text),
        };
        cell.map_err(|error| log_error(&error))
    });
    cells.collect::<Result<_, _>>().map(Row)
}

fn cell<'a, T: FromSql<'a>>(
    row: &'a tokio_postgres::Row,
    at: usize,
    make: impl FnOnce(T) -> Cell,
) -> Result<Cell, tokio_postgres::Error> {
    row.try_get::<_, Option<T>>(at).map(|value| value.map_or(Cell::Nothing, make))
}

impl ToSql for Value<'_> {
    fn to_sql(&self, type_: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Number(number) => number.to_sql(type_, out),
            Self::Text(text) => text.to_sql(type_, out),
            Self::Bytes(bytes) => bytes.to_sql(type_, out),
            Self::Nothing => Ok(IsNull::Yes),
        }
    }

    fn accepts(type_: &Type) -> bool {
        matches!(*type_, Type::INT8 | Type::TEXT | Type::BYTEA)
    }

    tokio_postgres::types::to_sql_checked!();
}
