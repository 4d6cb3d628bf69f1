use super::wrap::wrap;
use super::{Style, shorten};

/// To which side the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Texts; cut in the middle where room is short.
    Left,
    /// Numbers; never cut.
    Right,
}

/// A column of a [`Table`].
#[derive(Debug, Clone)]
struct TableColumn {
    heading: String,
    align: Align,
    /// 0 is always shown; of the others the highest go first where room is short.
    dispensable: u8,
}

/// A table for people: headed columns of text that fit a width.
///
/// Where room is short, texts are cut in the middle, and columns marked as dispensable are left out and counted.
///
/// ```
/// use corridor::report::{Align, Style, Table};
///
/// let mut table = Table::new("Volume, Mt").column("scenario", Align::Left).column("2030", Align::Right);
/// table.push(["baseline", "6.1"].map(str::to_owned));
/// table.push(["low-caspian", "4.25"].map(str::to_owned));
/// assert_eq!(
///     table.text(&Style::plain()),
///     "Volume, Mt\nscenario     2030\n-----------  ----\nbaseline      6.1\nlow-caspian  4.25\n"
/// );
/// ```
#[derive(Debug, Clone)]
pub struct Table {
    title: String,
    note: String,
    columns: Vec<TableColumn>,
    rows: Vec<Vec<String>>,
}

/// The columns that are shown, each with its width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) columns: Vec<(usize, usize)>,
    pub(super) left_out: usize,
}

/// Letters to a line of a title or a remark where the width is not bounded.
const LINE: usize = 110;

/// Letters between two columns.
const GAP: usize = 2;

/// Width that a text column keeps while there are columns that can be left out.
const COMFORTABLE: usize = 20;

/// Width that a text column keeps in any case.
const NARROWEST: usize = 8;

impl Table {
    /// A table without columns yet; the title may be empty.
    pub fn new(title: &str) -> Self {
        Self { title: printable(title), note: String::new(), columns: Vec::new(), rows: Vec::new() }
    }

    /// With a remark that stands under it.
    pub fn note(self, note: &str) -> Self {
        Self { note: printable(note), ..self }
    }

    /// With a further column that is always shown.
    pub fn column(self, heading: &str, align: Align) -> Self {
        self.dispensable_column(heading, align, 0)
    }

    /// With a further column that is left out where room is short; columns of a higher rank go first.
    pub fn dispensable_column(mut self, heading: &str, align: Align, rank: u8) -> Self {
        self.columns.push(TableColumn { heading: printable(heading), align, dispensable: rank });
        self
    }

    /// Adds a row. Cells that it lacks are empty, and cells beyond the last column are left out.
    pub fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut row: Vec<String> = cells.into_iter().map(|cell| printable(&cell)).collect();
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// It as text.
    pub fn text(&self, style: &Style) -> String {
        let fit = self.fit(style.width());
        let left_out = match fit.left_out {
            0 => String::new(),
            count => format!("({count} of {} columns left out for want of width)", self.columns.len()),
        };
        let paragraph = |text: &str| match wrap(text, style.width().or(Some(LINE))) {
            wrapped if wrapped.is_empty() => wrapped,
            wrapped => wrapped + "\n",
        };
        let title = if self.title.is_empty() { String::new() } else { style.strong(&paragraph(&self.title)) };
        format!("{title}{}{}{}", style.draw(self, &fit), paragraph(&left_out), paragraph(&self.note))
    }

    /// The headings of the shown columns, each cut and set to its side.
    pub(super) fn headings(&self, fit: &Fit) -> Vec<String> {
        let cell =
            |(column, width): &(usize, usize)| self.set(*column, &self.columns[*column].heading, *width);
        fit.columns.iter().map(cell).collect()
    }

    /// The shown cells, row by row, each cut and set to its side.
    pub(super) fn cells<'a>(&'a self, fit: &'a Fit) -> impl Iterator<Item = Vec<String>> + 'a {
        self.rows.iter().map(|row| {
            let cell = |(column, width): &(usize, usize)| self.set(*column, &row[*column], *width);
            fit.columns.iter().map(cell).collect()
        })
    }

    /// A cell cut and set to its column's side.
    fn set(&self, column: usize, text: &str, width: usize) -> String {
        match self.columns[column].align {
            Align::Left => format!("{:<width$}", shorten(text, width)),
            Align::Right => format!("{text:>width$}"),
        }
    }

    /// What of it fits a width.
    fn fit(&self, width: Option<usize>) -> Fit {
        let natural: Vec<usize> = (0..self.columns.len()).map(|column| self.natural_width(column)).collect();
        let mut ranks: Vec<u8> = self.columns.iter().map(|column| column.dispensable).collect();
        ranks.sort_unstable();
        ranks.dedup();
        let Some(room) = width else { return self.fit_up_to(u8::MAX, &natural, usize::MAX, NARROWEST) };
        // From all columns down to those of the lowest rank: the first that leaves texts a comfortable width.
        let tries = ranks.iter().rev().map(|rank| self.fit_up_to(*rank, &natural, room, COMFORTABLE));
        let fitting = tries.into_iter().find(|fit| fit.width() <= room);
        fitting
            .unwrap_or_else(|| self.fit_up_to(ranks.first().copied().unwrap_or(0), &natural, room, NARROWEST))
    }

    /// The columns up to a rank, texts cut as far as needed but not below `least`.
    fn fit_up_to(&self, rank: u8, natural: &[usize], room: usize, least: usize) -> Fit {
        let shown = |column: &usize| self.columns[*column].dispensable <= rank;
        let columns: Vec<(usize, usize)> =
            (0..natural.len()).filter(shown).map(|column| (column, natural[column])).collect();
        let mut fit = Fit { left_out: natural.len() - columns.len(), columns };
        while fit.width() > room {
            let texts =
                fit.columns.iter_mut().filter(|(column, _)| self.columns[*column].align == Align::Left);
            let Some((_, widest)) = texts.max_by_key(|(_, width)| *width).filter(|(_, width)| *width > least)
            else {
                break;
            };
            *widest -= 1;
        }
        fit
    }

    /// The width of a column that cuts nothing.
    fn natural_width(&self, column: usize) -> usize {
        let cells = self.rows.iter().map(|row| &row[column]).chain([&self.columns[column].heading]);
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    }
}

impl Fit {
    /// Letters of a line.
    fn width(&self) -> usize {
        let gaps = GAP * self.columns.len().saturating_sub(1);
        self.columns.iter().map(|(_, width)| width).sum::<usize>() + gaps
    }
}

/// A text on one line, without a terminal's control characters: it may come from anybody's study.
fn printable(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new("Title").column("subject", Align::Left);
        for year in 2020..2030 {
            let rank = u8::from(year % 5 != 0);
            table = table.dispensable_column(&year.to_string(), Align::Right, rank);
        }
        let cells = (0..10).map(|year| format!("{year}.25"));
        table.push(["tengiz-export/tengiz-aktau+aktau-baku".to_owned()].into_iter().chain(cells));
        table
    }

    /// No line is longer than the width, and the last column is there, at any width that holds the columns kept.
    #[test]
    fn tables_fit() {
        for width in 22..140 {
            let text = table().text(&Style::plain().with_width(width));
            assert!(text.lines().all(|line| line.chars().count() <= width), "{width}\n{text}");
            assert!(text.contains("2025"), "{width}");
            assert_eq!(text.contains("2021"), !text.contains("columns"), "{width}");
        }
    }

    #[test]
    fn no_width_is_all_of_it() {
        let text = table().text(&Style::plain());
        assert!(text.contains("tengiz-export/tengiz-aktau+aktau-baku") && text.contains("2029"));
        let narrow = table().text(&Style::plain().with_width(30));
        assert!(narrow.contains("tengiz-e…u-baku") || narrow.contains('…'), "{narrow}");
        assert!(narrow.contains("(8 of 11 columns"), "{narrow}");
    }

    #[test]
    fn escapes_do_not_reach_the_terminal() {
        let mut table = Table::new("a\u{1b}[31mb").column("x\ny", Align::Left);
        table.push(["\u{7}".to_owned()]);
        assert!(!table.text(&Style::plain()).chars().any(|letter| letter.is_control() && letter != '\n'));
    }
}
