//! What an evaluation gives, against figures worked out by hand.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use approx::assert_relative_eq;
use corridor::assign::QueuedLogit;
use corridor::calendar::{Date, Duration, Horizon, Period, Span};
use corridor::commitment::{Agreement, AgreementStatus, Commitment, Instrument, Target};
use corridor::demand::{Demand, Turnover};
use corridor::evaluate::{Indicator, Outcome, evaluate};
use corridor::evidence::Estimate;
use corridor::model::Model;
use corridor::network::{
    Adjustment, Commodity, Corridor, Effect, Leg, LegId, Limit, Mode, Node, NodeKind, Project, ProjectStatus,
};
use corridor::projection::{Course, Rule};
use corridor::quantity::{
    Containers, Dispersion, Distance, EmissionFactor, GrowthRate, LoadFactor, Mass, Money, Rate, Share,
    TransitTime, UnitPrice,
};
use corridor::series::Factor;

/// The method's tolerance, with room for rounding.
const SOLVED: f64 = 1e-6;
/// Sums and products of a few numbers.
const ROUNDING: f64 = 1e-12;

type Checked = Result<(), Box<dyn std::error::Error>>;

fn price(text: &str) -> UnitPrice<Mass> {
    text.parse().unwrap()
}

fn rate(text: &str) -> Rate<Mass> {
    text.parse().unwrap()
}

fn year(year: i32) -> Period {
    Period::year(year).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Field to sea by pipe (24 USD/t) or by rail and ship (20 + 12 USD/t, with 3 USD/t for transhipment).
fn two_ways(horizon: Horizon, volume: Course) -> Model<Mass> {
    let mut model = Model::new("two ways", horizon);
    model.set_dispersion(Dispersion::of(0.1));
    let crude = model.add_commodity("crude", Commodity::new());
    let field = model.add_node("field", Node::new(NodeKind::Field));
    let port = model.add_node("port", Node::new(NodeKind::Port).handling(price("3 USD/t")));
    let sea = model.add_node("sea", Node::new(NodeKind::Market));
    let leg = |from, to, mode, tariff, distance, days, country| {
        let leg = Leg::new(from, to, mode).tariff(price(tariff)).distance(Distance::kilometres(distance));
        leg.time(TransitTime::days(days)).country(country)
    };
    model.add_leg("pipe", leg(&field, &sea, Mode::Pipeline, "24 USD/t", 1500.0, 10.0, "RU"));
    model.add_leg("rail", leg(&field, &port, Mode::Rail, "20 USD/t", 800.0, 4.0, "KZ"));
    model.add_leg("ship", leg(&port, &sea, Mode::Sea, "12 USD/t", 470.0, 2.0, "AZ"));
    model.add_demand("export", Demand::new(&field, &sea, volume).of(&crude));
    model
}

fn steady(volume: f64) -> Course {
    Course::of([(year(2025), Mass::megatonnes(volume))], Rule::Hold)
}

fn run(model: &Model<Mass>) -> Outcome {
    let outcome = evaluate(&model.plan().unwrap(), "baseline", &QueuedLogit::default());
    assert!(outcome.is_solved());
    outcome
}

fn value(outcome: &Outcome, indicator: Indicator, subject: &str, period: &str) -> f64 {
    let found = outcome.value(indicator, subject, period.parse().unwrap());
    found.unwrap_or_else(|| panic!("no {indicator} of {subject} in {period}"))
}

/// Without limits the shares are those of the plain logit, with "not shipped" at three times the cheapest cost.
#[test]
fn without_limits_shares_are_logit() -> Checked {
    let outcome = run(&two_ways(Horizon::years(2025, 2026)?, steady(10.0)));
    let weights = [24.0, 35.0, 72.0].map(|cost: f64| (-0.1 * cost).exp());
    let total: f64 = weights.iter().sum();
    let flow = |subject| value(&outcome, Indicator::Flow, subject, "2026");
    assert_relative_eq!(flow("export/pipe"), 10e6 * weights[0] / total, max_relative = SOLVED);
    assert_relative_eq!(flow("export/rail+ship"), 10e6 * weights[1] / total, max_relative = SOLVED);
    let of = |indicator| value(&outcome, indicator, "export", "2026");
    assert_relative_eq!(of(Indicator::Unserved), 10e6 * weights[2] / total, max_relative = SOLVED);
    assert_relative_eq!(of(Indicator::Shipped) + of(Indicator::Unserved), 10e6, max_relative = ROUNDING);
    let share = weights[0] / (weights[0] + weights[1]);
    let index = share * share + (1.0 - share) * (1.0 - share);
    assert_relative_eq!(of(Indicator::Concentration), index, max_relative = SOLVED);
    let mean = |pipe: f64, rail: f64| share * pipe + (1.0 - share) * rail;
    assert_relative_eq!(of(Indicator::GeneralisedCost), mean(24.0, 35.0), max_relative = SOLVED);
    assert_relative_eq!(of(Indicator::TransitTime), mean(10.0, 6.0), max_relative = SOLVED);
    Ok(())
}

/// A full pipe has the price that makes its users as many as it holds: ln(f/g) = −θ (difference of costs with it).
#[test]
fn a_full_limit_has_the_price_of_its_shortness() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2026)?, steady(10.0));
    model.add_limit("pump", Limit::new(rate("4 Mt/yr")).over_leg("pipe"));
    let outcome = run(&model);
    let pump = |indicator| value(&outcome, indicator, "pump", "2025");
    assert_relative_eq!(pump(Indicator::Throughput), 4e6, max_relative = SOLVED);
    assert_relative_eq!(pump(Indicator::Utilisation), 1.0, max_relative = SOLVED);
    assert!(pump(Indicator::Headroom) < 4e6 * SOLVED);
    assert_eq!(outcome.first_period(Indicator::Saturated, "pump"), Some(year(2025)));
    // The others share 6 Mt by their own costs, so the price follows from the pipe's share against theirs.
    let others: f64 = [35.0, 72.0].map(|cost: f64| (-0.1 * cost).exp()).iter().sum();
    let expected = -(4.0_f64 / 6.0 * others).ln() / 0.1 - 24.0;
    assert_relative_eq!(pump(Indicator::QueuePrice), expected, max_relative = 1e-5);
    Ok(())
}

/// Tariffs, tonne-kilometres and emissions follow the flows.
#[test]
fn revenue_work_and_emissions_follow_the_flows() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2025)?, steady(10.0));
    model.set_emissions(Mode::Rail, EmissionFactor::grams_per_tonne_kilometre(20.0));
    let outcome = run(&model);
    let flow = value(&outcome, Indicator::Flow, "export/rail+ship", "2025");
    for (subject, tariff) in [("rail", 20.0), ("KZ", 20.0), ("ship", 12.0), ("AZ", 12.0)] {
        let revenue = value(&outcome, Indicator::TariffRevenue, subject, "2025");
        assert_relative_eq!(revenue, flow * tariff, max_relative = ROUNDING);
    }
    let work = value(&outcome, Indicator::TransportWork, "rail", "2025");
    assert_relative_eq!(work, flow * 800.0, max_relative = ROUNDING);
    let emitted = value(&outcome, Indicator::Emissions, "rail", "2025");
    assert_relative_eq!(emitted, flow * 800.0 * 20.0 / 1e6, max_relative = ROUNDING);
    assert_eq!(outcome.value(Indicator::Emissions, "ship", year(2025)), None, "no factor, no figure");
    Ok(())
}

fn agreed(status: AgreementStatus) -> Agreement {
    Agreement::new(Instrument::Contract, ["KZ", "AZ"]).signed(day("2022-11-11")).status(status)
}

/// Firm volume takes its capacity first and is cut where it does not fit; the rest competes for what is left.
#[test]
fn firm_volume_comes_first_and_what_falls_short_is_paid() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2025)?, steady(10.0));
    model.add_limit("berths", Limit::new(rate("1 Mt/yr")).over_node("port"));
    model.add_agreement("contract", agreed(AgreementStatus::InForce));
    let promise = Commitment::new(rate("1.5 Mt/yr"), day("2025-01-01")).under("contract").of_demand("export");
    let promise = promise.via("ship").ship_or_pay(Share::percent(80.0), price("10 USD/t"));
    model.add_commitment("promise", promise);
    let outcome = run(&model);
    let of = |indicator| value(&outcome, indicator, "promise", "2025");
    assert_relative_eq!(of(Indicator::Committed), 1.5e6, max_relative = ROUNDING);
    assert_relative_eq!(of(Indicator::Delivered), 1e6, max_relative = SOLVED);
    assert_relative_eq!(of(Indicator::Shortfall), 0.5e6, max_relative = 1e-5);
    assert_relative_eq!(of(Indicator::Fulfilment), 1.0 / 1.5, max_relative = SOLVED);
    assert_relative_eq!(of(Indicator::DeficiencyPayment), 10.0 * 0.2e6, max_relative = 1e-5);
    let left = value(&outcome, Indicator::Flow, "export/rail+ship", "2025");
    assert_relative_eq!(left, 1e6, max_relative = SOLVED);
    // The volume that did not fit is still demand, and goes by the pipe.
    assert!(value(&outcome, Indicator::Flow, "export/pipe", "2025") > 8.8e6);
    Ok(())
}

/// Only volume in force takes capacity: announced, negotiated, suspended volume competes like any other.
#[test]
fn a_promise_that_is_not_in_force_takes_nothing() -> Checked {
    let plain = run(&two_ways(Horizon::years(2025, 2025)?, steady(10.0)));
    let before = value(&plain, Indicator::Flow, "export/rail+ship", "2025");
    for status in AgreementStatus::ALL.iter().filter(|status| !status.counts()) {
        let mut model = two_ways(Horizon::years(2025, 2025)?, steady(10.0));
        model.add_agreement("contract", agreed(*status));
        let promise = Commitment::new(rate("9 Mt/yr"), day("2025-01-01"));
        model.add_commitment("promise", promise.under("contract").of_demand("export").via("ship"));
        let outcome = run(&model);
        assert_eq!(value(&outcome, Indicator::Committed, "promise", "2025"), 0.0, "{status}");
        assert_eq!(value(&outcome, Indicator::Flow, "export/rail+ship", "2025"), before, "{status}");
    }
    Ok(())
}

/// Interruptible volume competes: it has what moves on its routes, at most what was promised.
#[test]
fn interruptible_volume_competes() {
    let mut model = two_ways(Horizon::years(2025, 2025).unwrap(), steady(10.0));
    let promise =
        |volume: &str| Commitment::new(rate(volume), day("2025-01-01")).of_demand("export").via("ship");
    model.add_commitment("much", promise("9 Mt/yr").interruptible());
    model.add_commitment("little", promise("0.1 Mt/yr").interruptible());
    let outcome = run(&model);
    let flow = value(&outcome, Indicator::Flow, "export/rail+ship", "2025");
    assert_eq!(value(&outcome, Indicator::Delivered, "much", "2025"), flow);
    assert_eq!(value(&outcome, Indicator::Delivered, "little", "2025"), 0.1e6);
}

/// A start on 23 March counts its days, in years and in months alike; a ramp rises by days.
#[test]
fn promises_count_their_days() -> Checked {
    let months = Horizon::new("2025-01".parse()?, "2026-12".parse()?)?;
    for horizon in [Horizon::years(2025, 2026)?, months] {
        let mut model = two_ways(horizon, steady(10.0));
        let promise = Commitment::new(rate("1.5 Mt/yr"), day("2025-03-23"))
            .of_demand("export")
            .ramp(rate("3 Mt/yr"), day("2027-01-01"), AgreementStatus::InForce)
            .ramp(rate("9 Mt/yr"), day("2027-01-02"), AgreementStatus::UnderNegotiation);
        model.add_commitment("promise", promise);
        let outcome = run(&model);
        let in_year = |year: i32| -> f64 {
            let periods = horizon.periods().filter(|period| period.calendar_year() == year);
            periods.map(|period| value(&outcome, Indicator::Committed, "promise", &period.to_string())).sum()
        };
        // The line rises by 1.5 over the 649 days from 23 March 2025 to the end of 2026; 284 of them are in 2025.
        let (days, total) = (284.0, 649.0);
        let first = days / 365.0 * (1.5e6 + 1.5e6 * days / total / 2.0);
        let second = 1.5e6 + 1.5e6 * (days / total + 1.0) / 2.0;
        assert_relative_eq!(in_year(2025), first, max_relative = 1e-9);
        assert_relative_eq!(in_year(2026), second, max_relative = 1e-9);
    }
    Ok(())
}

/// What was delivered is history, and is not computed again.
#[test]
fn known_deliveries_stand() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2026)?, steady(10.0));
    let promise = Commitment::new(rate("1.5 Mt/yr"), day("2025-01-01")).of_demand("export");
    model.add_commitment("promise", promise.delivered(year(2025), Mass::megatonnes(1.3)));
    let outcome = run(&model);
    let delivered = |period| value(&outcome, Indicator::Delivered, "promise", period);
    assert_relative_eq!(delivered("2025"), 1.3e6, max_relative = SOLVED);
    assert_relative_eq!(delivered("2026"), 1.5e6, max_relative = SOLVED);
    Ok(())
}

/// What was delivered stays so when the agreement is suspended: only what was still to come is gone.
#[test]
fn deliveries_outlive_their_agreement() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2026)?, steady(10.0));
    model.add_agreement("contract", agreed(AgreementStatus::Suspended));
    let promise = Commitment::new(rate("1.5 Mt/yr"), day("2025-01-01")).under("contract").of_demand("export");
    model.add_commitment("promise", promise.delivered(year(2025), Mass::megatonnes(1.3)));
    let outcome = run(&model);
    let of = |indicator, period| value(&outcome, indicator, "promise", period);
    assert_relative_eq!(of(Indicator::Delivered, "2025"), 1.3e6, max_relative = SOLVED);
    assert_eq!((of(Indicator::Delivered, "2026"), of(Indicator::Committed, "2026")), (0.0, 0.0));
    Ok(())
}

/// A commitment with ends of its own is a demand of its own.
#[test]
fn a_promise_may_have_its_own_ends() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2025)?, steady(10.0));
    let promise = Commitment::new(rate("2 Mt/yr"), day("2025-07-01"));
    model.add_commitment("extra", promise.between("field", "sea", Some("crude".into())).via("pipe"));
    let outcome = run(&model);
    let due = 2e6 * 184.0 / 365.0;
    assert_relative_eq!(value(&outcome, Indicator::Delivered, "extra", "2025"), due, max_relative = SOLVED);
    assert_relative_eq!(value(&outcome, Indicator::Demand, "extra", "2025"), due, max_relative = ROUNDING);
    Ok(())
}

/// Projects add what their ramp has reached; background use and closed days take away; months split by days.
#[test]
fn capacity_is_what_is_built_less_what_is_taken() -> Checked {
    let horizon = Horizon::new("2025-01".parse()?, "2025-12".parse()?)?;
    let mut model = two_ways(horizon, steady(10.0));
    let berths = Limit::new(rate("1.2 Mt/yr")).over_node("port").background(rate("0.2 Mt/yr"));
    model.add_limit("berths", berths.availability(Share::percent(90.0)));
    let more = Project::for_limit("berths", rate("3.65 Mt/yr"), day("2025-07-01"));
    model.add_project("more", more.status(ProjectStatus::Building));
    let planned = Project::for_limit("berths", rate("100 Mt/yr"), day("2025-01-01"));
    model.add_project("dream", planned.ramp(Duration::years(1)));
    let outcome = run(&model);
    let berths = |indicator, period: &str| value(&outcome, indicator, "berths", period);
    let whole = |period| berths(Indicator::Throughput, period) + berths(Indicator::Headroom, period);
    assert_relative_eq!(whole("2025-01"), 1.2e6 * 0.9 * 31.0 / 365.0, max_relative = SOLVED);
    assert_relative_eq!(whole("2025-08"), (1.2e6 + 3.65e6) * 0.9 * 31.0 / 365.0, max_relative = SOLVED);
    let flow = value(&outcome, Indicator::Flow, "export/rail+ship", "2025-02");
    assert_relative_eq!(flow, (1.2e6 * 0.9 - 0.2e6) * 28.0 / 365.0, max_relative = SOLVED);
    Ok(())
}

/// A leg without a capacity that is closed for some days carries at most what wants to move on the others.
#[test]
fn a_closed_leg_carries_nothing() -> Checked {
    let horizon = Horizon::new("2025-01".parse()?, "2025-04".parse()?)?;
    let mut model = two_ways(horizon, steady(10.0));
    let closed = Span::between(day("2025-02-01"), day("2025-03-16"));
    let pipe = model.legs.get_mut(&LegId::new("pipe")).unwrap();
    pipe.capacity_changes.push(Adjustment { span: closed, effect: Effect::Close });
    let outcome = run(&model);
    let flow = |period| value(&outcome, Indicator::Flow, "export/pipe", period);
    assert_eq!(flow("2025-02"), 0.0);
    let march = value(&outcome, Indicator::Demand, "export", "2025-03");
    assert!(flow("2025-03") <= march * 16.0 / 31.0 * (1.0 + SOLVED) && flow("2025-03") > 0.0);
    assert_relative_eq!(flow("2025-01") / 31.0, flow("2025-04") / 30.0, max_relative = SOLVED);
    Ok(())
}

/// What a leg without a capacity carries on the days on which it is open is of those who could use it: what goes
/// elsewhere makes no room, and a promise with ends of its own counts as a demand does.
#[test]
fn a_leg_closed_at_times_is_measured_by_its_own_users() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2027)?, steady(10.0));
    model.add_node("island", Node::new(NodeKind::Market));
    model.add_leg("ferry", Leg::new("port", "island", Mode::Sea).tariff(price("5 USD/t")));
    let promise = Commitment::new(rate("1.5 Mt/yr"), day("2025-01-01"));
    model.add_commitment("supplies", promise.between("port", "island", None));
    let closed = Span::between(day("2026-01-01"), day("2026-04-11"));
    let ferry = model.legs.get_mut(&LegId::new("ferry")).unwrap();
    ferry.capacity_changes.push(Adjustment { span: closed, effect: Effect::Close });
    let outcome = run(&model);
    let delivered = |period| value(&outcome, Indicator::Delivered, "supplies", period);
    assert_relative_eq!(delivered("2025"), 1.5e6, max_relative = SOLVED);
    assert_relative_eq!(delivered("2026"), 1.5e6 * 265.0 / 365.0, max_relative = SOLVED);
    assert_relative_eq!(delivered("2027"), 1.5e6, max_relative = SOLVED);
    Ok(())
}

/// A ramp that the end of a promise cuts short counts the days that there are.
#[test]
fn a_ramp_cut_short_counts_its_days() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2026)?, steady(10.0));
    let promise = Commitment::new(rate("1 Mt/yr"), day("2025-01-01")).until(day("2025-06-30"));
    let promise = promise.ramp(rate("2 Mt/yr"), day("2026-01-01"), AgreementStatus::InForce);
    model.add_commitment("oil", promise.of_demand("export"));
    let share = 181.0 / 365.0;
    let committed = value(&run(&model), Indicator::Committed, "oil", "2025");
    assert_relative_eq!(committed, 1e6 * share * (1.0 + share / 2.0), max_relative = ROUNDING);
    Ok(())
}

/// On a horizon of months a target for a year is held against the sum of the year's months, in the last of them.
#[test]
fn a_target_for_a_year_counts_all_its_months() -> Checked {
    let months = Horizon::new("2025-10".parse()?, "2026-12".parse()?)?;
    let mut model = two_ways(months, steady(10.0));
    model.add_corridor("pipe-way", Corridor::new().crossing("pipe"));
    model.add_target("by-2026", Target::new("pipe-way", Mass::megatonnes(8.0), year(2026)));
    model.add_target("by-2025", Target::new("pipe-way", Mass::megatonnes(8.0), year(2025)));
    let outcome = run(&model);
    let volume = |month: Period| outcome.value(Indicator::CorridorVolume, "pipe-way", month).unwrap();
    let in_2026: f64 = months.periods().skip(3).map(volume).sum();
    let gap = value(&outcome, Indicator::TargetGap, "by-2026", "2026-12");
    assert_relative_eq!(gap, in_2026 - 8e6, max_relative = SOLVED);
    assert_eq!(outcome.first_period(Indicator::TargetGap, "by-2026"), Some("2026-12".parse()?));
    assert_eq!(outcome.first_period(Indicator::TargetGap, "by-2025"), None, "only three months are there");
    Ok(())
}

/// Growth that leaves all range over a long horizon ends with a status, as every run does.
#[test]
fn growth_beyond_all_reason_is_held() -> Checked {
    let growth = Rule::compound(GrowthRate::percent_per_year(9_900.0));
    let volume = Course::of([(year(2025), Mass::megatonnes(1.0))], growth);
    let mut model = two_ways(Horizon::years(2025, 2400)?, volume);
    model.add_limit("pump", Limit::new(rate("4 Mt/yr")).over_leg("pipe"));
    model.add_commitment("all", Commitment::new(rate("1e20 Mt/yr"), day("2025-01-01")).of_demand("export"));
    let outcome = evaluate(&model.plan()?, "baseline", &QueuedLogit::default());
    assert_eq!(outcome.statuses().len(), 376);
    assert!(outcome.rows().all(|row| row.value.is_finite()));
    Ok(())
}

/// Tonnes meet a limit in containers through their load factor, and other cargo does not meet it.
#[test]
fn containers_on_a_network_of_mass() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2025)?, steady(1.0));
    let boxes = Commodity::new().load_factor(LoadFactor::tonnes_per_teu(14.0));
    let boxes = model.add_commodity("boxes", boxes);
    model.add_demand("goods", Demand::new("field", "sea", steady(1.4)).of(&boxes));
    let feeders: Rate<Containers> = "20 kTEU/yr".parse()?;
    model.add_limit("feeders", Limit::new(feeders).over_leg("ship"));
    model.add_corridor("sea-way", Corridor::new().crossing("ship"));
    model.add_target("boxes-by-2025", Target::new("sea-way", Containers::teu(50_000.0), year(2025)));
    let outcome = run(&model);
    assert_relative_eq!(
        value(&outcome, Indicator::Throughput, "feeders", "2025"),
        20e3,
        max_relative = SOLVED
    );
    let goods = value(&outcome, Indicator::Flow, "goods/rail+ship", "2025");
    assert_relative_eq!(goods, 20e3 * 14.0, max_relative = SOLVED);
    let crude = value(&outcome, Indicator::Flow, "export/rail+ship", "2025");
    let corridor = outcome.volume::<Mass>(Indicator::CorridorVolume, "sea-way", year(2025)).unwrap();
    assert_relative_eq!(corridor.base(), goods + crude, max_relative = ROUNDING);
    let gap = outcome.volume::<Containers>(Indicator::TargetGap, "boxes-by-2025", year(2025)).unwrap();
    assert_relative_eq!(gap.base(), 20e3 - 50e3, max_relative = SOLVED);
    let price = outcome.quantity::<UnitPrice<Containers>>(Indicator::QueuePrice, "feeders", year(2025));
    assert!(price.unwrap().money().amount() > 0.0, "USD per TEU");
    Ok(())
}

/// User benefit is volume × fall of the logsum: for a cheaper pipe, by the closed form of the logit.
#[test]
fn user_benefit_is_the_difference_of_logsums() {
    let with_tariff = |tariff: &str| {
        let mut model = two_ways(Horizon::years(2025, 2025).unwrap(), steady(10.0));
        let demand = model.demands.get_mut(&Demand::id("export")).unwrap();
        demand.reservation = Some(Estimate::sure(price("72 USD/t")).into_number());
        let pipe = model.legs.get_mut(&LegId::new("pipe")).unwrap();
        *pipe = pipe.clone().tariff(price(tariff));
        run(&model)
    };
    let (before, after) = (with_tariff("24 USD/t"), with_tariff("20 USD/t"));
    let logsum =
        |pipe: f64| -[pipe, 35.0, 72.0].map(|cost| (-0.1 * cost).exp()).iter().sum::<f64>().ln() / 0.1;
    let benefit = value(&after.against(&before), Indicator::UserBenefit, "export", "2025");
    assert_relative_eq!(benefit, 10e6 * (logsum(24.0) - logsum(20.0)), max_relative = SOLVED);
    assert_eq!(value(&before.against(&before), Indicator::UserBenefit, "export", "2025"), 0.0);
}

/// Trade that grows fivefold is five times in the year it is said for, and moves goods at what a tonne is worth.
#[test]
fn trade_becomes_volume() -> Checked {
    let mut model = two_ways(Horizon::years(2025, 2031)?, steady(10.0));
    let money: Money = "100 MUSD".parse()?;
    let trade = Course::of([(year(2025), money)], Rule::multiple(Factor::times(5.0), year(2030)));
    let trade = model.add_turnover("az-tm", Turnover::new(["AZ", "TM"], "AZ", trade));
    let goods = Demand::from_trade("field", "sea", &trade, price("500 USD/t"), Share::percent(40.0));
    model.add_demand("goods", goods);
    let outcome = run(&model);
    let traded = |period| value(&outcome, Indicator::TradeTurnover, "az-tm", period);
    assert_relative_eq!(traded("2030"), 500e6, max_relative = ROUNDING);
    assert_relative_eq!(traded("2031"), 500e6, max_relative = ROUNDING);
    let wanted = value(&outcome, Indicator::Demand, "goods", "2030");
    assert_relative_eq!(wanted, 500e6 * 0.4 / 500.0, max_relative = ROUNDING);
    Ok(())
}

/// The same model gives the same bytes, and rows come in a fixed order.
#[test]
fn the_same_input_gives_the_same_bytes() -> Checked {
    let horizon = Horizon::years(2025, 2030)?;
    let rows = || {
        let mut model = two_ways(horizon, steady(10.0));
        model.add_limit("berths", Limit::new(rate("1 Mt/yr")).over_node("port"));
        run(&model).rows().map(|row| format!("{row:?}")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(rows(), rows());
    assert!(rows().contains("RouteShare"));
    Ok(())
}
