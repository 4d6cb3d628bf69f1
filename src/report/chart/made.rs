use super::drawing::Drawing;
use super::frame::{foot, foot_at, foot_height};

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

    /// The same width and the height that some rows need, which may be little.
    pub(super) fn with_height(self, height: f64) -> Self {
        Self { width: self.width, height: if height.is_nan() { 60.0 } else { height.clamp(60.0, 8000.0) } }
    }
}

/// What is drawn, before it is a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    pub(super) drawing: Drawing,
    pub(super) size: Size,
    pub(super) title: String,
    pub(super) description: String,
}

impl Drawn {
    fn file(&self) -> String {
        self.drawing.file((self.size.width, self.size.height), &self.title, &self.description)
    }
}

/// Space between a chart and the sources that are added to it.
const BEFORE_FOOT: f64 = 6.0;

/// A chart that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    title: String,
    drawn: Drawn,
    svg: String,
}

impl Chart {
    pub(super) fn new(title: &str, drawn: Drawn) -> Self {
        Self { title: title.to_owned(), svg: drawn.file(), drawn }
    }

    /// With publications at its foot, each once: it becomes as much higher as they need, at most two lines. Of more than
    /// fit, their number is told.
    ///
    /// ```
    /// use corridor::quantity::{Measure, Unit};
    /// use corridor::report::chart::{Size, tornado};
    /// use corridor::sensitivity::TornadoBars;
    ///
    /// let chart = tornado(&TornadoBars { base: 1.0, bars: vec![] }, "Nothing moves", Unit::Volume(Measure::Mass), Size::PAGE);
    /// assert!(chart.with_sources(&["World Bank (2023)"]).svg().contains("Sources: World Bank (2023)"));
    /// ```
    pub fn with_sources(self, sources: &[&str]) -> Self {
        let mut drawn = self.drawn;
        let foot = foot(sources, drawn.size);
        if !foot.is_empty() {
            drawn.size.height += foot_height(&foot, drawn.size) + BEFORE_FOOT;
            foot_at(&mut drawn.drawing, &foot, drawn.size);
        }
        Self { title: self.title, svg: drawn.file(), drawn }
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
