//! Under which conditions does less than 3.5 Mt of oil cross the Caspian?
//!
//! You will learn to find the ranges of inputs that lead to an outcome, and to tell them from chance.
//!
//! Each draw of the uncertain inputs either has less than 3.5 Mt in 2030 or not. A box of ranges is peeled from all draws
//! until it holds little else. Coverage is the share of those draws that are in the box, density their share of the box.

use corridor::assign::QueuedLogit;
use corridor::sensitivity::{Response, ScenarioDiscovery};
use corridor::study::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let plan = Study::embedded("kazakh-oil")?.draft().plan()?;
    let method = QueuedLogit::default();
    let response = Response::new(&plan, &method, &"corridor-volume:caspian@2030".parse()?)?;
    let is_little = |values: &[f64]| response.value(values) < 3.5e6;
    let found = ScenarioDiscovery::new().run(response.inputs(), 1000, 1, is_little)?;

    let chosen = found.chosen();
    println!("{:.0} % of them, at a density of {:.0} %", 100.0 * chosen.coverage, 100.0 * chosen.density);
    for limit in chosen.limits.iter().filter(|limit| limit.chance < 0.01) {
        println!("{}: {:?} to {:?}", limit.name, limit.low, limit.high);
    }

    let way_by_russia = chosen.limits.iter().find(|limit| &*limit.name == "leg.samara-world.tariff");
    assert!(way_by_russia.is_some_and(|limit| limit.high.is_some() && limit.chance < 0.01));
    assert!(chosen.coverage > 0.5 && chosen.density > 0.5);
    Ok(())
}
