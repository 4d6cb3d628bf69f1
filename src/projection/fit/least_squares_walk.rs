//! The way to the least sum of squares.

use super::Point;
use super::least_squares_qr::{Columns, Factored, dot, norm};

/// Steps that one walk takes at most.
const STEPS: usize = 400;
/// Damping at the start of each walk: bold first, careful where that leads nowhere.
const DAMPINGS: [f64; 3] = [1e-3, 1.0, 1e3];
/// A promised gain below this share of the sum of squares ends the damped steps.
const FLAT: f64 = 1e-9;
/// A step is taken if it gains at least this share of what its tangent promised.
const WORTHWHILE: f64 = 1e-4;
/// The bend of a step over its length, beyond which the tangent says nothing any more (Transtrum and Sethna 2012).
const MOST_BENT: f64 = 0.75;
/// How far along a step its bend is felt.
const FEELER: f64 = 0.1;
/// The width of differences over the parameter: the fifth root of a float's precision, which balances rounding and the
/// first term that is left out.
const WIDTH: f64 = 7.4e-4;
/// Undamped steps go on while each is shorter than this share of the one before.
const SHORTER: f64 = 0.9;
/// What the last steps may lose by rounding, as a share of the sum of squares.
const ROUNDING: f64 = 1e-6;

/// A model and points.
pub(super) struct Task<'a, F> {
    model: &'a F,
    points: &'a [Point],
    /// The size of each parameter where it is nearly 0.
    sizes: Vec<f64>,
}

impl<'a, F: Fn(&[f64], f64) -> f64> Task<'a, F> {
    fn new(model: &'a F, points: &'a [Point], start: &[f64]) -> Self {
        let size = |value: &f64| if *value == 0.0 { 1.0 } else { 0.01 * value.abs() };
        Self { model, points, sizes: start.iter().map(size).collect() }
    }

    /// What is left of each value, times the root of its weight; `None` if the model has no value.
    fn residuals(&self, parameters: &[f64]) -> Option<Vec<f64>> {
        let left = |point: &Point| point.weight.sqrt() * (point.y - (self.model)(parameters, point.x));
        let residuals: Vec<f64> = self.points.iter().map(left).collect();
        residuals.iter().all(|value| value.is_finite()).then_some(residuals)
    }

    /// The derivatives of the weighted model by each parameter.
    fn slopes(&self, parameters: &[f64]) -> Option<Columns> {
        let mut slopes = Columns::zeros(self.points.len(), parameters.len());
        let mut moved = parameters.to_vec();
        for (number, value) in parameters.iter().enumerate() {
            let width = WIDTH * value.abs().max(self.sizes[number]);
            // The width that a float can step without rounding.
            let width = (value + width) - value;
            for (share, times) in [(8.0, 1.0), (-8.0, -1.0), (-1.0, 2.0), (1.0, -2.0)] {
                moved[number] = value + times * width;
                for (slope, point) in slopes.column_mut(number).iter_mut().zip(self.points) {
                    *slope += share / (12.0 * width) * point.weight.sqrt() * (self.model)(&moved, point.x);
                }
            }
            moved[number] = *value;
        }
        slopes.is_finite().then_some(slopes)
    }
}

/// What is left of each value at some parameters, and the factored derivatives there.
pub(super) fn differentiated<F: Fn(&[f64], f64) -> f64>(
    model: &F,
    points: &[Point],
    parameters: &[f64],
) -> Option<(Vec<f64>, Factored)> {
    let walk = Walk::begin(model, points, parameters, DAMPINGS[0])?;
    Some((walk.residuals(), walk.factored))
}

/// Where a walk stands.
pub(super) struct Walk<'a, F> {
    task: Task<'a, F>,
    pub(super) parameters: Vec<f64>,
    left: Vec<f64>,
    slopes: Columns,
    pub(super) factored: Factored,
    /// The longest that each column of slopes has been, which makes damping the same in any unit (Moré 1978).
    scales: Vec<f64>,
    damping: f64,
    growth: f64,
    steps: usize,
    arrived: bool,
}

impl<'a, F: Fn(&[f64], f64) -> f64> Walk<'a, F> {
    /// The first walk that arrives, or the one that comes lowest.
    pub(super) fn shortest(model: &'a F, points: &'a [Point], start: &[f64]) -> Option<Self> {
        let mut best: Option<Self> = None;
        for damping in DAMPINGS {
            let mut walk = Self::begin(model, points, start, damping)?;
            walk.arrived = (0..STEPS).any(|_| walk.step());
            walk.finish();
            if best.as_ref().is_none_or(|best| walk.height() < best.height()) {
                best = Some(walk);
            }
            if best.as_ref().is_some_and(|best| best.arrived) {
                break;
            }
        }
        best
    }

    fn begin(model: &'a F, points: &'a [Point], start: &[f64], damping: f64) -> Option<Self> {
        let task = Task::new(model, points, start);
        let left = task.residuals(start)?;
        let slopes = task.slopes(start)?;
        let factored = Factored::new(slopes.clone(), left.clone());
        let scales = factored.lengths().to_vec();
        let parameters = start.to_vec();
        let (growth, steps, arrived) = (2.0, 0, false);
        Some(Self { task, parameters, left, slopes, factored, scales, damping, growth, steps, arrived })
    }

    /// What is left of each value, not weighted.
    pub(super) fn residuals(&self) -> Vec<f64> {
        let left = |point: &Point| point.y - (self.task.model)(&self.parameters, point.x);
        self.task.points.iter().map(left).collect()
    }

    /// How many steps it took, and whether it arrived.
    pub(super) fn end(&self) -> (usize, bool) {
        (self.steps, self.arrived)
    }

    fn height(&self) -> f64 {
        dot(&self.left, &self.left)
    }

    /// One damped step, taken or not; true when nothing is left to gain.
    fn step(&mut self) -> bool {
        self.steps += 1;
        let Some(step) = self.damped(&self.left) else { return self.refuse() };
        let gain = self.promised(&step);
        if gain <= FLAT * self.height() {
            return true;
        }
        let Some(moved) = self.bent(&step) else { return self.refuse() };
        let Some(left) = self.task.residuals(&moved) else { return self.refuse() };
        let ratio = (self.height() - dot(&left, &left)) / gain;
        if ratio > WORTHWHILE && self.accept(moved, left) {
            // Nielsen 1999: the better the tangent's promise was kept, the less damping.
            self.damping *= (1.0 - (2.0 * ratio - 1.0).powi(3)).max(1.0 / 3.0);
            self.growth = 2.0;
            return false;
        }
        self.refuse()
    }

    /// More damping, and more each time; true when there is no more.
    fn refuse(&mut self) -> bool {
        self.damping *= self.growth;
        self.growth *= 2.0;
        !self.damping.is_finite()
    }

    fn accept(&mut self, moved: Vec<f64>, left: Vec<f64>) -> bool {
        let Some(slopes) = self.task.slopes(&moved) else { return false };
        self.factored = Factored::new(slopes.clone(), left.clone());
        let longest = self.scales.iter_mut().zip(self.factored.lengths());
        longest.for_each(|(scale, length)| *scale = scale.max(*length));
        (self.parameters, self.left, self.slopes) = (moved, left, slopes);
        true
    }

    /// The step s that makes |J s − right|² + damping |D s|² least.
    fn damped(&self, right: &[f64]) -> Option<Vec<f64>> {
        let (rows, count) = (right.len(), self.parameters.len());
        let mut matrix = Columns::zeros(rows + count, count);
        for number in 0..count {
            let column = matrix.column_mut(number);
            column[..rows].copy_from_slice(self.slopes.column(number));
            column[rows + number] = self.damping.sqrt() * self.scales[number];
        }
        let mut right = right.to_vec();
        right.resize(rows + count, 0.0);
        Factored::new(matrix, right).solve()
    }

    /// Where a step leads with half its bend; `None` if it bends too much.
    fn bent(&self, step: &[f64]) -> Option<Vec<f64>> {
        let bend = self.damped(&self.curvature(step)?)?;
        let length = |step: &[f64]| norm(&products(step, &self.scales));
        if 2.0 * length(&bend) > MOST_BENT * length(step) {
            return None;
        }
        let moves = step.iter().zip(&bend).map(|(step, bend)| step + bend / 2.0);
        Some(self.parameters.iter().zip(moves).map(|(value, step)| value + step).collect())
    }

    /// Minus the second derivative of the weighted model along a step.
    fn curvature(&self, step: &[f64]) -> Option<Vec<f64>> {
        let ahead: Vec<f64> =
            self.parameters.iter().zip(step).map(|(value, step)| value + FEELER * step).collect();
        let ahead = self.task.residuals(&ahead)?;
        let tangent = |row: usize| -> f64 {
            step.iter().enumerate().map(|(number, step)| self.slopes.column(number)[row] * step).sum()
        };
        let second = |row: usize| 2.0 / FEELER * ((self.left[row] - ahead[row]) / FEELER - tangent(row));
        Some((0..ahead.len()).map(|row| -second(row)).collect())
    }

    /// By how much the sum of squares falls, if the model is as straight as its tangent.
    fn promised(&self, step: &[f64]) -> f64 {
        let before = self.factored.projected();
        let after = |row: usize| {
            let met: f64 =
                (row..step.len()).map(|number| self.factored.entry(row, number) * step[number]).sum();
            before[row] - met
        };
        let after: Vec<f64> = (0..step.len()).map(after).collect();
        dot(before, before) - dot(&after, &after)
    }

    /// Steps without damping to the very minimum, as long as they get shorter.
    ///
    /// The sum of squares is flat there and tells half the digits of a parameter; the steps tell all of them.
    fn finish(&mut self) {
        let mut last = f64::INFINITY;
        while let Some(step) = self.factored.solve() {
            let length = norm(&products(&step, self.factored.lengths()));
            if length == 0.0 || length >= SHORTER * last {
                return;
            }
            let moved: Vec<f64> =
                self.parameters.iter().zip(&step).map(|(value, step)| value + step).collect();
            let Some(left) = self.task.residuals(&moved) else { return };
            if dot(&left, &left) > self.height() * (1.0 + ROUNDING) || !self.accept(moved, left) {
                return;
            }
            last = length;
            self.steps += 1;
        }
    }
}

fn products(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one * other).collect()
}
