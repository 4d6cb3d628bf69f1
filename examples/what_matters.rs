//! Which uncertain number decides how much oil crosses the Caspian, and is it one that we choose?
//!
//! You will learn to ask a study which of its inputs matter, and to tell levers from what happens to us.
//!
//! The volume over the corridor in 2030 is a function of some twenty uncertain numbers. The total index of one is the
//! share of the variance that would be left if all the others were known: E[Var(f | others)] / Var(f).

use corridor::assign::QueuedLogit;
use corridor::scenario::Control;
use corridor::sensitivity::{Ranking, Response, Sobol};
use corridor::study::Study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let plan = Study::embedded("kazakh-oil")?.draft().plan()?;
    let method = QueuedLogit::default();
    let response = Response::new(&plan, &method, &"corridor-volume:caspian@2030".parse()?)?;
    let found = Sobol::new(64, 1).run(response.inputs(), |values| response.value(values))?;

    let ranking = Ranking::sobol(&response, &found);
    for ranked in ranking.inputs.iter().filter(|ranked| ranked.is_distinguishable()) {
        let total = found.input(&ranked.name).map(|index| index.total.to_string()).unwrap_or_default();
        println!("{:?} {}: {total}", ranked.control, ranked.name);
    }

    // What is charged on the way by Samara.
    let first = &ranking.inputs[0];
    assert_eq!((&*first.name, first.control), ("leg.samara-world.tariff", Control::Lever));
    assert!(first.weight > 0.5);
    Ok(())
}
