//! From the players that take part to a model and what comes out of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::assign::Method;
use crate::evaluate::{Entry, Evaluator, Indicator, Layout, Outcome, PeriodStatus, evaluate};
use crate::model::{Draft, Faults, Plan};
use crate::scenario::{Action, Overlay};

use super::AttributionError;
use super::attribution::absence_is_nothing;
use super::attribution_steps::Steps;

/// A draft on which coalitions are made, one after the other.
///
/// What two coalitions that follow each other have in common at the beginning is made once.
#[derive(Debug)]
pub(super) struct Maker<'a> {
    steps: &'a Steps,
    overlay: Overlay,
    /// The steps that are made, and whether each was made in full.
    made: Vec<(usize, bool)>,
    /// The steps that could not be made in full in some coalition.
    pub(super) lame: BTreeSet<usize>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(steps: &'a Steps, draft: Draft) -> Self {
        Self { steps, overlay: Overlay::new(draft), made: Vec::new(), lame: BTreeSet::new() }
    }

    /// The steps that are made where these players take part.
    pub(super) fn steps_of(&self, members: &[bool]) -> Vec<usize> {
        self.steps.of(members)
    }

    /// The plan with some steps made.
    ///
    /// A step that names what is not there is made as far as it goes. One that leaves the model at fault, as a new leg
    /// does without its node, is left out.
    pub(super) fn plan(&mut self, mut wanted: Vec<usize>) -> Result<Plan, AttributionError> {
        loop {
            self.make(&wanted);
            let draft = self.overlay.draft();
            let plan = if self.steps.is_structural() { draft.plan() } else { draft.checked_plan() };
            let faults = match plan {
                Ok(plan) => return Ok(plan),
                Err(faults) => faults,
            };
            let guilty = self.guilty(&faults);
            if guilty.is_empty() {
                let made = wanted.iter().map(|step| self.steps.all[*step].change.to_string()).collect();
                return Err(AttributionError::Model { made, faults });
            }
            wanted.retain(|step| !guilty.contains(step));
            self.lame.extend(guilty);
        }
    }

    /// Makes just these steps.
    fn make(&mut self, wanted: &[usize]) {
        let common = self.made.iter().zip(wanted).take_while(|((made, _), wanted)| made == *wanted).count();
        while self.made.len() > common {
            self.overlay.undo_last();
            self.made.pop();
        }
        for step in &wanted[common..] {
            let is_full = self.overlay.attempt(&self.steps.all[*step].change).is_empty();
            self.made.push((*step, is_full));
            if !is_full {
                self.lame.insert(*step);
            }
        }
    }

    /// The steps that are made and touch what is at fault.
    fn guilty(&self, faults: &Faults) -> BTreeSet<usize> {
        let things: BTreeSet<&str> = faults.iter().map(|fault| thing_of(&fault.path)).collect();
        let steps = self.made.iter().zip(self.overlay.applied());
        let touches = |applied: &crate::scenario::Applied| {
            let touched = applied.touched.iter().any(|input| things.contains(thing_of(&input.path)));
            touched || adds(&applied.change.action, &things)
        };
        steps.filter(|(_, applied)| touches(applied)).map(|((step, _), _)| *step).collect()
    }

    /// Whether a step is made in full together with others.
    fn stands(&mut self, wanted: &[usize], step: usize) -> bool {
        self.lame.clear();
        self.plan(wanted.to_vec()).is_ok() && !self.lame.contains(&step)
    }

    /// The players without which a step is not made in full: of all steps that there are, those that none other stands
    /// in for, found by leaving them out one by one.
    pub(super) fn rests_on(&mut self, step: usize) -> BTreeSet<usize> {
        let players = self.steps.players.len();
        let sides = [vec![true; players], vec![false; players]].map(|members| self.steps.of(&members));
        let Some(mut needed) = sides.into_iter().find(|side| side.contains(&step)) else {
            return BTreeSet::new();
        };
        let own = self.steps.player_of(step);
        let mut found = BTreeSet::new();
        for player in (0..players).filter(|player| Some(*player) != own) {
            let is_other = |step: &usize| self.steps.player_of(*step) != Some(player);
            let without: Vec<usize> = needed.iter().copied().filter(is_other).collect();
            if self.stands(&without, step) {
                needed = without;
            } else {
                found.insert(player);
            }
        }
        found
    }
}

/// The thing that a path is of: `leg.ferry` of `leg.ferry.capacity.2027`.
fn thing_of(path: &str) -> &str {
    let end = path.match_indices('.').nth(1).map_or(path.len(), |(place, _)| place);
    &path[..end]
}

/// Whether an action adds one of these things.
fn adds(action: &Action, things: &BTreeSet<&str>) -> bool {
    let Action::Add { things: added } = action else { return false };
    added
        .iter()
        .any(|addition| things.contains(format!("{}.{}", addition.record.kind(), addition.name).as_str()))
}

/// What is read off each coalition.
pub(super) struct Reading<'a> {
    pub(super) method: &'a dyn Method,
    pub(super) layout: Layout,
    /// The outcome of the first scenario, where benefits are measured against it.
    baseline: Option<Outcome>,
    /// Where what is absent counts as 0: of indicators where that is what it means, if it is there at one of the ends.
    fills: Vec<bool>,
}

impl<'a> Reading<'a> {
    /// All that is wanted of what comes out of either scenario.
    pub(super) fn of(
        method: &'a dyn Method,
        [from, to]: [&Plan; 2],
        name: &str,
        is_wanted: &dyn Fn(&Entry) -> bool,
    ) -> Self {
        let mut entries = Evaluator::of(from, method, is_wanted).layout().entries().to_vec();
        let further = Evaluator::of(to, method, is_wanted).layout().entries().to_vec();
        let benefits = benefits(to).filter(is_wanted).collect::<Vec<Entry>>();
        let baseline = (!benefits.is_empty()).then(|| evaluate(from, name, method));
        let mut known: BTreeSet<(Indicator, Arc<str>)> = entries.iter().map(key).collect();
        entries.extend(further.into_iter().chain(benefits).filter(|entry| known.insert(key(entry))));
        entries.sort_by_key(|entry| entry.indicator);
        let layout = Layout::new(from.horizon(), entries);
        let mut this = Self { method, layout, baseline, fills: Vec::new() };
        this.fills = this.found_at_an_end([from, to]);
        this
    }

    fn found_at_an_end(&self, plans: [&Plan; 2]) -> Vec<bool> {
        let periods = self.layout.horizon().len();
        let [from, to] = plans.map(|plan| {
            let mut values = Vec::new();
            self.read(plan, &mut values);
            values
        });
        let is_there = from.iter().zip(&to).map(|(from, to)| !from.is_nan() || !to.is_nan());
        let indicator = |respect: usize| self.layout.entries()[respect / periods].indicator;
        is_there.enumerate().map(|(respect, there)| there && absence_is_nothing(indicator(respect))).collect()
    }

    /// How many numbers are read off a coalition.
    pub(super) fn width(&self) -> usize {
        self.layout.entries().len() * self.layout.horizon().len()
    }

    /// Reads off a plan, NaN where a value does not apply; whether every period was solved.
    pub(super) fn read(&self, plan: &Plan, out: &mut Vec<f64>) -> bool {
        let first = out.len();
        let is_solved = self.read_raw(plan, out);
        let absent =
            out[first..].iter_mut().zip(&self.fills).filter(|(value, fills)| **fills && value.is_nan());
        absent.for_each(|(value, _)| *value = 0.0);
        is_solved
    }

    fn read_raw(&self, plan: &Plan, out: &mut Vec<f64>) -> bool {
        if let Some(baseline) = &self.baseline {
            let outcome = evaluate(plan, "", self.method).against(baseline);
            self.gather(outcome.layout(), |entry| outcome.values_of(entry), out);
            return outcome.is_solved();
        }
        let is_read = |entry: &Entry| self.layout.position(entry.indicator, &entry.subject).is_some();
        let mut evaluator = Evaluator::of(plan, self.method, is_read);
        let values = evaluator.run(plan.central()).to_vec();
        let periods = self.layout.horizon().len();
        self.gather(evaluator.layout(), |entry| &values[entry * periods..][..periods], out);
        evaluator.statuses().iter().all(PeriodStatus::is_solved)
    }

    /// Puts values into the order of the layout.
    fn gather<'v>(&self, layout: &Layout, values_of: impl Fn(usize) -> &'v [f64], out: &mut Vec<f64>) {
        for entry in self.layout.entries() {
            match layout.position(entry.indicator, &entry.subject) {
                Some(place) => out.extend_from_slice(values_of(place)),
                None => out.extend(std::iter::repeat_n(f64::NAN, self.layout.horizon().len())),
            }
        }
    }
}

fn key(entry: &Entry) -> (Indicator, Arc<str>) {
    (entry.indicator, entry.subject.clone())
}

/// The entries that only a comparison has.
fn benefits(plan: &Plan) -> impl Iterator<Item = Entry> {
    let unit = Indicator::UserBenefit.unit(plan.measure(), plan.currency(), plan.prices());
    let subjects = plan.demands.iter().map(|demand| demand.name.clone());
    subjects.map(move |subject| Entry { indicator: Indicator::UserBenefit, subject, unit })
}
