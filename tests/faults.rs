//! Every kind of fault and warning, shown by the smallest change to a good model that brings it about.

use corridor::calendar::{Date, Duration, Horizon, Period, Span};
use corridor::commitment::{Agreement, AgreementStatus, Commitment, Instrument, OwnEnds, Target};
use corridor::demand::{Demand, DemandVolume, Observation, Turnover};
use corridor::evidence::{Estimate, Id, Number, Shape, Source, Spread};
use corridor::model::{Draft, FaultKind, MAX_THINGS, Model};
use corridor::network::{
    Adjustment, Commodity, Corridor, Effect, Enlarges, Leg, Limit, Mode, Node, NodeKind, Project,
    ProjectStatus, Routes,
};
use corridor::projection::{Course, Rule, Steps};
use corridor::quantity::{
    Containers, Currency, DistancePrice, Elasticity, GasVolume, GrowthRate, Mass, Measure, Money, OilVolume,
    Quantity, Rate, Share, TimePrice, UnitPrice,
};

/// A quantity with a source.
fn say<Q: Quantity>(text: &str) -> Estimate<Q> {
    text.parse::<Estimate<Q>>().unwrap().with_source("T1")
}

fn rate(text: &str) -> Estimate<Rate<Mass>> {
    say(text)
}

fn price(text: &str) -> Estimate<UnitPrice<Mass>> {
    say(text)
}

fn mass(text: &str) -> Estimate<Mass> {
    say(text)
}

fn number<Q: Quantity>(text: &str) -> Number {
    say::<Q>(text).into_number()
}

fn rates(text: &str) -> Steps {
    Steps::constant(rate(text))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn yearly<Q: Quantity>(values: &[(&str, &str)], rule: Rule) -> Course {
    Course::of(values.iter().map(|(year, value)| (period(year), say::<Q>(value))), rule)
}

/// Normally distributed, without a cut.
fn normal(number: &Number, mean: f64, sd: f64) -> Number {
    number.with_spread(Spread::new(Shape::Normal { mean, sd }).unwrap())
}

fn oil() -> Commitment {
    Commitment::new(rate("1.5 Mt/yr"), day("2023-01-01"))
        .under("contract")
        .of_demand("export")
        .via("ferry")
        .ramp(rate("6-6.5 Mt/yr"), day("2030-01-01"), AgreementStatus::UnderNegotiation)
        .ship_or_pay(say::<Share>("80 %"), price("10 USD/t"))
        .delivered(period("2023"), mass("1.392 Mt"))
}

/// A small model with one of everything, and nothing wrong.
fn good() -> Draft {
    let mut draft = Model::<Mass>::new("caspian", Horizon::years(2022, 2040).unwrap()).into_draft();
    draft.set_dispersion(say("0.15"));
    draft.set_emissions(Mode::Rail, say("22 g/t/km"));
    draft.add_source("T1", Source::default());
    network(&mut draft);
    trade(&mut draft);
    draft
}

fn network(draft: &mut Draft) {
    let value = say::<TimePrice<Mass>>("0.5 USD/t/d");
    draft.add_commodity("crude", Commodity::new().density(say("0.1316 t/bbl")).value_of_time(value));
    draft.add_commodity("boxes", Commodity::new().load_factor(say("14 t/TEU")));
    for (name, country) in [("aktau", "KZ"), ("baku", "AZ"), ("poti", "GE")] {
        let node = Node::new(NodeKind::Port).country(country).at(43.6, 51.2);
        draft.add_node(name, node.handling(price("3 USD/t")).dwell(say("2 d")));
    }
    let ferry = Leg::new("aktau", "baku", Mode::Sea).tariff(price("12 USD/t")).time(say("1 d"));
    draft.add_leg("ferry", ferry.capacity(rate("7.5 Mt/yr")).availability(say("92 %")));
    let rail = Leg::new("baku", "poti", Mode::Rail).distance(say("900 km")).time(say("4 d"));
    draft.add_leg("rail", rail.tariff(say::<DistancePrice<Mass>>("0.03 USD/t/km")));
    draft.add_limit("berths", Limit::new(rate("7.5 Mt/yr")).over_node("aktau").of("crude"));
    let project = Project::for_limit("berths", rate("5 Mt/yr"), day("2026-07-01")).ramp(Duration::years(2));
    draft.add_project("berths-9-10", project.capex(say::<Money>("120 MUSD")).status(ProjectStatus::Funded));
    draft.add_corridor("middle", Corridor::new().crossing("ferry"));
}

fn trade(draft: &mut Draft) {
    let export =
        yearly::<Mass>(&[("2022", "3 Mt"), ("2023", "3.1 Mt")], Rule::compound(say::<GrowthRate>("3 %/yr")));
    draft.add_demand(
        "export",
        Demand::new("aktau", "poti", export).of("crude").reservation(price("150 USD/t")),
    );
    let contract = Agreement::new(Instrument::Contract, ["KZ", "AZ"]).status(AgreementStatus::InForce);
    let contract = contract.signed(day("2022-11-11")).period(period("2023"), period("2030"));
    draft.add_agreement("contract", contract.backs("commitment.oil"));
    draft.add_commitment("oil", oil());
    draft.add_target("ten", Target::new("middle", mass("10 Mt"), period("2027")).said(day("2025-05-01")));
    let mut titr = Observation::new("whole route", yearly::<Mass>(&[("2022", "1.485 Mt")], Rule::Hold));
    titr.of = Some("corridor-volume:middle".to_owned());
    draft.add_observation("titr", titr);
    let values = yearly::<Money>(&[("2023", "790 MUSD"), ("2024", "383 MUSD")], Rule::Hold);
    draft.add_turnover("az-tm", Turnover::new(["AZ", "TM"], "AZ", values));
}

fn leg<'a>(draft: &'a mut Draft, name: &str) -> &'a mut Leg {
    draft.legs.get_mut(&Id::<Leg>::new(name)).unwrap()
}

fn limit(draft: &mut Draft) -> &mut Limit {
    draft.limits.get_mut(&Id::<Limit>::new("berths")).unwrap()
}

fn project(draft: &mut Draft) -> &mut Project {
    draft.projects.get_mut(&Id::<Project>::new("berths-9-10")).unwrap()
}

fn corridor(draft: &mut Draft) -> &mut Corridor {
    draft.corridors.get_mut(&Id::<Corridor>::new("middle")).unwrap()
}

fn demand(draft: &mut Draft) -> &mut Demand {
    draft.demands.get_mut(&Id::<Demand>::new("export")).unwrap()
}

fn agreement(draft: &mut Draft) -> &mut Agreement {
    draft.agreements.get_mut(&Id::<Agreement>::new("contract")).unwrap()
}

fn commitment(draft: &mut Draft) -> &mut Commitment {
    draft.commitments.get_mut(&Id::<Commitment>::new("oil")).unwrap()
}

fn target(draft: &mut Draft) -> &mut Target {
    draft.targets.get_mut(&Id::<Target>::new("ten")).unwrap()
}

fn series(draft: &mut Draft) -> &mut Observation {
    draft.observations.get_mut(&Id::<Observation>::new("titr")).unwrap()
}

fn turnover(draft: &mut Draft) -> &mut Turnover {
    draft.turnovers.get_mut(&Id::<Turnover>::new("az-tm")).unwrap()
}

fn commodity<'a>(draft: &'a mut Draft, name: &str) -> &'a mut Commodity {
    draft.commodities.get_mut(&Id::<Commodity>::new(name)).unwrap()
}

fn routes(legs: &[&str]) -> Option<Routes> {
    Some(Routes::Given(vec![legs.iter().map(|leg| Id::new(leg)).collect()]))
}

/// A change to the good model, and all that is then said of it.
type Row = (fn(&mut Draft), &'static str);

fn said(change: fn(&mut Draft)) -> String {
    let mut draft = good();
    change(&mut draft);
    match draft.check() {
        Ok(warnings) => warnings.iter().map(|warning| format!("{warning}\n")).collect(),
        Err(faults) => faults.iter().map(|fault| format!("{fault}\n")).collect(),
    }
}

fn all_say(rows: &[Row]) {
    let mut wrong = String::new();
    for (change, expected) in rows {
        let said = said(*change);
        if said.trim_end() != *expected {
            wrong.push_str(&format!("said:     {said}expected: {expected}\n\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn names_are_good_and_known() {
    let rows: &[Row] = &[
        (|draft| leg(draft, "ferry").to = "bakku".into(), ""),
        (|draft| commitment(draft).demand = Some("suez".into()), ""),
        (|draft| demand(draft).commodity = Some("crued".into()), ""),
        (|draft| commitment(draft).agreement = Some("contrakt".into()), ""),
        (|draft| commitment(draft).via = Some("midle".to_owned()), ""),
        (
            |draft| {
                draft.add_leg("middle", Leg::new("aktau", "poti", Mode::Rail));
                commitment(draft).via = Some("middle".to_owned());
                target(draft).counts = "ferry".to_owned();
                series(draft).of = None;
            },
            "",
        ),
        (
            |draft| {
                let mut other = good();
                leg(draft, "rail").to = other.add_node("poti", Node::new(NodeKind::Port));
            },
            "",
        ),
        (
            |draft| {
                draft.add_node("baku", Node::new(NodeKind::Market));
            },
            "",
        ),
        (
            |draft| {
                draft.add_source("T1", Source::default());
            },
            "",
        ),
        (
            |draft| {
                draft.add_node("aktau/kuryk", Node::new(NodeKind::Port));
            },
            "",
        ),
        (|draft| limit(draft).nodes = vec!["aktaw".into()], ""),
        (|draft| limit(draft).commodities.push("crude".into()), ""),
        (|draft| leg(draft, "rail").tariffs = vec![("boxs".into(), Steps::constant(price("12 USD/t")))], ""),
        (|draft| agreement(draft).backs = vec!["commitment.oill".to_owned()], ""),
        (|draft| agreement(draft).backs = vec!["oil".to_owned()], ""),
        (|draft| agreement(draft).provenance.sources = vec!["T2".into()], ""),
        (
            |draft| {
                leg(draft, "ferry").distance = Some(
                    Estimate::sure("470 km".parse::<corridor::quantity::Distance>().unwrap())
                        .with_source("M5")
                        .into_number(),
                )
            },
            "",
        ),
        (|draft| target(draft).counts = "midle".to_owned(), ""),
        (|draft| corridor(draft).cordon = vec!["fery".into()], ""),
        (|draft| project(draft).enlarges = Enlarges::Limit("berth".into()), ""),
    ];
    all_say(rows);
}

#[test]
fn numbers_count_what_their_place_asks_for() {
    let rows: &[Row] = &[
        (
            |draft| {
                draft.measure = None;
            },
            "",
        ),
        (
            |draft| {
                draft.measure = Some(Measure::Oil);
                draft.legs = Default::default();
            },
            "",
        ),
        (|draft| leg(draft, "ferry").capacity = Some(Steps::constant(say::<Mass>("7.5 Mt"))), ""),
        (
            |draft| leg(draft, "ferry").capacity = Some(Steps::constant(say::<Rate<GasVolume>>("16 bcm/yr"))),
            "",
        ),
        (|draft| leg(draft, "ferry").tariff = Some(Steps::constant(say::<UnitPrice<Mass>>("12 EUR/t"))), ""),
        (|draft| project(draft).capex = Some(number::<Money>("120 MUSD@2020")), ""),
        (|draft| turnover(draft).values = yearly::<Mass>(&[("2023", "3 Mt")], Rule::Hold), ""),
        (|draft| draft.currency = Currency::EUR, ""),
        (|draft| leg(draft, "ferry").capacity = Some(rates("-1 Mt/yr")), ""),
        (
            |draft| {
                leg(draft, "ferry").time =
                    Some(Steps::constant(normal(&number::<corridor::quantity::TransitTime>("1 d"), 1.0, 0.5)))
            },
            "",
        ),
        (|draft| project(draft).adds = number::<Rate<Mass>>("0 Mt/yr"), ""),
        (
            |draft| {
                commodity(draft, "boxes").load_factor =
                    Some(normal(&number::<corridor::quantity::LoadFactor>("14 t/TEU"), 14.0, 3.0))
            },
            "",
        ),
        (|draft| leg(draft, "ferry").availability = Some(normal(&number::<Share>("92 %"), 0.92, 0.05)), ""),
        (
            |draft| {
                demand(draft).volume = DemandVolume::Given(yearly::<Mass>(
                    &[("2022", "3 Mt")],
                    Rule::Compound { rate: normal(&number::<GrowthRate>("3 %/yr"), 0.03, 0.2) },
                ))
            },
            "",
        ),
        (
            |draft| {
                demand(draft).dispersion =
                    Some(normal(&number::<corridor::quantity::Dispersion>("0.15"), 0.15, 0.05))
            },
            "",
        ),
        (
            |draft| {
                demand(draft).volume = DemandVolume::Given(yearly::<Mass>(
                    &[("2022", "3 Mt")],
                    Rule::multiple(say("5"), period("2021")),
                ))
            },
            "",
        ),
        (|draft| leg(draft, "ferry").capacity = Some(Steps::new(vec![])), ""),
        (
            |draft| {
                leg(draft, "ferry").capacity = Some(Steps::new(vec![
                    (period("2022"), number::<Rate<Mass>>("5 Mt/yr")),
                    (period("2026"), number::<Rate<Containers>>("89 kTEU/yr")),
                ]))
            },
            "",
        ),
        (
            |draft| {
                leg(draft, "ferry").capacity = Some(Steps::constant(say::<Rate<Containers>>("89 kTEU/yr")));
                leg(draft, "ferry").commodities = vec!["crude".into()];
            },
            "",
        ),
        (
            |draft| {
                leg(draft, "ferry").tariff =
                    Some(Steps::constant(say::<UnitPrice<Containers>>("900 USD/TEU")))
            },
            "",
        ),
        (
            |draft| {
                demand(draft).volume =
                    DemandVolume::Given(yearly::<OilVolume>(&[("2022", "20 mb")], Rule::Hold));
                commodity(draft, "crude").density = None;
            },
            "",
        ),
        (|draft| target(draft).value = number::<Containers>("300 kTEU"), ""),
        (
            |draft| {
                leg(draft, "ferry").capacity_changes = vec![Adjustment {
                    span: Span::ALWAYS,
                    effect: Effect::Add(number::<Rate<Containers>>("5 kTEU/yr")),
                }]
            },
            "",
        ),
    ];
    all_say(rows);
}

#[test]
fn networks_hold_together() {
    let rows: &[Row] = &[
        (|draft| draft.nodes.get_mut(&Id::<Node>::new("poti")).unwrap().at = Some((142.1, 41.7)), ""),
        (|draft| leg(draft, "rail").to = "baku".into(), ""),
        (|draft| leg(draft, "rail").distance = None, ""),
        (|draft| limit(draft).nodes.clear(), ""),
        (
            |draft| {
                limit(draft).nodes.clear();
                limit(draft).legs = vec!["rail".into()];
                leg(draft, "rail").commodities = vec!["boxes".into()];
                leg(draft, "ferry").commodities = vec!["crude".into()];
                demand(draft).to = "baku".into();
            },
            "",
        ),
        (
            |draft| {
                project(draft).enlarges = Enlarges::Leg("rail".into());
            },
            "",
        ),
        (|draft| project(draft).adds = number::<Rate<Containers>>("50 kTEU/yr"), ""),
        (|draft| project(draft).opens = Date::MAX, ""),
        (|draft| project(draft).ramp = Duration::years(-2), ""),
        (
            |draft| {
                leg(draft, "rail").capacity_changes = vec![Adjustment {
                    span: Span::ALWAYS,
                    effect: Effect::Add(number::<Rate<Mass>>("2 Mt/yr")),
                }];
            },
            "",
        ),
        (
            |draft| {
                let span = Span::between(day("2027-03-01"), day("2027-01-01"));
                leg(draft, "ferry").capacity_changes = vec![Adjustment { span, effect: Effect::Close }];
            },
            "",
        ),
        (|draft| corridor(draft).cordon.clear(), ""),
        (|draft| corridor(draft).cordon.push("ferry".into()), ""),
    ];
    all_say(rows);
}

#[test]
fn demands_can_move() {
    let rows: &[Row] = &[
        (
            |draft| {
                demand(draft).to = "aktau".into();
                commitment(draft).via = None;
            },
            "",
        ),
        (
            |draft| {
                for name in ["ferry", "rail"] {
                    leg(draft, name).commodities = vec!["boxes".into()];
                }
                limit(draft).commodities.clear();
                commitment(draft).via = None;
            },
            "",
        ),
        (|draft| demand(draft).routes = Some(Routes::Given(vec![])), ""),
        (|draft| demand(draft).routes = Some(Routes::Given(vec![vec![]])), ""),
        (
            |draft| {
                draft.add_leg("pipe", Leg::new("aktau", "poti", Mode::Pipeline));
                demand(draft).routes = routes(&["ferry", "pipe"]);
            },
            "",
        ),
        (|draft| demand(draft).routes = routes(&["rail", "ferry"]), ""),
        (|draft| demand(draft).routes = routes(&["ferry"]), ""),
        (
            |draft| {
                let back = Leg::new("baku", "aktau", Mode::Sea);
                draft.add_leg("back", back);
                demand(draft).routes = routes(&["ferry", "back", "ferry", "rail"]);
            },
            "",
        ),
        (
            |draft| {
                let turned = Leg::new("poti", "baku", Mode::Rail);
                draft.add_leg("turned", turned);
                demand(draft).routes = routes(&["ferry", "turned"]);
            },
            "",
        ),
        (
            |draft| {
                leg(draft, "rail").commodities = vec!["boxes".into()];
                demand(draft).routes = routes(&["ferry", "rail"]);
            },
            "",
        ),
        (|draft| demand(draft).routes = routes(&["ferry", "rial"]), ""),
        (
            |draft| demand(draft).routes = Some(Routes::Given(vec![vec!["ferry".into(), "rail".into()]; 2])),
            "",
        ),
        (|draft| demand(draft).routes = Some(Routes::Cheapest(0)), ""),
        (|draft| draft.routes = 1_000_000, ""),
        (
            |draft| {
                let unit_value = number::<UnitPrice<Mass>>("0 USD/t");
                demand(draft).volume =
                    DemandVolume::Trade { turnover: "az-tn".into(), unit_value, share: None };
            },
            "",
        ),
        (|draft| demand(draft).volume = DemandVolume::Series("tirt".into()), ""),
        (
            |draft| {
                series(draft).values = yearly::<Money>(&[("2022", "5 MUSD")], Rule::Hold);
                series(draft).of = None;
                demand(draft).volume = DemandVolume::Series("titr".into());
            },
            "",
        ),
    ];
    all_say(rows);
}

#[test]
fn series_are_of_something() {
    let rows: &[Row] = &[
        (|draft| turnover(draft).countries.truncate(1), ""),
        (
            |draft| {
                series(draft).values.rule = Rule::elastic("az-tn", say::<Elasticity>("1.2"));
            },
            "",
        ),
        (
            |draft| {
                series(draft).values.rule = Rule::elastic("az-tm", say::<Elasticity>("1.2"));
                turnover(draft).values.rule = Rule::elastic("titr", say::<Elasticity>("1"));
            },
            "",
        ),
        (|draft| series(draft).of = Some("corridor-volum:middle".to_owned()), ""),
        (|draft| series(draft).of = Some("corridor-volume:midle".to_owned()), ""),
        (|draft| series(draft).of = Some("middle".to_owned()), ""),
        (|draft| series(draft).of = Some("trade-turnover:az-tm".to_owned()), ""),
    ];
    all_say(rows);
}

#[test]
fn commitments_can_be_kept() {
    let rows: &[Row] = &[
        (|draft| commitment(draft).demand = None, ""),
        (
            |draft| {
                commitment(draft).own =
                    Some(OwnEnds { from: "aktau".into(), to: "poti".into(), commodity: None })
            },
            "",
        ),
        (
            |draft| {
                draft.add_node("batumi", Node::new(NodeKind::Port));
                draft.add_leg("branch", Leg::new("baku", "batumi", Mode::Rail));
                commitment(draft).via = Some("branch".to_owned());
            },
            "",
        ),
        (
            |draft| {
                draft.add_leg("pipe", Leg::new("aktau", "poti", Mode::Pipeline));
                demand(draft).routes = routes(&["pipe"]);
            },
            "",
        ),
        (|draft| commitment(draft).span = Span::between(day("2023-01-01"), day("2022-01-01")), ""),
        (|draft| commitment(draft).ramp.extend(oil().ramp), ""),
        (|draft| commitment(draft).priority = 0, ""),
        (
            |draft| {
                commitment(draft).ship_or_pay.as_mut().unwrap().share =
                    normal(&number::<Share>("80 %"), 0.8, 0.1)
            },
            "",
        ),
        (|draft| *commitment(draft) = oil().delivered(period("2023-06"), mass("0.1 Mt")), ""),
        (|draft| *commitment(draft) = oil().delivered(period("2022"), mass("1 Mt")), ""),
        (|draft| agreement(draft).period = Some((period("2026"), period("2022"))), ""),
        (|draft| agreement(draft).signed = Some(day("2023-11-11")), ""),
    ];
    all_say(rows);
}

#[test]
fn what_should_be_known() {
    let rows: &[Row] = &[
        (
            |draft| {
                leg(draft, "ferry").distance =
                    Some(Number::fixed(470.0, corridor::quantity::Unit::Distance).unwrap())
            },
            "",
        ),
        (
            |draft| {
                draft.add_leg("back", Leg::new("baku", "aktau", Mode::Sea).time(say("1 d")));
            },
            "",
        ),
        (
            |draft| {
                demand(draft).from = "poti".into();
                demand(draft).to = "aktau".into();
                commitment(draft).via = None;
            },
            "",
        ),
        (|draft| project(draft).opens = day("2041-01-01"), ""),
        (|draft| agreement(draft).status = AgreementStatus::Lapsed, ""),
        (
            |draft| {
                commitment(draft).span = Span::from(day("2041-01-01"));
                commitment(draft).ramp.clear();
                commitment(draft).delivered.clear();
            },
            "",
        ),
        (|draft| commitment(draft).span = Span::between(day("2023-01-01"), day("2028-01-01")), ""),
        (|draft| target(draft).by = period("2050"), ""),
        (|draft| target(draft).said = Some(day("2028-02-01")), ""),
        (
            |draft| {
                for name in ["a", "b", "c"] {
                    let leg = Leg::new("aktau", "baku", Mode::Sea).time(say("1 d"));
                    draft.add_leg(name, leg.capacity(rate(if name == "c" { "9 kt/yr" } else { "8 Mt/yr" })));
                }
            },
            "",
        ),
        (
            |draft| {
                series(draft).values = yearly::<Mass>(&[("2020", "3161 Mt"), ("2021", "3.2 Mt")], Rule::Hold)
            },
            "",
        ),
        (
            |draft| {
                leg(draft, "ferry").tariff = None;
                leg(draft, "ferry").time = None;
            },
            "",
        ),
        (|draft| leg(draft, "ferry").capacity = Some(rates("0 Mt/yr")), ""),
        (|draft| leg(draft, "ferry").background = Some(rates("8 Mt/yr")), ""),
        (|draft| demand(draft).reservation = Some(number::<UnitPrice<Mass>>("20 USD/t")), ""),
        (|draft| draft.dispersion = None, ""),
        (|draft| corridor(draft).cordon.push("rail".into()), ""),
        (|draft| series(draft).values = yearly::<Mass>(&[("2022-01", "100 kt")], Rule::Hold), ""),
        (|draft| leg(draft, "rail").country = "Georgia".to_owned(), ""),
    ];
    all_say(rows);
}
