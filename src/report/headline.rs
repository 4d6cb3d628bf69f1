//! The headline of a comparison as tables.

use crate::calendar::Period;
use crate::compare::{Aim, Binding, Comparison, Headline, Standing, Volume};
use crate::quantity::Unit;

use super::comparison::with_periods;
use super::number::{ABSENT, decimals, optional, rounded, signed};
use super::shown::Shown;
use super::{Align, Document, Scale, Table, status};

/// Limits that are named of those that bind in a scenario.
const LIMITS_NAMED: usize = 3;

/// The headline of a comparison as one page: its status, the volume it is about, the other corridors, and how
/// each scenario stands.
pub fn headline(comparison: &Comparison, headline: &Headline) -> Document {
    Document::new()
        .text(&status(comparison))
        .tables(headline.leading.iter().map(leading_table))
        .table(turnover_table(&headline.turnovers))
        .table(others_table(comparison, &headline.others))
        .table(targets_table(&headline.targets))
        .table(standings_table(comparison, &headline.standings))
}

/// A volume by scenario and period, what was measured and announced under it.
fn leading_table(volume: &Volume) -> Table {
    let shown = Shown::new(&volume.profile);
    let title = format!("{}, {}", volume.title, shown.scale.symbol());
    let mut table = with_periods(Table::new(&title).column("scenario", Align::Left), &volume.profile.periods);
    if volume.profile.scenarios.len() > 1 {
        table = table.dispensable_column("largest difference", Align::Right, 1);
    }
    for (number, (scenario, _)) in volume.profile.scenarios.iter().enumerate() {
        table.push([scenario.to_string()].into_iter().chain(shown.scenario(number, volume.peaks[number])));
    }
    push_observed(&mut table, &volume.observed, &shown);
    push_targets(&mut table, &volume.targets, &shown);
    table
}

/// What was measured, under the periods in which it was.
fn push_observed(table: &mut Table, observed: &[Option<f64>], shown: &Shown) {
    if observed.iter().any(Option::is_some) {
        let cells =
            shown.cells(observed).into_iter().map(|cell| if cell == ABSENT { String::new() } else { cell });
        table.push(["(measured)".to_owned()].into_iter().chain(cells));
    }
}

/// What was announced, under the periods in which it is due.
fn push_targets(table: &mut Table, targets: &[Vec<f64>], shown: &Shown) {
    if targets.iter().all(Vec::is_empty) {
        return;
    }
    let cell = |(values, period): (&Vec<f64>, &Period)| {
        let shown = values.iter().map(|value| shown.scale.shown(*value, *period));
        shown.map(|value| rounded(value, decimals([value]).min(1))).collect::<Vec<String>>().join("/")
    };
    let cells = targets.iter().zip(&shown.profile.periods).map(cell);
    table.push(["(announced)".to_owned()].into_iter().chain(cells));
}

/// Trade in money: a row for each side's figures in the baseline, and for each scenario that changes them.
fn turnover_table(volumes: &[Volume]) -> Table {
    let Some(first) = volumes.first() else { return Table::new("") };
    // The unit suits the smallest trade, so that none is rounded away beside the largest.
    let largest = volumes.iter().map(|volume| volume.profile.values().map(f64::abs).fold(0.0, f64::max));
    let scale = Scale::of_unit(first.profile.unit, largest.min_by(f64::total_cmp));
    let title = format!("Trade, {}; scenarios are listed where they change it", scale.symbol());
    let table = Table::new(&title).column("trade", Align::Left).column("scenario", Align::Left);
    let mut table = with_periods(table, &first.profile.periods);
    if first.profile.scenarios.len() > 1 {
        table = table.dispensable_column("largest difference", Align::Right, 1);
    }
    for volume in volumes {
        push_turnover(&mut table, volume, &scale);
    }
    table
}

fn push_turnover(table: &mut Table, volume: &Volume, scale: &Scale) {
    let shown = Shown::in_scale(&volume.profile, scale.clone());
    let scenarios = &volume.profile.scenarios;
    let differs = |number: &usize| *number == 0 || scenarios[*number].1 != scenarios[0].1;
    for number in (0..scenarios.len()).filter(differs) {
        let name = if number == 0 { volume.title.clone() } else { String::new() };
        table.push(
            [name, scenarios[number].0.to_string()]
                .into_iter()
                .chain(shown.scenario(number, volume.peaks[number])),
        );
    }
}

/// The other corridors in the last period, one to a column.
fn others_table(comparison: &Comparison, volumes: &[Volume]) -> Table {
    let shown: Vec<Shown> = volumes.iter().map(|volume| Shown::new(&volume.profile)).collect();
    let title = format!("Other corridors in {}", comparison.horizon().last());
    let mut table = Table::new(&title).column("scenario", Align::Left);
    for shown in &shown {
        let heading = format!("{}, {}", shown.profile.subject, shown.scale.symbol());
        table = table.dispensable_column(&heading, Align::Right, 1);
    }
    for (number, scenario) in comparison.scenarios().enumerate().filter(|_| !volumes.is_empty()) {
        let cells = shown.iter().map(|shown| shown.cells(&shown.profile.scenarios[number].1).concat());
        table.push([scenario.to_string()].into_iter().chain(cells));
    }
    table
}

/// Targets of other corridors, legs and limits: what the baseline reaches and which scenario comes furthest.
fn targets_table(targets: &[Aim]) -> Table {
    let has_others = targets.iter().any(|target| target.reached.len() > 1);
    let table = Table::new("Other announcements").column("target", Align::Left).column("counts", Align::Left);
    let table = table.column("due", Align::Right).column("announced", Align::Right);
    let mut table = table.column("baseline", Align::Right);
    if has_others {
        table = table.column("most", Align::Right).dispensable_column("in scenario", Align::Left, 1);
    }
    for target in targets {
        table.push(target_row(target, has_others));
    }
    table
}

fn target_row(target: &Aim, has_others: bool) -> Vec<String> {
    let values = target.reached.iter().filter_map(|(_, value)| *value).chain([target.announced]);
    let scale = Scale::of_unit(target.unit, values.collect::<Vec<f64>>());
    let digits = decimals([scale.shown(target.announced, target.due)]);
    let shown = |value: Option<f64>| optional(value.map(|value| scale.shown(value, target.due)), digits);
    let announced = format!("{} {}", shown(Some(target.announced)), scale.symbol());
    let baseline = target.reached.first().and_then(|(_, value)| *value);
    let mut cells =
        vec![target.name.clone(), target.counts.clone(), target.due.to_string(), announced, shown(baseline)];
    if has_others {
        let furthest = target.furthest();
        cells.push(shown(furthest.map(|(_, value)| value)));
        cells.push(furthest.map(|(scenario, _)| scenario.to_string()).unwrap_or_default());
    }
    cells
}

/// A column of the table of standings: its heading and its cells.
type Held = (String, Vec<String>);

/// How each scenario stands; columns that hold no number are not there.
fn standings_table(comparison: &Comparison, standings: &[Standing]) -> Table {
    let held = standing_columns(standings);
    let table = Table::new("How each scenario stands").column("scenario", Align::Left);
    let table = held
        .iter()
        .zip(0..)
        .fold(table, |table, ((heading, _), rank)| table.dispensable_column(heading, Align::Right, rank));
    let mut table = table.column("binds first", Align::Left).note(&standings_note(comparison));
    for (number, standing) in standings.iter().enumerate() {
        let binding = binding_beside(&standings[0].binding, &standing.binding, number);
        let cells = held.iter().map(|(_, cells)| cells[number].clone());
        table.push([standing.scenario.to_string()].into_iter().chain(cells).chain([binding]));
    }
    table
}

/// What the columns of the table of standings mean.
fn standings_note(comparison: &Comparison) -> String {
    let last = comparison.horizon().last();
    let alone = format!(
        "unserved: share of demand, {last}; concentration: mean index of the demands' routes, {last}; kept: delivered \
         of all that was committed; binds first: limits, each with its first period"
    );
    let beside = ", of other scenarios than the baseline those that bind otherwise; gain: of the shippers against the \
                  baseline, queues counted, all periods added up, not discounted";
    if comparison.scenarios().len() > 1 { alone + beside } else { alone }
}

/// The columns of numbers that hold any.
fn standing_columns(standings: &[Standing]) -> Vec<Held> {
    let cells = |cell: fn(&Standing) -> String| standings.iter().map(cell).collect::<Vec<String>>();
    let columns = [
        ("unserved".to_owned(), cells(|standing| percent(standing.unserved_share))),
        ("concentration".to_owned(), cells(|standing| optional(standing.concentration, 2))),
        ("kept".to_owned(), cells(|standing| percent(standing.fulfilment))),
        gains(standings),
    ];
    columns.into_iter().filter(|(_, cells)| cells.iter().any(|cell| cell != ABSENT)).collect()
}

/// A share in per cent.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| ABSENT.to_owned(), |share| format!("{} %", rounded(share * 100.0, 1)))
}

/// What shippers gain against the baseline, in the unit that suits the largest gain; the baseline's own is none.
fn gains(standings: &[Standing]) -> Held {
    let others = standings.iter().skip(1).filter_map(|standing| standing.user_benefit);
    let amounts: Vec<f64> = others.clone().map(|(amount, _)| amount).collect();
    let unit = others.map(|(_, unit)| unit).next().unwrap_or(Unit::One);
    let scale = Scale::of_unit(unit, amounts.iter().copied());
    let digits = decimals(amounts.iter().map(|amount| scale.amount(*amount)));
    let cell = |(number, standing): (usize, &Standing)| match standing.user_benefit {
        Some((amount, _)) if number > 0 => signed(scale.amount(amount), digits),
        _ => ABSENT.to_owned(),
    };
    let cells = standings.iter().enumerate().map(cell).collect();
    (format!("gain, {}", scale.symbol()), cells)
}

/// Of the baseline the limits that bind first, each with its first period; of another scenario those that bind
/// otherwise.
fn binding_beside(baseline: &[Binding], own: &[Binding], number: usize) -> String {
    if number == 0 {
        return if own.is_empty() { "nothing".to_owned() } else { listed(own.iter().map(first_bound)) };
    }
    let is_there =
        |limits: &[Binding], limit: &Binding| limits.iter().any(|other| other.subject == limit.subject);
    let as_there = |limit: &&Binding| {
        baseline.iter().any(|other| (&other.subject, other.period) == (&limit.subject, limit.period))
    };
    let other = own.iter().filter(|limit| !as_there(limit)).map(first_bound);
    let gone =
        baseline.iter().filter(|limit| !is_there(own, limit)).map(|limit| format!("not {}", limit.subject));
    listed(other.chain(gone))
}

/// A limit and the first period in which it binds.
fn first_bound(limit: &Binding) -> String {
    format!("{} {}", limit.subject, limit.period)
}

/// The first few of some texts, and how many more there are.
fn listed(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.collect();
    let more = texts.len().saturating_sub(LIMITS_NAMED);
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    texts[..texts.len().min(LIMITS_NAMED)].join(", ") + &more
}
