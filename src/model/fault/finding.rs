use std::fmt;
use std::sync::Arc;

use super::{FaultKind, WarningKind};

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "position")]
pub struct Place {
    /// The file, or the name under which the text was given.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// A line and column (both from 1) of a file.
    pub fn new(file: impl Into<Arc<str>>, line: usize, column: usize) -> Self {
        Self { file: file.into(), line, column }
    }
}

impl fmt::Display for Place {
    /// `study.toml:12:3`, as compilers write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Something found in a model: of what kind, at which table and key, and where in a file.
///
/// ```
/// use corridor::model::{Fault, FaultKind, Place};
///
/// let fault = Fault::new("leg.ferry", FaultKind::LoopLeg { node: "aktau".to_owned() });
/// assert_eq!(
///     fault.at(Place::new("study.toml", 12, 1)).to_string(),
///     "study.toml:12:1: leg.ferry: begins and ends at `aktau`: let it end at another node",
/// );
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Finding<K> {
    /// What it is, with its particulars.
    pub kind: K,
    /// The table and key it speaks of, such as `leg.aktau-baku.capacity` or `commitment.kz-oil.ramp[0].by`; empty
    /// where it speaks of the whole model.
    pub path: String,
    /// Where in a file it stands, if the model was read from one.
    pub place: Option<Place>,
}

/// What keeps a model from being run.
pub type Fault = Finding<FaultKind>;

/// What does not keep a model from being run, but should be known to its author.
pub type Warning = Finding<WarningKind>;

impl<K> Finding<K> {
    /// A finding at a table and key.
    pub fn new(path: impl Into<String>, kind: K) -> Self {
        Self { kind, path: path.into(), place: None }
    }

    /// The same at a place in a file.
    pub fn at(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }

    /// What findings are put in order by: those without a place first, then by file, line and column, then by path.
    pub(super) fn order(&self) -> (Option<&Place>, &str) {
        (self.place.as_ref(), &self.path)
    }
}

impl<K: fmt::Display> fmt::Display for Finding<K> {
    /// Where, then what, what was given, what is allowed, and what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", plain(&self.path))?;
        }
        f.write_str(&plain(&self.kind.to_string()))
    }
}

impl std::error::Error for Fault {}

/// Most characters of a path or a message: a name may be as long as its author likes.
const LONGEST: usize = 1_000;

/// A text on one line, not too long, and without what a terminal would obey.
fn plain(text: &str) -> String {
    let printable = |letter: char| if letter.is_control() { ' ' } else { letter };
    let mut plain: String = text.chars().take(LONGEST).map(printable).collect();
    if text.chars().nth(LONGEST).is_some() {
        plain.push('…');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_short_and_harmless() {
        let node = format!("\u{1b}[2J{}\n", "x".repeat(5_000));
        let message = Fault::new("leg.a\nb", FaultKind::LoopLeg { node }).to_string();
        assert!(message.starts_with("leg.a b: begins and ends at ` [2Jxxx"), "{message}");
        assert_eq!(plain("a\u{85}b"), "a b");
        assert!(message.ends_with("x…") && message.chars().count() < 1_020);
    }
}
