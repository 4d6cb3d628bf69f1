//! A study as a file and as a model.

use std::path::Path;

use crate::evidence::nearest;
use crate::model::{Draft, Place, Warning};
use crate::scenario::ScenarioSet;

use super::disk::text_of;
use super::embedded;
use super::judge::judge;
use super::keys::STUDY;
use super::map;
use super::reader::check::check;
use super::reader::cursor::{Cursor, Shared};
use super::reader::document::Document;
use super::reader::faults::{Faults, Problems, shown};
use super::reader::ids::Ids;
use super::reader::problem::ProblemKind;
use super::reader::table::TableReader;
use super::records;

/// A study: a model on paper, read from TOML.
///
/// ```
/// use corridor::study::Study;
///
/// let text = r#"
/// name = "One crossing"
/// measure = "mass"
/// horizon = { first = "2025", last = "2030" }
/// node.aktau = {}
/// node.baku = {}
///
/// [leg.aktau-baku]
/// from = "aktau"
/// to = "baku"
/// mode = "sea"
/// tariff = "12 USD/t"
/// "#;
/// let study = Study::parse(text, "crossing.toml")?;
/// assert_eq!(study.draft().legs.len(), 1);
/// # Ok::<(), corridor::study::Faults>(())
/// ```
#[derive(Debug, Clone)]
pub struct Study {
    file: String,
    document: Document,
    draft: Draft,
    scenarios: ScenarioSet,
}

impl Study {
    /// Reads a study from text. `file` is the name by which messages call it.
    ///
    /// # Errors
    /// Every fault of the text at once, each with its line and column.
    pub fn parse(text: &str, file: &str) -> Result<Self, Faults> {
        let problems = Problems::of(file);
        let document = Document::parse(text, &problems);
        match read(&document, &problems) {
            Some((draft, scenarios)) => Ok(Self { file: file.to_owned(), document, draft, scenarios }),
            None => Err(problems.into_faults()),
        }
    }

    /// Reads a study from a file.
    ///
    /// # Errors
    /// A file that cannot be read, is larger than 8 MiB or is not UTF-8, and every fault of its text.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Faults> {
        let path = path.as_ref();
        let file = path.display().to_string();
        let problems = Problems::of(&file);
        match text_of(path, &problems) {
            Some(text) => Self::parse(&text, &file),
            None => Err(problems.into_faults()),
        }
    }

    /// A study that comes with the crate, by its name.
    ///
    /// # Errors
    /// A name that no study has.
    pub fn embedded(name: &str) -> Result<Self, Faults> {
        match embedded::text(name) {
            Some(text) => Self::parse(text, name),
            None => Err(no_such_study(name)),
        }
    }

    /// The names of the studies that come with the crate.
    ///
    /// ```
    /// assert!(corridor::study::Study::names().any(|name| name == "kazakh-oil"));
    /// ```
    pub fn names() -> impl Iterator<Item = &'static str> {
        embedded::STUDIES.iter().map(|(name, _)| *name)
    }

    /// The text of a study that comes with the crate, to be copied and changed.
    pub fn embedded_text(name: &str) -> Option<&'static str> {
        embedded::text(name)
    }

    /// The track records that come with the crate: how promises along the Caspian corridors have turned out, each
    /// with its sources. A study may name them without saying more.
    ///
    /// ```
    /// use corridor::study::Study;
    ///
    /// let (_, record) = Study::track_records().track_records.iter().next().unwrap();
    /// assert!(record.predictive()?.count() >= 3);
    /// # Ok::<(), corridor::evidence::TrackRecordError>(())
    /// ```
    pub fn track_records() -> &'static Draft {
        records::shipped()
    }

    /// The file or the name that it was read from.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Its text, whole.
    ///
    /// ```
    /// use corridor::study::Study;
    ///
    /// let study = Study::embedded("kazakh-oil")?;
    /// assert_eq!(Some(study.text()), Study::embedded_text("kazakh-oil"));
    /// # Ok::<(), corridor::study::Faults>(())
    /// ```
    pub fn text(&self) -> &str {
        self.document.text().whole()
    }

    /// The model on paper, without any scenario. It has no faults: [`Study::parse`] would have told them.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The scenarios, the baseline among them. Each can be applied to the draft.
    ///
    /// ```
    /// use corridor::study::Study;
    ///
    /// let study = Study::embedded("kazakh-oil")?;
    /// assert!(study.scenarios().names().any(|name| name == "baseline"));
    /// # Ok::<(), corridor::study::Faults>(())
    /// ```
    pub fn scenarios(&self) -> &ScenarioSet {
        &self.scenarios
    }

    /// What should be known about the model though it can be run, such as numbers without a source, each with its
    /// place in the file and in the order of the file.
    ///
    /// Complexity: that of [`Draft::check`], which searches for paths.
    pub fn warnings(&self) -> Vec<Warning> {
        let placed = |warning: Warning| Warning { place: self.place_of(&warning.path), ..warning };
        let mut warnings: Vec<Warning> =
            self.draft.check().unwrap_or_default().into_iter().map(placed).collect();
        warnings.sort_by(|one, other| one.place.cmp(&other.place));
        warnings
    }

    /// The line and column of a table and key, such as `leg.aktau-baku.capacity`, or of the nearest table around it.
    ///
    /// ```
    /// use corridor::study::Study;
    ///
    /// let text = "name = 'x'\nhorizon = { first = '2025', last = '2030' }\n[series.gdp]\nvalues = { 2025 = '100' }\n";
    /// let study = Study::parse(text, "x.toml")?;
    /// assert_eq!(study.place_of("series.gdp.values.2025").unwrap().to_string(), "x.toml:4:12");
    /// # Ok::<(), corridor::study::Faults>(())
    /// ```
    pub fn place_of(&self, path: &str) -> Option<Place> {
        let (line, column) = self.document.text().place(self.document.find(path)?.start);
        Some(Place::new(self.file.as_str(), line, column))
    }
}

/// The fault of a name that no study has.
fn no_such_study(name: &str) -> Faults {
    let problems = Problems::of(name);
    let kind = ProblemKind::NoSuchStudy {
        given: shown(name),
        allowed: Study::names().map(str::to_owned).collect(),
        nearest: nearest(name, Study::names()).map(str::to_owned),
    };
    problems.push("", None, kind);
    problems.into_faults()
}

/// Reads a document and tells its faults; gives nothing where there are any.
fn read(document: &Document, problems: &Problems) -> Option<(Draft, ScenarioSet)> {
    let ids = Ids::of(document);
    check(document, &ids, problems);
    let shared = Shared { document, problems, measure: map::measure(document.root()) };
    let top = TableReader::new(&Cursor::top(&shared), document.root(), &STUDY);
    let mut draft = map::draft(&top)?;
    let scenarios = map::scenarios(&top, &draft);
    records::complete(&mut draft, &scenarios);
    let scenarios = judge(document, &draft, scenarios, problems)?;
    Some((draft, scenarios))
}
