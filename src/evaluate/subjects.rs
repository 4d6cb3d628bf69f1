use std::sync::Arc;

use crate::model::{Counted, Plan, PlannedDemand};
use crate::network::Mode;
use crate::quantity::Measure;

/// What the indicators of a plan are read off, worked out once: routes across cordons, legs of countries and modes.
#[derive(Debug)]
pub(super) struct Subjects {
    /// By route, `demand/leg+leg+…`.
    pub(super) routes: Vec<Arc<str>>,
    /// By corridor, the routes that it counts.
    pub(super) corridors: Vec<Vec<usize>>,
    /// By target, the routes of what it speaks of, each with its commodity.
    pub(super) targets: Vec<Vec<(usize, usize)>>,
    /// By leg, whether a limit is its own capacity, under whose name its throughput stands.
    pub(super) limited: Vec<bool>,
    /// Countries, each with its legs.
    pub(super) countries: Vec<(Arc<str>, Vec<usize>)>,
    /// Modes, each with its legs of known distance and the distances' slots; none but on networks of mass.
    pub(super) modes: Vec<ModeLegs>,
}

/// A mode, its name, and its legs with the slots of their distances.
type ModeLegs = (Mode, Arc<str>, Vec<(usize, usize)>);

impl Subjects {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            routes: routes(plan),
            corridors: corridors(plan),
            targets: plan.targets.iter().map(|target| counted(plan, target.counts)).collect(),
            limited: (0..plan.legs.len())
                .map(|leg| plan.limits.iter().any(|limit| limit.leg == Some(leg)))
                .collect(),
            countries: countries(plan),
            modes: modes(plan),
        }
    }
}

fn routes(plan: &Plan) -> Vec<Arc<str>> {
    let named = |demand: &PlannedDemand, route: usize| -> Arc<str> {
        format!("{}/{}", demand.name, plan.routes[route].label).into()
    };
    let of =
        |demand: &PlannedDemand| demand.routes.clone().map(|route| named(demand, route)).collect::<Vec<_>>();
    plan.demands.iter().flat_map(of).collect()
}

fn corridors(plan: &Plan) -> Vec<Vec<usize>> {
    let counted = plan.corridors.iter().map(|corridor| {
        let crossing = crossing(plan, &corridor.cordon).into_iter();
        crossing.filter(|(_, commodity)| corridor.counts(*commodity)).map(|(route, _)| route).collect()
    });
    counted.collect()
}

fn counted(plan: &Plan, counts: Counted) -> Vec<(usize, usize)> {
    match counts {
        Counted::Corridor(number) => {
            let corridor = &plan.corridors[number];
            let mut routes = crossing(plan, &corridor.cordon);
            routes.retain(|(_, commodity)| corridor.counts(*commodity));
            routes
        }
        Counted::Leg(leg) => crossing(plan, &[leg]),
        Counted::Limit(limit) => chosen(plan, |route| plan.routes[route].limits.contains(&limit)),
    }
}

/// The routes that use any of some legs, each with its commodity.
fn crossing(plan: &Plan, legs: &[usize]) -> Vec<(usize, usize)> {
    chosen(plan, |route| plan.routes[route].legs.iter().any(|leg| legs.contains(leg)))
}

fn chosen(plan: &Plan, is_chosen: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let of = |demand: &PlannedDemand| {
        let commodity = demand.commodity;
        demand.routes.clone().map(move |route| (route, commodity))
    };
    plan.demands.iter().flat_map(of).filter(|(route, _)| is_chosen(*route)).collect()
}

fn countries(plan: &Plan) -> Vec<(Arc<str>, Vec<usize>)> {
    let mut names: Vec<Arc<str>> = plan.legs.iter().map(|leg| leg.country.clone()).collect();
    names.sort();
    names.dedup();
    names.retain(|name| !name.is_empty());
    let legs = |name: &Arc<str>| {
        let legs = plan.legs.iter().enumerate().filter(|(_, leg)| leg.country == *name);
        legs.map(|(number, _)| number).collect()
    };
    names.into_iter().map(|name| (name.clone(), legs(&name))).collect()
}

fn modes(plan: &Plan) -> Vec<ModeLegs> {
    if plan.measure != Measure::Mass {
        return Vec::new();
    }
    let legs = |mode: Mode| {
        let legs = plan.legs.iter().enumerate().filter(move |(_, leg)| leg.mode == mode);
        legs.filter_map(|(number, leg)| Some((number, leg.distance?))).collect::<Vec<_>>()
    };
    let modes = Mode::ALL.iter().map(|mode| (*mode, mode.word().into(), legs(*mode)));
    modes.filter(|(_, _, legs)| !legs.is_empty()).collect()
}
