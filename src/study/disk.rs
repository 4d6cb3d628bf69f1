//! The text of a study on disk.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::reader::document::LARGEST_FILE;
use super::reader::faults::Problems;
use super::reader::problem::ProblemKind;
use super::reader::text::Text;

/// The text of a file, unless it cannot be read; its size is looked at first, and never more than allowed is read.
pub(super) fn text_of(path: &Path, problems: &Problems) -> Option<String> {
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
