//! The second derivative of the dual over the active limits: the covariance of their use under the logit.

use super::active::ActiveLimits;
use super::cholesky::Square;
use super::logit::Choice;
use super::{Conditions, Structure};

/// What a second derivative is computed from: where the demands are, and how sharply they follow costs.
#[derive(Clone, Copy)]
pub(super) struct Point<'a> {
    pub(super) conditions: &'a Conditions<'a>,
    pub(super) choice: &'a Choice,
    pub(super) sharpness: f64,
}

impl Point<'_> {
    pub(super) fn structure(&self) -> &Structure {
        self.conditions.structure()
    }

    /// θ of a demand.
    pub(super) fn dispersion(&self, demand: usize) -> f64 {
        self.conditions.inputs().dispersion[demand] * self.sharpness
    }

    /// The demands that move anything, each with its volume.
    fn moving(&self) -> impl Iterator<Item = (usize, f64)> {
        let volumes = self.conditions.inputs().volume.iter().copied().enumerate();
        volumes.filter(|&(_, volume)| volume > 0.0)
    }

    /// Σ θ f a² of each active limit: its second derivative if no choice had any other limit-using choice beside
    /// it. It bounds the true one from above, so it is the measure of what is small.
    pub(super) fn second_moments(&self, active: &ActiveLimits, moments: &mut [f64]) {
        moments.fill(0.0);
        for (demand, _) in self.moving() {
            for route in self.structure().routes_of(demand) {
                let weight = self.dispersion(demand) * self.choice.flow[route];
                active.uses_of(route).for_each(|(at, amount)| moments[at] += weight * amount * amount);
            }
        }
    }

    /// H = Σ θ (Σ f a aᵀ − (Σ f a)(Σ f a)ᵀ / d), its lower triangle.
    pub(super) fn hessian(&self, active: &ActiveLimits, mean: &mut [f64], hessian: &mut Square) {
        hessian.reset(active.len());
        for (demand, volume) in self.moving().filter(|&(demand, _)| !active.touched_by(demand).is_empty()) {
            let dispersion = self.dispersion(demand);
            active.touched_by(demand).iter().for_each(|&at| mean[at] = 0.0);
            for route in self.structure().routes_of(demand) {
                add_second_moment(active, route, dispersion * self.choice.flow[route], mean, hessian);
            }
            subtract_mean(active.touched_by(demand), 1.0 / (dispersion * volume), mean, hessian);
        }
    }

    /// The diagonal of H only.
    pub(super) fn diagonal(&self, active: &ActiveLimits, mean: &mut [f64], diagonal: &mut [f64]) {
        self.second_moments(active, diagonal);
        for (demand, volume) in self.moving() {
            let touched = active.touched_by(demand);
            for &at in touched {
                mean[at] = 0.0;
            }
            for route in self.structure().routes_of(demand) {
                active.uses_of(route).for_each(|(at, amount)| mean[at] += amount * self.choice.flow[route]);
            }
            let scale = self.dispersion(demand) / volume;
            for &at in touched {
                diagonal[at] -= scale * mean[at] * mean[at];
            }
        }
    }

    /// H x, without H: for each demand the covariance of the routes' Σ a x with their use of each limit.
    pub(super) fn times(&self, active: &ActiveLimits, x: &[f64], product: &mut [f64]) {
        product.fill(0.0);
        for (demand, volume) in self.moving().filter(|&(demand, _)| !active.touched_by(demand).is_empty()) {
            let routes = self.structure().routes_of(demand);
            let along = |route| active.uses_of(route).map(|(at, amount)| amount * x[at]).sum::<f64>();
            let mean =
                routes.clone().map(|route| self.choice.flow[route] * along(route)).sum::<f64>() / volume;
            for route in routes {
                let weight = self.dispersion(demand) * self.choice.flow[route] * (along(route) - mean);
                active.uses_of(route).for_each(|(at, amount)| product[at] += weight * amount);
            }
        }
    }
}

/// Adds θ f a aᵀ of one route to the lower triangle, and θ f a to the mean; positions rise within a route.
fn add_second_moment(
    active: &ActiveLimits,
    route: usize,
    weight: f64,
    mean: &mut [f64],
    hessian: &mut Square,
) {
    let uses = active.uses_of(route);
    for (count, (at, amount)) in uses.clone().enumerate() {
        mean[at] += weight * amount;
        let row = hessian.row_mut(at);
        uses.clone().take(count + 1).for_each(|(other, share)| row[other] += weight * amount * share);
    }
}

/// Subtracts the outer product of the mean over the positions of one demand.
fn subtract_mean(touched: &[usize], scale: f64, mean: &[f64], hessian: &mut Square) {
    for &at in touched {
        let row = hessian.row_mut(at);
        for &other in touched.iter().filter(|&&other| other <= at) {
            row[other] -= scale * mean[at] * mean[other];
        }
    }
}
