use thiserror::Error;

use super::Definition;
use crate::calendar::Frequency;

/// Why values are no series, or a series cannot be computed with as asked. Numbers are in base units.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SeriesError {
    /// More or fewer values than periods.
    #[error("{values} values do not fit the {periods} periods from {horizon}: give one value per period")]
    LengthMismatch {
        /// The horizon.
        horizon: String,
        /// How many periods it has.
        periods: usize,
        /// How many values were given.
        values: usize,
    },
    /// No value at all.
    #[error("a series needs at least one value: give a period with its value")]
    Empty,
    /// Periods that do not follow each other.
    #[error(
        "{next} does not follow {previous}: give each period once and without a gap, or make the values the points of a course"
    )]
    NotConsecutive {
        /// The period before.
        previous: String,
        /// The period that should have followed.
        next: String,
    },
    /// Values of different currencies or price bases.
    #[error("{given} does not go with {expected}: convert one to the other's currency and price basis first")]
    UnitMismatch {
        /// The unit of the others.
        expected: String,
        /// The unit that differs.
        given: String,
    },
    /// A period that the series does not have.
    #[error("{period} is not in the series, which runs from {horizon}: ask for one of its own periods")]
    NoSuchPeriod {
        /// The period asked for.
        period: String,
        /// The series' horizon.
        horizon: String,
    },
    /// Two periods the wrong way round, or the same.
    #[error("growth from {first} to {last} needs `last` to be later: swap them or choose another")]
    NotLater {
        /// The first period given.
        first: String,
        /// The last period given.
        last: String,
    },
    /// A series too short for what is asked.
    #[error("a series of {given} periods is too short: {needed} or more are needed")]
    TooShort {
        /// How many periods it has.
        given: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A reading of periods that are no part of one year.
    #[error(
        "{first} to {last} is no part of one year: give its first and last month or quarter, in that order"
    )]
    BadReading {
        /// The first period given.
        first: String,
        /// The last period given.
        last: String,
    },
    /// A value that is zero or negative where a ratio is taken.
    #[error(
        "a rate of growth needs values above 0, but {period} has {value}: choose another period, or take the difference"
    )]
    NotPositive {
        /// The period.
        period: String,
        /// Its value.
        value: f64,
    },
    /// A result outside the range of its kind.
    #[error("{value} in {period} is out of the range of a {kind}: check the values it is computed from")]
    OutOfRange {
        /// The period.
        period: String,
        /// The result.
        value: f64,
        /// Its kind.
        kind: &'static str,
    },
    /// Periods of a length that the series cannot be brought to.
    #[error("{from}s cannot be brought to {to}s so: {cure}")]
    WrongFrequency {
        /// The series' frequency.
        from: Frequency,
        /// The frequency asked for.
        to: Frequency,
        /// What to do.
        cure: &'static str,
    },
    /// A longer period of which the series has only a part.
    #[error(
        "{period} is only partly in the series, which runs from {horizon}: cut it to whole periods with `window`"
    )]
    PartialPeriod {
        /// The longer period.
        period: String,
        /// The series' horizon.
        horizon: String,
    },
    /// Two series over different periods.
    #[error(
        "one series runs from {left}, the other from {right}: cut both to the same periods with `window`"
    )]
    HorizonMismatch {
        /// The first series' horizon.
        left: String,
        /// The second series' horizon.
        right: String,
    },
    /// Two series that measure different things, or by different reporters.
    #[error(
        "{left} and {right} are not the same measure: say so with `join_across` or `defined_as` if they may go together"
    )]
    DefinitionMismatch {
        /// What the first series is.
        left: Definition,
        /// What the second series is.
        right: Definition,
    },
}
