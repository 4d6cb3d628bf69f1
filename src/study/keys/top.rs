//! The top of a study file.

use super::form::{Form, Key, Measured, TableKind, optional, required};
use super::network::APPRAISAL;
use super::number::NOTE;
use super::scenario::{PARTS, SCENARIO};
use super::uncertainty::CORRELATION;

static HORIZON: TableKind = TableKind::new(
    "horizon",
    "the horizon",
    "The periods of the study, the last one included: years, quarters or months.",
    &[
        required("first", Form::Period, "First period: `2022`, `2022-Q1` or `2022-01`."),
        required("last", Form::Period, "Last period, of the same length."),
    ],
);

/// The keys of the top that are not tables by id.
const HEAD: [Key; 9] = [
    required("name", Form::Text, "Title of the study."),
    NOTE,
    optional(
        "measure",
        Form::Word(&["mass", "containers", "gas", "data"]),
        "What flows are counted in. A study without a network (trade turnover, a register of agreements) has none.",
    ),
    optional(
        "currency",
        Form::Name("three capital letters as in ISO 4217, such as `USD`"),
        "Currency of all money; `USD` where left out.",
    ),
    optional(
        "prices",
        Form::Name("`nominal`, or a year such as `2023`"),
        "Whether money is nominal, or at the prices of a year; `nominal` where left out.",
    ),
    required("horizon", Form::Table(&HORIZON), "First and last period."),
    optional(
        "dispersion",
        Form::Number(Measured::Dispersion),
        "How sharply shippers follow differences of cost: θ, for one unit of money and volume.",
    ),
    optional(
        "routes",
        Form::Whole { least: 1, most: 1000 },
        "How many of the cheapest simple paths are open to a demand that does not say; 8 where left out.",
    ),
    optional("appraisal", Form::Table(&APPRAISAL), "On what terms projects are appraised."),
];

/// All keys of the top.
const KEYS: [Key; 27] = {
    let [name, note, measure, currency, prices, horizon, dispersion, routes, appraisal] = HEAD;
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = PARTS;
    let correlation = optional(
        "correlation",
        Form::Tables(&CORRELATION),
        "Groups of uncertain numbers that go together, by the `group` they name.",
    );
    let scenario = optional("scenario", Form::Tables(&SCENARIO), "Named changes to the study.");
    [
        name,
        note,
        measure,
        currency,
        prices,
        horizon,
        dispersion,
        routes,
        appraisal,
        a,
        b,
        c,
        d,
        e,
        f,
        g,
        h,
        i,
        j,
        k,
        l,
        m,
        n,
        o,
        p,
        correlation,
        scenario,
    ]
};

/// The top of a study file.
pub(crate) static STUDY: TableKind =
    TableKind::new("study", "a study", "A study of a trade or transit corridor.", &KEYS);
