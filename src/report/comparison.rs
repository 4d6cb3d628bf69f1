//! Tables of a comparison that were asked for: scenarios over periods, and the long list of differences.

use std::collections::BTreeSet;

use crate::calendar::Period;
use crate::compare::{Comparison, Line, Profile, Selection};
use crate::evaluate::Indicator;

use super::number::{ABSENT, optional, percent_change, signed};
use super::shown::Shown;
use super::{Align, Document, Scale, Table};

/// What is said in place of an empty table.
const NOTHING: &str = "No value there";

/// Selected values with scenarios one under the other and periods from left to right, a table to an indicator.
///
/// Each subject is in the unit that suits its largest number. The last column is the largest relative difference
/// from the baseline in these periods.
pub fn side_by_side(comparison: &Comparison, selection: &Selection) -> Document {
    let profiles = comparison.profiles(selection);
    let indicators: BTreeSet<Indicator> = profiles.iter().map(|profile| profile.indicator).collect();
    let tables = indicators.into_iter().map(|indicator| {
        let own: Vec<&Profile> = profiles.iter().filter(|profile| profile.indicator == indicator).collect();
        profile_table(indicator, &own)
    });
    Document::new().text(if profiles.is_empty() { NOTHING } else { "" }).tables(tables)
}

/// The profiles of one indicator.
fn profile_table(indicator: Indicator, profiles: &[&Profile]) -> Table {
    let has_others = profiles.iter().any(|profile| profile.scenarios.len() > 1);
    let mut table =
        Table::new(&format!("{indicator}: {}", indicator.definition())).column("subject", Align::Left);
    if has_others {
        table = table.column("scenario", Align::Left);
    }
    table = table.column("unit", Align::Left);
    if let Some(profile) = profiles.first() {
        table = with_periods(table, &profile.periods);
    }
    if has_others {
        table = table.dispensable_column("largest difference", Align::Right, 1);
    }
    for profile in profiles {
        push_profile(&mut table, profile, has_others);
    }
    table
}

/// A column for each period. Where room is short the ends stay, and round years stay longer than others.
pub(super) fn with_periods(table: Table, periods: &[Period]) -> Table {
    let last = periods.len().saturating_sub(1);
    let rank = |position: usize, period: &Period| match period.calendar_year() {
        _ if position == 0 || position == last => 0,
        year if year % 10 == 0 => 2,
        year if year % 5 == 0 => 3,
        year if year % 2 == 0 => 4,
        _ => 5,
    };
    let ranked = periods.iter().enumerate().map(|(position, period)| (period, rank(position, period)));
    ranked.fold(table, |table, (period, rank)| {
        table.dispensable_column(&period.to_string(), Align::Right, rank)
    })
}

/// A row for each scenario that has a number; subject and unit on the first of them.
fn push_profile(table: &mut Table, profile: &Profile, has_others: bool) {
    let shown = Shown::new(profile);
    let is_present = |number: &usize| profile.scenarios[*number].1.iter().any(Option::is_some);
    for (row, number) in (0..profile.scenarios.len()).filter(is_present).enumerate() {
        let first = |text: &str| if row == 0 { text.to_owned() } else { String::new() };
        let mut cells = vec![first(&profile.subject)];
        if has_others {
            cells.push(profile.scenarios[number].0.to_string());
        }
        cells.push(first(shown.scale.symbol()));
        table.push(cells.into_iter().chain(shown.scenario(number, profile.largest_difference(number))));
    }
}

/// Lines one under the other in their order, each in the unit that suits it.
pub fn long(lines: &[Line]) -> Document {
    let mut table = Table::new("")
        .column("scenario", Align::Left)
        .column("indicator", Align::Left)
        .column("subject", Align::Left)
        .column("period", Align::Left)
        .column("value", Align::Right)
        .dispensable_column("baseline", Align::Right, 2)
        .dispensable_column("difference", Align::Right, 1)
        .dispensable_column("relative", Align::Right, 1)
        .column("unit", Align::Left);
    for line in lines {
        table.push(long_row(line));
    }
    Document::new().text(if lines.is_empty() { NOTHING } else { "" }).table(table)
}

fn long_row(line: &Line) -> [String; 9] {
    let values = [line.value, line.baseline].into_iter().flatten();
    let scale = Scale::of(line.indicator, line.unit, values.clone());
    let scaled = |value: Option<f64>| value.map(|value| scale.shown(value, line.period));
    let digits = scale.decimals([scaled(line.value), scaled(line.baseline)].into_iter().flatten());
    let difference = scaled(line.difference());
    [
        line.scenario.to_string(),
        line.indicator.to_string(),
        line.subject.to_string(),
        line.period.to_string(),
        optional(scaled(line.value), digits),
        optional(scaled(line.baseline), digits),
        difference.map_or_else(|| ABSENT.to_owned(), |difference| signed(difference, digits)),
        percent_change(line.relative_difference()),
        scale.symbol().to_owned(),
    ]
}
