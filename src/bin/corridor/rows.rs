//! Where result rows go, and in which format: those for people, and those that other tools open.

use std::io::{self, IsTerminal};

use clap::{Args, ValueEnum};
use corridor::evaluate::Row;
use corridor::report::{Document, Sheet, write_csv, write_iamc, write_json};

use crate::failure::Failure;
use crate::output::Destination;

/// In which format result rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    /// Tables for people, in the units of the trade
    Table,
    /// Comma-separated values, in base units
    Csv,
    /// An array of objects, in base units
    Json,
    /// Parquet with the same columns, in base units (in builds with the feature `parquet`)
    Parquet,
    /// The wide table of the IAMC, by year, as pyam reads it
    Iamc,
    /// The network as a map with what passes over it (of `run` alone)
    Geojson,
}

/// Where result rows go, and in which format.
#[derive(Debug, Args)]
pub(crate) struct RowOutput {
    /// Format of the results
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub(crate) format: RowFormat,
    #[command(flatten)]
    pub(crate) destination: Destination,
    /// Width of tables in letters; by default that of the terminal, and unbounded elsewhere
    #[arg(long, value_name = "LETTERS", value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,
}

impl RowOutput {
    /// Whether people are to read it.
    pub(crate) fn is_table(&self) -> bool {
        self.format == RowFormat::Table
    }

    /// Writes a page for people.
    pub(crate) fn page(&self, page: &Document) -> Result<(), Failure> {
        self.destination.page(page, self.width)
    }

    /// Writes result rows.
    pub(crate) fn rows(&self, rows: impl Iterator<Item = Row>) -> Result<(), Failure> {
        match self.format {
            RowFormat::Json => self.destination.write(|out| write_json(rows, out)),
            RowFormat::Csv | RowFormat::Table => self.destination.write(|out| write_csv(rows, out)),
            RowFormat::Iamc => {
                let mut text = Vec::new();
                write_iamc(rows, &mut text).map_err(Failure::usage)?;
                self.destination.write(|out| out.write_all(&text))
            }
            RowFormat::Parquet => self.bytes(&parquet(rows)?),
            RowFormat::Geojson => {
                Err(Failure::usage("geojson is the network of one scenario: give it to `corridor run`"))
            }
        }
    }

    /// Writes bytes that are no text, which a terminal cannot show.
    fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        if self.destination.is_stdout() && io::stdout().is_terminal() {
            return Err(Failure::usage("parquet is not for a terminal: give a file with --out"));
        }
        self.destination.write(|out| out.write_all(bytes))
    }

    /// Writes a sheet that is not one of result rows.
    pub(crate) fn sheet(&self, sheet: &Sheet, title: &str) -> Result<(), Failure> {
        match self.format {
            RowFormat::Table => self.page(&Document::new().table(sheet.table(title))),
            RowFormat::Csv => self.destination.write(|out| sheet.write_csv(out)),
            RowFormat::Json => self.destination.write(|out| sheet.write_json(out)),
            _ => Err(Failure::usage("this list is no result: it comes as table, csv or json")),
        }
    }
}

#[cfg(feature = "parquet")]
fn parquet(rows: impl Iterator<Item = Row>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let told = |error| Failure::Output { place: "the rows".to_owned(), error };
    corridor::report::write_parquet(rows, &mut bytes).map_err(told)?;
    Ok(bytes)
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: impl Iterator<Item = Row>) -> Result<Vec<u8>, Failure> {
    Err(no_parquet())
}

/// Said by builds that know no Parquet.
#[cfg(not(feature = "parquet"))]
pub(crate) fn no_parquet() -> Failure {
    Failure::usage("this build knows no Parquet: build it with the feature, `--features cli,parquet`")
}
