//! Projection: from given points and a rule to a level for every period.
//!
//! - A [`Course`] is what is given (points of any periods) and a [`Rule`] for what comes after: demand, trade.
//! - [`Steps`] are values that each hold until the next: capacities, tariffs, background use.

mod course;
mod error;
mod given;
mod level;
mod rule;
mod steps;

pub use course::Course;
pub use error::ProjectionError;
pub use level::Part;
pub use rule::{Driver, Rule};
pub use steps::Steps;
