use std::sync::Arc;

use super::cell::Cell;
use super::layout::{Column, Columns};
use super::parallel::Threads;
use super::part::Part;
use crate::calendar::{Horizon, Period};
use crate::evaluate::{Indicator, Row};
use crate::quantity::Unit;

/// What came out of an ensemble: for every scenario, indicator, subject and period what it is over the draws.
///
/// | statistic | what it is |
/// |---|---|
/// | `mean`, `sd` | mean and standard deviation over the draws in which it applies |
/// | `standard-error` | of the mean: sd / √N by Monte Carlo; from the means of sixteen independent randomisations by the stratified designs |
/// | `p05` … `p95` | quantiles, or those of [`Ensemble::quantiles`](super::Ensemble::quantiles) |
/// | `applies` | the share of draws in which it applies, where that is not all |
/// | `probability` | of a target: that it is met; of a limit's utilisation: that it binds, all but a thousandth in use; of a commitment's fulfilment: that all is delivered; of `saturated`: that this is the first period in which the limit binds |
/// | `at-least-…` | the share of draws in which it is at least so much |
///
/// With `difference-` before it, a statistic is of the difference to the first scenario, taken draw by draw.
#[derive(Debug, Clone)]
pub struct Distributions {
    study: Arc<str>,
    horizon: Horizon,
    draws: u64,
    unsolved: Vec<(Arc<str>, u64)>,
    numbers: Vec<Numbers>,
}

/// A column's statistics: their names, and their values by period.
#[derive(Debug, Clone)]
struct Numbers {
    scenario: Arc<str>,
    indicator: Indicator,
    subject: Arc<str>,
    statistics: Vec<(Arc<str>, Unit)>,
    /// By period, one for each statistic; NaN where there is none.
    values: Vec<Vec<f64>>,
}

impl Distributions {
    pub(super) fn new(columns: &Columns<'_>, whole: Part, threads: Option<usize>) -> Self {
        let draws = whole.draws();
        let unsolved = columns.arms.iter().zip(whole.unsolved());
        let unsolved = unsolved.map(|(arm, count)| (arm.name.clone(), *count)).collect();
        let mut cells: Vec<(Cell, Vec<f64>)> =
            whole.into_cells().into_iter().map(|cell| (cell, Vec::new())).collect();
        let column_of = |number: usize| &columns.all[number / columns.periods];
        Threads::new(threads).each(&mut cells, |number, (cell, out)| {
            let column = column_of(number);
            let all = column.statistics_of(cell, draws, &columns.quantiles);
            *out = all
                .into_iter()
                .zip(&column.is_told)
                .filter(|(_, told)| **told)
                .map(|(value, _)| value)
                .collect();
        });
        let mut cells = cells.into_iter().map(|(_, values)| values);
        let told = |column: &Column| {
            let named = column.statistics(&columns.quantiles).into_iter().zip(&column.is_told);
            named.filter(|(_, told)| **told).map(|(named, _)| named).collect()
        };
        let numbers = columns.all.iter().map(|column| Numbers {
            scenario: columns.arms[column.arm].name.clone(),
            indicator: column.entry.indicator,
            subject: column.entry.subject.clone(),
            statistics: told(column),
            values: cells.by_ref().take(columns.periods).collect(),
        });
        let numbers = numbers.collect();
        let plan = columns.arms[0].plan;
        Self { study: plan.name().into(), horizon: plan.horizon(), draws, unsolved, numbers }
    }

    /// How many draws it holds; fewer than were asked for if it was stopped.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// By scenario, in how many draws the assignment of some period was not solved to the method's tolerance.
    pub fn unsolved(&self) -> &[(Arc<str>, u64)] {
        &self.unsolved
    }

    /// A statistic; `None` where there is no such thing, or where it applies in no draw.
    pub fn value(
        &self,
        scenario: &str,
        indicator: Indicator,
        subject: &str,
        period: Period,
        statistic: &str,
    ) -> Option<f64> {
        let period = self.horizon.index_of(period)?;
        let is_asked = |numbers: &&Numbers| {
            &*numbers.scenario == scenario && numbers.indicator == indicator && &*numbers.subject == subject
        };
        self.numbers.iter().filter(is_asked).find_map(|numbers| {
            let place = numbers.statistics.iter().position(|(name, _)| &**name == statistic)?;
            Some(numbers.values[period][place]).filter(|value| !value.is_nan())
        })
    }

    /// Every statistic as a row: scenario by scenario, then the differences; each indicator and subject by period.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        self.numbers.iter().flat_map(move |numbers| {
            let periods = self.horizon.periods().zip(&numbers.values);
            periods.flat_map(move |(period, values)| {
                let named = numbers.statistics.iter().zip(values).filter(|(_, value)| !value.is_nan());
                named.map(move |((statistic, unit), value)| Row {
                    study: self.study.clone(),
                    scenario: numbers.scenario.clone(),
                    indicator: numbers.indicator,
                    subject: numbers.subject.clone(),
                    period,
                    statistic: statistic.clone(),
                    value: *value,
                    unit: *unit,
                })
            })
        })
    }
}

/// The statistics that come first.
pub(super) const MOMENTS: [&str; 3] = ["mean", "standard-error", "sd"];

impl Column {
    /// The names of its statistics, with their units.
    pub(super) fn statistics(&self, quantiles: &[f64]) -> Vec<(Arc<str>, Unit)> {
        if self.entry.indicator == Indicator::Saturated {
            return vec![("probability".into(), Unit::One)];
        }
        let prefix = if self.between.is_some() { "difference-" } else { "" };
        let named = |name: &str, unit: Unit| (Arc::from(format!("{prefix}{name}")), unit);
        let moments = MOMENTS.into_iter().map(str::to_owned);
        let quantiles = quantiles.iter().map(|share| percentile(*share));
        let of_unit = moments.chain(quantiles).map(|name| named(&name, self.entry.unit));
        let answers = self.answers.iter().map(|name| (name.clone(), Unit::One));
        of_unit.chain([named("applies", Unit::One)]).chain(answers).collect()
    }

    /// The statistics of a cell, in the order of their names; NaN for those that it has not.
    fn statistics_of(&self, cell: &mut Cell, draws: u64, quantiles: &[f64]) -> Vec<f64> {
        let total = cell.total();
        let share = |count: u64| count as f64 / draws as f64;
        if total.count == 0 {
            return vec![f64::NAN; self.statistics(quantiles).len()];
        }
        if self.entry.indicator == Indicator::Saturated {
            return vec![share(total.count)];
        }
        let mut values = vec![total.mean, cell.standard_error(), total.sd()];
        values.extend(cell.values.quantiles(quantiles));
        values.push(if total.count < draws { share(total.count) } else { f64::NAN });
        values.extend(cell.reached.iter().map(|count| *count as f64 / total.count as f64));
        values
    }
}

/// What a quantile is called: `p05`, `p50`, `p97.5`.
fn percentile(share: f64) -> String {
    // Of 0.07 it is 7 and not 7.000000000000001.
    let percent = (share * 100.0 * 1e9).round() / 1e9;
    if percent < 10.0 { format!("p0{percent}") } else { format!("p{percent}") }
}
