//! The tables of what is uncertain: events, correlations.

use super::form::{Form, Measured, TableKind, optional, required};
use super::number::{BY_EVIDENCE, NOTE, SOURCE};
use super::scenario::{FROM, UNTIL};
use crate::network::Season;

pub(crate) static CORRELATION: TableKind = TableKind::new(
    "correlation",
    "a correlation",
    "How the inputs of a group go together, by the correlation of their ranks (Spearman's): one for all, or a matrix over named inputs. Its id is the group that numbers name in `group`.",
    &[
        optional("rank", Form::Real, "The rank correlation of any two inputs of the group, from -1 to 1."),
        optional(
            "ranks",
            Form::List(&Form::List(&Form::Real)),
            "The rank correlation of each two of `inputs`, in rows: symmetric, with 1 on the diagonal.",
        ),
        optional(
            "inputs",
            Form::List(&Form::Name("the path of a number, such as `leg.aktau-baku.capacity`")),
            "The numbers that `ranks` is about, each by its table, its id and its key.",
        ),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
)
.one_of(&[&["rank", "ranks"]]);

pub(crate) static EVENT: TableKind = TableKind::new(
    "event",
    "an event",
    "What happens to the network, it is not known when: a storm, a flood, a strike. In a year it begins at most once, on any day alike likely. An ensemble draws it; a single run takes medians, and has it only if it is likelier than not.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        optional(
            "closes",
            Form::Either(&[
                Form::Id(&["leg", "node", "limit", "corridor"]),
                Form::List(&Form::Id(&["leg", "node", "limit", "corridor"])),
            ]),
            "What it closes: legs, nodes with all their legs, limits, corridors.",
        ),
        optional(
            "derates",
            Form::Either(&[
                Form::Id(&["leg", "node", "limit"]),
                Form::List(&Form::Id(&["leg", "node", "limit"])),
            ]),
            "What it takes capacity from: legs, limits, or all that have a capacity at a node.",
        ),
        optional("by", Form::Number(Measured::Share), "The share of the capacity that is lost, with `derates`."),
        required(
            "probability",
            Form::Number(Measured::Frequency),
            "How probable it is that it begins in a year.",
        ),
        required("lasts", Form::Number(Measured::Lapse), "How long it lasts; drawn anew for each year."),
        optional(
            "months",
            Form::List(&Form::Word(&Season::MONTHS)),
            "The months in which it begins; all where left out.",
        ),
        FROM,
        UNTIL,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
)
.one_of(&[&["closes", "derates"]]);
