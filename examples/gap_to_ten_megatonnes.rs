//! What is the gap to the ten million tonnes?
//!
//! You will learn to hold a projection against what was said, each target in its own year and scope.
//!
//! "Ten million tonnes" has been said for 2025, 2027, 2028 and 2030. A target binds nobody and moves nothing in the
//! model. Its gap is what the model has in the target's year less the target: negative where it is missed. The study is
//! run as it stands, with nothing invested, and with the oil contract that is being worked out.

use corridor::assign::QueuedLogit;
use corridor::evaluate::{Indicator, Outcome};
use corridor::study::Study;

const TARGETS: [&str; 4] = ["ten-by-2025", "ten-by-2027", "ten-by-2028", "ten-by-2030"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("middle-corridor")?;
    let scenarios = ["no-investment", "baseline", "oil-ramp"];
    let outcomes: Vec<Outcome> = scenarios.iter().map(|name| run(&study, name)).collect::<Result<_, _>>()?;

    println!("{:<14} {:>14} {:>14} {:>14}   said by", "gap, Mt", scenarios[0], scenarios[1], scenarios[2]);
    for target in TARGETS {
        let gaps: Vec<f64> = outcomes.iter().map(|outcome| gap(outcome, target)).collect();
        let said = study
            .draft()
            .targets
            .get(&corridor::commitment::TargetId::new(target))
            .ok_or("no such target")?;
        let row: Vec<String> = gaps.iter().map(|gap| format!("{:>14.2}", gap / 1e6)).collect();
        println!("{target:<14} {}   {}", row.join(" "), said.who);
    }

    let [nothing, baseline, oil] = &outcomes[..] else { return Err("three scenarios".into()) };
    for target in TARGETS {
        // None of them is met on what is under way, and the less is invested, the wider the gap.
        assert!(gap(baseline, target) < 0.0);
        assert!(gap(nothing, target) <= gap(baseline, target) + 1.0);
        assert!(gap(oil, target) >= gap(baseline, target) - 1.0);
    }
    // The oil alone closes more than half of the gap of 2030.
    assert!(gap(oil, "ten-by-2030") > 0.5 * gap(baseline, "ten-by-2030"));
    Ok(())
}

/// The gap of a target in its own year, in tonnes.
fn gap(outcome: &Outcome, target: &str) -> f64 {
    let year = outcome.first_period(Indicator::TargetGap, target);
    year.and_then(|year| outcome.value(Indicator::TargetGap, target, year)).unwrap_or(f64::NAN)
}

fn run(study: &Study, scenario: &str) -> Result<Outcome, Box<dyn std::error::Error>> {
    let outcome = study.run(scenario, &QueuedLogit::default())?;
    assert!(outcome.is_solved());
    Ok(outcome)
}
