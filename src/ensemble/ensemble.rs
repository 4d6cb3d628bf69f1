use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::distributions::Distributions;
use super::layout::{Arm, Columns};
use super::part::Part;
use super::{Correlation, Drawn, Draws, EnsembleError, Sampler, Sampling, Shard, run};
use crate::assign::Method;
use crate::evaluate::{Entry, Evaluator, Indicator};
use crate::model::Plan;

/// One or more scenarios, run over the same draws of what is uncertain.
///
/// The first scenario is the baseline; of each other, the difference to it is taken draw by draw, which has far less
/// noise than the levels have. Whatever the number of threads, and in however many shards, the same bytes come out.
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::ensemble::{Ensemble, Sampling};
/// use corridor::evaluate::Indicator;
/// use corridor::study::Study;
///
/// let study = Study::embedded("kazakh-oil")?;
/// let plan = study.draft().plan()?;
/// let ensemble = Ensemble::new(Sampling::new(200, 42)?)
///     .scenario("baseline", &plan)
///     .reading(|entry| entry.indicator == Indicator::CorridorVolume)
///     .at_least(Indicator::CorridorVolume, "caspian", 2e6);
/// let found = ensemble.run(&QueuedLogit::default())?;
/// let in_2030 = |statistic| found.value("baseline", Indicator::CorridorVolume, "caspian", "2030".parse().ok()?, statistic);
/// assert!(in_2030("p05") <= in_2030("p50") && in_2030("p50") <= in_2030("p95"));
/// assert!((0.0..=1.0).contains(&in_2030("at-least-2000000").unwrap()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Ensemble<'a> {
    sampling: Sampling,
    scenarios: Vec<(Arc<str>, &'a Plan)>,
    correlations: Vec<Correlation>,
    is_read: Box<dyn Fn(&Entry) -> bool + 'a>,
    questions: Vec<Question>,
    quantiles: Vec<f64>,
    is_kept: IsKept<'a>,
    megabytes: u64,
    threads: Option<usize>,
}

/// Whether a statistic of an entry is told.
type IsKept<'a> = Box<dyn Fn(&Entry, &str) -> bool + 'a>;

/// How often does an indicator of a subject reach a value?
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    pub(super) indicator: Indicator,
    pub(super) subject: Arc<str>,
    pub(super) at_least: f64,
}

/// The quantiles that are read off, if nothing else is said.
const QUANTILES: [f64; 7] = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95];

/// Values kept as they are take at most this much memory, if nothing else is said.
const MEGABYTES: u64 = 128;

impl<'a> Ensemble<'a> {
    /// An ensemble of so many draws, without scenarios yet.
    pub fn new(sampling: Sampling) -> Self {
        Self {
            sampling,
            scenarios: Vec::new(),
            correlations: Vec::new(),
            is_read: Box::new(|_| true),
            questions: Vec::new(),
            quantiles: QUANTILES.to_vec(),
            is_kept: Box::new(|_, _| true),
            megabytes: MEGABYTES,
            threads: None,
        }
    }

    /// With one more scenario; the first is what the others are compared with.
    pub fn scenario(mut self, name: &str, plan: &'a Plan) -> Self {
        self.scenarios.push((name.into(), plan));
        self
    }

    /// With the correlation of a group of inputs.
    pub fn correlated(mut self, correlation: Correlation) -> Self {
        self.correlations.push(correlation);
        self
    }

    /// Reads off only chosen indicators and subjects. Others take neither time nor memory; by default all are read off.
    pub fn reading(mut self, is_read: impl Fn(&Entry) -> bool + 'a) -> Self {
        self.is_read = Box::new(is_read);
        self
    }

    /// Asks how often an indicator of a subject is at least so much, in base units: the statistic `at-least-…`.
    #[doc(alias = "exceedance")]
    pub fn at_least(mut self, indicator: Indicator, subject: &str, value: f64) -> Self {
        self.questions.push(Question { indicator, subject: subject.into(), at_least: value });
        self
    }

    /// Reads off these quantiles instead of the 5th, 10th, 25th, 50th, 75th, 90th and 95th percentile: the statistics
    /// `p05`, `p97.5` and so on.
    #[doc(alias = "percentiles")]
    pub fn quantiles(mut self, shares: &[f64]) -> Self {
        self.quantiles = shares.to_vec();
        self.quantiles.sort_unstable_by(f64::total_cmp);
        self.quantiles.dedup();
        self
    }

    /// Tells of what is read off only chosen statistics, by their names. What others need takes neither time nor memory:
    /// without a quantile no values are kept.
    ///
    /// ```
    /// # use corridor::ensemble::{Ensemble, Sampling};
    /// use corridor::evaluate::Indicator;
    ///
    /// let ensemble = Ensemble::new(Sampling::new(100_000, 42)?)
    ///     .reading(|entry| entry.indicator == Indicator::Utilisation)
    ///     .keeping(|_, statistic| statistic == "probability");
    /// # Ok::<(), corridor::ensemble::SamplingError>(())
    /// ```
    pub fn keeping(mut self, is_kept: impl Fn(&Entry, &str) -> bool + 'a) -> Self {
        self.is_kept = Box::new(is_kept);
        self
    }

    /// Keeps all values, for exact quantiles, as long as they fit in so many megabytes (128 by default).
    ///
    /// More are summed up in sketches of a fixed size, whose quantiles are within 0.5 %, with feature `sketch`
    /// (Masson, Rim and Lee 2019, "DDSketch"). Means, standard deviations and probabilities are exact in any case.
    pub fn memory(self, megabytes: u64) -> Self {
        Self { megabytes, ..self }
    }

    /// On so many threads instead of one for each core. They change nothing of what comes out.
    pub fn threads(self, count: usize) -> Self {
        Self { threads: Some(count), ..self }
    }

    /// Runs all draws.
    ///
    /// # Errors
    /// No scenarios, or some that cannot be paired; draws that cannot be taken; questions about what is not read off;
    /// more values than fit where there are no sketches.
    pub fn run(&self, method: &dyn Method) -> Result<Distributions, EnsembleError> {
        let whole = |columns: &Columns<'_>| {
            run::part(columns, method, Shard::WHOLE, self.threads, |_| ControlFlow::Continue(()), None)
        };
        if let Some(columns) = self.columns()?.narrowed() {
            let part = whole(&columns);
            if part.holds_quantiles() {
                return Ok(Distributions::new(&columns, part, self.threads));
            }
        }
        let columns = self.columns()?;
        let part = whole(&columns);
        Ok(Distributions::new(&columns, part, self.threads))
    }

    /// Runs the draws of one shard.
    ///
    /// `watch` is told now and then how many draws are done; if it breaks off, the part holds those, and may still be
    /// joined as the last one.
    ///
    /// # Errors
    /// Those of [`Ensemble::run`].
    pub fn part(
        &self,
        method: &dyn Method,
        shard: Shard,
        watch: impl FnMut(u64) -> ControlFlow<()>,
    ) -> Result<Part, EnsembleError> {
        let columns = self.columns()?;
        Ok(run::part(&columns, method, shard, self.threads, watch, None))
    }

    /// Runs the draws of one shard, and shows them to `see`, block by block in their order.
    ///
    /// # Errors
    /// Those of [`Ensemble::run`].
    pub fn part_with(
        &self,
        method: &dyn Method,
        shard: Shard,
        watch: impl FnMut(u64) -> ControlFlow<()>,
        mut see: impl FnMut(&Draws<'_>),
    ) -> Result<Part, EnsembleError> {
        let columns = self.columns()?;
        Ok(run::part(&columns, method, shard, self.threads, watch, Some(&mut see)))
    }

    /// What each draw has: inputs and what is read off, with their units.
    ///
    /// # Errors
    /// Those of [`Ensemble::run`].
    pub fn drawn(&self) -> Result<Drawn, EnsembleError> {
        Ok(Drawn::new(&self.columns()?))
    }

    /// Joins the parts of all shards, in whatever order they are given.
    ///
    /// # Errors
    /// Parts of another ensemble, and parts that leave out draws or have them twice.
    pub fn join(&self, mut parts: Vec<Part>) -> Result<Distributions, EnsembleError> {
        let columns = self.columns()?;
        let is_ours = |part: &Part| part.is_of(&columns);
        if let Some(place) = parts.iter().position(|part| !is_ours(part)) {
            return Err(EnsembleError::OtherEnsemble { number: place + 1 });
        }
        parts.sort_by_key(Part::span);
        let whole = Part::joined(&columns, parts)?;
        Ok(Distributions::new(&columns, whole, self.threads))
    }

    /// What is read off, of which scenarios, checked.
    fn columns(&self) -> Result<Columns<'a>, EnsembleError> {
        self.check_scenarios()?;
        self.check_questions()?;
        let arms = self.scenarios.iter().map(|(name, plan)| self.arm(name, plan));
        let columns = Columns::new(arms.collect::<Result<_, _>>()?, self.sampling, &self.questions);
        let columns = columns.keeping(&self.quantiles, &self.is_kept);
        for question in &self.questions {
            if !columns.answers(question) {
                let (indicator, subject) = (question.indicator, question.subject.to_string());
                return Err(EnsembleError::NothingToAsk { indicator, subject });
            }
        }
        columns.within(self.megabytes)
    }

    fn check_questions(&self) -> Result<(), EnsembleError> {
        let share = self.quantiles.iter().find(|share| !(0.0..=1.0).contains(*share));
        let values = self.questions.iter().map(|question| question.at_least);
        let wrong = share.copied().or_else(|| values.into_iter().find(|value| !value.is_finite()));
        wrong.map_or(Ok(()), |given| Err(EnsembleError::NotAskable { given }))
    }

    fn check_scenarios(&self) -> Result<(), EnsembleError> {
        let Some((baseline, first)) = self.scenarios.first() else { return Err(EnsembleError::NoScenario) };
        let mut names = BTreeSet::new();
        for (name, plan) in &self.scenarios {
            if !names.insert(name) {
                return Err(EnsembleError::SameName { name: name.to_string() });
            }
            if plan.horizon() != first.horizon() {
                let (name, baseline) = (name.to_string(), baseline.to_string());
                return Err(EnsembleError::OtherHorizon { name, baseline });
            }
        }
        Ok(())
    }

    fn arm(&self, name: &Arc<str>, plan: &'a Plan) -> Result<Arm<'a>, EnsembleError> {
        let sampler = Sampler::new(plan, self.sampling, &self.correlations)
            .map_err(|error| EnsembleError::Sampling { scenario: name.to_string(), error })?;
        let layout = Evaluator::of(plan, &crate::assign::AllOrNothing, &self.is_read).layout().clone();
        Ok(Arm { name: name.clone(), plan, sampler, layout })
    }
}

impl std::fmt::Debug for Ensemble<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.scenarios.iter().map(|(name, _)| &**name).collect();
        f.debug_struct("Ensemble")
            .field("sampling", &self.sampling)
            .field("scenarios", &names)
            .finish_non_exhaustive()
    }
}
