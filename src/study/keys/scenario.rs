//! Scenarios and the kinds of change they are made of.

use super::agreement::{AGREEMENT, COMMITMENT, TARGET};
use super::demand::{DEMAND, GROWTHS, SERIES, TURNOVER};
use super::form::{Form, Key, Measured, TableKind, optional, required};
use super::network::{COMMODITY, CORRIDOR, LEG, LIMIT, MODE, NODE, PROJECT, SOURCE_KIND};
use super::number::{NOTE, SOURCE};
use super::record::TRACK_RECORD;
use super::uncertainty::EVENT;
use crate::commitment::AgreementStatus;
use crate::network::Mode;

pub(super) const FROM: Key =
    optional("from", Form::Moment, "First period or day; from the beginning where left out.");
pub(super) const UNTIL: Key =
    optional("until", Form::Moment, "Last period or day, itself included; to the end where left out.");

const GROUP: Key = optional(
    "group",
    Form::Text,
    "Changes of one group are one where a difference between scenarios is explained.",
);

/// The kinds of table that `add` can add, and that a study is made of besides its scenarios.
pub(super) const PARTS: [Key; 16] = [
    optional("source", Form::Tables(&SOURCE_KIND), "Publications that numbers are taken from."),
    optional("commodity", Form::Tables(&COMMODITY), "What moves."),
    optional("mode", Form::TablesByWord(Mode::WORDS, &MODE), "What modes of transport emit."),
    optional("node", Form::Tables(&NODE), "Places."),
    optional("leg", Form::Tables(&LEG), "Ways between places."),
    optional("limit", Form::Tables(&LIMIT), "Capacities over several legs, nodes and commodities."),
    optional("project", Form::Tables(&PROJECT), "Dated changes of limits."),
    optional("event", Form::Tables(&EVENT), "What happens to the network, it is not known when."),
    optional("corridor", Form::Tables(&CORRIDOR), "Named sets of routes."),
    optional("demand", Form::Tables(&DEMAND), "Volumes that want to move."),
    optional("series", Form::Tables(&SERIES), "Values by period."),
    optional("turnover", Form::Tables(&TURNOVER), "Trade between countries in money."),
    optional("agreement", Form::Tables(&AGREEMENT), "What parties have agreed."),
    optional("commitment", Form::Tables(&COMMITMENT), "Volumes that agreements promise."),
    optional("target", Form::Tables(&TARGET), "Volumes that somebody said would be reached."),
    optional("track_record", Form::Tables(&TRACK_RECORD), "How promises of a class have turned out."),
];

static ADDED: TableKind = TableKind::new(
    "added tables",
    "a list of tables to add",
    "New tables by kind and id, written as in the study.",
    &PARTS,
);

static SETTLE: TableKind = TableKind::new(
    "settle",
    "a change `settle`",
    "Gives an agreement, or the ramp of a commitment, another status.",
    &[
        required(
            "settle",
            Form::Id(&["agreement", "commitment"]),
            "The agreement, or the commitment whose ramp steps are meant.",
        ),
        required("status", Form::Word(AgreementStatus::WORDS), "The new status."),
        optional(
            "step",
            Form::Whole { least: 1, most: 1000 },
            "One step of the ramp, counted from 1; all where left out.",
        ),
        GROUP,
        NOTE,
    ],
);
static RAMP: TableKind = TableKind::new(
    "ramp",
    "a change `ramp`",
    "Adds a step to the ramp of a commitment.",
    &[
        required("ramp", Form::Id(&["commitment"]), "The commitment."),
        required("to", Form::Number(Measured::Flow), "The volume that is reached."),
        required("by", Form::Moment, "When it is reached."),
        optional(
            "status",
            Form::Word(AgreementStatus::WORDS),
            "How far the step is; in force where left out.",
        ),
        SOURCE,
        GROUP,
        NOTE,
    ],
);
static RECORD: TableKind = TableKind::new(
    "track record change",
    "a change `track_record`",
    "Lets commitments, targets and projects turn out as promises of a class have, or as promised.",
    &[
        required(
            "track_record",
            Form::Ids(&["commitment", "target", "project"]),
            "The promises. `*` is all of the class's kind: of volumes every commitment and target, of dates every project that is neither open nor cancelled.",
        ),
        required(
            "class",
            Form::Name("the id of a track record, or `none`"),
            "The class; `none` takes promises at their word.",
        ),
        optional(
            "step",
            Form::Whole { least: 1, most: 1000 },
            "One step of a commitment's ramp, counted from 1: its rise over the step before.",
        ),
        NOTE,
    ],
);
static DELAY: TableKind = TableKind::new(
    "delay",
    "a change `delay`",
    "Opens projects later.",
    &[
        required("delay", Form::Ids(&["project"]), "The projects."),
        required("by", Form::Duration, "By how much."),
        GROUP,
        NOTE,
    ],
);
static ADVANCE: TableKind = TableKind::new(
    "advance",
    "a change `advance`",
    "Opens projects earlier.",
    &[
        required("advance", Form::Ids(&["project"]), "The projects."),
        required("by", Form::Duration, "By how much."),
        GROUP,
        NOTE,
    ],
);
static CANCEL: TableKind = TableKind::new(
    "cancel",
    "a change `cancel`",
    "Never opens projects, and lets events never happen.",
    &[
        required(
            "cancel",
            Form::Ids(&["project", "event"]),
            "The projects and events; `*` is every project that is not open.",
        ),
        GROUP,
        NOTE,
    ],
);
static BUILD: TableKind = TableKind::new(
    "build",
    "a change `build`",
    "Builds projects, whatever their status.",
    &[
        required("build", Form::Ids(&["project"]), "The projects."),
        optional("opens", Form::Moment, "When they open; as the study says where left out."),
        GROUP,
        NOTE,
    ],
);
static EXPAND: TableKind = TableKind::new(
    "expand",
    "a change `expand`",
    "Gives legs or limits more capacity.",
    &[
        required("expand", Form::Ids(&["leg", "limit"]), "The legs or limits."),
        required(
            "by",
            Form::Number(Measured::CapacityChange),
            "How much more: a volume per year, or a share.",
        ),
        FROM,
        UNTIL,
        SOURCE,
        GROUP,
        NOTE,
    ],
);
static DERATE: TableKind = TableKind::new(
    "derate",
    "a change `derate`",
    "Takes capacity from legs, limits or nodes.",
    &[
        required("derate", Form::Ids(&["leg", "limit", "node"]), "The legs, limits or nodes."),
        required("by", Form::Number(Measured::Share), "The share that is lost."),
        FROM,
        UNTIL,
        SOURCE,
        GROUP,
        NOTE,
    ],
);
static CLOSE: TableKind = TableKind::new(
    "close",
    "a change `close`",
    "Closes legs, nodes, limits or corridors.",
    &[
        required("close", Form::Ids(&["leg", "node", "limit", "corridor"]), "What is closed."),
        FROM,
        UNTIL,
        SOURCE,
        GROUP,
        NOTE,
    ],
);
static SCALE: TableKind = TableKind::new(
    "scale",
    "a change `scale`",
    "Makes demands or turnovers larger or smaller.",
    &[
        required("scale", Form::Ids(&["demand", "turnover"]), "The demands or turnovers."),
        required("by", Form::Number(Measured::Change), "The share by which they change: `10 %`, `-10 %`."),
        FROM,
        UNTIL,
        SOURCE,
        GROUP,
        NOTE,
    ],
);
static GROW: TableKind = TableKind::new(
    "grow",
    "a change `grow`",
    "Gives demands or turnovers another growth.",
    &[
        required("grow", Form::Ids(&["demand", "turnover"]), "The demands or turnovers."),
        required("growth", Form::Tagged(GROWTHS), "The new growth."),
        SOURCE,
        GROUP,
        NOTE,
    ],
);
static TARIFF: TableKind = TableKind::new(
    "tariff",
    "a change `tariff`",
    "Changes the tariffs of legs.",
    &[
        required("tariff", Form::Ids(&["leg"]), "The legs."),
        required(
            "by",
            Form::Number(Measured::TariffChange),
            "A share such as `-10 %`, or a price such as `+2 USD/t`.",
        ),
        FROM,
        UNTIL,
        SOURCE,
        GROUP,
        NOTE,
    ],
);
static TIME: TableKind = TableKind::new(
    "time",
    "a change `time`",
    "Changes the times of legs.",
    &[
        required("time", Form::Ids(&["leg"]), "The legs."),
        required(
            "by",
            Form::Number(Measured::TimeChange),
            "A share such as `-10 %`, or a time such as `+1 d`.",
        ),
        FROM,
        UNTIL,
        SOURCE,
        GROUP,
        NOTE,
    ],
);
static ADD: TableKind = TableKind::new(
    "add",
    "a change `add`",
    "Adds new tables to the study.",
    &[required("add", Form::Table(&ADDED), "The tables by kind and id."), GROUP, NOTE],
);

/// The kinds of change.
pub(crate) static CHANGES: &[&TableKind] = &[
    &SETTLE, &RAMP, &RECORD, &DELAY, &ADVANCE, &CANCEL, &BUILD, &EXPAND, &DERATE, &CLOSE, &SCALE, &GROW,
    &TARIFF, &TIME, &ADD,
];

pub(crate) static SCENARIO: TableKind = TableKind::new(
    "scenario",
    "a scenario",
    "Changes to the study, in order. `baseline` always exists and has none unless the study gives it some.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        NOTE,
        optional("extends", Form::Id(&["scenario"]), "The scenario whose changes come first."),
        optional("changes", Form::List(&Form::Tagged(CHANGES)), "The changes, one after the other."),
    ],
);
