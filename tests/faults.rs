//! Every kind of fault and warning, shown by the smallest change to a good model that brings it about.

#![expect(clippy::too_many_lines, reason = "a table is as long as it has rows")]
#![expect(clippy::unwrap_used, reason = "a panic is how a test says that its own model does not read")]

use corridor::calendar::{Date, Duration, Horizon, Period, Span};
use corridor::commitment::{Agreement, AgreementStatus, Commitment, Instrument, OwnEnds, Target};
use corridor::demand::{Demand, DemandVolume, Observation, Turnover};
use corridor::evaluate::Indicator;
use corridor::evidence::{Correlation, Estimate, Id, Number, Shape, Source, Spread};
use corridor::model::{Draft, FaultKind, MAX_THINGS, Model};
use corridor::network::{
    Adjustment, Commodity, Corridor, Effect, Enlarges, Event, Leg, Limit, Mode, Node, NodeKind, Project,
    ProjectStatus, Routes,
};
use corridor::projection::{Course, Rule, Steps};
use corridor::quantity::{
    Containers, Dispersion, Distance, DistancePrice, Elasticity, GasVolume, GrowthRate, LoadFactor, Mass,
    Measure, Money, OilVolume, Quantity, Rate, Share, TimePrice, TransitTime, Unit, UnitPrice,
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
    draft.add_leg("railway", rail.tariff(say::<DistancePrice<Mass>>("0.03 USD/t/km")));
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

fn route(legs: &[&str]) -> Routes {
    Routes::Given(vec![legs.iter().map(|leg| Id::new(leg)).collect()])
}

/// A change to the good model, and all that is then said of it.
type Row = (fn(&mut Draft), &'static str);

fn said(change: fn(&mut Draft)) -> String {
    let mut draft = good();
    change(&mut draft);
    let told: Vec<String> = match draft.check() {
        Ok(warnings) => warnings.iter().map(ToString::to_string).collect(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    };
    told.join("\n")
}

fn all_say(rows: &[Row]) {
    let told: Vec<(String, &str)> =
        rows.iter().map(|(change, expected)| (said(*change), *expected)).collect();
    let wrong = told.iter().filter(|(said, expected)| said != expected);
    let wrong: Vec<String> =
        wrong.map(|(said, expected)| format!("said:     {said}\nexpected: {expected}\n")).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn storm(place: &str, percent: f64) -> Event {
    let probability = Estimate::sure(GrowthRate::percent_per_year(percent)).with_source("T1");
    Event::closing(place, probability, say::<TransitTime>("5 d"))
}

/// The capacity of the ferry as an uncertain one of a group.
fn grouped(draft: &mut Draft, group: &str) {
    leg(draft, "ferry").capacity = Some(Steps::constant(rate("5-6 Mt/yr").with_group(group)));
}

#[test]
fn what_happens_undated_hits_something() {
    let rows: &[Row] = &[
        (
            |draft| {
                draft.add_event("storm", Event { hits: Vec::new(), ..storm("ferry", 10.0) });
            },
            "event.storm.closes: hits nothing: name what it closes or derates",
        ),
        (
            |draft| {
                draft.add_event("storm", storm("fery", 10.0));
            },
            "event.storm.closes[0]: there is no leg, node, limit or corridor `fery`; did you mean `ferry`?",
        ),
        (
            |draft| {
                leg(draft, "railway").capacity = None;
                let loses = Some(number::<Share>("50 %"));
                draft.add_event("flood", Event { loses, ..storm("railway", 10.0) });
            },
            "event.flood.derates[0]: leg `railway` has no capacity of which a share could be lost: give it one, or let the event close it",
        ),
        (
            |draft| {
                draft.add_event("storm", storm("ferry", 110.0));
            },
            "event.storm.probability: 1.1 1/yr is no share: give a share from 0 to 1 (0 % to 100 %)",
        ),
        (
            |draft| {
                draft.add_event(
                    "storm",
                    storm("ferry", 10.0).within(Span::between(day("2027-01-01"), day("2026-01-01"))),
                );
            },
            "event.storm.until: begins on 2027-01-01 and ends before: give an end that is not before 2027-01-01",
        ),
        (
            |draft| {
                draft.add_event("storm", storm("ferry", 10.0));
            },
            "event.storm.probability: a single run has none, for 10 % in a year is not above one half: an ensemble draws it",
        ),
        (
            |draft| {
                draft.add_event("storm", storm("ferry", 75.0));
            },
            "event.storm.probability: a single run has one every year, for 75 % in a year is above one half: an ensemble draws it",
        ),
    ];
    all_say(rows);
}

#[test]
fn groups_go_together() {
    let rows: &[Row] = &[
        (
            |draft| grouped(draft, "ships"),
            "leg.ferry.capacity: is in group `ships`, of which no rank correlation is known, so that no ensemble can draw it: give `[correlation.ships]`",
        ),
        (
            |draft| {
                grouped(draft, "ships");
                draft.correlate(Correlation::alike("ships", 0.5).unwrap());
            },
            "",
        ),
        (
            |draft| {
                grouped(draft, "ships");
                draft.correlate(Correlation::alike("ships", 0.5).unwrap());
                draft.correlate(Correlation::between("all", &["leg.ferry.capacity"], &[vec![1.0]]).unwrap());
            },
            "correlation.all.inputs[0]: `leg.ferry.capacity` is in group `ships` already: leave it out here, or there",
        ),
        (
            |draft| {
                let share = Correlation::between("all", &["leg.ferry.capacity"], &[vec![1.0]]).unwrap();
                let from = Estimate::sure(Share::percent(1.0)).with_source("T9");
                draft.correlate(share.with_provenance(from.provenance().clone()));
            },
            "correlation.all.source: there is no source `T9`; did you mean `T1`?",
        ),
    ];
    all_say(rows);
}

#[test]
fn names_are_good_and_known() {
    let rows: &[Row] = &[
        (
            |draft| leg(draft, "ferry").to = "bakku".into(),
            "leg.ferry.to: there is no node `bakku`; did you mean `baku`?",
        ),
        (
            |draft| commitment(draft).demand = Some("suez".into()),
            "commitment.oil.demand: there is no demand `suez`; there is export",
        ),
        (
            |draft| demand(draft).commodity = Some("crued".into()),
            "demand.export.commodity: there is no commodity `crued`; did you mean `crude`?",
        ),
        (
            |draft| commitment(draft).agreement = Some("contrakt".into()),
            "commitment.oil.agreement: there is no agreement `contrakt`; did you mean `contract`?",
        ),
        (
            |draft| commitment(draft).via = Some("midle".to_owned()),
            "commitment.oil.via: there is no leg or corridor `midle`; did you mean `middle`?",
        ),
        (
            |draft| {
                draft.add_leg("middle", Leg::new("aktau", "poti", Mode::Rail));
                commitment(draft).via = Some("middle".to_owned());
                target(draft).counts = "ferry".to_owned();
                series(draft).of = None;
            },
            "commitment.oil.via: `middle` is the name of a leg and a corridor: rename all but one of them",
        ),
        (
            |draft| {
                let mut other = good();
                leg(draft, "railway").to = other.add_node("poti", Node::new(NodeKind::Port));
            },
            "leg.railway.to: `poti` is a node of another model: use the id that this model gave out",
        ),
        (
            |draft| {
                draft.add_node("baku", Node::new(NodeKind::Market));
            },
            "node.baku: there are two of the name `baku`: rename one node, and what refers to it",
        ),
        (
            |draft| {
                draft.add_source("T1", Source::default());
            },
            "source.T1: there are two of the name `T1`: rename one source, and what refers to it",
        ),
        (
            |draft| {
                draft.add_node("aktau/kuryk", Node::new(NodeKind::Port));
            },
            "node: `aktau/kuryk` cannot be a name: write letters, digits, `-` and `_` only, and at most 100 of them",
        ),
        (
            |draft| limit(draft).nodes = vec!["aktaw".into()],
            "limit.berths.nodes[0]: there is no node `aktaw`; did you mean `aktau`?",
        ),
        (
            |draft| limit(draft).commodities.push("crude".into()),
            "limit.berths.commodities: names `crude` twice: name it once",
        ),
        (
            |draft| leg(draft, "railway").tariffs = vec![("boxs".into(), Steps::constant(price("12 USD/t")))],
            "leg.railway.tariffs.boxs: there is no commodity `boxs`; did you mean `boxes`?",
        ),
        (
            |draft| agreement(draft).backs = vec!["commitment.oill".to_owned()],
            "agreement.contract.backs[0]: there is no commitment `oill`; did you mean `oil`?",
        ),
        (
            |draft| agreement(draft).backs = vec!["oil".to_owned()],
            "agreement.contract.backs[0]: `oil` does not say what it refers to: write it as kind.name, such as commitment.kz-oil or project.berths",
        ),
        (
            |draft| agreement(draft).provenance.sources = vec!["T2".into()],
            "agreement.contract.source: there is no source `T2`; did you mean `T1`?",
        ),
        (
            |draft| {
                leg(draft, "ferry").distance = Some(
                    Estimate::sure("470 km".parse::<Distance>().unwrap()).with_source("M5").into_number(),
                );
            },
            "leg.ferry.distance: there is no source `M5`; there is T1",
        ),
        (
            |draft| target(draft).counts = "midle".to_owned(),
            "target.ten.counts: there is no corridor, leg or limit `midle`; did you mean `middle`?",
        ),
        (
            |draft| target(draft).counts = "corridor.ferry".to_owned(),
            "target.ten.counts: there is no corridor `ferry`; there is middle",
        ),
        (
            |draft| {
                draft.add_limit("ferry", Limit::new(rate("9 Mt/yr")).over_leg("ferry"));
            },
            "leg.ferry: `ferry` is the name of a leg and a limit: rename all but one of them",
        ),
        (
            |draft| corridor(draft).cordon = vec!["fery".into()],
            "corridor.middle.cordon[0]: there is no leg `fery`; did you mean `ferry`?",
        ),
        (
            |draft| project(draft).enlarges = Enlarges::Limit("berth".into()),
            "project.berths-9-10.limit: there is no limit `berth`; did you mean `berths`?",
        ),
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
            "measure: there is a network, but no word of what it carries: set `measure` to mass, containers, gas or data",
        ),
        (
            |draft| {
                *draft = Draft::new("oil", draft.horizon);
                draft.measure = Some(Measure::Oil);
            },
            "measure: a network cannot carry oil: choose mass, containers, gas or data, and convert oil by its density",
        ),
        (
            |draft| leg(draft, "ferry").capacity = Some(Steps::constant(say::<Mass>("7.5 Mt"))),
            "leg.ferry.capacity: 7.5 Mt cannot stand here: give it in t/yr or TEU/yr",
        ),
        (
            |draft| leg(draft, "ferry").capacity = Some(Steps::constant(say::<Rate<GasVolume>>("16 bcm/yr"))),
            "leg.ferry.capacity: 16 bcm/yr counts gas, but the network carries mass: give it in t/yr or TEU/yr",
        ),
        (
            |draft| leg(draft, "ferry").tariff = Some(Steps::constant(say::<UnitPrice<Mass>>("12 EUR/t"))),
            "leg.ferry.tariff: 12 EUR/t is not in the money of the model: convert it to USD/t",
        ),
        (
            |draft| project(draft).capex = Some(number::<Money>("120 MUSD@2020")),
            "project.berths-9-10.capex: 120 MUSD@2020 is not in the money of the model: convert it to USD",
        ),
        (
            |draft| turnover(draft).values = yearly::<Mass>(&[("2023", "3 Mt")], Rule::Hold),
            "turnover.az-tm.values.2023: 3 Mt cannot stand here: give it in USD",
        ),
        (
            |draft| leg(draft, "ferry").capacity = Some(rates("-1 Mt/yr")),
            "leg.ferry.capacity: -1 Mt/yr is too low: give a number of 0 or more",
        ),
        (
            |draft| {
                leg(draft, "ferry").time =
                    Some(Steps::constant(normal(&number::<TransitTime>("1 d"), 1.0, 0.5)));
            },
            "leg.ferry.time: 1 d (90 % within 0.1776 d to 1.822 d) may be as low as -2.517 d: give a number of 0 or more, or cut it with `at_least`",
        ),
        (
            |draft| leg(draft, "ferry").capacity = Some(rates("1e294 Mt/yr")),
            "leg.ferry.capacity: 1e300 t/yr is beyond all reason: give at most 1e30 t/yr, and check the unit",
        ),
        (
            |draft| project(draft).adds = number::<Rate<Mass>>("0 Mt/yr"),
            "project.berths-9-10.adds: 0 t/yr is too low: give a number above 0",
        ),
        (
            |draft| {
                commodity(draft, "boxes").load_factor =
                    Some(normal(&number::<LoadFactor>("14 t/TEU"), 14.0, 3.0));
            },
            "commodity.boxes.load_factor: 14 t/TEU (90 % within 9.065 t/TEU to 18.93 t/TEU) may be as low as -7.103 t/TEU: give a number above 0, or cut it with `at_least`",
        ),
        (
            |draft| leg(draft, "ferry").availability = Some(normal(&number::<Share>("92 %"), 0.92, 0.05)),
            "leg.ferry.availability: 0.92 (90 % within 0.8378 to 1.002) may be anything from 0.5683 to 1.272: give a share from 0 to 1 (0 % to 100 %)",
        ),
        (
            |draft| {
                demand(draft).volume = DemandVolume::Given(yearly::<Mass>(
                    &[("2022", "3 Mt")],
                    Rule::Compound { rate: normal(&number::<GrowthRate>("3 %/yr"), 0.03, 0.2) },
                ));
            },
            "demand.export.growth.compound: 3 %/yr (90 % within -29.9 %/yr to 35.9 %/yr) may be as low as -137.7 %/yr: give a growth of more than -100 %/yr, or cut it with `at_least`",
        ),
        (
            |draft| leg(draft, "ferry").availability = Some(Number::fixed(1.2, Unit::One).unwrap()),
            "leg.ferry.availability: 1.2 is no share: give a share from 0 to 1 (0 % to 100 %)",
        ),
        (
            |draft| demand(draft).dispersion = Some(normal(&number::<Dispersion>("0.15"), 0.15, 0.05)),
            "demand.export.dispersion: 0.15 (90 % within 0.06776 to 0.2322) may be as low as -0.2017: give a number above 0, or cut it with `at_least`",
        ),
        (
            |draft| {
                demand(draft).volume = DemandVolume::Given(yearly::<Mass>(
                    &[("2022", "3 Mt")],
                    Rule::multiple(say("5"), period("2021")),
                ));
            },
            "demand.export.volume: `multiple` speaks of 2021, which is not after the last given point 2022: give a later period, or leave out the points from 2021 on",
        ),
        (
            |draft| leg(draft, "ferry").capacity = Some(Steps::new(vec![])),
            "leg.ferry.capacity: no point is given: give at least one period with its value, such as 2023 = \"30 Mt\"",
        ),
        (
            |draft| {
                leg(draft, "ferry").capacity = Some(Steps::new(vec![
                    (period("2022"), number::<Rate<Mass>>("5 Mt/yr")),
                    (period("2026"), number::<Rate<Containers>>("89 kTEU/yr")),
                ]));
            },
            "leg.ferry.capacity: 2026 is in TEU/yr, but the values before it are in t/yr: convert it to t/yr",
        ),
        (
            |draft| {
                leg(draft, "ferry").capacity = Some(Steps::constant(say::<Rate<Containers>>("89 kTEU/yr")));
                leg(draft, "ferry").commodities = vec!["crude".into()];
            },
            "leg.ferry.capacity: 89 kTEU/yr counts containers, but crude has no `load_factor`: give it one, or give the number in mass",
        ),
        (
            |draft| {
                leg(draft, "ferry").tariff =
                    Some(Steps::constant(say::<UnitPrice<Containers>>("900 USD/TEU")));
            },
            "leg.ferry.tariff: 900 USD/TEU counts containers, but crude has no `load_factor`: give it one, or give the number in mass",
        ),
        (
            |draft| {
                demand(draft).volume =
                    DemandVolume::Given(yearly::<OilVolume>(&[("2022", "20 mb")], Rule::Hold));
                commodity(draft, "crude").density = None;
            },
            "demand.export.volume: 20 mb counts oil, but crude has no `density`: give it one, or give the number in mass",
        ),
        (
            |draft| target(draft).value = number::<GasVolume>("10 bcm"),
            "target.ten.value: 10 bcm cannot stand here: give it in t, TEU or t/yr",
        ),
        (
            |draft| {
                leg(draft, "ferry").capacity_changes = vec![Adjustment {
                    span: Span::ALWAYS,
                    effect: Effect::Add(number::<Rate<Containers>>("5 kTEU/yr")),
                }];
            },
            "leg.ferry.capacity_changes[0]: 5 kTEU/yr counts containers, but the network carries mass: give it in t/yr",
        ),
    ];
    all_say(rows);
}

#[test]
fn networks_hold_together() {
    let rows: &[Row] = &[
        (
            |draft| draft.nodes.get_mut(&Id::<Node>::new("poti")).unwrap().at = Some((142.1, 41.7)),
            "node.poti.at: no place is at 142.1, 41.7: give a latitude of -90 to 90, then a longitude of -180 to 180",
        ),
        (
            |draft| leg(draft, "railway").to = "baku".into(),
            "leg.railway: begins and ends at `baku`: let it end at another node",
        ),
        (
            |draft| leg(draft, "railway").distance = None,
            "leg.railway.distance: 0.03 USD/t/km is by distance, but the leg has none: give its `distance`",
        ),
        (
            |draft| limit(draft).nodes.clear(),
            "limit.berths: limits nothing: name the legs or nodes that it is over",
        ),
        (
            |draft| {
                limit(draft).nodes.clear();
                limit(draft).legs = vec!["railway".into()];
                leg(draft, "railway").commodities = vec!["boxes".into()];
                leg(draft, "ferry").commodities = vec!["crude".into()];
                demand(draft).to = "baku".into();
            },
            "limit.berths: none of its legs and nodes can be used by crude: mend its `commodities` or those of the legs",
        ),
        (
            |draft| {
                project(draft).enlarges = Enlarges::Leg("railway".into());
            },
            "project.berths-9-10.leg: leg `railway` has no capacity that could be enlarged: give it one, even of 0",
        ),
        (
            |draft| project(draft).adds = number::<Rate<Containers>>("50 kTEU/yr"),
            "project.berths-9-10.adds: adds TEU/yr, but what it enlarges is in t/yr: give both in the same unit",
        ),
        (
            |draft| project(draft).opens = Date::MAX,
            "project.berths-9-10.opens: 9999-12-31 is at the end of the calendar: give a date that can be meant",
        ),
        (
            |draft| project(draft).ramp = Duration::years(-2),
            "project.berths-9-10.ramp: takes -2 yr, which is less than no time: give a length of 0 or more, such as 2 yr",
        ),
        (
            |draft| {
                leg(draft, "railway").capacity_changes = vec![Adjustment {
                    span: Span::ALWAYS,
                    effect: Effect::Add(number::<Rate<Mass>>("2 Mt/yr")),
                }];
            },
            "leg.railway.capacity: changes a capacity that is not there: give it one first, even of 0",
        ),
        (
            |draft| {
                let span = Span::between(day("2027-03-01"), day("2027-01-01"));
                leg(draft, "ferry").capacity_changes = vec![Adjustment { span, effect: Effect::Close }];
            },
            "leg.ferry.capacity: begins on 2027-03-01 and ends before: give an end that is not before 2027-03-01",
        ),
        (
            |draft| corridor(draft).cordon.clear(),
            "corridor.middle: counts nothing, for its cordon is empty: name the legs at which its volume is counted",
        ),
        (
            |draft| corridor(draft).cordon.push("ferry".into()),
            "corridor.middle.cordon: names `ferry` twice: name it once",
        ),
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
            "demand.export.to: goes from `aktau` to itself: let it end at another node",
        ),
        (
            |draft| {
                for name in ["ferry", "railway"] {
                    leg(draft, name).commodities = vec!["boxes".into()];
                }
                limit(draft).commodities.clear();
                commitment(draft).via = None;
            },
            "demand.export.commodity: no leg takes `crude`: add it to the `commodities` of the legs on its way",
        ),
        (
            |draft| demand(draft).routes = Some(Routes::Given(vec![])),
            "demand.export.routes: is empty: name the legs of a route in their order, or give a number of routes to be searched",
        ),
        (
            |draft| demand(draft).routes = Some(Routes::Given(vec![vec![]])),
            "demand.export.routes[0]: is empty: name the legs of a route in their order, or give a number of routes to be searched",
        ),
        (
            |draft| {
                draft.add_leg("pipe", Leg::new("aktau", "poti", Mode::Pipeline));
                demand(draft).routes = Some(route(&["ferry", "pipe"]));
            },
            "demand.export.routes[0][1]: leg `pipe` does not begin at `baku`, where the route has come to: put a leg between, or mend the order",
        ),
        (
            |draft| demand(draft).routes = Some(route(&["railway", "ferry"])),
            "demand.export.routes[0][0]: begins with leg `railway`, which does not leave `aktau`: begin where the demand begins",
        ),
        (
            |draft| demand(draft).routes = Some(route(&["ferry"])),
            "demand.export.routes[0]: ends at `baku`, but the demand ends at `poti`: add the legs that are missing",
        ),
        (
            |draft| {
                let back = Leg::new("baku", "aktau", Mode::Sea);
                draft.add_leg("back", back);
                demand(draft).routes = Some(route(&["ferry", "back", "ferry", "railway"]));
            },
            "demand.export.routes[0][1]: comes to `aktau` twice: leave out the round trip\ndemand.export.routes[0][2]: comes to `baku` twice: leave out the round trip",
        ),
        (
            |draft| {
                let turned = Leg::new("poti", "baku", Mode::Rail);
                draft.add_leg("turned", turned);
                demand(draft).routes = Some(route(&["ferry", "turned"]));
            },
            "demand.export.routes[0][1]: uses leg `turned` from its end to its beginning: set `both_ways` on it, or take another leg",
        ),
        (
            |draft| {
                leg(draft, "railway").commodities = vec!["boxes".into()];
                demand(draft).routes = Some(route(&["ferry", "railway"]));
            },
            "demand.export.routes[0][1]: leg `railway` does not take `crude`: add it to the leg's `commodities`, or take another leg",
        ),
        (
            |draft| demand(draft).routes = Some(route(&["ferry", "rialway"])),
            "demand.export.routes[0][1]: there is no leg `rialway`; did you mean `railway`?",
        ),
        (
            |draft| {
                demand(draft).routes = Some(Routes::Given(vec![vec!["ferry".into(), "railway".into()]; 2]));
            },
            "demand.export.routes[1]: names `ferry+railway` twice: name it once",
        ),
        (
            |draft| demand(draft).routes = Some(Routes::Cheapest(0)),
            "demand.export.routes: 0 routes cannot be searched for: give 1 to 1000",
        ),
        (|draft| draft.routes = 1_000_000, "routes: 1000000 routes cannot be searched for: give 1 to 1000"),
        (
            |draft| {
                let unit_value = number::<UnitPrice<Mass>>("0 USD/t");
                demand(draft).volume = DemandVolume::Trade {
                    turnover: "az-tn".into(),
                    unit_value: Steps::constant(unit_value),
                    share: None,
                };
            },
            "demand.export.unit_value: 0 USD/t is too low: give a number above 0\ndemand.export.volume: there is no turnover `az-tn`; did you mean `az-tm`?",
        ),
        (
            |draft| demand(draft).volume = DemandVolume::Series("tirt".into()),
            "demand.export.volume: there is no series `tirt`; did you mean `titr`?",
        ),
        (
            |draft| {
                series(draft).values = yearly::<Money>(&[("2022", "5 MUSD")], Rule::Hold);
                series(draft).of = None;
                demand(draft).volume = DemandVolume::Series("titr".into());
            },
            "demand.export.volume: series `titr` in USD cannot stand here: give it in t/yr",
        ),
    ];
    all_say(rows);
}

#[test]
fn series_are_of_something() {
    let rows: &[Row] = &[
        (
            |draft| turnover(draft).countries.truncate(1),
            "turnover.az-tm.countries: names 1 of the countries that trade: name two or more, such as [\"AZ\", \"TM\"]",
        ),
        (
            |draft| {
                series(draft).values.rule = Rule::elastic("az-tn", say::<Elasticity>("1.2"));
            },
            "series.titr.growth.elastic.to: there is no turnover or series `az-tn`; did you mean `az-tm`?",
        ),
        (
            |draft| {
                series(draft).values.rule = Rule::elastic("az-tm", say::<Elasticity>("1.2"));
                turnover(draft).values.rule = Rule::elastic("titr", say::<Elasticity>("1"));
            },
            "turnover.az-tm.growth.elastic.to: follows itself: az-tm follows titr follows az-tm; give one of them a rule of its own",
        ),
        (
            |draft| series(draft).of = Some("corridor-volum:middle".to_owned()),
            "series.titr.of: there is no indicator `corridor-volum`; did you mean `corridor-volume`?",
        ),
        (
            |draft| series(draft).of = Some("corridor-volume:midle".to_owned()),
            "series.titr.of: there is no corridor `midle`; did you mean `middle`?",
        ),
        (
            |draft| series(draft).of = Some("middle".to_owned()),
            "series.titr.of: `middle` does not say what it refers to: write it as indicator:subject, such as corridor-volume:middle",
        ),
        (
            |draft| series(draft).of = Some("trade-turnover:az-tm".to_owned()),
            "series.titr.of: a series in t/yr cannot stand here: give it in USD",
        ),
    ];
    all_say(rows);
}

#[test]
fn commitments_can_be_kept() {
    let rows: &[Row] = &[
        (
            |draft| commitment(draft).demand = None,
            "commitment.oil: says not whose volume it is: name a `demand`, or its own `origin` and `destination`",
        ),
        (
            |draft| {
                commitment(draft).own =
                    Some(OwnEnds { from: "aktau".into(), to: "poti".into(), commodity: None });
            },
            "commitment.oil: names both a demand and ends of its own: leave out the `demand`, or `origin` and `destination`",
        ),
        (
            |draft| {
                draft.add_node("batumi", Node::new(NodeKind::Port));
                draft.add_leg("branch", Leg::new("baku", "batumi", Mode::Rail));
                commitment(draft).via = Some("branch".to_owned());
            },
            "commitment.oil.via: no way from `aktau` to `poti` uses `branch`: name a leg or corridor that is on the way",
        ),
        (
            |draft| {
                draft.add_leg("pipe", Leg::new("aktau", "poti", Mode::Pipeline));
                demand(draft).routes = Some(route(&["pipe"]));
            },
            "commitment.oil.via: no way from `aktau` to `poti` uses `ferry`: name a leg or corridor that is on the way",
        ),
        (
            |draft| commitment(draft).span = Span::between(day("2023-01-01"), day("2022-01-01")),
            "commitment.oil.until: begins on 2023-01-01 and ends before: give an end that is not before 2023-01-01",
        ),
        (
            |draft| commitment(draft).ramp.extend(oil().ramp),
            "commitment.oil.ramp[1].by: is reached on 2030-01-01, which is not after 2030-01-01, when what comes before it begins: put the steps in order of time",
        ),
        (
            |draft| commitment(draft).priority = 0,
            "commitment.oil.priority: priority 0 is before the first: give 1 or more, 1 being served first",
        ),
        (
            |draft| {
                commitment(draft).ship_or_pay.as_mut().unwrap().share =
                    normal(&number::<Share>("80 %"), 0.8, 0.1);
            },
            "commitment.oil.ship_or_pay.share: 0.8 (90 % within 0.6355 to 0.9645) may be anything from 0.09655 to 1.503: give a share from 0 to 1 (0 % to 100 %)",
        ),
        (
            |draft| *commitment(draft) = oil().delivered(period("2023-06"), mass("0.1 Mt")),
            "commitment.oil.delivered.2023-06: 2023 and 2023-06 overlap: give one delivery for the same days",
        ),
        (
            |draft| *commitment(draft) = oil().delivered(period("2022"), mass("1 Mt")),
            "commitment.oil.delivered.2022: was delivered in 2022, but the commitment runs from 2023-01-01: mend the period, or `from` and `until`",
        ),
        (
            |draft| agreement(draft).period = Some((period("2026"), period("2022"))),
            "agreement.contract.period: runs from 2026 back to 2022: give the first period, then the last",
        ),
        (
            |draft| agreement(draft).signed = Some(day("2023-11-11")),
            "commitment.oil.from: begins on 2023-01-01, before `contract` was signed on 2023-11-11: begin later, or mend the signing",
        ),
    ];
    all_say(rows);
}

#[test]
fn what_should_be_known() {
    let rows: &[Row] = &[
        (
            |draft| leg(draft, "ferry").distance = Some(Number::fixed(470.0, Unit::Distance).unwrap()),
            "leg.ferry.distance: 470 km has no source and no stated reason: give it a `source`, or a `note` that says why",
        ),
        (
            |draft| {
                draft.add_leg("back", Leg::new("baku", "aktau", Mode::Sea).time(say("1 d")));
            },
            "leg.back: lies on no way of any demand: check the ends and the `commodities` of it and its neighbours",
        ),
        (
            |draft| {
                demand(draft).from = "poti".into();
                demand(draft).to = "aktau".into();
                commitment(draft).via = None;
            },
            "demand.export: no path leads from `poti` to `aktau`: all of it will be unserved, unless a scenario opens one\nleg.ferry: lies on no way of any demand: check the ends and the `commodities` of it and its neighbours\nleg.railway: lies on no way of any demand: check the ends and the `commodities` of it and its neighbours\nproject.berths-9-10: enlarges limit berths, which no demand can use: its capacity will change nothing",
        ),
        (
            |draft| project(draft).opens = day("2041-01-01"),
            "project.berths-9-10.opens: opens on 2041-01-01, after the horizon 2022 to 2040: it will change nothing",
        ),
        (
            |draft| agreement(draft).status = AgreementStatus::Lapsed,
            "commitment.oil.agreement: rests on `contract`, which is lapsed: it takes no capacity until a scenario settles it",
        ),
        (
            |draft| {
                commitment(draft).span = Span::from(day("2041-01-01"));
                commitment(draft).ramp.clear();
                commitment(draft).delivered.clear();
            },
            "commitment.oil.from: runs from 2041-01-01, outside of the horizon 2022 to 2040: it will show nowhere",
        ),
        (
            |draft| commitment(draft).span = Span::between(day("2023-01-01"), day("2028-01-01")),
            "commitment.oil.ramp[0].by: is reached on 2030-01-01, after the commitment ends: the full volume is never due",
        ),
        (
            |draft| target(draft).by = period("2050"),
            "target.ten.by: speaks of 2050, which is outside of the horizon 2022 to 2040: it will not be compared",
        ),
        (
            |draft| target(draft).by = period("2027-Q4"),
            "target.ten.by: speaks of 2027-Q4, of which the horizon 2022 to 2040 has only a part: it will not be compared; give the whole of 2027-Q4, or periods that are not longer",
        ),
        (
            |draft| target(draft).said = Some(day("2028-02-01")),
            "target.ten.said: was said on 2028-02-01, after 2027 had ended: check both dates",
        ),
        (
            |draft| {
                for name in ["a", "b", "c"] {
                    let leg = Leg::new("aktau", "baku", Mode::Sea).time(say("1 d"));
                    draft.add_leg(name, leg.capacity(rate(if name == "c" { "9 kt/yr" } else { "8 Mt/yr" })));
                }
            },
            "leg.c.capacity: 9 kt/yr is 1/889 of what the legs that it meets mostly carry, 8 Mt/yr: check its unit (thousand, million, billion)",
        ),
        (
            |draft| {
                series(draft).values = yearly::<Mass>(&[("2020", "3161 Mt"), ("2021", "3.2 Mt")], Rule::Hold);
            },
            "series.titr.values.2020: 2020 is 3161.00 Mt, 1000^1 of what is around it: a slip of the unit?; suggested: 3.16 Mt: check the unit (thousand, million, billion)",
        ),
        (
            |draft| {
                draft.add_leg("rail", Leg::new("aktau", "poti", Mode::Rail).time(say("9 d")));
            },
            "leg.rail: `rail` is the name of a mode too, and both have totals under it in the results: rename the leg",
        ),
        (
            |draft| {
                leg(draft, "ferry").tariff = None;
                leg(draft, "ferry").time = None;
            },
            "leg.ferry: costs neither money nor time: give it a `tariff` or a `time`, even if 0, so that it is meant",
        ),
        (
            |draft| leg(draft, "ferry").capacity = Some(rates("0 Mt/yr")),
            "leg.ferry.capacity: carries nothing in any period, and no project enlarges it: remove it, or give it a capacity",
        ),
        (
            |draft| leg(draft, "ferry").background = Some(rates("8 Mt/yr")),
            "leg.ferry.background: a background of 8 Mt/yr leaves nothing of the capacity of 7.5 Mt/yr: check both, or let a project enlarge it",
        ),
        (
            |draft| demand(draft).reservation = Some(number::<UnitPrice<Mass>>("20 USD/t")),
            "demand.export.reservation: 20 USD/t is below what any route costs, at least 41.5 USD/t: hardly anything will move; raise it, or check the tariffs",
        ),
        (
            |draft| draft.dispersion = None,
            "demand.export.dispersion: nothing says how sharply its shippers follow cost, and 1 per USD/t is taken: set `dispersion`",
        ),
        (
            |draft| corridor(draft).cordon.push("railway".into()),
            "corridor.middle.cordon: demand `export` can cross `ferry` and then `railway`, and would count twice: leave one of them out of the cordon",
        ),
        (
            |draft| series(draft).values = yearly::<Mass>(&[("2022-01", "100 kt")], Rule::Hold),
            "series.titr.values: is measured by the month, but the horizon runs by the year: what is missing within a year is read off between the given values",
        ),
        (
            |draft| leg(draft, "railway").country = "Georgia".to_owned(),
            "leg.railway.country: `Georgia` is no ISO 3166 code of two letters, such as KZ: it is taken as a country of its own",
        ),
    ];
    all_say(rows);
}

#[test]
fn absurd_sizes_are_refused() {
    let rows: &[Row] = &[
        (
            |draft| {
                for number in 0..=MAX_THINGS {
                    draft.add_source(&format!("S{number}"), Source::default());
                }
            },
            "source: 20002 sources are too many: a model may have 20000; leave out or merge some",
        ),
        (
            |draft| {
                draft.horizon = Horizon::new(period("2022-01"), period("2221-12")).unwrap();
                draft.routes = 1_000;
                for number in 0..10 {
                    let copy = demand(draft).clone();
                    draft.add_demand(&format!("export-{number}"), copy);
                }
            },
            "routes: this model would need 28800000 numbers for its routes (demands x routes x periods): at most 20000000 are allowed; take fewer routes, demands or periods",
        ),
    ];
    all_say(rows);
}

/// The model that all rows change has nothing to be told of it, nor have its parts.
#[test]
fn a_good_model_passes() {
    assert_eq!(good().check(), Ok(vec![]));
    assert_eq!(Draft::new("nothing yet", good().horizon).check(), Ok(vec![]));
}

#[test]
fn ten_faults_are_told_at_once() {
    let mut draft = good();
    leg(&mut draft, "ferry").to = "bakku".into();
    leg(&mut draft, "railway").distance = None;
    limit(&mut draft).capacity = rates("-1 Mt/yr");
    project(&mut draft).opens = Date::MIN;
    corridor(&mut draft).cordon.clear();
    demand(&mut draft).routes = Some(Routes::Cheapest(0));
    agreement(&mut draft).period = Some((period("2026"), period("2022")));
    commitment(&mut draft).priority = 0;
    target(&mut draft).counts = "midle".to_owned();
    turnover(&mut draft).countries.clear();
    let faults = draft.check().unwrap_err();
    let paths: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "agreement.contract.period",
            "commitment.oil.priority",
            "corridor.middle",
            "demand.export.routes",
            "leg.ferry.to",
            "leg.railway.distance",
            "limit.berths.capacity",
            "project.berths-9-10.opens",
            "target.ten.counts",
            "turnover.az-tm.countries",
        ]
    );
    assert!(faults.to_string().ends_with("\n10 faults"));
    assert_eq!(draft.faults(), faults, "the faster check finds the same");
}

/// What a series can be of is an indicator that comes out.
#[test]
fn series_are_of_indicators() {
    let mut draft = good();
    series(&mut draft).of = Some("throughputs:middle".to_owned());
    let faults = draft.faults();
    let FaultKind::UnknownName { known, more, nearest, .. } = &faults.as_slice()[0].kind else {
        panic!("{faults}")
    };
    assert_eq!((*more, nearest.as_deref()), (3, Some("throughput")));
    for word in known {
        assert!(Indicator::WORDS.contains(&word.as_str()), "{word}");
    }
}

/// A change to the good model, and the sort of fault that it makes.
type Sort = (fn(&mut Draft), fn(&FaultKind) -> bool);

/// Callers can tell faults apart without reading messages.
#[test]
fn faults_say_of_what_sort_they_are() {
    let sorts: [Sort; 4] = [
        (|draft| target(draft).counts = "midle".to_owned(), FaultKind::is_unknown_name),
        (|draft| target(draft).value = number::<GasVolume>("10 bcm"), FaultKind::is_wrong_unit),
        (|draft| target(draft).value = number::<Mass>("0 Mt"), FaultKind::is_out_of_range),
        (
            |draft| {
                (0..=MAX_THINGS)
                    .for_each(|number| drop(draft.add_source(&number.to_string(), Source::default())));
            },
            FaultKind::is_too_large,
        ),
    ];
    for (place, (change, _)) in sorts.iter().enumerate() {
        let mut draft = good();
        change(&mut draft);
        let faults = draft.faults();
        let are: Vec<bool> = sorts.iter().map(|(_, is)| faults.any(is)).collect();
        let expected: Vec<bool> = (0..sorts.len()).map(|other| other == place).collect();
        assert_eq!(are, expected, "{faults}");
    }
}

/// Ten thousand wrong names are told, the first of them with the name that was meant.
#[test]
fn a_broken_giant_is_checked() {
    let mut draft = good();
    for number in 0..10_000 {
        draft.add_leg(
            &format!("leg-{number}"),
            Leg::new("aktaw", format!("port-{number}").as_str(), Mode::Road),
        );
    }
    let faults = draft.faults();
    assert!(faults.len() >= 10_000 && faults.any(|kind| kind.nearest() == Some("aktau")), "{}", faults.len());
}
