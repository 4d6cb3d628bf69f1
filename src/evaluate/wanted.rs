use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::calendar::{Horizon, Period};
use crate::evidence::nearest;

use super::{Indicator, Layout};

/// One number of a result: an indicator of a subject in a period, written `corridor-volume:middle@2030`.
///
/// ```
/// use corridor::evaluate::{Indicator, Wanted};
///
/// let wanted: Wanted = "corridor-volume:middle@2030".parse()?;
/// assert_eq!(wanted.indicator, Indicator::CorridorVolume);
/// assert_eq!(wanted.subject, "middle");
/// assert_eq!(wanted.to_string(), "corridor-volume:middle@2030");
/// # Ok::<(), corridor::evaluate::WantedError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "outcome of interest")]
#[doc(alias = "quantity of interest")]
pub struct Wanted {
    /// What is read off.
    pub indicator: Indicator,
    /// Of what.
    pub subject: String,
    /// When.
    pub period: Period,
}

/// Why a text names no number of a result, or none that is there.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum WantedError {
    /// Text of another form.
    #[error("cannot read `{given}`: write INDICATOR:SUBJECT@PERIOD, such as corridor-volume:middle@2030")]
    Form {
        /// The text.
        given: String,
    },
    /// Text that names no indicator.
    #[error("there is no indicator `{given}`{}; there are {}", said(nearest.as_deref()), Indicator::WORDS.join(", "))]
    NoIndicator {
        /// The text.
        given: String,
        /// The indicator it is most like.
        nearest: Option<String>,
    },
    /// A period that cannot be read.
    #[error("cannot read `{given}` as a period: write 2027, 2027-Q4 or 2027-11")]
    NoPeriod {
        /// The text.
        given: String,
    },
    /// A subject of which the indicator is not read off.
    #[error("there is no {indicator} of `{given}`{}", said(nearest.as_deref()))]
    NoSubject {
        /// The indicator.
        indicator: Indicator,
        /// The subject.
        given: String,
        /// The subject of that indicator that it is most like.
        nearest: Option<String>,
    },
    /// A period out of the horizon.
    #[error("the study has no period {given}: it runs over {horizon}")]
    OutOfHorizon {
        /// The period.
        given: Period,
        /// The horizon.
        horizon: Horizon,
    },
}

impl Wanted {
    /// An indicator of a subject in a period.
    pub fn new(indicator: Indicator, subject: &str, period: Period) -> Self {
        Self { indicator, subject: subject.to_owned(), period }
    }

    /// Where it stands among the values that an [`Evaluator`](super::Evaluator) of this layout reads off.
    ///
    /// # Errors
    /// A subject that has no such indicator, with the nearest that has; a period that the layout does not have.
    pub fn position(&self, layout: &Layout) -> Result<usize, WantedError> {
        let entry = layout.position(self.indicator, &self.subject).ok_or_else(|| self.no_subject(layout))?;
        let horizon = layout.horizon();
        let period = horizon.index_of(self.period);
        let period = period.ok_or(WantedError::OutOfHorizon { given: self.period, horizon })?;
        Ok(entry * horizon.len() + period)
    }

    fn no_subject(&self, layout: &Layout) -> WantedError {
        let own = layout.entries().iter().filter(|entry| entry.indicator == self.indicator);
        let nearest = nearest(&self.subject, own.map(|entry| &*entry.subject)).map(str::to_owned);
        WantedError::NoSubject { indicator: self.indicator, given: self.subject.clone(), nearest }
    }
}

impl FromStr for Wanted {
    type Err = WantedError;

    fn from_str(text: &str) -> Result<Self, WantedError> {
        let parts = text.split_once(':').and_then(|(word, rest)| Some((word, rest.rsplit_once('@')?)));
        let (word, (subject, period)) = parts.ok_or_else(|| WantedError::Form { given: text.to_owned() })?;
        let word = word.trim();
        let indicator = word.parse().map_err(|_| WantedError::NoIndicator {
            given: word.to_owned(),
            nearest: nearest(word, Indicator::WORDS.iter().copied()).map(str::to_owned),
        })?;
        let given = period.trim();
        let period = given.parse().map_err(|_| WantedError::NoPeriod { given: given.to_owned() })?;
        Ok(Self::new(indicator, subject.trim(), period))
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}:{}@{}", self.indicator, self.subject, self.period))
    }
}

/// The nearest name, as a message puts it.
fn said(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(": did you mean `{name}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::Entry;
    use super::*;
    use crate::quantity::Unit;

    #[test]
    fn what_is_wanted_reads_and_prints() {
        for text in ["throughput:aktau@2030-Q2", "flow:oil/a-b+b-c@2027", "tariff-revenue:AZ@2025-11"] {
            assert_eq!(text.parse::<Wanted>().unwrap().to_string(), text);
        }
        let spaced: Wanted = " throughput : aktau @ 2030 ".parse().unwrap();
        assert_eq!(spaced.to_string(), "throughput:aktau@2030");
    }

    #[test]
    fn what_is_not_there_is_told() {
        let entry = Entry { indicator: Indicator::Throughput, subject: "aktau-baku".into(), unit: Unit::One };
        let layout = Layout::new(Horizon::years(2025, 2030).unwrap(), vec![entry]);
        let told = |text: &str| {
            let found = text.parse::<Wanted>().and_then(|wanted| wanted.position(&layout));
            found.map_err(|error| error.to_string())
        };
        assert_eq!(told("throughput:aktau-baku@2027"), Ok(2));
        for (text, message) in [
            ("throughput", "write INDICATOR:SUBJECT@PERIOD"),
            ("throughput:aktau-baku", "write INDICATOR:SUBJECT@PERIOD"),
            ("throughputs:aktau-baku@2027", "did you mean `throughput`?"),
            ("throughput:aktau-bako@2027", "no throughput of `aktau-bako`: did you mean `aktau-baku`?"),
            ("headroom:aktau-baku@2027", "there is no headroom of `aktau-baku`"),
            ("throughput:aktau-baku@soon", "cannot read `soon` as a period"),
            ("throughput:aktau-baku@2031", "no period 2031"),
        ] {
            let error = told(text).unwrap_err();
            assert!(error.contains(message), "{text}: {error}");
        }
    }
}
