//! The methods against which others are measured: nothing changes, or the mean change goes on.

use super::{FitError, Fitted, History, Method, Outlook, Parameter};

/// The last value for ever; with a season, that of the same period of the last year.
///
/// ```
/// use corridor::projection::fit::{History, Method, Naive};
///
/// let quarters = History::seasonal(&[3.0, 5.0, 9.0, 4.0, 3.5, 5.5, 9.5, 4.5], 4)?;
/// assert_eq!(Naive.fit(&quarters)?.levels(5), [3.5, 5.5, 9.5, 4.5, 3.5]);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "random walk")]
pub struct Naive;

/// The last season.
#[derive(Debug)]
struct Again(Vec<f64>);

impl Outlook for Again {
    fn level(&self, ahead: usize) -> f64 {
        self.0[(ahead.max(1) - 1) % self.0.len()]
    }

    fn spread(&self, ahead: usize) -> f64 {
        (ahead.max(1).div_ceil(self.0.len()) as f64).sqrt()
    }
}

impl Method for Naive {
    fn word(&self) -> &'static str {
        "naive"
    }

    fn parameters(&self) -> usize {
        0
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        let (values, season) = (history.values(), history.season().min(history.len()));
        let before = values[..season].iter().chain(values);
        let followed = before.take(values.len()).copied().collect();
        let last = values[values.len() - season..].to_vec();
        Ok(Fitted::new(self.word(), Vec::new(), history, followed, Again(last)))
    }
}

/// A random walk with drift: the mean change from one period to the next goes on from the last value.
///
/// ```text
/// v(n + h) = v(n) + h (v(n) − v(1)) / (n − 1)
/// ```
///
/// ```
/// use corridor::projection::fit::{Drift, History, Method};
///
/// let fitted = Drift.fit(&History::new(&[10.0, 14.0, 12.0, 16.0])?)?;
/// assert_eq!(fitted.levels(2), [18.0, 20.0]);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "random walk with drift")]
pub struct Drift;

/// A straight line on from the last value, whose slope is the mean of so many changes.
#[derive(Debug)]
struct Straight {
    last: f64,
    slope: f64,
    changes: f64,
}

impl Outlook for Straight {
    fn level(&self, ahead: usize) -> f64 {
        self.last + self.slope * ahead as f64
    }

    /// Of the walk, and of its slope: √(h (1 + h / (n − 1))).
    fn spread(&self, ahead: usize) -> f64 {
        let error = |ahead: f64| ahead * (1.0 + ahead / self.changes);
        (error(ahead.max(1) as f64) / error(1.0)).sqrt()
    }
}

impl Method for Drift {
    fn word(&self) -> &'static str {
        "drift"
    }

    fn parameters(&self) -> usize {
        1
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        history.at_least(2, self.word())?;
        let (values, last) = (history.values(), history.last());
        let changes = (values.len() - 1) as f64;
        let slope = (last - values[0]) / changes;
        let mut followed = vec![values[0]];
        followed.extend(values[..values.len() - 1].iter().map(|value| value + slope));
        let parameters = vec![Parameter::new("slope", slope)];
        Ok(Fitted::new(self.word(), parameters, history, followed, Straight { last, slope, changes }))
    }
}
