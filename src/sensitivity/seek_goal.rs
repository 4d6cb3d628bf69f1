use std::fmt;
use std::str::FromStr;

use crate::calendar::Period;
use crate::evaluate::{Entry, Indicator, Wanted};

use super::SeekError;

/// On which side of a value a goal is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// At least so much: `=` or `>=`.
    AtLeast,
    /// At most so much: `<=`.
    AtMost,
}

impl Direction {
    /// Whether a value reaches another; one that is absent does not.
    pub fn is_reached(self, value: f64, goal: f64) -> bool {
        match self {
            Direction::AtLeast => value >= goal,
            Direction::AtMost => value <= goal,
        }
    }
}

/// A value that an indicator of a subject is to reach, written `corridor-volume:middle@2030=10 Mt`.
///
/// `>=` says the same as `=`; `<=` is for values that are to stay below. The period may be left out where periods are
/// what is asked for.
///
/// ```
/// use corridor::sensitivity::{Direction, Goal};
///
/// let goal: Goal = "utilisation:aktau-port@2030<=90 %".parse()?;
/// assert_eq!(goal.subject, "aktau-port");
/// assert_eq!(goal.direction, Direction::AtMost);
/// assert_eq!(goal.to_string(), "utilisation:aktau-port@2030<=90 %");
/// assert!("corridor-volume:middle=10 Mt".parse::<Goal>()?.period.is_none());
/// # Ok::<(), corridor::sensitivity::SeekError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "threshold")]
pub struct Goal {
    /// What is read off.
    pub indicator: Indicator,
    /// Of what.
    pub subject: String,
    /// When; none where it is left open.
    pub period: Option<Period>,
    /// From which side it is reached.
    pub direction: Direction,
    /// The value as it was written.
    pub value: String,
}

impl Goal {
    /// What is to be read off.
    ///
    /// # Errors
    /// A goal that leaves the period open.
    pub fn wanted(&self) -> Result<Wanted, SeekError> {
        let period = self.period.ok_or_else(|| SeekError::NoPeriod {
            indicator: self.indicator.to_string(),
            subject: self.subject.clone(),
        })?;
        Ok(Wanted::new(self.indicator, &self.subject, period))
    }

    /// The value in the base unit of an entry.
    ///
    /// # Errors
    /// Text that is no number of that unit.
    pub fn amount(&self, entry: &Entry) -> Result<f64, SeekError> {
        let told = |error| SeekError::Value { what: format!("the value of the goal `{self}`"), error };
        entry.unit.read(&self.value).map_err(told)
    }

    pub(super) fn is_about(&self, entry: &Entry) -> bool {
        self.indicator == entry.indicator && *self.subject == *entry.subject
    }
}

impl FromStr for Goal {
    type Err = SeekError;

    fn from_str(text: &str) -> Result<Self, SeekError> {
        let bad = || SeekError::Goal { given: text.to_owned() };
        let (left, value) = text.split_once('=').ok_or_else(bad)?;
        let (left, direction) = match (left.strip_suffix('<'), left.strip_suffix('>')) {
            (Some(left), _) => (left, Direction::AtMost),
            (None, at_least) => (at_least.unwrap_or(left), Direction::AtLeast),
        };
        if value.trim().is_empty() {
            return Err(bad());
        }
        // Without a period the rest is read with some period, which is then left out.
        let is_open = !left.contains('@');
        let read = if is_open { format!("{left}@2000") } else { left.to_owned() };
        let Wanted { indicator, subject, period } = read.parse().map_err(|error| match error {
            crate::evaluate::WantedError::Form { .. } => bad(),
            error => SeekError::from(error),
        })?;
        let period = (!is_open).then_some(period);
        Ok(Self { indicator, subject, period, direction, value: value.trim().to_owned() })
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let period = self.period.map(|period| format!("@{period}")).unwrap_or_default();
        let sign = match self.direction {
            Direction::AtLeast => "=",
            Direction::AtMost => "<=",
        };
        write!(f, "{}:{}{period}{sign}{}", self.indicator, self.subject, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_read_and_bad_ones_told() {
        for text in ["throughput:a@2030=1 Mt", "throughput:a=1 Mt", "utilisation:b@2030-Q2<=0.9"] {
            assert_eq!(text.parse::<Goal>().unwrap().to_string(), text);
        }
        assert_eq!("throughput:a@2030>=1".parse::<Goal>().unwrap().to_string(), "throughput:a@2030=1");
        for (text, message) in [
            ("throughput:a@2030", "cannot read `throughput:a@2030` as a goal"),
            ("throughput:a@2030= ", "as a goal"),
            ("throughput=1", "as a goal"),
            ("throughputs:a@2030=1", "did you mean `throughput`?"),
            ("throughput:a@soon=1", "cannot read `soon` as a period"),
        ] {
            let told = text.parse::<Goal>().unwrap_err().to_string();
            assert!(told.contains(message), "{text}: {told}");
        }
    }
}
