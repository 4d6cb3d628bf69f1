//! Compare: scenarios side by side, indicator by indicator.
//!
//! [`Comparison`] aligns the outcomes of several scenarios with that of a baseline (also: reference case,
//! business as usual). From it come
//!
//! - [`Line`]s: one value beside the baseline's, with the absolute and the relative difference; a [`Selection`]
//!   chooses among them by indicator, subject and period, [`sort`] puts them in order;
//! - [`Profile`]s: scenarios one under the other, periods from left to right;
//! - a [`Headline`]: the few lines that a planner asks for first;
//! - result rows, with the same columns as those of a single run and the statistics `value`, `difference` and
//!   `relative-difference`.

mod aim;
mod comparison;
mod error;
#[cfg(test)]
pub(crate) mod fixture;
mod headline;
mod line;
mod order;
mod pattern;
mod profile;
mod selection;
mod standing;

pub use aim::Aim;
pub use comparison::Comparison;
pub use error::{CompareError, SelectionError};
pub use headline::{Headline, Volume};
pub use line::Line;
pub use order::{Column, sort};
pub use pattern::Pattern;
pub use profile::Profile;
pub use selection::{PeriodRange, Selection, read_column, read_indicator};
pub use standing::{Binding, Standing};
