use std::fmt;

use super::{Date, Period, period::days_in_year};

/// A stretch of days: from its first day up to, not including, its end.
///
/// It may be empty, never backward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    first: Date,
    end: Date,
}

impl Span {
    /// All days there are.
    pub const ALWAYS: Self = Self { first: Date::MIN, end: Date::MAX };

    /// From `first` up to, not including, `end`; empty if `end` is not after `first`.
    pub fn between(first: Date, end: Date) -> Self {
        Self { first, end: end.max(first) }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        self.first
    }

    /// The day after its last.
    pub fn end(self) -> Date {
        self.end
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        self.first.days_until(self.end)
    }

    /// Whether it has no day.
    pub fn is_empty(self) -> bool {
        self.first >= self.end
    }

    /// The days in both.
    pub fn overlap(self, other: Self) -> Self {
        Self::between(self.first.max(other.first), self.end.min(other.end))
    }

    /// The share of a period's days that are in the span, from 0 to 1.
    pub fn share_of(self, period: Period) -> f64 {
        f64::from(self.overlap(period.span()).days()) / f64::from(period.days())
    }

    /// How much of a year of `period` the span covers: days in both over the days of the calendar year.
    ///
    /// A rate per year times this is the volume of the period.
    pub fn years_in(self, period: Period) -> f64 {
        f64::from(self.overlap(period.span()).days()) / days_in_year(period.calendar_year())
    }
}

impl From<Date> for Span {
    /// From a date on, without end.
    fn from(first: Date) -> Self {
        Self::between(first, Date::MAX)
    }
}

impl From<Period> for Span {
    fn from(period: Period) -> Self {
        period.span()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first > Date::MIN, self.end < Date::MAX) {
            (false, false) => f.write_str("throughout"),
            (true, false) => write!(f, "from {}", self.first),
            (false, true) => write!(f, "until {}", self.end.plus_days(-1)),
            (true, true) => write!(f, "from {} until {}", self.first, self.end.plus_days(-1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_within_a_period_counts_its_days() {
        let running = Span::from(Date::new(2023, 3, 23).unwrap());
        let year: Period = "2023".parse().unwrap();
        let quarter: Period = "2023-Q1".parse().unwrap();
        assert_eq!(running.years_in(year), 284.0 / 365.0);
        assert_eq!(running.years_in(quarter), 9.0 / 365.0);
        assert_eq!(running.share_of(quarter), 0.1);
        assert_eq!(running.years_in("2022".parse().unwrap()), 0.0);
        assert_eq!(running.years_in("2024".parse().unwrap()), 1.0);
    }

    #[test]
    fn empty_spans_stay_empty() {
        let day = Date::new(2024, 2, 29).unwrap();
        let empty = Span::between(day, day.plus_days(-3));
        assert!(empty.is_empty() && empty.days() == 0);
        assert_eq!(Span::ALWAYS.overlap(empty), empty);
        assert_eq!(Span::from(day).to_string(), "from 2024-02-29");
    }
}
