//! Sensitivity: why do the scenarios differ, and what matters?
//!
//! # Why do the scenarios differ?
//!
//! - [`Explanation`] splits the difference between two scenarios over the changes that make it; [`Attribution`] holds
//!   the parts, which add up to the difference.
//! - [`shapley`] does the same for any game, given as a function of who takes part.
//!
//! # When does it change?
//!
//! - [`Search`] finds where a function reaches a value: by a grid, then by closing in on each crossing.
//! - [`Switching`] does it for a number of a study and an indicator: the [`Goal`]; also for how sure the goal is.
//! - [`sure_by`] tells the first period in which a goal is as sure as is asked for.
//!
//! # What matters?
//!
//! Each method asks a function about its [`Inputs`]: any closure `Fn(&[f64]) -> f64`, on all cores with feature
//! `parallel`, with the same bytes on any number of threads. A [`Response`] is one number of a study's result as such a
//! function, and a [`Ranking`] what was found, told apart by who decides on an input ([`control_of`]).
//!
//! | question | method | runs for k inputs |
//! |---|---|---|
//! | What does each input do by itself, from end to end? | [`Tornado`] | 2k + 1 |
//! | Which of many inputs matter at all? | [`Morris`] | r (k + 1) |
//! | Which share of the variance is whose, alone and jointly? | [`Sobol`] | N (2k + 2) |
//! | And where inputs are correlated? | [`Shapley`] | N (k + 1) |
//! | Which ranges of inputs lead to failure? | [`ScenarioDiscovery`] | N |
//!
//! # References
//!
//! * Friedman, J. H. and Fisher, N. I. (1999), Bump hunting in high-dimensional data, Statistics and Computing 9, 123–143.
//! * Bryant, B. P. and Lempert, R. J. (2010), Thinking inside the box: a participatory, computer-assisted approach to
//!   scenario discovery, Technological Forecasting and Social Change 77(1), 34–49.
//! * Kwakkel, J. H. and Jaxa-Rozen, M. (2016), Improving scenario discovery for handling heterogeneous uncertainties and
//!   multinomial classified outcomes, Environmental Modelling & Software 79, 311–321.
//! * Morris, M. D. (1991), Factorial sampling plans for preliminary computational experiments, Technometrics 33(2), 161–174.
//! * Campolongo, F., Cariboni, J. and Saltelli, A. (2007), An effective screening design for sensitivity analysis of large
//!   models, Environmental Modelling & Software 22(10), 1509–1518.
//! * Saltelli, A. (2002), Making best use of model evaluations to compute sensitivity indices, Computer Physics
//!   Communications 145(2), 280–297.
//! * Saltelli, A., Annoni, P., Azzini, I., Campolongo, F., Ratto, M. and Tarantola, S. (2010), Variance based sensitivity
//!   analysis of model output, Computer Physics Communications 181(2), 259–270.
//! * Jansen, M. J. W. (1999), Analysis of variance designs for model output, Computer Physics Communications 117, 35–43.
//! * Azzini, I., Mara, T. A. and Rosati, R. (2021), Comparison of two sets of Monte Carlo estimators of Sobol' indices,
//!   Environmental Modelling & Software 144, 105167.
//! * Archer, G. E. B., Saltelli, A. and Sobol', I. M. (1997), Sensitivity measures, ANOVA-like techniques and the use of
//!   bootstrap, Journal of Statistical Computation and Simulation 58(2), 99–120.
//! * Joe, S. and Kuo, F. Y. (2008), Constructing Sobol' sequences with better two-dimensional projections, SIAM Journal on
//!   Scientific Computing 30(5), 2635–2654.
//! * Burley, B. (2020), Practical hash-based Owen scrambling, Journal of Computer Graphics Techniques 9(4), 1–20.
//! * Owen, A. B. (2014), Sobol' indices and Shapley value, SIAM/ASA Journal on Uncertainty Quantification 2(1), 245–251.
//! * Song, E., Nelson, B. L. and Staum, J. (2016), Shapley effects for global sensitivity analysis: theory and computation,
//!   SIAM/ASA Journal on Uncertainty Quantification 4(1), 1060–1083.
//! * Goda, T. (2021), A simple algorithm for global sensitivity analysis with Shapley effects, Reliability Engineering &
//!   System Safety 213, 107702.

mod attribution;
mod attribution_coalition;
mod attribution_error;
mod attribution_game;
mod attribution_permutations;
mod attribution_run;
mod attribution_steps;
mod bootstrap;
mod control;
mod discovery;
mod error;
mod inputs;
mod interval;
mod morris;
mod peeling;
mod ranking;
mod redraw;
mod response;
mod runs;
mod saltelli;
mod seek;
mod seek_bracket;
mod seek_error;
mod seek_goal;
mod seek_input;
mod seek_sure;
mod sequence;
mod shapley;
mod sobol;
mod tornado;

pub use attribution::{Attribution, Bar, Explained, Interaction, Part};
pub use attribution_error::AttributionError;
pub use attribution_game::{MOST_EXACT, shapley, shapley_interactions};
pub use attribution_permutations::Permutations;
pub use attribution_run::Explanation;
pub use attribution_steps::{Player, PlayerChange};
pub use control::control_of;
pub use discovery::{BoxLimit, Discovered, ScenarioBox, ScenarioDiscovery};
pub use error::SensitivityError;
pub use inputs::Inputs;
pub use interval::Interval;
pub use morris::{Morris, MorrisEffect, MorrisEffects};
pub use ranking::{Found, Ranked, Ranking};
pub use response::Response;
pub use seek::{Crossing, Search, Seen, Sought};
pub use seek_error::SeekError;
pub use seek_goal::{Direction, Goal};
pub use seek_input::{Switched, Switching};
pub use seek_sure::{SureBy, Sureness, sure_by};
pub use shapley::{Shapley, ShapleyEffect, ShapleyEffects};
pub use sobol::{Estimator, PairIndex, Sobol, SobolIndex, SobolIndices};
pub use tornado::{Tornado, TornadoBar, TornadoBars};
