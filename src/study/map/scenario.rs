//! Scenarios and their changes, read as those of the model.

use crate::commitment::AgreementStatus;
use crate::evidence::Named;
use crate::model::Draft;
use crate::scenario::{Action, Addition, Change, Record, Scenario, Subject, Subjects, Window};
use crate::study::reader::table::TableReader;

use super::demand::growth;
use super::top::put_parts;

/// All scenarios of a study, in the order of the file.
pub(crate) fn scenarios(top: &TableReader<'_>, base: &Draft) -> Vec<Scenario> {
    top.tables("scenario").into_iter().map(|(id, table)| scenario(id, &table, base)).collect()
}

/// `[scenario.ID]`; changes at fault are left out.
fn scenario(id: &str, table: &TableReader<'_>, base: &Draft) -> Scenario {
    Scenario {
        id: id.to_owned(),
        name: table.string("name"),
        note: table.string("note"),
        extends: table.text("extends").map(str::to_owned),
        changes: table.list("changes").iter().filter_map(|table| change(table, base)).collect(),
    }
}

/// A change with its note and its group.
fn change(table: &TableReader<'_>, base: &Draft) -> Option<Change> {
    let action = action(table, base)?;
    Some(Change { action, note: table.string("note"), group: table.string("group") })
}

/// What a change does, by the key that tells its kind.
fn action(table: &TableReader<'_>, base: &Draft) -> Option<Action> {
    match table.tag() {
        "settle" | "ramp" => agreed(table),
        "track_record" => recorded(table),
        "delay" | "advance" | "cancel" | "build" => built(table),
        "grow" => Some(Action::Grow { subjects: subjects(table, "grow")?, growth: growth(table)? }),
        "add" => Some(Action::Add { things: things(&table.table("add")?, base) }),
        "close" => Some(Action::Close { subjects: subjects(table, "close")?, window: window(table) }),
        tag => by_number(table, tag),
    }
}

/// Changes of agreements and commitments.
fn agreed(table: &TableReader<'_>) -> Option<Action> {
    if table.tag() == "settle" {
        let step = table.whole("step").and_then(|step| usize::try_from(step).ok());
        return Some(Action::Settle {
            subject: subject(table, "settle")?,
            status: table.parsed("status")?,
            step,
        });
    }
    let to = table.number("to");
    Some(Action::Ramp {
        commitment: subject(table, "ramp")?,
        to: to?,
        by: table.moment("by")?,
        status: table.word_or("status", AgreementStatus::InForce)?,
    })
}

/// Changes of how promises are expected to turn out.
fn recorded(table: &TableReader<'_>) -> Option<Action> {
    let class = table.text("class")?;
    Some(Action::TrackRecord {
        promises: subjects(table, "track_record")?,
        class: (class != "none").then(|| class.into()),
        step: table.whole("step").and_then(|step| usize::try_from(step).ok()),
    })
}

/// Changes of projects.
fn built(table: &TableReader<'_>) -> Option<Action> {
    let projects = subjects(table, table.tag())?;
    match table.tag() {
        "delay" => Some(Action::Delay { projects, by: table.duration("by")? }),
        "advance" => Some(Action::Advance { projects, by: table.duration("by")? }),
        "cancel" => Some(Action::Cancel { projects }),
        _ => Some(Action::Build { projects, opens: table.moment("opens") }),
    }
}

/// Changes of capacities, volumes, tariffs and times by a number.
fn by_number(table: &TableReader<'_>, tag: &'static str) -> Option<Action> {
    let (subjects, window) = (subjects(table, tag), window(table));
    let by = table.number("by")?;
    let subjects = subjects?;
    match tag {
        "expand" => Some(Action::Expand { subjects, by, window }),
        "derate" => Some(Action::Derate { subjects, by, window }),
        "scale" => Some(Action::Scale { subjects, by, window }),
        "tariff" => Some(Action::Tariff { legs: subjects, by, window }),
        _ => Some(Action::Time { legs: subjects, by, window }),
    }
}

/// One thing by its id, perhaps with its kind.
fn subject(table: &TableReader<'_>, key: &str) -> Option<Subject> {
    table.text(key).map(Subject::from)
}

/// An id, a list of ids, or all.
fn subjects(table: &TableReader<'_>, key: &str) -> Option<Subjects> {
    match table.text(key) {
        Some(id) => Some(Subjects::from(id)),
        None if table.has(key) => Some(Subjects::from(table.texts(key))),
        None => None,
    }
}

/// From when until when, both included.
fn window(table: &TableReader<'_>) -> Window {
    Window { from: table.moment("from"), until: table.moment("until") }
}

/// The things that a change `add` adds, kind by kind.
fn things(table: &TableReader<'_>, base: &Draft) -> Vec<Addition> {
    let mut added = Draft::new("", base.horizon);
    (added.currency, added.prices) = (base.currency, base.prices);
    put_parts(&mut added, table, Some(base));
    let modes = added.emissions.iter();
    let mut things: Vec<Addition> = modes
        .map(|(mode, number)| Addition::new(mode.word(), Record::Emissions(*mode, number.clone())))
        .collect();
    things.extend(all(&added.sources));
    things.extend(all(&added.commodities));
    things.extend(all(&added.nodes));
    things.extend(all(&added.legs));
    things.extend(all(&added.limits));
    things.extend(all(&added.projects));
    things.extend(all(&added.events));
    things.extend(all(&added.corridors));
    things.extend(all(&added.demands));
    things.extend(all(&added.observations));
    things.extend(all(&added.turnovers));
    things.extend(all(&added.agreements));
    things.extend(all(&added.commitments));
    things.extend(all(&added.targets));
    things.extend(all(&added.track_records));
    things
}

/// Things of one kind, each with its name.
fn all<T: Clone + Into<Record>>(named: &Named<T>) -> impl Iterator<Item = Addition> + '_ {
    named.iter().map(|(id, thing)| Addition::new(id.as_str(), thing.clone()))
}
