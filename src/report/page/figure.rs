use crate::report::chart::Chart;

use super::grid::sources;
use super::html::Html;
use super::rests::Rests;
use super::sentence::cited;

/// A chart with what it shows and what is nearest to what it was computed from.
pub(super) fn figure(html: &mut Html, chart: &Chart, caption: &str, rests: &Rests) {
    html.tag("figure").inside(|html| {
        html.tag("div").attr("class", "paper").inside(|html| html.chart(chart));
        html.tag("figcaption").inside(|html| {
            html.text(&format!("{caption}. "));
            if !rests.sources.is_empty() {
                html.text("Sources: ");
                sources(html, rests);
                html.text(". ");
            }
            cited(html, &rests.brief, &Rests { sources: Vec::new(), ..rests.clone() });
            html.text(".");
        });
    });
}
