//! `corridor compare --explain`.

use std::collections::BTreeMap;

use clap::Args;
use corridor::evaluate::{Indicator, Row, Wanted};
use corridor::report::explained;
use corridor::sensitivity::{Attribution, AttributionError, Explained, Explanation, Permutations};

use crate::compare::Options;
use crate::failure::{Failure, warn};
use crate::open;
use crate::rows::RowFormat;

/// Whether and how a difference is to be explained.
#[derive(Debug, Args)]
pub(crate) struct Wish {
    /// Split the difference over the changes that make it: of one scenario to the baseline, of two from the first to
    /// the second
    #[arg(long, conflicts_with_all = ["sort", "top", "all"])]
    explain: bool,
    /// Explain this number, such as corridor-volume:middle@2030 (several: repeat); by default the volume of each
    /// corridor where it differs most
    #[arg(long, value_name = "INDICATOR:SUBJECT@PERIOD", requires = "explain", conflicts_with_all = ["indicator", "subject", "period"])]
    of: Vec<Wanted>,
    /// Also show what each pair of changes adds together
    #[arg(long, requires = "explain", conflicts_with = "permutations")]
    interactions: bool,
    /// Estimate from so many random orders of the changes, an even number; by default 256 where there are more than
    /// 12 changes, and exact below
    #[arg(long, value_name = "COUNT", requires = "explain")]
    permutations: Option<u64>,
    /// Seed of the random orders
    #[arg(long, value_name = "SEED", requires = "explain")]
    seed: Option<u64>,
}

impl Wish {
    /// Whether it is wished for at all.
    pub(crate) fn is_made(&self) -> bool {
        self.explain
    }

    /// The permutations asked for; none if the count and the seed are left out.
    fn permutations(&self) -> Result<Option<Permutations>, Failure> {
        let Some(count) = self.permutations else { return Ok(None) };
        Permutations::new(count, self.seed()).map(Some).map_err(Failure::usage)
    }

    fn seed(&self) -> u64 {
        self.seed.unwrap_or(Permutations::default().seed())
    }
}

/// Explains the difference and shows it.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let (from, to) = ends(options)?;
    let study = open::study(&options.study)?;
    let drafts = [open::scenario(&study, from)?, open::scenario(&study, to)?];
    drop(drafts);
    let explanation = Explanation::between(study.draft(), study.scenarios(), from, to).map_err(told)?;
    let method = options.method.assignment();
    let found = wished(explanation, options)?.run(&*method).map_err(told)?;
    if found.unsolved() > 0 {
        warn(format!("{} of {} runs have periods that were not solved", found.unsolved(), found.runs()));
    }
    show(options, &found)
}

/// The scenarios from which and to which.
fn ends(options: &Options) -> Result<(&str, &str), Failure> {
    match options.scenarios.as_slice() {
        [to] => Ok((&options.baseline, to)),
        [from, to] => Ok((from, to)),
        names => Err(Failure::usage(format!(
            "--explain is of one scenario against the baseline, or of two; {} are named",
            names.len()
        ))),
    }
}

/// With what is asked for on the command line.
fn wished<'a>(mut explanation: Explanation<'a>, options: &'a Options) -> Result<Explanation<'a>, Failure> {
    let wish = &options.explain;
    let selection = options.choice.selection();
    if !wish.of.is_empty() {
        explanation = explanation.of(wish.of.iter().cloned());
    } else if options.choice.has_entries() {
        explanation =
            explanation.reading(move |entry| selection.accepts_entry(entry.indicator, &entry.subject));
    }
    if let Some(permutations) = wish.permutations()? {
        explanation = explanation.permutations(permutations);
    }
    Ok(if wish.interactions { explanation.interactions() } else { explanation })
}

fn show(options: &Options, found: &Attribution) -> Result<(), Failure> {
    let values = chosen(options, found);
    match options.output.format {
        RowFormat::Csv | RowFormat::Json | RowFormat::Parquet | RowFormat::Iamc | RowFormat::Geojson => {
            let rows = values.iter().flat_map(|value| found.rows_of(value));
            options.output.rows(rows.collect::<Vec<Row>>().into_iter())
        }
        RowFormat::Table if options.explain.of.is_empty() => {
            options.output.page(&explained(found, &largest(values)))
        }
        RowFormat::Table => options.output.page(&explained(found, &values)),
    }
}

/// The values that were asked for; those that do not apply are told.
fn chosen(options: &Options, found: &Attribution) -> Vec<Explained> {
    let wanted = &options.explain.of;
    if wanted.is_empty() {
        let selection = options.choice.selection();
        return found.all().filter(|value| selection.accepts_period(value.period)).collect();
    }
    let value = |wanted: &Wanted| {
        let value = found.explained(wanted.indicator, &wanted.subject, wanted.period);
        if value.is_none() {
            warn(format!("{wanted} has no value with some of the changes made, and so is not explained"));
        }
        value
    };
    wanted.iter().filter_map(value).collect()
}

/// Of each indicator and subject, the period in which it differs most.
fn largest(values: Vec<Explained>) -> Vec<Explained> {
    let mut found: BTreeMap<(Indicator, std::sync::Arc<str>), Explained> = BTreeMap::new();
    for value in values {
        let key = (value.indicator, value.subject.clone());
        let is_larger =
            found.get(&key).is_none_or(|other| value.difference().abs() > other.difference().abs());
        if is_larger {
            found.insert(key, value);
        }
    }
    found.into_values().filter(|value| value.difference() != 0.0).collect()
}

/// A fault of the command line or of the study.
fn told(error: AttributionError) -> Failure {
    match error {
        AttributionError::Model { .. } => Failure::study(error),
        error => Failure::usage(error),
    }
}
