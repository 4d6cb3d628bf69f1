use super::{Id, words};

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

words!(
    /// What kind of knowledge a number is.
    #[derive(Default)]
    Evidence {
        /// Measured, by whom it concerns: a statistics office's count.
        Observed = "observed",
        /// Said by somebody in a publication.
        Reported = "reported",
        /// Wanted or announced by somebody; not an observation, nor a commitment.
        Target = "target",
        /// Taken by the author of the model, for a stated reason.
        #[default]
        Assumed = "assumed",
        /// Computed from other numbers.
        Derived = "derived",
    }
);

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
