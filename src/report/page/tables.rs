use std::sync::Arc;

use crate::calendar::Period;
use crate::compare::{Profile, Standing};
use crate::evaluate::Indicator;
use crate::network::Enlarges;
use crate::report::number::rounded;

use super::amount::{Amount, percent, share};
use super::grid::{Cell, Grid, Kind};
use super::html::Html;
use super::promises::{goals, promised};
use super::rests::{Register, Rests};
use super::results::{Case, Results};
use super::shell::of_scenario;

/// Routes that carry less than this share throughout are left out.
const NOTABLE: f64 = 0.05;

/// The tables: scenarios side by side, then each scenario, then the projects.
pub(super) fn tables(html: &mut Html, results: &Results<'_>, register: &Register<'_>) {
    html.tag("section").attr("id", "tables").inside(|html| {
        html.tag("h2").text("Tables");
        html.tag("p")
            .attr("class", "hint")
            .text("Choose a heading to sort by it; choose it again to turn the order.");
        side_by_side(html, results, register);
        for case in &results.cases {
            of_scenario(html, "div", results, &case.name).inside(|html| {
                limits(results, register, case).write(html);
                routes(results, register, case).write(html);
                commitments(results, register, case).write(html);
                targets(results, register, case).write(html);
            });
        }
        projects(results).write(html);
    });
}

/// What matters of all scenarios.
fn side_by_side(html: &mut Html, results: &Results<'_>, register: &Register<'_>) {
    if let Some(focus) = &results.focus {
        let word = focus.wanted.indicator.word().replace('-', " ");
        by_scenario(results, register, &focus.profile, &format!("{}: {word} by scenario", focus.title))
            .write(html);
    }
    for volume in results.headline.turnovers.iter().chain(&results.headline.others) {
        let whole = results.profiles(volume.profile.indicator);
        let own = whole.into_iter().find(|profile| profile.subject == volume.profile.subject);
        let is_focus = |profile: &Profile| {
            let focus = results.focus.as_ref().map(|focus| &focus.profile);
            focus.is_some_and(|focus| {
                (focus.indicator, &focus.subject) == (profile.indicator, &profile.subject)
            })
        };
        if let Some(profile) = own.filter(|profile| !is_focus(profile)) {
            by_scenario(results, register, &profile, &format!("{} by scenario", volume.title)).write(html);
        }
    }
    standings(results, register).write(html);
}

fn by_scenario(results: &Results<'_>, register: &Register<'_>, profile: &Profile, caption: &str) -> Grid {
    let shown = profile.at(&results.at);
    let amount = Amount::of_profile(profile);
    let unit = if amount.symbol().is_empty() { String::new() } else { format!(", {}", amount.symbol()) };
    let mut grid =
        with_periods(Grid::new(format!("{caption}{unit}")).column("scenario", Kind::Text), &shown.periods);
    let compares = profile.scenarios.len() > 1;
    if compares {
        grid = grid.column("differs most", Kind::Number).column("in", Kind::Text);
    }
    let rests = register.computed(&register.near(&profile.subject));
    for (number, (name, values)) in shown.scenarios.iter().enumerate() {
        let mut cells = vec![Cell::from(&**name)];
        let pairs = values.iter().zip(&shown.periods);
        cells.extend(pairs.map(|(value, period)| Cell::number(*value, |value| amount.bare(value, *period))));
        if compares {
            cells.extend(largest(profile, &amount, number));
        }
        grid.row(rests.clone(), cells);
    }
    grid
}

/// Where a scenario differs most from the baseline, and when.
fn largest(profile: &Profile, amount: &Amount, number: usize) -> [Cell; 2] {
    let peak = profile.largest_difference(number).filter(|peak| number > 0 && peak.difference != 0.0);
    let Some(peak) = peak else { return [Cell::Nothing, Cell::Nothing] };
    let cell = match peak.relative_difference {
        Some(relative) => Cell::Number(percent(relative), relative),
        None => Cell::Number(amount.change(peak.difference, peak.period), peak.difference),
    };
    [cell, Cell::Text(peak.period.to_string())]
}

fn with_periods(grid: Grid, periods: &[Period]) -> Grid {
    periods.iter().fold(grid, |grid, period| grid.column(period.to_string(), Kind::Number))
}

/// How each scenario stands.
fn standings(results: &Results<'_>, register: &Register<'_>) -> Grid {
    let last = results.comparison.horizon().last();
    let mut grid = Grid::new(format!(
        "How each scenario stands: demand that does not move in {last}, concentration of routes in {last}, what was kept of all commitments, what shippers gain against {}",
        results.baseline().name
    ))
    .column("scenario", Kind::Text)
    .column("unserved, %", Kind::Number)
    .column("concentration", Kind::Number)
    .column("kept, %", Kind::Number);
    let gains = || results.headline.standings.iter().filter_map(|standing| standing.user_benefit);
    let unit = gains().next().map(|(_, unit)| unit);
    let amount = unit.map(|unit| {
        let all: Vec<f64> = gains().map(|(gain, _)| gain).collect();
        Amount::of(Indicator::UserBenefit, unit, last, all)
    });
    if let Some(amount) = &amount {
        grid = grid.column(format!("gain, {}", amount.symbol()), Kind::Number);
    }
    grid = grid.column("binds first", Kind::Text).column("limits that bind", Kind::Number);
    let rests = register.computed(&[]);
    for standing in &results.headline.standings {
        grid.row(rests.clone(), standing_cells(standing, amount.as_ref(), last));
    }
    grid
}

fn standing_cells(standing: &Standing, amount: Option<&Amount>, last: Period) -> Vec<Cell> {
    let in_percent = |share: Option<f64>| Cell::number(share, |share| rounded(100.0 * share, 1));
    let mut cells = vec![
        Cell::from(&*standing.scenario),
        in_percent(standing.unserved_share),
        Cell::number(standing.concentration, |index| rounded(index, 2)),
        in_percent(standing.fulfilment),
    ];
    if let Some(amount) = amount {
        let gain = standing.user_benefit.map(|(gain, _)| gain);
        cells.push(Cell::number(gain, |gain| amount.bare(gain, last)));
    }
    let first = standing.binding.first();
    cells.push(first.map_or(Cell::Nothing, |first| format!("{}, {}", first.subject, first.period).into()));
    let count = standing.binding.len();
    cells.push(Cell::Number(count.to_string(), count as f64));
    cells
}

/// The value of a scenario in a period.
fn value(
    results: &Results<'_>,
    case: &Case,
    indicator: Indicator,
    subject: &str,
    period: Period,
) -> Option<f64> {
    results.comparison.value(&case.name, indicator, subject, period)
}

/// The limits: since when each binds, and how far it is used.
fn limits(results: &Results<'_>, register: &Register<'_>, case: &Case) -> Grid {
    let horizon = results.comparison.horizon();
    let grid = Grid::new(format!("Limits in {}: since when each binds, and its use, %", case.name));
    let grid = grid.column("limit", Kind::Text).column("binds since", Kind::Number);
    let periods = results.few();
    let mut grid = with_periods(grid, &periods);
    for subject in results.comparison.subjects(Indicator::Utilisation) {
        let first = horizon.periods().position(|period| {
            value(results, case, Indicator::Saturated, subject, period).is_some_and(|value| value > 0.0)
        });
        let since = first.and_then(|place| horizon.get(place));
        let mut cells = vec![Cell::from(&**subject)];
        cells.push(match (first, since) {
            (Some(place), Some(period)) => Cell::Number(period.to_string(), place as f64),
            _ => Cell::Nothing,
        });
        let used = |period: &Period| {
            let used = value(results, case, Indicator::Utilisation, subject, *period);
            Cell::number(used, |used| rounded(100.0 * used, 1))
        };
        cells.extend(periods.iter().map(used));
        if cells[1..].iter().any(|cell| *cell != Cell::Nothing) {
            grid.row(register.computed(&register.near(subject)), cells);
        }
    }
    grid
}

/// The routes that carry anything to speak of.
fn routes(results: &Results<'_>, register: &Register<'_>, case: &Case) -> Grid {
    let grid = Grid::new(format!(
        "Routes in {}: share of what the demand ships, %; those below {:.0} % are left out",
        case.name,
        100.0 * NOTABLE
    ));
    let periods = results.few();
    let mut grid = with_periods(grid.column("demand", Kind::Text).column("legs", Kind::Text), &periods);
    for subject in results.comparison.subjects(Indicator::RouteShare) {
        let part = |period: &Period| value(results, case, Indicator::RouteShare, subject, *period);
        let parts: Vec<Option<f64>> = periods.iter().map(part).collect();
        if parts.iter().flatten().all(|part| *part < NOTABLE) {
            continue;
        }
        let (demand, legs) = subject.split_once('/').unwrap_or((subject, ""));
        let mut cells = vec![Cell::from(demand), Cell::from(legs.replace('+', ", "))];
        cells.extend(parts.into_iter().map(|part| Cell::number(part, |part| rounded(100.0 * part, 1))));
        grid.row(register.computed(&register.near(subject)), cells);
    }
    grid
}

/// The commitments: promised and delivered over all periods, and in each.
fn commitments(results: &Results<'_>, register: &Register<'_>, case: &Case) -> Grid {
    let grid = Grid::new(format!("Commitments in {}: promised and delivered", case.name));
    let grid = grid.column("commitment", Kind::Text).column("period", Kind::Number);
    let mut grid = grid
        .column("promised", Kind::Number)
        .column("delivered", Kind::Number)
        .column("kept, %", Kind::Number);
    for subject in results.comparison.subjects(Indicator::Committed) {
        let entries = results.comparison.entries().iter();
        let mut own =
            entries.filter(|entry| entry.indicator == Indicator::Committed && entry.subject == *subject);
        let Some(unit) = own.next().map(|entry| entry.unit) else { continue };
        let rests = register.computed(&register.near(subject));
        let volumes = promised(results, case, subject);
        let shown: Vec<(Period, f64, f64)> =
            volumes.iter().copied().filter(|volume| is_telling(results, &volumes, volume)).collect();
        commitment_rows(&mut grid, subject, &shown, unit, &rests);
    }
    grid
}

/// Whether a period of a commitment is shown: those of the tables, and those in which it falls short more than before.
fn is_telling(results: &Results<'_>, volumes: &[(Period, f64, f64)], own: &(Period, f64, f64)) -> bool {
    let short = |volume: &(Period, f64, f64)| volume.1 - volume.2;
    let before = volumes.iter().filter(|other| other.0 < own.0).map(short).fold(0.0, f64::max);
    results.at.contains(&own.0) || short(own) > before + 1e-3 * own.1
}

fn commitment_rows(
    grid: &mut Grid,
    subject: &Arc<str>,
    volumes: &[(Period, f64, f64)],
    unit: crate::quantity::Unit,
    rests: &Rests,
) {
    let Some(first) = volumes.first() else { return };
    let all: Vec<f64> = volumes.iter().flat_map(|volume| [volume.1, volume.2]).collect();
    let amount = Amount::of(Indicator::Committed, unit, first.0, all);
    for (place, (period, promise, delivery)) in volumes.iter().enumerate() {
        let told = |value: f64| Cell::Number(amount.told(value, *period), value);
        let kept = delivery / promise;
        let cells = vec![
            Cell::from(&**subject),
            Cell::Number(period.to_string(), place as f64),
            told(*promise),
            told(*delivery),
            Cell::Number(rounded(100.0 * kept, 1), kept),
        ];
        grid.row(rests.clone(), cells);
    }
}

/// The targets: announced, reached, and how likely.
fn targets(results: &Results<'_>, register: &Register<'_>, case: &Case) -> Grid {
    let mut grid = Grid::new(format!("Targets in {}: announced and reached", case.name))
        .column("target", Kind::Text)
        .column("counts", Kind::Text)
        .column("due", Kind::Number)
        .column("announced", Kind::Number)
        .column("reached", Kind::Number)
        .column("of it, %", Kind::Number);
    if results.sure.is_some() {
        grid = grid.column("met in draws", Kind::Number);
    }
    for goal in goals(results, case) {
        let amount = Amount::of(Indicator::TargetGap, goal.unit, goal.due, [goal.announced, goal.reached]);
        let counts = case.draft.targets.iter().find(|(id, _)| id.as_str() == goal.name);
        let counts = counts.map(|(_, target)| target.counts.clone()).unwrap_or_default();
        let place = results.comparison.horizon().index_of(goal.due).unwrap_or(0) as f64;
        let part = goal.reached / goal.announced;
        let mut cells = vec![
            Cell::from(&*goal.name),
            Cell::Text(counts),
            Cell::Number(goal.due.to_string(), place),
            Cell::Number(amount.told(goal.announced, goal.due), goal.announced),
            Cell::Number(amount.told(goal.reached, goal.due), goal.reached),
            Cell::Number(rounded(100.0 * part, 1), part),
        ];
        if let Some(sure) = &results.sure {
            let met = sure.value(&case.name, Indicator::TargetGap, &goal.name, goal.due, "probability");
            cells.push(Cell::number(met, share));
        }
        grid.row(register.computed(&register.near(&goal.name)), cells);
    }
    grid
}

/// The projects as the baseline has them.
fn projects(results: &Results<'_>) -> Grid {
    let case = results.baseline();
    let mut grid = Grid::new(format!("Projects in {}", case.name))
        .column("project", Kind::Text)
        .column("enlarges", Kind::Text)
        .column("adds", Kind::Number)
        .column("opens", Kind::Text)
        .column("costs", Kind::Number)
        .column("status", Kind::Text);
    for (id, project) in case.draft.projects.iter() {
        let enlarges = match &project.enlarges {
            Enlarges::Leg(leg) => leg.as_str(),
            Enlarges::Limit(limit) => limit.as_str(),
        };
        let told = |number: &crate::evidence::Number| Cell::Number(number.to_string(), number.central());
        let cells = vec![
            Cell::from(id.as_str()),
            Cell::from(enlarges),
            told(&project.adds),
            Cell::Text(project.opens.to_string()),
            project.capex.as_ref().map_or(Cell::Nothing, told),
            Cell::from(project.status.word()),
        ];
        grid.row(Rests::of(&project.adds.provenance), cells);
    }
    grid
}
