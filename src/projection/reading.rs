//! One growth said in several ways: a rate, a doubling time, a multiple over some years.

use super::{ProjectionError, Rule};
use crate::calendar::Period;
use crate::quantity::{GrowthRate, Unit};
use crate::series::Factor;

/// The years in which growth at a yearly rate doubles a value: `ln 2 / ln (1 + r)`. `None` if it does not grow.
///
/// ```
/// use corridor::projection::doubling_time;
/// use corridor::quantity::GrowthRate;
///
/// let years = doubling_time(GrowthRate::percent_per_year(7.0)).unwrap();
/// assert!((years - 10.24).abs() < 0.01);
/// assert_eq!(doubling_time(GrowthRate::percent_per_year(-7.0)), None);
/// ```
pub fn doubling_time(rate: GrowthRate) -> Option<f64> {
    (rate.base() > 0.0).then(|| std::f64::consts::LN_2 / rate.base().ln_1p())
}

/// The yearly rate of growth by a factor over so many years: `f^(1 / years) − 1`.
///
/// # Errors
/// A factor of 0 or less, years of 0 or less or not finite, and a rate beyond the range of [`GrowthRate`].
///
/// ```
/// use corridor::projection::rate_of_multiple;
/// use corridor::series::Factor;
///
/// // "Fivefold by 2030", said in 2025.
/// let rate = rate_of_multiple(Factor::times(5.0), 5.0)?;
/// assert!((rate.base() - 0.38).abs() < 1e-3);
/// assert!(rate_of_multiple(Factor::times(5.0), 0.0).is_err());
/// # Ok::<(), corridor::projection::ProjectionError>(())
/// ```
pub fn rate_of_multiple(factor: Factor, years: f64) -> Result<GrowthRate, ProjectionError> {
    let fault = |parameter, given, allowed| {
        Err(ProjectionError::OutOfRange { rule: "multiple", parameter, given, unit: Unit::One, allowed })
    };
    if factor.base() <= 0.0 {
        return fault("multiple", factor.base(), "a number above 0");
    }
    if !(years > 0.0 && years.is_finite()) {
        return fault("years", years, "a number above 0");
    }
    let rate = (factor.base().ln() / years).exp_m1();
    let allowed = "a multiple and years that make at most 1e6 a year";
    GrowthRate::new(rate).or_else(|_| fault("rate", rate, allowed))
}

/// How many times a value becomes by growth at a yearly rate over so many years: `(1 + r)^years`.
///
/// # Errors
/// Years that are not finite, or that make more than any float.
pub fn multiple_of_rate(rate: GrowthRate, years: f64) -> Result<Factor, ProjectionError> {
    let allowed = "a number of years over which the multiple stays finite";
    let fault = |_| ProjectionError::OutOfRange {
        rule: "compound",
        parameter: "years",
        given: years,
        unit: Unit::One,
        allowed,
    };
    Factor::new((years * rate.base().ln_1p()).exp()).map_err(fault)
}

impl Rule {
    /// The yearly rate of a rule that has one, by central values: a compound rule's own, e^g − 1 of a
    /// continuous one, and that which a multiple
    /// promises from the last given period on. `None` for the others, and for parameters that make no rate.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::projection::Rule;
    /// use corridor::series::Factor;
    ///
    /// let announced = Rule::multiple(Factor::times(5.0), Period::year(2030)?);
    /// let rate = announced.implied_rate(Period::year(2024)?).unwrap();
    /// assert!((rate.base() - 0.308).abs() < 1e-3);
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    #[doc(alias = "cagr")]
    pub fn implied_rate(&self, last: Period) -> Option<GrowthRate> {
        match self {
            Rule::Compound { rate } => GrowthRate::new(rate.central()).ok(),
            Rule::Continuous { rate } => GrowthRate::new(rate.central().exp_m1()).ok(),
            Rule::Multiple { factor, by } => {
                let factor = Factor::new(factor.central()).ok()?;
                rate_of_multiple(factor, by.midpoint() - last.midpoint()).ok()
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    /// A power and its root.
    const ROOT: f64 = 1e-10;

    proptest! {
        /// The three ways to say growth lead back to one another.
        #[test]
        fn growth_reads_back(percent in 0.01..500.0f64, years in 0.1..100.0f64) {
            let rate = GrowthRate::percent_per_year(percent);
            let factor = multiple_of_rate(rate, years).unwrap();
            assert_relative_eq!(rate_of_multiple(factor, years).unwrap().base(), rate.base(), max_relative = ROOT);
            let doubled = multiple_of_rate(rate, doubling_time(rate).unwrap()).unwrap();
            assert_relative_eq!(doubled.base(), 2.0, max_relative = ROOT);
        }
    }

    #[test]
    fn what_is_no_growth_is_told() {
        for (factor, years, told) in [
            (0.0, 5.0, "`multiple` of `multiple` is 0: give a number above 0"),
            (-2.0, 5.0, "`multiple` of `multiple` is -2: give a number above 0"),
            (2.0, 0.0, "`years` of `multiple` is 0: give a number above 0"),
            (2.0, f64::NAN, "`years` of `multiple` is NaN: give a number above 0"),
        ] {
            let error = rate_of_multiple(Factor::times(factor), years).unwrap_err();
            assert_eq!(error.to_string(), told);
        }
        let error = rate_of_multiple(Factor::times(1e9), 1.0).unwrap_err();
        assert!(
            error.to_string().ends_with("give a multiple and years that make at most 1e6 a year"),
            "{error}"
        );
        assert!(multiple_of_rate(GrowthRate::per_year(1.0), f64::INFINITY).is_err());
        assert_eq!(Rule::Hold.implied_rate(Period::year(2024).unwrap()), None);
    }
}
