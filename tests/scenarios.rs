//! What scenarios do to a draft: every kind of change, composition, undoing, and what is told of bad ones.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::calendar::{Date, Duration, Horizon, Period};
use corridor::commitment::{Agreement, AgreementStatus, Commitment, CommitmentId, Instrument};
use corridor::demand::{Demand, DemandVolume, Observation, Turnover};
use corridor::evidence::{Estimate, Number, Shape};
use corridor::model::{Draft, inputs};
use corridor::network::{
    Commodity, Corridor, Effect, Leg, Limit, Mode, Node, NodeKind, Project, ProjectId, ProjectStatus,
};
use corridor::projection::{Course, Rule, Steps};
use corridor::quantity::{
    Distance, DistancePrice, EmissionFactor, GrowthRate, Mass, Measure, Money, Rate, Share, TransitTime,
    Unit, UnitPrice,
};
use corridor::scenario::{
    Action, Addition, BASELINE, Change, ChangeFault, Control, Moment, Overlay, Relative, RemarkKind,
    Scenario, ScenarioError, ScenarioSet, Subjects, Window,
};
use corridor::series::Factor;

fn rate(text: &str) -> Estimate<Rate<Mass>> {
    text.parse().unwrap()
}

fn price(text: &str) -> UnitPrice<Mass> {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn percent(percent: f64) -> Relative {
    Relative::percent(percent)
}

fn share(percent: f64) -> Share {
    Share::percent(percent)
}

fn steady(volume: f64) -> Course {
    Course::of([(period("2025"), Mass::megatonnes(volume))], Rule::Hold)
}

/// Two crossings of a sea with a port limit, a by-pass without a capacity, projects of every status.
fn crossing() -> Draft {
    let mut draft = Draft::new("crossing", Horizon::years(2025, 2035).unwrap());
    draft.measure = Some(Measure::Mass);
    draft.add_commodity("crude", Commodity::new());
    draft.add_commodity("grain", Commodity::new());
    for (name, kind) in [("aktau", NodeKind::Port), ("baku", NodeKind::Port), ("poti", NodeKind::Port)] {
        draft.add_node(name, Node::new(kind).handling(price("2 USD/t")));
    }
    add_legs(&mut draft);
    draft.add_limit("berths", Limit::new(rate("7.5 Mt/yr")).over_node("aktau").of("crude"));
    draft.add_corridor("middle", Corridor::new().crossing("ferry").crossing("feeder"));
    for (name, status) in [
        ("planned", ProjectStatus::Planned),
        ("funded", ProjectStatus::Funded),
        ("open", ProjectStatus::Open),
        ("cancelled", ProjectStatus::Cancelled),
    ] {
        let project = Project::for_limit("berths", rate("5 Mt/yr"), day("2026-07-01"));
        draft.add_project(name, project.status(status));
    }
    add_wants(&mut draft);
    add_promises(&mut draft);
    draft
}

fn add_legs(draft: &mut Draft) {
    let by_kilometre: DistancePrice<Mass> = "0.1 USD/t/km".parse().unwrap();
    let ferry = Leg::new("aktau", "baku", Mode::Sea).tariff(price("12 USD/t")).time(TransitTime::days(1.0));
    draft.add_leg("ferry", ferry.capacity(rate("6 Mt/yr")).distance(Distance::kilometres(470.0)));
    let feeder = Leg::new("aktau", "baku", Mode::Sea).tariff(by_kilometre);
    draft.add_leg("feeder", feeder.distance("460-480 km".parse::<Estimate<Distance>>().unwrap()));
    let rail = Leg::new("baku", "poti", Mode::Rail).capacity(rate("8 Mt/yr"));
    draft.add_leg("rail", rail.tariff_of("grain", price("20 USD/t")));
}

fn add_wants(draft: &mut Draft) {
    let trade = Course::of([(period("2024"), "400 MUSD".parse::<Money>().unwrap())], Rule::Hold);
    draft.add_turnover("az-kz", Turnover::new(["AZ", "KZ"], "AZ", trade));
    draft.add_observation("grain-shipped", Observation::new("grain through Baku", steady(1.0)));
    draft.add_demand("oil", Demand::new("aktau", "poti", steady(5.0)).of("crude"));
    let unit_value = "500 USD/t".parse::<UnitPrice<Mass>>().unwrap();
    let traded = Demand::from_trade("aktau", "baku", "az-kz", unit_value, share(60.0));
    draft.add_demand("traded", traded);
    let measured = DemandVolume::Series("grain-shipped".into());
    draft.add_demand("grain", Demand::with_volume("aktau", "poti", measured).of("grain"));
}

fn add_promises(draft: &mut Draft) {
    let pact = Agreement::new(Instrument::Contract, ["KZ", "AZ"]).status(AgreementStatus::Signed);
    draft.add_agreement("pact", pact);
    let later = [("2028-01-01", "2.2 Mt/yr"), ("2030-01-01", "6-6.5 Mt/yr")];
    let oil = Commitment::new(rate("1.5 Mt/yr"), day("2025-01-01")).under("pact").of_demand("oil");
    let oil = later
        .iter()
        .fold(oil, |oil, (by, to)| oil.ramp(rate(to), day(by), AgreementStatus::UnderNegotiation));
    draft.add_commitment("oil-by-sea", oil);
    let plain = Commitment::new(rate("1 Mt/yr"), day("2025-01-01")).under("pact").of_demand("oil");
    draft.add_commitment("plain", plain);
}

/// What a change touches, printed.
fn touched(draft: &Draft, change: Change) -> Vec<String> {
    let mut overlay = Overlay::new(draft.clone());
    let applied = overlay.apply(change).unwrap_or_else(|error| panic!("{error}"));
    applied.touched.iter().map(ToString::to_string).collect()
}

/// Everything a draft holds, as text.
fn whole(draft: &Draft) -> String {
    format!("{draft:?}")
}

fn applied(scenario: &Scenario, draft: &Draft) -> Overlay {
    scenario.apply(draft).unwrap_or_else(|errors| panic!("{errors:?}"))
}

struct Row {
    change: Change,
    line: &'static str,
    toml: &'static str,
    touched: &'static [&'static str],
}

/// Every kind of change: how it prints itself, what it would be in a study, and what it touches.
#[test]
fn every_change_prints_itself_and_touches_what_it_says() {
    let draft = crossing();
    for row in agreed().into_iter().chain(built()).chain(capacities()).chain(volumes()).chain(costs()) {
        assert_eq!(row.change.to_string(), row.line);
        assert_eq!(row.change.to_toml().as_deref(), Some(row.toml), "{}", row.line);
        assert_eq!(touched(&draft, row.change.clone()), row.touched, "{}", row.line);
        let study: toml::Table = format!("changes = [{}]", row.toml).parse().unwrap();
        let change = study["changes"][0].as_table().unwrap();
        assert!(change.contains_key(row.change.action.word()), "{}", row.toml);
    }
}

fn agreed() -> Vec<Row> {
    vec![
        Row {
            change: Change::settle("pact", AgreementStatus::InForce),
            line: "settle pact as in force",
            toml: r#"{ settle = "pact", status = "in force" }"#,
            touched: &["agreement.pact.status: signed -> in force"],
        },
        Row {
            change: Change::settle("oil-by-sea", AgreementStatus::InForce),
            line: "settle oil-by-sea as in force",
            toml: r#"{ settle = "oil-by-sea", status = "in force" }"#,
            touched: &[
                "commitment.oil-by-sea.ramp.1.status: under negotiation -> in force",
                "commitment.oil-by-sea.ramp.2.status: under negotiation -> in force",
            ],
        },
        Row {
            change: Change::settle_step("commitment.oil-by-sea", 2, AgreementStatus::Lapsed),
            line: "settle step 2 of commitment.oil-by-sea as lapsed",
            toml: r#"{ settle = "commitment.oil-by-sea", status = "lapsed", step = 2 }"#,
            touched: &["commitment.oil-by-sea.ramp.2.status: under negotiation -> lapsed"],
        },
        Row {
            change: Change::ramp("plain", rate("2-3 Mt/yr"), period("2029"), AgreementStatus::InForce),
            line: "ramp plain to 2-3 Mt/yr by 2029, in force",
            toml: r#"{ ramp = "plain", to = "2-3 Mt/yr", by = "2029", status = "in force" }"#,
            touched: &[
                "commitment.plain.ramp.1.to: none -> 2-3 Mt/yr",
                "commitment.plain.ramp.1.by: none -> 2029-01-01",
                "commitment.plain.ramp.1.status: none -> in force",
            ],
        },
        Row {
            change: Change::ramp("oil-by-sea", rate("5 Mt/yr"), day("2030-01-01"), AgreementStatus::InForce),
            line: "ramp oil-by-sea to 5 Mt/yr by 2030-01-01, in force",
            toml: r#"{ ramp = "oil-by-sea", to = "5 Mt/yr", by = "2030-01-01", status = "in force" }"#,
            touched: &[
                "commitment.oil-by-sea.ramp.2.to: 6-6.5 Mt/yr -> 5 Mt/yr",
                "commitment.oil-by-sea.ramp.2.status: under negotiation -> in force",
            ],
        },
    ]
}

fn built() -> Vec<Row> {
    vec![
        Row {
            change: Change::delay("funded", Duration::years(2)),
            line: "delay funded by 2 yr",
            toml: r#"{ delay = "funded", by = "2 yr" }"#,
            touched: &["project.funded.opens: 2026-07-01 -> 2028-07-01"],
        },
        Row {
            change: Change::delay("*", Duration::Months(18)),
            line: "delay all by 18 mo",
            toml: r#"{ delay = "*", by = "18 mo" }"#,
            touched: &[
                "project.planned.opens: 2026-07-01 -> 2028-01-01",
                "project.funded.opens: 2026-07-01 -> 2028-01-01",
            ],
        },
        Row {
            change: Change::advance(["funded", "project.open"], Duration::Days(10)),
            line: "advance funded, project.open by 10 d",
            toml: r#"{ advance = ["funded", "project.open"], by = "10 d" }"#,
            touched: &[
                "project.funded.opens: 2026-07-01 -> 2026-06-21",
                "project.open.opens: 2026-07-01 -> 2026-06-21",
            ],
        },
        Row {
            change: Change::cancel("*"),
            line: "cancel all",
            toml: r#"{ cancel = "*" }"#,
            touched: &[
                "project.planned.status: planned -> cancelled",
                "project.funded.status: funded -> cancelled",
            ],
        },
        Row {
            change: Change::build(vec!["planned", "funded"]),
            line: "build planned, funded",
            toml: r#"{ build = ["planned", "funded"] }"#,
            touched: &["project.planned.status: planned -> building"],
        },
        Row {
            change: Change::build_opening("cancelled", period("2028-Q2")),
            line: "build cancelled, opening 2028-Q2",
            toml: r#"{ build = "cancelled", opens = "2028-Q2" }"#,
            touched: &[
                "project.cancelled.opens: 2026-07-01 -> 2028-04-01",
                "project.cancelled.status: cancelled -> building",
            ],
        },
    ]
}

fn capacities() -> Vec<Row> {
    vec![
        Row {
            change: Change::expand("berths", rate("2 Mt/yr"), period("2027")..),
            line: "expand berths by 2 Mt/yr from 2027",
            toml: r#"{ expand = "berths", by = "2 Mt/yr", from = "2027" }"#,
            touched: &["limit.berths.capacity.changes.1: none -> +2 Mt/yr from 2027-01-01"],
        },
        Row {
            change: Change::expand("leg.ferry", percent(20.0), ..),
            line: "expand leg.ferry by 20 %",
            toml: r#"{ expand = "leg.ferry", by = "20 %" }"#,
            touched: &["leg.ferry.capacity.changes.1: none -> × 1.2 throughout"],
        },
        Row {
            change: Change::derate("aktau", share(20.0), period("2027-01")..=period("2027-03")),
            line: "derate aktau by 20 % from 2027-01 until 2027-03",
            toml: r#"{ derate = "aktau", by = "20 %", from = "2027-01", until = "2027-03" }"#,
            touched: &[
                "limit.berths.capacity.changes.1: none -> × 0.8 from 2027-01-01 until 2027-03-31",
                "leg.ferry.capacity.changes.1: none -> × 0.8 from 2027-01-01 until 2027-03-31",
            ],
        },
        Row {
            change: Change::derate(["berths", "aktau"], "10-20 %".parse::<Estimate<Share>>().unwrap(), ..),
            line: "derate berths, aktau by 10-20 %",
            toml: r#"{ derate = ["berths", "aktau"], by = "10-20 %" }"#,
            touched: &[
                "limit.berths.capacity.changes.1: none -> × 0.8-0.9 throughout",
                "leg.ferry.capacity.changes.1: none -> × 0.8-0.9 throughout",
            ],
        },
        Row {
            change: Change::close("feeder", period("2027")),
            line: "close feeder in 2027",
            toml: r#"{ close = "feeder", from = "2027", until = "2027" }"#,
            touched: &["leg.feeder.capacity.changes.1: none -> closed from 2027-01-01 until 2027-12-31"],
        },
        Row {
            change: Change::close("baku", day("2027-03-23")..),
            line: "close baku from 2027-03-23",
            toml: r#"{ close = "baku", from = "2027-03-23" }"#,
            touched: &[
                "leg.ferry.capacity.changes.1: none -> closed from 2027-03-23",
                "leg.feeder.capacity.changes.1: none -> closed from 2027-03-23",
                "leg.rail.capacity.changes.1: none -> closed from 2027-03-23",
            ],
        },
        Row {
            change: Change::close(["middle", "berths"], ..=period("2026")),
            line: "close middle, berths until 2026",
            toml: r#"{ close = ["middle", "berths"], until = "2026" }"#,
            touched: &[
                "leg.ferry.capacity.changes.1: none -> closed until 2026-12-31",
                "leg.feeder.capacity.changes.1: none -> closed until 2026-12-31",
                "limit.berths.capacity.changes.1: none -> closed until 2026-12-31",
            ],
        },
    ]
}

fn volumes() -> Vec<Row> {
    vec![
        Row {
            change: Change::scale(["oil", "az-kz"], percent(-10.0), period("2030")..),
            line: "scale oil, az-kz by -10 % from 2030",
            toml: r#"{ scale = ["oil", "az-kz"], by = "-10 %", from = "2030" }"#,
            touched: &[
                "demand.oil.volume.changes.1: none -> × 0.9 from 2030-01-01",
                "turnover.az-kz.values.changes.1: none -> × 0.9 from 2030-01-01",
            ],
        },
        Row {
            // A demand that follows a turnover is not scaled twice.
            change: Change::scale("*", percent(25.0), ..),
            line: "scale all by +25 %",
            toml: r#"{ scale = "*", by = "+25 %" }"#,
            touched: &[
                "demand.oil.volume.changes.1: none -> × 1.25 throughout",
                "demand.grain.volume.changes.1: none -> × 1.25 throughout",
                "turnover.az-kz.values.changes.1: none -> × 1.25 throughout",
            ],
        },
        Row {
            change: Change::grow("oil", Rule::compound(GrowthRate::percent_per_year(3.0))),
            line: "grow oil by compound 3 %/yr",
            toml: r#"{ grow = "oil", growth = { compound = "3 %/yr" } }"#,
            touched: &["demand.oil.growth.compound: none -> 3 %/yr"],
        },
        Row {
            change: Change::grow("*", Rule::multiple(Factor::times(5.0), period("2030"))),
            line: "grow all by multiple 5 by 2030",
            toml: r#"{ grow = "*", growth = { multiple = "5", by = "2030" } }"#,
            touched: &[
                "demand.oil.growth.multiple: none -> 5",
                "demand.oil.growth.by: none -> 2030",
                "turnover.az-kz.growth.multiple: none -> 5",
                "turnover.az-kz.growth.by: none -> 2030",
            ],
        },
    ]
}

fn costs() -> Vec<Row> {
    vec![
        Row {
            change: Change::tariff("ferry", percent(18.0), period("2027")..),
            line: "change the tariff of ferry by +18 % from 2027",
            toml: r#"{ tariff = "ferry", by = "+18 %", from = "2027" }"#,
            touched: &["leg.ferry.tariff.changes.1: none -> × 1.18 from 2027-01-01"],
        },
        Row {
            change: Change::tariff(["ferry", "feeder"], price("2 USD/t"), ..),
            line: "change the tariff of ferry, feeder by +2 USD/t",
            toml: r#"{ tariff = ["ferry", "feeder"], by = "+2 USD/t" }"#,
            touched: &[
                "leg.ferry.tariff.changes.1: none -> +2 USD/t throughout",
                "leg.feeder.tariff.changes.1: none -> +2 USD/t throughout",
            ],
        },
        Row {
            change: Change::tariff("ferry", "-0.01 USD/t/km".parse::<DistancePrice<Mass>>().unwrap(), ..),
            line: "change the tariff of ferry by -0.01 USD/t/km",
            toml: r#"{ tariff = "ferry", by = "-0.01 USD/t/km" }"#,
            touched: &["leg.ferry.tariff.changes.1: none -> -4.7 USD/t throughout"],
        },
        Row {
            // Crude pays nothing on this leg before; grain keeps its own tariff.
            change: Change::tariff("rail", price("3 USD/t"), ..),
            line: "change the tariff of rail by +3 USD/t",
            toml: r#"{ tariff = "rail", by = "+3 USD/t" }"#,
            touched: &[
                "leg.rail.tariff: none -> 0 USD/t",
                "leg.rail.tariff.changes.1: none -> +3 USD/t throughout",
            ],
        },
        Row {
            change: Change::time("ferry", percent(-10.0), ..),
            line: "change the time of ferry by -10 %",
            toml: r#"{ time = "ferry", by = "-10 %" }"#,
            touched: &["leg.ferry.time.changes.1: none -> × 0.9 throughout"],
        },
        Row {
            change: Change::time("rail", TransitTime::days(1.0), period("2026")).with_note("works"),
            line: "change the time of rail by +1 d in 2026",
            toml: r#"{ time = "rail", by = "+1 d", from = "2026", until = "2026", note = "works" }"#,
            touched: &[
                "leg.rail.time: none -> 0 d",
                "leg.rail.time.changes.1: none -> +1 d from 2026-01-01 until 2026-12-31",
            ],
        },
    ]
}

#[test]
fn growth_of_every_rule_is_written_as_a_study_has_it() {
    let (mass, growth) = (Mass::megatonnes, GrowthRate::percent_per_year);
    for (rule, toml) in [
        (Rule::linear::<Mass>(mass(0.2)), r#"{ linear = "200 kt" }"#),
        (
            Rule::through([(period("2030"), mass(50.0)), (period("2040"), mass(60.0))]),
            r#"{ through = { 2030 = "50 Mt", 2040 = "60 Mt" } }"#,
        ),
        (
            Rule::logistic::<Mass>(mass(60.0), growth(25.0), Some(period("2030"))),
            r#"{ logistic = { ceiling = "60 Mt", rate = "25 %/yr", midpoint = "2030" } }"#,
        ),
        (
            Rule::gompertz::<Mass>(mass(60.0), growth(25.0), None),
            r#"{ gompertz = { ceiling = "60 Mt", rate = "25 %/yr" } }"#,
        ),
        (
            Rule::elastic("az-kz", corridor::quantity::Elasticity::of(1.2)),
            r#"{ elastic = { to = "az-kz", elasticity = "1.2" } }"#,
        ),
    ] {
        let change = Change::grow("oil", rule);
        assert_eq!(change.to_toml().unwrap(), format!(r#"{{ grow = "oil", growth = {toml} }}"#));
        assert!(!touched(&crossing(), change).is_empty());
    }
    assert_eq!(Change::grow("oil", Rule::Hold).to_toml(), None);
}

#[test]
fn where_a_number_is_from_is_written_along() {
    let by = Estimate::sure(share(20.0)).with_source("W1").with_group("ice");
    let change = Change::derate("berths", by, ..);
    let toml = r#"{ derate = "berths", by = { value = "20 %", group = "ice", source = "W1" } }"#;
    assert_eq!(change.to_toml().as_deref(), Some(toml));
    assert_eq!(change.numbers().len(), 1);
}

#[test]
fn added_things_are_there_for_what_follows() {
    let draft = crossing();
    let pier = Project::for_limit("pier", rate("3 Mt/yr"), day("2027-01-01")).status(ProjectStatus::Funded);
    let scenario = Scenario::new("pier")
        .change(Change::add_all([
            Addition::new("pier", Limit::new(rate("1 Mt/yr")).over_node("baku")),
            Addition::new("pier", pier),
            Addition::emissions(Mode::Sea, EmissionFactor::grams_per_tonne_kilometre(16.0)),
        ]))
        .change(Change::delay("pier", Duration::years(1)));
    let mut overlay = applied(&scenario, &draft);
    assert_eq!(scenario.changes[0].to_string(), "add limit pier, project pier, mode sea");
    assert_eq!(scenario.changes[0].to_toml(), None);
    let last = overlay.applied().last().unwrap();
    assert_eq!(last.touched[0].to_string(), "project.pier.opens: 2027-01-01 -> 2028-01-01");
    assert!(overlay.touched(&draft).iter().any(|change| change.path == "mode.sea.emissions"));
    while overlay.undo_last().is_some() {}
    assert_eq!(whole(overlay.draft()), whole(&draft));
}

#[test]
fn every_kind_of_thing_can_be_added_and_taken_out() {
    let draft = crossing();
    let volume = || steady(1.0);
    let money = Course::of([(period("2024"), "1 MUSD".parse::<Money>().unwrap())], Rule::Hold);
    let additions = [
        Addition::new("new", corridor::evidence::Source { title: "A page".to_owned(), ..Default::default() }),
        Addition::new("new", Commodity::new()),
        Addition::new("new", Node::new(NodeKind::Port)),
        Addition::new("new", Leg::new("new", "baku", Mode::Sea)),
        Addition::new("new", Limit::new(rate("1 Mt/yr"))),
        Addition::new("new", Project::for_leg("new", rate("1 Mt/yr"), day("2027-01-01"))),
        Addition::new("new", Corridor::new().crossing("new")),
        Addition::new("new", Demand::new("new", "baku", volume())),
        Addition::new("new", Observation::new("all", volume())),
        Addition::new("new", Turnover::new(["AZ", "GE"], "GE", money)),
        Addition::new("new", Agreement::new(Instrument::Treaty, ["AZ", "GE"])),
        Addition::new("new", Commitment::new(rate("1 Mt/yr"), day("2027-01-01"))),
        Addition::new(
            "new",
            corridor::commitment::Target::new("new", Mass::megatonnes(10.0), period("2027")),
        ),
    ];
    let mut overlay = Overlay::new(draft.clone());
    for addition in additions {
        let line = format!("add {addition}");
        let change = Change::add_all([addition]);
        assert_eq!(change.to_string(), line);
        overlay.apply(change.clone()).unwrap();
        let again = overlay.apply(change).unwrap_err();
        assert!(matches!(again.faults[..], [ChangeFault::Taken { .. }]), "{again}");
    }
    while overlay.undo_last().is_some() {}
    assert_eq!(whole(overlay.draft()), whole(&draft));
}

#[test]
fn uncertain_shares_keep_their_distribution() {
    let shape = Shape::Triangular { low: 0.1, mode: 0.2, high: 0.4 };
    let by = Estimate::shaped(share(0.0), shape).unwrap().with_source("W1").with_note("low water");
    let overlay = applied(&Scenario::new("dry").change(Change::derate("berths", by, ..)), &crossing());
    let limit = overlay.draft().limits.get(&corridor::network::LimitId::new("berths")).unwrap();
    let Effect::Scale(left) = &limit.capacity_changes[0].effect else { panic!("a derating scales") };
    assert_eq!(left.spread.shape(), &Shape::Triangular { low: 0.6, mode: 0.8, high: 0.9 });
    assert_eq!(left.provenance.note, "low water");
}

/// A closure is felt in the volumes, also of a leg that has no capacity of its own.
#[test]
fn a_closed_leg_carries_nothing() {
    use corridor::assign::QueuedLogit;
    use corridor::evaluate::{Indicator, evaluate};

    let mut draft = Draft::new("two ways", Horizon::years(2025, 2027).unwrap());
    draft.measure = Some(Measure::Mass);
    draft.set_dispersion(corridor::quantity::Dispersion::of(0.1));
    for node in ["here", "there"] {
        draft.add_node(node, Node::new(NodeKind::Market));
    }
    for leg in ["north", "south"] {
        draft.add_leg(leg, Leg::new("here", "there", Mode::Rail).tariff(price("20 USD/t")));
    }
    draft.add_demand("all", Demand::new("here", "there", steady(10.0)));
    let closed = Scenario::new("closed").change(Change::close("north", period("2026")));
    let closed = applied(&closed, &draft).into_draft();
    let outcome = evaluate(&closed.plan().unwrap(), "closed", &QueuedLogit::default());
    let volume = |leg, year| outcome.value(Indicator::Throughput, leg, period(year)).unwrap();
    assert!(volume("north", "2025") > 1e6);
    assert!(volume("north", "2026").abs() < 1.0, "{}", volume("north", "2026"));
    assert!(volume("south", "2026") > volume("south", "2025"));
}

#[test]
fn levers_are_told_from_uncertainties() {
    assert_eq!(Change::build("planned").action.control(), Control::Lever);
    assert_eq!(Change::delay("planned", Duration::years(1)).action.control(), Control::Uncertainty);
}

mod sets {
    use super::*;

    fn set() -> ScenarioSet {
        ScenarioSet::new([
            Scenario::new("negotiated").change(Change::settle("oil-by-sea", AgreementStatus::InForce)),
            Scenario::new("slipped").extending("negotiated").change(Change::delay("*", Duration::years(2))),
            Scenario::new("storm").extending("slipped").change(Change::close("ferry", period("2027"))),
        ])
        .unwrap()
    }

    #[test]
    fn the_baseline_always_exists() {
        assert_eq!(ScenarioSet::default().names().collect::<Vec<_>>(), [BASELINE]);
        assert_eq!(set().names().next(), Some(BASELINE));
        let own = Scenario::new(BASELINE).change(Change::build("planned"));
        let set = ScenarioSet::new([Scenario::new("first"), own]).unwrap();
        assert_eq!(set.names().collect::<Vec<_>>(), ["first", BASELINE]);
        assert_eq!(set.resolve(BASELINE).unwrap().changes().len(), 1);
        assert_eq!(set.resolve("first").unwrap().changes().len(), 0);
    }

    #[test]
    fn extended_changes_come_first_and_keep_their_place() {
        let overlay = set().apply("storm", &crossing()).unwrap();
        let places: Vec<(String, usize)> =
            overlay.applied().map(|applied| (applied.scenario.clone(), applied.index)).collect();
        let expected = [("negotiated", 0), ("slipped", 0), ("storm", 0)];
        assert_eq!(places, expected.map(|(scenario, index)| (scenario.to_owned(), index)));
        // The same as one scenario with all the changes in a row.
        let changes = set().resolve("storm").unwrap().changes().cloned().collect::<Vec<_>>();
        let flat = Scenario { changes, ..Scenario::new("flat") };
        assert_eq!(whole(applied(&flat, &crossing()).draft()), whole(overlay.draft()));
    }

    #[test]
    fn changes_are_made_in_their_order() {
        let moved = |changes: [Change; 2]| {
            let scenario = Scenario { changes: changes.into(), ..Scenario::new("order") };
            let overlay = applied(&scenario, &crossing());
            overlay.draft().projects.get(&ProjectId::new("funded")).unwrap().opens
        };
        let build = || Change::build_opening("funded", period("2030"));
        let delay = || Change::delay("funded", Duration::years(1));
        assert_eq!(moved([build(), delay()]), day("2031-01-01"));
        assert_eq!(moved([delay(), build()]), day("2030-01-01"));
    }

    #[test]
    fn everything_wrong_with_a_set_is_told_at_once() {
        let errors = ScenarioSet::new([
            Scenario::new("a").extending("c"),
            Scenario::new("b").extending("a"),
            Scenario::new("c").extending("b"),
            Scenario::new("hangs on").extending("a"),
            Scenario::new("self").extending("self"),
            Scenario::new("lost").extending("bse"),
            Scenario::new("base"),
            Scenario::new("base"),
        ])
        .unwrap_err();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "there are two scenarios `base`: give one of them another name",
                "`lost` extends `bse`, which does not exist: did you mean `base`?",
                "`a` extends itself (a extends c extends b extends a): take one `extends` out",
                "`self` extends itself (self extends self): take one `extends` out",
            ]
        );
        assert_eq!(errors[1].scenario(), Some("lost"));
    }

    #[test]
    fn faults_are_told_where_they_are_made() {
        let set = ScenarioSet::new([
            Scenario::new("bad").change(Change::build("nothing")),
            Scenario::new("worse").extending("bad").change(Change::close("ferry", ..)),
        ])
        .unwrap();
        let faults = set.faults(&crossing());
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(matches!(&faults[0], ScenarioError::Change { scenario, index: 0, .. } if scenario == "bad"));
        let errors = Scenario::new("x").extending("y").apply(&crossing()).unwrap_err();
        assert_eq!(errors[0].to_string(), "`x` extends `y`: apply it through the set that holds both");
    }

    #[test]
    fn some_of_the_changes_can_be_made() {
        let (set, draft) = (set(), crossing());
        let storm = set.resolve("storm").unwrap();
        let only = |places: &[usize]| whole(storm.apply_only(&draft, places).unwrap().draft());
        assert_eq!(only(&[]), whole(&draft));
        assert_eq!(only(&[0, 1, 2]), whole(storm.apply(&draft).unwrap().draft()));
        assert_eq!(only(&[2, 0, 2]), only(&[0, 2]));
        let error = storm.apply_only(&draft, &[3]).unwrap_err()[0].clone();
        assert_eq!(error.to_string(), "`storm` has no change 3: they are counted from 0 and there are 3");
    }

    #[test]
    fn what_rests_on_a_change_left_out_is_left_out() {
        let project = Project::for_limit("berths", rate("3 Mt/yr"), day("2027-01-01"));
        let scenario = Scenario::new("pier")
            .change(Change::add("pier", project))
            .change(Change::delay(["funded", "pier"], Duration::years(1)));
        let draft = crossing();
        let overlay = scenario.apply_only(&draft, &[1]).unwrap();
        let touched = overlay.touched(&draft);
        assert_eq!(touched.len(), 1, "{touched:?}");
        assert_eq!(touched[0].path, "project.funded.opens");
        // What is wrong all the same is told.
        let bad = scenario.change(Change::delay("peer", Duration::years(1)));
        assert!(bad.apply_only(&draft, &[1]).is_err());
    }
}

mod remarks {
    use super::*;

    fn told(changes: Vec<Change>) -> Vec<String> {
        let scenario = Scenario { changes, ..Scenario::new("s") };
        applied(&scenario, &crossing()).remarks().iter().map(|remark| remark.kind.to_string()).collect()
    }

    /// A change that touches nothing, or contradicts an earlier one, is told, with what to do.
    #[test]
    fn odd_changes_are_told() {
        let later = || Change::delay("funded", Duration::years(1));
        for (changes, message) in [
            (
                vec![Change::settle("pact", AgreementStatus::Signed)],
                "touches nothing, as everything is so already: leave it out",
            ),
            (vec![Change::cancel("cancelled")], "touches nothing, as everything is so already: leave it out"),
            (
                vec![Change::settle("plain", AgreementStatus::InForce)],
                "does not touch `plain`, which has no ramp: settle its agreement, `pact`",
            ),
            (
                vec![Change::derate("feeder", share(20.0), ..)],
                "does not touch leg `feeder`, which has no capacity of its own: give it one, or name the limit over it",
            ),
            (vec![Change::derate("poti", share(20.0), ..), Change::close("poti", ..)], ""),
            (
                vec![Change::time("rail", percent(10.0), ..)],
                "does not touch leg `rail`, which has no time of which a share could be taken: give one, or give days such as \"+1 d\"",
            ),
            (
                vec![Change::close("ferry", period("2050"))],
                "holds in 2050, which is outside the horizon (2025 to 2035): it has no effect",
            ),
            (
                vec![Change::delay("planned", Duration::years(1))],
                "moves `planned`, which is planned and does not count: `build` it too, or leave it out",
            ),
            (
                vec![later(), Change::cancel("funded")],
                "contradicts change 1 (delay funded by 1 yr) over project.funded: it is cancelled, so its date does not matter; take one out",
            ),
            (
                vec![Change::cancel("funded"), Change::build("funded")],
                "contradicts change 1 (cancel funded) over project.funded: the later stands; take one out",
            ),
            (
                vec![later(), Change::advance("funded", Duration::Days(10))],
                "contradicts change 1 (delay funded by 1 yr) over project.funded: both count, one against the other; put them together into one",
            ),
            (
                vec![
                    Change::settle("pact", AgreementStatus::InForce),
                    Change::settle("pact", AgreementStatus::Lapsed),
                ],
                "contradicts change 1 (settle pact as in force) over agreement.pact: the later stands; take one out",
            ),
            (
                vec![Change::close("ferry", period("2027")..), Change::close("baku", period("2028"))],
                "contradicts change 1 (close ferry from 2027) over leg.ferry: it is closed once for the days in both; let them not overlap",
            ),
        ] {
            let line = changes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            let expected: Vec<&str> =
                Some(message).filter(|message| !message.is_empty()).into_iter().collect();
            assert_eq!(told(changes), expected, "{line}");
        }
    }

    #[test]
    fn what_goes_together_is_not_remarked_upon() {
        for changes in [
            vec![Change::delay("planned", Duration::years(1)), Change::build("planned")],
            vec![Change::delay("*", Duration::years(1)), Change::delay("funded", Duration::years(1))],
            vec![Change::close("ferry", period("2027")), Change::close("ferry", period("2028"))],
            vec![Change::derate("ferry", share(20.0), ..), Change::expand("ferry", percent(20.0), ..)],
        ] {
            assert_eq!(told(changes.clone()), [""; 0], "{changes:?}");
        }
    }

    #[test]
    fn nothing_to_mean_is_told() {
        let draft = Draft::new("empty", Horizon::years(2025, 2030).unwrap());
        let overlay = applied(&Scenario::new("s").change(Change::build("*")), &draft);
        let message = "change 1 of `s` (build all): touches nothing, as there is no project that `*` would mean: leave it out, or name one";
        assert_eq!(overlay.remarks()[0].to_string(), message);
    }

    /// To do otherwise than the scenario one extends is what extending is for.
    #[test]
    fn extended_scenarios_may_be_contradicted() {
        let set = ScenarioSet::new([
            Scenario::new("agreed").change(Change::settle("pact", AgreementStatus::InForce)),
            Scenario::new("broken")
                .extending("agreed")
                .change(Change::settle("pact", AgreementStatus::Lapsed)),
            Scenario::new("vain")
                .extending("agreed")
                .change(Change::settle("pact", AgreementStatus::InForce)),
        ])
        .unwrap();
        let remarks = set.remarks(&crossing());
        assert_eq!(remarks.len(), 1, "{remarks:?}");
        assert_eq!((remarks[0].scenario.as_str(), &remarks[0].kind), ("vain", &RemarkKind::NothingNew));
    }
}

mod faults {
    use super::*;

    fn number(base: f64, unit: Unit) -> Number {
        Number::fixed(base, unit).unwrap()
    }

    /// A change put together from parts, as from a file.
    fn derate(by: Number) -> Change {
        Action::Derate { subjects: "ferry".into(), by, window: Window::ALWAYS }.into()
    }

    /// Each fault with its message and the key it is at.
    #[test]
    #[expect(clippy::too_many_lines, reason = "a table with a row for each fault")]
    fn every_fault_says_what_to_do() {
        let mut draft = crossing();
        draft.add_limit("ferry", Limit::new(rate("1 Mt/yr")));
        let mut other = crossing();
        let foreign =
            other.add_project("strange", Project::for_leg("rail", rate("1 Mt/yr"), day("2027-01-01")));
        draft.add_project("strange", Project::for_leg("rail", rate("1 Mt/yr"), day("2027-01-01")));
        let lognormal =
            Estimate::shaped(percent(0.0), Shape::Lognormal { median: 0.1, factor: 1.5 }).unwrap();
        let grouped = Estimate::sure(share(20.0)).with_group("ice");
        let per_teu: UnitPrice<corridor::quantity::Containers> = "50 USD/TEU".parse().unwrap();
        let per_kilometre: DistancePrice<Mass> = "0.1 USD/t/km".parse().unwrap();
        for (change, key, message) in [
            (
                Change::build(Vec::<&str>::new()),
                None,
                "names nothing: give the name of a project, a list of names, or \"*\" for all",
            ),
            (Change::build("fundd"), None, "there is no project `fundd`: did you mean `funded`?"),
            (
                Change::settle("x", AgreementStatus::InForce),
                None,
                "there is no agreement or commitment `x`: there are pact, oil-by-sea, plain",
            ),
            (
                Change::build("baku"),
                None,
                "`baku` is a node, but a project is wanted: there are planned, funded, open, cancelled, strange",
            ),
            (
                Change::close("ferry", ..),
                None,
                "`ferry` may be `leg.ferry` or `limit.ferry`: write which one is meant",
            ),
            (
                Change::build(foreign),
                None,
                "the id `project.strange` is of another model: use the id that this model gave, or the name as text",
            ),
            (
                Change::settle_step("oil-by-sea", 3, AgreementStatus::InForce),
                Some("step"),
                "the ramp of `oil-by-sea` has no step 3: it has 2, counted from 1",
            ),
            (
                Change::settle_step("plain", 1, AgreementStatus::InForce),
                Some("step"),
                "the ramp of `plain` has no step 1: it has none; `ramp` adds one",
            ),
            (
                Change::settle_step("pact", 1, AgreementStatus::InForce),
                Some("step"),
                "the agreement `pact` has no ramp: leave `step` out, or name the commitment",
            ),
            (
                Change::delay("funded", Duration::years(-2)),
                Some("by"),
                "cannot `delay` by -2 yr: give more than 0 d; what goes the other way is `advance`",
            ),
            (
                Change::expand("berths", percent(-20.0), ..),
                Some("by"),
                "`expand` by -20 % is out of range: give more than 0; `derate` takes capacity away",
            ),
            (
                Change::expand(
                    "berths",
                    "1 kTEU/yr".parse::<Rate<corridor::quantity::Containers>>().unwrap(),
                    ..,
                ),
                Some("by"),
                "1 kTEU/yr does not go with limit.berths.capacity, which is in t/yr: give it in that unit",
            ),
            (
                Change::ramp("plain", rate("-1 Mt/yr"), period("2030"), AgreementStatus::InForce),
                Some("to"),
                "`ramp` by -1 Mt/yr is out of range: give 0 or more per year",
            ),
            (
                Change::derate("rail", grouped, ..),
                Some("by"),
                "a loss cannot be in the group `ice`, as what is left falls when the loss rises: leave `group` out",
            ),
            (
                Change::scale("oil", lognormal, ..),
                Some("by"),
                "a lognormal { median = \"+10 %\", factor = 1.5 } cannot be turned into a factor: give a range, or a triangular or normal distribution",
            ),
            (
                Change::tariff("rail", per_teu, ..),
                Some("by"),
                "+50 USD/TEU does not go with leg.rail.tariff, which is in USD/t: give it in that unit",
            ),
            (
                Change::tariff("feeder", per_kilometre, ..),
                Some("by"),
                "+0.1 USD/t/km cannot be put together over the distance of `feeder`, which is not one number: give it per unit",
            ),
            (
                Change::close("feeder", period("2028")..=period("2027")),
                Some("until"),
                "it ends (2027) before it begins (2028): let `until` be 2028 or later",
            ),
            (
                Change::grow("traded", Rule::Hold),
                None,
                "the volume of `traded` follows `turnover.az-kz`: grow that instead",
            ),
            (
                Change::grow("grain", Rule::Hold),
                None,
                "the volume of `grain` follows `series.grain-shipped`: scale it instead, or give it a volume of its own",
            ),
            (
                Change::grow("oil", Rule::multiple(Factor::times(5.0), period("2020"))),
                Some("growth"),
                "`demand.oil` cannot grow so: `multiple` speaks of 2020, which is not after the last given point 2025",
            ),
            (
                Change::add("funded", Project::for_leg("rail", rate("1 Mt/yr"), day("2027-01-01"))),
                None,
                "there is a project `funded` already: give the new one another name",
            ),
        ] {
            check(&draft, change, key, message);
        }
    }

    /// Numbers that no constructor lets through, but a file might.
    #[test]
    fn numbers_out_of_range_are_refused() {
        let draft = crossing();
        let act = |action: Action| Change::from(action);
        let scale = |by| act(Action::Scale { subjects: "oil".into(), by, window: Window::ALWAYS });
        let time = |by| act(Action::Time { legs: "ferry".into(), by, window: Window::ALWAYS });
        let tariff = |by| act(Action::Tariff { legs: "ferry".into(), by, window: Window::ALWAYS });
        let one = |base| number(base, Unit::One);
        for (change, message) in [
            (
                derate(number(2.0, Unit::Time)),
                "`derate` cannot do anything with 2 d: give the share that is lost, such as \"20 %\"",
            ),
            (derate(one(1.2)), "`derate` by 120 % is out of range: give more than 0 %, up to 100 %"),
            (derate(one(0.0)), "`derate` by 0 % is out of range: give more than 0 %, up to 100 %"),
            (scale(one(-1.5)), "`scale` by -150 % is out of range: give -100 % or more"),
            (
                scale(number(2.0, Unit::Time)),
                "`scale` cannot do anything with +2 d: give a share such as \"-10 %\"",
            ),
            (
                time(number(2.0, Unit::Distance)),
                "`time` cannot do anything with +2 km: give a share such as \"-10 %\", or a time such as \"+1 d\"",
            ),
            (
                tariff(number(2.0, Unit::Time)),
                "`tariff` cannot do anything with +2 d: give a share such as \"-10 %\", or a price such as \"+2 USD/t\"",
            ),
        ] {
            check(&draft, change, Some("by"), message);
        }
    }

    /// Holds the one fault of a change against what it should say, and sees that nothing was changed.
    fn check(draft: &Draft, change: Change, key: Option<&str>, message: &str) {
        let line = change.to_string();
        let mut overlay = Overlay::new(draft.clone());
        let error = overlay.apply(change).unwrap_err();
        let [fault] = &error.faults[..] else { panic!("{line}: {error}") };
        assert!(fault.to_string().starts_with(message), "{line}: {fault}");
        assert_eq!(fault.key(), key, "{line}");
        assert_eq!(whole(overlay.draft()), whole(draft), "{line}");
    }

    #[test]
    fn all_faults_of_a_scenario_are_told_at_once() {
        let scenario = Scenario::new("bad")
            .change(Change::build(["funded", "nope", "neither"]))
            .change(Change::close("middle", ..))
            .change(Change::delay("planed", Duration::years(1)));
        let errors = scenario.apply(&crossing()).unwrap_err();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3);
        assert_eq!(
            told[2],
            "change 3 of `bad` (delay planed by 1 yr): there is no project `planed`: did you mean `planned`?"
        );
    }

    #[test]
    fn long_lists_of_names_are_cut() {
        let mut draft = crossing();
        for number in 0..100 {
            draft.add_commitment(&format!("c{number}"), Commitment::new(rate("1 Mt/yr"), day("2027-01-01")));
        }
        let mut overlay = Overlay::new(draft);
        let error = overlay.apply(Change::ramp(
            CommitmentId::new("elsewhere"),
            rate("1 Mt/yr"),
            period("2030"),
            AgreementStatus::InForce,
        ));
        let message = error.unwrap_err().to_string();
        assert!(message.ends_with("c7, c8, c9 and 90 more"), "{message}");
    }
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    /// Names of everything in the draft, and one of nothing.
    const NAMES: [&str; 18] = [
        "ferry",
        "feeder",
        "rail",
        "berths",
        "middle",
        "aktau",
        "baku",
        "poti",
        "planned",
        "funded",
        "open",
        "cancelled",
        "oil",
        "traded",
        "grain",
        "az-kz",
        "*",
        "nothing",
    ];

    fn subjects() -> impl Strategy<Value = Subjects> {
        prop::collection::vec(prop::sample::select(&NAMES[..]), 1..3).prop_map(|names| match names[..] {
            [name] => Subjects::from(name),
            _ => Subjects::from(names),
        })
    }

    fn window() -> impl Strategy<Value = Window> {
        let moment =
            || prop::option::of((2020..2040_i32).prop_map(|year| Moment::from(Period::year(year).unwrap())));
        (moment(), moment()).prop_map(|(from, until)| Window { from, until })
    }

    fn amount() -> impl Strategy<Value = Number> {
        let units = [Unit::One, Unit::Time, Unit::Rate(Measure::Mass), price("1 USD/t").money_unit()];
        (-1.5..3.0f64, prop::sample::select(units.to_vec()))
            .prop_map(|(base, unit)| Number::fixed(base, unit).unwrap())
    }

    fn status() -> impl Strategy<Value = AgreementStatus> {
        prop::sample::select(AgreementStatus::ALL)
    }

    trait PriceUnit {
        fn money_unit(self) -> Unit;
    }

    impl PriceUnit for UnitPrice<Mass> {
        fn money_unit(self) -> Unit {
            corridor::quantity::Quantity::unit(self)
        }
    }

    /// Changes of every kind, many of which cannot be made.
    fn change() -> impl Strategy<Value = Change> {
        let months = || (-5..30_i32).prop_map(Duration::Months);
        let dated =
            (subjects(), amount(), window(), 0..6_u8).prop_map(|(subjects, by, window, kind)| match kind {
                0 => Action::Expand { subjects, by, window },
                1 => Action::Derate { subjects, by, window },
                2 => Action::Close { subjects, window },
                3 => Action::Scale { subjects, by, window },
                4 => Action::Tariff { legs: subjects, by, window },
                _ => Action::Time { legs: subjects, by, window },
            });
        let moved = (subjects(), months(), 0..4_u8).prop_map(|(projects, by, kind)| match kind {
            0 => Action::Delay { projects, by },
            1 => Action::Advance { projects, by },
            2 => Action::Cancel { projects },
            _ => Action::Build { projects, opens: Some(day("2029-02-28").into()) },
        });
        let agreed = (prop::sample::select(&["pact", "oil-by-sea", "plain"][..]), status(), 0..4_usize);
        let agreed =
            agreed.prop_map(|(subject, status, step)| Change::settle_step(subject, step, status).action);
        let ramped = (0.0..9e6f64, 2025..2035_i32, status()).prop_map(|(to, year, status)| {
            let to = Rate::<Mass>::new(to).unwrap();
            Change::ramp("oil-by-sea", to, Period::year(year).unwrap(), status).action
        });
        let grown = (subjects(), -5.0..9.0f64).prop_map(|(subjects, rate)| {
            Change::grow(subjects, Rule::compound(GrowthRate::percent_per_year(rate))).action
        });
        let added = "[a-c]".prop_map(|name| {
            Change::add(&name, Leg::new("aktau", "baku", Mode::Air).capacity(rate("1 Mt/yr"))).action
        });
        prop_oneof![4 => dated, 2 => moved, 1 => agreed, 1 => ramped, 1 => grown, 1 => added]
            .prop_map(Change::from)
    }

    proptest! {
        /// What is undone was never there: after each step back the draft is what it was, to the last field.
        #[test]
        fn changes_are_undone_exactly(changes in prop::collection::vec(change(), 1..12)) {
            let base = crossing();
            let mut overlay = Overlay::new(base.clone());
            let mut before = Vec::new();
            for change in changes {
                let state = whole(overlay.draft());
                if overlay.apply(change).is_ok() { before.push(state) } else { prop_assert_eq!(whole(overlay.draft()), state) }
            }
            while let Some(state) = before.pop() {
                prop_assert!(overlay.undo_last().is_some());
                prop_assert_eq!(whole(overlay.draft()), state);
            }
            prop_assert!(overlay.undo_last().is_none());
            prop_assert_eq!(whole(overlay.draft()), whole(&base));
        }

        /// What the changes say they touched is, all together, what differs between the inputs.
        #[test]
        fn touched_inputs_are_the_difference(changes in prop::collection::vec(change(), 1..8)) {
            let base = crossing();
            let mut overlay = Overlay::new(base.clone());
            let made = changes.into_iter().filter(|change| overlay.apply(change.clone()).is_ok()).count();
            prop_assert_eq!(overlay.applied().len(), made);
            let told: std::collections::BTreeSet<&str> =
                overlay.applied().flat_map(|applied| &applied.touched).map(|change| change.path.as_str()).collect();
            for change in overlay.touched(&base) {
                prop_assert!(told.contains(change.path.as_str()), "{} is not told", change);
                let listed = |draft| inputs(draft).into_iter().find(|input| input.path == change.path);
                prop_assert_eq!(listed(&base).map(|input| input.value), change.old);
                prop_assert_eq!(listed(overlay.draft()).map(|input| input.value), change.new);
            }
        }

        /// All changes of a scenario, one by one or together, make the same draft, and the base stays as it is.
        #[test]
        fn a_scenario_is_its_changes_in_order(changes in prop::collection::vec(change(), 1..8)) {
            let base = crossing();
            let untouched = whole(&base);
            let mut one_by_one = Overlay::new(base.clone());
            let good: Vec<Change> =
                changes.into_iter().filter(|change| one_by_one.apply(change.clone()).is_ok()).collect();
            let places: Vec<usize> = (0..good.len()).collect();
            let scenario = Scenario { changes: good, ..Scenario::new("s") };
            let together = scenario.apply(&base).unwrap();
            prop_assert_eq!(whole(together.draft()), whole(one_by_one.draft()));
            let chosen = scenario.apply_only(&base, &places).unwrap();
            prop_assert_eq!(whole(chosen.draft()), whole(together.draft()));
            let left_out: Vec<usize> = places.into_iter().skip(1).collect();
            let overlay = scenario.apply_only(&base, &left_out).unwrap();
            prop_assert_eq!(overlay.applied().len(), left_out.len());
            prop_assert_eq!(whole(&base), untouched);
        }

        /// What a change prints of itself as a study has it is TOML, and begins with what it does.
        #[test]
        fn printed_changes_are_tables(change in change()) {
            if let Some(text) = change.to_toml() {
                let table: toml::Table = format!("change = {text}").parse().unwrap();
                prop_assert!(table["change"].get(change.action.word()).is_some());
            }
        }
    }
}

/// Steps keep their own values under a change: a tariff that falls by period falls with the share on top.
#[test]
fn stepwise_values_stay_under_changes() {
    let mut draft = crossing();
    let steps = Steps::of([(period("2025"), price("12 USD/t")), (period("2030"), price("10 USD/t"))]);
    draft.add_leg("stepped", Leg::new("aktau", "baku", Mode::Sea).tariff_steps(steps));
    let lines = touched(&draft, Change::tariff("stepped", percent(10.0), ..));
    assert_eq!(lines, ["leg.stepped.tariff.changes.1: none -> × 1.1 throughout"]);
}
