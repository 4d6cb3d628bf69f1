//! The quadratic model of the dual at a point, and its maximum over prices that stay at least zero.

use super::Structure;
use super::cholesky::Square;
use super::conjugate::ConjugateGradients;
use super::curvature::{Point, Sums};
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
    step: Vec<f64>,
    /// v = Σ a f − u of each active limit: the first derivative of the dual.
    excess: Vec<f64>,
    /// λ of each active limit: how far its price can fall.
    room: Vec<f64>,
    ridge: Vec<f64>,
    /// v − H Δ of each active limit: the first derivative of the model.
    left: Vec<f64>,
    walked: Vec<f64>,
    mean: Vec<f64>,
    right: Vec<f64>,
    is_free: Vec<bool>,
    /// Whether `factor` is that of the last step, over the free limits.
    is_factorised: bool,
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
            is_factorised: false,
            free: Vec::with_capacity(limits),
            hessian: Square::with_room(dense),
            factor: Square::with_room(dense),
            conjugate: ConjugateGradients::with_room(limits),
        }
    }

    /// Builds the model at a point and maximises it.
    pub(super) fn maximise(&mut self, point: Point<'_>, price: &[f64], load: &[f64]) {
        self.read(point, price, load);
        self.is_factorised = false;
        if point.active.len() <= DENSE_UP_TO {
            self.write_out(point);
            self.is_factorised = self.exchange_sets(Self::solve_dense, Self::differentiate_dense);
            if !self.is_factorised {
                self.exchange_one_by_one();
            }
        } else {
            self.scale(point);
            self.exchange_sets(
                |model| model.solve_by_products(point),
                |model| model.differentiate_by_products(point),
            );
        }
        self.keep_to_room();
    }

    /// Finds a step for new first derivatives with the factors of the last one; false if there are none for these
    /// limits, or a price would fall below zero.
    pub(super) fn reuse(&mut self, point: Point<'_>, price: &[f64], load: &[f64]) -> bool {
        if !self.is_factorised || self.free.len() < point.active.len() {
            return false;
        }
        self.look(point, price, load);
        self.step.copy_from_slice(&self.excess);
        self.factor.solve(&mut self.step);
        self.slope() > 0.0 && self.step.iter().zip(&self.room).all(|(step, room)| *step >= -room)
    }

    /// Writes the second derivative out.
    fn write_out(&mut self, point: Point<'_>) {
        let Self { mean, ridge: moments, hessian, .. } = self;
        point.hessian(Sums { mean, moments, hessian });
        self.ridge.iter_mut().for_each(|moment| *moment *= RIDGE);
    }

    /// Makes ready to solve by products with the second derivative, scaled by its diagonal.
    fn scale(&mut self, point: Point<'_>) {
        point.diagonal(&mut self.mean, &mut self.ridge, &mut self.right);
        self.ridge.iter_mut().for_each(|moment| *moment *= RIDGE);
        self.conjugate.prepare(&self.right, &self.ridge);
    }

    /// Sees to it that no price falls below zero, and that the step ascends. Should rounding have spoilt it, every limit
    /// goes for itself, by its second moment, which always ascends.
    fn keep_to_room(&mut self) {
        self.step.iter_mut().zip(&self.room).for_each(|(step, room)| *step = step.max(-room));
        let gain = self.slope();
        if gain.is_nan() || gain <= 0.0 {
            for at in 0..self.step.len() {
                let alone = self.excess[at] * RIDGE / self.ridge[at].max(f64::MIN_POSITIVE);
                self.step[at] = alone.max(-self.room[at]);
            }
        }
    }

    /// Begins a model: with first derivatives and prices, and all limits free.
    fn read(&mut self, point: Point<'_>, price: &[f64], load: &[f64]) {
        self.look(point, price, load);
        let active = point.active.len();
        for buffer in [&mut self.mean, &mut self.right, &mut self.ridge, &mut self.step, &mut self.left] {
            refill(buffer, std::iter::repeat_n(0.0, active));
        }
        refill(&mut self.is_free, std::iter::repeat_n(true, active));
    }

    /// Takes the first derivatives and prices of the active limits.
    fn look(&mut self, point: Point<'_>, price: &[f64], load: &[f64]) {
        let (limits, capacity) = (point.active.limits(), point.conditions.inputs().capacity);
        refill(&mut self.excess, limits.iter().map(|&limit| load[limit] - capacity[limit]));
        refill(&mut self.room, limits.iter().map(|&limit| price[limit]));
    }

    /// φ'(0) = v·Δ.
    pub(super) fn slope(&self) -> f64 {
        dot(&self.excess, &self.step)
    }

    /// Δ of each active limit.
    pub(super) fn step(&self) -> &[f64] {
        &self.step
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
        (0..EXCHANGES).any(|_| {
            self.list_free();
            solve(self);
            if self.free.len() < self.step.len() {
                differentiate(self);
            }
            !self.change_sides()
        })
    }

    /// Fixes and frees limits by the step just found; whether any changed sides.
    fn change_sides(&mut self) -> bool {
        let mut changed = false;
        for at in 0..self.step.len() {
            let free = if self.is_free[at] { self.step[at] >= -self.room[at] } else { self.left[at] > 0.0 };
            changed |= free != self.is_free[at];
            self.is_free[at] = free;
        }
        changed
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

    /// (H + ridge) Δ = v over the free limits, what the others do moved to the right; by Cholesky's method.
    fn solve_dense(&mut self) {
        if self.free.len() < self.step.len() {
            self.differentiate_dense();
        } else {
            self.left.copy_from_slice(&self.excess);
        }
        let Self { free, left, step, hessian, factor, right, ridge, .. } = self;
        refill(right, free.iter().map(|&at| left[at]));
        factor.take_part(hessian, free, ridge);
        factor.factorise(RIDGE);
        factor.solve(right);
        free.iter().zip(right.iter()).for_each(|(&at, &value)| step[at] = value);
    }

    /// v − H Δ at the present step.
    fn differentiate_dense(&mut self) {
        let Self { left, excess, step, hessian, .. } = self;
        left.copy_from_slice(excess);
        for at in 0..step.len() {
            let row = &hessian.row(at)[..=at];
            let moved = step[at];
            let (before, own) = left.split_at_mut(at);
            own[0] -= dot(row, &step[..=at]);
            before.iter_mut().zip(row).for_each(|(left, entry)| *left -= entry * moved);
        }
    }

    /// H Δ = v over the free limits by conjugate gradients.
    fn solve_by_products(&mut self, point: Point<'_>) {
        let Self { free, excess, step, conjugate, .. } = self;
        conjugate.solve(|x, product| point.times(x, product), excess, free, step);
    }

    fn differentiate_by_products(&mut self, point: Point<'_>) {
        point.times(&self.step, &mut self.left);
        self.left.iter_mut().zip(&self.excess).for_each(|(left, excess)| *left = excess - *left);
    }
}

/// Fills a buffer anew in the room that it has.
fn refill<T>(buffer: &mut Vec<T>, values: impl Iterator<Item = T>) {
    buffer.clear();
    buffer.extend(values);
}
