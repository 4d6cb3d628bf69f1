use std::fmt;

use super::SeriesError;
use crate::calendar::{Frequency, Period};
use crate::quantity::Quantity;

/// A value as it was published, and the periods it counts: a year, a month, or January to October of a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading<Q> {
    first: Period,
    last: Period,
    value: Q,
}

impl<Q: Quantity> Reading<Q> {
    /// The value of one period.
    pub fn new(period: Period, value: Q) -> Self {
        Self { first: period, last: period, value }
    }

    /// The value of several periods of one year together: what "January–October" counts.
    ///
    /// # Errors
    /// [`SeriesError::BadReading`] for periods of two lengths, in the wrong order, or of two years.
    pub fn spanning(first: Period, last: Period, value: Q) -> Result<Self, SeriesError> {
        let ordered = first.periods_until(last).is_some_and(|between| between >= 0);
        if !ordered || first.calendar_year() != last.calendar_year() {
            return Err(SeriesError::BadReading { first: first.to_string(), last: last.to_string() });
        }
        Ok(Self { first, last, value })
    }

    /// The first period it counts.
    pub fn first(&self) -> Period {
        self.first
    }

    /// The last period it counts.
    pub fn last(&self) -> Period {
        self.last
    }

    /// What was counted.
    pub fn value(&self) -> Q {
        self.value
    }

    /// The same periods with another value.
    pub fn with_value(self, value: Q) -> Self {
        Self { value, ..self }
    }

    pub(super) fn year(&self) -> i32 {
        self.first.calendar_year()
    }

    pub(super) fn months(&self) -> Months {
        let month = |period: Period| usize::from(period.first_day().civil().1);
        let end = self.last.plus(1);
        let last = if end.calendar_year() > self.year() { 12 } else { month(end) - 1 };
        Months { from: month(self.first) - 1, to: last }
    }

    /// How many days it counts.
    pub(super) fn days(&self) -> f64 {
        f64::from(self.first.first_day().days_until(self.last.plus(1).first_day()))
    }
}

impl<Q> fmt::Display for Reading<Q> {
    /// The periods: `2024`, `2023-01 to 2023-10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{} to {}", self.first, self.last)
        }
    }
}

/// Months of a year, from the first (0) to before the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Months {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Months {
    /// All twelve.
    pub(super) const YEAR: Self = Self { from: 0, to: 12 };

    /// Their days over those of the year.
    pub(super) fn share(self, year: i32) -> f64 {
        let month =
            |month: usize| u8::try_from(month + 1).ok().and_then(|month| Period::month(year, month).ok());
        (self.from..self.to).filter_map(month).map(Period::years).sum()
    }

    /// The years between the middle of these months and the middle of the others, which they leave on one side or both.
    pub(super) fn apart(self) -> f64 {
        let before = self.from as f64;
        let after = (12 - self.to) as f64;
        let inside = (self.to - self.from) as f64;
        // The middle of months on one side is half of both lengths away.
        let weighted = before * (inside + before) / 2.0 + after * (inside + after) / 2.0;
        if before + after == 0.0 { 0.0 } else { weighted / (before + after) / 12.0 }
    }
}

/// The calendar year, as a period.
pub(super) fn year_of(year: i32) -> Option<Period> {
    Period::year(year).ok().map(|year| Period::containing(year.first_day(), Frequency::Year))
}
