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

    /// Where a scenario differs most from the baseline: by the relative difference, or, where the baseline is 0 or
    /// negligible throughout, by the difference itself. The earliest of equals; `None` where there is no pair of
    /// values.
    pub fn largest_difference(&self, scenario: usize) -> Option<Peak> {
        let most = |one: Peak, next: Peak| if next.size() > one.size() { next } else { one };
        let (relative, absolute): (Vec<Peak>, Vec<Peak>) =
            self.peaks(scenario).partition(|peak| peak.relative_difference.is_some());
        relative.into_iter().reduce(most).or_else(|| absolute.into_iter().reduce(most))
    }

    /// How a scenario differs from the baseline in each period in which both have a value.
    fn peaks(&self, scenario: usize) -> impl Iterator<Item = Peak> + '_ {
        let largest = self.values().map(f64::abs).fold(0.0, f64::max);
        let values = self.scenarios.get(scenario).map_or(&[][..], |(_, values)| values);
        let pairs = self.periods.iter().zip(values.iter().zip(&self.scenarios[0].1));
        pairs.filter_map(move |(period, (value, baseline))| {
            let (difference, size) = ((*value)? - (*baseline)?, (*baseline)?.abs());
            let relative_difference = (size > NEGLIGIBLE * largest).then_some(difference / size);
            Some(Peak { period: *period, difference, relative_difference })
        })
    }
}

/// Where a scenario differs most from the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peak {
    /// The period.
    pub period: Period,
    /// The scenario's value less the baseline's.
    pub difference: f64,
    /// The difference over the baseline's size; none where that is 0 or negligible.
    pub relative_difference: Option<f64>,
}

impl Peak {
    fn size(&self) -> f64 {
        self.relative_difference.unwrap_or(self.difference).abs()
    }
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
        assert_eq!((peak.period, peak.relative_difference), (year(2023), Some(-0.5)));
        assert_eq!(profile.largest_difference(2), None);
        assert_eq!(profile.largest_difference(3), None);
    }

    #[test]
    fn beside_nothing_the_difference_itself_counts() {
        let profile = Profile {
            indicator: Indicator::Flow,
            subject: "s".into(),
            unit: Unit::Volume(Measure::Mass),
            periods: (2022..2025).map(year).collect(),
            scenarios: vec![
                ("baseline".into(), vec![Some(0.0); 3]),
                ("built".into(), vec![Some(0.0), Some(4.0), Some(3.0)]),
            ],
        };
        let peak = profile.largest_difference(1).unwrap();
        assert_eq!(peak, Peak { period: year(2023), difference: 4.0, relative_difference: None });
    }
}
