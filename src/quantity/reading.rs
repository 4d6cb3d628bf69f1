//! Numbers read where the unit they must come to is known only when the program runs.

use super::text::{finite, unknown_unit};
use super::{
    Containers, Data, Density, Distance, DistancePrice, EmissionFactor, Emissions, GasVolume, GrowthRate,
    LoadFactor, Mass, Measure, Money, OilVolume, Quantity, QuantityError, Rate, TimePrice, TransitTime,
    TransportWork, Unit, UnitPrice, split_numbers,
};

/// What pure numbers are called in messages, and how they are written.
const NUMBER: &str = "number";
const NUMBERS: &str = "no unit, or %";

/// A type of quantity over the flow of a measure.
macro_rules! of {
    ($measure:expr, $quantity:ident, $text:expr, $unit:expr) => {
        match $measure {
            Measure::Mass => read::<$quantity<Mass>>($text, $unit),
            Measure::Containers => read::<$quantity<Containers>>($text, $unit),
            Measure::Gas => read::<$quantity<GasVolume>>($text, $unit),
            Measure::Oil => read::<$quantity<OilVolume>>($text, $unit),
            Measure::Data => read::<$quantity<Data>>($text, $unit),
        }
    };
}

/// The flow itself, so that it can stand where the macro puts a type over a flow.
type Volume<Q> = Q;

impl Unit {
    /// Reads a quantity that must be of this base unit, as a number of it; also a negative one, such as a gap.
    ///
    /// ```
    /// use corridor::quantity::{Measure, Unit};
    ///
    /// assert_eq!(Unit::Volume(Measure::Mass).read("-1.5 Mt")?, -1.5e6);
    /// assert_eq!(Unit::One.read("80 %")?, 0.8);
    /// assert!(Unit::Volume(Measure::Mass).read("1.5 km").is_err());
    /// # Ok::<(), corridor::quantity::QuantityError>(())
    /// ```
    ///
    /// # Errors
    /// No number, a range, NaN and infinity, a unit of another kind, and a number outside the kind's range.
    pub fn read(self, text: &str) -> Result<f64, QuantityError> {
        match self {
            Unit::One => pure(text),
            Unit::Volume(measure) => of!(measure, Volume, text, self),
            Unit::Rate(measure) => of!(measure, Rate, text, self),
            Unit::Price(_, _, measure) => of!(measure, UnitPrice, text, self),
            Unit::DistancePrice(_, _, measure) => of!(measure, DistancePrice, text, self),
            Unit::TimePrice(_, _, measure) => of!(measure, TimePrice, text, self),
            unit => unit.read_plain(text),
        }
    }

    /// Of units that do not depend on what flows.
    fn read_plain(self, text: &str) -> Result<f64, QuantityError> {
        match self {
            Unit::Money(..) => read::<Money>(text, self),
            Unit::Distance => read::<Distance>(text, self),
            Unit::Time => read::<TransitTime>(text, self),
            Unit::Growth => read::<GrowthRate>(text, self),
            Unit::TransportWork => read::<TransportWork>(text, self),
            Unit::Emissions => read::<Emissions>(text, self),
            Unit::EmissionFactor => read::<EmissionFactor>(text, self),
            Unit::Density => read::<Density>(text, self),
            Unit::LoadFactor => read::<LoadFactor>(text, self),
            _ => pure(text),
        }
    }
}

/// One number and what follows it.
fn one<'a>(text: &'a str, kind: &'static str, allowed: &str) -> Result<(f64, &'a str), QuantityError> {
    let not_a_number =
        || QuantityError::NotANumber { given: text.to_owned(), kind, allowed: allowed.to_owned() };
    let numbers = split_numbers(text).ok_or_else(not_a_number)?;
    if numbers.second.is_some() {
        return Err(QuantityError::RangeForOne { given: text.to_owned(), kind });
    }
    Ok((finite(numbers.first, kind)?, numbers.unit))
}

/// The size goes by the kind's own rules, which for most leave out what is below 0; the sign is put back.
fn read<Q: Quantity>(text: &str, wanted: Unit) -> Result<f64, QuantityError> {
    let (number, unit) = one(text, Q::NAME, &Q::allowed())?;
    let size = Q::from_unit(number.abs(), unit)?;
    if size.unit() == wanted {
        Ok(size.base().copysign(number))
    } else {
        Err(unknown_unit(number, unit, Q::NAME, wanted.to_string()))
    }
}

/// A pure number, or percent.
fn pure(text: &str) -> Result<f64, QuantityError> {
    match one(text, NUMBER, NUMBERS)? {
        (number, "") => Ok(number),
        (number, "%") => Ok(number / 100.0),
        (number, unit) => Err(unknown_unit(number, unit, NUMBER, NUMBERS.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Currency, PriceBasis};

    #[test]
    fn every_kind_reads_in_its_own_units() {
        let (usd, nominal) = (Currency::USD, PriceBasis::Nominal);
        for (unit, text, base) in [
            (Unit::One, "0.95", 0.95),
            (Unit::One, "-5 %", -0.05),
            (Unit::Volume(Measure::Mass), "10 Mt", 1e7),
            (Unit::Volume(Measure::Mass), "-250 kt", -2.5e5),
            (Unit::Volume(Measure::Containers), "89 kTEU", 8.9e4),
            (Unit::Rate(Measure::Gas), "16 bcm/yr", 16e9),
            (Unit::Money(usd, nominal), "383 MUSD", 383e6),
            (Unit::Price(usd, nominal, Measure::Mass), "12 USD/t", 12.0),
            (Unit::Time, "2 d", 2.0),
            (Unit::Distance, "470 km", 470.0),
        ] {
            assert_eq!(unit.read(text), Ok(base), "{text}");
        }
    }

    #[test]
    fn other_kinds_are_told() {
        let mass = Unit::Volume(Measure::Mass);
        for (unit, text, expected) in [
            (mass, "10", "its unit `` is not one of t, kt"),
            (mass, "10 km", "its unit `km` is not one of t, kt"),
            (mass, "ten", "cannot read `ten` as mass"),
            (mass, "1-2 Mt", "is a range"),
            (mass, "1e999 t", "give a finite number"),
            (Unit::One, "3 t", "its unit `t` is not one of no unit, or %"),
            (Unit::Money(Currency::USD, PriceBasis::Nominal), "3 MEUR", "is not one of USD"),
        ] {
            let told = unit.read(text).unwrap_err().to_string();
            assert!(told.contains(expected), "{text}: {told}");
        }
    }
}
