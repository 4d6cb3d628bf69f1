//! `corridor compare`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use corridor::compare::{Column, Comparison, Headline, Line, Selection, read_column, sort};
use corridor::evaluate::Outcome;
use corridor::model::{Draft, input_diff};
use corridor::report::{Cell, Document, Sheet, headline, long, side_by_side, status};
use corridor::scenario::BASELINE;

use crate::explain;
use crate::failure::Failure;
use crate::method::Method;
use crate::open;
use crate::rows::RowOutput;
use crate::selection::Choice;

const EXAMPLES: &str = "\
Examples:
  corridor compare middle-corridor
  corridor compare middle-corridor low-caspian northern-closure
  corridor compare middle-corridor --indicator corridor-volume --period 2025,2030,2040
  corridor compare middle-corridor --period 2030 --sort relative-difference --top 20
  corridor compare middle-corridor low-caspian --inputs
  corridor compare middle-corridor low-caspian --explain
  corridor compare middle-corridor low-caspian oil-ramp --explain --of corridor-volume:middle@2030 --interactions
  corridor compare middle-corridor --format csv --out rows.csv

A table shows the headline, unless values are chosen or --all is given; csv and json always hold every chosen value,
in base units: study, scenario, indicator, subject, period, statistic, value, unit. The statistics are `value`,
`difference` (from the baseline) and `relative-difference`.

--explain splits the difference of one scenario to the baseline, or of the second of two to the first, over the changes
that make it, by Shapley values. Its rows are the statistics `start`, `part: CHANGE` for each change, and `end`.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    pub(crate) study: String,
    /// The scenarios; all of the study's if none is named
    pub(crate) scenarios: Vec<String>,
    /// The scenario that the others are compared with
    #[arg(long, value_name = "SCENARIO", default_value = BASELINE)]
    pub(crate) baseline: String,
    /// Show which inputs differ from the baseline's, old and new, and run nothing
    #[arg(long, conflicts_with_all = ["indicator", "subject", "period", "all", "sort", "top", "explain"])]
    inputs: bool,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    pub(crate) method: Method,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// List the values one under the other in the order of this column, numbers by size, the largest first (several: by
    /// commas)
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', value_parser = columns())]
    sort: Vec<Column>,
    /// Only the first so many of a sorted list
    #[arg(long, value_name = "COUNT", requires = "sort")]
    top: Option<usize>,
    #[command(flatten)]
    pub(crate) explain: explain::Wish,
    #[command(flatten)]
    pub(crate) output: RowOutput,
}

/// The columns by their words, which shells complete.
fn columns() -> impl TypedValueParser<Value = Column> {
    PossibleValuesParser::new(Column::WORDS).try_map(|word| read_column(&word))
}

/// The models of the scenarios to be compared.
struct Models {
    baseline: Draft,
    others: Vec<(String, Draft)>,
}

/// Runs the scenarios and shows their headline or the values chosen; or shows how their inputs differ.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    if options.explain.is_made() {
        return explain::run(options);
    }
    let models = models(options)?;
    if options.inputs {
        return show_inputs(options, &models);
    }
    let comparison = compared(options, &models)?;
    let selection = options.choice.checked(&comparison)?;
    open::warn_of_unsolved(&comparison);
    if options.output.is_table() {
        return options.output.page(&page(options, &comparison, &selection, &models.baseline));
    }
    options.output.rows(comparison.rows(lines(options, &comparison, &selection)))
}

/// Shows which inputs of each scenario differ from the baseline's.
fn show_inputs(options: &Options, models: &Models) -> Result<(), Failure> {
    let mut sheet = Sheet::new(&["scenario", "input", "old", "new"]);
    for (scenario, draft) in &models.others {
        for change in input_diff(&models.baseline, draft) {
            sheet.push([scenario.into(), change.path.into(), Cell::text(change.old), Cell::text(change.new)]);
        }
    }
    if sheet.is_empty() && options.output.is_table() {
        let none = format!("No input differs from those of `{}`", options.baseline);
        return options.output.page(&Document::new().text(&none));
    }
    options.output.sheet(&sheet, &format!("Inputs that differ from those of `{}`", options.baseline))
}

/// What people see of a comparison.
fn page(options: &Options, comparison: &Comparison, selection: &Selection, baseline: &Draft) -> Document {
    if !options.sort.is_empty() {
        let lines = lines(options, comparison, selection);
        return Document::new().text(&status(comparison)).and(long(&lines));
    }
    if options.choice.is_headline() {
        return headline(comparison, &Headline::new(comparison, baseline));
    }
    Document::new().text(&status(comparison)).and(side_by_side(comparison, selection))
}

/// The chosen values, in the order asked for.
///
/// A sorted list is of other scenarios than the baseline; one that is sorted by differences is of values that differ.
fn lines(options: &Options, comparison: &Comparison, selection: &Selection) -> Vec<Line> {
    let mut lines: Vec<Line> = comparison.lines(selection).collect();
    if !options.sort.is_empty() {
        let by_difference = options.sort.iter().any(|column| is_difference(*column));
        lines.retain(|line| line.scenario != *comparison.baseline() && (!by_difference || line.differs()));
        sort(&mut lines, &options.sort);
        lines.truncate(options.top.unwrap_or(usize::MAX));
    }
    lines
}

fn is_difference(column: Column) -> bool {
    matches!(column, Column::Difference | Column::RelativeDifference)
}

/// The models of the scenarios that were named, or of all.
fn models(options: &Options) -> Result<Models, Failure> {
    let study = open::study(&options.study)?;
    let baseline = open::scenario(&study, &options.baseline)?;
    let all = || study.scenarios().names().map(str::to_owned).collect();
    let mut names = if options.scenarios.is_empty() { all() } else { options.scenarios.clone() };
    names.retain(|name| *name != options.baseline);
    let model = |name: String| open::scenario(&study, &name).map(|draft| (name, draft));
    Ok(Models { baseline, others: names.into_iter().map(model).collect::<Result<_, _>>()? })
}

/// The outcomes of the models side by side.
fn compared(options: &Options, models: &Models) -> Result<Comparison, Failure> {
    let baseline = open::outcome(&models.baseline, &options.baseline, options.method)?;
    let outcome = |(name, draft): &(String, Draft)| open::outcome(draft, name, options.method);
    let others: Vec<Outcome> = models.others.iter().map(outcome).collect::<Result<_, _>>()?;
    Comparison::new(&baseline, &others).map_err(Failure::usage)
}
