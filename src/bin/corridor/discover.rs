//! `corridor discover`.

use std::sync::Arc;

use clap::Args;
use corridor::evaluate::{Row, Wanted};
use corridor::quantity::Unit;
use corridor::report::discovered;
use corridor::scenario::BASELINE;
use corridor::sensitivity::{Discovered, Response, ScenarioDiscovery};

use crate::failure::Failure;
use crate::method::Method;
use crate::rows::RowOutput;
use crate::sensitivity::{plan, told, warn_of_unsolved};

const EXAMPLES: &str = "\
Examples:
  corridor discover middle-corridor --of corridor-volume:middle@2030 --below '5 Mt'
  corridor discover kazakh-oil --of corridor-volume:caspian@2030 --above '5 Mt' --draws 5000 --box 12

A box of ranges of the uncertain inputs is peeled until it holds little else than draws where the number is below (or
above) the value (PRIM). Of the boxes on the way the one with the best balance of coverage (of all such draws, how many
are in the box) and density (of the draws in the box, how many are such) is shown; --box shows another.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The number that is looked at, such as corridor-volume:middle@2030
    #[arg(long, value_name = "INDICATOR:SUBJECT@PERIOD")]
    of: Wanted,
    /// Where is it below this value, such as '5 Mt'?
    #[arg(
        long,
        value_name = "VALUE",
        required_unless_present = "above",
        conflicts_with = "above",
        allow_hyphen_values = true
    )]
    below: Option<String>,
    /// Where is it above this value?
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    above: Option<String>,
    /// The scenario
    #[arg(long, value_name = "SCENARIO", default_value = BASELINE)]
    scenario: String,
    /// How many draws
    #[arg(long, default_value_t = 2000)]
    draws: usize,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The box to show, by its number in the list of boxes
    #[arg(long = "box", value_name = "NUMBER")]
    number: Option<usize>,
    /// How many threads; by default one for each core
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    assignment: Method,
    #[command(flatten)]
    output: RowOutput,
}

/// Finds the boxes and shows one.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let plan = plan(&options.study, &options.scenario)?;
    let method = options.assignment.assignment();
    let response = Response::new(&plan, &*method, &options.of).map_err(told)?;
    let (given, is_below) = match (&options.below, &options.above) {
        (Some(below), _) => (below.as_str(), true),
        (None, above) => (above.as_deref().unwrap_or_default(), false),
    };
    let value = response.unit().read(given).map_err(Failure::usage)?;
    let is_case = |values: &[f64]| {
        let found = response.value(values);
        if is_below { found < value } else { found > value }
    };
    let discovery = options.threads.map(usize::from).into_iter();
    let discovery = discovery.fold(ScenarioDiscovery::new(), ScenarioDiscovery::threads);
    let found = discovery.run(response.inputs(), options.draws, options.seed, is_case).map_err(told)?;
    warn_of_unsolved(&response);
    let choice = choice(options, &found)?;
    if options.output.is_table() {
        let what = format!("{} {} {given}", options.of, if is_below { "below" } else { "above" });
        return options.output.page(&discovered(&response, &found, choice, &what));
    }
    options.output.rows(rows(options, &response, &found, choice).into_iter())
}

/// The box to be shown.
fn choice(options: &Options, found: &Discovered) -> Result<usize, Failure> {
    let choice = options.number.unwrap_or(found.choice());
    if choice < found.trajectory.len() {
        return Ok(choice);
    }
    Err(Failure::usage(format!(
        "there is no box {choice}: they are numbered 0 to {}",
        found.trajectory.len() - 1
    )))
}

/// The chosen box as result rows: `coverage`, `density`, `mass`, and `low: INPUT`, `high: INPUT`, `chance: INPUT`.
fn rows(options: &Options, response: &Response<'_>, found: &Discovered, choice: usize) -> Vec<Row> {
    let (study, scenario): (Arc<str>, Arc<str>) = (response.study().into(), options.scenario.as_str().into());
    let row = |(statistic, value, unit): (String, f64, Unit)| Row {
        study: study.clone(),
        scenario: scenario.clone(),
        indicator: options.of.indicator,
        subject: options.of.subject.as_str().into(),
        period: options.of.period,
        statistic: statistic.into(),
        value,
        unit,
    };
    let chosen = &found.trajectory[choice];
    let shares = [("coverage", chosen.coverage), ("density", chosen.density), ("mass", chosen.mass)];
    let shares = shares.map(|(name, share)| (name.to_owned(), share, Unit::One));
    let limits = chosen.limits.iter().flat_map(|limit| {
        let unit = response.number(&limit.name).map_or(Unit::One, |number| number.unit);
        let end =
            |what: &str, end: Option<f64>| end.map(|end| (format!("{what}: {}", limit.name), end, unit));
        let chance = Some((format!("chance: {}", limit.name), limit.chance, Unit::One));
        [end("low", limit.low), end("high", limit.high), chance].into_iter().flatten()
    });
    shares.into_iter().chain(limits).map(row).collect()
}
