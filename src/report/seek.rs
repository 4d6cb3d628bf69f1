//! Switching values, and by when a goal is sure, as tables.

use crate::evaluate::Indicator;
use crate::quantity::Unit;
use crate::sensitivity::{Crossing, Direction, Goal, Search, SureBy, Switched, Switching};

use super::number::{ABSENT, percent_change, rounded};
use super::{Align, Document, Scale, Table};

/// Where an input brings a goal about: a sentence on how it is now, and a line for each switching value.
pub fn switching(
    input: &str,
    asked: &Switching<'_>,
    goal: &Goal,
    search: Search,
    found: &Switched,
) -> Document {
    let shown = Shown::of(asked, goal, search, found);
    let what = Shown::what(goal, found);
    let now = format!(
        "`{input}` is {} now, and {what} {}.",
        shown.input(found.now.input),
        shown.outcome_or_none(found.now.value)
    );
    let page = Document::new().text(&now);
    match found.sought.crossings.as_slice() {
        [] => page.text(&none(&shown, &what, search, found)),
        crossings => {
            page.table(crossings_table(input, &shown, crossings, found)).text(&absent(&shown, search, found))
        }
    }
}

/// That a goal is not reached, and what was seen.
fn none(shown: &Shown, what: &str, search: Search, found: &Switched) -> String {
    let (from, to) = (shown.input(search.from()), shown.input(search.to()));
    let (Some(least), Some(largest)) = (found.sought.least, found.sought.largest) else {
        return format!("Nothing comes out from {from} to {to}: the study cannot be run with such values.");
    };
    format!(
        "From {from} to {to}, {what} never {}: it is {} at least (at {}) and {} at most (at {}).\n{}",
        shown.outcome(found.target),
        shown.outcome(least.value),
        shown.input(least.input),
        shown.outcome(largest.value),
        shown.input(largest.input),
        absent(shown, search, found)
    )
}

/// That the study cannot be run in a part of the range.
fn absent(shown: &Shown, search: Search, found: &Switched) -> String {
    match found.sought.absent {
        0 => String::new(),
        count => format!(
            "At {count} of the places looked at from {} to {} nothing comes out.",
            shown.input(search.from()),
            shown.input(search.to())
        ),
    }
}

fn crossings_table(input: &str, shown: &Shown, crossings: &[Crossing], found: &Switched) -> Table {
    let title = match crossings.len() {
        1 => "One switching value".to_owned(),
        count => format!("{count} switching values"),
    };
    let mut table = Table::new(&title)
        .column(input, Align::Right)
        .column("change", Align::Right)
        .column("what comes out", Align::Left);
    for crossing in crossings {
        let now = found.now.input;
        let change = (now != 0.0).then(|| crossing.input() / now - 1.0);
        let change = change.map_or_else(|| ABSENT.to_owned(), |change| percent_change(Some(change)));
        table.push([shown.input(crossing.input()), change, told(shown, *crossing)]);
    }
    table
}

fn told(shown: &Shown, crossing: Crossing) -> String {
    match crossing {
        Crossing::Reached { value, .. } => shown.outcome(value),
        Crossing::Jump { from, to, .. } => {
            format!("jumps from {} to {}", shown.outcome(from), shown.outcome(to))
        }
        Crossing::Throughout { first, last } => {
            format!("the same from {} to {}", shown.input(first), shown.input(last))
        }
    }
}

/// The scales of an input and of what comes out.
struct Shown {
    inputs: (Scale, usize),
    outcomes: (Scale, usize),
}

impl Shown {
    fn of(asked: &Switching<'_>, goal: &Goal, search: Search, found: &Switched) -> Self {
        let ends = [search.from(), search.to(), found.now.input];
        let inputs = input_scale(asked.unit(), ends);
        let crossings = found.sought.crossings.iter().flat_map(|crossing| match *crossing {
            Crossing::Jump { from, to, .. } => [from, to],
            _ => [found.target; 2],
        });
        let seen = [found.sought.least, found.sought.largest].into_iter().flatten().map(|seen| seen.value);
        let values: Vec<f64> = crossings
            .chain(seen)
            .chain([found.target, found.now.value])
            .filter(|value| !value.is_nan())
            .collect();
        let indicator = (!found.is_sureness).then_some(goal.indicator);
        let outcomes = outcome_scale(indicator, found.unit, &values);
        Self { inputs, outcomes }
    }

    fn what(goal: &Goal, found: &Switched) -> String {
        let period = goal.period.map(|period| format!(" in {period}")).unwrap_or_default();
        let plain = format!("{} of {}{period}", goal.indicator, goal.subject);
        if found.is_sureness {
            format!("the share of draws with {plain} {} is", limit(goal))
        } else {
            format!("{plain} is")
        }
    }

    fn input(&self, base: f64) -> String {
        in_scale(&self.inputs.0, base, self.inputs.1 + 1)
    }

    fn outcome(&self, base: f64) -> String {
        in_scale(&self.outcomes.0, base, self.outcomes.1)
    }

    fn outcome_or_none(&self, base: f64) -> String {
        if base.is_nan() { "without a value".to_owned() } else { self.outcome(base) }
    }
}

fn limit(goal: &Goal) -> String {
    match goal.direction {
        Direction::AtLeast => format!("at least {}", goal.value),
        Direction::AtMost => format!("at most {}", goal.value),
    }
}

fn input_scale(unit: Unit, values: [f64; 3]) -> (Scale, usize) {
    let scale = Scale::of_unit(unit, values);
    let decimals = scale.decimals(values.map(|value| scale.amount(value)));
    (scale, decimals)
}

fn outcome_scale(indicator: Option<Indicator>, unit: Unit, values: &[f64]) -> (Scale, usize) {
    let scale = match indicator {
        Some(indicator) => Scale::of(indicator, unit, values.iter().copied()),
        None => Scale::percent(),
    };
    let decimals = scale.decimals(values.iter().map(|value| scale.amount(*value)));
    (scale, decimals)
}

fn in_scale(scale: &Scale, base: f64, decimals: usize) -> String {
    format!("{} {}", rounded(scale.amount(base), decimals), scale.symbol()).trim_end().to_owned()
}

/// By when a goal is sure: the period, and how sure it is in each.
pub fn sure_by(goal: &Goal, share: f64, found: &SureBy) -> Document {
    let asked = format!("{} of {} {}", goal.indicator, goal.subject, limit(goal));
    let percent = |share: f64| format!("{} %", rounded(100.0 * share, 1));
    let first = match found.first {
        Some(period) if found.stays => format!("{asked} is {} sure from {period} on.", percent(share)),
        Some(period) => {
            format!("{asked} is {} sure in {period} first, and not in every later period.", percent(share))
        }
        None => format!("{asked} is never {} sure.", percent(share)),
    };
    let mut table = Table::new("")
        .column("period", Align::Left)
        .column("how sure", Align::Right)
        .column("±", Align::Right);
    for sureness in &found.by_period {
        table.push([sureness.period.to_string(), percent(sureness.share), percent(sureness.standard_error)]);
    }
    Document::new().text(&first).table(table)
}
