use thiserror::Error;

use crate::evaluate::Indicator;

/// Why a chart cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ChartError {
    /// Nothing of what is wanted is there.
    #[error("there is no {indicator} of `{subject}` to draw{}", said(.known))]
    Nothing {
        /// The indicator.
        indicator: Indicator,
        /// The subject that was asked for.
        subject: String,
        /// The subjects that there are.
        known: Vec<String>,
    },
    /// No subject has any of it.
    #[error(
        "no {indicator} is to be drawn: it is nothing, or too little, throughout; choose another scenario or indicator"
    )]
    Empty {
        /// The indicator.
        indicator: Indicator,
    },
    /// A scenario that is not there.
    #[error("there is no scenario `{given}`: name one of {}", .known.join(", "))]
    UnknownScenario {
        /// The name that was given.
        given: String,
        /// The scenarios that there are.
        known: Vec<String>,
    },
}

fn said(known: &[String]) -> String {
    if known.is_empty() { String::new() } else { format!(": name one of {}", known.join(", ")) }
}
