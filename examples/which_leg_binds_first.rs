//! Which leg binds first?
//!
//! You will learn to build a network in code, to run it over a horizon, and to read off when each leg and limit fills.
//!
//! Grain goes from a steppe market to the sea by rail to a Caspian port, by ferry, and by rail again. Demand grows by
//! 6 % a year. A leg binds in the first year t in which what wants to pass it, d (1 + g)^t less what others use,
//! reaches what it can carry. From then on shippers queue, and go by the dearer way through the north.

use corridor::assign::QueuedLogit;
use corridor::calendar::{Horizon, Period};
use corridor::demand::Demand;
use corridor::evaluate::{Indicator, evaluate};
use corridor::model::Model;
use corridor::network::{Leg, Mode, Node, NodeKind};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Dispersion, GrowthRate, Mass, Rate, UnitPrice};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let plan = network()?.plan()?;
    let outcome = evaluate(&plan, "baseline", &QueuedLogit::default());
    assert!(outcome.is_solved());

    println!("{:<12} {:>6} {:>10}", "leg", "binds", "used 2030");
    let year = Period::year(2030)?;
    for leg in ["steppe-aktau", "aktau-alat", "alat-poti"] {
        let first = outcome.first_period(Indicator::Saturated, leg);
        let first = first.map_or_else(|| "never".to_owned(), |period| period.to_string());
        let used = outcome.value(Indicator::Utilisation, leg, year).unwrap_or(0.0);
        println!("{leg:<12} {first:>6} {:>9.0}%", 100.0 * used);
    }

    // 2 Mt in 2024 share out over two ways; the ferry, with 1.5 Mt a year, is the first to fill.
    assert_eq!(outcome.first_period(Indicator::Saturated, "aktau-alat"), Some(Period::year(2028)?));
    assert_eq!(outcome.first_period(Indicator::Saturated, "alat-poti"), None);
    // A leg behind the ferry gets no more than the ferry lets through.
    let carried = |leg| outcome.volume::<Mass>(Indicator::Throughput, leg, year);
    assert_eq!(carried("aktau-alat"), carried("alat-poti"));
    Ok(())
}

/// The railways and the ferry, and the way through the north.
fn network() -> Result<Model<Mass>, Box<dyn std::error::Error>> {
    let mut model = Model::<Mass>::new("Grain to the sea", Horizon::years(2024, 2035)?);
    model.set_dispersion(Dispersion::of(0.1));

    let market = model.add_node("steppe", Node::new(NodeKind::Market));
    let aktau = model.add_node("aktau", Node::new(NodeKind::Port));
    let alat = model.add_node("alat", Node::new(NodeKind::Port));
    let sea = model.add_node("poti", Node::new(NodeKind::Port));

    let leg = |from, to, mode, tariff: f64| Leg::new(from, to, mode).tariff(UnitPrice::<Mass>::usd(tariff));
    let per_year = |megatonnes| Rate::per_year(Mass::megatonnes(megatonnes));
    model.add_leg("steppe-aktau", leg(&market, &aktau, Mode::Rail, 20.0).capacity(per_year(4.0)));
    model.add_leg("aktau-alat", leg(&aktau, &alat, Mode::Sea, 14.0).capacity(per_year(1.5)));
    model.add_leg("alat-poti", leg(&alat, &sea, Mode::Rail, 18.0).capacity(per_year(2.5)));
    model.add_leg("north", leg(&market, &sea, Mode::Rail, 56.0));

    let shipped = [(Period::year(2024)?, Mass::megatonnes(2.0))];
    let grain = Course::of(shipped, Rule::compound(GrowthRate::percent_per_year(6.0)));
    model.add_demand("grain", Demand::new(&market, &sea, grain));
    Ok(model)
}
