//! The difference between two scenarios split over eight changes: all coalitions, beside a fresh run of the study for
//! each coalition and beside one for each step of random orders.
#![expect(clippy::expect_used, reason = "a bench that cannot be set up has failed")]

use std::hint::black_box;

use corridor::assign::QueuedLogit;
use corridor::calendar::{Duration, Period};
use corridor::commitment::AgreementStatus;
use corridor::evaluate::{Indicator, evaluate};
use corridor::quantity::{Share, TransitTime};
use corridor::scenario::{Change, Relative, Scenario, ScenarioSet};
use corridor::sensitivity::{Explanation, shapley};
use corridor::study::Study;
use criterion::{Criterion, criterion_group, criterion_main};

fn changes() -> Vec<Change> {
    let from = || Period::year(2027).expect("a year")..;
    let russia = ["russia-transit", "russia-black-sea", "russia-azerbaijan"];
    vec![
        Change::cancel(["aktau-hub-1", "aktau-hub-2"]),
        Change::build(["further-ships", "aktau-kuryk-30"]),
        Change::settle("kz-oil-via-baku", AgreementStatus::InForce),
        Change::close(russia, from()),
        Change::derate("aktau-oil-berths", Share::percent(20.0), from()),
        Change::tariff(["aktau-alat", "kuryk-alat", "aktau-sangachal"], Relative::percent(18.0), from()),
        Change::delay(["new-ships", "alat-boxes-260"], Duration::years(2)),
        Change::time("china-europe-sea", TransitTime::days(12.0), from()),
    ]
}

fn explain(criterion: &mut Criterion) {
    let study = Study::embedded("middle-corridor").expect("the study comes with the crate");
    let mut scenario = Scenario::new("eight");
    scenario.changes = changes();
    let set = ScenarioSet::new([scenario.clone()]).expect("one scenario");
    let method = QueuedLogit::default();
    let year = Period::year(2030).expect("a year");
    let explanation =
        || Explanation::between(study.draft(), &set, "baseline", "eight").expect("good scenarios");
    let check = |parts: &[f64], difference: f64| {
        let sum: f64 = parts.iter().sum();
        assert!((sum - difference).abs() < 1e-9 * 8e6, "{sum} {difference}");
    };
    let volume = |places: &[usize]| {
        let overlay = scenario.apply_only(study.draft(), places).expect("good changes");
        let plan = overlay.draft().plan().expect("a good model");
        let outcome = evaluate(&plan, "some", &method);
        outcome.value(Indicator::CorridorVolume, "middle", year).expect("a corridor")
    };
    let difference = volume(&[0, 1, 2, 3, 4, 5, 6, 7]) - volume(&[]);
    let mut group = criterion.benchmark_group("explain eight changes of middle-corridor");
    group.sample_size(10);
    for (name, threads) in [("one thread", 1), ("two threads", 2)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let found = black_box(explanation()).threads(threads).run(&method).expect("a good study");
                let value = found.explained(Indicator::CorridorVolume, "middle", year).expect("a corridor");
                check(&value.parts.iter().map(|part| part.value).collect::<Vec<f64>>(), difference);
                found
            });
        });
    }
    group.bench_function("a fresh run for each coalition", |bencher| {
        bencher.iter(|| {
            let chosen = |members: &[bool]| (0..8).filter(|place| members[*place]).collect::<Vec<usize>>();
            let parts = shapley(8, |members| volume(&chosen(members))).expect("finite volumes");
            check(&parts, difference);
            parts
        });
    });
    group.bench_function("fresh runs along 32 orders", |bencher| {
        bencher.iter(|| {
            let mut parts = [0.0; 8];
            for order in 0..32_usize {
                let mut places = Vec::new();
                let mut before = volume(&places);
                // Every odd step and start goes round all eight.
                for step in 0..8 {
                    let place = (order / 4 + step * (2 * (order % 4) + 1)) % 8;
                    places.push(place);
                    let after = volume(&places);
                    parts[place] += (after - before) / 32.0;
                    before = after;
                }
            }
            check(&parts, difference);
            parts
        });
    });
    group.finish();
}

criterion_group!(benches, explain);
criterion_main!(benches);
