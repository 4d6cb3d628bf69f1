//! Tables of what is uncertain, read as the model's records.

use crate::evidence::Correlation;
use crate::study::reader::problem::ProblemKind;
use crate::study::reader::table::TableReader;
use crate::study::reader::tree::{Item, Value};

/// `[correlation.GROUP]`.
pub(super) fn correlation(group: &str, table: &TableReader<'_>) -> Option<Correlation> {
    let key = if table.has("ranks") { "ranks" } else { "rank" };
    let inputs = table.texts("inputs");
    if table.has("rank") && table.has("inputs") {
        let reason = "with one `rank` for all, the inputs are those that name the group";
        table.at("inputs").unreadable(reason, "no `inputs`, and `group` at each number");
        return None;
    }
    if table.has("ranks") && inputs.is_empty() {
        let allowed = "the paths of the numbers, such as [\"leg.aktau-baku.capacity\"]".to_owned();
        let kind = ProblemKind::MissingKey { table: "a matrix of ranks", key: "inputs".to_owned(), allowed };
        table.cursor().tell(kind);
        return None;
    }
    let made = match key {
        "ranks" => Correlation::between(group, &inputs, &rows(table.items(key))?),
        _ => Correlation::alike(group, table.real(key)?),
    };
    let made = made.map_err(|error| table.at(key).unreadable(&error.to_string(), "")).ok()?;
    Some(made.with_provenance(table.provenance()))
}

/// The rows of a matrix; none where the check has told of one.
fn rows(items: &[Item]) -> Option<Vec<Vec<f64>>> {
    let row = |item: &Item| match &item.value {
        Value::List(entries) => entries.iter().map(|entry| entry.value.number()).collect(),
        _ => None,
    };
    items.iter().map(row).collect()
}
