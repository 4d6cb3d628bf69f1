//! The plan: a checked model made flat.
//!
//! Lowering happens once per scenario and names everything by number: legs, limits, demands, routes. Every number of
//! the model becomes one *input* with a slot, so that a run is "fill the levels from these values, then assign", and
//! a draw of an ensemble is the same with other values.
//!
//! | file | makes flat |
//! |---|---|
//! | `profile` | values that change from period to period |
//! | `series` | turnovers and observations |
//! | `network` | nodes, legs, tariffs |
//! | `limits` | limits, capacities of legs, projects |
//! | `demands`, `routes` | volumes, reservation costs, the paths of each demand |
//! | `commitments` | what is promised in each period, and on which routes |
//! | `projects` | what projects cost, and on what terms they are appraised |
//! | `events` | what happens, it is not known when |
//! | `readings` | corridors and targets |
//! | `levels` | fills all of it with numbers |

mod block;
mod certain;
mod commitments;
mod demands;
mod error;
mod events;
mod levels;
mod limits;
mod lower;
mod network;
#[expect(clippy::module_inception, reason = "the file of the type that gives the stage its name")]
mod plan;
mod profile;
mod projects;
mod readings;
mod record;
mod routes;
mod series;
mod slots;
mod trade;

pub(crate) use block::{BlockMemory, Draws};
pub(crate) use demands::PlannedDemand;
use error::LoweringError;
pub use levels::Levels;
pub(crate) use levels::MOST;
pub(crate) use limits::PlannedLimit;
pub use plan::Plan;
pub(crate) use projects::PlannedProject;
pub(crate) use readings::{Counted, PlannedTarget};
pub(crate) use series::{PlannedSeries, SeriesKind};
pub use slots::Input;
