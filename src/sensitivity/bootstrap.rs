//! How sure are estimates that are made of means? The rows that the means are over, drawn again with replacement.

use crate::ensemble::Threads;
use crate::evidence::{Stream, normal_quantile};

use super::{Interval, SensitivityError};

/// How many times the rows are drawn again, and how sure an interval is to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bootstrap {
    pub(super) resamples: usize,
    pub(super) confidence: f64,
    pub(super) seed: u64,
}

/// The least resamples from which a standard deviation can be taken, and the most.
const RESAMPLES: std::ops::RangeInclusive<usize> = 2..=1_000_000;

impl Bootstrap {
    pub(super) fn check(&self) -> Result<(), SensitivityError> {
        if !RESAMPLES.contains(&self.resamples) {
            let (what, allowed) = ("resamples", "2 to 1000000");
            return Err(SensitivityError::OutOfRange { what, given: self.resamples as f64, allowed });
        }
        if !(self.confidence > 0.0 && self.confidence < 1.0) {
            let (what, allowed) = ("as confidence of an interval", "a share between 0 and 1");
            return Err(SensitivityError::OutOfRange { what, given: self.confidence, allowed });
        }
        Ok(())
    }

    /// Estimates that `finish` makes of the means of columns, each with its interval: as many standard deviations of
    /// the resamples on either side as a normal distribution has (Archer, Saltelli and Sobol 1997).
    ///
    /// A resample is a number for each row of how often it was drawn, so that its means are products of two arrays.
    pub(super) fn intervals(
        &self,
        columns: &[Vec<f64>],
        threads: &Threads,
        finish: &(dyn Fn(&[f64]) -> Vec<f64> + Sync),
    ) -> Vec<Interval> {
        let rows = columns.first().map_or(0, Vec::len);
        let once = vec![1.0; rows];
        let found = finish(&means(columns, &once));
        let mut resampled: Vec<Vec<f64>> = vec![Vec::new(); self.resamples];
        threads.each(&mut resampled, |number, out| {
            *out = finish(&means(columns, &counts(rows, number, self.seed)));
        });
        let reach = normal_quantile(f64::midpoint(1.0, self.confidence));
        let of = |place: usize| resampled.iter().map(move |estimates| estimates[place]);
        let around = |(place, value): (usize, &f64)| Interval::around(*value, reach * deviation(of(place)));
        found.iter().enumerate().map(around).collect()
    }
}

/// How often each row is drawn in a resample of as many draws as there are rows.
fn counts(rows: usize, resample: usize, seed: u64) -> Vec<f64> {
    let stream = Stream::new(seed, "sensitivity.resample");
    let mut counts = vec![0_u32; rows];
    let blocks = rows.div_ceil(4);
    let first = (resample * blocks) as u64;
    let place = |word: u32| usize::try_from((u64::from(word) * rows as u64) >> u32::BITS).unwrap_or(0);
    for block in 0..blocks {
        let left = rows - 4 * block;
        for word in stream.words(first + block as u64).into_iter().take(left) {
            counts[place(word)] += 1;
        }
    }
    counts.into_iter().map(f64::from).collect()
}

/// The weighted mean of each column; weights add up to the number of rows.
fn means(columns: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let share = 1.0 / weights.len() as f64;
    columns.iter().map(|column| share * product(column, weights)).collect()
}

/// Sums that run beside each other, so that a processor takes several rows at a time.
const LANES: usize = 8;

/// Σ x y, always added in the same order.
fn product(left: &[f64], right: &[f64]) -> f64 {
    let (left, left_rest) = left.as_chunks::<LANES>();
    let (right, right_rest) = right.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (left, right) in left.iter().zip(right) {
        for lane in 0..LANES {
            sums[lane] += left[lane] * right[lane];
        }
    }
    let rest: f64 = left_rest.iter().zip(right_rest).map(|(x, y)| x * y).sum();
    sums.iter().sum::<f64>() + rest
}

/// The standard deviation of some estimates.
fn deviation(estimates: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = estimates.clone().count() as f64;
    let mean = estimates.clone().sum::<f64>() / count;
    (estimates.map(|estimate| (estimate - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The interval of a mean is that of the textbook: 1.96 standard deviations over √N, within what chance does.
    #[test]
    fn the_interval_of_a_mean_is_known() {
        let stream = Stream::new(1, "rows");
        let rows: Vec<f64> = (0..1000).map(|row| stream.uniform(row)).collect();
        let bootstrap = Bootstrap { resamples: 1000, confidence: 0.95, seed: 4 };
        let found = bootstrap.intervals(&[rows], &Threads::new(Some(1)), &|means| means.to_vec());
        let known = 2.0 * 1.96 * (1.0_f64 / 12.0).sqrt() / 1000.0_f64.sqrt();
        assert!((found[0].width() / known - 1.0).abs() < 0.1, "{:?}", found[0]);
        assert!(found[0].holds(0.5));
    }

    /// Every draw is counted, and how often a row is drawn has a mean and a variance of 1.
    #[test]
    fn rows_are_drawn_alike() {
        for rows in [1, 3, 4, 1001, 4096] {
            let drawn = counts(rows, 3, 9);
            assert_eq!(drawn.iter().sum::<f64>(), rows as f64);
        }
        let drawn = counts(4096, 5, 9);
        let variance = drawn.iter().map(|count| (count - 1.0).powi(2)).sum::<f64>() / 4096.0;
        assert!((variance - 1.0).abs() < 0.1, "{variance}");
        assert_ne!(counts(100, 1, 9), counts(100, 2, 9));
    }
}
