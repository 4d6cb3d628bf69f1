//! One step of Newton's method on the prices: which way, and how the dual bends along it.

use super::Structure;
use super::curvature::{Mover, Point};
use super::model::Model;

/// A step Δλ on the active limits, and what it does to the demands.
#[derive(Debug, Clone)]
pub(super) struct Direction {
    model: Model,
    /// Σ a Δλ of each route: how its cost changes.
    along: Vec<f64>,
}

/// The dual along a step: φ(α) = D(λ + α Δλ).
#[derive(Debug, Clone, Copy)]
pub(super) struct Course {
    /// φ'(0).
    pub(super) slope: f64,
    /// −φ''(0).
    pub(super) bend: f64,
    /// The widest range of θ Σ a Δλ over the choices of one demand: |φ'''| ≤ reach · |φ''|.
    pub(super) reach: f64,
}

impl Direction {
    /// Room for steps on all limits of a structure.
    pub(super) fn new(structure: &Structure) -> Self {
        Self { model: Model::new(structure), along: vec![0.0; structure.routes()] }
    }

    /// Δλ of each active limit.
    pub(super) fn step(&self) -> &[f64] {
        self.model.step()
    }

    /// How the cost of each route changes along the step.
    pub(super) fn along(&self) -> &[f64] {
        &self.along
    }

    /// Finds the step from the prices and loads at a point.
    pub(super) fn find(&mut self, point: Point<'_>, price: &[f64], load: &[f64]) -> Course {
        self.model.maximise(point, price, load);
        self.course(point)
    }

    /// Finds a step with the factors of the last one, if the same limits are active and it is one.
    pub(super) fn find_again(&mut self, point: Point<'_>, price: &[f64], load: &[f64]) -> Option<Course> {
        self.model.reuse(point, price, load).then(|| self.course(point))
    }

    /// What the step does to each route, and how the dual runs along it.
    fn course(&mut self, point: Point<'_>) -> Course {
        let mut course = Course { slope: self.model.slope(), bend: 0.0, reach: 0.0 };
        self.along.fill(0.0);
        for touching in point.active.touching() {
            for (route, uses) in touching.routes() {
                self.along[route] = uses.along(self.model.step());
            }
        }
        for mover in point.movers() {
            course.bend += mover.dispersion * self.variance(mover, &point.choice.flow);
            course.reach = course.reach.max(mover.dispersion * self.range(mover, &point.choice.queued));
        }
        course
    }

    /// The variance of the cost changes over the choices of a demand, times its volume, or what rounding leaves unseen
    /// of it. What moves over no active limit, or is not shipped, changes by nothing.
    fn variance(&self, mover: Mover<'_>, flow: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (route, _) in mover.touching.routes() {
            sum += flow[route] * self.along[route];
        }
        let (mean, mut rest, mut spread) = (sum / mover.volume, mover.volume, 0.0);
        for (route, _) in mover.touching.routes() {
            let (flow, along) = (flow[route], self.along[route]);
            rest -= flow;
            spread += flow * ((along - mean) * (along - mean) + f64::EPSILON * along * along);
        }
        spread + rest.max(0.0) * mean * mean
    }

    /// The range of the cost changes over the open choices of a demand.
    fn range(&self, mover: Mover<'_>, queued: &[f64]) -> f64 {
        let (mut least, mut most): (f64, f64) = (0.0, 0.0);
        for (route, _) in mover.touching.routes() {
            if queued[route].is_finite() {
                (least, most) = (least.min(self.along[route]), most.max(self.along[route]));
            }
        }
        most - least
    }
}
