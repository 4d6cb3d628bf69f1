use std::sync::Arc;

use crate::calendar::{Horizon, Period};
use crate::commitment::Target;
use crate::evaluate::Indicator;
use crate::model::Draft;
use crate::quantity::Unit;

use super::Comparison;

/// A target, and what each scenario reaches of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    /// The target's name.
    pub name: String,
    /// The corridor, leg or limit it speaks of.
    pub counts: String,
    /// The period in which it is measured.
    pub due: Period,
    /// What was announced.
    pub announced: f64,
    /// The base unit.
    pub unit: Unit,
    /// What each scenario reaches, the baseline first.
    pub reached: Vec<(Arc<str>, Option<f64>)>,
}

impl Aim {
    /// What a scenario reaches is what was announced and the gap.
    fn new(comparison: &Comparison, name: &str, target: &Target, due: Period) -> Self {
        let announced = target.value.central();
        let gap = |scenario: &Arc<str>| comparison.value(scenario, Indicator::TargetGap, name, due);
        let reached = |scenario: &Arc<str>| (scenario.clone(), gap(scenario).map(|gap| announced + gap));
        Self {
            name: name.to_owned(),
            counts: target.counts.clone(),
            due,
            announced,
            unit: target.value.unit,
            reached: comparison.scenarios().map(reached).collect(),
        }
    }

    /// The scenario that comes furthest, the earliest of equals.
    pub fn furthest(&self) -> Option<(&Arc<str>, f64)> {
        let reached = self.reached.iter().filter_map(|(scenario, value)| Some((scenario, (*value)?)));
        reached.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }
}

/// The targets that fall into the horizon, but for those of the leading corridor.
pub(super) fn aims(comparison: &Comparison, draft: &Draft, leading: Option<&str>) -> Vec<Aim> {
    let beside_a_period = |target: &Target, leading: &str| {
        speaks_of(target, leading) && is_of_a_period(target, comparison.horizon())
    };
    let others =
        draft.targets.iter().filter(|(_, target)| leading.is_none_or(|name| !beside_a_period(target, name)));
    let aim = |name: &str, target: &Target| {
        let due = comparison.horizon().periods().find(|period| is_due(target.by, *period))?;
        Some(Aim::new(comparison, name, target, due))
    };
    others.filter_map(|(id, target)| aim(id.as_str(), target)).collect()
}

/// Whether a target is of one period of a horizon, and can stand beside its volume: a target of a year cannot stand
/// beside a month's.
pub(super) fn is_of_a_period(target: &Target, horizon: Horizon) -> bool {
    target.by.frequency() == horizon.frequency()
}

/// Whether a target speaks of a corridor, which it may call `middle` or `corridor.middle`.
pub(super) fn speaks_of(target: &Target, corridor: &str) -> bool {
    target.counts.strip_prefix("corridor.").unwrap_or(&target.counts) == corridor
}

/// Whether a target by `by` is measured in `period`: the period itself, or the last one in it.
pub(super) fn is_due(by: Period, period: Period) -> bool {
    period == by || (period.is_within(by) && !period.plus(1).is_within(by))
}
