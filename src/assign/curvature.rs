//! The second derivative of the dual over the active limits: the covariance of their use under the logit.

use super::Conditions;
use super::active::{ActiveLimits, Touching, Uses};
use super::cholesky::Square;
use super::logit::Choice;

/// What a second derivative is computed from: where the demands are, how sharply they follow costs, and which
/// limits it is about.
#[derive(Clone, Copy)]
pub(super) struct Point<'a> {
    pub(super) conditions: &'a Conditions<'a>,
    pub(super) choice: &'a Choice,
    pub(super) active: &'a ActiveLimits,
    /// All dispersions are multiplied by this.
    pub(super) sharpness: f64,
}

/// A demand that moves something over active limits.
#[derive(Clone, Copy)]
pub(super) struct Mover<'a> {
    pub(super) touching: Touching<'a>,
    /// d.
    pub(super) volume: f64,
    /// θ.
    pub(super) dispersion: f64,
}

/// Where sums over the demands are gathered.
pub(super) struct Sums<'a> {
    /// θ Σ f a of the demand in hand.
    pub(super) mean: &'a mut [f64],
    /// Σ θ f a² of each active limit: its second derivative if no choice had any other choice beside it. It bounds the
    /// true one from above, so it is the measure of what is small.
    pub(super) moments: &'a mut [f64],
    pub(super) hessian: &'a mut Square,
}

impl<'a> Point<'a> {
    /// The demands that move something over active limits.
    #[inline]
    pub(super) fn movers(&self) -> impl Iterator<Item = Mover<'a>> {
        let (inputs, sharpness) = (self.conditions.inputs(), self.sharpness);
        self.active.touching().filter_map(move |touching| {
            let demand = touching.demand();
            let mover = Mover {
                touching,
                volume: inputs.volume[demand],
                dispersion: inputs.dispersion[demand] * sharpness,
            };
            (mover.volume > 0.0).then_some(mover)
        })
    }

    /// H = Σ θ (Σ f a aᵀ − (Σ f a)(Σ f a)ᵀ / d), its lower triangle; and the second moments.
    pub(super) fn hessian(&self, mut sums: Sums<'_>) {
        sums.hessian.reset(self.active.len());
        sums.moments.fill(0.0);
        for Mover { touching, volume, dispersion } in self.movers() {
            for &at in touching.positions() {
                sums.mean[at] = 0.0;
            }
            for (route, uses) in touching.routes() {
                sums.add(uses, dispersion * self.choice.flow[route]);
            }
            sums.centre(touching.positions(), 1.0 / (dispersion * volume));
        }
    }

    /// The diagonal of H only, and the second moments.
    pub(super) fn diagonal(&self, mean: &mut [f64], moments: &mut [f64], diagonal: &mut [f64]) {
        moments.fill(0.0);
        diagonal.fill(0.0);
        for Mover { touching, volume, dispersion } in self.movers() {
            for &at in touching.positions() {
                mean[at] = 0.0;
            }
            for (route, uses) in touching.routes() {
                let weight = dispersion * self.choice.flow[route];
                for (at, amount) in uses.iter() {
                    mean[at] += weight * amount;
                    moments[at] += weight * amount * amount;
                }
            }
            for &at in touching.positions() {
                diagonal[at] -= mean[at] * mean[at] / (dispersion * volume);
            }
        }
        diagonal.iter_mut().zip(moments).for_each(|(entry, moment)| *entry += *moment);
    }

    /// H x, without H: for each demand the covariance of the routes' Σ a x with their use of each limit.
    pub(super) fn times(&self, x: &[f64], product: &mut [f64]) {
        product.fill(0.0);
        for Mover { touching, volume, dispersion } in self.movers() {
            let mean =
                touching.routes().map(|(route, uses)| self.choice.flow[route] * uses.along(x)).sum::<f64>()
                    / volume;
            for (route, uses) in touching.routes() {
                let weight = dispersion * self.choice.flow[route] * (uses.along(x) - mean);
                uses.iter().for_each(|(at, amount)| product[at] += weight * amount);
            }
        }
    }
}

impl Sums<'_> {
    /// Adds θ f a aᵀ of one route, and θ f a to the mean.
    fn add(&mut self, uses: Uses<'_>, weight: f64) {
        for (count, (at, amount)) in uses.iter().enumerate() {
            let weighted = weight * amount;
            self.mean[at] += weighted;
            self.moments[at] += weighted * amount;
            let row = &mut self.hessian.row_mut(at)[..=at];
            for (&other, share) in uses.positions[..=count].iter().zip(uses.amounts) {
                row[other] += weighted * share;
            }
        }
    }

    /// Subtracts the outer product of the mean over the positions of one demand.
    fn centre(&mut self, positions: &[usize], scale: f64) {
        for (count, &at) in positions.iter().enumerate() {
            let row = &mut self.hessian.row_mut(at)[..=at];
            let weighted = scale * self.mean[at];
            for &other in &positions[..=count] {
                row[other] -= weighted * self.mean[other];
            }
        }
    }
}
