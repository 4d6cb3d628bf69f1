use std::sync::Arc;

use crate::evaluate::Row;
use crate::quantity::Unit;
use crate::scenario::Control;

use super::{Interval, MorrisEffects, Response, ShapleyEffects, SobolIndices, TornadoBars};

/// What a method found of each input of a study, told apart by who decides on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// What was looked at, in words: `sobol`, `tornado` and so on.
    pub method: &'static str,
    /// How often the study was run.
    pub runs: usize,
    /// Inputs in the order of what they do, the most first.
    pub inputs: Vec<Ranked>,
    /// What two inputs do together, the most first; of Sobol' indices of second order alone.
    pub pairs: Vec<Ranked>,
}

/// What was found of an input, or of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The input, the group of correlated inputs, or the pair.
    pub name: Arc<str>,
    /// Who decides on it.
    pub control: Control,
    /// By what it is ranked.
    pub weight: f64,
    /// Whether it is so small beside the first that it may be the tolerance to which a run is solved.
    pub is_noise: bool,
    /// The numbers that were found.
    pub found: Vec<(&'static str, Found)>,
}

/// A number that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found {
    /// A share of the variance.
    Share(Interval),
    /// An estimate in the unit of what is looked at.
    Estimate(Interval),
    /// A number in the unit of what is looked at.
    Value(f64),
    /// A number in the input's own unit.
    Input(f64),
}

impl Ranking {
    /// Of a tornado: `low-end`, `high-end`, `at-low`, `at-high`, by the length of the bars.
    pub fn tornado(response: &Response<'_>, found: &TornadoBars) -> Self {
        let of = |bar: &super::TornadoBar| {
            let ends = [("low-end", Found::Input(bar.range.0)), ("high-end", Found::Input(bar.range.1))];
            let values = [("at-low", Found::Value(bar.at_low)), ("at-high", Found::Value(bar.at_high))];
            (bar.name.clone(), bar.length(found.base), [ends, values].concat())
        };
        Self::new("tornado", 2 * found.bars.len() + 1, response, found.bars.iter().map(of))
    }

    /// Of elementary effects: `mean-size`, `mean`, `sd`, by their size.
    pub fn morris(response: &Response<'_>, found: &MorrisEffects) -> Self {
        let of = |input: &super::MorrisEffect| {
            let size = ("mean-size", Found::Estimate(input.size));
            let found = vec![size, ("mean", Found::Value(input.mean)), ("sd", Found::Value(input.sd))];
            (input.name.clone(), input.size.value, found)
        };
        Self::new("morris", found.runs, response, found.inputs.iter().map(of))
    }

    /// Of Sobol' indices: `first-order` and `total`, by the total; pairs by `second-order`.
    pub fn sobol(response: &Response<'_>, found: &SobolIndices) -> Self {
        let of = |input: &super::SobolIndex| {
            let found =
                vec![("first-order", Found::Share(input.first)), ("total", Found::Share(input.total))];
            (input.name.clone(), input.total.value, found)
        };
        let pair = |pair: &super::PairIndex| {
            let name = format!("{} with {}", pair.names[0], pair.names[1]).into();
            let are_levers = pair.names.iter().all(|name| response.control(name) == Control::Lever);
            let control = if are_levers { Control::Lever } else { Control::Uncertainty };
            let found = vec![("second-order", Found::Share(pair.index))];
            Ranked { name, control, weight: pair.index.value, is_noise: false, found }
        };
        let pairs = by_weight(found.pairs.iter().map(pair).collect());
        Self { pairs, ..Self::new("sobol", found.runs, response, found.inputs.iter().map(of)) }
    }

    /// Of Shapley effects: `shapley-effect`, by it.
    pub fn shapley(response: &Response<'_>, found: &ShapleyEffects) -> Self {
        let of = |input: &super::ShapleyEffect| {
            let found = vec![("shapley-effect", Found::Share(input.effect))];
            (input.name.clone(), input.effect.value, found)
        };
        Self::new("shapley", found.runs, response, found.inputs.iter().map(of))
    }

    fn new(
        method: &'static str,
        runs: usize,
        response: &Response<'_>,
        inputs: impl Iterator<Item = (Arc<str>, f64, Vec<(&'static str, Found)>)>,
    ) -> Self {
        let ranked = |(name, weight, found): (Arc<str>, f64, Vec<_>)| {
            let control = response.control(&name);
            Ranked { name, control, weight, is_noise: false, found }
        };
        Self { method, runs, inputs: by_weight(inputs.map(ranked).collect()), pairs: Vec::new() }
    }

    /// Every number as a result row: `first-order: INPUT` with `first-order-low: INPUT` and `first-order-high: INPUT`, and
    /// so on, input by input; `lever: INPUT` is 1 where somebody decides on the input.
    pub fn rows(&self, response: &Response<'_>, scenario: &str) -> Vec<Row> {
        let (study, scenario): (Arc<str>, Arc<str>) = (response.study().into(), scenario.into());
        let wanted = response.wanted();
        let subject: Arc<str> = wanted.subject.as_str().into();
        let row = |(statistic, value, unit): (String, f64, Unit)| Row {
            study: study.clone(),
            scenario: scenario.clone(),
            indicator: wanted.indicator,
            subject: subject.clone(),
            period: wanted.period,
            statistic: statistic.into(),
            value,
            unit,
        };
        let all = self.inputs.iter().chain(&self.pairs);
        all.flat_map(|ranked| ranked.statistics(response)).map(row).collect()
    }
}

impl Ranked {
    /// Whether it can be told from nothing.
    pub fn is_distinguishable(&self) -> bool {
        if self.is_noise {
            return false;
        }
        let is_something = |(_, found): &(&str, Found)| match found {
            Found::Share(interval) | Found::Estimate(interval) => !interval.holds_zero(),
            Found::Value(_) | Found::Input(_) => false,
        };
        let has_intervals = self.found.iter().any(|(_, found)| found.interval().is_some());
        !has_intervals || self.found.iter().any(is_something)
    }

    fn statistics(&self, response: &Response<'_>) -> Vec<(String, f64, Unit)> {
        let name = &self.name;
        let own = response.number(name).map_or(Unit::One, |number| number.unit);
        let mut found = Vec::new();
        for (statistic, number) in &self.found {
            let (value, unit) = number.in_unit(response.unit(), own);
            found.push((format!("{statistic}: {name}"), value, unit));
            if let Some(interval) = number.interval() {
                found.push((format!("{statistic}-low: {name}"), interval.low, unit));
                found.push((format!("{statistic}-high: {name}"), interval.high, unit));
            }
        }
        found.push((
            format!("lever: {name}"),
            f64::from(u8::from(self.control == Control::Lever)),
            Unit::One,
        ));
        found
    }
}

impl Found {
    /// The interval of an estimate.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Found::Share(interval) | Found::Estimate(interval) => Some(*interval),
            Found::Value(_) | Found::Input(_) => None,
        }
    }

    fn in_unit(&self, wanted: Unit, own: Unit) -> (f64, Unit) {
        match self {
            Found::Share(interval) => (interval.value, Unit::One),
            Found::Estimate(interval) => (interval.value, wanted),
            Found::Value(value) => (*value, wanted),
            Found::Input(value) => (*value, own),
        }
    }
}

/// A share of the first weight that the tolerance of a run may make.
const NOISE: f64 = 1e-6;

/// The most first; those of one weight in their order.
fn by_weight(mut ranked: Vec<Ranked>) -> Vec<Ranked> {
    ranked.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    let least = NOISE * ranked.first().map_or(0.0, |first| first.weight);
    for ranked in &mut ranked {
        ranked.is_noise = ranked.weight.abs() <= least;
    }
    ranked
}
