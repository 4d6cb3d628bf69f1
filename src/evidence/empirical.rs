//! What was observed, as a distribution.

use super::{Shape, SpreadError};

const NAME: &str = "empirical";

/// Observations in rising order with weights that add up to 1; without weights, all alike.
pub(super) fn checked(values: &[f64], weights: &[f64]) -> Result<Shape, SpreadError> {
    if !weights.is_empty() && weights.len() != values.len() {
        return Err(SpreadError::Unpaired { shape: NAME, values: values.len(), weights: weights.len() });
    }
    if values.len() < 2 {
        return Err(SpreadError::TooFew { given: values.len() });
    }
    super::spread::in_order(NAME, "observations", values, weights)
        .map(|(values, weights)| Shape::Empirical { values, weights })
}

/// The share at which each observation is the quantile: 0 for the lowest, 1 for the highest, between them in proportion
/// to the weights that stand half before and half behind each. Of equal weights it is (k − 1) / (n − 1).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shares {
    reached: Vec<f64>,
}

impl Shares {
    pub(super) fn new(weights: &[f64]) -> Self {
        let (Some(first), Some(last)) = (weights.first(), weights.last()) else {
            return Self { reached: Vec::new() };
        };
        let whole: f64 = weights.iter().sum::<f64>() - f64::midpoint(*first, *last);
        let mut before = -first / 2.0;
        let middle = |weight: &f64| {
            let share = (before + weight / 2.0) / whole;
            before += weight;
            share
        };
        let mut reached: Vec<f64> = weights.iter().map(middle).collect();
        // Sums of weights may end a rounding error beside 1.
        if let Some(end) = reached.last_mut() {
            *end = 1.0;
        }
        Self { reached }
    }

    /// The value at `share` on the line through the observations.
    pub(super) fn quantile(&self, values: &[f64], share: f64) -> f64 {
        let above = self.reached.partition_point(|reached| *reached < share);
        let (Some(high), Some(reached)) = (values.get(above), self.reached.get(above)) else {
            return values.last().copied().unwrap_or(0.0);
        };
        match above.checked_sub(1) {
            None => *high,
            Some(under) => {
                let along = (share - self.reached[under]) / (reached - self.reached[under]);
                values[under] + along * (high - values[under])
            }
        }
    }

    /// The probability of a value below `value`, or of at most `value` if it `counts` itself: they differ where an
    /// observation was made more than once.
    pub(super) fn probability(&self, values: &[f64], value: f64, counts: bool) -> f64 {
        let beyond = values.partition_point(|own| if counts { *own <= value } else { *own < value });
        let (Some(under), Some(high)) = (beyond.checked_sub(1), values.get(beyond)) else {
            return if beyond == 0 { 0.0 } else { 1.0 };
        };
        let along = (value - values[under]) / (high - values[under]);
        self.reached[under] + along * (self.reached[beyond] - self.reached[under])
    }
}

#[cfg(test)]
mod tests {
    use crate::evidence::{Shape, Spread, SpreadError};
    use approx::assert_relative_eq;

    /// Sums of a few weights.
    const ROUNDING: f64 = 1e-12;

    fn spread(values: &[f64], weights: &[f64]) -> Spread {
        Spread::empirical(values, weights).unwrap()
    }

    /// Definition 7 of Hyndman and Fan (1996), whose oracle is R: `quantile(c(2, 4, 4, 10, 20), c(.1, .3, .5, .8))`.
    #[test]
    fn quantiles_are_those_of_definition_seven() {
        let spread = spread(&[4.0, 20.0, 2.0, 10.0, 4.0], &[]);
        for (share, value) in
            [(0.0, 2.0), (0.1, 2.8), (0.3, 4.0), (0.5, 4.0), (0.8, 12.0), (0.9, 16.0), (1.0, 20.0)]
        {
            assert_relative_eq!(spread.quantile(share), value, epsilon = ROUNDING);
        }
    }

    /// An observation of twice the weight has twice the probability around it.
    #[test]
    fn weights_widen_what_lies_around_an_observation() {
        let spread = spread(&[1.0, 2.0, 3.0], &[1.0, 2.0, 1.0]);
        assert_relative_eq!(spread.quantile(0.5), 2.0);
        let skewed = Spread::empirical(&[1.0, 2.0, 3.0], &[1.0, 1.0, 6.0]).unwrap();
        assert_relative_eq!(skewed.quantile(1.0 / 4.5), 2.0, epsilon = ROUNDING);
        assert!(skewed.central() > 2.0);
    }

    /// Weights of one size are no weights, whatever their size.
    #[test]
    fn equal_weights_change_nothing() {
        let values = [0.68, 1.0, 0.31, 0.93];
        let (plain, weighted) = (spread(&values, &[]), spread(&values, &[3.0; 4]));
        for step in 0..=20 {
            let share = f64::from(step) / 20.0;
            assert_relative_eq!(plain.quantile(share), weighted.quantile(share), epsilon = ROUNDING);
        }
    }

    #[test]
    fn it_can_be_cut_off() {
        let cut = spread(&[0.0, 1.0, 2.0, 3.0, 4.0], &[]).truncated(Some(1.5), Some(3.0)).unwrap();
        assert_relative_eq!(cut.low(), 1.5);
        assert_relative_eq!(cut.high(), 3.0);
        assert_relative_eq!(cut.central(), 2.25);
        // A value seen twice has a probability of its own.
        let twice = spread(&[1.0, 1.0, 2.0], &[]).truncated(None, Some(1.0)).unwrap();
        assert!(twice.is_fixed());
    }

    #[test]
    fn faults_are_told() {
        let told = |values: &[f64], weights: &[f64]| {
            Spread::empirical(values, weights).map_err(|error: SpreadError| error.to_string()).unwrap_err()
        };
        let few = "an empirical distribution of 1 observations says nothing of how they vary: give two or more, or `value`";
        assert_eq!(told(&[1.0], &[]), few);
        assert_eq!(
            told(&[1.0, f64::NAN], &[]),
            "`observations` of an empirical distribution is NaN: give a finite number"
        );
        assert_eq!(
            told(&[1.0, 2.0], &[1.0]),
            "an empirical distribution of 2 values cannot have 1 weights: give one weight per value, or none"
        );
        assert_eq!(
            told(&[1.0, 2.0], &[1.0, 0.0]),
            "`weights` of an empirical distribution is 0: give numbers above 0"
        );
        assert!(Spread::new(Shape::Empirical { values: Vec::new(), weights: Vec::new() }).is_err());
    }
}
