//! Sobol' indices of Ishigami's function, asserted before they are timed, beside the naive way: each resample gathers its
//! rows and works out every index anew.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up should stop")]

use std::f64::consts::PI;
use std::hint::black_box;

use corridor::evidence::{Shape, Spread};
use corridor::sensitivity::{Inputs, Sobol, SobolIndices};
use criterion::{Criterion, criterion_group, criterion_main};

const ROWS: usize = 1 << 14;
const RESAMPLES: usize = 100;

/// First-order indices, total indices, and that of the pair x1, x3.
const KNOWN: [f64; 7] = [0.313_905, 0.442_411, 0.0, 0.557_589, 0.442_411, 0.243_684, 0.243_684];

fn ishigami(x: &[f64]) -> f64 {
    x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
}

fn angles() -> Inputs {
    let angle = Spread::new(Shape::Uniform { low: -PI, high: PI }).expect("a range");
    Inputs::new(["x1", "x2", "x3"].map(|name| (name, angle.clone()))).expect("three names")
}

fn indices(inputs: &Inputs, threads: usize) -> SobolIndices {
    let sobol = Sobol::new(ROWS, 1).second_order().resamples(RESAMPLES).threads(threads);
    sobol.run(inputs, ishigami).expect("a function that varies")
}

/// Numbers of a congruence (Knuth's MMIX), good enough to be slow with.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % count
    }

    #[expect(clippy::cast_precision_loss, reason = "a number below 2^31")]
    fn angle(&mut self) -> f64 {
        PI * (2.0 * self.below(1 << 30) as f64 / f64::from(1 << 30) - 1.0)
    }
}

/// The function at A, B, A with each input from B and B with each from A.
fn naive_outputs(numbers: &mut Numbers) -> Vec<[f64; 8]> {
    let mut row = || {
        let sides = [[(); 3]; 2].map(|side| side.map(|()| numbers.angle()));
        let mixed = |from: usize, place: usize| {
            let mut values = sides[from];
            values[place] = sides[1 - from][place];
            ishigami(&values)
        };
        let own = [ishigami(&sides[0]), ishigami(&sides[1])];
        [own[0], own[1], mixed(0, 0), mixed(0, 1), mixed(0, 2), mixed(1, 0), mixed(1, 1), mixed(1, 2)]
    };
    (0..ROWS).map(|_| row()).collect()
}

/// The mean of something over chosen rows.
fn mean(rows: &[usize], outputs: &[[f64; 8]], part: impl Fn(&[f64; 8]) -> f64) -> f64 {
    rows.iter().map(|row| part(&outputs[*row])).sum::<f64>() / rows.len() as f64
}

/// First-order, total and second-order indices, each from the rows again.
fn naive_indices(rows: &[usize], outputs: &[[f64; 8]]) -> [f64; 9] {
    let level = mean(rows, outputs, |row| f64::midpoint(row[0], row[1]));
    let square = mean(rows, outputs, |row| f64::midpoint(row[0].powi(2), row[1].powi(2)));
    let variance = square - level * level;
    let first = [2, 3, 4].map(|at| mean(rows, outputs, |row| row[1] * (row[at] - row[0])) / variance);
    let total = [2, 3, 4].map(|at| 0.5 * mean(rows, outputs, |row| (row[0] - row[at]).powi(2)) / variance);
    let pair = |one: usize, other: usize| {
        let both = mean(rows, outputs, |row| row[5 + one] * row[2 + other] - row[0] * row[1]);
        both / variance - first[one] - first[other]
    };
    [first[0], first[1], first[2], total[0], total[1], total[2], pair(0, 1), pair(0, 2), pair(1, 2)]
}

fn naive() -> [f64; 9] {
    let mut numbers = Numbers(1);
    let outputs = naive_outputs(&mut numbers);
    for _ in 0..RESAMPLES {
        let rows: Vec<usize> = (0..ROWS).map(|_| numbers.below(ROWS)).collect();
        black_box(naive_indices(&rows, &outputs));
    }
    naive_indices(&(0..ROWS).collect::<Vec<usize>>(), &outputs)
}

fn ishigami_indices(criterion: &mut Criterion) {
    let inputs = angles();
    let found = indices(&inputs, 1);
    let all =
        found.inputs.iter().map(|input| input.first).chain(found.inputs.iter().map(|input| input.total));
    let pair = found.pair("x1", "x3").expect("a pair").index;
    for (index, known) in all.chain([pair]).zip(KNOWN) {
        assert!(index.holds(known) && (index.value - known).abs() < 0.005, "{index:?} {known}");
    }
    let plain = naive();
    for (index, known) in plain.iter().zip(&KNOWN[..6]) {
        assert!((index - known).abs() < 0.05, "{index} {known}");
    }
    let mut group = criterion.benchmark_group("sensitivity");
    group.sample_size(20);
    group.bench_function("ishigami, one thread", |bencher| bencher.iter(|| indices(black_box(&inputs), 1)));
    group.bench_function("ishigami, two threads", |bencher| bencher.iter(|| indices(black_box(&inputs), 2)));
    group.bench_function("ishigami, naive", |bencher| bencher.iter(naive));
    group.finish();
}

criterion_group!(benches, ishigami_indices);
criterion_main!(benches);
