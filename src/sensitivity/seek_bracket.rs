//! Closing in on a crossing by interpolation, truncation and projection.

/// A function's value at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sample {
    pub(super) input: f64,
    /// What comes out, less the value that is sought.
    pub(super) off: f64,
}

/// Parameters of the method as its authors recommend them: κ₁ (b − a) = 0.2, κ₂ = 2, n₀ = 1.
const TRUNCATION: f64 = 0.2;
const SLACK: i32 = 1;

/// Narrows a bracket, at whose ends the signs differ, until it is at most so wide or an end is as near as this to 0.
///
/// The ITP method (Oliveira and Takahashi 2020, "An enhancement of the bisection method average performance preserving
/// minmax optimality", ACM Transactions on Mathematical Software 47(1)): never more than one step beyond bisection, and
/// faster than linear where the function is smooth.
///
/// `None` if the function has no value somewhere on the way.
pub(super) fn narrowed(
    [mut low, mut high]: [Sample; 2],
    width: f64,
    near: f64,
    mut off: impl FnMut(f64) -> f64,
) -> Option<[Sample; 2]> {
    let factor = TRUNCATION / (high.input - low.input);
    let halvings = ((high.input - low.input) / width).log2().ceil().max(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "a logarithm of a finite number is within ±2200")]
    let most = halvings as i32 + SLACK;
    let mut step = 0;
    while high.input - low.input > width && low.off.abs() > near && high.off.abs() > near {
        let reach = width / 2.0 * f64::from(most - step).exp2();
        let input = place(low, high, factor, reach);
        if input <= low.input || input >= high.input {
            break;
        }
        let sample = Sample { input, off: off(input) };
        if sample.off.is_nan() {
            return None;
        }
        if (sample.off > 0.0) == (high.off > 0.0) {
            high = sample;
        } else {
            low = sample;
        }
        step += 1;
    }
    Some([low, high])
}

/// Where to look next.
fn place(low: Sample, high: Sample, factor: f64, reach: f64) -> f64 {
    let (width, middle) = (high.input - low.input, f64::midpoint(low.input, high.input));
    let straight = (low.input * high.off - high.input * low.off) / (high.off - low.off);
    let inward = middle - straight;
    // Truncation: a little towards the middle, so that the other end moves as well.
    let least = factor * width * width;
    let truncated = if least <= inward.abs() { straight + least.copysign(inward) } else { middle };
    // Projection: no further from the middle than bisection allows.
    let allowed = (reach - width / 2.0).max(0.0);
    if (truncated - middle).abs() <= allowed { truncated } else { middle - allowed.copysign(inward) }
}

/// Places of a golden section.
const GOLDEN: f64 = 0.381_966_011_250_105_1;

/// Looks between the ends for a place where the function comes nearest to 0, or crosses it.
///
/// Golden section (Kiefer 1953). It ends at a change of sign, at 0, or when the ends are as near as `width`.
pub(super) fn nearest_to_zero(
    [mut low, mut best, mut high]: [Sample; 3],
    width: f64,
    mut off: impl FnMut(f64) -> f64,
) -> Sample {
    let sign = best.off > 0.0;
    while high.input - low.input > width {
        let is_left = best.input - low.input > high.input - best.input;
        let end = if is_left { low.input } else { high.input };
        let input = best.input + GOLDEN * (end - best.input);
        let sample = Sample { input, off: off(input) };
        if sample.off.is_nan() || input == best.input {
            return best;
        }
        if sample.off == 0.0 || (sample.off > 0.0) != sign {
            return sample;
        }
        let (inner, outer) = if sample.off.abs() < best.off.abs() { (sample, best) } else { (best, sample) };
        let outer_is_low = outer.input < inner.input;
        best = inner;
        if outer_is_low { low = outer } else { high = outer }
    }
    best
}
