//! The values of a document in the order of the file, each with its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeString, DeTable, DeValue};

/// A value and the bytes it stands on.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// A value of a document.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// A text in quotes.
    Text(String),
    /// A whole number; `None` where it does not fit 64 bits.
    Whole(Option<i64>),
    /// A number with a fraction, an exponent, `nan` or `inf`.
    Number(f64),
    /// `true` or `false`.
    Flag(bool),
    /// A date, a time or both, as TOML writes it.
    Date(String),
    /// An array.
    List(Vec<Item>),
    /// A table, in whichever of TOML's ways it was written.
    Table(Table),
}

impl Value {
    /// Whether it is a finite number outside quotes.
    pub(crate) fn is_number(&self) -> bool {
        self.number().is_some()
    }

    /// The number that a bare number is; `None` for others, NaN and infinity.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            // Whole numbers beyond 2^53 lose their last digits; no number of a study has so many.
            Value::Whole(number) => number.map(|number| number as f64),
            Value::Number(number) => Some(*number).filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// What kind of value this is, for a message.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Whole(_) | Value::Number(_) => "a bare number",
            Value::Flag(_) => "true or false",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// Keys with their values, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) entries: Vec<Entry>,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) item: Item,
}

impl Table {
    /// The entry of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Takes over a table of the parser, at most `depth` deep; fails with the first byte of what is deeper.
    /// The parser sorts by key; the place of the key puts the file's order back.
    pub(super) fn from_parser(table: DeTable, depth: usize) -> Result<Self, usize> {
        let take = |(key, value): (Spanned<DeString<'_>>, Spanned<DeValue<'_>>)| {
            Ok(Entry {
                key_span: key.span(),
                key: key.into_inner().into_owned(),
                item: Item::from_parser(value, depth)?,
            })
        };
        let mut entries = table.into_iter().map(take).collect::<Result<Vec<Entry>, usize>>()?;
        entries.sort_by_key(|entry| entry.key_span.start);
        Ok(Self { entries })
    }
}

impl Item {
    /// Takes over a value of the parser.
    fn from_parser(value: Spanned<DeValue<'_>>, depth: usize) -> Result<Self, usize> {
        let span = value.span();
        let within = depth.checked_sub(1).ok_or(span.start)?;
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(number) => Value::Whole(whole(&number)),
            DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Value::Flag(flag),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(list) => Value::List(
                list.into_iter().map(|item| Item::from_parser(item, within)).collect::<Result<_, usize>>()?,
            ),
            DeValue::Table(table) => Value::Table(Table::from_parser(table, within)?),
        };
        Ok(Item { span, value })
    }
}

/// A whole number of the parser, which keeps its digits and its base apart.
fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}
