//! How promises turn out: what comes with the crate, and what a class does to commitments, targets and projects.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::assign::QueuedLogit;
use corridor::calendar::Period;
use corridor::ensemble::{Ensemble, Sampling};
use corridor::evaluate::{Indicator, evaluate};
use corridor::evidence::{Estimate, PastPromise, TrackRecord, TrackRecordId};
use corridor::model::{Draft, inputs};
use corridor::quantity::Mass;
use corridor::scenario::{Change, Overlay};
use corridor::study::Study;

/// Agreement of an assignment with what is worked out by hand, in tonnes.
const ASSIGNED: f64 = 1.0;

/// One crossing with room for everything, a contract that rises, a goal and a project.
const CROSSING: &str = r#"
name = "crossing"
measure = "mass"
horizon = { first = "2026", last = "2032" }
dispersion = { value = 0.1, note = "any" }
node.a = {}
node.b = {}

[leg.ferry]
from = "a"
to = "b"
mode = "sea"
tariff = { value = "12 USD/t", note = "any" }
capacity = { value = "20 Mt/yr", note = "any" }

[project.berths]
leg = "ferry"
adds = { value = "10 Mt/yr", note = "any" }
opens = "2028"
status = "building"

[corridor.crossing]
cordon = ["ferry"]

[commitment.oil]
origin = "a"
destination = "b"
from = 2026-01-01
volume = { value = "2 Mt/yr", note = "any" }
ramp = [{ to = "5 Mt/yr", by = "2030", status = "in force", note = "any" }]

[target.ten]
by = "2031"
value = { value = "10 Mt", note = "any" }
counts = "crossing"

[track_record.halves]
promises = [
  { promised = "10 Mt", outcome = "4 Mt", note = "any" },
  { promised = "10 Mt", outcome = "5 Mt", note = "any" },
  { promised = "10 Mt", outcome = "6 Mt", note = "any" },
]

[track_record.thirds]
promises = [
  { promised = "9 Mt", outcome = "3 Mt", note = "any" },
  { promised = "9 Mt", outcome = "3 Mt", note = "any" },
  { promised = "9 Mt", outcome = "3 Mt", note = "any" },
]
"#;

fn crossing() -> Draft {
    Study::parse(CROSSING, "crossing.toml").unwrap().draft().clone()
}

fn changed(changes: impl IntoIterator<Item = Change>) -> Draft {
    let mut overlay = Overlay::new(crossing());
    for change in changes {
        overlay.apply(change).unwrap();
    }
    overlay.into_draft()
}

fn value(draft: &Draft, indicator: Indicator, subject: &str, year: i32) -> Option<f64> {
    let outcome = evaluate(&draft.plan().unwrap(), "baseline", &QueuedLogit::default());
    assert!(outcome.is_solved());
    outcome.value(indicator, subject, Period::year(year).unwrap())
}

fn near(value: Option<f64>, expected: f64) -> bool {
    value.is_some_and(|value| (value - expected).abs() < ASSIGNED)
}

/// The commitment is what is promised; what moves is the promise times the ratio, in every year of it.
#[test]
fn a_commitment_is_promised_in_full_and_delivered_as_its_class() {
    let draft = changed([Change::track_record("oil", "halves")]);
    assert!(near(
        value(&draft, Indicator::Committed, "oil", 2026),
        value(&crossing(), Indicator::Committed, "oil", 2026).unwrap()
    ));
    assert!(near(value(&draft, Indicator::Delivered, "oil", 2031), 2.5e6));
    assert!(near(value(&draft, Indicator::Shortfall, "oil", 2031), 2.5e6));
    assert!(near(value(&crossing(), Indicator::Delivered, "oil", 2031), 5e6));
    let (whole, half) = (
        value(&crossing(), Indicator::Delivered, "oil", 2028).unwrap(),
        value(&draft, Indicator::Delivered, "oil", 2028),
    );
    assert!(near(half, whole / 2.0));
}

/// A step with a class of its own is drawn for its rise alone; without one it goes as the commitment does.
#[test]
fn a_step_turns_out_by_its_rise() {
    let draft =
        changed([Change::track_record("oil", "halves"), Change::track_record_of_step("oil", 1, "thirds")]);
    assert!(near(value(&draft, Indicator::Delivered, "oil", 2031), 2e6 / 2.0 + 3e6 / 3.0));
    let only_step = changed([Change::track_record_of_step("oil", 1, "thirds")]);
    assert!(near(value(&only_step, Indicator::Delivered, "oil", 2031), 2e6 + 3e6 / 3.0));
    let paths: Vec<String> = draft.plan().unwrap().inputs().iter().map(|input| input.path.clone()).collect();
    for path in ["commitment.oil.track-record", "commitment.oil.ramp.1.track-record"] {
        assert!(paths.iter().any(|other| other == path), "{path}");
    }
}

/// A target is held against the model as before; beside it stands what comes of such targets.
#[test]
fn a_target_tells_what_comes_of_such() {
    let draft = changed([Change::track_record("ten", "thirds")]);
    assert!(near(value(&draft, Indicator::TargetOutcome, "ten", 2031), 10e6 / 3.0));
    assert_eq!(value(&draft, Indicator::TargetOutcome, "ten", 2030), None);
    assert_eq!(value(&crossing(), Indicator::TargetOutcome, "ten", 2031), None);
    let gap = |draft: &Draft| value(draft, Indicator::TargetGap, "ten", 2031).unwrap();
    assert!(near(Some(gap(&draft)), gap(&crossing())));
}

#[test]
fn a_project_adds_what_comes_of_such() {
    let draft = changed([Change::track_record("berths", "halves")]);
    let free = |draft: &Draft| value(draft, Indicator::Headroom, "ferry", 2031).unwrap();
    assert!(near(Some(free(&crossing()) - free(&draft)), 5e6));
}

/// Of a class of dates a project opens later: two years on average of the days, here always.
#[test]
fn a_project_opens_late_as_such_do() {
    let day = |year| corridor::calendar::Date::new(year, 1, 1).unwrap();
    let late =
        TrackRecord::new([2021, 2022, 2020].map(|year| PastPromise::date("any", day(year), day(year + 2))));
    let mut overlay = Overlay::new(crossing());
    overlay.apply(Change::add("late", late)).unwrap();
    overlay.apply(Change::track_record("*", "late")).unwrap();
    let draft = overlay.into_draft();
    let free = |draft: &Draft, year| value(draft, Indicator::Headroom, "ferry", year).unwrap();
    // 730 or 731 days after 1 January 2028: within two days of 1 January 2030.
    let days = |tonnes: f64| tonnes / 10e6 * 365.0;
    assert!(days(free(&crossing(), 2029) - free(&draft, 2029)) > 363.0);
    assert!(days(free(&crossing(), 2030) - free(&draft, 2030)) < 2.0);
    assert_eq!(
        draft
            .plan()
            .unwrap()
            .inputs()
            .iter()
            .filter(|input| input.path == "project.berths.track-record")
            .count(),
        1
    );
}

/// `*` is every volume for a class of volumes, and `none` takes all promises at their word again.
#[test]
fn promises_can_be_taken_at_their_word_again() {
    let usual =
        changed([Change::track_record("*", "halves"), Change::track_record_of_step("oil", 1, "thirds")]);
    let named =
        |draft: &Draft| inputs(draft).iter().filter(|input| input.path.ends_with(".track_record")).count();
    assert_eq!(named(&usual), 3);
    let again = changed([
        Change::track_record("*", "halves"),
        Change::track_record_of_step("oil", 1, "thirds"),
        Change::as_promised("*"),
    ]);
    assert_eq!(named(&again), 0);
    assert!(near(value(&again, Indicator::Delivered, "oil", 2031), 5e6));
}

/// The draws of a promise are those of its class, and other scenarios have the same draws of all else.
#[test]
fn drawn_ratios_are_those_of_the_class() {
    let draft = changed([Change::track_record("oil", "halves")]);
    let (plain, usual) = (crossing().plan().unwrap(), draft.plan().unwrap());
    let ensemble = Ensemble::new(Sampling::new(2000, 5).unwrap())
        .scenario("plain", &plain)
        .scenario("usual", &usual)
        .reading(|entry| entry.indicator == Indicator::Fulfilment);
    let drawn = ensemble.run(&QueuedLogit::default()).unwrap();
    let next = draft.track_records.get(&TrackRecordId::new("halves")).unwrap().predictive().unwrap();
    for (statistic, share) in [("p05", 0.05), ("p50", 0.5), ("p95", 0.95)] {
        let year = Period::year(2031).unwrap();
        let ratio = drawn.value("usual", Indicator::Fulfilment, "oil", year, statistic).unwrap();
        // A quantile of 2000 draws; its error is √(p (1 − p) / 2000) over the density.
        assert!((ratio - next.quantile(share)).abs() < 0.02, "{statistic}: {ratio}");
    }
}

#[test]
fn what_cannot_be_is_told() {
    let dates = TrackRecord::new([1, 2, 3].map(|year| {
        let due = corridor::calendar::Date::new(2020, 1, 1).unwrap();
        PastPromise::date("one", due, corridor::calendar::Date::new(2020 + year, 1, 1).unwrap())
    }));
    let mut draft = crossing();
    draft.add_track_record("dates", dates);
    let told = |change: Change| {
        Overlay::new(draft.clone())
            .apply(change)
            .unwrap_err()
            .faults
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    for (change, expected) in [
        (Change::track_record("oil", "haves"), "there is no track_record `haves`: did you mean `halves`?"),
        (
            Change::track_record("oil", "dates"),
            "`dates` is a class of dates, and `commitment.oil` is a volume: name a class of volumes",
        ),
        (
            Change::track_record_of_step("ten", 1, "halves"),
            "`target.ten` has no ramp: leave `step` out, or name a commitment",
        ),
        (
            Change::track_record_of_step("oil", 2, "halves"),
            "the ramp of `oil` has no step 2: it has one, number 1",
        ),
    ] {
        assert_eq!(told(change), [expected]);
    }
}

/// A study may name what comes with the crate, and gets it with its sources; what it writes itself comes first.
#[test]
fn classes_of_the_crate_are_known_by_name() {
    let named = CROSSING.replace("[target.ten]", "[target.ten]\ntrack_record = \"multi-year-goal\"");
    let study = Study::parse(&named, "crossing.toml").unwrap();
    let draft = study.draft();
    assert_eq!(draft.track_records.len(), 3);
    assert!(draft.sources.contains("record-G9"));
    let own = format!(
        "{named}\n[track_record.multi-year-goal]\npromises = [\n  {{ promised = 1, outcome = 1, note = \"any\" }},\n  {{ promised = 1, outcome = 1, note = \"any\" }},\n  {{ promised = 1, outcome = 1, note = \"any\" }},\n]\n"
    );
    let study = Study::parse(&own, "crossing.toml").unwrap();
    assert!(!study.draft().sources.contains("record-G9"));
    let plain = Study::parse(CROSSING, "crossing.toml").unwrap();
    assert_eq!(plain.draft().track_records.len(), 2);
}

/// Every promise that comes with the crate has a source with an address, and stands on its page.
#[test]
fn what_comes_with_the_crate_is_sourced_and_told() {
    let shipped = Study::track_records();
    let page = std::fs::read_to_string("docs/track-records.md").unwrap();
    assert_eq!(shipped.track_records.len(), 4);
    for (class, record) in shipped.track_records.iter() {
        assert!(page.contains(&format!("### `{class}`")), "{class}");
        assert_eq!(record.is_of_dates(), class.as_str() == "commissioning-date");
        for promise in record.promises() {
            assert!(page.contains(&promise.what), "{}", promise.what);
            for provenance in promise.provenances() {
                assert!(!provenance.sources.is_empty(), "{}", promise.what);
                for source in &provenance.sources {
                    let source = shipped.sources.get(source).unwrap();
                    assert!(!source.address.is_empty());
                    assert!(!source.quote.is_empty() || !source.note.is_empty(), "{}", source.title);
                }
            }
        }
    }
}

/// What the page says of the classes: their medians, and of the swap that was left out.
#[test]
fn the_page_says_what_the_classes_say() {
    let shipped = Study::track_records();
    let next =
        |class: &str| shipped.track_records.get(&TrackRecordId::new(class)).unwrap().predictive().unwrap();
    for (class, count, median, low, high) in [
        ("oil-pipeline-year", 6, 0.96, 0.85, 1.12),
        ("railway-corridor-year", 8, 0.66, 0.38, 1.87),
        ("multi-year-goal", 4, 0.26, 0.028, 1.08),
        ("commissioning-date", 4, 1.11, 0.0, 6.70),
    ] {
        let next = next(class);
        assert_eq!(next.count(), count);
        for (share, expected) in [(0.5, median), (0.1, low), (0.9, high)] {
            assert!(
                (next.quantile(share) - expected).abs() < 0.006,
                "{class} at {share}: {}",
                next.quantile(share)
            );
        }
    }
    let oil = shipped.track_records.get(&TrackRecordId::new("oil-pipeline-year")).unwrap();
    let swap: Estimate<Mass> = "0.3-1.1 t".parse().unwrap();
    let swap = PastPromise::volume("swap", Mass::tonnes(1.0), swap);
    let with_swap = TrackRecord::new(oil.promises().iter().cloned().chain([swap]));
    let low = with_swap.predictive().unwrap().quantile(0.1);
    assert!((low - 0.55).abs() < 0.01, "{low}");
}
