//! What matters, as tables: what happens to us apart from what we choose.

use crate::scenario::Control;
use crate::sensitivity::{Found, Interval, Ranked, Ranking, Response};

use super::number::rounded;
use super::{Align, Document, Scale, Table};

/// Tables of what was found of the inputs, those that we choose apart from those that happen to us, and of pairs.
///
/// What cannot be told from zero is said to be so, and stands in one sentence under the tables where nothing else is
/// known of it.
pub fn ranked(response: &Response<'_>, ranking: &Ranking) -> Document {
    let shown = Shown::of(response, ranking);
    let table = |title: &str, control: Control| {
        let of = |ranked: &&Ranked| ranked.control == control && ranked.is_distinguishable();
        shown.table(title, "input", ranking.inputs.iter().filter(of))
    };
    let none = if ranking.method == "tornado" { "Without effect" } else { "Not distinguishable from zero" };
    let pairs = ranking.pairs.iter().filter(|pair| pair.is_distinguishable());
    Document::new()
        .text(&about(response, ranking, &shown.scale))
        .table(table("Uncertainties: what happens to us", Control::Uncertainty))
        .table(table("Levers: what we choose", Control::Lever))
        .table(shown.table("Pairs: what two do together", "pair", pairs))
        .text(&rest(none, &ranking.inputs))
        .text(&rest("Pairs not distinguishable from zero", &ranking.pairs))
}

/// What was looked at, how, and how groups were taken.
fn about(response: &Response<'_>, ranking: &Ranking, scale: &Scale) -> String {
    let what = match ranking.method {
        "tornado" => "each input from end to end of its range, all others at their medians",
        "morris" => "elementary effects: changes over the whole range of an input, wherever the others are",
        "sobol" => "Sobol' indices: shares of the variance, alone and in total, with intervals of 95 %",
        _ => "Shapley effects: shares of the variance that add up to 1, with intervals of 95 %",
    };
    let unit = if scale.symbol().is_empty() || is_of_shares(ranking) {
        String::new()
    } else {
        format!(", in {}", scale.symbol())
    };
    format!(
        "{} of {}{unit}; {what}; {} runs.{}",
        response.wanted(),
        response.study(),
        ranking.runs,
        groups(response, ranking)
    )
}

fn is_of_shares(ranking: &Ranking) -> bool {
    matches!(ranking.method, "sobol" | "shapley")
}

/// What became of inputs that go together.
fn groups(response: &Response<'_>, ranking: &Ranking) -> String {
    let named = |(name, count): (&std::sync::Arc<str>, usize)| format!("`{name}` ({count} inputs)");
    let named: Vec<String> = response.groups().map(named).collect();
    let named = named.join(", ");
    match ranking.method {
        _ if named.is_empty() => String::new(),
        "sobol" => {
            format!(" Inputs that go together count as one: {named}; the method `shapley` tells them apart.")
        }
        "shapley" => String::new(),
        _ => format!(" That inputs go together is not seen: {named}."),
    }
}

/// Those that cannot be told from zero, in one sentence.
fn rest(title: &str, all: &[Ranked]) -> String {
    let names: Vec<&str> =
        all.iter().filter(|ranked| !ranked.is_distinguishable()).map(|ranked| &*ranked.name).collect();
    if names.is_empty() { String::new() } else { format!("{title}: {}", names.join(", ")) }
}

/// The units in which numbers are shown.
struct Shown<'a, 'p> {
    response: &'a Response<'p>,
    scale: Scale,
    decimals: usize,
}

impl<'a, 'p> Shown<'a, 'p> {
    fn of(response: &'a Response<'p>, ranking: &Ranking) -> Self {
        let numbers = || {
            let all = ranking.inputs.iter().flat_map(|ranked| ranked.found.iter());
            all.filter_map(|(_, found)| match found {
                Found::Value(value) => Some(*value),
                Found::Estimate(interval) => Some(interval.value),
                Found::Share(_) | Found::Input(_) => None,
            })
        };
        let wanted = response.wanted();
        let scale = Scale::of(wanted.indicator, response.unit(), numbers());
        let decimals = scale.decimals(numbers().map(|number| scale.shown(number, wanted.period)));
        Self { response, scale, decimals }
    }

    fn table<'r>(&self, title: &str, what: &str, ranked: impl Iterator<Item = &'r Ranked>) -> Table {
        let mut rows = ranked.peekable();
        let mut table = Table::new(title).column(what, Align::Left);
        for (statistic, found) in rows.peek().map_or(&[][..], |first| &first.found) {
            let align = if found.interval().is_some() { Align::Left } else { Align::Right };
            table = table.column(&statistic.replace('-', " "), align);
        }
        for ranked in rows {
            let cells = ranked.found.iter().map(|(_, found)| self.cell(&ranked.name, *found));
            table.push(std::iter::once(ranked.name.to_string()).chain(cells));
        }
        table
    }

    fn cell(&self, name: &str, found: Found) -> String {
        match found {
            Found::Share(interval) => told(interval, |share| format!("{:.1}", 100.0 * share), " %"),
            Found::Estimate(interval) => told(interval, |value| self.number(value), ""),
            Found::Value(value) => self.number(value),
            Found::Input(value) => self
                .response
                .number(name)
                .map_or_else(|| value.to_string(), |number| number.unit.show(short(value))),
        }
    }

    fn number(&self, value: f64) -> String {
        rounded(self.scale.shown(value, self.response.wanted().period), self.decimals)
    }
}

/// An interval, unless zero is in it.
fn told(interval: Interval, shown: impl Fn(f64) -> String, unit: &str) -> String {
    if interval.holds_zero() {
        return "not distinguishable from zero".to_owned();
    }
    format!("{}{unit} ({} to {})", shown(interval.value), shown(interval.low), shown(interval.high))
}

/// To four digits.
fn short(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}
