use crate::assign::Method;
use crate::calendar::Period;
use crate::ensemble::Design;
use crate::evaluate::Wanted;
use crate::study::Study;

use super::ReportError;
use super::results::Results;
use super::shell;

/// Draws of what is uncertain, if nothing else is said.
const DRAWS: u64 = 2000;

/// A report of a study: one page of HTML that needs nothing beside it.
///
/// It runs the scenarios, alone and over what is uncertain, explains how they differ, and tells all that in words, charts,
/// a map and tables, with the source of every number and the study itself.
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::report::page::Report;
/// use corridor::study::Study;
///
/// let study = Study::embedded("kazakh-oil")?;
/// let page = Report::new(&study).scenarios(["baseline", "negotiated"]).draws(50).html(&QueuedLogit::default())?;
/// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("id=\"summary\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The same study, settings and seed give the same bytes, on any number of threads.
#[derive(Debug, Clone)]
#[doc(alias = "dashboard")]
pub struct Report<'a> {
    pub(super) study: &'a Study,
    pub(super) scenarios: Vec<String>,
    pub(super) draws: u64,
    pub(super) seed: u64,
    pub(super) design: Design,
    pub(super) at: Vec<Period>,
    pub(super) of: Option<Wanted>,
    pub(super) threads: Option<usize>,
    pub(super) method: String,
    pub(super) file: String,
}

impl<'a> Report<'a> {
    /// Of all scenarios of a study, over 2,000 draws of what is uncertain.
    pub fn new(study: &'a Study) -> Self {
        Self {
            study,
            scenarios: Vec::new(),
            draws: DRAWS,
            seed: 1,
            design: Design::MonteCarlo,
            at: Vec::new(),
            of: None,
            threads: None,
            method: String::new(),
            file: "report.html".to_owned(),
        }
    }

    /// Of these scenarios; the first is what the others are compared with.
    pub fn scenarios<'n>(self, names: impl IntoIterator<Item = &'n str>) -> Self {
        Self { scenarios: names.into_iter().map(str::to_owned).collect(), ..self }
    }

    /// Over so many draws of what is uncertain; with none it says nothing of how sure its numbers are.
    pub fn draws(self, draws: u64) -> Self {
        Self { draws, ..self }
    }

    /// With the number that settles all draws.
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// With draws that spread by a design.
    pub fn design(self, design: Design) -> Self {
        Self { design, ..self }
    }

    /// Showing these periods in its tables; the map is of the first of them.
    pub fn at(self, periods: impl IntoIterator<Item = Period>) -> Self {
        Self { at: periods.into_iter().collect(), ..self }
    }

    /// About this number, such as `corridor-volume:middle@2030`. By default it is about the volume of the corridor that
    /// the targets speak of, in the period in which the scenarios differ most.
    pub fn of(self, wanted: Wanted) -> Self {
        Self { of: Some(wanted), ..self }
    }

    /// On so many threads instead of one for each core. They change nothing of what comes out.
    pub fn threads(self, count: usize) -> Self {
        Self { threads: Some(count), ..self }
    }

    /// With the name by which the command knows the method, for the command that makes it again.
    pub fn method_named(self, word: &str) -> Self {
        Self { method: word.to_owned(), ..self }
    }

    /// With the file that it is written to, for the command that makes it again.
    pub fn written_to(self, file: &str) -> Self {
        Self { file: file.to_owned(), ..self }
    }

    /// The page, run by a method.
    ///
    /// # Errors
    /// A scenario that does not exist or cannot be run, draws that cannot be taken, a number or a period that the study
    /// does not have.
    pub fn html(&self, method: &dyn Method) -> Result<String, ReportError> {
        Ok(shell::page(self, &Results::new(self, method)?))
    }
}
