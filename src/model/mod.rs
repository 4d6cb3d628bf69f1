//! Model: everything on one horizon, checked whole and made ready to run.

mod draft;
mod typed;

pub use draft::{DEFAULT_ROUTES, Draft};
pub use typed::{Model, OtherMeasure};
