use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{CalendarError, Date, Span, date::is_leap};

/// How long the periods of a horizon are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// Calendar years.
    Year,
    /// Calendar quarters.
    Quarter,
    /// Calendar months.
    Month,
}

impl Frequency {
    /// Periods of this length in a year: 1, 4 or 12.
    pub const fn per_year(self) -> i32 {
        match self {
            Frequency::Year => 1,
            Frequency::Quarter => 4,
            Frequency::Month => 12,
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Frequency::Year => "year",
            Frequency::Quarter => "quarter",
            Frequency::Month => "month",
        })
    }
}

/// A calendar year, quarter or month.
///
/// Periods of one frequency are numbered, so that period *k* of a horizon is its first plus *k* and month
/// ends do not drift. Periods order by their first day, then the longer first.
///
/// ```
/// use corridor::calendar::Period;
///
/// let quarter: Period = "2027-Q4".parse()?;
/// assert_eq!(quarter.plus(1).to_string(), "2028-Q1");
/// assert_eq!(quarter.years(), 92.0 / 365.0);
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "time step")]
pub struct Period {
    frequency: Frequency,
    /// Periods of the frequency since year 0.
    ordinal: i32,
}

impl Period {
    /// A calendar year from 1 to 9999.
    ///
    /// # Errors
    /// A year out of that range.
    pub fn year(year: i32) -> Result<Self, CalendarError> {
        Self::within_year(Frequency::Year, year, 0)
    }

    /// A quarter (1–4) of a year.
    ///
    /// # Errors
    /// A year or quarter out of range.
    pub fn quarter(year: i32, quarter: u8) -> Result<Self, CalendarError> {
        Self::within_year(Frequency::Quarter, year, i32::from(quarter) - 1)
    }

    /// A month (1–12) of a year.
    ///
    /// # Errors
    /// A year or month out of range.
    pub fn month(year: i32, month: u8) -> Result<Self, CalendarError> {
        Self::within_year(Frequency::Month, year, i32::from(month) - 1)
    }

    fn within_year(frequency: Frequency, year: i32, index: i32) -> Result<Self, CalendarError> {
        if !(1..=9999).contains(&year) || !(0..frequency.per_year()).contains(&index) {
            return Err(CalendarError::NotAPeriod { given: format!("{frequency} {} of {year}", index + 1) });
        }
        Ok(Self { frequency, ordinal: year * frequency.per_year() + index })
    }

    /// The period of a frequency that holds a date.
    pub fn containing(date: Date, frequency: Frequency) -> Self {
        let (year, month, _) = date.civil();
        let index = (i32::from(month) - 1) * frequency.per_year() / 12;
        Self { frequency, ordinal: year * frequency.per_year() + index }
    }

    /// Its frequency.
    pub fn frequency(self) -> Frequency {
        self.frequency
    }

    /// The calendar year it is in.
    pub fn calendar_year(self) -> i32 {
        self.ordinal.div_euclid(self.frequency.per_year())
    }

    /// The period so many periods later (earlier if negative).
    pub fn plus(self, periods: i32) -> Self {
        Self { ordinal: self.ordinal.saturating_add(periods), ..self }
    }

    /// How many periods `later` is after this one; `None` if it is of another frequency.
    pub fn periods_until(self, later: Self) -> Option<i32> {
        (self.frequency == later.frequency).then(|| later.ordinal - self.ordinal)
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        let months = self.ordinal.rem_euclid(self.frequency.per_year()) * 12 / self.frequency.per_year();
        Date::month_start(self.calendar_year(), u8::try_from(months + 1).unwrap_or(1))
    }

    /// Its days.
    pub fn span(self) -> Span {
        Span::between(self.first_day(), self.plus(1).first_day())
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        self.first_day().days_until(self.plus(1).first_day())
    }

    /// Its length in years: its days over those of its calendar year.
    pub fn years(self) -> f64 {
        f64::from(self.days()) / days_in_year(self.calendar_year())
    }

    /// Whether all its days are in `other`.
    pub fn is_within(self, other: Self) -> bool {
        self.first_day() >= other.first_day() && self.plus(1).first_day() <= other.plus(1).first_day()
    }

    /// The middle of the period in years since year 0, for rules that run over continuous time.
    pub fn midpoint(self) -> f64 {
        (f64::from(self.ordinal) + 0.5) / f64::from(self.frequency.per_year())
    }
}

/// Days of a calendar year.
pub(super) fn days_in_year(year: i32) -> f64 {
    if is_leap(year) { 366.0 } else { 365.0 }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first_day(), self.frequency).cmp(&(other.first_day(), other.frequency))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.calendar_year();
        let index = self.ordinal.rem_euclid(self.frequency.per_year()) + 1;
        match self.frequency {
            Frequency::Year => f.pad(&format!("{year:04}")),
            Frequency::Quarter => f.pad(&format!("{year:04}-Q{index}")),
            Frequency::Month => f.pad(&format!("{year:04}-{index:02}")),
        }
    }
}

impl FromStr for Period {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let not_a_period = || CalendarError::NotAPeriod { given: text.to_owned() };
        let trimmed = text.trim();
        let (year, part) = trimmed.split_once('-').map_or((trimmed, None), |(year, part)| (year, Some(part)));
        let year = year.parse().map_err(|_| not_a_period())?;
        let number = |text: &str| text.parse::<u8>().map_err(|_| not_a_period());
        match part {
            None => Self::year(year),
            Some(part) => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => Self::quarter(year, number(quarter)?),
                None => Self::month(year, number(part)?),
            },
        }
        .map_err(|_| not_a_period())
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_tile_the_years() {
        for frequency in [Frequency::Year, Frequency::Quarter, Frequency::Month] {
            let mut period = Period::containing(Date::new(1999, 1, 1).unwrap(), frequency);
            for year in 1999..2030 {
                let mut years = 0.0;
                for _ in 0..frequency.per_year() {
                    assert_eq!(period.calendar_year(), year);
                    assert_eq!(period.to_string().parse(), Ok(period));
                    assert_eq!(Period::containing(period.first_day(), frequency), period);
                    years += period.years();
                    period = period.plus(1);
                }
                assert!((years - 1.0_f64).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn periods_nest_and_order() {
        let year: Period = "2027".parse().unwrap();
        let quarter: Period = "2027-q2".parse().unwrap();
        let month: Period = "2027-05".parse().unwrap();
        assert!(month.is_within(quarter) && quarter.is_within(year) && !year.is_within(quarter));
        assert!(year < quarter && quarter < month);
        assert_eq!(quarter.periods_until(year), None);
        assert_eq!(quarter.days(), 91);
        assert_eq!(year.midpoint(), 2027.5);
    }

    #[test]
    fn bad_periods_are_told() {
        for bad in ["", "27-13", "2027-Q5", "2027-Q0", "2027-00", "0", "10000", "2027-Q", "x"] {
            assert!(matches!(bad.parse::<Period>(), Err(CalendarError::NotAPeriod { .. })), "{bad}");
        }
    }
}
