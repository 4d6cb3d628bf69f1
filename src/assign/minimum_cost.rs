//! The cheapest plan that fits, by linear programming.

use super::linear_program::{LinearProgram, NoAnswer, Optimum, Relation};
use super::workspace::dot;
use super::{Assignment, Cause, Conditions, Method, Status, Workspace};

/// The cheapest plan that fits: what a single planner would do who follows costs to the cent.
///
/// The flows minimise Σ c f + Σ c₀ (not shipped) under the limits; dispersions are ignored. Of plans that cost the
/// same, any may be found, always the same one for the same figures.
///
/// # Method
///
/// The plan is one linear program and its prices are another, the dual, written out and solved by itself. Each
/// bounds the other, so the gap between them is a certificate that needs no trust in the solver: the status is
/// [`Status::Solved`] only if it is at most 1e-6 of the cost. Both programs are scaled so that the solver sees numbers near 1.
///
/// Prices are positive: what one more unit of the limit would save. Where they are not unique (a limit only just
/// binds, or limits repeat one another) they are those of one vertex; ask twice, with a little more and a little less
/// capacity, for the price to the right and to the left.
///
/// # Complexity
///
/// That of the simplex method, roughly cubic in routes and limits: for one look at a plan, not for ensembles. It
/// allocates.
///
/// # Examples
///
/// ```
/// use corridor::assign::{Conditions, Inputs, Method, MinimumCost, Structure, Workspace};
///
/// let structure = Structure::builder(1).demand().route(&[(0, 1.0)]).route(&[]).build()?;
/// let inputs = Inputs {
///     volume: &[10.0],
///     cost: &[20.0, 25.0],
///     reservation: &[90.0],
///     capacity: &[4.0],
///     dispersion: &[0.2],
/// };
/// let mut workspace = Workspace::new(&structure);
/// let conditions = Conditions::new(&structure, inputs)?;
/// let assignment = MinimumCost.assign(&conditions, &mut workspace);
///
/// assert!(assignment.status().is_solved());
/// assert!((assignment.flow()[0] - 4.0).abs() < 1e-6 && (assignment.flow()[1] - 6.0).abs() < 1e-6);
/// assert!((assignment.price()[0] - 5.0).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[doc(alias("linear program", "system optimum"))]
pub struct MinimumCost;

/// The gap between the cost of the plan and the bound of its prices at which both are proved right.
const TOLERANCE: f64 = 1e-6;

impl Method for MinimumCost {
    fn name(&self) -> &'static str {
        "minimum-cost"
    }

    fn assign<'w>(&self, conditions: &Conditions<'_>, workspace: &'w mut Workspace) -> Assignment<'w> {
        workspace.start(conditions);
        workspace.forget();
        let plan = Plan::new(conditions);
        let flows = plan.flows();
        let prices = plan.prices(flows.as_ref().map_or(&[], |optimum| &optimum.values));
        let pivots = [&flows, &prices]
            .iter()
            .filter_map(|answer| answer.as_ref().ok())
            .map(|optimum| optimum.pivots)
            .sum();
        plan.ship(flows, workspace);
        plan.charge(prices, workspace);
        workspace.add_up_loads(conditions.structure());
        let status = certify(conditions, workspace, pivots);
        workspace.answer(conditions, status)
    }
}

/// A limit that is filled but for this share counts as full.
const FULL: f64 = 1e-6;

/// What of an assignment the linear programs are about: the routes worth taking and the limits that may bind.
struct Plan<'a> {
    conditions: &'a Conditions<'a>,
    columns: Vec<Column>,
    /// The row of each limit that may bind, by limit.
    row: Vec<Option<usize>>,
    /// The limit of each row.
    limits: Vec<usize>,
    /// The largest amount that a column uses of the limit of each row: the unit of its uses.
    amount_units: Vec<f64>,
    /// The largest saving of a column: the unit of cost.
    cost_unit: f64,
}

/// A route that saves something over giving up.
struct Column {
    demand: usize,
    route: usize,
    /// c₀ − c.
    saving: f64,
    /// The most that fits on it alone: its unit of flow.
    most: f64,
}

impl<'a> Plan<'a> {
    fn new(conditions: &'a Conditions<'a>) -> Self {
        let structure = conditions.structure();
        let columns: Vec<Column> = (0..structure.demands())
            .flat_map(|demand| structure.routes_of(demand).map(move |route| (demand, route)))
            .filter_map(|(demand, route)| Column::new(conditions, demand, route))
            .collect();
        let cost_unit = columns.iter().map(|column| column.saving).fold(f64::MIN_POSITIVE, f64::max);
        let limits = limits_that_may_bind(conditions, &columns);
        let mut row = vec![None; structure.limits()];
        limits.iter().enumerate().for_each(|(at, &limit)| row[limit] = Some(at));
        let mut plan = Self { conditions, columns, row, limits, amount_units: Vec::new(), cost_unit };
        plan.amount_units = plan.largest_amounts();
        plan
    }

    fn largest_amounts(&self) -> Vec<f64> {
        let mut largest = vec![f64::MIN_POSITIVE; self.limits.len()];
        for (row, amount) in self.columns.iter().flat_map(|column| self.uses_of(column)) {
            largest[row] = largest[row].max(amount);
        }
        largest
    }

    /// The uses of binding limits by a column: rows and amounts.
    fn uses_of(&self, column: &Column) -> impl Iterator<Item = (usize, f64)> {
        let uses = self.conditions.structure().uses_of(column.route);
        uses.filter_map(|(limit, amount)| self.row[limit].map(|row| (row, amount)))
    }

    /// Least Σ c f + Σ c₀ n with Σ f + n = d and Σ a f ≤ u; each flow in units of the most that fits, what is not shipped
    /// in units of the demand, each row in units of what it allows.
    ///
    /// No cost is below zero, so the dual simplex method starts at once from nothing moved.
    fn flows(&self) -> Result<Optimum, NoAnswer> {
        let inputs = self.conditions.inputs();
        let unit = self.cost_unit * inputs.volume.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let any = (0.0, f64::INFINITY);
        let mut program = LinearProgram::default();
        let mut demands = vec![Vec::new(); inputs.volume.len()];
        let mut limits = vec![Vec::new(); self.limits.len()];
        for column in &self.columns {
            let flow = program.value(inputs.cost[column.route] * column.most / unit, any);
            demands[column.demand].push((flow, column.most / inputs.volume[column.demand]));
            for (row, amount) in self.uses_of(column) {
                limits[row].push((flow, amount * column.most / inputs.capacity[self.limits[row]]));
            }
        }
        for (demand, mut terms) in demands.into_iter().enumerate().filter(|(_, terms)| !terms.is_empty()) {
            let left = inputs.reservation[demand] * inputs.volume[demand] / unit;
            terms.push((program.value(left, any), 1.0));
            program.row(terms, Relation::Exactly, 1.0);
        }
        for terms in limits {
            program.row(terms, Relation::AtMost, 1.0);
        }
        program.solve()
    }

    /// Greatest Σ d π − Σ u λ with π − Σ a λ ≤ c and 0 ≤ π ≤ c₀: the dual, in which π = S is the marginal cost of a demand.
    ///
    /// Only limits that the flows fill can have a price (complementary slackness), so only those have an unknown.
    fn prices(&self, flows: &[f64]) -> Result<Optimum, NoAnswer> {
        let inputs = self.conditions.inputs();
        let full = self.full_rows(flows);
        let unit = inputs.volume.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let mut program = LinearProgram::default();
        let prices: Vec<usize> = (0..self.limits.len())
            .map(|row| {
                let weight = inputs.capacity[self.limits[row]] / self.amount_units[row];
                program.value(weight / unit, (0.0, if full[row] { f64::INFINITY } else { 0.0 }))
            })
            .collect();
        let costs = inputs.volume.iter().zip(inputs.reservation);
        let costs: Vec<usize> =
            costs.map(|(volume, most)| program.value(-volume / unit, (0.0, most / self.cost_unit))).collect();
        for column in &self.columns {
            let mut terms = vec![(costs[column.demand], 1.0)];
            let felt = self.uses_of(column).filter(|&(row, _)| full[row]);
            terms.extend(felt.map(|(row, amount)| (prices[row], -amount / self.amount_units[row])));
            program.row(terms, Relation::AtMost, inputs.cost[column.route] / self.cost_unit);
        }
        program.solve()
    }

    /// Which rows of limits the flows fill, to the tolerance of the solver; all, if there are no flows to tell.
    fn full_rows(&self, flows: &[f64]) -> Vec<bool> {
        let mut filled = vec![0.0; self.limits.len()];
        for (column, flow) in self.columns.iter().zip(flows) {
            for (row, amount) in self.uses_of(column) {
                filled[row] +=
                    flow * column.most * amount / self.conditions.inputs().capacity[self.limits[row]];
            }
        }
        filled.iter().map(|&filled| flows.is_empty() || filled > 1.0 - FULL).collect()
    }

    /// Puts the flows of the plan into the workspace; without a plan nothing is shipped.
    fn ship(&self, flows: Result<Optimum, NoAnswer>, workspace: &mut Workspace) {
        let choice = &mut workspace.now;
        choice.flow.fill(0.0);
        choice.unserved.copy_from_slice(self.conditions.inputs().volume);
        let shares = flows.unwrap_or_default().values;
        for (column, share) in self.columns.iter().zip(shares) {
            let flow = (share.clamp(0.0, 1.0) * column.most).min(choice.unserved[column.demand]);
            choice.flow[column.route] = flow;
            choice.unserved[column.demand] -= flow;
        }
    }

    /// Puts the prices into the workspace, and from them the marginal cost of each demand: that of its cheapest
    /// choice with queues.
    fn charge(&self, prices: Result<Optimum, NoAnswer>, workspace: &mut Workspace) {
        let values = prices.unwrap_or_default().values;
        for ((&limit, amount_unit), value) in self.limits.iter().zip(&self.amount_units).zip(values) {
            workspace.price[limit] = value.max(0.0) * self.cost_unit / amount_unit;
        }
        workspace.now.queue(self.conditions, &workspace.price);
        workspace.now.logsum.copy_from_slice(self.conditions.inputs().reservation);
        for demand in 0..self.conditions.structure().demands() {
            for route in self.conditions.structure().routes_of(demand) {
                let choice = &mut workspace.now;
                choice.logsum[demand] = choice.logsum[demand].min(choice.queued[route]);
            }
        }
    }
}

impl Column {
    /// A route as a column, unless it is shut, has nothing to carry, or saves nothing.
    fn new(conditions: &Conditions<'_>, demand: usize, route: usize) -> Option<Self> {
        let inputs = conditions.inputs();
        let saving = inputs.reservation[demand] - inputs.cost[route];
        let fits =
            conditions.structure().uses_of(route).map(|(limit, amount)| inputs.capacity[limit] / amount);
        let most = fits.fold(inputs.volume[demand], f64::min);
        let worth = saving > 0.0 && most > 0.0 && !conditions.is_shut(route);
        worth.then_some(Self { demand, route, saving, most })
    }
}

/// The limits that would not hold if every demand took the route that uses the most of them.
fn limits_that_may_bind(conditions: &Conditions<'_>, columns: &[Column]) -> Vec<usize> {
    let inputs = conditions.inputs();
    let mut greatest = vec![0.0; inputs.capacity.len()];
    let mut of_demand: Vec<(usize, f64)> = vec![(usize::MAX, 0.0); inputs.capacity.len()];
    for column in columns {
        for (limit, amount) in conditions.structure().uses_of(column.route) {
            let use_of_all = amount * inputs.volume[column.demand];
            let (demand, counted) = &mut of_demand[limit];
            if *demand != column.demand {
                (*demand, *counted) = (column.demand, 0.0);
            }
            greatest[limit] += (use_of_all - *counted).max(0.0);
            *counted = counted.max(use_of_all);
        }
    }
    (0..greatest.len()).filter(|&limit| greatest[limit] > inputs.capacity[limit]).collect()
}

/// Compares the cost of the plan with the bound that the prices give.
fn certify(conditions: &Conditions<'_>, workspace: &Workspace, steps: usize) -> Status {
    let (inputs, choice) = (conditions.inputs(), &workspace.now);
    let cost = dot(inputs.cost, &choice.flow) + dot(inputs.reservation, &choice.unserved);
    let bound = dot(inputs.volume, &choice.logsum) - dot(inputs.capacity, &workspace.price);
    // Where nearly everything is free, the cost of shipping nothing says what a small cost is.
    let nothing_shipped = dot(inputs.volume, inputs.reservation);
    let gap = (cost - bound).abs() / cost.max(TOLERANCE * nothing_shipped).max(f64::MIN_POSITIVE);
    if gap <= TOLERANCE {
        Status::Solved { steps, gap }
    } else {
        Status::Stopped { steps, gap, cause: Cause::Solver }
    }
}
