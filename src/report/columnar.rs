//! The one place that knows Parquet: tables written column by column, in groups of rows.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text in each row.
    Text,
    /// A whole number in each row.
    Whole,
    /// A number, or none where it is NaN.
    Number,
}

/// A column's rows of one group.
#[derive(Debug)]
pub(super) enum Cells {
    Text(Vec<Arc<str>>),
    Whole(Vec<i64>),
    Number(Vec<f64>),
}

impl Cells {
    /// None yet.
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Vec::new()),
            Kind::Whole => Self::Whole(Vec::new()),
            Kind::Number => Self::Number(Vec::new()),
        }
    }

    pub(super) fn clear(&mut self) {
        match self {
            Self::Text(texts) => texts.clear(),
            Self::Whole(numbers) => numbers.clear(),
            Self::Number(numbers) => numbers.clear(),
        }
    }

    pub(super) fn text(&mut self, text: &Arc<str>) {
        if let Self::Text(texts) = self {
            texts.push(text.clone());
        }
    }

    pub(super) fn whole(&mut self, number: i64) {
        if let Self::Whole(numbers) = self {
            numbers.push(number);
        }
    }

    pub(super) fn number(&mut self, number: f64) {
        if let Self::Number(numbers) = self {
            numbers.push(number);
        }
    }

    fn write(&self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Text(texts) => {
                let bytes: Vec<ByteArray> = texts.iter().map(|text| ByteArray::from(&**text)).collect();
                column.typed::<ByteArrayType>().write_batch(&bytes, None, None)?;
            }
            Self::Whole(numbers) => {
                column.typed::<Int64Type>().write_batch(numbers, None, None)?;
            }
            Self::Number(numbers) => {
                let levels: Vec<i16> = numbers.iter().map(|number| i16::from(!number.is_nan())).collect();
                let there: Vec<f64> = numbers.iter().copied().filter(|number| !number.is_nan()).collect();
                column.typed::<DoubleType>().write_batch(&there, Some(&levels), None)?;
            }
        }
        Ok(())
    }
}

/// A Parquet file in the making.
pub(super) struct Columnar<W: Write + Send> {
    writer: SerializedFileWriter<W>,
}

impl<W: Write + Send> Columnar<W> {
    /// A file of these columns, with notes on it as a whole by name.
    pub(super) fn new(out: W, columns: &[(String, Kind)], notes: Vec<(String, String)>) -> io::Result<Self> {
        let schema = schema(columns).map_err(told)?;
        let notes = notes.into_iter().map(|(key, value)| KeyValue { key, value: Some(value) }).collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(notes))
            .build();
        let writer = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(told)?;
        Ok(Self { writer })
    }

    /// Writes a group of rows: the cells of every column, in order.
    pub(super) fn group(&mut self, columns: &[Cells]) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(told)?;
        for cells in columns {
            if let Some(mut column) = group.next_column().map_err(told)? {
                cells.write(&mut column).and_then(|()| column.close()).map_err(told)?;
            }
        }
        group.close().map(|_| ()).map_err(told)
    }

    /// Writes what stands at the end.
    pub(super) fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(told)
    }
}

fn schema(columns: &[(String, Kind)]) -> Result<TypePtr, ParquetError> {
    let field = |(name, kind): &(String, Kind)| {
        let (physical, logical, repetition) = match kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED),
            Kind::Whole => (Physical::INT64, None, Repetition::REQUIRED),
            Kind::Number => (Physical::DOUBLE, None, Repetition::OPTIONAL),
        };
        let field = Type::primitive_type_builder(name, physical);
        field.with_logical_type(logical).with_repetition(repetition).build().map(Arc::new)
    };
    let fields = columns.iter().map(field).collect::<Result<_, _>>()?;
    Type::group_type_builder("rows").with_fields(fields).build().map(Arc::new)
}

fn told(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
