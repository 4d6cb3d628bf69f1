//! Model: everything on one horizon, checked whole and made ready to run.
//!
//! A [`Draft`] says everything, and may say it wrong: ids of things that are not there, units of another network,
//! dates in the wrong order. A check finds all of it at once, as [`Faults`] and [`Warning`]s, each with the table
//! and key it speaks of and what to do about it.

mod check;
mod draft;
mod fault;
mod histories;
mod inputs;
mod listed;
mod listed_commitment;
mod listed_demand;
mod listed_event;
mod listed_network;
mod plan;
mod recorded;
mod typed;
mod written;

pub use check::{MAX_NUMBERS, MAX_THINGS};
pub use draft::{DEFAULT_ROUTES, Draft};
pub use fault::{Fault, FaultKind, Faults, Finding, Place, Thing, TradeFault, Warning, WarningKind};
pub use histories::{FittedHistory, StatedMultiple, histories};
pub use inputs::{InputChange, InputLine, input_diff, inputs};
pub(crate) use plan::{
    BlockMemory, Counted, Draws, MOST, PlannedDemand, PlannedLimit, PlannedProject, PlannedSeries,
    PlannedTarget, SeriesKind,
};
pub use plan::{Input, Levels, Plan};
pub use typed::{Model, OtherMeasure};

pub(crate) use inputs::thing_diff;
pub(crate) use written::{Style, quoted, tidy, written, written_toml};
