//! A function, asked about many rows of points at once.

use crate::ensemble::Threads;

use super::SensitivityError;

/// A function of the inputs' values.
pub(super) type Function<'a> = dyn Fn(&[f64]) -> f64 + Sync + 'a;

/// The rows that one thread takes at a time.
const ROWS_AT_ONCE: usize = 64;

/// What `work` writes into each of so many rows, side by side. The same on any number of threads.
///
/// `work` is told the number of the first row of a stretch, and gets the stretch.
pub(super) fn rows(
    count: usize,
    width: usize,
    threads: &Threads,
    work: impl Fn(usize, &mut [f64]) + Sync + Send,
) -> Vec<f64> {
    let mut values = vec![0.0; count * width];
    let mut stretches: Vec<&mut [f64]> = values.chunks_mut(width * ROWS_AT_ONCE).collect();
    threads.each(&mut stretches, |stretch, values| work(stretch * ROWS_AT_ONCE, values));
    values
}

/// A whole number of rows within what Sobol' points can number.
pub(super) fn checked(what: &'static str, given: usize, least: usize) -> Result<u32, SensitivityError> {
    let wrong = || SensitivityError::OutOfRange { what, given: given as f64, allowed: "4 to 2147483648" };
    let count = u32::try_from(given).ok().filter(|count| given >= least && *count <= 1 << 31);
    count.ok_or_else(wrong)
}
