//! Which of a hundred futures breaks the plan?
//!
//! You will learn to generate scenarios in a loop, to run each, and to look for the boundary between futures.
//!
//! Demand grows by g % a year (nought to nine), and new berths of 2 Mt/yr open s years late (one to ten). The port takes
//! 3 Mt now. Over ten years a future *holds* if less than 5 % of the volume stays on the quay. Unserved volume can only
//! grow with g and with s: more wants to move, or for longer there is less room.

use corridor::assign::QueuedLogit;
use corridor::calendar::{Date, Duration, Horizon, Period};
use corridor::demand::Demand;
use corridor::evaluate::{Indicator, evaluate};
use corridor::model::Model;
use corridor::network::{Leg, Mode, Node, NodeKind, Project, ProjectStatus};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Dispersion, GrowthRate, Mass, Rate, UnitPrice};
use corridor::scenario::{Change, Overlay};

const GROWTHS: i32 = 10;
const SLIPS: i32 = 10;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut overlay = Overlay::new(port()?.into_draft());
    let mut left_behind = Vec::new();
    for growth in 0..GROWTHS {
        let rule = Rule::compound(GrowthRate::new(f64::from(growth) * 0.01)?);
        overlay.apply(Change::grow("cargo", rule))?;
        for slip in 1..=SLIPS {
            overlay.apply(Change::delay("berths", Duration::years(slip)))?;
            left_behind.push(share_left_behind(&overlay)?);
            overlay.undo_last();
        }
        overlay.undo_last();
    }

    println!("growth   slip of the berths, years (o holds, x breaks)");
    let rows: Vec<&[f64]> = left_behind.chunks(usize::try_from(SLIPS)?).collect();
    for (growth, row) in rows.iter().enumerate() {
        let marks: Vec<&str> = row.iter().map(|share| if *share < 0.05 { "o" } else { "x" }).collect();
        println!("{growth:>3} %/yr  {}", marks.join(" "));
    }

    assert_eq!(left_behind.len(), 100);
    // More growth never helps, and neither does a longer slip.
    let rises = |pair: &[f64]| pair[1] >= pair[0] - 1e-9;
    assert!(rows.iter().all(|row| row.windows(2).all(rises)));
    assert!(
        rows.windows(2).all(|pair| pair[0].iter().zip(pair[1]).all(|(slow, fast)| rises(&[*slow, *fast])))
    );
    // Without growth the old port will do; at 9 % a year every slip breaks the plan.
    assert!(rows[0].iter().all(|share| *share < 0.05));
    assert!(rows[9].iter().all(|share| *share > 0.05));
    Ok(())
}

/// The share of all years' volume that does not move.
fn share_left_behind(overlay: &Overlay) -> Result<f64, Box<dyn std::error::Error>> {
    let outcome = evaluate(&overlay.draft().plan()?, "future", &QueuedLogit::default());
    assert!(outcome.is_solved());
    let sum = |indicator| -> f64 {
        let years = outcome.horizon().periods();
        years.filter_map(|year| outcome.value(indicator, "cargo", year)).sum()
    };
    Ok(sum(Indicator::Unserved) / sum(Indicator::Demand))
}

/// A port of 3 Mt, and berths of 2 Mt more under construction for 2028.
fn port() -> Result<Model<Mass>, Box<dyn std::error::Error>> {
    let mut model = Model::<Mass>::new("A port and its berths", Horizon::years(2026, 2035)?);
    model.set_dispersion(Dispersion::of(0.1));
    let east = model.add_node("east", Node::new(NodeKind::Port));
    let west = model.add_node("west", Node::new(NodeKind::Port));
    let per_year = |megatonnes| Rate::per_year(Mass::megatonnes(megatonnes));
    let crossing = Leg::new(&east, &west, Mode::Sea).tariff(UnitPrice::<Mass>::usd(20.0));
    let crossing = model.add_leg("crossing", crossing.capacity(per_year(3.0)));
    let berths = Project::for_leg(&crossing, per_year(2.0), Date::new(2028, 1, 1)?);
    model.add_project("berths", berths.status(ProjectStatus::Building));
    let shipped = Course::of([(Period::year(2026)?, Mass::megatonnes(2.9))], Rule::Hold);
    model.add_demand("cargo", Demand::new(&east, &west, shipped).captive());
    Ok(model)
}
