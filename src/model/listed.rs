//! What each kind of thing lists as its inputs, under the keys of the study format.

use std::fmt::Display;

use crate::calendar::{Date, Duration};
use crate::commitment::{Agreement, Commitment, RampStep, Target};
use crate::demand::{Demand, DemandVolume, Observation, Turnover};
use crate::evidence::{Id, Number};
use crate::network::{Adjustment, Commodity, Corridor, Effect, Enlarges, Leg, Limit, Node, Project, Routes};
use crate::projection::{Course, Part, Rule, Steps};

use super::InputLine;
use super::written::{Style, written};

/// A thing with inputs.
pub(crate) trait Listed {
    /// The word for its kind in a study.
    const KIND: &'static str;

    /// Lists its inputs in the order of the study format.
    fn list<'a>(&'a self, list: &mut List<'a, '_>);
}

/// Inputs as they are found, under the place of the thing they belong to.
pub(crate) struct List<'a, 'f> {
    prefix: String,
    found: &'f mut Vec<InputLine<'a>>,
}

impl<'a, 'f> List<'a, 'f> {
    /// Lists under a place, which ends in a point unless it is empty.
    pub(super) fn new(prefix: &str, found: &'f mut Vec<InputLine<'a>>) -> Self {
        Self { prefix: prefix.to_owned(), found }
    }

    /// Something that is no number, if it is given.
    pub(super) fn text(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            let (path, value) = (self.path(key), value.to_string());
            self.found.push(InputLine { path, value, number: None, provenance: None });
        }
    }

    /// A word, unless it is empty.
    fn word(&mut self, key: &str, value: &str) {
        self.text(key, Some(value).filter(|value| !value.is_empty()));
    }

    /// Names or words, unless there are none.
    fn words<T: Display>(&mut self, key: &str, words: &[T]) {
        let joined: Vec<String> = words.iter().map(T::to_string).collect();
        self.word(key, &joined.join(", "));
    }

    /// A switch, if it is on.
    fn flag(&mut self, key: &str, value: bool) {
        self.text(key, Some(value).filter(|value| *value));
    }

    /// A number, if it is given.
    pub(super) fn number(&mut self, key: &str, number: Option<&'a Number>) {
        self.styled(key, number, Style::Plain);
    }

    /// A share, if it is given.
    fn share(&mut self, key: &str, number: Option<&'a Number>) {
        self.styled(key, number, Style::Percent);
    }

    fn styled(&mut self, key: &str, number: Option<&'a Number>, style: Style) {
        if let Some(number) = number {
            self.valued(key, written(number, style), number);
        }
    }

    /// A number that is written together with something else.
    fn valued(&mut self, key: &str, value: String, number: &'a Number) {
        let (path, provenance) = (self.path(key), Some(&number.provenance));
        self.found.push(InputLine { path, value, number: Some(number), provenance });
    }

    /// Values from period to period.
    fn steps(&mut self, key: &str, steps: Option<&'a Steps>) {
        for (part, number) in steps.map_or_else(Vec::new, Steps::numbers) {
            self.number(&part_key(key, "", part), Some(number));
        }
    }

    /// Given values under `key`, and the rule for what follows under `growth`, which ends in a point or is empty.
    fn course(&mut self, key: &str, growth: &str, course: &'a Course) {
        for (part, number) in course.numbers() {
            self.number(&part_key(key, growth, part), Some(number));
        }
        self.rule(growth, &course.rule);
    }

    /// What a rule says besides numbers.
    fn rule(&mut self, growth: &str, rule: &Rule) {
        match rule {
            Rule::Multiple { by, .. } => self.text(&format!("{growth}growth.by"), Some(by)),
            Rule::Logistic { midpoint, .. } | Rule::Gompertz { midpoint, .. } => {
                self.text(&format!("{growth}growth.{}.midpoint", rule.word()), midpoint.as_ref());
            }
            Rule::Elastic { to, .. } => self.text(&format!("{growth}growth.elastic.to"), Some(to)),
            _ => {}
        }
    }

    /// Dated changes that a scenario made of the value under `key`.
    fn changes(&mut self, key: &str, changes: &'a [Adjustment]) {
        for (index, change) in changes.iter().enumerate() {
            let key = format!("{key}.changes.{}", index + 1);
            match &change.effect {
                Effect::Scale(number) => {
                    self.valued(&key, format!("× {} {}", written(number, Style::Plain), change.span), number);
                }
                Effect::Add(number) => {
                    self.valued(&key, format!("{} {}", written(number, Style::Signed), change.span), number);
                }
                Effect::Close => self.text(&key, Some(format!("closed {}", change.span))),
            }
        }
    }

    fn path(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }
}

/// The key of one number of steps or of a course.
fn part_key(key: &str, growth: &str, part: Part) -> String {
    match part {
        Part::Always => key.to_owned(),
        Part::Point(period) => format!("{key}.{period}"),
        part => format!("{growth}{part}"),
    }
}

impl Listed for Commodity {
    const KIND: &'static str = "commodity";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.number("density", self.density.as_ref());
        list.number("load_factor", self.load_factor.as_ref());
        list.number("value_of_time", self.value_of_time.as_ref());
        list.number("unit_value", self.unit_value.as_ref());
    }
}

impl Listed for Node {
    const KIND: &'static str = "node";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.word("country", &self.country);
        list.text("kind", Some(self.kind));
        list.text("at", self.at.map(|(latitude, longitude)| format!("{latitude}, {longitude}")));
        list.number("handling", self.handling.as_ref());
        list.number("dwell", self.dwell.as_ref());
    }
}

impl Listed for Leg {
    const KIND: &'static str = "leg";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.text("from", Some(&self.from));
        list.text("to", Some(&self.to));
        list.text("mode", Some(self.mode));
        list.number("distance", self.distance.as_ref());
        list.steps("time", self.time.as_ref());
        list.changes("time", &self.time_changes);
        list.steps("tariff", self.tariff.as_ref());
        for (commodity, tariff) in &self.tariffs {
            list.steps(&format!("tariffs.{commodity}"), Some(tariff));
        }
        list.changes("tariff", &self.tariff_changes);
        list.steps("capacity", self.capacity.as_ref());
        list.changes("capacity", &self.capacity_changes);
        list.steps("background", self.background.as_ref());
        list.share("availability", self.availability.as_ref());
        list.words("commodities", &self.commodities);
        list.flag("both_ways", self.both_ways);
        list.word("country", &self.country);
    }
}

impl Listed for Limit {
    const KIND: &'static str = "limit";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.words("legs", &self.legs);
        list.words("nodes", &self.nodes);
        list.words("commodities", &self.commodities);
        list.steps("capacity", Some(&self.capacity));
        list.changes("capacity", &self.capacity_changes);
        list.steps("background", self.background.as_ref());
        list.share("availability", self.availability.as_ref());
    }
}

impl Listed for Project {
    const KIND: &'static str = "project";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        match &self.enlarges {
            Enlarges::Limit(limit) => list.text("limit", Some(limit)),
            Enlarges::Leg(leg) => list.text("leg", Some(leg)),
        }
        list.number("adds", Some(&self.adds));
        list.text("opens", Some(self.opens));
        list.text("ramp", Some(self.ramp).filter(|ramp| *ramp != Duration::ZERO));
        list.number("capex", self.capex.as_ref());
        list.text("status", Some(self.status));
    }
}

impl Listed for Corridor {
    const KIND: &'static str = "corridor";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.words("cordon", &self.cordon);
        list.words("commodities", &self.commodities);
        list.word("scope", &self.scope);
    }
}

impl Listed for Demand {
    const KIND: &'static str = "demand";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.text("from", Some(&self.from));
        list.text("to", Some(&self.to));
        list.text("commodity", self.commodity.as_ref());
        list_volume(&self.volume, list);
        list.changes("volume", &self.changes);
        list.number("reservation", self.reservation.as_ref());
        list.flag("captive", self.captive);
        list.text("routes", self.routes.as_ref().map(written_routes));
        list.number("dispersion", self.dispersion.as_ref());
    }
}

fn list_volume<'a>(volume: &'a DemandVolume, list: &mut List<'a, '_>) {
    match volume {
        DemandVolume::Given(course) => list.course("volume", "", course),
        DemandVolume::Trade { turnover, unit_value, share } => {
            list.text("volume.turnover", Some(turnover));
            list.number("volume.unit_value", Some(unit_value));
            list.share("volume.share", share.as_ref());
        }
        DemandVolume::Series(series) => list.text("volume", Some(series)),
    }
}

/// How many routes, or the routes as the results name them: `leg+leg, leg`.
fn written_routes(routes: &Routes) -> String {
    let joined = |legs: &Vec<_>| legs.iter().map(Id::to_string).collect::<Vec<_>>().join("+");
    match routes {
        Routes::Cheapest(count) => count.to_string(),
        Routes::Given(routes) => routes.iter().map(joined).collect::<Vec<_>>().join(", "),
    }
}

impl Listed for Observation {
    const KIND: &'static str = "series";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.course("values", "", &self.values);
        list.word("scope", &self.scope);
        list.word("reporter", &self.reporter);
        list.text("of", self.of.as_ref());
    }
}

impl Listed for Turnover {
    const KIND: &'static str = "turnover";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.words("countries", &self.countries);
        list.word("reporter", &self.reporter);
        list.course("values", "", &self.values);
        list.changes("values", &self.changes);
        for (key, course) in [("exports", &self.exports), ("imports", &self.imports)] {
            if let Some(course) = course {
                list.course(key, &format!("{key}."), course);
            }
        }
    }
}

impl Listed for Agreement {
    const KIND: &'static str = "agreement";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let first = list.found.len();
        list.words("parties", &self.parties);
        list.text("instrument", Some(self.instrument));
        list.text("signed", self.signed);
        list.text("status", Some(self.status));
        list.text("period", self.period.map(|(first, last)| format!("{first}, {last}")));
        list.text("documents", self.documents);
        list.words("backs", &self.backs);
        for input in &mut list.found[first..] {
            input.provenance = Some(&self.provenance);
        }
    }
}

impl Listed for Commitment {
    const KIND: &'static str = "commitment";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.text("agreement", self.agreement.as_ref());
        list.text("demand", self.demand.as_ref());
        list.text("origin", self.own.as_ref().map(|own| &own.from));
        list.text("destination", self.own.as_ref().map(|own| &own.to));
        list.text("commodity", self.own.as_ref().and_then(|own| own.commodity.as_ref()));
        list.text("via", self.via.as_ref());
        list.text("from", Some(self.span.first_day()));
        let end = Some(self.span.end()).filter(|end| *end < Date::MAX);
        list.text("until", end.map(|end| end.plus_days(-1)));
        list.number("volume", Some(&self.volume));
        list.text("firm", Some(self.firm));
        list.text("priority", Some(self.priority));
        for (index, step) in self.ramp.iter().enumerate() {
            list_step(index, step, list);
        }
        list.share("ship_or_pay.share", self.ship_or_pay.as_ref().map(|terms| &terms.share));
        list.number("ship_or_pay.rate", self.ship_or_pay.as_ref().map(|terms| &terms.rate));
        for (period, volume) in &self.delivered {
            list.number(&format!("delivered.{period}"), Some(volume));
        }
    }
}

/// A step of a ramp, counted from 1.
fn list_step<'a>(index: usize, step: &'a RampStep, list: &mut List<'a, '_>) {
    let key = |name| format!("ramp.{}.{name}", index + 1);
    list.number(&key("to"), Some(&step.to));
    list.text(&key("by"), Some(step.by));
    list.text(&key("status"), step.status);
}

impl Listed for Target {
    const KIND: &'static str = "target";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        list.word("who", &self.who);
        list.text("said", self.said);
        list.text("by", Some(self.by));
        list.number("value", Some(&self.value));
        list.word("counts", &self.counts);
    }
}
