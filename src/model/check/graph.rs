//! The legs as a directed graph, and the cheapest ways through it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::Draft;

/// A direction of a leg, from the node that it is listed under.
#[derive(Debug, Clone, Copy)]
struct Arc {
    from: usize,
    to: usize,
    leg: usize,
}

/// Which way the legs are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    Forward,
    Backward,
}

/// The legs of a model by the nodes that they leave, in compressed rows.
#[derive(Debug)]
pub(super) struct Graph {
    nodes: usize,
    whole: bool,
    leaving: Rows,
    entering: Rows,
}

#[derive(Debug)]
struct Rows {
    start: Vec<usize>,
    arcs: Vec<Arc>,
}

impl Rows {
    fn new(mut arcs: Vec<Arc>, nodes: usize) -> Self {
        arcs.sort_by_key(|arc| arc.from);
        let start = (0..=nodes).map(|node| arcs.partition_point(|arc| arc.from < node)).collect();
        Self { start, arcs }
    }

    fn of(&self, node: usize) -> &[Arc] {
        &self.arcs[self.start[node]..self.start[node + 1]]
    }
}

/// A cost on the queue: costs are finite and not negative, so that their bits are in their order.
type Queued = Reverse<(u64, usize)>;

impl Graph {
    /// The legs whose ends are known.
    pub(super) fn of(draft: &Draft) -> Self {
        let nodes = draft.nodes.len();
        let (mut arcs, mut whole) = (Vec::new(), true);
        for (leg, (_, said)) in draft.legs.iter().enumerate() {
            let ends = (draft.nodes.position(said.from.as_str()), draft.nodes.position(said.to.as_str()));
            whole &= matches!(ends, (Some(from), Some(to)) if from != to);
            let (Some(from), Some(to)) = ends else { continue };
            arcs.push(Arc { from, to, leg });
            if said.both_ways {
                arcs.push(Arc { from: to, to: from, leg });
            }
        }
        let turned = arcs.iter().map(|arc| Arc { from: arc.to, to: arc.from, leg: arc.leg }).collect();
        Self { nodes, whole, leaving: Rows::new(arcs, nodes), entering: Rows::new(turned, nodes) }
    }

    /// Whether every leg leads from one known node to another.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.nodes
    }

    /// Both directions of each leg in use, as pairs of nodes.
    pub(super) fn arcs(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.leaving.arcs.iter().map(|arc| (arc.leg, arc.from, arc.to))
    }

    /// The cost of the cheapest way to (or from) each node; infinite where there is none (Dijkstra 1959).
    ///
    /// `cost` is that of each leg, infinite where it is closed; nodes to `avoid` are not passed.
    pub(super) fn cheapest(&self, start: usize, way: Direction, cost: &[f64], avoid: &[usize]) -> Vec<f64> {
        let rows = if way == Direction::Forward { &self.leaving } else { &self.entering };
        let mut best = vec![f64::INFINITY; self.nodes];
        let mut queue: BinaryHeap<Queued> = BinaryHeap::new();
        best[start] = 0.0;
        queue.push(Reverse((0, start)));
        while let Some(Reverse((bits, node))) = queue.pop() {
            let here = f64::from_bits(bits);
            if here > best[node] {
                continue;
            }
            for arc in rows.of(node).iter().filter(|arc| !avoid.contains(&arc.to)) {
                let there = here + cost[arc.leg];
                if there < best[arc.to] {
                    best[arc.to] = there;
                    queue.push(Reverse((there.to_bits(), arc.to)));
                }
            }
        }
        best
    }
}
