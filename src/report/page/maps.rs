use crate::report::chart::{Size, network};

use super::figure::figure;
use super::html::Html;
use super::rests::Register;
use super::results::Results;
use super::shell::of_scenario;

/// The width of the map.
const WIDTH: f64 = 960.0;

/// The network, a drawing for each scenario.
pub(super) fn maps(html: &mut Html, results: &Results<'_>, register: &Register<'_>) {
    html.tag("section").attr("id", "map").inside(|html| {
        html.tag("h2").text("Network");
        if results.baseline().draft.legs.is_empty() {
            html.tag("p").text("The study has no network: there is nothing to draw.");
            return;
        }
        for case in &results.cases {
            let size = Size::new(WIDTH, WIDTH);
            let Ok(chart) = network(&case.draft, &case.outcome, results.map_at, size) else { continue };
            let things: Vec<String> = case.draft.legs.names().map(|name| format!("leg.{name}")).collect();
            of_scenario(html, "div", results, &case.name).inside(|html| {
                let caption = format!("What passes over each leg in {}, {}", results.map_at, case.name);
                figure(html, &chart, &caption, &register.computed(&things));
            });
        }
    });
}
