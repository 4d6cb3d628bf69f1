use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::assign::Method;
use crate::ensemble::SamplingError;
use crate::evaluate::{Evaluator, PeriodStatus, Wanted};
use crate::evidence::{Correlation, Number};
use crate::model::{Input, Plan};
use crate::quantity::Unit;
use crate::scenario::Control;

use super::{Inputs, SensitivityError, control_of};

/// One number of a result as a function of the uncertain inputs of a plan.
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::sensitivity::{Response, Tornado};
/// use corridor::study::Study;
///
/// let plan = Study::embedded("kazakh-oil")?.draft().plan()?;
/// let method = QueuedLogit::default();
/// let response = Response::new(&plan, &method, &"corridor-volume:caspian@2030".parse()?)?;
/// let found = Tornado::new().run(response.inputs(), |values| response.value(values))?;
/// println!("{}", found.ranked()[0].name);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Response<'a> {
    plan: &'a Plan,
    method: &'a dyn Method,
    wanted: Wanted,
    unit: Unit,
    /// Where it stands among what an evaluator reads off.
    place: usize,
    inputs: Inputs,
    uncertain: Vec<Uncertain<'a>>,
    evaluators: Mutex<Vec<Evaluator<'a>>>,
    unsolved: AtomicUsize,
}

/// An input that is not sure, and the slots that hold it.
#[derive(Debug)]
struct Uncertain<'a> {
    input: &'a Input,
    slots: Vec<usize>,
}

impl<'a> Response<'a> {
    /// The number that is wanted, of a plan run by a method.
    ///
    /// Groups of inputs go together as the model says.
    ///
    /// # Errors
    /// A number that is not read off; no input that is uncertain; a group whose correlation is not given, or that its
    /// inputs cannot have.
    pub fn new(plan: &'a Plan, method: &'a dyn Method, wanted: &Wanted) -> Result<Self, SensitivityError> {
        let evaluator = evaluator(plan, method, wanted);
        let unit = evaluator.layout().entries().first().map_or(Unit::One, |entry| entry.unit);
        let whole = Evaluator::new(plan, method);
        wanted.position(whole.layout())?;
        let place = wanted.position(evaluator.layout())?;
        let uncertain = uncertain(plan.inputs());
        let named = uncertain.iter().map(|one| (one.input.path.as_str(), one.input.number.spread.clone()));
        let inputs = correlated(Inputs::new(named)?, &uncertain, plan.correlations())?;
        Ok(Self {
            plan,
            method,
            wanted: wanted.clone(),
            unit,
            place,
            inputs,
            uncertain,
            evaluators: Mutex::new(vec![evaluator]),
            unsolved: AtomicUsize::new(0),
        })
    }

    /// The uncertain inputs.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// What is read off.
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// The base unit of the number.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The name of the study.
    pub fn study(&self) -> &str {
        self.plan.name()
    }

    /// An input's number as the study gives it; none of a name that no uncertain input has.
    pub fn number(&self, input: &str) -> Option<&Number> {
        self.uncertain.iter().find(|own| own.input.path == input).map(|own| &own.input.number)
    }

    /// Who decides on an input, or on a group of them: a group is a lever only if all of it is.
    pub fn control(&self, name: &str) -> Control {
        let group = self.inputs.groups().iter().find(|group| &*group.name == name);
        let is_lever = match group {
            None => control_of(name) == Control::Lever,
            Some(group) => {
                let mut paths = group.members.iter().map(|place| &self.uncertain[*place].input.path);
                paths.all(|path| control_of(path) == Control::Lever)
            }
        };
        if is_lever { Control::Lever } else { Control::Uncertainty }
    }

    /// The number at given values of the uncertain inputs, in its base unit; NaN where it does not apply.
    ///
    /// # Panics
    /// If there is not one value for each of [`Response::inputs`].
    pub fn value(&self, values: &[f64]) -> f64 {
        assert_eq!(values.len(), self.uncertain.len(), "one value for each uncertain input");
        let mut all = self.plan.central().to_vec();
        for (uncertain, value) in self.uncertain.iter().zip(values) {
            uncertain.slots.iter().for_each(|slot| all[*slot] = *value);
        }
        let kept = self.evaluators.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut evaluator = kept.unwrap_or_else(|| evaluator(self.plan, self.method, &self.wanted));
        let value = evaluator.run(&all)[self.place];
        if !evaluator.statuses().iter().all(PeriodStatus::is_solved) {
            self.unsolved.fetch_add(1, Ordering::Relaxed);
        }
        self.evaluators.lock().unwrap_or_else(PoisonError::into_inner).push(evaluator);
        value
    }

    /// In how many runs so far the assignment of some period was not solved.
    pub fn unsolved(&self) -> usize {
        self.unsolved.load(Ordering::Relaxed)
    }

    /// The groups of inputs that go together, each with how many there are in it.
    pub fn groups(&self) -> impl Iterator<Item = (&Arc<str>, usize)> {
        self.inputs.groups().iter().map(|group| (&group.name, group.members.len()))
    }
}

/// An evaluator that reads off what is wanted alone.
fn evaluator<'a>(plan: &'a Plan, method: &'a dyn Method, wanted: &Wanted) -> Evaluator<'a> {
    Evaluator::of(plan, method, |entry| {
        entry.indicator == wanted.indicator && *entry.subject == *wanted.subject
    })
}

/// The inputs that can be more than one value, those of one path together.
fn uncertain(inputs: &[Input]) -> Vec<Uncertain<'_>> {
    let mut found: Vec<Uncertain<'_>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (slot, input) in inputs.iter().enumerate().filter(|(_, input)| !input.number.spread.is_fixed()) {
        let place = *known.entry(&input.path).or_insert_with(|| {
            found.push(Uncertain { input, slots: Vec::new() });
            found.len() - 1
        });
        found[place].slots.push(slot);
    }
    found
}

/// Inputs joined as the model says.
fn correlated(
    mut inputs: Inputs,
    uncertain: &[Uncertain<'_>],
    correlations: &[Correlation],
) -> Result<Inputs, SensitivityError> {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in uncertain {
        if let Some(group) = one.input.number.group.as_deref() {
            groups.entry(group).or_default().push(&one.input.path);
        }
    }
    for (group, paths) in groups {
        let own = correlations.iter().find(|correlation| correlation.group() == group);
        let unknown = || SamplingError::UnknownGroup { group: group.to_owned(), input: paths[0].to_owned() };
        let own = own.ok_or_else(unknown)?;
        if paths.len() > 1 {
            inputs = inputs.correlated(own, &paths)?;
        }
    }
    Ok(inputs)
}
