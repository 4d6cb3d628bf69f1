use super::again::again;
use super::figures::figures;
use super::given::{bibliography, given};
use super::html::{Html, Tag};
use super::maps::maps;
use super::rests::Register;
use super::results::Results;
use super::summary::summary;
use super::tables::tables;
use super::{Report, sentence};

/// How the page looks and what it does: the same on every page.
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Nothing is fetched: style and script stand on the page.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/// The sections, with what the navigation calls them.
const SECTIONS: [(&str, &str); 7] = [
    ("summary", "Summary"),
    ("map", "Network"),
    ("charts", "Charts"),
    ("tables", "Tables"),
    ("inputs", "Inputs"),
    ("sources", "Sources"),
    ("again", "Made again"),
];

/// The whole page.
pub(super) fn page(report: &Report<'_>, results: &Results<'_>) -> String {
    let register = Register::new(&results.baseline().draft);
    let mut html = Html::default();
    html.constant("<!DOCTYPE html>\n");
    html.tag("html").attr("lang", "en").inside(|html| {
        html.tag("head").inside(|html| head(html, results));
        html.tag("body").inside(|html| {
            html.tag("a").attr("class", "skip").attr("href", "#summary").text("Skip to the summary");
            top(html, results);
            html.tag("main").inside(|html| {
                summary(html, report, results, &register);
                maps(html, results, &register);
                figures(html, results, &register);
                tables(html, results, &register);
                given(html, results, &register);
                bibliography(html, results, &register);
                again(html, report, results);
            });
            html.notes();
            html.tag("div").attr("id", "tip").attr("role", "tooltip").flag("hidden", true).text("");
            html.tag("script").inside(|html| html.constant(SCRIPT));
        });
    });
    html.finish()
}

fn head(html: &mut Html, results: &Results<'_>) {
    html.tag("meta").attr("charset", "utf-8").void();
    html.tag("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY).void();
    html.tag("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1").void();
    let generator = concat!("corridor ", env!("CARGO_PKG_VERSION"));
    html.tag("meta").attr("name", "generator").attr("content", generator).void();
    html.tag("meta").attr("name", "color-scheme").attr("content", "light dark").void();
    html.tag("title").text(&results.study.draft().name);
    html.tag("style").inside(|html| html.constant(STYLE));
}

/// Title, navigation and switches.
fn top(html: &mut Html, results: &Results<'_>) {
    html.tag("header").inside(|html| {
        html.tag("div").attr("class", "bar").inside(|html| {
            html.tag("h1").text(&results.study.draft().name);
            html.tag("p").attr("class", "under").text(&under(results));
        });
    });
    html.tag("div").attr("class", "tools").inside(|html| {
        html.tag("nav").attr("aria-label", "Sections").inside(|html| {
            for (id, name) in SECTIONS {
                html.tag("a").attr("href", &format!("#{id}")).text(name);
            }
        });
        html.tag("button")
            .attr("type", "button")
            .attr("id", "theme")
            .attr("aria-pressed", "false")
            .text("Dark");
        scenarios(html, results);
    });
}

/// How many scenarios, periods and draws.
fn under(results: &Results<'_>) -> String {
    let horizon = results.comparison.horizon();
    let scenarios = sentence::counted(results.cases.len(), "scenario");
    let solved = if results.comparison.unsolved().is_empty() {
        "every period solved"
    } else {
        "not every period solved, read with care"
    };
    let draws = results.sure.as_ref().map_or_else(String::new, |sure| {
        let draws = usize::try_from(sure.draws()).unwrap_or(usize::MAX);
        format!(", {} draws", sentence::grouped(draws))
    });
    format!("{scenarios}, {} to {}{draws}; {solved}", horizon.first(), horizon.last())
}

fn scenarios(html: &mut Html, results: &Results<'_>) {
    html.tag("fieldset").attr("id", "scenarios").inside(|html| {
        html.tag("legend").text("Scenario");
        for (number, case) in results.cases.iter().enumerate() {
            html.tag("label").inside(|html| {
                html.tag("input")
                    .attr("type", "radio")
                    .attr("name", "scenario")
                    .attr("value", &case.name)
                    .flag("checked", number == 0)
                    .void();
                html.tag("span").inline(&case.name);
            });
        }
    });
}

/// An element that belongs to one scenario; it is shown if that is the first.
pub(super) fn of_scenario<'h>(
    html: &'h mut Html,
    name: &'static str,
    results: &Results<'_>,
    scenario: &str,
) -> Tag<'h> {
    html.tag(name).attr("data-scenario", scenario).flag("hidden", *results.baseline().name != *scenario)
}
