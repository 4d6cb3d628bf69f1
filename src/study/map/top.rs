//! The top of a study, read as a draft of the model.

use crate::calendar::Horizon;
use crate::model::Draft;
use crate::network::Mode;
use crate::quantity::{Currency, Measure, PriceBasis};
use crate::study::reader::table::TableReader;
use crate::study::reader::tree::{Table, Value};

use super::{agreement, demand, network, record, trade, uncertainty};

/// Year of a draft whose horizon is at fault: it is read for its other faults and then dropped.
const STAND_IN: i32 = 2025;

/// What the study measures, as far as it can be read.
pub(crate) fn measure(root: &Table) -> Option<Measure> {
    match root.get("measure").map(|entry| &entry.item.value) {
        Some(Value::Text(word)) => Measure::NETWORKS.into_iter().find(|measure| measure.word() == word),
        _ => None,
    }
}

/// Reads a whole study except its scenarios. `None` where not even its horizon can be read.
pub(crate) fn draft(top: &TableReader<'_>) -> Option<Draft> {
    let horizon = horizon(top).or_else(|| Horizon::years(STAND_IN, STAND_IN).ok())?;
    let mut draft = Draft::new(&top.string("name"), horizon);
    draft.note = top.string("note");
    draft.measure =
        top.text("measure").and_then(|word| Measure::NETWORKS.into_iter().find(|it| it.word() == word));
    draft.currency = currency(top);
    draft.prices = prices(top);
    draft.dispersion = top.number("dispersion");
    if let Some(routes) = top.whole("routes") {
        draft.routes = usize::try_from(routes).unwrap_or(draft.routes);
    }
    draft.appraisal = top.table("appraisal").and_then(|terms| network::appraisal(&terms));
    put_parts(&mut draft, top, None);
    for (group, part) in top.tables("correlation") {
        if let Some(correlation) = uncertainty::correlation(group, &part) {
            draft.correlate(correlation);
        }
    }
    Some(draft)
}

/// The horizon, its faults told.
fn horizon(top: &TableReader<'_>) -> Option<Horizon> {
    let table = top.table("horizon")?;
    let (first, last) = (table.period("first")?, table.period("last")?);
    Horizon::new(first, last).map_err(|error| top.at("horizon").unreadable(&error.to_string(), "")).ok()
}

/// The currency, its faults told.
fn currency(top: &TableReader<'_>) -> Currency {
    let Some(text) = top.text("currency") else { return Currency::USD };
    text.parse().unwrap_or_else(|error: crate::quantity::QuantityError| {
        top.at("currency")
            .unreadable(&error.to_string(), "three capital letters as in ISO 4217, such as USD");
        Currency::USD
    })
}

/// The price basis, its faults told.
fn prices(top: &TableReader<'_>) -> PriceBasis {
    match top.text("prices") {
        None | Some("nominal") => PriceBasis::Nominal,
        Some(text) => constant(text).unwrap_or_else(|| {
            top.at("prices").unreadable("it is neither", "\"nominal\", or a year such as \"2023\"");
            PriceBasis::Nominal
        }),
    }
}

/// The constant prices of a year.
fn constant(year: &str) -> Option<PriceBasis> {
    year.parse().ok().filter(|year| (1000..=9999).contains(year)).map(PriceBasis::Constant)
}

/// Adds the tables by id that stand in a table: those of a study, or those of a change `add` to a base.
pub(crate) fn put_parts(draft: &mut Draft, table: &TableReader<'_>, base: Option<&Draft>) {
    put_network(draft, table);
    put_flows(draft, table, base);
    put_promises(draft, table);
}

/// Adds sources, commodities, modes, nodes, legs, limits, projects and corridors.
fn put_network(draft: &mut Draft, table: &TableReader<'_>) {
    for (id, part) in table.tables("source") {
        draft.add_source(id, network::source(&part));
    }
    for (id, part) in table.tables("commodity") {
        draft.add_commodity(id, network::commodity(&part));
    }
    for (id, part) in table.tables("mode") {
        put_mode(draft, id, &part);
    }
    for (id, part) in table.tables("node") {
        draft.add_node(id, network::node(&part));
    }
    for (id, part) in table.tables("leg") {
        network::leg(&part).map(|leg| draft.add_leg(id, leg));
    }
    for (id, part) in table.tables("limit") {
        network::limit(&part).map(|limit| draft.add_limit(id, limit));
    }
    for (id, part) in table.tables("project") {
        network::project(&part).map(|project| draft.add_project(id, project));
    }
    for (id, part) in table.tables("event") {
        uncertainty::event(&part).map(|event| draft.add_event(id, event));
    }
    for (id, part) in table.tables("corridor") {
        draft.add_corridor(id, network::corridor(&part));
    }
}

/// Adds the emission factor of a mode. The check has told of ids that are no mode.
fn put_mode(draft: &mut Draft, id: &str, part: &TableReader<'_>) {
    if let (Ok(mode), Some(emissions)) = (id.parse::<Mode>(), part.number("emissions")) {
        draft.emissions.retain(|(other, _)| *other != mode);
        draft.emissions.push((mode, emissions));
    }
}

/// Adds demands, series and turnovers.
fn put_flows(draft: &mut Draft, table: &TableReader<'_>, base: Option<&Draft>) {
    for (id, part) in table.tables("demand") {
        demand::demand(&part).map(|demand| draft.add_demand(id, demand));
    }
    for (id, part) in table.tables("series") {
        demand::series(&part).map(|series| draft.add_observation(id, series));
    }
    trade::put_turnovers(draft, table, base);
}

/// Adds agreements, commitments, targets and track records.
fn put_promises(draft: &mut Draft, table: &TableReader<'_>) {
    for (id, part) in table.tables("agreement") {
        agreement::agreement(&part).map(|agreement| draft.add_agreement(id, agreement));
    }
    for (id, part) in table.tables("commitment") {
        agreement::commitment(&part).map(|commitment| draft.add_commitment(id, commitment));
    }
    for (id, part) in table.tables("target") {
        agreement::target(&part).map(|target| draft.add_target(id, target));
    }
    for (id, part) in table.tables("track_record") {
        draft.add_track_record(id, record::track_record(&part));
    }
}
