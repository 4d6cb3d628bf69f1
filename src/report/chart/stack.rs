use crate::calendar::Period;
use crate::compare::{Comparison, Selection};
use crate::evaluate::Indicator;

use super::drawing::{Anchor, Fill, Stroke, cut, width_of};
use super::frame::{Frame, LABEL, ink, spread};
use super::lines::{place_of, values};
use super::palette::{PAPER, area};
use super::ticks::Linear;
use super::{Chart, ChartError, Size};

/// Routes that are drawn by themselves; the others are drawn together.
const ROUTES: usize = 6;

/// Shares of the routes of a demand, one on the other, by period.
///
/// # Errors
/// A scenario or a demand that is not there.
pub fn route_shares(
    comparison: &Comparison,
    scenario: &str,
    demand: &str,
    size: Size,
) -> Result<Chart, ChartError> {
    let place = place_of(comparison, scenario)?;
    let profiles = comparison.profiles(&Selection::new().indicator(Indicator::RouteShare));
    let own = profiles.iter().filter(|profile| of(&profile.subject) == Some(demand));
    let mut routes: Vec<(String, Vec<f64>)> = own
        .map(|profile| {
            let shares = values(profile, place).iter().map(|share| share.unwrap_or(0.0)).collect();
            (name(&profile.subject), shares)
        })
        .collect();
    let Some(first) = profiles.iter().find(|profile| of(&profile.subject) == Some(demand)) else {
        let mut known: Vec<String> =
            profiles.iter().filter_map(|profile| of(&profile.subject)).map(str::to_owned).collect();
        known.dedup();
        let (indicator, subject) = (Indicator::RouteShare, demand.to_owned());
        return Err(ChartError::Nothing { indicator, subject, known });
    };
    let total = |shares: &[f64]| shares.iter().sum::<f64>();
    routes.retain(|(_, shares)| total(shares) > 0.0);
    routes.sort_by(|a, b| total(&b.1).total_cmp(&total(&a.1)));
    if routes.len() > ROUTES + 1 {
        let rest = routes.split_off(ROUTES);
        let sum = |period: usize| rest.iter().map(|(_, shares)| shares[period]).sum();
        let shares = (0..first.periods.len()).map(sum).collect();
        routes.push((format!("{} others", rest.len()), shares));
    }
    Ok(drawn(&format!("Routes of {demand}, {scenario}"), &first.periods, &routes, size))
}

/// The demand of a route `demand/leg+leg`.
fn of(route: &str) -> Option<&str> {
    route.split_once('/').map(|(demand, _)| demand)
}

/// The legs of a route.
fn name(route: &str) -> String {
    route.split_once('/').map_or(route, |(_, legs)| legs).replace('+', ", ")
}

fn drawn(title: &str, periods: &[Period], routes: &[(String, Vec<f64>)], size: Size) -> Chart {
    let under = "Share of what is shipped, %, by legs";
    let mut frame = Frame::new(size, title, under, "");
    frame.keep_bottom();
    let label = frame.keep_right(routes.iter().map(|(name, _)| width_of(name, LABEL) + 16.0));
    let (up, _) = frame.values(0.0, 100.0);
    let across =
        Linear::new((0.0, periods.len().saturating_sub(1).max(1) as f64), (frame.left + 1.0, frame.right));
    let names: Vec<String> = periods.iter().map(ToString::to_string).collect();
    frame.names(&names, |number| across.at(number as f64));
    let mut below = vec![0.0; periods.len()];
    let mut middles = Vec::new();
    for (number, (_, shares)) in routes.iter().enumerate() {
        let above: Vec<f64> = below.iter().zip(shares).map(|(low, share)| low + 100.0 * share).collect();
        let at = |(number, value): (usize, &f64)| (across.at(number as f64), up.at(*value));
        let mut corners: Vec<(f64, f64)> = above.iter().enumerate().map(at).collect();
        corners.extend(below.iter().enumerate().map(at).collect::<Vec<_>>().into_iter().rev());
        frame.drawing.area(&corners, "area", area(number), 1.0);
        let edge: Vec<Option<(f64, f64)>> = above.iter().enumerate().map(at).map(Some).collect();
        frame.drawing.path(&edge, Stroke { class: "edge", colour: PAPER, width: 1.2, dashes: "" });
        let last = above.len().saturating_sub(1);
        middles.push(up.at(f64::midpoint(above[last], below[last])));
        below = above;
    }
    let places = spread(&middles, LABEL + 3.0, (frame.top + 6.0, frame.bottom));
    for (number, ((name, _), place)) in routes.iter().zip(places).enumerate() {
        let x = frame.right + 8.0;
        let fill = Fill { class: "area", colour: area(number), edge: None, tip: "" };
        frame.drawing.rectangle((x, place - 5.0, 10.0, 10.0), fill);
        frame.drawing.text(
            (x + 14.0, place + 4.0),
            Anchor::Start,
            ink(LABEL),
            &cut(name, LABEL, label - 14.0),
        );
    }
    let last = |shares: &[f64]| shares.last().copied().unwrap_or(0.0) * 100.0;
    let ends = routes.iter().map(|(name, shares)| format!("{name}: {:.0} %", last(shares)));
    let description = format!("{title}. At the end: {}", ends.collect::<Vec<_>>().join("; "));
    Chart::new(title, frame.finish(&description))
}
