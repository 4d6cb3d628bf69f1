//! The tables of agreements, commitments and targets.

use super::form::{Form, Key, Measured, TableKind, optional, required};
use super::number::{BY_EVIDENCE, NOTE, SOURCE};
use crate::commitment::{AgreementStatus, Instrument};

pub(crate) static AGREEMENT: TableKind = TableKind::new(
    "agreement",
    "an agreement",
    "What parties have agreed, on paper.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        required("parties", Form::List(&Form::Text), "Countries by their two letters, or companies by name."),
        required("instrument", Form::Word(Instrument::WORDS), "What sort of paper it is."),
        optional("signed", Form::Published, "When it was signed."),
        required("status", Form::Word(AgreementStatus::WORDS), "How far it is."),
        optional("period", Form::List(&Form::Period), "The first and the last period that it covers."),
        optional("documents", Form::Whole { least: 1, most: 10_000 }, "How many documents it is made of."),
        optional("backs", Form::List(&Form::Thing), "What in the study rests on it."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

/// The class of promises that a promise is one of.
pub(super) const TRACK_RECORD: Key = optional(
    "track_record",
    Form::Name("the id of a track record: of the study, or one that comes with the crate"),
    "How promises like it have turned out: it is expected to turn out as one of them.",
);

pub(crate) static RAMP_STEP: TableKind = TableKind::new(
    "ramp step",
    "a ramp step",
    "A further volume of a commitment. It counts when it is in force.",
    &[
        required("to", Form::Number(Measured::Flow), "The volume that is reached."),
        required("by", Form::Moment, "When it is reached: by the first day of that period."),
        optional(
            "status",
            Form::Word(AgreementStatus::WORDS),
            "How far it is; as the agreement where left out.",
        ),
        TRACK_RECORD,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static SHIP_OR_PAY: TableKind = TableKind::new(
    "ship or pay",
    "a ship-or-pay term",
    "What is paid where less is shipped than was promised.",
    &[
        required(
            "share",
            Form::Number(Measured::Share),
            "The part of the committed volume that is paid for in any case.",
        ),
        required("rate", Form::Number(Measured::Price), "Price of each unit that is missing."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static COMMITMENT: TableKind = TableKind::new(
    "commitment",
    "a commitment",
    "A volume that an agreement promises to a leg or a corridor.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        optional(
            "agreement",
            Form::Id(&["agreement"]),
            "The agreement that it rests on; in force where left out.",
        ),
        optional(
            "demand",
            Form::Id(&["demand"]),
            "The demand whose volume it takes; or give `commodity`, `origin` and `destination`.",
        ),
        optional("origin", Form::Id(&["node"]), "Node where it starts, where it has no demand."),
        optional("destination", Form::Id(&["node"]), "Node where it ends, where it has no demand."),
        optional("commodity", Form::Id(&["commodity"]), "What it moves, where it has no demand."),
        optional(
            "via",
            Form::Id(&["leg", "corridor"]),
            "The leg or corridor that its routes must use; any where left out.",
        ),
        required("from", Form::Moment, "When it begins."),
        optional("until", Form::Moment, "Its last day or period; without end where left out."),
        required("volume", Form::Number(Measured::Flow), "Volume in a year."),
        optional("firm", Form::Flag, "Whether it takes its capacity before others; true where left out."),
        optional(
            "priority",
            Form::Whole { least: 1, most: 1000 },
            "Order among firm commitments, 1 first; 1 where left out.",
        ),
        optional("ramp", Form::List(&Form::Table(&RAMP_STEP)), "Further steps."),
        optional("ship_or_pay", Form::Table(&SHIP_OR_PAY), "What is paid where less is shipped."),
        optional(
            "make_up",
            Form::Duration,
            "For how long volume that fell short may be made up on top of later volumes; not at all where left out.",
        ),
        optional("delivered", Form::Periods(Measured::Volume), "What was delivered, by period."),
        TRACK_RECORD,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
)
.one_of(&[&["demand", "origin"]]);

pub(crate) static TARGET: TableKind = TableKind::new(
    "target",
    "a target",
    "A volume that somebody said would be reached. It is no commitment.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        optional("who", Form::Text, "Who said it."),
        optional("said", Form::Published, "When it was said."),
        required("by", Form::Period, "The period in which it is to be reached."),
        required("value", Form::Number(Measured::Volume), "The volume."),
        required(
            "counts",
            Form::Id(&["corridor", "leg", "limit"]),
            "The corridor, leg or limit whose volume it speaks of.",
        ),
        TRACK_RECORD,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);
