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
    /// S of each demand, once it is asked for.
    pub(super) logsum: Vec<f64>,
    /// The least cost with queues among the choices of each demand.
    cheapest: Vec<f64>,
    /// Σ exp(−θ t) over the choices of each demand, costs counted from the cheapest.
    weight: Vec<f64>,
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
            cheapest: vec![0.0; demands],
            weight: vec![1.0; demands],
        }
    }

    /// Sets the cost with queues of every open route from the prices.
    pub(super) fn queue(&mut self, conditions: &Conditions<'_>, price: &[f64]) {
        self.queued.copy_from_slice(conditions.inputs().cost);
        for (limit, &price) in price.iter().enumerate().filter(|&(_, &price)| price > 0.0) {
            conditions
                .structure()
                .users_of(limit)
                .for_each(|(route, amount)| self.queued[route] += amount * price);
        }
        super::closed::shut_routes(conditions, &mut self.queued);
    }

    /// f = d exp(−θ t) / Σ exp(−θ t) for every demand, "not shipped" among its choices; all dispersions are multiplied
    /// by `sharpness`.
    pub(super) fn spread(&mut self, conditions: &Conditions<'_>, sharpness: f64) {
        self.count_from_cheapest(conditions, sharpness);
        exponentials(&mut self.flow);
        exponentials(&mut self.unserved);
        self.share_out(conditions);
    }

    /// Puts −θ t of each choice in the place of its flow, costs counted from the cheapest choice of the demand: the
    /// exponential of that is 1, none overflows, and those that underflow are shares below 1e-300.
    fn count_from_cheapest(&mut self, conditions: &Conditions<'_>, sharpness: f64) {
        let (structure, inputs) = (conditions.structure(), conditions.inputs());
        for (demand, &reservation) in inputs.reservation.iter().enumerate() {
            let (routes, dispersion) = (structure.routes_of(demand), inputs.dispersion[demand] * sharpness);
            let (queued, flow) = (&self.queued[routes.clone()], &mut self.flow[routes]);
            let cheapest =
                queued.iter().fold(reservation, |least, &cost| if cost < least { cost } else { least });
            for (flow, cost) in flow.iter_mut().zip(queued) {
                *flow = dispersion * (cheapest - cost);
            }
            self.unserved[demand] = dispersion * (cheapest - reservation);
            self.cheapest[demand] = cheapest;
        }
    }

    /// Turns the exponentials of each demand into shares of its volume. Their sum is never below 1.
    fn share_out(&mut self, conditions: &Conditions<'_>) {
        for (demand, volume) in conditions.inputs().volume.iter().enumerate() {
            let flow = &mut self.flow[conditions.structure().routes_of(demand)];
            let weight = self.unserved[demand] + flow.iter().sum::<f64>();
            let scale = volume / weight;
            for flow in flow {
                *flow *= scale;
            }
            self.unserved[demand] *= scale;
            self.weight[demand] = weight;
        }
    }

    /// S = −(1/θ) ln Σ exp(−θ t) of every demand, once they are spread.
    pub(super) fn expect(&mut self, conditions: &Conditions<'_>) {
        for (demand, dispersion) in conditions.inputs().dispersion.iter().enumerate() {
            self.logsum[demand] = self.cheapest[demand] - self.weight[demand].ln() / dispersion;
        }
    }
}

/// Replaces each x ≤ 0 by exp(x), to the last digit but one; below −708 by 0.
///
/// x = k ln 2 + r with |r| ≤ ½ ln 2, and `exp(r)` from the series of r coth(r/2). Written out here because the compiler
/// then does several numbers side by side, and because the libraries of the platforms differ in the last digit.
fn exponentials(values: &mut [f64]) {
    /// Added and taken away again, it rounds to the nearest whole number, which then stands in the lowest bits.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    /// ln 2, in a part with trailing zeros, so that k times it is exact, and the rest.
    const LN_2: (f64, f64) = (6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10);
    for value in values {
        let kept = if *value < -708.0 { -708.0 } else { *value };
        let rounded = kept * std::f64::consts::LOG2_E + ROUND;
        let whole = rounded - ROUND;
        let rest = (kept - whole * LN_2.0) - whole * LN_2.1;
        let power = f64::from_bits((rounded.to_bits() << 52).wrapping_add(1.0f64.to_bits()));
        let exponential = (1.0 + 2.0 * rest / (times_coth_of_half(rest) - rest)) * power;
        *value = if *value < -708.0 { 0.0 } else { exponential };
    }
}

/// r coth(r/2) = r (eʳ + 1) / (eʳ − 1) for |r| ≤ ½ ln 2: 2 Σ B₂ₙ r²ⁿ / (2n)! with Bernoulli's numbers, up to n = 6; the
/// remainder is below 1e-17.
#[inline]
fn times_coth_of_half(r: f64) -> f64 {
    const TERMS: [f64; 7] = [
        -691.0 / 653_837_184_000.0,
        1.0 / 23_950_080.0,
        -1.0 / 604_800.0,
        1.0 / 15_120.0,
        -1.0 / 360.0,
        1.0 / 6.0,
        2.0,
    ];
    let square = r * r;
    TERMS.iter().fold(0.0, |sum, term| sum * square + term)
}

#[cfg(test)]
mod tests {
    use super::{Choice, exponentials};
    use crate::assign::{Conditions, Inputs, Structure};

    #[test]
    fn exponentials_agree_with_the_library_to_two_units_in_the_last_place() {
        for step in 0..700_000u32 {
            let x = -f64::from(step) * 1.001e-3;
            let mut values = [x];
            exponentials(&mut values);
            let (given, expected) = (values[0], x.exp());
            assert!(
                (given - expected).abs() <= 2.0 * f64::EPSILON * expected,
                "exp({x}): {given}, not {expected}"
            );
        }
        let mut edges = [0.0, -0.0, -708.0, -708.1, -1e9, f64::NEG_INFINITY];
        exponentials(&mut edges);
        assert_eq!((edges[0], edges[1], edges[3], edges[4], edges[5]), (1.0, 1.0, 0.0, 0.0, 0.0));
        approx::assert_relative_eq!(edges[2], (-708.0f64).exp(), max_relative = 1e-15);
    }

    /// One demand spread over routes without limits: flows, what is not shipped, and the logsum.
    fn spread(volume: f64, reservation: f64, dispersion: f64, cost: &[f64]) -> (Vec<f64>, f64, f64) {
        let mut builder = Structure::builder(0).demand();
        for _ in cost {
            builder = builder.route(&[]);
        }
        let structure = builder.build().unwrap();
        let inputs = Inputs {
            volume: &[volume],
            cost,
            reservation: &[reservation],
            capacity: &[],
            dispersion: &[dispersion],
        };
        let conditions = Conditions::new(&structure, inputs).unwrap();
        let mut choice = Choice::new(&structure);
        choice.queue(&conditions, &[]);
        choice.spread(&conditions, 1.0);
        choice.expect(&conditions);
        (choice.flow, choice.unserved[0], choice.logsum[0])
    }

    #[test]
    fn two_equal_routes_and_giving_up_share_alike() {
        let (flow, unserved, logsum) = spread(6.0, 10.0, 0.3, &[10.0, 10.0]);
        assert_eq!((flow.as_slice(), unserved), ([2.0, 2.0].as_slice(), 2.0));
        approx::assert_relative_eq!(logsum, 10.0 - 3f64.ln() / 0.3);
    }

    #[test]
    fn costs_of_any_size_neither_overflow_nor_vanish() {
        let (flow, unserved, logsum) = spread(1e9, 1e6, 1.0, &[1e6 + 700.0, 1e6, 1e60]);
        assert!(flow[0] > 0.0 && flow[0] < 1e-290);
        assert_eq!((flow[1], flow[2], unserved), (5e8, 0.0, 5e8));
        approx::assert_relative_eq!(logsum, 1e6 - 2f64.ln());
    }
}
