//! Tables of what is uncertain, read as the model's records.

use crate::calendar::{Date, Span};
use crate::evidence::Correlation;
use crate::network::{Event, Season};
use crate::study::reader::problem::ProblemKind;
use crate::study::reader::table::TableReader;
use crate::study::reader::tree::{Item, Value};

/// `[event.ID]`.
pub(super) fn event(table: &TableReader<'_>) -> Option<Event> {
    let (loses, probability, lasts) =
        (table.number("by"), table.number("probability"), table.number("lasts"));
    let takes_share = table.has("derates");
    if takes_share && !table.has("by") {
        let allowed = "the share that is lost, such as \"50 %\"".to_owned();
        let kind = ProblemKind::MissingKey { table: "an event that derates", key: "by".to_owned(), allowed };
        table.cursor().tell(kind);
        return None;
    }
    if !takes_share && table.has("by") {
        table.at("by").unreadable("what is closed loses all", "no `by`, or `derates` instead of `closes`");
        return None;
    }
    let first = if table.has("from") { table.first_day("from")? } else { Date::MIN };
    let until = if table.has("until") { table.day_after("until")? } else { Date::MAX };
    let place = |word: &str| Season::MONTHS.iter().position(|month| *month == word);
    let months = table.texts("months").into_iter().filter_map(place);
    let months = months.filter_map(|place| u8::try_from(place + 1).ok());
    let event = Event {
        name: table.string("name"),
        hits: table.text_or_texts(if takes_share { "derates" } else { "closes" }),
        loses,
        probability: probability?,
        lasts: lasts?,
        months: Vec::new(),
        span: Span::between(first, until),
    };
    Some(event.in_months(months))
}

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
