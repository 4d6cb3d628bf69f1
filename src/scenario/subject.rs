use std::fmt;

use crate::commitment::{AgreementId, CommitmentId, DemandId, TargetId};
use crate::demand::TurnoverId;
use crate::evidence::Owner;
use crate::network::{CorridorId, EventId, LegId, LimitId, NodeId, ProjectId};

use crate::model::Thing;

/// One thing that a change is about, by its name or its id.
///
/// A name may be bare where it is unique over the kinds that the change can be about, or say its kind:
/// `leg.aktau-baku`. An id that a model gave out says its kind by itself, and is of no use in another model.
///
/// ```
/// use corridor::scenario::Subject;
///
/// assert_eq!(Subject::from("leg.aktau-baku").to_string(), "leg.aktau-baku");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject(Reference);

/// Defines the references by id and their conversions.
macro_rules! references {
    ($($kind:ident($id:ident)),+ $(,)?) => {
        #[derive(Debug, Clone, PartialEq, Eq)]
        enum Reference {
            Name(String),
            $( $kind($id), )+
        }

        impl Subject {
            /// The kind, where an id tells it.
            pub(super) fn kind(&self) -> Option<Thing> {
                match &self.0 {
                    Reference::Name(_) => None,
                    $( Reference::$kind(_) => Some(Thing::$kind), )+
                }
            }

            /// The name as it was given, with its kind if that was given too.
            pub fn as_str(&self) -> &str {
                match &self.0 {
                    Reference::Name(name) => name,
                    $( Reference::$kind(id) => id.as_str(), )+
                }
            }

            /// Whether a model other than the owner gave it out.
            pub(super) fn is_foreign_to(&self, owner: &Owner) -> bool {
                match &self.0 {
                    Reference::Name(_) => false,
                    $( Reference::$kind(id) => id.is_foreign_to(owner), )+
                }
            }
        }

        $(
            impl From<$id> for Subject {
                fn from(id: $id) -> Self { Self(Reference::$kind(id)) }
            }

            impl From<&$id> for Subject {
                fn from(id: &$id) -> Self { Self(Reference::$kind(id.clone())) }
            }
        )+
    };
}

references!(
    Leg(LegId),
    Node(NodeId),
    Limit(LimitId),
    Corridor(CorridorId),
    Project(ProjectId),
    Event(EventId),
    Demand(DemandId),
    Turnover(TurnoverId),
    Agreement(AgreementId),
    Commitment(CommitmentId),
    Target(TargetId),
);

impl From<&str> for Subject {
    fn from(name: &str) -> Self {
        Self(Reference::Name(name.to_owned()))
    }
}

impl From<String> for Subject {
    fn from(name: String) -> Self {
        Self(Reference::Name(name))
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            Some(kind) => write!(f, "{kind}.{}", self.as_str()),
            None => f.write_str(self.as_str()),
        }
    }
}

/// The things that a change is about: some by name, or all.
///
/// ```
/// use corridor::scenario::Subjects;
///
/// assert_eq!(Subjects::from(["aktau-baku", "kuryk-baku"]).to_string(), "aktau-baku, kuryk-baku");
/// assert_eq!(Subjects::from("*"), Subjects::All);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "target")]
pub enum Subjects {
    /// Every thing that the change can be about, as its constructor says; `*` in a study.
    All,
    /// These.
    These(Vec<Subject>),
}

impl<T: Into<Subject>> From<T> for Subjects {
    fn from(subject: T) -> Self {
        let subject = subject.into();
        match &subject.0 {
            Reference::Name(name) if name == "*" => Subjects::All,
            _ => Subjects::These(vec![subject]),
        }
    }
}

impl<T: Into<Subject>> From<Vec<T>> for Subjects {
    fn from(subjects: Vec<T>) -> Self {
        Subjects::These(subjects.into_iter().map(T::into).collect())
    }
}

impl<T: Into<Subject>, const N: usize> From<[T; N]> for Subjects {
    fn from(subjects: [T; N]) -> Self {
        Subjects::These(subjects.into_iter().map(T::into).collect())
    }
}

impl fmt::Display for Subjects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subjects::All => f.write_str("all"),
            Subjects::These(subjects) => {
                let names: Vec<String> = subjects.iter().map(Subject::to_string).collect();
                f.write_str(&names.join(", "))
            }
        }
    }
}
