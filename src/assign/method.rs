//! The question every method answers, and the shape of its answer.

use super::{Conditions, Workspace};

/// A way to spread demands over their routes.
///
/// Methods are values: what a method needs to know beside the figures of the period stands in its fields. Threads may
/// share one.
/// Whatever the method, a route through a closed limit (capacity zero) carries nothing, "not shipped" at the
/// reservation cost is open to every demand, and routes and "not shipped" add up to the demand's volume.
pub trait Method: Sync {
    /// The method's name, as the command line spells it.
    fn name(&self) -> &'static str;

    /// Assigns the demands of one period and leaves the answer in the workspace, from which it is read.
    ///
    /// The prices that the workspace holds from the last call are where an iterative method starts. That changes
    /// how long it takes and, within the method's tolerance, the last digits of the answer; where the same bytes
    /// are wanted whatever was solved before, call [`Workspace::forget`] first.
    fn assign<'w>(&self, conditions: &Conditions<'_>, workspace: &'w mut Workspace) -> Assignment<'w>;

    /// Whether its answer is that of the logit with queues, within its tolerance.
    ///
    /// Ensembles work it out in closed form where a demand has a route to itself. No method needs to say so.
    fn is_logit_with_queues(&self) -> bool {
        false
    }
}

/// How an assignment ended.
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub enum Status {
    /// The numbers are the method's answer, within its tolerance.
    Solved {
        /// Steps taken; none if the prices of the last period still clear the market.
        steps: usize,
        /// The gap that was left; at most the tolerance.
        gap: f64,
    },
    /// The numbers are the best that the method had when it stopped.
    Stopped {
        /// Steps taken.
        steps: usize,
        /// The gap that was left: for [`QueuedLogit`](super::QueuedLogit) the largest share by which a limit is
        /// overrun, or by which a priced limit is not full; for a linear program the relative gap between the
        /// cost of the plan and the bound that its prices give.
        gap: f64,
        /// What ended it.
        cause: Cause,
    },
}

/// What made a method stop before its answer was good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// It took as many steps as it was allowed.
    Steps,
    /// No step improved the prices any more: the figures leave no room for more digits.
    Stalled,
    /// The solver behind the method gave up.
    Solver,
}

impl Status {
    /// Whether the numbers are the method's answer, within its tolerance.
    #[doc(alias("converged", "optimal"))]
    pub fn is_solved(self) -> bool {
        matches!(self, Self::Solved { .. })
    }

    /// Steps taken.
    #[doc(alias("iterations"))]
    pub fn steps(self) -> usize {
        match self {
            Self::Solved { steps, .. } | Self::Stopped { steps, .. } => steps,
        }
    }

    /// The gap that was left.
    pub fn gap(self) -> f64 {
        match self {
            Self::Solved { gap, .. } | Self::Stopped { gap, .. } => gap,
        }
    }
}

/// The answer of a method for one period: a status, and the numbers that it goes with.
///
/// It borrows the workspace that the numbers were computed in, so it lives until the next period is assigned.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct Assignment<'w> {
    pub(super) status: Status,
    pub(super) workspace: &'w Workspace,
}

impl<'w> Assignment<'w> {
    /// How the assignment ended. Read it before any number.
    pub fn status(&self) -> Status {
        self.status
    }

    /// f: the volume on each route.
    pub fn flow(&self) -> &'w [f64] {
        &self.workspace.now.flow
    }

    /// The volume of each demand that is not shipped.
    pub fn unserved(&self) -> &'w [f64] {
        &self.workspace.now.unserved
    }

    /// Σ a f: how much of each limit the flows take, in the limit's unit.
    #[doc(alias("throughput"))]
    pub fn load(&self) -> &'w [f64] {
        &self.workspace.load
    }

    /// λ: what one more unit of each limit is worth in the period, in cost per unit of the limit; never negative.
    ///
    /// It is the derivative of [`optimum`](Self::optimum) with respect to the limit's capacity, with the sign
    /// turned, and the queueing cost that a user of the limit bears. Where limits repeat one another only the sum
    /// of their prices is determined. A closed limit, to whose first unit a logit gives no finite value, has its
    /// *entry price*: the highest price at which the best route that it alone shuts would cost what its demand
    /// expects to pay now ([`logsum`](Self::logsum)); 0 if no such route is worth opening.
    #[doc(alias("shadow price", "dual", "queue price", "lambda"))]
    pub fn price(&self) -> &'w [f64] {
        &self.workspace.price
    }

    /// S: the expected cost of a unit of each demand with queues, "not shipped" among its choices.
    ///
    /// For a linear program this is the marginal cost of one more unit of the demand.
    #[doc(alias("expected minimum cost", "satisfaction"))]
    pub fn logsum(&self) -> &'w [f64] {
        &self.workspace.now.logsum
    }

    /// Σ d S − Σ u λ: the perceived cost of the period at the prices found, which is what the method minimises.
    ///
    /// At any prices, solved or not, it is a lower bound of what can be reached.
    #[doc(alias("objective", "dual value"))]
    pub fn optimum(&self) -> f64 {
        self.workspace.optimum
    }

    /// Σ c f + Σ c₀ (not shipped): what the plan costs without queues and without regard to taste.
    pub fn total_cost(&self) -> f64 {
        self.workspace.total_cost
    }
}
