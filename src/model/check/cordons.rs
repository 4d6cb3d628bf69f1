//! Cordons: no way that will be used crosses two legs of one, and would be counted twice.

use std::collections::BTreeMap;

use super::graph::Direction;
use super::search::{Around, Trip, Ways};
use super::ways::{is_counted, is_too_dear};
use super::{At, Check};
use crate::demand::Demand;
use crate::evidence::Id;
use crate::model::{Draft, Thing, WarningKind};
use crate::network::{Corridor, LegId, Routes};

/// A way counts as one that will be used if it costs at most so many times the cheapest.
const USED_WITHIN: f64 = 1.5;

/// Most legs of a cordon that are looked at in pairs.
const LONGEST_CORDON: usize = 16;

/// Most corridors × demands × legs for which crossings are looked for.
const MOST_CROSSED: usize = 50_000_000;

/// No way that will be used crosses two legs of one cordon.
pub(super) fn cordons(check: &mut Check<'_>) {
    let draft = check.draft;
    if is_too_dear(draft) || draft.corridors.len() * draft.demands.len() * draft.legs.len() > MOST_CROSSED {
        return;
    }
    let mut ways = Ways::of(draft);
    for (id, corridor) in draft.corridors.iter() {
        let mut cordon = Cordon::of(&ways, corridor);
        let counted = draft.demands.iter().filter(|(_, demand)| {
            is_counted(&corridor.commodities, demand.commodity.as_ref().map(Id::as_str))
        });
        let mut twice = counted.map(|(name, demand)| (name, cordon.crossed_twice(&mut ways, demand)));
        let found = twice.find_map(|(name, pair)| Some((name, pair?)));
        if let Some((demand, (first, second))) = found {
            let name = |leg: usize| draft.legs.names().nth(leg).unwrap_or_default().to_owned();
            let (demand, first, second) = (demand.as_str().to_owned(), name(first), name(second));
            let at = At::thing(Thing::Corridor, id).key("cordon");
            check.warn(at, WarningKind::CountedTwice { demand, first, second });
        }
    }
}

/// A direction of a leg of a cordon.
#[derive(Debug, Clone, Copy)]
struct Crossing {
    leg: usize,
    from: usize,
    to: usize,
}

/// A cordon, and the least costs between its crossings as far as they were needed.
struct Cordon<'a> {
    legs: Vec<usize>,
    crossings: Vec<Crossing>,
    /// By the numbers of two crossings and the commodity.
    between: BTreeMap<(usize, usize, Option<&'a str>), f64>,
}

/// What the ways of one demand cost.
struct Bounds<'a> {
    around: Around,
    commodity: Option<&'a str>,
    /// The most that a way costs which will be used.
    most: f64,
}

impl Bounds<'_> {
    /// The least cost of a way to the first crossing, over it, `more`, and on from the second.
    fn cost(&self, first: Crossing, second: Crossing, more: f64) -> f64 {
        let Around { to_there, from_there, legs } = &self.around;
        to_there[first.from] + legs[first.leg] + more + from_there[second.to]
    }
}

impl<'a> Cordon<'a> {
    fn of(ways: &Ways<'a>, corridor: &Corridor) -> Self {
        let legs = positions(ways.draft, &corridor.cordon);
        let crossing = |(leg, from, to)| Crossing { leg, from, to };
        let crossings = ways.graph.arcs().filter(|(leg, ..)| legs.contains(leg)).map(crossing).collect();
        Self { legs, crossings, between: BTreeMap::new() }
    }

    /// Two legs of the cordon that one way of a demand uses, in this order.
    fn crossed_twice(&mut self, ways: &mut Ways<'a>, demand: &'a Demand) -> Option<(usize, usize)> {
        if let Some(Routes::Given(routes)) = &demand.routes {
            return routes.iter().find_map(|route| self.crossed_by(&positions(ways.draft, route)));
        }
        if self.legs.len() > LONGEST_CORDON {
            return None;
        }
        let trip = Trip::of_demand(ways.draft, demand)?;
        let around = ways.around(trip);
        let most = USED_WITHIN * around.to_there[trip.to];
        self.find(ways, &Bounds { around, commodity: trip.commodity, most })
    }

    /// The first two legs of the cordon on a given route.
    fn crossed_by(&self, route: &[usize]) -> Option<(usize, usize)> {
        let mut crossed = route.iter().filter(|leg| self.legs.contains(leg));
        Some((*crossed.next()?, *crossed.next()?))
    }

    fn find(&mut self, ways: &Ways<'a>, bounds: &Bounds<'a>) -> Option<(usize, usize)> {
        let count = self.crossings.len();
        let crossings = self.crossings.clone();
        let near =
            (0..count).filter(|first| bounds.cost(crossings[*first], crossings[*first], 0.0) <= bounds.most);
        let mut pairs = near.flat_map(|first| (0..count).map(move |second| (first, second)));
        let (first, second) = pairs.find(|(first, second)| self.is_way(ways, bounds, *first, *second))?;
        Some((crossings[first].leg, crossings[second].leg))
    }

    /// Whether a way without a round trip that will be used crosses the first, then the second.
    fn is_way(&mut self, ways: &Ways<'a>, bounds: &Bounds<'a>, first: usize, second: usize) -> bool {
        let (one, other) = (self.crossings[first], self.crossings[second]);
        let round =
            one.leg == other.leg || other.to == one.from || other.to == one.to || other.from == one.from;
        let over = bounds.around.legs[other.leg];
        if round || bounds.cost(one, other, over) > bounds.most {
            return false;
        }
        let avoid = [one.from, other.to];
        let search =
            || ways.graph.cheapest(one.to, Direction::Forward, &bounds.around.legs, &avoid)[other.from];
        let between = *self.between.entry((first, second, bounds.commodity)).or_insert_with(search);
        bounds.cost(one, other, over + between) <= bounds.most
    }
}

/// Where legs are in the order of the model.
fn positions(draft: &Draft, legs: &[LegId]) -> Vec<usize> {
    legs.iter().filter_map(|leg| draft.legs.position(leg.as_str())).collect()
}
