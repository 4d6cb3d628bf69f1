use super::{CurveFit, FitError, Fitted, GrowthCurve, History, Method, Outlook, Point, Robust};

/// A growth curve that a year which does not belong hardly bends; see [`Robust`].
///
/// ```
/// use corridor::projection::fit::{GrowthCurve, History, Method, Robust, RobustCurve};
///
/// let history = History::new(&[10.0, 12.0, 14.1, 15.9, 180.0, 20.0, 22.1, 23.9])?;
/// let fitted = RobustCurve { curve: GrowthCurve::Linear, how: Robust::Tukey }.fit(&history)?;
/// assert!((fitted.level(1) - 26.0).abs() < 0.2);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RobustCurve {
    /// Which curve.
    pub curve: GrowthCurve,
    /// In which way.
    pub how: Robust,
}

/// A curve, and the place of the last value on it.
#[derive(Debug)]
struct Ahead {
    fit: CurveFit,
    last: f64,
}

impl Outlook for Ahead {
    fn level(&self, ahead: usize) -> f64 {
        self.fit.level(self.last + ahead as f64)
    }

    /// By the errors of the parameters and what a value lies off the curve.
    fn spread(&self, ahead: usize) -> f64 {
        let error = |ahead: usize| self.fit.value_error(self.last + ahead as f64);
        match (error(ahead.max(1)), error(1)) {
            (Some(there), Some(first)) if first > 0.0 && there.is_finite() => there / first,
            _ => (ahead.max(1) as f64).sqrt(),
        }
    }
}

/// Values in the middle of periods 1, 2, and so on.
fn points(history: &History) -> Vec<Point> {
    (1..=history.len())
        .zip(history.values())
        .map(|(period, value)| Point::new(period as f64, *value))
        .collect()
}

fn fitted(word: &'static str, fit: CurveFit, history: &History) -> Fitted {
    let last = history.len() as f64;
    let followed = (1..=history.len()).map(|period| fit.level(period as f64)).collect();
    let (parameters, criterion) = (fit.parameters(), fit.criterion());
    let fitted = Fitted::new(word, parameters, history, followed, Ahead { fit, last });
    match criterion {
        Some(criterion) => fitted.with_criterion(criterion),
        None => fitted,
    }
}

impl Method for GrowthCurve {
    fn word(&self) -> &'static str {
        (*self).word()
    }

    fn parameters(&self) -> usize {
        self.names().len()
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        // One value more than parameters, or the curve is a drawing through the values.
        history.at_least(self.names().len() + 1, (*self).word())?;
        Ok(fitted((*self).word(), (*self).fit(&points(history))?, history))
    }
}

impl Method for RobustCurve {
    fn word(&self) -> &'static str {
        match self.curve {
            GrowthCurve::Linear => "robust linear",
            GrowthCurve::Compound => "robust compound",
            GrowthCurve::Logistic => "robust logistic",
            GrowthCurve::Gompertz => "robust gompertz",
            GrowthCurve::Bass => "robust bass",
        }
    }

    fn parameters(&self) -> usize {
        self.curve.names().len()
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        history.at_least(self.curve.names().len() + 2, self.word())?;
        Ok(fitted(self.word(), self.curve.fit_robust(&points(history), self.how)?, history))
    }
}
