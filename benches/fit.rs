//! Fitting: one history by every method with intervals, the automatic choice over many histories on all cores, ten years of months with
//! their season, and one curve beside the general search.
//!
//! Answers are asserted before anything is timed. Where `CORRIDOR_CASES` names the folder of outside cases, the many
//! histories are those of the M3 competition; else they are drawn here by a fixed rule.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up should stop")]

use std::hint::black_box;
use std::thread;

use corridor::projection::fit::{
    Auto, FitBy, Forecast, GrowthCurve, History, LeastSquares, Method, Point, Smoothing,
};
use criterion::{Criterion, criterion_group, criterion_main};

/// How many histories the competition has.
const MANY: usize = 323;
/// How far ahead all look.
const HORIZON: usize = 6;

/// Twelve years of a history like those of trade: growth, a shock, growth.
fn one() -> History {
    let values = [21.0, 22.4, 24.1, 25.2, 27.9, 29.0, 24.3, 26.8, 30.1, 33.0, 34.2, 36.5];
    History::new(&values).expect("a history")
}

/// The training parts of the competition, or waves on slopes of as many lengths.
fn many() -> Vec<History> {
    let folder = std::env::var("CORRIDOR_CASES").ok();
    let text =
        folder.and_then(|folder| std::fs::read_to_string(format!("{folder}/m3_yearly/m3_yearly.csv")).ok());
    match text {
        Some(text) => text.lines().skip(1).map(training).collect(),
        None => (0..MANY).map(wave).collect(),
    }
}

fn training(line: &str) -> History {
    let fields: Vec<&str> = line.split(',').collect();
    let known: usize = fields[3].parse().expect("a count");
    let values = fields[5].split(' ').take(known).map(|value| value.parse().expect("a number"));
    History::new(&values.collect::<Vec<f64>>()).expect("a history")
}

fn wave(number: usize) -> History {
    let value = |year: usize| {
        let (year, number) = (year as f64, number as f64);
        1000.0 + 30.0 * year + 80.0 * (year * (1.0 + number / 100.0)).sin()
    };
    History::new(&(0..14 + number % 28).map(value).collect::<Vec<f64>>()).expect("a history")
}

/// Every method by its name, with the ends of the central 95 % of all periods.
fn every_method(history: &History) -> Vec<(f64, f64)> {
    let ends = |method: FitBy| {
        let forecast = match method {
            FitBy::Auto => Auto.forecast(history),
            method => Forecast::new(method.method(), history, HORIZON),
        };
        let forecast = forecast.expect("a method that takes twelve values");
        (1..=HORIZON).map(move |ahead| {
            let interval = forecast.interval(ahead, 0.95);
            (interval.low, interval.high)
        })
    };
    FitBy::ALL.iter().flat_map(|method| ends(*method)).collect()
}

/// The automatic choice of each, on two threads: the sum of the widths of the last intervals.
fn all_of(histories: &[History]) -> f64 {
    let width = |history: &History| {
        let interval = Auto.forecast(history).expect("a forecast").interval(HORIZON, 0.95);
        interval.high - interval.low
    };
    let halves = histories.split_at(histories.len() / 2);
    thread::scope(|scope| {
        let second = scope.spawn(|| halves.1.iter().map(width).sum::<f64>());
        halves.0.iter().map(width).sum::<f64>() + second.join().expect("a thread that ends")
    })
}

fn points(history: &History) -> Vec<Point> {
    (1..).zip(history.values()).map(|(year, value)| Point::new(f64::from(year), *value)).collect()
}

/// The sum of squares of a logistic curve by the general search in its three numbers, from one good start.
fn by_general_search(points: &[Point]) -> f64 {
    let logistic = |b: &[f64], x: f64| b[0] / (1.0 + (-b[1] * (x - b[2])).exp());
    LeastSquares::fit(logistic, points, &[50.0, 0.1, 6.0]).expect("a fit").sum_of_squares()
}

fn by_own_search(points: &[Point]) -> f64 {
    GrowthCurve::Logistic.fit(points).expect("a fit").solution().sum_of_squares()
}

fn curves(criterion: &mut Criterion) {
    let points = points(&one());
    let [general, own] = [by_general_search(&points), by_own_search(&points)];
    assert!((own / general - 1.0).abs() < 1e-6, "{own} {general}");
    criterion.bench_function("fit/logistic curve, one history", |bench| {
        bench.iter(|| by_own_search(black_box(&points)));
    });
    criterion.bench_function("fit/logistic curve by the general search, one start", |bench| {
        bench.iter(|| by_general_search(black_box(&points)));
    });
}

fn fit(criterion: &mut Criterion) {
    let (history, histories) = (one(), many());
    let ends = every_method(&history);
    assert_eq!(ends.len(), FitBy::ALL.len() * HORIZON);
    assert!(ends.iter().all(|(low, high)| low < high && *low >= 0.0), "{ends:?}");
    assert_eq!(histories.len(), MANY);
    assert!(all_of(&histories) > 0.0);
    criterion.bench_function("fit/every method, one history", |bench| {
        bench.iter(|| every_method(black_box(&history)));
    });
    let mut group = criterion.benchmark_group("fit");
    group.sample_size(10);
    group.bench_function("auto, 323 histories, two threads", |bench| {
        bench.iter(|| all_of(black_box(&histories)));
    });
    group.finish();
}

/// Ten years of months that grow, with a season that multiplies and a little that no model knows.
fn months() -> History {
    let month = |k: usize| {
        let odd = 1.0 + 0.03 * ((k * k % 11) as f64 / 5.0 - 1.0);
        (100.0 + 0.8 * k as f64) * (1.0 + 0.3 * (k as f64 * std::f64::consts::TAU / 12.0).sin()) * odd
    };
    History::seasonal(&(0..120).map(month).collect::<Vec<f64>>(), 12).expect("a history")
}

fn seasons(criterion: &mut Criterion) {
    let history = months();
    let chosen = Smoothing::automatic().fit(&history).expect("a model");
    // The best and the worst month to come are those of the past, and what no model knows is all that is left.
    assert!((chosen.level(4) / (199.2 * 1.3) - 1.0).abs() < 0.05, "{}", chosen.level(4));
    assert!((chosen.level(10) / (204.0 * 0.7) - 1.0).abs() < 0.05, "{}", chosen.level(10));
    assert!(chosen.parameter("gamma").is_some());
    criterion.bench_function("fit/smoothing of fifteen models, ten years of months", |bench| {
        bench.iter(|| Smoothing::automatic().fit(black_box(&history)));
    });
    let mut group = criterion.benchmark_group("fit");
    group.sample_size(10);
    group.bench_function("auto, ten years of months", |bench| {
        bench.iter(|| Auto.forecast(black_box(&history)));
    });
    group.finish();
}

criterion_group!(benches, fit, curves, seasons);
criterion_main!(benches);
