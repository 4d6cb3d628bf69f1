use thiserror::Error;

use super::fit::FitError;
use crate::quantity::Unit;
use crate::series::SeriesError;

/// Why points and a rule make no projection. Numbers are in base units, levels per year.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum ProjectionError {
    /// No point at all.
    #[error("no point is given: give at least one period with its value, such as 2023 = \"30 Mt\"")]
    NoPoints,
    /// `through` without a point.
    #[error("`through` names no point: give at least one period with its value, or leave the rule out")]
    NoThroughPoints,
    /// Two points that speak of the same days.
    #[error("{first} and {second} overlap: give one value for the same days, or only the shorter periods")]
    Overlap {
        /// The earlier point's period.
        first: String,
        /// The later point's period.
        second: String,
    },
    /// Numbers of different units in one course.
    #[error("{part} is in {given}, but the values before it are in {expected}: convert it to {expected}")]
    UnitMismatch {
        /// Which number.
        part: String,
        /// Its unit.
        given: String,
        /// The unit of the others.
        expected: String,
    },
    /// A rule's parameter outside its range.
    #[error("`{parameter}` of `{rule}` is {}: give {allowed}", unit.show(*given))]
    OutOfRange {
        /// The rule.
        rule: &'static str,
        /// The parameter.
        parameter: &'static str,
        /// What was given.
        given: f64,
        /// Its unit.
        unit: Unit,
        /// The range.
        allowed: &'static str,
    },
    /// A period of a rule that is not after the last given point.
    #[error(
        "`{rule}` speaks of {given}, which is not after the last given point {last}: give a later period, or leave out the points from {given} on"
    )]
    NotAfter {
        /// The rule.
        rule: &'static str,
        /// The period in the rule.
        given: String,
        /// The last given point's period.
        last: String,
    },
    /// A last given value that is already at or above the rule's ceiling.
    #[error(
        "the ceiling of `{rule}` is {}, but {last} is already at {}: raise the ceiling above it, or let the rule be `hold`",
        unit.show(*ceiling), unit.show(*value)
    )]
    AtCeiling {
        /// The rule.
        rule: &'static str,
        /// The ceiling.
        ceiling: f64,
        /// The last given point's period.
        last: String,
        /// Its value.
        value: f64,
        /// The unit of both.
        unit: Unit,
    },
    /// A rule that multiplies, from a last value that is zero or less.
    #[error(
        "`{rule}` multiplies, but the last given value, {last}, is {}: give a value above 0, or use `linear` or `through`",
        unit.show(*value)
    )]
    BaseNotPositive {
        /// The rule.
        rule: &'static str,
        /// The last given point's period.
        last: String,
        /// Its value.
        value: f64,
        /// Its unit.
        unit: Unit,
    },
    /// A rule that follows a driver, without one.
    #[error("the rule follows `{to}`, which is not given: give it as a driver with `project_with`")]
    NoDriver {
        /// The driver's name.
        to: String,
    },
    /// Steps whose rule follows a driver.
    #[error(
        "steps cannot follow `{to}`: give a rule with numbers of its own, such as `continuous` or `through`"
    )]
    StepsFollow {
        /// The driver's name.
        to: String,
    },
    /// A driver that does not cover what is to follow it.
    #[error(
        "the driver runs from {driver}, but is needed from {from} to {to}: give it further periods, or a shorter horizon"
    )]
    ShortDriver {
        /// The driver's horizon.
        driver: String,
        /// The last given period of what follows it.
        from: String,
        /// The last period of the horizon.
        to: String,
    },
    /// A driver that is zero or negative.
    #[error(
        "an elasticity needs a driver above 0, but in {period} it is {value}: give it values above 0, or use another rule"
    )]
    DriverNotPositive {
        /// The period.
        period: String,
        /// The driver's value.
        value: f64,
    },
    /// Steps that were to be fitted: a capacity is decided, and has no trend to find.
    #[error("values that hold until the next cannot be carried on by `fit`: use another rule, or none")]
    StepsFitted,
    /// A part of a year of something that does not add up over a year.
    #[error(
        "a part of a year can be completed only of volumes and money, all of one unit, not beside {unit}: give whole periods"
    )]
    NoParts {
        /// The unit of the first part.
        unit: String,
    },
    /// Points to which the rule cannot be fitted.
    #[error("the rule cannot be fitted to the given values: {0}")]
    NotFitted(#[from] FitError),
    /// Projected values beyond the range of their kind.
    #[error("the projection leaves the range of its kind: {0}")]
    BeyondRange(#[from] SeriesError),
}
