//! Levels per year: what a number that counts over a period is worth as a yearly level.

use std::fmt;

use super::ProjectionError;
use crate::calendar::Period;
use crate::evidence::Number;
use crate::quantity::Unit;

/// Which number of a course or of steps: for messages, for lists of sources, for names of uncertain inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The value of every year alike.
    Always,
    /// The value given for a period.
    Point(Period),
    /// A parameter of the rule.
    Parameter {
        /// The rule's word, such as `logistic`.
        rule: &'static str,
        /// The parameter's word, such as `ceiling`.
        name: &'static str,
    },
    /// A value that the rule goes through.
    Through(Period),
}

impl fmt::Display for Part {
    /// Its place in a study: `value`, `2023`, `growth.logistic.ceiling`, `growth.through.2030`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Always => f.write_str("value"),
            Part::Point(period) => write!(f, "{period}"),
            Part::Parameter { rule, name } if rule == name => write!(f, "growth.{rule}"),
            Part::Parameter { rule, name } => write!(f, "growth.{rule}.{name}"),
            Part::Through(period) => write!(f, "growth.through.{period}"),
        }
    }
}

/// The unit of the level that a number of `unit` is: a volume of a period becomes a rate, all else stays.
///
/// Money stays money, for there is no unit of money per year; a course of it is money per year all the same.
pub(super) fn level_unit(unit: Unit) -> Unit {
    match unit {
        Unit::Volume(measure) => Unit::Rate(measure),
        unit => unit,
    }
}

/// Whether numbers of `unit` count over a period, and so must be divided by its length to be levels.
pub(super) fn is_amount(unit: Unit) -> bool {
    matches!(unit, Unit::Volume(_) | Unit::Money(..) | Unit::TransportWork | Unit::Emissions)
}

/// What one base unit given for `period` is worth as a level per year.
pub(super) fn per_year(unit: Unit, period: Period) -> f64 {
    if is_amount(unit) { 1.0 / period.years() } else { 1.0 }
}

/// Refuses a number whose level is not of the `expected` unit.
pub(super) fn common_unit<'a>(
    parts: impl IntoIterator<Item = (Part, &'a Number)>,
    expected: Unit,
) -> Result<(), ProjectionError> {
    let strange = parts.into_iter().find(|(_, number)| level_unit(number.unit) != expected);
    match strange {
        None => Ok(()),
        Some((part, number)) => Err(ProjectionError::UnitMismatch {
            part: part.to_string(),
            given: number.unit.to_string(),
            expected: expected.to_string(),
        }),
    }
}
