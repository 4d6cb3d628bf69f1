//! How sure a goal is: the share of draws that reach it.

use crate::assign::Method;
use crate::calendar::Period;
use crate::ensemble::parallel::Threads;
use crate::ensemble::{Sampler, Sampling};
use crate::evaluate::{Evaluator, Wanted};
use crate::model::Plan;

use super::{Goal, SeekError};

/// How sure a goal is in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sureness {
    /// The period.
    pub period: Period,
    /// The share of draws that reach the goal.
    pub share: f64,
    /// Its standard error, √(p (1 − p) / N).
    pub standard_error: f64,
}

/// By when a goal is as sure as was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SureBy {
    /// The first period in which it is; none if it never is.
    pub first: Option<Period>,
    /// Whether it stays so to the end of the horizon.
    pub stays: bool,
    /// How sure it is in each period; of the goal's period alone if it says one.
    pub by_period: Vec<Sureness>,
    /// The value that is to be reached, in the indicator's base unit.
    pub target: f64,
}

/// The first period in which a goal is as sure as a share of the draws.
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::ensemble::Sampling;
/// use corridor::sensitivity::{Goal, sure_by};
/// use corridor::study::Study;
///
/// let study = Study::embedded("kazakh-oil")?;
/// let plan = study.draft().plan()?;
/// let goal: Goal = "corridor-volume:caspian=1 Mt".parse()?;
/// let found = sure_by(&plan, &goal, 0.8, Sampling::new(40, 1)?, &QueuedLogit::default())?;
/// assert_eq!(found.by_period.len(), plan.horizon().len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A goal about nothing that comes out of the plan; a share that is not between 0 and 1; draws that cannot be made.
#[doc(alias = "probability")]
pub fn sure_by(
    plan: &Plan,
    goal: &Goal,
    share: f64,
    sampling: Sampling,
    method: &dyn Method,
) -> Result<SureBy, SeekError> {
    if !(share > 0.0 && share <= 1.0) {
        return Err(SeekError::BadShare { given: share });
    }
    let layout = Evaluator::new(plan, method).layout().clone();
    let horizon = plan.horizon();
    let some = Wanted::new(goal.indicator, &goal.subject, goal.period.unwrap_or(horizon.first()));
    let entry = some.position(&layout)? / horizon.len();
    let target = goal.amount(&layout.entries()[entry])?;
    let draws = Draws::new(&Sampler::new(plan, sampling, &[])?);
    let shares = draws.shares(plan, method, goal, target, &[], None);
    let count = draws.count() as f64;
    let sureness = |(period, share): (Period, f64)| Sureness {
        period,
        share,
        standard_error: (share * (1.0 - share) / count).sqrt(),
    };
    let is_asked = |period: &Period| goal.period.is_none_or(|own| own == *period);
    let all = horizon.periods().zip(shares).filter(|(period, _)| is_asked(period));
    let by_period: Vec<Sureness> = all.map(sureness).collect();
    let first = by_period.iter().position(|sureness| sureness.share >= share);
    let stays = first.is_some_and(|first| by_period[first..].iter().all(|sureness| sureness.share >= share));
    Ok(SureBy { first: first.map(|first| by_period[first].period), stays, by_period, target })
}

/// The values of a plan's inputs in each draw.
#[derive(Debug)]
pub(super) struct Draws {
    values: Vec<Vec<f64>>,
}

impl Draws {
    pub(super) fn new(sampler: &Sampler) -> Self {
        Self { values: (0..sampler.sampling().draws()).map(|draw| sampler.values(draw)).collect() }
    }

    pub(super) fn count(&self) -> usize {
        self.values.len()
    }

    /// By period, the share of draws that reach a goal, with some slots at one value in all draws. A draw without a value
    /// does not reach it.
    pub(super) fn shares(
        &self,
        plan: &Plan,
        method: &dyn Method,
        goal: &Goal,
        target: f64,
        slots: &[usize],
        input: Option<f64>,
    ) -> Vec<f64> {
        let threads = Threads::new(None);
        let size = self.values.len().div_ceil(threads.count()).max(1);
        let chunks = self.values.chunks(size);
        let mut parts: Vec<(&[Vec<f64>], Vec<u64>)> = chunks.map(|chunk| (chunk, Vec::new())).collect();
        threads.each(&mut parts, |_, (chunk, counts)| {
            let mut evaluator = Evaluator::of(plan, method, |entry| goal.is_about(entry));
            counts.resize(plan.horizon().len(), 0);
            for draw in *chunk {
                let mut values = draw.clone();
                let at = slots.iter().zip(input.into_iter().cycle());
                at.for_each(|(slot, input)| values[*slot] = input);
                let Some(read) = evaluator.try_run(&values) else { continue };
                for (count, value) in counts.iter_mut().zip(read) {
                    *count += u64::from(goal.direction.is_reached(*value, target));
                }
            }
        });
        let all = self.values.len() as f64;
        let sum = |period: usize| parts.iter().map(|(_, counts)| counts[period]).sum::<u64>();
        (0..plan.horizon().len()).map(|period| sum(period) as f64 / all).collect()
    }
}
