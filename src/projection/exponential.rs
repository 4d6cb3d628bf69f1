//! Exponentials at evenly spaced exponents.

/// Beyond this exponent a level is held: `e^690` is 1e299.
pub(super) const LARGEST_EXPONENT: f64 = 690.0;
/// No level is larger.
const LARGEST: f64 = 1e300;
/// Periods that share one call of the exponential function.
pub(super) const BLOCK: usize = 16;

/// A level within the range of quantities.
pub(super) fn bounded(level: f64) -> f64 {
    level.clamp(-LARGEST, LARGEST)
}

/// Whether a level has been held at the end of the range.
pub(super) fn is_bounded(level: f64) -> bool {
    level.abs() >= LARGEST
}

/// Whether a level is so large that growth could bring it to the end of the range.
pub(super) fn is_far(level: f64) -> bool {
    level.abs() > 1e100
}

/// An exponential that neither vanishes nor overflows.
pub(super) fn bounded_exp(exponent: f64) -> f64 {
    exponent.clamp(-LARGEST_EXPONENT, LARGEST_EXPONENT).exp()
}

/// Sets `out[k]` to `map(e^(first + k step))`.
///
/// Within a block of sixteen, `e^(first + k step)` is the block's first times a power of `e^step`, so that the error
/// stays that of sixteen products wherever the block is, while a plain running product would drift.
pub(super) fn fill_exponential(out: &mut [f64], (first, step): (f64, f64), map: impl Fn(f64) -> f64) {
    let powers = powers(bounded_exp(step));
    for (block, levels) in out.chunks_mut(BLOCK).enumerate() {
        let anchor = bounded_exp(first + step * (block * BLOCK) as f64);
        for (level, power) in levels.iter_mut().zip(&powers) {
            *level = map((anchor * power).min(LARGEST));
        }
    }
}

/// 1, ratio, ratio², …
fn powers(ratio: f64) -> [f64; BLOCK] {
    let mut powers = [1.0; BLOCK];
    for index in 1..BLOCK {
        powers[index] = powers[index - 1] * ratio;
    }
    powers
}
