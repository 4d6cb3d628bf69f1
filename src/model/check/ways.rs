//! Ways: what the paths of the demands do and do not touch.

use std::collections::BTreeMap;

use super::graph::{Direction, Graph};
use super::search::{Trip, Ways};
use super::{At, Check};
use crate::demand::Demand;
use crate::evidence::Id;
use crate::model::{Draft, FaultKind, Thing, WarningKind};
use crate::network::{CommodityId, Enlarges, LegId, Limit, NodeId, Routes};

/// Most searches × legs for which the warnings that need paths are looked for.
const MOST_REACHED: usize = 20_000_000;

/// The leg or corridor of each commitment is on a way of its volume.
///
/// Where a leg leads to an unknown node, the way may be there once that is mended; it is not looked for.
pub(super) fn vias(check: &mut Check<'_>) {
    let draft = check.draft;
    let mut ways = Ways::of(draft);
    if !ways.graph.is_whole() {
        return;
    }
    for (id, commitment) in draft.commitments.iter() {
        let Some(via) = &commitment.via else { continue };
        let legs = crossed(draft, via);
        let demand = commitment.demand.as_ref().and_then(|id| draft.demands.get(id));
        let trip = match demand {
            Some(demand) => Trip::of_demand(draft, demand),
            None => Trip::of_commitment(draft, commitment),
        };
        let Some(trip) = trip.filter(|_| !legs.is_empty()) else { continue };
        // A volume without any way is told as that, and not for what it does not touch.
        let has_way = ways.cheapest(trip.from, Direction::Forward, trip.commodity)[trip.to].is_finite();
        if has_way && trip.from != trip.to && !is_on_the_way(&mut ways, trip, demand, &legs) {
            let node = |place: usize| draft.nodes.names().nth(place).unwrap_or_default().to_owned();
            let kind = FaultKind::OutOfTheWay { via: via.clone(), from: node(trip.from), to: node(trip.to) };
            check.fault(At::thing(Thing::Commitment, id).key("via"), kind);
        }
    }
}

/// The legs, by number, that a leg or corridor stands for; none where it is unknown, which is told elsewhere.
fn crossed(draft: &Draft, via: &str) -> Vec<usize> {
    let corridor =
        draft.corridors.get(&Id::<()>::new(via)).map(|corridor| &corridor.cordon[..]).unwrap_or_default();
    let names = corridor.iter().map(LegId::as_str).chain([via]);
    names.filter_map(|name| draft.legs.position(name)).collect()
}

fn is_on_the_way<'a>(ways: &mut Ways<'a>, trip: Trip<'a>, demand: Option<&Demand>, legs: &[usize]) -> bool {
    let draft = ways.draft;
    if let Some(Routes::Given(routes)) = demand.and_then(|demand| demand.routes.as_ref()) {
        let given = || routes.iter().flatten().map(|leg| draft.legs.position(leg.as_str()));
        // That there are no legs, or unknown ones, is told elsewhere.
        return given().next().is_none() || given().any(|leg| leg.is_none_or(|leg| legs.contains(&leg)));
    }
    let through = ways.through(trip);
    legs.iter().any(|leg| through[*leg].is_finite())
}

/// The legs that demands of one commodity can use.
type Used<'a> = BTreeMap<Option<&'a str>, Vec<bool>>;

/// The legs that can be used, and the nodes at their ends.
struct Touched {
    legs: Vec<bool>,
    nodes: Vec<bool>,
}

impl Touched {
    fn by(graph: &Graph, legs: Vec<bool>) -> Self {
        let mut nodes = vec![false; graph.nodes()];
        for (_, from, to) in graph.arcs().filter(|(leg, ..)| legs[*leg]) {
            nodes[from] = true;
            nodes[to] = true;
        }
        Self { legs, nodes }
    }
}

/// Every demand has a way, every leg is on one, every project enlarges what is on one, and nobody gives up at once.
pub(super) fn paths(check: &mut Check<'_>) {
    let draft = check.draft;
    if is_too_dear(draft) {
        return;
    }
    let mut ways = Ways::of(draft);
    let mut used = Used::new();
    for (id, demand) in draft.demands.iter() {
        if let Some(trip) = Trip::of_demand(draft, demand) {
            let through = of_demand(check, &mut ways, At::thing(Thing::Demand, id), demand, trip);
            mark(&mut used, trip, &through);
        }
    }
    let own = draft.commitments.iter().filter_map(|(_, commitment)| Trip::of_commitment(draft, commitment));
    for trip in own {
        let through = ways.through(trip);
        mark(&mut used, trip, &through);
    }
    let touched = |(commodity, legs)| (commodity, Touched::by(&ways.graph, legs));
    let used: Vec<(Option<&str>, Touched)> = used.into_iter().map(touched).collect();
    if !used.is_empty() {
        unused_legs(check, &used);
        useless_projects(check, &used);
    }
}

/// Whether a model is so large that the warnings that need paths are left out.
pub(super) fn is_too_dear(draft: &Draft) -> bool {
    let searches = 2 * (draft.demands.len() + draft.commitments.len());
    searches * draft.nodes.len().max(draft.legs.len()) > MOST_REACHED
}

fn mark<'a>(used: &mut Used<'a>, trip: Trip<'a>, through: &[f64]) {
    let marks = used.entry(trip.commodity).or_insert_with(|| vec![false; through.len()]);
    marks.iter_mut().zip(through).for_each(|(mark, cost)| *mark |= cost.is_finite());
}

/// The least cost of a demand's ways over each leg; of given routes, 0 for their legs.
fn of_demand<'a>(
    check: &mut Check<'_>,
    ways: &mut Ways<'a>,
    at: At<'_>,
    demand: &Demand,
    trip: Trip<'a>,
) -> Vec<f64> {
    if let Some(Routes::Given(routes)) = &demand.routes {
        let mut through = vec![f64::INFINITY; ways.draft.legs.len()];
        let legs = routes.iter().flatten().filter_map(|leg| ways.draft.legs.position(leg.as_str()));
        legs.for_each(|leg| through[leg] = 0.0);
        return through;
    }
    let cheapest = ways.cheapest(trip.from, Direction::Forward, trip.commodity)[trip.to];
    if cheapest.is_finite() {
        reservation(check, at, demand, cheapest);
    } else {
        let (from, to) = (demand.from.as_str().to_owned(), demand.to.as_str().to_owned());
        check.warn(at, WarningKind::NoPath { from, to });
    }
    ways.through(trip)
}

fn reservation(check: &mut Check<'_>, at: At<'_>, demand: &Demand, cost: f64) {
    if let Some(number) = demand.reservation.as_ref().filter(|number| number.central() < cost) {
        let (reservation, unit) = (number.central(), number.unit);
        check.warn(at.key("reservation"), WarningKind::ReservationBelowCost { reservation, cost, unit });
    }
}

fn unused_legs(check: &mut Check<'_>, used: &[(Option<&str>, Touched)]) {
    for (number, (id, _)) in check.draft.legs.iter().enumerate() {
        if !used.iter().any(|(_, touched)| touched.legs[number]) {
            check.warn(At::thing(Thing::Leg, id), WarningKind::UnusedLeg);
        }
    }
}

fn useless_projects(check: &mut Check<'_>, used: &[(Option<&str>, Touched)]) {
    let draft = check.draft;
    let is_used = |leg: usize| used.iter().any(|(_, touched)| touched.legs[leg]);
    for (id, project) in draft.projects.iter() {
        let useful = match &project.enlarges {
            Enlarges::Leg(leg) => draft.legs.position(leg.as_str()).is_none_or(is_used),
            Enlarges::Limit(limit) => draft.limits.get(limit).is_none_or(|limit| is_met(draft, limit, used)),
        };
        if !useful {
            let enlarges = project.enlarges.to_string();
            check.warn(At::thing(Thing::Project, id), WarningKind::UselessProject { enlarges });
        }
    }
}

/// Whether any demand that a limit counts can come over one of its legs or to one of its nodes.
fn is_met(draft: &Draft, limit: &Limit, used: &[(Option<&str>, Touched)]) -> bool {
    let leg = |id: &LegId| draft.legs.position(id.as_str());
    let node = |id: &NodeId| draft.nodes.position(id.as_str());
    let counted = used.iter().filter(|(commodity, _)| is_counted(&limit.commodities, *commodity));
    counted.into_iter().any(|(_, touched)| {
        limit.legs.iter().filter_map(leg).any(|leg| touched.legs[leg])
            || limit.nodes.iter().filter_map(node).any(|node| touched.nodes[node])
    })
}

/// Whether a list of commodities, empty for all, has this one.
pub(super) fn is_counted(commodities: &[CommodityId], commodity: Option<&str>) -> bool {
    commodities.is_empty() || commodities.iter().any(|own| Some(own.as_str()) == commodity)
}
