use std::sync::Arc;

use crate::calendar::Period;
use crate::evaluate::Indicator;
use crate::quantity::Unit;

use super::Comparison;

/// How one scenario stands: who is left out, how concentrated the routes are, whether the commitments are kept,
/// what the shippers gain, and what binds.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The scenario.
    pub scenario: Arc<str>,
    /// Share of the demand that does not move in the last period.
    pub unserved_share: Option<f64>,
    /// Mean concentration of the demands' routes in the last period, by what they ship.
    pub concentration: Option<f64>,
    /// Delivered over committed, all commitments and periods together.
    pub fulfilment: Option<f64>,
    /// What the shippers gain against the baseline, all demands and periods added up, not discounted.
    pub user_benefit: Option<(f64, Unit)>,
    /// The limits that bind, the first first; those of one period by queue price, the dearest first.
    pub binding: Vec<Binding>,
}

/// A limit that binds.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "bottleneck")]
pub struct Binding {
    /// The limit or leg.
    pub subject: Arc<str>,
    /// The first period in which it binds.
    pub period: Period,
    /// What one more unit of it would be worth in that period.
    pub queue_price: Option<f64>,
}

impl Standing {
    /// Reads it off a comparison.
    pub(super) fn new(comparison: &Comparison, scenario: &Arc<str>) -> Self {
        let last = [comparison.horizon().last()];
        let total = |indicator| comparison.totals(scenario, indicator, &last)[0];
        let share =
            |part: Option<f64>, whole: Option<f64>| Some(part? / whole?).filter(|share| share.is_finite());
        Self {
            scenario: scenario.clone(),
            unserved_share: share(total(Indicator::Unserved), total(Indicator::Demand)),
            concentration: mean_concentration(comparison, scenario, last[0]),
            fulfilment: fulfilment(comparison, scenario),
            user_benefit: user_benefit(comparison, scenario),
            binding: binding(comparison, scenario),
        }
    }
}

/// Concentration of the demands' routes, weighed by what they ship.
fn mean_concentration(comparison: &Comparison, scenario: &str, period: Period) -> Option<f64> {
    let weighed = comparison.subjects(Indicator::Concentration).filter_map(|subject| {
        let index = comparison.value(scenario, Indicator::Concentration, subject, period)?;
        Some((index, comparison.value(scenario, Indicator::Shipped, subject, period)?))
    });
    let (sum, weight) =
        weighed.fold((0.0, 0.0), |(sum, all), (index, weight)| (sum + index * weight, all + weight));
    (weight > 0.0).then(|| sum / weight)
}

/// Delivered over committed, where both are known.
fn fulfilment(comparison: &Comparison, scenario: &str) -> Option<f64> {
    let (mut committed, mut delivered) = (0.0, 0.0);
    for subject in comparison.subjects(Indicator::Committed) {
        for period in comparison.horizon().periods() {
            let value = |indicator| comparison.value(scenario, indicator, subject, period);
            if let (Some(promise), Some(volume)) = (value(Indicator::Committed), value(Indicator::Delivered))
            {
                (committed, delivered) = (committed + promise, delivered + volume);
            }
        }
    }
    (committed > 0.0).then(|| delivered / committed)
}

/// The shippers' gain, all demands and periods together.
fn user_benefit(comparison: &Comparison, scenario: &str) -> Option<(f64, Unit)> {
    let unit = comparison.entries().iter().find(|entry| entry.indicator == Indicator::UserBenefit)?.unit;
    let periods: Vec<Period> = comparison.horizon().periods().collect();
    let totals = comparison.totals(scenario, Indicator::UserBenefit, &periods);
    totals.iter().any(Option::is_some).then(|| (totals.into_iter().flatten().sum(), unit))
}

/// The limits that bind, in the order in which they come to.
fn binding(comparison: &Comparison, scenario: &str) -> Vec<Binding> {
    let mut binding: Vec<Binding> = comparison
        .subjects(Indicator::Saturated)
        .filter_map(|subject| first_binding(comparison, scenario, subject))
        .collect();
    let price = |binding: &Binding| binding.queue_price.unwrap_or(0.0);
    binding.sort_by(|one, other| {
        one.period.cmp(&other.period).then_with(|| price(other).total_cmp(&price(one)))
    });
    binding
}

/// When a limit first binds, if it does.
fn first_binding(comparison: &Comparison, scenario: &str, subject: &Arc<str>) -> Option<Binding> {
    let binds = |period: &Period| {
        comparison.value(scenario, Indicator::Saturated, subject, *period).is_some_and(|value| value > 0.0)
    };
    let period = comparison.horizon().periods().find(binds)?;
    let queue_price = comparison.value(scenario, Indicator::QueuePrice, subject, period);
    Some(Binding { subject: subject.clone(), period, queue_price })
}
