//! The ids that a document defines, by kind of table.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::tree::{Table, Value};
use crate::study::keys::{Form, STUDY};

/// Ids by kind of table, those that scenarios add included.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    by_kind: BTreeMap<&'static str, BTreeSet<String>>,
}

/// What an id turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// One thing.
    One,
    /// Things of several kinds.
    Several(Vec<String>),
    /// Nothing.
    None,
}

impl Ids {
    /// Collects the ids of a document.
    pub(crate) fn of(document: &Document) -> Self {
        let mut ids = Self::default();
        ids.collect(document.root());
        for change in changes(document.root()) {
            if let Some(Value::Table(added)) = change.get("add").map(|entry| &entry.item.value) {
                ids.collect(added);
            }
        }
        ids
    }

    /// Takes the ids of all tables by id that stand in `table`.
    fn collect(&mut self, table: &Table) {
        let kinds = STUDY.keys.iter().filter(|key| matches!(key.form, Form::Tables(_)));
        for key in kinds {
            if let Some(Value::Table(inner)) = table.get(key.name).map(|entry| &entry.item.value) {
                let names = inner.entries.iter().map(|entry| entry.key.clone());
                self.by_kind.entry(key.name).or_default().extend(names);
            }
        }
        if table.get("name").is_some() {
            self.by_kind.entry("scenario").or_default().insert("baseline".to_owned());
        }
    }

    /// Whether there is a thing of this kind and id.
    pub(crate) fn has(&self, kind: &str, id: &str) -> bool {
        self.by_kind.get(kind).is_some_and(|ids| ids.contains(id))
    }

    /// What an id stands for among some kinds; `leg.aktau-baku` says its kind.
    pub(crate) fn find(&self, kinds: &[&'static str], id: &str) -> Found {
        if id.split_once('.').is_some_and(|(kind, id)| kinds.contains(&kind) && self.has(kind, id)) {
            return Found::One;
        }
        let found: Vec<String> =
            kinds.iter().filter(|kind| self.has(kind, id)).map(|kind| format!("{kind}.{id}")).collect();
        match found.len() {
            0 => Found::None,
            1 => Found::One,
            _ => Found::Several(found),
        }
    }

    /// The thing of another kind that has an id, with its kind: the id was put under the wrong key.
    pub(crate) fn of_other_kind(&self, id: &str) -> Option<String> {
        let kind = self.by_kind.iter().find(|(_, ids)| ids.contains(id)).map(|(kind, _)| kind);
        kind.map(|kind| format!("{kind}.{id}"))
    }

    /// All ids of some kinds, kind by kind.
    pub(crate) fn all<'i>(&'i self, kinds: &'i [&'static str]) -> impl Iterator<Item = &'i str> {
        kinds.iter().filter_map(|kind| self.by_kind.get(kind)).flatten().map(String::as_str)
    }

    /// All things with their kinds, as `leg.aktau-baku`.
    pub(crate) fn things(&self) -> Vec<String> {
        let of_kind = |(kind, ids): (&&str, &BTreeSet<String>)| -> Vec<String> {
            ids.iter().map(|id| format!("{kind}.{id}")).collect()
        };
        self.by_kind.iter().flat_map(of_kind).collect()
    }
}

/// The tables in the lists `changes` of all scenarios.
fn changes(root: &Table) -> impl Iterator<Item = &Table> {
    let scenarios = match root.get("scenario").map(|entry| &entry.item.value) {
        Some(Value::Table(scenarios)) => scenarios.entries.as_slice(),
        _ => &[],
    };
    scenarios
        .iter()
        .filter_map(|scenario| match &scenario.item.value {
            Value::Table(table) => table.get("changes"),
            _ => None,
        })
        .filter_map(|changes| match &changes.item.value {
            Value::List(items) => Some(items),
            _ => None,
        })
        .flatten()
        .filter_map(|item| match &item.value {
            Value::Table(table) => Some(table),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::super::faults::Problems;
    use super::*;

    #[test]
    fn ids_are_found_by_kind_and_added_ones_too() {
        let text = "[leg.a]\n[corridor.a]\n[node.b]\n[scenario.s]\nchanges = [{ add = { project = { new = {} } } }]\n";
        let ids = Ids::of(&Document::parse(text, &Problems::of("test")));
        let several = Found::Several(vec!["leg.a".to_owned(), "corridor.a".to_owned()]);
        let rows: [(&[&str], &str, Found); 7] = [
            (&["leg"], "a", Found::One),
            (&["leg", "corridor"], "a", several),
            (&["leg", "corridor"], "corridor.a", Found::One),
            (&["leg", "corridor"], "node.b", Found::None),
            (&["project"], "new", Found::One),
            (&["node"], "a", Found::None),
            (&["scenario"], "baseline", Found::None),
        ];
        for (kinds, id, expected) in rows {
            let kinds: Vec<&'static str> = kinds.to_vec();
            assert_eq!(ids.find(&kinds, id), expected, "{id} of {kinds:?}");
        }
        assert_eq!(ids.of_other_kind("b").as_deref(), Some("node.b"));
    }
}
