use std::sync::Arc;

use crate::calendar::Period;
use crate::evaluate::Indicator;
use crate::quantity::Unit;

use super::line::NEGLIGIBLE;

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

    /// The same in some of its periods; periods that it does not have are left out.
    pub fn at(&self, periods: &[Period]) -> Self {
        let places: Vec<usize> =
            periods.iter().filter_map(|period| self.periods.iter().position(|own| own == period)).collect();
        let chosen = |values: &[Option<f64>]| places.iter().map(|place| values[*place]).collect();
        let scenarios = self.scenarios.iter().map(|(scenario, values)| (scenario.clone(), chosen(values)));
        Self {
            periods: places.iter().map(|place| self.periods[*place]).collect(),
            scenarios: scenarios.collect(),
            ..self.clone()
        }
    }

    /// A scenario's largest relative difference from the baseline, and its period: the earliest of equals.
    ///
    /// `None` where there is no pair of values, or the baseline is 0 or negligible throughout.
    pub fn largest_difference(&self, scenario: usize) -> Option<Peak> {
        let baseline = &self.scenarios[0].1;
        let values = &self.scenarios.get(scenario)?.1;
        let largest = self.values().map(f64::abs).fold(0.0, f64::max);
        let counts = |baseline: f64| baseline.abs() > NEGLIGIBLE * largest;
        let relative = |(period, (value, baseline)): (&Period, (&Option<f64>, &Option<f64>))| {
            let baseline = (*baseline).filter(|baseline| counts(*baseline))?;
            Some(Peak { period: *period, relative_difference: ((*value)? - baseline) / baseline.abs() })
        };
        let all = self.periods.iter().zip(values.iter().zip(baseline)).filter_map(relative);
        let size = |peak: &Peak| peak.relative_difference.abs();
        all.reduce(|most, next| if size(&next) > size(&most) { next } else { most })
    }
}

/// Where a scenario differs most from the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// The period.
    pub period: Period,
    /// The difference over the baseline's size.
    pub relative_difference: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixture::year;
    use crate::quantity::Measure;

    #[test]
    fn the_largest_difference_is_found_in_its_period() {
        let profile = Profile {
            indicator: Indicator::Flow,
            subject: "s".into(),
            unit: Unit::Volume(Measure::Mass),
            periods: (2022..2027).map(year).collect(),
            scenarios: vec![
                ("baseline".into(), vec![Some(10.0), Some(10.0), Some(10.0), Some(0.0), None]),
                ("other".into(), vec![Some(11.0), Some(5.0), Some(15.0), Some(9.0), Some(9.0)]),
                ("empty".into(), vec![None; 5]),
            ],
        };
        let peak = profile.largest_difference(1).unwrap();
        assert_eq!((peak.period, peak.relative_difference.to_bits()), (year(2023), (-0.5_f64).to_bits()));
        assert_eq!(profile.largest_difference(2), None);
        assert_eq!(profile.largest_difference(3), None);
    }
}
