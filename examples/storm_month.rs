//! How does a month of storms hit a monthly horizon?
//!
//! You will learn to run months, to let volume wait, and to change a model by a scenario's change.
//!
//! A ferry takes 1.8 Mt a year, which is 1.8 × days / 365 Mt in a month. 1.5 Mt a year want to cross, by nothing else.
//! In February it is shut for half of the days. What a month does not ship waits up to three months, at 0.2 USD per
//! tonne and day. So the backlog B of a month is what waited before plus what came less what crossed, and the ferry
//! works it off with its spare 0.3 Mt a year, 25 kt a month.

use corridor::assign::QueuedLogit;
use corridor::calendar::{Date, Duration, Horizon, Period};
use corridor::demand::Demand;
use corridor::evaluate::{Indicator, Outcome, evaluate};
use corridor::model::Model;
use corridor::network::{Leg, Mode, Node, NodeKind};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Dispersion, Mass, Rate, TimePrice, UnitPrice};
use corridor::scenario::{Change, Overlay};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let calm = ferry()?.into_draft();
    let mut overlay = Overlay::new(calm.clone());
    // The first fourteen days of a February of twenty-eight.
    overlay.apply(Change::close("ferry", Date::new(2027, 2, 1)?..=Date::new(2027, 2, 14)?))?;

    let method = QueuedLogit::default();
    let calm = evaluate(&calm.plan()?, "calm", &method);
    let storm = evaluate(&overlay.draft().plan()?, "storm", &method);
    assert!(calm.is_solved() && storm.is_solved());

    println!("month    comes    crosses  waits");
    for month in storm.horizon().periods() {
        let of = |indicator| storm.volume::<Mass>(indicator, "goods", month).ok_or("no such demand");
        let (comes, crosses) = (of(Indicator::Demand)?, of(Indicator::Shipped)?);
        println!("{month}  {comes:>7.1}  {crosses:>7.1}  {:>7.1}", of(Indicator::Backlog)?);
    }

    // In February half of the days carry half of the volume; the rest waits.
    let february = Period::month(2027, 2)?;
    assert!((volume(&storm, Indicator::Shipped, february) / (0.9e6 * 28.0 / 365.0) - 1.0).abs() < 1e-3);
    // The queue is worked off in March and April, and over the year nothing is lost (a logit leaves a few tonnes).
    assert!(volume(&calm, Indicator::Backlog, february) < 10.0);
    assert!(volume(&storm, Indicator::Backlog, Period::month(2027, 3)?) > 1e3);
    assert!(volume(&storm, Indicator::Backlog, Period::month(2027, 4)?) < 10.0);
    let year = |outcome: &Outcome| -> f64 {
        outcome.horizon().periods().map(|month| volume(outcome, Indicator::Shipped, month)).sum()
    };
    assert!((year(&storm) - year(&calm)).abs() < 1e-3 * year(&calm));
    Ok(())
}

/// Tonnes of the one demand in a month.
fn volume(outcome: &Outcome, indicator: Indicator, month: Period) -> f64 {
    outcome.value(indicator, "goods", month).unwrap_or(f64::NAN)
}

/// A ferry with room to spare, month by month.
fn ferry() -> Result<Model<Mass>, Box<dyn std::error::Error>> {
    let year = Horizon::new(Period::month(2027, 1)?, Period::month(2027, 12)?)?;
    let mut model = Model::<Mass>::new("A ferry in winter", year);
    model.set_dispersion(Dispersion::of(0.1));
    let east = model.add_node("aktau", Node::new(NodeKind::Port));
    let west = model.add_node("alat", Node::new(NodeKind::Port));
    let ferry = Leg::new(&east, &west, Mode::Sea).tariff(UnitPrice::<Mass>::usd(12.0));
    model.add_leg("ferry", ferry.capacity(Rate::per_year(Mass::megatonnes(1.8))));

    let wants = Course::of([(Period::year(2027)?, Mass::megatonnes(1.5))], Rule::Hold);
    let holding = TimePrice::<Mass>::usd(0.2);
    let goods = Demand::new(&east, &west, wants).captive().waiting(Duration::Months(3), holding);
    model.add_demand("goods", goods);
    Ok(model)
}
