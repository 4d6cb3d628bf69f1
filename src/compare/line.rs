use std::sync::Arc;

use crate::calendar::Period;
use crate::evaluate::{Indicator, Row};
use crate::quantity::Unit;

/// One value of a scenario beside the baseline's.
///
/// Either may be absent: a leg that only one of them has, a target's gap in another period.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The scenario's name.
    pub scenario: Arc<str>,
    /// What was read off.
    pub indicator: Indicator,
    /// Of what.
    pub subject: Arc<str>,
    /// When.
    pub period: Period,
    /// The base unit of the values and their difference.
    pub unit: Unit,
    /// The baseline's value.
    pub baseline: Option<f64>,
    /// The scenario's value.
    pub value: Option<f64>,
    /// The largest size of the indicator of the subject in any scenario and period, by which is judged what is
    /// negligible.
    pub largest: f64,
}

/// What is below this share of the largest number of its kind is taken for nothing: methods of assignment leave
/// that much of a number open.
pub(super) const NEGLIGIBLE: f64 = 1e-7;

impl Line {
    /// The scenario's value less the baseline's.
    pub fn difference(&self) -> Option<f64> {
        Some(self.value? - self.baseline?)
    }

    /// The difference over the baseline's size: 0.1 is a tenth more. Absent where the baseline is 0 or negligible.
    pub fn relative_difference(&self) -> Option<f64> {
        let baseline = self.baseline?.abs();
        let share = self.difference()? / baseline;
        (baseline > NEGLIGIBLE * self.largest && share.is_finite()).then_some(share)
    }

    /// Whether the two values differ by more than what is negligible, or only one is there.
    pub fn differs(&self) -> bool {
        match self.difference() {
            Some(difference) => difference.abs() > NEGLIGIBLE * self.largest,
            None => self.value != self.baseline,
        }
    }

    /// It as result rows: `value`, and of a scenario that is not the baseline `difference` and
    /// `relative-difference`, each where it is there.
    pub(super) fn rows(self, study: &Arc<str>, names: &StatisticNames, is_baseline: bool) -> Vec<Row> {
        let other = !is_baseline;
        let statistics = [
            (&names.value, self.value, self.unit),
            (&names.difference, self.difference().filter(|_| other), self.unit),
            (&names.relative, self.relative_difference().filter(|_| other), Unit::One),
        ];
        let row = |(statistic, value, unit): (&Arc<str>, Option<f64>, Unit)| {
            Some(Row {
                study: study.clone(),
                scenario: self.scenario.clone(),
                indicator: self.indicator,
                subject: self.subject.clone(),
                period: self.period,
                statistic: statistic.clone(),
                value: value?,
                unit,
            })
        };
        statistics.into_iter().filter_map(row).collect()
    }
}

/// The names of the statistics of a comparison, shared by its rows.
#[derive(Debug, Clone)]
pub(super) struct StatisticNames {
    value: Arc<str>,
    difference: Arc<str>,
    relative: Arc<str>,
}

impl Default for StatisticNames {
    fn default() -> Self {
        let [value, difference, relative] = ["value", "difference", "relative-difference"].map(Arc::from);
        Self { value, difference, relative }
    }
}
