use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::CalendarError;

/// A civil date of the years 1 to 9999.
///
/// ```
/// use corridor::calendar::Date;
///
/// let signed: Date = "2022-11-11".parse()?;
/// assert_eq!(signed.plus_days(51), Date::new(2023, 1, 1)?);
/// assert!(Date::new(2023, 2, 29).is_err());
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    day_number: i32,
}

/// The day number of 1 January of year 1.
const FIRST_DAY: i32 = -719_162;
/// The day number of 31 December 9999.
const LAST_DAY: i32 = 2_932_896;

impl Date {
    /// The first date there is: 1 January of year 1.
    pub const MIN: Self = Self { day_number: FIRST_DAY };
    /// The last date there is: 31 December 9999.
    pub const MAX: Self = Self { day_number: LAST_DAY };

    /// The date of a year, month (1–12) and day (1–31).
    ///
    /// # Errors
    /// A day that the calendar does not have.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, CalendarError> {
        let in_range = (1..=9999).contains(&year) && (1..=12).contains(&month);
        if !in_range || day == 0 || day > days_in_month(year, month) {
            return Err(CalendarError::NoSuchDate { year, month, day });
        }
        Ok(Self { day_number: days_from_civil(year, month, day) })
    }

    /// The first day of a month of a year; the year is clamped to 1–9999 and the month to 1–12.
    pub(super) fn month_start(year: i32, month: u8) -> Self {
        if year > 9999 {
            return Self::MAX;
        }
        Self { day_number: days_from_civil(year.max(1), month.clamp(1, 12), 1) }
    }

    /// Year, month and day.
    pub fn civil(self) -> (i32, u8, u8) {
        civil_from_days(self.day_number)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// The date so many days later (earlier if negative), held at the ends of the calendar.
    pub fn plus_days(self, days: i32) -> Self {
        Self { day_number: self.day_number.saturating_add(days).clamp(FIRST_DAY, LAST_DAY) }
    }

    /// The date so many months later; the day is the month's last where the month is too short.
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.civil();
        let ordinal = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        let Ok(year) = i32::try_from(ordinal.div_euclid(12)) else { return Self::MAX };
        let month = u8::try_from(ordinal.rem_euclid(12) + 1).unwrap_or(12);
        match year {
            ..1 => Self::MIN,
            10_000.. => Self::MAX,
            _ => Self { day_number: days_from_civil(year, month, day.min(days_in_month(year, month))) },
        }
    }

    /// Days from `self` to `later`; negative if `later` is earlier.
    pub fn days_until(self, later: Self) -> i32 {
        later.day_number - self.day_number
    }
}

/// Whether a year of the Gregorian calendar has 29 February.
pub(super) fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a civil date: years are counted from March, so that a leap day ends its year.
fn days_from_civil(year: i32, month: u8, day: u8) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (i32::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i32::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The civil date of a number of days since 1970-01-01.
fn civil_from_days(day_number: i32) -> (i32, u8, u8) {
    let shifted = day_number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + i32::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let not_a_date = || CalendarError::NotADate { given: text.to_owned() };
        let parts: Vec<&str> = text.trim().split('-').collect();
        let [year, month, day] = parts[..] else { return Err(not_a_date()) };
        let year = year.parse().map_err(|_| not_a_date())?;
        let month = month.parse().map_err(|_| not_a_date())?;
        Self::new(year, month, day.parse().map_err(|_| not_a_date())?)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_goes_there_and_back() {
        let mut expected = Date::new(1799, 12, 31).unwrap();
        for year in 1800..2200 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let date = Date::new(year, month, day).unwrap();
                    assert_eq!(expected.days_until(date), 1);
                    assert_eq!(date.civil(), (year, month, day));
                    assert_eq!(date.to_string().parse(), Ok(date));
                    expected = date;
                }
            }
        }
    }

    #[test]
    fn known_days() {
        assert_eq!(Date::new(1970, 1, 1).unwrap().day_number, 0);
        assert_eq!(Date::new(2000, 3, 1).unwrap().day_number, 11_017);
        assert_eq!(Date::MIN.civil(), (1, 1, 1));
        assert_eq!(Date::MAX.civil(), (9999, 12, 31));
    }

    #[test]
    fn months_do_not_drift() {
        let end = Date::new(2024, 1, 31).unwrap();
        assert_eq!(end.plus_months(1), Date::new(2024, 2, 29).unwrap());
        assert_eq!(end.plus_months(2), Date::new(2024, 3, 31).unwrap());
        assert_eq!(end.plus_months(-2), Date::new(2023, 11, 30).unwrap());
        assert_eq!(end.plus_months(i32::MAX), Date::MAX);
        assert_eq!(end.plus_days(i32::MIN), Date::MIN);
    }

    #[test]
    fn bad_dates_are_told() {
        for bad in ["", "2023", "2023-13-01", "2023-02-29", "2023-1-1-1", "x-01-01", "0-01-01", "2023-00-10"]
        {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }
}
