//! Trade in money that becomes tonnes at unit values with a projection of their own.

#![expect(clippy::unwrap_used, reason = "a study that cannot be read fails the test")]

use corridor::assign::AllOrNothing;
use corridor::calendar::Period;
use corridor::evaluate::Indicator;
use corridor::study::Study;

/// Sums and quotients of a few floats.
const ROUNDING: f64 = 1e-12;

const STUDY: &str = r#"
name = "Goods by what a tonne is worth"
measure = "mass"
horizon = { first = "2023", last = "2030" }

[node.baku]
kind = "market"
[node.ashgabat]
kind = "market"
[leg.railway]
from = "baku"
to = "ashgabat"
mode = "rail"
tariff = "40 USD/t"

[turnover.az-tm]
countries = ["AZ", "TM"]
reporter = "AZ"
values = { 2023 = "800 MUSD" }
growth = { compound = "8 %/yr" }

[demand.goods]
from = "baku"
to = "ashgabat"
volume = { turnover = "az-tm", share = "50 %", UNIT_VALUE }
"#;

fn study(unit_value: &str) -> Study {
    Study::parse(&STUDY.replace("UNIT_VALUE", unit_value), "goods.toml").unwrap()
}

fn tonnes(unit_value: &str, year: i32) -> f64 {
    let outcome = study(unit_value).run("baseline", &AllOrNothing).unwrap();
    outcome.value(Indicator::Demand, "goods", Period::year(year).unwrap()).unwrap()
}

/// Turnover × share / unit value, each with its own growth: prices that rise as fast as the money leave the tonnes where
/// they were.
#[test]
fn tonnes_are_money_over_a_projected_worth() {
    let near = |found: f64, wanted: f64| assert!((found / wanted - 1.0).abs() < ROUNDING, "{found} {wanted}");
    near(tonnes(r#"unit_value = "500 USD/t""#, 2030), 400e6 * 1.08_f64.powi(7) / 500.0);
    let grows = r#"unit_value = { 2023 = "500 USD/t" }, unit_value_growth = { compound = "8 %/yr" }"#;
    near(tonnes(grows, 2023), 800e3);
    near(tonnes(grows, 2030), 800e3);
    let steps = r#"unit_value = { 2023 = "500 USD/t", 2025 = "800 USD/t" }"#;
    near(tonnes(steps, 2024), 400e6 * 1.08 / 500.0);
    near(tonnes(steps, 2026), 400e6 * 1.08_f64.powi(3) / 800.0);
}

/// Each number of the projection is an input of its own, by its place in the study.
#[test]
fn the_projection_is_among_the_inputs() {
    let grows = r#"unit_value = { 2023 = "500 USD/t" }, unit_value_growth = { compound = "2 %/yr" }"#;
    let plan = study(grows).plan("baseline").unwrap();
    let paths: Vec<&str> = plan.inputs().iter().map(|input| &*input.path).collect();
    for wanted in ["demand.goods.volume.unit_value.2023", "demand.goods.volume.unit_value_growth.compound"] {
        assert!(paths.contains(&wanted), "{paths:?}");
    }
}

/// Bad unit values and rules are told where they stand.
#[test]
fn bad_unit_values_are_told() {
    for (unit_value, told) in [
        (r#"unit_value = "500 USD/TEU""#, "USD/TEU"),
        (r#"unit_value = { 2023 = "0 USD/t" }"#, "unit_value"),
        (
            r#"unit_value = "500 USD/t", unit_value_growth = { elastic = { to = "az-tm", elasticity = 1 } }"#,
            "elastic",
        ),
        (r#"unit_value = { 2023 = "500 USD/t" }, unit_value_growth = { linear = "5 t" }"#, "linear"),
    ] {
        let text = STUDY.replace("UNIT_VALUE", unit_value);
        let faults = match Study::parse(&text, "goods.toml") {
            Err(faults) => faults.to_string(),
            Ok(study) => study.plan("baseline").unwrap_err().to_string(),
        };
        assert!(faults.contains(told), "{unit_value}: {faults}");
    }
}
