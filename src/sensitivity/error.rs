use thiserror::Error;

use crate::ensemble::SamplingError;
use crate::evaluate::WantedError;

/// Why nothing can be said of what matters.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SensitivityError {
    /// No input that is uncertain.
    #[error("there is no input that can be more than one value: give a number a range or a distribution")]
    NoInputs,
    /// Two inputs of one name.
    #[error("there are two inputs `{name}`: give each a name of its own")]
    SameName {
        /// The name.
        name: String,
    },
    /// An input that is not there.
    #[error("there is no input `{name}`")]
    NoInput {
        /// The name.
        name: String,
    },
    /// An input in two groups.
    #[error("input `{name}` is in two groups: let it be in one")]
    TwoGroups {
        /// The input.
        name: String,
    },
    /// A correlation that cannot be.
    #[error(transparent)]
    Sampling(#[from] SamplingError),
    /// A number that no run reads off.
    #[error(transparent)]
    Wanted(#[from] WantedError),
    /// A setting out of its range.
    #[error("{given} {what} cannot be: give {allowed}")]
    OutOfRange {
        /// What is set.
        what: &'static str,
        /// What was given.
        given: f64,
        /// The range.
        allowed: &'static str,
    },
    /// A function that gives no number somewhere.
    #[error("there is no number where {}: ask about something that there always is", shown(.at))]
    NotFinite {
        /// The inputs with their values, as many as were needed to say where.
        at: Vec<(String, f64)>,
        /// What was given.
        given: f64,
    },
    /// A function that is the same everywhere.
    #[error("it is {value} whatever the inputs are: none of them matters")]
    Constant {
        /// The one value.
        value: f64,
    },
    /// No point that is a case, or none that is not.
    #[error(
        "{cases} of {points} draws are cases: ask about something that happens in some of them and not in others"
    )]
    OneSided {
        /// How many cases there are.
        cases: usize,
        /// How many points.
        points: usize,
    },
    /// Data that do not fit together.
    #[error("{wanted} {what} are needed and {given} are given")]
    Unpaired {
        /// What there should be as many of.
        what: &'static str,
        /// How many are needed.
        wanted: usize,
        /// How many there are.
        given: usize,
    },
}

/// The most inputs that a message names.
const NAMED: usize = 6;

fn shown(at: &[(String, f64)]) -> String {
    let some: Vec<String> = at.iter().take(NAMED).map(|(name, value)| format!("{name} = {value}")).collect();
    let rest = at.len().saturating_sub(NAMED);
    if rest == 0 { some.join(", ") } else { format!("{} and {rest} more are what they are", some.join(", ")) }
}
