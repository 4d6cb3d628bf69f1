//! `corridor sample`.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;

use clap::Args;
use corridor::compare::{Comparison, Selection};
use corridor::ensemble::{
    Correlation, Design, Distributions, Ensemble, EnsembleError, Part, Sampling, SamplingError, Shard,
};
use corridor::evaluate::{Entry, Indicator, Row, evaluate};
use corridor::model::Plan;
use corridor::report::{Cell, Sheet};
use corridor::scenario::BASELINE;

use crate::failure::{Failure, warn};
use crate::method::Method;
use crate::open;
use crate::output::{Format, Output};
use crate::selection::Choice;

const EXAMPLES: &str = "\
Examples:
  corridor sample middle-corridor --draws 10000 --seed 42
  corridor sample middle-corridor --scenario baseline,low-caspian --indicator corridor-volume --period 2030
  corridor sample middle-corridor --draws 1000000 --shard 1/4 --out part-1.json

The same study, options and seed give the same bytes, on any number of threads, and joined from shards
(`corridor merge`). Of scenarios after the first, the difference to the first is taken draw by draw.
A table shows the mean and some quantiles; csv and json hold every statistic, in base units.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) ensemble: EnsembleOptions,
    /// Run only this slice of the draws, such as 3/4, and write what `corridor merge` joins
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
}

/// What is run: the same for a sample and for the merging of its parts.
#[derive(Debug, Args)]
pub(crate) struct EnsembleOptions {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The scenarios (several: repeat, or separate by commas); the first is what others are compared with
    #[arg(long, value_delimiter = ',', default_value = BASELINE)]
    scenario: Vec<String>,
    /// How many draws
    #[arg(long, default_value_t = 1000)]
    draws: u64,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How the draws of each input spread: monte-carlo, latin-hypercube or sobol
    #[arg(long, default_value_t = Design::MonteCarlo)]
    design: Design,
    /// The rank correlation of a group of inputs, such as growth=0.6 (several: repeat)
    #[arg(long, value_name = "GROUP=RANK", value_parser = correlation)]
    correlation: Vec<Correlation>,
    /// Megabytes for values kept as they are; more are summed up in sketches, whose quantiles are within 0.5 %
    #[arg(long, value_name = "MB", default_value_t = 128)]
    memory: u64,
    /// How many threads; by default one for each core
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    method: Method,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    pub(crate) output: Output,
}

fn correlation(text: &str) -> Result<Correlation, SamplingError> {
    let (group, rank) = text.split_once('=').unwrap_or((text, ""));
    Correlation::alike(group, rank.trim().parse().unwrap_or(f64::NAN))
}

/// Runs the draws and shows what came out, or writes a part.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let prepared = Prepared::new(&options.ensemble)?;
    let ensemble = prepared.ensemble(&options.ensemble)?;
    let method = options.ensemble.method.assignment();
    let shard = options.shard.unwrap_or(Shard::WHOLE);
    let part = ensemble.part(&*method, shard, progress).map_err(told)?;
    end_of_progress();
    match options.shard {
        Some(_) => options.ensemble.output.text(&written(&part)?),
        None => prepared.show(&ensemble.join(vec![part]).map_err(told)?, &options.ensemble.output),
    }
}

/// Tells on a terminal how far it has got.
fn progress(done: u64) -> ControlFlow<()> {
    if io::stderr().is_terminal() {
        let _ = write!(anstream::stderr(), "\r{done} draws");
    }
    ControlFlow::Continue(())
}

/// Leaves the line on which progress was told.
fn end_of_progress() {
    if io::stderr().is_terminal() {
        let _ = writeln!(anstream::stderr());
    }
}

/// A fault of the options, or of the study's numbers.
pub(crate) fn told(error: EnsembleError) -> Failure {
    match error {
        EnsembleError::Sampling { .. } => Failure::study(error),
        error => Failure::usage(error),
    }
}

fn written(part: &Part) -> Result<String, Failure> {
    let error = |error| Failure::Output { place: "the part".to_owned(), error: io::Error::other(error) };
    serde_json::to_string(part).map_err(error)
}

/// Scenarios ready to run, and which of their values are wanted.
pub(crate) struct Prepared {
    plans: Vec<(String, Plan)>,
    selection: Selection,
    is_headline: bool,
}

impl Prepared {
    pub(crate) fn new(options: &EnsembleOptions) -> Result<Self, Failure> {
        let study = open::study(&options.study)?;
        let plan = |name: &String| {
            let draft = open::scenario(&study, name)?;
            let told = |faults| Failure::study(format!("scenario `{name}`: {faults}"));
            Ok((name.clone(), draft.plan().map_err(told)?))
        };
        let plans = options.scenario.iter().map(plan).collect::<Result<Vec<_>, Failure>>()?;
        let outcome = evaluate(&plans[0].1, &plans[0].0, &*options.method.assignment());
        let alone = Comparison::new(&outcome, &[]).map_err(Failure::usage)?;
        let selection = options.choice.checked(&alone)?;
        Ok(Self { plans, selection, is_headline: options.choice.is_headline() })
    }

    /// The ensemble over them.
    pub(crate) fn ensemble(&self, options: &EnsembleOptions) -> Result<Ensemble<'_>, Failure> {
        let sampling = Sampling::new(options.draws, options.seed).map_err(Failure::usage)?;
        let sampling = sampling.with_design(options.design).map_err(Failure::usage)?;
        let ensemble = Ensemble::new(sampling).memory(options.memory).reading(|entry| self.reads(entry));
        let ensemble = match options.threads {
            Some(count) => ensemble.threads(usize::from(count)),
            None => ensemble,
        };
        let ensemble = options.correlation.iter().cloned().fold(ensemble, Ensemble::correlated);
        let scenarios = self.plans.iter();
        Ok(scenarios.fold(ensemble, |ensemble, (name, plan)| ensemble.scenario(name, plan)))
    }

    /// Whether anything of an entry is wanted.
    fn reads(&self, entry: &Entry) -> bool {
        let mut periods = self.plans[0].1.horizon().periods();
        let is_chosen = periods.any(|period| self.selection.accepts(entry.indicator, &entry.subject, period));
        is_chosen && (!self.is_headline || HEADLINE.contains(&entry.indicator))
    }

    /// Shows what came out.
    pub(crate) fn show(&self, found: &Distributions, output: &Output) -> Result<(), Failure> {
        for (scenario, count) in found.unsolved().iter().filter(|(_, count)| *count > 0) {
            let draws = found.draws();
            warn(format!(
                "scenario `{scenario}`: {count} of {draws} draws have a period that was not solved; its numbers are the best the method had"
            ));
        }
        let chosen = |row: &Row| self.selection.accepts(row.indicator, &row.subject, row.period);
        match output.format {
            Format::Csv | Format::Json => output.rows(found.rows().filter(chosen)),
            Format::Table => {
                let title = format!("{} draws", found.draws());
                output.sheet(&sheet(found.rows().filter(chosen)), &title)
            }
        }
    }
}

/// What is read off if nothing is chosen.
const HEADLINE: [Indicator; 4] =
    [Indicator::CorridorVolume, Indicator::TargetGap, Indicator::Fulfilment, Indicator::Saturated];

/// The columns of the table, beside those that say of what it is.
const STATISTICS: [&str; 5] = ["mean", "p05", "p50", "p95", "probability"];

/// One line for each number, its statistics side by side; differences on lines of their own.
fn sheet(rows: impl Iterator<Item = Row>) -> Sheet {
    let columns = ["scenario", "indicator", "subject", "period", "mean", "p05", "p50", "p95", "probability"];
    let (mut sheet, mut line): (Sheet, Option<Line>) = (Sheet::new(&columns), None);
    for row in rows {
        let next = Line::of(&row);
        if let Some(done) = line.take_if(|line| line.labels != next.labels) {
            sheet.push(done.into_cells());
        }
        line.get_or_insert(next).take(&row);
    }
    if let Some(line) = line {
        sheet.push(line.into_cells());
    }
    sheet
}

/// A line of the table in the making.
struct Line {
    labels: [String; 4],
    statistics: [Cell; STATISTICS.len()],
}

impl Line {
    fn of(row: &Row) -> Self {
        let is_difference = row.statistic.starts_with("difference-");
        let scenario =
            if is_difference { format!("{} - first", row.scenario) } else { row.scenario.to_string() };
        let labels = [scenario, row.indicator.to_string(), row.subject.to_string(), row.period.to_string()];
        Self { labels, statistics: std::array::from_fn(|_| Cell::Absent) }
    }

    fn take(&mut self, row: &Row) {
        let name = row.statistic.trim_start_matches("difference-");
        if let Some(place) = STATISTICS.iter().position(|statistic| *statistic == name) {
            self.statistics[place] = row.unit.show(rounded(row.value)).into();
        }
    }

    fn into_cells(self) -> impl Iterator<Item = Cell> {
        self.labels.into_iter().map(Cell::from).chain(self.statistics)
    }
}

/// To four digits.
fn rounded(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}
