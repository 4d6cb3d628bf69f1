use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::rows::{unwrapped, write_objects};
use super::{Align, Table};

/// A cell of a [`Sheet`].
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A number, at full precision.
    Number(f64),
    /// A count: a whole number.
    Count(u64),
    /// Nothing: an empty cell in CSV, `null` in JSON.
    Absent,
}

/// A list with named columns that is not one of result rows: studies, sources, faults, differing inputs.
///
/// It goes to CSV, to JSON (an array of objects with the columns as keys) and to a [`Table`].
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Cell::Text(text.into())
    }
}

impl Cell {
    /// A number, or nothing.
    pub fn number(value: Option<f64>) -> Self {
        value.map_or(Cell::Absent, Cell::Number)
    }

    /// A count, or nothing.
    pub fn count(value: Option<usize>) -> Self {
        value.and_then(|value| u64::try_from(value).ok()).map_or(Cell::Absent, Cell::Count)
    }

    /// A text, or nothing.
    pub fn text(value: Option<impl Into<String>>) -> Self {
        value.map_or(Cell::Absent, |text| Cell::Text(text.into()))
    }

    /// As it stands in CSV and in a table: numbers in the shortest form that reads back to the same.
    fn shown(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(value) => format!("{value:?}"),
            Cell::Count(count) => count.to_string(),
            Cell::Absent => String::new(),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(value) => serializer.serialize_f64(*value),
            Cell::Count(count) => serializer.serialize_u64(*count),
            Cell::Absent => serializer.serialize_none(),
        }
    }
}

/// A row with its columns' names.
struct Object<'a>(&'a [&'static str], &'a [Cell]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(column, cell)?;
        }
        map.end()
    }
}

impl Sheet {
    /// A sheet without rows yet.
    pub fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row. Cells that it lacks are absent, and cells beyond the last column are left out.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let mut row: Vec<Cell> = cells.into_iter().collect();
        row.resize(self.columns.len(), Cell::Absent);
        self.rows.push(row);
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it as CSV with a line of headings.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_csv(&self, out: impl Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(&self.columns).map_err(unwrapped)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::shown)).map_err(unwrapped)?;
        }
        writer.flush()
    }

    /// Writes it as a JSON array of objects, one to a line.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_json(&self, out: impl Write) -> io::Result<()> {
        write_objects(&self.rows, out, |row, out| serde_json::to_writer(out, &Object(&self.columns, row)))
    }

    /// It as a table: numbers to the right, texts to the left and cut in the middle where room is short.
    pub fn table(&self, title: &str) -> Table {
        let mut table = Table::new(title);
        for (position, column) in self.columns.iter().enumerate() {
            let is_number =
                self.rows.iter().any(|row| matches!(row[position], Cell::Number(_) | Cell::Count(_)));
            let align = if is_number { Align::Right } else { Align::Left };
            table = table.column(column, align);
        }
        for row in &self.rows {
            table.push(row.iter().map(Cell::shown));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_goes_to_every_format() {
        let mut sheet = Sheet::new(&["name", "value", "note"]);
        sheet.push(["a".into(), Cell::Number(0.1)]);
        sheet.push([Cell::text(Some("b, c")), Cell::number(None), "x".into()]);
        let text = |write: &dyn Fn(&mut Vec<u8>) -> io::Result<()>| {
            let mut out = Vec::new();
            write(&mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text(&|out| sheet.write_csv(out)), "name,value,note\na,0.1,\n\"b, c\",,x\n");
        assert_eq!(
            text(&|out| sheet.write_json(out)),
            "[\n{\"name\":\"a\",\"value\":0.1,\"note\":null},\n{\"name\":\"b, c\",\"value\":null,\"note\":\"x\"}\n]\n"
        );
        assert_eq!(sheet.len(), 2);
    }
}
