//! Capacities that grow, and projects that add a share of them, from a study to its results.

use approx::assert_relative_eq;
use corridor::assign::QueuedLogit;
use corridor::evaluate::{Indicator, evaluate};
use corridor::study::Study;

/// The method's tolerance, with room for rounding.
const SOLVED: f64 = 1e-6;

const CROSSING: &str = r#"
name = "Crossing"
measure = "mass"
horizon = { first = "2025", last = "2029" }
dispersion = 1

[node.aktau]
[node.baku]

[leg.ferry]
from = "aktau"
to = "baku"
mode = "sea"
tariff = "10 USD/t"
capacity = { 2024 = "1 Mt/yr", 2026 = "2 Mt/yr" }
capacity_growth = { continuous = { mean = "5 %/yr", sd = "1 %/yr" } }

[project.ships]
leg = "ferry"
adds = "30 %"
opens = "2028"
status = "funded"

[project.berth]
leg = "ferry"
adds = "1 Mt/yr"
opens = "2028"
status = "funded"

[demand.all]
from = "aktau"
to = "baku"
volume = "100 Mt"
growth = { continuous = "3 %/yr" }
captive = true
"#;

#[test]
fn capacities_grow_and_projects_add_to_what_they_have_become() {
    let study = Study::parse(CROSSING, "crossing.toml").unwrap();
    let plan = study.draft().plan().unwrap();
    let paths: Vec<&str> = plan.inputs().iter().map(|input| input.path.as_str()).collect();
    for path in ["leg.ferry.capacity_growth.continuous", "demand.all.growth.continuous", "project.ships.adds"]
    {
        assert!(paths.contains(&path), "{path} is not among {paths:?}");
    }
    let evaluation = evaluate(&plan, "baseline", &QueuedLogit::default());
    let rows = |indicator, subject: &str| -> Vec<f64> {
        plan.horizon().periods().map(|at| evaluation.value(indicator, subject, at).unwrap()).collect()
    };
    let grown = |years: f64| 2e6 * (0.05 * years).exp();
    let with_projects = |years: f64| grown(years) * 1.3 + 1e6;
    let expected = [1e6, 2e6, grown(1.0), with_projects(2.0), with_projects(3.0)];
    assert_relative_eq!(rows(Indicator::Throughput, "ferry")[..], expected, max_relative = SOLVED);
    assert_relative_eq!(rows(Indicator::Demand, "all")[4], 1e8 * 0.12_f64.exp(), max_relative = SOLVED);
}

/// What cannot be meant is told with its place.
#[test]
fn bad_growth_of_a_capacity_is_told() {
    for (good, bad, told) in [
        (
            "{ continuous = { mean = \"5 %/yr\", sd = \"1 %/yr\" } }",
            "{ elastic = { to = \"gdp\", elasticity = 1 } }",
            "capacity_growth",
        ),
        (
            "{ continuous = { mean = \"5 %/yr\", sd = \"1 %/yr\" } }",
            "{ multiple = 2, by = \"2025\" }",
            "which is not after the last given point 2026",
        ),
        ("adds = \"30 %\"", "adds = \"-30 %\"", "project.ships.adds"),
        ("adds = \"30 %\"", "adds = \"30 USD\"", "adds"),
    ] {
        assert!(CROSSING.contains(good));
        let study = Study::parse(&CROSSING.replace(good, bad), "crossing.toml");
        let text = match study {
            Err(error) => error.to_string(),
            Ok(study) => study.draft().plan().map_or_else(|error| error.to_string(), |_| String::new()),
        };
        assert!(text.contains(told), "{bad}: {text:?} does not say {told:?}");
    }
}
