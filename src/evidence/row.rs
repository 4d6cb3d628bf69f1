//! Quantiles of many shares at a time, by loops that the compiler does several at once.

use super::Shape;
use super::normal::standard_normal_quantiles;
use super::spread::TAIL;

/// Replaces shares of some shapes by their quantiles, to the bit those of one share; `false` if the shape is none of
/// these, and nothing is done.
pub(super) fn quantiles(shape: &Shape, shares: &mut [f64]) -> bool {
    match shape {
        Shape::Uniform { low, high } => {
            for share in shares {
                *share = low + *share * (high - low);
            }
        }
        Shape::Triangular { low, mode, high } if low < high => triangular(*low, *mode, *high, shares),
        Shape::Normal { mean, sd } => {
            scores(shares);
            for share in shares {
                *share = mean + sd * *share;
            }
        }
        Shape::Lognormal { median, factor } => {
            scores(shares);
            let logarithm = factor.ln();
            for share in shares {
                *share = median * (logarithm * *share).exp();
            }
        }
        Shape::Discrete { values, weights } => discrete(values, weights, shares),
        _ => return false,
    }
    true
}

fn scores(shares: &mut [f64]) {
    for share in &mut *shares {
        *share = share.clamp(TAIL, 1.0 - TAIL);
    }
    standard_normal_quantiles(shares);
}

fn triangular(low: f64, mode: f64, high: f64, shares: &mut [f64]) {
    let (width, rise, fall) = (high - low, mode - low, high - mode);
    for share in shares {
        let rises = *share * width < rise;
        let square = if rises { *share * width * rise } else { (1.0 - *share) * width * fall };
        let root = square.sqrt();
        *share = if rises { low + root } else { high - root };
    }
}

/// Steps up through all values, which takes no branch that a processor could guess wrong.
fn discrete(values: &[f64], weights: &[f64], shares: &mut [f64]) {
    const BLOCK: usize = 64;
    let mut given = [0.0; BLOCK];
    let Some((first, others)) = values.split_first() else { return };
    for block in shares.chunks_mut(BLOCK) {
        let given = &mut given[..block.len()];
        given.copy_from_slice(block);
        block.fill(*first);
        let mut so_far = 0.0;
        for (weight, next) in weights.iter().zip(others) {
            so_far += weight;
            // The sum of weights may end a rounding error short of 1.
            let reached = so_far + f64::EPSILON;
            for (value, share) in block.iter_mut().zip(&*given) {
                *value = if *share <= reached { *value } else { *next };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::evidence::{Shape, Spread};

    /// A row of shares gives what each share gives, to the bit, cut off or not.
    #[test]
    fn rows_are_their_single_values() {
        let shares: Vec<f64> = (0..1001).map(|step| f64::from(step) / 1000.0).collect();
        let discrete =
            Shape::Discrete { values: vec![0.0, 1.0, 2.5, 9.0], weights: vec![1.0, 2.0, 0.5, 3.0] };
        for shape in [
            Shape::Uniform { low: -1.0, high: 3.0 },
            Shape::Triangular { low: 5.0, mode: 6.0, high: 6.5 },
            Shape::Triangular { low: 5.0, mode: 5.0, high: 6.5 },
            Shape::Triangular { low: 2.0, mode: 2.0, high: 2.0 },
            Shape::Pert { low: 5.0, mode: 6.0, high: 6.5 },
            Shape::Normal { mean: 0.08, sd: 0.03 },
            Shape::Lognormal { median: 4.0, factor: 1.5 },
            discrete,
        ] {
            let whole = Spread::new(shape).unwrap();
            let (low, high) = (whole.quantile(0.1), whole.quantile(0.8));
            let cut = whole.clone().truncated(Some(low), Some(high));
            for spread in [Some(whole), cut.ok()].into_iter().flatten() {
                let mut row = shares.clone();
                spread.quantiles(&mut row);
                for (share, value) in shares.iter().zip(row) {
                    assert_eq!(value.to_bits(), spread.quantile(*share).to_bits(), "{spread:?} at {share}");
                }
            }
        }
    }
}
