use std::fmt;
use std::ops::{RangeFrom, RangeFull, RangeInclusive, RangeToInclusive};
use std::str::FromStr;

use crate::calendar::{CalendarError, Date, Period, Span};

/// A day or a period, as an end of a window: `2027`, `2027-Q1`, `2027-03`, `2027-03-23`.
///
/// ```
/// use corridor::calendar::Date;
/// use corridor::scenario::Moment;
///
/// let spring: Moment = "2027-Q2".parse()?;
/// assert_eq!(spring.first_day(), Date::new(2027, 4, 1)?);
/// assert_eq!("2027-03-23".parse::<Moment>()?, Moment::Day(Date::new(2027, 3, 23)?));
/// assert!("spring".parse::<Moment>().is_err());
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "instant")]
pub enum Moment {
    /// A day.
    Day(Date),
    /// A period: all its days.
    Period(Period),
}

impl Moment {
    /// Its first day.
    pub fn first_day(self) -> Date {
        match self {
            Moment::Day(day) => day,
            Moment::Period(period) => period.first_day(),
        }
    }

    /// The day after its last.
    fn end(self) -> Date {
        match self {
            Moment::Day(day) => day.plus_days(1),
            Moment::Period(period) => period.span().end(),
        }
    }
}

impl From<Date> for Moment {
    fn from(day: Date) -> Self {
        Moment::Day(day)
    }
}

impl From<Period> for Moment {
    fn from(period: Period) -> Self {
        Moment::Period(period)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Day(day) => day.fmt(f),
            Moment::Period(period) => period.fmt(f),
        }
    }
}

impl FromStr for Moment {
    type Err = CalendarError;

    /// A date if the text has three parts, else a period.
    fn from_str(text: &str) -> Result<Self, CalendarError> {
        match text.split('-').count() {
            3 => text.parse().map(Moment::Day),
            _ => text.parse().map(Moment::Period),
        }
    }
}

/// When a change holds: from a first to a last day or period, both included, or without end on either side.
///
/// Where a window is asked for, a period, a range of periods or days, or `..` for always will do:
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::scenario::Window;
///
/// let (first, last) = (Period::month(2027, 1)?, Period::month(2027, 3)?);
/// assert_eq!(Window::from(first..=last).to_string(), "from 2027-01 until 2027-03");
/// assert_eq!(Window::from(first..).to_string(), "from 2027-01");
/// assert_eq!(Window::from(first).span().days(), 31);
/// assert_eq!(Window::from(..), Window::ALWAYS);
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "interval")]
pub struct Window {
    /// The first day or period; none: always before.
    pub from: Option<Moment>,
    /// The last day or period, itself included; none: without end.
    pub until: Option<Moment>,
}

impl Window {
    /// All days there are.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// Its days; none if it ends before it begins.
    pub fn span(self) -> Span {
        let first = self.from.map_or(Date::MIN, Moment::first_day);
        Span::between(first, self.until.map_or(Date::MAX, Moment::end))
    }
}

impl From<RangeFull> for Window {
    fn from(_: RangeFull) -> Self {
        Self::ALWAYS
    }
}

impl<T: Into<Moment> + Copy> From<T> for Window {
    /// All of one day or period.
    fn from(moment: T) -> Self {
        Self { from: Some(moment.into()), until: Some(moment.into()) }
    }
}

impl<T: Into<Moment>> From<RangeFrom<T>> for Window {
    fn from(range: RangeFrom<T>) -> Self {
        Self { from: Some(range.start.into()), until: None }
    }
}

impl<T: Into<Moment> + Copy> From<RangeInclusive<T>> for Window {
    fn from(range: RangeInclusive<T>) -> Self {
        Self { from: Some((*range.start()).into()), until: Some((*range.end()).into()) }
    }
}

impl<T: Into<Moment>> From<RangeToInclusive<T>> for Window {
    fn from(range: RangeToInclusive<T>) -> Self {
        Self { from: None, until: Some(range.end.into()) }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (None, None) => f.write_str("throughout"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (Some(from), Some(until)) if from == until => write!(f, "in {from}"),
            (Some(from), Some(until)) => write!(f, "from {from} until {until}"),
        }
    }
}
