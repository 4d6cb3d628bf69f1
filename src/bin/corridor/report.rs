//! `corridor report`.

use std::path::PathBuf;

use clap::Args;
use corridor::calendar::Period;
use corridor::ensemble::{Design, EnsembleError};
use corridor::evaluate::Wanted;
use corridor::report::page::{Report, ReportError};
use corridor::study::Study;

use crate::failure::{Failure, warn};
use crate::method::Method;
use crate::open;
use crate::output::Destination;

const EXAMPLES: &str = "\
Examples:
  corridor report middle-corridor --out report.html
  corridor report middle-corridor --scenario baseline,oil-ramp,low-caspian --out report.html
  corridor report my-study.toml --of corridor-volume:middle@2030 --at 2030,2025,2040 --draws 10000 --out report.html

The page needs nothing beside it and fetches nothing: a summary in words, the network with its flows, charts, tables that
sort, every number with its source, the study, and the command that makes the page again. The same study, options and seed
give the same bytes, on any number of threads.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The scenarios (several: repeat, or separate by commas); the first is what others are compared with. All of the
    /// study's if none is named
    #[arg(long, visible_alias = "scenarios", value_name = "SCENARIO", value_delimiter = ',')]
    scenario: Vec<String>,
    /// How many draws of what is uncertain; 0 for none
    #[arg(long, value_name = "N", default_value_t = 2000)]
    draws: u64,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How the draws of each input spread: monte-carlo, latin-hypercube or sobol
    #[arg(long, visible_alias = "sampling", default_value_t = Design::MonteCarlo)]
    design: Design,
    /// The periods of its tables, such as 2025,2030,2040; the map is of the first
    #[arg(long, value_name = "PERIOD", value_delimiter = ',')]
    at: Vec<Period>,
    /// The number it is about, such as corridor-volume:middle@2030; by default the volume of the corridor that targets
    /// speak of, where the scenarios differ most
    #[arg(long, value_name = "INDICATOR:SUBJECT@PERIOD")]
    of: Option<Wanted>,
    /// How many threads; by default one for each core
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    method: Method,
    #[command(flatten)]
    destination: Destination,
}

/// Runs the scenarios and writes the page.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let study = open::study(&options.study)?;
    let page = report(options, &study).html(&*options.method.assignment()).map_err(told)?;
    if page.contains("class=\"warning\"") {
        warn(
            "some periods were not solved; the page says which, and its numbers of them are the best the method had",
        );
    }
    options.destination.text(&page)
}

/// The report as the options have it.
fn report<'a>(options: &Options, study: &'a Study) -> Report<'a> {
    let mut report = Report::new(study)
        .scenarios(options.scenario.iter().map(String::as_str))
        .draws(options.draws)
        .seed(options.seed)
        .design(options.design)
        .at(options.at.iter().copied())
        .method_named(options.method.word());
    if let Some(wanted) = &options.of {
        report = report.of(wanted.clone());
    }
    if let Some(count) = options.threads {
        report = report.threads(usize::from(count));
    }
    let file = options.destination.path().map(PathBuf::as_path).and_then(|path| path.to_str());
    match file {
        Some(file) => report.written_to(file),
        None => report,
    }
}

/// A fault of the study, or of the command line.
fn told(error: ReportError) -> Failure {
    match error {
        ReportError::Run(corridor::study::RunError::Model { .. })
        | ReportError::Ensemble(EnsembleError::Sampling { .. }) => Failure::study(error),
        error => Failure::usage(error),
    }
}
