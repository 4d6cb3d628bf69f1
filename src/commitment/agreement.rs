use crate::calendar::{Date, Period};
use crate::evidence::{Id, Provenance};

use super::{AgreementStatus, Instrument};

/// The name of an [`Agreement`].
pub type AgreementId = Id<Agreement>;

/// What two or more parties have agreed, and how firmly.
///
/// An agreement carries no volume itself: a [`Commitment`](super::Commitment) does, and says which agreement it
/// rests on.
///
/// ```
/// use corridor::commitment::{Agreement, AgreementStatus, Instrument};
///
/// let dostlug = Agreement::new(Instrument::Memorandum, ["AZ", "TM"]).status(AgreementStatus::Signed);
/// assert!(!dostlug.status.counts(), "a memorandum that is signed takes no capacity");
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "treaty")]
#[doc(alias = "memorandum")]
pub struct Agreement {
    /// What people call it.
    pub name: String,
    /// The parties: countries by ISO 3166 code, companies by name.
    pub parties: Vec<String>,
    /// What it is written down as.
    pub instrument: Instrument,
    /// The day it was signed.
    pub signed: Option<Date>,
    /// How far it is.
    pub status: AgreementStatus,
    /// First and last period it is for.
    pub period: Option<(Period, Period)>,
    /// How many documents it is made of.
    pub documents: Option<u32>,
    /// What it backs: names such as `commitment.kz-oil` or `project.dostlug`.
    pub backs: Vec<String>,
    /// Where it is known from.
    pub provenance: Provenance,
}

impl Agreement {
    /// An announced agreement of these parties.
    pub fn new<'a>(instrument: Instrument, parties: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            name: String::new(),
            parties: parties.into_iter().map(str::to_owned).collect(),
            instrument,
            signed: None,
            status: AgreementStatus::Announced,
            period: None,
            documents: None,
            backs: Vec::new(),
            provenance: Provenance::default(),
        }
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// With the day it was signed.
    pub fn signed(mut self, day: Date) -> Self {
        self.signed = Some(day);
        self
    }

    /// With how far it is.
    pub fn status(mut self, status: AgreementStatus) -> Self {
        self.status = status;
        self
    }

    /// With the periods it is for.
    pub fn period(mut self, first: Period, last: Period) -> Self {
        self.period = Some((first, last));
        self
    }

    /// With something it backs, such as `commitment.kz-oil` (also, if called again).
    pub fn backs(mut self, what: &str) -> Self {
        self.backs.push(what.to_owned());
        self
    }
}
