//! Series: turnovers and measured values, what they are of, and what they follow.

use super::network::dated;
use super::numbers::{Run, runs};
use super::{At, Check};
use crate::calendar::{Frequency, Period};
use crate::demand::{MirrorYear, Observation, Turnover};
use crate::evidence::Id;
use crate::model::{Draft, FaultKind, Thing, TradeFault, WarningKind};
use crate::projection::{Course, Part, Rule, Steps};
use crate::quantity::Unit;

/// The indicators that can have a measured counterpart, each with the kinds of its subject.
pub(super) const OBSERVABLE: &[(&str, &[Thing])] = &[
    ("corridor-volume", &[Thing::Corridor]),
    ("throughput", &[Thing::Leg, Thing::Limit]),
    ("demand", &[Thing::Demand]),
    ("shipped", &[Thing::Demand]),
    ("delivered", &[Thing::Commitment]),
    ("trade-turnover", &[Thing::Turnover]),
    ("trade-exports", &[Thing::Turnover]),
    ("trade-imports", &[Thing::Turnover]),
    ("trade-balance", &[Thing::Turnover]),
];

/// Trade is between at least two countries.
pub(super) fn turnovers(check: &mut Check<'_>) {
    for (id, turnover) in check.draft.turnovers.iter() {
        let at = At::thing(Thing::Turnover, id);
        let mut countries: Vec<&str> = turnover.countries.iter().map(String::as_str).collect();
        countries.sort_unstable();
        check.no_pairs(at.key("countries"), &countries);
        countries.dedup();
        if countries.len() < 2 {
            check.fault(at.key("countries"), FaultKind::FewCountries { given: countries.len() });
        }
        dated(check, at.key("changes"), &turnover.changes);
        parts(check, at, turnover);
    }
}

/// Exports and imports grow either with the turnover or by themselves.
fn parts(check: &mut Check<'_>, at: At<'_>, turnover: &Turnover) {
    let mut own = Vec::new();
    for (key, part) in [("exports", &turnover.exports), ("imports", &turnover.imports)] {
        let Some(rule) = part.as_ref().map(|part| &part.rule) else { continue };
        if let Some(to) = rule.driver() {
            let at = at.key(key).of_part().part(Part::Parameter { rule: "elastic", name: "to" });
            check.fault(at, TradeFault::PartFollows { to: to.to_string() }.into());
        }
        own.extend(Some(key).filter(|_| *rule != Rule::Hold));
    }
    if !own.is_empty() && turnover.values.rule != Rule::Hold {
        let parts = own.join(" and ");
        check.fault(at.key("growth"), TradeFault::GrowthOfWholeAndParts { parts }.into());
    }
}

/// From so many times on, two reporters of one trade are told to differ.
const APART: f64 = 1.5;

/// Two reporters of one trade count about the same.
pub(super) fn mirrors(check: &mut Check<'_>) {
    for (id, turnover) in check.draft.turnovers.iter() {
        let Some(mirror) = &turnover.mirror else { continue };
        let times = |year: &MirrorYear| {
            let ratio = year.own? / year.other?;
            Some((year.period, if ratio < 1.0 { 1.0 / ratio } else { ratio }))
        };
        let most = mirror.years.iter().filter_map(times).max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((period, times)) = most.filter(|(_, times)| *times >= APART) {
            let at = At::thing(Thing::Turnover, id).key("mirror");
            check.warn(at, WarningKind::ReportersDiffer { times, period, ratio: mirror.ratio });
        }
    }
}

/// Most by which exports and imports may be off the turnover, as a share of it, before it is told: rounding of the
/// published figures.
const OFF: f64 = 0.01;

/// Exports and imports of a period come to its turnover.
pub(super) fn sums(check: &mut Check<'_>) {
    for (id, turnover) in check.draft.turnovers.iter() {
        let at = At::thing(Thing::Turnover, id).key("exports");
        let (Some(exports), Some(imports)) = (&turnover.exports, &turnover.imports) else { continue };
        let courses = [&turnover.values, exports, imports];
        // What was published of parts of a year need not be of the same part.
        let is_whole = |period: &Period| !courses.iter().any(|course| course.completed().contains(period));
        for (period, whole) in turnover.values.points().iter().filter(|(period, _)| is_whole(period)) {
            let of = |part: &Course| {
                let mut points = part.points().iter();
                points.find(|(other, _)| other == period).map(|(_, number)| number.central())
            };
            let (Some(sent), Some(taken)) = (of(exports), of(imports)) else { continue };
            let (sum, whole, unit) = (sent + taken, whole.central(), whole.unit);
            if (sum - whole).abs() > OFF * whole.abs() {
                let kind = WarningKind::PartsOffTurnover { sum, turnover: whole, unit };
                check.warn(at.part(Part::Point(*period)), kind);
            }
        }
    }
}

/// Measured values are of something that the model computes, in its unit.
pub(super) fn observations(check: &mut Check<'_>) {
    for (id, series) in check.draft.observations.iter() {
        let at = At::thing(Thing::Series, id);
        if let Some(of) = &series.of {
            counterpart(check, at.key("of"), of, series);
        }
        finer(check, at.key("values"), &series.values);
    }
}

/// What a series is the counterpart of is there, and is computed in its unit.
fn counterpart(check: &mut Check<'_>, at: At<'_>, of: &str, series: &Observation) {
    let Some((indicator, subject)) = of.split_once(':') else {
        let form = "indicator:subject, such as corridor-volume:middle";
        return check.fault(at, FaultKind::BadReference { given: of.to_owned(), form });
    };
    let Some((_, things)) = OBSERVABLE.iter().find(|(word, _)| *word == indicator) else {
        return check.unknown(at, "indicator", indicator, OBSERVABLE.iter().map(|(word, _)| *word));
    };
    let Some(thing) = check.refers_to_one(at, subject, things) else { return };
    let allowed = counted_in(check.draft, thing, subject);
    let unit = series.values.unit().filter(|unit| !allowed.is_empty() && !allowed.contains(unit));
    if let Some(unit) = unit {
        let given = format!("a series in {unit}");
        check.fault(at, FaultKind::WrongUnit { given, allowed });
    }
}

/// The base units in which a subject's values come out; none where the model cannot say.
fn counted_in(draft: &Draft, thing: Thing, subject: &str) -> Vec<Unit> {
    let id = Id::<()>::new(subject);
    let own = match thing {
        Thing::Turnover => return vec![Unit::Money(draft.currency, draft.prices)],
        Thing::Limit => draft.limits.get(&id).and_then(|limit| limit.capacity.unit()),
        Thing::Leg => draft.legs.get(&id).and_then(|leg| leg.capacity.as_ref()).and_then(Steps::unit),
        _ => None,
    };
    own.or(draft.measure.map(Unit::Rate)).into_iter().collect()
}

/// Values of shorter periods than the horizon's are told: what is missing within a period is read off.
fn finer(check: &mut Check<'_>, at: At<'_>, values: &Course) {
    let horizon = check.draft.horizon.frequency();
    let finest: Option<Frequency> = values.points().iter().map(|(period, _)| period.frequency()).max();
    if let Some(given) = finest.filter(|given| *given > horizon) {
        check.warn(at, WarningKind::FinerThanHorizon { given, horizon });
    }
}

/// What an elastic course follows is there.
pub(super) fn drivers(check: &mut Check<'_>) {
    for (at, run, _) in runs(check.draft) {
        let Run::Course(course) = run else { continue };
        if let Some(driver) = course.driver() {
            let at = at.part(Part::Parameter { rule: "elastic", name: "to" });
            check.refers_to_one(at, driver.as_str(), &[Thing::Turnover, Thing::Series]);
        }
    }
}

/// No series follows itself, by whatever way round.
///
/// Each series follows one other at most, so a walk that comes back to a series of its own is a circle.
pub(super) fn circles(check: &mut Check<'_>) {
    let followers = Followers::of(check.draft);
    let mut walked_in = vec![None; followers.0.len()];
    for start in 0..followers.0.len() {
        let mut here = Some(start);
        while let Some(series) = here.filter(|series| walked_in[*series].is_none()) {
            walked_in[series] = Some(start);
            here = followers.0[series].follows;
        }
        // A series of an earlier walk has been told with it, if it is in a circle.
        if let Some(series) = here.filter(|series| walked_in[*series] == Some(start)) {
            followers.tell(check, series);
        }
    }
}

/// A series, and the number of the one that it follows.
struct Follower<'a> {
    at: At<'a>,
    name: &'a str,
    follows: Option<usize>,
}

struct Followers<'a>(Vec<Follower<'a>>);

impl<'a> Followers<'a> {
    fn of(draft: &'a Draft) -> Self {
        let turnovers = draft.turnovers.iter().map(|(id, turnover)| {
            let at = At::thing(Thing::Turnover, id).key("values");
            (at, id.as_str(), &turnover.values)
        });
        let observations = draft.observations.iter().map(|(id, series)| {
            let at = At::thing(Thing::Series, id).key("values");
            (at, id.as_str(), &series.values)
        });
        let number = |name: &str| {
            let turnover = draft.turnovers.position(name);
            turnover.or_else(|| draft.observations.position(name).map(|place| place + draft.turnovers.len()))
        };
        let follower = |(at, name, course): (At<'a>, &'a str, &'a Course)| Follower {
            at,
            name,
            follows: course.driver().and_then(|driver| number(driver.as_str())),
        };
        Self(turnovers.chain(observations).map(follower).collect())
    }

    fn tell(&self, check: &mut Check<'_>, first: usize) {
        let mut circle = vec![self.0[first].name.to_owned()];
        let mut here = self.0[first].follows;
        while let Some(series) = here.filter(|series| *series != first) {
            circle.push(self.0[series].name.to_owned());
            here = self.0[series].follows;
        }
        circle.push(self.0[first].name.to_owned());
        let at = self.0[first].at.part(Part::Parameter { rule: "elastic", name: "to" });
        check.fault(at, FaultKind::Circle { circle });
    }
}
