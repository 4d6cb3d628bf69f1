use std::fmt::Debug;

use super::{FitError, Fitted, History};

/// A way to carry a history on.
///
/// The same history gives the same answer to the last bit: what a method draws, it draws from a stream of its own.
pub trait Method: Debug + Send + Sync {
    /// The word for it: `theta`, `drift`.
    fn word(&self) -> &'static str;

    /// How many numbers it finds in the history; of two that do as well, the one with fewer is taken.
    fn parameters(&self) -> usize;

    /// Fits it.
    ///
    /// # Errors
    /// A history that it cannot take: see [`FitError`].
    fn fit(&self, history: &History) -> Result<Fitted, FitError>;
}
