//! What is wrong with a study file, and where.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use super::text::Place;

/// Most faults of one file that are told; the rest are counted.
const MOST_TOLD: usize = 200;

/// Most faults of one file that are kept until they are put in order: a broken file may hold millions.
const MOST_KEPT: usize = 2000;

/// Longest text, in characters, that a message repeats.
const LONGEST_SHOWN: usize = 100;

/// Most allowed names that a message lists.
const MOST_LISTED: usize = 40;

/// What kind of fault a study file has.
///
/// Names and words that were looked for carry those that would have done and the nearest of them.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The file cannot be opened or read.
    #[error("cannot read the file: {reason}")]
    NoFile {
        /// What the operating system says.
        reason: String,
    },
    /// No study of that name comes with the crate.
    #[error("no study named `{given}` comes with the crate")]
    NoSuchStudy {
        /// The name asked for.
        given: String,
        /// The studies there are.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// The file is larger than any study needs; it was not read.
    #[error("the file of {} is too large for a study and was not read", size(*.bytes))]
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// Largest size in bytes.
        most: u64,
    },
    /// The file is not text in UTF-8.
    #[error("the file is not text in UTF-8")]
    NotUtf8,
    /// Brackets or dotted keys are nested deeper than the format needs; the file was not read.
    #[error("nested too deeply")]
    TooDeep {
        /// Deepest nesting.
        most: usize,
    },
    /// The text is not TOML.
    #[error("this is not TOML: {message}, in the line `{given}`")]
    Syntax {
        /// What the parser says.
        message: String,
        /// The line it stands on.
        given: String,
    },
    /// A table has a key that the format does not know.
    #[error("{table} has no key `{given}`")]
    UnknownKey {
        /// The kind of table, with its article.
        table: &'static str,
        /// The key given.
        given: String,
        /// The keys there are.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// A table lacks a key that it must have.
    #[error("{table} needs the key `{key}`")]
    MissingKey {
        /// The kind of table, with its article.
        table: &'static str,
        /// The key that is missing, or the keys of which one is.
        key: String,
        /// What it may hold.
        allowed: String,
    },
    /// Keys of a table exclude one another.
    #[error("{table} takes only one of `{}`", .keys.join("` and `"))]
    TooManyKeys {
        /// The kind of table, with its article.
        table: &'static str,
        /// The keys of which one must go.
        keys: Vec<String>,
    },
    /// A value is of another kind than its key takes: a table for a text, say.
    #[error("{given} cannot stand here")]
    WrongForm {
        /// What was given: `a list`, say.
        given: String,
        /// What the key takes.
        allowed: String,
    },
    /// A text is none of the words that its key takes.
    #[error("`{given}` is none of the words that can stand here")]
    UnknownWord {
        /// The word given.
        given: String,
        /// The words there are.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// An id that the study does not define.
    #[error("the study has no {kind} `{given}`")]
    UnknownId {
        /// What the id should name: `leg or corridor`, say.
        kind: String,
        /// The id given.
        given: String,
        /// The ids there are.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// An id that stands for several things of the study.
    #[error("`{given}` is the name of several things")]
    AmbiguousId {
        /// The id given.
        given: String,
        /// The ids of all of them, each with its kind, of which one is to be written.
        allowed: Vec<String>,
    },
    /// A value of the right kind that cannot be read: a wrong unit, an impossible date.
    #[error("cannot read `{given}`: {reason}")]
    Unreadable {
        /// The text given.
        given: String,
        /// Why not.
        reason: String,
        /// What would do.
        allowed: String,
        /// The nearest name, where the text is a misspelled one.
        nearest: Option<String>,
    },
    /// A fault of the model, which knows no files.
    #[error("{message}")]
    Model {
        /// What the model says.
        message: String,
        /// What was given.
        given: Option<String>,
        /// What is allowed, or what to do.
        allowed: Option<String>,
        /// The nearest name.
        nearest: Option<String>,
    },
}

impl ProblemKind {
    /// What was given, where that is more than the message says.
    pub fn given(&self) -> Option<String> {
        match self {
            Self::TooLarge { bytes, .. } => Some(size(*bytes)),
            Self::Model { given, .. } => given.clone(),
            Self::Syntax { given, .. }
            | Self::UnknownKey { given, .. }
            | Self::NoSuchStudy { given, .. }
            | Self::UnknownWord { given, .. }
            | Self::UnknownId { given, .. }
            | Self::AmbiguousId { given, .. }
            | Self::WrongForm { given, .. }
            | Self::Unreadable { given, .. } => Some(given.clone()),
            Self::NoFile { .. }
            | Self::NotUtf8
            | Self::TooDeep { .. }
            | Self::MissingKey { .. }
            | Self::TooManyKeys { .. } => None,
        }
    }

    /// What is allowed in its place.
    pub fn allowed(&self) -> Option<String> {
        match self {
            Self::TooLarge { most, .. } => Some(format!("at most {}", size(*most))),
            Self::TooDeep { most } => Some(format!("at most {most} levels")),
            Self::NotUtf8 => Some("TOML in UTF-8".to_owned()),
            Self::UnknownKey { allowed, .. }
            | Self::NoSuchStudy { allowed, .. }
            | Self::UnknownWord { allowed, .. }
            | Self::UnknownId { allowed, .. }
            | Self::AmbiguousId { allowed, .. } => Some(listed(allowed)),
            Self::MissingKey { allowed, .. }
            | Self::WrongForm { allowed, .. }
            | Self::Unreadable { allowed, .. } => Some(allowed.clone()).filter(|allowed| !allowed.is_empty()),
            Self::Model { allowed, .. } => allowed.clone(),
            Self::NoFile { .. } | Self::Syntax { .. } | Self::TooManyKeys { .. } => None,
        }
    }

    /// The name that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { nearest, .. }
            | Self::NoSuchStudy { nearest, .. }
            | Self::UnknownWord { nearest, .. }
            | Self::UnknownId { nearest, .. }
            | Self::Unreadable { nearest, .. }
            | Self::Model { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}

/// Names one after the other, the end cut where they are many.
fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "(none)".to_owned();
    }
    let listed = names[..names.len().min(MOST_LISTED)].join(", ");
    match names.len().saturating_sub(MOST_LISTED) {
        0 => listed,
        more => format!("{listed}, … (and {more} more)"),
    }
}

/// A size in bytes for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

/// One fault of a study file: where it is, which key it concerns, and what is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    path: String,
    place: Option<Place>,
    kind: ProblemKind,
}

impl Problem {
    /// Line and column, where the fault is in the text of the file.
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The table and key, such as `leg.aktau-baku.capacity`; empty where the fault concerns the whole file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong.
    pub fn kind(&self) -> &ProblemKind {
        &self.kind
    }
}

/// The key, what is wrong with what was given, the nearest name, and what is allowed, on one line.
impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(formatter, "{}: ", self.path)?;
        }
        write!(formatter, "{}", self.kind)?;
        match (self.kind.nearest(), self.kind.allowed()) {
            (None, None) => Ok(()),
            (Some(nearest), None) => write!(formatter, "; did you mean `{nearest}`?"),
            (None, Some(allowed)) => write!(formatter, "; allowed: {allowed}"),
            (Some(nearest), Some(allowed)) => {
                write!(formatter, "; did you mean `{nearest}`? Allowed: {allowed}")
            }
        }
    }
}

/// Every fault of a study file, in the order of the file.
///
/// ```
/// use corridor::study::Study;
///
/// let text = "name = 'x'\nhorizn = { first = '2025', last = '2030' }";
/// let faults = Study::parse(text, "slip.toml").unwrap_err();
/// assert_eq!(faults.problems().len(), 2, "a key too many and a key too few");
/// assert_eq!(faults.problems()[1].kind().nearest(), Some("horizon"));
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
                Some(place) => writeln!(formatter, "{}:{place}: {problem}", self.file)?,
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
#[derive(Debug, Default)]
pub(crate) struct Problems {
    kept: RefCell<Vec<Problem>>,
    dropped: Cell<usize>,
}

impl Problems {
    /// Adds a fault.
    pub(crate) fn push(&self, path: &str, place: Option<Place>, kind: ProblemKind) {
        if self.is_full() {
            self.dropped.set(self.dropped.get() + 1);
        } else {
            self.kept.borrow_mut().push(Problem { path: shown(path), place, kind });
        }
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
    pub(crate) fn into_faults(self, file: &str) -> Faults {
        let mut problems = without_echoes(self.kept.into_inner());
        problems.sort_by_key(|problem| problem.place);
        problems.dedup();
        let untold = problems.len().saturating_sub(MOST_TOLD) + self.dropped.get();
        problems.truncate(MOST_TOLD);
        Faults { file: file.to_owned(), problems, untold }
    }
}

/// The faults without those that only repeat what an error of syntax at the same place has told.
fn without_echoes(problems: Vec<Problem>) -> Vec<Problem> {
    let is_syntax = |problem: &&Problem| matches!(problem.kind, ProblemKind::Syntax { .. });
    let places: BTreeSet<Place> =
        problems.iter().filter(is_syntax).filter_map(|problem| problem.place).collect();
    let is_echo = |problem: &Problem| {
        !is_syntax(&problem) && problem.place.is_some_and(|place| places.contains(&place))
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
