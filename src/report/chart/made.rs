/// How large a chart is, in points of a screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Size {
    /// A column of a printed report.
    pub const COLUMN: Self = Self { width: 480.0, height: 320.0 };
    /// A page of a report, or a screen.
    pub const PAGE: Self = Self { width: 760.0, height: 440.0 };
    /// A slide.
    pub const SLIDE: Self = Self { width: 1200.0, height: 675.0 };

    /// A size that charts can be drawn in: from 320 × 220 to 8000 × 8000; what is beyond is held.
    pub fn new(width: f64, height: f64) -> Self {
        let held = |value: f64, least: f64| if value.is_nan() { least } else { value.clamp(least, 8000.0) };
        Self { width: held(width, 320.0), height: held(height, 220.0) }
    }

    /// The same width and another height, held likewise.
    pub(super) fn with_height(self, height: f64) -> Self {
        Self::new(self.width, height)
    }
}

/// A chart that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    title: String,
    svg: String,
}

impl Chart {
    pub(super) fn new(title: &str, svg: String) -> Self {
        Self { title: title.to_owned(), svg }
    }

    /// What it shows.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// It as SVG: one element that may stand alone in a file or inside a page.
    pub fn svg(&self) -> &str {
        &self.svg
    }
}
