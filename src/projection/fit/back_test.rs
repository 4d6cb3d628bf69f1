use super::{Forecast, History, Method, Scores};

/// The first origin of a back-test has half of the history before it, and at least so many values.
const LEAST_KNOWN: usize = 3;

/// One forecast of the past, made with what was known then.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// How many values of the history were known.
    pub known: usize,
    /// What was foreseen for the periods after.
    pub levels: Vec<f64>,
    /// What came.
    pub actual: Vec<f64>,
}

/// Forecasts of a history's later half, each made with the values before it alone: a rolling origin.
///
/// From half of the history on (three values at least), the method is fitted anew at each value, and asked for as many periods
/// as there are, at most `horizon`. An origin at which it cannot be fitted is left out.
///
/// ```
/// use corridor::projection::fit::{BackTest, Drift, History, Naive};
///
/// let line = History::new(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])?;
/// assert_eq!(BackTest::run(&Drift, &line, 2).mean_error(), Some(0.0));
/// assert_eq!(BackTest::run(&Naive, &line, 1).mean_error(), Some(1.0));
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[doc(alias = "rolling origin")]
#[doc(alias = "cross-validation")]
pub struct BackTest {
    attempts: Vec<Attempt>,
}

impl BackTest {
    /// Tests a method on a history.
    pub fn run(method: &dyn Method, history: &History, horizon: usize) -> Self {
        method.test(history, horizon)
    }

    /// Tests anything that foresees so many periods when so many values are known.
    pub(super) fn of(
        history: &History,
        horizon: usize,
        mut foresee: impl FnMut(usize, usize) -> Option<Vec<f64>>,
    ) -> Self {
        let attempt = |known: usize| {
            let periods = horizon.min(history.len() - known);
            let actual = history.values()[known..known + periods].to_vec();
            foresee(known, periods).map(|levels| Attempt { known, levels, actual })
        };
        Self { attempts: origins(history).filter_map(attempt).collect() }
    }

    pub(super) fn from_attempts(attempts: Vec<Attempt>) -> Self {
        Self { attempts }
    }

    /// The forecasts of the past, in order of time.
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// The mean size of the errors, in base units; `None` if no forecast of the past could be made.
    pub fn mean_error(&self) -> Option<f64> {
        let sizes = self.errors_known_at(usize::MAX, 0).map(|(_, error)| error.abs());
        let (sum, count) = sizes.fold((0.0, 0.0), |(sum, count), size| (sum + size, count + 1.0));
        (count > 0.0).then_some(sum / count)
    }

    /// Accuracy and honesty of the forecasts, each with the distribution it would have had at its time; `None` if there
    /// were none.
    pub fn scores(&self, history: &History) -> Option<Scores> {
        Scores::of(
            self.attempts
                .iter()
                .flat_map(|attempt| Forecast::of_the_past(history, self, attempt).scored(attempt)),
            history,
        )
    }

    /// The errors of origins from `since` on that had come out when so many values were known, with how far ahead each was.
    pub(super) fn errors_known_at(&self, known: usize, since: usize) -> impl Iterator<Item = (usize, f64)> {
        let attempts =
            self.attempts.iter().filter(move |attempt| attempt.known >= since && attempt.known < known);
        attempts.flat_map(move |attempt| {
            let errors = attempt.actual.iter().zip(&attempt.levels).map(|(actual, level)| actual - level);
            errors.take(known - attempt.known).enumerate().map(|(place, error)| (place + 1, error))
        })
    }
}

/// How many values are known at each origin.
pub(super) fn origins(history: &History) -> std::ops::Range<usize> {
    (history.len() / 2).max(LEAST_KNOWN).min(history.len())..history.len()
}
