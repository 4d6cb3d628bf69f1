//! Exponential smoothing as a filter, with the first states found by least squares.

/// Weights of a damped trend: of the level, of the slope, and what is left of the slope after a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weights {
    pub(super) alpha: f64,
    /// 0 without a trend.
    pub(super) beta: f64,
    /// 1 for a trend that is not damped.
    pub(super) phi: f64,
}

/// Level and slope.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct State {
    pub(super) level: f64,
    pub(super) slope: f64,
}

impl State {
    /// The state after a value that the state before foresaw with an error.
    fn after(self, weights: Weights, error: f64) -> Self {
        let slope = weights.phi * self.slope;
        Self { level: self.level + slope + weights.alpha * error, slope: slope + weights.beta * error }
    }

    /// What it says of the next value.
    pub(super) fn next(self, weights: Weights) -> f64 {
        self.level + weights.phi * self.slope
    }
}

/// A filter run over values: what it said of each, the last state, and the sum of squared errors.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) followed: Vec<f64>,
    pub(super) last: State,
}

impl Weights {
    /// Runs from a first state.
    pub(super) fn run(self, values: &[f64], first: State) -> Run {
        let mut state = first;
        let mut followed = Vec::with_capacity(values.len());
        for value in values {
            let expected = state.next(self);
            followed.push(expected);
            state = state.after(self, value - expected);
        }
        Run { followed, last: state }
    }

    /// The first state of the least squared errors, and their sum.
    ///
    /// For given weights every error is a linear function of the first level and slope, so that no search is needed:
    /// one pass carries the filter without a first state along with the effects of a unit of each.
    pub(super) fn best_start(self, values: &[f64]) -> (State, f64) {
        let mut states = [State { level: 0.0, slope: 0.0 }, State { level: 1.0, slope: 0.0 }, UNIT_SLOPE];
        let mut sums = Sums::default();
        for value in values {
            let [none, of_level, of_slope] = states.map(|state| state.next(self));
            let error = value - none;
            sums.add(of_level, of_slope, error);
            states = [
                states[0].after(self, error),
                states[1].after(self, -of_level),
                states[2].after(self, -of_slope),
            ];
        }
        sums.solve(self.beta > 0.0)
    }

    /// The sum of squared errors in parts of the value foreseen, and the sum of its logarithms; infinite where a value
    /// foreseen is not above zero.
    pub(super) fn relative(self, values: &[f64], first: State) -> (f64, f64) {
        let (mut state, mut squares, mut logarithms, mut product) = (first, 0.0, 0.0, 1.0_f64);
        for value in values {
            let expected = state.next(self);
            if expected <= 0.0 {
                return (f64::INFINITY, 0.0);
            }
            let error = value - expected;
            squares += (error / expected).powi(2);
            // One logarithm for many values: it takes as long as all the rest.
            product *= expected;
            if !PRODUCTS.contains(&product) {
                logarithms += product.ln();
                product = 1.0;
            }
            state = state.after(self, error);
        }
        (squares, logarithms + product.ln())
    }
}

/// Products within these ends take another factor without leaving the range of numbers.
const PRODUCTS: std::ops::RangeInclusive<f64> = 1e-100..=1e100;

const UNIT_SLOPE: State = State { level: 0.0, slope: 1.0 };

/// Two regressors have one direction if their determinant is less than this part of its largest value.
const SAME_DIRECTION: f64 = 1e-14;

/// The normal equations of two unknowns.
#[derive(Debug, Default)]
struct Sums {
    level: f64,
    both: f64,
    slope: f64,
    level_error: f64,
    slope_error: f64,
    errors: f64,
}

impl Sums {
    fn add(&mut self, of_level: f64, of_slope: f64, error: f64) {
        self.level += of_level * of_level;
        self.both += of_level * of_slope;
        self.slope += of_slope * of_slope;
        self.level_error += of_level * error;
        self.slope_error += of_slope * error;
        self.errors += error * error;
    }

    fn solve(&self, with_slope: bool) -> (State, f64) {
        let determinant = self.level * self.slope - self.both * self.both;
        let state = if with_slope && determinant > SAME_DIRECTION * self.level * self.slope {
            State {
                level: (self.level_error * self.slope - self.slope_error * self.both) / determinant,
                slope: (self.slope_error * self.level - self.level_error * self.both) / determinant,
            }
        } else {
            State { level: self.level_error / self.level, slope: 0.0 }
        };
        let explained = state.level * self.level_error + state.slope * self.slope_error;
        (state, (self.errors - explained).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logarithms of products are sums of logarithms, for values of any size and number.
    #[test]
    fn logarithms_of_many_values_add_up() {
        let weights = Weights { alpha: 0.3, beta: 0.1, phi: 0.9 };
        for size in [1e-90, 1e-3, 1.0, 1e12, 1e90] {
            let values: Vec<f64> = (0..60).map(|k| size * (5.0 + f64::from(k * k % 7))).collect();
            let first = State { level: 5.0 * size, slope: 0.1 * size };
            let expected = weights.run(&values, first).followed;
            let one_by_one: f64 = expected.iter().map(|value| value.ln()).sum();
            let (_, logarithms) = weights.relative(&values, first);
            assert!((logarithms - one_by_one).abs() <= 1e-10 * (1.0 + one_by_one.abs()), "{size}");
        }
    }
}
