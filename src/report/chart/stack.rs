use crate::calendar::Period;
use crate::compare::{Comparison, Selection};
use crate::evaluate::Indicator;

use super::drawing::{Anchor, Fill, Stroke, broken, cut, width_of};
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
    let common = leave_out_common(&mut routes);
    let said =
        if common.is_empty() { String::new() } else { format!("; on all of them: {}", common.join(", ")) };
    let under = format!("Share of what is shipped, %, by legs{said}");
    Ok(drawn(&format!("Routes of {demand}, {scenario}"), &under, &first.periods, &routes, size))
}

/// The demand of a route `demand/leg+leg`.
fn of(route: &str) -> Option<&str> {
    route.split_once('/').map(|(demand, _)| demand)
}

/// The legs of a route.
fn name(route: &str) -> String {
    route.split_once('/').map_or(route, |(_, legs)| legs).replace('+', ", ")
}

/// Leaves the legs that all of several routes have out of their names, and returns them.
fn leave_out_common(routes: &mut [(String, Vec<f64>)]) -> Vec<String> {
    let legs = |name: &str| name.split(", ").map(str::to_owned).collect::<Vec<_>>();
    let named: Vec<Vec<String>> = routes.iter().map(|(name, _)| legs(name)).collect();
    let [first, others @ ..] = &*named else { return Vec::new() };
    let is_common = |leg: &&String| !others.is_empty() && others.iter().all(|route| route.contains(leg));
    let common: Vec<String> = first.iter().filter(is_common).cloned().collect();
    // A route that has no leg but these would be left without a name.
    if named.iter().any(|route| route.iter().all(|leg| common.contains(leg))) {
        return Vec::new();
    }
    for ((name, _), mut legs) in routes.iter_mut().zip(named) {
        legs.retain(|leg| !common.contains(leg));
        *name = legs.join(", ");
    }
    common
}

/// The names of routes in as many lines as there is room for: `most` each.
fn in_lines(name: &str, width: f64, most: usize) -> Vec<String> {
    let mut lines = broken(name, LABEL, width);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        // The end of a route tells more than its middle.
        let (start, end) = (rest.split(", ").next().unwrap_or(""), rest.rsplit(", ").next().unwrap_or(""));
        lines.push(cut(&format!("{start}, … {end}"), LABEL, width));
    }
    lines.iter().map(|line| cut(line, LABEL, width)).collect()
}

fn drawn(title: &str, under: &str, periods: &[Period], routes: &[(String, Vec<f64>)], size: Size) -> Chart {
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
    label_areas(&mut frame, routes, &middles, label - 14.0);
    let last = |shares: &[f64]| shares.last().copied().unwrap_or(0.0) * 100.0;
    let ends = routes.iter().map(|(name, shares)| format!("{name}: {:.0} %", last(shares)));
    let description = format!("{title}. At the end: {}", ends.collect::<Vec<_>>().join("; "));
    Chart::new(title, frame.finish(&description))
}

/// The names of the areas beside them, as near to their middles as can be.
fn label_areas(frame: &mut Frame, routes: &[(String, Vec<f64>)], middles: &[f64], width: f64) {
    let line = LABEL + 3.0;
    let room = frame.bottom - frame.top;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
    let most = ((room / line / routes.len().max(1) as f64) as usize).clamp(1, 4);
    let names: Vec<Vec<String>> = routes.iter().map(|(name, _)| in_lines(name, width, most)).collect();
    let tallest = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let half = (tallest - 1.0) / 2.0 * line;
    let places = spread(middles, tallest * line + 2.0, (frame.top + 6.0 + half, frame.bottom - half));
    for (number, (lines, place)) in names.iter().zip(places).enumerate() {
        let x = frame.right + 8.0;
        let fill = Fill { class: "area", colour: area(number), edge: None, tip: "" };
        frame.drawing.rectangle((x, place - 5.0, 10.0, 10.0), fill);
        let first = place + 4.0 - (lines.len() as f64 - 1.0) / 2.0 * line;
        for (number, text) in lines.iter().enumerate() {
            let y = first + number as f64 * line;
            frame.drawing.text((x + 14.0, y), Anchor::Start, ink(LABEL), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_named_by_what_tells_them_apart() {
        let route = |name: &str| (name.to_owned(), vec![1.0]);
        let mut routes =
            vec![route("rail, ferry, port"), route("rail, road, port"), route("rail, air, port")];
        assert_eq!(leave_out_common(&mut routes), ["rail", "port"]);
        let names: Vec<&str> = routes.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["ferry", "road", "air"]);
        let mut routes = vec![route("rail"), route("rail, road")];
        assert!(leave_out_common(&mut routes).is_empty() && routes[0].0 == "rail");
        assert!(leave_out_common(&mut [route("rail, ferry")]).is_empty());
    }

    #[test]
    fn names_keep_their_ends() {
        let name = "tashkent-turkmenbashi, turkmenbashi-alat, alat-tbilisi, tbilisi-kars, kars-turkiye";
        assert_eq!(in_lines(name, 2000.0, 2), [name]);
        let lines = in_lines(name, 180.0, 2);
        assert!(lines.len() == 2 && lines[1].contains('…'), "{lines:?}");
    }
}
