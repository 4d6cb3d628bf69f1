//! A difference and what makes it, as a table.

use crate::sensitivity::{Attribution, Explained, Interaction, Part, Player};

use super::number::{ABSENT, percent_change, rounded, signed};
use super::{Align, Document, Scale, Table};

/// A table of the parts of each of these values, and what is to be known of the changes.
///
/// Parts stand by size, the largest first, and `reached` is the value with all parts down to that one.
pub fn explained(attribution: &Attribution, values: &[Explained]) -> Document {
    let tables = values.iter().map(|value| parts_table(attribution, value));
    let interactions = values.iter().map(interactions_table);
    Document::new()
        .text(&about(attribution))
        .tables(tables.zip(interactions).flat_map(|(parts, interactions)| [parts, interactions]))
        .text(&rests(attribution.players()))
}

/// What is explained, how, and from how many runs.
fn about(attribution: &Attribution) -> String {
    let (from, to) = (attribution.from(), attribution.to());
    let (changes, runs) = (attribution.players().len(), attribution.runs());
    let how = match attribution.permutations() {
        None => "exact".to_owned(),
        Some(taken) => format!("estimated from {} permutations of seed {}", taken.count(), taken.seed()),
    };
    let solved = match attribution.unsolved() {
        0 => "every period solved".to_owned(),
        runs => format!("NOT SOLVED in {runs} runs, read with care"),
    };
    let changes = counted(changes, "change");
    let runs = counted(runs, "run");
    format!(
        "{}: from `{from}` to `{to}` by {changes} (Shapley values, {how}, {runs}); {solved}",
        attribution.study()
    )
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn parts_table(attribution: &Attribution, value: &Explained) -> Table {
    let shown = Shown::of(value);
    let Explained { indicator, subject, period, .. } = value;
    let unit = match shown.scale.symbol() {
        "" => String::new(),
        symbol => format!(", {symbol}"),
    };
    let is_estimated = value.parts.iter().any(|part| part.standard_error.is_some());
    let mut table = Table::new(&format!("{indicator} of {subject} in {period}{unit}"))
        .column("change", Align::Left)
        .column("part", Align::Right);
    if is_estimated {
        table = table.column("±", Align::Right);
    }
    table = table.column("share", Align::Right).column("reached", Align::Right);
    table = table.dispensable_column("note", Align::Left, 1);
    push_end(&mut table, attribution.from(), is_estimated, &shown.plain(value.start));
    let mut reached = value.start;
    for part in by_size(&value.parts) {
        reached += part.value;
        let mut cells = vec![part.name.clone(), shown.signed(part.value)];
        cells.extend(part.standard_error.map(|error| shown.plain(error)));
        let share = value.share(part).map_or_else(|| ABSENT.to_owned(), |share| percent_change(Some(share)));
        cells.extend([share, shown.plain(reached), note(&attribution.players()[part.player])]);
        table.push(cells);
    }
    push_end(&mut table, attribution.to(), is_estimated, &shown.plain(value.end));
    table
}

/// The row of a scenario.
fn push_end(table: &mut Table, scenario: &str, is_estimated: bool, value: &str) {
    let between = if is_estimated { 3 } else { 2 };
    let cells = std::iter::once(scenario.to_owned()).chain(std::iter::repeat_n(String::new(), between));
    table.push(cells.chain([value.to_owned()]));
}

fn by_size(parts: &[Part]) -> Vec<&Part> {
    let mut parts: Vec<&Part> = parts.iter().collect();
    parts.sort_by(|one, other| other.value.abs().total_cmp(&one.value.abs()));
    parts
}

/// Why the changes were taken; of a group also what they are.
fn note(player: &Player) -> String {
    let of_change =
        |change: &crate::sensitivity::PlayerChange| match (player.changes.len(), change.note.as_str()) {
            (1, note) => note.to_owned(),
            (_, "") => change.change.clone(),
            (_, note) => format!("{} ({note})", change.change),
        };
    player.changes.iter().map(of_change).collect::<Vec<String>>().join("; ")
}

fn interactions_table(value: &Explained) -> Table {
    let shown = Shown::of(value);
    let title = format!("{} of {} in {}: pairs of changes", value.indicator, value.subject, value.period);
    let mut table = Table::new(&title)
        .column("change", Align::Left)
        .column("and", Align::Left)
        .column(&format!("together {}", shown.scale.symbol()), Align::Right)
        .note(
            "Above 0 they help each other, below they stand in for each other (Shapley interaction index).",
        );
    let mut pairs: Vec<&Interaction> = value.interactions.iter().collect();
    pairs.sort_by(|one, other| other.value.abs().total_cmp(&one.value.abs()));
    for Interaction { names: [one, other], value, .. } in pairs {
        table.push([one.clone(), other.clone(), shown.signed(*value)]);
    }
    table
}

/// What has no effect alone.
fn rests(players: &[Player]) -> String {
    let resting = players.iter().filter(|player| !player.rests_on.is_empty());
    let told = resting.map(|player| {
        let others: Vec<String> =
            player.rests_on.iter().map(|other| format!("`{}`", players[*other].name)).collect();
        format!("`{}` has no effect, or not all of it, without {}.", player.name, others.join(" and "))
    });
    told.collect::<Vec<String>>().join("\n")
}

/// The scale and the decimals of one value and its parts.
struct Shown<'a> {
    value: &'a Explained,
    scale: Scale,
    decimals: usize,
}

impl<'a> Shown<'a> {
    fn of(value: &'a Explained) -> Self {
        let numbers = || value.parts.iter().map(|part| part.value).chain([value.start, value.end]);
        let scale = Scale::of(value.indicator, value.unit, numbers());
        let decimals = scale.decimals(numbers().map(|number| scale.shown(number, value.period)));
        Self { value, scale, decimals }
    }

    fn plain(&self, number: f64) -> String {
        rounded(self.scale.shown(number, self.value.period), self.decimals)
    }

    fn signed(&self, number: f64) -> String {
        signed(self.scale.shown(number, self.value.period), self.decimals)
    }
}
