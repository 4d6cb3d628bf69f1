use super::{FitError, LeastSquares, Point};
use crate::calendar::Period;
use crate::quantity::Quantity;
use crate::series::Series;

const METHOD: &str = "level shift";

/// A break in scope: by how much a series stands higher from a period on, beside its own compound growth.
///
/// ```text
/// ln v = a + b t + ln f · [t ≥ break]
/// ```
///
/// The period of the break must be known: a search for one finds it in any series. Where old and new scope overlap,
/// [`Series::splice`] needs no model; take this where they do not.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::projection::fit::LevelShift;
/// use corridor::quantity::Mass;
/// use corridor::series::{Definition, Series};
///
/// // From 2022 on the port counts transit too.
/// let values = [100.0, 112.0, 120.0, 134.0, 290.0, 320.0, 350.0].map(Mass::kilotonnes).to_vec();
/// let counted = Series::new(Horizon::years(2018, 2024)?, values, Definition::new("port", "KZ"))?;
/// let shift = LevelShift::of(&counted, "2022".parse()?)?;
/// assert!((shift.factor - 1.97).abs() < 0.05 && shift.error.unwrap() < 0.05);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Reference: G. E. P. Box and G. C. Tiao (1975), *Intervention analysis with applications to economic and environmental
/// problems*, Journal of the American Statistical Association 70, 70–79.
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "structural break")]
#[doc(alias = "step")]
pub struct LevelShift {
    /// How many times the level before the break that after it is.
    pub factor: f64,
    /// The standard error of the factor's logarithm, which is its error as a share; none without a degree of freedom.
    pub error: Option<f64>,
    /// Compound growth per year on both sides.
    pub rate: f64,
}

impl LevelShift {
    /// Estimates it.
    ///
    /// # Errors
    /// [`FitError::NotPositive`], [`FitError::TooShort`] for fewer than four values, and [`FitError::NotFound`] for a break
    /// that does not leave two values or more before it and one or more from it on.
    pub fn of<Q: Quantity>(series: &Series<Q>, from: Period) -> Result<Self, FitError> {
        let low = series.values().iter().position(|value| value.base() <= 0.0);
        if let Some(place) = low {
            let value = series.values()[place].base();
            return Err(FitError::NotPositive { method: METHOD, place: place + 1, value });
        }
        if series.len() < 4 {
            return Err(FitError::TooShort { method: METHOD, given: series.len(), needed: 4 });
        }
        let before = series.iter().filter(|(period, _)| *period < from).count();
        if before < 2 || before == series.len() {
            let why = "two values before the break and one from it on are needed";
            return Err(FitError::NotFound { method: METHOD, why });
        }
        Self::estimate(&series.points(), before)
    }

    fn estimate(points: &[Point], before: usize) -> Result<Self, FitError> {
        let start = points[0].x;
        let broken = points[before].x - start;
        let logs: Vec<Point> = points.iter().map(|point| Point::new(point.x - start, point.y.ln())).collect();
        let model = |b: &[f64], t: f64| b[0] + b[1] * t + if t >= broken { b[2] } else { 0.0 };
        let fit = LeastSquares::fit(model, &logs, &[logs[0].y, 0.1, 0.1])?;
        let error = fit.standard_errors().map(|errors| errors[2]);
        Ok(Self { factor: fit.parameters()[2].exp(), error, rate: fit.parameters()[1].exp_m1() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Horizon;
    use crate::quantity::Mass;
    use crate::series::Definition;

    fn series(values: &[f64]) -> Series<Mass> {
        let last = 2017 + i32::try_from(values.len()).unwrap();
        let values = values.iter().map(|value| Mass::tonnes(*value)).collect();
        Series::new(Horizon::years(2018, last).unwrap(), values, Definition::default()).unwrap()
    }

    /// A series that was made with a shift gives it back.
    #[test]
    fn a_shift_is_found_again() {
        let values: Vec<f64> =
            (0..8).map(|year| 50.0 * 1.07_f64.powi(year) * if year >= 5 { 1.6 } else { 1.0 }).collect();
        let shift = LevelShift::of(&series(&values), "2023".parse().unwrap()).unwrap();
        assert!((shift.factor - 1.6).abs() < 1e-9 && (shift.rate - 0.07).abs() < 1e-9);
    }

    #[test]
    fn what_has_no_break_is_told() {
        for (values, from, told) in [
            (vec![1.0, 2.0, 3.0], "2019", "needs at least 4 values"),
            (vec![1.0, 2.0, 0.0, 3.0], "2020", "value 3 is 0"),
            (vec![1.0, 2.0, 3.0, 4.0], "2019", "two values before the break"),
            (vec![1.0, 2.0, 3.0, 4.0], "2030", "two values before the break"),
        ] {
            let error = LevelShift::of(&series(&values), from.parse().unwrap()).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
    }
}
