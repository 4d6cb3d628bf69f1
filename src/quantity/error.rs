use thiserror::Error;

/// Why a text or a number is not the quantity that was asked for.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum QuantityError {
    /// The text does not begin with a number.
    #[error("cannot read `{given}` as {kind}: write a number and one of {allowed}")]
    NotANumber {
        /// What was given.
        given: String,
        /// The kind of quantity that was asked for.
        kind: &'static str,
        /// The units that may follow the number.
        allowed: String,
    },
    /// The number's unit is not one of this kind.
    #[error("cannot read `{given}` as {kind}: its unit `{unit}` is not one of {allowed}")]
    UnknownUnit {
        /// What was given.
        given: String,
        /// The unit in it.
        unit: String,
        /// The kind of quantity that was asked for.
        kind: &'static str,
        /// The units that may follow the number.
        allowed: String,
    },
    /// NaN or infinity.
    #[error("{given} is no {kind}: give a finite number")]
    NotFinite {
        /// What was given.
        given: f64,
        /// The kind of quantity that was asked for.
        kind: &'static str,
    },
    /// A number outside the kind's range.
    #[error("{kind} of {given} is out of range: give {allowed}")]
    OutOfRange {
        /// What was given, in the base unit.
        given: f64,
        /// The kind of quantity that was asked for.
        kind: &'static str,
        /// The range.
        allowed: &'static str,
    },
    /// A range of two numbers where one is asked for.
    #[error("`{given}` is a range; one {kind} is needed here, such as its middle")]
    RangeForOne {
        /// What was given.
        given: String,
        /// The kind of quantity that was asked for.
        kind: &'static str,
    },
    /// Two amounts of money that do not add: other currencies, or other price bases.
    #[error(
        "{left} and {right} do not add: convert one of them to the other's currency and price basis first"
    )]
    MoneyMismatch {
        /// The first amount's unit.
        left: String,
        /// The second amount's unit.
        right: String,
    },
    /// A currency code that is not three capital letters.
    #[error("`{given}` is no currency code: give three capital letters as in ISO 4217, such as USD")]
    BadCurrency {
        /// What was given.
        given: String,
    },
}
