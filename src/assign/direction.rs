//! One step of Newton's method on the prices: which way, and how the dual bends along it.

use super::active::ActiveLimits;
use super::curvature::Point;
use super::model::Model;
use super::{Structure, workspace::dot};

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
        &self.model.step
    }

    /// How the cost of each route changes along the step.
    pub(super) fn along(&self) -> &[f64] {
        &self.along
    }

    /// Finds the step from the prices and loads at a point.
    pub(super) fn find(
        &mut self,
        point: Point<'_>,
        active: &ActiveLimits,
        price: &[f64],
        load: &[f64],
    ) -> Course {
        self.model.maximise(point, active, price, load);
        self.course(point, active)
    }

    /// What the step does to each route, and how the dual runs along it.
    fn course(&mut self, point: Point<'_>, active: &ActiveLimits) -> Course {
        let mut course = Course { slope: dot(&self.model.excess, &self.model.step), bend: 0.0, reach: 0.0 };
        for demand in 0..point.structure().demands() {
            let routes = point.structure().routes_of(demand);
            for route in routes.clone() {
                self.along[route] =
                    active.uses_of(route).map(|(at, amount)| amount * self.model.step[at]).sum();
            }
            let volume = point.conditions.inputs().volume[demand];
            if volume > 0.0 && !active.touched_by(demand).is_empty() {
                let dispersion = point.dispersion(demand);
                let (flow, along) = (&point.choice.flow[routes.clone()], &self.along[routes.clone()]);
                course.bend += dispersion * volume * variance(flow, along, volume);
                course.reach = course.reach.max(dispersion * range(&point.choice.queued[routes], along));
            }
        }
        course
    }
}

/// The variance of the cost changes over the choices of a demand; "not shipped" changes by nothing.
fn variance(flow: &[f64], along: &[f64], volume: f64) -> f64 {
    let mean = dot(flow, along) / volume;
    let shipped: f64 = flow.iter().sum();
    let spread: f64 = flow.iter().zip(along).map(|(flow, change)| flow * (change - mean).powi(2)).sum();
    let noise: f64 = flow.iter().zip(along).map(|(flow, change)| flow * change * change).sum();
    (spread + (volume - shipped).max(0.0) * mean * mean + f64::EPSILON * noise) / volume
}

/// The range of the cost changes over the open choices of a demand.
fn range(queued: &[f64], along: &[f64]) -> f64 {
    let open = queued.iter().zip(along).filter(|(cost, _)| cost.is_finite());
    let (least, most) = open.fold((0.0f64, 0.0f64), |(least, most), (_, &a)| (least.min(a), most.max(a)));
    most - least
}
