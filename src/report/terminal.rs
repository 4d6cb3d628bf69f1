//! Tables on a terminal.

use comfy_table::{ContentArrangement, LineStyle, Row, Table as Drawn, presets};

use super::table::{Fit, Table};

/// The body of a table with a rule under its headings. Its cells come cut and padded to their widths, so that
/// nothing is left to arrange.
pub(super) fn draw(table: &Table, fit: &Fit) -> String {
    let mut drawn = Drawn::new();
    drawn
        .load_style(presets::NOTHING.header_separator(LineStyle::none().fill('─')))
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(Row::from(table.headings(fit)))
        .add_rows(table.cells(fit).map(Row::from));
    let last = fit.columns.len().saturating_sub(1);
    for (position, column) in drawn.column_iter_mut().enumerate() {
        column.set_padding((0, if position == last { 0 } else { 2 }));
    }
    drawn.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}
