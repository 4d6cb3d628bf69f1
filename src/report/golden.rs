//! Pages of hand-made outcomes against files under `tests/golden`; `UPDATE_GOLDEN=1` writes the files anew.

use std::path::Path;

use super::*;
use crate::compare::{Column, Comparison, Headline, Line, Selection, fixture, sort};
use crate::evaluate::Indicator;

/// Compares a text with the golden file of this name.
fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, golden, "{name} differs; if that is meant, run the tests with UPDATE_GOLDEN=1");
}

fn comparison() -> Comparison {
    Comparison::new(&fixture::baseline(), &[fixture::stopped(&fixture::berths())]).unwrap()
}

#[test]
fn the_headline() {
    let comparison = comparison();
    let page = headline(&comparison, &Headline::new(&comparison, &fixture::draft()));
    check("headline.txt", &page.render(&Style::plain()));
    check("headline-60.txt", &page.render(&Style::plain().with_width(60)));
    let alone = Comparison::new(&fixture::baseline(), &[]).unwrap();
    let page = headline(&alone, &Headline::new(&alone, &fixture::draft()));
    check("headline-run.txt", &page.render(&Style::plain()));
}

#[test]
fn selected_values() {
    let selection = Selection::new().indicator(Indicator::Utilisation).indicator(Indicator::CorridorVolume);
    check("side-by-side.txt", &side_by_side(&comparison(), &selection).render(&Style::plain()));
    check(
        "side-by-side-70.txt",
        &side_by_side(&comparison(), &selection).render(&Style::plain().with_width(70)),
    );
}

#[test]
fn sorted_differences() {
    let comparison = comparison();
    let selection = Selection::new().periods(fixture::year(2030));
    let mut lines: Vec<Line> =
        comparison.lines(&selection).filter(|line| &*line.scenario == "berths").collect();
    sort(&mut lines, &[Column::RelativeDifference]);
    check("long.txt", &long(&lines).render(&Style::plain()));
}

#[test]
fn rows_of_a_comparison() {
    let comparison = comparison();
    let selection = Selection::new().indicator(Indicator::CorridorVolume).periods(fixture::year(2030));
    let lines: Vec<Line> = comparison.lines(&selection).collect();
    let mut csv = Vec::new();
    write_csv(comparison.rows(lines.clone()), &mut csv).unwrap();
    check("rows.csv", std::str::from_utf8(&csv).unwrap());
    let mut json = Vec::new();
    write_json(comparison.rows(lines), &mut json).unwrap();
    check("rows.json", std::str::from_utf8(&json).unwrap());
}

#[cfg(feature = "cli")]
#[test]
fn a_terminal_has_rules_and_bold_titles() {
    let selection = Selection::new().indicator(Indicator::Utilisation);
    let text = side_by_side(&comparison(), &selection).render(&Style::terminal().with_width(80));
    check("terminal.txt", &text);
}
