//! Projection: from given points and a rule to a level for every period.
//!
//! - A [`Course`] is what is given (points of any periods) and a [`Rule`] for what comes after: demand, trade.
//! - [`Steps`] are values that each hold until the next: capacities, tariffs, background use.

mod course;
mod curve;
mod error;
mod exponential;
mod flat;
mod given;
mod level;
mod project;
mod reading;
mod rule;
mod segment;
mod steps;
mod timeline;

pub use course::Course;
pub use curve::{Curve, Origin};
pub use error::ProjectionError;
pub use flat::{FlatCourse, FlatSteps, Lead};
pub use level::Part;
pub use project::{project, project_with};
pub use reading::{doubling_time, multiple_of_rate, rate_of_multiple};
pub use rule::{Driver, Rule};
pub use steps::Steps;
pub use timeline::Timeline;
