//! What is said before any number: whether the periods were solved.

use crate::compare::Comparison;
use crate::evaluate::PeriodStatus;

/// Periods of one scenario that are told one by one.
const MOST_TOLD: usize = 3;

/// One line for a comparison that was solved throughout, and a line for each scenario that was not.
///
/// Numbers of a period that was not solved are the best that the method had.
pub fn status(comparison: &Comparison) -> String {
    let count = comparison.scenarios().len();
    let scenarios = if count == 1 { comparison.baseline().to_string() } else { format!("{count} scenarios") };
    let about = format!("{}: {scenarios}, {}", comparison.study(), comparison.horizon());
    let unsolved = comparison.unsolved();
    if unsolved.is_empty() {
        return format!("{about}; every period solved");
    }
    let lines = unsolved.iter().map(|(scenario, statuses)| format!("\n  {scenario}: {}", told(statuses)));
    format!("{about}; NOT SOLVED, read with care:{}", lines.collect::<String>())
}

/// The first of some statuses, and how many more there are.
fn told(statuses: &[PeriodStatus]) -> String {
    let told: Vec<String> = statuses.iter().take(MOST_TOLD).map(PeriodStatus::to_string).collect();
    let more = statuses.len().saturating_sub(MOST_TOLD);
    let more = if more > 0 { format!("; and {more} more periods") } else { String::new() };
    told.join("; ") + &more
}
