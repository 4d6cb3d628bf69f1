//! `corridor chart`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use corridor::appraise::Appraisal;
use corridor::compare::{Comparison, Volume, read_indicator};
use corridor::ensemble::{Ensemble, Sampling};
use corridor::evaluate::{Entry, Indicator, Outcome, Wanted};
use corridor::model::{Draft, InputLine};
use corridor::quantity::Unit;
use corridor::report::chart::{self, Chart, ChartError, Size, publications};
use corridor::scenario::BASELINE;
use corridor::sensitivity::{Explanation, Response, Tornado, TornadoBar};
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
  corridor chart turkmen-gas --of worth:trans-caspian-first --out worth.svg

What is drawn follows from --of: a volume or any other number by scenario; with --draws its median and bands; with
@PERIOD what each uncertain input does to it, and with two scenarios too the difference split over the changes; `utilisation`, `queue-price` and `concentration` of one
scenario; `route-share:DEMAND`; `committed:COMMITMENT`; `worth` of all projects with a cost, or `worth:PROJECT`, item by
item, and `worth-by-country` likewise. A file that ends in .png becomes a picture (in a build with
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
    let chart = match options.of.split_once(':').unwrap_or((&options.of, "")) {
        (kind @ ("worth" | "worth-by-country"), project) => worth(options, kind, project)?,
        _ => drawn(options, &what(&options.of)?)?,
    };
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
            chart::commitment(&comparison, &scenario, commitment, &[], size)
        }
        (Indicator::CorridorVolume, Some(corridor)) => volumes(&comparison, &draft, corridor, size),
        (indicator, Some(subject)) => chart::by_scenario(&comparison, indicator, subject, size),
        (indicator, None) => {
            let known = comparison.subjects(indicator).map(ToString::to_string).collect();
            Err(ChartError::Nothing { indicator, subject: String::new(), known })
        }
    };
    chart.map(|chart| sourced(chart, &draft, |path| bears_on(&draft, what, path))).map_err(Failure::usage)
}

/// With the publications that the chosen inputs rest on.
fn sourced(chart: Chart, draft: &Draft, is_wanted: impl Fn(&str) -> bool) -> Chart {
    let named = publications(draft, is_wanted);
    chart.with_sources(&named.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Whether an input says what a chart shows: measured and announced volumes where a corridor has them, promises for
/// a commitment, room for limits, and else costs, demands and room.
fn bears_on(draft: &Draft, what: &What, path: &str) -> bool {
    let begins = |kinds: &[&str]| kinds.iter().any(|kind| path.starts_with(kind));
    let subject = what.subject.as_deref().unwrap_or("");
    match what.indicator {
        Indicator::CorridorVolume => Volume::is_held_against(draft, subject, path),
        Indicator::Committed | Indicator::Delivered | Indicator::Shortfall | Indicator::Fulfilment => {
            path.starts_with(&format!("commitment.{subject}."))
        }
        Indicator::Utilisation | Indicator::Headroom | Indicator::Saturated => {
            begins(&["leg.", "limit.", "project."])
                && ["capacity", "adds"].iter().any(|word| path.contains(word))
        }
        _ if draft.demands.is_empty() => path.starts_with(&format!("turnover.{subject}.")),
        _ => begins(&["leg.", "limit.", "project.", "node.", "demand."]),
    }
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

/// The volume of a corridor, beside what was measured and announced.
fn volumes(comparison: &Comparison, draft: &Draft, corridor: &str, size: Size) -> Result<Chart, ChartError> {
    match Volume::of_corridor(comparison, draft, corridor) {
        Some(volume) => Ok(chart::volumes(comparison, &volume, &[], size)),
        None => chart::by_scenario(comparison, Indicator::CorridorVolume, corridor, size),
    }
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
    let chart = chart::fan(&distributions, name, what.indicator, subject, &[], options.size.size());
    let uncertain = uncertain(&draft);
    chart.map(|chart| sourced(chart, &draft, |path| uncertain.contains(path))).map_err(Failure::usage)
}

/// The paths of the inputs that are drawn.
fn uncertain(draft: &Draft) -> BTreeSet<String> {
    let is_drawn = |input: &InputLine<'_>| input.number.is_some_and(|number| !number.spread.is_fixed());
    corridor::model::inputs(draft).into_iter().filter(is_drawn).map(|input| input.path).collect()
}

/// What each uncertain input does to a number.
fn tornado(options: &Options, wanted: &Wanted, size: Size) -> Result<Chart, Failure> {
    let name = options.scenario.first().map_or(BASELINE, String::as_str);
    let plan = crate::sensitivity::plan(&options.study, name)?;
    let method = options.method.assignment();
    let response = Response::new(&plan, &*method, wanted).map_err(crate::sensitivity::told)?;
    let bars = Tornado::new().run(response.inputs(), |values: &[f64]| response.value(values));
    let bars = bars.map_err(crate::sensitivity::told)?;
    let indicator = wanted.indicator.word().replace('-', " ");
    let title = format!("What moves {indicator} of {} in {}, {name}", wanted.subject, wanted.period);
    let moving = |bar: &&TornadoBar| bar.length(bars.base) > 0.0;
    let names: BTreeSet<&str> = bars.bars.iter().filter(moving).map(|bar| &*bar.name).collect();
    let chart = chart::tornado(&bars, &title, response.unit(), size);
    let study = open::study(&options.study)?;
    Ok(sourced(chart, &open::scenario(&study, name)?, |path| names.contains(path)))
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
    let chart = chart::waterfall(&explained, (from, to), size);
    let wanted = What { indicator: wanted.indicator, subject: Some(wanted.subject.clone()), wanted: None };
    Ok(sourced(chart, study.draft(), |path| bears_on(study.draft(), &wanted, path)))
}

/// What projects are worth: one, or all that have a cost.
fn worth(options: &Options, kind: &str, project: &str) -> Result<Chart, Failure> {
    let study = open::study(&options.study)?;
    let name = options.scenario.first().map_or(BASELINE, String::as_str);
    let draft = open::scenario(&study, name)?;
    let method = options.method.assignment();
    let costed = crate::appraise::projects(&draft)?;
    let costed: Vec<&str> = costed.iter().map(String::as_str).collect();
    let appraisal = Appraisal::new(&draft, &*method);
    let account = match project {
        "" => appraisal.bundle(&costed),
        project => appraisal.alone(&costed, project),
    };
    let account = account.map_err(crate::appraise::told)?;
    let of = if project.is_empty() { costed.join(", ") } else { project.to_owned() };
    let unit = Unit::Money(draft.currency, draft.prices);
    let size = options.size.size();
    let chart = if kind == "worth" {
        chart::worth(&account, unit, &format!("What building is worth: {of}, {name}"), size)
    } else {
        chart::worth_by_country(&account, unit, &format!("Who gains and who pays: {of}, {name}"), size)
    };
    Ok(sourced(chart, &draft, |path| path.starts_with("project.") || path.starts_with("appraisal.")))
}
