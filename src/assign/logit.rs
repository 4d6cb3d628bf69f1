//! The logit: how one demand spreads over its choices at given costs.

use super::{Conditions, Structure};

/// Where the demands are: costs with queues, the flows that follow from them, and the logsums.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// c + Σ a λ of each route; infinite for a route that is shut.
    pub(super) queued: Vec<f64>,
    /// f of each route.
    pub(super) flow: Vec<f64>,
    /// What each demand does not ship.
    pub(super) unserved: Vec<f64>,
    /// S of each demand.
    pub(super) logsum: Vec<f64>,
}

impl Choice {
    /// Room for the choices of every demand.
    pub(super) fn new(structure: &Structure) -> Self {
        let (demands, routes) = (structure.demands(), structure.routes());
        Self {
            queued: vec![0.0; routes],
            flow: vec![0.0; routes],
            unserved: vec![0.0; demands],
            logsum: vec![0.0; demands],
        }
    }

    /// Sets the cost with queues of every open route from the prices.
    pub(super) fn queue(&mut self, conditions: &Conditions<'_>, price: &[f64]) {
        let (structure, cost) = (conditions.structure(), conditions.inputs().cost);
        for (route, queued) in self.queued.iter_mut().enumerate() {
            let queues: f64 = structure.uses_of(route).map(|(limit, amount)| amount * price[limit]).sum();
            *queued = cost[route] + queues;
        }
        super::closed::shut_routes(conditions, &mut self.queued);
    }

    /// Spreads every demand over its routes at their costs with queues, with all dispersions times `sharpness`.
    pub(super) fn spread(&mut self, conditions: &Conditions<'_>, sharpness: f64) {
        let (structure, inputs) = (conditions.structure(), conditions.inputs());
        for demand in 0..structure.demands() {
            let routes = structure.routes_of(demand);
            let choice = Logit {
                volume: inputs.volume[demand],
                reservation: inputs.reservation[demand],
                dispersion: inputs.dispersion[demand] * sharpness,
            };
            let (unserved, logsum) = choice.spread(&self.queued[routes.clone()], &mut self.flow[routes]);
            (self.unserved[demand], self.logsum[demand]) = (unserved, logsum);
        }
    }
}

/// One demand's choice.
struct Logit {
    volume: f64,
    reservation: f64,
    dispersion: f64,
}

impl Logit {
    /// f = d exp(−θ t) / Σ exp(−θ t), and S = −(1/θ) ln Σ exp(−θ t), with "not shipped" among the choices;
    /// returns what is not shipped, and S.
    ///
    /// Costs are counted from the cheapest choice, whose exponential is then 1: none overflows, those that
    /// underflow are shares below 1e-300, and the sum is never below 1.
    fn spread(&self, queued: &[f64], flow: &mut [f64]) -> (f64, f64) {
        let cheapest = queued.iter().copied().fold(self.reservation, f64::min);
        let weight = |cost: f64| (self.dispersion * (cheapest - cost)).exp();
        let idle = weight(self.reservation);
        let mut total = idle;
        for (flow, &cost) in flow.iter_mut().zip(queued) {
            *flow = weight(cost);
            total += *flow;
        }
        let scale = self.volume / total;
        for flow in flow {
            *flow *= scale;
        }
        (idle * scale, cheapest - total.ln() / self.dispersion)
    }
}

#[cfg(test)]
mod tests {
    use super::Logit;

    #[test]
    fn two_equal_routes_and_giving_up_share_alike() {
        let mut flow = [0.0; 2];
        let logit = Logit { volume: 6.0, reservation: 10.0, dispersion: 0.3 };
        let (unserved, logsum) = logit.spread(&[10.0, 10.0], &mut flow);
        assert_eq!((unserved, flow), (2.0, [2.0, 2.0]));
        approx::assert_relative_eq!(logsum, 10.0 - 3f64.ln() / 0.3);
    }

    #[test]
    fn costs_of_any_size_neither_overflow_nor_vanish() {
        let mut flow = [0.0; 3];
        let logit = Logit { volume: 1e9, reservation: 1e6, dispersion: 1.0 };
        let (unserved, logsum) = logit.spread(&[1e6 + 700.0, 1e6, f64::INFINITY], &mut flow);
        assert!(flow[0] > 0.0 && flow[0] < 1e-290);
        assert_eq!((flow[1], flow[2], unserved), (5e8, 0.0, 5e8));
        approx::assert_relative_eq!(logsum, 1e6 - 2f64.ln());
    }
}
