//! What can be said on the command line.

use clap::{Parser, Subcommand};

use crate::{
    appraise, chart, check, compare, completions, discover, merge, new, regret, report, run, sample, schema,
    seek, sensitivity, sources, studies, track_record,
};

/// What the command is, and a first thing to try.
const EXAMPLES: &str = "\
Examples:
  corridor studies
  corridor new my-study
  corridor compare middle-corridor
  corridor run my-study.toml --scenario low-caspian --format csv --out low.csv
  corridor compare middle-corridor --indicator utilisation --subject '*-port' --period 2027..2030

STUDY is a file or the name of a study that comes with the command.
Exit status: 0 done, 1 the study is at fault, 2 the command line is, 130 stopped by Ctrl-C.";

/// Trade and transit corridors: volumes, limits and commitments, scenario by scenario.
#[derive(Debug, Parser)]
#[command(name = "corridor", version, about, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a small study to begin with
    New(new::Options),
    /// List the studies that come with the command
    Studies(studies::Options),
    /// Tell every fault of a study, and every number without a source
    Check(check::Options),
    /// Run one scenario of a study
    Run(run::Options),
    /// Run scenarios of a study and put them side by side
    Compare(compare::Options),
    /// Run scenarios many times over what is uncertain: quantiles, probabilities, paired differences
    Sample(sample::Options),
    /// Draw a result as SVG or PNG
    Chart(chart::Options),
    /// Write a report of a study as one page of HTML: words, map, charts, tables, sources
    Report(report::Options),
    /// What projects are worth, to whom, and in which order to build them
    Appraise(appraise::Options),
    /// Find out which uncertain inputs matter: tornado, Morris, Sobol' indices, Shapley effects
    Sensitivity(sensitivity::Options),
    /// Find out which ranges of inputs lead to a value below, or above, a given one (PRIM)
    Discover(discover::Options),
    /// Join the parts of a sample that was run in shards
    Merge(merge::Options),
    /// Judge strategies against states of the world: regret, robustness, dominance
    Regret(regret::Options),
    /// Find the value of an input at which an indicator reaches a value, or the period by which that is sure
    Seek(seek::Options),
    /// Fit rules to every history of a study, test them on its later half, and foresee
    Fit(crate::fit::Options),
    /// List every number of a study and where it is from
    Sources(sources::Options),
    /// Tell how promises have turned out, and what the next of a kind may
    TrackRecord(track_record::Options),
    /// Print the JSON Schema of the study format, for editors
    Schema(schema::Options),
    /// Print completions for a shell
    Completions(completions::Options),
}
