//! What the model and its scenarios find wrong with a study that could be read, each with its place in the file.

use std::collections::BTreeSet;

use crate::model::{Draft, Fault, FaultKind};
use crate::scenario::{Action, Scenario, ScenarioError, ScenarioErrors, ScenarioSet};

use super::reader::document::Document;
use super::reader::faults::Problems;
use super::reader::problem::ProblemKind;

/// Top keys without which the rest of a study cannot be judged.
const GROUNDS: [&str; 2] = ["horizon", "measure"];

/// Tells the faults of the model and of its scenarios. The scenarios are given back where none was found at all.
pub(super) fn judge(
    document: &Document,
    draft: &Draft,
    scenarios: Vec<Scenario>,
    problems: &Problems,
) -> Option<ScenarioSet> {
    let judge = Judge { document, problems, tainted: tainted(&problems.paths()) };
    if !document.is_whole() || GROUNDS.iter().any(|key| judge.tainted.contains(*key)) {
        return None;
    }
    judge.model(draft);
    let set = judge.set(scenarios)?;
    if !problems.is_empty() {
        return None;
    }
    judge.changes(&set, draft);
    if problems.is_empty() { Some(set) } else { None }
}

/// What a judgement needs at hand.
struct Judge<'a> {
    document: &'a Document,
    problems: &'a Problems,
    /// Tables of which some part could not be read, with their kinds, and top keys.
    tainted: BTreeSet<String>,
}

impl Judge<'_> {
    /// Tells a fault at a path; at the head of the file where the file has nothing of it.
    fn tell(&self, path: &str, kind: ProblemKind) {
        let byte = self.document.find(path).map_or(0, |span| span.start);
        self.problems.push(path, Some(self.document.text().place(byte)), kind);
    }

    /// Tells what is wrong with the model, unless it may come of what could not be read.
    fn model(&self, draft: &Draft) {
        let own = draft.faults().into_iter().filter(|fault| self.tainted.is_empty() || !self.is_echo(fault));
        for fault in own {
            self.tell(&fault.path, fault.kind.into());
        }
    }

    /// Whether a fault may come of a table that could not be read: it speaks of such a table, or of a name that is
    /// unknown, which the reader has told where it is so.
    fn is_echo(&self, fault: &Fault) -> bool {
        let message = fault.kind.to_string();
        let named =
            |path: &String| path.split_once('.').is_some_and(|(_, id)| message.contains(&format!("`{id}`")));
        (fault.kind.is_unknown_name() && !names_a_class(&fault.path))
            || matches!(fault.kind, FaultKind::NobodysVolume)
            || self.tainted.contains(&table_of(&fault.path))
            || self.tainted.iter().any(named)
    }

    /// The scenarios as a set, unless they do not go together.
    fn set(&self, scenarios: Vec<Scenario>) -> Option<ScenarioSet> {
        // The reader has told of scenarios that are not there, with the place of the name and not of its key.
        let is_new = |error: &ScenarioError| !matches!(error, ScenarioError::UnknownParent { .. });
        let tell = |errors: ScenarioErrors| {
            errors.into_iter().filter(is_new).for_each(|error| self.scenario(error, ""));
        };
        ScenarioSet::new(scenarios).map_err(tell).ok()
    }

    /// Tells what is wrong with the changes of scenarios, and with what they add.
    fn changes(&self, set: &ScenarioSet, draft: &Draft) {
        for error in set.faults(draft) {
            let word = word_of(&error, set);
            self.scenario(error, word);
        }
        set.iter()
            .filter(|scenario| adds(scenario))
            .for_each(|scenario| self.additions(set, scenario, draft));
    }

    /// Tells what is wrong with a model to which a scenario has added something.
    fn additions(&self, set: &ScenarioSet, scenario: &Scenario, draft: &Draft) {
        let Ok(overlay) = set.apply(&scenario.id, draft) else { return };
        for fault in overlay.draft().faults() {
            let path =
                added_path(scenario, &fault.path).unwrap_or_else(|| format!("scenario.{}", scenario.id));
            self.tell(&path, fault.kind.into());
        }
    }

    /// Tells what is wrong with a scenario; where it is with a change, at the key at fault, or else at its word.
    fn scenario(&self, error: ScenarioError, word: &str) {
        let path = match &error {
            ScenarioError::Change { scenario, index, fault, .. } => {
                format!("scenario.{scenario}.changes[{index}].{}", fault.key().unwrap_or(word))
            }
            ScenarioError::Circle { scenario, .. } => format!("scenario.{scenario}.extends"),
            error => error.scenario().map_or_else(String::new, |scenario| format!("scenario.{scenario}")),
        };
        self.tell(&path, error.into());
    }
}

/// The word of the change that an error speaks of.
fn word_of(error: &ScenarioError, set: &ScenarioSet) -> &'static str {
    let ScenarioError::Change { scenario, index, .. } = error else { return "" };
    let change = set.get(scenario).and_then(|scenario| scenario.changes.get(*index));
    change.map_or("", |change| change.action.word())
}

/// Whether a scenario adds new things.
fn adds(scenario: &Scenario) -> bool {
    scenario.changes.iter().any(|change| matches!(change.action, Action::Add { .. }))
}

/// Where in the changes of a scenario a table stands that it adds.
fn added_path(scenario: &Scenario, path: &str) -> Option<String> {
    let table = table_of(path);
    let change = scenario.changes.iter().position(|change| match &change.action {
        Action::Add { things } => {
            things.iter().any(|it| format!("{}.{}", it.record.kind(), it.name) == table)
        }
        _ => false,
    })?;
    Some(format!("scenario.{}.changes[{change}].add.{path}", scenario.id))
}

/// The tables in which faults were found, and top keys.
fn tainted(paths: &[String]) -> BTreeSet<String> {
    paths.iter().map(|path| table_of(path)).collect()
}

/// The table that a path leads into: the first two of its parts.
fn table_of(path: &str) -> String {
    path.split('.').take(2).collect::<Vec<_>>().join(".")
}

/// Whether a path is that of a class of promises, whose names the reader does not know: some come with the crate.
fn names_a_class(path: &str) -> bool {
    path.ends_with(".track_record")
}
