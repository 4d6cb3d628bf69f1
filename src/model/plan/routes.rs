//! Which routes each demand has: given ones, or the cheapest simple paths over the horizon.

use std::sync::Arc;

use crate::model::Draft;
use crate::network::{LegId, Links, PathFinder, Routes};

use super::levels::Costs;
use super::limits::{LimitRow, Limits};
use super::network::{PlannedLeg, Tariffs};

/// A route of one demand.
#[derive(Debug, Clone)]
pub(crate) struct PlannedRoute {
    /// Its legs' names, joined by `+`.
    pub(crate) label: Arc<str>,
    pub(crate) legs: Vec<usize>,
    /// The nodes at which it changes mode.
    pub(crate) transfers: Vec<usize>,
    /// The limits it uses.
    pub(crate) limits: Vec<usize>,
}

/// What a search for routes needs to see.
pub(super) struct Search<'a> {
    pub(super) draft: &'a Draft,
    pub(super) legs: &'a [PlannedLeg],
    pub(super) limits: &'a Limits,
    /// Mean costs over the horizon: of a leg for a commodity, of transhipment at a node for a commodity.
    pub(super) costs: &'a Costs,
    pub(super) tariffs: &'a Tariffs,
    /// The limits that allow nothing in any period.
    pub(super) shut: Vec<bool>,
    pub(super) load_factors: &'a [Option<usize>],
}

/// The limits that allow nothing in any period, at central values.
pub(super) fn shut_limits(limits: &Limits, values: &[f64], years: &[f64]) -> Vec<bool> {
    let mut row = LimitRow::default();
    let demand = vec![1.0; years.len()];
    let shut = |limit: &super::limits::PlannedLimit| {
        // What events close for a time may be open in another draw.
        limit.fill(values, years, &demand, &[], &mut row);
        row.whole.iter().all(|level| *level <= 0.0)
    };
    limits.planned.iter().map(shut).collect()
}

impl Search<'_> {
    /// The routes of a demand from one node to another.
    pub(super) fn routes(
        &self,
        from: usize,
        to: usize,
        commodity: usize,
        wanted: &Routes,
    ) -> Vec<PlannedRoute> {
        let legs = match wanted {
            Routes::Given(routes) => routes.iter().map(|route| self.given(route)).collect(),
            Routes::Cheapest(count) => self.cheapest(from, to, commodity, *count),
        };
        legs.into_iter().map(|legs| self.route(from, legs, commodity)).collect()
    }

    fn given(&self, route: &[LegId]) -> Vec<usize> {
        route.iter().filter_map(|leg| self.draft.legs.position(leg.as_str())).collect()
    }

    /// The cheapest simple paths by mean cost over the horizon, over legs that ever open to the commodity.
    fn cheapest(&self, from: usize, to: usize, commodity: usize, count: usize) -> Vec<Vec<usize>> {
        let links = DirectedLinks::new(self, commodity);
        let Ok(finder) = PathFinder::new(links.as_links(self.draft.nodes.len())) else { return Vec::new() };
        let Ok(paths) = finder.cheapest(from, to, count) else { return Vec::new() };
        let legs = |path: crate::network::Path| path.links.iter().map(|link| links.leg[*link]).collect();
        let mut found: Vec<Vec<usize>> = paths.found.into_iter().map(legs).collect();
        found.retain(|legs: &Vec<usize>| !legs.is_empty());
        found
    }

    /// Whether a leg is ever open to a commodity.
    fn opens(&self, leg: usize, commodity: usize) -> bool {
        let over = self.limits.over_leg[leg].iter();
        let shut = |limit: &&usize| self.shut[**limit] && self.limits.planned[**limit].counts(commodity);
        self.legs[leg].takes(commodity) && over.filter(shut).count() == 0
    }

    fn route(&self, from: usize, legs: Vec<usize>, commodity: usize) -> PlannedRoute {
        let nodes = self.nodes_of(from, &legs);
        let changes = legs.windows(2).zip(&nodes[1..]);
        let changes = changes.filter(|(pair, _)| self.legs[pair[0]].mode != self.legs[pair[1]].mode);
        let transfers = changes.map(|(_, node)| *node).collect();
        let label = legs.iter().map(|leg| &*self.legs[*leg].name).collect::<Vec<_>>().join("+");
        let limits = self.limits_of(&legs, &nodes, commodity);
        PlannedRoute { label: label.into(), legs, transfers, limits }
    }

    /// The nodes on the way, first to last.
    fn nodes_of(&self, from: usize, legs: &[usize]) -> Vec<usize> {
        let mut nodes = vec![from];
        for leg in legs {
            let here = nodes[nodes.len() - 1];
            let leg = &self.legs[*leg];
            nodes.push(if leg.from == here { leg.to } else { leg.from });
        }
        nodes
    }

    /// The limits over any of the legs or nodes that count the commodity, each once.
    fn limits_of(&self, legs: &[usize], nodes: &[usize], commodity: usize) -> Vec<usize> {
        let over_legs = legs.iter().flat_map(|leg| &self.limits.over_leg[*leg]);
        let over_nodes = nodes.iter().flat_map(|node| &self.limits.over_node[*node]);
        let mut limits: Vec<usize> = over_legs.chain(over_nodes).copied().collect();
        limits.sort_unstable();
        limits.dedup();
        limits.retain(|limit| self.meets(*limit, commodity));
        limits
    }
}

impl Search<'_> {
    /// Whether a commodity uses a limit that it touches: it must be one of the limit's, and countable in its measure.
    fn meets(&self, limit: usize, commodity: usize) -> bool {
        let limit = &self.limits.planned[limit];
        let own_measure = Some(limit.measure) == self.draft.measure;
        limit.counts(commodity) && (own_measure || self.load_factors[commodity].is_some())
    }
}

/// The legs that a commodity may use, each way that they may be used a link.
struct DirectedLinks {
    from: Vec<usize>,
    to: Vec<usize>,
    cost: Vec<f64>,
    mode: Vec<usize>,
    transfer: Vec<f64>,
    leg: Vec<usize>,
}

impl DirectedLinks {
    fn new(search: &Search<'_>, commodity: usize) -> Self {
        let mut links = Self {
            from: Vec::new(),
            to: Vec::new(),
            cost: Vec::new(),
            mode: Vec::new(),
            transfer: search.costs.transfers(commodity).to_vec(),
            leg: Vec::new(),
        };
        for (number, leg) in search.legs.iter().enumerate() {
            if search.opens(number, commodity) {
                let cost = search.costs.leg(search.tariffs, number, commodity);
                links.add(number, leg.from, leg.to, leg, cost);
                if leg.both_ways {
                    links.add(number, leg.to, leg.from, leg, cost);
                }
            }
        }
        links
    }

    fn add(&mut self, number: usize, from: usize, to: usize, leg: &PlannedLeg, cost: f64) {
        self.from.push(from);
        self.to.push(to);
        self.cost.push(cost);
        self.mode.push(leg.mode as usize);
        self.leg.push(number);
    }

    fn as_links(&self, nodes: usize) -> Links<'_> {
        Links {
            nodes,
            from: &self.from,
            to: &self.to,
            cost: &self.cost,
            mode: &self.mode,
            transfer: &self.transfer,
        }
    }
}
