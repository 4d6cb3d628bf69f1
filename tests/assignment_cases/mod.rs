//! Random networks for the tests of assignment, and what every answer must be held against.

#![allow(dead_code, reason = "each test binary uses a part")]
#![expect(clippy::unwrap_used, reason = "the networks made here are sound")]

use corridor::assign::{Assignment, Conditions, Inputs, Method, Structure, Workspace};
use proptest::prelude::*;

/// Limits hold, and priced limits are full, to this share (promises 1 and 2).
pub(crate) const LIMIT: f64 = 1e-6;
/// Routes and what is not shipped add up to the volume to this share (promise 1).
pub(crate) const BALANCE: f64 = 1e-9;
/// ln(f/f') and −θ (t − t') agree to this (promise 3).
pub(crate) const LOGIT: f64 = 1e-6;
/// Optima agree to this share between starts, orders and units.
pub(crate) const OPTIMUM: f64 = 1e-7;

/// A network and the figures of one period, owned.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Case {
    /// For each demand its routes, each a list of (limit, amount).
    pub(crate) routes: Vec<Vec<Vec<(usize, f64)>>>,
    pub(crate) volume: Vec<f64>,
    /// By demand and route.
    pub(crate) cost: Vec<Vec<f64>>,
    pub(crate) reservation: Vec<f64>,
    pub(crate) capacity: Vec<f64>,
    pub(crate) dispersion: Vec<f64>,
}

/// A route: its demand, its cost and its uses.
pub(crate) type Route<'a> = (usize, f64, &'a [(usize, f64)]);

/// What a method found, copied out of its workspace.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) solved: bool,
    pub(crate) gap: f64,
    pub(crate) steps: usize,
    pub(crate) flow: Vec<f64>,
    pub(crate) unserved: Vec<f64>,
    pub(crate) load: Vec<f64>,
    pub(crate) price: Vec<f64>,
    pub(crate) logsum: Vec<f64>,
    pub(crate) optimum: f64,
    pub(crate) total_cost: f64,
}

impl From<Assignment<'_>> for Answer {
    fn from(assignment: Assignment<'_>) -> Self {
        Self {
            solved: assignment.status().is_solved(),
            gap: assignment.status().gap(),
            steps: assignment.status().steps(),
            flow: assignment.flow().to_vec(),
            unserved: assignment.unserved().to_vec(),
            load: assignment.load().to_vec(),
            price: assignment.price().to_vec(),
            logsum: assignment.logsum().to_vec(),
            optimum: assignment.optimum(),
            total_cost: assignment.total_cost(),
        }
    }
}

impl Case {
    pub(crate) fn structure(&self) -> Structure {
        let mut builder = Structure::builder(self.capacity.len());
        for routes in &self.routes {
            builder = builder.demand();
            for uses in routes {
                builder = builder.route(uses);
            }
        }
        builder.build().unwrap()
    }

    /// Lends the figures, checked, to what needs them.
    pub(crate) fn with_conditions<T>(
        &self,
        structure: &Structure,
        then: impl FnOnce(&Conditions<'_>) -> T,
    ) -> T {
        let cost: Vec<f64> = self.cost.concat();
        let inputs = Inputs {
            volume: &self.volume,
            cost: &cost,
            reservation: &self.reservation,
            capacity: &self.capacity,
            dispersion: &self.dispersion,
        };
        then(&Conditions::new(structure, inputs).unwrap())
    }

    /// Solves the case from no prices.
    pub(crate) fn solve(&self, method: &dyn Method) -> Answer {
        let structure = self.structure();
        let mut workspace = Workspace::new(&structure);
        self.with_conditions(&structure, |conditions| method.assign(conditions, &mut workspace).into())
    }

    /// The demand of each route, its cost and its uses, in the order of the flat arrays.
    pub(crate) fn flat_routes(&self) -> Vec<Route<'_>> {
        let of_demand = |(demand, routes): (usize, &'_ Vec<Vec<(usize, f64)>>)| {
            let costs = self.cost[demand].clone();
            (0..routes.len()).map(move |at| (demand, at, costs[at])).collect::<Vec<_>>()
        };
        let numbered = self.routes.iter().enumerate().flat_map(of_demand);
        numbered.map(|(demand, at, cost)| (demand, cost, self.routes[demand][at].as_slice())).collect()
    }

    /// Whether a route passes a closed limit.
    pub(crate) fn is_shut(&self, uses: &[(usize, f64)]) -> bool {
        uses.iter().any(|&(limit, _)| self.capacity[limit] == 0.0)
    }

    /// The size of the money in the case: what shipping nothing costs.
    pub(crate) fn money(&self) -> f64 {
        self.volume.iter().zip(&self.reservation).map(|(volume, cost)| volume * (cost + 1.0)).sum::<f64>()
            + 1e-9
    }
}

/// What networks are to be like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) limits: usize,
    pub(crate) demands: usize,
    pub(crate) routes: usize,
    pub(crate) uses: usize,
    /// Of θ, as powers of ten.
    pub(crate) dispersion: (f64, f64),
}

/// Networks as planners have them.
pub(crate) const USUAL: Shape = Shape { limits: 8, demands: 5, routes: 4, uses: 4, dispersion: (-2.0, 0.5) };
/// Networks whose shippers follow the last cent.
pub(crate) const SHARP: Shape = Shape { dispersion: (1.0, 2.5), ..USUAL };
/// Networks small enough to be searched.
pub(crate) const TINY: Shape = Shape { limits: 3, demands: 1, routes: 2, uses: 2, dispersion: (-1.5, 0.0) };

/// Random cases of a shape; a few capacities are zero, a few volumes too, and some demands have no route.
pub(crate) fn cases(shape: Shape) -> impl Strategy<Value = Case> {
    (1..=shape.limits, 1..=shape.demands)
        .prop_flat_map(move |(limits, demands)| {
            let amount = prop_oneof![3 => Just(1.0), 1 => 0.05..3.0f64];
            let route = (proptest::collection::btree_map(0..limits, amount, 0..=shape.uses), 0.0..100.0f64);
            let route = route.prop_map(|(uses, cost)| (uses.into_iter().collect::<Vec<_>>(), cost));
            let volume = prop_oneof![1 => Just(0.0), 9 => 0.1..50.0f64];
            let capacity = prop_oneof![1 => Just(0.0), 9 => 0.1..60.0f64];
            let (low, high) = shape.dispersion;
            let demand = (
                proptest::collection::vec(route, 0..=shape.routes),
                volume,
                50.0..250.0f64,
                (low..high).prop_map(|power| 10f64.powf(power)),
            );
            (proptest::collection::vec(demand, demands), proptest::collection::vec(capacity, limits))
        })
        .prop_map(|(demands, capacity)| assemble(demands, capacity))
}

type Demand = (Vec<(Vec<(usize, f64)>, f64)>, f64, f64, f64);

fn assemble(demands: Vec<Demand>, capacity: Vec<f64>) -> Case {
    let mut case = Case {
        routes: vec![],
        volume: vec![],
        cost: vec![],
        reservation: vec![],
        capacity,
        dispersion: vec![],
    };
    for (routes, volume, reservation, dispersion) in demands {
        let (uses, costs) = routes.into_iter().unzip();
        case.routes.push(uses);
        case.cost.push(costs);
        case.volume.push(volume);
        case.reservation.push(reservation);
        case.dispersion.push(dispersion);
    }
    case
}

/// Cases at the edge of arithmetic: θ times the range of costs up to 700, capacities from 1e-6 to 1e9, volumes to 1e9,
/// every route there twice, and every limit there twice, its double a little wider or exactly as wide.
pub(crate) fn ill_conditioned() -> impl Strategy<Value = Case> {
    let powers = |low: f64, high: f64| (low..high).prop_map(|power| 10f64.powf(power));
    let sizes = (
        proptest::collection::vec(powers(-6.0, 9.0), 8),
        proptest::collection::vec(powers(-3.0, 9.0), 5),
        proptest::collection::vec(prop_oneof![Just(1.0), 1.0..1.5f64], 8),
        powers(0.0, 0.845),
    );
    (cases(USUAL), sizes).prop_map(|(case, (capacities, volumes, wider, dispersion))| {
        let mut case = case;
        let limits = case.capacity.len();
        case.capacity = capacities[..limits].to_vec();
        case.capacity.extend((0..limits).map(|limit| capacities[limit] * wider[limit]));
        for (demand, volume) in volumes.into_iter().enumerate().take(case.volume.len()) {
            case.volume[demand] = volume;
            case.reservation[demand] = 100.0;
            case.dispersion[demand] = dispersion;
            for uses in &mut case.routes[demand] {
                let doubles: Vec<_> = uses.iter().map(|&(limit, amount)| (limit + limits, amount)).collect();
                uses.extend(doubles);
            }
            let (again, costs) = (case.routes[demand].clone(), case.cost[demand].clone());
            case.routes[demand].extend(again);
            case.cost[demand].extend(costs);
        }
        case
    })
}
