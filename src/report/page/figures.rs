use std::collections::BTreeSet;
use std::sync::Arc;

use crate::compare::{Profile, Volume};
use crate::evaluate::Indicator;
use crate::report::chart::{self, Chart, ChartError, Size};

use super::figure::figure;
use super::html::Html;
use super::rests::{Register, Rests};
use super::results::{Case, Focus, Results};
use super::shell::of_scenario;

/// Demands whose routes are drawn, those that ship most: of few scenarios, and of many, each of which has its own.
const DEMANDS: (usize, usize) = (3, 1);

/// Scenarios that are few.
const FEW: usize = 6;

/// Trades that are drawn, those that the study gives first.
const TRADES: usize = 6;

/// The wide charts.
fn whole() -> Size {
    Size::new(WIDE.0, WIDE.1)
}

const WIDE: (f64, f64) = (960.0, 440.0);

/// The smaller charts, of which two stand side by side.
const HALF: (f64, f64) = (560.0, 360.0);

/// A chart with its caption and what it rests on.
type Drawn = (Chart, String, Rests);

/// The charts: those of all scenarios, then those of each.
pub(super) fn figures(html: &mut Html, results: &Results<'_>, register: &Register<'_>) {
    html.tag("section").attr("id", "charts").inside(|html| {
        html.tag("h2").text("Charts");
        let common = common(results, register);
        let own: Vec<(Vec<Drawn>, Vec<Drawn>)> = results
            .cases
            .iter()
            .enumerate()
            .map(|(number, case)| of_case(results, register, case, number))
            .collect();
        if common.is_empty() && own.iter().all(|(wide, half)| wide.is_empty() && half.is_empty()) {
            html.tag("p").text("There is nothing to draw.");
        }
        put(html, &common, "figures");
        for (case, (wide, half)) in results.cases.iter().zip(&own) {
            of_scenario(html, "div", results, &case.name).inside(|html| {
                put(html, wide, "figures");
                put(html, half, "figures pair");
            });
        }
    });
}

fn put(html: &mut Html, drawn: &[Drawn], class: &str) {
    if drawn.is_empty() {
        return;
    }
    html.tag("div").attr("class", class).inside(|html| {
        for (chart, caption, rests) in drawn {
            figure(html, chart, caption, rests);
        }
    });
}

/// Charts of all scenarios together.
fn common(results: &Results<'_>, register: &Register<'_>) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    let comparison = &results.comparison;
    let leading = results.headline.leading.as_ref();
    let leading = leading.filter(|volume| volume.profile.indicator == Indicator::CorridorVolume);
    if let Some(volume) = leading {
        let chart = chart::volumes(comparison, volume, &[], whole());
        let caption = format!("{} by scenario, beside what was measured and announced", volume.title);
        drawn.push((chart, caption, volume_rests(register, volume)));
    }
    let is_drawn = |focus: &&Focus| {
        leading.is_none_or(|volume| *volume.profile.subject != *focus.wanted.subject)
            && focus.wanted.indicator != Indicator::TradeTurnover
    };
    if let Some(focus) = results.focus.as_ref().filter(is_drawn) {
        drawn.extend(by_scenario(results, register, &focus.profile, &focus.title));
    }
    for volume in results.headline.turnovers.iter().take(TRADES) {
        drawn.extend(by_scenario(results, register, &volume.profile, &volume.title));
    }
    drawn.extend(tornado(results, register));
    drawn
}

/// What a corridor's volume rests on, and what it is held against.
fn volume_rests(register: &Register<'_>, volume: &Volume) -> Rests {
    let mut things = register.near(&volume.profile.subject);
    let lines = register.lines().iter();
    let held = lines.filter(|line| line.path.starts_with("target.") || line.path.starts_with("series."));
    let named: BTreeSet<String> =
        held.map(|line| line.path.split('.').take(2).collect::<Vec<&str>>().join(".")).collect();
    things.extend(named);
    register.computed(&things)
}

fn by_scenario(
    results: &Results<'_>,
    register: &Register<'_>,
    profile: &Profile,
    title: &str,
) -> Option<Drawn> {
    let subject = &profile.subject;
    let chart = chart::by_scenario(&results.comparison, profile.indicator, subject, whole()).ok()?;
    Some((chart, format!("{title} by scenario"), register.computed(&register.near(subject))))
}

fn tornado(results: &Results<'_>, register: &Register<'_>) -> Option<Drawn> {
    let (bars, focus) = (results.tornado.as_ref()?, results.focus.as_ref()?);
    let moving = bars.ranked().first().is_some_and(|bar| bar.length(bars.base) > 0.0);
    let wanted = &focus.wanted;
    let name = format!(
        "What moves {} of {} in {}, {}",
        wanted.indicator,
        wanted.subject,
        wanted.period,
        results.baseline().name
    );
    let chart = chart::tornado(bars, &name, focus.profile.unit, whole());
    let caption = "Each uncertain input alone, from the low to the high end of its range".to_owned();
    moving.then(|| (chart, caption, register.computed(&register.near(&wanted.subject))))
}

/// The charts of a scenario: wide ones, and those of which two stand side by side.
fn of_case(
    results: &Results<'_>,
    register: &Register<'_>,
    case: &Case,
    number: usize,
) -> (Vec<Drawn>, Vec<Drawn>) {
    let half = Size::new(HALF.0, HALF.1);
    let mut wide: Vec<Drawn> = Vec::new();
    wide.extend(waterfall(results, register, case, number));
    wide.extend(of_subjects(
        chart::utilisation(&results.comparison, &case.name, whole()),
        "How far each limit is used, in per cent; those that bind have an orange edge",
        register,
        results,
        Indicator::Utilisation,
    ));
    let mut pairs: Vec<Drawn> = Vec::new();
    pairs.extend(fan(results, register, case, half));
    pairs.extend(commitments(results, register, case, half));
    pairs.extend(routes(results, register, case, half));
    pairs.extend(of_subjects(
        chart::queue_prices(&results.comparison, &case.name, half),
        "What one more unit of each limit that binds would be worth",
        register,
        results,
        Indicator::QueuePrice,
    ));
    pairs.extend(of_subjects(
        chart::concentration(&results.comparison, &case.name, half),
        "How far each demand hangs on few routes; 1 where one route has all",
        register,
        results,
        Indicator::Concentration,
    ));
    (wide, pairs)
}

/// A chart of many subjects, if there is any.
fn of_subjects(
    chart: Result<Chart, ChartError>,
    caption: &str,
    register: &Register<'_>,
    results: &Results<'_>,
    indicator: Indicator,
) -> Option<Drawn> {
    let subjects = results.comparison.subjects(indicator);
    let things: Vec<String> = subjects.flat_map(|subject| register.near(subject)).collect();
    Some((chart.ok()?, caption.to_owned(), register.computed(&things)))
}

fn waterfall(results: &Results<'_>, register: &Register<'_>, case: &Case, number: usize) -> Option<Drawn> {
    let (focus, attribution) = (results.focus.as_ref()?, case.attribution.as_ref()?);
    let peak = focus.profile.largest_difference(number)?;
    let period = if focus.is_dated { focus.wanted.period } else { peak.period };
    let explained = attribution.explained(focus.wanted.indicator, &focus.wanted.subject, period)?;
    if explained.difference() == 0.0 {
        return None;
    }
    let chart = chart::waterfall(&explained, (&results.baseline().name, &case.name), whole());
    let caption = format!("How {} comes to differ from {}", case.name, results.baseline().name);
    Some((chart, caption, register.computed(&register.near(&focus.wanted.subject))))
}

fn fan(results: &Results<'_>, register: &Register<'_>, case: &Case, size: Size) -> Option<Drawn> {
    let (sure, focus) = (results.sure.as_ref()?, results.focus.as_ref()?);
    let wanted = &focus.wanted;
    let chart = chart::fan(sure, &case.name, wanted.indicator, &wanted.subject, &[], size).ok()?;
    let caption = format!("{}: what is likely", focus.title);
    Some((chart, caption, register.computed(&register.near(&wanted.subject))))
}

fn commitments(results: &Results<'_>, register: &Register<'_>, case: &Case, size: Size) -> Vec<Drawn> {
    let drawn = |subject: &Arc<str>| {
        let has_any = !super::promises::promised(results, case, subject).is_empty();
        let chart = chart::commitment(&results.comparison, &case.name, subject, &[], size).ok()?;
        let caption = "What was promised, and what is delivered of it".to_owned();
        has_any.then(|| (chart, caption, register.computed(&register.near(subject))))
    };
    results.comparison.subjects(Indicator::Committed).filter_map(drawn).collect()
}

/// The routes of the demands that ship most, of those that have a choice.
fn routes(results: &Results<'_>, register: &Register<'_>, case: &Case, size: Size) -> Vec<Drawn> {
    let last = results.comparison.horizon().last();
    let shipped = |subject: &Arc<str>| {
        let own = format!("{subject}/");
        let routes =
            results.comparison.subjects(Indicator::RouteShare).filter(|route| route.starts_with(&own));
        (routes.count() > 1).then_some(())?;
        let volume = results.comparison.value(&case.name, Indicator::Shipped, subject, last)?;
        Some((volume, subject.clone()))
    };
    let mut demands: Vec<(f64, Arc<str>)> =
        results.comparison.subjects(Indicator::Shipped).filter_map(shipped).collect();
    demands.sort_by(|one, other| other.0.total_cmp(&one.0));
    let drawn = |(_, demand): &(f64, Arc<str>)| {
        let chart = chart::route_shares(&results.comparison, &case.name, demand, size).ok()?;
        let caption = format!("Which ways {demand} takes");
        Some((chart, caption, register.computed(&register.near(demand))))
    };
    let count = if results.cases.len() <= FEW { DEMANDS.0 } else { DEMANDS.1 };
    demands.iter().take(count).filter_map(drawn).collect()
}
