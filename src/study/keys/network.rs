//! The tables of the network: commodities, modes, nodes, legs, limits, projects, corridors.

use super::agreement::TRACK_RECORD;
use super::demand::CAPACITY_GROWTH;
use super::form::{Form, Measured, TableKind, optional, required};
use super::number::{BY_EVIDENCE, NOTE, SOURCE};
use crate::network::{Mode, NodeKind, ProjectStatus};

pub(crate) static SOURCE_KIND: TableKind = TableKind::new(
    "source",
    "a source",
    "A publication that numbers are taken from.",
    &[
        required("title", Form::Text, "Title of the publication or page."),
        optional("publisher", Form::Text, "Who published it."),
        optional(
            "published",
            Form::Published,
            "When: a date, a month, a year, or `n.d.` where it does not say.",
        ),
        optional("address", Form::Text, "Where it can be read."),
        optional("quote", Form::Text, "The words that hold the figures."),
        NOTE,
    ],
);

pub(crate) static COMMODITY: TableKind = TableKind::new(
    "commodity",
    "a commodity",
    "What moves. Factors to barrels and containers are never guessed.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        optional("density", Form::Number(Measured::Density), "Mass of a barrel, for liquids."),
        optional(
            "load_factor",
            Form::Number(Measured::LoadFactor),
            "Mass in a container, for what goes in containers.",
        ),
        optional(
            "value_of_time",
            Form::Number(Measured::TimeValue),
            "What a day on the way costs its owner.",
        ),
        optional("unit_value", Form::Number(Measured::Price), "Worth of one unit of it."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static MODE: TableKind = TableKind::new(
    "mode",
    "a mode",
    "What a mode of transport emits; its id is one of the modes of legs. Without a table emissions are not reported for it.",
    &[
        required("emissions", Form::Number(Measured::EmissionFactor), "Emission for a tonne-kilometre."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static NODE: TableKind = TableKind::new(
    "node",
    "a node",
    "A place where legs meet: a port, a terminal, a border crossing, a market.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        optional("country", Form::Text, "Country, by its two letters: `KZ`."),
        optional("kind", Form::Word(NodeKind::WORDS), "What sort of place it is; `junction` where left out."),
        optional("at", Form::Position, "Latitude and longitude in degrees."),
        optional("handling", Form::Number(Measured::Price), "Price of a change of mode here."),
        optional("dwell", Form::Number(Measured::Time), "Time that a change of mode takes here."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

const BACKGROUND: &str =
    "Use by traffic that the study does not model and that does not choose; taken off the capacity.";
const AVAILABILITY: &str = "Share of the days of a period on which it is open.";

pub(crate) static LEG: TableKind = TableKind::new(
    "leg",
    "a leg",
    "A way between two nodes by one mode.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        required("from", Form::Id(&["node"]), "Node where it starts."),
        required("to", Form::Id(&["node"]), "Node where it ends."),
        required("mode", Form::Word(Mode::WORDS), "How things move on it."),
        optional("distance", Form::Number(Measured::Distance), "Length."),
        optional("time", Form::ByPeriod(Measured::Time), "Time from end to end."),
        optional(
            "tariff",
            Form::ByPeriod(Measured::Tariff),
            "What the shipper pays for a unit, whole or by the kilometre (which needs `distance`).",
        ),
        optional(
            "tariffs",
            Form::ById(&["commodity"], &Form::ByPeriod(Measured::Tariff)),
            "Tariffs of single commodities, in place of `tariff`.",
        ),
        optional(
            "operating_cost",
            Form::Number(Measured::Tariff),
            "What its carrier spends on a unit, whole or by the kilometre; no part of what a shipper pays.",
        ),
        optional(
            "capacity",
            Form::ByPeriod(Measured::Flow),
            "What it can carry in a year; without, no limit.",
        ),
        CAPACITY_GROWTH,
        optional("background", Form::ByPeriod(Measured::Flow), BACKGROUND),
        optional("availability", Form::Number(Measured::Share), AVAILABILITY),
        optional("season", Form::Table(&SEASON), SEASONAL),
        optional(
            "commodities",
            Form::List(&Form::Id(&["commodity"])),
            "The commodities it takes; all where left out.",
        ),
        optional(
            "both_ways",
            Form::Flag,
            "Whether it can be used from `to` to `from` too, with one capacity for both.",
        ),
        optional("country", Form::Text, "Country where its tariff revenue arises, by its two letters."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

/// What `season` says, for legs and limits alike.
const SEASONAL: &str = "Share of the days on which it is open in single months of every year (ice, storms).";

pub(crate) static SEASON: TableKind = TableKind::new(
    "season",
    "a season",
    "The share of days open in single months of every year; months left out are open on all days.",
    &[
        optional("jan", Form::Number(Measured::Share), "Share of the days open in January."),
        optional("feb", Form::Number(Measured::Share), "Share of the days open in February."),
        optional("mar", Form::Number(Measured::Share), "Share of the days open in March."),
        optional("apr", Form::Number(Measured::Share), "Share of the days open in April."),
        optional("may", Form::Number(Measured::Share), "Share of the days open in May."),
        optional("jun", Form::Number(Measured::Share), "Share of the days open in June."),
        optional("jul", Form::Number(Measured::Share), "Share of the days open in July."),
        optional("aug", Form::Number(Measured::Share), "Share of the days open in August."),
        optional("sep", Form::Number(Measured::Share), "Share of the days open in September."),
        optional("oct", Form::Number(Measured::Share), "Share of the days open in October."),
        optional("nov", Form::Number(Measured::Share), "Share of the days open in November."),
        optional("dec", Form::Number(Measured::Share), "Share of the days open in December."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static LIMIT: TableKind = TableKind::new(
    "limit",
    "a limit",
    "A capacity over chosen legs, nodes and commodities. A route that touches any of them counts once.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        optional("legs", Form::List(&Form::Id(&["leg"])), "Legs that it covers."),
        optional(
            "nodes",
            Form::List(&Form::Id(&["node"])),
            "Nodes that it covers: a route's start, end and all between.",
        ),
        optional("corridors", Form::List(&Form::Id(&["corridor"])), "Corridors over whose cordons it is."),
        optional(
            "commodities",
            Form::List(&Form::Id(&["commodity"])),
            "Commodities that it counts; all where left out.",
        ),
        required("capacity", Form::ByPeriod(Measured::Flow), "What goes through in a year."),
        CAPACITY_GROWTH,
        optional("background", Form::ByPeriod(Measured::Flow), BACKGROUND),
        optional("availability", Form::Number(Measured::Share), AVAILABILITY),
        optional("season", Form::Table(&SEASON), SEASONAL),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static PROJECT: TableKind = TableKind::new(
    "project",
    "a project",
    "A dated change of a limit. It counts when it is open, building or funded; `planned` and `cancelled` wait for a scenario that builds it.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        optional("limit", Form::Id(&["limit"]), "The limit that it widens."),
        optional("leg", Form::Id(&["leg"]), "The leg whose capacity it widens."),
        required(
            "adds",
            Form::Number(Measured::CapacityChange),
            "What it adds once it runs in full: a volume per year, or a share of the capacity as it is given or has grown by then.",
        ),
        required("opens", Form::Moment, "When it opens."),
        optional(
            "slips",
            Form::Number(Measured::Lapse),
            "How much later than that it opens, where that is not sure; a single run takes the median.",
        ),
        optional("ramp", Form::Duration, "How long it takes, from its opening, to run in full; at once where left out."),
        optional("capex", Form::Number(Measured::Money), "What it costs to build."),
        optional(
            "upkeep",
            Form::Number(Measured::Share),
            "What running and keeping it costs in a year, as a share of `capex`.",
        ),
        optional(
            "construction",
            Form::Duration,
            "How long building takes, up to its opening; `capex` is spent evenly over it. In the opening's year where left out.",
        ),
        optional(
            "life",
            Form::Duration,
            "How long it lasts; what is left of it at the end of the horizon is worth its part of `capex`. Nothing is left where left out.",
        ),
        optional("payer", Form::Text, "Country that pays for it, by its two letters."),
        optional("status", Form::Word(ProjectStatus::WORDS), "How far it is; `planned` where left out."),
        TRACK_RECORD,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
)
.one_of(&[&["limit", "leg"]]);

pub(crate) static APPRAISAL: TableKind = TableKind::new(
    "appraisal",
    "the terms of appraisal",
    "On what terms projects are appraised.",
    &[
        required("rate", Form::Number(Measured::Growth), "Discount rate in a year."),
        required(
            "from",
            Form::Whole { least: 1900, most: 2200 },
            "Year to which all is discounted, such as 2025.",
        ),
        optional(
            "rent",
            Form::Number(Measured::Share),
            "Share of what users lose in queues that the carriers gain; none where left out.",
        ),
        optional(
            "budget",
            Form::Number(Measured::Money),
            "What may be spent on building in a year; any amount where left out.",
        ),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static CORRIDOR: TableKind = TableKind::new(
    "corridor",
    "a corridor",
    "A named set of routes: those that cross its cordon.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        required("cordon", Form::List(&Form::Id(&["leg"])), "The legs on which its volume is counted."),
        optional(
            "commodities",
            Form::List(&Form::Id(&["commodity"])),
            "Commodities that it counts; all where left out.",
        ),
        optional("scope", Form::Text, "What its volume measures, to be held against published series."),
        NOTE,
    ],
);
