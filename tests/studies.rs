//! The studies that come with the crate: sourced, solved, and as near to what was observed as they say.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::assign::QueuedLogit;
use corridor::calendar::Period;
use corridor::evaluate::{Indicator, Outcome};
use corridor::evidence::Evidence;
use corridor::model::inputs;
use corridor::study::Study;

fn study(name: &str) -> Study {
    Study::embedded(name).unwrap_or_else(|faults| panic!("{faults}"))
}

fn run(study: &Study, scenario: &str) -> Outcome {
    study.run(scenario, &QueuedLogit::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn value(outcome: &Outcome, indicator: Indicator, subject: &str, year: i32) -> f64 {
    let value = outcome.value(indicator, subject, Period::year(year).unwrap());
    value.unwrap_or_else(|| panic!("no {indicator} of {subject} in {year}"))
}

#[test]
fn every_scenario_of_every_study_is_solved() {
    for name in Study::names() {
        let study = study(name);
        assert!(study.scenarios().iter().len() >= 4, "{name}");
        for scenario in study.scenarios().names() {
            let outcome = run(&study, scenario);
            let stopped = outcome.statuses().iter().find(|status| !status.is_solved());
            assert!(stopped.is_none(), "{name}, {scenario}: {}", stopped.unwrap());
        }
    }
}

/// Every number has a source, or says what else it rests on; what is assumed says why.
#[test]
fn every_number_is_accounted_for() {
    let mut bare = Vec::new();
    for name in Study::names() {
        let study = study(name);
        for line in inputs(study.draft()).iter().filter(|line| line.number.is_some()) {
            let provenance = line.provenance.unwrap();
            let assumed = provenance.evidence == Evidence::Assumed;
            if !provenance.is_stated() || (assumed && provenance.note.is_empty()) {
                bare.push(format!("{name}: {}", line.path));
            }
        }
        for (id, source) in study.draft().sources.iter() {
            let named = [&source.title, &source.publisher, &source.published];
            let hidden = source.address.is_empty() || source.quote.is_empty();
            let named = named.iter().all(|part| !part.is_empty());
            if !named || (hidden && source.note.is_empty()) {
                bare.push(format!("{name}: source {id}"));
            }
        }
    }
    assert!(bare.is_empty(), "without source or reason:\n{}", bare.join("\n"));
}

#[test]
fn the_middle_corridor_has_the_scenarios_that_are_asked_for() {
    let study = study("middle-corridor");
    for wanted in [
        "baseline",
        "no-investment",
        "all-projects",
        "oil-ramp",
        "northern-closure",
        "low-caspian",
        "slipped-by-two-years",
    ] {
        assert!(study.scenarios().get(wanted).is_some(), "{wanted}");
    }
}

/// The years of the calibration are met within 10 % on the ministry's scope (T1: 1.485 and 2.764 Mt).
#[test]
fn the_middle_corridor_meets_the_years_it_was_calibrated_on() {
    let outcome = run(&study("middle-corridor"), "baseline");
    for year in [2022, 2023] {
        let (model, observed) = (
            value(&outcome, Indicator::CorridorVolume, "middle", year),
            value(&outcome, Indicator::Observed, "titr", year),
        );
        assert!((model / observed - 1.0).abs() < 0.1, "{year}: {model} against {observed}");
    }
    assert_eq!(value(&outcome, Indicator::Observed, "titr", 2022), 1.485e6);
}

/// Scenarios move results the way their names say.
#[test]
fn scenarios_move_what_they_name() {
    let study = study("middle-corridor");
    let volume =
        |scenario: &str, year| value(&run(&study, scenario), Indicator::CorridorVolume, "middle", year);
    let baseline = volume("baseline", 2035);
    assert!(volume("no-investment", 2035) < baseline);
    assert!(volume("all-projects", 2035) > baseline);
    assert!(volume("northern-closure", 2035) >= baseline);
    assert!(volume("low-caspian", 2035) < baseline);
    assert!(volume("slipped-by-two-years", 2029) <= volume("baseline", 2029));
    assert!(volume("oil-ramp", 2035) > baseline);
}

/// The commitment of 1.5 Mt counts from 2023, what is negotiated does not until a scenario settles it.
#[test]
fn negotiated_oil_counts_only_where_it_is_settled() {
    let study = study("kazakh-oil");
    let committed =
        |scenario: &str| value(&run(&study, scenario), Indicator::Committed, "kz-oil-via-baku", 2035);
    assert!(committed("baseline") < 3e6);
    assert!((6e6..=6.5e6).contains(&committed("negotiated")));
}

/// A study's own note is about the study, and no reason for its numbers; a table's note is one for those in it.
#[test]
fn a_note_at_the_top_is_no_source() {
    let text = r#"
name = "crossing"
note = "about the study"
measure = "mass"
horizon = { first = "2025", last = "2030" }
dispersion = { value = 0.1, note = "as elsewhere" }
node.a = {}
node.b = {}

[leg.ferry]
from = "a"
to = "b"
mode = "sea"
tariff = "12 USD/t"
note = "by the carrier's list"

[demand.goods]
from = "a"
to = "b"
volume = "1 Mt/yr"
"#;
    let study = Study::parse(text, "crossing.toml").unwrap();
    let bare: Vec<String> = inputs(study.draft())
        .into_iter()
        .filter(|line| line.provenance.is_some_and(|provenance| !provenance.is_stated()))
        .map(|line| line.path)
        .collect();
    assert_eq!(bare, ["demand.goods.volume"]);
}
