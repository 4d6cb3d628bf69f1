use super::{Shape, Spread};

impl Spread {
    /// The same in another unit: every value times a factor above 0. None for a factor that is none, and for what the
    /// next of its kind may be.
    pub(crate) fn scaled(&self, factor: f64) -> Option<Self> {
        if !(factor.is_finite() && factor > 0.0) {
            return None;
        }
        if factor == 1.0 {
            return Some(self.clone());
        }
        let all = |values: &[f64]| values.iter().map(|value| value * factor).collect();
        let shape = match self.shape() {
            Shape::Fixed(value) => Shape::Fixed(value * factor),
            Shape::Uniform { low, high } => Shape::Uniform { low: low * factor, high: high * factor },
            Shape::Triangular { low, mode, high } => {
                Shape::Triangular { low: low * factor, mode: mode * factor, high: high * factor }
            }
            Shape::Pert { low, mode, high } => {
                Shape::Pert { low: low * factor, mode: mode * factor, high: high * factor }
            }
            Shape::Normal { mean, sd } => Shape::Normal { mean: mean * factor, sd: sd * factor },
            Shape::Lognormal { median, factor: spread } => {
                Shape::Lognormal { median: median * factor, factor: *spread }
            }
            Shape::Discrete { values, weights } => {
                Shape::Discrete { values: all(values), weights: weights.clone() }
            }
            Shape::Empirical { values, weights } => {
                Shape::Empirical { values: all(values), weights: weights.clone() }
            }
            Shape::Predictive(_) => return None,
        };
        let scaled = Self::new(shape).ok()?;
        match self.cut_at() {
            (None, None) => Some(scaled),
            (at_least, at_most) => {
                let bound = |bound: Option<f64>| bound.map(|bound| bound * factor);
                scaled.truncated(bound(at_least), bound(at_most)).ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quantiles of what is scaled are the scaled quantiles.
    #[test]
    fn quantiles_scale() {
        let shapes = [
            Shape::Fixed(3.0),
            Shape::Uniform { low: 1.0, high: 2.0 },
            Shape::Triangular { low: 1.0, mode: 2.0, high: 4.0 },
            Shape::Pert { low: 1.0, mode: 2.0, high: 4.0 },
            Shape::Normal { mean: 5.0, sd: 1.0 },
            Shape::Lognormal { median: 2.0, factor: 1.5 },
            Shape::Discrete { values: vec![1.0, 3.0], weights: vec![1.0, 2.0] },
            Shape::Empirical { values: vec![1.0, 3.0, 4.0], weights: vec![1.0; 3] },
        ];
        for shape in shapes {
            let spread = Spread::new(shape).unwrap();
            let cut = spread.clone().truncated(Some(0.5), Some(4.5)).unwrap();
            for spread in [spread, cut] {
                let scaled = spread.scaled(2.5).unwrap();
                for share in [0.01, 0.3, 0.5, 0.77, 0.99] {
                    let expected = 2.5 * spread.quantile(share);
                    assert!((scaled.quantile(share) / expected - 1.0).abs() < 1e-9, "{spread:?} at {share}");
                }
            }
        }
        let spread = Spread::new(Shape::Uniform { low: 1.0, high: 2.0 }).unwrap();
        assert!(spread.scaled(0.0).is_none() && spread.scaled(f64::NAN).is_none());
    }
}
