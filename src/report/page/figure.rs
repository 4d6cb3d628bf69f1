use crate::report::chart::Chart;

use super::grid::sources;
use super::html::Html;
use super::rests::Rests;
use super::sentence::capital;

/// A chart with what it shows and what it was computed from.
pub(super) fn figure(html: &mut Html, chart: &Chart, caption: &str, rests: &Rests) {
    html.tag("figure").inside(|html| {
        html.tag("div").attr("class", "paper").inside(|html| html.chart(chart));
        html.tag("figcaption").inside(|html| {
            html.text(&format!("{caption}. {}", capital(&rests.note)));
            if rests.sources.is_empty() {
                html.text(".");
            } else {
                html.text("; sources: ");
                sources(html, rests);
                html.text(".");
            }
        });
    });
}
