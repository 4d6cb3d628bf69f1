//! `corridor sensitivity`.

use clap::{Args, ValueEnum};
use corridor::evaluate::Wanted;
use corridor::model::Plan;
use corridor::report::ranked;
use corridor::scenario::BASELINE;
use corridor::sensitivity::{Morris, Ranking, Response, SensitivityError, Shapley, Sobol, Tornado};

use crate::failure::{Failure, warn};
use crate::method::Method;
use crate::open;
use crate::rows::RowOutput;

const EXAMPLES: &str = "\
Examples:
  corridor sensitivity middle-corridor --of corridor-volume:middle@2030
  corridor sensitivity middle-corridor --of corridor-volume:middle@2030 --method tornado
  corridor sensitivity kazakh-oil --of corridor-volume:caspian@2030 --method sobol --pairs --draws 2048

The inputs are the uncertain numbers of the study. What we choose (levers: capacities, projects, tariffs, commitments)
is ranked apart from what happens to us (demand, trade, times, seasons …).
csv and json hold result rows with the statistics `first-order: INPUT`, `first-order-low: INPUT` and so on.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The number that matters, such as corridor-volume:middle@2030
    #[arg(long, value_name = "INDICATOR:SUBJECT@PERIOD")]
    of: Wanted,
    /// The scenario
    #[arg(long, value_name = "SCENARIO", default_value = BASELINE)]
    scenario: String,
    /// How it is found out
    #[arg(long, value_enum, default_value_t = By::Sobol)]
    method: By,
    /// How many draws: by default 512 for sobol, 1024 for shapley, and 50 trajectories for morris
    #[arg(long)]
    draws: Option<usize>,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Also show what each pair of inputs does together (sobol)
    #[arg(long)]
    pairs: bool,
    /// How many threads; by default one for each core
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    assignment: Method,
    #[command(flatten)]
    output: RowOutput,
}

/// How it is found out what matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Each input from end to end, one at a time
    Tornado,
    /// Elementary effects: a screening of many inputs
    Morris,
    /// Shares of the variance, alone and in total; correlated inputs count as one
    Sobol,
    /// Shares of the variance that add up to 1, also of correlated inputs
    Shapley,
}

impl Options {
    /// The draws that were asked for, or those that suit the method.
    fn draws(&self) -> usize {
        self.draws.unwrap_or(match self.method {
            By::Tornado | By::Morris => 50,
            By::Sobol => 512,
            By::Shapley => 1024,
        })
    }
}

/// Finds out what matters and shows it.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    if options.pairs && options.method != By::Sobol {
        return Err(Failure::usage("--pairs goes with --method sobol alone"));
    }
    let plan = plan(&options.study, &options.scenario)?;
    let method = options.assignment.assignment();
    let response = Response::new(&plan, &*method, &options.of).map_err(told)?;
    let ranking = ranking(options, &response).map_err(told)?;
    warn_of_unsolved(&response);
    if options.output.is_table() {
        return options.output.page(&ranked(&response, &ranking));
    }
    options.output.rows(ranking.rows(&response, &options.scenario).into_iter())
}

/// The plan of a study's scenario.
pub(crate) fn plan(study: &str, scenario: &str) -> Result<Plan, Failure> {
    let study = open::study(study)?;
    let draft = open::scenario(&study, scenario)?;
    draft.plan().map_err(|faults| Failure::study(format!("scenario `{scenario}`: {faults}")))
}

/// Warns of runs that the method did not solve.
pub(crate) fn warn_of_unsolved(response: &Response<'_>) {
    match response.unsolved() {
        0 => {}
        count => warn(format!(
            "{count} runs have a period that was not solved; its numbers are the best the method had"
        )),
    }
}

fn ranking(options: &Options, response: &Response<'_>) -> Result<Ranking, SensitivityError> {
    let function = |values: &[f64]| response.value(values);
    let (inputs, draws, seed) = (response.inputs(), options.draws(), options.seed);
    let threads = options.threads.map(usize::from);
    Ok(match options.method {
        By::Tornado => {
            let tornado = threads.into_iter().fold(Tornado::new(), Tornado::threads);
            Ranking::tornado(response, &tornado.run(inputs, function)?)
        }
        By::Morris => {
            let morris = threads.into_iter().fold(Morris::new(draws, seed), Morris::threads);
            Ranking::morris(response, &morris.run(inputs, function)?)
        }
        By::Sobol => {
            let sobol = threads.into_iter().fold(Sobol::new(draws, seed), Sobol::threads);
            let sobol = if options.pairs { sobol.second_order() } else { sobol };
            Ranking::sobol(response, &sobol.run(inputs, function)?)
        }
        By::Shapley => {
            let shapley = threads.into_iter().fold(Shapley::new(draws, seed), Shapley::threads);
            Ranking::shapley(response, &shapley.run(inputs, function)?)
        }
    })
}

/// A fault of the command line or of the study.
pub(crate) fn told(error: SensitivityError) -> Failure {
    match error {
        SensitivityError::Sampling(_) | SensitivityError::NoInputs => Failure::study(error),
        error => Failure::usage(error),
    }
}
