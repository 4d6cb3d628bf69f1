//! How concentrated are Kazakhstan's oil routes?
//!
//! You will learn to read shares of routes and their concentration, and to say what a contract changes in it.
//!
//! With shares s of an exporter's routes, the Herfindahl–Hirschman index is H = Σ s²: 1 if one route has all, 1/n if n
//! share alike. Its inverse is how many routes of the same size would be as concentrated. Two routes through one pipeline
//! count as two: the index speaks of routes.

use corridor::assign::QueuedLogit;
use corridor::calendar::Period;
use corridor::evaluate::{Indicator, Outcome};
use corridor::study::Study;

const EXPORTERS: [&str; 5] =
    ["tengiz-export", "kashagan-export", "karachaganak-export", "aktobe-export", "mangystau-export"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("kazakh-oil")?;
    let (baseline, negotiated) = (run(&study, "baseline")?, run(&study, "negotiated")?);
    let year = Period::year(2030)?;

    println!("{:<22} {:>8} {:>8} {:>11} {:>8}", "2030", "H", "routes", "negotiated", "routes");
    for exporter in EXPORTERS {
        let (before, after) =
            (concentration(&baseline, exporter, year), concentration(&negotiated, exporter, year));
        println!("{exporter:<22} {before:>8.3} {:>8.1} {after:>11.3} {:>8.1}", 1.0 / before, 1.0 / after);
    }

    for exporter in EXPORTERS {
        let index = concentration(&baseline, exporter, year);
        let shares = shares(&baseline, exporter, year);
        let by_hand: f64 = shares.iter().map(|share| share * share).sum();
        let alike = 1.0 / f64::from(u32::try_from(shares.len())?);
        assert!((index - by_hand).abs() < 1e-9 && index >= alike - 1e-9 && index <= 1.0);
    }
    // Tengiz is the field that the contract is for: it alone spreads its oil more.
    assert!(
        concentration(&negotiated, "tengiz-export", year) < concentration(&baseline, "tengiz-export", year)
    );
    let karachaganak = |outcome| concentration(outcome, "karachaganak-export", year);
    assert!((karachaganak(&negotiated) - karachaganak(&baseline)).abs() < 0.01);
    // For the big fields it stays above the half: one pipeline has most of it.
    assert!(EXPORTERS[..3].iter().all(|exporter| concentration(&negotiated, exporter, year) > 0.5));
    Ok(())
}

fn concentration(outcome: &Outcome, exporter: &str, year: Period) -> f64 {
    outcome.value(Indicator::Concentration, exporter, year).unwrap_or(f64::NAN)
}

/// The share of each route of an exporter.
fn shares(outcome: &Outcome, exporter: &str, year: Period) -> Vec<f64> {
    let of_exporter = |subject: &str| subject.split_once('/').is_some_and(|(demand, _)| demand == exporter);
    let rows = outcome.rows().filter(|row| row.indicator == Indicator::RouteShare && row.period == year);
    rows.filter(|row| of_exporter(&row.subject)).map(|row| row.value).collect()
}

fn run(study: &Study, scenario: &str) -> Result<Outcome, Box<dyn std::error::Error>> {
    let outcome = study.run(scenario, &QueuedLogit::default())?;
    assert!(outcome.is_solved());
    Ok(outcome)
}
