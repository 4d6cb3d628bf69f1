use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::{Named, Number, Provenance};
use crate::network::AppraisalTerms;

use super::Draft;
use super::listed::{List, Listed};
use super::recorded::list_expected;

/// One thing that a model was told: a number, a status, a date, a name that it refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct InputLine<'a> {
    /// Its place in the notation of a study: `leg.aktau-baku.capacity`, `demand.grain.volume.2023`.
    pub path: String,
    /// What was given, as a study writes it: `7.5 Mt/yr`.
    pub value: String,
    /// The number, if it is one.
    pub number: Option<&'a Number>,
    /// Where it is from, if that can be said of it: of numbers, and of agreements.
    pub provenance: Option<&'a Provenance>,
}

/// An input that differs between two models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputChange {
    /// Its place in the notation of a study.
    pub path: String,
    /// What it was; none if it was not given.
    pub old: Option<String>,
    /// What it is; none if it is not given any more.
    pub new: Option<String>,
}

impl std::fmt::Display for InputChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        write!(f, "{}: {} -> {}", self.path, value(&self.old), value(&self.new))
    }
}

/// Every input of a model with its place, in the order of the study format and, within a kind, of the model.
///
/// Names and notes for people and the register of sources are no inputs: nothing that comes out depends on them.
/// What scenarios change stands behind the value it changes: `leg.aktau-baku.capacity.changes.1`. Only what was
/// given is listed; defaults are not.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::model::{Draft, inputs};
/// use corridor::network::{Leg, Mode};
/// use corridor::quantity::{Mass, Rate};
///
/// let mut draft = Draft::new("crossing", Horizon::years(2025, 2030)?);
/// let capacity: Rate<Mass> = "7.5 Mt/yr".parse()?;
/// draft.add_leg("aktau-baku", Leg::new("aktau", "baku", Mode::Sea).capacity(capacity));
/// let listed = inputs(&draft);
/// let capacity = listed.iter().find(|input| input.path == "leg.aktau-baku.capacity").unwrap();
/// assert_eq!(capacity.value, "7.5 Mt/yr");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "parameters")]
pub fn inputs(draft: &Draft) -> Vec<InputLine<'_>> {
    let mut found = Vec::new();
    list_head(draft, &mut List::new("", &mut found));
    list_all(&draft.commodities, &mut found);
    for (mode, factor) in &draft.emissions {
        List::new(&format!("mode.{mode}."), &mut found).number("emissions", Some(factor));
    }
    list_all(&draft.nodes, &mut found);
    list_all(&draft.legs, &mut found);
    list_all(&draft.limits, &mut found);
    list_all(&draft.projects, &mut found);
    list_all(&draft.events, &mut found);
    list_all(&draft.corridors, &mut found);
    list_all(&draft.demands, &mut found);
    list_all(&draft.observations, &mut found);
    list_all(&draft.turnovers, &mut found);
    list_all(&draft.agreements, &mut found);
    list_all(&draft.commitments, &mut found);
    list_all(&draft.targets, &mut found);
    list_all(&draft.track_records, &mut found);
    list_expected(draft, &mut found);
    for correlation in &draft.correlations {
        let prefix = format!("correlation.{}.", correlation.group());
        List::new(&prefix, &mut found).correlation(correlation);
    }
    found
}

/// Which inputs differ between two models, in the order of their places.
///
/// A number differs if what it may be differs; where it is from does not matter.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::model::{Draft, input_diff};
///
/// let old = Draft::new("crossing", Horizon::years(2025, 2030)?);
/// let mut new = old.clone();
/// new.routes = 4;
/// let changes = input_diff(&old, &new);
/// assert_eq!(changes[0].to_string(), "routes: 8 -> 4");
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[doc(alias = "compare")]
pub fn input_diff(old: &Draft, new: &Draft) -> Vec<InputChange> {
    diff(&inputs(old), &inputs(new))
}

/// Which inputs of one thing differ between two states of it; none is the state of a thing that is not there.
pub(crate) fn thing_diff<T: Listed>(name: &str, old: Option<&T>, new: Option<&T>) -> Vec<InputChange> {
    let [old, new] = [old, new].map(|thing| thing.map_or_else(Vec::new, |thing| list_thing(name, thing)));
    diff(&old, &new)
}

/// The inputs of one thing.
fn list_thing<'a, T: Listed>(name: &str, thing: &'a T) -> Vec<InputLine<'a>> {
    let mut found = Vec::new();
    thing.list(&mut List::new(&format!("{}.{name}.", T::KIND), &mut found));
    found
}

fn list_all<'a, T: Listed>(things: &'a Named<T>, found: &mut Vec<InputLine<'a>>) {
    for (id, thing) in things.iter() {
        thing.list(&mut List::new(&format!("{}.{id}.", T::KIND), found));
    }
}

/// What a study says outside its tables.
fn list_head<'a>(draft: &'a Draft, list: &mut List<'a, '_>) {
    list.text("measure", draft.measure);
    list.text("currency", Some(draft.currency));
    let prices = draft.prices.to_string();
    list.text("prices", Some(if prices.is_empty() { "nominal" } else { prices.trim_start_matches('@') }));
    list.text("horizon.first", Some(draft.horizon.first()));
    list.text("horizon.last", Some(draft.horizon.last()));
    list.number("dispersion", draft.dispersion.as_ref());
    list.text("routes", Some(draft.routes));
    if let Some(terms) = &draft.appraisal {
        list_terms(terms, list);
    }
}

/// On what terms projects are appraised.
fn list_terms<'a>(terms: &'a AppraisalTerms, list: &mut List<'a, '_>) {
    let AppraisalTerms { rate, from, rent, budget } = terms;
    list.number("appraisal.rate", Some(rate));
    list.text("appraisal.from", Some(from));
    list.share("appraisal.rent", rent.as_ref());
    list.number("appraisal.budget", budget.as_ref());
}

/// Which inputs differ between two lists, in the order of their places.
///
/// The new list is gone through; what is gone is told before the first input that stood behind it in the old one.
/// Complexity: n log n in the number of inputs.
fn diff(old: &[InputLine], new: &[InputLine]) -> Vec<InputChange> {
    let gone = Gone { old, kept: new.iter().map(|input| input.path.as_str()).collect() };
    let places: BTreeMap<&str, usize> =
        old.iter().enumerate().map(|(place, input)| (input.path.as_str(), place)).collect();
    let (mut changes, mut reached) = (Vec::new(), 0);
    for input in new {
        let place = places.get(input.path.as_str()).copied();
        if let Some(place) = place.filter(|place| *place >= reached) {
            changes.extend(gone.between(reached, place));
            reached = place + 1;
        }
        changes.extend(changed(place.map(|place| &old[place]), input));
    }
    changes.extend(gone.between(reached, old.len()));
    changes
}

/// The old list, and which of its places are still there.
struct Gone<'a> {
    old: &'a [InputLine<'a>],
    kept: BTreeSet<&'a str>,
}

impl Gone<'_> {
    /// What is gone of a stretch of the old list.
    fn between(&self, first: usize, end: usize) -> impl Iterator<Item = InputChange> {
        let gone = self.old[first..end].iter().filter(|input| !self.kept.contains(input.path.as_str()));
        gone.map(|input| InputChange { path: input.path.clone(), old: Some(input.value.clone()), new: None })
    }
}

/// The change of one input, if it is one.
fn changed(old: Option<&InputLine>, new: &InputLine) -> Option<InputChange> {
    let old = old.map(|input| input.value.clone());
    let change = || InputChange { path: new.path.clone(), old: old.clone(), new: Some(new.value.clone()) };
    (old.as_ref() != Some(&new.value)).then(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Date, Duration, Horizon, Period, Span};
    use crate::commitment::{Agreement, AgreementStatus, Commitment, Instrument, Target};
    use crate::demand::{Demand, DemandVolume, Observation, Turnover};
    use crate::evidence::{Correlation, Estimate, Evidence, PastPromise, Shape, TrackRecord};
    use crate::network::{
        Adjustment, Commodity, Corridor, Effect, Event, Leg, Limit, Mode, Node, NodeKind, Project, Routes,
        Season,
    };
    use crate::projection::{Course, Rule, Steps};
    use crate::quantity::{
        Density, Dispersion, Distance, Elasticity, EmissionFactor, GrowthRate, LoadFactor, Mass, Measure,
        Money, Rate, Share, TimePrice, TransitTime, UnitPrice,
    };

    fn read<T: std::str::FromStr>(text: &str) -> T
    where
        T::Err: std::fmt::Debug,
    {
        text.parse().unwrap()
    }

    fn rate(text: &str) -> Estimate<Rate<Mass>> {
        read(text)
    }

    fn price(text: &str) -> UnitPrice<Mass> {
        read(text)
    }

    fn year(year: i32) -> Period {
        Period::year(year).unwrap()
    }

    fn day(text: &str) -> Date {
        read(text)
    }

    /// A draft in which every field that can be given is given.
    fn everything() -> Draft {
        let mut draft = Draft::new("everything", Horizon::years(2025, 2030).unwrap());
        draft.measure = Some(Measure::Mass);
        draft.set_dispersion(Dispersion::of(0.15));
        draft.set_emissions(Mode::Sea, EmissionFactor::grams_per_tonne_kilometre(16.0));
        let crude = Commodity::new().density(Density::tonnes_per_barrel(0.1316));
        let crude = crude.load_factor(LoadFactor::tonnes_per_teu(14.0)).unit_value(price("500 USD/t"));
        draft.add_commodity("crude", crude.value_of_time(read::<TimePrice<Mass>>("0.5 USD/t/d")));
        let port = Node::new(NodeKind::Port).country("KZ").at(43.6, 51.2).handling(price("8 USD/t"));
        draft.add_node("aktau", port.dwell(TransitTime::days(2.0)));
        draft.add_node("baku", Node::new(NodeKind::Port));
        network(&mut draft);
        wants(&mut draft);
        promises(&mut draft);
        draft.correlate(Correlation::alike("berths", 0.5).unwrap());
        let rows = [vec![1.0, 0.3], vec![0.3, 1.0]];
        let inputs = ["leg.ferry.capacity", "commitment.oil.ramp.1.to"];
        draft.correlate(Correlation::between("oil", &inputs, &rows).unwrap());
        draft
    }

    fn network(draft: &mut Draft) {
        let steps = Steps::of([(year(2025), price("12 USD/t")), (year(2027), price("14 USD/t"))]);
        let winter = Season::default().with(1, Share::percent(70.0)).with(12, Share::percent(80.0));
        let mut leg = Leg::new("aktau", "baku", Mode::Sea)
            .distance(Distance::kilometres(470.0))
            .time(TransitTime::days(1.0))
            .tariff_steps(steps)
            .tariff_of("crude", price("10 USD/t"))
            .capacity(rate("6-6.5 Mt/yr"))
            .background(rate("0.2 Mt/yr"))
            .availability(Share::percent(92.0))
            .season(winter.clone())
            .only_for("crude")
            .both_ways()
            .country("AZ");
        let scaled = Effect::Scale(Estimate::sure(Share::percent(80.0)).into_number());
        let added = Effect::Add(Estimate::sure(price("2 USD/t")).into_number());
        let span = Span::from(day("2027-01-01"));
        leg.capacity_changes.push(Adjustment { span, effect: scaled.clone() });
        leg.capacity_changes.push(Adjustment { span, effect: Effect::Close });
        leg.tariff_changes.push(Adjustment { span, effect: added });
        leg.time_changes.push(Adjustment { span: Span::ALWAYS, effect: scaled.clone() });
        draft.add_leg("ferry", leg);
        let limit =
            Limit::new(rate("7.5 Mt/yr")).over_leg("ferry").over_node("aktau").over_corridor("middle");
        let limit = limit.of("crude").background(rate("0.1 Mt/yr")).availability(Share::percent(90.0));
        let mut limit = limit.season(winter);
        limit.capacity_changes.push(Adjustment { span, effect: scaled });
        draft.add_limit("berths", limit);
        let project = Project::for_limit("berths", rate("5 Mt/yr"), day("2026-07-01"));
        draft.add_project(
            "piers",
            project.slips(TransitTime::days(90.0)).ramp(Duration::years(2)).capex(read::<Money>("120 MUSD")),
        );
        draft.add_project("ships", Project::for_leg("ferry", rate("1 Mt/yr"), day("2026-07-01")));
        let often = GrowthRate::percent_per_year(30.0);
        let storm = Event::derating("ferry", Share::percent(50.0), often, TransitTime::days(9.0));
        draft.add_event("storm", storm.in_months([1, 12]).within(span));
        draft.add_corridor("middle", Corridor::new().crossing("ferry").of("crude").scope("all transit"));
    }

    fn wants(draft: &mut Draft) {
        let points = [(year(2023), Mass::megatonnes(30.0)), (year(2024), Mass::megatonnes(31.0))];
        let ceiling = Estimate::sure(Mass::megatonnes(60.0));
        let rule = Rule::logistic(ceiling, read::<crate::quantity::GrowthRate>("25 %/yr"), Some(year(2035)));
        let oil = Demand::new("aktau", "baku", Course::of(points, rule)).of("crude").captive();
        let oil = oil.reservation(price("150 USD/t")).dispersion(Dispersion::of(0.2));
        let oil = oil.waiting(Duration::Months(2), read::<TimePrice<Mass>>("0.1 USD/t/d"));
        let mut oil = oil.routes(Routes::Given(vec![vec!["ferry".into()]]));
        let more = Effect::Scale(Estimate::sure(Share::percent(90.0)).into_number());
        oil.changes.push(Adjustment { span: Span::ALWAYS, effect: more.clone() });
        draft.add_demand("oil", oil);
        let traded = Demand::from_trade("aktau", "baku", "az-kz", price("500 USD/t"), Share::percent(60.0));
        draft.add_demand("traded", traded.routes(Routes::Cheapest(4)));
        draft.add_demand("seen", Demand::with_volume("aktau", "baku", DemandVolume::Series("seen".into())));
        let elastic = Rule::elastic("az-kz", Elasticity::of(1.2));
        let mut seen = Observation::new("through Baku", Course::constant(rate("1 Mt/yr")).with_rule(elastic));
        seen.of = Some("corridor-volume:middle".to_owned());
        seen.reporter = "AZ".to_owned();
        draft.add_observation("seen", seen);
        let money = |amount: &str| Course::of([(year(2024), read::<Money>(amount))], Rule::Hold);
        let fivefold = Rule::multiple(crate::series::Factor::times(5.0), year(2030));
        let mut trade = Turnover::new(["AZ", "KZ"], "AZ", money("383 MUSD").with_rule(fivefold));
        (trade.exports, trade.imports) = (Some(money("200 MUSD")), Some(money("183 MUSD")));
        trade.changes.push(Adjustment { span: Span::ALWAYS, effect: more });
        draft.add_turnover("az-kz", trade);
    }

    fn promises(draft: &mut Draft) {
        let mut pact = Agreement::new(Instrument::Contract, ["KZ", "AZ"]).signed(day("2022-11-11"));
        pact = pact.period(year(2022), year(2026)).backs("commitment.oil").status(AgreementStatus::Signed);
        pact.documents = Some(3);
        pact.provenance.evidence = Evidence::Reported;
        draft.add_agreement("pact", pact);
        let worked_out =
            Estimate::shaped(Rate::<Mass>::ZERO, Shape::Uniform { low: 6e6, high: 6.5e6 }).unwrap();
        let oil = Commitment::new(rate("1.5 Mt/yr"), day("2025-01-01")).under("pact").of_demand("oil");
        let oil = oil.via("ferry").until(day("2035-12-31")).interruptible().priority(2);
        let oil = oil.ramp(worked_out, day("2030-01-01"), AgreementStatus::UnderNegotiation);
        let oil = oil.ship_or_pay(Share::percent(80.0), price("10 USD/t")).make_up(Duration::years(1));
        draft.add_commitment("oil", oil.delivered(year(2024), Mass::megatonnes(1.4)));
        let own = Commitment::new(rate("1 Mt/yr"), day("2025-01-01"));
        draft.add_commitment("own", own.between("aktau", "baku", Some("crude".into())));
        let target = Target::new("middle", Mass::megatonnes(10.0), year(2027)).track_record("goals");
        draft.add_target("ten", target.by("the minister").said(day("2025-05-01")));
        let goal = |outcome| PastPromise::volume("goal", Mass::megatonnes(10.0), Mass::megatonnes(outcome));
        draft.add_track_record("goals", TrackRecord::new([4.0, 5.0, 6.0].map(goal)));
    }

    /// The list is the whole: as many numbers as the draft holds, counted in its own text.
    #[test]
    fn every_number_of_a_draft_is_listed() {
        let draft = everything();
        let held = format!("{draft:?}").matches("Number { spread").count();
        let listed = inputs(&draft).iter().filter(|input| input.number.is_some()).count();
        assert_eq!(listed, held);
        assert!(held > 40);
    }

    #[test]
    fn places_are_unique_and_in_a_fixed_order() {
        let draft = everything();
        let listed = inputs(&draft);
        let places: BTreeSet<&str> = listed.iter().map(|input| input.path.as_str()).collect();
        assert_eq!(places.len(), listed.len());
        assert_eq!(listed, inputs(&draft.clone()));
    }

    #[test]
    fn inputs_are_placed_as_in_a_study() {
        let draft = everything();
        let listed = inputs(&draft);
        for (path, value) in [
            ("measure", "mass"),
            ("prices", "nominal"),
            ("horizon.last", "2030"),
            ("dispersion", "0.15"),
            ("mode.sea.emissions", "16 g/t/km"),
            ("commodity.crude.value_of_time", "0.5 USD/t/d"),
            ("node.aktau.at", "43.6, 51.2"),
            ("leg.ferry.tariff.2027", "14 USD/t"),
            ("leg.ferry.tariffs.crude", "10 USD/t"),
            ("leg.ferry.tariff.changes.1", "+2 USD/t from 2027-01-01"),
            ("leg.ferry.capacity", "6-6.5 Mt/yr"),
            ("leg.ferry.capacity.changes.1", "× 0.8 from 2027-01-01"),
            ("leg.ferry.capacity.changes.2", "closed from 2027-01-01"),
            ("leg.ferry.availability", "92 %"),
            ("leg.ferry.season.dec", "80 %"),
            ("leg.ferry.both_ways", "true"),
            ("limit.berths.corridors", "middle"),
            ("project.piers.opens", "2026-07-01"),
            ("project.piers.ramp", "2 yr"),
            ("project.ships.leg", "ferry"),
            ("demand.oil.volume.2023", "30 Mt"),
            ("demand.oil.growth.logistic.ceiling", "60 Mt"),
            ("demand.oil.growth.logistic.midpoint", "2035"),
            ("demand.oil.routes", "ferry"),
            ("demand.oil.patience", "2 mo"),
            ("demand.traded.volume.share", "60 %"),
            ("demand.seen.volume", "seen"),
            ("series.seen.values", "1 Mt/yr"),
            ("series.seen.growth.elastic.to", "az-kz"),
            ("turnover.az-kz.values.2024", "383 MUSD"),
            ("turnover.az-kz.growth.by", "2030"),
            ("turnover.az-kz.exports.2024", "200 MUSD"),
            ("agreement.pact.period", "2022, 2026"),
            ("commitment.oil.ramp.1.by", "2030-01-01"),
            ("commitment.oil.ship_or_pay.share", "80 %"),
            ("commitment.oil.until", "2035-12-31"),
            ("commitment.own.destination", "baku"),
            ("target.ten.value", "10 Mt"),
            ("target.ten.track_record", "goals"),
            ("target.ten.track-record", r#"{ next_of = ["0.4", "0.5", "0.6"] }"#),
            ("track_record.goals.promises.2.outcome", "5 Mt"),
        ] {
            let found = listed.iter().find(|input| input.path == path);
            assert_eq!(found.map(|input| input.value.as_str()), Some(value), "{path}");
        }
    }

    #[test]
    fn agreements_and_numbers_say_where_they_are_from() {
        let draft = everything();
        let listed = inputs(&draft);
        let known = |path: &str| listed.iter().find(|input| input.path == path).unwrap().provenance;
        assert_eq!(known("agreement.pact.status").map(|from| from.evidence), Some(Evidence::Reported));
        assert_eq!(known("leg.ferry.capacity").map(|from| from.evidence), Some(Evidence::Assumed));
        assert!(known("leg.ferry.mode").is_none());
    }

    #[test]
    fn differences_stand_where_they_belong() {
        let old = everything();
        assert_eq!(input_diff(&old, &old.clone()), []);
        let mut new = old.clone();
        let leg = new.legs.iter_mut().next().unwrap().1;
        leg.distance = None;
        leg.capacity = Some(Steps::constant(rate("6-7 Mt/yr").into_number()));
        leg.capacity_changes.clear();
        new.add_leg("air", Leg::new("aktau", "baku", Mode::Air));
        new.limits.remove("berths");
        let told: Vec<String> = input_diff(&old, &new).iter().map(ToString::to_string).collect();
        assert_eq!(
            told[..8],
            [
                "leg.ferry.distance: 470 km -> none",
                "leg.ferry.capacity: 6-6.5 Mt/yr -> 6-7 Mt/yr",
                "leg.ferry.capacity.changes.1: × 0.8 from 2027-01-01 -> none",
                "leg.ferry.capacity.changes.2: closed from 2027-01-01 -> none",
                "leg.air.from: none -> aktau",
                "leg.air.to: none -> baku",
                "leg.air.mode: none -> air",
                "limit.berths.legs: ferry -> none",
            ]
        );
        assert_eq!(told.len(), 17, "{told:#?}");
    }

    /// Read the other way, a difference is the same with old and new exchanged.
    #[test]
    fn differences_go_both_ways() {
        let (old, mut new) = (everything(), everything());
        new.routes = 4;
        new.demands.remove("oil");
        new.add_node("poti", Node::new(NodeKind::Port));
        let turned = |change: InputChange| InputChange { old: change.new, new: change.old, ..change };
        let there: BTreeSet<String> = input_diff(&old, &new).iter().map(ToString::to_string).collect();
        let back: BTreeSet<String> =
            input_diff(&new, &old).into_iter().map(|change| turned(change).to_string()).collect();
        assert_eq!(there, back);
    }
}
