//! `corridor regret`.

use std::sync::Arc;

use clap::Args;
use corridor::compare::{Conflict, Judged, Judgement, Judging, Met, RegretError, World};
use corridor::ensemble::Sampling;
use corridor::evaluate::{Row, Wanted};
use corridor::quantity::Unit;
use corridor::report::regret;

use crate::failure::{Failure, warn};
use crate::method::Method;
use crate::open;
use crate::rows::RowOutput;

const EXAMPLES: &str = "\
Examples:
  corridor regret middle-corridor --of corridor-volume:middle@2035
  corridor regret middle-corridor --strategies baseline,all-projects --states baseline,low-caspian,northern-closure \\
    --of corridor-volume:middle@2035 --threshold '8 Mt'
  corridor regret kazakh-oil --strategies baseline,negotiated --draws 200 --of unserved:tengiz-export@2030 --smaller-is-better

Strategies and states are scenarios: a strategy's changes are made first, the state's after them. By default strategies are the
scenarios of levers alone (what somebody chooses), states those of uncertainties alone (what happens to everybody), and the
baseline is both. With --draws every state is met in each draw of what is uncertain.
Its rows are of each strategy: `value: STATE`, `regret: STATE`, `worst`, `mean`, `best`, `hurwicz`, `most-regret`, `satisfied`.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The number by which strategies are judged, such as corridor-volume:middle@2035
    #[arg(long, value_name = "INDICATOR:SUBJECT@PERIOD")]
    of: Wanted,
    /// Scenarios to choose between (several: repeat, or separate by commas)
    #[arg(long, value_name = "SCENARIO", value_delimiter = ',')]
    strategies: Vec<String>,
    /// Scenarios that may happen (several: repeat, or separate by commas)
    #[arg(long, value_name = "SCENARIO", value_delimiter = ',')]
    states: Vec<String>,
    /// Meet each state in so many draws of what is uncertain
    #[arg(long)]
    draws: Option<u64>,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1, requires = "draws")]
    seed: u64,
    /// Small values are good, as of costs and unserved volumes
    #[arg(long)]
    smaller_is_better: bool,
    /// A value that is good enough, such as '8 Mt'
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    threshold: Option<String>,
    /// Weight of the best state against the worst by Hurwicz's rule
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    optimism: f64,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    method: Method,
    #[command(flatten)]
    output: RowOutput,
}

/// Lets strategies meet states and shows how each stands.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let study = open::study(&options.study)?;
    let method = options.method.assignment();
    let mut world = World::new(study.draft(), study.scenarios());
    if !options.strategies.is_empty() {
        world = world.strategies(&options.strategies);
    }
    if !options.states.is_empty() {
        world = world.states(&options.states);
    }
    if let Some(draws) = options.draws {
        world = world.draws(Sampling::new(draws, options.seed).map_err(Failure::usage)?);
    }
    let mut met = world.meet(&options.of, &*method).map_err(told)?;
    if options.smaller_is_better {
        met.payoffs = met.payoffs.smaller_is_better();
    }
    warn_of(&met);
    let judging = Judging { optimism: options.optimism, threshold: threshold(options, met.unit)? };
    let judged = met.payoffs.judge(judging).map_err(told)?;
    if options.output.is_table() {
        return options.output.page(&regret(&options.of, &met, judging, &judged));
    }
    options.output.rows(rows(options, &study.draft().name, &met, &judged).into_iter())
}

/// The value that is good enough, in base units.
fn threshold(options: &Options, unit: Unit) -> Result<Option<f64>, Failure> {
    let read =
        |text: &String| unit.read(text).map_err(|error| Failure::usage(format!("--threshold: {error}")));
    options.threshold.as_ref().map(read).transpose()
}

/// Warns of states that contradict strategies, and of runs that were not solved.
fn warn_of(met: &Met) {
    for conflict in &met.conflicts {
        let Conflict { strategy, state, earlier, later, subjects, outcome } = conflict;
        let subjects = subjects.join(", ");
        warn(format!(
            "`{strategy}` in `{state}`: `{later}` contradicts `{earlier}` over {subjects}: {outcome}"
        ));
    }
    if met.unsolved > 0 {
        warn(format!("{} runs have periods that were not solved", met.unsolved));
    }
}

/// All that was judged, as result rows of the strategies.
fn rows(options: &Options, study: &str, met: &Met, judged: &Judged) -> Vec<Row> {
    let study: Arc<str> = study.into();
    let of_strategy = |(number, judgement): (usize, &Judgement)| {
        let of_states = |word: &str, values: &[f64]| {
            let named = met.payoffs.states().iter().zip(values);
            named.map(|(state, value)| (format!("{word}: {state}"), *value)).collect::<Vec<(String, f64)>>()
        };
        let mut all = of_states("value", met.payoffs.values(number));
        all.extend(of_states("regret", &judgement.regrets));
        let Judgement { worst, mean, best, hurwicz, most_regret, satisfied, .. } = judgement;
        let rules = [
            ("worst", worst),
            ("mean", mean),
            ("best", best),
            ("hurwicz", hurwicz),
            ("most-regret", most_regret),
        ];
        all.extend(rules.map(|(rule, value)| (rule.to_owned(), *value)));
        let row = |(statistic, value, unit): (String, f64, Unit)| Row {
            study: study.clone(),
            scenario: judgement.strategy.as_str().into(),
            indicator: options.of.indicator,
            subject: options.of.subject.as_str().into(),
            period: options.of.period,
            statistic: statistic.into(),
            value,
            unit,
        };
        let shares = satisfied.map(|share| ("satisfied".to_owned(), share, Unit::One));
        let all = all.into_iter().map(|(statistic, value)| (statistic, value, met.unit));
        all.chain(shares).map(row).collect::<Vec<Row>>()
    };
    judged.standings.iter().enumerate().flat_map(of_strategy).collect()
}

fn told(error: RegretError) -> Failure {
    match error {
        RegretError::Model { .. } | RegretError::Sampling(_) => Failure::study(error),
        error => Failure::usage(error),
    }
}
