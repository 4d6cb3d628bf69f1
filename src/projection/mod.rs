//! Projection: from given values and a rule to a level for every period.
//!
//! - A [`Course`] is what is given, for years, quarters or months, and a [`Rule`] for what comes after: demand, trade.
//! - [`Steps`] are values that each hold until the next: capacities, tariffs, background use. After the last, they may
//!   grow by a rule.
//! - [`project`] carries a [`Series`](crate::series::Series) on by a rule, in one call.
//! - [`FlatCourse`] and [`FlatSteps`] are the same lowered onto a horizon: what a run evaluates for every draw, a
//!   [`Curve`] at its end.
//!
//! ```
//! use corridor::calendar::{Horizon, Period};
//! use corridor::projection::{Rule, project};
//! use corridor::quantity::Money;
//! use corridor::series::{Definition, Factor, Series};
//!
//! // Trade of 383 MUSD in 2024 is to rise fivefold by 2030.
//! let trade = vec!["383 MUSD".parse::<Money>()?];
//! let trade = Series::new(Horizon::years(2024, 2024)?, trade, Definition::new("trade turnover", "AZ"))?;
//! let announced = Rule::multiple(Factor::times(5.0), Period::year(2030)?);
//! assert_eq!(announced.implied_rate(Period::year(2024)?).unwrap().to_string()[..4], *"30.7");
//!
//! let projected = project(&trade, &announced, Horizon::years(2024, 2035)?)?;
//! assert_eq!(projected.last().1, "1.915 bnUSD".parse()?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Levels and time
//!
//! Inside, every value is a *level per year*, and time runs in years, a period standing for its middle
//! ([`Period::midpoint`](crate::calendar::Period::midpoint)). A volume given for a period is divided by the period's
//! length, and a level times the length of a period of the horizon is its volume. So a year's volume is what its
//! months add up to wherever it is given, and where a multiple is due; and points of several lengths go together: nine
//! months that are known leave the rest of their year to the rule.
//!
//! # The rules
//!
//! With *v₀* the last given level, *t₀* the middle of its period and *x* = e^(−r (t − t₀)):
//!
//! | rule | level at time t | parameters | take it when |
//! |---|---|---|---|
//! | [`Hold`](Rule::Hold) | v₀ | | nothing is known |
//! | [`Compound`](Rule::Compound) | v₀ (1 + r)^(t − t₀) | r: %/yr | growth feeds on itself, over a few years |
//! | [`Continuous`](Rule::Continuous) | v₀ e^(g (t − t₀)) | g: %/yr | the rate comes from a model or from logarithms |
//! | [`Linear`](Rule::Linear) | v₀ + a (t − t₀) | a: unit/yr, each year | growth is added, not multiplied |
//! | [`Multiple`](Rule::Multiple) | v₀ f^((t − t₀) / (t₁ − t₀)), from t₁ on f v₀ | f: a number | somebody said "fivefold by 2030" |
//! | [`Through`](Rule::Through) | straight lines | points | somebody else's projection is to be followed |
//! | [`Logistic`](Rule::Logistic) | v₀ + (K − v₀) (1 − x) / (1 + q x) | K: unit, r: 1/yr | a market fills; half of it at the steepest |
//! | [`Gompertz`](Rule::Gompertz) | v₀ + (K − v₀) (e^(q (1 − x)) − 1) / (e^q − 1) | K: unit, r: 1/yr | the same, with a fast start and a long end |
//! | [`Elastic`](Rule::Elastic) | v₀ (d(t) / d(t₀))^e | e: a number | it moves with output or income *d* |
//!
//! An S-curve has three numbers beyond the last point, of which its ceiling *K* and rate *r* are always given. Left
//! without a midpoint, it starts from zero: q = K / v₀ − 1 makes it Verhulst's K / (1 + e^(−r (t − m))), and
//! q = ln (K / v₀) Gompertz's K e^(−e^(−r (t − m))), with the *m* that leads through the last point. With a
//! midpoint *m*, q = e^(r (m − t₀)) and the floor, from which the curve once rose, is what leads it through that
//! point. In either case it passes through the last point, keeps its ceiling and rate, and never exceeds the ceiling.
//!
//! How fast a rule is can be said in several ways: [`doubling_time`], [`rate_of_multiple`], [`multiple_of_rate`],
//! [`Rule::implied_rate`].
//!
//! # What it does not do
//!
//! A rule is chosen, not fitted, and has no interval of its own: what is uncertain in it are its numbers. There are no
//! seasons: months given with a season should be summed to years before a rule carries them on.
//!
//! # References
//!
//! - B. Gompertz, On the nature of the function expressive of the law of human mortality, *Philosophical Transactions
//!   of the Royal Society* 115 (1825), 513–583.
//! - P.-F. Verhulst, Notice sur la loi que la population suit dans son accroissement, *Correspondance mathématique et
//!   physique* 10 (1838), 113–121.
//! - C. P. Winsor, The Gompertz curve as a growth curve, *Proceedings of the National Academy of Sciences* 18 (1932),
//!   1–8.

mod block;
mod course;
mod curve;
mod deflate;
mod error;
mod exponential;
mod fan;
pub mod fit;
mod flat;
mod given;
mod level;
mod mirror;
mod oddities;
mod parts;
mod project;
mod reading;
mod rule;
mod segment;
mod stated;
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
pub use stated::Stated;
pub use steps::Steps;
pub use timeline::Timeline;

pub(crate) use block::{Growth, Inputs as BlockInputs};
pub(crate) use mirror::ReconciledYear;
pub(crate) use parts::Odd;
