//! Tables of the network, read as the model's records. A table with a fault that leaves no record gives nothing.

use crate::calendar::Duration;
use crate::evidence::Source;
use crate::network::{
    AppraisalTerms, Commodity, Corridor, Enlarges, Leg, Limit, Node, NodeKind, Project, ProjectStatus, Season,
};
use crate::projection::Steps;
use crate::study::reader::table::TableReader;

use super::demand::rule;

/// `[source.ID]`.
pub(super) fn source(table: &TableReader<'_>) -> Source {
    Source {
        title: table.string("title"),
        publisher: table.string("publisher"),
        published: table.published("published"),
        address: table.string("address"),
        quote: table.string("quote"),
        note: table.string("note"),
    }
}

/// `[commodity.ID]`.
pub(super) fn commodity(table: &TableReader<'_>) -> Commodity {
    Commodity {
        name: table.string("name"),
        density: table.number("density"),
        load_factor: table.number("load_factor"),
        value_of_time: table.number("value_of_time"),
        unit_value: table.number("unit_value"),
    }
}

/// `[node.ID]`.
pub(super) fn node(table: &TableReader<'_>) -> Node {
    Node {
        name: table.string("name"),
        country: table.string("country"),
        kind: table.word_or("kind", NodeKind::Junction).unwrap_or(NodeKind::Junction),
        at: table.position("at"),
        handling: table.number("handling"),
        dwell: table.number("dwell"),
    }
}

/// `[leg.ID]`.
pub(super) fn leg(table: &TableReader<'_>) -> Option<Leg> {
    let ends = (table.id("from"), table.id("to"), table.parsed("mode"));
    // The numbers are read before the ends are looked at, so that their faults are told in any case.
    let numbers = Leg {
        name: table.string("name"),
        distance: table.number("distance"),
        time: table.steps("time"),
        tariff: table.steps("tariff"),
        tariffs: table.steps_by_id("tariffs"),
        operating_cost: table.number("operating_cost"),
        capacity: capacity(table),
        background: table.steps("background"),
        availability: table.number("availability"),
        season: season(table),
        commodities: table.ids("commodities"),
        both_ways: table.flag("both_ways").unwrap_or(false),
        country: table.string("country"),
        ..Leg::new("", "", crate::network::Mode::Rail)
    };
    Some(Leg { from: ends.0?, to: ends.1?, mode: ends.2?, ..numbers })
}

/// The capacity, with the rule by which it grows.
fn capacity(table: &TableReader<'_>) -> Option<Steps> {
    let rule = rule(table, "capacity_growth");
    table.steps("capacity").map(|capacity| capacity.with_rule(rule))
}

/// The months that are not open on all days.
fn season(table: &TableReader<'_>) -> Season {
    let mut season = Season::default();
    let Some(months) = table.table("season") else { return season };
    for (month, name) in (1..).zip(Season::MONTHS) {
        if let Some(share) = months.number(name) {
            season.set(month, share);
        }
    }
    season
}

/// `[limit.ID]`.
pub(super) fn limit(table: &TableReader<'_>) -> Option<Limit> {
    let (background, availability) = (table.steps("background"), table.number("availability"));
    Some(Limit {
        name: table.string("name"),
        legs: table.ids("legs"),
        nodes: table.ids("nodes"),
        corridors: table.ids("corridors"),
        commodities: table.ids("commodities"),
        background,
        availability,
        season: season(table),
        ..Limit::stepwise(capacity(table)?)
    })
}

/// `[project.ID]`.
pub(super) fn project(table: &TableReader<'_>) -> Option<Project> {
    let (capex, slips) = (table.number("capex"), table.number("slips"));
    let upkeep = table.number("upkeep");
    let (construction, life) = (table.duration("construction"), table.duration("life"));
    let enlarges = match (table.id("limit"), table.id("leg")) {
        (Some(limit), _) => Enlarges::Limit(limit),
        (None, leg) => Enlarges::Leg(leg?),
    };
    Some(Project {
        name: table.string("name"),
        slips,
        ramp: table.duration("ramp").unwrap_or(Duration::ZERO),
        capex,
        upkeep,
        construction: construction.unwrap_or(Duration::ZERO),
        life,
        payer: table.string("payer"),
        track_record: table.id("track_record"),
        status: table.word_or("status", ProjectStatus::Planned)?,
        ..Project::new(enlarges, table.number("adds")?, table.first_day("opens")?)
    })
}

/// `[appraisal]`.
pub(super) fn appraisal(table: &TableReader<'_>) -> Option<AppraisalTerms> {
    let (rate, rent, budget) = (table.number("rate"), table.number("rent"), table.number("budget"));
    let from = table.whole("from").and_then(|year| i32::try_from(year).ok())?;
    Some(AppraisalTerms { rate: rate?, from, rent, budget })
}

/// `[corridor.ID]`.
pub(super) fn corridor(table: &TableReader<'_>) -> Corridor {
    Corridor {
        name: table.string("name"),
        cordon: table.ids("cordon"),
        commodities: table.ids("commodities"),
        scope: table.string("scope"),
    }
}
