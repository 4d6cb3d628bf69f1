//! Volume that waits, volume that is made up, and capacity by season, against figures worked out by hand.

use approx::assert_relative_eq;
use corridor::assign::QueuedLogit;
use corridor::evaluate::{Indicator, Outcome, evaluate};
use corridor::study::Study;

/// The method's tolerance, with room for rounding.
const SOLVED: f64 = 1e-6;

/// A strait that carries `capacity` a year, from a field with 12 Mt a year to a market, by months; `rest` is more TOML.
fn run(frequency: &str, capacity: &str, demand: &str, rest: &str) -> Outcome {
    let horizon = match frequency {
        "month" => r#"{ first = "2025-01", last = "2025-12" }"#,
        "quarter" => r#"{ first = "2025-Q1", last = "2026-Q4" }"#,
        _ => r#"{ first = "2025", last = "2030" }"#,
    };
    let text = format!(
        r#"
name = "strait"
measure = "mass"
horizon = {horizon}
dispersion = 5
node.field = {{ kind = "field" }}
node.market = {{ kind = "market" }}

[leg.strait]
from = "field"
to = "market"
mode = "sea"
tariff = "10 USD/t"
capacity = "{capacity}"
{rest}

[demand.export]
from = "field"
to = "market"
volume = "12 Mt/yr"
{demand}
"#
    );
    let study = Study::parse(&text, "strait.toml").unwrap_or_else(|faults| panic!("{faults}"));
    let plan = study.draft().plan().unwrap_or_else(|faults| panic!("{faults}"));
    let outcome = evaluate(&plan, "baseline", &QueuedLogit::default());
    assert!(outcome.is_solved());
    outcome
}

fn by_period(outcome: &Outcome, indicator: Indicator, subject: &str) -> Vec<f64> {
    let value = |period| outcome.value(indicator, subject, period).unwrap_or(f64::NAN);
    outcome.horizon().periods().map(value).collect()
}

/// Everything that comes is shipped, lost, or waits at the end; and what waits is served before what comes.
#[test]
fn what_is_not_shipped_waits_and_is_shipped_or_lost() {
    let rest = "season = { jan = 0, feb = 0.5 }";
    let outcome = run("month", "15 Mt/yr", "patience = \"2 mo\"\nholding = \"0.1 USD/t/d\"", rest);
    let of = |indicator| by_period(&outcome, indicator, "export");
    let (demand, shipped, lost, backlog) =
        (of(Indicator::Demand), of(Indicator::Shipped), of(Indicator::Unserved), of(Indicator::Backlog));
    let mut waiting = 0.0;
    for month in 0..12 {
        waiting += demand[month] - shipped[month] - lost[month];
        assert_relative_eq!(backlog[month], waiting, epsilon = 1.0);
    }
    // January is closed: all of it waits. February ships half of 15 Mt a year, older first.
    assert_eq!(shipped[0], 0.0);
    assert_relative_eq!(backlog[0], demand[0], max_relative = SOLVED);
    assert_relative_eq!(shipped[1], 15e6 * 0.5 * 28.0 / 365.0, max_relative = SOLVED);
    assert_eq!(lost[1], 0.0);
    // March ships 15 Mt a year; what is left of January has then waited for two months, and is lost.
    assert_relative_eq!(shipped[2], 15e6 * 31.0 / 365.0, max_relative = SOLVED);
    let january_left = (demand[0] - shipped[1] - shipped[2]).max(0.0);
    assert_relative_eq!(lost[2], january_left, epsilon = 1.0);
    // The rest of the year works the queue off.
    assert!(backlog[11] < 1.0 && backlog[2] > backlog[5]);
    let holding = of(Indicator::HoldingCost);
    assert_relative_eq!(holding[0], backlog[0] * 0.1 * 31.0, max_relative = SOLVED);
}

/// Horizons of years have no waiting, whatever the demand says.
#[test]
fn years_have_no_waiting() {
    let outcome = run("year", "10 Mt/yr", "patience = \"2 yr\"", "");
    assert!(by_period(&outcome, Indicator::Backlog, "export").iter().all(|value| value.is_nan()));
    let lost = by_period(&outcome, Indicator::Unserved, "export");
    assert_relative_eq!(lost[5], 2e6, max_relative = 1e-3);
}

/// A season weighs by days in quarters and years: ten closed days of January are 10/90 of a quarter.
#[test]
fn seasons_weigh_by_days() {
    let closed = "season = { jan = \"67.741935483870968 %\" }";
    let quarter = run("quarter", "9 Mt/yr", "", closed);
    let strait = |indicator| by_period(&quarter, indicator, "strait");
    let whole: Vec<f64> = strait(Indicator::Throughput)
        .iter()
        .zip(strait(Indicator::Headroom))
        .map(|(used, left)| used + left)
        .collect();
    assert_relative_eq!(whole[0], 9e6 * 80.0 / 365.0, max_relative = SOLVED);
    assert_relative_eq!(whole[1], 9e6 * 91.0 / 365.0, max_relative = SOLVED);
    let year = run("year", "9 Mt/yr", "", closed);
    let shipped = by_period(&year, Indicator::Shipped, "export");
    assert_relative_eq!(shipped[0], 9e6 * 355.0 / 365.0, max_relative = SOLVED);
}

const PROMISE: &str = r#"
[commitment.oil]
demand = "export"
from = 2025-01-01
volume = "6 Mt/yr"
ship_or_pay = { share = "100 %", rate = "10 USD/t" }
delivered = { 2025 = "4 Mt" }
"#;

/// What fell short is due again for as long as it may be made up, and is not paid for again.
#[test]
fn shortfalls_are_made_up_while_they_may() {
    // 6 Mt promised, 4 delivered: 2 Mt are owed, and the strait has room for one of them a year.
    let tail = format!("{PROMISE}make_up = \"3 yr\"\n");
    let outcome = run("year", "7 Mt/yr", &tail, "");
    let of = |indicator| by_period(&outcome, indicator, "oil");
    let made_up = of(Indicator::MakeUp);
    for (year, expected) in [0.0, 1e6, 1e6, 0.0, 0.0, 0.0].into_iter().enumerate() {
        assert_relative_eq!(made_up[year], expected, epsilon = 10.0);
    }
    assert_relative_eq!(of(Indicator::Shortfall)[0], 2e6, max_relative = SOLVED);
    assert_relative_eq!(of(Indicator::DeficiencyPayment)[0], 20e6, max_relative = SOLVED);
    assert!(of(Indicator::DeficiencyPayment)[1..].iter().all(|paid| *paid < 100.0));
    // Only one year to make it up in: the second million is gone.
    let short = run("year", "7 Mt/yr", &format!("{PROMISE}make_up = \"1 yr\"\n"), "");
    let made_up = by_period(&short, Indicator::MakeUp, "oil");
    assert_relative_eq!(made_up[1], 1e6, epsilon = 10.0);
    assert!(made_up[2] < 10.0);
    // And none without the term.
    let none = run("year", "7 Mt/yr", PROMISE, "");
    assert_relative_eq!(by_period(&none, Indicator::Delivered, "oil")[1], 6e6, max_relative = SOLVED);
}

/// A limit over a corridor is over each leg of its cordon, and counts a route once.
#[test]
fn a_limit_may_be_over_a_corridor() {
    let tail = r#"
[corridor.way]
cordon = ["strait"]

[limit.customs]
corridors = ["way"]
legs = ["strait"]
capacity = "3 Mt/yr"
"#;
    let outcome = run("year", "9 Mt/yr", tail, "");
    assert_relative_eq!(by_period(&outcome, Indicator::Throughput, "customs")[0], 3e6, max_relative = SOLVED);
    assert_relative_eq!(by_period(&outcome, Indicator::CorridorVolume, "way")[0], 3e6, max_relative = SOLVED);
}

/// A target for a year is held against all periods of that year, and stands in the last of them.
#[test]
fn a_target_of_a_year_is_met_by_its_months() {
    let tail = r#"
[corridor.way]
cordon = ["strait"]

[target.nine]
by = "2025"
value = "9 Mt"
counts = "way"

[target.later]
by = "2026"
value = "9 Mt"
counts = "way"
"#;
    for frequency in ["month", "quarter"] {
        let outcome = run(frequency, "9 Mt/yr", tail, "");
        let gap = by_period(&outcome, Indicator::TargetGap, "nine");
        let last = outcome.horizon().periods().filter(|period| period.calendar_year() == 2025).count() - 1;
        assert!(gap[last].abs() < 9e6 * SOLVED, "{frequency}: {}", gap[last]);
        assert_eq!(gap.iter().filter(|gap| !gap.is_nan()).count(), 1, "{frequency}");
        let later = by_period(&outcome, Indicator::TargetGap, "later");
        assert_eq!(later.iter().all(|gap| gap.is_nan()), frequency == "month", "2026 is beyond the months");
    }
}

/// Firm volume that does not fit is worth what its demand would bear: the reservation cost less that of the route.
#[test]
fn what_does_not_fit_is_worth_what_it_would_bear() {
    let tail = r#"
reservation = "35 USD/t"
[commitment.oil]
demand = "export"
from = 2025-01-01
volume = "12 Mt/yr"
"#;
    let outcome = run("year", "9 Mt/yr", tail, "");
    assert_relative_eq!(by_period(&outcome, Indicator::Shortfall, "oil")[0], 3e6, max_relative = 1e-5);
    assert_relative_eq!(by_period(&outcome, Indicator::QueuePrice, "strait")[0], 25.0, max_relative = SOLVED);
}

/// A limit that others fill, and that nobody here wants, does not bind.
#[test]
fn a_limit_that_nobody_wants_does_not_bind() {
    let tail = r#"
[limit.elsewhere]
nodes = ["market"]
commodities = ["boxes"]
capacity = "1 Mt/yr"
background = "1 Mt/yr"

[commodity.boxes]
name = "nothing of it moves here"
"#;
    let outcome = run("year", "9 Mt/yr", tail, "");
    assert_eq!(outcome.first_period(Indicator::Saturated, "elsewhere"), None);
    assert_eq!(outcome.first_period(Indicator::Saturated, "strait"), Some(outcome.horizon().first()));
}
