//! Quantiles of the distributions that errors have.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// The quantile of the standard normal distribution at a share within 0 and 1.
pub(crate) fn normal_quantile(share: f64) -> f64 {
    Normal::standard().inverse_cdf(share)
}

/// The probability of less than a score of the standard normal distribution.
pub(crate) fn normal_share(score: f64) -> f64 {
    Normal::standard().cdf(score)
}

/// The quantile of Student's distribution with so many degrees of freedom; NaN without any.
pub(crate) fn student_quantile(share: f64, degrees: usize) -> f64 {
    StudentsT::new(0.0, 1.0, degrees as f64).map_or(f64::NAN, |student| student.inverse_cdf(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables of the normal and of Student's distribution at 97.5 %.
    #[test]
    fn quantiles_are_those_of_the_tables() {
        assert!((normal_quantile(0.975) - 1.959_964).abs() < 1e-6);
        for (degrees, table) in [(1, 12.7062), (3, 3.1824), (7, 2.3646), (30, 2.0423)] {
            assert!((student_quantile(0.975, degrees) - table).abs() < 1e-4);
        }
        assert!(student_quantile(0.975, 0).is_nan());
    }
}
