//! Tables of demand and series, and rules of growth, read as the model's records.

use crate::calendar::Period;
use crate::demand::{Demand, DemandVolume, Observation};
use crate::evidence::Number;
use crate::network::{LegId, Routes};
use crate::projection::{Course, Rule};
use crate::study::reader::shape::is_number;
use crate::study::reader::table::{TableReader, bare};
use crate::study::reader::tree::{Item, Value};

/// `[demand.ID]`.
pub(super) fn demand(table: &TableReader<'_>) -> Option<Demand> {
    let volume = volume(table);
    let (reservation, dispersion) = (table.number("reservation"), table.number("dispersion"));
    Some(Demand {
        name: table.string("name"),
        commodity: table.id("commodity"),
        reservation,
        captive: table.flag("captive").unwrap_or(false),
        routes: routes(table),
        dispersion,
        patience: table.duration("patience"),
        holding: table.number("holding"),
        ..Demand::with_volume(table.id("from")?, table.id("to")?, volume?)
    })
}

/// A demand's volume: numbers, a series, or a part of a turnover.
fn volume(table: &TableReader<'_>) -> Option<DemandVolume> {
    let rule = rule(table, "growth");
    match table.text("volume") {
        Some(series) if !is_number(series) => return Some(DemandVolume::Series(bare(series).into())),
        _ => {}
    }
    match table.table("volume") {
        Some(trade) if trade.has("turnover") => {
            let growth = self::rule(&trade, "unit_value_growth");
            let (share, unit_value) = (trade.number("share"), trade.steps("unit_value"));
            let unit_value = unit_value.map(|unit_value| unit_value.with_rule(growth));
            Some(DemandVolume::Trade { turnover: trade.id("turnover")?, unit_value: unit_value?, share })
        }
        _ => course(table, "volume").map(|course| DemandVolume::Given(course.with_rule(rule))),
    }
}

/// A number, or numbers by period and part of a year, that a rule may go on from.
pub(super) fn course(table: &TableReader<'_>, key: &str) -> Option<Course> {
    if table.is_by_period(key) {
        let history = table.history(key)?;
        let course = Course::new(history.points, Rule::Hold).with_parts(history.parts);
        course.map_err(|error| table.at(key).unreadable(&error.to_string(), "")).ok()
    } else {
        table.number(key).map(Course::constant)
    }
}

/// The routes of a demand: how many, or which.
fn routes(table: &TableReader<'_>) -> Option<Routes> {
    if let Some(count) = table.whole("routes") {
        return usize::try_from(count).ok().map(Routes::Cheapest);
    }
    let given: Vec<Vec<LegId>> = table.items("routes").iter().map(legs).collect();
    if given.is_empty() { None } else { Some(Routes::Given(given)) }
}

/// The legs of a route.
fn legs(item: &Item) -> Vec<LegId> {
    let leg = |item: &Item| match &item.value {
        Value::Text(text) => Some(LegId::new(bare(text))),
        _ => None,
    };
    match &item.value {
        Value::List(items) => items.iter().filter_map(leg).collect(),
        _ => Vec::new(),
    }
}

/// A rule of growth. Without one, or with one at fault, the last value holds.
pub(super) fn rule(table: &TableReader<'_>, key: &str) -> Rule {
    table.table(key).and_then(|growth| read_rule(&growth)).unwrap_or_default()
}

/// The rule of growth that a change gives.
pub(super) fn growth(table: &TableReader<'_>) -> Option<Rule> {
    table.table("growth").and_then(|growth| read_rule(&growth))
}

/// A rule of growth by the key that tells it. All its numbers are read, so that all their faults are told.
fn read_rule(growth: &TableReader<'_>) -> Option<Rule> {
    match growth.tag() {
        "compound" => growth.number("compound").map(|rate| Rule::Compound { rate }),
        "continuous" => growth.number("continuous").map(|rate| Rule::Continuous { rate }),
        "linear" => growth.number("linear").map(|per_year| Rule::Linear { per_year }),
        "through" => growth.points("through").map(|points| Rule::Through { points }),
        "multiple" => {
            let (factor, by) = (growth.number("multiple"), growth.period("by"));
            Some(Rule::Multiple { factor: factor?, by: by? })
        }
        "logistic" => {
            let (ceiling, rate, midpoint) = curve(&growth.table("logistic")?)?;
            Some(Rule::Logistic { ceiling, rate, midpoint })
        }
        "gompertz" => {
            let (ceiling, rate, midpoint) = curve(&growth.table("gompertz")?)?;
            Some(Rule::Gompertz { ceiling, rate, midpoint })
        }
        "fit" => growth.text("fit").and_then(|word| word.parse().ok()).map(Rule::fitted),
        _ => {
            let driver = growth.table("elastic")?;
            let elasticity = driver.number("elasticity");
            Some(Rule::Elastic { to: driver.id("to")?, elasticity: elasticity? })
        }
    }
}

/// The ceiling, the rate and the midpoint of an S-curve.
fn curve(curve: &TableReader<'_>) -> Option<(Number, Number, Option<Period>)> {
    let (ceiling, rate) = (curve.number("ceiling"), curve.number("rate"));
    Some((ceiling?, rate?, curve.period("midpoint")))
}

/// `[series.ID]`.
pub(super) fn series(table: &TableReader<'_>) -> Option<Observation> {
    let rule = rule(table, "growth");
    Some(Observation {
        name: table.string("name"),
        reporter: table.string("reporter"),
        of: table.text("of").map(str::to_owned),
        ..Observation::new(&table.string("scope"), course(table, "values")?.with_rule(rule))
    })
}
