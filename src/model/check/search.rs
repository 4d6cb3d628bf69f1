//! Searches for the cheapest ways of demands, each made once for its origin and commodity.
//!
//! A leg's cost here is a lower bound of what it costs in any period: its lowest tariff and time, without handling,
//! waiting and queues. What is found unreachable or too dear by it is so in every run.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::graph::{Direction, Graph};
use super::network::takes;
use crate::commitment::Commitment;
use crate::demand::Demand;
use crate::evidence::{Id, Number};
use crate::model::Draft;
use crate::network::{CommodityId, Leg, NodeId};
use crate::projection::Steps;
use crate::quantity::{Measure, Unit};

/// Costs by the number of a leg or node; infinite where there is no way.
pub(super) type Costs = Rc<Vec<f64>>;

/// The least costs around a trip.
pub(super) struct Around {
    /// From its beginning to each node.
    pub(super) to_there: Costs,
    /// From each node to its end.
    pub(super) from_there: Costs,
    /// Of each leg.
    pub(super) legs: Costs,
}

/// The ends of a demand, or of a commitment of its own, with what is moved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trip<'a> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) commodity: Option<&'a str>,
}

impl<'a> Trip<'a> {
    fn new(draft: &Draft, from: &NodeId, to: &NodeId, commodity: Option<&'a CommodityId>) -> Option<Self> {
        let (from, to) = (draft.nodes.position(from.as_str())?, draft.nodes.position(to.as_str())?);
        Some(Self { from, to, commodity: commodity.map(Id::as_str) })
    }

    pub(super) fn of_demand(draft: &Draft, demand: &'a Demand) -> Option<Self> {
        Self::new(draft, &demand.from, &demand.to, demand.commodity.as_ref())
    }

    pub(super) fn of_commitment(draft: &Draft, commitment: &'a Commitment) -> Option<Self> {
        let own = commitment.own.as_ref()?;
        Self::new(draft, &own.from, &own.to, own.commodity.as_ref())
    }
}

/// The searches that were made, each kept for the other demands of its origin and commodity.
pub(super) struct Ways<'a> {
    pub(super) draft: &'a Draft,
    pub(super) graph: Graph,
    costs: BTreeMap<Option<&'a str>, Costs>,
    cheapest: BTreeMap<(usize, Direction, Option<&'a str>), Costs>,
}

impl<'a> Ways<'a> {
    pub(super) fn of(draft: &'a Draft) -> Self {
        Self { draft, graph: Graph::of(draft), costs: BTreeMap::new(), cheapest: BTreeMap::new() }
    }

    /// The least that each leg costs a commodity; infinite where it does not take it.
    fn costs(&mut self, commodity: Option<&'a str>) -> Costs {
        let draft = self.draft;
        let of = || Rc::new(draft.legs.iter().map(|(_, leg)| least_cost(draft, leg, commodity)).collect());
        self.costs.entry(commodity).or_insert_with(of).clone()
    }

    pub(super) fn cheapest(&mut self, node: usize, way: Direction, commodity: Option<&'a str>) -> Costs {
        let costs = self.costs(commodity);
        let graph = &self.graph;
        let search = || Rc::new(graph.cheapest(node, way, &costs, &[]));
        self.cheapest.entry((node, way, commodity)).or_insert_with(search).clone()
    }

    /// The least cost of a way of a trip over each leg, in either direction that it may be used in.
    ///
    /// No way comes back to where it began, or goes on from where it ends.
    pub(super) fn through(&mut self, trip: Trip<'a>) -> Vec<f64> {
        let Around { to_there, from_there, legs } = self.around(trip);
        let mut least = vec![f64::INFINITY; self.draft.legs.len()];
        for (leg, from, to) in self.graph.arcs().filter(|(_, from, to)| *to != trip.from && *from != trip.to)
        {
            let cost = to_there[from] + legs[leg] + from_there[to];
            least[leg] = least[leg].min(cost);
        }
        least
    }

    /// The least costs around a trip.
    pub(super) fn around(&mut self, trip: Trip<'a>) -> Around {
        let commodity = trip.commodity;
        let to_there = self.cheapest(trip.from, Direction::Forward, commodity);
        let from_there = self.cheapest(trip.to, Direction::Backward, commodity);
        Around { to_there, from_there, legs: self.costs(commodity) }
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
    let load = said.and_then(|said| said.load_factor.as_ref()).map(Number::central);
    let distance = leg.distance.as_ref().map_or(0.0, Number::central);
    let in_containers = draft.measure == Some(Measure::Mass);
    let tariff = least(own.or(leg.tariff.as_ref()), |value, unit| match unit {
        Unit::DistancePrice(_, _, Measure::Containers) if in_containers => per_load(value * distance, load),
        Unit::Price(_, _, Measure::Containers) if in_containers => per_load(value, load),
        Unit::DistancePrice(..) => value * distance,
        _ => value,
    });
    let value_of_time = said.and_then(|said| said.value_of_time.as_ref()).map_or(0.0, Number::central);
    let cost = tariff + value_of_time * least(leg.time.as_ref(), |value, _| value);
    cost.max(0.0)
}

fn per_load(value: f64, load: Option<f64>) -> f64 {
    load.map_or(0.0, |load| value / load)
}

/// The least central value of some steps, 0 without any.
fn least(steps: Option<&Steps>, cost: impl Fn(f64, Unit) -> f64) -> f64 {
    let values = steps.into_iter().flat_map(Steps::values);
    values.map(|number| cost(number.central(), number.unit)).reduce(f64::min).unwrap_or(0.0)
}
