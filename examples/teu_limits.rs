//! How do boxes limit a network that counts tonnes?
//!
//! You will learn how a limit in TEU meets commodities in tonnes, by their load factor and by nothing else.
//!
//! Feeder ships take 89,000 TEU a year. Containers hold 14 t, grain goes in bulk on other ships. A tonne of containers
//! uses a = 1 / 14 TEU of the fleet, a tonne of grain none, so at most 14 × 89,000 t = 1.246 Mt of containers cross.
//! The queue price of the fleet is in USD per TEU: 14 times what a tonne in a box would pay to be on board.

use corridor::assign::QueuedLogit;
use corridor::calendar::{Horizon, Period};
use corridor::demand::Demand;
use corridor::evaluate::{Indicator, evaluate};
use corridor::model::Model;
use corridor::network::{Commodity, Leg, Limit, Mode, Node, NodeKind};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Containers, Dispersion, LoadFactor, Mass, Rate, UnitPrice};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let outcome = evaluate(&network()?.plan()?, "baseline", &QueuedLogit::default());
    assert!(outcome.is_solved());
    let year = Period::year(2030)?;

    let on_board: Containers =
        outcome.volume(Indicator::Throughput, "feeders", year).ok_or("no such limit")?;
    let boxed: Mass = outcome.volume(Indicator::Flow, "boxes/ship", year).ok_or("no such route")?;
    let grain: Mass = outcome.volume(Indicator::Flow, "grain/ship", year).ok_or("no such route")?;
    let price = outcome.value(Indicator::QueuePrice, "feeders", year).ok_or("no such limit")?;
    println!("on the feeders  {on_board:.1}, which is {boxed:.3}; a place is worth {price:.0} USD/TEU");
    println!("grain by ship   {grain:.3}");

    // The fleet is full, and what is on it is its boxes × 14 t.
    let full = Containers::thousand_teu(89.0);
    assert!((on_board.base() - full.base()).abs() < 1e-6 * full.base());
    let in_mass = full * LoadFactor::tonnes_per_teu(14.0);
    assert!((boxed.base() - in_mass.base()).abs() < 1e-6 * in_mass.base());
    // Grain does not notice: as much of it goes by ship as the two tariffs say, 1 / (1 + e^(−0.1 × 10)) of 1 Mt.
    let by_tariffs = 1e6 / (1.0 + f64::exp(-1.0));
    assert!((grain.base() - by_tariffs).abs() < 1e-3 * by_tariffs);
    // The boxes' choice by hand: the queue of λ / 14 a tonne makes 1.246 of 2 Mt take the ship.
    let indifferent = 10.0 - f64::ln(1.246 / (2.0 - 1.246)) / 0.1;
    assert!((price / 14.0 - indifferent).abs() < 0.05, "{price} USD/TEU");
    Ok(())
}

/// A ship and a train between the same two places; the ship is 10 USD/t cheaper.
fn network() -> Result<Model<Mass>, Box<dyn std::error::Error>> {
    let mut model = Model::<Mass>::new("Boxes and grain", Horizon::years(2030, 2030)?);
    model.set_dispersion(Dispersion::of(0.1));
    let boxes = model.add_commodity("boxes", Commodity::new().load_factor(LoadFactor::tonnes_per_teu(14.0)));
    let grain = model.add_commodity("grain", Commodity::new());
    let aktau = model.add_node("aktau", Node::new(NodeKind::Port));
    let alat = model.add_node("alat", Node::new(NodeKind::Port));
    let tariff = UnitPrice::<Mass>::usd;
    let ship = model.add_leg("ship", Leg::new(&aktau, &alat, Mode::Sea).tariff(tariff(30.0)));
    model.add_leg("train", Leg::new(&aktau, &alat, Mode::Rail).tariff(tariff(40.0)));

    let fleet = Rate::per_year(Containers::thousand_teu(89.0));
    model.add_limit("feeders", Limit::new(fleet).over_leg(&ship).of(&boxes));
    let of = |megatonnes| -> Result<Course, Box<dyn std::error::Error>> {
        Ok(Course::of([(Period::year(2030)?, Mass::megatonnes(megatonnes))], Rule::Hold))
    };
    model.add_demand("boxes", Demand::new(&aktau, &alat, of(2.0)?).of(&boxes).captive());
    model.add_demand("grain", Demand::new(&aktau, &alat, of(1.0)?).of(&grain).captive());
    Ok(model)
}
