//! The tables of demand, growth, series and trade turnover.

use crate::projection::fit::FitBy;

use super::form::{Form, Key, Measured, TableKind, optional, required};

use super::number::{BY_EVIDENCE, NOTE, SOURCE};

static COMPOUND: TableKind = TableKind::new(
    "compound growth",
    "compound growth",
    "The same rate every year.",
    &[required("compound", Form::Number(Measured::Growth), "Growth in a year, on the year before.")],
);
static CONTINUOUS: TableKind = TableKind::new(
    "continuous growth",
    "continuous growth",
    "Growth at a continuous rate g, v e^(g t): 8 % continuously are 8.33 % from year to year.",
    &[required("continuous", Form::Number(Measured::Growth), "The continuous rate of growth.")],
);
static LINEAR: TableKind = TableKind::new(
    "linear growth",
    "linear growth",
    "The same amount every year.",
    &[required(
        "linear",
        Form::Number(Measured::Slope),
        "What is added in a year, in the unit of the value.",
    )],
);
static MULTIPLE: TableKind = TableKind::new(
    "growth to a multiple",
    "growth to a multiple",
    "So many times the last given value by a period, at an even rate: fivefold by 2030.",
    &[
        required("multiple", Form::Number(Measured::Multiple), "How many times the last given value."),
        required("by", Form::Period, "The period in which it is reached."),
    ],
);
static THROUGH: TableKind = TableKind::new(
    "growth through points",
    "growth through points",
    "Straight lines from the last given value through dated ones.",
    &[required("through", Form::Periods(Measured::Amount), "The values by period.")],
);
static S_CURVE: TableKind = TableKind::new(
    "S-curve",
    "an S-curve",
    "Growth that tends to a ceiling.",
    &[
        required("ceiling", Form::Number(Measured::Amount), "The value that it tends to."),
        optional(
            "midpoint",
            Form::Period,
            "The period of steepest growth; where left out the curve goes through the last given value.",
        ),
        required("rate", Form::Number(Measured::Growth), "How fast it rises."),
    ],
);
static LOGISTIC: TableKind = TableKind::new(
    "logistic growth",
    "logistic growth",
    "Growth along the logistic curve, steepest at half the ceiling.",
    &[required("logistic", Form::Table(&S_CURVE), "The curve.")],
);
static GOMPERTZ: TableKind = TableKind::new(
    "Gompertz growth",
    "Gompertz growth",
    "Growth along the Gompertz curve, steepest at 37 % of the ceiling.",
    &[required("gompertz", Form::Table(&S_CURVE), "The curve.")],
);
static DRIVER: TableKind = TableKind::new(
    "driver",
    "a driver",
    "A series that a value follows.",
    &[
        required("to", Form::Id(&["series", "turnover"]), "The series that it follows."),
        required(
            "elasticity",
            Form::Number(Measured::Elasticity),
            "Relative change for a relative change of the series.",
        ),
    ],
);
static ELASTIC: TableKind = TableKind::new(
    "elastic growth",
    "elastic growth",
    "Growth in proportion to that of a series.",
    &[required("elastic", Form::Table(&DRIVER), "The series and the elasticity.")],
);

static FITTED: TableKind = TableKind::new(
    "fitted growth",
    "fitted growth",
    "A rule fitted to the given values, with the distribution of its errors: see `fitting`. Quarters and months keep their season.",
    &[required("fit", Form::Word(FitBy::WORDS), "The method; `auto` chooses one by a back-test.")],
);

/// The rules by which a value goes on after its last given period.
pub(crate) static GROWTHS: &[&TableKind] =
    &[&COMPOUND, &CONTINUOUS, &LINEAR, &MULTIPLE, &THROUGH, &LOGISTIC, &GOMPERTZ, &ELASTIC, &FITTED];

/// The same without a series to follow.
static OWN_GROWTHS: &[&TableKind] =
    &[&COMPOUND, &CONTINUOUS, &LINEAR, &MULTIPLE, &THROUGH, &LOGISTIC, &GOMPERTZ];

/// The rules of exports and imports, which follow nothing but themselves.
static PART_GROWTHS: &[&TableKind] =
    &[&COMPOUND, &CONTINUOUS, &LINEAR, &MULTIPLE, &THROUGH, &LOGISTIC, &GOMPERTZ, &FITTED];

pub(super) const CAPACITY_GROWTH: Key = optional(
    "capacity_growth",
    Form::Tagged(OWN_GROWTHS),
    "How the capacity goes on after its last given period, projects and scenarios aside; unchanged where left out.",
);

pub(super) const GROWTH: Key = optional(
    "growth",
    Form::Tagged(GROWTHS),
    "How it goes on after the last given period; unchanged where left out.",
);

static FROM_TURNOVER: TableKind = TableKind::new(
    "volume from turnover",
    "a volume from trade turnover",
    "A volume as part of a trade turnover, by what a unit is worth.",
    &[
        required("turnover", Form::Id(&["turnover"]), "The trade turnover."),
        required(
            "unit_value",
            Form::ByPeriod(Measured::Price),
            "Worth of a unit of volume; by period, each value holds until the next.",
        ),
        optional(
            "unit_value_growth",
            Form::Tagged(OWN_GROWTHS),
            "How the worth goes on after its last given period, inflation among it; unchanged where left out.",
        ),
        optional(
            "share",
            Form::Number(Measured::Share),
            "The part of the turnover that moves here; all where left out.",
        ),
    ],
);

pub(crate) static DEMAND: TableKind = TableKind::new(
    "demand",
    "a demand",
    "A volume that wants to go from one node to another.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        required("from", Form::Id(&["node"]), "Node where it starts."),
        required("to", Form::Id(&["node"]), "Node where it ends."),
        optional(
            "commodity",
            Form::Id(&["commodity"]),
            "What moves; one thing without a name where left out.",
        ),
        required(
            "volume",
            Form::Either(&[
                Form::Number(Measured::Volume),
                Form::History(Measured::Volume),
                Form::Id(&["series"]),
                Form::Table(&FROM_TURNOVER),
            ]),
            "Volume in a year, or by period; a series by its id; or a part of a trade turnover.",
        ),
        GROWTH,
        optional(
            "reservation",
            Form::Number(Measured::Price),
            "Cost at which its shippers give up; where left out three times the cheapest route's, ten times if captive.",
        ),
        optional("captive", Form::Flag, "Whether it can hardly go without shipping."),
        optional(
            "routes",
            Form::Either(&[
                Form::Whole { least: 1, most: 1000 },
                Form::List(&Form::List(&Form::Id(&["leg"]))),
            ]),
            "How many of the cheapest simple paths are open to it, or the routes themselves, each a list of legs.",
        ),
        optional(
            "dispersion",
            Form::Number(Measured::Dispersion),
            "How sharply its shippers follow cost, in place of the study's.",
        ),
        optional(
            "patience",
            Form::Duration,
            "How long volume that was not shipped waits, in horizons of quarters and months; it is lost at once where left out.",
        ),
        optional("holding", Form::Number(Measured::TimeValue), "What a day of waiting costs, per unit."),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

pub(crate) static SERIES: TableKind = TableKind::new(
    "series",
    "a series",
    "Values by period, observed or projected, with what they measure.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        required(
            "values",
            Form::History(Measured::Amount),
            "The values by period; of a year known in part, by its months.",
        ),
        optional("scope", Form::Text, "What is measured. Series of different scope do not join."),
        optional("reporter", Form::Text, "Which side reports it."),
        optional(
            "of",
            Form::Name("an indicator and its subject, such as `corridor-volume:middle`"),
            "The result that it is the observed counterpart of.",
        ),
        GROWTH,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

/// The weight of the first reporter, by word.
pub(crate) const BY_PRECISION: &str = "by precision";

static MIRROR: TableKind = TableKind::new(
    "mirror",
    "a mirror",
    "The same trade as another country counts it; the turnover becomes the mean of both, as uncertain as they differ.",
    &[
        required(
            "values",
            Form::Either(&[Form::History(Measured::Money), Form::Id(&["turnover"])]),
            "What the other counts, by period; or the turnover that has these values, by its id.",
        ),
        optional("reporter", Form::Text, "The country whose statistics these are."),
        optional(
            "weight",
            Form::Either(&[Form::Number(Measured::Share), Form::Word(&[BY_PRECISION])]),
            "How much the turnover's own reporter counts, or `by precision`: the steadier of the two counts more; half where left out.",
        ),
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);

static DEFLATE: TableKind = TableKind::new(
    "deflator",
    "a deflator",
    "An index by which money of the day becomes money at the constant prices of the study's year.",
    &[
        required("by", Form::Id(&["series"]), "The series that is the index of prices, of any base."),
        optional(
            "base",
            Form::Whole { least: 1900, most: 2200 },
            "The year of the prices; the study's `prices` say the same, and it may be left out.",
        ),
    ],
);

pub(crate) static TURNOVER: TableKind = TableKind::new(
    "turnover",
    "a trade turnover",
    "Trade between countries in money.",
    &[
        optional("name", Form::Text, "Name for people; the id where left out."),
        required("countries", Form::List(&Form::Text), "The two countries, by their two letters."),
        optional("reporter", Form::Text, "The country whose statistics these are."),
        required(
            "values",
            Form::Either(&[Form::History(Measured::Money), Form::Id(&["turnover"])]),
            "Turnover by period; of a year known in part, by its months. Beside a `mirror`, also the id of a turnover that has them.",
        ),
        optional(
            "deflate",
            Form::Table(&DEFLATE),
            "The index by which its money of the day becomes money at the study's `prices`, exports, imports and mirror as well.",
        ),
        optional("mirror", Form::Table(&MIRROR), "The same trade as another country counts it."),
        optional(
            "exports",
            Form::History(Measured::Money),
            "Exports of the first country to the second, by period.",
        ),
        optional(
            "exports_growth",
            Form::Tagged(PART_GROWTHS),
            "How exports go on by themselves, the turnover being the sum; with the turnover where left out.",
        ),
        optional(
            "imports",
            Form::History(Measured::Money),
            "Imports of the first country from the second, by period.",
        ),
        optional(
            "imports_growth",
            Form::Tagged(PART_GROWTHS),
            "How imports go on by themselves, as for exports.",
        ),
        optional("scope", Form::Text, "What is measured."),
        GROWTH,
        SOURCE,
        BY_EVIDENCE,
        NOTE,
    ],
);
