use std::sync::Arc;

use crate::assign::Method;
use crate::model::{Levels, Plan};

use super::flows::Flows;
use super::{Entry, Evaluator, Indicator, Layout, Outcome};

/// What is read off at central values: the deterministic run of a plan.
///
/// Assigns each period in turn and reads off every [`Indicator`]. `user-benefit` needs a baseline and is added by
/// [`Outcome::against`].
///
/// Complexity: one assignment per period and class, then linear in routes × legs × periods.
pub fn evaluate(plan: &Plan, scenario: &str, method: &dyn Method) -> Outcome {
    let mut levels = Levels::default();
    evaluate_at(plan, plan.central(), &mut levels, scenario, method)
}

/// The same for given values of the plan's inputs, as a draw of an ensemble gives them.
///
/// `levels` is memory that is filled anew and can be used again.
///
/// # Panics
/// If there is not one value for each of [`Plan::inputs`].
pub fn evaluate_at(
    plan: &Plan,
    values: &[f64],
    levels: &mut Levels,
    scenario: &str,
    method: &dyn Method,
) -> Outcome {
    assert_eq!(values.len(), plan.inputs().len(), "one value for each input of the plan");
    let mut evaluator = Evaluator::new(plan, method).with_memory(std::mem::take(levels));
    let read = evaluator.run(values).to_vec();
    let layout = evaluator.layout().clone();
    let flows = evaluator.flows();
    let outcome = Outcome::new(plan.name().into(), scenario.into(), layout, flows.statuses.clone(), read);
    let outcome = outcome.with_welfare(welfare(plan, flows));
    *levels = evaluator.into_memory();
    outcome
}

/// What user benefit is computed from: volume and expected cost of each demand, by period.
#[derive(Debug, Clone, Default)]
pub(super) struct Welfare {
    pub(super) demands: Vec<Arc<str>>,
    pub(super) unit: Option<crate::quantity::Unit>,
    /// By demand, the volume of each period.
    pub(super) volume: Vec<Vec<f64>>,
    /// By demand, the expected cost of a unit in each period.
    pub(super) cost: Vec<Vec<f64>>,
}

fn welfare(plan: &Plan, flows: &Flows) -> Welfare {
    let count = plan.demands.len();
    let by_demand = |array: &[f64]| -> Vec<Vec<f64>> {
        (0..count).map(|demand| array.iter().skip(demand).step_by(count).copied().collect()).collect()
    };
    Welfare {
        demands: plan.demands.iter().map(|demand| demand.name.clone()).collect(),
        unit: Some(Indicator::UserBenefit.unit(plan.measure(), plan.currency(), plan.prices())),
        volume: by_demand(&flows.present),
        cost: by_demand(&flows.expected_cost),
    }
}

impl Outcome {
    /// The same with the user benefit of each demand against a baseline of the same periods.
    ///
    /// Benefit = (d₀ + d) / 2 × (S₀ − S), with d the volume that wants to move and S the expected generalised cost
    /// of a unit, queues included (the logsum; Ben-Akiva and Lerman 1985). It is exact where the volume is the same,
    /// and the rule of half where it is not. Positive is a gain. Demands that the baseline does not have, and
    /// horizons that differ, have none.
    #[doc(alias = "consumer surplus")]
    #[doc(alias = "rule of half")]
    pub fn against(&self, baseline: &Outcome) -> Outcome {
        let mut entries = self.layout().entries().to_vec();
        let mut values = self.all_values().to_vec();
        entries.retain(|entry| entry.indicator != Indicator::UserBenefit);
        values.truncate(entries.len() * self.horizon().len());
        if self.horizon() == baseline.horizon() {
            self.add_benefits(baseline, &mut entries, &mut values);
        }
        let layout = Arc::new(Layout::new(self.horizon(), entries));
        let outcome = Outcome::new(
            self.study().clone(),
            self.scenario().clone(),
            layout,
            self.statuses().to_vec(),
            values,
        );
        outcome.with_welfare(self.welfare().clone())
    }

    fn add_benefits(&self, baseline: &Outcome, entries: &mut Vec<Entry>, values: &mut Vec<f64>) {
        let (own, other) = (self.welfare(), baseline.welfare());
        let Some(unit) = own.unit else { return };
        for (number, subject) in own.demands.iter().enumerate() {
            let Some(before) = other.demands.iter().position(|name| name == subject) else { continue };
            entries.push(Entry { indicator: Indicator::UserBenefit, subject: subject.clone(), unit });
            let volumes = own.volume[number].iter().zip(&other.volume[before]);
            let costs = own.cost[number].iter().zip(&other.cost[before]);
            let benefit = |((now, then), (cost, cost_then)): ((&f64, &f64), (&f64, &f64))| {
                f64::midpoint(*now, *then) * (cost_then - cost)
            };
            values.extend(volumes.zip(costs).map(benefit));
        }
    }
}
