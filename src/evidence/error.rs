use thiserror::Error;

use super::RankMatrix;
use crate::quantity::QuantityError;

/// Why a shape and its numbers are no distribution. Numbers are in base units.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SpreadError {
    /// A parameter that is NaN or infinite.
    #[error("`{parameter}` of {} distribution is {given}: give a finite number", named(shape))]
    NotFinite {
        /// The shape.
        shape: &'static str,
        /// The parameter.
        parameter: &'static str,
        /// What was given.
        given: f64,
    },
    /// Parameters that must rise from one to the next and do not.
    #[error(
        "{what} of {} distribution must rise, but {lower} is above {upper}: swap or mend them",
        named(shape)
    )]
    Unordered {
        /// The shape.
        shape: &'static str,
        /// Which parameters.
        what: &'static str,
        /// The one that should be lower.
        lower: f64,
        /// The one that should be higher.
        upper: f64,
    },
    /// A parameter outside its range.
    #[error("`{parameter}` of {} distribution is {given}: give {allowed}", named(shape))]
    OutOfRange {
        /// The shape.
        shape: &'static str,
        /// The parameter.
        parameter: &'static str,
        /// What was given.
        given: f64,
        /// The range.
        allowed: &'static str,
    },
    /// Values and weights that do not pair up, or none at all.
    #[error(
        "{} distribution of {values} values cannot have {weights} weights: give one weight per value, or none",
        named(shape)
    )]
    Unpaired {
        /// The shape.
        shape: &'static str,
        /// How many values.
        values: usize,
        /// How many weights.
        weights: usize,
    },
    /// Observations that do not show how a number varies.
    #[error(
        "an empirical distribution of {given} observations says nothing of how they vary: give two or more, or `value`"
    )]
    TooFew {
        /// How many observations.
        given: usize,
    },
    /// Fewer observations than say anything of the next.
    #[error(
        "{given} observations say too little of what comes next: give at least {least}, in ratios above 0"
    )]
    TooFewToPredict {
        /// How many there are.
        given: usize,
        /// How many there must be.
        least: usize,
    },
    /// Truncation that leaves nothing.
    #[error(
        "nothing of the distribution lies between {at_least} and {at_most}: widen `at_least` and `at_most`"
    )]
    EmptyTruncation {
        /// The lower bound.
        at_least: f64,
        /// The upper bound.
        at_most: f64,
    },
}

/// A shape with its article.
fn named(shape: &str) -> String {
    let article = if shape.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {shape}")
}

/// Why there can be no such rank correlations.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum CorrelationError {
    /// A rank correlation that is none.
    #[error("a rank correlation of {given} in group `{group}`: give a number from -1 to 1")]
    Rank {
        /// The group.
        group: String,
        /// What was given.
        given: f64,
    },
    /// A matrix that is not of rank correlations: of another size than its inputs, not symmetric, or with other than 1
    /// on its diagonal.
    #[error(
        "the rank correlations of group `{group}` must be {inputs} rows of {inputs}, symmetric, with 1 on the diagonal"
    )]
    NoMatrix {
        /// The group.
        group: String,
        /// How many inputs it names.
        inputs: usize,
    },
    /// Rank correlations that no inputs can have together.
    #[error("no {} inputs can have the rank correlations of group `{group}` together; the nearest that can: {nearest}", .nearest.len())]
    Infeasible {
        /// The group.
        group: String,
        /// The nearest feasible rank correlations (Higham 2002).
        nearest: RankMatrix,
    },
}

/// Why a text is no estimate.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum EstimateError {
    /// A number or unit that is not of the kind asked for.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// Numbers that make no distribution.
    #[error(transparent)]
    Spread(#[from] SpreadError),
}

/// A word that is not one of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{given}` is not one of {}", .allowed.join(", "))]
pub struct UnknownWord {
    /// What was given.
    pub given: String,
    /// The words there are.
    pub allowed: &'static [&'static str],
}
