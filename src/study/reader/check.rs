//! The check of a document against the declared format: keys, kinds of value, words, ids, periods and dates.
//!
//! Numbers are checked for their form alone; their units depend on the study's measure and are read with the model.

use super::document::Document;
use super::faults::{Problems, shown};
use super::ids::{Found, Ids};
use super::problem::ProblemKind;
use super::shape::{is_by_period, looks_like, number_kind, tagged_kind};
use super::tree::{Entry, Item, Table, Value};
use crate::study::keys::{DATED, Form, Measured, NUMBERS, STUDY, TableKind};

/// Tells everything in which a document departs from the format.
pub(crate) fn check(document: &Document, ids: &Ids, problems: &Problems) {
    Checker { document, ids, problems }.table(document.root(), &STUDY, &At { path: "", byte: 0 });
}

/// What a check needs at hand.
pub(super) struct Checker<'a> {
    pub(super) document: &'a Document,
    pub(super) ids: &'a Ids,
    pub(super) problems: &'a Problems,
}

/// Some words: those of which a text is to be one, or kinds of table.
pub(super) type Words = &'static [&'static str];

/// Where the check is: the path, and the byte to blame.
pub(super) struct At<'p> {
    pub(super) path: &'p str,
    pub(super) byte: usize,
}

impl Checker<'_> {
    /// Tells a fault.
    pub(super) fn tell(&self, at: &At<'_>, kind: ProblemKind) {
        self.problems.push(at.path, Some(self.document.text().place(at.byte)), kind);
    }

    /// Checks the keys of a table and what they hold.
    fn table(&self, table: &Table, kind: &'static TableKind, at: &At<'_>) {
        self.missing_keys(table, kind, at);
        self.excluding_keys(table, kind, at);
        self.entries(table, kind, at, None);
    }

    /// Checks each entry of a table; `measured` is what the numbers are that take after the table.
    fn entries(&self, table: &Table, kind: &'static TableKind, at: &At<'_>, measured: Option<Measured>) {
        for entry in &table.entries {
            let path = joined(at.path, &entry.key);
            match kind.key(&entry.key) {
                Some(key) => self.value(&entry.item, key.form, &path, measured),
                None => self.unknown_key(entry, kind.called, kind.names(), &path),
            }
        }
    }

    /// Tells of a key that the format does not know here.
    fn unknown_key(
        &self,
        entry: &Entry,
        table: &'static str,
        names: impl Iterator<Item = &'static str>,
        path: &str,
    ) {
        let names: Vec<&str> = names.collect();
        let kind = ProblemKind::UnknownKey {
            table,
            given: shown(&entry.key),
            nearest: self.nearest(&entry.key, names.iter().copied()),
            allowed: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        self.tell(&At { path, byte: entry.key_span.start }, kind);
    }

    /// Tells of keys that a table must have and has not. Where part of the file could not be read nothing is told,
    /// since the key may stand in that part.
    fn missing_keys(&self, table: &Table, kind: &'static TableKind, at: &At<'_>) {
        let missing = kind.keys.iter().filter(|key| key.required && table.get(key.name).is_none());
        for key in missing.filter(|_| self.document.is_whole()) {
            let allowed = key.form.described();
            self.tell(at, ProblemKind::MissingKey { table: kind.called, key: key.name.to_owned(), allowed });
        }
    }

    /// Checks the groups of keys of which a table must have exactly one.
    fn excluding_keys(&self, table: &Table, kind: &'static TableKind, at: &At<'_>) {
        for group in kind.one_of {
            let given: Vec<&Entry> = group.iter().filter_map(|name| table.get(name)).collect();
            if let [_, second, ..] = given.as_slice() {
                let keys = group.iter().map(|name| (*name).to_owned()).collect();
                let at = At { path: at.path, byte: second.key_span.start };
                self.tell(&at, ProblemKind::TooManyKeys { table: kind.called, keys });
            } else if given.is_empty() && self.document.is_whole() {
                let allowed = group.iter().filter_map(|name| kind.key(name)).map(|key| key.form.described());
                let allowed = allowed.collect::<Vec<_>>().join(", or ");
                self.tell(
                    at,
                    ProblemKind::MissingKey { table: kind.called, key: group.join("` or `"), allowed },
                );
            }
        }
    }

    /// Checks a value against the form of its key.
    fn value(&self, item: &Item, form: Form, path: &str, measured: Option<Measured>) {
        let at = &At { path, byte: item.span.start };
        let fits = self.leaf(item, form, at)
            || self.number(item, form, at, measured)
            || self.tables_within(item, form, at)
            || self.several(item, form, at, measured);
        if !fits {
            self.wrong_form(item, form, at);
        }
    }

    /// Checks a number in any of its forms; false where the value is none.
    fn number(&self, item: &Item, form: Form, at: &At<'_>, measured: Option<Measured>) -> bool {
        match (form, &item.value) {
            (Form::Number(_) | Form::ByPeriod(_) | Form::Single, Value::Text(_)) => {}
            (Form::Number(measured) | Form::ByPeriod(measured), value)
                if measured.is_bare() && value.is_number() => {}
            (Form::Single, value) if measured.is_some_and(Measured::is_bare) && value.is_number() => {}
            (Form::Real, value) if value.is_number() => {}
            (Form::ByPeriod(measured), Value::Table(table)) if is_by_period(table) => {
                self.periods(table, measured, Form::Period, at);
            }
            (Form::Periods(measured), Value::Table(table)) => {
                self.periods(table, measured, Form::Period, at);
            }
            (Form::History(measured), Value::Table(table)) => self.periods(table, measured, form, at),
            (Form::Number(measured) | Form::ByPeriod(measured), Value::Table(table)) => {
                self.number_table(table, measured, at);
            }
            _ => return false,
        }
        true
    }

    /// Checks a table of a declared kind, or tables by id; false where the value is none.
    fn tables_within(&self, item: &Item, form: Form, at: &At<'_>) -> bool {
        let Value::Table(table) = &item.value else { return false };
        match form {
            Form::Table(kind) => self.table(table, kind, at),
            Form::Moment => self.table(table, &DATED, at),
            Form::Tagged(kinds) => self.tagged(table, kinds, at),
            Form::Tables(kind) => self.tables(table, None, kind, at.path),
            Form::TablesByWord(words, kind) => self.tables(table, Some(words), kind, at.path),
            _ => return false,
        }
        true
    }

    /// Checks values that are made of others: lists, values by id, one of several forms; false where it is none.
    fn several(&self, item: &Item, form: Form, at: &At<'_>, measured: Option<Measured>) -> bool {
        match (form, &item.value) {
            (Form::Ids(kinds), Value::List(items)) => self.list(items, Form::Id(kinds), at.path, measured),
            (Form::List(inner), Value::List(items)) => self.list(items, *inner, at.path, measured),
            (Form::ById(kinds, inner), Value::Table(table)) => {
                self.by_id(table, kinds, *inner, at.path, measured);
            }
            (Form::Either(forms), _) => match forms.iter().find(|form| looks_like(item, **form)) {
                Some(form) => self.value(item, *form, at.path, measured),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// Checks a number written as a table.
    fn number_table(&self, table: &Table, measured: Measured, at: &At<'_>) {
        match number_kind(table) {
            Some(kind) => {
                self.missing_keys(table, kind, at);
                self.entries(table, kind, at, Some(measured));
            }
            None => self.untagged(table, NUMBERS, "a number", at),
        }
    }

    /// Checks a table of numbers by period, or by what the form of its keys is.
    fn periods(&self, table: &Table, measured: Measured, keys: Form, at: &At<'_>) {
        if table.entries.is_empty() {
            let allowed = Form::Periods(measured).described();
            self.tell(at, ProblemKind::WrongForm { given: "an empty table".to_owned(), allowed });
        }
        for entry in &table.entries {
            let path = joined(at.path, &entry.key);
            self.time(&entry.key, keys, &At { path: &path, byte: entry.key_span.start });
            self.value(&entry.item, Form::Number(measured), &path, None);
        }
    }

    /// Checks the items of a list.
    fn list(&self, items: &[Item], form: Form, path: &str, measured: Option<Measured>) {
        for (index, item) in items.iter().enumerate() {
            self.value(item, form, &format!("{path}[{index}]"), measured);
        }
    }

    /// Checks a table whose kind one of its keys tells.
    fn tagged(&self, table: &Table, kinds: &'static [&'static TableKind], at: &At<'_>) {
        match tagged_kind(table, kinds) {
            Some(kind) => self.table(table, kind, at),
            None => self.untagged(table, kinds, "this table", at),
        }
    }

    /// Tells of a table of which no key tells the kind.
    fn untagged(
        &self,
        table: &Table,
        kinds: &'static [&'static TableKind],
        called: &'static str,
        at: &At<'_>,
    ) {
        let tags = || kinds.iter().map(|kind| kind.tag());
        // The misspelled key is the one that is nearest to a key that would tell, or else the first.
        let misspelled = table.entries.iter().find(|entry| self.nearest(&entry.key, tags()).is_some());
        if let Some(entry) = misspelled.or_else(|| table.entries.first()) {
            return self.unknown_key(entry, called, tags(), &joined(at.path, &entry.key));
        }
        let key = tags().collect::<Vec<_>>().join("` or `");
        self.tell(at, ProblemKind::MissingKey { table: called, key, allowed: "one of them".to_owned() });
    }

    /// Checks tables by id.
    fn tables(&self, table: &Table, words: Option<Words>, kind: &'static TableKind, path: &str) {
        for entry in &table.entries {
            let path = joined(path, &entry.key);
            let at = At { path: &path, byte: entry.key_span.start };
            match words {
                Some(words) => self.word(&entry.key, words, &at),
                None => self.own_id(&entry.key, &at),
            }
            match &entry.item.value {
                Value::Table(inner) => self.table(inner, kind, &at),
                _ => self.wrong_form(
                    &entry.item,
                    Form::Table(kind),
                    &At { path: &path, byte: entry.item.span.start },
                ),
            }
        }
    }

    /// Checks values by the ids of another kind.
    fn by_id(
        &self,
        table: &Table,
        kinds: &'static [&'static str],
        form: Form,
        path: &str,
        measured: Option<Measured>,
    ) {
        for entry in &table.entries {
            let path = joined(path, &entry.key);
            if self.ids.find(kinds, &entry.key) == Found::None {
                self.unknown_id(kinds, &entry.key, &At { path: &path, byte: entry.key_span.start });
            }
            self.value(&entry.item, form, &path, measured);
        }
    }
}

/// A path with a further key.
pub(crate) fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
