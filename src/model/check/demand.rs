//! Demand: between two places, of something that can move, with routes that can be taken.

use std::collections::BTreeSet;

use super::network::{dated, takes};
use super::{At, Check};
use crate::demand::{Demand, DemandVolume};
use crate::evidence::Id;
use crate::model::{Draft, FaultKind, Thing, WarningKind};
use crate::network::{CommodityId, MAX_ROUTES, NodeId, Routes};
use crate::quantity::Unit;

/// Demands go from one node to another, of a commodity that some leg takes, in a volume that is known.
pub(super) fn demands(check: &mut Check<'_>) {
    let taken = Taken::of(check.draft);
    route_count(check, At::top("routes"), check.draft.routes);
    for (id, demand) in check.draft.demands.iter() {
        let at = At::thing(Thing::Demand, id);
        ends(check, [at.key("from"), at.key("to")], &demand.from, &demand.to);
        commodity(check, at.key("commodity"), demand.commodity.as_ref(), &taken);
        volume(check, at.key("volume"), demand);
        match &demand.routes {
            Some(Routes::Cheapest(count)) => route_count(check, at.key("routes"), *count),
            Some(Routes::Given(routes)) => super::routes::given(check, at.key("routes"), demand, routes),
            None => {}
        }
        dispersion(check, at, demand);
        dated(check, at.key("changes"), &demand.changes);
    }
}

/// Both ends are known, and different.
pub(super) fn ends(check: &mut Check<'_>, at: [At<'_>; 2], from: &NodeId, to: &NodeId) {
    let draft = check.draft;
    let begins = check.refers(at[0], Thing::Node, from, &draft.nodes);
    let ends = check.refers(at[1], Thing::Node, to, &draft.nodes);
    if begins && ends && from == to {
        check.fault(at[1], FaultKind::SameEnds { node: from.as_str().to_owned() });
    }
}

/// What the legs of a network take.
pub(super) struct Taken<'a> {
    everything: bool,
    some: BTreeSet<&'a str>,
}

impl<'a> Taken<'a> {
    pub(super) fn of(draft: &'a Draft) -> Self {
        let legs = || draft.legs.iter().map(|(_, leg)| leg);
        let some = legs().flat_map(|leg| &leg.commodities).map(Id::as_str).collect();
        Self { everything: legs().any(|leg| leg.commodities.is_empty()), some }
    }
}

/// A commodity is known, and some leg takes it.
pub(super) fn commodity(
    check: &mut Check<'_>,
    at: At<'_>,
    commodity: Option<&CommodityId>,
    taken: &Taken<'_>,
) {
    let draft = check.draft;
    let Some(id) = commodity else { return };
    let known = check.refers(at, Thing::Commodity, id, &draft.commodities);
    if known && !taken.everything && !taken.some.contains(id.as_str()) {
        check.fault(at, FaultKind::NoLegTakes { commodity: id.as_str().to_owned() });
    }
}

/// What a volume is drawn from is known, and counts what the network carries.
fn volume(check: &mut Check<'_>, at: At<'_>, demand: &Demand) {
    let draft = check.draft;
    match &demand.volume {
        DemandVolume::Given(_) => {}
        DemandVolume::Trade { turnover, .. } => {
            check.refers(at, Thing::Turnover, turnover, &draft.turnovers);
        }
        DemandVolume::Series(series) => {
            let known = check.refers(at, Thing::Series, series, &draft.observations);
            let unit =
                draft.observations.get(series).filter(|_| known).and_then(|series| series.values.unit());
            if let Some(unit) = unit {
                series_unit(check, at, series.as_str(), unit);
            }
        }
    }
}

/// A series that is a demand's volume is a volume.
fn series_unit(check: &mut Check<'_>, at: At<'_>, series: &str, unit: Unit) {
    let Some(measure) = check.draft.measure else { return };
    let allowed = vec![Unit::Rate(measure)];
    if !allowed.contains(&unit) {
        let given = format!("series `{series}` in {unit}");
        check.fault(at, FaultKind::WrongUnit { given, allowed });
    }
}

/// A number of routes can be searched for.
fn route_count(check: &mut Check<'_>, at: At<'_>, given: usize) {
    if given == 0 || given > MAX_ROUTES {
        check.fault(at, FaultKind::BadRouteCount { given, most: MAX_ROUTES });
    }
}

/// Somebody said how sharply shippers follow cost.
fn dispersion(check: &mut Check<'_>, at: At<'_>, demand: &Demand) {
    let draft = check.draft;
    if let (None, None, Some(measure)) = (&draft.dispersion, &demand.dispersion, draft.measure) {
        let unit = Unit::Price(draft.currency, draft.prices, measure);
        check.warn(at.key("dispersion"), WarningKind::NoDispersion { unit });
    }
}

/// Whether a leg by name takes what a demand moves; an unknown leg is told elsewhere.
pub(super) fn leg_takes(draft: &Draft, leg: &str, demand: &Demand) -> bool {
    let commodity = demand.commodity.as_ref().map(Id::as_str);
    draft.legs.get(&Id::<()>::new(leg)).is_none_or(|leg| takes(leg, commodity))
}
