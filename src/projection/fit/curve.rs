use super::{CurveFit, FitError, Point};

/// A curve of growth over time, whose numbers are found from a history.
///
/// With *t* in years (or periods), *t₀* the time of the first value, and *s* = t − t₀ + d, where *d* is the shortest time between two
/// values:
///
/// | curve | level at time t | parameters | errors |
/// |---|---|---|---|
/// | [`Linear`](Self::Linear) | a + b (t − t₀) | `start` a, `slope` b | in units |
/// | [`Compound`](Self::Compound) | a (1 + r)^(t − t₀) | `start` a, `rate` r | in per cent |
/// | [`Logistic`](Self::Logistic) | K / (1 + e^(−r (t − m))) | `ceiling` K, `rate` r, `midpoint` m | in units |
/// | [`Gompertz`](Self::Gompertz) | K e^(−e^(−r (t − m))) | `ceiling` K, `rate` r, `midpoint` m | in units |
/// | [`Bass`](Self::Bass) | M (p + q)² / p · e^(−(p + q) s) / (1 + q/p e^(−(p + q) s))² | `market` M, `innovation` p, `imitation` q | in units |
///
/// An S-curve that is still far from its ceiling looks like compound growth: then the ceiling is a guess with a very
/// large error, and [`CurveFit::cautions`] says so. Where values bend upwards even more, the search ends at a ceiling beyond all measure
/// (10⁸ times the last level for the logistic curve, 10⁴³ for Gompertz's), which is compound growth. Bass's curve is of first purchases, which end; take it for
/// what is bought once (containers fitted with trackers, wagons of a new kind), not for a flow of goods.
///
/// ```
/// use corridor::projection::fit::{GrowthCurve, Point};
///
/// // Video recorders sold from 1980 on, in thousands a year (Cowpertwait and Metcalfe 2009, section 3.3).
/// let sold = [840.0, 1470.0, 2110.0, 4000.0, 7590.0, 10950.0, 10530.0, 9470.0, 7790.0, 5890.0];
/// let points: Vec<Point> = (1980..).zip(sold).map(|(year, sold)| Point::new(f64::from(year), sold)).collect();
/// let fitted = GrowthCurve::Bass.fit(&points)?;
/// let market = fitted.parameters()[0];
/// assert_eq!((market.name, market.value.round()), ("market", 67981.0));
/// assert_eq!(market.error.unwrap().round(), 3128.0);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
///
/// References: P.-F. Verhulst (1838) and B. Gompertz (1825) as in [`projection`](crate::projection); F. M. Bass (1969),
/// *A new product growth for model consumer durables*, Management Science 15(5), 215–227; V. Srinivasan and C. H. Mason
/// (1986), *Nonlinear least squares estimation of new product diffusion models*, Marketing Science 5(2), 169–178.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "trend")]
#[doc(alias = "diffusion")]
pub enum GrowthCurve {
    /// A straight line.
    #[doc(alias = "linear trend")]
    Linear,
    /// Growth by the same share each year, fitted in logarithms.
    #[doc(alias = "exponential trend")]
    #[doc(alias = "log-linear trend")]
    Compound,
    /// An S-curve, steepest halfway to its ceiling.
    Logistic,
    /// An S-curve, steepest at 37 % of its ceiling.
    Gompertz,
    /// First purchases of something new.
    #[doc(alias = "diffusion of innovations")]
    Bass,
}

/// The ceilings that an S-curve is tried with at first, as multiples of the highest value.
const CEILINGS: [f64; 7] = [1.02, 1.1, 1.3, 1.7, 2.5, 5.0, 20.0];
/// Shares of innovation and imitation to begin with, where the history tells none: the means of 213 applications
/// (Sultan, Farley and Lehmann 1990, *A meta-analysis of applications of diffusion models*).
const USUAL: [f64; 2] = [0.03, 0.38];

impl GrowthCurve {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Linear, Self::Compound, Self::Logistic, Self::Gompertz, Self::Bass];

    /// The word for it: `logistic`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Compound => "compound",
            Self::Logistic => "logistic",
            Self::Gompertz => "gompertz",
            Self::Bass => "bass",
        }
    }

    /// The names of its parameters, in the order of the formula.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Linear => &["start", "slope"],
            Self::Compound => &["start", "rate"],
            Self::Logistic | Self::Gompertz => &["ceiling", "rate", "midpoint"],
            Self::Bass => &["market", "innovation", "imitation"],
        }
    }

    /// Whether its errors are shares of the value, so that it is fitted in logarithms.
    pub const fn is_relative(self) -> bool {
        matches!(self, Self::Compound)
    }

    /// Whether it has no place for values of zero or less.
    pub(super) const fn is_positive(self) -> bool {
        !matches!(self, Self::Linear)
    }

    /// Whether it ends at a ceiling, the first of its parameters.
    pub(super) const fn has_ceiling(self) -> bool {
        matches!(self, Self::Logistic | Self::Gompertz)
    }

    /// Fits it by least squares; see [`LeastSquares::fit`](super::LeastSquares::fit). Starting values are its own.
    ///
    /// # Errors
    /// [`FitError::TooShort`] for fewer points than parameters, [`FitError::NotPositive`] for zero or less where the
    /// curve has none (a zero has no logarithm, and is never replaced by a small number), [`FitError::NotFinite`],
    /// and [`FitError::NotFound`] where no start leads anywhere.
    pub fn fit(self, points: &[Point]) -> Result<CurveFit, FitError> {
        CurveFit::new(self, points)
    }

    /// The level so long after the start of the curve's own time; NaN for parameters out of their range.
    pub(super) fn level(self, b: &[f64], time: f64) -> f64 {
        match self {
            Self::Linear => b[0] + b[1] * time,
            Self::Compound if b[0] <= 0.0 || b[1] <= -1.0 => f64::NAN,
            Self::Compound => b[0] * (time * b[1].ln_1p()).exp(),
            Self::Logistic => b[0] / (1.0 + (-b[1] * (time - b[2])).exp()),
            Self::Gompertz => b[0] * (-(-b[1] * (time - b[2])).exp()).exp(),
            Self::Bass => bass(b, time),
        }
    }

    /// Where the search begins, best first; times count from the start of the curve's own time.
    pub(super) fn starts(self, points: &[Point]) -> Vec<Vec<f64>> {
        match self {
            Self::Linear => vec![straight(points, |point| Some(point.y))],
            Self::Compound => {
                let line = straight(points, |point| Some(point.y.ln()));
                vec![vec![line[0].exp(), line[1].exp_m1()]]
            }
            Self::Logistic => self.under_ceilings(points, |share| (share / (1.0 - share)).ln()),
            Self::Gompertz => self.under_ceilings(points, |share| -(-share.ln()).ln()),
            Self::Bass => bass_starts(points),
        }
    }

    /// For several ceilings, the line through what makes the curve straight under it; nearest first.
    fn under_ceilings(self, points: &[Point], straightened: impl Fn(f64) -> f64) -> Vec<Vec<f64>> {
        let highest = points.iter().map(|point| point.y).fold(0.0, f64::max);
        let start = |share: f64| {
            let ceiling = share * highest;
            let line = straight(points, |point| Some(straightened(point.y / ceiling)));
            vec![ceiling, line[1], -line[0] / line[1]]
        };
        let mut starts: Vec<Vec<f64>> = CEILINGS.into_iter().map(start).collect();
        starts.retain(|start| start.iter().all(|value| value.is_finite()));
        starts.sort_by(|one, other| self.misses(one, points).total_cmp(&self.misses(other, points)));
        starts
    }

    /// The sum of squares that a start leaves.
    fn misses(self, start: &[f64], points: &[Point]) -> f64 {
        points.iter().map(|point| point.weight * (point.y - self.level(start, point.x)).powi(2)).sum()
    }
}

/// New purchases at a time (Bass 1969, equation 8, times the market).
fn bass(b: &[f64], time: f64) -> f64 {
    let [market, innovation, imitation] = [b[0], b[1], b[2]];
    if innovation <= 0.0 || imitation < 0.0 {
        return f64::NAN;
    }
    let both = innovation + imitation;
    let fading = (-both * time).exp();
    market * both * both / innovation * fading / (1.0 + imitation / innovation * fading).powi(2)
}

/// Bass's own regression of sales on the sum of sales before and its square, then the usual shares.
fn bass_starts(points: &[Point]) -> Vec<Vec<f64>> {
    let add = |sum: &mut f64, point: &Point| {
        let before = *sum;
        *sum += point.y;
        Some(before)
    };
    let sums: Vec<f64> = points.iter().scan(0.0, add).collect();
    let sum: f64 = points.iter().map(|point| point.y).sum();
    let usual = [1.2, 2.0, 5.0].map(|times| vec![times * sum, USUAL[0], USUAL[1]]);
    let before: Vec<Point> =
        sums.iter().zip(points).map(|(sum, point)| Point { x: *sum, ..*point }).collect();
    let parabola = |b: &[f64], x: f64| b[0] + b[1] * x + b[2] * x * x;
    let regressed = super::LeastSquares::fit(parabola, &before, &[points[0].y, 0.4, -0.4 / sum]).ok();
    let regressed = regressed.and_then(|fit| from_parabola(fit.parameters()));
    regressed.into_iter().chain(usual).collect()
}

/// M, p and q of a parabola a + b Y + c Y²: c M² + b M + a = 0, p = a / M, q = −c M.
fn from_parabola(b: &[f64]) -> Option<Vec<f64>> {
    let root = (b[1] * b[1] - 4.0 * b[0] * b[2]).sqrt();
    let market = (-b[1] - root) / (2.0 * b[2]);
    let start = vec![market, b[0] / market, -b[2] * market];
    start.iter().all(|value| value.is_finite() && *value > 0.0).then_some(start)
}

/// The level at time 0 and the slope of the line through what is made of each value; points with nothing made weigh
/// nothing.
pub(super) fn straight(points: &[Point], made: impl Fn(&Point) -> Option<f64>) -> Vec<f64> {
    let made = points.iter().filter_map(|point| made(point).map(|y| Point { y, ..*point }));
    let usable: Vec<Point> = made.filter(|point| point.y.is_finite()).collect();
    let weight: f64 = usable.iter().map(|point| point.weight).sum();
    let mean =
        |of: fn(&Point) -> f64| usable.iter().map(|point| point.weight * of(point)).sum::<f64>() / weight;
    let (middle, level) = (mean(|point| point.x), mean(|point| point.y));
    let spread = |of: fn(&Point, f64, f64) -> f64| -> f64 {
        usable.iter().map(|point| point.weight * of(point, middle, level)).sum()
    };
    let slope =
        spread(|point, x, y| (point.x - x) * (point.y - y)) / spread(|point, x, _| (point.x - x).powi(2));
    vec![level - slope * middle, slope]
}
