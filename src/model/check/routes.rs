//! Routes that are given: connected, from end to end, without a round trip, over legs that may be used so.

use std::collections::BTreeSet;

use super::demand::leg_takes;
use super::{At, Check};
use crate::demand::Demand;
use crate::evidence::Id;
use crate::model::{FaultKind, Thing};
use crate::network::{Leg, LegId, MAX_ROUTES};

/// Each route of a demand can be taken, and none is given twice.
pub(super) fn given(check: &mut Check<'_>, at: At<'_>, demand: &Demand, routes: &[Vec<LegId>]) {
    if routes.is_empty() {
        check.fault(at, FaultKind::EmptyRoute);
    }
    if routes.len() > MAX_ROUTES {
        return check.fault(at, FaultKind::BadRouteCount { given: routes.len(), most: MAX_ROUTES });
    }
    let mut seen = BTreeSet::new();
    for (index, route) in routes.iter().enumerate() {
        if !route.is_empty() && !seen.insert(route.iter().map(Id::as_str).collect::<Vec<_>>()) {
            let given = route.iter().map(Id::as_str).collect::<Vec<_>>().join("+");
            check.fault(at.entry(index), FaultKind::NamedTwice { given });
        }
        one(check, at, index, demand, route);
    }
}

/// One route: its legs are known and taken, and lead from the demand's beginning to its end.
fn one(check: &mut Check<'_>, at: At<'_>, index: usize, demand: &Demand, route: &[LegId]) {
    let draft = check.draft;
    if route.is_empty() {
        return check.fault(at.entry(index), FaultKind::EmptyRoute);
    }
    let mut all_known = true;
    for (place, id) in route.iter().enumerate() {
        let at = at.entry_of_entry(index, place);
        let known = check.refers(at, Thing::Leg, id, &draft.legs);
        all_known &= known;
        if known && !leg_takes(draft, id.as_str(), demand) {
            let commodity = demand.commodity.as_ref().map(|id| id.as_str().to_owned());
            check.fault(at, FaultKind::ClosedToCommodity { leg: id.as_str().to_owned(), commodity });
        }
    }
    // Without every leg, or with an unknown end, nothing can be said of the way.
    let ends_known = [&demand.from, &demand.to].iter().all(|node| draft.nodes.contains(node.as_str()));
    if all_known && ends_known {
        let mut walk = Walk { check, at, index, here: demand.from.as_str(), been: BTreeSet::new() };
        walk.through(route, demand);
    }
}

/// A walk along a route.
struct Walk<'c, 'a, 'r> {
    check: &'c mut Check<'a>,
    at: At<'r>,
    index: usize,
    here: &'r str,
    been: BTreeSet<&'r str>,
}

impl<'a: 'r, 'r> Walk<'_, 'a, 'r> {
    fn through(&mut self, route: &'r [LegId], demand: &'r Demand) {
        let draft = self.check.draft;
        self.been.insert(self.here);
        let legs = route.iter().filter_map(|id| Some((id.as_str(), draft.legs.get(id)?)));
        for (place, (name, leg)) in legs.enumerate() {
            let Some(next) = self.step(place, name, leg) else { return };
            if !self.been.insert(next) {
                self.fault(place, FaultKind::RoundTrip { node: next.to_owned() });
            }
            self.here = next;
        }
        if self.here != demand.to.as_str() {
            let (reached, node) = (self.here.to_owned(), demand.to.as_str().to_owned());
            self.check.fault(self.at.entry(self.index), FaultKind::WrongEnd { reached, node });
        }
    }

    /// Where a leg leads from here; none where it does not begin here, which is told.
    fn step(&mut self, place: usize, name: &str, leg: &'r Leg) -> Option<&'r str> {
        if leg.from.as_str() == self.here {
            return Some(leg.to.as_str());
        }
        let (leg_name, node) = (name.to_owned(), self.here.to_owned());
        if leg.to.as_str() == self.here {
            if !leg.both_ways {
                self.fault(place, FaultKind::AgainstOneWay { leg: leg_name });
            }
            return Some(leg.from.as_str());
        }
        let kind = match place {
            0 => FaultKind::WrongStart { leg: leg_name, node },
            _ => FaultKind::BrokenRoute { leg: leg_name, node },
        };
        self.fault(place, kind);
        None
    }

    fn fault(&mut self, place: usize, kind: FaultKind) {
        self.check.fault(self.at.entry_of_entry(self.index, place), kind);
    }
}
