//! A study as a file and as a model.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::evidence::nearest;
use crate::model::Draft;

use super::embedded;
use super::keys::STUDY;
use super::map;
use super::reader::check::check;
use super::reader::cursor::{Cursor, Shared};
use super::reader::document::{Document, LARGEST_FILE};
use super::reader::faults::{Faults, Problems, shown};
use super::reader::ids::Ids;
use super::reader::problem::ProblemKind;
use super::reader::table::TableReader;
use super::reader::text::Text;

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
    draft: Draft,
}

impl Study {
    /// Reads a study from text. `file` is the name by which messages call it.
    ///
    /// # Errors
    /// Every fault of the text at once, each with its line and column.
    pub fn parse(text: &str, file: &str) -> Result<Self, Faults> {
        let problems = Problems::of(file);
        let draft = read(text, &problems);
        match draft {
            Some(draft) if problems.is_empty() => Ok(Self { file: file.to_owned(), draft }),
            _ => Err(problems.into_faults()),
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

    /// The file or the name that it was read from.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The model on paper, without any scenario.
    pub fn draft(&self) -> &Draft {
        &self.draft
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

/// Reads a text and tells its faults.
fn read(text: &str, problems: &Problems) -> Option<Draft> {
    let document = Document::parse(text, problems);
    let ids = Ids::of(&document);
    check(&document, &ids, problems);
    let shared = Shared { document: &document, problems, measure: map::measure(document.root()) };
    let top = TableReader::new(&Cursor::top(&shared), document.root(), &STUDY);
    map::draft(&top)
}

/// The text of a file, unless it cannot be read; its size is looked at first, and never more than allowed is read.
fn text_of(path: &Path, problems: &Problems) -> Option<String> {
    let tell = |kind| problems.push("", None, kind);
    match bytes_of(path) {
        Err(error) => tell(ProblemKind::NoFile { reason: error.to_string() }),
        Ok(Err(bytes)) => tell(ProblemKind::TooLarge { bytes, most: LARGEST_FILE as u64 }),
        Ok(Ok(bytes)) => match String::from_utf8(bytes) {
            Ok(text) => return Some(text),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let bytes = error.into_bytes();
                let text = String::from_utf8_lossy(&bytes[..good]);
                problems.push("", Some(Text::new(&text).place(good)), ProblemKind::NotUtf8);
            }
        },
    }
    None
}

/// The bytes of a file, or its size where that is too large.
fn bytes_of(path: &Path) -> std::io::Result<Result<Vec<u8>, u64>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > LARGEST_FILE as u64 {
        return Ok(Err(size));
    }
    // A pipe has no size: one byte more than allowed is enough to see that it is too long.
    let mut bytes = Vec::new();
    file.by_ref().take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() > LARGEST_FILE { Err(bytes.len() as u64) } else { Ok(bytes) })
}
