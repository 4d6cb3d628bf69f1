use std::fmt;
use std::str::FromStr;

use crate::evidence::{Estimate, Number};
use crate::model::tidy;
use crate::quantity::{DistancePrice, Flow, Quantity, QuantityError, Rate, TransitTime, Unit, UnitPrice};

/// A change in proportion to what is there: `+10 %`, `-25 %`; never below −100 %.
///
/// It is not a [`Share`](crate::quantity::Share), which is a part of a whole, nor a
/// [`GrowthRate`](crate::quantity::GrowthRate), which goes on year by year.
///
/// ```
/// use corridor::scenario::Relative;
///
/// let dearer: Relative = "+18 %".parse()?;
/// assert_eq!(dearer, Relative::percent(18.0));
/// assert!("-120 %".parse::<Relative>().is_err());
/// # Ok::<(), corridor::quantity::QuantityError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
#[doc(alias = "percentage change")]
pub struct Relative(f64);

/// What a relative change may be, for messages.
const ALLOWED: &str = "-100 % or more";

/// The most it may be: a millionfold.
const MOST: f64 = 1e6;

impl Relative {
    /// From a ratio of the change to what is there: 0.1 is a tenth more.
    ///
    /// # Errors
    /// NaN, infinity, less than −1, more than a million.
    pub fn new(ratio: f64) -> Result<Self, QuantityError> {
        if !ratio.is_finite() {
            return Err(QuantityError::NotFinite { given: ratio, kind: Self::NAME });
        }
        if !(-1.0..=MOST).contains(&ratio) {
            return Err(QuantityError::OutOfRange { given: ratio, kind: Self::NAME, allowed: ALLOWED });
        }
        Ok(Self(ratio))
    }

    /// A literal number of per cent.
    ///
    /// # Panics
    /// If the number is NaN, below −100 or above a hundred million; for numbers that are not literals use
    /// [`Relative::new`].
    pub const fn percent(percent: f64) -> Self {
        let ratio = percent * 0.01;
        assert!(ratio >= -1.0 && ratio <= MOST, "out of range: give -100 % or more");
        Self(ratio)
    }

    /// The ratio of the change to what is there.
    pub const fn base(self) -> f64 {
        self.0
    }
}

impl Quantity for Relative {
    const NAME: &'static str = "relative change";

    fn allowed() -> String {
        "%".to_owned()
    }

    fn from_unit(value: f64, unit: &str) -> Result<Self, QuantityError> {
        if unit == "%" {
            return Self::new(value * 0.01);
        }
        let given = format!("{value} {unit}").trim_end().to_owned();
        let (unit, allowed) = (unit.to_owned(), Self::allowed());
        Err(QuantityError::UnknownUnit { given, unit, kind: Self::NAME, allowed })
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

impl fmt::Display for Relative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+} %", tidy(self.0 * 100.0))
    }
}

impl FromStr for Relative {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        Self::parse(text)
    }
}

mod sealed {
    pub trait Sealed {}
}

/// Defines a sealed trait for what a change may change something by.
macro_rules! steps {
    (@one $name:ident, $type:ident) => {
        impl $name for $type {
            fn into_number(self) -> Number { Estimate::sure(self).into_number() }
        }
        impl $name for Estimate<$type> {
            fn into_number(self) -> Number { Estimate::into_number(self) }
        }
    };
    ($($(#[$about:meta])* $name:ident: $($plain:ident)|+ $(, $flow:ident)*;)*) => { $(
        $(#[$about])*
        pub trait $name: sealed::Sealed {
            /// The number, with its type set aside.
            fn into_number(self) -> Number;
        }

        $( steps!(@one $name, $plain); )+
        $(
            impl<Q: Flow> $name for $flow<Q> {
                fn into_number(self) -> Number { Estimate::sure(self).into_number() }
            }
            impl<Q: Flow> $name for Estimate<$flow<Q>> {
                fn into_number(self) -> Number { Estimate::into_number(self) }
            }
        )*
    )* };
}

impl sealed::Sealed for Relative {}
impl sealed::Sealed for Estimate<Relative> {}
impl sealed::Sealed for TransitTime {}
impl sealed::Sealed for Estimate<TransitTime> {}
impl<Q: Flow> sealed::Sealed for Rate<Q> {}
impl<Q: Flow> sealed::Sealed for Estimate<Rate<Q>> {}
impl<Q: Flow> sealed::Sealed for UnitPrice<Q> {}
impl<Q: Flow> sealed::Sealed for Estimate<UnitPrice<Q>> {}
impl<Q: Flow> sealed::Sealed for DistancePrice<Q> {}
impl<Q: Flow> sealed::Sealed for Estimate<DistancePrice<Q>> {}

steps!(
    /// What a capacity may change by: a [`Relative`] change or a [`Rate`], sure or estimated.
    CapacityStep: Relative, Rate;
    /// What a tariff may change by: a [`Relative`] change, a [`UnitPrice`] or a [`DistancePrice`], sure or estimated.
    TariffStep: Relative, UnitPrice, DistancePrice;
    /// What a time may change by: a [`Relative`] change or a [`TransitTime`], sure or estimated.
    TimeStep: Relative | TransitTime;
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_both_ways() {
        for (given, ratio, printed) in
            [("10 %", 0.1, "+10 %"), ("+18 %", 0.18, "+18 %"), ("-90%", -0.9, "-90 %"), ("0 %", 0.0, "+0 %")]
        {
            let relative: Relative = given.parse().unwrap();
            assert!((relative.base() - ratio).abs() < 1e-15);
            assert_eq!(relative.to_string(), printed);
            assert_eq!(relative.to_string().parse(), Ok(relative));
        }
    }

    #[test]
    fn what_is_no_relative_change_is_refused() {
        for bad in ["10", "-101 %", "1e9 %", "ten %", "10-20 %", "2 Mt/yr"] {
            assert!(bad.parse::<Relative>().is_err(), "{bad}");
        }
        assert!(Relative::new(f64::NAN).is_err() && Relative::new(f64::INFINITY).is_err());
    }
}
