//! Every buffer an assignment needs, made once.

use super::active::ActiveLimits;
use super::direction::Direction;
use super::logit::Choice;
use super::{Assignment, Conditions, Status, Structure};

/// The memory of an assignment: made once for a [`Structure`], used for any number of periods, draws and methods.
///
/// After the first call of a method an assignment allocates nothing (linear programs excepted: their solver
/// does). The workspace remembers the prices of the last assignment, from which the next one starts.
///
/// # Examples
///
/// A horizon is assigned period by period in one workspace.
///
/// ```
/// use corridor::assign::{Conditions, Inputs, Method, QueuedLogit, Structure, Workspace};
///
/// let structure = Structure::builder(1).demand().route(&[(0, 1.0)]).route(&[]).build()?;
/// let mut workspace = Workspace::new(&structure);
/// let mut prices = Vec::new();
/// for volume in [5.0, 8.0, 11.0] {
///     let inputs = Inputs {
///         volume: &[volume],
///         cost: &[20.0, 25.0],
///         reservation: &[90.0],
///         capacity: &[4.0],
///         dispersion: &[0.2],
///     };
///     let conditions = Conditions::new(&structure, inputs)?;
///     prices.push(QueuedLogit::default().assign(&conditions, &mut workspace).price()[0]);
/// }
/// assert!(prices[0] < prices[1] && prices[1] < prices[2]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Workspace {
    /// λ.
    pub(super) price: Vec<f64>,
    /// Σ a f of each limit.
    pub(super) load: Vec<f64>,
    /// Where the demands are.
    pub(super) now: Choice,
    /// Where a step that is being tried would take them.
    pub(super) next: Choice,
    /// The limits that a step may price.
    pub(super) active: ActiveLimits,
    /// The step.
    pub(super) direction: Direction,
    pub(super) optimum: f64,
    pub(super) total_cost: f64,
}

impl Workspace {
    /// Makes room for assignments over a structure.
    pub fn new(structure: &Structure) -> Self {
        Self {
            price: vec![0.0; structure.limits()],
            load: vec![0.0; structure.limits()],
            now: Choice::new(structure),
            next: Choice::new(structure),
            active: ActiveLimits::new(structure),
            direction: Direction::new(structure),
            optimum: 0.0,
            total_cost: 0.0,
        }
    }

    /// Forgets the last prices, so that the next assignment starts from none.
    #[doc(alias("cold start", "reset"))]
    pub fn forget(&mut self) {
        self.price.fill(0.0);
    }

    /// Begins an assignment. A workspace that was made for a structure of another size is made anew; closed limits
    /// have no price while the others find theirs.
    pub(super) fn start(&mut self, conditions: &Conditions<'_>) {
        self.fit(conditions.structure());
        self.active.clear();
        for limit in (0..self.price.len()).filter(|&limit| conditions.is_closed(limit)) {
            self.price[limit] = 0.0;
        }
    }

    fn fit(&mut self, structure: &Structure) {
        let fits = self.price.len() == structure.limits()
            && self.now.flow.len() == structure.routes()
            && self.now.unserved.len() == structure.demands()
            && self.active.holds(structure);
        if !fits {
            *self = Self::new(structure);
        }
    }

    /// Σ a f of each limit, from the flows.
    pub(super) fn add_up_loads(&mut self, structure: &Structure) {
        for (limit, load) in self.load.iter_mut().enumerate() {
            *load = structure.users_of(limit).map(|(route, amount)| amount * self.now.flow[route]).sum();
        }
    }

    /// Closes an assignment: entry prices of closed limits, the two costs, and the answer to read.
    pub(super) fn answer(&mut self, conditions: &Conditions<'_>, status: Status) -> Assignment<'_> {
        super::closed::price_closed_limits(conditions, self);
        let inputs = conditions.inputs();
        let shipped: f64 = dot(inputs.cost, &self.now.flow);
        self.total_cost = shipped + dot(inputs.reservation, &self.now.unserved);
        self.optimum = dot(inputs.volume, &self.now.logsum) - dot(inputs.capacity, &self.price);
        Assignment { status, workspace: self }
    }
}

/// Σ x y.
pub(super) fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(x, y)| x * y).sum()
}
