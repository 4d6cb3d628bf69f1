use std::ops::RangeInclusive;

use thiserror::Error;

use super::words::words;
use super::{Estimate, Evidence, Id, Number, Predictive, Provenance, Spread, SpreadError};
use crate::calendar::Date;
use crate::quantity::{Quantity, Unit};

/// The name of a [`TrackRecord`].
pub type TrackRecordId = Id<TrackRecord>;

words!(
    /// How an outcome is known, where it is not known as it is.
    OutcomeBound {
        /// It is at least this: the figure is from before the end, or the day has not come yet.
        AtLeast = "at least",
        /// It is at most this.
        AtMost = "at most",
    }
);

/// A class of promises that have come due: what was promised, and what came of it.
///
/// It answers how much of the next promise of the kind one should plan for (reference-class forecasting, Kahneman and
/// Tversky 1979, Flyvbjerg 2006): a class of volumes by the ratio outcome / promise, a class of dates by the years
/// that the outcome came later. How few the promises are is part of the answer: see [`Predictive`].
///
/// ```
/// use corridor::evidence::{PastPromise, TrackRecord};
/// use corridor::quantity::Mass;
///
/// let promise = |what, promised, outcome| {
///     PastPromise::volume(what, Mass::megatonnes(promised), Mass::megatonnes(outcome))
/// };
/// let record = TrackRecord::new([
///     promise("corridor, 2019", 1.9, 0.759),
///     promise("corridor, 2022", 3.2, 1.485),
///     promise("corridor, 2025", 5.2, 4.119),
/// ]);
/// let next = record.predictive()?;
/// assert!((next.quantile(0.5) - 1.485 / 3.2).abs() < 1e-12);
/// # Ok::<(), corridor::evidence::TrackRecordError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "reference class")]
#[doc(alias = "outside view")]
pub struct TrackRecord {
    /// What people call it.
    pub name: String,
    promises: Vec<PastPromise>,
    /// What the next may turn out as, worked out once.
    next: Result<Number, TrackRecordError>,
}

/// A promise that has come due.
#[derive(Debug, Clone, PartialEq)]
pub struct PastPromise {
    /// What was promised, and for when.
    pub what: String,
    /// The day on which it was said.
    pub said: Option<Date>,
    /// What was promised, and what came of it.
    pub turnout: Turnout,
    /// How the outcome is known, if it is not known as it is. What is bounded is taken at the bound.
    pub bound: Option<OutcomeBound>,
}

/// What was promised, and what came of it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "there are a handful of promises, most of them volumes")]
pub enum Turnout {
    /// A volume, a number of trains, an amount of money.
    Volume {
        /// What was promised.
        promised: Number,
        /// What came of it, in the same unit.
        outcome: Number,
    },
    /// A date.
    Date {
        /// The last day of what was promised: of the end of 2021 it is 31 December.
        due: Date,
        /// The day on which it came; of a period, its last.
        done: Date,
        /// Where both are known from.
        provenance: Provenance,
    },
}

impl PastPromise {
    /// A volume that was promised, and what came of it: any quantity, a sure one or an estimate.
    pub fn volume<Q: Quantity>(
        what: &str,
        promised: impl Into<Estimate<Q>>,
        outcome: impl Into<Estimate<Q>>,
    ) -> Self {
        let (promised, outcome) = (promised.into().into_number(), outcome.into().into_number());
        let turnout = Turnout::Volume { promised, outcome };
        Self { what: what.to_owned(), said: None, turnout, bound: None }
    }

    /// A date that was promised, and when it came.
    pub fn date(what: &str, due: Date, done: Date) -> Self {
        let turnout = Turnout::Date { due, done, provenance: Provenance::default() };
        Self { what: what.to_owned(), said: None, turnout, bound: None }
    }

    /// Said on a day.
    pub fn said(mut self, day: Date) -> Self {
        self.said = Some(day);
        self
    }

    /// With an outcome that is only known to be at least, or at most, what was given.
    pub fn bound(mut self, bound: OutcomeBound) -> Self {
        self.bound = Some(bound);
        self
    }

    /// How it turned out: outcome over promise, or by how many years it came later; a range where either is one.
    fn turned_out(&self) -> RangeInclusive<f64> {
        match &self.turnout {
            Turnout::Volume { promised, outcome } => {
                outcome.spread.low() / promised.spread.high()..=outcome.spread.high() / promised.spread.low()
            }
            Turnout::Date { due, done, .. } => {
                let years = f64::from(due.days_until(*done)) / DAYS_PER_YEAR;
                years..=years
            }
        }
    }

    fn is_date(&self) -> bool {
        matches!(self.turnout, Turnout::Date { .. })
    }

    /// Where its numbers or dates are known from.
    pub fn provenances(&self) -> Vec<&Provenance> {
        match &self.turnout {
            Turnout::Volume { promised, outcome } => vec![&promised.provenance, &outcome.provenance],
            Turnout::Date { provenance, .. } => vec![provenance],
        }
    }
}

/// Mean length of a year of the Gregorian calendar.
const DAYS_PER_YEAR: f64 = 365.2425;

impl TrackRecord {
    /// A class of promises that have come due, each with what came of it.
    pub fn new(promises: impl IntoIterator<Item = PastPromise>) -> Self {
        let promises: Vec<PastPromise> = promises.into_iter().collect();
        let next = number(&promises);
        Self { name: String::new(), promises, next }
    }

    /// The promises, each with what came of it.
    pub fn promises(&self) -> &[PastPromise] {
        &self.promises
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Whether it is of dates, and so says how many years late; else it says which part of a volume.
    pub fn is_of_dates(&self) -> bool {
        self.promises.first().is_some_and(PastPromise::is_date)
    }

    /// What the next promise of the class may turn out as: a ratio of what is promised, or years late.
    ///
    /// # Errors
    /// Fewer than three promises, volumes among dates, an outcome in another unit than its promise, and a promise
    /// that is, or may be, nothing.
    pub fn predictive(&self) -> Result<Predictive, TrackRecordError> {
        predictive(&self.promises)
    }

    /// The same as a number, pure, which is derived from all sources of the promises.
    ///
    /// # Errors
    /// Those of [`TrackRecord::predictive`].
    pub fn number(&self) -> Result<&Number, TrackRecordError> {
        self.next.as_ref().map_err(Clone::clone)
    }
}

fn predictive(promises: &[PastPromise]) -> Result<Predictive, TrackRecordError> {
    let of_dates = promises.first().is_some_and(PastPromise::is_date);
    for (index, promise) in promises.iter().enumerate() {
        if promise.is_date() != of_dates {
            return Err(TrackRecordError::Mixed { promise: index + 1 });
        }
        check_volume(index + 1, promise)?;
    }
    let turned_out = promises.iter().map(PastPromise::turned_out);
    let next =
        if of_dates { Predictive::of_differences(turned_out) } else { Predictive::of_ratios(turned_out) };
    Ok(next?)
}

fn number(promises: &[PastPromise]) -> Result<Number, TrackRecordError> {
    let spread = Spread::new(super::Shape::Predictive(predictive(promises)?))?;
    let mut sources = Vec::new();
    for source in promises.iter().flat_map(PastPromise::provenances).flat_map(|from| &from.sources) {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    let note = "how promises of its class have turned out".to_owned();
    let provenance = Provenance { evidence: Evidence::Derived, sources, note };
    Ok(Number { spread, unit: Unit::One, provenance, group: None })
}

/// A volume has a ratio to what was promised.
fn check_volume(number: usize, promise: &PastPromise) -> Result<(), TrackRecordError> {
    let Turnout::Volume { promised, outcome } = &promise.turnout else { return Ok(()) };
    if promised.unit != outcome.unit {
        let (promised, outcome) = (promised.unit, outcome.unit);
        return Err(TrackRecordError::OtherUnit { promise: number, promised, outcome });
    }
    if promised.spread.low() <= 0.0 {
        return Err(TrackRecordError::NothingPromised { promise: number });
    }
    Ok(())
}

/// Why a class of promises says nothing of the next, or not of what it is asked about. Promises are counted from 1.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum TrackRecordError {
    /// Volumes among dates.
    #[error(
        "promise {promise} is of another kind than those before: put volumes and dates in classes of their own"
    )]
    Mixed {
        /// The first of the other kind.
        promise: usize,
    },
    /// An outcome that has no ratio to what was promised.
    #[error("promise {promise} was of {promised}, its outcome is in {outcome}: give both in one unit")]
    OtherUnit {
        /// The promise.
        promise: usize,
        /// The base unit of what was promised.
        promised: Unit,
        /// The base unit of the outcome.
        outcome: Unit,
    },
    /// A promise of nothing.
    #[error("promise {promise} is of nothing, or may be: give what was promised, above 0")]
    NothingPromised {
        /// The promise.
        promise: usize,
    },
    /// A class of dates where a volume is promised.
    #[error("`{class}` is a class of dates, and this is a volume: name a class of volumes")]
    OfDates {
        /// The class.
        class: String,
    },
    /// Observations from which nothing can be predicted.
    #[error(transparent)]
    Spread(#[from] SpreadError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Mass, Rate};
    use approx::assert_relative_eq;

    fn ratio(promised: f64, outcome: f64) -> PastPromise {
        PastPromise::volume("one", Mass::megatonnes(promised), Mass::megatonnes(outcome))
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn ranges_of_promise_and_outcome_are_a_range_of_the_ratio() {
        let promised: Estimate<Mass> = "300-400 kt".parse().unwrap();
        let promise = PastPromise::volume("boxes", promised, Mass::kilotonnes(21.0));
        assert_eq!(promise.turned_out(), 0.0525..=0.07);
    }

    #[test]
    fn dates_turn_out_in_years() {
        let late = PastPromise::date("cable", day("2021-12-31"), day("2026-12-31"));
        assert_relative_eq!(*late.turned_out().start(), 5.0, epsilon = 0.01);
        let record = TrackRecord::new([late, PastPromise::date("oil", day("2023-01-01"), day("2023-03-23"))]);
        assert!(record.is_of_dates());
        assert!(record.predictive().is_err(), "two are too few");
    }

    #[test]
    fn the_number_is_derived_from_all_sources() {
        let promised = Estimate::sure(Mass::megatonnes(1.5)).with_source("O1");
        let outcome = |tonnes| Estimate::sure(Mass::megatonnes(tonnes)).with_source("D3").with_source("O1");
        let record =
            [1.392, 1.45, 1.3].map(|tonnes| PastPromise::volume("oil", promised.clone(), outcome(tonnes)));
        let record = TrackRecord::new(record);
        let number = record.number().unwrap();
        assert_relative_eq!(number.central(), 0.928);
        assert_eq!(number.provenance.sources.len(), 2);
        assert_eq!(number.provenance.evidence, Evidence::Derived);
    }

    #[test]
    fn faults_are_told() {
        let told =
            |promises: Vec<PastPromise>| TrackRecord::new(promises).predictive().unwrap_err().to_string();
        let promised = Estimate::sure(Rate::per_year(Mass::megatonnes(1.5))).into_number();
        let outcome = Estimate::sure(Mass::megatonnes(1.4)).into_number();
        let per_year = PastPromise { turnout: Turnout::Volume { promised, outcome }, ..ratio(1.0, 1.0) };
        let dated = PastPromise::date("cable", day("2021-12-31"), day("2026-12-31"));
        for (promises, expected) in [
            (vec![], "0 observations say too little of what comes next: give at least 3, in ratios above 0"),
            (
                vec![ratio(1.0, 1.0), dated],
                "promise 2 is of another kind than those before: put volumes and dates in classes of their own",
            ),
            (vec![per_year], "promise 1 was of t/yr, its outcome is in t: give both in one unit"),
            (vec![ratio(0.0, 1.0)], "promise 1 is of nothing, or may be: give what was promised, above 0"),
        ] {
            assert_eq!(told(promises), expected);
        }
    }
}
