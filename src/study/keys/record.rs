//! The tables of track records.

use super::form::{Form, Key, Measured, TableKind, optional, required};
use super::number::{BY_EVIDENCE, NOTE, SOURCE};
use crate::evidence::OutcomeBound;

const WHAT: Key = optional("what", Form::Text, "What was promised, and for when.");
const SAID: Key = optional("said", Form::Published, "When it was said.");
const BOUND: Key = optional(
    "bound",
    Form::Word(OutcomeBound::WORDS),
    "Where the outcome is only known to be at least or at most what is given; it is then taken as given.",
);

static VOLUME: TableKind = TableKind::new(
    "promised volume",
    "a promise of a volume",
    "A volume that was promised, and what came of it.",
    &[
        required("promised", Form::Number(Measured::Amount), "What was promised."),
        required("outcome", Form::Number(Measured::Amount), "What came of it, in the same unit."),
        BOUND,
        WHAT,
        SAID,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

static DATE: TableKind = TableKind::new(
    "promised date",
    "a promise of a date",
    "A date that was promised, and when it came.",
    &[
        required("due", Form::Day, "The day, or the period by the end of which it was to come."),
        required("done", Form::Day, "The day on which it came, or the period; of a period, its last day."),
        BOUND,
        WHAT,
        SAID,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static TRACK_RECORD: TableKind = TableKind::new(
    "track record",
    "a track record",
    "A class of promises that have come due, and how each turned out. At least three; all of volumes, or all of dates.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        required("promises", Form::List(&Form::Tagged(&[&VOLUME, &DATE])), "The promises."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);
