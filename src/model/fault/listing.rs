//! How messages write lists and offers.

use std::fmt::Display;

use crate::quantity::Unit;

/// `a`, `a or b`, `a, b or c`.
pub(in crate::model) fn one_of(items: &[impl Display]) -> String {
    joined(items, "or")
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn all_of(items: &[impl Display]) -> String {
    joined(items, "and")
}

fn joined(items: &[impl Display], word: &str) -> String {
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    match texts.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} {word} {last}", first.join(", ")),
        Some((last, _)) => last.clone(),
        None => "none".to_owned(),
    }
}

/// What to write instead of an unknown name: the nearest one, or those there are.
pub(super) fn offer(nearest: Option<&str>, known: &[String], more: usize) -> String {
    match (nearest, known, more) {
        (Some(nearest), ..) => format!("; did you mean `{nearest}`?"),
        (None, [], _) => "; there is none yet: add it".to_owned(),
        (None, known, 0) => format!("; there is {}", all_of(known)),
        (None, known, more) => format!("; there is {} and {more} more", known.join(", ")),
    }
}

/// An article before a word.
pub(super) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// A number in four figures, which is as much as a message needs.
pub(in crate::model) fn figures(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// A number of a base unit as people write it, in four figures.
pub(in crate::model) fn shown(value: f64, unit: Unit) -> String {
    unit.show(figures(value))
}
