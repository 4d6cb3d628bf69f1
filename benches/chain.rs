//! A chain of ten legs over 30 years, 100,000 draws: as a study, draw by draw, and as an analyst writes it in NumPy.
//!
//! ```text
//! PYTHON=python3 cargo bench --bench chain --features parallel
//! ```
//!
//! runs the three one after the other and prints how they compare. `benches/peers/chain.py` is the program in NumPy; where
//! there is no Python with NumPy, it is left out. Each must give the same figures, as far as draws of their own allow.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up should stop")]

use std::process::Command;
use std::time::Instant;

use corridor::assign::{Assignment, Conditions, Method, QueuedLogit, Workspace};
use corridor::calendar::Period;
use corridor::ensemble::{Distributions, Ensemble, Sampling};
use corridor::evaluate::{Entry, Indicator};
use corridor::model::Plan;
use corridor::study::Study;

const DRAWS: u64 = 100_000;
const RUNS: usize = 5;

/// The default method without saying that it is one, so that each draw is run by itself.
struct DrawByDraw(QueuedLogit);

impl Method for DrawByDraw {
    fn name(&self) -> &'static str {
        "draw-by-draw"
    }

    fn assign<'w>(&self, conditions: &Conditions<'_>, workspace: &'w mut Workspace) -> Assignment<'w> {
        self.0.assign(conditions, workspace)
    }
}

/// The outputs of the NumPy program: three quantiles of what is shipped, how often that reaches 2.5 Mt, and how often
/// each leg binds, by year.
fn run(plan: &Plan, method: &dyn Method, threads: usize) -> Distributions {
    let is_volume = |entry: &Entry| entry.indicator == Indicator::CorridorVolume;
    let found = Ensemble::new(Sampling::new(DRAWS, 1).expect("some draws"))
        .scenario("baseline", plan)
        .reading(move |entry| is_volume(entry) || entry.indicator == Indicator::Utilisation)
        .quantiles(&[0.05, 0.5, 0.95])
        .at_least(Indicator::CorridorVolume, "chain", 2.5e6)
        .keeping(move |entry, statistic| {
            let of_volume = statistic.starts_with('p') || statistic.starts_with("at-least");
            if is_volume(entry) { of_volume } else { statistic == "probability" }
        })
        .threads(threads)
        .run(method)
        .expect("an ensemble that runs");
    assert!(found.unsolved().iter().all(|(_, count)| *count == 0), "every period of every draw is solved");
    found
}

/// What `benches/peers/chain.py` prints, each with what a sample of so many draws may be off.
fn assert_chain(found: &Distributions) {
    let value = |indicator, subject: &str, year, statistic: &str| {
        let period = Period::year(year).expect("a year");
        found.value("baseline", indicator, subject, period, statistic).expect("a statistic")
    };
    let shipped = [("p05", 3.618e6, 0.03e6), ("p50", 7.500e6, 0.05e6), ("p95", 10.99e6, 0.06e6)];
    for (statistic, expected, off) in shipped {
        let given = value(Indicator::CorridorVolume, "chain", 2054, statistic);
        assert!((given - expected).abs() < off, "{statistic}: {given}, not {expected}");
    }
    let reached = value(Indicator::CorridorVolume, "chain", 2033, "at-least-2500000");
    assert!((reached - 0.715).abs() < 0.01, "{reached}");
    for (leg, share) in [("leg-0", 0.170), ("leg-3", 0.086), ("leg-9", 0.030)] {
        let given = value(Indicator::Utilisation, leg, 2054, "probability");
        assert!((given - share).abs() < 0.01, "{leg}: {given}, not {share}");
    }
}

/// The shortest of some runs in seconds.
fn seconds(plan: &Plan, method: &dyn Method, threads: usize, runs: usize) -> f64 {
    let timed = |_| {
        let began = Instant::now();
        assert_chain(&run(plan, method, threads));
        began.elapsed().as_secs_f64()
    };
    (0..runs).map(timed).fold(f64::INFINITY, f64::min)
}

/// The peak of this process's memory in MB, where the system tells it.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
}

/// Seconds and MB of the NumPy program, if there is a Python that runs it.
fn peer() -> Option<(f64, f64)> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/chain.py");
    let output = Command::new(python).args([program, &DRAWS.to_string()]).output().ok()?;
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    Some((found["seconds"].as_f64()?, found["peak_mb"].as_f64()?))
}

fn main() {
    let study =
        Study::parse(include_str!("studies/chain.toml"), "chain.toml").expect("a study without faults");
    let plan = study.draft().plan().expect("a chain that runs");
    let method = QueuedLogit::default();
    let (two, one) = (seconds(&plan, &method, 2, RUNS), seconds(&plan, &method, 1, RUNS));
    let peak = peak();
    println!("as a study, on 2 threads: {two:.3} s, on 1: {one:.3} s, {:.1} MB", peak.unwrap_or(f64::NAN));
    let by_draw = seconds(&plan, &DrawByDraw(method), 2, 1);
    println!("draw by draw, on 2 threads: {by_draw:.3} s, {:.1} times as long", by_draw / two);
    match peer() {
        Some((seconds, megabytes)) => println!(
            "in NumPy: {seconds:.3} s, {:.1} times as long; {megabytes:.1} MB, {:.1} times as much",
            seconds / two,
            megabytes / peak.unwrap_or(f64::NAN)
        ),
        None => println!("in NumPy: not run, for there is no Python with NumPy under PYTHON or `python3`"),
    }
}
