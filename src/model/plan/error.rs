use thiserror::Error;

use crate::projection::ProjectionError;

/// A course or steps that cannot run over the horizon.
#[derive(Debug, Clone, PartialEq, Error)]
#[error("{path}: {error}")]
pub(crate) struct LoweringError {
    /// Its place in the study: `demand.tengiz-export.volume`.
    pub(super) path: String,
    /// Why it cannot.
    pub(super) error: ProjectionError,
}

impl LoweringError {
    pub(super) fn new(path: &str, error: ProjectionError) -> Self {
        Self { path: path.to_owned(), error }
    }
}
