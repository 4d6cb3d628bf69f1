//! What an ensemble gave, as tables for people.

use corridor::evaluate::Row;
use corridor::report::{Align, Document, Table};

/// Where each number is from; columns of the table for people.
const LABELS: [&str; 4] = ["scenario", "indicator", "subject", "period"];

/// What a statistic is called by which answers to questions begin.
pub(crate) const AT_LEAST: &str = "at-least-";

/// One line for each number, its statistics side by side, differences on lines of their own; and one for each answer.
///
/// `asked` gives the value of an answer as it was asked about.
pub(crate) fn page(
    rows: &[Row],
    title: &str,
    quantiles: &[String],
    asked: impl Fn(&Row) -> Option<String>,
) -> Document {
    let names = ["mean"].into_iter().chain(quantiles.iter().map(String::as_str)).chain(["probability"]);
    let names: Vec<&str> = names.collect();
    Document::new().table(spread(rows, title, &names)).table(answers(rows, asked))
}

fn labelled(title: &str) -> Table {
    LABELS.iter().fold(Table::new(title), |table, label| table.column(label, Align::Left))
}

fn spread(rows: &[Row], title: &str, names: &[&str]) -> Table {
    let is_level = |row: &&Row| !row.statistic.starts_with(AT_LEAST);
    let mut table = names.iter().fold(labelled(title), |table, name| table.column(name, Align::Right));
    let mut line: Option<Line> = None;
    for row in rows.iter().filter(is_level) {
        let next = Line::of(row, names.len());
        if let Some(done) = line.take_if(|line| line.labels != next.labels) {
            table.push(done.into_cells());
        }
        line.get_or_insert(next).take(row, names);
    }
    if let Some(line) = line {
        table.push(line.into_cells());
    }
    table
}

/// How likely the values that were asked about are reached.
fn answers(rows: &[Row], asked: impl Fn(&Row) -> Option<String>) -> Table {
    let table =
        labelled("Values asked about").column("at least", Align::Right).column("probability", Align::Right);
    rows.iter().fold(table, |mut table, row| {
        if let Some(value) = asked(row) {
            table.push(labels(row).into_iter().chain([value, percent(row.value)]));
        }
        table
    })
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn labels(row: &Row) -> [String; 4] {
    let is_difference = row.statistic.starts_with("difference-");
    let scenario = if is_difference { format!("{} - first", row.scenario) } else { row.scenario.to_string() };
    [scenario, row.indicator.to_string(), row.subject.to_string(), row.period.to_string()]
}

/// A line of the table in the making.
struct Line {
    labels: [String; 4],
    statistics: Vec<String>,
}

impl Line {
    fn of(row: &Row, statistics: usize) -> Self {
        Self { labels: labels(row), statistics: vec![String::new(); statistics] }
    }

    fn take(&mut self, row: &Row, names: &[&str]) {
        let name = row.statistic.trim_start_matches("difference-");
        if let Some(place) = names.iter().position(|statistic| *statistic == name) {
            self.statistics[place] = row.unit.show(rounded(row.value));
        }
    }

    fn into_cells(self) -> impl Iterator<Item = String> {
        self.labels.into_iter().chain(self.statistics)
    }
}

/// To four digits.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}
