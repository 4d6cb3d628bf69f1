//! A number of a study, turned until an indicator reaches a value.

use crate::assign::Method;
use crate::ensemble::{Sampler, Sampling};
use crate::evaluate::{Entry, Evaluator};
use crate::evidence::nearest;
use crate::model::{Draft, Plan};
use crate::quantity::Unit;

use super::seek_sure::Draws;
use super::{Goal, Search, SeekError, Seen, Sought};

/// Where a number has no range of its own, it is looked at from nothing to this many times its value.
const TIMES: f64 = 2.0;
/// The share of an endless distribution that is left out at each end.
const OUTSIDE: f64 = 0.001;
/// Places that are looked at first where each takes a whole ensemble.
const PLACES_OF_DRAWS: usize = 17;

/// The question at which value of an input an indicator reaches a goal: the switching value.
///
/// All runs are of one plan and differ in the one number alone; everything else keeps its central value, or, where the
/// question is how sure the goal is, takes the same draws for every value (common random numbers).
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::sensitivity::{Crossing, Goal, Search, Switching};
/// use corridor::study::Study;
///
/// let study = Study::embedded("middle-corridor")?;
/// let plan = study.draft().plan()?;
/// let goal: Goal = "corridor-volume:middle@2030=5 Mt".parse()?;
/// let switching = Switching::new(study.draft(), &plan, "leg.aktau-alat.tariff", &goal)?;
/// let found = switching.run(Search::between(0.0, 100.0)?, &QueuedLogit::default())?;
/// let [Crossing::Reached { input, value }] = found.sought.crossings[..] else { panic!("one switching value") };
/// assert!(input > found.now.input, "dearer than today");
/// assert!((value / 5e6 - 1.0).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[doc(alias = "break-even")]
#[doc(alias = "goal seek")]
pub struct Switching<'a> {
    plan: &'a Plan,
    input: String,
    slots: Vec<usize>,
    unit: Unit,
    usual: Option<[f64; 2]>,
    allowed: [f64; 2],
    goal: Goal,
}

/// What was found for an input and a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Switched {
    /// Where the goal is reached, in base units of the input.
    pub sought: Sought,
    /// The input as it is, and what comes out: the indicator, or how sure the goal is.
    pub now: Seen,
    /// The value that is to be reached: of the indicator in its base unit, or the share of draws.
    pub target: f64,
    /// The base unit of what comes out.
    pub unit: Unit,
    /// Whether what comes out is how sure the goal is, and not its indicator.
    pub is_sureness: bool,
}

impl<'a> Switching<'a> {
    /// Of an input, by its path, and a goal with a period. The plan is the draft's.
    ///
    /// # Errors
    /// A path that no number of the plan has; a goal that leaves the period open.
    pub fn new(draft: &Draft, plan: &'a Plan, input: &str, goal: &Goal) -> Result<Self, SeekError> {
        goal.wanted()?;
        let slots: Vec<usize> =
            (0..plan.inputs().len()).filter(|slot| plan.inputs()[*slot].path == input).collect();
        let number = match slots.first() {
            Some(slot) => &plan.inputs()[*slot].number,
            None => return Err(no_input(plan, input)),
        };
        let allowed = draft.range_of(input).unwrap_or([0.0, f64::MAX]);
        Ok(Self {
            plan,
            input: input.to_owned(),
            slots,
            unit: number.unit,
            usual: usual_range(number, allowed),
            allowed,
            goal: goal.clone(),
        })
    }

    /// The base unit of the input.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The input as it is.
    pub fn central(&self) -> f64 {
        self.plan.central()[self.slots[0]]
    }

    /// The range to look over if nothing is said: that of the input's uncertainty, or else from nothing to twice its
    /// value. None of a sure 0.
    pub fn usual_range(&self) -> Option<[f64; 2]> {
        self.usual
    }

    /// A value of the input as people write it, in base units.
    ///
    /// # Errors
    /// Text that is no number of its unit.
    pub fn read(&self, text: &str) -> Result<f64, SeekError> {
        self.unit.read(text).map_err(|error| SeekError::Value { what: format!("`{}`", self.input), error })
    }

    /// Finds the values of the input at which the goal's indicator is the goal's value.
    ///
    /// Where the model cannot be run with a value of the input, nothing comes out; [`Sought::absent`] counts those.
    ///
    /// # Errors
    /// A goal that is about nothing that comes out; a range beyond what the input may be.
    pub fn run(&self, search: Search, method: &dyn Method) -> Result<Switched, SeekError> {
        self.check(search)?;
        let mut evaluator = Evaluator::of(self.plan, method, |entry| self.goal.is_about(entry));
        let position = self.position(&evaluator, method)?;
        let entry = evaluator.layout().entries()[0].clone();
        let target = self.goal.amount(&entry)?;
        let mut values = self.plan.central().to_vec();
        let mut at = |input: f64| {
            self.slots.iter().for_each(|slot| values[*slot] = input);
            evaluator.try_run(&values).map_or(f64::NAN, |read| read[position])
        };
        let now = Seen { input: self.central(), value: at(self.central()) };
        Ok(Switched { sought: search.run(target, at)?, now, target, unit: entry.unit, is_sureness: false })
    }

    /// Finds the values of the input at which the goal is as sure as a share of the draws.
    ///
    /// The input is the same in all draws of a run, and the other inputs of a draw are the same in all runs. The share
    /// moves in steps of one draw, which are no jumps.
    ///
    /// # Errors
    /// As [`Switching::run`]; a share that is not between 0 and 1; draws that cannot be made.
    pub fn run_sure(
        &self,
        search: Search,
        share: f64,
        sampling: Sampling,
        method: &dyn Method,
    ) -> Result<Switched, SeekError> {
        self.check(search)?;
        if !(share > 0.0 && share < 1.0) {
            return Err(SeekError::BadShare { given: share });
        }
        let evaluator = Evaluator::of(self.plan, method, |entry| self.goal.is_about(entry));
        let position = self.position(&evaluator, method)?;
        let entry: Entry = evaluator.layout().entries()[0].clone();
        let target = self.goal.amount(&entry)?;
        let draws = Draws::new(&Sampler::new(self.plan, sampling, &[])?);
        let at = |input: f64| {
            draws.shares(self.plan, method, &self.goal, target, &self.slots, Some(input))[position]
        };
        let now = Seen { input: self.central(), value: at(self.central()) };
        let steps = search.with_steps(STEPS / draws.count() as f64);
        Ok(Switched { sought: steps.run(share, at)?, now, target: share, unit: Unit::One, is_sureness: true })
    }

    /// A search over a range with as many places as suit the question of how sure a goal is.
    ///
    /// # Errors
    /// As [`Search::between`].
    pub fn sure_search(from: f64, to: f64) -> Result<Search, SeekError> {
        Search::between(from, to)?.places(PLACES_OF_DRAWS)
    }

    fn position(&self, evaluator: &Evaluator<'_>, method: &dyn Method) -> Result<usize, SeekError> {
        let wanted = self.goal.wanted()?;
        if evaluator.layout().entries().is_empty() {
            wanted.position(Evaluator::new(self.plan, method).layout())?;
        }
        Ok(wanted.position(evaluator.layout())?)
    }

    fn check(&self, search: Search) -> Result<(), SeekError> {
        let [least, most] = self.allowed;
        let beyond = [search.from(), search.to()].into_iter().find(|end| *end < least || *end > most);
        beyond.map_or(Ok(()), |given| {
            let (input, unit) = (self.input.clone(), self.unit.to_string());
            Err(SeekError::OutOfRange { input, given, least, most, unit })
        })
    }
}

/// As many draws may change at once without its being a jump.
const STEPS: f64 = 8.0;

fn usual_range(number: &crate::evidence::Number, [least, most]: [f64; 2]) -> Option<[f64; 2]> {
    let (spread, central) = (&number.spread, number.central());
    let [from, to] = if spread.is_fixed() {
        [(TIMES * central).min(0.0), (TIMES * central).max(0.0)]
    } else {
        let end = |end: f64, share: f64| if end.is_finite() { end } else { spread.quantile(share) };
        [end(spread.low(), OUTSIDE), end(spread.high(), 1.0 - OUTSIDE)]
    };
    let (from, to) = (from.max(least), to.min(most));
    (from < to).then_some([from, to])
}

fn no_input(plan: &Plan, given: &str) -> SeekError {
    let paths = || plan.inputs().iter().map(|input| input.path.as_str());
    let inside = |path: &&str| path.strip_prefix(given).is_some_and(|rest| rest.starts_with('.'));
    let within = paths().filter(inside).map(str::to_owned).collect();
    let nearest = nearest(given, paths()).map(str::to_owned);
    SeekError::NoInput { given: given.to_owned(), nearest, within }
}
