use super::FitError;
use super::least_squares_qr::{dot, norm};
use super::least_squares_walk::{Walk, differentiated};

/// The word for it in messages.
const METHOD: &str = "least squares";

/// What a model is to meet: a value at a place, and how much its square counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Where: mostly a time, in years.
    pub x: f64,
    /// The value there.
    pub y: f64,
    /// The weight of the square of what is left, 0 or more: 1 / variance, where the variances differ.
    pub weight: f64,
}

impl Point {
    /// With weight 1.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y, weight: 1.0 }
    }

    /// With another weight.
    pub const fn weighing(self, weight: f64) -> Self {
        Self { weight, ..self }
    }

    fn is_usable(&self) -> bool {
        self.x.is_finite() && self.y.is_finite() && self.weight.is_finite() && self.weight >= 0.0
    }
}

/// The parameters that bring a model nearest to points, and how sure they are.
///
/// ```
/// use corridor::projection::fit::{LeastSquares, Point};
///
/// let decay = |b: &[f64], x: f64| b[0] * (-b[1] * x).exp();
/// let points: Vec<Point> = (0..8).map(|k| Point::new(f64::from(k), decay(&[5.0, 0.4], f64::from(k)))).collect();
/// let fitted = LeastSquares::fit(decay, &points, &[1.0, 1.0])?;
/// assert!((fitted.parameters()[0] - 5.0).abs() < 1e-9 && (fitted.parameters()[1] - 0.4).abs() < 1e-9);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "nls")]
#[doc(alias = "regression")]
pub struct LeastSquares {
    parameters: Vec<f64>,
    /// What is left of each value, not weighted.
    residuals: Vec<f64>,
    weights: Vec<f64>,
    /// A root of (Jᵀ W J)⁻¹, if the points tell the parameters apart.
    root: Option<Vec<Vec<f64>>>,
    steps: usize,
    converged: bool,
}

impl LeastSquares {
    /// Fits a model, which gives a value for parameters and a place, from a starting point.
    ///
    /// The sum of weighted squares is made least by the method of Levenberg and Marquardt in the form of Moré (1978,
    /// *The Levenberg–Marquardt algorithm: implementation and theory*, Lecture Notes in Mathematics 630), with columns
    /// scaled, every system solved by Householder's QR, and the step bent along the model's curvature (geodesic
    /// acceleration: Transtrum and Sethna 2012, *Improvements to the Levenberg–Marquardt algorithm for nonlinear
    /// least-squares minimization*, arXiv 1201.5885), which keeps it out of the valleys where parameters run away.
    /// Derivatives are five-point central differences. Steps without damping finish it. A walk that does not arrive
    /// begins again with more damping; the best is taken.
    ///
    /// A parameter may leave its range on the way: let the model give NaN there, and the step is taken back.
    ///
    /// # Errors
    /// [`FitError::TooShort`] with fewer points of weight above 0 than parameters, [`FitError::NotFinite`] for a point that is not
    /// finite or weighs less than 0, and [`FitError::NotFound`] if the model has no value at the start. Parameters
    /// that the points do not settle are no error: see [`LeastSquares::standard_errors`] and
    /// [`LeastSquares::converged`].
    pub fn fit(
        model: impl Fn(&[f64], f64) -> f64,
        points: &[Point],
        start: &[f64],
    ) -> Result<Self, FitError> {
        check(points, start.len())?;
        let walk = Walk::shortest(&model, points, start);
        let walk =
            walk.ok_or(FitError::NotFound { method: METHOD, why: "the model has no value at the start" })?;
        Ok(Self::at(&walk.parameters, walk.residuals(), points, walk.factored.inverse_root(), walk.end()))
    }

    /// The same numbers of a model whose parameters were found in another way.
    pub(super) fn around(
        model: impl Fn(&[f64], f64) -> f64,
        points: &[Point],
        parameters: &[f64],
        end: (usize, bool),
    ) -> Option<Self> {
        let (residuals, factored) = differentiated(&model, points, parameters)?;
        Some(Self::at(parameters, residuals, points, factored.inverse_root(), end))
    }

    /// `end`: how many steps it took, and whether it arrived.
    pub(super) fn at(
        parameters: &[f64],
        residuals: Vec<f64>,
        points: &[Point],
        root: Option<Vec<Vec<f64>>>,
        end: (usize, bool),
    ) -> Self {
        let weights = points.iter().map(|point| point.weight).collect();
        Self { parameters: parameters.to_vec(), residuals, weights, root, steps: end.0, converged: end.1 }
    }

    /// The parameters, in the order of the model's.
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// What is left of each value: the value less the model's.
    pub fn residuals(&self) -> &[f64] {
        &self.residuals
    }

    /// How many steps it took.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Whether it arrived; if not, the parameters are the best that were met.
    pub fn converged(&self) -> bool {
        self.converged
    }

    /// The sum of the weighted squares of what is left.
    #[doc(alias = "RSS")]
    pub fn sum_of_squares(&self) -> f64 {
        self.residuals.iter().zip(&self.weights).map(|(left, weight)| weight * left * left).sum()
    }

    /// How many points weigh anything.
    pub fn count(&self) -> usize {
        self.weights.iter().filter(|weight| **weight > 0.0).count()
    }

    /// Points less parameters; 0 where the model goes through all of them.
    #[doc(alias = "degrees of freedom")]
    pub fn degrees(&self) -> usize {
        self.count().saturating_sub(self.parameters.len())
    }

    /// √(sum of squares / degrees): what a value of weight 1 lies off the model. `None` without a degree of freedom.
    #[doc(alias = "residual standard error")]
    pub fn residual_deviation(&self) -> Option<f64> {
        let degrees = self.degrees();
        (degrees > 0).then(|| (self.sum_of_squares() / degrees as f64).sqrt())
    }

    /// The standard error of each parameter, from the model's tangent at the minimum. `None` if the points cannot
    /// tell the parameters apart, or are no more than the parameters.
    pub fn standard_errors(&self) -> Option<Vec<f64>> {
        let deviation = self.residual_deviation()?;
        Some(self.root.as_ref()?.iter().map(|row| deviation * norm(row)).collect())
    }

    /// The covariance of two parameters; `None` as for the standard errors.
    pub fn covariance(&self, one: usize, other: usize) -> Option<f64> {
        let (deviation, root) = (self.residual_deviation()?, self.root.as_ref()?);
        Some(deviation * deviation * dot(root.get(one)?, root.get(other)?))
    }

    /// The root of the covariance over that of a residual: parameters move by this times standard normal numbers.
    pub(super) fn root(&self) -> Option<&[Vec<f64>]> {
        self.root.as_deref()
    }
}

/// Refuses points that no model can be fitted to.
fn check(points: &[Point], parameters: usize) -> Result<(), FitError> {
    if let Some(place) = points.iter().position(|point| !point.is_usable()) {
        return Err(FitError::NotFinite { place: place + 1, value: points[place].y });
    }
    let given = points.iter().filter(|point| point.weight > 0.0).count();
    if given < parameters.max(1) {
        return Err(FitError::TooShort { method: METHOD, given, needed: parameters.max(1) });
    }
    Ok(())
}
