//! Report: results for people and for other programs.
//!
//! For programs, [`write_csv`] and [`write_json`] write result rows with the [`COLUMNS`] that are the same
//! everywhere, in base units, each number in the shortest form that reads back to the same number; a [`Sheet`]
//! does it for lists that are not result rows. [`write_iamc`] writes the wide table of the IAMC, [`write_geojson`] the
//! network with what passes over it, and with the feature `parquet` there are files for data frames.
//!
//! For people, a [`Document`] holds texts and [`Table`]s and is drawn in a [`Style`]; a [`Scale`] turns base units
//! into those of the trade. [`headline()`] shows what matters of a comparison on one page, [`side_by_side`] the
//! values of a selection, [`long`] a sorted list of differences. With the feature `plot` there are charts, and `page` writes
//! a whole report as one page of HTML.

mod appraisal;
mod attribution;
#[cfg(feature = "plot")]
pub mod chart;
#[cfg(feature = "parquet")]
mod columnar;
mod comparison;
mod discovery;
mod document;
mod geojson;
#[cfg(test)]
mod golden;
mod headline;
mod iamc;
mod number;
mod over;
#[cfg(feature = "plot")]
pub mod page;
mod regret;
mod rows;
mod scale;
mod seek;
mod sensitivity;
mod sheet;
mod shorten;
mod shown;
mod status;
#[cfg(feature = "parquet")]
mod stored;
mod style;
mod table;
#[cfg(feature = "cli")]
mod terminal;
mod wrap;

pub use appraisal::{Appraised, account_table, appraisal_sheet, worth_table};
pub use attribution::explained;
pub use comparison::{long, side_by_side};
pub use discovery::discovered;
pub use document::Document;
pub use geojson::write_geojson;
pub use headline::headline;
pub use iamc::write_iamc;
pub use regret::regret;
pub use rows::{COLUMNS, write_csv, write_json};
pub use scale::Scale;
pub use seek::{sure_by, switching};
pub use sensitivity::ranked;
pub use sheet::{Cell, Sheet};
pub use shorten::shorten;
pub use status::status;
#[cfg(feature = "parquet")]
pub use stored::{DrawWriter, write_parquet};
pub use style::Style;
pub use table::{Align, Table};
