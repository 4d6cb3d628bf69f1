//! `corridor seek`.

use clap::Args;
use corridor::ensemble::Sampling;
use corridor::model::{Draft, Plan};
use corridor::quantity::Unit;
use corridor::report::{Cell, Sheet, sure_by as sure_page, switching};
use corridor::scenario::BASELINE;
use corridor::sensitivity::{Crossing, Goal, Search, SeekError, SureBy, Switched, Switching, sure_by};

use crate::failure::{Failure, warn};
use crate::method::Method;
use crate::open;
use crate::output::{Format, Output};

const EXAMPLES: &str = "\
Examples:
  corridor seek middle-corridor --vary leg.aktau-alat.tariff --until 'corridor-volume:middle@2030=5 Mt'
  corridor seek middle-corridor --vary limit.feeder-fleet.capacity --until 'corridor-volume:middle@2030=8 Mt' --to '60 Mt/yr'
  corridor seek middle-corridor --until 'corridor-volume:middle=5 Mt' --sure '80 %' --draws 500
  corridor seek middle-corridor --vary leg.aktau-alat.tariff --until 'corridor-volume:middle@2030=5 Mt' --sure '80 %'

An input is the path of a number, as `corridor sources` lists them. It is looked at evenly spread places of the range
first; each change of sign between two of them is then closed in on. --sure asks how sure the goal is over the draws of
what is uncertain: without --vary for the first period, with it for the value of the input.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The number to vary, by its path, such as leg.aktau-alat.tariff
    #[arg(long, value_name = "INPUT", required_unless_present = "sure")]
    vary: Option<String>,
    /// What is to be reached, such as 'corridor-volume:middle@2030=5 Mt'; <= for at most
    #[arg(long, value_name = "INDICATOR:SUBJECT@PERIOD=VALUE")]
    until: Goal,
    /// Look from here, such as '5 USD/t'; by default over the input's uncertainty, or from 0 to twice its value
    #[arg(long, value_name = "VALUE", requires = "vary", allow_hyphen_values = true)]
    from: Option<String>,
    /// Look up to here
    #[arg(long, value_name = "VALUE", requires = "vary", allow_hyphen_values = true)]
    to: Option<String>,
    /// How many places are looked at first; 65, or 17 with --sure
    #[arg(long, value_name = "COUNT", requires = "vary")]
    places: Option<usize>,
    /// How sure the goal is to be, such as '80 %'
    #[arg(long, value_name = "SHARE", value_parser = share)]
    sure: Option<f64>,
    /// How many draws tell how sure it is
    #[arg(long, default_value_t = 500, requires = "sure")]
    draws: u64,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1, requires = "sure")]
    seed: u64,
    /// The scenario
    #[arg(long, default_value = BASELINE)]
    scenario: String,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    method: Method,
    #[command(flatten)]
    output: Output,
}

fn share(text: &str) -> Result<f64, String> {
    Unit::One.read(text).map_err(|error| error.to_string())
}

/// Seeks and shows what was found.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let study = open::study(&options.study)?;
    let draft = open::scenario(&study, &options.scenario)?;
    let told_model = |faults| Failure::study(format!("scenario `{}`: {faults}", options.scenario));
    let plan = draft.plan().map_err(told_model)?;
    match (&options.vary, options.sure) {
        (Some(input), _) => seek(options, &draft, &plan, input),
        (None, Some(share)) => by_when(options, &plan, share),
        (None, None) => {
            Err(Failure::usage("name the number to vary (--vary), or say how sure it is to be (--sure)"))
        }
    }
}

/// The value of an input.
fn seek(options: &Options, draft: &Draft, plan: &Plan, input: &str) -> Result<(), Failure> {
    let asked = Switching::new(draft, plan, input, &options.until).map_err(told)?;
    let search = search(options, &asked, input)?;
    let method = options.method.assignment();
    let found = match options.sure {
        None => asked.run(search, &*method),
        Some(share) => asked.run_sure(search, share, sampling(options)?, &*method),
    };
    let found = found.map_err(told)?;
    match options.output.format {
        Format::Table => options.output.page(&switching(input, &asked, &options.until, search, &found)),
        Format::Csv | Format::Json => {
            if found.sought.crossings.is_empty() {
                warn(format!("`{}` is reached nowhere in the range", options.until));
            }
            options.output.sheet(&sheet(input, &asked, &options.until, &found), "Switching values")
        }
    }
}

/// The range to look over.
fn search(options: &Options, asked: &Switching<'_>, input: &str) -> Result<Search, Failure> {
    let read = |text: &Option<String>| text.as_deref().map(|text| asked.read(text)).transpose().map_err(told);
    let (from, to) = (read(&options.from)?, read(&options.to)?);
    let usual = asked.usual_range();
    let ends = from.or(usual.map(|[from, _]| from)).zip(to.or(usual.map(|[_, to]| to)));
    let Some((from, to)) = ends else {
        let central = asked.central();
        return Err(Failure::usage(format!(
            "`{input}` is {central}: say from where to where to look (--from, --to)"
        )));
    };
    let search =
        if options.sure.is_some() { Switching::sure_search(from, to) } else { Search::between(from, to) };
    let search = search.map_err(told)?;
    options.places.map_or(Ok(search), |places| search.places(places).map_err(told))
}

fn sampling(options: &Options) -> Result<Sampling, Failure> {
    Sampling::new(options.draws, options.seed).map_err(Failure::usage)
}

/// The first period in which the goal is sure.
fn by_when(options: &Options, plan: &Plan, share: f64) -> Result<(), Failure> {
    let method = options.method.assignment();
    let found = sure_by(plan, &options.until, share, sampling(options)?, &*method).map_err(told)?;
    match options.output.format {
        Format::Table => options.output.page(&sure_page(&options.until, share, &found)),
        Format::Csv | Format::Json => options.output.sheet(&sure_sheet(&found, share), "How sure"),
    }
}

/// Switching values as a list; numbers in base units.
fn sheet(input: &str, asked: &Switching<'_>, goal: &Goal, found: &Switched) -> Sheet {
    let columns =
        ["input", "unit", "found", "value", "until", "indicator", "subject", "period", "from", "to"];
    let mut sheet = Sheet::new(&columns);
    for crossing in &found.sought.crossings {
        let (word, value, until, from, to) = match *crossing {
            Crossing::Reached { input, value } => ("reached", input, None, value, value),
            Crossing::Jump { below, above, from, to } => ("jump", below, Some(above), from, to),
            Crossing::Throughout { first, last } => {
                ("throughout", first, Some(last), found.target, found.target)
            }
        };
        let period = goal.period.map(|period| period.to_string());
        sheet.push([
            input.into(),
            asked.unit().to_string().into(),
            word.into(),
            Cell::Number(value),
            Cell::number(until),
            goal.indicator.word().into(),
            goal.subject.as_str().into(),
            Cell::text(period),
            Cell::Number(from),
            Cell::Number(to),
        ]);
    }
    sheet
}

fn sure_sheet(found: &SureBy, share: f64) -> Sheet {
    let mut sheet = Sheet::new(&["period", "share", "standard-error", "sure"]);
    for sureness in &found.by_period {
        let sure = if sureness.share >= share { "yes" } else { "no" };
        let numbers = [Cell::Number(sureness.share), Cell::Number(sureness.standard_error)];
        sheet.push([Cell::from(sureness.period.to_string())].into_iter().chain(numbers).chain([sure.into()]));
    }
    sheet
}

fn told(error: SeekError) -> Failure {
    match error {
        SeekError::Sampling(error) => Failure::study(error),
        error => Failure::usage(error),
    }
}
