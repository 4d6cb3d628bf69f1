//! The least squares of a curve with a ceiling, by a search in two numbers that stays finite where the ceiling does not.

use super::{GrowthCurve, LeastSquares, Point};

/// Steps of each of the two parts of a search at most.
const STEPS: usize = 100;
/// Damping at the start.
const DAMPING: f64 = 1e-3;
/// A promised gain below this share of the sum of squares ends the damped steps.
const FLAT: f64 = 1e-9;
/// A step is taken if it gains at least this share of what its tangent promised.
const WORTHWHILE: f64 = 1e-4;
/// The bend changes by at most this part of it, or this, in a step: a tangent says little beyond, and where all values lie at the
/// ceiling it says nothing any more.
const LONGEST: f64 = 4.0;
/// Undamped steps go on while each is shorter than this share of the one before.
const SHORTER: f64 = 0.9;
/// What the last steps may lose by rounding, as a share of the sum of squares.
const ROUNDING: f64 = 1e-6;
/// The least bend of a logistic curve and of Gompertz's. Values that bend upwards more than compound growth have no ceiling:
/// there the search ends, at what is compound growth over the values, with a ceiling 10⁸ and 10⁴³ times the highest level.
const LEAST_BEND: [f64; 2] = [1e-8, 0.01];

/// A curve's growth and its bend at one end of the values, the bend of compound growth without a ceiling being 0:
///
/// ```text
/// logistic   A e^(q s) / (1 + v e^(q s))       K = A / v,       r = q,     m = −ln v / q
/// Gompertz   A e^((1 − e^(−q v s)) / v)        K = A e^(1 / v), r = q v,   m = −ln v / (q v)
/// ```
///
/// with s the time since the last value of those that rise, the first of those that fall. A, which follows from the other two by a regression, is not searched (variable projection: Golub
/// and Pereyra 1973, *The differentiation of pseudo-inverses and nonlinear least squares problems whose variables
/// separate*, SIAM Journal on Numerical Analysis 10; with the tangent of Kaufman 1975, BIT 15).
type Place = [f64; 2];

/// Where a search stands: the place, its A, the sum of squares, and the normal equations of a step without A's part.
#[derive(Debug, Clone, Copy)]
struct Stand {
    at: Place,
    factor: f64,
    height: f64,
    gram: [f64; 3],
    right: Place,
}

/// A curve and points in its own time.
#[derive(Debug)]
struct Search<'a> {
    curve: GrowthCurve,
    points: &'a [Point],
    /// The time from which s counts.
    end: f64,
    least: f64,
}

/// The best of searches from several starts [K, r, m]; `None` if none leads anywhere.
pub(super) fn fit(curve: GrowthCurve, points: &[Point], starts: &[Vec<f64>]) -> Option<LeastSquares> {
    let found = starts.iter().filter_map(|start| {
        let search = Search::new(curve, points, start[1] > 0.0);
        let (stand, steps, arrived) = search.damped(search.place(start))?;
        Some((search, stand, steps, arrived))
    });
    let (search, stand, steps, arrived) =
        found.min_by(|one, other| one.1.height.total_cmp(&other.1.height))?;
    let (stand, more) = search.undamped(stand);
    let end = (steps + more, arrived && stand.at[1] > search.least);
    LeastSquares::around(|b, x| curve.level(b, x), points, &search.parameters(stand), end)
}

impl<'a> Search<'a> {
    fn new(curve: GrowthCurve, points: &'a [Point], rises: bool) -> Self {
        let end = if rises { points.last() } else { points.first() }.map_or(0.0, |point| point.x);
        let least = LEAST_BEND[usize::from(curve == GrowthCurve::Gompertz)];
        Self { curve, points, end, least }
    }

    /// Growth and bend of a curve's own parameters.
    fn place(&self, parameters: &[f64]) -> Place {
        let (rate, midpoint) = (parameters[1], parameters[2] - self.end);
        let bend = (-rate * midpoint).exp().max(self.least);
        [if self.curve == GrowthCurve::Gompertz { rate / bend } else { rate }, bend]
    }

    /// A curve's own parameters.
    fn parameters(&self, stand: Stand) -> [f64; 3] {
        let [growth, bend] = stand.at;
        let (ceiling, rate) = match self.curve {
            GrowthCurve::Gompertz => (stand.factor * (1.0 / bend).exp(), growth * bend),
            _ => (stand.factor / bend, growth),
        };
        [ceiling, rate, self.end - bend.ln() / rate]
    }

    /// The curve over A, and its derivatives by growth and bend.
    fn row(&self, [growth, bend]: Place, time: f64) -> [f64; 3] {
        if self.curve == GrowthCurve::Gompertz {
            let left = (-growth * bend * time).exp();
            let level = ((1.0 - left) / bend).exp();
            return [level, level * time * left, level * (growth * time * left - (1.0 - left) / bend) / bend];
        }
        let grown = (growth * time).exp();
        let share = 1.0 / (1.0 + bend * grown);
        let level = grown * share;
        [level, level * time * share, -level * level]
    }

    /// The regression of the values on the curve over A, and what its tangent says; `None` if it has no value.
    fn stand(&self, at: Place) -> Option<Stand> {
        let rows: Vec<[f64; 3]> = self.points.iter().map(|point| self.row(at, point.x - self.end)).collect();
        let weighted = || rows.iter().zip(self.points);
        let with = |of: usize| weighted().map(|(row, point)| point.weight * row[0] * row[of]).sum::<f64>();
        let squares = with(0);
        let value = weighted().map(|(row, point)| point.weight * row[0] * point.y).sum::<f64>();
        let (factor, along) = (value / squares, [with(1) / squares, with(2) / squares]);
        let mut stand = Stand { at, factor, height: 0.0, gram: [0.0; 3], right: [0.0; 2] };
        for (row, point) in weighted() {
            stand.add(row, point, along);
        }
        stand.is_finite().then_some(stand)
    }

    /// Damped steps until nothing is left to gain: where they end, how many there were, and whether they arrived.
    fn damped(&self, start: Place) -> Option<(Stand, usize, bool)> {
        let mut stand = self.stand(start)?;
        let (mut damping, mut growth) = (DAMPING, 2.0);
        for steps in 0..STEPS {
            let step = stand.step(damping, self.least);
            let promised = stand.promised(step);
            if promised.is_nan() || promised <= FLAT * stand.height {
                return Some((stand, steps, true));
            }
            let moved = self.stand(self.moved(stand.at, step));
            let taken = moved.filter(|moved| stand.height - moved.height > WORTHWHILE * promised);
            if let Some(moved) = taken {
                let ratio = (stand.height - moved.height) / promised;
                damping *= (1.0 - (2.0 * ratio - 1.0).powi(3)).max(1.0 / 3.0);
                (stand, growth) = (moved, 2.0);
            } else {
                damping *= growth;
                growth *= 2.0;
            }
        }
        Some((stand, STEPS, false))
    }

    /// Steps without damping to the very minimum, as long as they get shorter, and how many.
    fn undamped(&self, mut stand: Stand) -> (Stand, usize) {
        let mut last = f64::INFINITY;
        for steps in 0..STEPS {
            let step = stand.step(0.0, self.least);
            let length = stand.gram[0].sqrt() * step[0].abs() + stand.gram[2].sqrt() * step[1].abs();
            let moved = self.stand(self.moved(stand.at, step));
            let moved = moved.filter(|moved| moved.height <= stand.height * (1.0 + ROUNDING));
            let (Some(moved), true) = (moved, length > 0.0 && length < SHORTER * last) else {
                return (stand, steps);
            };
            (stand, last) = (moved, length);
        }
        (stand, STEPS)
    }

    /// Where a step leads: straight, but in the logarithm of a bend above 1, and there with Gompertz's rate for its growth.
    fn moved(&self, [growth, bend]: Place, [step, bends]: Place) -> Place {
        if bend <= 1.0 {
            return [growth + step, (bend + bends).max(self.least)];
        }
        let moved = bend * (bends / bend).exp();
        let rate = growth * bend + step * bend + growth * bends;
        [if self.curve == GrowthCurve::Gompertz { rate / moved } else { growth + step }, moved]
    }
}

impl Stand {
    /// Adds what is left of a value and its derivatives less what A makes good of them.
    fn add(&mut self, row: &[f64; 3], point: &Point, along: Place) {
        let left = point.y - self.factor * row[0];
        let slope = |by: usize| self.factor * (row[by + 1] - along[by] * row[0]);
        let slopes = [slope(0), slope(1)];
        self.height += point.weight * left * left;
        self.gram[0] += point.weight * slopes[0] * slopes[0];
        self.gram[1] += point.weight * slopes[0] * slopes[1];
        self.gram[2] += point.weight * slopes[1] * slopes[1];
        self.right[0] += point.weight * slopes[0] * left;
        self.right[1] += point.weight * slopes[1] * left;
    }

    fn is_finite(&self) -> bool {
        self.height.is_finite() && self.gram.iter().chain(&self.right).all(|value| value.is_finite())
    }

    /// The damped step, along the least bend where it would lead below it.
    fn step(&self, damping: f64, least: f64) -> Place {
        let ([first, both, second], [a, b]) = (self.gram, self.right);
        let (first, second) = (first * (1.0 + damping), second * (1.0 + damping));
        let determinant = first * second - both * both;
        let step = [(a * second - b * both) / determinant, (b * first - a * both) / determinant];
        let step = if self.at[1] <= least && step[1] < 0.0 { [a / first, 0.0] } else { step };
        let longest = LONGEST * self.at[1].max(1.0);
        step.map(|part| part * (longest / step[1].abs()).min(1.0))
    }

    /// By how much the sum of squares falls, if the curve is as straight as its tangent.
    fn promised(&self, [one, other]: Place) -> f64 {
        let ([first, both, second], [a, b]) = (self.gram, self.right);
        2.0 * (a * one + b * other) - (first * one * one + 2.0 * both * one * other + second * other * other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVES: [GrowthCurve; 2] = [GrowthCurve::Logistic, GrowthCurve::Gompertz];

    fn points(level: impl Fn(f64) -> f64) -> Vec<Point> {
        (0..14).map(|time| Point::new(f64::from(time), level(f64::from(time)))).collect()
    }

    /// A curve without errors is found again, rising and falling, before and after its midpoint.
    #[test]
    fn a_curve_is_found_again() {
        for curve in CURVES {
            for known in [[50.0, 0.4, 6.0], [50.0, 0.3, 14.0], [50.0, 0.9, -2.0], [50.0, -0.5, 7.0]] {
                let start = known.map(|value| 1.1 * value).to_vec();
                let found = fit(curve, &points(|time| curve.level(&known, time)), &[start]).unwrap();
                for (found, known) in found.parameters().iter().zip(known) {
                    assert!((found / known - 1.0).abs() < 1e-8, "{curve:?} {found} {known}");
                }
                assert!(found.converged());
            }
        }
    }

    /// With errors and weights, it stands where the general search does.
    #[test]
    fn it_ends_where_the_general_search_does() {
        for curve in CURVES {
            let noisy = |time: f64| curve.level(&[50.0, 0.4, 6.0], time) + (time * 7.0).sin();
            let points: Vec<Point> =
                points(noisy).into_iter().map(|point| point.weighing(1.0 + point.x % 3.0)).collect();
            let start = vec![60.0, 0.3, 5.0];
            let general = LeastSquares::fit(|b, x| curve.level(b, x), &points, &start).unwrap();
            let found = fit(curve, &points, &[start]).unwrap();
            for (found, general) in found.parameters().iter().zip(general.parameters()) {
                assert!((found / general - 1.0).abs() < 1e-7, "{curve:?} {found} {general}");
            }
        }
    }

    /// Values that bend upwards have no ceiling: what is left is compound growth, and it is told.
    #[test]
    fn without_a_ceiling_it_is_compound_growth() {
        let upwards = points(|time| 10.0 * (0.1 * time).exp() + 0.05 * (time - 6.0).powi(2));
        let compound = |b: &[f64], x: f64| b[0] * (b[1] * x).exp();
        let compound = LeastSquares::fit(compound, &upwards, &[10.0, 0.1]).unwrap().sum_of_squares();
        for (curve, alike) in CURVES.into_iter().zip([1e-6, 0.2]) {
            let found = curve.fit(&upwards).unwrap();
            assert!((found.solution().sum_of_squares() / compound - 1.0).abs() < alike, "{curve:?}");
            assert!(!found.solution().converged() && found.level(20.0).is_finite());
        }
    }

    /// Values all alike, a step, and as many values as numbers lead to a number or to none, and never on for ever.
    #[test]
    fn odd_values_end_the_search() {
        for curve in CURVES {
            for odd in [|_| 5.0, |time: f64| if time < 7.0 { 1.0 } else { 9.0 }, |time: f64| 1e-300 + time] {
                let starts = [vec![10.0, 0.4, 6.0], vec![1e300, -40.0, 1e9]];
                if let Some(found) = fit(curve, &points(odd), &starts) {
                    assert!(found.sum_of_squares().is_finite());
                }
            }
        }
    }
}
