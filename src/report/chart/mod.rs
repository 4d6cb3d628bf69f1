//! Charts (feature `plot`): SVG, and PNG from it with feature `png`.
//!
//! A function for each question that people ask of a result; each takes what the stages before give and returns a
//! [`Chart`]. Colours are told apart by colour-blind readers and, by dashes and marks, in grey print; lines are named
//! where they end and not in a legend; units stand under the title, sources at the foot.
//!
//! ```
//! use corridor::assign::QueuedLogit;
//! use corridor::compare::{Comparison, Headline};
//! use corridor::report::chart::{Size, volumes};
//! use corridor::study::Study;
//!
//! let study = Study::embedded("kazakh-oil")?;
//! let method = QueuedLogit::default();
//! let (baseline, ramp) = (study.run("baseline", &method)?, study.run("negotiated", &method)?);
//! let comparison = Comparison::new(&baseline, &[ramp])?;
//! let headline = Headline::new(&comparison, study.draft());
//! let chart = volumes(&comparison, headline.leading.as_ref().ok_or("no corridor")?, &[], Size::COLUMN);
//! assert!(chart.svg().starts_with("<svg"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bars;
mod drawing;
mod fan;
mod frame;
mod heat;
mod kinds;
mod lines;
mod made;
mod network;
mod network_labels;
mod network_layout;
mod palette;
#[cfg(feature = "png")]
mod picture;
mod sources;
mod stack;
mod ticks;
mod units;
mod worth;

pub(in crate::report) use drawing::escaped;

pub use bars::{commitment, tornado, waterfall};
pub use fan::fan;
pub use heat::utilisation;
pub use kinds::ChartError;
pub use lines::{by_scenario, concentration, queue_prices, volumes};
pub use made::{Chart, Size};
pub use network::network;
#[cfg(feature = "png")]
pub use picture::PictureError;
pub use sources::publications;
pub use stack::route_shares;
pub use worth::{worth, worth_by_country};
