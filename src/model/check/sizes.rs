//! Sizes: a model that would fill the memory is refused before it does.

use super::{At, Check};
use crate::model::{Draft, FaultKind, Thing};
use crate::network::{MAX_ROUTES, Routes};

/// The most things of one kind (legs, demands, limits …) that a model may have.
pub const MAX_THINGS: usize = 20_000;

/// The most numbers of one kind (flows of routes by period …) that a run of a model may need: 160 MB of them.
pub const MAX_NUMBERS: u128 = 20_000_000;

/// No kind of thing has more than a model may have, nor has what they make together.
pub(super) fn sizes(check: &mut Check<'_>) {
    let draft = check.draft;
    for (thing, what, given) in counts(draft) {
        if given > MAX_THINGS {
            check.fault(At::top(thing.word()), FaultKind::TooMany { what, given, most: MAX_THINGS });
        }
    }
    for (key, what, numbers) in products(draft) {
        if numbers > MAX_NUMBERS {
            check.fault(At::top(key), FaultKind::TooLarge { what, numbers, most: MAX_NUMBERS });
        }
    }
}

fn counts(draft: &Draft) -> [(Thing, &'static str, usize); 15] {
    [
        (Thing::Source, "sources", draft.sources.len()),
        (Thing::Commodity, "commodities", draft.commodities.len()),
        (Thing::Node, "nodes", draft.nodes.len()),
        (Thing::Leg, "legs", draft.legs.len()),
        (Thing::Limit, "limits", draft.limits.len()),
        (Thing::Project, "projects", draft.projects.len()),
        (Thing::Event, "events", draft.events.len()),
        (Thing::Corridor, "corridors", draft.corridors.len()),
        (Thing::Agreement, "agreements", draft.agreements.len()),
        (Thing::Commitment, "commitments", draft.commitments.len()),
        (Thing::Target, "targets", draft.targets.len()),
        (Thing::TrackRecord, "track records", draft.track_records.len()),
        (Thing::Series, "series", draft.observations.len()),
        (Thing::Turnover, "turnovers", draft.turnovers.len()),
        (Thing::Demand, "demands", draft.demands.len()),
    ]
}

/// What grows with two or three sizes at once, by the key under which most can be done about it.
fn products(draft: &Draft) -> [(&'static str, &'static str, u128); 5] {
    let count = |number: usize| number as u128;
    let periods = count(draft.horizon.len());
    let (legs, limits) = (count(draft.legs.len()), count(draft.limits.len()));
    let events = count(draft.events.len());
    let counters = count(draft.commitments.len() + draft.observations.len() + draft.turnovers.len());
    [
        ("routes", "routes (demands x routes x periods)", routes(draft) * periods),
        ("leg", "legs and limits (by period)", (legs + limits) * periods),
        ("event", "events (by period)", events * periods),
        ("commodity", "tariffs (legs x commodities)", legs * count(draft.commodities.len())),
        ("commitment", "commitments and series (by period)", counters * periods),
    ]
}

/// The most routes that all demands may have together.
///
/// A count beyond the most that one demand may have is a fault of its own, and counts as that.
fn routes(draft: &Draft) -> u128 {
    let of = |routes: Option<&Routes>| match routes {
        Some(Routes::Given(routes)) => routes.len(),
        Some(Routes::Cheapest(count)) => *count,
        None => draft.routes,
    };
    let own = draft.demands.iter().map(|(_, demand)| of(demand.routes.as_ref()).min(MAX_ROUTES) as u128);
    let committed = draft.commitments.len() * draft.routes.min(MAX_ROUTES);
    own.sum::<u128>() + committed as u128
}
