//! What can be wrong with a study file.

use crate::model::{FaultKind, Finding};
use crate::scenario::ScenarioError;

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
    #[error("no study named `{given}` comes with the crate{}", offer(.nearest.as_deref(), &listed(.allowed)))]
    NoSuchStudy {
        /// The name asked for.
        given: String,
        /// The studies there are.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// The file is larger than any study needs; it was not read.
    #[error("the file of {} is too large for a study and was not read; allowed: at most {}", size(*.bytes), size(*.most))]
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// Largest size in bytes.
        most: u64,
    },
    /// The file is not text in UTF-8.
    #[error("the file is not text in UTF-8; allowed: TOML in UTF-8")]
    NotUtf8,
    /// Brackets or dotted keys are nested deeper than the format needs; the file was not read.
    #[error("nested too deeply; allowed: at most {most} levels")]
    TooDeep {
        /// Deepest nesting.
        most: usize,
    },
    /// The text is not TOML.
    #[error("this is not TOML: {message}{}", in_line(.given))]
    Syntax {
        /// What the parser says.
        message: String,
        /// The line it stands on.
        given: String,
    },
    /// A table has a key that the format does not know.
    #[error("{table} has no key `{given}`{}", offer(.nearest.as_deref(), &listed(.allowed)))]
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
    #[error("{table} needs the key `{key}`{}", offer(None, .allowed))]
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
    #[error("{given} cannot stand here{}", offer(None, .allowed))]
    WrongForm {
        /// What was given: `a list`, say.
        given: String,
        /// What the key takes.
        allowed: String,
    },
    /// A text is none of the words that its key takes.
    #[error("`{given}` is none of the words that can stand here{}", offer(.nearest.as_deref(), &listed(.allowed)))]
    UnknownWord {
        /// The word given.
        given: String,
        /// The words there are.
        allowed: Vec<String>,
        /// The most similar of them.
        nearest: Option<String>,
    },
    /// An id that the study does not define.
    #[error("the study has no {kind} `{given}`{}", offer(.nearest.as_deref(), &listed(.allowed)))]
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
    #[error("`{given}` is the name of several things{}", offer(None, &listed(.allowed)))]
    AmbiguousId {
        /// The id given.
        given: String,
        /// The ids of all of them, each with its kind, of which one is to be written.
        allowed: Vec<String>,
    },
    /// A value of the right kind that cannot be read: a wrong unit, an impossible date.
    #[error("cannot read `{given}`: {reason}{}", offer(.nearest.as_deref(), .allowed))]
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
    /// A fault of the model that the study describes.
    #[error(transparent)]
    Model(#[from] FaultKind),
    /// A fault of a scenario, or of one of its changes.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}

/// One fault of a study file: what is wrong, which key it concerns, and where that stands.
pub type Problem = Finding<ProblemKind>;

impl ProblemKind {
    /// What was given, where it was read and found wrong. Faults of the model and of scenarios have it in their own
    /// fields.
    pub fn given(&self) -> Option<&str> {
        match self {
            Self::Syntax { given, .. }
            | Self::UnknownKey { given, .. }
            | Self::NoSuchStudy { given, .. }
            | Self::UnknownWord { given, .. }
            | Self::UnknownId { given, .. }
            | Self::AmbiguousId { given, .. }
            | Self::WrongForm { given, .. }
            | Self::Unreadable { given, .. } => Some(given),
            _ => None,
        }
    }

    /// The name that was probably meant, where one is near.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { nearest, .. }
            | Self::NoSuchStudy { nearest, .. }
            | Self::UnknownWord { nearest, .. }
            | Self::UnknownId { nearest, .. }
            | Self::Unreadable { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}

/// The line that an error of syntax stands in, unless it is empty.
fn in_line(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(", in the line `{line}`") }
}

/// What to write instead: the nearest name, and what is allowed.
fn offer(nearest: Option<&str>, allowed: &str) -> String {
    match (nearest, allowed) {
        (None, "") => String::new(),
        (Some(nearest), "") => format!("; did you mean `{nearest}`?"),
        (None, allowed) => format!("; allowed: {allowed}"),
        (Some(nearest), allowed) => format!("; did you mean `{nearest}`? Allowed: {allowed}"),
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
