use thiserror::Error;

use crate::compare::{CompareError, SelectionError};
use crate::ensemble::{EnsembleError, SamplingError};
use crate::evaluate::WantedError;
use crate::scenario::ScenarioErrors;
use crate::study::RunError;

/// Why a report cannot be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReportError {
    /// A scenario that does not exist, or a model that it leaves at fault.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Scenarios that cannot stand side by side.
    #[error(transparent)]
    Compare(#[from] CompareError),
    /// A number that is to be told of and does not come out.
    #[error(transparent)]
    Wanted(#[from] WantedError),
    /// Draws that cannot be taken.
    #[error(transparent)]
    Sampling(#[from] SamplingError),
    /// An ensemble that cannot be run.
    #[error(transparent)]
    Ensemble(#[from] EnsembleError),
    /// Periods that the study does not have.
    #[error(transparent)]
    Selection(#[from] SelectionError),
}

impl From<ScenarioErrors> for ReportError {
    fn from(errors: ScenarioErrors) -> Self {
        Self::Run(RunError::Scenario(errors))
    }
}
