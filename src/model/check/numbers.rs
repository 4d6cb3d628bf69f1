//! Every number of a model, with where it stands and what it may be there.

use super::At;
use super::meaning::{Kind, Meaning};
use crate::demand::DemandVolume;
use crate::evidence::{Number, Turnout};
use crate::model::{Draft, Thing};
use crate::network::{Adjustment, Effect, Season};
use crate::projection::{Course, Part, ProjectionError, Steps};
use crate::quantity::Unit;

/// A number where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) at: At<'a>,
    pub(super) number: &'a Number,
    pub(super) meaning: Meaning,
    /// Whether it is of the study, which says where its numbers are from, and not of a scenario's change.
    pub(super) of_study: bool,
}

/// Numbers that belong together: a course or steps.
#[derive(Debug, Clone, Copy)]
pub(super) enum Run<'a> {
    Course(&'a Course),
    Steps(&'a Steps),
}

impl<'a> Run<'a> {
    pub(super) fn faults(self) -> Vec<ProjectionError> {
        match self {
            Run::Course(course) => course.faults(),
            Run::Steps(steps) => steps.faults(),
        }
    }

    pub(super) fn numbers(self) -> Vec<(Part, &'a Number)> {
        match self {
            Run::Course(course) => course.numbers(),
            Run::Steps(steps) => steps.numbers(),
        }
    }
}

/// All courses and steps, with where they stand and what their values may be.
pub(super) fn runs(draft: &Draft) -> Vec<(At<'_>, Run<'_>, Meaning)> {
    let mut runs = Vec::new();
    leg_runs(draft, &mut runs);
    for (id, limit) in draft.limits.iter() {
        let at = At::thing(Thing::Limit, id);
        runs.push((at.key("capacity"), Run::Steps(&limit.capacity), Meaning::CAPACITY));
        let background = limit.background.as_ref().map(Run::Steps);
        runs.extend(background.map(|run| (at.key("background"), run, Meaning::CAPACITY)));
    }
    for (id, demand) in draft.demands.iter() {
        let at = At::thing(Thing::Demand, id);
        match &demand.volume {
            DemandVolume::Given(course) => runs.push((at.key("volume"), Run::Course(course), Meaning::FLOW)),
            DemandVolume::Trade { unit_value, .. } => {
                runs.push((at.key("unit_value"), Run::Steps(unit_value), Meaning::WORTH));
            }
            DemandVolume::Series(_) => {}
        }
    }
    for (id, series) in draft.observations.iter() {
        let at = At::thing(Thing::Series, id).key("values");
        runs.push((at, Run::Course(&series.values), Meaning::MEASURED));
    }
    turnover_runs(draft, &mut runs);
    runs
}

fn leg_runs<'a>(draft: &'a Draft, runs: &mut Vec<(At<'a>, Run<'a>, Meaning)>) {
    for (id, leg) in draft.legs.iter() {
        let at = At::thing(Thing::Leg, id);
        let keys = [
            ("time", &leg.time, Meaning::TIME),
            ("tariff", &leg.tariff, Meaning::TARIFF),
            ("capacity", &leg.capacity, Meaning::CAPACITY),
            ("background", &leg.background, Meaning::CAPACITY),
        ];
        for (key, steps, meaning) in keys {
            runs.extend(steps.as_ref().map(|steps| (at.key(key), Run::Steps(steps), meaning)));
        }
        let tariffs = leg.tariffs.iter();
        runs.extend(tariffs.map(|(commodity, steps)| {
            (at.key("tariffs").name(commodity.as_str()), Run::Steps(steps), Meaning::TARIFF)
        }));
    }
}

fn turnover_runs<'a>(draft: &'a Draft, runs: &mut Vec<(At<'a>, Run<'a>, Meaning)>) {
    for (id, turnover) in draft.turnovers.iter() {
        let at = At::thing(Thing::Turnover, id);
        runs.push((at.key("values"), Run::Course(&turnover.values), Meaning::MONEY));
        for (key, course) in [("exports", &turnover.exports), ("imports", &turnover.imports)] {
            runs.extend(
                course.as_ref().map(|course| (at.key(key).of_part(), Run::Course(course), Meaning::MONEY)),
            );
        }
    }
}

/// Every number of the model, in its order.
pub(super) fn numbers(draft: &Draft) -> Vec<Said<'_>> {
    let mut numbers = Numbers(Vec::new());
    numbers.of_model(draft);
    numbers.of_places(draft);
    for (at, run, meaning) in runs(draft) {
        for (part, number) in run.numbers() {
            let place = match run {
                Run::Course(_) => at.part(part),
                Run::Steps(_) => at.part_of_steps(part),
            };
            numbers.add(place, Some(number), of_part(part, meaning));
        }
    }
    numbers.of_legs(draft);
    numbers.of_limits(draft);
    numbers.of_demands(draft);
    numbers.of_commitments(draft);
    numbers.of_track_records(draft);
    numbers.0
}

/// What a number of a run may be, by what the run's values may be.
fn of_part(part: Part, values: Meaning) -> Meaning {
    match part {
        Part::Parameter { name: "compound", .. } => Meaning::GROWTH,
        Part::Parameter { name: "continuous", .. } => Meaning::CONTINUOUS,
        Part::Parameter { name: "rate", .. } => Meaning::SPEED,
        Part::Parameter { name: "multiple", .. } => Meaning::FACTOR,
        Part::Parameter { name: "elasticity", .. } => Meaning::ELASTICITY,
        Part::Parameter { rule: "fit", .. } => Meaning::NEWS,
        Part::Parameter { name: "ceiling", .. } => values.positive(),
        Part::Parameter { .. } => values.difference(),
        Part::Always | Part::Point(_) | Part::Through(_) => values,
    }
}

/// The keys of the months of a season, January first.
const SEASON: [&str; 12] = [
    "season.jan",
    "season.feb",
    "season.mar",
    "season.apr",
    "season.may",
    "season.jun",
    "season.jul",
    "season.aug",
    "season.sep",
    "season.oct",
    "season.nov",
    "season.dec",
];

/// A list of numbers that grows.
struct Numbers<'a>(Vec<Said<'a>>);

impl<'a> Numbers<'a> {
    fn add(&mut self, at: At<'a>, number: impl Into<Option<&'a Number>>, meaning: Meaning) {
        let number = number.into();
        self.0.extend(number.map(|number| Said { at, number, meaning, of_study: true }));
    }

    /// The numbers of scenarios' changes to values of a unit.
    fn add_changes(&mut self, at: At<'a>, changes: &'a [Adjustment], values: Meaning) {
        for (index, change) in changes.iter().enumerate() {
            let meaning = match change.effect {
                Effect::Scale(_) => Meaning::TIMES,
                _ => values.difference(),
            };
            let number = change.number();
            let said = |number| Said { at: at.entry(index), number, meaning, of_study: false };
            self.0.extend(number.map(said));
        }
    }

    /// The months in which not all days are open.
    fn add_season(&mut self, at: At<'a>, season: &'a Season) {
        for (month, share) in season.months() {
            self.add(at.key(SEASON[usize::from(*month - 1) % SEASON.len()]), share, Meaning::SHARE);
        }
    }

    fn of_model(&mut self, draft: &'a Draft) {
        self.add(At::top("dispersion"), &draft.dispersion, Meaning::FACTOR);
        if let Some(terms) = &draft.appraisal {
            let at = At::top("appraisal");
            self.add(at.name("rate"), &terms.rate, Meaning::GROWTH);
            self.add(at.name("rent"), &terms.rent, Meaning::SHARE);
            self.add(at.name("budget"), &terms.budget, Meaning::MONEY);
        }
        for (mode, factor) in &draft.emissions {
            self.add(At::named("mode", mode.word()).key("emissions"), factor, Meaning::EMISSIONS);
        }
    }

    fn of_places(&mut self, draft: &'a Draft) {
        for (id, commodity) in draft.commodities.iter() {
            let at = At::thing(Thing::Commodity, id);
            self.add(at.key("density"), &commodity.density, Meaning::DENSITY);
            self.add(at.key("load_factor"), &commodity.load_factor, Meaning::LOAD_FACTOR);
            self.add(at.key("value_of_time"), &commodity.value_of_time, Meaning::TIME_PRICE);
            self.add(at.key("unit_value"), &commodity.unit_value, Meaning::WORTH);
        }
        for (id, node) in draft.nodes.iter() {
            let at = At::thing(Thing::Node, id);
            self.add(at.key("handling"), &node.handling, Meaning::PRICE);
            self.add(at.key("dwell"), &node.dwell, Meaning::TIME);
        }
    }

    fn of_legs(&mut self, draft: &'a Draft) {
        for (id, leg) in draft.legs.iter() {
            let at = At::thing(Thing::Leg, id);
            self.add(at.key("distance"), &leg.distance, Meaning::DISTANCE);
            self.add(at.key("operating_cost"), &leg.operating_cost, Meaning::UNIT_COST);
            self.add(at.key("availability"), &leg.availability, Meaning::SHARE);
            self.add_season(at, &leg.season);
            self.add_changes(at.key("capacity_changes"), &leg.capacity_changes, like(leg.capacity.as_ref()));
            self.add_changes(at.key("tariff_changes"), &leg.tariff_changes, Meaning::PRICE);
            self.add_changes(at.key("time_changes"), &leg.time_changes, Meaning::TIME);
        }
    }

    fn of_limits(&mut self, draft: &'a Draft) {
        for (id, limit) in draft.limits.iter() {
            let at = At::thing(Thing::Limit, id);
            self.add(at.key("availability"), &limit.availability, Meaning::SHARE);
            self.add_season(at, &limit.season);
            let changes = &limit.capacity_changes;
            self.add_changes(at.key("capacity_changes"), changes, like(Some(&limit.capacity)));
        }
        for (id, project) in draft.projects.iter() {
            let at = At::thing(Thing::Project, id);
            let adds =
                if project.adds.unit == Unit::One { Meaning::TIMES.positive() } else { Meaning::ADDITION };
            self.add(at.key("adds"), &project.adds, adds);
            self.add(at.key("slips"), &project.slips, Meaning::LAPSE);
            self.add(at.key("capex"), &project.capex, Meaning::MONEY);
            self.add(at.key("upkeep"), &project.upkeep, Meaning::SHARE);
        }
        for (id, event) in draft.events.iter() {
            let at = At::thing(Thing::Event, id);
            self.add(at.key("by"), &event.loses, Meaning::SHARE);
            self.add(at.key("probability"), &event.probability, Meaning::PROBABILITY);
            self.add(at.key("lasts"), &event.lasts, Meaning::LENGTH);
        }
    }

    fn of_demands(&mut self, draft: &'a Draft) {
        for (id, demand) in draft.demands.iter() {
            let at = At::thing(Thing::Demand, id);
            let mut values = Meaning::RATE;
            match &demand.volume {
                DemandVolume::Given(course) => values = like_unit(course.unit()),
                DemandVolume::Trade { share, .. } => self.add(at.key("share"), share, Meaning::SHARE),
                DemandVolume::Series(_) => {}
            }
            self.add(at.key("reservation"), &demand.reservation, Meaning::WORTH);
            self.add(at.key("dispersion"), &demand.dispersion, Meaning::FACTOR);
            self.add(at.key("holding"), &demand.holding, Meaning::TIME_PRICE);
            self.add_changes(at.key("changes"), &demand.changes, values);
        }
        for (id, turnover) in draft.turnovers.iter() {
            let at = At::thing(Thing::Turnover, id).key("changes");
            self.add_changes(at, &turnover.changes, Meaning::MONEY);
        }
    }

    fn of_commitments(&mut self, draft: &'a Draft) {
        for (id, commitment) in draft.commitments.iter() {
            let at = At::thing(Thing::Commitment, id);
            self.add(at.key("volume"), &commitment.volume, Meaning::RATE);
            for (index, step) in commitment.ramp.iter().enumerate() {
                self.add(at.key("ramp").key_of_entry(index, "to"), &step.to, Meaning::RATE);
            }
            if let Some(terms) = &commitment.ship_or_pay {
                self.add(at.key("ship_or_pay").name("share"), &terms.share, Meaning::SHARE);
                self.add(at.key("ship_or_pay").name("rate"), &terms.rate, Meaning::PRICE);
            }
            for (period, number) in &commitment.delivered {
                self.add(at.key("delivered").part(Part::Point(*period)), number, Meaning::VOLUME);
            }
        }
        for (id, target) in draft.targets.iter() {
            self.add(At::thing(Thing::Target, id).key("value"), &target.value, Meaning::MEASURED.positive());
        }
    }

    fn of_track_records(&mut self, draft: &'a Draft) {
        for (id, record) in draft.track_records.iter() {
            let at = At::thing(Thing::TrackRecord, id).key("promises");
            for (index, promise) in record.promises().iter().enumerate() {
                if let Turnout::Volume { promised, outcome } = &promise.turnout {
                    let meaning = Meaning::MEASURED;
                    self.add(at.key_of_entry(index, "promised"), promised, meaning.positive());
                    self.add(at.key_of_entry(index, "outcome"), outcome, meaning.not_negative());
                }
            }
        }
    }
}

/// What may be added to the values of some steps.
fn like(steps: Option<&Steps>) -> Meaning {
    like_unit(steps.and_then(Steps::unit))
}

/// What may be added to values of a unit; anything where they have none, for that is told elsewhere.
fn like_unit(unit: Option<Unit>) -> Meaning {
    let kind = unit.map_or(Kind::Any, Kind::Only);
    Meaning { kind, ..Meaning::MEASURED }
}
