//! `corridor appraise`.

use std::ops::RangeInclusive;

use clap::Args;
use corridor::appraise::{Appraisal, AppraisalError, Discounting};
use corridor::ensemble::Sampling;
use corridor::model::Draft;
use corridor::quantity::{GrowthRate, Money, Share, Unit};
use corridor::report::{Appraised, Document, account_table, appraisal_sheet, worth_table};
use corridor::scenario::BASELINE;

use crate::failure::{Failure, warn};
use crate::method::Method;
use crate::open;
use crate::output::{Format, Output};

const EXAMPLES: &str = "\
Examples:
  corridor appraise turkmen-gas --rate '6 %/yr' --from 2025
  corridor appraise my-study.toml --project berths,ships --draws 1000 --seed 7
  corridor appraise my-study.toml --budget '200 MUSD' --opens 2027..2032
  corridor appraise my-study.toml --format csv --out appraisal.csv

Each project is built alone, as the last of all that are appraised, and together with them; the others stay as the
scenario has them. Without --project those with a `capex` are appraised. With --budget (in a build with feature `lp`)
it is said what to build when, so that no year's building costs more.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The scenario in which the projects stand; the baseline if none is given
    #[arg(long, value_name = "SCENARIO", default_value = BASELINE)]
    scenario: String,
    /// The projects (several: repeat, or separate by commas); all with a `capex` if none is named
    #[arg(long, value_delimiter = ',')]
    project: Vec<String>,
    /// Discount rate, such as '6 %/yr'; by default the study's
    #[arg(long, requires = "from")]
    rate: Option<GrowthRate>,
    /// The year to which all is discounted; by default the study's
    #[arg(long, value_name = "YEAR", requires = "rate")]
    from: Option<i32>,
    /// Share of what users lose in queues that the carriers gain, such as '50 %'; by default the study's, or none
    #[arg(long, value_name = "SHARE")]
    rent: Option<Share>,
    /// Draws of what is uncertain, for the distribution of the net present value
    #[arg(long, value_name = "N", conflicts_with_all = ["budget", "opens"])]
    draws: Option<u64>,
    /// The number that settles all draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What may be spent on building in a year, such as '200 MUSD': says what to build when; by default the study's
    #[arg(long, value_name = "MONEY")]
    budget: Option<Money>,
    /// The years in which projects may open, such as 2027..2032: says what to build when
    #[arg(long, value_name = "YEARS", value_parser = years)]
    opens: Option<Years>,
    /// How demand is spread over routes
    #[arg(long, value_enum, default_value_t = Method::QueuedLogit)]
    method: Method,
    #[command(flatten)]
    output: Output,
}

/// The years from one to another.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "lp"), expect(dead_code, reason = "it is read by the solver's part alone"))]
struct Years(RangeInclusive<i32>);

fn years(text: &str) -> Result<Years, String> {
    let wrong = || format!("`{text}` is no span of years: give one such as 2027..2032");
    let (first, last) = text.split_once("..").ok_or_else(wrong)?;
    let year = |text: &str| text.trim().trim_start_matches('=').parse::<i32>().ok();
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last && last - first < 200 => Ok(Years(first..=last)),
        _ => Err(wrong()),
    }
}

/// Appraises the projects and shows what they are worth, to whom, and in which order.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let study = open::study(&options.study)?;
    let draft = open::scenario(&study, &options.scenario)?;
    let method = options.method.assignment();
    let appraisal = appraisal(options, &draft, &*method)?;
    let names = if options.project.is_empty() { projects(&draft)? } else { options.project.clone() };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if options.budget.is_some() || options.opens.is_some() {
        return order(options, &draft, &appraisal, &names);
    }
    worths(options, &draft, &appraisal, &names)
}

fn appraisal<'a>(
    options: &Options,
    draft: &'a Draft,
    method: &'a dyn corridor::assign::Method,
) -> Result<Appraisal<'a>, Failure> {
    let mut appraisal = Appraisal::new(draft, method);
    if let (Some(rate), Some(from)) = (options.rate, options.from) {
        appraisal = appraisal.discounted(Discounting::new(rate, from).map_err(Failure::usage)?);
    }
    Ok(match options.rent {
        Some(share) => appraisal.rent(share),
        None => appraisal,
    })
}

/// All projects that have a cost.
pub(crate) fn projects(draft: &Draft) -> Result<Vec<String>, Failure> {
    let costed = draft.projects.iter().filter(|(_, project)| project.capex.is_some());
    let names: Vec<String> = costed.map(|(id, _)| id.as_str().to_owned()).collect();
    if names.is_empty() {
        return Err(Failure::study("no project has a `capex`: give it, or name the projects with --project"));
    }
    Ok(names)
}

/// What went wrong with an appraisal, as the command tells it.
pub(crate) fn told(error: AppraisalError) -> Failure {
    match error {
        AppraisalError::Model { .. } | AppraisalError::Sampling(_) => Failure::study(error),
        AppraisalError::NoTerms => Failure::usage(
            "nothing says how to discount: give the study an `[appraisal]` with `rate` and `from`, or say --rate and --from",
        ),
        error => Failure::usage(error),
    }
}

/// Warns of what a reader has to know, once.
fn remark(appraised: &[Appraised]) {
    let mut said = Vec::new();
    for remark in appraised.iter().flat_map(|one| one.account.remarks()) {
        if !said.contains(&remark) {
            warn(remark);
            said.push(remark);
        }
    }
}

fn worths(
    options: &Options,
    draft: &Draft,
    appraisal: &Appraisal<'_>,
    names: &[&str],
) -> Result<(), Failure> {
    let mut appraised = Vec::new();
    for name in names.iter().filter(|_| names.len() > 1) {
        let account = appraisal.alone(names, name).map_err(told)?;
        let last = Some(appraisal.last(names, name).map_err(told)?.worth());
        let sampled = sampled(options, appraisal, names, &[name])?;
        appraised.push(Appraised { subject: (*name).to_owned(), account, last, sampled });
    }
    let account = appraisal.bundle(names).map_err(told)?;
    let subject = if let [name] = names { (*name).to_owned() } else { "together".to_owned() };
    let sampled = sampled(options, appraisal, names, names)?;
    appraised.push(Appraised { subject, account, last: None, sampled });
    remark(&appraised);
    show(options, draft, &appraised, "")
}

fn sampled(
    options: &Options,
    appraisal: &Appraisal<'_>,
    scope: &[&str],
    with: &[&str],
) -> Result<Option<corridor::appraise::SampledWorth>, Failure> {
    let Some(draws) = options.draws else { return Ok(None) };
    let sampling = Sampling::new(draws, options.seed).map_err(Failure::usage)?;
    appraisal.sample_between(scope, with, &[], sampling, &[]).map(Some).map_err(told)
}

/// Shows what projects are worth, the last of them by country too.
fn show(options: &Options, draft: &Draft, appraised: &[Appraised], text: &str) -> Result<(), Failure> {
    let unit = Unit::Money(draft.currency, draft.prices);
    if let (Format::Table, Some(all)) = (options.output.format, appraised.last()) {
        let title = format!("Who gains and who pays, {}", all.subject);
        let by_country = account_table(unit, &title, &all.account);
        return options
            .output
            .page(&Document::new().text(text).table(worth_table(unit, appraised)).table(by_country));
    }
    let sheet = appraisal_sheet(&draft.name, &options.scenario, unit, appraised);
    options.output.sheet(&sheet, "What projects are worth")
}

/// Says what to build when, and what it is worth.
#[cfg(feature = "lp")]
fn order(options: &Options, draft: &Draft, appraisal: &Appraisal<'_>, names: &[&str]) -> Result<(), Failure> {
    let horizon = draft.horizon;
    let all = || horizon.first().calendar_year()..=horizon.last().calendar_year();
    let years = options.opens.as_ref().map_or_else(all, |years| years.0.clone());
    let order = appraisal.order(names, years, options.budget).map_err(told)?;
    let mut lines: Vec<String> =
        order.steps.iter().map(|step| format!("{}: {}", step.opens, step.project)).collect();
    if !order.left_out.is_empty() {
        lines.push(format!("Not built: {}", order.left_out.join(", ")));
    }
    let text = lines.join("\n");
    let Some(account) = order.together else {
        return options.output.page(&Document::new().text(&text));
    };
    let appraised = [Appraised { subject: "together".to_owned(), account, last: None, sampled: None }];
    remark(&appraised);
    show(options, draft, &appraised, &text)
}

/// Says that this build has no solver.
#[cfg(not(feature = "lp"))]
fn order(_: &Options, _: &Draft, _: &Appraisal<'_>, _: &[&str]) -> Result<(), Failure> {
    Err(Failure::usage("--budget needs the solver: build the command with `--features cli,lp`"))
}
