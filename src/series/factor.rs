use std::fmt;
use std::str::FromStr;

use crate::quantity::{Quantity, QuantityError, Unit};

/// How many times one value is another: the 5 of "fivefold", or an index whose base is 1.
///
/// It may be written `5`, `5x` or `5-fold`, and an index of base 100 as `150 %`.
///
/// ```
/// use corridor::series::Factor;
///
/// let announced: Factor = "5-fold".parse()?;
/// assert_eq!(announced, Factor::new(5.0)?);
/// assert!(Factor::new(f64::NAN).is_err());
/// # Ok::<(), corridor::quantity::QuantityError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
#[doc(alias = "multiple")]
#[doc(alias = "index")]
#[doc(alias = "ratio")]
pub struct Factor(f64);

/// The units it is written in, each with how many times it is.
const UNITS: [(&str, f64); 5] = [("", 1.0), ("x", 1.0), ("-fold", 1.0), ("fold", 1.0), ("%", 0.01)];

impl Factor {
    /// So many times.
    ///
    /// # Errors
    /// NaN or infinity.
    pub fn new(times: f64) -> Result<Self, QuantityError> {
        if times.is_finite() {
            return Ok(Self(times));
        }
        Err(QuantityError::NotFinite { given: times, kind: Self::NAME })
    }

    /// A literal number of times.
    ///
    /// # Panics
    /// If the number is NaN or infinite; for numbers that are not literals use [`Factor::new`].
    #[doc(alias = "fold")]
    pub const fn times(times: f64) -> Self {
        assert!(times.is_finite(), "a factor is a finite number");
        Self(times)
    }

    /// How many times.
    pub const fn base(self) -> f64 {
        self.0
    }
}

impl Quantity for Factor {
    const NAME: &'static str = "factor";

    fn allowed() -> String {
        "no unit, x, -fold, %".to_owned()
    }

    fn from_unit(value: f64, unit: &str) -> Result<Self, QuantityError> {
        match UNITS.iter().find(|(name, _)| *name == unit) {
            Some((_, scale)) => Self::new(value * scale),
            None => Err(QuantityError::UnknownUnit {
                given: format!("{value} {unit}"),
                unit: unit.to_owned(),
                kind: Self::NAME,
                allowed: Self::allowed(),
            }),
        }
    }

    fn from_base(base: f64, unit: Unit) -> Option<Self> {
        if unit == Unit::One { Self::new(base).ok() } else { None }
    }

    fn base(self) -> f64 {
        self.0
    }

    fn unit(self) -> Unit {
        Unit::One
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl FromStr for Factor {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        // The hyphen of `5-fold` is no sign of a range, as no number follows it.
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_and_prints() {
        for (given, times) in [("5", 5.0), ("5x", 5.0), ("5-fold", 5.0), ("150 %", 1.5), ("-0.5", -0.5)] {
            let factor: Factor = given.parse().unwrap();
            assert_eq!(factor, Factor::times(times), "{given}");
            assert_eq!(factor.to_string().parse(), Ok(factor));
        }
        for bad in ["five", "5 Mt", "4-6", "", "NaN"] {
            assert!(bad.parse::<Factor>().is_err(), "{bad}");
        }
        assert!(Factor::new(f64::INFINITY).is_err());
    }
}
