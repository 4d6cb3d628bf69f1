use super::smoothing::Found;
use super::{FitError, Fitted, History, Method, Smoothing};

/// A smoothing of a history that goes on.
///
/// Where the season is in the model, the form of the model is chosen twice a season, and between its numbers are searched from where
/// they were. Else it is the smoothing fitted anew each time.
#[derive(Debug)]
pub(super) struct Growing {
    smoothing: Smoothing,
    chosen: Option<Chosen>,
}

#[derive(Debug)]
struct Chosen {
    found: Found,
    /// How many values there were when the form was chosen.
    known: usize,
}

impl Growing {
    pub(super) fn new(smoothing: Smoothing) -> Self {
        Self { smoothing, chosen: None }
    }

    /// Fits it to a history that is the last one with some values more.
    pub(super) fn fit(&mut self, history: &History) -> Result<Fitted, FitError> {
        let lasts = history.season().div_ceil(2);
        let again = self.chosen.as_ref().filter(|chosen| history.len() < chosen.known + lasts);
        let again = again.and_then(|chosen| Some((chosen.found.again(history)?, chosen.known)));
        let (found, known) = match again {
            Some((found, known)) => (Some(found), known),
            None => (self.smoothing.found(history)?, history.len()),
        };
        let Some(found) = found else { return self.smoothing.fit(history) };
        self.chosen = Some(Chosen { found: found.clone(), known });
        Ok(found.fitted(self.smoothing.word(), history))
    }
}
