//! A report as one page of HTML (feature `plot`): for those who read a result and carry on with it.
//!
//! A [`Report`] runs the scenarios of a study and writes a page that needs nothing beside it: no network, no files. Its
//! sections are the summary in words, the network with what passes over it, the charts, tables that sort, every number
//! that the study gives, its sources, and the study with the command that makes the page again. One scenario is shown at
//! a time; readers switch. Every number says on pointing at it, or on reaching it by keyboard, what it rests on.
//!
//! ```
//! use corridor::assign::QueuedLogit;
//! use corridor::report::page::Report;
//! use corridor::study::Study;
//!
//! let study = Study::embedded("trade-turnover")?;
//! let page = Report::new(&study).draws(20).html(&QueuedLogit::default())?;
//! assert!(page.contains("<title>"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The page is written by a small writer of elements through which all that a study says is escaped: templates would
//! have to be trusted to do it, and what is repeated here are functions.

mod again;
mod amount;
mod binding;
mod difference;
mod error;
mod figure;
mod figures;
mod given;
mod grid;
mod grounds;
mod html;
mod maps;
mod names;
mod promises;
mod report;
mod rests;
mod results;
mod sentence;
mod shell;
mod summary;
mod sureness;
mod tables;

pub use error::ReportError;
pub use report::Report;
