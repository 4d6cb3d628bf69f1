//! `corridor run`.

use clap::Args;
use corridor::compare::{Comparison, Headline};
use corridor::report::{Document, headline, side_by_side, status, write_geojson};
use corridor::scenario::BASELINE;

use crate::failure::Failure;
use crate::method::Method;
use crate::open;
use crate::rows::{RowFormat, RowOutput};
use crate::selection::Choice;

const EXAMPLES: &str = "\
Examples:
  corridor run middle-corridor
  corridor run middle-corridor --scenario low-caspian --indicator throughput,queue-price
  corridor run my-study.toml --format csv --out rows.csv
  corridor run middle-corridor --format geojson --period 2025,2030 --out network.geojson

A table shows the headline, unless values are chosen or --all is given; csv and json always hold every chosen value,
in base units: study, scenario, indicator, subject, period, statistic, value, unit; parquet has the same columns, and
iamc the wide table that pyam reads. geojson is the network: nodes and legs with what passes in each chosen period.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The scenario, which may be given with --scenario as well
    #[arg(value_name = "SCENARIO", conflicts_with = "scenario")]
    positional: Option<String>,
    /// The scenario; the baseline if none is given
    #[arg(long, value_name = "SCENARIO")]
    scenario: Option<String>,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    method: Method,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    output: RowOutput,
}

/// Runs one scenario and shows its headline or the values chosen.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let study = open::study(&options.study)?;
    let scenario = options.positional.as_deref().or(options.scenario.as_deref()).unwrap_or(BASELINE);
    let draft = open::scenario(&study, scenario)?;
    let outcome = open::outcome(&draft, scenario, options.method)?;
    let alone = Comparison::new(&outcome, &[]).map_err(Failure::usage)?;
    let selection = options.choice.checked(&alone)?;
    open::warn_of_unsolved(&alone);
    open::tell_of_medians(&draft);
    match options.output.format {
        RowFormat::Table if options.choice.is_headline() => {
            options.output.page(&headline(&alone, &Headline::new(&alone, &draft)))
        }
        RowFormat::Table => {
            options.output.page(&Document::new().text(&status(&alone)).and(side_by_side(&alone, &selection)))
        }
        RowFormat::Geojson => {
            let periods = |period| selection.accepts_period(period);
            options.output.destination.write(|out| write_geojson(&draft, &outcome, periods, out))
        }
        _ => {
            let chosen =
                |row: &corridor::evaluate::Row| selection.accepts(row.indicator, &row.subject, row.period);
            options.output.rows(outcome.rows().filter(chosen))
        }
    }
}
