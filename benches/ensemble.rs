//! Ensembles of a study that comes with the crate: every uncertain input, one scenario over its horizon.
//!
//! `benches/chain.rs` has the chain of ten legs with the program in NumPy beside it.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up should stop")]

use std::hint::black_box;

use corridor::assign::QueuedLogit;
use corridor::ensemble::{Distributions, Ensemble, Sampling};
use corridor::evaluate::{Entry, Indicator};
use corridor::model::Plan;
use corridor::study::Study;
use criterion::{Criterion, criterion_group, criterion_main};

const DRAWS: u64 = 10_000;

fn run(plan: &Plan, threads: usize) -> Distributions {
    let is_read = |entry: &Entry| matches!(entry.indicator, Indicator::CorridorVolume | Indicator::TargetGap);
    let sampling = Sampling::new(DRAWS, 1).expect("some draws");
    let ensemble = Ensemble::new(sampling).scenario("baseline", plan).reading(is_read).threads(threads);
    let found = ensemble.run(&QueuedLogit::default()).expect("an ensemble that runs");
    assert!(found.unsolved().iter().all(|(_, count)| *count == 0), "every period of every draw is solved");
    found
}

fn ensembles(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ensemble");
    group.sample_size(10);
    let study = Study::embedded("middle-corridor").expect("a study of the crate");
    let plan = study.draft().plan().expect("a study that runs");
    for threads in [1, 2] {
        group.bench_function(format!("middle-corridor-10000-draws-{threads}-threads"), |bencher| {
            bencher.iter(|| run(black_box(&plan), threads));
        });
    }
    group.finish();
}

criterion_group!(benches, ensembles);
criterion_main!(benches);
