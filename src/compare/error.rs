use thiserror::Error;

use crate::calendar::Horizon;
use crate::evaluate::Indicator;
use crate::quantity::{QuantityError, Unit};

/// Why outcomes cannot be put side by side.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum CompareError {
    /// Outcomes of different studies.
    #[error(
        "`{other}` is a scenario of `{given}`, the baseline one of `{study}`: compare scenarios of one study"
    )]
    OtherStudy {
        /// The baseline's study.
        study: String,
        /// The other outcome's scenario.
        other: String,
        /// The other outcome's study.
        given: String,
    },
    /// Two outcomes of one name.
    #[error("two outcomes are named `{scenario}`: give each scenario once")]
    TwiceNamed {
        /// The name.
        scenario: String,
    },
    /// Outcomes over other periods.
    #[error("`{scenario}` runs over {given}, the baseline over {wanted}: give both the same horizon")]
    OtherHorizon {
        /// The scenario.
        scenario: String,
        /// Its horizon.
        given: Horizon,
        /// The baseline's.
        wanted: Horizon,
    },
    /// The same indicator of the same subject in different units.
    #[error(
        "{indicator} of `{subject}` is in {given} in `{scenario}` but in {wanted} elsewhere: give both one measure and price basis"
    )]
    OtherUnit {
        /// The scenario.
        scenario: String,
        /// The indicator.
        indicator: Indicator,
        /// Its subject.
        subject: String,
        /// Its unit in the scenario.
        given: Unit,
        /// Its unit in those before.
        wanted: Unit,
    },
}

/// A selection that fits nothing in a result.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SelectionError {
    /// Text that names no indicator.
    #[error("there is no indicator `{given}`{}; there are {}", said(nearest.as_deref()), Indicator::WORDS.join(", "))]
    NoIndicator {
        /// The text.
        given: String,
        /// The indicator it is most like.
        nearest: Option<String>,
    },
    /// A pattern that fits no subject.
    #[error("no subject{} fits `{given}`{}", of(indicators), said(nearest.as_deref()))]
    NoSubject {
        /// The pattern.
        given: String,
        /// The indicators among whose subjects it was looked for; empty: all.
        indicators: Vec<Indicator>,
        /// The subject it is most like.
        nearest: Option<String>,
    },
    /// Text that is no period nor a range of them.
    #[error(
        "cannot read `{given}` as periods: write one (2027, 2027-Q4, 2027-11) or a range (2025..2030, 2030..)"
    )]
    NotPeriods {
        /// The text.
        given: String,
    },
    /// Periods out of the horizon.
    #[error("no period of the study is in `{given}`: it runs over {horizon}")]
    NoPeriod {
        /// The periods.
        given: String,
        /// The horizon.
        horizon: Horizon,
    },
    /// Text that asks nothing of an ensemble.
    #[error(
        "cannot read `{given}` as a question: write INDICATOR:SUBJECT@PERIODS=VALUE, such as corridor-volume:middle@2030=10 Mt"
    )]
    NoQuestion {
        /// The text.
        given: String,
    },
    /// A value that is none of the indicator it is asked about.
    #[error("in `{given}`: {error}")]
    NoValue {
        /// The question.
        given: String,
        /// Why.
        error: QuantityError,
    },
    /// Text that names no column.
    #[error("there is no column `{given}` to sort by{}; there are {}", said(nearest.as_deref()), allowed.join(", "))]
    NoColumn {
        /// The text.
        given: String,
        /// The column it is most like.
        nearest: Option<String>,
        /// Those there are.
        allowed: &'static [&'static str],
    },
}

/// The nearest name, as a message puts it.
fn said(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(": did you mean `{name}`?")).unwrap_or_default()
}

/// The indicators of a selection, as a message puts them.
fn of(indicators: &[Indicator]) -> String {
    let words: Vec<&str> = indicators.iter().map(|indicator| indicator.word()).collect();
    if words.is_empty() { String::new() } else { format!(" of {}", words.join(", ")) }
}
