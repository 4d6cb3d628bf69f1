//! `corridor check`.

use std::fs;

use clap::Args;
use corridor::model::{Place, Warning, WarningKind};
use corridor::report::{Align, Cell, Document, Sheet, Table};
use corridor::study::{Faults, Study};

use crate::excerpt::excerpt;
use crate::failure::Failure;
use crate::open;
use crate::output::{Format, Output};

const EXAMPLES: &str = "\
Examples:
  corridor check my-study.toml
  corridor check my-study.toml --format json

It exits with 1 if there is a fault. Warnings and numbers without a source are no faults.";

/// A file larger than this is not read again for excerpts.
const LARGEST_QUOTED: u64 = 16 << 20;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    #[command(flatten)]
    output: Output,
}

/// Something that a check has found.
struct Finding {
    kind: Kind,
    place: Option<Place>,
    /// The table and key it speaks of; may be empty.
    path: String,
    message: String,
    /// The number, of one without a source; else empty.
    given: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fault,
    Warning,
    NoSource,
}

impl Kind {
    /// The word for it in csv and json.
    fn word(self) -> &'static str {
        match self {
            Kind::Fault => "fault",
            Kind::Warning => "warning",
            Kind::NoSource => "no source",
        }
    }
}

/// Tells every fault of a study; if it has none, what should be known of it and every number without a source.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let read = open::read(&options.study)?;
    let (findings, untold) = match &read {
        Ok(study) => (warnings(study), 0),
        Err(faults) => (faults_of(faults), faults.untold()),
    };
    match options.output.format {
        Format::Table => options.output.page(&page(&options.study, &findings, untold))?,
        Format::Csv | Format::Json => options.output.sheet(&sheet(&findings), "")?,
    }
    if read.is_ok() { Ok(()) } else { Err(Failure::Told) }
}

fn faults_of(faults: &Faults) -> Vec<Finding> {
    let finding = |problem: &corridor::study::Problem| Finding {
        kind: Kind::Fault,
        place: problem.place.clone(),
        path: problem.path.clone(),
        message: problem.kind.to_string(),
        given: String::new(),
    };
    faults.problems().iter().map(finding).collect()
}

/// What the model and the scenarios should be looked at for, then the numbers without a source.
fn warnings(study: &Study) -> Vec<Finding> {
    let model = study.warnings().into_iter().map(model_warning);
    let remarks = study.scenarios().remarks(study.draft()).into_iter().map(|remark| {
        let path = format!("scenario.{}.changes[{}]", remark.scenario, remark.index);
        let message = format!("{}: {}", remark.change, remark.kind);
        Finding { kind: Kind::Warning, place: study.place_of(&path), path, message, given: String::new() }
    });
    let mut findings: Vec<Finding> = model.chain(remarks).collect();
    findings.sort_by_key(|finding| finding.kind == Kind::NoSource);
    findings
}

fn model_warning(warning: Warning) -> Finding {
    let message = warning.kind.to_string();
    let (kind, given) = match warning.kind {
        WarningKind::Unstated { given } => (Kind::NoSource, given),
        _ => (Kind::Warning, String::new()),
    };
    Finding { kind, place: warning.place, path: warning.path, message, given }
}

fn sheet(findings: &[Finding]) -> Sheet {
    let mut sheet = Sheet::new(&["kind", "file", "line", "column", "input", "message"]);
    for finding in findings {
        let place = finding.place.as_ref();
        sheet.push([
            finding.kind.word().into(),
            Cell::text(place.map(|place| place.file.to_string())),
            Cell::count(place.map(|place| place.line)),
            Cell::count(place.map(|place| place.column)),
            finding.path.as_str().into(),
            finding.message.as_str().into(),
        ]);
    }
    sheet
}

/// The findings with the lines they stand on, the numbers without a source, and how many there are of each.
fn page(study: &str, findings: &[Finding], untold: usize) -> Document {
    let text = quoted(study, findings);
    let told = findings.iter().filter(|finding| finding.kind != Kind::NoSource);
    let told = told.fold(Document::new(), |page, finding| {
        let place = finding.place.as_ref();
        match place.and_then(|place| excerpt(&text, place.line, place.column)) {
            Some(lines) => page.cited(&headed(study, finding), &lines),
            None => page.text(&headed(study, finding)),
        }
    });
    told.table(sourceless(findings)).text(&summary(study, findings, untold))
}

/// The numbers without a source, each with its line.
fn sourceless(findings: &[Finding]) -> Table {
    let title = "Numbers without a source and without a note that says why";
    let table = Table::new(title).column("line", Align::Right).column("input", Align::Left);
    let mut table = table.column("value", Align::Left);
    for finding in findings.iter().filter(|finding| finding.kind == Kind::NoSource) {
        let line = finding.place.as_ref().map(|place| place.line.to_string()).unwrap_or_default();
        table.push([line, finding.path.clone(), finding.given.clone()]);
    }
    table
}

/// Where a finding is and what it is.
fn headed(study: &str, finding: &Finding) -> String {
    let place = finding.place.as_ref().map_or_else(|| study.to_owned(), Place::to_string);
    let path = if finding.path.is_empty() { String::new() } else { format!(" {}:", finding.path) };
    let warning = if finding.kind == Kind::Fault { "" } else { " warning:" };
    format!("{place}:{warning}{path} {}", finding.message)
}

/// How many findings there are of each kind.
fn summary(study: &str, findings: &[Finding], untold: usize) -> String {
    let count = |kind| findings.iter().filter(|finding| finding.kind == kind).count();
    let more = if untold > 0 { format!(" ({untold} of them not told)") } else { String::new() };
    let faults = count(Kind::Fault) + untold;
    if faults > 0 {
        return format!("{study}: {}{more}", counted(faults, "fault"));
    }
    let (warnings, sourceless) =
        (counted(count(Kind::Warning), "warning"), counted(count(Kind::NoSource), "number"));
    format!("{study}: no faults, {warnings}, {sourceless} without a source")
}

fn counted(count: usize, word: &str) -> String {
    let many = if count == 1 { "" } else { "s" };
    format!("{count} {word}{many}")
}

/// The text of the study, for excerpts; empty if it cannot be read again or nothing needs it.
fn quoted(study: &str, findings: &[Finding]) -> String {
    if findings.iter().all(|finding| finding.place.is_none()) {
        return String::new();
    }
    let is_small = || fs::metadata(study).is_ok_and(|about| about.is_file() && about.len() <= LARGEST_QUOTED);
    match Study::embedded_text(study) {
        Some(text) => text.to_owned(),
        None if is_small() => fs::read_to_string(study).unwrap_or_default(),
        None => String::new(),
    }
}
