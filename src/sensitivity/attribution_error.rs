use thiserror::Error;

use crate::evaluate::WantedError;
use crate::model::Faults;
use crate::scenario::ScenarioErrors;

/// Why a difference cannot be split over its changes.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum AttributionError {
    /// A scenario that does not exist, or whose changes cannot be made.
    #[error(transparent)]
    Scenario(#[from] ScenarioErrors),
    /// Two scenarios of the same changes.
    #[error(
        "`{from}` and `{to}` have the same changes, so there is no difference to explain: name another scenario"
    )]
    NoChanges {
        /// The scenario from which.
        from: String,
        /// The scenario to which.
        to: String,
    },
    /// The model is at fault with some of the changes made, and none of them can be left out for it.
    #[error("with {} made, the model is at fault: {faults}", if .made.is_empty() { "no change".to_owned() } else { .made.join(" and ") })]
    Model {
        /// The changes that are made, in words.
        made: Vec<String>,
        /// All that is wrong.
        faults: Faults,
    },
    /// More players than can be played out.
    #[error(
        "{given} players make more coalitions than can be played out: give at most {most}, or take permutations"
    )]
    TooManyPlayers {
        /// How many there are.
        given: usize,
        /// Most that can be.
        most: usize,
    },
    /// A coalition whose worth is no number.
    #[error(
        "the worth of a coalition must be finite, but is {given}, with the players who are in it marked: {coalition:?}"
    )]
    NotFinite {
        /// Who is in it.
        coalition: Vec<bool>,
        /// What it is worth.
        given: f64,
    },
    /// A number asked for that does not come out of either scenario.
    #[error(transparent)]
    Wanted(#[from] WantedError),
    /// Nothing that both scenarios have was chosen.
    #[error(
        "nothing of what is asked for comes out of `{from}` or `{to}`: choose an indicator and subject that one of them has"
    )]
    NothingRead {
        /// The scenario from which.
        from: String,
        /// The scenario to which.
        to: String,
    },
    /// More numbers than fit in memory.
    #[error(
        "{numbers} numbers would have to be kept and at most {allowed} are: choose fewer indicators and subjects"
    )]
    TooLarge {
        /// How many they are.
        numbers: usize,
        /// Most that are kept.
        allowed: usize,
    },
    /// Too few permutations, or an odd number of them.
    #[error(
        "cannot estimate from {given} permutations: give an even number, 4 or more, as each is taken there and back"
    )]
    BadPermutations {
        /// How many were asked for.
        given: u64,
    },
}
