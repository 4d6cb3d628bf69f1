use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::evaluate::Row;

/// The columns of result rows, the same in every format.
pub const COLUMNS: [&str; 8] =
    ["study", "scenario", "indicator", "subject", "period", "statistic", "value", "unit"];

/// A row as it is written.
#[derive(Serialize)]
struct Record<'a> {
    study: &'a str,
    scenario: &'a str,
    indicator: &'a str,
    subject: &'a str,
    #[serde(serialize_with = "as_text")]
    period: crate::calendar::Period,
    statistic: &'a str,
    value: f64,
    #[serde(serialize_with = "as_text")]
    unit: crate::quantity::Unit,
}

fn as_text<T: std::fmt::Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

impl<'a> From<&'a Row> for Record<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            study: &row.study,
            scenario: &row.scenario,
            indicator: row.indicator.word(),
            subject: &row.subject,
            period: row.period,
            statistic: &row.statistic,
            value: row.value,
            unit: row.unit,
        }
    }
}

/// Writes result rows as CSV with a line of headings; numbers in base units, in the shortest form that reads back
/// to the same number.
///
/// # Errors
/// What the writer says.
pub fn write_csv(rows: impl IntoIterator<Item = Row>, out: impl Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(COLUMNS).map_err(unwrapped)?;
    for row in rows {
        writer.serialize(Record::from(&row)).map_err(unwrapped)?;
    }
    writer.flush()
}

/// The writer's own error, so that a caller can tell a closed pipe from a full disk.
pub(super) fn unwrapped(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

/// Writes result rows as a JSON array of objects, one to a line; numbers as in CSV.
///
/// # Errors
/// What the writer says.
pub fn write_json(rows: impl IntoIterator<Item = Row>, out: impl Write) -> io::Result<()> {
    write_objects(rows, out, |row, out| serde_json::to_writer(out, &Record::from(row)))
}

/// Writes a JSON array, one object to a line.
pub(super) fn write_objects<T, W: Write>(
    items: impl IntoIterator<Item = T>,
    mut out: W,
    write: impl Fn(&T, &mut W) -> serde_json::Result<()>,
) -> io::Result<()> {
    let mut before = "[\n";
    for item in items {
        out.write_all(before.as_bytes())?;
        write(&item, &mut out)?;
        before = ",\n";
    }
    let end: &[u8] = if before == "[\n" { b"[]\n" } else { b"\n]\n" };
    out.write_all(end)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::evaluate::Indicator;
    use crate::quantity::{Measure, Unit};

    fn row(subject: &str, value: f64) -> Row {
        Row {
            study: "Middle Corridor".into(),
            scenario: "baseline".into(),
            indicator: Indicator::CorridorVolume,
            subject: subject.into(),
            period: "2030".parse().unwrap(),
            statistic: "value".into(),
            value,
            unit: Unit::Volume(Measure::Mass),
        }
    }

    fn text(write: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_the_promised_ones() {
        assert_eq!(
            text(|out| write_csv([row("middle, \"all\"", 2.764e6)], out)),
            "study,scenario,indicator,subject,period,statistic,value,unit\n\
             Middle Corridor,baseline,corridor-volume,\"middle, \"\"all\"\"\",2030,value,2764000.0,t\n"
        );
        assert_eq!(
            text(|out| write_json([row("middle", 0.1), row("s", 2.5e6)], out)),
            "[\n{\"study\":\"Middle Corridor\",\"scenario\":\"baseline\",\"indicator\":\"corridor-volume\",\
             \"subject\":\"middle\",\"period\":\"2030\",\"statistic\":\"value\",\"value\":0.1,\"unit\":\"t\"},\n\
             {\"study\":\"Middle Corridor\",\"scenario\":\"baseline\",\"indicator\":\"corridor-volume\",\
             \"subject\":\"s\",\"period\":\"2030\",\"statistic\":\"value\",\"value\":2500000.0,\"unit\":\"t\"}\n]\n"
        );
        assert_eq!(text(|out| write_json([], out)), "[]\n");
        assert_eq!(text(|out| write_csv([], out)).lines().count(), 1);
    }

    /// A writer that refuses as a closed pipe does.
    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_told_as_one() {
        let many = || (0..10_000).map(|number| row("s", f64::from(number)));
        assert_eq!(write_csv(many(), Closed).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(write_json(many(), Closed).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }

    proptest! {
        /// A number read back from either format is the very number that was written.
        #[test]
        fn numbers_round_trip(value in proptest::num::f64::NORMAL | proptest::num::f64::ZERO) {
            let csv = text(|out| write_csv([row("s", value)], out));
            let cell = csv.lines().nth(1).unwrap().split(',').nth(6).unwrap();
            prop_assert_eq!(cell.parse::<f64>().unwrap().to_bits(), value.to_bits());
            let json = text(|out| write_json([row("s", value)], out));
            let (_, after) = json.split_once("\"value\":").unwrap();
            let number = after.split(',').next().unwrap();
            prop_assert_eq!(number.parse::<f64>().unwrap().to_bits(), value.to_bits());
        }
    }
}
