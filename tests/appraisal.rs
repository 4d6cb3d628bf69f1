//! What projects are worth, against sums done by hand and against runs put together another way.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use approx::assert_relative_eq;
use corridor::appraise::{Appraisal, AppraisalError, CashFlow, Discounting, Item, Remark};
use corridor::assign::{AllOrNothing, QueuedLogit};
use corridor::calendar::{Duration, Horizon, Period};
use corridor::demand::Demand;
use corridor::ensemble::Sampling;
use corridor::evaluate::{Indicator, Outcome, evaluate};
use corridor::evidence::Estimate;
use corridor::model::Draft;
use corridor::network::{AppraisalTerms, Leg, Mode, Node, NodeKind, Project, ProjectStatus};
use corridor::projection::{Course, Rule};
use corridor::quantity::{Dispersion, GrowthRate, Mass, Measure, Money, Rate, Share, TransitTime, UnitPrice};

/// Sums of products of a few numbers.
const ROUNDING: f64 = 1e-9;

fn price(text: &str) -> UnitPrice<Mass> {
    text.parse().unwrap()
}

fn rate(text: &str) -> Rate<Mass> {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

/// Five million tonnes a year by a strait of three at 12 USD/t, or round it at 20; two ways to widen the strait.
fn strait() -> Draft {
    let mut draft = Draft::new("strait", Horizon::years(2025, 2044).unwrap());
    draft.measure = Some(Measure::Mass);
    draft.set_dispersion(Dispersion::of(0.5));
    draft.appraisal = Some(AppraisalTerms::new(GrowthRate::per_year(0.06), 2025));
    draft.add_node("aktau", Node::new(NodeKind::Port).country("KZ"));
    draft.add_node("baku", Node::new(NodeKind::Port).country("AZ"));
    let by = |mode, tariff, country| Leg::new("aktau", "baku", mode).tariff(price(tariff)).country(country);
    let sea = by(Mode::Sea, "12 USD/t", "AZ").capacity(rate("3 Mt/yr")).operating_cost(price("7 USD/t"));
    draft.add_leg("sea", sea);
    draft.add_leg("round", by(Mode::Rail, "20 USD/t", "RU").operating_cost(price("16 USD/t")));
    let freight = Course::of([(Period::year(2025).unwrap(), Mass::megatonnes(5.0))], Rule::Hold);
    draft.add_demand("freight", Demand::new("aktau", "baku", freight));
    let widen = |adds, opens: &str| Project::for_leg("sea", rate(adds), opens.parse().unwrap());
    draft.add_project("ship", widen("1 Mt/yr", "2027-01-01").capex(money("30 MUSD")).payer("AZ"));
    draft.add_project("port", widen("2 Mt/yr", "2028-07-01").capex(money("80 MUSD")).payer("KZ"));
    draft
}

fn outcome(draft: &Draft, built: &[&str]) -> Outcome {
    let mut draft = draft.clone();
    for (id, project) in draft.projects.iter_mut() {
        let counts = built.contains(&id.as_str());
        project.status = if counts { ProjectStatus::Open } else { ProjectStatus::Planned };
    }
    evaluate(&draft.plan().unwrap(), "by hand", &QueuedLogit::default())
}

/// The worth of a bundle is that of its parts, each run and discounted here anew.
#[test]
fn an_account_is_what_two_runs_differ_by() {
    let draft = strait();
    let method = QueuedLogit::default();
    let account =
        Appraisal::new(&draft, &method).rent(Share::percent(25.0)).bundle(&["ship", "port"]).unwrap();
    let before = outcome(&draft, &[]);
    let after = outcome(&draft, &["ship", "port"]).against(&before);
    let factor = |year: i32| 1.06_f64.powi(2025 - year);
    let mut expected = -30e6 * factor(2027) - 80e6 * factor(2028);
    for period in draft.horizon.periods() {
        let year = period.calendar_year();
        let value =
            |outcome: &Outcome, indicator, subject| outcome.value(indicator, subject, period).unwrap_or(0.0);
        let change =
            |indicator, subject| value(&after, indicator, subject) - value(&before, indicator, subject);
        let carried =
            change(Indicator::Throughput, "sea") * 5.0 + change(Indicator::Throughput, "round") * 4.0;
        let queues =
            |of: &Outcome| value(of, Indicator::QueuePrice, "sea") * value(of, Indicator::Throughput, "sea");
        let gained = value(&after, Indicator::UserBenefit, "freight");
        expected += factor(year) * (gained + carried + 0.25 * (queues(&after) - queues(&before)));
    }
    let worth = account.worth();
    assert_relative_eq!(worth.net_present_value, expected, max_relative = 1e-9);
    assert_relative_eq!(worth.benefits - worth.costs, worth.net_present_value, max_relative = ROUNDING);
    let rate = worth.internal_rates.only().unwrap();
    let at_rate = Discounting::new(GrowthRate::per_year(rate), 2025).unwrap();
    assert!(account.net().present_value(at_rate).abs() < 1.0, "zero at its internal rate");
}

/// What the countries gain adds up to what all gain, item by item.
#[test]
fn countries_share_what_there_is() {
    let draft = strait();
    let method = QueuedLogit::default();
    let account = Appraisal::new(&draft, &method).bundle(&["ship", "port"]).unwrap();
    assert_eq!(account.countries(), ["AZ", "KZ", "RU"]);
    for item in Item::ALL {
        let parts = account.countries().into_iter().map(|country| account.of_country(*item, country).total());
        assert_relative_eq!(parts.sum::<f64>(), account.of(*item).total(), epsilon = 1e-3);
    }
    let (benefit, kz) = (account.of(Item::UserBenefit), account.of_country(Item::UserBenefit, "KZ"));
    assert_relative_eq!(kz.amount(2030), 0.5 * benefit.amount(2030), max_relative = ROUNDING);
    assert_eq!(account.of_country(Item::Capex, "KZ").amount(2028), -80e6);
    assert!(account.net_of_country("RU").total() < 0.0, "the way round loses freight");
}

/// Alone, last and together are one thing for one project; two that serve the same freight are worth less together.
#[test]
fn projects_for_the_same_freight_take_from_each_other() {
    let draft = strait();
    let method = QueuedLogit::default();
    let appraisal = Appraisal::new(&draft, &method);
    let worth = |account: Result<corridor::appraise::Account, AppraisalError>| {
        account.unwrap().worth().net_present_value
    };
    assert_eq!(worth(appraisal.bundle(&["ship"])), worth(appraisal.last(&["ship"], "ship")));
    let bundle = ["ship", "port"];
    let (alone, last) = (worth(appraisal.alone(&bundle, "ship")), worth(appraisal.last(&bundle, "ship")));
    assert!(last < alone, "{last} as the last, {alone} alone");
    let together = worth(appraisal.bundle(&bundle));
    let in_order = worth(appraisal.alone(&bundle, "port")) + last;
    assert_relative_eq!(together, in_order, max_relative = 1e-9);
}

/// A project that nobody needs costs what it costs; upkeep and what is left are counted by days.
#[test]
fn an_idle_project_costs_what_it_costs() {
    let mut draft = strait();
    draft.add_leg("empty", Leg::new("baku", "aktau", Mode::Sea).capacity(rate("1 Mt/yr")));
    let idle = Project::for_leg("empty", rate("1 Mt/yr"), "2028-01-01".parse().unwrap());
    let idle = idle.capex(money("100 MUSD")).upkeep(Share::percent(2.0));
    draft.add_project("idle", idle.construction(Duration::years(2)).life(Duration::years(34)).payer("KZ"));
    let account = Appraisal::new(&draft, &QueuedLogit::default()).bundle(&["idle"]).unwrap();
    assert_eq!(account.of(Item::UserBenefit).total(), 0.0);
    assert_relative_eq!(
        account.of(Item::Capex).amount(2026),
        -100e6 * 365.0 / 730.0,
        max_relative = ROUNDING
    );
    assert_relative_eq!(account.of(Item::Capex).total(), -100e6, max_relative = ROUNDING);
    assert_relative_eq!(account.of(Item::Upkeep).total(), -2e6 * 17.0, max_relative = ROUNDING);
    // Half of its 34 years are over when the horizon ends.
    assert_relative_eq!(account.of(Item::ResidualValue).amount(2044), 50e6, max_relative = 1e-3);
    let worth = account.worth();
    assert_eq!(worth.first_year_rate.map(|rate| rate < 0.0), Some(true));
    assert!(worth.internal_rates.only().is_none() || worth.net_present_value < 0.0);
}

/// Building that begins before the horizon is counted, for more than in the base year.
#[test]
fn building_before_the_horizon_is_counted() {
    let mut draft = strait();
    let early = Project::for_leg("sea", rate("1 Mt/yr"), "2025-01-01".parse().unwrap());
    draft.add_project("early", early.capex(money("40 MUSD")).construction(Duration::years(1)));
    let account = Appraisal::new(&draft, &QueuedLogit::default()).bundle(&["early"]).unwrap();
    assert_eq!(account.years(), 2024..=2044);
    assert_relative_eq!(account.of(Item::Capex).amount(2024), -40e6, max_relative = ROUNDING);
}

#[test]
fn what_cannot_be_appraised_is_told() {
    let mut draft = strait();
    let method = AllOrNothing;
    let unknown = Appraisal::new(&draft, &method).bundle(&["shop"]).unwrap_err();
    assert_eq!(unknown.to_string(), "there is no project `shop`: name one of ship, port");
    let none = Appraisal::new(&draft, &method).bundle(&[]).unwrap_err();
    assert_eq!(none.to_string(), "no project is named: name one of ship, port");
    draft.appraisal = None;
    assert_eq!(Appraisal::new(&draft, &method).bundle(&["ship"]).unwrap_err(), AppraisalError::NoTerms);
}

#[test]
fn what_a_reader_must_know_is_remarked() {
    let mut draft = strait();
    draft.add_project("late", Project::for_leg("sea", rate("1 Mt/yr"), "2050-01-01".parse().unwrap()));
    draft.add_leg("free", Leg::new("baku", "aktau", Mode::Sea).tariff(price("1 USD/t")));
    let account = Appraisal::new(&draft, &QueuedLogit::default()).bundle(&["late"]).unwrap();
    let late = || "late".to_owned();
    let expected = [
        Remark::NoCapex { project: late() },
        Remark::OpensTooLate { project: late(), opens: 2050, last: 2044 },
        Remark::NoOperatingCost { without: 1, of: 3 },
    ];
    assert_eq!(account.remarks(), expected);
    draft.projects.remove("late");
    let account = Appraisal::new(&draft, &QueuedLogit::default()).bundle(&["port"]).unwrap();
    assert!(account.queues().total() < 0.0, "the queue at the strait is gone");
    assert!(account.remarks().iter().any(|remark| matches!(remark, Remark::QueuesMatter { .. })));
}

fn uncertain() -> Draft {
    let mut draft = strait();
    let ship = draft.projects.iter_mut().next().unwrap().1;
    let capex: Estimate<Money> = "20-60 MUSD".parse().unwrap();
    *ship = ship.clone().capex(capex);
    draft
}

/// The draws of a cost that is uniform from 20 to 60 MUSD spread the worth by just as much, the same on every run.
#[test]
fn worth_is_sampled_in_pairs() {
    let (draft, method) = (uncertain(), QueuedLogit::default());
    let appraisal = Appraisal::new(&draft, &method);
    let sampling = Sampling::new(400, 7).unwrap();
    let sampled = appraisal.sample(&["ship"], sampling, &[]).unwrap();
    assert_eq!(sampled, appraisal.sample(&["ship"], sampling, &[]).unwrap());
    let discounted = 40e6 / 1.06_f64.powi(2);
    // Nothing else is uncertain and both sides have the same draws, so nothing else varies.
    assert!(sampled.quantile(1.0) - sampled.quantile(0.0) <= discounted);
    assert!(sampled.quantile(1.0) - sampled.quantile(0.0) > 0.97 * discounted);
    let central = appraisal.bundle(&["ship"]).unwrap().worth().net_present_value;
    assert!((sampled.mean() - central).abs() < 4.0 * sampled.standard_error());
    assert!((sampled.sd() - discounted / 12.0_f64.sqrt()).abs() < 0.06 * discounted);
}

/// Without anything uncertain every draw is the run.
#[test]
fn without_uncertainty_every_draw_is_the_run() {
    let (draft, method) = (strait(), QueuedLogit::default());
    let appraisal = Appraisal::new(&draft, &method);
    let sampled = appraisal.sample(&["ship"], Sampling::new(5, 1).unwrap(), &[]).unwrap();
    let worth = appraisal.bundle(&["ship"]).unwrap().worth().net_present_value;
    assert_eq!((sampled.quantile(0.0), sampled.quantile(1.0)), (worth, worth));
    assert_eq!(sampled.probability_of_gain(), 1.0);
}

/// Deliberate figures from a textbook table: cost 1000, then 300 a year for five years, at 10 %.
#[test]
fn a_plain_investment_is_worth_what_tables_say() {
    let flow = CashFlow::new(2025, vec![-1000.0, 300.0, 300.0, 300.0, 300.0, 300.0]).unwrap();
    let ten = Discounting::new(GrowthRate::per_year(0.1), 2025).unwrap();
    assert_relative_eq!(flow.present_value(ten), -1000.0 + 300.0 * 3.790_786_769, epsilon = 1e-6);
    assert_relative_eq!(flow.internal_rates().only().unwrap(), 0.152_382, epsilon = 1e-6);
}

/// With enough money all that is worth its cost is built; with too little for both, the better one.
#[cfg(feature = "lp")]
#[test]
fn a_budget_puts_projects_in_order() {
    let (draft, method) = (strait(), QueuedLogit::default());
    let appraisal = Appraisal::new(&draft, &method);
    let bundle = ["ship", "port"];
    let free = appraisal.order(&bundle, 2026..=2029, None).unwrap();
    assert_eq!(free.steps.iter().map(|step| step.opens).collect::<Vec<_>>(), [2026, 2026]);
    let tight = appraisal.order(&bundle, 2026..=2029, Some(money("80 MUSD"))).unwrap();
    assert_eq!(tight.steps.len(), 2, "one after the other");
    assert_ne!(tight.steps[0].opens, tight.steps[1].opens);
    let together = tight.together.unwrap().worth().net_present_value;
    assert!(together < tight.worth_alone, "they serve the same freight");
    let poor = appraisal.order(&bundle, 2026..=2029, Some(money("40 MUSD"))).unwrap();
    assert_eq!((poor.steps.len(), poor.left_out), (1, vec!["port".to_owned()]));
    let nothing = appraisal.order(&bundle, 2026..=2029, Some(money("1 MUSD"))).unwrap();
    assert!(nothing.steps.is_empty() && nothing.together.is_none());
    let refused = |text| appraisal.order(&bundle, 2026..=2029, Some(money(text))).unwrap_err();
    assert!(matches!(refused("-1 MUSD"), AppraisalError::NoBudget { .. }));
    assert!(matches!(refused("5 MEUR"), AppraisalError::OtherMoney { .. }));
}

/// Money is spent when a project is built, not when it was said to open.
#[test]
fn what_slips_is_paid_later() {
    let mut draft = strait();
    let ship = draft.projects.iter_mut().next().unwrap().1;
    ship.slips = Some(Estimate::sure(TransitTime::days(365.0)).into_number());
    let account = Appraisal::new(&draft, &QueuedLogit::default()).bundle(&["ship"]).unwrap();
    assert_eq!((account.of(Item::Capex).amount(2027), account.of(Item::Capex).amount(2028)), (0.0, -30e6));
}
