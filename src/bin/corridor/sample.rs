//! `corridor sample`.

use std::cell::Cell;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;
use corridor::ensemble::{Design, Draws, Ensemble, EnsembleError, Part, Shard};

use crate::draws::DrawFile;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::prepared::{EnsembleOptions, Prepared};
use crate::progress::Progress;

const EXAMPLES: &str = "\
Examples:
  corridor sample middle-corridor --draws 10000 --seed 42
  corridor sample middle-corridor --scenario baseline,low-caspian --indicator corridor-volume --period 2030
  corridor sample middle-corridor --at-least 'corridor-volume:middle@2030=10 Mt' --quantile 0.025,0.5,0.975
  corridor sample middle-corridor --draws 1000000 --shard 1/4 --out part-1.json
  corridor sample middle-corridor --indicator corridor-volume --draws-out draws.parquet

The same study, options and seed give the same bytes, on any number of threads, and joined from shards
(`corridor merge`). Of scenarios after the first, the difference to the first is taken draw by draw.
A table shows the mean and some quantiles; csv and json hold every statistic, in base units.

Ctrl-C stops at the next block of draws, shows what is done so far, says how many draws that is, and exits with 130;
a second Ctrl-C ends at once. By Monte Carlo and Sobol it is what a run of so many draws gives.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    pub(crate) ensemble: EnsembleOptions,
    /// Run only this slice of the draws, such as 3/4, and write what `corridor merge` joins
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// Keep every draw, its inputs and what came out, in this Parquet file (in builds with the feature `parquet`)
    #[arg(long, value_name = "FILE")]
    draws_out: Option<PathBuf>,
}

/// Runs the draws and shows what came out, or writes a part.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let interrupt = Interrupt::listen()?;
    let prepared = Prepared::new(&options.ensemble)?;
    let ensemble = prepared.ensemble(&options.ensemble)?;
    let part = made(options, &ensemble, &interrupt)?;
    let stopped = part.is_stopped().then(|| told_of_stop(options, &part));
    match options.shard {
        Some(_) => options.ensemble.output.destination.text(&written(&part)?)?,
        None => prepared.show(&ensemble.join(vec![part]).map_err(told)?, &options.ensemble)?,
    }
    stopped.map_or(Ok(()), |message| Err(Failure::Interrupted(message)))
}

/// The draws of the shard, as far as they were made.
fn made(options: &Options, ensemble: &Ensemble<'_>, interrupt: &Interrupt) -> Result<Part, Failure> {
    let mut progress = Progress::new(draws_of(options));
    let mut kept = kept(options, ensemble)?;
    let is_kept = Cell::new(true);
    let see = |draws: &Draws<'_>| is_kept.set(kept.as_mut().is_none_or(|file| file.take(draws)));
    let watch = |done| {
        progress.tell(done);
        if interrupt.is_asked() || !is_kept.get() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let (method, shard) = (options.ensemble.method.assignment(), options.shard.unwrap_or(Shard::WHOLE));
    let part = ensemble.part_with(&*method, shard, watch, see);
    progress.clear();
    let part = part.map_err(told)?;
    kept.map_or(Ok(()), DrawFile::finish)?;
    Ok(part)
}

/// The file that every draw goes to, if one is wanted.
fn kept(options: &Options, ensemble: &Ensemble<'_>) -> Result<Option<DrawFile>, Failure> {
    let open = |path: &PathBuf| DrawFile::open(path, &ensemble.drawn().map_err(told)?);
    options.draws_out.as_ref().map(open).transpose()
}

/// How many draws it is to make.
fn draws_of(options: &Options) -> u64 {
    options.shard.unwrap_or(Shard::WHOLE).draws(options.ensemble.draws)
}

/// What a run that was stopped says.
fn told_of_stop(options: &Options, part: &Part) -> String {
    let (done, all) = (part.draws(), draws_of(options));
    let what = match (options.shard, options.ensemble.design) {
        (Some(_), _) => "the part holds those, and joins with others only as the last one",
        (None, Design::LatinHypercube) => {
            "the numbers are over those, which fill some of the hypercube's strata at random: take them as you would Monte Carlo draws"
        }
        (None, _) => "the numbers are over those, as of a run of so many",
    };
    format!("stopped after {done} of {all} draws; {what}")
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
