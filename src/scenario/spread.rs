//! Shares and changes as factors, with their whole distribution.

use crate::evidence::{Number, Shape, Spread};
use crate::model::tidy;

/// `offset + factor × number`, with the number's source, group and unit; none for a lognormal number that is not
/// only scaled up.
pub(super) fn line(number: &Number, offset: f64, factor: f64) -> Option<Number> {
    let along = |value: f64| tidy(offset + factor * value);
    let spread = Spread::new(along_shape(number.spread.shape(), offset, factor)?).ok()?;
    let (first, second) = number.spread.cut_at();
    let (first, second) = (first.map(along), second.map(along));
    let (at_least, at_most) = if factor < 0.0 { (second, first) } else { (first, second) };
    let spread = match (at_least, at_most) {
        (None, None) => spread,
        (at_least, at_most) => spread.truncated(at_least, at_most).ok()?,
    };
    Some(number.with_spread(spread))
}

fn along_shape(shape: &Shape, offset: f64, factor: f64) -> Option<Shape> {
    let along = |value: &f64| tidy(offset + factor * value);
    let ends = |low: &f64, high: &f64| {
        if factor < 0.0 { (along(high), along(low)) } else { (along(low), along(high)) }
    };
    Some(match shape {
        Shape::Fixed(value) => Shape::Fixed(along(value)),
        Shape::Uniform { low, high } => {
            let (low, high) = ends(low, high);
            Shape::Uniform { low, high }
        }
        Shape::Triangular { low, mode, high } => {
            let ((low, high), mode) = (ends(low, high), along(mode));
            Shape::Triangular { low, mode, high }
        }
        Shape::Pert { low, mode, high } => {
            let ((low, high), mode) = (ends(low, high), along(mode));
            Shape::Pert { low, mode, high }
        }
        Shape::Normal { mean, sd } => Shape::Normal { mean: along(mean), sd: sd * factor.abs() },
        Shape::Lognormal { median, factor: spread } if offset == 0.0 && factor > 0.0 => {
            Shape::Lognormal { median: median * factor, factor: *spread }
        }
        Shape::Discrete { values, weights } => {
            let (values, weights) = along_cases(values, weights, along, factor < 0.0);
            Shape::Discrete { values, weights }
        }
        Shape::Empirical { values, weights } => {
            let (values, weights) = along_cases(values, weights, along, factor < 0.0);
            Shape::Empirical { values, weights }
        }
        _ => return None,
    })
}

/// The cases in rising order.
fn along_cases(
    values: &[f64],
    weights: &[f64],
    along: impl Fn(&f64) -> f64,
    reversed: bool,
) -> (Vec<f64>, Vec<f64>) {
    let mut values: Vec<f64> = values.iter().map(along).collect();
    let mut weights = weights.to_vec();
    if reversed {
        values.reverse();
        weights.reverse();
    }
    (values, weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Unit;

    fn number(shape: Shape) -> Number {
        Number::fixed(0.0, Unit::One).unwrap().with_spread(Spread::new(shape).unwrap())
    }

    /// The quantile of a + b x at p is a + b times the quantile of x at p, or at 1 − p if b is negative.
    #[test]
    fn quantiles_go_along_the_line() {
        let shapes = [
            Shape::Fixed(0.2),
            Shape::Uniform { low: 0.1, high: 0.3 },
            Shape::Triangular { low: 0.1, mode: 0.15, high: 0.4 },
            Shape::Pert { low: 0.1, mode: 0.15, high: 0.4 },
            Shape::Normal { mean: 0.2, sd: 0.02 },
            Shape::Discrete { values: vec![0.1, 0.2, 0.5], weights: vec![0.2, 0.5, 0.3] },
            Shape::Empirical { values: vec![0.1, 0.2, 0.5], weights: vec![0.2, 0.5, 0.3] },
        ];
        for shape in shapes {
            let mut given = number(shape);
            for cut in [false, true] {
                if cut {
                    let spread = given.spread.clone().truncated(Some(0.12), Some(0.35)).unwrap();
                    given = given.with_spread(spread);
                }
                let (up, down) = (line(&given, 1.0, 1.0).unwrap(), line(&given, 1.0, -1.0).unwrap());
                for share in [0.01, 0.1, 0.35, 0.5, 0.65, 0.99] {
                    let quantile = given.spread.quantile(share);
                    assert!((up.spread.quantile(share) - (1.0 + quantile)).abs() < 1e-9);
                    assert!((down.spread.quantile(1.0 - share) - (1.0 - quantile)).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn a_lognormal_number_can_only_be_scaled() {
        let given = number(Shape::Lognormal { median: 2.0, factor: 1.5 });
        assert!((line(&given, 0.0, 0.5).unwrap().central() - 1.0).abs() < 1e-12);
        assert!(line(&given, 1.0, 1.0).is_none() && line(&given, 0.0, -1.0).is_none());
    }
}
