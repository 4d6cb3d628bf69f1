//! Scenarios as strategies against scenarios as states of the world.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::assign::AllOrNothing;
use corridor::compare::{DominanceKind, Judging, Met, RegretError, World};
use corridor::ensemble::Sampling;
use corridor::scenario::Outcome;
use corridor::study::Study;

/// 1 Mt of grain by one line; strategies open a second demand of 0.5 Mt or promote grain, states let grain fall or rise.
const LINE: &str = r#"
name = "Line"
measure = "mass"
horizon = { first = "2025", last = "2026" }
dispersion = 0.1
[node.east]
[node.west]
[leg.rail]
from = "east"
to = "west"
mode = "rail"
tariff = "10 USD/t"
capacity = "9 Mt/yr"
[demand.grain]
from = "east"
to = "west"
volume = { 2025 = { low = "0.5 Mt", high = "1.5 Mt" } }
reservation = "1000 USD/t"
[corridor.line]
cordon = ["rail"]
[project.siding]
leg = "rail"
adds = "1 Mt/yr"
opens = "2026"
status = "planned"

[scenario.wood]
changes = [{ add = { demand = { wood = { from = "east", to = "west", volume = "0.5 Mt/yr", reservation = "1000 USD/t" } } } }]
[scenario.sidings]
extends = "wood"
changes = [{ build = "siding" }]
[scenario.slump]
changes = [{ scale = "grain", by = "-50 %" }]
[scenario.boom]
changes = [{ scale = "grain", by = "100 %" }]
[scenario.late]
extends = "sidings"
changes = [{ delay = "siding", by = "1 yr" }]
[scenario.never]
changes = [{ cancel = "siding" }]
[scenario.mixed]
changes = [{ build = "siding" }, { scale = "grain", by = "5 %" }]
"#;

fn study() -> Study {
    Study::parse(LINE, "line.toml").unwrap()
}

fn met(study: &Study, change: impl FnOnce(World<'_>) -> World<'_>) -> Result<Met, RegretError> {
    let world = change(World::new(study.draft(), study.scenarios()));
    world.meet(&"corridor-volume:line@2025".parse().unwrap(), &AllOrNothing)
}

#[test]
fn strategies_meet_states() {
    let study = study();
    let met =
        met(&study, |world| world.strategies(["baseline", "wood"]).states(["baseline", "slump", "boom"]))
            .unwrap();
    let near = |given: &[f64], expected: &[f64]| {
        given.iter().zip(expected).all(|(given, expected)| (given - expected).abs() < 1e-6 * expected)
    };
    assert!(near(met.payoffs.values(0), &[1e6, 0.5e6, 2e6]), "{met:?}");
    assert!(near(met.payoffs.values(1), &[1.5e6, 1e6, 2.5e6]), "{met:?}");
    let judged = met.payoffs.judge(Judging { optimism: 0.0, threshold: Some(0.9e6) }).unwrap();
    assert_eq!(judged.best_by_regret(), ["wood"]);
    assert_eq!(judged.dominances[0].kind, DominanceKind::Strict);
    assert!((judged.standings[0].satisfied.unwrap() - 2.0 / 3.0).abs() < 1e-12);
    assert!(met.conflicts.is_empty());
}

/// By default, strategies are the scenarios of levers, states those of uncertainties; a mixed one is neither.
#[test]
fn control_tells_strategies_from_states() {
    let study = study();
    let met = met(&study, |world| world).unwrap();
    assert_eq!(met.payoffs.strategies(), ["baseline", "wood", "sidings", "never"]);
    assert_eq!(met.payoffs.states(), ["baseline", "slump", "boom"]);
}

/// What both take over from one scenario is made once; what the state contradicts is told, and the state stands.
#[test]
fn a_parent_is_made_once_and_conflicts_are_told() {
    let study = study();
    let made = met(&study, |world| world.strategies(["sidings"]).states(["late", "never"])).unwrap();
    let [conflict] = &made.conflicts[..] else { panic!("{:?}", made.conflicts) };
    assert_eq!((conflict.strategy.as_str(), conflict.state.as_str()), ("sidings", "never"));
    assert_eq!(conflict.subjects, ["project.siding"]);
    assert_eq!(conflict.outcome, Outcome::LaterStands);
    assert_eq!((conflict.earlier.as_str(), conflict.later.as_str()), ("build siding", "cancel siding"));
}

/// Draws are states, the same for every strategy.
#[test]
fn draws_are_states() {
    let study = study();
    let sampling = Sampling::new(50, 7).unwrap();
    let met =
        met(&study, |world| world.strategies(["baseline", "wood"]).states(["slump", "boom"]).draws(sampling))
            .unwrap();
    assert_eq!(met.payoffs.states().len(), 100);
    for (without, with) in met.payoffs.values(0).iter().zip(met.payoffs.values(1)) {
        assert!((with - without - 0.5e6).abs() < 1.0, "{without} {with}");
    }
    let judged = met.payoffs.judge(Judging::default()).unwrap();
    assert_eq!(judged.standings[1].most_regret, 0.0);
}

#[test]
fn what_cannot_meet_is_told() {
    let study = study();
    let told = |strategies: &[&str], states: &[&str], wanted: &str| {
        let world = World::new(study.draft(), study.scenarios()).strategies(strategies).states(states);
        world.meet(&wanted.parse().unwrap(), &AllOrNothing).unwrap_err().to_string()
    };
    let volume = "corridor-volume:line@2025";
    for (error, message) in [
        (told(&["wod"], &["slump"], volume), "did you mean `wood`?"),
        (told(&[], &["slump"], volume), "no strategies are given"),
        (told(&["wood", "wood"], &["slump"], volume), "two strategies `wood`"),
        (told(&["baseline"], &["slump"], "shipped:wood@2025"), "no shipped of `wood`"),
        (told(&["baseline"], &["slump"], "corridor-volume:line@2031"), "no period 2031"),
    ] {
        assert!(error.contains(message), "{error}");
    }
}
