use super::table::{Fit, Table};

/// How tables and texts are drawn.
///
/// [`Style::plain`] is for files and pipes: no colour, no width. The command draws on a terminal with rules,
/// bold titles and the terminal's width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    width: Option<usize>,
    is_bold: bool,
    /// Only the command draws rules.
    is_ruled: bool,
}

impl Style {
    /// Plain text as wide as it takes.
    pub fn plain() -> Self {
        Self::default()
    }

    /// For a terminal: titles in bold, rules under headings.
    #[cfg(feature = "cli")]
    pub fn terminal() -> Self {
        Self { width: None, is_bold: true, is_ruled: true }
    }

    /// At most so many letters wide, as far as the numbers allow.
    pub fn with_width(self, width: usize) -> Self {
        Self { width: Some(width), ..self }
    }

    /// Letters to a line, if that is bounded.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }

    /// Lines that stand out, where the style can do so.
    pub(super) fn strong(self, text: &str) -> String {
        if !self.is_bold {
            return text.to_owned();
        }
        text.lines().flat_map(|line| ["\u{1b}[1m", line, "\u{1b}[0m\n"]).collect()
    }

    /// The body of a table.
    pub(super) fn draw(&self, table: &Table, fit: &Fit) -> String {
        if self.is_ruled { ruled(table, fit) } else { plain(table, fit) }
    }
}

#[cfg(feature = "cli")]
use super::terminal::draw as ruled;
#[cfg(not(feature = "cli"))]
use plain as ruled;

/// Columns two spaces apart, dashes under the headings, nothing at the ends of lines.
fn plain(table: &Table, fit: &Fit) -> String {
    let dashes = fit.columns.iter().map(|(_, width)| "-".repeat(*width)).collect();
    let lines = [table.headings(fit), dashes].into_iter().chain(table.cells(fit));
    lines.map(|cells| cells.join("  ").trim_end().to_owned() + "\n").collect()
}
