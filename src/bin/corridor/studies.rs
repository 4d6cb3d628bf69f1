//! `corridor studies`.

use clap::Args;
use corridor::report::{Cell, Sheet};
use corridor::study::Study;

use crate::failure::Failure;
use crate::open;
use crate::output::Output;

const EXAMPLES: &str = "\
Examples:
  corridor studies
  corridor studies --format json";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    #[command(flatten)]
    output: Output,
}

/// Lists the studies that come with the command.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let mut sheet = Sheet::new(&["study", "carries", "horizon", "scenarios", "about"]);
    for name in Study::names() {
        sheet.push(row(name, &open::study(name)?));
    }
    options.output.sheet(&sheet, "")
}

/// A study's name, what it carries, how long it runs, how many scenarios it has and what it is about.
fn row(name: &str, study: &Study) -> [Cell; 5] {
    let draft = study.draft();
    let carries = draft.measure.map_or("money", corridor::quantity::Measure::word);
    let scenarios = Cell::count(Some(study.scenarios().names().len()));
    [name.into(), carries.into(), draft.horizon.to_string().into(), scenarios, draft.note.as_str().into()]
}
