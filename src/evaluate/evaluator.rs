use std::sync::Arc;

use crate::assign::Method;
use crate::model::{Levels, Plan};

use super::flows::{Case, Flows, Run};
use super::loads::Loads;
use super::sink::Sink;
use super::subjects::Subjects;
use super::table::Table;
use super::{Entry, Indicator, Layout, PeriodStatus};

/// A plan made ready to be evaluated any number of times, as an ensemble does.
///
/// What depends on the plan alone is worked out once; a run then fills memory that is there already. What comes out of
/// a run depends on its values alone, not on what was run before: the same as [`evaluate_at`](super::evaluate_at) gives.
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::evaluate::{Evaluator, Indicator, evaluate};
/// use corridor::study::Study;
///
/// let study = Study::embedded("kazakh-oil")?;
/// let plan = study.draft().plan()?;
/// let method = QueuedLogit::default();
/// let mut evaluator = Evaluator::of(&plan, &method, |entry| entry.indicator == Indicator::CorridorVolume);
/// let volumes = evaluator.run(plan.central());
/// assert_eq!(volumes[..plan.horizon().len()], *evaluate(&plan, "baseline", &method).values_of(0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Evaluator<'a> {
    plan: &'a Plan,
    method: &'a dyn Method,
    levels: Levels,
    run: Run,
    loads: Loads,
    subjects: Subjects,
    sink: Sink,
    layout: Arc<Layout>,
    /// Whether anything that is wanted is read off legs and limits.
    reads_loads: bool,
}

impl<'a> Evaluator<'a> {
    /// One that reads off everything.
    pub fn new(plan: &'a Plan, method: &'a dyn Method) -> Self {
        Self::of(plan, method, |_| true)
    }

    /// One that reads off chosen entries only.
    pub fn of(plan: &'a Plan, method: &'a dyn Method, is_wanted: impl Fn(&Entry) -> bool) -> Self {
        let subjects = Subjects::new(plan);
        let mut entries = entries(plan, &subjects);
        let wanted: Vec<bool> = entries.iter().map(is_wanted).collect();
        let mut place = wanted.iter();
        entries.retain(|_| place.next() == Some(&true));
        Self {
            plan,
            method,
            levels: Levels::default(),
            run: Run::new(plan, plan.central()),
            loads: Loads::default(),
            subjects,
            sink: Sink::reading(wanted),
            reads_loads: entries.iter().any(|entry| reads_loads(entry.indicator)),
            layout: Arc::new(Layout::new(plan.horizon(), entries)),
        }
    }

    /// With memory that was used before.
    pub(super) fn with_memory(self, levels: Levels) -> Self {
        Self { levels, ..self }
    }

    /// The memory, to be used again.
    pub(super) fn into_memory(self) -> Levels {
        self.levels
    }

    /// The entries it reads off, and their periods.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// Reads off the entries of the layout at given values of the plan's inputs: one after the other, each by period;
    /// NaN where a value does not apply.
    ///
    /// # Panics
    /// If there is not one value for each of [`Plan::inputs`].
    pub fn run(&mut self, values: &[f64]) -> &[f64] {
        assert_eq!(values.len(), self.plan.inputs().len(), "one value for each input of the plan");
        self.levels.fill(self.plan, values);
        self.run_filled(values)
    }

    /// The same for values that the model was not checked with; none where it cannot be run with them.
    ///
    /// # Panics
    /// As [`Evaluator::run`].
    pub(crate) fn try_run(&mut self, values: &[f64]) -> Option<&[f64]> {
        assert_eq!(values.len(), self.plan.inputs().len(), "one value for each input of the plan");
        self.levels.fill(self.plan, values);
        self.levels.are_sound().then(|| self.run_filled(values))
    }

    fn run_filled(&mut self, values: &[f64]) -> &[f64] {
        let Self { plan, method, levels, run, loads, subjects, sink, .. } = self;
        let case = Case { plan, levels, values, method: *method };
        let flows = run.assign(case);
        if self.reads_loads {
            loads.fill(case, flows);
        }
        sink.start();
        Table { plan, levels, flows, loads, inputs: values, subjects, sink }.read();
        self.sink.values()
    }

    /// How the assignment of each period ended, in the last run.
    pub fn statuses(&self) -> &[PeriodStatus] {
        &self.flows().statuses
    }

    pub(super) fn flows(&self) -> &Flows {
        self.run.flows()
    }
}

impl std::fmt::Debug for dyn Method + '_ {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The names of everything that can be read off a plan.
fn entries(plan: &Plan, subjects: &Subjects) -> Vec<Entry> {
    let mut sink = Sink::naming();
    let (levels, flows, loads) = (Levels::default(), Flows::default(), Loads::default());
    let nothing = (&levels, &flows, &loads);
    Table {
        plan,
        levels: nothing.0,
        flows: nothing.1,
        loads: nothing.2,
        inputs: plan.central(),
        subjects,
        sink: &mut sink,
    }
    .read();
    sink.into_entries()
}

/// Whether an indicator is read off the loads of legs and limits.
fn reads_loads(indicator: Indicator) -> bool {
    matches!(
        indicator,
        Indicator::Throughput
            | Indicator::Utilisation
            | Indicator::Headroom
            | Indicator::Saturated
            | Indicator::TariffRevenue
            | Indicator::OperatingCost
            | Indicator::QueueCost
            | Indicator::TransportWork
            | Indicator::Emissions
    )
}
