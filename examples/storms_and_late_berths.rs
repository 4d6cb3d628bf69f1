//! How sure is it that 8 Mt of oil a year cross the Caspian by 2030, with storms and late berths?
//!
//! You will learn to sample a scenario whose openings and storms are not dated, to compare it draw by draw with one in
//! which all goes to plan, and to ask how sure an answer is.
//!
//! What is being worked out for Kazakh oil by Baku needs two more berths and tank wagons. They open s years late, where s
//! turns out as such dates have (`track_record`); in a year a storm begins with probability p, not known itself, and
//! closes the berths for d days, which takes d/365 off what they can do. How often does the sea still carry 8 Mt?

use corridor::assign::QueuedLogit;
use corridor::calendar::Period;
use corridor::ensemble::{Ensemble, Sampling};
use corridor::evaluate::Indicator;
use corridor::model::Plan;
use corridor::study::Study;

/// What is asked for, in tonnes a year.
const GOAL: f64 = 8e6;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let study = Study::embedded("kazakh-oil")?;
    let (planned, real) = ("negotiated", "negotiated-in-storms-with-late-works");
    let plans: Vec<Plan> = [planned, real].iter().map(|name| study.plan(name)).collect::<Result<_, _>>()?;

    // Whether a storm begins, when, and how long it lasts are inputs of their own, year by year.
    let drawn = |path: &str| plans[1].inputs().iter().any(|input| input.path == path);
    assert!(drawn("event.storm.starts@2030") && drawn("event.storm.on@2030"));
    assert!(drawn("event.storm.lasts@2030") && drawn("event.storm.probability"));

    let found = Ensemble::new(Sampling::new(400, 2030)?)
        .scenario(planned, &plans[0])
        .scenario(real, &plans[1])
        .reading(|entry| entry.indicator == Indicator::CorridorVolume && &*entry.subject == "caspian")
        .at_least(Indicator::CorridorVolume, "caspian", GOAL)
        .run(&QueuedLogit::default())?;
    let value = |scenario: &str, year, statistic: &str| -> Result<f64, Box<dyn std::error::Error>> {
        let value =
            found.value(scenario, Indicator::CorridorVolume, "caspian", Period::year(year)?, statistic);
        value.ok_or_else(|| format!("no {statistic} of {scenario} in {year}").into())
    };
    let sure = |scenario, year| value(scenario, year, "at-least-8000000");

    println!("over the Caspian, Mt: 5 %, median, 95 % of the draws, and how often {} Mt", GOAL / 1e6);
    for year in [2028, 2030, 2032, 2035] {
        for scenario in [planned, real] {
            let [low, middle, high] = ["p05", "p50", "p95"].map(|statistic| value(scenario, year, statistic));
            let (low, middle, high) = (low? / 1e6, middle? / 1e6, high? / 1e6);
            let sure = 100.0 * sure(scenario, year)?;
            println!("{year} {scenario:<38} {low:>6.2} {middle:>6.2} {high:>6.2} {sure:>6.0} %");
        }
    }

    // On paper the goal of 2030 is all but certain; as works and weather are, it is missed in two draws of three, and
    // reached in most only by 2035. Draw by draw, nothing is gained anywhere.
    assert!(sure(planned, 2030)? > 0.85);
    assert!((0.15..0.40).contains(&sure(real, 2030)?));
    assert!(sure(real, 2035)? > 0.55);
    assert!(value(real, 2030, "difference-mean")? < -1e6);
    assert!(value(real, 2030, "difference-p95")? < 0.05e6);
    Ok(())
}
