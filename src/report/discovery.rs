//! Boxes of inputs that lead to something, as tables.

use crate::sensitivity::{BoxLimit, Discovered, Response, ScenarioBox};

use super::{Align, Document, Table};

/// A limit that chance makes as often as this is said to be doubtful.
const DOUBTFUL: f64 = 0.05;

/// A box of the trajectory with its limits, and the trajectory that it is chosen from.
///
/// `what` says what is discovered: `corridor-volume:middle@2030 below 5 Mt`.
pub fn discovered(response: &Response<'_>, found: &Discovered, choice: usize, what: &str) -> Document {
    let chosen = &found.trajectory[choice];
    let about = format!(
        "{what} in {} of {} draws of {}. Box {choice} holds {} of all draws, {} of those where it is so; in {} of the draws in the box it is so.",
        found.cases,
        found.points,
        response.study(),
        percent(chosen.mass),
        percent(chosen.coverage),
        percent(chosen.density),
    );
    Document::new()
        .text(&about)
        .table(limits(response, chosen))
        .text(&doubts(chosen))
        .table(trajectory(found, choice))
}

fn limits(response: &Response<'_>, chosen: &ScenarioBox) -> Table {
    let mut table = ["at least", "at most", "by chance"]
        .iter()
        .fold(Table::new("Where").column("input", Align::Left), |table, name| {
            table.column(name, Align::Right)
        });
    for limit in &chosen.limits {
        let show = |value: Option<f64>| value.map_or_else(String::new, |value| shown(response, limit, value));
        table.push([limit.name.to_string(), show(limit.low), show(limit.high), chance(limit.chance)]);
    }
    table
}

fn shown(response: &Response<'_>, limit: &BoxLimit, value: f64) -> String {
    let short: f64 = format!("{value:.3e}").parse().unwrap_or(value);
    response.number(&limit.name).map_or_else(|| short.to_string(), |number| number.unit.show(short))
}

fn chance(share: f64) -> String {
    if share < 1e-4 { "<0.0001".to_owned() } else { format!("{share:.4}") }
}

/// Which limits may be owed to chance.
fn doubts(chosen: &ScenarioBox) -> String {
    let doubtful = chosen.limits.iter().filter(|limit| limit.chance > DOUBTFUL);
    let names: Vec<&str> = doubtful.map(|limit| &*limit.name).collect();
    if names.is_empty() { String::new() } else { format!("May be chance: {}", names.join(", ")) }
}

fn trajectory(found: &Discovered, choice: usize) -> Table {
    let mut table = ["coverage", "density", "mass", "limits"]
        .iter()
        .fold(Table::new("Boxes").column("box", Align::Left), |table, name| table.column(name, Align::Right));
    for (number, own) in found.trajectory.iter().enumerate() {
        let mark = if number == choice { format!("{number} (shown)") } else { number.to_string() };
        let shares = [own.coverage, own.density, own.mass].map(percent);
        table.push(std::iter::once(mark).chain(shares).chain([own.limits.len().to_string()]));
    }
    table
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}
