//! What each kind of thing lists as its inputs, under the keys of the study format.
//!
//! Each list takes its thing apart field by field, so that a new field does not compile until it is listed here.

use std::fmt::Display;

use crate::calendar::{Date, Duration};
use crate::commitment::{Agreement, Commitment, RampStep, Target};
use crate::demand::{Demand, DemandVolume, Observation, Turnover};
use crate::evidence::{Correlation, Id, Number, Provenance, Ranks};
use crate::network::{
    Adjustment, Commodity, Corridor, Effect, Enlarges, Leg, Limit, Node, Project, Routes, Season,
};
use crate::projection::{Course, Part, Rule, Steps};

use crate::quantity::Unit;

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

    /// Something that is no number, and where it is from.
    pub(super) fn sourced(&mut self, key: &str, value: impl Display, provenance: &'a Provenance) {
        let (path, value) = (self.path(key), value.to_string());
        self.found.push(InputLine { path, value, number: None, provenance: Some(provenance) });
    }

    /// A word, unless it is empty.
    pub(super) fn word(&mut self, key: &str, value: &str) {
        self.text(key, Some(value).filter(|value| !value.is_empty()));
    }

    /// Names or words, unless there are none.
    pub(super) fn words<T: Display>(&mut self, key: &str, words: &[T]) {
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
    pub(super) fn share(&mut self, key: &str, number: Option<&'a Number>) {
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
        let Some(steps) = steps else { return };
        let growth = format!("{key}_");
        for (part, number) in steps.numbers() {
            self.number(&part_key(key, &growth, part), Some(number));
        }
        self.rule(&growth, &steps.rule);
    }

    /// The months in which not all days are open.
    fn season(&mut self, season: &'a Season) {
        for (month, share) in season.months() {
            let name = Season::MONTHS[usize::from(month.saturating_sub(1)) % Season::MONTHS.len()];
            self.share(&format!("season.{name}"), Some(share));
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
            Rule::Fitted { method, .. } => self.text(&format!("{growth}growth.fit"), Some(method)),
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

    /// The rank correlations of a group.
    pub(super) fn correlation(&mut self, correlation: &'a Correlation) {
        let first = self.found.len();
        match correlation.ranks() {
            Ranks::Alike(rank) => self.text("rank", Some(rank)),
            Ranks::Between { paths, ranks, .. } => {
                self.words("inputs", paths);
                self.text("ranks", Some(ranks));
            }
        }
        for input in &mut self.found[first..] {
            input.provenance = Some(correlation.provenance());
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
        let Self { density, load_factor, value_of_time, unit_value, name: _ } = self;
        list.number("density", density.as_ref());
        list.number("load_factor", load_factor.as_ref());
        list.number("value_of_time", value_of_time.as_ref());
        list.number("unit_value", unit_value.as_ref());
    }
}

impl Listed for Node {
    const KIND: &'static str = "node";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { country, kind, at, handling, dwell, name: _ } = self;
        list.word("country", country);
        list.text("kind", Some(*kind));
        list.text("at", at.map(|(latitude, longitude)| format!("{latitude}, {longitude}")));
        list.number("handling", handling.as_ref());
        list.number("dwell", dwell.as_ref());
    }
}

impl Listed for Leg {
    const KIND: &'static str = "leg";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            from,
            to,
            mode,
            distance,
            time,
            time_changes,
            tariff,
            tariffs,
            operating_cost,
            tariff_changes,
            capacity,
            capacity_changes,
            background,
            availability,
            season,
            commodities,
            both_ways,
            country,
            name: _,
        } = self;
        list.text("from", Some(from));
        list.text("to", Some(to));
        list.text("mode", Some(*mode));
        list.number("distance", distance.as_ref());
        list.steps("time", time.as_ref());
        list.changes("time", time_changes);
        list.steps("tariff", tariff.as_ref());
        for (commodity, tariff) in tariffs {
            list.steps(&format!("tariffs.{commodity}"), Some(tariff));
        }
        list.changes("tariff", tariff_changes);
        list.number("operating_cost", operating_cost.as_ref());
        list.steps("capacity", capacity.as_ref());
        list.changes("capacity", capacity_changes);
        list.steps("background", background.as_ref());
        list.share("availability", availability.as_ref());
        list.season(season);
        list.words("commodities", commodities);
        list.flag("both_ways", *both_ways);
        list.word("country", country);
    }
}

impl Listed for Limit {
    const KIND: &'static str = "limit";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            legs,
            nodes,
            corridors,
            commodities,
            capacity,
            capacity_changes,
            background,
            availability,
            season,
            name: _,
        } = self;
        list.words("legs", legs);
        list.words("nodes", nodes);
        list.words("corridors", corridors);
        list.words("commodities", commodities);
        list.steps("capacity", Some(capacity));
        list.changes("capacity", capacity_changes);
        list.steps("background", background.as_ref());
        list.share("availability", availability.as_ref());
        list.season(season);
    }
}

impl Listed for Project {
    const KIND: &'static str = "project";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            enlarges,
            adds,
            opens,
            slips,
            ramp,
            capex,
            upkeep,
            construction,
            life,
            payer,
            status,
            track_record,
            name: _,
        } = self;
        match enlarges {
            Enlarges::Limit(limit) => list.text("limit", Some(limit)),
            Enlarges::Leg(leg) => list.text("leg", Some(leg)),
        }
        if adds.unit == Unit::One {
            list.share("adds", Some(adds));
        } else {
            list.number("adds", Some(adds));
        }
        list.text("opens", Some(*opens));
        list.number("slips", slips.as_ref());
        list.text("ramp", Some(*ramp).filter(|ramp| *ramp != Duration::ZERO));
        list.number("capex", capex.as_ref());
        list.share("upkeep", upkeep.as_ref());
        list.text("construction", Some(*construction).filter(|time| *time != Duration::ZERO));
        list.text("life", *life);
        list.word("payer", payer);
        list.text("status", Some(*status));
        list.text("track_record", track_record.as_ref());
    }
}

impl Listed for Corridor {
    const KIND: &'static str = "corridor";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { cordon, commodities, scope, name: _ } = self;
        list.words("cordon", cordon);
        list.words("commodities", commodities);
        list.word("scope", scope);
    }
}

impl Listed for Demand {
    const KIND: &'static str = "demand";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            from,
            to,
            commodity,
            volume,
            changes,
            reservation,
            captive,
            routes,
            dispersion,
            patience,
            holding,
            name: _,
        } = self;
        list.text("from", Some(from));
        list.text("to", Some(to));
        list.text("commodity", commodity.as_ref());
        list_volume(volume, list);
        list.changes("volume", changes);
        list.number("reservation", reservation.as_ref());
        list.flag("captive", *captive);
        list.text("routes", routes.as_ref().map(written_routes));
        list.number("dispersion", dispersion.as_ref());
        list.text("patience", *patience);
        list.number("holding", holding.as_ref());
    }
}

fn list_volume<'a>(volume: &'a DemandVolume, list: &mut List<'a, '_>) {
    match volume {
        DemandVolume::Given(course) => list.course("volume", "", course),
        DemandVolume::Trade { turnover, unit_value, share } => {
            list.text("volume.turnover", Some(turnover));
            list.steps("volume.unit_value", Some(unit_value));
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
        let Self { values, scope, reporter, of, name: _ } = self;
        list.course("values", "", values);
        list.word("scope", scope);
        list.word("reporter", reporter);
        list.text("of", of.as_ref());
    }
}

impl Listed for Turnover {
    const KIND: &'static str = "turnover";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { countries, reporter, values, changes, exports, imports, name: _ } = self;
        list.words("countries", countries);
        list.word("reporter", reporter);
        list.course("values", "", values);
        list.changes("values", changes);
        for (key, course) in [("exports", exports), ("imports", imports)] {
            if let Some(course) = course {
                list.course(key, &format!("{key}."), course);
            }
        }
    }
}

impl Listed for Agreement {
    const KIND: &'static str = "agreement";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { parties, instrument, signed, status, period, documents, backs, provenance, name: _ } =
            self;
        let first = list.found.len();
        list.words("parties", parties);
        list.text("instrument", Some(*instrument));
        list.text("signed", *signed);
        list.text("status", Some(*status));
        list.text("period", period.map(|(first, last)| format!("{first}, {last}")));
        list.text("documents", *documents);
        list.words("backs", backs);
        for input in &mut list.found[first..] {
            input.provenance = Some(provenance);
        }
    }
}

impl Listed for Commitment {
    const KIND: &'static str = "commitment";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self {
            agreement,
            demand,
            own,
            via,
            span,
            volume,
            firm,
            priority,
            ramp,
            ship_or_pay,
            make_up,
            delivered,
            track_record,
            name: _,
        } = self;
        list.text("agreement", agreement.as_ref());
        list.text("demand", demand.as_ref());
        list.text("origin", own.as_ref().map(|own| &own.from));
        list.text("destination", own.as_ref().map(|own| &own.to));
        list.text("commodity", own.as_ref().and_then(|own| own.commodity.as_ref()));
        list.text("via", via.as_ref());
        list.text("from", Some(span.first_day()));
        let end = Some(span.end()).filter(|end| *end < Date::MAX);
        list.text("until", end.map(|end| end.plus_days(-1)));
        list.number("volume", Some(volume));
        list.text("firm", Some(*firm));
        list.text("priority", Some(*priority));
        for (index, step) in ramp.iter().enumerate() {
            list_step(index, step, list);
        }
        list.share("ship_or_pay.share", ship_or_pay.as_ref().map(|terms| &terms.share));
        list.number("ship_or_pay.rate", ship_or_pay.as_ref().map(|terms| &terms.rate));
        list.text("make_up", *make_up);
        for (period, volume) in delivered {
            list.number(&format!("delivered.{period}"), Some(volume));
        }
        list.text("track_record", track_record.as_ref());
    }
}

/// A step of a ramp, counted from 1.
fn list_step<'a>(index: usize, step: &'a RampStep, list: &mut List<'a, '_>) {
    let key = |name| format!("ramp.{}.{name}", index + 1);
    let RampStep { to, by, status, track_record } = step;
    list.number(&key("to"), Some(to));
    list.text(&key("by"), Some(by));
    list.text(&key("status"), status.as_ref());
    list.text(&key("track_record"), track_record.as_ref());
}

impl Listed for Target {
    const KIND: &'static str = "target";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        let Self { who, said, by, value, counts, track_record } = self;
        list.word("who", who);
        list.text("said", *said);
        list.text("by", Some(*by));
        list.number("value", Some(value));
        list.word("counts", counts);
        list.text("track_record", track_record.as_ref());
    }
}
