use thiserror::Error;

use crate::calendar::Horizon;

/// Why a history cannot be fitted.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum FitError {
    /// Fewer values than the method has to find numbers.
    #[error(
        "`{method}` needs at least {needed} values, but {given} are given: give a longer history, or use `naive`"
    )]
    TooShort {
        /// The method.
        method: &'static str,
        /// How many values there are.
        given: usize,
        /// How many it needs.
        needed: usize,
    },
    /// A method of ratios on values that are zero or less.
    #[error(
        "`{method}` needs values above 0, but value {place} is {value}: leave the values before it out, or use another method"
    )]
    NotPositive {
        /// The method.
        method: &'static str,
        /// Which value, the first being 1.
        place: usize,
        /// The value, in base units.
        value: f64,
    },
    /// A value that is NaN or infinite.
    #[error("value {place} is {value}: give finite numbers")]
    NotFinite {
        /// Which value, the first being 1.
        place: usize,
        /// The value.
        value: f64,
    },
    /// No value at all.
    #[error("no value is given: give the values of one period at least")]
    Empty,
    /// A length of the season that no history has.
    #[error("a season of {given} periods: give 1 for none, 4 for quarters, 12 for months, at most {most}")]
    Season {
        /// What was given.
        given: usize,
        /// The longest.
        most: usize,
    },
    /// A search that found no parameters.
    #[error("`{method}` found no parameters for these values: {why}; use another method")]
    NotFound {
        /// The method.
        method: &'static str,
        /// What went wrong.
        why: &'static str,
    },
    /// Periods that do not follow the history.
    #[error("a forecast from {first} does not reach the periods from {} to {}: ask for periods after the history", horizon.first(), horizon.last())]
    NotAhead {
        /// The first period after the history.
        first: String,
        /// The periods asked for.
        horizon: Horizon,
    },
}
