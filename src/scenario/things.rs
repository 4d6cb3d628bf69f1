//! The things of a draft by kind.

use crate::evidence::Named;
use crate::model::{Draft, Thing};

/// Calls a function with the things of one kind.
macro_rules! of_kind {
    ($draft:expr, $kind:expr, $call:expr) => {
        match $kind {
            Thing::Source => $call(&$draft.sources),
            Thing::Commodity => $call(&$draft.commodities),
            Thing::Node => $call(&$draft.nodes),
            Thing::Leg => $call(&$draft.legs),
            Thing::Limit => $call(&$draft.limits),
            Thing::Project => $call(&$draft.projects),
            Thing::Event => $call(&$draft.events),
            Thing::Corridor => $call(&$draft.corridors),
            Thing::Agreement => $call(&$draft.agreements),
            Thing::Commitment => $call(&$draft.commitments),
            Thing::Target => $call(&$draft.targets),
            Thing::TrackRecord => $call(&$draft.track_records),
            Thing::Series => $call(&$draft.observations),
            Thing::Turnover => $call(&$draft.turnovers),
            Thing::Demand => $call(&$draft.demands),
        }
    };
}

/// The names of all things of a kind, in the order of the draft.
pub(super) fn names(kind: Thing, draft: &Draft) -> Vec<String> {
    fn of<T>(things: &Named<T>) -> Vec<String> {
        things.names().map(str::to_owned).collect()
    }
    of_kind!(draft, kind, of)
}

/// Whether a draft has a thing of this kind and name.
pub(super) fn has(kind: Thing, draft: &Draft, name: &str) -> bool {
    fn contains<T>(name: &str) -> impl Fn(&Named<T>) -> bool {
        move |things| things.contains(name)
    }
    of_kind!(draft, kind, contains(name))
}

/// The kinds as a message lists them: `leg, limit or node`.
pub(super) fn listed(kinds: &[Thing]) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
