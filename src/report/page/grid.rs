use crate::evidence::Evidence;

use super::html::Html;
use super::rests::Rests;
use super::sentence::cited;

/// A table that readers sort.
#[derive(Debug, Default)]
pub(super) struct Grid {
    caption: String,
    columns: Vec<(String, Kind)>,
    rows: Vec<Row>,
}

/// How a column is set and sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
}

/// A row: what its numbers rest on, and its cells.
#[derive(Debug)]
struct Row {
    id: Option<String>,
    rests: Rests,
    cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    /// A number as it is shown, and as it is sorted.
    Number(String, f64),
    /// There is none.
    Nothing,
}

impl Cell {
    /// A number, if there is one.
    pub(super) fn number(value: Option<f64>, shown: impl FnOnce(f64) -> String) -> Self {
        value.map_or(Cell::Nothing, |value| Cell::Number(shown(value), value))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl Grid {
    /// A table under a caption.
    pub(super) fn new(caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), ..Self::default() }
    }

    /// With one more column.
    pub(super) fn column(mut self, heading: impl Into<String>, kind: Kind) -> Self {
        self.columns.push((heading.into(), kind));
        self
    }

    /// With one more row, whose first cell leads to what it rests on.
    pub(super) fn row(&mut self, rests: Rests, cells: Vec<Cell>) {
        self.rows.push(Row { id: None, rests, cells });
    }

    /// With one more row that can be pointed to.
    pub(super) fn named_row(&mut self, id: String, rests: Rests, cells: Vec<Cell>) {
        self.rows.push(Row { id: Some(id), rests, cells });
    }

    /// Whether it has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it, unless it has no rows; narrow screens scroll it.
    pub(super) fn write(&self, html: &mut Html) {
        if self.is_empty() {
            return;
        }
        let region = html.tag("div").attr("class", "scroll").attr("role", "region");
        region.attr("aria-label", &self.caption).attr("tabindex", "0").inside(|html| {
            html.tag("table").attr("class", "sortable").inside(|html| {
                html.tag("caption").text(&self.caption);
                html.tag("thead").inside(|html| html.tag("tr").inside(|html| self.headings(html)));
                html.tag("tbody").inside(|html| self.rows.iter().for_each(|row| write_row(html, row)));
            });
        });
    }

    fn headings(&self, html: &mut Html) {
        for (heading, kind) in &self.columns {
            let cell = html.tag("th").attr("scope", "col").attr("aria-sort", "none");
            let cell = if *kind == Kind::Number { cell.attr("class", "n") } else { cell };
            cell.inside(|html| html.tag("button").attr("type", "button").text(heading));
        }
    }
}

fn write_row(html: &mut Html, row: &Row) {
    let rests = &row.rests;
    let is_said = *rests != Rests::default();
    let note = html.note(&rests.note);
    let tag = html.tag("tr").attr_if("id", row.id.as_deref());
    let tag = tag.attr_if("data-sources", is_said.then(|| rests.ids()).as_deref());
    let tag = tag.attr_if("data-evidence", rests.evidence.map(Evidence::word));
    tag.attr_if("data-note", note.as_deref()).inside(|html| {
        for (place, cell) in row.cells.iter().enumerate() {
            if place == 0 { head(html, cell, rests, is_said) } else { body(html, cell) }
        }
    });
}

/// The first cell of a row, which leads to the first source; what it rests on stands on the row.
fn head(html: &mut Html, cell: &Cell, rests: &Rests, is_said: bool) {
    let (Cell::Text(text) | Cell::Number(text, _)) = cell else {
        return html.tag("th").attr("scope", "row").text("–");
    };
    html.tag("th").attr("scope", "row").inside(|html| {
        if is_said {
            let bare = Rests { sources: rests.sources.iter().take(1).cloned().collect(), ..Rests::default() };
            link(html, text, &bare);
        } else {
            html.text(text);
        }
    });
}

fn link(html: &mut Html, text: &str, rests: &Rests) {
    let place = rests.sources.first().map_or_else(|| "#inputs".to_owned(), |id| format!("#source-{id}"));
    html.tag("a").attr("class", "cited").attr("href", &place).inline(text);
}

fn body(html: &mut Html, cell: &Cell) {
    match cell {
        Cell::Text(text) => html.tag("td").inline(text),
        Cell::Number(text, value) => html.tag("td").attr("data-value", &sorted_by(text, *value)).inline(text),
        // The style marks what is empty.
        Cell::Nothing => html.tag("td").attr("class", "n").inline(""),
    }
}

/// By which number a cell is sorted: the one that is shown, where a plain number is, else four digits of its value.
fn sorted_by(shown: &str, value: f64) -> String {
    if shown.parse::<f64>().is_ok_and(|shown| (shown == 0.0) == (value == 0.0)) {
        return shown.to_owned();
    }
    format!("{value:.4e}").parse::<f64>().unwrap_or(value).to_string()
}

/// Sources by name, each leading to its place in the list.
pub(super) fn sources(html: &mut Html, rests: &Rests) {
    for (place, id) in rests.sources.iter().enumerate() {
        if place > 0 {
            html.text(", ");
        }
        cited(html, id, &Rests { sources: vec![id.clone()], ..Rests::default() });
    }
}
