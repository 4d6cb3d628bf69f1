//! The cheapest simple paths between two nodes, in order of cost.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeSet, BinaryHeap};

/// A [`PathFinder`] gives up a search after this many candidates, unless told otherwise.
pub const MAX_CANDIDATES: usize = 100_000;

/// A directed network as flat arrays: nodes are numbered `0..nodes`, links `0..from.len()`.
///
/// Two links may join the same nodes (rail beside road), and a link that is used both ways is two. The cost of
/// changing from one mode to another is borne where it happens: a path that arrives by one mode and leaves by another
/// pays the node's `transfer`. Where there is no such cost, `mode` and `transfer` stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[doc(alias("graph", "multigraph", "arcs"))]
pub struct Links<'a> {
    /// How many nodes there are.
    pub nodes: usize,
    /// The node that each link leaves.
    pub from: &'a [usize],
    /// The node that each link reaches.
    pub to: &'a [usize],
    /// What a unit pays on each link; zero or more.
    pub cost: &'a [f64],
    /// The mode of each link, by any numbers; empty if changing modes costs nothing.
    pub mode: &'a [usize],
    /// What a unit pays for a change of mode at each node; empty if it costs nothing.
    pub transfer: &'a [f64],
}

/// One path: its links in order, and what a unit pays along it.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The links, in order.
    pub links: Vec<usize>,
    /// The cost of the links and of the changes of mode between them.
    pub cost: f64,
}

/// The cheapest paths found, and whether there are more.
#[derive(Debug, Clone, PartialEq)]
pub struct Paths {
    /// The paths, cheapest first; of equal cost, those of fewer links first, then by the numbers of their links.
    pub found: Vec<Path>,
    /// Whether there are more than were asked for.
    pub extent: Extent,
}

/// Whether a search found everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// There is no other simple path.
    All,
    /// As many as were asked for were found; others may exist, and cost as much or more.
    Cheapest,
    /// The search was given up after as many candidates as it was allowed; others may exist, and cost as much as
    /// the last one found, or more.
    GivenUp,
}

/// Why [`Links`] cannot be searched.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// An array is not as long as it must be.
    #[error("`{array}` has {given} entries, but {expected} are needed")]
    Length {
        /// Which array.
        array: &'static str,
        /// Its length.
        given: usize,
        /// The length it must have.
        expected: usize,
    },
    /// A node does not exist.
    #[error("`{array}` names node {node}, but the nodes are 0..{nodes}")]
    UnknownNode {
        /// Where it is named.
        array: &'static str,
        /// The node.
        node: usize,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A cost is negative, infinite or not a number.
    #[error("`{array}` {index} is {given}: it must be a finite number, at least 0")]
    Cost {
        /// Which array: `cost` of a link or `transfer` of a node.
        array: &'static str,
        /// Which link or node.
        index: usize,
        /// The cost.
        given: f64,
    },
}

/// Finds the cheapest simple paths of a network: those that pass no node twice.
///
/// # Method
///
/// Yen (1971), with the partition of Lawler (1972), which finds each path once: after a path is taken, the cheapest
/// path is sought that leaves it at its first node, at its second, and so on, each by a search of Dijkstra's from the
/// destination. Where changes of mode cost something the search runs over links in place of nodes. The cheapest
/// way may then pass a node twice, to come by another mode; such a way is not a path, and is
/// passed over.
///
/// # Complexity
///
/// One search per candidate, of which each path yields at most as many as it has links; a search takes time in
/// the pairs of links that meet at a node.
///
/// # Examples
///
/// ```
/// use corridor::network::{Extent, Links, PathFinder};
///
/// // Rail and road from the field to the port, and a ship from there.
/// let links = Links { nodes: 3, from: &[0, 0, 1], to: &[1, 1, 2], cost: &[12.0, 15.0, 8.0], ..Links::default() };
/// let paths = PathFinder::new(links)?.cheapest(0, 2, 8)?;
/// assert_eq!(paths.extent, Extent::All);
/// assert_eq!(paths.found[0].links, [0, 2]);
/// assert_eq!((paths.found[1].cost, paths.found[1].links.as_slice()), (23.0, [1, 2].as_slice()));
/// # Ok::<(), corridor::network::PathError>(())
/// ```
///
/// # References
///
/// * Yen, J. Y. (1971), Finding the K shortest loopless paths in a network, Management Science 17(11), 712–716.
/// * Lawler, E. L. (1972), A procedure for computing the K best solutions to discrete optimization problems and its
///   application to the shortest path problem, Management Science 18(7), 401–405.
#[derive(Debug, Clone)]
#[doc(alias("k shortest paths", "Yen", "route enumeration"))]
pub struct PathFinder<'a> {
    links: Links<'a>,
    leaving: Stars,
    reaching: Stars,
    candidates: usize,
}

impl<'a> PathFinder<'a> {
    /// Checks a network and makes it ready to be searched.
    ///
    /// # Errors
    ///
    /// [`PathError`] if the arrays differ in length, a link names a node that does not exist, or a cost is negative,
    /// infinite or not a number.
    pub fn new(links: Links<'a>) -> Result<Self, PathError> {
        links.check()?;
        let (leaving, reaching) = (Stars::new(links.nodes, links.from), Stars::new(links.nodes, links.to));
        Ok(Self { links, leaving, reaching, candidates: MAX_CANDIDATES })
    }

    /// Gives a search up after this many candidates in place of [`MAX_CANDIDATES`].
    pub fn give_up_after(self, candidates: usize) -> Self {
        Self { candidates, ..self }
    }

    /// The `count` cheapest simple paths from one node to another.
    ///
    /// From a node to itself there is one, without links. Where there is none the result is empty.
    ///
    /// # Errors
    ///
    /// [`PathError::UnknownNode`] if one of the nodes does not exist.
    pub fn cheapest(&self, from: usize, to: usize, count: usize) -> Result<Paths, PathError> {
        check_nodes("from", &[from], self.links.nodes)?;
        check_nodes("to", &[to], self.links.nodes)?;
        let mut search = Search::new(self, from, to);
        let extent = search.run(count);
        let mut found = search.found;
        found.sort_by(Path::order);
        Ok(Paths { found, extent })
    }
}

impl Links<'_> {
    fn check(&self) -> Result<(), PathError> {
        let links = self.from.len();
        let optional = |given: usize, full: usize| if given == 0 { 0 } else { full };
        check_length("to", self.to.len(), links)?;
        check_length("cost", self.cost.len(), links)?;
        check_length("mode", self.mode.len(), optional(self.mode.len(), links))?;
        check_length("transfer", self.transfer.len(), optional(self.transfer.len(), self.nodes))?;
        check_nodes("from", self.from, self.nodes)?;
        check_nodes("to", self.to, self.nodes)?;
        check_costs("cost", self.cost)?;
        check_costs("transfer", self.transfer)
    }

    /// What changing from one link to the next costs at the node between them.
    fn transfer(&self, arriving: usize, leaving: usize) -> f64 {
        let changes = !self.mode.is_empty() && self.mode[arriving] != self.mode[leaving];
        if changes && !self.transfer.is_empty() { self.transfer[self.to[arriving]] } else { 0.0 }
    }

    /// The cost of a way, from its first link on.
    fn cost_of(&self, links: &[usize]) -> f64 {
        let transfers: f64 = links.windows(2).map(|pair| self.transfer(pair[0], pair[1])).sum();
        transfers + links.iter().map(|&link| self.cost[link]).sum::<f64>()
    }
}

impl Path {
    /// By cost, then by how many links, then by their numbers.
    fn order(&self, other: &Self) -> Ordering {
        let by_links = || self.links.len().cmp(&other.links.len()).then_with(|| self.links.cmp(&other.links));
        self.cost.total_cmp(&other.cost).then_with(by_links)
    }
}

/// A way from origin to destination that stands for all ways that start with its first `kept` links and then take none of
/// the `barred` ones: it is the cheapest of them.
#[derive(Debug, Clone, PartialEq)]
struct Candidate {
    path: Path,
    kept: usize,
    barred: Vec<usize>,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.path.order(&other.path)
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The search for the paths of one pair of nodes.
struct Search<'a> {
    finder: &'a PathFinder<'a>,
    origin: usize,
    destination: usize,
    waiting: BinaryHeap<Reverse<Candidate>>,
    found: Vec<Path>,
    tried: usize,
    /// How far it is from the end of each link to the destination, in the search under way.
    to_go: Vec<Distance>,
    heap: BinaryHeap<Reverse<(Distance, usize)>>,
}

impl<'a> Search<'a> {
    fn new(finder: &'a PathFinder<'a>, origin: usize, destination: usize) -> Self {
        let to_go = vec![Distance::UNREACHED; finder.links.from.len()];
        let (waiting, heap) = (BinaryHeap::new(), BinaryHeap::new());
        Self { finder, origin, destination, waiting, found: Vec::new(), tried: 0, to_go, heap }
    }

    /// Takes the cheapest candidate and splits what it stood for, until there are paths enough or no candidates.
    fn run(&mut self, count: usize) -> Extent {
        if self.origin == self.destination {
            self.found.extend((count > 0).then(|| Path { links: Vec::new(), cost: 0.0 }));
            return if count > 0 { Extent::All } else { Extent::Cheapest };
        }
        self.try_way(&[], Vec::new());
        while let Some(Reverse(candidate)) = self.waiting.pop() {
            if self.found.len() == count {
                return Extent::Cheapest;
            }
            if self.tried >= self.finder.candidates {
                return Extent::GivenUp;
            }
            self.split(candidate);
        }
        Extent::All
    }

    /// Keeps a candidate if it is a path, and seeks the cheapest ways that leave it at each of its nodes.
    fn split(&mut self, candidate: Candidate) {
        let Candidate { path, kept, barred } = candidate;
        let nodes = self.nodes_of(&path.links);
        let first_return = first_return(&nodes);
        for turn in kept..path.links.len().min(first_return.unwrap_or(usize::MAX)) {
            let mut barred = if turn == kept { barred.clone() } else { Vec::new() };
            barred.push(path.links[turn]);
            self.try_way(&path.links[..turn], barred);
        }
        if first_return.is_none() {
            self.found.push(path);
        }
    }

    /// The nodes that a way passes, both ends included.
    fn nodes_of(&self, links: &[usize]) -> Vec<usize> {
        let reached = links.iter().map(|&link| self.finder.links.to[link]);
        std::iter::once(self.origin).chain(reached).collect()
    }

    /// Seeks the cheapest way that starts with `kept`, takes none of the `barred` links next, and comes back to
    /// none of the nodes of `kept`; puts it among the candidates.
    fn try_way(&mut self, kept: &[usize], barred: Vec<usize>) {
        self.tried += 1;
        let nodes = self.nodes_of(kept);
        let passed: BTreeSet<usize> = nodes.iter().copied().collect();
        self.measure(&passed);
        let (mut links, mut at) = (kept.to_vec(), nodes[nodes.len() - 1]);
        while at != self.destination {
            let barred = if links.len() == kept.len() { barred.as_slice() } else { &[] };
            let Some(next) = self.next_link(at, links.last().copied(), barred) else { return };
            links.push(next);
            at = self.finder.links.to[next];
        }
        let cost = self.finder.links.cost_of(&links);
        self.waiting.push(Reverse(Candidate { path: Path { links, cost }, kept: kept.len(), barred }));
    }

    /// Measures from the destination backwards how far it is from the end of each link, past none of the `passed`
    /// nodes.
    fn measure(&mut self, passed: &BTreeSet<usize>) {
        let (links, finder) = (&self.finder.links, self.finder);
        self.to_go.fill(Distance::UNREACHED);
        self.heap.clear();
        for &link in finder.reaching.of(self.destination) {
            self.to_go[link] = Distance::NONE;
            self.heap.push(Reverse((Distance::NONE, link)));
        }
        while let Some(Reverse((distance, link))) = self.heap.pop() {
            let node = links.from[link];
            if distance > self.to_go[link] || node == self.destination || passed.contains(&node) {
                continue;
            }
            for &before in finder.reaching.of(node) {
                let through = distance.after(links.transfer(before, link) + links.cost[link]);
                if through < self.to_go[before] {
                    self.to_go[before] = through;
                    self.heap.push(Reverse((through, before)));
                }
            }
        }
    }

    /// The link by which the cheapest way goes on; of equal ones that of the fewest links to go, then the first.
    fn next_link(&self, at: usize, last: Option<usize>, barred: &[usize]) -> Option<usize> {
        let links = &self.finder.links;
        let allowed = |link: &usize| self.to_go[*link] < Distance::UNREACHED && !barred.contains(link);
        let through = |link: usize| {
            self.to_go[link].after(last.map_or(0.0, |last| links.transfer(last, link)) + links.cost[link])
        };
        let open = self.finder.leaving.of(at).iter().copied().filter(allowed);
        open.map(|link| (through(link), link)).min().map(|(_, link)| link)
    }
}

/// Where a way first comes back to a node: the place of the link that leads there.
fn first_return(nodes: &[usize]) -> Option<usize> {
    let mut passed = BTreeSet::new();
    nodes.iter().position(|&node| !passed.insert(node))
}

/// A distance: cost, and among equal costs the number of links, so that ways of no cost do not run in circles.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Distance {
    cost: f64,
    links: usize,
}

impl Distance {
    const NONE: Self = Self { cost: 0.0, links: 0 };
    const UNREACHED: Self = Self { cost: f64::INFINITY, links: usize::MAX };

    /// The distance with one more link, of this cost, in front.
    fn after(self, cost: f64) -> Self {
        Self { cost: cost + self.cost, links: self.links + 1 }
    }
}

impl Eq for Distance {}

impl Ord for Distance {
    fn cmp(&self, other: &Self) -> Ordering {
        self.cost.total_cmp(&other.cost).then_with(|| self.links.cmp(&other.links))
    }
}

impl PartialOrd for Distance {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The links that touch each node, in compressed rows, rising within a node.
#[derive(Debug, Clone)]
struct Stars {
    start: Vec<usize>,
    links: Vec<usize>,
}

impl Stars {
    fn new(nodes: usize, ends: &[usize]) -> Self {
        let mut links: Vec<usize> = (0..ends.len()).collect();
        links.sort_by_key(|&link| ends[link]);
        let start = (0..=nodes).map(|node| links.partition_point(|&link| ends[link] < node)).collect();
        Self { start, links }
    }

    fn of(&self, node: usize) -> &[usize] {
        &self.links[self.start[node]..self.start[node + 1]]
    }
}

fn check_length(array: &'static str, given: usize, expected: usize) -> Result<(), PathError> {
    if given == expected { Ok(()) } else { Err(PathError::Length { array, given, expected }) }
}

fn check_nodes(array: &'static str, named: &[usize], nodes: usize) -> Result<(), PathError> {
    match named.iter().find(|&&node| node >= nodes) {
        Some(&node) => Err(PathError::UnknownNode { array, node, nodes }),
        None => Ok(()),
    }
}

fn check_costs(array: &'static str, costs: &[f64]) -> Result<(), PathError> {
    match costs.iter().position(|cost| !(cost.is_finite() && *cost >= 0.0)) {
        Some(index) => Err(PathError::Cost { array, index, given: costs[index] }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, Links, Path, PathError, PathFinder};
    use proptest::prelude::*;

    /// Every simple path, by walking them all.
    fn walk(links: &Links<'_>, nodes: &mut Vec<usize>, way: &mut Vec<usize>, to: usize, all: &mut Vec<Path>) {
        let at = *nodes.last().unwrap();
        if at == to {
            all.push(Path { links: way.clone(), cost: links.cost_of(way) });
            return;
        }
        for link in 0..links.from.len() {
            if links.from[link] == at && !nodes.contains(&links.to[link]) {
                nodes.push(links.to[link]);
                way.push(link);
                walk(links, nodes, way, to, all);
                way.pop();
                nodes.pop();
            }
        }
    }

    fn brute_force(links: &Links<'_>, from: usize, to: usize) -> Vec<Path> {
        let mut all = Vec::new();
        walk(links, &mut vec![from], &mut vec![], to, &mut all);
        all.sort_by(Path::order);
        all
    }

    /// A network: nodes, links as (from, to, cost, mode), and what a change of mode costs at each node.
    type Sketch = (usize, Vec<(usize, usize, f64, usize)>, Vec<f64>);

    fn sketches() -> impl Strategy<Value = Sketch> {
        (2usize..7).prop_flat_map(|nodes| {
            let cost = (0u8..5).prop_map(f64::from);
            let link = (0..nodes, 0..nodes, cost.clone(), 0usize..3);
            (Just(nodes), proptest::collection::vec(link, 0..14), proptest::collection::vec(cost, nodes))
        })
    }

    fn with_links<T>((nodes, links, transfer): &Sketch, then: impl FnOnce(Links<'_>) -> T) -> T {
        let from: Vec<usize> = links.iter().map(|link| link.0).collect();
        let to: Vec<usize> = links.iter().map(|link| link.1).collect();
        let cost: Vec<f64> = links.iter().map(|link| link.2).collect();
        let mode: Vec<usize> = links.iter().map(|link| link.3).collect();
        then(Links { nodes: *nodes, from: &from, to: &to, cost: &cost, mode: &mode, transfer })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// The paths found are the first of all simple paths in the stated order, whether modes cost or not.
        #[test]
        fn finds_the_first_of_all_simple_paths(sketch in sketches(), count in 1usize..12, modes: bool) {
            with_links(&sketch, |full| {
                let links = if modes { full } else { Links { mode: &[], transfer: &[], ..full } };
                let all = brute_force(&links, 0, links.nodes - 1);
                let paths = PathFinder::new(links).unwrap().cheapest(0, links.nodes - 1, count).unwrap();
                prop_assert_eq!(&paths.found, &all[..all.len().min(count)]);
                if paths.extent == Extent::All {
                    prop_assert!(all.len() <= count);
                }
                if all.len() > count {
                    prop_assert_eq!(paths.extent, Extent::Cheapest);
                }
                Ok(())
            })?;
        }

        /// A search that is given up has found the cheapest as far as it came.
        #[test]
        fn a_search_given_up_is_right_as_far_as_it_came(sketch in sketches(), candidates in 1usize..20) {
            with_links(&sketch, |links| {
                let all = brute_force(&links, 0, links.nodes - 1);
                let finder = PathFinder::new(links).unwrap().give_up_after(candidates);
                let paths = finder.cheapest(0, links.nodes - 1, 1_000).unwrap();
                prop_assert_eq!(&paths.found, &all[..paths.found.len()]);
                prop_assert!(paths.extent == Extent::GivenUp || paths.found.len() == all.len());
                Ok(())
            })?;
        }
    }

    #[test]
    fn a_detour_that_passes_a_node_twice_is_no_path() {
        // Changing from mode 0 to mode 1 at node 1 costs 9; by way of node 2 and back it would cost 2.
        let links = Links {
            nodes: 4,
            from: &[0, 1, 2, 1],
            to: &[1, 2, 1, 3],
            cost: &[1.0; 4],
            mode: &[0, 0, 1, 1],
            transfer: &[0.0, 9.0, 0.0, 0.0],
        };
        let paths = PathFinder::new(links).unwrap().cheapest(0, 3, 5).unwrap();
        assert_eq!(paths.found, [Path { links: vec![0, 3], cost: 11.0 }]);
        assert_eq!(paths.extent, Extent::All);
    }

    #[test]
    fn no_way_and_no_distance_are_answers() {
        let links = Links { nodes: 2, from: &[0], to: &[1], cost: &[1.0], ..Links::default() };
        let finder = PathFinder::new(links).unwrap();
        assert_eq!(finder.cheapest(1, 0, 3).unwrap().found, []);
        assert_eq!(finder.cheapest(1, 1, 3).unwrap().found, [Path { links: vec![], cost: 0.0 }]);
        assert_eq!(finder.cheapest(0, 1, 0).unwrap().found, []);
    }

    #[test]
    fn bad_networks_are_refused_with_their_place() {
        let fair = Links { nodes: 2, from: &[0], to: &[1], cost: &[1.0], ..Links::default() };
        let table = [
            (Links { to: &[], ..fair }, "`to` has 0 entries, but 1 are needed"),
            (Links { cost: &[1.0, 2.0], ..fair }, "`cost` has 2 entries"),
            (Links { mode: &[1, 2], ..fair }, "`mode` has 2 entries"),
            (Links { transfer: &[1.0], ..fair }, "`transfer` has 1 entries, but 2 are needed"),
            (Links { from: &[2], ..fair }, "`from` names node 2, but the nodes are 0..2"),
            (Links { to: &[7], ..fair }, "`to` names node 7"),
            (Links { cost: &[-1.0], ..fair }, "`cost` 0 is -1"),
            (Links { cost: &[f64::NAN], ..fair }, "`cost` 0 is NaN"),
            (Links { cost: &[f64::INFINITY], ..fair }, "`cost` 0 is inf"),
            (Links { transfer: &[0.0, -2.0], ..fair }, "`transfer` 1 is -2"),
        ];
        for (links, expected) in table {
            let given = PathFinder::new(links).unwrap_err().to_string();
            assert!(given.contains(expected), "{given:?} does not say {expected:?}");
        }
        let finder = PathFinder::new(fair).unwrap();
        assert_eq!(finder.cheapest(0, 2, 1), Err(PathError::UnknownNode { array: "to", node: 2, nodes: 2 }));
    }
}
