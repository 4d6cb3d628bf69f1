use thiserror::Error;

use crate::ensemble::SamplingError;
use crate::evaluate::WantedError;
use crate::model::Faults;
use crate::scenario::ScenarioErrors;

/// Why strategies cannot be judged.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum RegretError {
    /// No strategy, or no state.
    #[error("no {what} are given: give one at least, and two to choose between")]
    Nothing {
        /// Strategies or states.
        what: &'static str,
    },
    /// Two strategies or two states of one name.
    #[error("there are two {what} `{name}`: give one of them another name")]
    TwiceNamed {
        /// Strategies or states.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// Rows for more or fewer strategies than there are.
    #[error("there are {given} rows of values for {strategies} strategies: give one for each")]
    OtherRows {
        /// How many rows there are.
        given: usize,
        /// How many strategies there are.
        strategies: usize,
    },
    /// A row of another length.
    #[error("`{strategy}` has {given} values, but there are {states} states: give one for each")]
    OtherLength {
        /// The strategy.
        strategy: String,
        /// How many values it has.
        given: usize,
        /// How many there should be.
        states: usize,
    },
    /// A value that is no number.
    #[error("`{strategy}` in `{state}` is {given}: give a finite number")]
    NotFinite {
        /// The strategy.
        strategy: String,
        /// The state.
        state: String,
        /// The value.
        given: f64,
    },
    /// A coefficient beyond its range.
    #[error("the weight of the best must be between 0 and 1, but is {given}")]
    BadOptimism {
        /// The weight.
        given: f64,
    },
    /// A threshold that is no number.
    #[error("a threshold must be finite, but is {given}")]
    BadThreshold {
        /// The threshold.
        given: f64,
    },
    /// Scenarios that do not exist, or that cannot be made one after the other.
    #[error(transparent)]
    Scenario(#[from] ScenarioErrors),
    /// A model that is at fault where a strategy meets a state.
    #[error("`{strategy}` in `{state}`: {faults}")]
    Model {
        /// The strategy.
        strategy: String,
        /// The state.
        state: String,
        /// All that is wrong.
        faults: Faults,
    },
    /// A number that does not come out.
    #[error(transparent)]
    Wanted(#[from] WantedError),
    /// A number without a value.
    #[error("{wanted} has no value where `{strategy}` meets `{state}`: choose a number that always has one")]
    Absent {
        /// The strategy.
        strategy: String,
        /// The state.
        state: String,
        /// What was asked for.
        wanted: String,
    },
    /// Draws that cannot be made.
    #[error(transparent)]
    Sampling(#[from] SamplingError),
    /// Weights of states that are no weights.
    #[error("weights of states must be one for each of {states}, finite, not below 0 and not all 0")]
    BadWeights {
        /// How many states there are.
        states: usize,
    },
}
