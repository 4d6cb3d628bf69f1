//! Events: they hit something, once, on days that there are.

use super::{At, Check};
use crate::evidence::Id;
use crate::model::{FaultKind, Thing, WarningKind};
use crate::network::{Event, Leg};

/// Events hit what there is, on days that there are.
pub(super) fn events(check: &mut Check<'_>) {
    let draft = check.draft;
    for (id, event) in draft.events.iter() {
        let at = At::thing(Thing::Event, id);
        let key = at.key(if event.loses.is_some() { "derates" } else { "closes" });
        if event.hits.is_empty() {
            check.fault(key, FaultKind::HitsNothing);
        }
        for (index, hit) in event.hits.iter().enumerate() {
            hits(check, key.entry(index), event, hit);
        }
        let mut sorted: Vec<&str> = event.hits.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        check.no_pairs(key, &sorted);
        if event.span.is_empty() {
            check.fault(at.key("until"), FaultKind::NoDays { first: event.span.first_day() });
        }
    }
}

/// What an event hits is there; and has a capacity, if it is to lose a share of it.
fn hits(check: &mut Check<'_>, at: At<'_>, event: &Event, hit: &str) {
    let things = [Thing::Leg, Thing::Node, Thing::Limit, Thing::Corridor];
    let things = if event.loses.is_some() { &things[..3] } else { &things[..] };
    let found = check.refers_to_kind(at, hit, things);
    if let (Some((Thing::Leg, name)), true) = (found, event.loses.is_some())
        && check.draft.legs.get(&Id::<Leg>::new(name)).is_some_and(|leg| leg.capacity.is_none())
    {
        check.fault(at, FaultKind::NoCapacityToLose { leg: name.to_owned() });
    }
}

/// Events that a single run leaves out, or has every year.
pub(super) fn medians(check: &mut Check<'_>) {
    for (id, event) in check.draft.events.iter() {
        let at = At::thing(Thing::Event, id).key("probability");
        let percent = event.probability.central() * 100.0;
        if event.happens_in_a_run() {
            check.warn(at, WarningKind::EventEveryYear { percent });
        } else {
            check.warn(at, WarningKind::EventOnlyDrawn { percent });
        }
    }
}
