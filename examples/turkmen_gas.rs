//! How much Turkmen gas fits before the pipelines behind the Caspian are enlarged?
//!
//! You will learn to find the real bottleneck of a chain: a pipeline carries no more than the fullest one behind it has
//! room for.
//!
//! A Trans-Caspian link of about 10 bcm a year ends at Sangachal. From there the South Caucasus Pipeline, TANAP and TAP go
//! on, full of Azerbaijani gas. Of a chain of links with capacities u and other use b, at most min (u − b) passes; the
//! queue price tells which link it is: the others have none.

use corridor::assign::QueuedLogit;
use corridor::calendar::Period;
use corridor::evaluate::{Indicator, Outcome};
use corridor::quantity::GasVolume;
use corridor::study::Study;

/// From the sea bed to Italy.
const CHAIN: [&str; 4] = ["trans-caspian", "scp-pipeline", "tanap-pipeline", "tap"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("turkmen-gas")?;
    let year = Period::year(2032)?;
    let scenarios = ["baseline", "link-without-corridor", "link-and-corridor"];
    let outcomes: Vec<Outcome> = scenarios.iter().map(|name| run(&study, name)).collect::<Result<_, _>>()?;

    println!(
        "2032                     by the link       used   queue prices, USD per 1,000 m³: {}",
        CHAIN.join(", ")
    );
    for outcome in &outcomes {
        let carried: GasVolume =
            outcome.volume(Indicator::CorridorVolume, "trans-caspian", year).ok_or("no corridor")?;
        let used = outcome.value(Indicator::Utilisation, "trans-caspian", year);
        let used = used.map_or_else(|| "not built".to_owned(), |used| format!("{:.0} %", 100.0 * used));
        let prices = CHAIN.map(|limit| format!("{:.0}", 1e3 * price(outcome, limit, year)));
        println!("{:<24} {carried:>11.2} {used:>10}   {}", outcome.scenario(), prices.join(", "));
    }

    let [_, alone, enlarged] = &outcomes[..] else { return Err("three scenarios".into()) };
    let carried =
        |outcome: &Outcome| outcome.value(Indicator::CorridorVolume, "trans-caspian", year).unwrap_or(0.0);
    let used =
        |outcome: &Outcome| outcome.value(Indicator::Utilisation, "trans-caspian", year).unwrap_or(1.0);
    // Alone the link stands two thirds empty, and nobody queues for it: what is short lies behind it.
    assert!(used(alone) < 0.4);
    assert!(price(alone, CHAIN[0], year) < 1e-9);
    assert!(price(alone, CHAIN[1], year) > 0.05);
    // Enlarging what is behind it lets more through the same link.
    assert!(carried(enlarged) > 1.2 * carried(alone));
    Ok(())
}

/// The queue price of a limit, USD per cubic metre.
fn price(outcome: &Outcome, limit: &str, year: Period) -> f64 {
    outcome.value(Indicator::QueuePrice, limit, year).unwrap_or(0.0)
}

fn run(study: &Study, scenario: &str) -> Result<Outcome, Box<dyn std::error::Error>> {
    let outcome = study.run(scenario, &QueuedLogit::default())?;
    assert!(outcome.is_solved());
    Ok(outcome)
}
