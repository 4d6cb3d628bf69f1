use serde::{Deserialize, Serialize};

use super::design::REPLICATES;
use super::moments::Joining;

/// The mean of each of the randomisations that a stratified design is made of.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Replicates {
    pub(super) counts: [u64; REPLICATES],
    pub(super) means: [f64; REPLICATES],
}

impl Replicates {
    /// Those of a chunk of draws, in order; draws in which the number does not apply are NaN.
    pub(super) fn of(values: &[f64]) -> Self {
        let mut this = Self::default();
        for (replicate, first) in values.iter().take(REPLICATES).enumerate() {
            let own = || values[replicate..].iter().step_by(REPLICATES).filter(|value| !value.is_nan());
            let origin = own().next().unwrap_or(first);
            let count = own().count() as u64;
            // From the first of them, so that equal values have exactly their mean.
            let above: f64 = own().map(|value| value - origin).sum();
            if count > 0 {
                (this.counts[replicate], this.means[replicate]) = (count, origin + above / count as f64);
            }
        }
        this
    }

    /// Whether they can be those of so many values.
    pub(super) fn is_of(&self, count: u64) -> bool {
        let sum = self.counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
        sum == Some(count) && self.means.iter().all(|mean| mean.is_finite())
    }

    /// The standard error of the mean over all draws, where `mean` is that mean.
    ///
    /// ```text
    /// √( R / (R − 1) · Σ (n_r / n)² (mean_r − mean)² )     over the R randomisations that have draws
    /// ```
    ///
    /// the usual one where all have as many, and that of a ratio of totals elsewhere (Cochran 1977, section 6.4).
    pub(super) fn standard_error(&self, mean: f64) -> f64 {
        let all = self.counts.iter().sum::<u64>() as f64;
        let taken = self.counts.iter().filter(|count| **count > 0).count() as f64;
        if taken < 2.0 {
            return 0.0;
        }
        let parts = self.counts.iter().zip(&self.means);
        let squares: f64 = parts.map(|(count, own)| (*count as f64 / all * (own - mean)).powi(2)).sum();
        (taken / (taken - 1.0) * squares).sqrt()
    }
}

impl Joining for Replicates {
    fn with(mut self, later: Self) -> Self {
        for place in 0..REPLICATES {
            let (own, others) = (self.counts[place], later.counts[place]);
            if own == 0 {
                self.means[place] = later.means[place];
            } else if others > 0 {
                let share = others as f64 / (own + others) as f64;
                self.means[place] += (later.means[place] - self.means[place]) * share;
            }
            self.counts[place] = own + others;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    /// Sixteen draws are a randomisation each: the standard error is that of independent draws.
    #[test]
    fn of_single_draws_it_is_the_usual_one() {
        let values: [f64; REPLICATES] = std::array::from_fn(|place| (place as f64).sin());
        let mean = values.iter().sum::<f64>() / 16.0;
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 15.0;
        let found = Replicates::of(&values).standard_error(mean);
        assert_relative_eq!(found, (variance / 16.0).sqrt(), max_relative = 1e-12);
    }

    #[test]
    fn chunks_join_and_what_does_not_apply_is_left_out() {
        let mut values: Vec<f64> = (0..64).map(f64::from).collect();
        let whole = Replicates::of(&values);
        assert_eq!((whole.counts, whole.means[3]), ([4; REPLICATES], 27.0));
        let joined = Replicates::of(&values[..32]).with(Replicates::of(&values[32..]));
        assert_eq!(joined, whole);
        values[3] = f64::NAN;
        assert_eq!((Replicates::of(&values).counts[3], Replicates::of(&values).means[3]), (3, 35.0));
        let empty = Replicates::of(&[f64::NAN; 64]);
        assert_eq!((empty, empty.standard_error(0.0)), (Replicates::default(), 0.0));
        assert_eq!(empty.with(whole), whole);
    }
}
