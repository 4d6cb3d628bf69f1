use std::fmt;

use super::money::SCALES;
use super::{
    Containers, Currency, Data, Density, Distance, DistancePrice, EmissionFactor, Emissions, GasVolume,
    GrowthRate, LoadFactor, Mass, Measure, Money, Numbers, OilVolume, PriceBasis, QuantityError, Rate, Share,
    TimePrice, TransitTime, TransportWork, UnitPrice, text,
};

/// The type of a measure's flow.
macro_rules! of_measure {
    ($measure:expr, $flow:ident => $done:expr) => {{
        match $measure {
            Measure::Mass => {
                type $flow = Mass;
                $done
            }
            Measure::Containers => {
                type $flow = Containers;
                $done
            }
            Measure::Gas => {
                type $flow = GasVolume;
                $done
            }
            Measure::Oil => {
                type $flow = OilVolume;
                $done
            }
            Measure::Data => {
                type $flow = Data;
                $done
            }
        }
    }};
}

/// The base unit of a number whose type has been set aside, as in a result row.
///
/// Two numbers of one unit may be added; two of different units may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A pure number: a share, an elasticity, an index.
    One,
    /// A volume: t, TEU, m³, bbl or bit.
    Volume(Measure),
    /// A volume per year.
    Rate(Measure),
    /// An amount of money.
    Money(Currency, PriceBasis),
    /// Money per unit of volume.
    Price(Currency, PriceBasis, Measure),
    /// Money per unit of volume and kilometre.
    DistancePrice(Currency, PriceBasis, Measure),
    /// Money per unit of volume and day.
    TimePrice(Currency, PriceBasis, Measure),
    /// Kilometres.
    Distance,
    /// Days.
    Time,
    /// A share per year.
    Growth,
    /// Tonne-kilometres.
    TransportWork,
    /// Tonnes of CO₂ equivalent.
    Emissions,
    /// Grams of CO₂ equivalent per tonne-kilometre.
    EmissionFactor,
    /// Tonnes per barrel.
    Density,
    /// Tonnes per TEU.
    LoadFactor,
}

impl Unit {
    /// A number of this base unit as people write it: `1500000` t/yr is `1.5 Mt/yr`.
    ///
    /// It reads back to the very same number.
    ///
    /// ```
    /// use corridor::quantity::{Measure, Unit};
    ///
    /// assert_eq!(Unit::Rate(Measure::Mass).show(1.5e6), "1.5 Mt/yr");
    /// assert_eq!(Unit::Growth.show(0.03), "3 %/yr");
    /// ```
    pub fn show(self, base: f64) -> String {
        match self {
            Unit::Volume(measure) => text::scaled(base, measure.units(), ""),
            Unit::Rate(measure) => text::scaled(base, measure.units(), "/yr"),
            Unit::Money(currency, basis) => text::scaled(base, SCALES, &format!("{currency}{basis}")),
            Unit::Growth => text::scaled(base, GrowthRate::PRINTED, ""),
            Unit::TransportWork => text::scaled(base, TransportWork::PRINTED, ""),
            Unit::Emissions => text::scaled(base, Emissions::PRINTED, ""),
            Unit::One => format!("{base}"),
            unit => format!("{base} {unit}"),
        }
    }

    /// Reads a number of this unit as people write it; one without a unit is in base units.
    ///
    /// ```
    /// use corridor::quantity::{Measure, Unit};
    ///
    /// assert_eq!(Unit::Volume(Measure::Mass).read("1.5 Mt"), Ok(1.5e6));
    /// assert_eq!(Unit::Volume(Measure::Mass).read("-250 kt"), Ok(-2.5e5));
    /// assert_eq!(Unit::One.read("105 %"), Ok(1.05));
    /// assert!(Unit::Volume(Measure::Mass).read("1.5 kTEU").is_err());
    /// ```
    ///
    /// # Errors
    /// Text that is no such number: see [`QuantityError`].
    pub fn read(self, text: &str) -> Result<f64, QuantityError> {
        match (super::split_numbers(text), self) {
            (Some(Numbers { first, second: None, unit: "" }), _) => text::finite(first, "number"),
            (Some(Numbers { first, second: None, unit: "%" }), Unit::One) => {
                text::finite(first / 100.0, "number")
            }
            (_, Unit::One) => self.of::<Share>(text),
            (_, Unit::Volume(measure)) => of_measure!(measure, Q => self.of::<Q>(text)),
            (_, Unit::Rate(measure)) => of_measure!(measure, Q => self.of::<Rate<Q>>(text)),
            (_, Unit::Money(..)) => self.of::<Money>(text),
            (_, Unit::Price(_, _, measure)) => of_measure!(measure, Q => self.of::<UnitPrice<Q>>(text)),
            (_, Unit::DistancePrice(_, _, measure)) => {
                of_measure!(measure, Q => self.of::<DistancePrice<Q>>(text))
            }
            (_, Unit::TimePrice(_, _, measure)) => of_measure!(measure, Q => self.of::<TimePrice<Q>>(text)),
            (_, Unit::Distance) => self.of::<Distance>(text),
            (_, Unit::Time) => self.of::<TransitTime>(text),
            (_, Unit::Growth) => self.of::<GrowthRate>(text),
            (_, Unit::TransportWork) => self.of::<TransportWork>(text),
            (_, Unit::Emissions) => self.of::<Emissions>(text),
            (_, Unit::EmissionFactor) => self.of::<EmissionFactor>(text),
            (_, Unit::Density) => self.of::<Density>(text),
            (_, Unit::LoadFactor) => self.of::<LoadFactor>(text),
        }
    }

    /// A quantity of a type in base units, which must be of this very unit.
    ///
    /// Most kinds are not below 0, but what is missing to a target is: the sign is put back.
    fn of<Q: Quantity>(self, text: &str) -> Result<f64, QuantityError> {
        let size = text.trim().strip_prefix('-');
        let read = Q::parse(size.unwrap_or(text))?;
        if read.unit() == self {
            return Ok(if size.is_some() { -read.base() } else { read.base() });
        }
        Err(QuantityError::MoneyMismatch { left: read.unit().to_string(), right: self.to_string() })
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::One => f.write_str("1"),
            Unit::Volume(measure) => f.write_str(measure.symbol()),
            Unit::Rate(measure) => write!(f, "{}/yr", measure.symbol()),
            Unit::Money(currency, basis) => write!(f, "{currency}{basis}"),
            Unit::Price(currency, basis, measure) => write!(f, "{currency}{basis}/{}", measure.symbol()),
            Unit::DistancePrice(currency, basis, measure) => {
                write!(f, "{currency}{basis}/{}/km", measure.symbol())
            }
            Unit::TimePrice(currency, basis, measure) => {
                write!(f, "{currency}{basis}/{}/d", measure.symbol())
            }
            Unit::Distance => f.write_str("km"),
            Unit::Time => f.write_str("d"),
            Unit::Growth => f.write_str("1/yr"),
            Unit::TransportWork => f.write_str("t·km"),
            Unit::Emissions => f.write_str("t CO2e"),
            Unit::EmissionFactor => f.write_str("g/t/km"),
            Unit::Density => f.write_str("t/bbl"),
            Unit::LoadFactor => f.write_str("t/TEU"),
        }
    }
}

/// What every quantity can do: come from text, go to its base unit and come back.
///
/// The trait is what makes a number with its uncertainty and its source (an
/// [`Estimate`](crate::evidence::Estimate)) one type for all kinds.
pub trait Quantity: Copy + fmt::Debug + fmt::Display + PartialEq + 'static {
    /// What it is called in messages: `mass per year`.
    const NAME: &'static str;

    /// The units it may be written in, for messages: `t/yr, kt/yr, Mt/yr`.
    fn allowed() -> String;

    /// `value` in `unit`.
    ///
    /// # Errors
    /// A unit that is not of this kind, NaN and infinity, and a number outside the kind's range.
    fn from_unit(value: f64, unit: &str) -> Result<Self, QuantityError>;

    /// `base` of the given base unit; `None` if the unit is not of this kind or the number not in its range.
    fn from_base(base: f64, unit: Unit) -> Option<Self>;

    /// How many base units it is.
    fn base(self) -> f64;

    /// Its base unit.
    fn unit(self) -> Unit;

    /// Reads one quantity, such as `1.5 Mt/yr`.
    ///
    /// # Errors
    /// Text that does not begin with a number, a range, and all that [`Quantity::from_unit`] refuses.
    fn parse(text: &str) -> Result<Self, QuantityError> {
        let numbers = super::split_numbers(text).ok_or_else(|| QuantityError::NotANumber {
            given: text.to_owned(),
            kind: Self::NAME,
            allowed: Self::allowed(),
        })?;
        if numbers.second.is_some() {
            return Err(QuantityError::RangeForOne { given: text.to_owned(), kind: Self::NAME });
        }
        Self::from_unit(numbers.first, numbers.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_unit_are_read() {
        let money = Unit::Money(Currency::USD, PriceBasis::Nominal);
        for (unit, text, base) in [
            (Unit::Volume(Measure::Mass), "10 Mt", 1e7),
            (Unit::Volume(Measure::Mass), "-2 Mt", -2e6),
            (Unit::Volume(Measure::Gas), "16 bcm", 16e9),
            (Unit::Volume(Measure::Mass), "2500", 2500.0),
            (Unit::Rate(Measure::Mass), "1.5 Mt/yr", 1.5e6),
            (Unit::One, "80 %", 0.8),
            (Unit::One, "1.25", 1.25),
            (money, "383 MUSD", 383e6),
            (Unit::Time, "18 h", 0.75),
        ] {
            assert_eq!(unit.read(text), Ok(base), "{text}");
        }
        for (unit, text) in [
            (Unit::Volume(Measure::Mass), "10 kTEU"),
            (Unit::Volume(Measure::Mass), "6-7 Mt"),
            (money, "383 MUSD@2020"),
            (money, "much"),
            (Unit::One, "inf"),
        ] {
            assert!(unit.read(text).is_err(), "{text}");
        }
    }
}
