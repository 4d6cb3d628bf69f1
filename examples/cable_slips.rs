//! What does each further year of delay cost?
//!
//! You will learn to change a study that comes with the crate by changes of your own, one after another, and to add up a
//! benefit over the years.
//!
//! The cable under the Caspian was announced for 2021 and is now expected at the end of 2026. Let B(n) be what its users
//! gain, over the years to 2040, against never having it, if it comes n years later than that. The cost of year n is
//! B(n − 1) − B(n), the benefit of the year that is lost. Traffic grows, so each lost year costs more than the one before.
//! No discounting here.

use corridor::assign::QueuedLogit;
use corridor::calendar::Duration;
use corridor::evaluate::{Indicator, Outcome, evaluate};
use corridor::model::Draft;
use corridor::quantity::Money;
use corridor::scenario::{Change, Overlay};
use corridor::study::Study;

/// The most years that it may slip here.
const YEARS: i32 = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("caspian-cable")?;
    let mut overlay = Overlay::new(study.draft().clone());
    overlay.apply(Change::cancel("trans-caspian-line"))?;
    let never = run(overlay.draft(), "never")?;
    overlay.undo_last();

    let mut benefits = vec![benefit(&run(overlay.draft(), "as announced")?, &never)];
    for _ in 0..YEARS {
        overlay.apply(Change::delay("trans-caspian-line", Duration::years(1)))?;
        let name = format!("{} years late", benefits.len());
        benefits.push(benefit(&run(overlay.draft(), &name)?, &never));
    }

    println!("years late   users gain to 2040   cost of the year");
    println!("         0   {:>18.2}", Money::usd(benefits[0]));
    let costs: Vec<f64> = benefits.windows(2).map(|pair| pair[0] - pair[1]).collect();
    for (late, cost) in costs.iter().enumerate() {
        println!("{:>10}   {:>18.2}   {:>16.0}", late + 1, Money::usd(benefits[late + 1]), Money::usd(*cost));
    }

    // The cable is worth having, and every year of delay costs more than the one before.
    assert!(benefits.iter().all(|benefit| *benefit > 0.0));
    assert!(costs.iter().all(|cost| *cost > 0.0));
    assert!(costs.windows(2).all(|pair| pair[1] > pair[0]));
    // A change is undone exactly: the study is as it was.
    while overlay.undo_last().is_some() {}
    let again = benefit(&run(overlay.draft(), "as announced")?, &never);
    assert_eq!(again.to_bits(), benefits[0].to_bits());
    Ok(())
}

/// What all users gain against a baseline, over all years, USD.
fn benefit(outcome: &Outcome, baseline: &Outcome) -> f64 {
    let compared = outcome.against(baseline);
    compared.rows().filter(|row| row.indicator == Indicator::UserBenefit).map(|row| row.value).sum()
}

fn run(draft: &Draft, name: &str) -> Result<Outcome, Box<dyn std::error::Error>> {
    let outcome = evaluate(&draft.plan()?, name, &QueuedLogit::default());
    assert!(outcome.is_solved());
    Ok(outcome)
}
