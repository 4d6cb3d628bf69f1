//! The cheapest flow through a network of arcs, without a list of routes.

use super::linear_program::{LinearProgram, NoAnswer, Optimum, Relation};

/// A network of arcs through which one good flows from where it is supplied to where it is wanted.
///
/// Nodes are numbered `0..supply.len()`, arcs `0..from.len()`; the arrays of arcs are all of one length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlowNetwork<'a> {
    /// What each node supplies; below zero what it wants. Together zero.
    pub supply: &'a [f64],
    /// The node that each arc leaves.
    pub from: &'a [usize],
    /// The node that each arc reaches.
    pub to: &'a [usize],
    /// The least that must flow on each arc; zero or more.
    pub least: &'a [f64],
    /// The most that may flow on each arc; at least `least`.
    pub most: &'a [f64],
    /// What a unit on each arc costs; may be below zero.
    pub cost: &'a [f64],
}

/// The cheapest flow.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowPlan {
    /// The flow on each arc.
    pub flow: Vec<f64>,
    /// What the flow costs: Σ cost · flow.
    pub cost: f64,
    /// What one more unit of each arc's capacity would save; zero or more.
    pub price: Vec<f64>,
    /// The relative gap between the cost and the bound that the prices give: a certificate of the optimum.
    pub gap: f64,
}

/// Why there is no cheapest flow.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FlowError {
    /// An array is not as long as `from`.
    #[error("`{array}` has {given} entries, but there are {expected} arcs")]
    Length {
        /// Which array.
        array: &'static str,
        /// Its length.
        given: usize,
        /// The length of `from`.
        expected: usize,
    },
    /// An arc ends in a node that does not exist.
    #[error("arc {arc} names node {node}, but the nodes are 0..{nodes}")]
    UnknownNode {
        /// The arc.
        arc: usize,
        /// The node it names.
        node: usize,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A figure is outside its range, infinite or not a number.
    #[error("`{array}` {index} is {given}: it must be finite, and a flow must allow 0 ≤ least ≤ most")]
    Value {
        /// Which array.
        array: &'static str,
        /// Which node or arc.
        index: usize,
        /// The figure.
        given: f64,
    },
    /// More is supplied than wanted, or less.
    #[error("supplies and wants must add up to zero, but they add up to {total}")]
    Unbalanced {
        /// What they add up to.
        total: f64,
    },
    /// The arcs cannot carry what is supplied to where it is wanted.
    #[error("no flow fits: the arcs cannot carry what is supplied to where it is wanted")]
    Infeasible,
    /// The solver gave up.
    #[error("the solver gave up on a network of {arcs} arcs: scale its figures nearer to 1")]
    Failed {
        /// How many arcs the network has.
        arcs: usize,
    },
}

/// Supplies may differ from wants by this share, by rounding.
const BALANCED: f64 = 1e-9;

/// The cheapest flow that carries every supply to where it is wanted.
///
/// In networks where every supply may serve every want, routes are too many to list; here the arcs themselves are
/// the unknowns. The problem is
///
/// ```text
/// least Σ cost · f   with   Σ_out f − Σ_in f = supply at each node,   least ≤ f ≤ most on each arc
/// ```
///
/// It is solved as a linear program, and its dual as another, which gives the prices and proves the optimum.
///
/// # Errors
///
/// [`FlowError`] if the figures make no network, or nothing fits.
///
/// # Examples
///
/// ```
/// use corridor::assign::{FlowNetwork, minimum_cost_flow};
///
/// // Three units from node 0 to node 2: the cheap arc by node 1 takes two.
/// let network = FlowNetwork {
///     supply: &[3.0, 0.0, -3.0],
///     from: &[0, 1, 0],
///     to: &[1, 2, 2],
///     least: &[0.0; 3],
///     most: &[2.0, 9.0, 9.0],
///     cost: &[1.0, 1.0, 5.0],
/// };
/// let plan = minimum_cost_flow(&network)?;
/// assert!((plan.cost - 9.0).abs() < 1e-9);
/// assert!((plan.price[0] - 3.0).abs() < 1e-9);
/// # Ok::<(), corridor::assign::FlowError>(())
/// ```
#[doc(alias("min cost flow", "MCF", "transshipment problem"))]
pub fn minimum_cost_flow(network: &FlowNetwork<'_>) -> Result<FlowPlan, FlowError> {
    network.check()?;
    let scale = Scale::of(network);
    let fault = |answer| match answer {
        NoAnswer::Infeasible => FlowError::Infeasible,
        NoAnswer::Failed => FlowError::Failed { arcs: network.from.len() },
    };
    let flows = network.flows(scale).solve().map_err(fault)?;
    let potentials = network.potentials(scale).solve().map_err(fault)?;
    Ok(network.plan(&flows, &potentials, scale))
}

/// The units in which the solver sees a network.
#[derive(Clone, Copy)]
struct Scale {
    flow: f64,
    cost: f64,
}

impl Scale {
    fn of(network: &FlowNetwork<'_>) -> Self {
        let largest = |values: &[f64]| values.iter().fold(0.0f64, |most, value| most.max(value.abs()));
        let unit = |size: f64| if size > 0.0 { size } else { 1.0 };
        // Capacities may be far above anything supplied, as "no limit" is often written; they do not set the unit.
        let flow = largest(network.supply).max(largest(network.least));
        Self { flow: unit(flow), cost: unit(largest(network.cost)) }
    }
}

impl FlowNetwork<'_> {
    fn check(&self) -> Result<(), FlowError> {
        let expected = self.from.len();
        for (array, given) in [
            ("to", self.to.len()),
            ("least", self.least.len()),
            ("most", self.most.len()),
            ("cost", self.cost.len()),
        ] {
            if given != expected {
                return Err(FlowError::Length { array, given, expected });
            }
        }
        check_values("supply", self.supply, |_, _| true)?;
        check_values("cost", self.cost, |_, _| true)?;
        check_values("least", self.least, |_, least| least >= 0.0)?;
        check_values("most", self.most, |arc, most| most >= self.least[arc])?;
        (0..expected).try_for_each(|arc| self.check_ends(arc))?;
        self.check_balance()
    }

    fn check_ends(&self, arc: usize) -> Result<(), FlowError> {
        let nodes = self.supply.len();
        match [self.from[arc], self.to[arc]].into_iter().find(|&node| node >= nodes) {
            Some(node) => Err(FlowError::UnknownNode { arc, node, nodes }),
            None => Ok(()),
        }
    }

    fn check_balance(&self) -> Result<(), FlowError> {
        let total: f64 = self.supply.iter().sum();
        let size: f64 = self.supply.iter().map(|supply| supply.abs()).sum();
        if total.abs() <= BALANCED * size { Ok(()) } else { Err(FlowError::Unbalanced { total }) }
    }

    /// The arcs, each with its ends.
    fn arcs(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        (0..self.from.len()).map(|arc| (arc, self.from[arc], self.to[arc]))
    }

    /// What is left to supply at each node once every arc carries its least.
    fn left_to_supply(&self) -> Vec<f64> {
        let mut left = self.supply.to_vec();
        for (arc, from, to) in self.arcs() {
            left[from] -= self.least[arc];
            left[to] += self.least[arc];
        }
        left
    }

    /// The flows above the least, as a linear program.
    fn flows(&self, scale: Scale) -> LinearProgram {
        let mut program = LinearProgram::default();
        let mut nodes = vec![Vec::new(); self.supply.len()];
        for (arc, from, to) in self.arcs() {
            let room = (self.most[arc] - self.least[arc]) / scale.flow;
            let flow = program.value(self.cost[arc] / scale.cost, (0.0, room));
            // An arc from a node to itself moves nothing, but may cost.
            if from != to {
                nodes[from].push((flow, 1.0));
                nodes[to].push((flow, -1.0));
            }
        }
        for (terms, left) in nodes.into_iter().zip(self.left_to_supply()) {
            program.row(terms, Relation::Exactly, left / scale.flow);
        }
        program
    }

    /// The dual: greatest Σ supply · π − Σ room · λ with `π_from − π_to − λ ≤ cost`, first all λ, then all π.
    fn potentials(&self, scale: Scale) -> LinearProgram {
        let mut program = LinearProgram::default();
        for arc in 0..self.from.len() {
            program.value((self.most[arc] - self.least[arc]) / scale.flow, (0.0, f64::INFINITY));
        }
        for left in self.left_to_supply() {
            program.value(-left / scale.flow, (f64::NEG_INFINITY, f64::INFINITY));
        }
        for (arc, from, to) in self.arcs() {
            let mut terms = vec![(arc, -1.0)];
            if from != to {
                terms.extend([(self.from.len() + from, 1.0), (self.from.len() + to, -1.0)]);
            }
            program.row(terms, Relation::AtMost, self.cost[arc] / scale.cost);
        }
        program
    }

    /// The plan, from the answers of both programs in the solver's units.
    fn plan(&self, flows: &Optimum, potentials: &Optimum, scale: Scale) -> FlowPlan {
        let arcs = self.from.len();
        let flow: Vec<f64> = (0..arcs)
            .map(|arc| {
                (self.least[arc] + flows.values[arc] * scale.flow).clamp(self.least[arc], self.most[arc])
            })
            .collect();
        let price: Vec<f64> =
            potentials.values[..arcs].iter().map(|price| price.max(0.0) * scale.cost).collect();
        let cost = super::workspace::dot(self.cost, &flow);
        let supplied: f64 = self
            .left_to_supply()
            .iter()
            .zip(&potentials.values[arcs..])
            .map(|(left, p)| left * p * scale.cost)
            .sum();
        let least = super::workspace::dot(self.cost, self.least);
        let queued: f64 = (0..arcs).map(|arc| (self.most[arc] - self.least[arc]) * price[arc]).sum();
        let bound = least + supplied - queued;
        let gap = (cost - bound).abs() / cost.abs().max(bound.abs()).max(f64::MIN_POSITIVE);
        FlowPlan { flow, cost, price, gap }
    }
}

/// Refuses the first value that is infinite, not a number, or not allowed at its place.
fn check_values(
    array: &'static str,
    values: &[f64],
    allowed: impl Fn(usize, f64) -> bool,
) -> Result<(), FlowError> {
    let fair = |index: usize| values[index].is_finite() && allowed(index, values[index]);
    match (0..values.len()).find(|&index| !fair(index)) {
        Some(index) => Err(FlowError::Value { array, index, given: values[index] }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{FlowError, FlowNetwork, minimum_cost_flow};

    const FAIR: FlowNetwork<'static> = FlowNetwork {
        supply: &[3.0, -3.0],
        from: &[0, 0],
        to: &[1, 1],
        least: &[0.0, 0.0],
        most: &[2.0, 9.0],
        cost: &[1.0, 4.0],
    };

    #[test]
    fn parallel_arcs_fill_in_the_order_of_cost() {
        let plan = minimum_cost_flow(&FAIR).unwrap();
        assert_eq!(plan.flow, [2.0, 1.0]);
        assert_eq!((plan.cost, plan.price), (6.0, vec![3.0, 0.0]));
        assert!(plan.gap < 1e-12);
    }

    #[test]
    fn what_must_flow_flows_though_it_is_dearer() {
        let plan = minimum_cost_flow(&FlowNetwork { least: &[0.0, 2.5], ..FAIR }).unwrap();
        assert_eq!((plan.flow, plan.cost), (vec![0.5, 2.5], 10.5));
    }

    #[test]
    fn bad_networks_are_refused_with_their_place() {
        let table = [
            (FlowNetwork { to: &[1], ..FAIR }, "`to` has 1 entries, but there are 2 arcs"),
            (FlowNetwork { most: &[], ..FAIR }, "`most` has 0 entries"),
            (FlowNetwork { to: &[1, 2], ..FAIR }, "arc 1 names node 2, but the nodes are 0..2"),
            (FlowNetwork { cost: &[1.0, f64::NAN], ..FAIR }, "`cost` 1 is NaN"),
            (FlowNetwork { supply: &[f64::INFINITY, -3.0], ..FAIR }, "`supply` 0 is inf"),
            (FlowNetwork { least: &[-1.0, 0.0], ..FAIR }, "`least` 0 is -1"),
            (FlowNetwork { least: &[3.0, 0.0], ..FAIR }, "`most` 0 is 2"),
            (FlowNetwork { supply: &[3.0, -2.0], ..FAIR }, "they add up to 1"),
            (FlowNetwork { most: &[1.0, 1.0], ..FAIR }, "no flow fits"),
        ];
        for (network, expected) in table {
            let given = minimum_cost_flow(&network).unwrap_err().to_string();
            assert!(given.contains(expected), "{given:?} does not say {expected:?}");
        }
        let reversed = FlowNetwork { from: &[1, 1], to: &[0, 0], ..FAIR };
        assert_eq!(minimum_cost_flow(&reversed), Err(FlowError::Infeasible));
    }
}
