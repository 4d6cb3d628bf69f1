//! Sensitivity: why do the scenarios differ, and what matters?
//!
//! - [`Explanation`] splits the difference between two scenarios over the changes that make it; [`Attribution`] holds
//!   the parts, which add up to the difference.
//! - [`shapley`] does the same for any game, given as a function of who takes part.

mod attribution;
mod attribution_coalition;
mod attribution_error;
mod attribution_game;
mod attribution_permutations;
mod attribution_run;
mod attribution_steps;

pub use attribution::{Attribution, Bar, Explained, Interaction, Part};
pub use attribution_error::AttributionError;
pub use attribution_game::{MOST_EXACT, shapley, shapley_interactions};
pub use attribution_permutations::Permutations;
pub use attribution_run::Explanation;
pub use attribution_steps::{Player, PlayerChange};
