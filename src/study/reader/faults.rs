//! All faults of a study file, and where they are collected.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use super::problem::{Problem, ProblemKind};
use crate::model::Place;

/// Most faults of one file that are told; the rest are counted.
const MOST_TOLD: usize = 200;

/// Most faults of one file that are kept until they are put in order: a broken file may hold millions.
const MOST_KEPT: usize = 2000;

/// Longest text, in characters, that a message repeats.
const LONGEST_SHOWN: usize = 100;

/// Every fault of a study file, in the order of the file.
///
/// ```
/// use corridor::study::Study;
///
/// let text = "name = 'x'\nhorizn = { first = '2025', last = '2030' }";
/// let faults = Study::parse(text, "slip.toml").unwrap_err();
/// assert_eq!(faults.problems().len(), 2, "a key too many and a key too few");
/// assert_eq!(faults.problems()[1].kind.nearest(), Some("horizon"));
/// assert!(faults.to_string().contains("slip.toml:2:1: horizn: "));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "errors")]
pub struct Faults {
    file: String,
    problems: Vec<Problem>,
    untold: usize,
}

impl Faults {
    /// The file or the name under which the text was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The faults in the order of the file, those without a place first; at most two hundred of them.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many faults there are beyond those told.
    pub fn untold(&self) -> usize {
        self.untold
    }
}

impl std::error::Error for Faults {}

/// One fault after the other, each beginning `file:line:column:`, then their number.
impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            match problem.place {
                Some(_) => writeln!(formatter, "{problem}")?,
                None => writeln!(formatter, "{}: {problem}", self.file)?,
            }
        }
        let count = self.problems.len() + self.untold;
        let faults = if count == 1 { "1 fault".to_owned() } else { format!("{count} faults") };
        match self.untold {
            0 => write!(formatter, "{faults}"),
            untold => write!(formatter, "{faults}, {untold} of them not told"),
        }
    }
}

/// Where faults are collected while a file is read. Shared by the readers of all its tables.
#[derive(Debug)]
pub(crate) struct Problems {
    file: Arc<str>,
    kept: RefCell<Vec<Problem>>,
    dropped: Cell<usize>,
}

impl Problems {
    /// No faults yet of a file.
    pub(crate) fn of(file: &str) -> Self {
        Self { file: file.into(), kept: RefCell::default(), dropped: Cell::default() }
    }

    /// Adds a fault at a line and column, where it has one.
    pub(crate) fn push(&self, path: &str, place: Option<(usize, usize)>, kind: ProblemKind) {
        if self.is_full() {
            self.dropped.set(self.dropped.get() + 1);
        } else {
            let place = place.map(|(line, column)| Place::new(self.file.clone(), line, column));
            self.kept.borrow_mut().push(Problem { kind, path: shown(path), place });
        }
    }

    /// The paths of all faults so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.kept.borrow().iter().map(|problem| problem.path.clone()).collect()
    }

    /// Whether a fault at a path or of a part of it was told.
    pub(crate) fn has_under(&self, path: &str) -> bool {
        self.kept.borrow().iter().any(|problem| problem.path.starts_with(&shown(path)))
    }

    /// Whether no fault was told yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.borrow().is_empty()
    }

    /// Whether further faults are only counted, so that costly help such as a nearest name can be spared.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.borrow().len() >= MOST_KEPT
    }

    /// All faults in the order of the file, equal ones once.
    pub(crate) fn into_faults(self) -> Faults {
        let mut problems = without_echoes(self.kept.into_inner());
        problems.sort_by(|one, other| one.place.cmp(&other.place));
        problems.dedup();
        let untold = problems.len().saturating_sub(MOST_TOLD) + self.dropped.get();
        problems.truncate(MOST_TOLD);
        Faults { file: self.file.to_string(), problems, untold }
    }
}

/// The faults without those that only repeat what an error of syntax at the same place has told.
fn without_echoes(problems: Vec<Problem>) -> Vec<Problem> {
    let is_syntax = |problem: &&Problem| matches!(problem.kind, ProblemKind::Syntax { .. });
    let places: BTreeSet<Place> =
        problems.iter().filter(is_syntax).filter_map(|problem| problem.place.clone()).collect();
    let is_echo = |problem: &Problem| {
        !is_syntax(&problem) && problem.place.as_ref().is_some_and(|place| places.contains(place))
    };
    problems.into_iter().filter(|problem| !is_echo(problem)).collect()
}

/// A text of the file as a message may repeat it: on one line, not long, without a terminal's control characters.
pub(crate) fn shown(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(LONGEST_SHOWN)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if text.chars().nth(LONGEST_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
