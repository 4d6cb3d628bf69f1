//! Compare: scenarios side by side, indicator by indicator.
//!
//! [`Comparison`] aligns the outcomes of several scenarios with that of a baseline (also: reference case,
//! business as usual). From it come
//!
//! - [`Line`]s: one value beside the baseline's, with the absolute and the relative difference; a [`Selection`]
//!   chooses among them by indicator, subject and period, [`sort`] puts them in order;
//! - [`Profile`]s: scenarios one under the other, periods from left to right;
//! - [`World`] and [`Payoffs`]: strategies against states of the world, judged by regret and other rules;
//! - a [`Headline`]: the few lines that a planner asks for first;
//! - a [`Question`]: how likely is it that a value is reached?
//! - result rows, with the same columns as those of a single run and the statistics `value`, `difference` and
//!   `relative-difference`.
//!
//! ```
//! use corridor::assign::QueuedLogit;
//! use corridor::compare::{Column, Comparison, Line, PeriodRange, Selection, sort};
//! use corridor::evaluate::{Indicator, evaluate};
//! use corridor::study::Study;
//!
//! let study = Study::embedded("middle-corridor")?;
//! let outcome = |name: &str| -> Result<_, Box<dyn std::error::Error>> {
//!     let draft = study.scenarios().resolve(name)?.apply(study.draft()).map_err(|errors| errors[0].clone())?;
//!     Ok(evaluate(&draft.into_draft().plan()?, name, &QueuedLogit::default()))
//! };
//! let comparison = Comparison::new(&outcome("baseline")?, &[outcome("no-investment")?])?;
//! assert!(comparison.unsolved().is_empty(), "the status first");
//!
//! let late: PeriodRange = "2030..".parse()?;
//! let selection = Selection::new().indicator(Indicator::CorridorVolume).subject("middle").periods(late);
//! let mut lines: Vec<Line> = comparison.lines(&selection).collect();
//! sort(&mut lines, &[Column::Difference]);
//! assert_eq!(&*lines[0].scenario, "no-investment");
//! assert!(lines[0].difference() < Some(0.0), "less is shipped without investment");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
mod question;
mod regret;
mod regret_error;
mod regret_world;
mod selection;
mod standing;

pub use aim::Aim;
pub use comparison::Comparison;
pub use error::{CompareError, SelectionError};
pub use headline::{Headline, Volume};
pub use line::Line;
pub use order::{Column, sort};
pub use pattern::Pattern;
pub use profile::{Peak, Profile};
pub use question::Question;
pub use regret::{Dominance, DominanceKind, Judged, Judgement, Judging, Payoffs};
pub use regret_error::RegretError;
pub use regret_world::{Conflict, Met, World};
pub use selection::{PeriodRange, Selection, read_column, read_indicator};
pub use standing::{Binding, Standing};
