//! What if the 6.5 Mt come true, but the berths slip?
//!
//! You will learn to open a study that comes with the crate, to run its scenarios, and to see who gives way when a firm
//! contract outgrows a port.
//!
//! The contract for Kazakh oil by Baku rises to 6–6.5 Mt a year by 2030 if what is being worked out is agreed. All oil at
//! Aktau shares its berths, u = 7.5 Mt a year, 12.5 with berths 9 and 10. Firm volume C is served first, so what is left
//! for everybody else is u − C: with late berths it is the other oil that waits for them. If the tank wagons that bring
//! the oil to Aktau are late too, the contract itself falls short.

use corridor::assign::QueuedLogit;
use corridor::calendar::Period;
use corridor::evaluate::{Indicator, Outcome};
use corridor::quantity::Mass;
use corridor::study::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("kazakh-oil")?;
    let year = Period::year(2030)?;
    let scenarios = ["negotiated", "negotiated-but-berths-slip", "negotiated-but-wagons-slip"];
    let outcomes: Vec<Outcome> = scenarios.iter().map(|name| run(&study, name)).collect::<Result<_, _>>()?;

    println!(
        "{:<28} {:>10} {:>10} {:>12} {:>12}",
        "in 2030", "committed", "delivered", "other oil", "berth price"
    );
    for outcome in &outcomes {
        let contract = |indicator| mass(outcome, indicator, "kz-oil-via-baku", year);
        let other =
            mass(outcome, Indicator::Throughput, "aktau-oil-berths", year)? - contract(Indicator::Delivered)?;
        println!(
            "{:<28} {:>10.2} {:>10.2} {other:>12.2} {:>8.2} USD/t",
            outcome.scenario(),
            contract(Indicator::Committed)?,
            contract(Indicator::Delivered)?,
            outcome.value(Indicator::QueuePrice, "aktau-oil-berths", year).unwrap_or(0.0),
        );
    }

    let [in_time, late_berths, late_wagons] = &outcomes[..] else { return Err("three scenarios".into()) };
    let fulfilment =
        |outcome: &Outcome| outcome.value(Indicator::Fulfilment, "kz-oil-via-baku", year).unwrap_or(0.0);
    // Late berths do not touch the contract: it is firm. They fill, and the rest of the oil makes room.
    assert!((fulfilment(in_time) - 1.0).abs() < 1e-6 && (fulfilment(late_berths) - 1.0).abs() < 1e-6);
    let utilisation =
        |outcome: &Outcome| outcome.value(Indicator::Utilisation, "aktau-oil-berths", year).unwrap_or(0.0);
    assert!(utilisation(late_berths) > 0.999 && utilisation(in_time) < 0.999);
    let crossing = |outcome: &Outcome| mass(outcome, Indicator::CorridorVolume, "caspian", year);
    assert!(crossing(late_berths)? < crossing(in_time)?);
    // Late wagons do: the oil never reaches the berths.
    assert!(fulfilment(late_wagons) < 0.9);
    Ok(())
}

/// What comes out of a scenario of the study.
fn run(study: &Study, scenario: &str) -> Result<Outcome, Box<dyn std::error::Error>> {
    let outcome = study.run(scenario, &QueuedLogit::default())?;
    assert!(outcome.is_solved());
    Ok(outcome)
}

fn mass(outcome: &Outcome, indicator: Indicator, subject: &str, year: Period) -> Result<Mass, String> {
    outcome
        .volume(indicator, subject, year)
        .ok_or_else(|| format!("{indicator} of {subject} has no value in {year}"))
}
