use thiserror::Error;

use crate::ensemble::SamplingError;
use crate::evaluate::WantedError;
use crate::quantity::QuantityError;

/// Names that are listed where none is near.
const LISTED: usize = 8;

/// Why a switching value cannot be sought.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SeekError {
    /// A range that is none.
    #[error("cannot look from {from} to {to}: give two finite numbers, the smaller first")]
    BadRange {
        /// Its lower end.
        from: f64,
        /// Its upper end.
        to: f64,
    },
    /// A value that cannot be reached.
    #[error("cannot look for {given}: give a finite number")]
    BadTarget {
        /// The value.
        given: f64,
    },
    /// Too few or too many places to look at first.
    #[error("cannot look at {given} places: give 2 to {most}")]
    BadPlaces {
        /// How many were asked for.
        given: usize,
        /// Most that can be.
        most: usize,
    },
    /// A goal of another form.
    #[error(
        "cannot read `{given}` as a goal: write INDICATOR:SUBJECT@PERIOD=VALUE, such as 'corridor-volume:middle@2030=10 Mt' (or <= for at most)"
    )]
    Goal {
        /// The text.
        given: String,
    },
    /// A goal that names no number of a result.
    #[error(transparent)]
    Wanted(#[from] WantedError),
    /// A goal without the period that is needed.
    #[error("the goal says no period: write {indicator}:{subject}@PERIOD=VALUE")]
    NoPeriod {
        /// The indicator.
        indicator: String,
        /// The subject.
        subject: String,
    },
    /// A value in another unit.
    #[error("{what}: {error}")]
    Value {
        /// What it is the value of.
        what: String,
        /// What is wrong.
        error: QuantityError,
    },
    /// An input that a plan does not have.
    #[error("there is no number `{given}` to vary{}", offer(nearest.as_deref(), within))]
    NoInput {
        /// The path.
        given: String,
        /// The path it is most like.
        nearest: Option<String>,
        /// The paths of the numbers that it holds.
        within: Vec<String>,
    },
    /// A range of values that an input cannot have.
    #[error("`{input}` cannot be {given}: look from {least}{} (in {unit})", up_to(*.most))]
    OutOfRange {
        /// The input.
        input: String,
        /// The end of the range that was given.
        given: f64,
        /// The least it may be.
        least: f64,
        /// The most it may be.
        most: f64,
        /// Its base unit.
        unit: String,
    },
    /// A share that is none.
    #[error("cannot be {given} sure: give a share between 0 and 1, such as 80 %")]
    BadShare {
        /// The share.
        given: f64,
    },
    /// Draws that cannot be made.
    #[error(transparent)]
    Sampling(#[from] SamplingError),
}

/// The upper end of a range; nothing where it is beyond all that anybody would give.
fn up_to(most: f64) -> String {
    if most < 1e15 { format!(" to {most}") } else { " on".to_owned() }
}

/// What is there instead of a name.
fn offer(nearest: Option<&str>, within: &[String]) -> String {
    match (within, nearest) {
        ([], None) => {
            " (`corridor sources STUDY` lists every number; dates and statuses cannot be varied)".to_owned()
        }
        ([], Some(nearest)) => format!(": did you mean `{nearest}`?"),
        (within, _) if within.len() > LISTED => {
            format!(": it holds {} numbers, such as {}", within.len(), within[..LISTED].join(", "))
        }
        (within, _) => format!(": it holds {}", within.join(", ")),
    }
}
