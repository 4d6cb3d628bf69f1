//! Events of which it is not known when they happen: how often, for how long, and what they take.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::assign::QueuedLogit;
use corridor::calendar::{Period, Span};
use corridor::ensemble::{Distributions, Ensemble, Sampler, Sampling};
use corridor::evaluate::{Indicator, Outcome, Row};
use corridor::model::Plan;
use corridor::study::Study;

const DRAWS: u64 = 2000;

/// What the ferry carries in a day: 6 Mt/yr.
const DAILY: f64 = 6e6 / 365.0;

/// Throughput of a full ferry, in parts of a day's.
const FULL: f64 = 1e-3;

/// A ferry that is always full, and another way without a capacity that nobody needs; with events and scenarios.
fn ferry(horizon: (&str, &str), more: &str) -> Study {
    let (first, last) = horizon;
    let text = format!(
        r#"
name = "Ferry"
measure = "mass"
dispersion = 0.15
horizon = {{ first = "{first}", last = "{last}" }}
node = {{ kuryk = {{}}, aktau = {{}}, baku = {{}} }}

[leg.ferry]
from = "aktau"
to = "baku"
mode = "sea"
tariff = "12 USD/t"
capacity = "6 Mt/yr"

[leg.rail]
from = "kuryk"
to = "aktau"
mode = "rail"
tariff = "1 USD/t"

[limit.berths]
nodes = ["aktau"]
capacity = "7 Mt/yr"

[corridor.sea]
cordon = ["ferry"]

[demand.oil]
from = "kuryk"
to = "baku"
volume = "9 Mt/yr"
reservation = "90 USD/t"

{more}
"#
    );
    Study::parse(&text, "ferry.toml").unwrap_or_else(|faults| panic!("{faults}"))
}

const YEARS: (&str, &str) = ("2025", "2028");
const MONTHS: (&str, &str) = ("2025-01", "2026-12");

fn event(keys: &str) -> String {
    format!("[event.storm]\n{keys}\n")
}

fn run(study: &Study) -> Outcome {
    let outcome = study.run("baseline", &QueuedLogit::default()).unwrap();
    assert!(outcome.is_solved());
    outcome
}

fn sample(study: &Study, questions: &[f64]) -> Distributions {
    let plan = study.plan("baseline").unwrap();
    let ensemble = Ensemble::new(Sampling::new(DRAWS, 7).unwrap())
        .scenario("baseline", &plan)
        .reading(|entry| entry.indicator == Indicator::Throughput);
    let asked = questions
        .iter()
        .fold(ensemble, |ensemble, least| ensemble.at_least(Indicator::Throughput, "ferry", *least));
    asked.run(&QueuedLogit::default()).unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// How many days' worth crossed.
fn days(outcome: &Outcome, when: &str) -> f64 {
    outcome.value(Indicator::Throughput, "ferry", period(when)).unwrap() / DAILY
}

/// Every number of a run, to the last bit.
fn bits(outcome: &Outcome) -> Vec<(String, u64)> {
    let named = |row: Row| (format!("{} {} {}", row.indicator, row.subject, row.period), row.value.to_bits());
    outcome.rows().map(named).collect()
}

/// Every number of a sample, to the last bit.
fn drawn_bits(found: &Distributions) -> Vec<(String, u64)> {
    let named = |row: Row| {
        (format!("{} {} {} {}", row.indicator, row.subject, row.period, row.statistic), row.value.to_bits())
    };
    found.rows().map(named).collect()
}

/// What cannot happen changes nothing, byte for byte: of a leg with a capacity, of one without, of all.
#[test]
fn events_of_no_weight_change_nothing() {
    let calm = ferry(YEARS, "");
    for keys in [
        "closes = [\"ferry\", \"rail\"]\nprobability = \"0 %/yr\"\nlasts = \"30 d\"",
        "closes = \"aktau\"\nprobability = \"20 %/yr\"\nlasts = \"0 d\"",
        "derates = \"ferry\"\nby = \"0 %\"\nprobability = \"20 %/yr\"\nlasts = \"30 d\"",
    ] {
        let study = ferry(YEARS, &event(keys));
        assert_eq!(bits(&run(&study)), bits(&run(&calm)), "{keys}");
        assert_eq!(drawn_bits(&sample(&study, &[])), drawn_bits(&sample(&calm, &[])), "{keys}");
    }
}

/// A single run takes medians: none at one half or less, one every year above.
#[test]
fn a_run_has_what_is_likelier_than_not() {
    let of = |percent: &str| {
        let keys = format!(
            "closes = \"ferry\"\nprobability = \"{percent} %/yr\"\nlasts = \"20-40 d\"\nmonths = [\"jun\"]"
        );
        run(&ferry(YEARS, &event(&keys)))
    };
    assert_eq!(bits(&of("50")), bits(&run(&ferry(YEARS, ""))));
    for year in ["2025", "2026", "2027"] {
        approx::assert_abs_diff_eq!(days(&of("51"), year), 335.0, epsilon = FULL);
    }
}

/// Without variance of what it takes of a year, every draw is the run.
#[test]
fn a_sure_event_is_the_run_in_every_draw() {
    let keys =
        "closes = \"ferry\"\nprobability = \"100 %/yr\"\nlasts = \"30 d\"\nmonths = [\"jun\", \"jul\"]";
    let study = ferry(YEARS, &event(keys));
    let (found, outcome) = (sample(&study, &[]), run(&study));
    for year in ["2025", "2026", "2027", "2028"] {
        for statistic in ["p05", "p95"] {
            let drawn =
                found.value("baseline", Indicator::Throughput, "ferry", period(year), statistic).unwrap();
            approx::assert_abs_diff_eq!(drawn / DAILY, days(&outcome, year), epsilon = FULL);
        }
    }
}

/// The days are the right ones, over the ends of months and years: the median storm of December begins on the 16th at
/// noon, and lasts sixty days.
#[test]
fn days_go_over_the_ends_of_periods() {
    let keys = "closes = \"ferry\"\nprobability = \"100 %/yr\"\nlasts = \"60 d\"\nmonths = [\"dec\"]\nuntil = \"2025\"";
    let by_month = run(&ferry(MONTHS, &event(keys)));
    let expected =
        [("2025-11", 30.0), ("2025-12", 15.5), ("2026-01", 0.0), ("2026-02", 14.5), ("2026-03", 31.0)];
    for (month, open) in expected {
        approx::assert_abs_diff_eq!(days(&by_month, month), open, epsilon = FULL);
    }
    let by_year = run(&ferry(YEARS, &event(keys)));
    for (year, open) in [("2025", 349.5), ("2026", 320.5), ("2027", 365.0)] {
        approx::assert_abs_diff_eq!(days(&by_year, year), open, epsilon = FULL);
    }
}

/// One that is on when the next begins is not taken off twice.
#[test]
fn what_overlaps_is_taken_once() {
    let keys = "closes = \"ferry\"\nprobability = \"100 %/yr\"\nlasts = \"500 d\"\nmonths = [\"jul\"]";
    let outcome = run(&ferry(YEARS, &event(keys)));
    for (year, open) in [("2025", 196.5), ("2026", 0.0), ("2027", 0.0)] {
        approx::assert_abs_diff_eq!(days(&outcome, year), open, epsilon = FULL);
    }
}

/// What it hits: a leg, a node with its legs, a corridor's cordon, a limit; or a share of each.
///
/// It begins on the 16th of March at noon, so that half of the month is left: of 6 Mt/yr of the ferry, of 9 Mt/yr that
/// want to go by rail, of 7 Mt/yr of the berths.
#[test]
fn places_are_closed_or_lose_a_share() {
    let often = "probability = \"100 %/yr\"\nlasts = \"31 d\"\nmonths = [\"mar\"]";
    for (place, march) in [
        ("closes = \"ferry\"", 15.5),
        ("closes = \"baku\"", 15.5),
        ("closes = \"corridor.sea\"", 15.5),
        ("closes = [\"rail\"]", 15.5 * 9.0 / 6.0),
        ("closes = \"limit.berths\"", 15.5 * 7.0 / 6.0),
        ("closes = [\"rail\", \"ferry\"]", 15.5),
        ("derates = \"ferry\"\nby = \"40 %\"", 15.5 + 15.5 * 0.6),
        ("derates = \"aktau\"\nby = \"40 %\"", 15.5 + 15.5 * 0.6),
    ] {
        let outcome = run(&ferry(MONTHS, &event(&format!("{place}\n{often}"))));
        approx::assert_abs_diff_eq!(days(&outcome, "2025-02"), 28.0, epsilon = FULL);
        approx::assert_abs_diff_eq!(days(&outcome, "2025-03"), march, epsilon = FULL);
    }
}

/// It begins in as many years as its probability says, and what it takes is its probability times how long it lasts.
#[test]
fn frequencies_and_mean_days_come_out() {
    let keys = "closes = \"ferry\"\nprobability = \"30 %/yr\"\nlasts = { low = \"10 d\", high = \"50 d\" }";
    let summer = ferry(YEARS, &event(&format!("{keys}\nmonths = [\"jun\", \"jul\"]")));
    let whole = 364.9 * DAILY;
    let found = sample(&summer, &[whole]);
    let statistic = format!("at-least-{whole}");
    for year in ["2025", "2026", "2027"] {
        let value = |statistic: &str| {
            found.value("baseline", Indicator::Throughput, "ferry", period(year), statistic)
        };
        let calm = value(&statistic).unwrap();
        assert!((calm - 0.7).abs() < FREQUENCY, "{year}: {calm}");
        let mean = value("mean").unwrap() / DAILY;
        assert!((mean - (365.0 - 0.3 * 30.0)).abs() < MEAN_DAYS, "{year}: {mean}");
    }
    // Over all of the year it goes over into the next, which gets as much from the one before.
    let found = sample(&ferry(YEARS, &event(keys)), &[]);
    for (year, length) in [("2026", 365.0), ("2027", 365.0), ("2028", 365.0)] {
        let mean = found.value("baseline", Indicator::Throughput, "ferry", period(year), "mean").unwrap();
        assert!((mean / DAILY - (length - 0.3 * 30.0)).abs() < MEAN_DAYS, "{year}: {}", mean / DAILY);
    }
}

/// Four standard errors of a share of 0.3 in 2000 draws.
const FREQUENCY: f64 = 0.041;

/// Four standard errors of the mean days of 2000 draws: √(0.3 · 1033 − 81) / √2000 · 4.
const MEAN_DAYS: f64 = 1.36;

fn draws(plan: &Plan, path: &str) -> Vec<f64> {
    let sampler = Sampler::new(plan, Sampling::new(200, 7).unwrap(), &[]).unwrap();
    let slot = plan.inputs().iter().position(|input| input.path == path).unwrap();
    (0..200).map(|draw| sampler.values(draw)[slot]).collect()
}

/// What is drawn of an event depends on itself alone: not on others, nor on how probable it is or what it hits.
#[test]
fn draws_of_an_event_are_its_own() {
    let keys =
        |percent: &str| format!("closes = \"ferry\"\nprobability = \"{percent} %/yr\"\nlasts = \"20-40 d\"");
    let flood = "[event.flood]\ncloses = \"rail\"\nprobability = \"5-15 %/yr\"\nlasts = \"10 d\"\n";
    let alone = ferry(YEARS, &event(&keys("30"))).plan("baseline").unwrap();
    let other = ferry(YEARS, &format!("{flood}{}", event(&keys("10")))).plan("baseline").unwrap();
    for path in ["event.storm.starts@2026", "event.storm.on@2026", "event.storm.lasts@2026"] {
        assert_eq!(draws(&alone, path), draws(&other, path), "{path}");
    }
    assert_ne!(draws(&other, "event.flood.starts@2026"), draws(&other, "event.storm.starts@2026"));
    assert_ne!(draws(&other, "event.storm.starts@2025"), draws(&other, "event.storm.starts@2026"));
}

/// Scenarios are paired: one that makes storms rarer never ships less in any draw.
#[test]
fn scenarios_are_paired() {
    let often = event("closes = \"ferry\"\nprobability = \"60 %/yr\"\nlasts = \"20-40 d\"");
    let rarely = often.replace("60 %/yr", "20 %/yr");
    let (often, rarely) =
        (ferry(YEARS, &often).plan("baseline").unwrap(), ferry(YEARS, &rarely).plan("baseline").unwrap());
    let found = Ensemble::new(Sampling::new(500, 7).unwrap())
        .scenario("often", &often)
        .scenario("rarely", &rarely)
        .reading(|entry| entry.indicator == Indicator::Throughput)
        .run(&QueuedLogit::default())
        .unwrap();
    let gain = |statistic| {
        found.value("rarely", Indicator::Throughput, "ferry", period("2026"), statistic).unwrap() / DAILY
    };
    assert!(gain("difference-p05") > -FULL, "{}", gain("difference-p05"));
    assert!((gain("difference-mean") - 0.4 * 30.0).abs() < 4.0);
}

/// A scenario may add an event; and a probability may be uncertain itself.
#[test]
fn scenarios_add_events() {
    let added = r#"
[scenario.storms]
changes = [{ add = { event = { storm = { closes = "ferry", probability = "80-90 %/yr", lasts = "30 d", months = ["jun"] } } } }]
"#;
    let study = ferry(YEARS, added);
    assert_eq!(bits(&run(&study)), bits(&run(&ferry(YEARS, ""))));
    let outcome = study.run("storms", &QueuedLogit::default()).unwrap();
    approx::assert_abs_diff_eq!(days(&outcome, "2026"), 335.0, epsilon = FULL);
}

/// A scenario may let an event never happen, which is as if it were not there, byte for byte.
#[test]
fn scenarios_cancel_events() {
    let keys = "closes = \"ferry\"\nprobability = \"80 %/yr\"\nlasts = \"20-40 d\"";
    let calm = ferry(YEARS, "");
    for name in ["storm", "event.storm"] {
        let scenario = format!("[scenario.baseline]\nchanges = [{{ cancel = \"{name}\" }}]\n");
        let study = ferry(YEARS, &format!("{}\n{scenario}", event(keys)));
        assert_eq!(bits(&run(&study)), bits(&run(&calm)));
        assert_eq!(drawn_bits(&sample(&study, &[])), drawn_bits(&sample(&calm, &[])));
    }
    // All that a bare `*` means are projects.
    let all = format!("{}\n[scenario.baseline]\nchanges = [{{ cancel = \"*\" }}]\n", event(keys));
    assert_ne!(bits(&run(&ferry(YEARS, &all))), bits(&run(&calm)));
}

/// An event that may begin on some days of a year only begins in it as much more rarely.
#[test]
fn a_year_cut_short_has_as_much_less() {
    let keys = "closes = \"ferry\"\nprobability = \"100 %/yr\"\nlasts = \"30 d\"\nfrom = \"2026-10-19\"";
    let study = ferry(YEARS, &event(keys));
    let plan = study.plan("baseline").unwrap();
    let paths: Vec<&str> = plan.inputs().iter().map(|input| input.path.as_str()).collect();
    assert!(!paths.contains(&"event.storm.starts@2025") && paths.contains(&"event.storm.starts@2026"));
    // A fifth of the year is left: less than one half.
    approx::assert_abs_diff_eq!(days(&run(&study), "2026"), 365.0, epsilon = FULL);
    assert_eq!(Span::between("2026-10-19".parse().unwrap(), "2027-01-01".parse().unwrap()).days(), 74);
}

/// The check says what a single run leaves out.
#[test]
fn the_check_tells_what_a_run_leaves_out() {
    let keys = "closes = \"ferry\"\nprobability = \"30 %/yr\"\nlasts = \"30 d\"\nnote = \"assumed\"";
    let warnings: Vec<String> =
        ferry(YEARS, &event(keys)).warnings().iter().map(ToString::to_string).collect();
    let told = "event.storm.probability: a single run has none, for 30 % in a year is not above one half: an ensemble draws it";
    assert!(warnings.iter().any(|warning| warning.contains(told)), "{warnings:?}");
}
