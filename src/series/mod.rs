//! Series: one value for each period of a horizon, and what was measured by whom.
//!
//! A [`Series<Q>`] owns its horizon, so that values and periods cannot drift apart, and has no gaps: a table with gaps
//! is the points of a `Course`, in the stage `projection`. It knows its [`Definition`], for the same corridor is measured in
//! several scopes and the same trade from two sides; two definitions do not add or join unless one says so.
//!
//! What a value counts decides what may be done with it. An [`Amount`] (tonnes, money) is that of the whole period:
//! months add up to years. A [`Level`] (a rate, a price, a share) holds throughout it: months average to years.
//!
//! - how fast did it grow? [`Series::growth`], [`Series::year_on_year`], [`Series::cagr`], [`Series::index`]
//! - how much is that in years, in months? [`Series::sum_to`], [`Series::split_to`], [`Series::mean_to`],
//!   [`Series::repeat_to`]
//! - when does it reach 10 Mt? [`Series::first_at_or_above`], [`Series::first_at_or_below`]
//! - what is odd about values as they were published: parts of years, gaps, slips of the unit? [`Readings`]
//! - how do two reporters of one trade, two scopes of one flow become one? [`reconcile`], [`Series::splice`]
//! - what is that in prices of one year, in tonnes? [`Series::deflate`], [`Series::volumes_at`]
//! - how do two series go together? [`Series::plus`], [`Series::minus`], [`Series::share_of`], [`Series::join`]
//!
//! ```
//! use corridor::calendar::{Horizon, Period};
//! use corridor::quantity::Mass;
//! use corridor::series::{Definition, Series};
//!
//! let titr = Definition::new("TITR, all cargo", "KTZ");
//! let shipped = [1.5, 2.8, 4.5].map(Mass::megatonnes);
//! let series = Series::new(Horizon::years(2022, 2024)?, shipped.to_vec(), titr)?;
//! let growth = series.cagr(Period::year(2022)?, Period::year(2024)?)?;
//! assert!((growth.base() - 0.732).abs() < 1e-3);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A rate is a level, and the sum of rates over months is no rate of a year, so this does not compile:
//!
//! ```compile_fail,E0277
//! use corridor::calendar::Frequency;
//! use corridor::quantity::{Mass, Rate};
//! use corridor::series::{Series, SeriesError};
//!
//! fn yearly(capacity: &Series<Rate<Mass>>) -> Result<Series<Rate<Mass>>, SeriesError> {
//!     capacity.sum_to(Frequency::Year)
//! }
//! ```

mod combine;
mod definition;
mod error;
mod factor;
mod finding;
mod growth;
mod inspect;
mod kind;
mod mirror;
mod reading;
mod readings;
mod regroup;
mod splice;
mod values;
mod worth;

pub use definition::Definition;
pub use error::SeriesError;
pub use factor::Factor;
pub use finding::{Finding, Oddity};
pub use kind::{Amount, Level};
pub(crate) use mirror::reconcile_points;
pub use mirror::{Reconciled, Reliability, reconcile};
pub use reading::Reading;
pub use readings::{Completed, Readings};
pub use splice::Spliced;
pub use values::Series;
