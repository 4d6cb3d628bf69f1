use thiserror::Error;

use super::listing::{figures, shown};
use crate::calendar::{Date, Frequency, Horizon, Period};
use crate::commitment::AgreementStatus;
use crate::quantity::Unit;

/// What the author of a model should know of, though it can be run. Numbers are in base units.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum WarningKind {
    /// A number that says neither where it is from nor why it was taken.
    #[error("{given} has no source and no stated reason: give it a `source`, or a `note` that says why")]
    Unstated {
        /// The number.
        given: String,
    },
    /// A leg that lies on no way of any demand or commitment.
    #[error("lies on no way of any demand: check the ends and the `commodities` of it and its neighbours")]
    UnusedLeg,
    /// A demand that no path can serve: all of it will be unserved.
    #[error("no path leads from `{from}` to `{to}`: all of it will be unserved, unless a scenario opens one")]
    NoPath {
        /// Where it begins.
        from: String,
        /// Where it ends.
        to: String,
    },
    /// A project that enlarges what no demand can use.
    #[error("enlarges {enlarges}, which no demand can use: its capacity will change nothing")]
    UselessProject {
        /// What it enlarges.
        enlarges: String,
    },
    /// A project that opens after the last period.
    #[error("opens on {opens}, after the horizon {horizon}: it will change nothing")]
    OpensTooLate {
        /// The opening.
        opens: Date,
        /// The periods of the model.
        horizon: Horizon,
    },
    /// A commitment whose agreement has ended or is set aside.
    #[error("rests on `{agreement}`, which is {status}: it takes no capacity until a scenario settles it")]
    NotInForce {
        /// The agreement.
        agreement: String,
        /// How far it is.
        status: AgreementStatus,
    },
    /// A commitment of which no day is in the horizon.
    #[error("runs {span}, outside of the horizon {horizon}: it will show nowhere")]
    OutsideHorizon {
        /// When it runs.
        span: String,
        /// The periods of the model.
        horizon: Horizon,
    },
    /// A ramp step that is reached only after the commitment has ended.
    #[error("is reached on {by}, after the commitment ends: the full volume is never due")]
    RampAfterEnd {
        /// When it is reached.
        by: Date,
    },
    /// A target whose period is not one of the model's.
    #[error("speaks of {by}, which is outside of the horizon {horizon}: it will not be compared")]
    TargetOutsideHorizon {
        /// The period.
        by: Period,
        /// The periods of the model.
        horizon: Horizon,
    },
    /// A target whose period is not made up of the model's: a quarter of a horizon of years, a year cut short.
    #[error(
        "speaks of {by}, of which the horizon {horizon} has only a part: it will not be compared; give the whole of {by}, or periods that are not longer"
    )]
    TargetCutShort {
        /// The period.
        by: Period,
        /// The periods of the model.
        horizon: Horizon,
    },
    /// A target that was said after the period it is for.
    #[error("was said on {said}, after {by} had ended: check both dates")]
    SaidAfterwards {
        /// When it was said.
        said: Date,
        /// The period that it is for.
        by: Period,
    },
    /// A number far from those it stands among: a slip of thousands, perhaps.
    #[error(
        "{} is {} {compared}, {}: check its unit (thousand, million, billion)",
        shown(*.given, *.unit), ratio(*.given, *.other), shown(*.other, *.unit)
    )]
    OddMagnitude {
        /// The number.
        given: f64,
        /// What it was compared with.
        compared: &'static str,
        /// The value of that.
        other: f64,
        /// The unit of both.
        unit: Unit,
    },
    /// A leg that costs neither money nor time.
    #[error("costs neither money nor time: give it a `tariff` or a `time`, even if 0, so that it is meant")]
    FreeLeg,
    /// A capacity that is nothing throughout, with no project to raise it.
    #[error("carries nothing in any period, and no project enlarges it: remove it, or give it a capacity")]
    NeverOpen,
    /// A background use that leaves nothing of a capacity.
    #[error("a background of {} leaves nothing of the capacity of {}: check both, or let a project enlarge it", shown(*.background, *.unit), shown(*.capacity, *.unit))]
    BackgroundFills {
        /// The background use.
        background: f64,
        /// The capacity.
        capacity: f64,
        /// The unit of both.
        unit: Unit,
    },
    /// A leg of the name of something else that has results of the same kind.
    #[error(
        "`{given}` is the name of {with} too, and both have totals under it in the results: rename the leg"
    )]
    SharedName {
        /// The name.
        given: String,
        /// What else has it.
        with: &'static str,
    },
    /// A demand of which nobody said how its shippers follow cost.
    #[error("nothing says how sharply its shippers follow cost, and 1 per {unit} is taken: set `dispersion`")]
    NoDispersion {
        /// The unit of cost.
        unit: Unit,
    },
    /// A reservation cost that is below the cheapest route's cost: hardly anything will move.
    #[error("{} is below what any route costs, at least {}: hardly anything will move; raise it, or check the tariffs", shown(*.reservation, *.unit), shown(*.cost, *.unit))]
    ReservationBelowCost {
        /// The reservation cost.
        reservation: f64,
        /// The cheapest route's cost at its lowest, without handling and queues.
        cost: f64,
        /// The unit of both.
        unit: Unit,
    },
    /// Two legs of a cordon that one way uses in turn, so that its volume counts twice.
    #[error(
        "demand `{demand}` can cross `{first}` and then `{second}`, and would count twice: leave one of them out of the cordon"
    )]
    CountedTwice {
        /// A demand that has such a way.
        demand: String,
        /// The leg it crosses first.
        first: String,
        /// The leg it crosses later.
        second: String,
    },
    /// Measured values of shorter periods than the horizon's.
    #[error(
        "is measured by the {given}, but the horizon runs by the {horizon}: what is missing within a {horizon} is read off between the given values"
    )]
    FinerThanHorizon {
        /// The period of the values.
        given: Frequency,
        /// The period of the horizon.
        horizon: Frequency,
    },
    /// Exports and imports that do not come to their turnover.
    #[error("exports and imports come to {}, the turnover is {}, to which they are scaled: check all three", shown(*.sum, *.unit), shown(*.turnover, *.unit))]
    PartsOffTurnover {
        /// Exports and imports together.
        sum: f64,
        /// The turnover of the period.
        turnover: f64,
        /// The unit of both.
        unit: Unit,
    },
    /// Two reporters of one trade that differ widely.
    #[error(
        "the two reporters differ {times:.1} times in {period}, and the first counts {ratio:.2} of the other on average: check that both count the same (transit, oil in pipelines, a year or its part), or take one of them"
    )]
    ReportersDiffer {
        /// By how many times, where they differ most.
        times: f64,
        /// When.
        period: Period,
        /// The mean of the first over the other.
        ratio: f64,
    },
    /// Something odd about given values: a gap, a part of a year, a slip of the unit, a value without a logarithm.
    #[error("{found}: {cure}")]
    OddHistory {
        /// What was found, with what is suggested.
        found: String,
        /// What to do.
        cure: &'static str,
    },
    /// A group of inputs of which nobody said how they go together.
    #[error(
        "is in group `{group}`, of which no rank correlation is known, so that no ensemble can draw it: give `[correlation.{group}]`"
    )]
    NoCorrelation {
        /// The group.
        group: String,
    },
    /// An event that a single run, which takes medians, does not have.
    #[error("a single run has none, for {} % in a year is not above one half: an ensemble draws it", figures(*.percent))]
    EventOnlyDrawn {
        /// Its yearly probability (%).
        percent: f64,
    },
    /// An event that a single run, which takes medians, has every year.
    #[error("a single run has one every year, for {} % in a year is above one half: an ensemble draws it", figures(*.percent))]
    EventEveryYear {
        /// Its yearly probability (%).
        percent: f64,
    },
    /// A country that is no two-letter code.
    #[error("`{given}` is no ISO 3166 code of two letters, such as KZ: it is taken as a country of its own")]
    OddCountry {
        /// What was given.
        given: String,
    },
}

/// How many times one number is another, or which part of it.
fn ratio(given: f64, other: f64) -> String {
    if given >= other { format!("{:.0} times", given / other) } else { format!("1/{:.0} of", other / given) }
}
