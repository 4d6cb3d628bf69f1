//! What may be given where a builder asks for a rate, a volume or a price of the network's measure.
//!
//! The traits are sealed: a sure quantity or an estimate of it, of any measure. That the measure is the
//! network's own is checked with the whole model.

use crate::evidence::{Estimate, Number};
use crate::quantity::{DistancePrice, Flow, Money, Rate, TimePrice, UnitPrice};

mod sealed {
    pub trait Sealed {}
}

/// Defines a sealed trait and implements it for the named quantities, sure and estimated.
macro_rules! given {
    ($(#[$about:meta])* $name:ident: $($type:ident),+) => {
        $(#[$about])*
        pub trait $name: sealed::Sealed {
            /// The number, with its type set aside.
            fn into_number(self) -> Number;
        }
        $(
            impl<Q: Flow> $name for $type<Q> {
                fn into_number(self) -> Number { Estimate::sure(self).into_number() }
            }
            impl<Q: Flow> $name for Estimate<$type<Q>> {
                fn into_number(self) -> Number { Estimate::into_number(self) }
            }
        )+
    };
}

/// Seals quantities of a flow, sure and estimated.
macro_rules! seal {
    ($($type:ident),+) => { $(
        impl<Q: Flow> sealed::Sealed for $type<Q> {}
        impl<Q: Flow> sealed::Sealed for Estimate<$type<Q>> {}
    )+ };
}

seal!(Rate, UnitPrice, DistancePrice, TimePrice);
impl<Q: Flow> sealed::Sealed for Q {}
impl<Q: Flow> sealed::Sealed for Estimate<Q> {}

given!(
    /// A volume per year: a [`Rate`] or an estimate of one.
    RateValue: Rate
);
given!(
    /// A price per unit: a [`UnitPrice`] or an estimate of one.
    PriceValue: UnitPrice
);
given!(
    /// A tariff: a [`UnitPrice`], or a [`DistancePrice`] for a leg whose distance is given.
    TariffValue: UnitPrice, DistancePrice
);
given!(
    /// A price per unit and day: a [`TimePrice`] or an estimate of one.
    TimePriceValue: TimePrice
);

/// A volume: a flow quantity or an estimate of one.
pub trait VolumeValue: sealed::Sealed {
    /// The number, with its type set aside.
    fn into_number(self) -> Number;
}

impl<Q: Flow> VolumeValue for Q {
    fn into_number(self) -> Number {
        Estimate::sure(self).into_number()
    }
}

impl<Q: Flow> VolumeValue for Estimate<Q> {
    fn into_number(self) -> Number {
        Estimate::into_number(self)
    }
}

/// An amount of money: sure or an estimate.
pub trait MoneyValue {
    /// The number, with its type set aside.
    fn into_number(self) -> Number;
}

impl MoneyValue for Money {
    fn into_number(self) -> Number {
        Estimate::sure(self).into_number()
    }
}

impl MoneyValue for Estimate<Money> {
    fn into_number(self) -> Number {
        Estimate::into_number(self)
    }
}
