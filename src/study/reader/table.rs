//! Reading the keys of a table as the types of the model.
//!
//! A key that is absent gives nothing, and so does one that the check has found at fault: each fault is told once.

use std::str::FromStr;

use super::cursor::Cursor;
use super::tree::{Entry, Item, Table, Value};
use crate::calendar::{Date, Duration, Period, Stretch};
use crate::evidence::{Id, Number, Provenance};
use crate::projection::Steps;
use crate::scenario::Moment;
use crate::study::keys::{DATED, Form, Measured, TableKind};

use super::shape::{is_by_period, tagged_kind};

/// Numbers of periods, and of parts of years.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    pub(crate) points: Vec<(Period, Number)>,
    pub(crate) parts: Vec<(Stretch, Number)>,
}

/// A table of a declared kind at a place of a document.
#[derive(Debug, Clone)]
pub(crate) struct TableReader<'a> {
    cursor: Cursor<'a>,
    table: &'a Table,
    kind: &'static TableKind,
}

impl<'a> TableReader<'a> {
    /// A reader of a table at a place.
    pub(crate) fn new(cursor: &Cursor<'a>, table: &'a Table, kind: &'static TableKind) -> Self {
        Self { cursor: cursor.within(table), table, kind }
    }

    /// The place of the table, with its provenance.
    pub(crate) fn cursor(&self) -> &Cursor<'a> {
        &self.cursor
    }

    /// Where the numbers of the table are from unless they say so themselves.
    pub(crate) fn provenance(&self) -> Provenance {
        self.cursor.provenance().clone()
    }

    /// Whether a key is given.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The place of a key that is given, or else of the table.
    pub(crate) fn at(&self, key: &str) -> Cursor<'a> {
        self.table.get(key).map_or_else(|| self.cursor.clone(), |entry| self.cursor.at_key(entry))
    }

    /// What a key gave. Where it is given and gave nothing its fault has been told; if a gap in the check let it
    /// through, it is told here, so that nothing of a file is passed over in silence.
    fn told<T>(&self, key: &str, given: Option<T>) -> Option<T> {
        if given.is_none() && self.has(key) {
            self.at(key).be_told();
        }
        given
    }

    /// The entry of a key.
    fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.table.get(key)
    }

    /// A text as it stands.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        as_text(&self.entry(key)?.item)
    }

    /// A text, empty where the key is absent.
    pub(crate) fn string(&self, key: &str) -> String {
        self.text(key).unwrap_or_default().to_owned()
    }

    /// A text read as a type whose faults the check has told: a word, a period, a duration.
    pub(crate) fn parsed<T: FromStr>(&self, key: &str) -> Option<T> {
        self.told(key, self.text(key).and_then(|text| text.parse().ok()))
    }

    /// A word of which one stands for all others where the key is absent.
    pub(crate) fn word_or<T: FromStr>(&self, key: &str, default: T) -> Option<T> {
        if self.has(key) { self.parsed(key) } else { Some(default) }
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        match self.entry(key)?.item.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub(crate) fn whole(&self, key: &str) -> Option<u32> {
        match self.entry(key)?.item.value {
            Value::Whole(number) => u32::try_from(number?).ok(),
            _ => None,
        }
    }

    /// A day, or the first day of a period. `n.d.` gives nothing.
    pub(crate) fn first_day(&self, key: &str) -> Option<Date> {
        self.days(key).map(|(first, _)| first)
    }

    /// The day after a day, or after the last day of a period.
    pub(crate) fn day_after(&self, key: &str) -> Option<Date> {
        self.days(key).map(|(_, end)| end)
    }

    /// A period or a day, as a change of a scenario keeps it.
    pub(crate) fn moment(&self, key: &str) -> Option<Moment> {
        match &self.entry(key)?.item.value {
            Value::Text(text) | Value::Date(text) => text.parse().ok(),
            _ => self.table(key)?.moment("value"),
        }
    }

    /// The first day of a moment and the day after its last.
    fn days(&self, key: &str) -> Option<(Date, Date)> {
        let text = match &self.entry(key)?.item.value {
            Value::Text(text) | Value::Date(text) => text.clone(),
            Value::Whole(Some(year)) => year.to_string(),
            Value::Table(_) => return self.table(key)?.days("value"),
            _ => return None,
        };
        match text.parse::<Date>() {
            Ok(day) => Some((day, day.plus_days(1))),
            Err(_) => text.parse::<Period>().ok().map(|period| (period.first_day(), period.span().end())),
        }
    }

    /// When something was published, as it is written.
    pub(crate) fn published(&self, key: &str) -> String {
        match self.entry(key).map(|entry| &entry.item.value) {
            Some(Value::Text(text) | Value::Date(text)) => text.clone(),
            Some(Value::Whole(Some(year))) => year.to_string(),
            _ => String::new(),
        }
    }

    /// A period.
    pub(crate) fn period(&self, key: &str) -> Option<Period> {
        self.parsed(key)
    }

    /// A duration.
    pub(crate) fn duration(&self, key: &str) -> Option<Duration> {
        self.parsed(key)
    }

    /// A bare number.
    pub(crate) fn real(&self, key: &str) -> Option<f64> {
        self.told(key, self.entry(key).and_then(|entry| entry.item.value.number()))
    }

    /// Latitude and longitude in degrees.
    pub(crate) fn position(&self, key: &str) -> Option<(f64, f64)> {
        let degrees: Vec<f64> = self.items(key).iter().filter_map(|item| item.value.number()).collect();
        self.told(key, <[f64; 2]>::try_from(degrees).ok().map(|[latitude, longitude]| (latitude, longitude)))
    }

    /// The items of a list; none where the key is absent.
    pub(crate) fn items(&self, key: &str) -> &'a [Item] {
        match self.entry(key).map(|entry| &entry.item.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// The texts of a list.
    pub(crate) fn texts(&self, key: &str) -> Vec<&'a str> {
        self.items(key).iter().filter_map(as_text).collect()
    }

    /// A text, or the texts of a list.
    pub(crate) fn text_or_texts(&self, key: &str) -> Vec<String> {
        let one = self.text(key).into_iter();
        one.chain(self.texts(key)).map(str::to_owned).collect()
    }

    /// An id, without the kind that may stand before it.
    pub(crate) fn id<T>(&self, key: &str) -> Option<Id<T>> {
        self.text(key).map(|text| Id::new(bare(text)))
    }

    /// The ids of a list, without the kinds that may stand before them.
    pub(crate) fn ids<T>(&self, key: &str) -> Vec<Id<T>> {
        self.texts(key).into_iter().map(|text| Id::new(bare(text))).collect()
    }

    /// What the numbers of a key measure, as it is declared.
    fn measured(&self, key: &str) -> Option<Measured> {
        measured_of(self.kind.key(key)?.form)
    }

    /// A number.
    pub(crate) fn number(&self, key: &str) -> Option<Number> {
        let entry = self.entry(key)?;
        self.told(key, self.cursor.at_key(entry).read_number(&entry.item, self.measured(key)?))
    }

    /// The numbers of a table by period.
    pub(crate) fn points(&self, key: &str) -> Option<Vec<(Period, Number)>> {
        let entry = self.entry(key)?;
        let Value::Table(table) = &entry.item.value else { return self.told(key, None) };
        self.told(key, self.cursor.at_key(entry).read_points(table, self.measured(key)?))
    }

    /// The numbers of a table by period or part of a year: those of periods, and those of parts.
    pub(crate) fn history(&self, key: &str) -> Option<History> {
        let entry = self.entry(key)?;
        let Value::Table(table) = &entry.item.value else { return self.told(key, None) };
        let (cursor, measured) = (self.cursor.at_key(entry), self.measured(key)?);
        let number = |entry: &Entry| {
            let number = cursor.at_key(entry).read_number(&entry.item, measured);
            entry.key.parse::<Stretch>().ok().zip(number)
        };
        let read: Vec<Option<(Stretch, Number)>> = table.entries.iter().map(number).collect();
        let mut history = History::default();
        for (stretch, number) in self.told(key, read.into_iter().collect::<Option<Vec<_>>>())? {
            if stretch.first() == stretch.last() {
                history.points.push((stretch.first(), number));
            } else {
                history.parts.push((stretch, number));
            }
        }
        Some(history)
    }

    /// A number that holds in all periods, or numbers by period that hold until the next.
    pub(crate) fn steps(&self, key: &str) -> Option<Steps> {
        let entry = self.entry(key)?;
        self.told(key, self.cursor.at_key(entry).read_steps(&entry.item, self.measured(key)?))
    }

    /// Values by the ids of another kind, each number by itself or by period.
    pub(crate) fn steps_by_id<T>(&self, key: &str) -> Vec<(Id<T>, Steps)> {
        let (Some(entry), Some(measured)) = (self.entry(key), self.measured(key)) else { return Vec::new() };
        let Value::Table(table) = &entry.item.value else { return Vec::new() };
        let cursor = self.cursor.at_key(entry);
        let steps = table.entries.iter().filter_map(|entry| {
            Some((Id::new(&entry.key), cursor.at_key(entry).read_steps(&entry.item, measured)?))
        });
        steps.collect()
    }

    /// Whether a key holds numbers by period and not a single one.
    pub(crate) fn is_by_period(&self, key: &str) -> bool {
        matches!(self.entry(key).map(|entry| &entry.item.value), Some(Value::Table(table)) if is_by_period(table))
    }

    /// The table of a key, of the kind that is declared for it.
    pub(crate) fn table(&self, key: &str) -> Option<TableReader<'a>> {
        let entry = self.entry(key)?;
        let Value::Table(table) = &entry.item.value else { return None };
        let kind = kind_of(self.kind.key(key)?.form, table)?;
        Some(TableReader::new(&self.cursor.at_key(entry), table, kind))
    }

    /// The tables of a list, of the kind that is declared for them.
    pub(crate) fn list(&self, key: &str) -> Vec<TableReader<'a>> {
        let cursor = self.at(key);
        let reader = |(index, item): (usize, &'a Item)| {
            let Value::Table(table) = &item.value else { return None };
            let kind = kind_of(self.kind.key(key)?.form, table)?;
            Some(TableReader::new(&cursor.at_item(index, item), table, kind))
        };
        self.items(key).iter().enumerate().filter_map(reader).collect()
    }

    /// The tables by id of a key whose form declares them, in the order of the file.
    pub(crate) fn tables(&self, key: &str) -> Vec<(&'a str, TableReader<'a>)> {
        let declared = self.kind.key(key).map(|key| key.form);
        let Some(Form::Tables(kind) | Form::TablesByWord(_, kind)) = declared else { return Vec::new() };
        let Some(Value::Table(table)) = self.entry(key).map(|entry| &entry.item.value) else {
            return Vec::new();
        };
        let cursor = self.at(key);
        let reader = |entry: &'a Entry| match &entry.item.value {
            Value::Table(inner) => {
                Some((entry.key.as_str(), TableReader::new(&cursor.at_head(entry), inner, kind)))
            }
            _ => None,
        };
        table.entries.iter().filter_map(reader).collect()
    }

    /// The key that tells the kind of the table from other kinds.
    pub(crate) fn tag(&self) -> &'static str {
        self.kind.tag()
    }
}

impl Cursor<'_> {
    /// Reads numbers by period; all of them, so that all faults are told.
    fn read_points(&self, table: &Table, measured: Measured) -> Option<Vec<(Period, Number)>> {
        let point = |entry: &Entry| {
            let number = self.at_key(entry).read_number(&entry.item, measured);
            entry.key.parse().ok().zip(number)
        };
        let points: Vec<Option<(Period, Number)>> = table.entries.iter().map(point).collect();
        points.into_iter().collect()
    }

    /// Reads a number, or numbers by period that hold until the next.
    fn read_steps(&self, item: &Item, measured: Measured) -> Option<Steps> {
        match &item.value {
            Value::Table(table) if is_by_period(table) => self.read_points(table, measured).map(Steps::new),
            _ => self.read_number(item, measured).map(Steps::constant),
        }
    }
}

/// The text that an item is.
fn as_text(item: &Item) -> Option<&str> {
    match &item.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// An id without the kind before it: `leg.aktau-baku` is `aktau-baku`. Ids themselves have no dots.
pub(crate) fn bare(text: &str) -> &str {
    text.rsplit_once('.').map_or(text, |(_, id)| id)
}

/// What the numbers of a form measure.
fn measured_of(form: Form) -> Option<Measured> {
    match form {
        Form::Number(measured)
        | Form::ByPeriod(measured)
        | Form::Periods(measured)
        | Form::History(measured) => Some(measured),
        Form::ById(_, inner) | Form::List(inner) => measured_of(*inner),
        Form::Either(forms) => forms.iter().find_map(|form| measured_of(*form)),
        _ => None,
    }
}

/// The kind of a table that stands where a form is declared.
fn kind_of(form: Form, table: &Table) -> Option<&'static TableKind> {
    match form {
        Form::Table(kind) => Some(kind),
        Form::Moment => Some(&DATED),
        Form::Tagged(kinds) => tagged_kind(table, kinds),
        Form::List(inner) => kind_of(*inner, table),
        Form::Either(forms) => forms.iter().find_map(|form| kind_of(*form, table)),
        _ => None,
    }
}
