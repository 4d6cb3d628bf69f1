use std::fmt;
use std::str::FromStr;

use super::{CalendarError, Period};

/// Months or quarters of one year that are counted together: January to October.
///
/// ```
/// use corridor::calendar::Stretch;
///
/// let ten_months: Stretch = "2023-01 to 2023-10".parse()?;
/// assert_eq!(ten_months.last().to_string(), "2023-10");
/// assert!("2023-10 to 2024-01".parse::<Stretch>().is_err());
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "year to date")]
#[doc(alias = "part of a year")]
pub struct Stretch {
    first: Period,
    last: Period,
}

/// What stands between the two periods.
const TO: &str = " to ";

impl Stretch {
    /// From a first to a last month or quarter, both included.
    ///
    /// # Errors
    /// Periods of two lengths, in the wrong order, or of two years.
    pub fn new(first: Period, last: Period) -> Result<Self, CalendarError> {
        let ordered = first.periods_until(last).is_some_and(|between| between >= 0);
        if ordered && first.calendar_year() == last.calendar_year() {
            return Ok(Self { first, last });
        }
        Err(CalendarError::NotAStretch { given: format!("{first}{TO}{last}") })
    }

    /// The first period.
    pub fn first(self) -> Period {
        self.first
    }

    /// The last period.
    pub fn last(self) -> Period {
        self.last
    }

    /// Its length in years: its days over those of its calendar year.
    pub fn years(self) -> f64 {
        let count = self.first.periods_until(self.last).unwrap_or(0);
        (0..=count).map(|place| self.first.plus(place).years()).sum()
    }
}

impl From<Period> for Stretch {
    fn from(period: Period) -> Self {
        Self { first: period, last: period }
    }
}

impl fmt::Display for Stretch {
    /// `2023-01 to 2023-10`; a single period by itself.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        if self.first == self.last { Ok(()) } else { write!(f, "{TO}{}", self.last) }
    }
}

impl FromStr for Stretch {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        match text.split_once(TO) {
            Some((first, last)) => Self::new(first.parse()?, last.parse()?),
            None => text.parse::<Period>().map(Self::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_part_of_a_year_is_told() {
        for bad in
            ["2023-10 to 2023-01", "2023-10 to 2024-02", "2023-01 to 2023-Q3", "2023 to 2024", "2023-01 to x"]
        {
            assert!(bad.parse::<Stretch>().is_err(), "{bad}");
        }
        let error = "2023-10 to 2024-02".parse::<Stretch>().unwrap_err().to_string();
        assert!(
            error.starts_with("`2023-10 to 2024-02` is no part of one year: write its first and last"),
            "{error}"
        );
    }

    #[test]
    fn texts_are_read_back() {
        for text in ["2023-01 to 2023-10", "2023-Q1 to 2023-Q3", "2023-04", "2023"] {
            assert_eq!(text.parse::<Stretch>().unwrap().to_string(), text);
        }
        let ten: Stretch = "2023-01 to 2023-10".parse().unwrap();
        assert!((ten.years() - 304.0 / 365.0).abs() < 1e-12);
    }
}
