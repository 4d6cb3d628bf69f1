use statrs::distribution::{Beta, ContinuousCDF, LogNormal, Normal};

use super::empirical::{self, Shares};
use super::normal::standard_normal_quantile;
use super::{Predictive, SpreadError, row};

/// The shape of what a number may be. Parameters are in base units.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// One value for sure.
    Fixed(f64),
    /// Every value from `low` to `high` alike.
    Uniform {
        /// Lowest value.
        low: f64,
        /// Highest value.
        high: f64,
    },
    /// Straight from `low` up to `mode` and down to `high`.
    Triangular {
        /// Lowest value.
        low: f64,
        /// Likeliest value.
        mode: f64,
        /// Highest value.
        high: f64,
    },
    /// The beta distribution of project planning (Malcolm et al. 1959): mean (low + 4 mode + high) / 6.
    Pert {
        /// Lowest value.
        low: f64,
        /// Likeliest value.
        mode: f64,
        /// Highest value.
        high: f64,
    },
    /// The normal distribution.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        sd: f64,
    },
    /// The lognormal distribution; two thirds lie between median / factor and median × factor.
    Lognormal {
        /// Median, above 0.
        median: f64,
        /// Geometric standard deviation, above 1.
        factor: f64,
    },
    /// A few values with weights; values rise, weights add up to 1.
    Discrete {
        /// The values, rising.
        values: Vec<f64>,
        /// The weight of each.
        weights: Vec<f64>,
    },
    /// What was observed, two or more times; values rise, weights add up to 1.
    ///
    /// Between two observations that stand side by side every value is alike likely, and none lies beyond the lowest
    /// and the highest: the quantile function is the line through the observations, definition 7 of Hyndman and Fan
    /// (1996), *Sample quantiles in statistical packages*, The American Statistician 50(4), 361–365; with weights,
    /// each stands in the middle of its own.
    Empirical {
        /// The observations, rising.
        values: Vec<f64>,
        /// The weight of each.
        weights: Vec<f64>,
    },
    /// What the next of its kind may be, of which a few are known; the doubt about the distribution is in it.
    Predictive(Predictive),
}

/// What a number may be: a shape, perhaps cut off at both ends.
///
/// One uniform number gives one value ([`Spread::quantile`]), so that every way of sampling (Monte Carlo, Latin
/// hypercube, Sobol points, correlated groups) is served by the same code.
///
/// ```
/// use corridor::evidence::{Shape, Spread};
///
/// let spread = Spread::new(Shape::Triangular { low: 5.0, mode: 6.0, high: 6.5 })?;
/// assert!((spread.central() - 5.866).abs() < 1e-3);
/// assert!(Spread::new(Shape::Uniform { low: 6.5, high: 6.0 }).is_err());
/// # Ok::<(), corridor::evidence::SpreadError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "distribution")]
pub struct Spread {
    shape: Shape,
    /// Of an empirical shape. Boxed, for few numbers have it and all would be larger.
    shares: Option<Box<Shares>>,
    /// The shares of the untruncated distribution below which and above which it is cut off.
    kept: (f64, f64),
    bounds: (f64, f64),
    central: f64,
}

/// Quantiles of 0 and 1 of an endless distribution are those of this share and its complement.
pub(super) const TAIL: f64 = 1e-12;

impl Spread {
    /// One value for sure.
    ///
    /// # Errors
    /// NaN or infinity.
    pub fn fixed(value: f64) -> Result<Self, SpreadError> {
        Self::new(Shape::Fixed(value))
    }

    /// What was observed, in any order, with the weight of each; without weights, all count alike.
    ///
    /// ```
    /// use corridor::evidence::Spread;
    ///
    /// let outcomes = Spread::empirical(&[0.68, 0.31, 0.93, 1.0], &[])?;
    /// assert!((outcomes.central() - 0.805).abs() < 1e-12);
    /// assert_eq!((outcomes.low(), outcomes.high()), (0.31, 1.0));
    /// # Ok::<(), corridor::evidence::SpreadError>(())
    /// ```
    ///
    /// # Errors
    /// Fewer than two observations, NaN or infinity, and weights that are not above 0 or do not pair up.
    pub fn empirical(values: &[f64], weights: &[f64]) -> Result<Self, SpreadError> {
        Self::new(Shape::Empirical { values: values.to_vec(), weights: weights.to_vec() })
    }

    /// A shape, checked.
    ///
    /// # Errors
    /// Parameters that are not finite, not in order or out of range: see [`SpreadError`].
    pub fn new(shape: Shape) -> Result<Self, SpreadError> {
        let shape = checked(shape)?;
        let shares = match &shape {
            Shape::Empirical { weights, .. } => Some(Box::new(Shares::new(weights))),
            _ => None,
        };
        let bounds = (f64::NEG_INFINITY, f64::INFINITY);
        let mut spread = Self { shape, shares, kept: (0.0, 1.0), bounds, central: 0.0 };
        spread.central = spread.quantile(0.5);
        Ok(spread)
    }

    /// The same, cut off below `at_least` and above `at_most`; what is left is scaled up.
    ///
    /// # Errors
    /// Bounds between which nothing of it lies.
    pub fn truncated(self, at_least: Option<f64>, at_most: Option<f64>) -> Result<Self, SpreadError> {
        let low = at_least.unwrap_or(f64::NEG_INFINITY);
        let high = at_most.unwrap_or(f64::INFINITY);
        let kept = (self.below(low), self.up_to(high));
        if low.is_nan() || high.is_nan() || low > high || kept.0 >= kept.1 {
            return Err(SpreadError::EmptyTruncation { at_least: low, at_most: high });
        }
        let mut spread = Self { kept, bounds: (low, high), ..self };
        spread.central = spread.quantile(0.5);
        Ok(spread)
    }

    /// Its shape.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Where it was cut off below and above, if it was.
    #[doc(alias = "truncation")]
    pub fn cut_at(&self) -> (Option<f64>, Option<f64>) {
        let (low, high) = self.bounds;
        (Some(low).filter(|low| low.is_finite()), Some(high).filter(|high| high.is_finite()))
    }

    /// Its median, which a deterministic run takes.
    #[doc(alias = "median")]
    pub fn central(&self) -> f64 {
        self.central
    }

    /// Whether it can be only one value.
    pub fn is_fixed(&self) -> bool {
        self.low() >= self.high()
    }

    /// The lowest value it can be; of an endless shape, its quantile of 1e-12.
    pub fn low(&self) -> f64 {
        self.quantile(0.0)
    }

    /// The highest value it can be; of an endless shape, its quantile of 1 − 1e-12.
    pub fn high(&self) -> f64 {
        self.quantile(1.0)
    }

    /// The value that it stays below with probability `share`; `share` is held within 0 and 1.
    #[doc(alias = "inverse_cdf")]
    #[doc(alias = "percentile")]
    pub fn quantile(&self, share: f64) -> f64 {
        let share = if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) };
        let share = self.kept.0 + share * (self.kept.1 - self.kept.0);
        self.untruncated_quantile(share).clamp(self.bounds.0, self.bounds.1)
    }

    /// The same for a row of shares within 0 and 1, each replaced by its quantile, to the bit.
    pub(crate) fn quantiles(&self, shares: &mut [f64]) {
        let (from, kept) = (self.kept.0, self.kept.1 - self.kept.0);
        for share in &mut *shares {
            *share = from + *share * kept;
        }
        if !row::quantiles(&self.shape, shares) {
            for share in &mut *shares {
                *share = self.untruncated_quantile(*share);
            }
        }
        let (low, high) = self.bounds;
        for value in shares {
            *value = value.clamp(low, high);
        }
    }

    fn untruncated_quantile(&self, share: f64) -> f64 {
        let inner = share.clamp(TAIL, 1.0 - TAIL);
        match &self.shape {
            Shape::Fixed(value) => *value,
            Shape::Uniform { low, high } => low + share * (high - low),
            Shape::Triangular { low, mode, high } => triangular_quantile(*low, *mode, *high, share),
            Shape::Pert { low, mode, high } => match pert(*low, *mode, *high) {
                Some(beta) => low + beta.inverse_cdf(inner) * (high - low),
                None => *low,
            },
            Shape::Normal { mean, sd } => mean + sd * standard_normal_quantile(inner),
            Shape::Lognormal { median, factor } => {
                median * (factor.ln() * standard_normal_quantile(inner)).exp()
            }
            Shape::Discrete { values, weights } => discrete_quantile(values, weights, share),
            Shape::Empirical { values, .. } => self.observed(|shares| shares.quantile(values, share)),
            Shape::Predictive(next) => next.quantile(share),
        }
    }

    /// What the shares of an empirical shape say.
    fn observed(&self, say: impl Fn(&Shares) -> f64) -> f64 {
        self.shares.as_deref().map_or(0.0, say)
    }

    /// The probability of a value of at most `value`, before truncation.
    fn up_to(&self, value: f64) -> f64 {
        match &self.shape {
            Shape::Fixed(own) => f64::from(u8::from(*own <= value)),
            Shape::Uniform { low, high } if low < high => ((value - low) / (high - low)).clamp(0.0, 1.0),
            Shape::Uniform { low, .. } => f64::from(u8::from(*low <= value)),
            Shape::Triangular { low, mode, high } => triangular_cdf(*low, *mode, *high, value),
            Shape::Pert { low, mode, high } => match pert(*low, *mode, *high) {
                Some(beta) => beta.cdf(((value - low) / (high - low)).clamp(0.0, 1.0)),
                None => f64::from(u8::from(*low <= value)),
            },
            Shape::Normal { mean, sd } => Normal::new(*mean, *sd).map_or(0.0, |normal| normal.cdf(value)),
            Shape::Lognormal { median, factor } => LogNormal::new(median.ln(), factor.ln())
                .map_or(0.0, |lognormal| lognormal.cdf(value.max(0.0))),
            Shape::Discrete { values, weights } => {
                values.iter().zip(weights).filter(|(own, _)| **own <= value).map(|(_, weight)| weight).sum()
            }
            Shape::Empirical { values, .. } => {
                self.observed(|shares| shares.probability(values, value, true))
            }
            Shape::Predictive(next) => next.probability(value, true),
        }
    }

    /// The probability of a value below `value`, before truncation; differs from [`Spread::up_to`] at a jump.
    fn below(&self, value: f64) -> f64 {
        match &self.shape {
            Shape::Fixed(own) => f64::from(u8::from(*own < value)),
            Shape::Discrete { values, weights } => {
                values.iter().zip(weights).filter(|(own, _)| **own < value).map(|(_, weight)| weight).sum()
            }
            Shape::Empirical { values, .. } => {
                self.observed(|shares| shares.probability(values, value, false))
            }
            Shape::Predictive(next) => next.probability(value, false),
            _ => self.up_to(value),
        }
    }
}

/// `shape` with its parameters checked, values sorted and weights made to add up to 1.
fn checked(shape: Shape) -> Result<Shape, SpreadError> {
    match &shape {
        Shape::Fixed(value) => finite("fixed", "value", *value)?,
        Shape::Uniform { low, high } => rising("uniform", &[("low", *low), ("high", *high)])?,
        Shape::Triangular { low, mode, high } => {
            rising("triangular", &[("low", *low), ("mode", *mode), ("high", *high)])?;
        }
        Shape::Pert { low, mode, high } => {
            rising("pert", &[("low", *low), ("mode", *mode), ("high", *high)])?;
        }
        Shape::Normal { mean, sd } => {
            finite("normal", "mean", *mean)?;
            above("normal", "sd", *sd, 0.0, "a number above 0")?;
        }
        Shape::Lognormal { median, factor } => {
            above("lognormal", "median", *median, 0.0, "a number above 0")?;
            above("lognormal", "factor", *factor, 1.0, "a number above 1")?;
        }
        Shape::Discrete { values, weights } => return discrete(values, weights),
        Shape::Empirical { values, weights } => return empirical::checked(values, weights),
        // Checked when it was made.
        Shape::Predictive(_) => {}
    }
    Ok(shape)
}

fn finite(shape: &'static str, parameter: &'static str, given: f64) -> Result<(), SpreadError> {
    if given.is_finite() { Ok(()) } else { Err(SpreadError::NotFinite { shape, parameter, given }) }
}

fn above(
    shape: &'static str,
    parameter: &'static str,
    given: f64,
    bound: f64,
    allowed: &'static str,
) -> Result<(), SpreadError> {
    finite(shape, parameter, given)?;
    if given > bound { Ok(()) } else { Err(SpreadError::OutOfRange { shape, parameter, given, allowed }) }
}

fn rising(shape: &'static str, parameters: &[(&'static str, f64)]) -> Result<(), SpreadError> {
    parameters.iter().try_for_each(|(name, value)| finite(shape, name, *value))?;
    match parameters.windows(2).find(|pair| pair[0].1 > pair[1].1) {
        Some(pair) => Err(SpreadError::Unordered {
            shape,
            what: "low, mode and high",
            lower: pair[0].1,
            upper: pair[1].1,
        }),
        None => Ok(()),
    }
}

/// Values with their weights; without weights, all alike.
fn discrete(values: &[f64], weights: &[f64]) -> Result<Shape, SpreadError> {
    let unpaired = !weights.is_empty() && weights.len() != values.len();
    if values.is_empty() || unpaired {
        return Err(SpreadError::Unpaired {
            shape: "discrete",
            values: values.len(),
            weights: weights.len(),
        });
    }
    in_order("discrete", "values", values, weights)
        .map(|(values, weights)| Shape::Discrete { values, weights })
}

/// Values in rising order with weights that add up to 1; without weights, all alike.
pub(super) fn in_order(
    shape: &'static str,
    parameter: &'static str,
    values: &[f64],
    weights: &[f64],
) -> Result<(Vec<f64>, Vec<f64>), SpreadError> {
    values.iter().try_for_each(|value| finite(shape, parameter, *value))?;
    let equal = vec![1.0; values.len()];
    let weights = if weights.is_empty() { &equal[..] } else { weights };
    weights.iter().try_for_each(|weight| above(shape, "weights", *weight, 0.0, "numbers above 0"))?;
    let total: f64 = weights.iter().sum();
    let mut pairs: Vec<(f64, f64)> =
        values.iter().zip(weights).map(|(value, weight)| (*value, weight / total)).collect();
    pairs.sort_by(|left, right| left.0.total_cmp(&right.0));
    Ok(pairs.into_iter().unzip())
}

fn triangular_quantile(low: f64, mode: f64, high: f64, share: f64) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return low;
    }
    if share * width < mode - low {
        low + (share * width * (mode - low)).sqrt()
    } else {
        high - ((1.0 - share) * width * (high - mode)).sqrt()
    }
}

fn triangular_cdf(low: f64, mode: f64, high: f64, value: f64) -> f64 {
    if value >= high {
        1.0
    } else if value <= low {
        0.0
    } else if value < mode {
        (value - low).powi(2) / ((high - low) * (mode - low))
    } else {
        1.0 - (high - value).powi(2) / ((high - low) * (high - mode))
    }
}

/// The beta distribution of a PERT estimate on 0 to 1; `None` where low and high are the same.
fn pert(low: f64, mode: f64, high: f64) -> Option<Beta> {
    let width = high - low;
    let rise = 1.0 + 4.0 * (mode - low) / width;
    let fall = 1.0 + 4.0 * (high - mode) / width;
    if width > 0.0 { Beta::new(rise, fall).ok() } else { None }
}

fn discrete_quantile(values: &[f64], weights: &[f64], share: f64) -> f64 {
    let mut so_far = 0.0;
    for (value, weight) in values.iter().zip(weights) {
        so_far += weight;
        // The sum of weights may end a rounding error short of 1.
        if share <= so_far + f64::EPSILON {
            return *value;
        }
    }
    values.last().copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    /// Agreement of quantile and distribution function: the beta inverse of `statrs` is the loosest.
    const INVERSE: f64 = 1e-8;

    fn shapes() -> Vec<Shape> {
        vec![
            Shape::Uniform { low: -1.0, high: 3.0 },
            Shape::Triangular { low: 5.0, mode: 6.0, high: 6.5 },
            Shape::Triangular { low: 5.0, mode: 5.0, high: 6.5 },
            Shape::Pert { low: 5.0, mode: 6.0, high: 6.5 },
            Shape::Normal { mean: 0.08, sd: 0.03 },
            Shape::Lognormal { median: 4.0, factor: 1.5 },
            Shape::Empirical { values: vec![3.0, 1.0, 2.5, 9.0], weights: vec![1.0, 2.0, 0.5, 3.0] },
        ]
    }

    /// The quantile function is the inverse of the distribution function, and rises.
    #[test]
    fn quantiles_invert_probabilities() {
        for shape in shapes() {
            let spread = Spread::new(shape.clone()).unwrap();
            let mut before = f64::NEG_INFINITY;
            for step in 1..200 {
                let share = f64::from(step) / 200.0;
                let value = spread.quantile(share);
                assert!(value > before, "{shape:?}");
                assert_relative_eq!(spread.up_to(value), share, epsilon = INVERSE);
                before = value;
            }
        }
    }

    #[test]
    fn known_medians() {
        let central = |shape| Spread::new(shape).unwrap().central();
        assert_eq!(central(Shape::Uniform { low: 6.0, high: 6.5 }), 6.25);
        assert_eq!(central(Shape::Lognormal { median: 4.0, factor: 1.5 }), 4.0);
        assert_eq!(central(Shape::Discrete { values: vec![3.0, 1.0, 2.0], weights: vec![] }), 2.0);
        assert_eq!(central(Shape::Discrete { values: vec![10.0, 1.0], weights: vec![3.0, 1.0] }), 10.0);
        assert_relative_eq!(central(Shape::Pert { low: 0.0, mode: 5.0, high: 10.0 }), 5.0, epsilon = INVERSE);
        assert_eq!(central(Shape::Triangular { low: 2.0, mode: 2.0, high: 2.0 }), 2.0);
    }

    #[test]
    fn truncation_keeps_within_bounds() {
        for shape in shapes() {
            let whole = Spread::new(shape.clone()).unwrap();
            let (low, high) = (whole.quantile(0.2), whole.quantile(0.7));
            let cut = whole.clone().truncated(Some(low), Some(high)).unwrap();
            assert_relative_eq!(cut.low(), low, epsilon = INVERSE);
            assert_relative_eq!(cut.high(), high, epsilon = INVERSE);
            assert_relative_eq!(cut.central(), whole.quantile(0.45), epsilon = INVERSE, max_relative = 1e-6);
            assert!(matches!(
                whole.truncated(Some(high), Some(low)),
                Err(SpreadError::EmptyTruncation { .. })
            ));
        }
    }

    #[test]
    fn bad_parameters_are_told() {
        let nan = f64::NAN;
        for (shape, message) in [
            (Shape::Fixed(nan), "`value` of a fixed distribution is NaN: give a finite number"),
            (
                Shape::Uniform { low: 2.0, high: 1.0 },
                "low, mode and high of a uniform distribution must rise, but 2 is above 1: swap or mend them",
            ),
            (
                Shape::Normal { mean: 0.0, sd: 0.0 },
                "`sd` of a normal distribution is 0: give a number above 0",
            ),
            (
                Shape::Lognormal { median: 1.0, factor: 1.0 },
                "`factor` of a lognormal distribution is 1: give a number above 1",
            ),
            (
                Shape::Discrete { values: vec![1.0], weights: vec![1.0, 2.0] },
                "a discrete distribution of 1 values cannot have 2 weights: give one weight per value, or none",
            ),
            (
                Shape::Discrete { values: vec![1.0], weights: vec![-1.0] },
                "`weights` of a discrete distribution is -1: give numbers above 0",
            ),
        ] {
            assert_eq!(Spread::new(shape).unwrap_err().to_string(), message);
        }
    }
}
