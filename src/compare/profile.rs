use std::sync::Arc;

use crate::calendar::Period;
use crate::evaluate::Indicator;
use crate::quantity::Unit;

/// One indicator of one subject: scenarios one under the other, periods from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// What was read off.
    pub indicator: Indicator,
    /// Of what.
    pub subject: Arc<str>,
    /// The base unit.
    pub unit: Unit,
    /// The periods.
    pub periods: Vec<Period>,
    /// Each scenario's value in each period, the baseline first.
    pub scenarios: Vec<(Arc<str>, Vec<Option<f64>>)>,
}

impl Profile {
    /// Whether it holds no number at all.
    pub fn is_empty(&self) -> bool {
        self.values().next().is_none()
    }

    /// Every number in it.
    pub fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.scenarios.iter().flat_map(|(_, values)| values.iter().flatten().copied())
    }

    /// Whether every scenario has the baseline's numbers.
    pub fn is_same_throughout(&self) -> bool {
        self.scenarios.iter().all(|(_, values)| *values == self.scenarios[0].1)
    }

    /// A scenario's difference from the baseline in the last period that both have, over the baseline's size.
    pub fn last_relative_difference(&self, scenario: usize) -> Option<f64> {
        let baseline = &self.scenarios[0].1;
        let pairs = self.scenarios.get(scenario)?.1.iter().zip(baseline);
        let (value, baseline) = pairs.rev().find_map(|(value, baseline)| Some(((*value)?, (*baseline)?)))?;
        Some((value - baseline) / baseline.abs()).filter(|share| share.is_finite())
    }
}
