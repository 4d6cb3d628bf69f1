//! Evidence: where a number is from, and how sure it is. It travels with the number to the result.
//!
//! - [`Source`] names a publication; [`Evidence`] says what kind of knowledge a number is: observed,
//!   reported, a target, assumed, or derived from others.
//! - [`Spread`] is what a number may be: one value, a range, or a distribution. Its central value is its median.
//! - [`Estimate<Q>`] is a quantity with both; [`Number`] is the same with its type set aside, as a checked
//!   model keeps it.
//! - A [`Correlation`] joins the inputs of a group by rank.
//! - [`TrackRecord`] is how promises of a class have turned out, and [`Predictive`] what the next of them may be.
//! - [`Id<T>`] is the name of a thing of kind `T`, and knows the model it was made by.
//!
//! ```
//! use corridor::evidence::{Estimate, Evidence};
//! use corridor::quantity::{Mass, Rate};
//!
//! let worked_out: Estimate<Rate<Mass>> = "6-6.5 Mt/yr".parse()?;
//! let worked_out = worked_out.with_source("O1").with_evidence(Evidence::Reported);
//! assert_eq!(worked_out.central(), "6.25 Mt/yr".parse()?);
//! assert_eq!(worked_out.quantile(0.9), "6.45 Mt/yr".parse()?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod column;
mod correlation;
mod empirical;
mod error;
mod estimate;
mod generator;
mod id;
mod matrix;
mod named;
mod nearest;
mod normal;
mod predictive;
mod provenance;
mod quantiles;
mod row;
mod scaled;
mod spread;
mod track_record;
mod words;

pub use correlation::{Correlation, RankMatrix};
pub use error::{CorrelationError, EstimateError, SpreadError, UnknownWord};
pub use estimate::{Estimate, Number};
pub use id::{Id, Owner};
pub use named::Named;
pub use nearest::nearest;
pub use predictive::{MedianBetween, Predictive};
pub use provenance::{Evidence, Provenance, Source, SourceId};
pub use spread::{Shape, Spread};
pub use track_record::{OutcomeBound, PastPromise, TrackRecord, TrackRecordError, TrackRecordId, Turnout};

pub(crate) use column::Column;
pub(crate) use correlation::{Ranks, of_scores, root_of_alike};
pub(crate) use generator::Stream;
pub(crate) use normal::standard_normal_quantiles;
pub(crate) use quantiles::{normal_quantile, normal_share, student_quantile};
pub(crate) use words::words;
