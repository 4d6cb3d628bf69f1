use std::fmt::Debug;

use super::{BackTest, FitError, Fitted, History};

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

    /// What it would have foreseen of the history's later half, up to so many periods ahead: see [`BackTest`].
    fn test(&self, history: &History, horizon: usize) -> BackTest {
        BackTest::of(history, horizon, |known, periods| {
            self.fit(&history.first(known)).ok().map(|fitted| fitted.levels(periods))
        })
    }

    /// Both, where they share work in one go: fitted to the whole, and what it would have foreseen of the later half.
    ///
    /// # Errors
    /// As [`Method::fit`].
    fn fit_and_test(&self, history: &History, horizon: usize) -> Result<(Fitted, BackTest), FitError> {
        Ok((self.fit(history)?, self.test(history, horizon)))
    }
}
