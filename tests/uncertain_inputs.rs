//! What of a study may be uncertain besides its plain numbers: groups of inputs that go together, openings that slip.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::assign::QueuedLogit;
use corridor::ensemble::{Correlation, Distributions, Ensemble, Sampler, Sampling};
use corridor::evaluate::{Indicator, Outcome};
use corridor::model::Plan;
use corridor::study::Study;

/// Draws of the laws.
const DRAWS: u64 = 4096;

/// A crossing with two ways, whose study goes on with `more`.
fn crossing(more: &str) -> Study {
    let text = format!(
        r#"
name = "Crossing"
measure = "mass"
dispersion = 0.15
horizon = {{ first = "2025", last = "2034" }}
node = {{ aktau = {{}}, baku = {{}} }}

[leg.ferry]
from = "aktau"
to = "baku"
mode = "sea"
tariff = "12 USD/t"
capacity = {{ low = "4 Mt/yr", high = "8 Mt/yr", group = "ships" }}

[leg.tanker]
from = "aktau"
to = "baku"
mode = "sea"
tariff = "13 USD/t"
capacity = {{ low = "1 Mt/yr", mode = "2 Mt/yr", high = "4 Mt/yr", group = "ships" }}

[demand.oil]
from = "aktau"
to = "baku"
volume = "7-9 Mt/yr"

{more}
"#
    );
    Study::parse(&text, "crossing.toml").unwrap_or_else(|faults| panic!("{faults}"))
}

fn sampling() -> Sampling {
    Sampling::new(DRAWS, 2026).unwrap()
}

/// The draws of an input.
fn draws(plan: &Plan, correlations: &[Correlation], path: &str) -> Vec<f64> {
    let sampler = Sampler::new(plan, sampling(), correlations).unwrap();
    let slot = plan.inputs().iter().position(|input| input.path == path).unwrap();
    (0..DRAWS).map(|draw| sampler.values(draw)[slot]).collect()
}

/// Spearman's rank correlation.
fn rank_correlation(left: &[f64], right: &[f64]) -> f64 {
    let ranks = |values: &[f64]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
        let mut ranks = vec![0.0; values.len()];
        order.into_iter().enumerate().for_each(|(rank, place)| ranks[place] = rank as f64);
        ranks
    };
    let middle = (left.len() - 1) as f64 / 2.0;
    let (left, right) = (ranks(left), ranks(right));
    let product = |one: &[f64], other: &[f64]| -> f64 {
        one.iter().zip(other).map(|(x, y)| (x - middle) * (y - middle)).sum()
    };
    product(&left, &right) / product(&left, &left)
}

/// A rank correlation of this many draws is this far off once in 10,000 times.
const CHANCE: f64 = 0.062;

const FERRY: &str = "leg.ferry.capacity";
const TANKER: &str = "leg.tanker.capacity";
const OIL: &str = "demand.oil.volume";

/// What the study says of a group comes out, without more ado.
#[test]
fn groups_of_a_study_go_together() {
    let plan = crossing("[correlation.ships]\nrank = 0.6\n").plan("baseline").unwrap();
    let rank = rank_correlation(&draws(&plan, &[], FERRY), &draws(&plan, &[], TANKER));
    assert!((rank - 0.6).abs() < CHANCE, "{rank}");
}

/// A matrix names its inputs, in whatever group they are not.
#[test]
fn matrices_join_what_they_name() {
    let matrix = r#"
[correlation.ships]
inputs = ["leg.ferry.capacity", "leg.tanker.capacity", "demand.oil.volume"]
ranks = [[1, 0.5, -0.4], [0.5, 1, 0], [-0.4, 0, 1]]
"#;
    let plan = crossing(matrix).plan("baseline").unwrap();
    let columns = [FERRY, TANKER, OIL].map(|path| draws(&plan, &[], path));
    for (left, right, expected) in [(0, 1, 0.5), (0, 2, -0.4), (1, 2, 0.0)] {
        let rank = rank_correlation(&columns[left], &columns[right]);
        assert!((rank - expected).abs() < CHANCE, "{left} {right}: {rank}");
    }
}

/// What is given to a sample stands in place of what the study says of that group; and is the same thing.
#[test]
fn a_given_correlation_stands_in_place_of_the_studys() {
    let study =
        |rank: f64| crossing(&format!("[correlation.ships]\nrank = {rank}\n")).plan("baseline").unwrap();
    let (own, other) = (study(0.6), study(-0.3));
    let given = [Correlation::alike("ships", 0.6).unwrap()];
    for path in [FERRY, TANKER, OIL] {
        assert_eq!(draws(&own, &[], path), draws(&other, &given, path));
    }
    assert_ne!(draws(&own, &[], TANKER), draws(&other, &[], TANKER));
}

/// A group without a correlation is told by the check, and refused by a sample.
#[test]
fn a_group_without_a_correlation_is_told() {
    let study = crossing("");
    let warnings: Vec<String> = study.warnings().iter().map(ToString::to_string).collect();
    assert!(warnings.iter().any(|warning| warning.contains("give `[correlation.ships]`")), "{warnings:?}");
    let error = Sampler::new(&study.plan("baseline").unwrap(), sampling(), &[]).unwrap_err();
    assert!(error.to_string().contains("in group `ships`"), "{error}");
}

/// A matrix that names no number is told, with the nearest.
#[test]
fn a_matrix_of_unknown_numbers_is_told() {
    let mut draft = crossing("").draft().clone();
    let rows = [vec![1.0, 0.5], vec![0.5, 1.0]];
    draft.correlate(Correlation::between("ships", &[FERRY, "leg.tanker.capacty"], &rows).unwrap());
    let told = draft.faults().to_string();
    assert!(told.contains("correlation.ships.inputs[1]: there is no number `leg.tanker.capacty`"), "{told}");
    assert!(told.contains("did you mean `leg.tanker.capacity`?"), "{told}");
}

/// A port whose new berths open in 2026 and slip as `slips` says, under a demand that wants more than they hold.
fn berths(slips: &str, changes: &str) -> Study {
    let text = format!(
        r#"
name = "Berths"
measure = "mass"
dispersion = 0.15
horizon = {{ first = "2025", last = "2030" }}
node = {{ aktau = {{}}, baku = {{}} }}

[leg.ferry]
from = "aktau"
to = "baku"
mode = "sea"
tariff = "12 USD/t"
capacity = "1 Mt/yr"

[project.berths]
leg = "ferry"
adds = "5 Mt/yr"
opens = "2026"
status = "building"
{slips}

[demand.oil]
from = "aktau"
to = "baku"
volume = "9 Mt/yr"

[scenario.baseline]
changes = [{changes}]
"#
    );
    Study::parse(&text, "berths.toml").unwrap_or_else(|faults| panic!("{faults}"))
}

fn run(study: &Study) -> Outcome {
    study.run("baseline", &QueuedLogit::default()).unwrap()
}

fn sample(study: &Study, question: f64) -> Distributions {
    let plan = study.plan("baseline").unwrap();
    let ensemble = Ensemble::new(sampling()).scenario("baseline", &plan).at_least(
        Indicator::Throughput,
        "ferry",
        question,
    );
    ensemble.run(&QueuedLogit::default()).unwrap()
}

fn year(year: i32) -> corridor::calendar::Period {
    corridor::calendar::Period::year(year).unwrap()
}

/// Every number of a run, to the last bit.
fn bits(outcome: &Outcome) -> Vec<(String, u64)> {
    let named = |row: corridor::evaluate::Row| {
        (format!("{} {} {}", row.indicator, row.subject, row.period), row.value.to_bits())
    };
    outcome.rows().map(named).collect()
}

const THREE: &str =
    r#"slips = { values = ["0 yr", "1 yr", "3 yr"], weights = [0.2, 0.5, 0.3], shape = "discrete" }"#;

/// A slip that is sure is a delay, and none is none.
#[test]
fn a_sure_slip_is_a_delay() {
    let delay = r#"{ delay = "berths", by = "1 yr" }"#;
    assert_eq!(bits(&run(&berths(r#"slips = "1 yr""#, ""))), bits(&run(&berths("", delay))));
    assert_eq!(bits(&run(&berths(r#"slips = "0 d""#, ""))), bits(&run(&berths("", ""))));
    let early = r#"{ advance = "berths", by = "1 yr" }"#;
    assert_eq!(bits(&run(&berths(r#"slips = "-365 d""#, ""))), bits(&run(&berths("", early))));
}

/// A single run takes the median, and delays add to it.
#[test]
fn a_run_takes_the_median_and_delays_add() {
    let delay = r#"{ delay = "berths", by = "1 yr" }"#;
    assert_eq!(bits(&run(&berths(THREE, ""))), bits(&run(&berths("", delay))));
    let two = r#"{ delay = "berths", by = "2 yr" }"#;
    assert_eq!(bits(&run(&berths(THREE, delay))), bits(&run(&berths("", two))));
}

/// The berths are open in a year as often as they have not slipped beyond it.
#[test]
fn slips_shift_the_opening() {
    let found = sample(&berths(THREE, ""), 5e6);
    for (when, expected) in [(2025, 0.0), (2026, 0.2), (2027, 0.7), (2028, 0.7), (2029, 1.0), (2030, 1.0)] {
        let open = found.value("baseline", Indicator::Throughput, "ferry", year(when), "at-least-5000000");
        assert!((open.unwrap() - expected).abs() < SHARE, "{when}: {open:?}");
    }
}

/// A share of this many draws is this far off once in 10,000 times.
const SHARE: f64 = 0.031;

/// Without variance, every draw is the run.
#[test]
fn a_sure_slip_is_the_run_in_every_draw() {
    let study = berths(r#"slips = { low = "5 mo", high = "5 mo" }"#, "");
    let (found, outcome) = (sample(&study, 1.0), run(&study));
    for period in 2025..=2030 {
        let drawn =
            |statistic| found.value("baseline", Indicator::Throughput, "ferry", year(period), statistic);
        let expected = outcome.value(Indicator::Throughput, "ferry", year(period));
        assert_eq!((drawn("p05"), drawn("p95")), (expected, expected));
    }
}
