use thiserror::Error;

use super::Design;
use crate::evaluate::Indicator;
use crate::evidence::CorrelationError;

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
    /// Rank correlations that are none, or that no inputs can have together.
    #[error(transparent)]
    Correlation(#[from] CorrelationError),
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

/// Why an ensemble cannot run, or its parts not be joined.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum EnsembleError {
    /// Draws that cannot be.
    #[error("scenario `{scenario}`: {error}")]
    Sampling {
        /// The scenario.
        scenario: String,
        /// Why.
        error: SamplingError,
    },
    /// No scenario.
    #[error("an ensemble has no scenario: add one")]
    NoScenario,
    /// Two scenarios of one name.
    #[error("there are two scenarios `{name}`: give each a name of its own")]
    SameName {
        /// The name.
        name: String,
    },
    /// Scenarios over different periods, which cannot be paired.
    #[error("scenario `{name}` runs over other periods than `{baseline}`: give them one horizon")]
    OtherHorizon {
        /// The scenario.
        name: String,
        /// The first scenario.
        baseline: String,
    },
    /// A question about something that no scenario reads off.
    #[error(
        "`{indicator}` of `{subject}` is not read off in any scenario: see `Evaluator::layout` for what is"
    )]
    NothingToAsk {
        /// The indicator.
        indicator: Indicator,
        /// The subject.
        subject: String,
    },
    /// A share that is no quantile, or a value to be reached that is no number.
    #[error(
        "{given} cannot be asked about: quantiles are shares from 0 to 1, values to be reached finite numbers"
    )]
    NotAskable {
        /// What was given.
        given: f64,
    },
    /// More values than fit in the memory allowed, and no sketch to sum them up in.
    #[error(
        "{draws} draws of {numbers} numbers take {needed} MB, and {allowed} MB are allowed: allow more, read off less, or build with the feature `sketch`"
    )]
    Memory {
        /// How many draws.
        draws: u64,
        /// How many numbers of each.
        numbers: usize,
        /// Megabytes needed.
        needed: u64,
        /// Megabytes allowed.
        allowed: u64,
    },
    /// A shard that is none of its count.
    #[error("there is no shard {index} of {count}: shards are numbered from 1 to their count")]
    NoShard {
        /// Its number.
        index: u64,
        /// How many there are.
        count: u64,
    },
    /// A part that is not of this ensemble: of another study, seed, design, scenario, or version.
    #[error(
        "part {number} is of another ensemble: parts join only with the study, options and version that made them"
    )]
    OtherEnsemble {
        /// Which part, from 1.
        number: usize,
    },
    /// Parts that leave draws out, or have some twice.
    #[error("the parts do not join: after draw {until} comes draw {next}; give each shard once")]
    Gap {
        /// Draws before the gap.
        until: u64,
        /// The first draw of the next part.
        next: u64,
    },
}
