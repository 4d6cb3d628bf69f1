//! The quadratic model of the dual at a point, and its maximum over prices that stay at least zero.

use super::Structure;
use super::active::ActiveLimits;
use super::cholesky::Square;
use super::conjugate::ConjugateGradients;
use super::curvature::Point;
use super::workspace::dot;

/// Up to this many active limits the second derivative is written out and factorised; above, it is only multiplied.
const DENSE_UP_TO: usize = 256;

/// The second derivative is raised by this share of the second moments, so that limits that repeat one another
/// (whose prices are not determined one by one) still give a step.
const RIDGE: f64 = 1e-12;

/// Whole sets of limits are exchanged this often before they are exchanged one by one.
const EXCHANGES: usize = 8;

/// One by one, at most this many are exchanged; a walk that is cut short has gained all the same.
const WALKS: usize = 60;

/// The model v·Δ − ½ Δᵀ H Δ of the gain of a price step Δ ≥ −λ on the active limits, and the step that maximises it.
#[derive(Debug, Clone)]
pub(super) struct Model {
    /// Δ of each active limit.
    pub(super) step: Vec<f64>,
    /// v = Σ a f − u of each active limit: the first derivative of the dual.
    pub(super) excess: Vec<f64>,
    /// λ of each active limit: how far its price can fall.
    room: Vec<f64>,
    ridge: Vec<f64>,
    /// v − H Δ of each active limit: the first derivative of the model.
    left: Vec<f64>,
    walked: Vec<f64>,
    mean: Vec<f64>,
    right: Vec<f64>,
    is_free: Vec<bool>,
    /// The positions that are free to take any step; the others fall to price zero.
    free: Vec<usize>,
    hessian: Square,
    factor: Square,
    conjugate: ConjugateGradients,
}

impl Model {
    /// Room for models on all limits of a structure.
    pub(super) fn new(structure: &Structure) -> Self {
        let limits = structure.limits();
        let by_limit = || Vec::with_capacity(limits);
        let dense = limits.min(DENSE_UP_TO);
        Self {
            step: by_limit(),
            excess: by_limit(),
            room: by_limit(),
            ridge: by_limit(),
            left: by_limit(),
            walked: by_limit(),
            mean: by_limit(),
            right: by_limit(),
            is_free: Vec::with_capacity(limits),
            free: Vec::with_capacity(limits),
            hessian: Square::with_room(dense),
            factor: Square::with_room(dense),
            conjugate: ConjugateGradients::with_room(limits),
        }
    }

    /// Builds the model at a point and maximises it.
    pub(super) fn maximise(&mut self, point: Point<'_>, active: &ActiveLimits, price: &[f64], load: &[f64]) {
        self.read(point, active, price, load);
        if active.len() <= DENSE_UP_TO {
            point.hessian(active, &mut self.mean, &mut self.hessian);
            let settled = self.exchange_sets(Self::solve_dense, Self::differentiate_dense);
            if !settled {
                self.exchange_one_by_one();
            }
        } else {
            point.diagonal(active, &mut self.mean, &mut self.right);
            self.conjugate.prepare(&self.right, &self.ridge);
            self.exchange_sets(
                |model| model.solve_by_products(point, active),
                |model| model.differentiate_by_products(point, active),
            );
        }
        self.step.iter_mut().zip(&self.room).for_each(|(step, room)| *step = step.max(-room));
        let gain = dot(&self.excess, &self.step);
        if gain.is_nan() || gain <= 0.0 {
            self.take_each_alone();
        }
    }

    /// Gathers first derivatives, prices and ridges of the active limits.
    fn read(&mut self, point: Point<'_>, active: &ActiveLimits, price: &[f64], load: &[f64]) {
        let capacity = point.conditions.inputs().capacity;
        refill(&mut self.excess, active.limits().iter().map(|&limit| load[limit] - capacity[limit]));
        refill(&mut self.room, active.limits().iter().map(|&limit| price[limit]));
        for buffer in [&mut self.mean, &mut self.right, &mut self.ridge, &mut self.step, &mut self.left] {
            refill(buffer, std::iter::repeat_n(0.0, active.len()));
        }
        point.second_moments(active, &mut self.ridge);
        self.ridge.iter_mut().for_each(|ridge| *ridge *= RIDGE);
        refill(&mut self.is_free, std::iter::repeat_n(true, active.len()));
    }

    /// Lists the free positions. A limit that nothing flows through has no curvature: it is never free, and its
    /// price falls to zero at once.
    fn list_free(&mut self) {
        self.free.clear();
        self.free.extend((0..self.step.len()).filter(|&at| self.is_free[at] && self.ridge[at] > 0.0));
        for at in 0..self.step.len() {
            self.step[at] = -self.room[at];
        }
        self.free.iter().for_each(|&at| self.step[at] = 0.0);
    }

    /// Solves for the free limits; fixes at price zero those that would fall below, frees those at zero that would
    /// rise; until no limit changes sides. Returns whether it came to that. (The primal–dual active set method.)
    fn exchange_sets(&mut self, solve: impl Fn(&mut Self), differentiate: impl Fn(&mut Self)) -> bool {
        for _ in 0..EXCHANGES {
            self.list_free();
            solve(self);
            differentiate(self);
            let mut settled = true;
            for at in 0..self.step.len() {
                let free =
                    if self.is_free[at] { self.step[at] >= -self.room[at] } else { self.left[at] > 0.0 };
                settled &= free == self.is_free[at];
                self.is_free[at] = free;
            }
            if settled {
                return true;
            }
        }
        false
    }

    /// Walks from no step at all towards the maximum over the free limits, stops at each price that reaches zero,
    /// and frees the limit that gains most when there is none; each part of the walk gains. (Lawson and Hanson 1974.)
    fn exchange_one_by_one(&mut self) {
        refill(&mut self.is_free, std::iter::repeat_n(true, self.step.len()));
        refill(&mut self.walked, std::iter::repeat_n(0.0, self.step.len()));
        for _ in 0..WALKS {
            self.list_free();
            self.solve_dense();
            if !self.walk_until_blocked() && !self.free_the_best() {
                break;
            }
        }
        std::mem::swap(&mut self.step, &mut self.walked);
    }

    /// Walks towards the step found; a price that reaches zero on the way ends the walk and is free no longer.
    fn walk_until_blocked(&mut self) -> bool {
        let Self { walked, step, room, free, is_free, .. } = self;
        let reach = |at: usize| (walked[at] + room[at]) / (walked[at] - step[at]);
        let below =
            free.iter().filter(|&&at| step[at] < -room[at]).map(|&at| (at, reach(at).clamp(0.0, 1.0)));
        let first = below.min_by(|left, right| left.1.total_cmp(&right.1));
        let share = first.map_or(1.0, |(_, share)| share);
        walked.iter_mut().zip(step.iter()).for_each(|(walked, step)| *walked += share * (step - *walked));
        if let Some((at, _)) = first {
            walked[at] = -room[at];
            is_free[at] = false;
        }
        first.is_some()
    }

    /// Frees the limit at price zero whose price would gain most by rising; false if none would gain.
    fn free_the_best(&mut self) -> bool {
        self.differentiate_dense();
        let fixed = (0..self.step.len()).filter(|&at| !self.is_free[at] && self.left[at] > 0.0);
        let best = fixed.max_by(|&one, &other| self.left[one].total_cmp(&self.left[other]));
        best.inspect(|&at| self.is_free[at] = true).is_some()
    }

    /// H Δ = v over the free limits, what the others do moved to the right; by Cholesky's method.
    fn solve_dense(&mut self) {
        self.differentiate_dense();
        let Self { free, left, step, hessian, factor, right, ridge, .. } = self;
        refill(right, free.iter().map(|&at| left[at]));
        factor.take_part(hessian, free, ridge);
        factor.factorise(RIDGE);
        factor.solve(right);
        free.iter().zip(right.iter()).for_each(|(&at, &value)| step[at] = value);
    }

    /// v − H Δ at the present step.
    fn differentiate_dense(&mut self) {
        for at in 0..self.step.len() {
            let bent: f64 =
                (0..self.step.len()).map(|other| self.hessian.symmetric(at, other) * self.step[other]).sum();
            self.left[at] = self.excess[at] - bent;
        }
    }

    /// H Δ = v over the free limits by conjugate gradients.
    fn solve_by_products(&mut self, point: Point<'_>, active: &ActiveLimits) {
        let Self { free, excess, step, conjugate, .. } = self;
        conjugate.solve(|x, product| point.times(active, x, product), excess, free, step);
    }

    fn differentiate_by_products(&mut self, point: Point<'_>, active: &ActiveLimits) {
        point.times(active, &self.step, &mut self.left);
        self.left.iter_mut().zip(&self.excess).for_each(|(left, excess)| *left = excess - *left);
    }

    /// Should rounding have spoilt the step: every limit for itself, by its second moment, which always ascends.
    fn take_each_alone(&mut self) {
        for at in 0..self.step.len() {
            let alone = self.excess[at] * RIDGE / self.ridge[at].max(f64::MIN_POSITIVE);
            self.step[at] = alone.max(-self.room[at]);
        }
    }
}

/// Fills a buffer anew in the room that it has.
fn refill<T>(buffer: &mut Vec<T>, values: impl Iterator<Item = T>) {
    buffer.clear();
    buffer.extend(values);
}
