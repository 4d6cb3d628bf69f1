use super::reading::{Months, year_of};
use super::values::same_unit;
use super::{Amount, Definition, Finding, Oddity, Reading, Series, SeriesError};
use crate::calendar::{Horizon, Period};
use crate::quantity::{Quantity, Unit};

/// Values as they come: years, parts of years, years that are missing.
///
/// A [`Series`] has one value for each period. Published figures are rarely so: a ministry speaks of ten months, a year
/// is missing, one figure is in thousands. Readings keep them as they were published, say what is odd about them
/// ([`Readings::findings`]), and become a yearly series with an error for each year ([`Readings::complete`]).
///
/// ```
/// use corridor::quantity::Money;
/// use corridor::series::{Definition, Reading, Readings};
///
/// // Trade of Azerbaijan with Turkmenistan as it was published: ten months of 2022 and 2023, then a year.
/// let usd = Money::usd;
/// let readings = Readings::new(
///     [
///         Reading::spanning("2022-01".parse()?, "2022-10".parse()?, usd(377.242e6))?,
///         Reading::spanning("2023-01".parse()?, "2023-10".parse()?, usd(710.3e6))?,
///         Reading::new("2024".parse()?, usd(383e6)),
///     ],
///     Definition::new("trade turnover", "AZ"),
/// )?;
/// let complete = readings.complete()?;
/// assert_eq!(complete.findings.len(), 2);
/// assert!(complete.findings[1].to_string().starts_with("2023-01 to 2023-10 (710.3"));
/// assert!((complete.series.values()[1].amount() / 852.9e6 - 1.0).abs() < 1e-3);
/// assert!(complete.errors[1].unwrap() > 0.05 && complete.errors[2] == Some(0.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "raw data")]
pub struct Readings<Q> {
    /// In order of time.
    readings: Vec<Reading<Q>>,
    definition: Definition,
}

/// A yearly series made of readings, and how sure each year is.
#[derive(Debug, Clone, PartialEq)]
pub struct Completed<Q> {
    /// A value for each year from the first to the last that was read.
    pub series: Series<Q>,
    /// The standard deviation of each as a share of it: 0 for one that was given, none where the readings tell no error.
    pub errors: Vec<Option<f64>>,
    /// The years that were not given at all, and lie between their neighbours. A fit may leave them out.
    pub gaps: Vec<Period>,
    /// All that was found, what was done among it.
    pub findings: Vec<Finding<Q>>,
}

impl<Q: Amount> Readings<Q> {
    /// Values as they were published, in any order.
    ///
    /// # Errors
    /// [`SeriesError::Empty`], and [`SeriesError::UnitMismatch`] for money of several currencies or price bases.
    pub fn new(
        readings: impl IntoIterator<Item = Reading<Q>>,
        definition: Definition,
    ) -> Result<Self, SeriesError> {
        let mut readings: Vec<Reading<Q>> = readings.into_iter().collect();
        let unit = readings.first().ok_or(SeriesError::Empty)?.value().unit();
        readings.iter().try_for_each(|reading| same_unit(unit, reading.value().unit()))?;
        readings.sort_by_key(|reading| (reading.first().first_day(), reading.last().plus(1).first_day()));
        Ok(Self { readings, definition })
    }

    /// The readings, in order of time.
    pub fn readings(&self) -> &[Reading<Q>] {
        &self.readings
    }

    /// The unit of all of them.
    pub fn unit(&self) -> Unit {
        self.readings[0].value().unit()
    }

    /// The same, with what a finding suggests of a reading in its place: the one way to mend a slip of the unit.
    pub fn accept(&self, finding: &Finding<Q>) -> Self {
        let part = matches!(finding.oddity, Oddity::Gap | Oddity::PartByShape { .. } | Oddity::PartByDays);
        let mended = |reading: &Reading<Q>| match finding.suggestion {
            Some(value) if !part && *reading == finding.reading => reading.with_value(value),
            _ => *reading,
        };
        Self { readings: self.readings.iter().map(mended).collect(), definition: self.definition.clone() }
    }

    /// A value for each year: as given where the whole year is, scaled up from its months where a part is, between its
    /// neighbours where nothing is. What was done is among the findings; slips of the unit stay as they are.
    ///
    /// - **A part of a year** over the share that the same months had in other years (geometric mean; the error is the
    ///   deviation of the logarithms of the shares, times √(1 + 1/n)). Where fewer than two other years are known in part and
    ///   whole, it is scaled by days (by the one share, if there is one), and the rest of the year is taken to be as far off the part as a random walk
    ///   goes in between: error = rest / year × σ √Δ, with σ the root mean square of yearly changes of the logarithm
    ///   and Δ the years between the middles of the two.
    /// - **A gap** by a straight line in logarithms (in units where a neighbour is not above 0), with the error of a
    ///   random walk that is held at both ends: σ √(k (n − k) / n) for year k of the n from one neighbour to the next.
    ///
    /// # Errors
    /// A value that comes out of its kind's range.
    pub fn complete(&self) -> Result<Completed<Q>, SeriesError> {
        let findings = self.findings();
        let (first, last) = (self.readings[0].year(), self.readings[self.readings.len() - 1].year());
        let horizon = Horizon::years(first, last).map_err(|_| SeriesError::Empty)?;
        let known = |year: i32| {
            self.whole(year).map(|value| (value, Some(0.0))).or_else(|| suggested(&findings, year))
        };
        let values: Vec<(f64, Option<f64>)> =
            (first..=last).map(|year| known(year).unwrap_or((0.0, None))).collect();
        let bases = values.iter().map(|(value, _)| *value);
        let series = Series::from_bases(horizon, bases, self.unit(), self.definition.clone())?;
        let errors = values.iter().map(|(_, error)| *error).collect();
        let gaps = findings.iter().filter(|finding| finding.oddity == Oddity::Gap);
        Ok(Completed { series, errors, gaps: gaps.map(|gap| gap.reading.first()).collect(), findings })
    }

    /// What the months of a year add up to, if they were read one after the other or together.
    pub(super) fn counted(&self, year: i32, months: Months) -> Option<f64> {
        let starting = self.readings.iter().rev().filter(|reading| reading.year() == year);
        starting
            .filter(|reading| reading.months().from == months.from && reading.months().to <= months.to)
            .find_map(|reading| match reading.months().to {
                to if to == months.to => Some(reading.value().base()),
                to => Some(reading.value().base() + self.counted(year, Months { from: to, ..months })?),
            })
    }

    /// What a whole year counts, if all of it was read.
    pub(super) fn whole(&self, year: i32) -> Option<f64> {
        self.counted(year, Months::YEAR)
    }

    /// The years in which anything was read, each once.
    pub(super) fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.readings.iter().map(Reading::year).collect();
        years.dedup();
        years
    }

    /// A quantity of the readings' unit, if its kind takes the number.
    pub(super) fn quantity(&self, base: f64) -> Option<Q> {
        Q::from_base(base, self.unit())
    }
}

/// The value that was suggested for a year that is not whole.
fn suggested<Q: Quantity>(findings: &[Finding<Q>], year: i32) -> Option<(f64, Option<f64>)> {
    let of_year = |finding: &&Finding<Q>| {
        let whole = matches!(finding.oddity, Oddity::Gap | Oddity::PartByShape { .. } | Oddity::PartByDays);
        whole && finding.reading.year() == year && year_of(year).is_some()
    };
    let finding = findings.iter().find(of_year)?;
    Some((finding.suggestion?.base(), finding.error))
}
