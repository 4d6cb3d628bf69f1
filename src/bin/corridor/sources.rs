//! `corridor sources`.

use std::collections::BTreeSet;

use clap::Args;
use corridor::evidence::{Provenance, Source};
use corridor::model::{Draft, InputLine, inputs};
use corridor::report::{Align, Cell, Document, Sheet, Table};
use corridor::scenario::BASELINE;

use crate::failure::Failure;
use crate::open;
use crate::output::{Format, Output};

const EXAMPLES: &str = "\
Examples:
  corridor sources middle-corridor
  corridor sources middle-corridor --scenario low-caspian
  corridor sources my-study.toml --format csv --out sources.csv

csv and json give each number in its base unit as well, and what is known of each of its sources.";

/// The columns of a sheet of sources.
const COLUMNS: [&str; 11] = [
    "input",
    "value",
    "number",
    "unit",
    "evidence",
    "source",
    "title",
    "publisher",
    "published",
    "address",
    "note",
];

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The scenario whose numbers are listed
    #[arg(long, default_value = BASELINE)]
    scenario: String,
    #[command(flatten)]
    output: Output,
}

/// Lists every number of a scenario with where it is from.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let study = open::study(&options.study)?;
    let draft = open::scenario(&study, &options.scenario)?;
    match options.output.format {
        Format::Table => options.output.page(&page(&draft)),
        Format::Csv | Format::Json => options.output.sheet(&sheet(&draft), ""),
    }
}

/// The inputs of which it can be said where they are from.
fn sourced(draft: &Draft) -> impl Iterator<Item = (InputLine<'_>, &Provenance)> {
    inputs(draft).into_iter().filter_map(|input| input.provenance.map(|provenance| (input, provenance)))
}

/// The sources of an input that the model knows.
fn sources_of<'a>(draft: &'a Draft, provenance: &'a Provenance) -> Vec<&'a Source> {
    provenance.sources.iter().filter_map(|id| draft.sources.get(id)).collect()
}

/// The names of the sources of an input.
fn names_of(provenance: &Provenance) -> String {
    provenance.sources.iter().map(ToString::to_string).collect::<Vec<String>>().join(", ")
}

fn sheet(draft: &Draft) -> Sheet {
    let mut sheet = Sheet::new(&COLUMNS);
    for (input, provenance) in sourced(draft) {
        let sources = sources_of(draft, provenance);
        let all = |field: fn(&Source) -> &String| {
            let texts: Vec<&str> = sources.iter().map(|source| field(source).as_str()).collect();
            Cell::text(Some(texts.join("; ")).filter(|text| !text.is_empty()))
        };
        let number = input.number;
        sheet.push([
            input.path.into(),
            input.value.into(),
            Cell::number(number.map(corridor::evidence::Number::central)),
            Cell::text(number.map(|number| number.unit.to_string())),
            provenance.evidence.word().into(),
            names_of(provenance).into(),
            all(|source| &source.title),
            all(|source| &source.publisher),
            all(|source| &source.published),
            all(|source| &source.address),
            provenance.note.as_str().into(),
        ]);
    }
    sheet
}

/// Every number, then every source that one of them names.
fn page(draft: &Draft) -> Document {
    let mut table = Table::new("Numbers and where they are from")
        .column("input", Align::Left)
        .column("value", Align::Left)
        .column("evidence", Align::Left)
        .column("source", Align::Left)
        .dispensable_column("note", Align::Left, 1);
    let mut named = BTreeSet::new();
    for (input, provenance) in sourced(draft) {
        named.extend(provenance.sources.iter().map(ToString::to_string));
        let evidence = provenance.evidence.word().to_owned();
        table.push([input.path, input.value, evidence, names_of(provenance), provenance.note.clone()]);
    }
    let cited = draft.sources.iter().filter(|(id, _)| named.contains(id.as_str()));
    let citations = cited.map(|(id, source)| citation(id.as_str(), source));
    citations.fold(Document::new().table(table), |page, citation| page.text(&citation))
}

/// A source as a line of a bibliography, its address on a line of its own.
fn citation(id: &str, source: &Source) -> String {
    let parts = [&source.title, &source.publisher, &source.published];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let address = if source.address.is_empty() { String::new() } else { format!("\n  {}", source.address) };
    format!("{id}  {}{address}", parts.join(". "))
}
