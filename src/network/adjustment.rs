use std::fmt;

use crate::calendar::Span;
use crate::evidence::Number;

/// A dated change of a capacity, a tariff, a time or a volume, as a scenario makes it.
///
/// Adjustments apply in their order; within a period each counts for the share of days it is in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjustment {
    /// When it is in force.
    pub span: Span,
    /// What it does.
    pub effect: Effect,
}

/// What an [`Adjustment`] does to a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Multiplies it: a rise of 10 % is 1.1. The number is pure.
    Scale(Number),
    /// Adds to it, in the value's own unit.
    Add(Number),
    /// Makes it nothing.
    Close,
}

impl Adjustment {
    /// The value after the adjustment, in a period of which it holds for `share` of the days (0 to 1).
    ///
    /// `amount` is the effect's number; it is not looked at for a closure.
    pub fn apply(&self, value: f64, amount: f64, share: f64) -> f64 {
        let changed = match self.effect {
            Effect::Scale(_) => value * amount,
            Effect::Add(_) => value + amount,
            Effect::Close => 0.0,
        };
        value + share * (changed - value)
    }

    /// The number in it, if it has one.
    pub fn number(&self) -> Option<&Number> {
        match &self.effect {
            Effect::Scale(number) | Effect::Add(number) => Some(number),
            Effect::Close => None,
        }
    }
}

impl fmt::Display for Adjustment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.effect {
            Effect::Scale(number) => write!(f, "× {number} {}", self.span),
            Effect::Add(number) => write!(f, "+ {number} {}", self.span),
            Effect::Close => write!(f, "closed {}", self.span),
        }
    }
}
