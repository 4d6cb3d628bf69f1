//! Charts as PNG. No other file knows which crate draws them.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use thiserror::Error;

use super::Chart;

/// Most points of a picture's side.
const MOST: f32 = 20_000.0;

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PictureError {
    /// The system has no typeface, so that texts would be left out without a word.
    #[error("the system has no typefaces to draw texts with: install one, such as DejaVu Sans, or write SVG")]
    NoTypeface,
    /// Too small or too large.
    #[error("a picture {given} times the size of the chart cannot be drawn: give a factor from 0.1 to 10")]
    Size {
        /// The factor, as it was given.
        given: String,
    },
    /// The SVG cannot be drawn.
    #[error("the chart cannot be drawn: {reason}")]
    Drawing {
        /// What is said of it.
        reason: String,
    },
}

impl Chart {
    /// It as PNG, `factor` points for each point of the chart's size: 2 for print.
    ///
    /// Typefaces are those of the system, the first that there is of a list of sans-serif ones: pictures of two systems
    /// may differ where [`Chart::svg`] does not.
    ///
    /// # Errors
    /// A system without typefaces, and a factor that is not from 0.1 to 10.
    pub fn png(&self, factor: f64) -> Result<Vec<u8>, PictureError> {
        if !(0.1..=10.0).contains(&factor) {
            return Err(PictureError::Size { given: factor.to_string() });
        }
        let mut options = Options::default();
        options.fontdb_mut().load_system_fonts();
        let family = family(&options.fontdb).ok_or(PictureError::NoTypeface)?;
        options.fontdb_mut().set_sans_serif_family(family);
        let failed = |reason: String| PictureError::Drawing { reason };
        let tree = Tree::from_str(self.svg(), &options).map_err(|error| failed(error.to_string()))?;
        #[expect(clippy::cast_possible_truncation, reason = "a factor from 0.1 to 10")]
        let factor = factor as f32;
        let size = tree.size();
        let (width, height) = ((size.width() * factor).ceil(), (size.height() * factor).ceil());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held from 1 to 20,000")]
        let pixels = |side: f32| side.clamp(1.0, MOST) as u32;
        let mut picture =
            Pixmap::new(pixels(width), pixels(height)).ok_or_else(|| failed("too large".to_owned()))?;
        resvg::render(&tree, Transform::from_scale(factor, factor), &mut picture.as_mut());
        picture.encode_png().map_err(|error| failed(error.to_string()))
    }
}

/// The typeface that texts are drawn in: a common sans-serif one, or the first there is.
fn family(fonts: &fontdb::Database) -> Option<String> {
    let names: Vec<&String> =
        fonts.faces().filter_map(|face| face.families.first().map(|(name, _)| name)).collect();
    let common = ["Inter", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans"];
    let known = common.iter().find_map(|common| names.iter().find(|name| name.as_str() == *common));
    known.or(names.first()).map(|name| (*name).clone())
}
