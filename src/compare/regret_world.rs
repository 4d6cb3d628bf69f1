//! Scenarios as strategies against scenarios as states of the world.

use crate::assign::Method;
use crate::ensemble::{Sampler, Sampling};
use crate::evaluate::{Evaluator, PeriodStatus, Wanted};
use crate::model::{Draft, Plan};
use crate::quantity::Unit;
use crate::scenario::{BASELINE, Control, Outcome, Remark, RemarkKind, ScenarioErrors, ScenarioSet};

use super::{Payoffs, RegretError};

/// Which strategies meet which states of the world.
///
/// Both are scenarios: strategies are made of what somebody chooses, states of what happens to everybody
/// ([`Control`]). Where a strategy meets a state, its changes are made first and the state's after it; changes that both take
/// over from one scenario are made once. With draws, each state is met in every draw of what is uncertain, the same
/// draws for all.
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::compare::{Judging, World};
/// use corridor::study::Study;
///
/// let study = Study::embedded("middle-corridor")?;
/// let world = World::new(study.draft(), study.scenarios())
///     .strategies(["baseline", "all-projects", "no-investment"])
///     .states(["baseline", "low-caspian", "northern-closure"]);
/// let met = world.meet(&"corridor-volume:middle@2035".parse()?, &QueuedLogit::default())?;
/// let judged = met.payoffs.judge(Judging::default())?;
/// assert_eq!(judged.best_by_regret(), ["all-projects"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "robust decision making")]
pub struct World<'a> {
    draft: &'a Draft,
    scenarios: &'a ScenarioSet,
    strategies: Vec<String>,
    states: Vec<String>,
    sampling: Option<Sampling>,
}

/// What came out where strategies met states.
#[derive(Debug, Clone)]
pub struct Met {
    /// The values, in the base unit.
    pub payoffs: Payoffs,
    /// The base unit.
    pub unit: Unit,
    /// Where a state contradicts a strategy, and what happens: the state is made later.
    pub conflicts: Vec<Conflict>,
    /// In how many runs some period was not solved; their numbers are the best that the method had.
    pub unsolved: usize,
}

/// A change of a state that contradicts one of a strategy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The strategy.
    pub strategy: String,
    /// The state.
    pub state: String,
    /// The strategy's change in words.
    pub earlier: String,
    /// The state's change in words.
    pub later: String,
    /// What both are about.
    pub subjects: Vec<String>,
    /// What happens.
    pub outcome: Outcome,
}

impl<'a> World<'a> {
    /// With the strategies and states that the scenarios are by the control of their changes: strategies are those with levers
    /// alone, states those with uncertainties alone, and the baseline is both.
    pub fn new(draft: &'a Draft, scenarios: &'a ScenarioSet) -> Self {
        let of = |control: Control| {
            let is_of = |name: &&str| *name == BASELINE || is_made_of(scenarios, name, control);
            scenarios.names().filter(is_of).map(str::to_owned).collect()
        };
        let (strategies, states) = (of(Control::Lever), of(Control::Uncertainty));
        Self { draft, scenarios, strategies, states, sampling: None }
    }

    /// With these scenarios as strategies.
    pub fn strategies<S: AsRef<str>>(self, names: impl IntoIterator<Item = S>) -> Self {
        Self { strategies: names.into_iter().map(|name| name.as_ref().to_owned()).collect(), ..self }
    }

    /// With these scenarios as states.
    pub fn states<S: AsRef<str>>(self, names: impl IntoIterator<Item = S>) -> Self {
        Self { states: names.into_iter().map(|name| name.as_ref().to_owned()).collect(), ..self }
    }

    /// Each state in these draws of what is uncertain; correlations are those of the model.
    pub fn draws(self, sampling: Sampling) -> Self {
        Self { sampling: Some(sampling), ..self }
    }

    /// Runs each strategy in each state and reads off a number.
    ///
    /// Complexity: strategies × states plans, and as many runs of each as there are draws.
    ///
    /// # Errors
    /// Scenarios that do not exist or cannot be made one after the other, a model that they leave at fault, a number that does
    /// not come out or has no value, draws that cannot be made.
    pub fn meet(&self, wanted: &Wanted, method: &dyn Method) -> Result<Met, RegretError> {
        let mut meeting = Meeting { conflicts: Vec::new(), unsolved: 0, unit: Unit::One };
        let mut rows = Vec::new();
        for strategy in &self.strategies {
            let mut row = Vec::new();
            for state in &self.states {
                let plan = self.plan(strategy, state, &mut meeting)?;
                row.extend(self.values(&plan, [strategy, state], wanted, method, &mut meeting)?);
            }
            rows.push(row);
        }
        let (strategies, states) = (self.strategies.iter().map(String::as_str), self.state_names());
        let states: Vec<&str> = states.iter().map(String::as_str).collect();
        let payoffs = Payoffs::new(&strategies.collect::<Vec<&str>>(), &states, &rows)?;
        Ok(Met { payoffs, unit: meeting.unit, conflicts: meeting.conflicts, unsolved: meeting.unsolved })
    }

    /// The states, each with its draws.
    fn state_names(&self) -> Vec<String> {
        let Some(sampling) = self.sampling else { return self.states.clone() };
        let draws = |state: &String| {
            let state = state.clone();
            (1..=sampling.draws()).map(move |draw| format!("{state}, draw {draw}"))
        };
        self.states.iter().flat_map(draws).collect()
    }

    /// The model where a strategy meets a state.
    fn plan(&self, strategy: &str, state: &str, meeting: &mut Meeting) -> Result<Plan, RegretError> {
        let together = self.scenarios.together(&[strategy, state]).map_err(ScenarioErrors::from)?;
        let overlay = together.apply(self.draft)?;
        let own = self.scenarios.resolve(strategy).map_err(ScenarioErrors::from)?.changes().len();
        let found = overlay.remarks().into_iter().filter(|remark| remark.index >= own);
        found.for_each(|remark| meeting.take([strategy, state], own, remark));
        overlay.draft().plan().map_err(|faults| RegretError::Model {
            strategy: strategy.to_owned(),
            state: state.to_owned(),
            faults,
        })
    }

    /// The number that is wanted, once or in every draw.
    fn values(
        &self,
        plan: &Plan,
        [strategy, state]: [&str; 2],
        wanted: &Wanted,
        method: &dyn Method,
        meeting: &mut Meeting,
    ) -> Result<Vec<f64>, RegretError> {
        let is_read = |entry: &crate::evaluate::Entry| {
            entry.indicator == wanted.indicator && *entry.subject == *wanted.subject
        };
        let mut evaluator = Evaluator::of(plan, method, is_read);
        if evaluator.layout().entries().is_empty() {
            wanted.position(Evaluator::new(plan, method).layout())?;
        }
        let place = wanted.position(evaluator.layout())?;
        meeting.unit = evaluator.layout().entries()[0].unit;
        let mut value = |values: &[f64]| {
            let value = evaluator.run(values)[place];
            meeting.unsolved += usize::from(!evaluator.statuses().iter().all(PeriodStatus::is_solved));
            let absent = || RegretError::Absent {
                strategy: strategy.to_owned(),
                state: state.to_owned(),
                wanted: wanted.to_string(),
            };
            if value.is_nan() { Err(absent()) } else { Ok(value) }
        };
        match self.sampling {
            None => Ok(vec![value(plan.central())?]),
            Some(sampling) => {
                let sampler = Sampler::new(plan, sampling, &[])?;
                (0..sampling.draws()).map(|draw| value(&sampler.values(draw))).collect()
            }
        }
    }
}

/// What is gathered on the way.
struct Meeting {
    conflicts: Vec<Conflict>,
    unsolved: usize,
    unit: Unit,
}

impl Meeting {
    /// Takes a remark on a state's change, if it is that it contradicts one of the strategy's `own` changes.
    fn take(&mut self, [strategy, state]: [&str; 2], own: usize, remark: Remark) {
        let RemarkKind::Contradicts { earlier, earlier_change, subject, outcome } = remark.kind else {
            return;
        };
        if earlier >= own {
            return;
        }
        let (strategy, state, subjects) = (strategy.to_owned(), state.to_owned(), vec![subject]);
        let (earlier, later) = (earlier_change, remark.change);
        let mut new = Conflict { strategy, state, earlier, later, subjects, outcome };
        let is_same = |known: &&mut Conflict| {
            let about = |conflict: &Conflict| {
                [&conflict.strategy, &conflict.state, &conflict.earlier, &conflict.later].map(String::clone)
            };
            about(known) == about(&new) && known.outcome == new.outcome
        };
        match self.conflicts.iter_mut().find(is_same) {
            Some(known) => known.subjects.append(&mut new.subjects),
            None => self.conflicts.push(new),
        }
    }
}

/// Whether a scenario has changes and all of them are of one control.
fn is_made_of(scenarios: &ScenarioSet, name: &str, control: Control) -> bool {
    let Ok(resolved) = scenarios.resolve(name) else { return false };
    let mut changes = resolved.changes();
    changes.len() > 0 && changes.all(|change| change.action.control() == control)
}
