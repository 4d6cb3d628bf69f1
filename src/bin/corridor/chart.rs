//! `corridor chart`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use corridor::compare::{Comparison, Headline, read_indicator};
use corridor::ensemble::{Ensemble, Sampling};
use corridor::evaluate::{Entry, Indicator, Outcome, Wanted};
use corridor::model::Draft;
use corridor::report::chart::{self, Chart, ChartError, Size};
use corridor::scenario::BASELINE;
use corridor::sensitivity::{Explanation, Response, Tornado};
use corridor::study::Study;

use crate::failure::Failure;
use crate::method::Method;
use crate::open;
use crate::output::Destination;

const EXAMPLES: &str = "\
Examples:
  corridor chart middle-corridor --of corridor-volume:middle --out volumes.svg
  corridor chart middle-corridor --of corridor-volume:middle --draws 1000 --out fan.svg
  corridor chart middle-corridor --of utilisation --scenario oil-ramp --out full.svg
  corridor chart kazakh-oil --of route-share:tengiz-export --out routes.svg
  corridor chart kazakh-oil --of committed:kz-oil-via-baku --scenario negotiated --out contract.svg
  corridor chart middle-corridor --of corridor-volume:middle@2030 --out matters.svg
  corridor chart middle-corridor --of corridor-volume:middle@2030 --scenario baseline,oil-ramp --out why.svg

What is drawn follows from --of: a volume or any other number by scenario; with --draws its median and bands; with
@PERIOD what each uncertain input does to it, and with two scenarios too the difference split over the changes; `utilisation`, `queue-price` and `concentration` of one
scenario; `route-share:DEMAND`; `committed:COMMITMENT`. A file that ends in .png becomes a picture (in a build with
feature `png`), every other one SVG.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// What is drawn: INDICATOR, INDICATOR:SUBJECT or INDICATOR:SUBJECT@PERIOD
    #[arg(long, value_name = "WHAT")]
    of: String,
    /// The scenarios (several: repeat, or separate by commas); charts of one take the first, and of many all of the study's
    /// where none is named
    #[arg(long, value_delimiter = ',')]
    scenario: Vec<String>,
    /// Draws of what is uncertain, for the median and the bands
    #[arg(long, value_name = "N")]
    draws: Option<u64>,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How large it is
    #[arg(long, value_enum, default_value_t = Format::Page)]
    size: Format,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    method: Method,
    #[command(flatten)]
    destination: Destination,
}

/// How large a chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A column of a printed report, 480 x 320
    Column,
    /// A page or a screen, 760 x 440
    Page,
    /// A slide, 1200 x 675
    Slide,
}

impl Format {
    fn size(self) -> Size {
        match self {
            Format::Column => Size::COLUMN,
            Format::Page => Size::PAGE,
            Format::Slide => Size::SLIDE,
        }
    }
}

/// What `--of` says.
struct What {
    indicator: Indicator,
    subject: Option<String>,
    wanted: Option<Wanted>,
}

fn what(text: &str) -> Result<What, Failure> {
    let word = text.split([':', '@']).next().unwrap_or(text);
    let indicator = read_indicator(word).map_err(Failure::usage)?;
    if text.contains('@') {
        let wanted: Wanted = text.parse().map_err(Failure::usage)?;
        return Ok(What { indicator, subject: Some(wanted.subject.clone()), wanted: Some(wanted) });
    }
    let subject = text.split_once(':').map(|(_, subject)| subject.to_owned());
    Ok(What { indicator, subject, wanted: None })
}

/// Draws the chart and writes it.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let chart = drawn(options, &what(&options.of)?)?;
    if is_picture(options.destination.path()) {
        return picture(options, &chart);
    }
    options.destination.text(chart.svg())
}

fn is_picture(path: Option<&PathBuf>) -> bool {
    path.and_then(|path| path.extension()).is_some_and(|ending| ending.eq_ignore_ascii_case("png"))
}

#[cfg(feature = "png")]
fn picture(options: &Options, chart: &Chart) -> Result<(), Failure> {
    let bytes = chart.png(2.0).map_err(Failure::usage)?;
    options.destination.bytes(&bytes)
}

#[cfg(not(feature = "png"))]
fn picture(_: &Options, _: &Chart) -> Result<(), Failure> {
    Err(Failure::usage(
        "pictures need the feature `png`: build the command with `--features cli,png`, or write to a file.svg",
    ))
}

fn drawn(options: &Options, what: &What) -> Result<Chart, Failure> {
    let study = open::study(&options.study)?;
    let size = options.size.size();
    if let Some(wanted) = &what.wanted {
        return if options.scenario.len() > 1 {
            waterfall(options, &study, wanted, size)
        } else {
            tornado(options, wanted, size)
        };
    }
    if let Some(draws) = options.draws {
        return fan(options, &study, what, draws);
    }
    let (comparison, draft) = comparison(options, &study, what)?;
    let scenario = comparison.baseline().to_string();
    open::warn_of_unsolved(&comparison);
    let chart = match (what.indicator, &what.subject) {
        (Indicator::Utilisation, None) => chart::utilisation(&comparison, &scenario, size),
        (Indicator::QueuePrice, None) => chart::queue_prices(&comparison, &scenario, size),
        (Indicator::Concentration, None) => chart::concentration(&comparison, &scenario, size),
        (Indicator::RouteShare, Some(demand)) if !demand.contains('/') => {
            chart::route_shares(&comparison, &scenario, demand, size)
        }
        (Indicator::Committed, Some(commitment)) => {
            let sources = sources(&draft, &[&format!("commitment.{commitment}.")]);
            let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
            chart::commitment(&comparison, &scenario, commitment, &sources, size)
        }
        (Indicator::CorridorVolume, Some(corridor)) => volumes(&comparison, &draft, corridor, size),
        (indicator, Some(subject)) => chart::by_scenario(&comparison, indicator, subject, size),
        (indicator, None) => {
            let known = comparison.subjects(indicator).map(ToString::to_string).collect();
            Err(ChartError::Nothing { indicator, subject: String::new(), known })
        }
    };
    chart.map_err(Failure::usage)
}

/// Whether a chart is of one scenario.
fn is_of_one(what: &What) -> bool {
    matches!(
        (what.indicator, &what.subject),
        (Indicator::Utilisation | Indicator::QueuePrice | Indicator::Concentration, None)
            | (Indicator::RouteShare | Indicator::Committed, Some(_))
    )
}

fn comparison(options: &Options, study: &Study, what: &What) -> Result<(Comparison, Draft), Failure> {
    let mut names = options.scenario.clone();
    if names.is_empty() {
        let all = study.scenarios().names().map(str::to_owned);
        names = if is_of_one(what) { vec![BASELINE.to_owned()] } else { all.collect() };
        names.retain(|name| name != BASELINE);
        names.insert(0, BASELINE.to_owned());
    }
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut first = None;
    for name in &names {
        let draft = open::scenario(study, name)?;
        outcomes.push(open::outcome(&draft, name, options.method)?);
        first.get_or_insert(draft);
    }
    let (Some(draft), Some((baseline, others))) = (first, outcomes.split_first()) else {
        return Err(Failure::usage("no scenario is named"));
    };
    Ok((Comparison::new(baseline, others).map_err(Failure::usage)?, draft))
}

/// The volume of a corridor, beside what was measured and announced where that is known.
fn volumes(comparison: &Comparison, draft: &Draft, corridor: &str, size: Size) -> Result<Chart, ChartError> {
    let headline = Headline::new(comparison, draft);
    let volume =
        headline.leading.iter().chain(&headline.others).find(|volume| *volume.profile.subject == *corridor);
    let Some(volume) = volume else {
        return chart::by_scenario(comparison, Indicator::CorridorVolume, corridor, size);
    };
    let all = sources(draft, &["series.", "target."]);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    Ok(chart::volumes(comparison, volume, &all, size))
}

/// Publishers and years of the sources of numbers whose paths begin so, each once.
fn sources(draft: &Draft, paths: &[&str]) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for line in corridor::model::inputs(draft) {
        let is_wanted = paths.iter().any(|path| line.path.starts_with(path));
        let Some(provenance) = line.provenance.filter(|_| is_wanted) else { continue };
        for id in &provenance.sources {
            let Some(source) = draft.sources.get(id) else { continue };
            let text = if source.publisher.is_empty() { &source.title } else { &source.publisher };
            if !text.is_empty() && !said.contains(text) {
                said.push(text.clone());
            }
        }
    }
    said
}

fn fan(options: &Options, study: &Study, what: &What, draws: u64) -> Result<Chart, Failure> {
    let Some(subject) = &what.subject else {
        return Err(Failure::usage(
            "--draws needs a subject: name it in --of, such as corridor-volume:middle",
        ));
    };
    let name = options.scenario.first().map_or(BASELINE, String::as_str);
    let draft = open::scenario(study, name)?;
    let plan = draft.plan().map_err(|faults| Failure::study(format!("scenario `{name}`: {faults}")))?;
    let sampling = Sampling::new(draws, options.seed).map_err(Failure::usage)?;
    let is_wanted = |entry: &Entry| entry.indicator == what.indicator && *entry.subject == **subject;
    let ensemble = Ensemble::new(sampling).scenario(name, &plan).reading(is_wanted);
    let method = options.method.assignment();
    let distributions = ensemble.run(&*method).map_err(crate::sample::told)?;
    let all = sources(
        &draft,
        &[&format!("corridor.{subject}."), &format!("leg.{subject}."), &format!("limit.{subject}.")],
    );
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    chart::fan(&distributions, name, what.indicator, subject, &all, options.size.size())
        .map_err(Failure::usage)
}

/// What each uncertain input does to a number.
fn tornado(options: &Options, wanted: &Wanted, size: Size) -> Result<Chart, Failure> {
    let name = options.scenario.first().map_or(BASELINE, String::as_str);
    let plan = crate::sensitivity::plan(&options.study, name)?;
    let method = options.method.assignment();
    let response = Response::new(&plan, &*method, wanted).map_err(crate::sensitivity::told)?;
    let bars = Tornado::new().run(response.inputs(), |values: &[f64]| response.value(values));
    let bars = bars.map_err(crate::sensitivity::told)?;
    let title = format!("What moves {} of {} in {}, {name}", wanted.indicator, wanted.subject, wanted.period);
    Ok(chart::tornado(&bars, &title, response.unit(), size))
}

fn waterfall(options: &Options, study: &Study, wanted: &Wanted, size: Size) -> Result<Chart, Failure> {
    let (from, to) = match options.scenario.as_slice() {
        [from, to] => (from.as_str(), to.as_str()),
        names => {
            return Err(Failure::usage(format!(
                "a difference is of two scenarios; {} are named with --scenario",
                names.len()
            )));
        }
    };
    for name in [from, to] {
        open::scenario(study, name)?;
    }
    let told = |error: corridor::sensitivity::AttributionError| Failure::usage(error);
    let explanation = Explanation::between(study.draft(), study.scenarios(), from, to).map_err(told)?;
    let method = options.method.assignment();
    let found = explanation.of([wanted.clone()]).run(&*method).map_err(told)?;
    let explained = found.explained(wanted.indicator, &wanted.subject, wanted.period);
    let nothing = || ChartError::Nothing {
        indicator: wanted.indicator,
        subject: wanted.subject.clone(),
        known: Vec::new(),
    };
    let explained = explained.ok_or_else(nothing).map_err(Failure::usage)?;
    Ok(chart::waterfall(&explained, (from, to), size))
}
