use super::{FitError, LeastSquares, Parameter, Point};
use crate::evidence::{Estimate, Evidence, Id, Shape};
use crate::projection::{Driver, Rule};
use crate::quantity::{Elasticity, Quantity};
use crate::series::Series;

const METHOD: &str = "elastic";

/// Between what an elasticity is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElasticForm {
    /// ln v = c + e ln d: between the levels.
    Levels,
    /// Δ ln v = e Δ ln d: between the changes. Two series that merely both rise have an elasticity in levels, and none here.
    Changes,
}

/// The elasticity of a history to a driver, by regression of logarithms, with its standard error.
///
/// ```
/// use corridor::projection::fit::{Elastic, ElasticForm};
///
/// let product = [100.0, 104.0, 110.0, 113.0, 119.0];
/// let trade = product.map(|level: f64| 3.0 * level.powf(1.5));
/// let fit = Elastic::of(&trade, &product, ElasticForm::Levels)?;
/// assert!((fit.elasticity() - 1.5).abs() < 1e-9);
/// assert_eq!(fit.rule("gdp").word(), "elastic");
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
///
/// When not to: with a driver that itself must be guessed, the guess is the forecast; and levels of two series that
/// both have a trend correlate whether or not one moves the other. C. W. J. Granger and P. Newbold (1974, *Spurious
/// regressions in econometrics*, Journal of Econometrics 2) take R² above the Durbin–Watson number for the sign of it:
/// see [`Elastic::is_suspect`], and compare with [`ElasticForm::Changes`].
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "log-log regression")]
pub struct Elastic {
    form: ElasticForm,
    points: Vec<Point>,
    solution: LeastSquares,
}

impl Elastic {
    /// Of values and the driver's values in the same periods, one after the other.
    ///
    /// # Errors
    /// [`FitError::NotPositive`] for zero or less in either, [`FitError::TooShort`] with fewer than three values in common
    /// (values beyond the shorter of the two are not looked at), [`FitError::NotFound`] for a driver that never changes.
    pub fn of(values: &[f64], driver: &[f64], form: ElasticForm) -> Result<Self, FitError> {
        let pairs: Vec<(f64, f64)> = driver.iter().copied().zip(values.iter().copied()).collect();
        let low = pairs.iter().position(|(driver, value)| !(*driver > 0.0 && *value > 0.0));
        if let Some(place) = low {
            let value = pairs[place].0.min(pairs[place].1);
            return Err(FitError::NotPositive { method: METHOD, place: place + 1, value });
        }
        if pairs.len() < 3 {
            return Err(FitError::TooShort { method: METHOD, given: pairs.len(), needed: 3 });
        }
        let points: Vec<Point> =
            pairs.iter().map(|(driver, value)| Point::new(driver.ln(), value.ln())).collect();
        Self::regress(form, points)
    }

    /// Of a series to a driver series, over the periods that both have.
    ///
    /// # Errors
    /// As [`Elastic::of`].
    pub fn of_series<Q: Quantity, D: Quantity>(
        series: &Series<Q>,
        driver: &Series<D>,
        form: ElasticForm,
    ) -> Result<Self, FitError> {
        let common =
            series.iter().filter_map(|(period, value)| Some((value.base(), driver.get(period)?.base())));
        let (values, drivers): (Vec<f64>, Vec<f64>) = common.unzip();
        Self::of(&values, &drivers, form)
    }

    fn regress(form: ElasticForm, levels: Vec<Point>) -> Result<Self, FitError> {
        let change = |pair: &[Point]| Point::new(pair[1].x - pair[0].x, pair[1].y - pair[0].y);
        let (points, solution) = match form {
            ElasticForm::Levels => {
                let solution = LeastSquares::fit(|b, x| b[0] + b[1] * x, &levels, &[0.0, 1.0]);
                (levels, solution)
            }
            ElasticForm::Changes => {
                let changes: Vec<Point> = levels.windows(2).map(change).collect();
                let solution = LeastSquares::fit(|b, x| b[0] * x, &changes, &[1.0]);
                (changes, solution)
            }
        };
        let unmoved = points
            .iter()
            .all(|point| point.x == points[0].x && (form == ElasticForm::Levels || point.x == 0.0));
        let why = "the driver never changes";
        if unmoved {
            Err(FitError::NotFound { method: METHOD, why })
        } else {
            Ok(Self { form, points, solution: solution? })
        }
    }

    /// Between what it was measured.
    pub fn form(&self) -> ElasticForm {
        self.form
    }

    /// By how many per cent the values change for each 1 % of the driver.
    pub fn elasticity(&self) -> f64 {
        self.solution.parameters()[self.solution.parameters().len() - 1]
    }

    /// Its standard error; `None` without a degree of freedom.
    pub fn error(&self) -> Option<f64> {
        self.solution.standard_errors()?.pop()
    }

    /// The elasticity as a parameter with its error.
    pub fn parameter(&self) -> Parameter {
        Parameter { name: "elasticity", value: self.elasticity(), error: self.error() }
    }

    /// The least squares behind it, in logarithms.
    pub fn solution(&self) -> &LeastSquares {
        &self.solution
    }

    /// The part of the variance of logarithms (or of their changes, about 0) that the driver explains.
    #[doc(alias = "R²")]
    pub fn r_squared(&self) -> f64 {
        let mean = match self.form {
            ElasticForm::Levels => {
                self.points.iter().map(|point| point.y).sum::<f64>() / self.points.len() as f64
            }
            ElasticForm::Changes => 0.0,
        };
        let total: f64 = self.points.iter().map(|point| (point.y - mean).powi(2)).sum();
        if total == 0.0 { 1.0 } else { 1.0 - self.solution.sum_of_squares() / total }
    }

    /// Near 2 where a residual knows nothing of the one before, near 0 where it is nearly the same (Durbin and Watson 1950).
    pub fn durbin_watson(&self) -> f64 {
        let left = self.solution.residuals();
        let changes: f64 = left.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum();
        changes / self.solution.sum_of_squares()
    }

    /// Whether two trends may only seem to move together: R² above the Durbin–Watson number, in levels.
    #[doc(alias = "spurious regression")]
    pub fn is_suspect(&self) -> bool {
        self.form == ElasticForm::Levels && self.r_squared() > self.durbin_watson()
    }

    /// The rule of growth that it is, with its error as a normal distribution.
    pub fn rule(&self, to: impl Into<Id<Driver>>) -> Rule {
        let sure = Elasticity::new(self.elasticity()).map(Estimate::sure);
        let shape = self.error().map(|sd| Shape::Normal { mean: self.elasticity(), sd });
        let shaped = shape.and_then(|shape| Estimate::shaped(Elasticity::of(0.0), shape).ok());
        let estimate = shaped.or(sure.ok()).unwrap_or(Estimate::sure(Elasticity::of(0.0)));
        let note = format!("regression of logarithms over {} values", self.points.len());
        Rule::elastic(to, estimate.with_evidence(Evidence::Derived).with_note(&note))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Horizon;
    use crate::quantity::Mass;
    use crate::series::Definition;

    /// Slope and its error by the textbook's formulas (Draper and Smith 1998, *Applied Regression Analysis*, chapter 1).
    #[test]
    fn the_error_is_that_of_simple_regression() {
        let (values, driver) = ([3.1, 3.9, 4.2, 5.6, 5.9], [10.0, 12.0, 13.0, 17.0, 19.0]);
        let fit = Elastic::of(&values, &driver, ElasticForm::Levels).unwrap();
        let (x, y) = (driver.map(f64::ln), values.map(f64::ln));
        let mean = |of: &[f64; 5]| of.iter().sum::<f64>() / 5.0;
        let of = |one: &[f64; 5], other: &[f64; 5]| -> f64 {
            one.iter().zip(other).map(|(a, b)| (a - mean(one)) * (b - mean(other))).sum()
        };
        let slope = of(&x, &y) / of(&x, &x);
        let error = ((of(&y, &y) - slope * of(&x, &y)) / 3.0 / of(&x, &x)).sqrt();
        assert!((fit.elasticity() - slope).abs() < 1e-9, "{}", fit.elasticity());
        assert!((fit.error().unwrap() - error).abs() < 1e-9);
        assert!((fit.r_squared() - slope * of(&x, &y) / of(&y, &y)).abs() < 1e-9);
    }

    /// Two random walks with drift: levels go together, changes do not, and the first is told.
    #[test]
    fn two_trends_are_suspect() {
        let walk = |name: &str| -> Vec<f64> {
            let stream = crate::evidence::Stream::new(5, name);
            let step = |level: &mut f64, k: u64| {
                *level *= 1.05 + 0.08 * (stream.uniform(k) - 0.5);
                Some(*level)
            };
            (0..30).scan(100.0, step).collect()
        };
        let (trade, rain) = (walk("trade"), walk("rain"));
        let levels = Elastic::of(&trade, &rain, ElasticForm::Levels).unwrap();
        assert!(levels.r_squared() > 0.9 && levels.is_suspect(), "{}", levels.r_squared());
    }

    #[test]
    fn what_has_no_elasticity_is_told() {
        for (values, driver, told) in [
            (vec![1.0, 2.0, 3.0], vec![5.0, 5.0, 5.0], "the driver never changes"),
            (vec![1.0, 0.0, 3.0], vec![5.0, 6.0, 7.0], "value 2 is 0"),
            (vec![1.0, 2.0, 3.0], vec![5.0, -6.0, 7.0], "value 2 is -6"),
            (vec![1.0, 2.0], vec![5.0, 6.0, 7.0], "needs at least 3 values, but 2"),
        ] {
            for form in [ElasticForm::Levels, ElasticForm::Changes] {
                let error = Elastic::of(&values, &driver, form).unwrap_err().to_string();
                assert!(error.contains(told), "{error}");
            }
        }
    }

    /// Only periods that both series have count.
    #[test]
    fn series_meet_where_both_have_values() {
        let series = |first: i32, values: &[f64]| {
            let last = first + i32::try_from(values.len()).unwrap() - 1;
            let values = values.iter().map(|value| Mass::tonnes(*value)).collect();
            Series::new(Horizon::years(first, last).unwrap(), values, Definition::default()).unwrap()
        };
        let driver = series(2018, &[7.0, 10.0, 11.0, 12.5, 12.0, 14.0]);
        let values: Vec<f64> = [10.0, 11.0, 12.5, 12.0].iter().map(|d: &f64| 2.0 * d.powf(0.7)).collect();
        let fit = Elastic::of_series(&series(2019, &values), &driver, ElasticForm::Changes).unwrap();
        assert!((fit.elasticity() - 0.7).abs() < 1e-9);
        assert_eq!(fit.solution().count(), 3);
    }
}
