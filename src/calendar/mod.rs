//! Calendar: the periods a projection runs over, and the days in them.
//!
//! A [`Period`] is a year, a quarter or a month (also: time step, time slice). A [`Horizon`] is a run of
//! periods of one kind. Dates are civil (proleptic Gregorian, no time of day, no time zone).
//!
//! A number per year is the volume of a whole year, leap or not. In a part of a year it counts by days: the
//! length of a period in [`Period::years`], or of a stretch of days in [`Span::years_in`].
//!
//! ```
//! use corridor::calendar::{Date, Period, Span};
//!
//! // The first tanker of the agreement of 1.5 Mt a year arrived on 23 March 2023.
//! let running = Span::from(Date::new(2023, 3, 23)?);
//! let share = running.years_in("2023".parse::<Period>()?);
//! assert_eq!(share, 284.0 / 365.0);
//! # Ok::<(), corridor::calendar::CalendarError>(())
//! ```

mod date;
mod duration;
mod error;
mod horizon;
mod period;
mod span;
mod stretch;

pub use date::Date;
pub use duration::Duration;
pub use error::CalendarError;
pub use horizon::{Horizon, MAX_PERIODS};
pub use period::{Frequency, Period};
pub use span::Span;
pub use stretch::Stretch;
