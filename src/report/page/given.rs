use std::collections::BTreeMap;

use crate::evidence::{Provenance, Source};
use crate::model::{InputLine, input_diff, inputs};

use super::grid::{Cell, Grid, Kind};
use super::html::Html;
use super::rests::{Register, Rests};
use super::results::{Case, Results};
use super::sentence::counted;
use super::shell::of_scenario;

/// Every number that the study gives, with what it is and where it is from.
pub(super) fn given(html: &mut Html, results: &Results<'_>, register: &Register<'_>) {
    html.tag("section").attr("id", "inputs").inside(|html| {
        html.tag("h2").text("Inputs");
        if register.lines().is_empty() {
            html.tag("p").text("The study gives no numbers.");
        }
        let caption = format!("Every number of {}", results.baseline().name);
        let mut grid = columns(Grid::new(caption));
        for (place, line) in register.lines().iter().enumerate() {
            let (rests, cells) = cells(line);
            grid.named_row(format!("input-{place}"), rests, cells);
        }
        grid.write(html);
        for case in results.cases.iter().skip(1) {
            let grid = changed(results, case);
            if !grid.is_empty() {
                of_scenario(html, "div", results, &case.name).inside(|html| grid.write(html));
            }
        }
    });
}

fn columns(grid: Grid) -> Grid {
    grid.column("number", Kind::Text)
        .column("value", Kind::Number)
        .column("evidence", Kind::Text)
        .column("source", Kind::Text)
        .column("note", Kind::Text)
}

fn cells(line: &InputLine<'_>) -> (Rests, Vec<Cell>) {
    let provenance = line.provenance.cloned().unwrap_or_default();
    let central = line.number.map(crate::evidence::Number::central);
    let text = plain(&line.value);
    let value = central.map_or(Cell::from(&*text), |central| Cell::Number(text.clone(), central));
    let cells = vec![
        Cell::from(&*line.path),
        value,
        Cell::from(provenance.evidence.word()),
        Cell::Text(names(&provenance)),
        Cell::from(&*provenance.note),
    ];
    // The note has a column of its own, where the script finds it.
    (Rests { note: String::new(), ..Rests::of(&provenance) }, cells)
}

/// A value for people: a distribution without the marks of the notation.
fn plain(value: &str) -> String {
    match value.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
        Some(inner) => inner.replace('"', "").replace(" = ", " ").trim().to_owned(),
        None => value.to_owned(),
    }
}

fn names(provenance: &Provenance) -> String {
    provenance.sources.iter().map(ToString::to_string).collect::<Vec<String>>().join(", ")
}

/// What a scenario gives otherwise than the baseline.
fn changed(results: &Results<'_>, case: &Case) -> Grid {
    let mut grid = Grid::new(format!("What {} gives otherwise than {}", case.name, results.baseline().name))
        .column("input", Kind::Text)
        .column(results.baseline().name.to_string(), Kind::Text)
        .column(case.name.to_string(), Kind::Text);
    let lines = inputs(&case.draft);
    let provenances: BTreeMap<&str, &Provenance> =
        lines.iter().filter_map(|line| Some((line.path.as_str(), line.provenance?))).collect();
    for change in input_diff(&results.baseline().draft, &case.draft) {
        let rests = provenances.get(change.path.as_str()).map(|provenance| Rests::of(provenance));
        let old = change.old.unwrap_or_else(|| "–".to_owned());
        let new = change.new.unwrap_or_else(|| "–".to_owned());
        grid.row(rests.unwrap_or_default(), vec![change.path.into(), old.into(), new.into()]);
    }
    grid
}

/// The sources, each with what rests on it.
pub(super) fn bibliography(html: &mut Html, results: &Results<'_>, register: &Register<'_>) {
    let uses = uses(register);
    html.tag("section").attr("id", "sources").inside(|html| {
        html.tag("h2").text("Sources");
        if results.baseline().draft.sources.is_empty() {
            html.tag("p").text("The study names no sources.");
            return;
        }
        html.tag("ol").attr("class", "sources").inside(|html| {
            for (id, source) in all_sources(results) {
                html.tag("li").attr("id", &format!("source-{id}")).inside(|html| {
                    entry(html, id, source);
                    rests_on_it(html, uses.get(id).map_or(&[][..], Vec::as_slice), register);
                });
            }
        });
    });
}

/// The sources of all scenarios, each once: a scenario may add some.
fn all_sources<'r>(results: &'r Results<'_>) -> Vec<(&'r str, &'r Source)> {
    let mut all: Vec<(&str, &Source)> = Vec::new();
    for case in &results.cases {
        for (id, source) in case.draft.sources.iter() {
            if !all.iter().any(|(known, _)| *known == id.as_str()) {
                all.push((id.as_str(), source));
            }
        }
    }
    all
}

fn entry(html: &mut Html, id: &str, source: &Source) {
    html.tag("span").attr("class", "ref").inline(id);
    html.text(" ");
    let title = if source.title.is_empty() { id } else { &source.title };
    html.tag("cite").inline(title);
    html.text(". ");
    for (class, text, after) in
        [("publisher", &source.publisher, ", "), ("published", &source.published, ". ")]
    {
        if !text.is_empty() {
            html.tag("span").attr("class", class).inline(text);
            // `n.d.` ends with its own full stop.
            html.text(if text.ends_with('.') { " " } else { after });
        }
    }
    address(html, &source.address);
    if !source.quote.is_empty() {
        html.tag("q").attr("class", "quote").text(&source.quote);
    }
    if !source.note.is_empty() {
        html.tag("p").attr("class", "note").text(&source.note);
    }
}

/// An address, as a link if it leads to the web.
fn address(html: &mut Html, address: &str) {
    if address.is_empty() {
        return;
    }
    let is_web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
    if is_web {
        html.tag("a").attr("href", address).attr("rel", "noopener noreferrer").text(address);
    } else {
        html.tag("span").text(address);
    }
}

/// By source the numbers that rest on it, by their place.
fn uses<'r>(register: &'r Register<'_>) -> BTreeMap<&'r str, Vec<usize>> {
    let mut uses: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, line) in register.lines().iter().enumerate() {
        for source in line.provenance.iter().flat_map(|provenance| &provenance.sources) {
            uses.entry(source.as_str()).or_default().push(place);
        }
    }
    uses
}

fn rests_on_it(html: &mut Html, places: &[usize], register: &Register<'_>) {
    if places.is_empty() {
        html.tag("p").attr("class", "used").text("No number of the first scenario rests on it.");
        return;
    }
    html.tag("details").attr("class", "used").inside(|html| {
        let verb = if places.len() == 1 { "rests" } else { "rest" };
        html.tag("summary").text(&format!("{} {verb} on it", counted(places.len(), "number")));
        for (number, place) in places.iter().enumerate() {
            if number > 0 {
                html.text(", ");
            }
            html.tag("a").attr("href", &format!("#input-{place}")).inline(&register.lines()[*place].path);
        }
    });
}
