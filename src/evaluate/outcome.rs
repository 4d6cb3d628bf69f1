use std::collections::HashMap;
use std::sync::Arc;

use crate::calendar::{Horizon, Period};
use crate::quantity::{Flow, Quantity, Unit};

use super::evaluation::Welfare;
use super::{Indicator, PeriodStatus};

/// One line of a result: an indicator of a subject in a period. The columns are the same in every format.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The study's name.
    pub study: Arc<str>,
    /// The scenario's name.
    pub scenario: Arc<str>,
    /// What was read off.
    pub indicator: Indicator,
    /// Of what: a leg, a demand, a corridor …
    pub subject: Arc<str>,
    /// When.
    pub period: Period,
    /// `value` for a single run; `p05`, `mean` and so on for an ensemble.
    pub statistic: Arc<str>,
    /// The number, in the base unit of its kind, at full precision.
    pub value: f64,
    /// The base unit.
    pub unit: Unit,
}

/// What the values of an outcome are of: one entry per indicator and subject, in a fixed order.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What is read off.
    pub indicator: Indicator,
    /// Of what.
    pub subject: Arc<str>,
    /// In which base unit.
    pub unit: Unit,
}

/// The entries of an outcome, and where each is found.
#[derive(Debug, Clone)]
pub struct Layout {
    horizon: Horizon,
    entries: Vec<Entry>,
    index: HashMap<Indicator, HashMap<Arc<str>, usize>>,
}

impl Layout {
    /// A layout of these entries; of two with the same indicator and subject the first is found.
    pub fn new(horizon: Horizon, entries: Vec<Entry>) -> Self {
        let mut index: HashMap<Indicator, HashMap<Arc<str>, usize>> = HashMap::new();
        for (position, entry) in entries.iter().enumerate() {
            index.entry(entry.indicator).or_default().entry(entry.subject.clone()).or_insert(position);
        }
        Self { horizon, entries, index }
    }

    /// The periods of each entry.
    pub fn horizon(&self) -> Horizon {
        self.horizon
    }

    /// The entries, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where an indicator of a subject is.
    pub fn position(&self, indicator: Indicator, subject: &str) -> Option<usize> {
        self.index.get(&indicator)?.get(subject).copied()
    }
}

/// What came out of one scenario: a status per period, and for each entry of its layout a value per period.
///
/// A value that does not apply to a period (a target's gap in another year, a share of nothing) is absent.
///
/// Read the status first: numbers of a period that was not solved are the best the method had.
#[derive(Debug, Clone)]
#[doc(alias = "results")]
pub struct Outcome {
    study: Arc<str>,
    scenario: Arc<str>,
    layout: Arc<Layout>,
    statuses: Vec<PeriodStatus>,
    /// Entry by entry, each with its periods side by side; NaN where a value does not apply.
    values: Vec<f64>,
    welfare: Welfare,
}

impl Outcome {
    /// Puts an outcome together; `values` hold the layout's entries one after the other, each by period.
    pub(crate) fn new(
        study: Arc<str>,
        scenario: Arc<str>,
        layout: Arc<Layout>,
        statuses: Vec<PeriodStatus>,
        values: Vec<f64>,
    ) -> Self {
        debug_assert_eq!(values.len(), layout.entries.len() * layout.horizon.len());
        Self { study, scenario, layout, statuses, values, welfare: Welfare::default() }
    }

    /// With what user benefit is computed from.
    pub(super) fn with_welfare(self, welfare: Welfare) -> Self {
        Self { welfare, ..self }
    }

    pub(super) fn welfare(&self) -> &Welfare {
        &self.welfare
    }

    pub(super) fn all_values(&self) -> &[f64] {
        &self.values
    }

    /// The study's name.
    pub fn study(&self) -> &Arc<str> {
        &self.study
    }

    /// The scenario's name.
    pub fn scenario(&self) -> &Arc<str> {
        &self.scenario
    }

    /// The entries, and where each is found.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The periods.
    pub fn horizon(&self) -> Horizon {
        self.layout.horizon
    }

    /// How the assignment of each period ended.
    pub fn statuses(&self) -> &[PeriodStatus] {
        &self.statuses
    }

    /// Whether every period was solved.
    pub fn is_solved(&self) -> bool {
        self.statuses.iter().all(PeriodStatus::is_solved)
    }

    /// The value in a period; `None` where there is no such entry or period, or where it does not apply.
    pub fn value(&self, indicator: Indicator, subject: &str, period: Period) -> Option<f64> {
        let entry = self.layout.position(indicator, subject)?;
        let value = self.values_of(entry)[self.layout.horizon.index_of(period)?];
        (!value.is_nan()).then_some(value)
    }

    /// The value in a period as a quantity: `outcome.volume::<Mass>(Indicator::CorridorVolume, "middle", period)`.
    ///
    /// `None` also where the entry is of another kind than `Q`.
    pub fn volume<Q: Flow>(&self, indicator: Indicator, subject: &str, period: Period) -> Option<Q> {
        self.quantity(indicator, subject, period)
    }

    /// The value in a period as a quantity of any kind.
    pub fn quantity<Q: Quantity>(&self, indicator: Indicator, subject: &str, period: Period) -> Option<Q> {
        let entry = self.layout.position(indicator, subject)?;
        Q::from_base(self.value(indicator, subject, period)?, self.layout.entries[entry].unit)
    }

    /// The first period whose value is not absent: for [`Indicator::Saturated`], when a limit first binds.
    pub fn first_period(&self, indicator: Indicator, subject: &str) -> Option<Period> {
        let entry = self.layout.position(indicator, subject)?;
        let index = self.values_of(entry).iter().position(|value| !value.is_nan())?;
        self.layout.horizon.get(index)
    }

    /// The values of entry number `entry` by period, NaN where they do not apply.
    ///
    /// # Panics
    /// If there is no such entry.
    pub fn values_of(&self, entry: usize) -> &[f64] {
        let periods = self.layout.horizon.len();
        &self.values[entry * periods..(entry + 1) * periods]
    }

    /// Every value that applies, as a row: entry by entry, each by period.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        let statistic: Arc<str> = Arc::from("value");
        let entries = self.layout.entries.iter().enumerate();
        entries.flat_map(move |(position, entry)| {
            let statistic = statistic.clone();
            let values = self.layout.horizon.periods().zip(self.values_of(position));
            values.filter(|(_, value)| !value.is_nan()).map(move |(period, value)| Row {
                study: self.study.clone(),
                scenario: self.scenario.clone(),
                indicator: entry.indicator,
                subject: entry.subject.clone(),
                period,
                statistic: statistic.clone(),
                value: *value,
                unit: entry.unit,
            })
        })
    }
}
