//! Cordons: no way that will be used crosses two legs of one, and would be counted twice.

use super::graph::{Direction, Graph};
use super::search::{Around, Trip, Ways};
use super::ways::{is_counted, is_too_dear};
use super::{At, Check};
use crate::demand::Demand;
use crate::evidence::Id;
use crate::model::{Thing, WarningKind};
use crate::network::{Corridor, Routes};

/// A way counts as one that will be used if it costs at most so many times the cheapest.
const USED_WITHIN: f64 = 1.5;

/// Most legs of a cordon that are looked at in pairs.
const LONGEST_CORDON: usize = 24;

/// No way that will be used crosses two legs of one cordon.
pub(super) fn cordons(check: &mut Check<'_>) {
    let draft = check.draft;
    if is_too_dear(draft) {
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
    around: Around,
    /// What a way that will be used costs at most.
    most: f64,
}

impl Pairs {
    fn of<'a>(ways: &mut Ways<'a>, trip: Trip<'a>, cordon: &[usize]) -> Self {
        let around = ways.around(trip);
        let most = USED_WITHIN * around.to_there[trip.to];
        let crossing = |(leg, from, to)| Crossing { leg, from, to };
        let crossings = ways.graph.arcs().filter(|(leg, ..)| cordon.contains(leg)).map(crossing).collect();
        Self { crossings, around, most }
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
        if round || self.cost(first, second, self.around.legs[second.leg]) > self.most {
            return false;
        }
        let between =
            graph.cheapest(first.to, Direction::Forward, &self.around.legs, &[first.from, second.to]);
        self.cost(first, second, self.around.legs[second.leg] + between[second.from]) <= self.most
    }

    /// The least cost of a way to the first crossing, over it, `between` more, and on from the second.
    fn cost(&self, first: &Crossing, second: &Crossing, between: f64) -> f64 {
        self.around.to_there[first.from]
            + self.around.legs[first.leg]
            + between
            + self.around.from_there[second.to]
    }
}
