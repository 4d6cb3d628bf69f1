use std::fmt;

use crate::calendar::Period;

/// How the assignment of one period ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodStatus {
    /// The period.
    pub period: Period,
    /// Whether the method reached its tolerance.
    pub solved: bool,
    /// Steps taken.
    pub steps: usize,
    /// The gap that was left, relative.
    pub gap: f64,
}

impl PeriodStatus {
    /// Whether the method reached its tolerance.
    pub fn is_solved(&self) -> bool {
        self.solved
    }
}

impl fmt::Display for PeriodStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.solved { "solved" } else { "stopped" };
        write!(f, "{}: {word} after {} steps, gap {:e}", self.period, self.steps, self.gap)
    }
}
