use std::fmt;
use std::str::FromStr;

use super::{CalendarError, Date, Frequency};

/// A length of time on the calendar: years and months keep the day of the month, days count.
///
/// ```
/// use corridor::calendar::{Date, Duration};
///
/// let slip: Duration = "2 yr".parse()?;
/// assert_eq!(slip.after(Date::new(2026, 7, 1)?), Date::new(2028, 7, 1)?);
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "delay")]
pub enum Duration {
    /// So many months; a year is twelve.
    Months(i32),
    /// So many days.
    Days(i32),
}

impl Duration {
    /// No time.
    pub const ZERO: Self = Self::Days(0);

    /// So many years.
    pub const fn years(years: i32) -> Self {
        Self::Months(years.saturating_mul(12))
    }

    /// The date this long after `date`, held at the ends of the calendar.
    pub fn after(self, date: Date) -> Date {
        match self {
            Duration::Months(months) => date.plus_months(months),
            Duration::Days(days) => date.plus_days(days),
        }
    }

    /// How many whole periods of a frequency it holds; a day is 1/365 of a year.
    ///
    /// ```
    /// use corridor::calendar::{Duration, Frequency};
    ///
    /// assert_eq!(Duration::Months(7).whole_periods(Frequency::Quarter), 2);
    /// assert_eq!(Duration::Days(45).whole_periods(Frequency::Month), 1);
    /// ```
    pub fn whole_periods(self, frequency: Frequency) -> usize {
        let per_year = i64::from(frequency.per_year());
        let periods = match self {
            Duration::Months(months) => i64::from(months) * per_year / 12,
            Duration::Days(days) => i64::from(days) * per_year / 365,
        };
        usize::try_from(periods).unwrap_or(0)
    }

    /// The same length backwards.
    pub fn reversed(self) -> Self {
        match self {
            Duration::Months(months) => Duration::Months(months.saturating_neg()),
            Duration::Days(days) => Duration::Days(days.saturating_neg()),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Duration::Months(months) if months % 12 == 0 => write!(f, "{} yr", months / 12),
            Duration::Months(months) => write!(f, "{months} mo"),
            Duration::Days(days) => write!(f, "{days} d"),
        }
    }
}

impl FromStr for Duration {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let not_a_duration = || CalendarError::NotADuration { given: text.to_owned() };
        let trimmed = text.trim();
        let split = trimmed.find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '+'));
        let (count, unit) = trimmed.split_at(split.ok_or_else(not_a_duration)?);
        let count: i32 = count.parse().map_err(|_| not_a_duration())?;
        match unit.trim() {
            "yr" | "a" | "y" | "year" | "years" => Ok(Self::years(count)),
            "mo" | "month" | "months" => Ok(Self::Months(count)),
            "d" | "day" | "days" => Ok(Self::Days(count)),
            _ => Err(not_a_duration()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_both_ways() {
        for (given, duration, printed) in [
            ("2 yr", Duration::Months(24), "2 yr"),
            ("18 mo", Duration::Months(18), "18 mo"),
            ("10 d", Duration::Days(10), "10 d"),
            ("-1 year", Duration::Months(-12), "-1 yr"),
        ] {
            assert_eq!(given.parse(), Ok(duration));
            assert_eq!(duration.to_string(), printed);
        }
        for bad in ["", "2", "yr", "2.5 yr", "2 weeks", "99999999999 d"] {
            assert!(bad.parse::<Duration>().is_err(), "{bad}");
        }
    }
}
