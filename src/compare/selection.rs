use std::fmt;
use std::str::FromStr;

use crate::calendar::{Horizon, Period};
use crate::evaluate::{Entry, Indicator};
use crate::evidence::nearest;

use super::{Column, Pattern, SelectionError};

/// The periods from one to another, both included; an open end reaches to the end of the horizon.
///
/// Written `2027`, `2025..2030`, `2030..` or `..2024`. A year takes in its quarters and months.
///
/// ```
/// use corridor::compare::PeriodRange;
///
/// let range: PeriodRange = "2025..2026-Q2".parse()?;
/// assert!(range.contains("2026-03".parse()?) && !range.contains("2026-07".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodRange {
    first: Option<Period>,
    last: Option<Period>,
}

impl PeriodRange {
    /// From one period to another.
    pub fn new(first: Option<Period>, last: Option<Period>) -> Self {
        Self { first, last }
    }

    /// Whether all days of a period are in it.
    pub fn contains(&self, period: Period) -> bool {
        let from = self.first.is_none_or(|first| first.first_day() <= period.first_day());
        from && self.last.is_none_or(|last| period.plus(1).first_day() <= last.plus(1).first_day())
    }
}

impl From<Period> for PeriodRange {
    fn from(period: Period) -> Self {
        Self { first: Some(period), last: Some(period) }
    }
}

impl FromStr for PeriodRange {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        let end = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse().map(Some),
        };
        let range = match text.split_once("..") {
            None => text.parse::<Period>().map(Self::from),
            Some((first, last)) => end(first).and_then(|first| Ok(Self { first, last: end(last)? })),
        };
        range.map_err(|_| SelectionError::NotPeriods { given: text.to_owned() })
    }
}

impl fmt::Display for PeriodRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |period: Option<Period>| period.map(|period| period.to_string()).unwrap_or_default();
        if self.first == self.last && self.first.is_some() {
            return f.pad(&end(self.first));
        }
        f.pad(&format!("{}..{}", end(self.first), end(self.last)))
    }
}

/// Which values of a result are wanted. Nothing given for a column selects all of it.
///
/// ```
/// use corridor::compare::{PeriodRange, Selection};
/// use corridor::evaluate::Indicator;
///
/// let late: PeriodRange = "2030..".parse()?;
/// let selection = Selection::new().indicator(Indicator::Utilisation).subject("*-port").periods(late);
/// assert!(selection.accepts(Indicator::Utilisation, "poti-port", "2035".parse()?));
/// assert!(!selection.accepts(Indicator::Utilisation, "poti-port", "2029".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[doc(alias = "filter")]
pub struct Selection {
    indicators: Vec<Indicator>,
    subjects: Vec<Pattern>,
    periods: Vec<PeriodRange>,
}

impl Selection {
    /// Everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// This indicator (also, if called again).
    pub fn indicator(mut self, indicator: Indicator) -> Self {
        self.indicators.push(indicator);
        self
    }

    /// Subjects of this pattern (also, if called again).
    pub fn subject(mut self, pattern: impl Into<Pattern>) -> Self {
        self.subjects.push(pattern.into());
        self
    }

    /// Periods of this range (also, if called again).
    pub fn periods(mut self, range: impl Into<PeriodRange>) -> Self {
        self.periods.push(range.into());
        self
    }

    /// Whether it leaves nothing out.
    pub fn is_everything(&self) -> bool {
        self.indicators.is_empty() && self.subjects.is_empty() && self.periods.is_empty()
    }

    /// Whether a value of an indicator of a subject in a period is wanted.
    pub fn accepts(&self, indicator: Indicator, subject: &str, period: Period) -> bool {
        self.accepts_entry(indicator, subject) && self.accepts_period(period)
    }

    /// Whether values of an indicator of a subject are wanted.
    pub fn accepts_entry(&self, indicator: Indicator, subject: &str) -> bool {
        let indicators = self.indicators.is_empty() || self.indicators.contains(&indicator);
        indicators && (self.subjects.is_empty() || self.subjects.iter().any(|own| own.matches(subject)))
    }

    /// Whether values of a period are wanted.
    pub fn accepts_period(&self, period: Period) -> bool {
        self.periods.is_empty() || self.periods.iter().any(|range| range.contains(period))
    }

    /// Checks that each subject and each range of periods fits something in a result, so that a mistyped name
    /// is told and not answered with an empty table.
    ///
    /// # Errors
    /// A pattern that fits no subject of the selected indicators, a range without a period of the horizon.
    pub fn check(&self, entries: &[Entry], horizon: Horizon) -> Result<(), SelectionError> {
        for pattern in &self.subjects {
            self.check_subject(pattern, entries)?;
        }
        let empty = self.periods.iter().find(|range| !horizon.periods().any(|period| range.contains(period)));
        match empty {
            None => Ok(()),
            Some(range) => Err(SelectionError::NoPeriod { given: range.to_string(), horizon }),
        }
    }

    fn check_subject(&self, pattern: &Pattern, entries: &[Entry]) -> Result<(), SelectionError> {
        let chosen =
            |entry: &&Entry| self.indicators.is_empty() || self.indicators.contains(&entry.indicator);
        let subjects = || entries.iter().filter(chosen).map(|entry| &*entry.subject);
        if subjects().any(|subject| pattern.matches(subject)) {
            return Ok(());
        }
        Err(SelectionError::NoSubject {
            given: pattern.to_string(),
            indicators: self.indicators.clone(),
            nearest: nearest(pattern.as_str(), subjects()).map(str::to_owned),
        })
    }
}

/// Reads the word of an indicator.
///
/// ```
/// use corridor::compare::read_indicator;
/// use corridor::evaluate::Indicator;
///
/// assert_eq!(read_indicator("utilisation"), Ok(Indicator::Utilisation));
/// assert!(read_indicator("utilization").unwrap_err().to_string().contains("did you mean `utilisation`?"));
/// ```
///
/// # Errors
/// Another word, with the nearest one.
pub fn read_indicator(text: &str) -> Result<Indicator, SelectionError> {
    text.parse().map_err(|_| SelectionError::NoIndicator {
        given: text.to_owned(),
        nearest: nearest(text.trim(), Indicator::WORDS.iter().copied()).map(str::to_owned),
    })
}

/// Reads the word of a column to sort by.
///
/// # Errors
/// Another word, with the nearest one.
pub fn read_column(text: &str) -> Result<Column, SelectionError> {
    text.parse().map_err(|_| SelectionError::NoColumn {
        given: text.to_owned(),
        nearest: nearest(text.trim(), Column::WORDS.iter().copied()).map(str::to_owned),
        allowed: Column::WORDS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;

    fn entries() -> Vec<Entry> {
        let entry = |indicator, subject: &str| Entry { indicator, subject: subject.into(), unit: Unit::One };
        vec![entry(Indicator::Utilisation, "poti-port"), entry(Indicator::Fulfilment, "kz-oil")]
    }

    #[test]
    fn ranges_read_and_print() {
        for (text, printed, inside, outside) in [
            ("2027", "2027", "2027-Q4", "2028-Q1"),
            ("2025..2030", "2025..2030", "2030", "2031"),
            ("..2024", "..2024", "1999", "2025"),
            ("2030-Q2..", "2030-Q2..", "2030-04", "2030-03"),
            ("2027-11", "2027-11", "2027-11", "2027-Q4"),
            ("..", "..", "2000", ""),
        ] {
            let range: PeriodRange = text.parse().unwrap();
            assert_eq!(range.to_string(), printed);
            assert!(range.contains(inside.parse().unwrap()), "{text}");
            assert!(outside.parse().map_or(true, |period| !range.contains(period)), "{text}");
        }
        for bad in ["", "x", "2025-2030", "2025..x", "2025...2030"] {
            assert!(bad.parse::<PeriodRange>().is_err(), "{bad}");
        }
    }

    #[test]
    fn what_fits_nothing_is_told() {
        let horizon = Horizon::years(2022, 2040).unwrap();
        let message = |selection: Selection| selection.check(&entries(), horizon).unwrap_err().to_string();
        assert_eq!(Selection::new().subject("p*").check(&entries(), horizon), Ok(()));
        assert_eq!(
            message(Selection::new().subject("poti-prot")),
            "no subject fits `poti-prot`: did you mean `poti-port`?"
        );
        assert_eq!(
            message(Selection::new().indicator(Indicator::Fulfilment).subject("poti-port")),
            "no subject of fulfilment fits `poti-port`"
        );
        assert_eq!(
            message(Selection::new().periods("2041..".parse::<PeriodRange>().unwrap())),
            "no period of the study is in `2041..`: it runs over 2022 to 2040"
        );
    }
}
