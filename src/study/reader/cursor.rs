//! A place in a document from which values are read and faults are told.

use std::ops::Range;
use std::rc::Rc;

use super::check::joined;
use super::document::Document;
use super::faults::{Problems, shown};
use super::problem::ProblemKind;
use super::tree::{Entry, Item, Table, Value};
use crate::evidence::{Evidence, Provenance, SourceId};
use crate::quantity::Measure;

/// What all readers of one file share.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    pub(crate) document: &'a Document,
    pub(crate) problems: &'a Problems,
    /// What the study measures, which numbers without a fixed kind take after.
    pub(crate) measure: Option<Measure>,
}

/// A place in a document: its path, its bytes, and where numbers from there are from unless they say so themselves.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    shared: &'a Shared<'a>,
    path: String,
    span: Range<usize>,
    provenance: Rc<Provenance>,
}

impl<'a> Cursor<'a> {
    /// The top of a document.
    pub(crate) fn top(shared: &'a Shared<'a>) -> Self {
        Self { shared, path: String::new(), span: 0..0, provenance: Rc::default() }
    }

    /// The value of a key of a table at this place.
    pub(crate) fn at_key(&self, entry: &Entry) -> Self {
        Self { path: joined(&self.path, &entry.key), span: entry.item.span.clone(), ..self.clone() }
    }

    /// The key itself, which is what is blamed for faults of the whole table that it heads.
    pub(crate) fn at_head(&self, entry: &Entry) -> Self {
        Self { span: entry.key_span.clone(), ..self.at_key(entry) }
    }

    /// An item of a list at this place.
    pub(crate) fn at_item(&self, index: usize, item: &Item) -> Self {
        Self { path: format!("{}[{index}]", self.path), span: item.span.clone(), ..self.clone() }
    }

    /// The same place, with what a table says of its source, its evidence and its note.
    ///
    /// The study's own note is about the study: it is no reason for any of its numbers.
    pub(crate) fn within(&self, table: &Table) -> Self {
        if self.path.is_empty() {
            return self.clone();
        }
        Self { provenance: Rc::new(overlaid(&self.provenance, table)), ..self.clone() }
    }

    /// Where numbers from here are from.
    pub(crate) fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// What the study measures.
    pub(crate) fn measure(&self) -> Option<Measure> {
        self.shared.measure
    }

    /// Tells a fault of this place.
    pub(crate) fn tell(&self, kind: ProblemKind) {
        let place = self.shared.document.text().place(self.span.start);
        self.shared.problems.push(&self.path, Some(place), kind);
    }

    /// Tells that what stands here cannot be read, unless a fault of this place was told already.
    pub(crate) fn be_told(&self) {
        if !self.shared.problems.has_under(&self.path) {
            self.unreadable("it cannot stand here", "");
        }
    }

    /// Tells that what stands here cannot be read, and what could.
    pub(crate) fn unreadable(&self, reason: &str, allowed: &str) {
        self.tell(ProblemKind::Unreadable {
            given: shown(self.shared.document.text().slice(self.span.clone())),
            reason: reason.to_owned(),
            allowed: allowed.to_owned(),
            nearest: None,
        });
    }
}

/// The provenance of numbers in a table, on top of that of what the table is in.
///
/// A source of its own makes the numbers `reported` unless another word is given, and leaves the outer note behind.
/// The word `assumed` leaves the outer sources behind.
fn overlaid(outer: &Provenance, table: &Table) -> Provenance {
    let own = sources(table);
    let word = text(table, "evidence").and_then(|word| word.parse::<Evidence>().ok());
    let speaks = !own.is_empty() || word.is_some();
    let note = text(table, "note").map(str::to_owned);
    Provenance {
        evidence: word.unwrap_or(if own.is_empty() { outer.evidence } else { Evidence::Reported }),
        sources: match (own.is_empty(), word) {
            (false, _) => own,
            (true, Some(Evidence::Assumed)) => Vec::new(),
            (true, _) => outer.sources.clone(),
        },
        note: note.unwrap_or_else(|| if speaks { String::new() } else { outer.note.clone() }),
    }
}

/// The sources that a table names.
fn sources(table: &Table) -> Vec<SourceId> {
    let id = |item: &Item| match &item.value {
        Value::Text(id) => Some(SourceId::new(id)),
        _ => None,
    };
    match table.get("source").map(|entry| &entry.item) {
        Some(Item { value: Value::List(items), .. }) => items.iter().filter_map(id).collect(),
        Some(item) => id(item).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The text of a key.
fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    match &table.get(key)?.item.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::Document;
    use super::*;

    /// The provenance of a number in a table in a table, both given in TOML.
    fn provenance(outer: &str, inner: &str) -> (String, Vec<String>, String) {
        let problems = Problems::of("test");
        let table = |text: &str| Document::parse(text, &problems).root().clone();
        let outer = overlaid(&Provenance::default(), &table(outer));
        let own = overlaid(&outer, &table(inner));
        let sources = own.sources.iter().map(ToString::to_string).collect();
        (own.evidence.to_string(), sources, own.note)
    }

    #[test]
    fn a_number_is_from_where_its_table_is_unless_it_says_so_itself() {
        let rows: [(&str, &str, &str, &[&str], &str); 8] = [
            ("", "", "assumed", &[], ""),
            ("source = 'P3'", "", "reported", &["P3"], ""),
            ("source = ['P3', 'P1']", "", "reported", &["P3", "P1"], ""),
            ("source = 'P3'\nevidence = 'observed'\nnote = 'n'", "", "observed", &["P3"], "n"),
            ("source = 'P3'\nevidence = 'observed'\nnote = 'n'", "source = 'K1'", "reported", &["K1"], ""),
            ("source = 'P3'", "evidence = 'derived'\nnote = 'of two'", "derived", &["P3"], "of two"),
            ("source = 'P3'\nnote = 'n'", "evidence = 'assumed'", "assumed", &[], ""),
            ("source = 'P3'", "note = 'low'", "reported", &["P3"], "low"),
        ];
        for (outer, inner, evidence, sources, note) in rows {
            let (own_evidence, own_sources, own_note) = provenance(outer, inner);
            assert_eq!((own_evidence.as_str(), own_note.as_str()), (evidence, note), "{outer} / {inner}");
            assert_eq!(own_sources, sources, "{outer} / {inner}");
        }
    }
}
