//! The reference of keys, in Markdown, made from the list of keys.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::keys::{Form, Key, NUMBERS, STUDY, TableKind};

/// The reference of the study format in Markdown: a section for each kind of table, with what each key holds.
///
/// `docs/study-format.md` holds it word for word.
///
/// ```
/// let reference = corridor::study::key_reference();
/// assert!(reference.contains("### `[leg.ID]`"));
/// ```
pub fn key_reference() -> String {
    let mut reference = Reference::default();
    reference.table(&STUDY, "The top of the file");
    for kind in NUMBERS {
        reference.table(kind, &format!("A number as a table with `{}`", kind.tag()));
    }
    reference.text
}

/// A reference in the making.
#[derive(Default)]
struct Reference {
    text: String,
    told: BTreeSet<&'static str>,
}

impl Reference {
    /// Adds the section of a kind of table and then those of the tables in it, each kind once.
    fn table(&mut self, kind: &'static TableKind, heading: &str) {
        if !self.told.insert(kind.name) {
            return;
        }
        // Writing to a string does not fail.
        let _ = write!(self.text, "### {heading}\n\n{}\n\n", kind.about);
        for group in kind.one_of {
            let _ = write!(self.text, "Exactly one of `{}` is given.\n\n", group.join("`, `"));
        }
        self.text.push_str("| key | holds | meaning |\n|---|---|---|\n");
        kind.keys.iter().for_each(|key| self.row(key));
        self.text.push('\n');
        kind.keys.iter().for_each(|key| self.inner(key.name, key.form));
    }

    /// Adds the row of a key.
    fn row(&mut self, key: &Key) {
        let must = if key.required { " (required)" } else { "" };
        let holds = match key.form {
            Form::Tables(_) | Form::TablesByWord(..) => "tables by id".to_owned(),
            Form::Tagged(_) => "a table, see below".to_owned(),
            Form::List(Form::Tagged(_)) => "a list of tables, see below".to_owned(),
            form => form.described(),
        };
        let _ =
            writeln!(self.text, "| `{}`{must} | {} | {} |", key.name, holds.replace('|', "\\|"), key.about);
    }

    /// Adds the sections of the tables that a key holds.
    fn inner(&mut self, name: &str, form: Form) {
        match form {
            Form::Tables(kind) | Form::TablesByWord(_, kind) => self.table(kind, &format!("`[{name}.ID]`")),
            Form::Table(kind) => self.table(kind, &format!("The table in `{name}`")),
            Form::Tagged(kinds) => {
                for kind in kinds {
                    self.table(kind, &format!("`{name}` with `{}`", kind.tag()));
                }
            }
            Form::List(inner) => self.inner(name, *inner),
            Form::Either(forms) => forms.iter().for_each(|form| self.inner(name, *form)),
            _ => {}
        }
    }
}
