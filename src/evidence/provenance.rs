use std::fmt;
use std::str::FromStr;

use super::Id;

/// A publication that numbers are taken from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[doc(alias = "citation")]
#[doc(alias = "reference")]
pub struct Source {
    /// The title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When: a date, a year, or `n.d.`
    pub published: String,
    /// Where it can be read: an address on the web.
    pub address: String,
    /// The phrase that holds the number.
    pub quote: String,
    /// A remark, such as a contradiction with another source.
    pub note: String,
}

/// The name of a [`Source`].
pub type SourceId = Id<Source>;

/// What kind of knowledge a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Evidence {
    /// Measured, by whom it concerns: a statistics office's count.
    Observed,
    /// Said by somebody in a publication.
    Reported,
    /// Wanted or announced by somebody; not an observation, nor a commitment.
    Target,
    /// Taken by the author of the model, for a stated reason.
    #[default]
    Assumed,
    /// Computed from other numbers.
    Derived,
}

impl Evidence {
    /// All kinds, in the order of the enumeration.
    pub const ALL: [Evidence; 5] =
        [Evidence::Observed, Evidence::Reported, Evidence::Target, Evidence::Assumed, Evidence::Derived];

    /// The word for it in a study.
    pub const fn word(self) -> &'static str {
        match self {
            Evidence::Observed => "observed",
            Evidence::Reported => "reported",
            Evidence::Target => "target",
            Evidence::Assumed => "assumed",
            Evidence::Derived => "derived",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Evidence {
    type Err = String;

    /// Reads the word; the error lists the words there are.
    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|evidence| evidence.word() == text);
        found.ok_or_else(|| Self::ALL.map(Self::word).join(", "))
    }
}

/// Where one number is from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// What kind of knowledge it is.
    pub evidence: Evidence,
    /// The publications it is from; may be none.
    pub sources: Vec<SourceId>,
    /// Why it was taken, or how it was computed; may be empty.
    pub note: String,
}

impl Provenance {
    /// Whether it has a source, or says what else it rests on: an assumption or a derivation with its reason.
    pub fn is_stated(&self) -> bool {
        !self.sources.is_empty() || !self.note.is_empty()
    }
}
