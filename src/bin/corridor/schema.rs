//! `corridor schema`.

use clap::Args;

use crate::failure::Failure;
use crate::output::Destination;

const EXAMPLES: &str = "\
Examples:
  corridor schema --out study.schema.json

An editor that knows TOML schemas completes and checks a study with it when
the study begins with the line `#:schema study.schema.json`.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    destination: Destination,
}

/// Prints the JSON Schema of the study format.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    options.destination.text(&corridor::study::schema())
}
