use thiserror::Error;

use crate::projection::ProjectionError;

/// A course or steps that cannot run over the horizon.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{path}: {error}")]
pub struct LoweringError {
    /// Its place in the study: `demand.tengiz-export.volume`.
    pub path: String,
    /// Why it cannot.
    pub error: ProjectionError,
}

impl LoweringError {
    pub(super) fn new(path: &str, error: ProjectionError) -> Self {
        Self { path: path.to_owned(), error }
    }
}
