//! The tables of what is uncertain: correlations.

use super::form::{Form, TableKind, optional};
use super::number::{BY_EVIDENCE, NOTE, SOURCE};

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
