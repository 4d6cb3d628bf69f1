//! Ways: what the paths of the demands do and do not touch.
//!
//! A leg's cost here is a lower bound of what it costs in any period: its lowest tariff and time, without handling,
//! waiting and queues. What is found unreachable or too dear by it is so in every run.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::graph::{Direction, Graph};
use super::network::takes;
use super::{At, Check};
use crate::commitment::Commitment;
use crate::demand::Demand;
use crate::evidence::Id;
use crate::model::{Draft, FaultKind, Thing, WarningKind};
use crate::network::{CommodityId, Corridor, Enlarges, Leg, LegId, Limit, NodeId, Routes};
use crate::projection::Steps;
use crate::quantity::{Measure, Unit};

/// A way counts as one that will be used if it costs at most so many times the cheapest.
const USED_WITHIN: f64 = 1.5;

/// Most legs of a cordon that are looked at in pairs.
const LONGEST_CORDON: usize = 24;

/// Most searches × nodes for which the warnings that need paths are looked for.
const MOST_REACHED: usize = 20_000_000;

/// The ends of a demand, or of a commitment of its own, with what is moved.
#[derive(Debug, Clone, Copy)]
struct Trip<'a> {
    from: usize,
    to: usize,
    commodity: Option<&'a str>,
}

impl<'a> Trip<'a> {
    fn new(draft: &Draft, from: &NodeId, to: &NodeId, commodity: Option<&'a CommodityId>) -> Option<Self> {
        let (from, to) = (draft.nodes.position(from.as_str())?, draft.nodes.position(to.as_str())?);
        Some(Self { from, to, commodity: commodity.map(Id::as_str) })
    }

    fn of_demand(draft: &Draft, demand: &'a Demand) -> Option<Self> {
        Self::new(draft, &demand.from, &demand.to, demand.commodity.as_ref())
    }

    fn of_commitment(draft: &Draft, commitment: &'a Commitment) -> Option<Self> {
        let own = commitment.own.as_ref()?;
        Self::new(draft, &own.from, &own.to, own.commodity.as_ref())
    }
}

/// The searches that were made, each kept for the other demands of its origin and commodity.
struct Ways<'a> {
    draft: &'a Draft,
    graph: Graph,
    costs: BTreeMap<Option<&'a str>, Rc<Vec<f64>>>,
    cheapest: BTreeMap<(usize, Direction, Option<&'a str>), Rc<Vec<f64>>>,
}

impl<'a> Ways<'a> {
    fn of(draft: &'a Draft) -> Self {
        Self { draft, graph: Graph::of(draft), costs: BTreeMap::new(), cheapest: BTreeMap::new() }
    }

    /// The least that each leg costs a commodity; infinite where it does not take it.
    fn costs(&mut self, commodity: Option<&'a str>) -> Rc<Vec<f64>> {
        let draft = self.draft;
        let of = || Rc::new(draft.legs.iter().map(|(_, leg)| least_cost(draft, leg, commodity)).collect());
        self.costs.entry(commodity).or_insert_with(of).clone()
    }

    fn cheapest(&mut self, node: usize, way: Direction, commodity: Option<&'a str>) -> Rc<Vec<f64>> {
        let costs = self.costs(commodity);
        let graph = &self.graph;
        let search = || Rc::new(graph.cheapest(node, way, &costs, &[]));
        self.cheapest.entry((node, way, commodity)).or_insert_with(search).clone()
    }

    /// The least cost of a way of a trip over each leg, in either direction that it may be used in.
    ///
    /// No way comes back to where it began, or goes on from where it ends.
    fn through(&mut self, trip: Trip<'a>) -> Vec<f64> {
        let (to_there, from_there, costs) = self.around(trip);
        let mut least = vec![f64::INFINITY; self.draft.legs.len()];
        for (leg, from, to) in self.graph.arcs().filter(|(_, from, to)| *to != trip.from && *from != trip.to)
        {
            let cost = to_there[from] + costs[leg] + from_there[to];
            least[leg] = least[leg].min(cost);
        }
        least
    }

    /// The least cost from the trip's beginning to each node, from each node to its end, and of each leg.
    fn around(&mut self, trip: Trip<'a>) -> (Rc<Vec<f64>>, Rc<Vec<f64>>, Rc<Vec<f64>>) {
        let commodity = trip.commodity;
        let to_there = self.cheapest(trip.from, Direction::Forward, commodity);
        let from_there = self.cheapest(trip.to, Direction::Backward, commodity);
        (to_there, from_there, self.costs(commodity))
    }
}

/// The least that a leg costs a commodity in any period, per unit; infinite where it does not take it.
fn least_cost(draft: &Draft, leg: &Leg, commodity: Option<&str>) -> f64 {
    if !takes(leg, commodity) {
        return f64::INFINITY;
    }
    let id = commodity.map(Id::<()>::new);
    let said = id.as_ref().and_then(|id| draft.commodities.get(id));
    let own = leg.tariffs.iter().find(|(own, _)| Some(own.as_str()) == commodity).map(|(_, steps)| steps);
    let load = said.and_then(|said| said.load_factor.as_ref()).map(|number| number.central());
    let distance = leg.distance.as_ref().map_or(0.0, |number| number.central());
    let in_containers = draft.measure == Some(Measure::Mass);
    let tariff = least(own.or(leg.tariff.as_ref()), |value, unit| match unit {
        Unit::DistancePrice(_, _, Measure::Containers) if in_containers => per_load(value * distance, load),
        Unit::Price(_, _, Measure::Containers) if in_containers => per_load(value, load),
        Unit::DistancePrice(..) => value * distance,
        _ => value,
    });
    let value_of_time =
        said.and_then(|said| said.value_of_time.as_ref()).map_or(0.0, |number| number.central());
    let cost = tariff + value_of_time * least(leg.time.as_ref(), |value, _| value);
    cost.max(0.0)
}

fn per_load(value: f64, load: Option<f64>) -> f64 {
    load.map_or(0.0, |load| value / load)
}

/// The least central value of some steps, 0 without any.
fn least(steps: Option<&Steps>, cost: impl Fn(f64, Unit) -> f64) -> f64 {
    let numbers = steps.into_iter().flat_map(Steps::numbers);
    numbers.map(|(_, number)| cost(number.central(), number.unit)).reduce(f64::min).unwrap_or(0.0)
}

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
    match demand.and_then(|demand| demand.routes.as_ref()) {
        Some(Routes::Given(routes)) => {
            let given = || routes.iter().flatten().map(|leg| draft.legs.position(leg.as_str()));
            // That there are no legs, or unknown ones, is told elsewhere.
            given().next().is_none() || given().any(|leg| leg.is_none_or(|leg| legs.contains(&leg)))
        }
        _ => {
            let through = ways.through(trip);
            legs.iter().any(|leg| through[*leg].is_finite())
        }
    }
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
    if searches(draft) * draft.nodes.len().max(draft.legs.len()) > MOST_REACHED {
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

fn searches(draft: &Draft) -> usize {
    2 * (draft.demands.len() + draft.commitments.len())
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
fn is_counted(commodities: &[CommodityId], commodity: Option<&str>) -> bool {
    commodities.is_empty() || commodities.iter().any(|own| Some(own.as_str()) == commodity)
}

/// No way that will be used crosses two legs of one cordon.
pub(super) fn cordons(check: &mut Check<'_>) {
    let draft = check.draft;
    if searches(draft) * draft.nodes.len() > MOST_REACHED {
        return;
    }
    let mut ways = Ways::of(draft);
    for (id, corridor) in draft.corridors.iter() {
        let twice = draft.demands.iter().filter(|(_, demand)| {
            is_counted(&corridor.commodities, demand.commodity.as_ref().map(Id::as_str))
        });
        let found = twice
            .into_iter()
            .find_map(|(name, demand)| Some((name, crossed_twice(&mut ways, demand, corridor)?)));
        if let Some((demand, (first, second))) = found {
            let name = |leg: usize| draft.legs.names().nth(leg).unwrap_or_default().to_owned();
            let (demand, first, second) = (demand.as_str().to_owned(), name(first), name(second));
            let at = At::thing(Thing::Corridor, id).key("cordon");
            check.warn(at, WarningKind::CountedTwice { demand, first, second });
        }
    }
}

/// Two legs of a cordon that one way of a demand uses, in this order.
fn crossed_twice<'a>(ways: &mut Ways<'a>, demand: &'a Demand, corridor: &Corridor) -> Option<(usize, usize)> {
    let draft = ways.draft;
    let cordon: Vec<usize> =
        corridor.cordon.iter().filter_map(|leg| draft.legs.position(leg.as_str())).collect();
    if let Some(Routes::Given(routes)) = &demand.routes {
        return routes.iter().find_map(|route| {
            let mut on_it = route.iter().filter_map(|leg| draft.legs.position(leg.as_str()));
            let first = on_it.find(|leg| cordon.contains(leg))?;
            Some((first, on_it.find(|leg| cordon.contains(leg))?))
        });
    }
    if cordon.len() > LONGEST_CORDON {
        return None;
    }
    Pairs::of(ways, Trip::of_demand(draft, demand)?, &cordon).find(&ways.graph)
}

/// A direction of a leg of a cordon.
#[derive(Debug, Clone, Copy)]
struct Crossing {
    leg: usize,
    from: usize,
    to: usize,
}

/// What is needed to find two crossings on one way.
struct Pairs {
    crossings: Vec<Crossing>,
    to_there: Rc<Vec<f64>>,
    from_there: Rc<Vec<f64>>,
    costs: Rc<Vec<f64>>,
    /// What a way that will be used costs at most.
    most: f64,
}

impl Pairs {
    fn of<'a>(ways: &mut Ways<'a>, trip: Trip<'a>, cordon: &[usize]) -> Self {
        let (to_there, from_there, costs) = ways.around(trip);
        let most = USED_WITHIN * to_there[trip.to];
        let crossing = |(leg, from, to)| Crossing { leg, from, to };
        let crossings = ways.graph.arcs().filter(|(leg, ..)| cordon.contains(leg)).map(crossing).collect();
        Self { crossings, to_there, from_there, costs, most }
    }

    fn find(&self, graph: &Graph) -> Option<(usize, usize)> {
        let firsts = self.crossings.iter().filter(|first| self.cost(first, first, 0.0) <= self.most);
        let mut pairs = firsts.flat_map(|first| self.crossings.iter().map(move |second| (first, second)));
        let pair = pairs.find(|(first, second)| self.is_way(graph, first, second))?;
        Some((pair.0.leg, pair.1.leg))
    }

    /// Whether a way without a round trip that will be used crosses the first, then the second.
    fn is_way(&self, graph: &Graph, first: &Crossing, second: &Crossing) -> bool {
        let round = first.leg == second.leg
            || second.to == first.from
            || second.to == first.to
            || second.from == first.from;
        if round || self.cost(first, second, self.costs[second.leg]) > self.most {
            return false;
        }
        let between = graph.cheapest(first.to, Direction::Forward, &self.costs, &[first.from, second.to]);
        self.cost(first, second, self.costs[second.leg] + between[second.from]) <= self.most
    }

    /// The least cost of a way to the first crossing, over it, `between` more, and on from the second.
    fn cost(&self, first: &Crossing, second: &Crossing, between: f64) -> f64 {
        self.to_there[first.from] + self.costs[first.leg] + between + self.from_there[second.to]
    }
}
