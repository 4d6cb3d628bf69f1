//! Faults and warnings: what is wrong with a model, where, and what to do about it.
//!
//! A [`Fault`] keeps a model from being run; a [`Warning`] does not, but its author should know of it. Both are a
//! [`Finding`]: a kind with its particulars, the path of the table and key that it speaks of, and, for a study
//! that was read from a file, the [`Place`] there. [`Faults`] holds all faults of a model at once.

mod faults;
mod finding;
mod kind;
mod listing;
mod thing;
mod trade;
mod warning;
mod wording;

pub use faults::Faults;
pub use finding::{Fault, Finding, Place, Warning};
pub use kind::FaultKind;
pub use thing::Thing;
pub use trade::TradeFault;
pub use warning::WarningKind;

pub(super) use listing::{figures, one_of, shown};
