//! Evaluate: from a plan to an outcome, indicator by indicator.
//!
//! [`Indicator`] is the one vocabulary of results, each with a unit and a definition. An [`Outcome`] holds a
//! status for each period and the value of each indicator of each subject by period; [`Outcome::rows`] gives them
//! as one long table with the same columns everywhere:
//!
//! `study, scenario, indicator, subject, period, statistic, value, unit`

mod class;
mod evaluation;
mod evaluator;
mod flows;
mod indicator;
mod loads;
mod lone;
mod lone_reading;
mod outcome;
mod problem;
mod queue;
mod sink;
mod status;
mod subjects;
mod table;
mod wanted;

pub use evaluation::{evaluate, evaluate_at};
pub use evaluator::Evaluator;
pub use indicator::Indicator;
pub use outcome::{Entry, Layout, Outcome, Row};
pub use problem::Problem;
pub use status::PeriodStatus;
pub(crate) use table::BINDING;
pub use wanted::{Wanted, WantedError};

pub(crate) use lone::LoneRoutes;
