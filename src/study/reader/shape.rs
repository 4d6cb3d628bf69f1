//! What a value is meant to be, judged by its looks.

use super::tree::{Item, Table, Value};
use crate::study::keys::{Form, NUMBERS, TableKind};

/// Whether a table of numbers is meant to be by period: its keys begin with a digit.
pub(crate) fn is_by_period(table: &Table) -> bool {
    table.entries.iter().any(|entry| entry.key.starts_with(|first: char| first.is_ascii_digit()))
}

/// Whether a text is meant as a number: it begins like one.
pub(crate) fn is_number(text: &str) -> bool {
    text.trim_start().starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'))
}

/// The kind of a table that one of its keys tells.
pub(crate) fn tagged_kind(table: &Table, kinds: &[&'static TableKind]) -> Option<&'static TableKind> {
    kinds.iter().find(|kind| table.get(kind.tag()).is_some()).copied()
}

/// The kind of a number written as a table; where the key that tells it is missing, the one with most keys in common.
pub(crate) fn number_kind(table: &Table) -> Option<&'static TableKind> {
    let shared =
        |kind: &TableKind| table.entries.iter().filter(|entry| kind.key(&entry.key).is_some()).count();
    let by_keys = || NUMBERS.iter().rev().max_by_key(|kind| shared(kind)).filter(|kind| shared(kind) > 0);
    tagged_kind(table, NUMBERS).or_else(|| by_keys().copied())
}

/// Whether a value has, on the face of it, a form.
pub(super) fn looks_like(item: &Item, form: Form) -> bool {
    match (form, &item.value) {
        (Form::Number(_) | Form::ByPeriod(_), Value::Text(text)) => is_number(text),
        (Form::Number(_), Value::Table(table)) => number_kind(table).is_some(),
        (Form::ByPeriod(_), Value::Table(table)) => is_by_period(table) || number_kind(table).is_some(),
        (Form::Number(measured), value) if measured.is_bare() && value.is_number() => true,
        (Form::Id(_) | Form::Text | Form::Word(_), Value::Text(_))
        | (Form::Whole { .. }, Value::Whole(_))
        | (Form::List(_), Value::List(_)) => true,
        (Form::History(_), Value::Table(table)) => is_by_period(table),
        (Form::Table(kind), Value::Table(table)) => {
            table.entries.iter().any(|entry| kind.key(&entry.key).is_some())
        }
        _ => false,
    }
}
