use super::{
    Auto, BackTest, Combination, Drift, FitError, Fitted, GrowthCurve, History, Method, Naive, Smoothing,
    Theta,
};
use crate::evidence::words;

words! {
    /// A method by its name, as a study asks for it: `growth = { fit = "auto" }`.
    ///
    /// ```
    /// use corridor::projection::fit::FitBy;
    ///
    /// assert_eq!("theta".parse(), Ok(FitBy::Theta));
    /// assert!("tetha".parse::<FitBy>().is_err());
    /// ```
    #[derive(Default)]
    FitBy {
        /// [`Auto`].
        #[default]
        Auto = "auto",
        /// [`Combination`].
        Combination = "combination",
        /// [`Theta::dynamic`].
        Theta = "theta",
        /// [`Smoothing::damped`].
        Damped = "damped",
        /// [`Smoothing::holt`].
        Holt = "holt",
        /// [`Smoothing::simple`].
        Simple = "simple",
        /// [`Smoothing::automatic`].
        Smoothing = "smoothing",
        /// [`Drift`].
        Drift = "drift",
        /// [`Naive`].
        Naive = "naive",
        /// [`GrowthCurve::Linear`].
        Linear = "linear",
        /// [`GrowthCurve::Compound`].
        Compound = "compound",
        /// [`GrowthCurve::Logistic`].
        Logistic = "logistic",
        /// [`GrowthCurve::Gompertz`].
        Gompertz = "gompertz",
    }
}

impl FitBy {
    /// The method.
    pub fn method(self) -> &'static dyn Method {
        match self {
            FitBy::Auto => &Auto,
            FitBy::Combination => &Combination,
            FitBy::Theta => &const { Theta::dynamic() },
            FitBy::Damped => &const { Smoothing::damped() },
            FitBy::Holt => &const { Smoothing::holt() },
            FitBy::Simple => &const { Smoothing::simple() },
            FitBy::Smoothing => &const { Smoothing::automatic() },
            FitBy::Drift => &Drift,
            FitBy::Naive => &Naive,
            FitBy::Linear => &GrowthCurve::Linear,
            FitBy::Compound => &GrowthCurve::Compound,
            FitBy::Logistic => &GrowthCurve::Logistic,
            FitBy::Gompertz => &GrowthCurve::Gompertz,
        }
    }
}

impl Method for FitBy {
    fn word(&self) -> &'static str {
        (*self).word()
    }

    fn parameters(&self) -> usize {
        self.method().parameters()
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        self.method().fit(history)
    }

    fn test(&self, history: &History, horizon: usize) -> BackTest {
        self.method().test(history, horizon)
    }

    fn fit_and_test(&self, history: &History, horizon: usize) -> Result<(Fitted, BackTest), FitError> {
        self.method().fit_and_test(history, horizon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fitting and testing in one go says what both say alone, whatever work they share.
    #[test]
    fn in_one_go_is_one_by_one() {
        let values = [21.0, 22.4, 24.1, 25.2, 27.9, 29.0, 24.3, 26.8, 30.1, 33.0, 34.2, 36.5];
        let history = History::new(&values).unwrap();
        for method in FitBy::ALL {
            let (fitted, tested) = method.fit_and_test(&history, 6).unwrap();
            assert_eq!(fitted.levels(6), method.fit(&history).unwrap().levels(6), "{method}");
            assert_eq!(tested, method.test(&history, 6), "{method}");
        }
    }
}
