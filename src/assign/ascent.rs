//! The ascent of the dual: step by step to the prices at which every limit holds.

use super::curvature::Point;
use super::direction::Course;
use super::workspace::dot;
use super::{Cause, Conditions, Status, Workspace};

/// A step along which the slope turns is shortened at most this often; then the length that cannot fail is taken.
const TRIES: usize = 16;

/// Costs are carried along from step to step, but after a step that moves some by more than this, times 1/θ, they
/// are added up anew: rounding would leave its mark.
const FAR: f64 = 1e3;

/// One ascent, from the prices in the workspace.
#[derive(Clone, Copy)]
pub(super) struct Ascent<'a> {
    pub(super) conditions: &'a Conditions<'a>,
    /// All dispersions are multiplied by this: 1 for the problem itself, less for a blunter one on the way to it.
    pub(super) sharpness: f64,
    /// The gap at which the ascent is done.
    pub(super) tolerance: f64,
    pub(super) max_steps: usize,
}

impl Ascent<'_> {
    /// Climbs until the gap is within tolerance, or nothing is gained any more.
    pub(super) fn climb(&self, workspace: &mut Workspace) -> Status {
        self.arrive(workspace);
        let (mut steps, mut reach) = (0, f64::INFINITY);
        loop {
            workspace.add_up_loads(self.conditions.structure());
            let gap = self.gap(workspace);
            if gap <= self.tolerance {
                return Status::Solved { steps, gap };
            }
            if steps == self.max_steps {
                return Status::Stopped { steps, gap, cause: Cause::Steps };
            }
            // The second derivative changes by about the reach of a step, which is what is left of the gap if
            // the step is followed by another with the same factors.
            let Some(course) = self.step(workspace, reach * gap < self.tolerance) else {
                return Status::Stopped { steps, gap, cause: Cause::Stalled };
            };
            (steps, reach) = (steps + 1, course.reach);
        }
    }

    /// The largest share of its capacity by which a limit is overrun, or by which a priced one is not full.
    fn gap(&self, workspace: &Workspace) -> f64 {
        let capacities = self.conditions.inputs().capacity;
        let mut gap: f64 = 0.0;
        for ((capacity, load), price) in capacities.iter().zip(&workspace.load).zip(&workspace.price) {
            let excess = if *price > 0.0 { (load - capacity).abs() } else { load - capacity };
            // Nothing is priced or loaded at a closed limit. Most limits are neither overrun nor priced.
            if excess > 0.0 {
                gap = gap.max(excess / capacity);
            }
        }
        gap
    }

    /// Takes one step, with the factors of the last one if they will do; nothing if there is none that gains.
    fn step(&self, workspace: &mut Workspace, last_will_do: bool) -> Option<Course> {
        let Workspace { price, load, now, active, direction, .. } = workspace;
        let (structure, capacity) = (self.conditions.structure(), self.conditions.inputs().capacity);
        let counts = |limit: usize| price[limit] > 0.0 || load[limit] > capacity[limit];
        let same = active.select(structure, |limit| counts(limit) && !self.conditions.is_closed(limit));
        let point = Point { conditions: self.conditions, choice: now, active, sharpness: self.sharpness };
        let again = if same && last_will_do { direction.find_again(point, price, load) } else { None };
        let course = again.unwrap_or_else(|| direction.find(point, price, load));
        // Not a number, should the figures leave no digits at all, is no gain either.
        if course.slope.is_nan() || course.slope <= 0.0 {
            return None;
        }
        let length = self.length(course, workspace);
        take(length, workspace);
        if course.reach > FAR {
            self.arrive(workspace);
        }
        Some(course)
    }

    /// Works the choices out from the prices.
    fn arrive(&self, workspace: &mut Workspace) {
        workspace.now.queue(self.conditions, &workspace.price);
        workspace.now.spread(self.conditions, self.sharpness);
    }

    /// How much of a step to take: all of it if that surely gains; otherwise as much as brings the slope near zero
    /// without turning it. Leaves the choices at that length in `next`.
    fn length(&self, course: Course, workspace: &mut Workspace) -> f64 {
        if course.whole_step_gains() {
            self.look_ahead(1.0, workspace);
            return 1.0;
        }
        if self.slope_at(1.0, workspace) >= 0.0 {
            return 1.0;
        }
        let (mut gains, mut turns) = (course.sure_length().min(1.0), 1.0);
        for _ in 0..TRIES {
            let middle =
                if turns > 8.0 * gains { (gains * turns).sqrt() } else { f64::midpoint(gains, turns) };
            match self.slope_at(middle, workspace) {
                slope if slope < 0.0 => turns = middle,
                slope if slope > 0.5 * course.slope => gains = middle,
                _ => return middle,
            }
        }
        self.slope_at(gains, workspace);
        gains
    }

    /// Puts the choices at this length of the step into `next`.
    fn look_ahead(&self, length: f64, workspace: &mut Workspace) {
        let Workspace { now, next, direction, .. } = workspace;
        for ((next, now), along) in next.queued.iter_mut().zip(&now.queued).zip(direction.along()) {
            *next = now + length * along;
        }
        next.spread(self.conditions, self.sharpness);
    }

    /// φ'(α), the slope of the dual at this length of the step; leaves the choices there in `next`.
    fn slope_at(&self, length: f64, workspace: &mut Workspace) -> f64 {
        self.look_ahead(length, workspace);
        let Workspace { next, direction, active, .. } = workspace;
        let capacity = self.conditions.inputs().capacity;
        let allowed =
            active.limits().iter().zip(direction.step()).map(|(&limit, step)| capacity[limit] * step);
        dot(&next.flow, direction.along()) - allowed.sum::<f64>()
    }
}

/// Goes the given length of the step: to the choices that `next` holds for it.
fn take(length: f64, workspace: &mut Workspace) {
    let Workspace { price, now, next, active, direction, .. } = workspace;
    std::mem::swap(now, next);
    for (&limit, step) in active.limits().iter().zip(direction.step()) {
        price[limit] = (price[limit] + length * step).max(0.0);
    }
}

impl Course {
    /// Whether the whole step gains at least a quarter of what its slope promises, whatever the dual does further
    /// on: from |φ'''| ≤ reach · |φ''| follows φ(1) − φ(0) ≥ φ'(0) − bend (e^reach − 1 − reach) / reach².
    fn whole_step_gains(self) -> bool {
        let cubic = if self.reach < 1e-4 {
            0.5 + self.reach / 6.0
        } else {
            (self.reach.exp_m1() - self.reach) / (self.reach * self.reach)
        };
        self.bend * cubic <= 0.75 * self.slope
    }

    /// The length up to which the slope cannot turn, by the same bound: ln(1 + reach · slope / bend) / reach.
    fn sure_length(self) -> f64 {
        if self.reach > 0.0 {
            (self.reach * self.slope / self.bend.max(f64::MIN_POSITIVE)).ln_1p() / self.reach
        } else {
            1.0
        }
    }
}
