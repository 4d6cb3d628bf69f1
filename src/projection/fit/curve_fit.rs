use std::fmt;

use super::least_squares_qr::norm;
use super::{FitError, GrowthCurve, LeastSquares, Parameter, Point, s_curve};
use crate::evidence::student_quantile;

/// A ceiling whose standard error is beyond this share of it is not known.
const UNSETTLED: f64 = 0.5;
/// A point that weighs less than this beside the others is told as an outlier.
const OUTLYING: f64 = 0.5;

/// A growth curve fitted to a history: its parameters with their errors, how well it fits, and what to mistrust.
///
/// ```
/// use corridor::projection::fit::{GrowthCurve, Point};
///
/// let shipped = [759.0, 783.0, 586.0, 1485.0, 2764.0, 4484.0, 4119.0];
/// let points: Vec<Point> = (2019..).zip(shipped).map(|(year, kt)| Point::new(f64::from(year), kt)).collect();
/// let compound = GrowthCurve::Compound.fit(&points)?;
/// assert!((compound.parameter("rate").unwrap() - 0.435).abs() < 1e-3);
/// let (low, high) = compound.interval(2026.0, 0.8).unwrap();
/// assert!(low < compound.level(2026.0) && compound.level(2026.0) < high);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CurveFit {
    curve: GrowthCurve,
    /// The time from which the curve's own time counts.
    origin: f64,
    points: Vec<Point>,
    /// In the curve's own time, and in logarithms where its errors are shares.
    solution: LeastSquares,
}

/// What to mistrust in a fitted curve.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Caution {
    /// The search did not arrive: the parameters are the best that were met.
    NotArrived,
    /// As many parameters as values: the curve meets them all, and nothing is known of its errors.
    NoneLeft,
    /// The values do not tell the parameters apart.
    NotToldApart,
    /// The ceiling is not identified by these values: its standard error is beyond half of it, or it has none.
    Ceiling {
        /// The ceiling that was found, in base units.
        ceiling: f64,
        /// Its standard error.
        error: Option<f64>,
    },
    /// The steepest point lies after the last value: the values show the rise alone, and the ceiling follows from the form
    /// of the curve.
    RiseAlone {
        /// Where it is steepest.
        midpoint: f64,
        /// The time of the last value.
        last: f64,
    },
    /// Residuals that follow each other are alike, more than chance has it: standard errors are too small.
    Dependent {
        /// The correlation of a residual with the one before.
        correlation: f64,
    },
    /// A value that hardly counted in a robust fit.
    Outlier {
        /// Its time.
        time: f64,
        /// Its weight beside 1 of the others.
        weight: f64,
    },
}

impl fmt::Display for Caution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotArrived => {
                f.write_str("the search did not arrive; the parameters are the best that were met")
            }
            Self::NoneLeft => f.write_str("as many parameters as values: nothing is known of the errors"),
            Self::NotToldApart => f.write_str("the values do not tell the parameters apart"),
            Self::Ceiling { ceiling, error } => {
                write!(f, "the ceiling is not identified by these values: {ceiling:.4e}")?;
                error.map_or(Ok(()), |error| write!(f, " with a standard error of {error:.2e}"))
            }
            Self::RiseAlone { midpoint, last } => write!(
                f,
                "the values show the rise alone: the curve is steepest at {midpoint:.1}, after the last value at {last:.1}"
            ),
            Self::Dependent { correlation } => write!(
                f,
                "what is left of a value is like the one before (correlation {correlation:.2}): the standard errors are too small"
            ),
            Self::Outlier { time, weight } => {
                write!(f, "the value at {time:.1} is an outlier: it weighs {weight:.2}")
            }
        }
    }
}

impl CurveFit {
    pub(super) fn new(curve: GrowthCurve, points: &[Point]) -> Result<Self, FitError> {
        let points = prepared(curve, points)?;
        let origin = origin(curve, &points);
        let own = own(curve, &points, origin);
        let starts = curve.starts(&shifted(&points, origin));
        let starts = starts.into_iter().filter(|start| start.iter().all(|value| value.is_finite()));
        // The nearest start mostly is enough; another one that comes lower shows a false bottom.
        let starts: Vec<Vec<f64>> = starts.take(3).collect();
        let best = nearest(curve, &own, &starts);
        let why = "no start leads to a curve of this form";
        let solution = best.ok_or(FitError::NotFound { method: curve.word(), why })?;
        Ok(Self { curve, origin, points, solution })
    }

    /// The same curve fitted anew with other weights, from where it stands.
    pub(super) fn weighed(&self, weights: &[f64]) -> Result<Self, FitError> {
        let points: Vec<Point> =
            self.points.iter().zip(weights).map(|(point, weight)| point.weighing(*weight)).collect();
        let own = own(self.curve, &points, self.origin);
        let from = vec![self.solution.parameters().to_vec()];
        let why = "the curve has no value there";
        let solution = nearest(self.curve, &own, &from);
        let solution = solution.ok_or(FitError::NotFound { method: self.curve.word(), why })?;
        Ok(Self { points, solution, ..self.clone() })
    }

    /// A curve whose parameters were found in another way, in its own time.
    pub(super) fn found(
        curve: GrowthCurve,
        points: &[Point],
        find: impl FnOnce(&[Point]) -> Vec<f64>,
    ) -> Result<Self, FitError> {
        let points = prepared(curve, points)?;
        let origin = origin(curve, &points);
        let own = own(curve, &points, origin);
        let solution = LeastSquares::around(model(curve), &own, &find(&own), (0, true));
        let why = "the curve has no value there";
        let solution = solution.ok_or(FitError::NotFound { method: curve.word(), why })?;
        Ok(Self { curve, origin, points, solution })
    }

    /// Which curve it is.
    pub fn curve(&self) -> GrowthCurve {
        self.curve
    }

    /// The points it was fitted to, in order of time, each with the weight it had at last.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The parameters with their standard errors, in the order of the formula. A midpoint is a time as given.
    pub fn parameters(&self) -> Vec<Parameter> {
        let errors = self.solution.standard_errors();
        let values = self.solution.parameters().iter().zip(self.curve.names()).enumerate();
        values
            .map(|(number, (value, name))| Parameter {
                name,
                value: if *name == "midpoint" { value + self.origin } else { *value },
                error: errors.as_ref().map(|errors| errors[number]),
            })
            .collect()
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<f64> {
        self.parameters().iter().find(|parameter| parameter.name == name).map(|parameter| parameter.value)
    }

    /// The least squares behind it: in logarithms where errors are shares, and in the curve's own time.
    pub fn solution(&self) -> &LeastSquares {
        &self.solution
    }

    /// The curve at a time: the median of what to expect.
    pub fn level(&self, time: f64) -> f64 {
        self.curve.level(self.solution.parameters(), time - self.origin)
    }

    /// What a value lies off the curve, as a standard deviation: in units, or as a share where errors are shares.
    #[doc(alias = "sigma")]
    pub fn residual_deviation(&self) -> Option<f64> {
        self.solution.residual_deviation()
    }

    /// The part of the values' variance that the curve explains, on the scale it was fitted on.
    #[doc(alias = "R²")]
    pub fn r_squared(&self) -> f64 {
        let own = own(self.curve, &self.points, self.origin);
        let weight: f64 = own.iter().map(|point| point.weight).sum();
        let mean = own.iter().map(|point| point.weight * point.y).sum::<f64>() / weight;
        let total: f64 = own.iter().map(|point| point.weight * (point.y - mean).powi(2)).sum();
        if total == 0.0 { 1.0 } else { 1.0 - self.solution.sum_of_squares() / total }
    }

    /// Akaike's criterion corrected for few values (Hurvich and Tsai 1989), for errors in units: smaller is better,
    /// for curves fitted to the same values. `None` with fewer than three values more than parameters.
    #[doc(alias = "AICc")]
    pub fn criterion(&self) -> Option<f64> {
        let (count, numbers) = (self.solution.count() as f64, self.solution.parameters().len() as f64 + 1.0);
        let spare = count - numbers - 1.0;
        let variance = self.solution.sum_of_squares() / count;
        if spare <= 0.0 || variance <= 0.0 {
            return None;
        }
        let deviance = count * ((2.0 * std::f64::consts::PI * variance).ln() + 1.0);
        let penalty = 2.0 * numbers * (1.0 + (numbers + 1.0) / spare);
        // The density of a value is that of its logarithm over the value.
        let levels: f64 =
            self.points.iter().filter(|point| point.weight > 0.0).map(|point| point.y.ln()).sum();
        Some(deviance + penalty + if self.curve.is_relative() { 2.0 * levels } else { 0.0 })
    }

    /// The standard error of the curve at a time, from the errors of its parameters, on the scale it was fitted on.
    pub fn curve_error(&self, time: f64) -> Option<f64> {
        let (deviation, root) = (self.residual_deviation()?, self.solution.root()?);
        let slopes = self.slopes(time)?;
        let along =
            |column: usize| -> f64 { slopes.iter().zip(root).map(|(slope, row)| slope * row[column]).sum() };
        Some(deviation * norm(&(0..slopes.len()).map(along).collect::<Vec<_>>()))
    }

    /// The standard error of a new value at a time: the curve's own, and what a value lies off it.
    pub fn value_error(&self, time: f64) -> Option<f64> {
        Some(self.curve_error(time)?.hypot(self.residual_deviation()?))
    }

    /// The ends between which a new value at a time lies with a probability (0 to 1), by Student's distribution around the curve's
    /// tangent. `None` without a degree of freedom.
    #[doc(alias = "prediction interval")]
    pub fn interval(&self, time: f64, probability: f64) -> Option<(f64, f64)> {
        let error = self.value_error(time)?;
        let share = 0.5 + probability.clamp(0.0, 1.0 - 1e-9) / 2.0;
        let reach = error * student_quantile(share, self.solution.degrees());
        let level = self.level(time);
        let (down, up) = if self.curve.is_relative() {
            (level * (-reach).exp(), level * reach.exp())
        } else {
            (level - reach, level + reach)
        };
        Some((down, up))
    }

    /// What to mistrust in it.
    #[doc(alias = "warnings")]
    pub fn cautions(&self) -> Vec<Caution> {
        let mut cautions = Vec::new();
        cautions.extend((!self.solution.converged()).then_some(Caution::NotArrived));
        if self.solution.degrees() == 0 {
            cautions.push(Caution::NoneLeft);
        } else if self.solution.standard_errors().is_none() {
            cautions.push(Caution::NotToldApart);
        }
        cautions.extend(self.ceiling_cautions());
        cautions.extend(self.dependence());
        cautions.extend(self.outliers());
        cautions
    }

    /// The values that hardly counted: those whose weight a robust fit took below half of the heaviest.
    pub fn outliers(&self) -> impl Iterator<Item = Caution> + '_ {
        let most = self.points.iter().map(|point| point.weight).fold(0.0, f64::max);
        let light = self.points.iter().filter(move |point| point.weight < OUTLYING * most);
        light.map(move |point| Caution::Outlier { time: point.x, weight: point.weight / most })
    }

    fn ceiling_cautions(&self) -> Vec<Caution> {
        let parameters = self.parameters();
        let last = self.points.last().map_or(self.origin, |point| point.x);
        if !self.curve.has_ceiling() {
            return Vec::new();
        }
        let (ceiling, midpoint) = (parameters[0], parameters[2].value);
        let settled = ceiling.error.is_some_and(|error| error <= UNSETTLED * ceiling.value.abs());
        let unknown = Caution::Ceiling { ceiling: ceiling.value, error: ceiling.error };
        let rise = Caution::RiseAlone { midpoint, last };
        [(!settled).then_some(unknown), (midpoint > last).then_some(rise)].into_iter().flatten().collect()
    }

    /// The correlation of residuals that follow each other, if it is beyond its bound of 95 %.
    fn dependence(&self) -> Option<Caution> {
        let left = self.solution.residuals();
        let squares: f64 = left.iter().map(|value| value * value).sum();
        let products: f64 = left.windows(2).map(|pair| pair[0] * pair[1]).sum();
        let correlation = products / squares;
        let bound = 1.96 / (left.len() as f64).sqrt();
        (correlation > bound).then_some(Caution::Dependent { correlation })
    }

    /// The derivatives of the curve by its parameters at a time, on the scale it was fitted on.
    fn slopes(&self, time: f64) -> Option<Vec<f64>> {
        let (model, own) = (model(self.curve), time - self.origin);
        let mut moved = self.solution.parameters().to_vec();
        let mut slope = |number: usize| {
            let value = moved[number];
            let width = 1e-5 * value.abs().max(1e-8);
            let mut at = |value: f64| {
                moved[number] = value;
                model(&moved, own)
            };
            let slope = (at(value + width) - at(value - width)) / (2.0 * width);
            moved[number] = value;
            slope
        };
        let slopes: Vec<f64> = (0..self.curve.names().len()).map(&mut slope).collect();
        slopes.iter().all(|slope| slope.is_finite()).then_some(slopes)
    }

    /// The curve with other parameters, in its own time: for draws.
    pub(super) fn drawn(&self, parameters: &[f64], time: f64) -> f64 {
        self.curve.level(parameters, time - self.origin)
    }
}

/// The curve nearest to points in its own time and scale, of those that starts lead to.
fn nearest(curve: GrowthCurve, own: &[Point], starts: &[Vec<f64>]) -> Option<LeastSquares> {
    if curve.has_ceiling() {
        return s_curve::fit(curve, own, starts);
    }
    let found = starts.iter().filter_map(|start| LeastSquares::fit(model(curve), own, start).ok());
    found.min_by(|one, other| one.sum_of_squares().total_cmp(&other.sum_of_squares()))
}

/// The curve on the scale it is fitted on.
fn model(curve: GrowthCurve) -> impl Fn(&[f64], f64) -> f64 {
    move |b: &[f64], time: f64| {
        let level = curve.level(b, time);
        if curve.is_relative() { level.ln() } else { level }
    }
}

/// Points in order of time, checked.
fn prepared(curve: GrowthCurve, points: &[Point]) -> Result<Vec<Point>, FitError> {
    let bad = |point: &Point| !(point.x.is_finite() && point.y.is_finite() && point.weight.is_finite());
    if let Some(place) = points.iter().position(bad) {
        return Err(FitError::NotFinite { place: place + 1, value: points[place].y });
    }
    let low = points.iter().position(|point| point.y <= 0.0).filter(|_| curve.is_positive());
    if let Some(place) = low {
        return Err(FitError::NotPositive { method: curve.word(), place: place + 1, value: points[place].y });
    }
    let (given, needed) = (points.iter().filter(|point| point.weight > 0.0).count(), curve.names().len());
    if given < needed {
        return Err(FitError::TooShort { method: curve.word(), given, needed });
    }
    let mut points = points.to_vec();
    points.sort_by(|one, other| one.x.total_cmp(&other.x));
    Ok(points)
}

/// From when the curve's own time counts: the first value, or one step before it where time must be above 0.
fn origin(curve: GrowthCurve, points: &[Point]) -> f64 {
    let step = points.windows(2).map(|pair| pair[1].x - pair[0].x).filter(|step| *step > 0.0);
    let before = if curve == GrowthCurve::Bass { step.fold(f64::INFINITY, f64::min).min(1.0) } else { 0.0 };
    points.first().map_or(0.0, |point| point.x) - before
}

fn shifted(points: &[Point], origin: f64) -> Vec<Point> {
    points.iter().map(|point| Point { x: point.x - origin, ..*point }).collect()
}

/// Points in the curve's own time and scale.
fn own(curve: GrowthCurve, points: &[Point], origin: f64) -> Vec<Point> {
    let value = |point: Point| if curve.is_relative() { Point { y: point.y.ln(), ..point } } else { point };
    shifted(points, origin).into_iter().map(value).collect()
}
