//! `corridor track-record`.

use clap::Args;
use corridor::evidence::{Predictive, TrackRecord};
use corridor::model::Draft;
use corridor::report::{Cell, Sheet};
use corridor::study::Study;

use crate::failure::Failure;
use crate::open;
use crate::output::{Format, Output};

const EXAMPLES: &str = "\
Examples:
  corridor track-record
  corridor track-record kazakh-oil
  corridor track-record my-study.toml --format csv

Of each class: what comes of a promise, as a ratio to it or as years that it is late. The next is expected
between `next 10 %` and `next 90 %` with four chances in five; `seen` are the same quantiles of what was seen,
as if nothing else could come. The median of all such promises lies within `median within` as surely as said.";

const COLUMNS: [&str; 10] = [
    "class",
    "promises",
    "of",
    "median",
    "next 10 %",
    "next 90 %",
    "seen 10 %",
    "seen 90 %",
    "median within",
    "surely",
];

/// How sure the range of the median is to be, if the promises are enough for it.
const SURE: f64 = 0.8;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command; without one, the classes that come with it
    study: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Lists classes of promises with what the next of each may turn out as.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let sheet = match &options.study {
        Some(name) => sheet(open::study(name)?.draft(), options.output.format),
        None => sheet(Study::track_records(), options.output.format),
    };
    options.output.sheet(&sheet, "How promises have turned out")
}

fn sheet(draft: &Draft, format: Format) -> Sheet {
    let mut sheet = Sheet::new(&COLUMNS);
    for (class, record) in draft.track_records.iter() {
        if let Ok(next) = record.predictive() {
            sheet.push(row(class.as_str(), record, &next, format));
        }
    }
    sheet
}

/// A class; in a table its numbers are rounded to three digits.
fn row(class: &str, record: &TrackRecord, next: &Predictive, format: Format) -> [Cell; COLUMNS.len()] {
    let number = |value: f64| match format {
        Format::Table => Cell::from(shown(value)),
        Format::Csv | Format::Json => Cell::number(Some(value)),
    };
    let median = next.median_between(SURE);
    [
        class.into(),
        Cell::count(Some(next.count())),
        if record.is_of_dates() { "years late" } else { "ratio" }.into(),
        number(next.quantile(0.5)),
        number(next.quantile(0.1)),
        number(next.quantile(0.9)),
        number(next.plain_quantile(0.1)),
        number(next.plain_quantile(0.9)),
        format!("{} to {}", shown(median.low), shown(median.high)).into(),
        format!("{:.0} %", median.probability * 100.0).into(),
    ]
}

/// A number to two or three digits.
fn shown(value: f64) -> String {
    if value.abs() < 0.1 { format!("{value:.3}") } else { format!("{value:.2}") }
}
