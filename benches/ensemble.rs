//! Ensembles of a study that comes with the crate, and of a chain of ten legs over 30 years.
//!
//! The chain is the model that an analyst would write in NumPy in forty lines: demand grows at an uncertain rate from an
//! uncertain start, and each of ten legs has an uncertain capacity and a project that adds to it. Here it runs through
//! the general engine: routes, prices, indicators. Both are asserted to give what they should before they are timed.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up should stop")]

use std::hint::black_box;

use corridor::assign::QueuedLogit;
use corridor::calendar::{Date, Horizon, Period};
use corridor::demand::Demand;
use corridor::ensemble::{Distributions, Ensemble, Sampling};
use corridor::evaluate::{Entry, Indicator};
use corridor::evidence::{Estimate, Shape};
use corridor::model::{Model, Plan};
use corridor::network::{Corridor, Leg, Mode, Node, NodeKind, Project, ProjectStatus};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Dispersion, GrowthRate, Mass, Quantity, Rate, UnitPrice};
use corridor::study::Study;
use criterion::{Criterion, criterion_group, criterion_main};

const CHAIN_DRAWS: u64 = 100_000;
const STUDY_DRAWS: u64 = 10_000;
const LEGS: u32 = 10;

fn triangular<Q: Quantity>(like: Q, low: f64, mode: f64, high: f64) -> Estimate<Q> {
    let shape = Shape::Triangular { low: low * 1e6, mode: mode * 1e6, high: high * 1e6 };
    Estimate::shaped(like, shape).expect("numbers that rise")
}

/// Ten legs one after the other, over 30 years.
fn chain() -> Plan {
    let first = Period::year(2025).expect("a year");
    let mut model: Model<Mass> = Model::new("chain", Horizon::years(2025, 2054).expect("30 years"));
    model.set_dispersion(Dispersion::of(1.0));
    let node = |number| format!("n{number}");
    for number in 0..=LEGS {
        model.add_node(&node(number), Node::new(NodeKind::Terminal));
    }
    let price: UnitPrice<Mass> = "1 USD/t".parse().expect("a price");
    let like: Rate<Mass> = Rate::per_year(Mass::megatonnes(1.0));
    let opens: Date = "2033-01-01".parse().expect("a day");
    for number in 0..LEGS {
        let mode = 4.0 + 0.5 * f64::from(number);
        let name = format!("leg-{number}");
        let leg = Leg::new(node(number).as_str(), node(number + 1).as_str(), Mode::Rail).tariff(price);
        model.add_leg(&name, leg.capacity(triangular(like, 3.0, mode, mode + 5.0)));
        let project = Project::for_leg(name.as_str(), triangular(like, 1.0, 0.3 * mode + 0.5, 4.0), opens);
        model.add_project(&format!("more-{number}"), project.status(ProjectStatus::Funded));
    }
    let growth = Estimate::shaped(GrowthRate::percent_per_year(8.0), Shape::Normal { mean: 0.08, sd: 0.03 });
    let start = triangular(Mass::megatonnes(1.0), 1.2, 1.5, 1.9);
    let volume = Course::of([(first, start)], Rule::compound(growth.expect("a normal distribution")));
    model.add_demand("all", Demand::new("n0", node(LEGS).as_str(), volume).captive());
    model.add_corridor("chain", Corridor::new().crossing("leg-0"));
    model.plan().expect("a chain that runs")
}

/// Throughput, and which leg binds: the outputs of the NumPy program.
fn is_reported(entry: &Entry) -> bool {
    matches!(entry.indicator, Indicator::CorridorVolume | Indicator::Saturated)
}

fn run(plan: &Plan, draws: u64, threads: usize, is_read: fn(&Entry) -> bool) -> Distributions {
    let sampling = Sampling::new(draws, 1).expect("some draws");
    let ensemble = Ensemble::new(sampling).scenario("baseline", plan).reading(is_read).threads(threads);
    let found = ensemble.run(&QueuedLogit::default()).expect("an ensemble that runs");
    assert!(found.unsolved().iter().all(|(_, count)| *count == 0), "every period of every draw is solved");
    found
}

/// What nothing limits yet is the triangular start; what most draws limit in the end is within the capacities.
fn assert_chain(found: &Distributions) {
    let volume = |year, statistic| {
        let period = Period::year(year).expect("a year");
        found.value("baseline", Indicator::CorridorVolume, "chain", period, statistic).expect("a volume")
    };
    let mean = (1.2e6 + 1.5e6 + 1.9e6) / 3.0;
    assert!((volume(2025, "mean") - mean).abs() < 4.0 * volume(2025, "standard-error"));
    assert!(volume(2054, "p95") < 12e6 && volume(2054, "p50") > 3e6);
}

fn ensembles(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ensemble");
    group.sample_size(10);
    let chain = chain();
    assert_chain(&run(&chain, 10_000, 2, is_reported));
    for threads in [1, 2] {
        group.bench_function(format!("chain-100000-draws-{threads}-threads"), |bencher| {
            bencher.iter(|| run(black_box(&chain), CHAIN_DRAWS, threads, is_reported));
        });
    }
    let study = Study::embedded("middle-corridor").expect("a study of the crate");
    let plan = study.draft().plan().expect("a study that runs");
    let is_read = |entry: &Entry| matches!(entry.indicator, Indicator::CorridorVolume | Indicator::TargetGap);
    for threads in [1, 2] {
        group.bench_function(format!("middle-corridor-10000-draws-{threads}-threads"), |bencher| {
            bencher.iter(|| run(black_box(&plan), STUDY_DRAWS, threads, is_read));
        });
    }
    group.finish();
}

criterion_group!(benches, ensembles);
criterion_main!(benches);
