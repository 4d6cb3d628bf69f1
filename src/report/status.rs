//! What is said before any number: whether the periods were solved.

use crate::compare::Comparison;
use crate::evaluate::PeriodStatus;
use crate::scenario::BASELINE;

/// Periods of one scenario that are told one by one.
const MOST_TOLD: usize = 3;

/// One line for a comparison that was solved throughout, and a line for each scenario that was not.
///
/// Numbers of a period that was not solved are the best that the method had.
pub fn status(comparison: &Comparison) -> String {
    let about = format!("{}: {}, {}", comparison.study(), scenarios(comparison), comparison.horizon());
    let unsolved = comparison.unsolved();
    if unsolved.is_empty() {
        return format!("{about}; every period solved");
    }
    let lines = unsolved.iter().map(|(scenario, statuses)| format!("\n  {scenario}: {}", told(statuses)));
    format!("{about}; NOT SOLVED, read with care:{}", lines.collect::<String>())
}

/// Which scenarios are compared; the baseline is named where it has another name.
fn scenarios(comparison: &Comparison) -> String {
    let baseline = comparison.baseline();
    match comparison.scenarios().len() {
        1 => baseline.to_string(),
        count if &**baseline == BASELINE => format!("{count} scenarios"),
        count => format!("{count} scenarios against `{baseline}`"),
    }
}

/// The first of some statuses, and how many more there are.
fn told(statuses: &[PeriodStatus]) -> String {
    let told: Vec<String> = statuses.iter().take(MOST_TOLD).map(PeriodStatus::to_string).collect();
    let more = statuses.len().saturating_sub(MOST_TOLD);
    let more = if more > 0 { format!("; and {more} more periods") } else { String::new() };
    told.join("; ") + &more
}
