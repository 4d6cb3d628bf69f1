//! Why do two scenarios differ, when does it tip, and what to choose?
//!
//! You will learn to split a difference over the changes that make it, to find a switching value, and to let strategies meet
//! states of the world. The study is `middle-corridor`; all its figures are sourced there.
//!
//! Attribution: φᵢ is what change i adds, averaged over all orders of the changes, so that Σ φᵢ is the difference.
//! Switching value: the x at which f(x) is the goal, all else as it is. Regret: how much better the best strategy is in a
//! state; the strategy whose largest regret is least is hard to be sorry for.

use corridor::assign::QueuedLogit;
use corridor::compare::{Judging, World};
use corridor::evaluate::Indicator;
use corridor::sensitivity::{Explanation, Goal, Search, Switching};
use corridor::study::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("middle-corridor")?;
    let method = QueuedLogit::default();

    // Which change makes how much of what falling water takes?
    let found =
        Explanation::between(study.draft(), study.scenarios(), "baseline", "low-caspian")?.run(&method)?;
    let middle =
        found.explained(Indicator::CorridorVolume, "middle", "2030".parse()?).ok_or("no such value")?;
    println!("{:.2} Mt in 2030 instead of {:.2}:", middle.end / 1e6, middle.start / 1e6);
    for part in &middle.parts {
        println!("{:>+8.3} Mt  {}", part.value / 1e6, part.name);
    }
    let sum: f64 = middle.parts.iter().map(|part| part.value).sum();
    assert!((sum - middle.difference()).abs() < 1e-9 * middle.start);

    // At which tariff of the crossing do fewer than 5 Mt go this way?
    let plan = study.draft().plan()?;
    let goal: Goal = "corridor-volume:middle@2030=5 Mt".parse()?;
    let switching = Switching::new(study.draft(), &plan, "leg.aktau-alat.tariff", &goal)?;
    let tips = switching.run(Search::between(0.0, 100.0)?, &method)?;
    let tariff = tips.sought.crossings.first().ok_or("no switching value")?.input();
    println!(
        "It takes {tariff:.1} USD/t on the crossing, now {:.1}, to bring it down to 5 Mt.",
        tips.now.input
    );
    assert!(tariff > tips.now.input);

    // Build everything, nothing, or what is on its way, whatever happens to the sea and the north?
    let world = World::new(study.draft(), study.scenarios())
        .strategies(["baseline", "no-investment", "all-projects"])
        .states(["baseline", "low-caspian", "northern-closure"]);
    let met = world.meet(&"corridor-volume:middle@2035".parse()?, &method)?;
    let judged = met.payoffs.judge(Judging::default())?;
    for judgement in &judged.standings {
        println!("{:<14} regrets {:.2} Mt at most", judgement.strategy, judgement.most_regret / 1e6);
    }
    assert_eq!(judged.best_by_regret(), ["all-projects"]);
    Ok(())
}
