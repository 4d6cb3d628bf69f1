use std::fmt;
use std::ops::Range;

use super::{CalendarError, Frequency, Period};

/// The most periods a horizon may have: two centuries of months.
pub const MAX_PERIODS: usize = 2_400;

/// A run of periods of one frequency, first to last, both included (also: planning horizon).
///
/// ```
/// use corridor::calendar::Horizon;
///
/// let horizon = Horizon::years(2022, 2040)?;
/// assert_eq!(horizon.len(), 19);
/// assert_eq!(horizon.index_of("2030".parse()?), Some(8));
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "planning period")]
pub struct Horizon {
    first: Period,
    last: Period,
}

impl Horizon {
    /// From one period to another of the same frequency.
    ///
    /// # Errors
    /// Ends of different frequencies, an end before the start, more than [`MAX_PERIODS`] periods.
    pub fn new(first: Period, last: Period) -> Result<Self, CalendarError> {
        let (from, to) = (first.to_string(), last.to_string());
        let Some(steps) = first.periods_until(last) else {
            return Err(CalendarError::MixedHorizon { first: from, last: to });
        };
        match usize::try_from(steps) {
            Err(_) => Err(CalendarError::BackwardHorizon { first: from, last: to }),
            Ok(steps) if steps >= MAX_PERIODS => {
                Err(CalendarError::LongHorizon { given: steps as u64 + 1, allowed: MAX_PERIODS as u64 })
            }
            Ok(_) => Ok(Self { first, last }),
        }
    }

    /// From one year to another.
    ///
    /// # Errors
    /// As [`Horizon::new`], and years out of 1 to 9999.
    pub fn years(first: i32, last: i32) -> Result<Self, CalendarError> {
        Self::new(Period::year(first)?, Period::year(last)?)
    }

    /// Its first period.
    pub fn first(self) -> Period {
        self.first
    }

    /// Its last period.
    pub fn last(self) -> Period {
        self.last
    }

    /// How long its periods are.
    pub fn frequency(self) -> Frequency {
        self.first.frequency()
    }

    /// How many periods it has; never 0.
    #[expect(clippy::len_without_is_empty, reason = "a horizon has at least one period")]
    pub fn len(self) -> usize {
        self.first.periods_until(self.last).and_then(|steps| usize::try_from(steps).ok()).unwrap_or(0) + 1
    }

    /// Its period number `index`, from 0; `None` beyond its end.
    pub fn get(self, index: usize) -> Option<Period> {
        let period = self.first.plus(i32::try_from(index).ok()?);
        (period <= self.last).then_some(period)
    }

    /// The number of a period, from 0; `None` if it is outside or of another frequency.
    pub fn index_of(self, period: Period) -> Option<usize> {
        let index = usize::try_from(self.first.periods_until(period)?).ok()?;
        (index < self.len()).then_some(index)
    }

    /// The numbers of its periods that make up a period, such as those of the months of a year; none if they do not
    /// have all of its days, or if its own are longer.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    ///
    /// let months = Horizon::new("2026-11".parse()?, "2028-06".parse()?)?;
    /// assert_eq!(months.indices_within("2027".parse()?), 2..14);
    /// assert!(months.indices_within("2028".parse()?).is_empty());
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    pub fn indices_within(self, period: Period) -> Range<usize> {
        let first = Period::containing(period.first_day(), self.frequency());
        let last_day = period.first_day().plus_days(period.days() - 1);
        let last = Period::containing(last_day, self.frequency());
        match (self.index_of(first), self.index_of(last)) {
            (Some(from), Some(to)) if first.is_within(period) && last.is_within(period) => from..to + 1,
            _ => 0..0,
        }
    }

    /// Its periods, first to last.
    pub fn periods(self) -> impl ExactSizeIterator<Item = Period> + Clone {
        (0..self.len()).map(move |index| self.first.plus(i32::try_from(index).unwrap_or(i32::MAX)))
    }
}

impl fmt::Display for Horizon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_numbered() {
        let horizon = Horizon::new("2026-11".parse().unwrap(), "2027-02".parse().unwrap()).unwrap();
        let names: Vec<String> = horizon.periods().map(|period| period.to_string()).collect();
        assert_eq!(names, ["2026-11", "2026-12", "2027-01", "2027-02"]);
        for (index, period) in horizon.periods().enumerate() {
            assert_eq!(horizon.index_of(period), Some(index));
            assert_eq!(horizon.get(index), Some(period));
        }
        assert_eq!(horizon.get(4), None);
        assert_eq!(horizon.index_of("2026".parse().unwrap()), None);
    }

    #[test]
    fn longer_periods_are_made_up_of_shorter_ones() {
        let quarters = Horizon::new("2026-Q2".parse().unwrap(), "2028-Q4".parse().unwrap()).unwrap();
        let within = |text: &str| quarters.indices_within(text.parse().unwrap());
        assert_eq!((within("2027"), within("2028"), within("2026-Q3")), (3..7, 7..11, 1..2));
        for not_made_up in ["2026", "2029", "2027-01", "2027-03", "2026-Q1", "9999", "0001"] {
            assert!(within(not_made_up).is_empty(), "{not_made_up}");
        }
    }

    #[test]
    fn absurd_horizons_are_refused() {
        let new = |first: &str, last: &str| Horizon::new(first.parse().unwrap(), last.parse().unwrap());
        assert!(matches!(new("2022", "2030-Q1"), Err(CalendarError::MixedHorizon { .. })));
        assert!(matches!(new("2030", "2022"), Err(CalendarError::BackwardHorizon { .. })));
        assert!(matches!(new("0001-01", "9999-12"), Err(CalendarError::LongHorizon { .. })));
    }
}
