//! Who gains when the Northern route closes?
//!
//! You will learn to compare scenarios, and to read user benefit: what shippers gain or lose against a baseline.
//!
//! The benefit of a market is d (S⁰ − S): its volume times the fall of its expected cost S, the logsum of its routes with
//! their queues. Closing a route can only raise S, so no shipper gains: the corridor that wins volume wins it from people
//! who would rather have gone another way. What the railways and ports of the corridor earn more is their gain.

use corridor::assign::QueuedLogit;
use corridor::calendar::Period;
use corridor::compare::Comparison;
use corridor::evaluate::{Indicator, Outcome};
use corridor::quantity::{Mass, Money};
use corridor::study::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("middle-corridor")?;
    let (baseline, closed) = (run(&study, "baseline")?, run(&study, "northern-closure")?);
    let comparison = Comparison::new(&baseline, &[closed])?;
    let year = Period::year(2030)?;
    let value = |scenario, indicator, subject: &str| {
        comparison
            .value(scenario, indicator, subject, year)
            .ok_or_else(|| format!("no {indicator} of {subject}"))
    };

    println!("{:<32} {:>12} {:>10}", "2030, Northern route closed", "benefit", "per tonne");
    let mut benefits = Vec::new();
    for market in comparison.subjects(Indicator::UserBenefit) {
        let benefit = value("northern-closure", Indicator::UserBenefit, market)?;
        let volume = value("northern-closure", Indicator::Demand, market)?;
        println!("{market:<32} {:>12.1} {:>10.2}", Money::usd(benefit), benefit / volume.max(1.0));
        benefits.push(benefit);
    }
    let corridor = |scenario| value(scenario, Indicator::CorridorVolume, "middle");
    let (before, after) = (corridor("baseline")?, corridor("northern-closure")?);
    println!("{:<32} {:>12.2} -> {:.2}", "Middle Corridor", Mass::tonnes(before), Mass::tonnes(after));
    let earned = |scenario| value(scenario, Indicator::TariffRevenue, "AZ");
    let (earned_before, earned_after) = (earned("baseline")?, earned("northern-closure")?);
    println!(
        "{:<32} {:>12.1} -> {:.1}",
        "tariffs earned in Azerbaijan",
        Money::usd(earned_before),
        Money::usd(earned_after)
    );

    // No market gains, and those that used the north lose.
    let total: f64 = benefits.iter().sum();
    assert!(benefits.iter().all(|benefit| *benefit <= 1e-6 * total.abs()));
    assert!(value("northern-closure", Indicator::UserBenefit, "china-europe")? < -1e6);
    // The corridor and those who carry on it win.
    assert!(after > before && earned_after > earned_before);
    // Its container ships were nearly full before: boxes have less room to gain than all cargo together.
    let boxes = |scenario| value(scenario, Indicator::CorridorVolume, "middle-containers");
    assert!(boxes("northern-closure")? / boxes("baseline")? < after / before);
    Ok(())
}

fn run(study: &Study, scenario: &str) -> Result<Outcome, Box<dyn std::error::Error>> {
    let outcome = study.run(scenario, &QueuedLogit::default())?;
    assert!(outcome.is_solved());
    Ok(outcome)
}
