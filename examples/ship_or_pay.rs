//! What does ship-or-pay cost when volume falls short?
//!
//! You will learn to write down an agreement and a commitment with its ramp and its terms, and to read off what is
//! promised, delivered and paid.
//!
//! The contract: 1.5 Mt a year from 2025, rising in a straight line to 3 Mt by the beginning of 2028. The shipper pays
//! 10 USD for each tonne below 80 % of what was committed. In a year in which C is committed and D delivered,
//!
//!     payment = rate × max(0, share × C − D)
//!
//! The berths take 2 Mt a year only, so the contract outgrows them.

use corridor::assign::QueuedLogit;
use corridor::calendar::{Date, Horizon, Period};
use corridor::commitment::{Agreement, AgreementStatus, Commitment, Instrument};
use corridor::demand::Demand;
use corridor::evaluate::{Indicator, evaluate};
use corridor::model::Model;
use corridor::network::{Leg, Mode, Node, NodeKind};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Dispersion, Mass, Money, Rate, Share, UnitPrice};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let outcome = evaluate(&contract()?.plan()?, "baseline", &QueuedLogit::default());
    assert!(outcome.is_solved());

    println!("year  committed  delivered    payment");
    for period in outcome.horizon().periods() {
        let committed: Mass = outcome.volume(Indicator::Committed, "oil", period).ok_or("no commitment")?;
        let delivered: Mass = outcome.volume(Indicator::Delivered, "oil", period).ok_or("no commitment")?;
        let payment: Money =
            outcome.quantity(Indicator::DeficiencyPayment, "oil", period).ok_or("no terms")?;
        println!("{period}  {committed:>9.2}  {delivered:>9.2}  {payment:>9.1}");

        // By hand: what falls short of 80 % of the commitment, at 10 USD a tonne.
        let owed = 10.0 * (0.8 * committed.base() - delivered.base()).max(0.0);
        assert!((payment.amount() - owed).abs() <= 1e-6 * owed.max(1.0));
    }

    // Nothing is paid while the berths take 80 % of what is committed; at 3 Mt, 0.4 Mt are paid for and not shipped.
    let paid = |year| outcome.value(Indicator::DeficiencyPayment, "oil", year);
    assert_eq!(paid(Period::year(2026)?), Some(0.0));
    assert!((paid(Period::year(2030)?).unwrap_or(0.0) - 4e6).abs() < 1e3);
    Ok(())
}

/// An exporter, a port with few berths, and a contract that grows.
fn contract() -> Result<Model<Mass>, Box<dyn std::error::Error>> {
    let mut model = Model::<Mass>::new("Oil by Baku", Horizon::years(2025, 2030)?);
    model.set_dispersion(Dispersion::of(0.1));
    let aktau = model.add_node("aktau", Node::new(NodeKind::Port));
    let baku = model.add_node("baku", Node::new(NodeKind::Port));
    let per_year = |megatonnes| Rate::per_year(Mass::megatonnes(megatonnes));
    let tanker = Leg::new(&aktau, &baku, Mode::Sea).tariff(UnitPrice::<Mass>::usd(12.0));
    model.add_leg("tanker", tanker.capacity(per_year(2.0)));

    let exported = Course::of([(Period::year(2025)?, Mass::megatonnes(3.0))], Rule::Hold);
    let export = model.add_demand("export", Demand::new(&aktau, &baku, exported));
    let signed = Agreement::new(Instrument::Contract, ["KZ", "AZ"]).status(AgreementStatus::InForce);
    let agreement = model.add_agreement("kmg-socar", signed);
    let oil = Commitment::new(per_year(1.5), Date::new(2025, 1, 1)?)
        .under(&agreement)
        .of_demand(&export)
        .via("tanker")
        .ramp(per_year(3.0), Date::new(2028, 1, 1)?, AgreementStatus::InForce)
        .ship_or_pay(Share::percent(80.0), UnitPrice::<Mass>::usd(10.0));
    model.add_commitment("oil", oil);
    Ok(model)
}
