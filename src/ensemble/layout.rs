//! What an ensemble reads off: a column for each scenario, indicator and subject, with a cell for each period.

use std::fmt::Write as _;
use std::sync::Arc;

use super::distributions::MOMENTS;
use super::ensemble::Question;
use super::narrow::Narrow;
use super::values::Values;
use super::{EnsembleError, Sampler, Sampling};
use crate::evaluate::{BINDING, Entry, Indicator, Layout};
use crate::evidence::Stream;
use crate::model::Plan;

/// A scenario with its draws and what is read off it.
pub(super) struct Arm<'a> {
    pub(super) name: Arc<str>,
    pub(super) plan: &'a Plan,
    pub(super) sampler: Sampler,
    pub(super) layout: Arc<Layout>,
}

/// An indicator of a subject in a scenario, or its difference to the first scenario.
pub(super) struct Column {
    pub(super) arm: usize,
    pub(super) entry: Entry,
    /// Of a difference, the columns that it is the difference of.
    pub(super) between: Option<(usize, usize)>,
    /// How often is it at least …?
    pub(super) thresholds: Vec<f64>,
    /// The statistic by which each answer is called.
    pub(super) answers: Vec<Arc<str>>,
    pub(super) kept: Kept,
    /// Which of its statistics are read off.
    pub(super) is_told: Vec<bool>,
}

/// What must be known of a column's values for the statistics that are read off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept {
    /// Each of them, for quantiles.
    pub(super) values: bool,
    /// Mean and variance.
    pub(super) moments: bool,
}

/// All columns: those of each scenario in turn, then the differences.
pub(super) struct Columns<'a> {
    pub(super) arms: Vec<Arm<'a>>,
    pub(super) sampling: Sampling,
    pub(super) all: Vec<Column>,
    pub(super) periods: usize,
    /// The quantiles that are read off, rising.
    pub(super) quantiles: Vec<f64>,
    /// Whether values are kept as they are.
    is_exact: bool,
    /// Whether of those only the ones near the quantiles are.
    is_narrow: bool,
    /// Tells one ensemble from another.
    pub(super) mark: u64,
}

/// The share of what was promised that counts as all of it, so that rounding does not.
const FULFILLED: f64 = 1.0 - 1e-6;

/// The values that are asked about without anybody's asking: is a target met, a commitment fulfilled?
fn own_question(indicator: Indicator) -> Option<f64> {
    match indicator {
        Indicator::TargetGap => Some(0.0),
        Indicator::Fulfilment => Some(FULFILLED),
        Indicator::Utilisation => Some(BINDING),
        _ => None,
    }
}

impl<'a> Columns<'a> {
    pub(super) fn new(arms: Vec<Arm<'a>>, sampling: Sampling, questions: &[Question]) -> Self {
        let mut all = Vec::new();
        for (number, arm) in arms.iter().enumerate() {
            all.extend(arm.layout.entries().iter().map(|entry| Column::of(number, entry, questions)));
        }
        let differences: Vec<Column> =
            (0..all.len()).filter_map(|later| Column::between(&all, later)).collect();
        all.extend(differences);
        let periods = arms.first().map_or(0, |arm| arm.plan.horizon().len());
        Self {
            arms,
            sampling,
            all,
            periods,
            quantiles: Vec::new(),
            is_exact: true,
            is_narrow: false,
            mark: 0,
        }
    }

    /// Reads off these quantiles, and of all statistics those that are told to be kept.
    pub(super) fn keeping(mut self, quantiles: &[f64], is_kept: &dyn Fn(&Entry, &str) -> bool) -> Self {
        self.quantiles = quantiles.to_vec();
        self.all.iter_mut().for_each(|column| column.keep(quantiles, is_kept));
        self.mark = Stream::new(self.sampling.seed(), &self.described()).setting(0);
        self
    }

    /// All that settles what comes out.
    fn described(&self) -> String {
        let mut text = format!("{} {:?}", env!("CARGO_PKG_VERSION"), self.sampling);
        for arm in &self.arms {
            let horizon = arm.plan.horizon();
            let _ = write!(text, "\n{} {} {horizon:?} {:?}", arm.plan.name(), arm.name, arm.sampler);
        }
        for column in &self.all {
            let Entry { indicator, subject, unit } = &column.entry;
            let (arm, thresholds, kept) = (column.arm, &column.thresholds, column.kept);
            let _ = write!(text, "\n{arm} {indicator} {subject} {unit} {thresholds:?} {kept:?}");
        }
        text
    }

    /// Keeps values as they are if all fit in so many megabytes, else sketches.
    pub(super) fn within(mut self, megabytes: u64) -> Result<Self, EnsembleError> {
        let kept = self.all.iter().filter(|column| column.kept.values).count();
        let (draws, numbers) = (self.sampling.draws(), kept * self.periods);
        let bytes = u128::from(draws) * numbers as u128 * size_of::<f64>() as u128;
        self.is_exact = bytes <= u128::from(megabytes) << 20;
        if self.is_exact || cfg!(feature = "sketch") {
            return Ok(self);
        }
        let needed = u64::try_from(bytes >> 20).unwrap_or(u64::MAX) + 1;
        Err(EnsembleError::Memory { draws, numbers, needed, allowed: megabytes })
    }

    /// Whether any scenario reads off what is asked about.
    pub(super) fn answers(&self, question: &Question) -> bool {
        self.all.iter().any(|column| column.entry.is_asked(question))
    }

    pub(super) fn cells(&self) -> usize {
        self.all.len() * self.periods
    }

    /// The first column of a scenario.
    pub(super) fn first_of(&self, arm: usize) -> usize {
        self.arms[..arm].iter().map(|arm| arm.layout.entries().len()).sum()
    }

    /// Keeps only values near the quantiles, if that pays; `None` if it does not.
    pub(super) fn narrowed(mut self) -> Option<Self> {
        self.is_narrow = self.is_exact && Narrow::pays(self.sampling.draws());
        Some(self).filter(|columns| columns.is_narrow)
    }

    /// Room for the values of a cell.
    pub(super) fn values(&self, kept: Kept) -> Values {
        if kept.values && self.is_narrow {
            Values::Narrow(Box::new(Narrow::new(&self.quantiles)))
        } else if kept.values {
            self.asked_values()
        } else {
            Values::Unasked
        }
    }

    #[cfg(feature = "sketch")]
    fn asked_values(&self) -> Values {
        if self.is_exact { Values::exact() } else { Values::sketch() }
    }

    #[cfg(not(feature = "sketch"))]
    #[expect(clippy::unused_self, reason = "the same as where there are sketches")]
    fn asked_values(&self) -> Values {
        Values::exact()
    }
}

impl Column {
    fn of(arm: usize, entry: &Entry, questions: &[Question]) -> Self {
        let mut thresholds: Vec<f64> = own_question(entry.indicator).into_iter().collect();
        let mut answers: Vec<Arc<str>> = thresholds.iter().map(|_| "probability".into()).collect();
        for question in questions.iter().filter(|question| entry.is_asked(question)) {
            thresholds.push(question.at_least);
            answers.push(format!("at-least-{}", question.at_least).into());
        }
        let (entry, kept) = (entry.clone(), Kept::ALL);
        Self { arm, entry, between: None, thresholds, answers, kept, is_told: Vec::new() }
    }

    /// Keeps of its statistics some, and of its values what they need: first come the moments, then the quantiles.
    fn keep(&mut self, quantiles: &[f64], is_kept: &dyn Fn(&Entry, &str) -> bool) {
        let names = self.statistics(quantiles);
        self.is_told = names.iter().map(|(name, _)| is_kept(&self.entry, name)).collect();
        let is_counted = self.entry.indicator == Indicator::Saturated;
        let any =
            |places: std::ops::Range<usize>| !is_counted && self.is_told[places].iter().any(|told| *told);
        self.kept = Kept {
            moments: any(0..MOMENTS.len().min(names.len())),
            values: !is_counted && any(MOMENTS.len()..MOMENTS.len() + quantiles.len()),
        };
    }

    /// The difference of a later scenario's column to that of the first, if that has it too.
    fn between(columns: &[Column], later: usize) -> Option<Self> {
        let own = &columns[later];
        let same = |first: &Column| {
            first.arm == 0
                && first.entry.indicator == own.entry.indicator
                && first.entry.subject == own.entry.subject
                && first.entry.unit == own.entry.unit
        };
        let first = columns
            .iter()
            .position(same)
            .filter(|_| own.arm > 0 && own.entry.indicator != Indicator::Saturated)?;
        let (thresholds, answers) = (Vec::new(), Vec::new());
        Some(Self {
            arm: own.arm,
            entry: own.entry.clone(),
            between: Some((first, later)),
            thresholds,
            answers,
            kept: Kept::ALL,
            is_told: Vec::new(),
        })
    }
}

impl Kept {
    const ALL: Self = Self { values: true, moments: true };
}

impl Entry {
    fn is_asked(&self, question: &Question) -> bool {
        self.indicator == question.indicator && self.subject == question.subject
    }
}
