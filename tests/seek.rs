//! Switching values of studies: against closed forms, and what is told where there are none.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::assign::{AllOrNothing, QueuedLogit};
use corridor::ensemble::Sampling;
use corridor::sensitivity::{Crossing, Goal, Search, SeekError, Switched, Switching, sure_by};
use corridor::study::Study;

/// Two ways without limits, shared by a logit of θ = 0.1 per USD/t; 1 Mt a year, rising by an uncertain amount.
const TWO_WAYS: &str = r#"
name = "Two ways"
measure = "mass"
horizon = { first = "2025", last = "2029" }
dispersion = 0.1
[node.east]
[node.west]
[leg.rail]
from = "east"
to = "west"
mode = "rail"
tariff = "20 USD/t"
[leg.road]
from = "east"
to = "west"
mode = "road"
tariff = { low = "20 USD/t", high = "40 USD/t" }
capacity = "5 Mt/yr"
[demand.grain]
from = "east"
to = "west"
volume = { 2025 = "1 Mt" }
growth = { linear = "0.1 Mt/yr" }
reservation = "1000 USD/t"
[corridor.by-rail]
cordon = ["rail"]
"#;

fn study() -> Study {
    Study::parse(TWO_WAYS, "two-ways.toml").unwrap()
}

fn sought(input: &str, goal: &str, from: f64, to: f64) -> Result<Switched, SeekError> {
    let study = study();
    let plan = study.draft().plan().unwrap();
    let asked = Switching::new(study.draft(), &plan, input, &goal.parse::<Goal>()?)?;
    asked.run(Search::between(from, to)?, &QueuedLogit::default())
}

/// Logit: rail has 1 / (1 + exp(θ (r − 30))) of 1 Mt at a rail tariff of r beside 30 by road, so 0.25 Mt are reached at
/// r = 30 + ln 3 / θ.
#[test]
fn a_logit_tips_where_its_formula_says() {
    let found = sought("leg.rail.tariff", "corridor-volume:by-rail@2025=0.25 Mt", 0.0, 100.0).unwrap();
    let [Crossing::Reached { input, value }] = found.sought.crossings[..] else { panic!("{found:?}") };
    assert!((input - (30.0 + 3_f64.ln() / 0.1)).abs() < 1e-4, "{input}");
    assert!((value - 0.25e6).abs() < 1.0);
    assert_eq!(found.now.input, 20.0);
}

#[test]
fn none_and_jumps_are_told() {
    let found = sought("leg.rail.tariff", "corridor-volume:by-rail@2025=2 Mt", 0.0, 100.0).unwrap();
    assert!(found.sought.crossings.is_empty());
    assert!(found.sought.largest.unwrap().value < 1e6);
    let study = study();
    let plan = study.draft().plan().unwrap();
    let goal = "corridor-volume:by-rail@2025=0.5 Mt".parse().unwrap();
    let asked = Switching::new(study.draft(), &plan, "leg.rail.tariff", &goal).unwrap();
    let found = asked.run(Search::between(0.0, 50.0).unwrap(), &AllOrNothing).unwrap();
    let [Crossing::Jump { below, above, from, to }] = found.sought.crossings[..] else { panic!("{found:?}") };
    assert!((below - 30.0).abs() < 1e-6 && (above - 30.0).abs() < 1e-6);
    assert_eq!((from, to), (1e6, 0.0));
}

/// Rail has 0.5 Mt or more where the road is as dear or dearer. The road is uniform within 20 and 40 USD/t, so a rail tariff
/// of 24 is reached or passed with probability 0.8.
#[test]
fn a_goal_is_as_sure_as_the_draws_say() {
    let study = study();
    let plan = study.draft().plan().unwrap();
    let goal: Goal = "corridor-volume:by-rail@2025=0.5 Mt".parse().unwrap();
    let asked = Switching::new(study.draft(), &plan, "leg.rail.tariff", &goal).unwrap();
    let search = Switching::sure_search(15.0, 45.0).unwrap();
    let sampling = Sampling::new(2000, 5).unwrap();
    let found = asked.run_sure(search, 0.8, sampling, &QueuedLogit::default()).unwrap();
    let [crossing] = found.sought.crossings[..] else { panic!("{found:?}") };
    // Three standard errors of the share, √(0.8 × 0.2 / 2000), over the density of 1/20 per USD/t.
    assert!((crossing.input() - 24.0).abs() < 3.0 * 0.009 * 20.0, "{crossing:?}");
}

/// With 50 % of 1, 1.1, 1.2 … Mt by rail on the median, 0.6 Mt are sure by half in 2027.
#[test]
fn the_first_period_in_which_it_is_sure() {
    let study = study();
    let plan = study.draft().plan().unwrap();
    let by = |goal: &str, share: f64| {
        let goal: Goal = goal.parse().unwrap();
        sure_by(&plan, &goal, share, Sampling::new(400, 1).unwrap(), &QueuedLogit::default()).unwrap()
    };
    // At a rail tariff of 20 rail has at least half, whatever the road's: 0.5, 0.55, 0.6 … Mt for sure.
    let found = by("corridor-volume:by-rail=0.6 Mt", 1.0);
    assert_eq!(found.first.map(|period| period.to_string()).as_deref(), Some("2027"));
    assert!(found.stays);
    assert_eq!(by("corridor-volume:by-rail=5 Mt", 0.5).first, None);
    let below = by("corridor-volume:by-rail<=0.9 Mt", 0.9);
    assert_eq!(below.first.map(|period| period.to_string()).as_deref(), Some("2025"));
    assert!(!below.stays, "{below:?}");
    assert_eq!(by("corridor-volume:by-rail@2026=0.5 Mt", 0.9).by_period.len(), 1);
}

#[test]
fn what_cannot_be_sought_is_told() {
    for (input, goal, message) in [
        ("leg.rial.tariff", "corridor-volume:by-rail@2025=1 Mt", "did you mean `leg.rail.tariff`?"),
        ("leg.rail", "corridor-volume:by-rail@2025=1 Mt", "it holds leg.rail.tariff"),
        ("demand.grain.from", "corridor-volume:by-rail@2025=1 Mt", "there is no number `demand.grain.from`"),
        ("leg.rail.tariff", "corridor-volume:by-rial@2025=1 Mt", "did you mean `by-rail`?"),
        ("leg.rail.tariff", "corridor-volume:by-rail@2035=1 Mt", "no period 2035"),
        ("leg.rail.tariff", "corridor-volume:by-rail=1 Mt", "says no period"),
        ("leg.rail.tariff", "corridor-volume:by-rail@2025=1 kTEU", "the value of the goal"),
    ] {
        let told = sought(input, goal, 0.0, 10.0).unwrap_err().to_string();
        assert!(told.contains(message), "{input} {goal}: {told}");
    }
    let told = sought("leg.rail.tariff", "corridor-volume:by-rail@2025=1 Mt", -5.0, 10.0).unwrap_err();
    assert!(told.to_string().contains("cannot be -5"), "{told}");
    let study = study();
    let plan = study.draft().plan().unwrap();
    let goal: Goal = "corridor-volume:by-rail=1 Mt".parse().unwrap();
    for share in [0.0, -0.1, 1.1, f64::NAN] {
        let error = sure_by(&plan, &goal, share, Sampling::new(8, 1).unwrap(), &AllOrNothing).unwrap_err();
        assert!(matches!(error, SeekError::BadShare { .. }), "{error}");
    }
}

/// Every number of the studies can be turned over all that it may be without a panic.
#[test]
fn no_number_breaks_a_run() {
    let study = Study::embedded("kazakh-oil").unwrap();
    let plan = study.draft().plan().unwrap();
    let goal: Goal = "corridor-volume:caspian@2030=2 Mt".parse().unwrap();
    for input in plan.inputs() {
        let asked = Switching::new(study.draft(), &plan, &input.path, &goal).unwrap();
        let Some([from, to]) = asked.usual_range() else { continue };
        let search = Search::between(from, to).unwrap().places(3).unwrap();
        asked.run(search, &AllOrNothing).unwrap();
    }
}
