//! From text to result: how long each stage takes on the studies that come with the crate, and on a large one.
#![expect(clippy::expect_used, reason = "a bench that cannot be set up has failed")]

use std::fmt::Write as _;
use std::hint::black_box;

use corridor::assign::{Assignment, Method, QueuedLogit, Workspace};
use corridor::compare::{Comparison, Selection};
use corridor::evaluate::{Indicator, Outcome, Problem, evaluate};
use corridor::study::Study;
use criterion::{Criterion, criterion_group, criterion_main};

fn text() -> &'static str {
    Study::embedded_text("middle-corridor").expect("the study comes with the crate")
}

/// Reading, checking and lowering `middle-corridor`.
fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("middle-corridor");
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            let study = Study::parse(black_box(text()), "middle-corridor").expect("a good study");
            assert_eq!(study.draft().name, "Middle Corridor");
            study
        });
    });
    let study = Study::parse(text(), "middle-corridor").expect("a good study");
    group.bench_function("check and lower", |bencher| {
        bencher.iter(|| {
            let plan = black_box(study.draft()).plan().expect("a good model");
            assert!(plan.inputs().len() > 300);
            plan
        });
    });
    group.bench_function("check", |bencher| {
        bencher.iter(|| {
            let warnings = black_box(study.draft()).check().expect("a good model");
            assert!(warnings.len() < 10);
            warnings
        });
    });
    let plan = study.draft().plan().expect("a good model");
    let first = plan.horizon().first().plus(1);
    group.bench_function("evaluate one scenario", |bencher| {
        bencher.iter(|| {
            let outcome = evaluate(black_box(&plan), "baseline", &QueuedLogit::default());
            // 2022 is calibrated to within 10 % of the 1.485 Mt that were observed.
            let volume = outcome.value(Indicator::CorridorVolume, "middle", first).expect("a corridor");
            assert!((volume / 1.485e6 - 1.0).abs() < 0.1);
            outcome
        });
    });
    group.finish();
}

/// All scenarios of `middle-corridor`: applied, checked, lowered, evaluated, and set beside the baseline.
fn compare(criterion: &mut Criterion) {
    let study = Study::embedded("middle-corridor").expect("the study comes with the crate");
    let scenarios: Vec<&str> = study.scenarios().names().collect();
    criterion.bench_function("compare all scenarios of middle-corridor", |bencher| {
        bencher.iter(|| {
            let outcomes = scenarios.iter().map(|scenario| study.run(scenario, &QueuedLogit::default()));
            let outcomes: Vec<Outcome> = outcomes.collect::<Result<_, _>>().expect("good scenarios");
            let comparison = Comparison::new(&outcomes[0], &outcomes[1..]).expect("scenarios of one study");
            let rows = comparison.rows(comparison.lines(&Selection::default())).count();
            assert!(rows > 50_000, "{rows}");
            rows
        });
    });
}

/// All periods of `middle-corridor`, each from the prices of the one before, against each from none.
fn assignments(criterion: &mut Criterion) {
    let study = Study::embedded("middle-corridor").expect("the study comes with the crate");
    let plan = study.draft().plan().expect("a good model");
    let problem = Problem::new(&plan, plan.central());
    let mut workspace = Workspace::new(problem.structure());
    let method = QueuedLogit::default();
    let solved = |assignment: &Assignment<'_>| assignment.status().is_solved();
    let mut group = criterion.benchmark_group("assign all periods of middle-corridor");
    group.throughput(criterion::Throughput::Elements(problem.periods() as u64));
    group.bench_function("warm", |bencher| {
        bencher.iter(|| {
            for period in 0..problem.periods() {
                assert!(solved(&method.assign(&problem.conditions(period), &mut workspace)));
            }
        });
    });
    group.bench_function("cold", |bencher| {
        bencher.iter(|| {
            for period in 0..problem.periods() {
                workspace.forget();
                assert!(solved(&method.assign(&problem.conditions(period), &mut workspace)));
            }
        });
    });
    group.finish();
}

/// A ring of 100 ports with 200 legs and 100 demands, by months over so many years.
fn large(years: u32) -> String {
    let last = 2024 + years;
    let mut text = format!(
        "name = \"ring\"\nmeasure = \"mass\"\nhorizon = {{ first = \"2025-01\", last = \"{last}-12\" }}\ndispersion = 0.1\nroutes = 4\n"
    );
    for port in 0..100 {
        let (next, far) = ((port + 1) % 100, (port + 7) % 100);
        let _ = write!(
            text,
            "[node.p{port}]\nkind = \"port\"\n\
             [leg.a{port}]\nfrom = \"p{port}\"\nto = \"p{next}\"\nmode = \"rail\"\ntariff = \"5 USD/t\"\ncapacity = \"9 Mt/yr\"\n\
             [leg.b{port}]\nfrom = \"p{port}\"\nto = \"p{far}\"\nmode = \"sea\"\ntariff = \"9 USD/t\"\ncapacity = \"{} Mt/yr\"\n",
            3 + port % 5,
        );
        let _ = write!(
            text,
            "[demand.d{port}]\nfrom = \"p{port}\"\nto = \"p{}\"\nvolume = \"{} Mt/yr\"\ngrowth = {{ compound = \"2 %/yr\" }}\n",
            (port + 9) % 100,
            1 + port % 2,
        );
    }
    text
}

/// A study of 200 legs and 100 demands, checked and run, by how many years of months it has.
fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("200 legs and 100 demands by months");
    group.sample_size(10);
    for years in [5, 10, 30] {
        let text = large(years);
        group.bench_function(format!("{years} years"), |bencher| {
            bencher.iter(|| {
                let study = Study::parse(&text, "ring").expect("a good study");
                let plan = study.draft().plan().expect("a good model");
                let outcome = evaluate(&plan, "baseline", &QueuedLogit::default());
                assert!(outcome.is_solved());
                outcome
            });
        });
    }
    group.finish();
}

criterion_group!(benches, load, compare, assignments, growth);
criterion_main!(benches);
