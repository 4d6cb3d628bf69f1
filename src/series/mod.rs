//! Series: one typed value for each period of a horizon, and what was measured by whom.
//!
//! A [`Factor`] is how many times one value is another.

mod factor;

pub use factor::Factor;
