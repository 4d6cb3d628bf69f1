use crate::assign::{Conditions, Inputs, Structure};
use crate::model::{Levels, Plan};

use super::class::structure;

/// The assignment problem of a plan, period by period: all demands against all limits.
///
/// It is what [`evaluate`](super::evaluate) solves once firm commitments have had theirs; here they are left out, so
/// that a method can be studied, timed or compared with another on the network alone.
///
/// ```
/// use corridor::assign::{Method, QueuedLogit, Workspace};
/// use corridor::evaluate::Problem;
/// use corridor::study::Study;
///
/// let study = Study::embedded("kazakh-oil")?;
/// let plan = study.draft().plan()?;
/// let problem = Problem::new(&plan, plan.central());
/// let mut workspace = Workspace::new(problem.structure());
/// for period in 0..problem.periods() {
///     let assignment = QueuedLogit::default().assign(&problem.conditions(period), &mut workspace);
///     assert!(assignment.status().is_solved());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Problem {
    structure: Structure,
    levels: Levels,
    periods: usize,
}

impl Problem {
    /// The problem at given values of the plan's inputs, such as [`Plan::central`].
    ///
    /// # Panics
    /// If there is not one value for each of [`Plan::inputs`].
    pub fn new(plan: &Plan, values: &[f64]) -> Self {
        assert_eq!(values.len(), plan.inputs().len(), "one value for each input of the plan");
        let mut levels = Levels::default();
        levels.fill(plan, values);
        let demands = plan.demands.iter().enumerate();
        let structure =
            structure(plan, values, demands.map(|(number, demand)| (number, demand.routes.clone())));
        Self { structure, levels, periods: plan.years.len() }
    }

    /// Demands, routes and limits.
    pub fn structure(&self) -> &Structure {
        &self.structure
    }

    /// How many periods there are.
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// The figures of a period.
    ///
    /// # Panics
    /// If there is no such period.
    pub fn conditions(&self, period: usize) -> Conditions<'_> {
        assert!(period < self.periods, "period {period} of {}", self.periods);
        let (demands, routes, limits) =
            (self.structure.demands(), self.structure.routes(), self.structure.limits());
        let inputs = Inputs {
            volume: &self.levels.demand[period * demands..][..demands],
            cost: &self.levels.cost[period * routes..][..routes],
            reservation: &self.levels.reservation[period * demands..][..demands],
            capacity: &self.levels.capacity[period * limits..][..limits],
            dispersion: &self.levels.dispersion,
        };
        #[expect(
            clippy::expect_used,
            reason = "levels are finite and not negative, one for each demand, route and limit"
        )]
        Conditions::new(&self.structure, inputs).expect("a plan's levels are in range")
    }
}
