//! How far does a fivefold rise of trade carry?
//!
//! You will learn to write an announcement as a rule of growth, to turn trade in money into tonnes, and to see where
//! the network stops it.
//!
//! "Trade will grow fivefold by 2030": from 400 MUSD in 2024 the turnover is 400 × 5^((t − 2024) / 6), and holds after.
//! Goods worth 500 USD/t, 60 % of them by this railway: volume = turnover × 0.6 / 500. The railway takes 1.5 Mt.

use corridor::assign::QueuedLogit;
use corridor::calendar::{Horizon, Period};
use corridor::demand::{Demand, Turnover};
use corridor::evaluate::{Indicator, evaluate};
use corridor::model::Model;
use corridor::network::{Leg, Mode, Node, NodeKind};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Dispersion, Mass, Money, Rate, Share, UnitPrice};
use corridor::series::Factor;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let outcome = evaluate(&network()?.plan()?, "fivefold", &QueuedLogit::default());
    assert!(outcome.is_solved());

    println!("year    turnover      wants     moves");
    for period in outcome.horizon().periods() {
        let money: Money =
            outcome.quantity(Indicator::TradeTurnover, "az-tm", period).ok_or("no turnover")?;
        let wants: Mass = outcome.volume(Indicator::Demand, "goods", period).ok_or("no demand")?;
        let moves: Mass = outcome.volume(Indicator::Shipped, "goods", period).ok_or("no demand")?;
        println!("{period}  {money:>10.2}  {wants:>8.2}  {moves:>8.2}");
        assert!(moves <= Mass::megatonnes(1.5 * (1.0 + 1e-6)));
    }

    let value = |indicator, subject, year: i32| -> Result<f64, Box<dyn std::error::Error>> {
        Ok(outcome.value(indicator, subject, Period::year(year)?).ok_or("no such value")?)
    };
    // The money is fivefold, and so is what wants to move …
    let rise =
        value(Indicator::TradeTurnover, "az-tm", 2030)? / value(Indicator::TradeTurnover, "az-tm", 2024)?;
    assert!((rise - 5.0).abs() < 1e-9);
    assert!((value(Indicator::Demand, "goods", 2030)? - 2.4e6).abs() < 1.0);
    // … but not what does: the railway is full from 2029 on, and carries 3.1 times what it did.
    assert_eq!(outcome.first_period(Indicator::Saturated, "railway"), Some(Period::year(2029)?));
    let carried = value(Indicator::Shipped, "goods", 2030)? / value(Indicator::Shipped, "goods", 2024)?;
    assert!(carried > 1.0 && carried < rise, "{carried}");
    Ok(())
}

/// One railway between two countries, and their trade.
fn network() -> Result<Model<Mass>, Box<dyn std::error::Error>> {
    let mut model = Model::<Mass>::new("Fivefold trade", Horizon::years(2024, 2032)?);
    model.set_dispersion(Dispersion::of(0.1));
    let reported = [(Period::year(2024)?, Money::usd(400e6))];
    let announced = Rule::multiple(Factor::times(5.0), Period::year(2030)?);
    let turnover = Turnover::new(["AZ", "TM"], "AZ", Course::of(reported, announced));
    let turnover = model.add_turnover("az-tm", turnover);

    let from = model.add_node("baku", Node::new(NodeKind::Market));
    let to = model.add_node("ashgabat", Node::new(NodeKind::Market));
    let railway = Leg::new(&from, &to, Mode::Rail).tariff(UnitPrice::<Mass>::usd(40.0));
    model.add_leg("railway", railway.capacity(Rate::per_year(Mass::megatonnes(1.5))));
    let worth = UnitPrice::<Mass>::usd(500.0);
    model.add_demand("goods", Demand::from_trade(&from, &to, &turnover, worth, Share::percent(60.0)));
    Ok(model)
}
