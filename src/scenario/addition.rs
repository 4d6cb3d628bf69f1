use std::fmt;

use crate::commitment::{Agreement, Commitment, Target};
use crate::demand::{Demand, Observation, Turnover};
use crate::evidence::{Estimate, Named, Number, Source, TrackRecord};
use crate::model::{Draft, InputChange, Style, thing_diff, written};
use crate::network::{Commodity, Corridor, Event, Leg, Limit, Mode, Node, Project};
use crate::quantity::EmissionFactor;

/// A new thing that a change adds, with its name.
///
/// ```
/// use corridor::network::{Node, NodeKind};
/// use corridor::scenario::Addition;
///
/// let port = Addition::new("anaklia", Node::new(NodeKind::Port).country("GE"));
/// assert_eq!(port.to_string(), "node anaklia");
/// ```
#[derive(Debug, Clone)]
pub struct Addition {
    /// The name of the thing.
    pub name: String,
    /// The thing itself.
    pub record: Record,
}

impl Addition {
    /// A thing with its name.
    pub fn new(name: &str, record: impl Into<Record>) -> Self {
        Self { name: name.to_owned(), record: record.into() }
    }

    /// The emission factor of a mode that has none yet.
    pub fn emissions(mode: Mode, factor: impl Into<Estimate<EmissionFactor>>) -> Self {
        let record = Record::Emissions(mode, factor.into().into_number());
        Self { name: mode.to_string(), record }
    }

    /// Whether a draft has a thing of this kind and name already.
    pub(super) fn is_taken(&self, draft: &Draft) -> bool {
        self.record.is_taken(draft, &self.name)
    }

    /// Adds it to a draft that has none of its kind and name.
    pub(super) fn add_to(&self, draft: &mut Draft) {
        self.record.clone().add_to(draft, &self.name);
    }

    /// Takes it out of a draft again.
    pub(super) fn remove_from(&self, draft: &mut Draft) {
        self.record.remove_from(draft, &self.name);
    }

    /// What it gives a draft that does not have it.
    pub(super) fn inputs(&self) -> Vec<InputChange> {
        self.record.inputs(&self.name)
    }
}

impl fmt::Display for Addition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.record.kind(), self.name)
    }
}

/// Defines the kinds of thing that may be added.
macro_rules! things {
    ($( $(#[$about:meta])* $kind:ident in $field:ident by $adder:ident as $word:literal; )+) => {
        /// A thing that may be added to a model.
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum Record {
            $( $(#[$about])* $kind(Box<$kind>), )+
            /// The emission factor of a mode.
            Emissions(Mode, Number),
            /// A publication.
            Source(Box<Source>),
        }

        $(
            impl From<$kind> for Record {
                fn from(thing: $kind) -> Self { Record::$kind(Box::new(thing)) }
            }
        )+

        impl Record {
            /// The word for its kind in a study.
            pub fn kind(&self) -> &'static str {
                match self {
                    $( Record::$kind(_) => $word, )+
                    Record::Emissions(..) => "mode",
                    Record::Source(_) => "source",
                }
            }

            fn is_taken(&self, draft: &Draft, name: &str) -> bool {
                match self {
                    $( Record::$kind(_) => draft.$field.contains(name), )+
                    Record::Emissions(mode, _) => draft.emissions.iter().any(|(other, _)| other == mode),
                    Record::Source(_) => draft.sources.contains(name),
                }
            }

            fn add_to(self, draft: &mut Draft, name: &str) {
                match self {
                    $( Record::$kind(thing) => { draft.$adder(name, *thing); } )+
                    Record::Emissions(mode, factor) => draft.emissions.push((mode, factor)),
                    Record::Source(source) => { draft.add_source(name, *source); }
                }
            }

            fn remove_from(&self, draft: &mut Draft, name: &str) {
                match self {
                    $( Record::$kind(_) => take(&mut draft.$field, name), )+
                    Record::Emissions(mode, _) => draft.emissions.retain(|(other, _)| other != mode),
                    Record::Source(_) => take(&mut draft.sources, name),
                }
            }

            fn inputs(&self, name: &str) -> Vec<InputChange> {
                match self {
                    $( Record::$kind(thing) => thing_diff(name, None, Some(&**thing)), )+
                    Record::Emissions(mode, factor) => vec![added(format!("mode.{mode}.emissions"), factor)],
                    Record::Source(source) => {
                        let new = Some(source.title.clone());
                        vec![InputChange { path: format!("source.{name}"), old: None, new }]
                    }
                }
            }
        }
    };
}

things! {
    /// A commodity.
    Commodity in commodities by add_commodity as "commodity";
    /// A node.
    Node in nodes by add_node as "node";
    /// A leg.
    Leg in legs by add_leg as "leg";
    /// A limit.
    Limit in limits by add_limit as "limit";
    /// A project.
    Project in projects by add_project as "project";
    /// An event.
    Event in events by add_event as "event";
    /// A corridor.
    Corridor in corridors by add_corridor as "corridor";
    /// A demand.
    Demand in demands by add_demand as "demand";
    /// A measured series.
    Observation in observations by add_observation as "series";
    /// A trade turnover.
    Turnover in turnovers by add_turnover as "turnover";
    /// An agreement.
    Agreement in agreements by add_agreement as "agreement";
    /// A commitment.
    Commitment in commitments by add_commitment as "commitment";
    /// A target.
    Target in targets by add_target as "target";
    /// A class of promises that have come due.
    TrackRecord in track_records by add_track_record as "track_record";
}

impl From<Source> for Record {
    fn from(source: Source) -> Self {
        Record::Source(Box::new(source))
    }
}

fn take<T>(things: &mut Named<T>, name: &str) {
    things.remove(name);
}

fn added(path: String, factor: &Number) -> InputChange {
    InputChange { path, old: None, new: Some(written(factor, Style::Plain)) }
}
