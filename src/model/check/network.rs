//! The network: nodes on the Earth, legs between two of them, limits over something, projects that enlarge something.

use super::meaning::measure_of;
use super::units::text;
use super::{At, Check};
use crate::calendar::Date;
use crate::evidence::Number;
use crate::model::{FaultKind, Thing, WarningKind};
use crate::network::{Adjustment, Effect, Enlarges, Leg, LegId, Limit, Project};
use crate::projection::Steps;
use crate::quantity::Unit;

/// Nodes are on the Earth.
pub(super) fn nodes(check: &mut Check<'_>) {
    for (id, node) in check.draft.nodes.iter() {
        let Some((latitude, longitude)) = node.at else { continue };
        // A comparison with NaN is false, so that NaN is no place.
        if !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0) {
            let at = At::thing(Thing::Node, id).key("at");
            check.fault(at, FaultKind::NoSuchPlace { latitude, longitude });
        }
    }
}

/// Legs lead from one node to another, for commodities that there are.
pub(super) fn legs(check: &mut Check<'_>) {
    let draft = check.draft;
    for (id, leg) in draft.legs.iter() {
        let at = At::thing(Thing::Leg, id);
        let from = check.refers(at.key("from"), Thing::Node, &leg.from, &draft.nodes);
        let to = check.refers(at.key("to"), Thing::Node, &leg.to, &draft.nodes);
        if from && to && leg.from == leg.to {
            check.fault(at, FaultKind::LoopLeg { node: leg.from.as_str().to_owned() });
        }
        check.refer_all(at.key("commodities"), Thing::Commodity, &leg.commodities, &draft.commodities);
        tariffs(check, at, leg);
        leg_changes(check, at, leg);
    }
}

/// Tariffs are of commodities that there are, once each, and those by distance have one.
fn tariffs<'a>(check: &mut Check<'a>, at: At<'a>, leg: &'a Leg) {
    let draft = check.draft;
    for (commodity, _) in &leg.tariffs {
        let at = at.key("tariffs").name(commodity.as_str());
        check.refers(at, Thing::Commodity, commodity, &draft.commodities);
    }
    let mut names: Vec<&str> = leg.tariffs.iter().map(|(commodity, _)| commodity.as_str()).collect();
    names.sort_unstable();
    check.no_pairs(at.key("tariffs"), &names);
    let by_distance = all_tariffs(leg)
        .chain(&leg.operating_cost)
        .find(|number| matches!(number.unit, Unit::DistancePrice(..)));
    if let (Some(tariff), None) = (by_distance, &leg.distance) {
        check.fault(at.key("distance"), FaultKind::NoDistance { tariff: text(tariff) });
    }
}

/// Every tariff of a leg, of all commodities and periods.
pub(super) fn all_tariffs(leg: &Leg) -> impl Iterator<Item = &Number> {
    let steps = leg.tariff.iter().chain(leg.tariffs.iter().map(|(_, steps)| steps));
    steps.flat_map(|steps| steps.numbers()).map(|(_, number)| number)
}

/// Scenarios change only what a leg has; any leg can be closed.
fn leg_changes(check: &mut Check<'_>, at: At<'_>, leg: &Leg) {
    let adds = |change: &Adjustment| matches!(change.effect, Effect::Add(_));
    let scales = |change: &Adjustment| matches!(change.effect, Effect::Scale(_));
    let any_tariff = leg.tariff.is_some() || !leg.tariffs.is_empty();
    let rows = [
        ("capacity", &leg.capacity_changes, leg.capacity.is_none() && leg.capacity_changes.iter().any(adds)),
        ("tariff", &leg.tariff_changes, !any_tariff && leg.tariff_changes.iter().any(scales)),
        ("time", &leg.time_changes, leg.time.is_none() && !leg.time_changes.is_empty()),
    ];
    for (what, changes, missing) in rows {
        if missing {
            check.fault(at.key(what), FaultKind::NothingToChange { what });
        }
        dated(check, at.key(what), changes);
    }
}

/// Changes are in force for at least a day.
pub(super) fn dated(check: &mut Check<'_>, at: At<'_>, changes: &[Adjustment]) {
    for change in changes.iter().filter(|change| change.span.is_empty()) {
        check.fault(at, FaultKind::NoDays { first: change.span.first_day() });
    }
}

/// Limits are over legs and nodes that there are, for commodities that can come there.
pub(super) fn limits(check: &mut Check<'_>) {
    let draft = check.draft;
    for (id, limit) in draft.limits.iter() {
        let at = At::thing(Thing::Limit, id);
        if limit.legs.is_empty() && limit.nodes.is_empty() && limit.corridors.is_empty() {
            check.fault(at, FaultKind::EmptyLimit);
        }
        check.refer_all(at.key("legs"), Thing::Leg, &limit.legs, &draft.legs);
        check.refer_all(at.key("nodes"), Thing::Node, &limit.nodes, &draft.nodes);
        check.refer_all(at.key("corridors"), Thing::Corridor, &limit.corridors, &draft.corridors);
        check.refer_all(at.key("commodities"), Thing::Commodity, &limit.commodities, &draft.commodities);
        meets_something(check, at, limit);
        dated(check, at.key("capacity"), &limit.capacity_changes);
    }
}

/// A limit of some commodities is over at least one leg that takes one of them.
fn meets_something(check: &mut Check<'_>, at: At<'_>, limit: &Limit) {
    let draft = check.draft;
    // At a node anything may come that any of its legs takes; that is left to the ways of demands.
    if limit.commodities.is_empty()
        || limit.legs.is_empty()
        || !limit.nodes.is_empty()
        || !limit.corridors.is_empty()
    {
        return;
    }
    let takes_one = |id: &LegId| {
        draft
            .legs
            .get(id)
            .is_none_or(|leg| limit.commodities.iter().any(|wanted| takes(leg, Some(wanted.as_str()))))
    };
    if !limit.legs.iter().any(takes_one) {
        let commodities = limit.commodities.iter().map(|commodity| commodity.as_str().to_owned()).collect();
        check.fault(at, FaultKind::LimitsNone { commodities });
    }
}

/// Whether a leg takes a commodity; a demand without one goes only where all may go.
pub(super) fn takes(leg: &Leg, commodity: Option<&str>) -> bool {
    leg.commodities.is_empty()
        || commodity.is_some_and(|wanted| leg.commodities.iter().any(|own| own.as_str() == wanted))
}

/// Projects enlarge a capacity that there is, in its unit, at a date that can be meant.
pub(super) fn projects(check: &mut Check<'_>) {
    for (id, project) in check.draft.projects.iter() {
        let at = At::thing(Thing::Project, id);
        if let Some(enlarged) = enlarged(check, at, project) {
            same_unit(check, at.key("adds"), project.adds.unit, enlarged);
        }
        opening(check, at, project);
    }
}

/// The unit of the capacity that a project enlarges; what is missing is told.
fn enlarged(check: &mut Check<'_>, at: At<'_>, project: &Project) -> Option<Unit> {
    let draft = check.draft;
    match &project.enlarges {
        Enlarges::Limit(limit) => {
            let known = check.refers(at.key("limit"), Thing::Limit, limit, &draft.limits);
            draft.limits.get(limit).filter(|_| known)?.capacity.unit()
        }
        Enlarges::Leg(leg) => {
            let known = check.refers(at.key("leg"), Thing::Leg, leg, &draft.legs);
            let capacity = draft.legs.get(leg).filter(|_| known)?.capacity.as_ref();
            if capacity.is_none() {
                check.fault(at.key("leg"), FaultKind::NoCapacity { leg: leg.as_str().to_owned() });
            }
            capacity.and_then(Steps::unit)
        }
    }
}

/// A project adds in the unit of what it enlarges; that both can stand in the network is told elsewhere.
fn same_unit(check: &mut Check<'_>, at: At<'_>, adds: Unit, enlarged: Unit) {
    let both_count = measure_of(adds).is_some() && measure_of(enlarged).is_some();
    if both_count && measure_of(adds) != measure_of(enlarged) {
        check.fault(at, FaultKind::AddsOtherUnit { adds, enlarged });
    }
}

fn opening(check: &mut Check<'_>, at: At<'_>, project: &Project) {
    let (given, horizon) = (project.opens, check.draft.horizon);
    let opens = project.opens_after(project.central_slip());
    if given == Date::MIN || given == Date::MAX {
        check.fault(at.key("opens"), FaultKind::EdgeOfCalendar { given });
    } else if opens >= horizon.last().span().end() {
        check.warn(at.key("opens"), WarningKind::OpensTooLate { opens, horizon });
    }
    if project.ramp.after(opens) < opens {
        check.fault(at.key("ramp"), FaultKind::BackwardsInTime { given: project.ramp });
    }
}

/// Corridors are counted at legs that there are.
pub(super) fn corridors(check: &mut Check<'_>) {
    let draft = check.draft;
    for (id, corridor) in draft.corridors.iter() {
        let at = At::thing(Thing::Corridor, id);
        if corridor.cordon.is_empty() {
            check.fault(at, FaultKind::EmptyCordon);
        }
        check.refer_all(at.key("cordon"), Thing::Leg, &corridor.cordon, &draft.legs);
        check.refer_all(at.key("commodities"), Thing::Commodity, &corridor.commodities, &draft.commodities);
    }
}
