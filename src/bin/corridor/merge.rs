//! `corridor merge`.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use corridor::ensemble::Part;

use crate::failure::Failure;
use crate::prepared::{EnsembleOptions, Prepared};
use crate::sample::told;

const EXAMPLES: &str = "\
Examples:
  corridor sample middle-corridor --draws 100000 --shard 1/2 --out part-1.json
  corridor sample middle-corridor --draws 100000 --shard 2/2 --out part-2.json
  corridor merge middle-corridor part-1.json part-2.json --draws 100000

The options are those that the parts were made with. The result is that of one run, byte for byte.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    ensemble: EnsembleOptions,
    /// What `corridor sample --shard` wrote, in any order
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
}

/// Joins the parts and shows what came out.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let prepared = Prepared::new(&options.ensemble)?;
    let ensemble = prepared.ensemble(&options.ensemble)?;
    let parts = options.parts.iter().map(read).collect::<Result<_, _>>()?;
    prepared.show(&ensemble.join(parts).map_err(told)?, &options.ensemble)
}

fn read(path: &PathBuf) -> Result<Part, Failure> {
    let place = path.display();
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::usage(format!("cannot read `{place}`: {error}")))?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::usage(format!("`{place}` is no part that `corridor sample --shard` wrote: {error}"))
    })
}
