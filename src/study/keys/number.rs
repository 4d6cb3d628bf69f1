//! Numbers as tables: a value with its evidence, ranges and distributions.

use super::form::{Form, Key, TableKind, optional, required};

/// Source, evidence and note: what a number or a table says about where it is from.
pub(super) const SOURCE: Key = optional(
    "source",
    Form::Either(&[Form::Id(&["source"]), Form::List(&Form::Id(&["source"]))]),
    "Where the numbers are from: the id of a source, or a list of ids.",
);
pub(super) const BY_EVIDENCE: Key = optional(
    "evidence",
    Form::Word(&["observed", "reported", "target", "assumed", "derived"]),
    "What kind of evidence the numbers are. With a source and no word here they are `reported`, with neither `assumed`.",
);
pub(super) const NOTE: Key = optional("note", Form::Text, "A remark for readers.");

const AT_LEAST: Key = optional("at_least", Form::Single, "The distribution is cut off below this.");
const AT_MOST: Key = optional("at_most", Form::Single, "The distribution is cut off above this.");
const GROUP: Key = optional("group", Form::Text, "A group of inputs that vary together.");

/// The keys of one form of number, with those that all of them have.
macro_rules! number {
    ($name:literal, $called:literal, $about:literal, $($key:expr),+ $(,)?) => {
        TableKind::new($name, $called, $about, &[$($key,)+ AT_LEAST, AT_MOST, GROUP, SOURCE, BY_EVIDENCE, NOTE])
    };
}

static VALUE: TableKind = number!(
    "number by value",
    "a number by its value",
    "A number with its evidence. The value may itself be a range.",
    required("value", Form::Single, "The number, or a range of two."),
);
static RANGE: TableKind = number!(
    "number by range",
    "a number by its range",
    "A number between two ends, with or without a most likely value.",
    required("low", Form::Single, "Lower end."),
    required("high", Form::Single, "Upper end."),
    optional("mode", Form::Single, "Most likely value."),
    optional(
        "shape",
        Form::Word(&["uniform", "triangular", "pert"]),
        "Shape of the distribution: uniform without a mode, triangular with one, unless said.",
    ),
);
static NORMAL: TableKind = number!(
    "normal number",
    "a normally distributed number",
    "A number that is as likely above its mean as below it.",
    required("mean", Form::Single, "Mean."),
    required("sd", Form::Single, "Standard deviation, above zero."),
    optional("shape", Form::Word(&["normal"]), "The shape, which the keys tell anyway."),
);
static LOGNORMAL: TableKind = number!(
    "lognormal number",
    "a lognormally distributed number",
    "A number whose logarithm is normally distributed.",
    required("median", Form::Single, "Median, above zero."),
    required(
        "factor",
        Form::Real,
        "Two values in three lie between the median divided by this and the median times it; above 1.",
    ),
    optional("shape", Form::Word(&["lognormal"]), "The shape, which the keys tell anyway."),
);
static DISCRETE: TableKind = number!(
    "number by cases",
    "a number by cases",
    "A number that takes one of some values.",
    required("values", Form::List(&Form::Single), "The values it can take."),
    optional("weights", Form::List(&Form::Real), "How likely each is; alike where left out."),
    optional("shape", Form::Word(&["discrete"]), "The shape, which the keys tell anyway."),
);

static EMPIRICAL: TableKind = number!(
    "observed number",
    "a number as it was observed",
    "A number that turns out as it did before: anything between observations that stand side by side, and nothing beyond them.",
    required(
        "observations",
        Form::List(&Form::Single),
        "What was observed, two or more times, in any order."
    ),
    optional("weights", Form::List(&Form::Real), "How much each counts; alike where left out."),
    optional("shape", Form::Word(&["empirical"]), "The shape, which the keys tell anyway."),
);

/// The ways to write a number as a table.
pub(crate) static NUMBERS: &[&TableKind] = &[&VALUE, &RANGE, &NORMAL, &LOGNORMAL, &DISCRETE, &EMPIRICAL];

/// A date with its evidence.
pub(crate) static DATED: TableKind = TableKind::new(
    "date by value",
    "a date with its evidence",
    "A period or a day with where it is from.",
    &[required("value", Form::Day, "The period or day."), SOURCE, BY_EVIDENCE, NOTE],
);
