//! What a sample runs: options, and the scenarios made ready by them.

use clap::Args;
use corridor::compare::{Comparison, Question, Selection, SelectionError};
use corridor::ensemble::{Correlation, CorrelationError, Design, Distributions, Ensemble, Sampling};
use corridor::evaluate::{Entry, Indicator, Row, evaluate};
use corridor::model::Plan;
use corridor::scenario::BASELINE;

use crate::failure::{Failure, warn};
use crate::method::Method;
use crate::open;
use crate::rows::RowOutput;
use crate::selection::Choice;
use crate::spread;

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
    pub(crate) draws: u64,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How the draws of each input spread: monte-carlo, latin-hypercube or sobol
    #[arg(long, default_value_t = Design::MonteCarlo)]
    pub(crate) design: Design,
    /// The rank correlation of a group of inputs, such as growth=0.6 (several: repeat)
    #[arg(long, value_name = "GROUP=RANK", value_parser = correlation)]
    correlation: Vec<Correlation>,
    /// How likely is it that a value is reached, such as 'corridor-volume:middle@2030=10 Mt', also over a range of periods
    /// or over all (several: repeat)
    #[arg(long, value_name = "INDICATOR:SUBJECT@PERIODS=VALUE", value_parser = question)]
    at_least: Vec<Question>,
    /// Shares whose quantiles are read off, such as 0.025,0.5,0.975; p05 to p95 if none are given
    #[arg(long, value_name = "SHARE", value_delimiter = ',')]
    quantile: Vec<f64>,
    /// Megabytes for values kept as they are; more are summed up in sketches, whose quantiles are within 0.5 %
    #[arg(long, value_name = "MB", default_value_t = 128)]
    memory: u64,
    /// How many threads; by default one for each core
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    pub(crate) method: Method,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    pub(crate) output: RowOutput,
}

fn correlation(text: &str) -> Result<Correlation, CorrelationError> {
    let (group, rank) = text.split_once('=').unwrap_or((text, ""));
    Correlation::alike(group, rank.trim().parse().unwrap_or(f64::NAN))
}

fn question(text: &str) -> Result<Question, SelectionError> {
    text.parse()
}

/// What is read off if nothing is chosen.
const HEADLINE: [Indicator; 6] = [
    Indicator::CorridorVolume,
    Indicator::TargetGap,
    Indicator::Fulfilment,
    Indicator::Saturated,
    Indicator::TradeTurnover,
    Indicator::TradeBalance,
];

/// The quantiles that a table shows if none are chosen.
const SHOWN: [&str; 3] = ["p05", "p50", "p95"];

/// Scenarios ready to run, and which of their values are wanted.
pub(crate) struct Prepared {
    plans: Vec<(String, Plan)>,
    selection: Selection,
    is_headline: bool,
    /// Each with the value it asks about, in base units.
    questions: Vec<(Question, f64)>,
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
        let questions = questions(&options.at_least, &alone).map_err(Failure::usage)?;
        Ok(Self { plans, selection, is_headline: options.choice.is_headline(), questions })
    }

    /// The ensemble over them.
    pub(crate) fn ensemble(&self, options: &EnsembleOptions) -> Result<Ensemble<'_>, Failure> {
        let sampling = Sampling::new(options.draws, options.seed).map_err(Failure::usage)?;
        let sampling = sampling.with_design(options.design).map_err(Failure::usage)?;
        let mut ensemble = Ensemble::new(sampling).memory(options.memory).reading(|entry| self.reads(entry));
        if let Some(count) = options.threads {
            ensemble = ensemble.threads(usize::from(count));
        }
        if !options.quantile.is_empty() {
            ensemble = ensemble.quantiles(&options.quantile);
        }
        let ensemble = options.correlation.iter().cloned().fold(ensemble, Ensemble::correlated);
        let ensemble = self.asking(ensemble);
        Ok(self.plans.iter().fold(ensemble, |ensemble, (name, plan)| ensemble.scenario(name, plan)))
    }

    /// With its questions, each once: two of them may differ in their periods alone.
    fn asking<'a>(&self, ensemble: Ensemble<'a>) -> Ensemble<'a> {
        let ask = |ensemble: Ensemble<'a>, (place, (question, value)): (usize, &(Question, f64))| {
            let (indicator, subject) = (question.indicator(), question.subject());
            let is_same = |(other, of): &(Question, f64)| other.is_about(indicator, subject) && of == value;
            let is_known = self.questions[..place].iter().any(is_same);
            if is_known { ensemble } else { ensemble.at_least(indicator, subject, *value) }
        };
        self.questions.iter().enumerate().fold(ensemble, ask)
    }

    /// Whether anything of an entry is wanted.
    fn reads(&self, entry: &Entry) -> bool {
        let (indicator, subject) = (entry.indicator, &*entry.subject);
        let mut periods = self.plans[0].1.horizon().periods();
        periods.any(|period| self.selection.accepts(indicator, subject, period)) && self.is_shown(indicator)
            || self.questions.iter().any(|(question, _)| question.is_about(indicator, subject))
    }

    fn is_shown(&self, indicator: Indicator) -> bool {
        !self.is_headline || HEADLINE.contains(&indicator)
    }

    /// Whether a row is wanted: an answer to a question, or one of what was chosen.
    fn wants(&self, row: &Row) -> bool {
        if row.statistic.starts_with(spread::AT_LEAST) {
            return self.question(row).is_some();
        }
        self.selection.accepts(row.indicator, &row.subject, row.period) && self.is_shown(row.indicator)
    }

    /// The question that a row answers.
    fn question(&self, row: &Row) -> Option<&Question> {
        let value = row.statistic.strip_prefix(spread::AT_LEAST)?;
        let is_asked = |(question, asked): &(Question, f64)| {
            question.is_about(row.indicator, &row.subject)
                && question.periods().contains(row.period)
                && asked.to_string() == value
        };
        self.questions.iter().find(|asked| is_asked(asked)).map(|(question, _)| question)
    }

    /// Shows what came out.
    pub(crate) fn show(&self, found: &Distributions, options: &EnsembleOptions) -> Result<(), Failure> {
        warn_of_unsolved(found);
        let output = &options.output;
        let rows = found.rows().filter(|row| self.wants(row));
        if !output.is_table() {
            return output.rows(rows);
        }
        let rows: Vec<Row> = rows.collect();
        let title = format!("{} draws", found.draws());
        let asked = |row: &Row| self.question(row).map(|question| question.value().to_owned());
        output.page(&spread::page(&rows, &title, &shown_quantiles(&options.quantile, &rows), asked))
    }
}

/// The questions with their values, once it is sure that each is about something.
fn questions(asked: &[Question], among: &Comparison) -> Result<Vec<(Question, f64)>, SelectionError> {
    let checked = |question: &Question| {
        let value = question.at_least(among.entries())?;
        Selection::new().periods(question.periods()).check(&[], among.horizon())?;
        Ok((question.clone(), value))
    };
    asked.iter().map(checked).collect()
}

/// The names of the quantiles that a table shows.
fn shown_quantiles(chosen: &[f64], rows: &[Row]) -> Vec<String> {
    if chosen.is_empty() {
        return SHOWN.map(str::to_owned).to_vec();
    }
    let is_quantile = |name: &str| name.strip_prefix('p').is_some_and(|share| share.parse::<f64>().is_ok());
    let mut names: Vec<String> = Vec::new();
    for name in rows.iter().map(|row| row.statistic.trim_start_matches("difference-")) {
        if is_quantile(name) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn warn_of_unsolved(found: &Distributions) {
    for (scenario, count) in found.unsolved().iter().filter(|(_, count)| *count > 0) {
        let draws = found.draws();
        warn(format!(
            "scenario `{scenario}`: {count} of {draws} draws have a period that was not solved; its numbers are the best the method had"
        ));
    }
}
