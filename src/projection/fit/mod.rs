//! Rules fitted to a history, with what is known of their errors.
//!
//! A [`Method`] looks at a [`History`] and gives a [`Fitted`]: the level of every period to come, the parameters it
//! found, and how well it followed the past. `series.fit(&method)` is the short way.
//!
//! ```
//! use corridor::calendar::Horizon;
//! use corridor::projection::fit::Drift;
//! use corridor::quantity::Mass;
//! use corridor::series::{Definition, Series};
//!
//! let shipped = [1.5, 2.8, 4.5].map(Mass::megatonnes).to_vec();
//! let shipped = Series::new(Horizon::years(2022, 2024)?, shipped, Definition::new("TITR", "KTZ"))?;
//! let drift = shipped.fit(&Drift)?;
//! assert_eq!(drift.level(1), 6e6);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod auto;
mod back_test;
mod combination;
mod curve;
mod curve_draws;
mod curve_fit;
mod curve_method;
mod curve_rule;
mod dual;
mod error;
mod filter;
mod fitted;
mod forecast;
mod growing;
mod history;
mod law;
mod least_squares;
mod least_squares_qr;
mod least_squares_walk;
mod level_shift;
mod method;
mod named;
mod paths;
mod plain;
mod regression;
mod robust;
mod s_curve;
mod scores;
mod search;
mod season;
mod seasonal;
mod seasonal_model;
mod seasonal_search;
mod smoothing;
mod theta;

pub use auto::{Auto, Candidate, Choice, Reason};
pub use back_test::{Attempt, BackTest};
pub use combination::Combination;
pub use curve::GrowthCurve;
pub use curve_fit::{Caution, CurveFit};
pub use curve_method::RobustCurve;
pub use error::FitError;
pub use fitted::{Fitted, Outlook, Parameter};
pub use forecast::{Forecast, Interval};
pub use history::History;
pub use law::ErrorLaw;
pub use least_squares::{LeastSquares, Point};
pub use level_shift::LevelShift;
pub use method::Method;
pub use named::FitBy;
pub use paths::Paths;
pub use plain::{Drift, Naive};
pub use regression::{Elastic, ElasticForm};
pub use robust::Robust;
pub use scores::Scores;
pub use seasonal::Seasons;
pub use smoothing::{Shocks, Smoothing, Trend};
pub use theta::Theta;
