use thiserror::Error;

use super::{Design, RankMatrix};

/// Why there can be no such draws.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SamplingError {
    /// No draws, or more than the design numbers.
    #[error("{given} draws cannot be taken: the design `{design}` takes 1 to {most}")]
    Draws {
        /// How many were asked for.
        given: u64,
        /// The most it takes.
        most: u64,
        /// The design.
        design: Design,
    },
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
    /// Inputs that say they belong to a group of which no rank correlation is known.
    #[error(
        "input `{input}` is in group `{group}`, whose rank correlation is not given: give one, or take the input out"
    )]
    UnknownGroup {
        /// The group.
        group: String,
        /// The first input in it.
        input: String,
    },
    /// An input that says it belongs to a group whose matrix does not name it.
    #[error("input `{input}` is in group `{group}`, but the group's matrix has no row for it: add one")]
    NoRow {
        /// The group.
        group: String,
        /// The input.
        input: String,
    },
    /// Two groups of one name.
    #[error("the rank correlations of group `{group}` are given twice: keep one")]
    GivenTwice {
        /// The group.
        group: String,
    },
}
