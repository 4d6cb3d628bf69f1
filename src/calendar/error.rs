use thiserror::Error;

/// Why a text or a number is no date, period, duration or horizon.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// Text that is no date.
    #[error("`{given}` is no date: write year-month-day, such as 2023-03-23")]
    NotADate {
        /// What was given.
        given: String,
    },
    /// A day that the calendar does not have.
    #[error(
        "{year}-{month:02}-{day:02} is not in the calendar: years 1 to 9999, months 1 to 12, and the month's days"
    )]
    NoSuchDate {
        /// The year given.
        year: i32,
        /// The month given.
        month: u8,
        /// The day given.
        day: u8,
    },
    /// Text that is no period.
    #[error("`{given}` is no period: write a year, a quarter or a month, such as 2027, 2027-Q1 or 2027-03")]
    NotAPeriod {
        /// What was given.
        given: String,
    },
    /// Two periods that are no part of one year.
    #[error(
        "`{given}` is no part of one year: write its first and last month or quarter, such as 2023-01 to 2023-10"
    )]
    NotAStretch {
        /// What was given.
        given: String,
    },
    /// Text that is no duration.
    #[error("`{given}` is no duration: write a whole number of yr, mo or d, such as 2 yr")]
    NotADuration {
        /// What was given.
        given: String,
    },
    /// A horizon whose ends are of different kinds.
    #[error("a horizon cannot run from {first} to {last}: give two years, two quarters or two months")]
    MixedHorizon {
        /// The first period given.
        first: String,
        /// The last period given.
        last: String,
    },
    /// A horizon that ends before it begins.
    #[error("a horizon cannot run from {first} back to {last}: let `last` be {first} or later")]
    BackwardHorizon {
        /// The first period given.
        first: String,
        /// The last period given.
        last: String,
    },
    /// A horizon with more periods than are sensible.
    #[error(
        "a horizon of {given} periods is too long: at most {allowed}; take coarser periods or fewer years"
    )]
    LongHorizon {
        /// How many periods were given.
        given: u64,
        /// How many are allowed.
        allowed: u64,
    },
}
