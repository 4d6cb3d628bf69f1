use super::curve::straight;
use super::{CurveFit, FitError, GrowthCurve, Point};

/// How a year that does not belong is kept from bending a curve.
///
/// | way | a value *u* deviations off weighs | takes |
/// |---|---|---|
/// | [`Huber`](Self::Huber) | 1 up to 1.345, 1.345 / u beyond | a few values that are off |
/// | [`Tukey`](Self::Tukey) | (1 − (u / 4.685)²)² up to 4.685, 0 beyond | values that are far off: they count nothing |
/// | [`TheilSen`](Self::TheilSen) | no weights: the median of the slopes between all pairs | a line; up to 29 % of the values off |
///
/// Both constants keep 95 % of the precision where no value is off. The deviation is the median distance from the curve over
/// 0.6745. Iteratively reweighted least squares; Tukey's begins at the fit that, of those which leave one value out,
/// has the smallest median distance. Standard errors are those of the weighted fit, which takes the weights as known:
/// they are on the small side.
///
/// ```
/// use corridor::projection::fit::{Caution, GrowthCurve, Point, Robust};
///
/// // The fifth year is a misprint, or a war.
/// let values = [10.0, 12.0, 14.1, 15.9, 180.0, 20.0, 22.1, 23.9];
/// let points: Vec<Point> = (2018..).zip(values).map(|(year, y)| Point::new(f64::from(year), y)).collect();
/// let fit = GrowthCurve::Linear.fit_robust(&points, Robust::Tukey)?;
/// assert!((fit.parameter("slope").unwrap() - 2.0).abs() < 0.05);
/// assert_eq!(fit.cautions(), [Caution::Outlier { time: 2022.0, weight: 0.0 }]);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
///
/// When not to: a change that lasts is no outlier but a break, and a curve that steps over the last value forgets
/// the news. References: P. J. Huber (1964), *Robust estimation of a location parameter*, Annals of Mathematical Statistics 35;
/// A. E. Beaton and J. W. Tukey (1974), Technometrics 16; P. K. Sen (1968), *Estimates of the regression coefficient
/// based on Kendall's tau*, Journal of the American Statistical Association 63.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "M-estimator")]
#[doc(alias = "IRLS")]
pub enum Robust {
    /// Values far off count less.
    Huber,
    /// Values far off count nothing.
    #[doc(alias = "bisquare")]
    Tukey,
    /// The median of the slopes between all pairs.
    TheilSen,
}

const HUBER: f64 = 1.345;
const TUKEY: f64 = 4.685;
/// The median distance of the standard normal distribution from 0.
const MEDIAN_DISTANCE: f64 = 0.674_489_750_196_081_7;
/// Weights are taken again and again, at most so often, until none moves by more than this.
const ROUNDS: usize = 200;
const SETTLED: f64 = 1e-9;

impl Robust {
    /// The weight of a value so many deviations off.
    fn weight(self, off: f64) -> f64 {
        match self {
            Self::Huber => (HUBER / off).min(1.0),
            Self::Tukey => (1.0 - (off / TUKEY).powi(2)).max(0.0).powi(2),
            Self::TheilSen => 1.0,
        }
    }
}

impl GrowthCurve {
    /// Fits it so that a few values that do not belong hardly bend it; which they are, [`CurveFit::outliers`] tells.
    ///
    /// # Errors
    /// As [`GrowthCurve::fit`], and [`FitError::NotFound`] for [`Robust::TheilSen`] of a curve that is no line in
    /// units or logarithms.
    pub fn fit_robust(self, points: &[Point], how: Robust) -> Result<CurveFit, FitError> {
        match how {
            Robust::Huber => reweighted(self.fit(points)?, how),
            Robust::Tukey => reweighted(self.least_median(points)?, how),
            Robust::TheilSen => self.by_pairs(points),
        }
    }

    /// Of the fits that leave one value out, the one that half of the values are nearest to.
    fn least_median(self, points: &[Point]) -> Result<CurveFit, FitError> {
        let whole = self.fit(points)?;
        let weights: Vec<f64> = whole.points().iter().map(|point| point.weight).collect();
        let without = |place: usize| {
            let mut weights = weights.clone();
            weights[place] = 0.0;
            whole.weighed(&weights).ok()
        };
        let fits = (0..weights.len()).filter_map(without);
        let nearest = fits.min_by(|one, other| distance(one).total_cmp(&distance(other)));
        Ok(nearest.unwrap_or_else(|| whole.clone()))
    }

    /// The median slope of all pairs, and the median of what it leaves.
    fn by_pairs(self, points: &[Point]) -> Result<CurveFit, FitError> {
        let why = "only a line has a median slope; use `huber` or `tukey`";
        match self {
            Self::Linear => CurveFit::found(self, points, median_line),
            Self::Compound => CurveFit::found(self, points, |points| {
                let line = median_line(points);
                vec![line[0].exp(), line[1].exp_m1()]
            }),
            _ => Err(FitError::NotFound { method: self.word(), why }),
        }
    }
}

/// The level at 0 and the slope.
fn median_line(points: &[Point]) -> Vec<f64> {
    let pairs = points
        .iter()
        .enumerate()
        .flat_map(|(place, one)| points[place + 1..].iter().map(move |other| (one, other)));
    let slopes: Vec<f64> = pairs
        .filter(|(one, other)| one.x != other.x)
        .map(|(one, other)| (other.y - one.y) / (other.x - one.x))
        .collect();
    if slopes.is_empty() {
        return straight(points, |point| Some(point.y));
    }
    let slope = median(slopes);
    vec![median(points.iter().map(|point| point.y - slope * point.x).collect()), slope]
}

/// Weighs and fits until neither changes. The weights given with the points go on top.
fn reweighted(mut fit: CurveFit, how: Robust) -> Result<CurveFit, FitError> {
    let given: Vec<f64> = fit.points().iter().map(|point| point.weight.max(f64::MIN_POSITIVE)).collect();
    let given = if given.contains(&f64::MIN_POSITIVE) { vec![1.0; given.len()] } else { given };
    let mut last = Vec::new();
    for _ in 0..ROUNDS {
        let deviation = distance(&fit) / MEDIAN_DISTANCE;
        if deviation <= f64::MIN_POSITIVE {
            break;
        }
        let off = fit
            .solution()
            .residuals()
            .iter()
            .zip(&given)
            .map(|(left, given)| left.abs() * given.sqrt() / deviation);
        let weights: Vec<f64> = off.map(|off| how.weight(off)).collect();
        if settled(&weights, &last) {
            break;
        }
        let together: Vec<f64> = weights.iter().zip(&given).map(|(weight, given)| weight * given).collect();
        fit = fit.weighed(&together)?;
        last = weights;
    }
    Ok(fit)
}

fn settled(weights: &[f64], last: &[f64]) -> bool {
    weights.len() == last.len() && weights.iter().zip(last).all(|(one, other)| (one - other).abs() < SETTLED)
}

/// The median distance of the values from the curve, on the scale it was fitted on.
fn distance(fit: &CurveFit) -> f64 {
    median(fit.solution().residuals().iter().map(|left| left.abs()).collect())
}

/// The middle value, or the mean of the two in the middle; NaN of none.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let (low, high) = (values.len().saturating_sub(1) / 2, values.len() / 2);
    match (values.get(low), values.get(high)) {
        (Some(low), Some(high)) => f64::midpoint(*low, *high),
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Millions of international calls from Belgium, 1950 to 1973; from 1964 to 1969 minutes were counted instead (P. J.
    /// Rousseeuw and A. M. Leroy 1987, *Robust Regression and Outlier Detection*, table 2.3).
    const CALLS: [f64; 24] = [
        4.4, 4.7, 4.7, 5.9, 6.6, 7.3, 8.1, 8.8, 10.6, 12.0, 13.5, 14.9, 16.1, 21.2, 119.0, 124.0, 142.0,
        159.0, 182.0, 212.0, 43.0, 24.0, 27.0, 29.0,
    ];

    fn calls() -> Vec<Point> {
        (50..).zip(CALLS).map(|(year, calls)| Point::new(f64::from(year), calls)).collect()
    }

    fn line(fit: &CurveFit) -> [f64; 2] {
        let [start, slope] = ["start", "slope"].map(|name| fit.parameter(name).unwrap());
        [start - 50.0 * slope, slope]
    }

    /// W. N. Venables and B. D. Ripley, *Modern Applied Statistics with S* (4th edition, 2002), section 6.5: `lm` and
    /// `rlm` (Huber) of these data.
    #[test]
    fn telephone_calls_as_in_the_textbook() {
        let [level, slope] = line(&GrowthCurve::Linear.fit(&calls()).unwrap());
        assert!((level + 260.059).abs() < 1e-3 && (slope - 5.041).abs() < 1e-3, "{level} {slope}");
        let [level, slope] = line(&GrowthCurve::Linear.fit_robust(&calls(), Robust::Huber).unwrap());
        // Theirs ends its rounds when residuals move by less than 1e-4 of themselves, ours when they stand.
        assert!(
            (level / -102.62 - 1.0).abs() < 1e-3 && (slope / 2.041 - 1.0).abs() < 1e-3,
            "{level} {slope}"
        );
    }

    /// The six years of minutes, and those around them that count both, weigh nothing in Tukey's fit.
    #[test]
    fn years_counted_otherwise_are_named() {
        let fit = GrowthCurve::Linear.fit_robust(&calls(), Robust::Tukey).unwrap();
        let named: Vec<f64> =
            fit.points().iter().filter(|point| point.weight < 0.01).map(|point| point.x).collect();
        assert!(named.starts_with(&[64.0, 65.0, 66.0, 67.0, 68.0, 69.0]), "{named:?}");
        let [_, slope] = line(&fit);
        assert!((1.0..1.3).contains(&slope), "{slope}");
    }

    /// The median of five slopes by hand: of the points (1,1) (2,2) (3,3) (4,40), the slopes are 1, 1, 1, 13, 19, 37.
    #[test]
    fn the_median_slope_by_hand() {
        let points: Vec<Point> =
            [1.0, 2.0, 3.0, 40.0].iter().zip(1..).map(|(y, x)| Point::new(f64::from(x), *y)).collect();
        let fit = GrowthCurve::Linear.fit_robust(&points, Robust::TheilSen).unwrap();
        assert_eq!(fit.parameter("slope"), Some(7.0));
        let error = GrowthCurve::Bass.fit_robust(&points, Robust::TheilSen).unwrap_err();
        assert!(error.to_string().contains("only a line has a median slope"), "{error}");
    }

    /// Where no value is off, every way finds the same curve.
    #[test]
    fn clean_values_are_fitted_alike() {
        let points: Vec<Point> = (0..9).map(|t| Point::new(f64::from(t), 3.0 * 1.1_f64.powi(t))).collect();
        for how in [Robust::Huber, Robust::Tukey, Robust::TheilSen] {
            let fit = GrowthCurve::Compound.fit_robust(&points, how).unwrap();
            assert!((fit.parameter("rate").unwrap() - 0.1).abs() < 1e-9, "{how:?}");
        }
    }
}
