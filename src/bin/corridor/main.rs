//! The `corridor` command: studies of trade and transit corridors, scenario by scenario.
//!
//! Results go to standard output, warnings to standard error. It exits with 0 when done, 1 when the study is at
//! fault and 2 when the command line is; with 130 when Ctrl-C stopped it, after what was done so far was shown.

mod appraise;
mod arguments;
mod chart;
mod check;
mod compare;
mod completions;
mod discover;
mod draws;
mod excerpt;
mod explain;
mod failure;
mod fit;
mod interrupt;
mod merge;
mod method;
mod new;
mod open;
mod output;
mod prepared;
mod progress;
mod regret;
mod report;
mod rows;
mod run;
mod sample;
mod schema;
mod seek;
mod selection;
mod sensitivity;
mod sources;
mod spread;
mod studies;
mod track_record;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use failure::Failure;

fn main() -> ExitCode {
    let result = match Arguments::try_parse() {
        Ok(arguments) => run(arguments.command),
        Err(error) => Err(Failure::Arguments(error)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::New(options) => new::run(&options),
        Command::Studies(options) => studies::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Regret(options) => regret::run(&options),
        Command::Run(options) => run::run(&options),
        Command::Compare(options) => compare::run(&options),
        Command::Appraise(options) => appraise::run(&options),
        Command::Chart(options) => chart::run(&options),
        Command::Report(options) => report::run(&options),
        Command::Sample(options) => sample::run(&options),
        Command::Sensitivity(options) => sensitivity::run(&options),
        Command::Discover(options) => discover::run(&options),
        Command::Merge(options) => merge::run(&options),
        Command::Seek(options) => seek::run(&options),
        Command::Fit(options) => fit::run(&options),
        Command::Sources(options) => sources::run(&options),
        Command::TrackRecord(options) => track_record::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Completions(options) => completions::run(&options),
    }
}
