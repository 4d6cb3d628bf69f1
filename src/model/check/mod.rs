//! The check of a whole model: one small function for each thing that can be wrong, all of them run, so that every
//! fault is told at once.
//!
//! | file | checks |
//! |---|---|
//! | `sizes` | that the model is of a size that can be run; first, and alone if it is not |
//! | `names` | names, and what refers to them |
//! | `units`, `conversion` | units, money and range of every number |
//! | `network` | nodes, legs, limits, projects, corridors |
//! | `events` | what happens, it is not known when |
//! | `demand`, `routes` | demands and given routes |
//! | `series` | turnovers, measured values, what they follow |
//! | `history` | gaps, parts of years, slips and zeros in given values |
//! | `commitment` | agreements, commitments, targets |
//! | `correlation` | groups of inputs that go together |
//! | `sources` | where numbers are from |
//! | `ways`, `cordons` | what the paths of the demands do and do not touch |
//! | `suspicion` | numbers and words that look like slips |
//!
//! The work grows about linearly with the model: names are looked up in an index, and what needs paths is done once
//! for each place of origin and commodity.

mod at;
#[expect(clippy::module_inception, reason = "the file of the type that gives the folder its name")]
mod check;
mod commitment;
mod conversion;
mod cordons;
mod correlation;
mod demand;
mod events;
mod graph;
mod history;
mod meaning;
mod names;
mod network;
mod numbers;
mod record;
mod routes;
mod run;
mod search;
mod series;
mod sizes;
mod sources;
mod suspicion;
mod units;
mod ways;

use at::At;
use check::Check;
pub use sizes::{MAX_NUMBERS, MAX_THINGS};
