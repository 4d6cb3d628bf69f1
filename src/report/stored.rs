use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use super::COLUMNS;
use super::columnar::{Cells, Columnar, Kind};
use crate::calendar::Period;
use crate::ensemble::{Drawn, Draws};
use crate::evaluate::Row;
use crate::quantity::Unit;

/// Rows that are written at a time.
const ROWS: usize = 1 << 16;

/// Numbers that are held before they are written: 32 MB of them.
const NUMBERS: usize = 1 << 22;

/// Writes result rows as a Parquet file: the columns of [`COLUMNS`], texts but for `value`, which is a 64-bit float.
///
/// # Errors
/// What the writer says.
pub fn write_parquet(rows: impl IntoIterator<Item = Row>, out: impl Write + Send) -> io::Result<()> {
    let kind = |name: &&str| if *name == "value" { Kind::Number } else { Kind::Text };
    let columns: Vec<(String, Kind)> = COLUMNS.iter().map(|name| ((*name).to_owned(), kind(name))).collect();
    let mut file = Columnar::new(out, &columns, Vec::new())?;
    let mut cells: Vec<Cells> = columns.iter().map(|(_, kind)| Cells::of(*kind)).collect();
    let mut count = 0;
    for row in rows {
        put(&mut cells, &row);
        count += 1;
        if count % ROWS == 0 {
            flush(&mut file, &mut cells)?;
        }
    }
    if count % ROWS > 0 || count == 0 {
        flush(&mut file, &mut cells)?;
    }
    file.finish()?.flush()
}

fn put(cells: &mut [Cells], row: &Row) {
    let [study, scenario, indicator, subject, period, statistic, value, unit] = cells else { return };
    study.text(&row.study);
    scenario.text(&row.scenario);
    indicator.text(&row.indicator.word().into());
    subject.text(&row.subject);
    period.text(&row.period.to_string().into());
    statistic.text(&row.statistic);
    value.number(row.value);
    unit.text(&row.unit.to_string().into());
}

fn flush<W: Write + Send>(file: &mut Columnar<W>, cells: &mut [Cells]) -> io::Result<()> {
    file.group(cells)?;
    cells.iter_mut().for_each(Cells::clear);
    Ok(())
}

/// Writes every draw of an ensemble as a Parquet file: a row for each scenario, draw and period.
///
/// Its columns are `scenario`, `draw` and `period`, each drawn input under its path (`leg.aktau-baku.capacity`, the same
/// in all periods of a draw) and each indicator that is read off under its name and subject
/// (`corridor-volume:middle`); in base units, empty where one does not apply. The file says of each column whether it is
/// an input or an output and in which unit, under the keys `corridor.columns` and, where pandas finds it,
/// `PANDAS_ATTRS`. Rows are written in groups, so that the memory it takes does not grow with the draws.
///
/// ```
/// use std::ops::ControlFlow;
///
/// use corridor::assign::QueuedLogit;
/// use corridor::ensemble::{Ensemble, Sampling, Shard};
/// use corridor::evaluate::Indicator;
/// use corridor::report::DrawWriter;
/// use corridor::study::Study;
///
/// let plan = Study::embedded("kazakh-oil")?.draft().plan()?;
/// let ensemble = Ensemble::new(Sampling::new(100, 42)?)
///     .scenario("baseline", &plan)
///     .reading(|entry| entry.indicator == Indicator::CorridorVolume);
/// let mut file = DrawWriter::new(Vec::new(), &ensemble.drawn()?)?;
/// let mut written = Ok(());
/// ensemble.part_with(&QueuedLogit::default(), Shard::WHOLE, |_| ControlFlow::Continue(()), |draws| {
///     if written.is_ok() {
///         written = file.write(draws);
///     }
/// })?;
/// written?;
/// assert!(file.finish()?.starts_with(b"PAR1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct DrawWriter<W: Write + Send> {
    file: Columnar<W>,
    drawn: Drawn,
    scenarios: Vec<Arc<str>>,
    periods: Vec<Arc<str>>,
    cells: Vec<Cells>,
    rows: usize,
}

impl<W: Write + Send> DrawWriter<W> {
    /// A file without draws yet.
    ///
    /// # Errors
    /// What the writer says.
    pub fn new(out: W, drawn: &Drawn) -> io::Result<Self> {
        let columns = columns(drawn);
        let names: Vec<(String, Kind)> =
            columns.iter().map(|column| (column.name.clone(), column.kind)).collect();
        let file = Columnar::new(out, &names, notes(drawn, &columns)?)?;
        let cells = columns.iter().map(|column| Cells::of(column.kind)).collect();
        let scenarios = drawn.scenarios.iter().map(|name| name.as_str().into()).collect();
        let periods = drawn.horizon.periods().map(|period: Period| period.to_string().into()).collect();
        Ok(Self { file, drawn: drawn.clone(), scenarios, periods, cells, rows: 0 })
    }

    /// Writes some draws.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&mut self, draws: &Draws<'_>) -> io::Result<()> {
        for scenario in 0..self.scenarios.len() {
            self.put(scenario, draws);
        }
        if self.rows * self.cells.len() >= NUMBERS {
            self.flush()?;
        }
        Ok(())
    }

    /// The draws of a scenario, each with its periods side by side.
    fn put(&mut self, scenario: usize, draws: &Draws<'_>) {
        let periods = self.periods.len();
        let [name, number, period, numbers @ ..] = self.cells.as_mut_slice() else { return };
        for draw in draws.numbers() {
            for text in &self.periods {
                name.text(&self.scenarios[scenario]);
                number.whole(i64::try_from(draw).unwrap_or(i64::MAX));
                period.text(text);
                self.rows += 1;
            }
        }
        let count = draws.numbers().count();
        let (inputs, outputs) = numbers.split_at_mut(self.drawn.inputs.len());
        for (place, cells) in inputs.iter_mut().enumerate() {
            let own = draws.input(scenario, place);
            for draw in 0..count {
                let value = own.map_or(f64::NAN, |own| own[draw]);
                for _ in 0..periods {
                    cells.number(value);
                }
            }
        }
        for (place, cells) in outputs.iter_mut().enumerate() {
            let own: Vec<Option<&[f64]>> =
                (0..periods).map(|period| draws.value(scenario, place, period)).collect();
            for draw in 0..count {
                for own in &own {
                    cells.number(own.map_or(f64::NAN, |own| own[draw]));
                }
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.rows = 0;
        flush(&mut self.file, &mut self.cells)
    }

    /// Writes what is left, and what stands at the end of the file.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.flush()?;
        }
        let mut out = self.file.finish()?;
        out.flush()?;
        Ok(out)
    }
}

impl<W: Write + Send> std::fmt::Debug for DrawWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DrawWriter")
            .field("drawn", &self.drawn)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

/// A column of the draws' file.
struct Column {
    name: String,
    kind: Kind,
    /// Of an input or an output.
    role: &'static str,
    unit: Option<Unit>,
}

fn columns(drawn: &Drawn) -> Vec<Column> {
    let key = |name: &str, kind| Column { name: name.to_owned(), kind, role: "key", unit: None };
    let mut columns = vec![key("scenario", Kind::Text), key("draw", Kind::Whole), key("period", Kind::Text)];
    let inputs = drawn.inputs.iter().map(|(path, unit)| (path.clone(), "input", *unit));
    let entry = |entry: &crate::evaluate::Entry| format!("{}:{}", entry.indicator, entry.subject);
    let outputs = drawn.entries.iter().map(|own| (entry(own), "output", own.unit));
    for (name, role, unit) in inputs.chain(outputs) {
        // Two scenarios may have one thing in two units.
        let is_taken = columns.iter().any(|column| column.name == name);
        let name = if is_taken { format!("{name} in {unit}") } else { name };
        columns.push(Column { name, kind: Kind::Number, role, unit: Some(unit) });
    }
    columns
}

/// What the file says of itself and of its columns.
fn notes(drawn: &Drawn, columns: &[Column]) -> io::Result<Vec<(String, String)>> {
    let (mut about, mut units) = (BTreeMap::new(), BTreeMap::new());
    for column in columns {
        let unit = column.unit.map(|unit| unit.to_string());
        about.insert(
            &column.name,
            BTreeMap::from([("role", Some(column.role.to_owned())), ("unit", unit.clone())]),
        );
        units.insert(&column.name, unit);
    }
    let pandas = BTreeMap::from([("units", units)]);
    Ok(vec![
        ("corridor.study".to_owned(), drawn.study.clone()),
        ("corridor.columns".to_owned(), serde_json::to_string(&about)?),
        ("PANDAS_ATTRS".to_owned(), serde_json::to_string(&pandas)?),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::Indicator;
    use crate::quantity::Measure;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    fn row(place: usize) -> Row {
        Row {
            study: "s".into(),
            scenario: "baseline".into(),
            indicator: Indicator::CorridorVolume,
            subject: format!("c{place}").into(),
            period: "2030".parse().unwrap(),
            statistic: "value".into(),
            value: place as f64 / 3.0,
            unit: Unit::Volume(Measure::Mass),
        }
    }

    /// A writer that gives up what it holds.
    fn written(count: usize) -> Vec<u8> {
        let mut out = Vec::new();
        write_parquet((0..count).map(row), &mut out).unwrap();
        out
    }

    #[test]
    fn rows_read_back_with_their_types() {
        for count in [0, 1, ROWS, ROWS + 1] {
            let file = tempfile(&written(count));
            let reader = SerializedFileReader::new(file).unwrap();
            assert_eq!(reader.num_row_groups(), count.div_ceil(ROWS).max(1));
            let schema = reader.metadata().file_metadata().schema().get_fields().to_vec();
            assert!(schema.iter().map(|field| field.name()).eq(COLUMNS));
            let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
            assert_eq!(rows.len(), count);
            for (place, found) in rows.iter().enumerate().take(3) {
                assert_eq!(found.get_string(2).unwrap(), "corridor-volume");
                assert_eq!(*found.get_string(3).unwrap(), format!("c{place}"));
                assert_eq!(found.get_double(6).unwrap(), place as f64 / 3.0);
                assert_eq!(found.get_string(7).unwrap(), "t");
            }
        }
    }

    /// A file of these bytes that nobody else sees.
    fn tempfile(bytes: &[u8]) -> std::fs::File {
        use std::io::{Seek, SeekFrom};
        let name = format!("corridor-{}-{}.parquet", std::process::id(), bytes.len());
        let path = std::env::temp_dir().join(name);
        let mut file =
            std::fs::File::options().read(true).write(true).create(true).truncate(true).open(&path).unwrap();
        file.write_all(bytes).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        std::fs::remove_file(&path).unwrap();
        file
    }
}
