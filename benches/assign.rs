//! Assignments: a study's network over its horizon, small and cold, small and warm over a horizon, large beside a linear program, and how the time
//! grows with routes, periods and limits that bind. Each asserts the answer that it times.

#![expect(clippy::unwrap_used, reason = "the networks made here are sound")]

use std::collections::BTreeSet;
use std::hint::black_box;

use corridor::assign::{Assignment, Conditions, Inputs, Method, QueuedLogit, Structure, Workspace};
use corridor::evaluate::Problem;
use corridor::study::Study;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A network and its figures, owned.
struct Network {
    structure: Structure,
    volume: Vec<f64>,
    cost: Vec<f64>,
    reservation: Vec<f64>,
    capacity: Vec<f64>,
    dispersion: Vec<f64>,
}

/// What a generated network is like.
#[derive(Clone, Copy)]
struct Size {
    legs: usize,
    demands: usize,
    routes: usize,
    legs_of_a_route: usize,
    /// Capacities lie between these multiples of what would flow if all routes were alike.
    capacity: (f64, f64),
}

const SMALL: Size = Size { legs: 20, demands: 9, routes: 4, legs_of_a_route: 4, capacity: (0.95, 1.9) };
const LARGE: Size = Size { legs: 2_000, demands: 500, routes: 8, legs_of_a_route: 12, capacity: (0.99, 2.2) };

/// Numbers without pattern, the same on every run (Marsaglia's xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.next()
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count is a count"
    )]
    fn below(&mut self, count: usize) -> usize {
        ((self.next() * count as f64) as usize).min(count - 1)
    }
}

impl Network {
    fn generate(size: Size) -> Self {
        let mut numbers = Numbers(88_172_645_463_325_252);
        let mut builder = Structure::builder(size.legs);
        let (mut volume, mut cost, mut reservation) = (vec![], vec![], vec![]);
        let mut even = vec![1e-3; size.legs];
        for _ in 0..size.demands {
            builder = builder.demand();
            let (moved, base) = (numbers.between(1.0, 10.0), numbers.between(20.0, 80.0));
            for _ in 0..size.routes {
                let legs: BTreeSet<usize> =
                    (0..size.legs_of_a_route).map(|_| numbers.below(size.legs)).collect();
                for &leg in &legs {
                    even[leg] += moved / size.routes as f64;
                }
                builder = builder.route(&legs.into_iter().map(|leg| (leg, 1.0)).collect::<Vec<_>>());
                cost.push(base + numbers.between(0.0, 40.0));
            }
            volume.push(moved);
            reservation.push(3.0 * base + 40.0);
        }
        let (low, high) = size.capacity;
        let capacity = even.iter().map(|even| even * numbers.between(low, high)).collect();
        let dispersion = (0..size.demands).map(|_| numbers.between(0.07, 0.22)).collect();
        Self { structure: builder.build().unwrap(), volume, cost, reservation, capacity, dispersion }
    }

    fn inputs(&self) -> Inputs<'_> {
        Inputs {
            volume: &self.volume,
            cost: &self.cost,
            reservation: &self.reservation,
            capacity: &self.capacity,
            dispersion: &self.dispersion,
        }
    }

    fn conditions(&self) -> Conditions<'_> {
        Conditions::new(&self.structure, self.inputs()).unwrap()
    }

    /// The volumes of so many periods, each 3 % above the one before.
    fn years(&self, periods: i32) -> Vec<Vec<f64>> {
        (0..periods)
            .map(|year| self.volume.iter().map(|volume| volume * 1.03f64.powi(year)).collect())
            .collect()
    }

    /// Solves once from no prices, holds the answer against what a logit promises, and counts the limits that bind.
    fn binding(&self) -> usize {
        let (conditions, mut workspace) = (self.conditions(), Workspace::new(&self.structure));
        let assignment = QueuedLogit::default().assign(&conditions, &mut workspace);
        assert!(assignment.status().is_solved() && assignment.status().gap() <= 1e-8);
        for ((load, capacity), price) in assignment.load().iter().zip(&self.capacity).zip(assignment.price())
        {
            assert!(*load <= capacity * (1.0 + 1e-6));
            assert!(*price == 0.0 || *load >= capacity * (1.0 - 1e-6));
        }
        assignment.price().iter().filter(|price| **price > 0.0).count()
    }
}

/// One solve from no prices, to be timed.
fn solve_cold(method: &impl Method, conditions: &Conditions<'_>, workspace: &mut Workspace) -> f64 {
    workspace.forget();
    let assignment: Assignment<'_> = method.assign(black_box(conditions), workspace);
    assert!(assignment.status().is_solved());
    assignment.optimum()
}

/// The network of the study that the crate is built around, over its horizon.
fn middle_corridor(criterion: &mut Criterion) {
    let study = Study::embedded("middle-corridor").unwrap();
    let plan = study.draft().plan().unwrap();
    let problem = Problem::new(&plan, plan.central());
    let periods: Vec<Conditions<'_>> =
        (0..problem.periods()).map(|period| problem.conditions(period)).collect();
    let mut workspace = Workspace::new(problem.structure());
    let mut solve = |forget: bool| -> f64 {
        workspace.forget();
        let mut total = 0.0;
        for conditions in black_box(&periods) {
            if forget {
                workspace.forget();
            }
            let assignment = QueuedLogit::default().assign(conditions, &mut workspace);
            assert!(assignment.status().is_solved());
            total += assignment.optimum();
        }
        total
    };
    let (warm, cold) = (solve(false), solve(true));
    assert!((warm - cold).abs() <= 1e-7 * warm.abs());

    let mut group = criterion.benchmark_group("assign/middle-corridor, its horizon");
    group.throughput(Throughput::Elements(problem.periods() as u64));
    group.bench_function("warm", |bencher| bencher.iter(|| solve(false)));
    group.bench_function("naive: each period cold", |bencher| bencher.iter(|| solve(true)));
    group.finish();
}

fn cold(criterion: &mut Criterion) {
    let network = Network::generate(SMALL);
    let (conditions, mut workspace) = (network.conditions(), Workspace::new(&network.structure));
    let binding = network.binding();
    assert!((3..=5).contains(&binding), "{binding} limits bind");
    let crept = creep(&network);
    assert!((crept - solve_cold(&QueuedLogit::default(), &conditions, &mut workspace)).abs() <= 1e-6 * crept);

    let mut group = criterion.benchmark_group("assign/small, 20 legs, 36 routes");
    group.bench_function("cold", |bencher| {
        bencher.iter(|| solve_cold(&QueuedLogit::default(), &conditions, &mut workspace));
    });
    group.bench_function("cold, in a new workspace", |bencher| {
        bencher.iter(|| {
            solve_cold(&QueuedLogit::default(), &conditions, &mut Workspace::new(&network.structure))
        });
    });
    group.bench_function("naive: prices that creep up with the excess", |bencher| {
        bencher.iter(|| creep(&network));
    });
    group.finish();
}

/// The naive way: raise each price in proportion to the excess over its limit until every limit holds to 1e-6 (the
/// gradient method on the dual). Returns the value of the dual.
fn creep(network: &Network) -> f64 {
    let structure = &network.structure;
    let mut price = vec![0.0; structure.limits()];
    loop {
        let mut load = vec![0.0; structure.limits()];
        let mut value = 0.0;
        for demand in 0..structure.demands() {
            let (volume, dispersion) = (network.volume[demand], network.dispersion[demand]);
            let weight = |cost: f64| (-dispersion * cost).exp();
            let queues =
                |route| structure.uses_of(route).map(|(leg, amount)| amount * price[leg]).sum::<f64>();
            let weights =
                structure.routes_of(demand).map(|route| weight(network.cost[route] + queues(route)));
            let weights: Vec<f64> = weights.collect();
            let all = weights.iter().sum::<f64>() + weight(network.reservation[demand]);
            value -= volume * all.ln() / dispersion;
            for (route, weight) in structure.routes_of(demand).zip(weights) {
                structure
                    .uses_of(route)
                    .for_each(|(leg, amount)| load[leg] += amount * volume * weight / all);
            }
        }
        let mut worst: f64 = 0.0;
        for ((price, load), capacity) in price.iter_mut().zip(&load).zip(&network.capacity) {
            value -= *price * capacity;
            let excess = load / capacity - 1.0;
            worst = worst.max(if *price > 0.0 { excess.abs() } else { excess });
            *price = (*price + 5.0 * excess).max(0.0);
        }
        if worst <= 1e-6 {
            return value;
        }
    }
}

/// Solves every period of a horizon; each starts from the prices of the one before unless it is to forget them.
fn horizon(network: &Network, years: &[Vec<f64>], workspace: &mut Workspace, forget: bool) -> f64 {
    workspace.forget();
    let mut total = 0.0;
    for volume in years {
        if forget {
            workspace.forget();
        }
        let inputs = Inputs { volume, ..network.inputs() };
        let conditions = Conditions::new(&network.structure, inputs).unwrap();
        let assignment = QueuedLogit::default().assign(&conditions, workspace);
        assert!(assignment.status().is_solved());
        total += assignment.optimum();
    }
    total
}

fn warm(criterion: &mut Criterion) {
    let network = Network::generate(SMALL);
    let mut workspace = Workspace::new(&network.structure);
    let mut group = criterion.benchmark_group("assign/small, a horizon");
    for periods in [19, 38, 76] {
        let years = network.years(periods);
        let warm = horizon(&network, &years, &mut workspace, false);
        let cold = horizon(&network, &years, &mut workspace, true);
        assert!((warm - cold).abs() <= 1e-7 * warm.abs());
        group.throughput(Throughput::Elements(years.len() as u64));
        group.bench_with_input(BenchmarkId::new("warm", periods), &years, |bencher, years| {
            bencher.iter(|| horizon(&network, black_box(years), &mut workspace, false));
        });
        group.bench_with_input(
            BenchmarkId::new("naive: each period cold", periods),
            &years,
            |bencher, years| {
                bencher.iter(|| horizon(&network, black_box(years), &mut workspace, true));
            },
        );
    }
    group.finish();
}

fn large(criterion: &mut Criterion) {
    let network = Network::generate(LARGE);
    let (conditions, mut workspace) = (network.conditions(), Workspace::new(&network.structure));
    let binding = network.binding();
    assert!((190..=220).contains(&binding), "{binding} limits bind");
    let mut group = criterion.benchmark_group("assign/large, 2000 legs, 4000 routes, 200 binding");
    group.sample_size(10);
    group.bench_function("queued logit, cold", |bencher| {
        bencher.iter(|| solve_cold(&QueuedLogit::default(), &conditions, &mut workspace));
    });
    #[cfg(feature = "lp")]
    group.bench_function("naive: a linear program of the same size", |bencher| {
        bencher.iter(|| solve_cold(&corridor::assign::MinimumCost, &conditions, &mut workspace));
    });
    group.finish();
}

/// The time of one cold solve of a generated network, with the number of limits that bind in its name.
fn time_one(criterion: &mut Criterion, group: &str, size: Size) {
    let network = Network::generate(size);
    let (conditions, mut workspace) = (network.conditions(), Workspace::new(&network.structure));
    let name = format!("{} routes, {} binding", network.structure.routes(), network.binding());
    let mut group = criterion.benchmark_group(group);
    group.sample_size(10);
    group.bench_function(name, |bencher| {
        bencher.iter(|| solve_cold(&QueuedLogit::default(), &conditions, &mut workspace));
    });
    group.finish();
}

fn curves(criterion: &mut Criterion) {
    for demands in [125, 250, 500, 1_000, 2_000] {
        let size = Size { legs: 200, demands, routes: 8, legs_of_a_route: 8, capacity: (1.0, 2.4) };
        time_one(criterion, "assign/curve over routes", size);
    }
    for high in [4.0, 2.6, 2.15, 1.8, 1.4, 1.1, 0.9] {
        let size = Size { capacity: (0.99f64.min(high - 0.1), high), ..LARGE };
        time_one(criterion, "assign/curve over binding limits", size);
    }
}

criterion_group!(benches, middle_corridor, cold, warm, large, curves);
criterion_main!(benches);
