use std::fmt;
use std::str::FromStr;

use crate::evaluate::{Entry, Indicator};
use crate::evidence::nearest;

use super::{PeriodRange, SelectionError, read_indicator};

/// A question to an ensemble: how likely is it that an indicator of a subject reaches a value in some periods?
///
/// Written `corridor-volume:middle@2030=10 Mt`, the value in any unit of its kind. The periods may be a range, as in
/// `@2030..2035`; without them all are meant.
///
/// ```
/// use corridor::compare::Question;
/// use corridor::evaluate::{Entry, Indicator};
/// use corridor::quantity::{Measure, Unit};
///
/// let question: Question = "corridor-volume:middle@2030..=10 Mt".parse()?;
/// let unit = Unit::Volume(Measure::Mass);
/// let entries = [Entry { indicator: Indicator::CorridorVolume, subject: "middle".into(), unit }];
/// assert_eq!(question.at_least(&entries)?, 10e6);
/// assert!(question.periods().contains("2031".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "exceedance")]
pub struct Question {
    indicator: Indicator,
    subject: String,
    periods: PeriodRange,
    value: String,
}

impl Question {
    /// The indicator it asks about.
    pub fn indicator(&self) -> Indicator {
        self.indicator
    }

    /// The subject it asks about.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The periods it asks about.
    pub fn periods(&self) -> PeriodRange {
        self.periods
    }

    /// The value to be reached, as it was written.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Whether it is about an indicator of a subject.
    pub fn is_about(&self, indicator: Indicator, subject: &str) -> bool {
        self.indicator == indicator && self.subject == subject
    }

    /// The value to be reached, in the base unit that it has among these entries.
    ///
    /// # Errors
    /// A subject that none of the entries has for this indicator, and a value that is none in its unit.
    pub fn at_least(&self, entries: &[Entry]) -> Result<f64, SelectionError> {
        let entry = entries.iter().find(|entry| self.is_about(entry.indicator, &entry.subject));
        let entry = entry.ok_or_else(|| self.no_subject(entries))?;
        let told = |error| SelectionError::NoValue { given: self.to_string(), error };
        entry.unit.read(&self.value).map_err(told)
    }

    fn no_subject(&self, entries: &[Entry]) -> SelectionError {
        let of_indicator = entries.iter().filter(|entry| entry.indicator == self.indicator);
        SelectionError::NoSubject {
            given: self.subject.clone(),
            indicators: vec![self.indicator],
            nearest: nearest(&self.subject, of_indicator.map(|entry| &*entry.subject)).map(str::to_owned),
        }
    }
}

impl FromStr for Question {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        let no_question = || SelectionError::NoQuestion { given: text.to_owned() };
        let (asked, value) = text.rsplit_once('=').ok_or_else(no_question)?;
        let (indicator, asked) = asked.split_once(':').ok_or_else(no_question)?;
        let (subject, periods) = asked.rsplit_once('@').unwrap_or((asked, ".."));
        let (subject, value) = (subject.trim(), value.trim());
        if subject.is_empty() || value.is_empty() {
            return Err(no_question());
        }
        Ok(Self {
            indicator: read_indicator(indicator)?,
            subject: subject.to_owned(),
            periods: periods.parse()?,
            value: value.to_owned(),
        })
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}@{}={}", self.indicator, self.subject, self.periods, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Measure, Unit};

    fn entries() -> [Entry; 2] {
        let entry = |indicator, subject: &str, unit| Entry { indicator, subject: subject.into(), unit };
        [
            entry(Indicator::CorridorVolume, "middle", Unit::Volume(Measure::Mass)),
            entry(Indicator::Utilisation, "aktau-port", Unit::One),
        ]
    }

    #[test]
    fn questions_read_and_print() {
        for (text, printed, base) in [
            ("corridor-volume:middle@2030=10 Mt", "corridor-volume:middle@2030=10 Mt", 10e6),
            ("corridor-volume: middle = -10kt", "corridor-volume:middle@..=-10kt", -10e3),
            ("utilisation:aktau-port@2027..2030=95 %", "utilisation:aktau-port@2027..2030=95 %", 0.95),
        ] {
            let question: Question = text.parse().unwrap();
            assert_eq!(question.to_string(), printed);
            assert_eq!(question.at_least(&entries()), Ok(base));
        }
    }

    #[test]
    fn bad_questions_are_told() {
        let told = |text: &str| match text.parse::<Question>() {
            Ok(question) => question.at_least(&entries()).unwrap_err().to_string(),
            Err(error) => error.to_string(),
        };
        for (text, expected) in [
            ("", "write INDICATOR:SUBJECT@PERIODS=VALUE"),
            ("corridor-volume:middle@2030", "write INDICATOR:SUBJECT@PERIODS=VALUE"),
            ("corridor-volume=10 Mt", "write INDICATOR:SUBJECT@PERIODS=VALUE"),
            ("corridor-volume:@2030=10 Mt", "write INDICATOR:SUBJECT@PERIODS=VALUE"),
            ("corridor-volume:middle@2030=", "write INDICATOR:SUBJECT@PERIODS=VALUE"),
            ("corridor-volum:middle@2030=10 Mt", "did you mean `corridor-volume`?"),
            ("corridor-volume:midle@2030=10 Mt", "did you mean `middle`?"),
            ("corridor-volume:middle@soon=10 Mt", "`soon`"),
            ("corridor-volume:middle@2030=10 km", "its unit `km` is not one of t, kt"),
            ("utilisation:aktau-port@2030=NaN", "cannot read `NaN` as"),
        ] {
            assert!(told(text).contains(expected), "{text}: {}", told(text));
        }
    }
}
