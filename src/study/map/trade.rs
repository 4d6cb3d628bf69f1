//! Tables of turnovers, read as the model's records: values, what another reporter counts of them, exports and imports.

use std::collections::BTreeMap;

use crate::demand::{Observation, Turnover};
use crate::evidence::Id;
use crate::model::Draft;
use crate::projection::Course;
use crate::quantity::{PriceBasis, Share};
use crate::series::{Reliability, SeriesError};
use crate::study::keys::BY_PRECISION;
use crate::study::reader::shape::is_number;
use crate::study::reader::table::{TableReader, bare};

use super::demand::{course, rule};

/// Values as turnovers write them, by the ids of these.
type Written<'a> = BTreeMap<&'a str, Option<Course>>;

/// Adds turnovers, which may take values from one another, and an index of prices from the base that they are added to.
pub(super) fn put_turnovers(draft: &mut Draft, table: &TableReader<'_>, base: Option<&Draft>) {
    let tables = table.tables("turnover");
    let own = |part: &TableReader<'_>| part.text("values").is_none().then(|| course(part, "values"));
    let written: Written<'_> = tables.iter().filter_map(|(id, part)| Some((*id, own(part)?))).collect();
    for (id, part) in &tables {
        let prices = prices(part, draft, base);
        let turnover = prices.and_then(|prices| turnover(part, id, &written, prices.as_ref()));
        turnover.map(|turnover| draft.add_turnover(id, turnover));
    }
}

/// An index of prices, and the year whose prices are taken.
struct Prices {
    index: Course,
    base: u16,
}

/// What the money of a turnover is deflated by: nothing in it where it is not, and `None` where it is at fault.
#[expect(clippy::option_option, reason = "a deflator at fault is not one that is absent")]
fn prices(table: &TableReader<'_>, draft: &Draft, outer: Option<&Draft>) -> Option<Option<Prices>> {
    let Some(deflate) = table.table("deflate") else { return Some(None) };
    let PriceBasis::Constant(base) = draft.prices else {
        let reason = "the study counts money of the day";
        table
            .at("deflate")
            .unreadable(reason, "`prices` at the top, such as prices = \"2023\", or no `deflate`");
        return None;
    };
    if let Some(other) = deflate.whole("base").filter(|other| *other != u32::from(base)) {
        let reason = format!("the study counts in prices of {base}, and money of two bases does not add");
        deflate
            .at("base")
            .unreadable(&reason, &format!("{base}, or no `base`; or prices = \"{other}\" at the top"));
        return None;
    }
    let by: Id<Observation> = deflate.id("by")?;
    let found = draft.observations.get(&by).or_else(|| outer?.observations.get(&by));
    // An index at fault has been told where it stands.
    found.map(|series| Some(Prices { index: series.values.clone(), base }))
}

impl Prices {
    /// A course at constant prices, its faults told at the key that it is of.
    fn applied(&self, course: &Course, table: &TableReader<'_>, key: &str) -> Option<Course> {
        let told = |error: SeriesError| {
            let (reason, allowed) = match &error {
                SeriesError::NoSuchPeriod { period, horizon } => (
                    format!("the index has nothing for {period}, but for {horizon}"),
                    "values of years that the index has",
                ),
                SeriesError::NotPositive { period, value } => {
                    (format!("the index can be {value} in {period}"), "an index that is above 0 throughout")
                }
                SeriesError::UnitMismatch { expected, given } => {
                    (format!("{given} is no {expected}"), "money of the day, and an index without a unit")
                }
                error => (error.to_string(), "money of the day, and an index without a unit"),
            };
            table.at(key).unreadable(&format!("it cannot be deflated: {reason}"), allowed);
        };
        course.deflated(&self.index, self.base).map_err(told).ok()
    }
}

/// `[turnover.ID]`.
fn turnover(
    table: &TableReader<'_>,
    id: &str,
    written: &Written<'_>,
    prices: Option<&Prices>,
) -> Option<Turnover> {
    let rule = rule(table, "growth");
    let deflated = |course: Course, table: &TableReader<'_>, key: &str| match prices {
        Some(prices) => prices.applied(&course, table, key),
        None => Some(course),
    };
    let [exports, imports] =
        ["exports", "imports"].map(|key| part(table, key).and_then(|part| deflated(part, table, key)));
    let mirror = table.table("mirror");
    if table.text("values").is_some() && mirror.is_none() {
        let reason = "values by name are for a turnover that is reconciled with a mirror";
        table.at("values").unreadable(reason, "a table by period, or a `mirror` beside it");
        return None;
    }
    let values = values(table, written.get(id), written).and_then(|own| deflated(own, table, "values"));
    let other = mirror.as_ref().map(|mirror| {
        let values = values_of(mirror, written).and_then(|other| deflated(other, mirror, "values"));
        (values, reliability(mirror))
    });
    let turnover = Turnover {
        name: table.string("name"),
        ..Turnover::new(table.texts("countries"), &table.string("reporter"), values?.with_rule(rule))
    };
    let turnover = turnover.parted(exports, imports);
    let (Some(mirror), Some(other)) = (mirror, other) else { return Some(turnover) };
    let reporter = mirror.string("reporter");
    match turnover.mirrored(&reporter, &other.0?, other.1?) {
        Ok(turnover) => Some(turnover),
        Err(error) => {
            let (reason, allowed) = told(&error);
            table.at("mirror").unreadable(&reason, allowed);
            None
        }
    }
}

/// Why two reporters cannot be made one, and what could.
fn told(error: &SeriesError) -> (String, &'static str) {
    match error {
        SeriesError::HorizonMismatch { left, right } => {
            let reason = format!("the two have no period in common: {left}, and {right}");
            (reason, "values of both for one period at least")
        }
        SeriesError::NotPositive { period, value } => {
            let reason = format!("{period} has {value}, of which there is no ratio");
            (reason, "values above 0; leave out what one side does not count")
        }
        SeriesError::TooShort { given, needed } => {
            let reason = format!("{needed} periods that follow each other are needed, and both have {given}");
            (reason, "a share as `weight`")
        }
        error => (error.to_string(), "values of one currency and price basis"),
    }
}

/// The values of a turnover, as it writes them or by the name of the one that does.
fn values(table: &TableReader<'_>, own: Option<&Option<Course>>, written: &Written<'_>) -> Option<Course> {
    own.map_or_else(|| named(table, written), Clone::clone)
}

/// The values of a mirror.
fn values_of(mirror: &TableReader<'_>, written: &Written<'_>) -> Option<Course> {
    if mirror.text("values").is_some() { named(mirror, written) } else { course(mirror, "values") }
}

/// The values that another turnover writes.
fn named(table: &TableReader<'_>, written: &Written<'_>) -> Option<Course> {
    if let Some(course) = written.get(bare(table.text("values")?)) {
        return course.clone();
    }
    let reason = "that turnover writes no values of its own beside this one";
    table.at("values").unreadable(reason, "a table by period, or the id of a turnover with one");
    None
}

/// How much the first reporter counts.
fn reliability(mirror: &TableReader<'_>) -> Option<Reliability> {
    match mirror.text("weight") {
        Some(BY_PRECISION) => Some(Reliability::Precision),
        None if !mirror.has("weight") => Some(Reliability::Equal),
        // A word that is none of those has been told.
        Some(text) if !is_number(text) => None,
        _ => {
            let weight = mirror.number("weight")?;
            if !weight.spread.is_fixed() {
                mirror.at("weight").unreadable("it is a range", "one share, or \"by precision\"");
                return None;
            }
            Share::new(weight.central()).ok().map(Reliability::Given)
        }
    }
}

/// Exports or imports, with a rule of their own where they have one.
fn part(table: &TableReader<'_>, key: &str) -> Option<Course> {
    let growth = format!("{key}_growth");
    let rule = rule(table, &growth);
    if !table.has(key) {
        if table.has(&growth) {
            let reason = "there is nothing that it could go on from";
            table.at(&growth).unreadable(reason, &format!("`{key}` beside it"));
        }
        return None;
    }
    course(table, key).map(|course| course.with_rule(rule))
}
