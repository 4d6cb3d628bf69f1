//! Quantities of one base unit.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Measure, Quantity, QuantityError, Unit, text};

/// Defines a newtype over `f64` in a base unit, with its constructors, text, arithmetic and serde.
macro_rules! quantity {
    (
        $(#[$about:meta])*
        $type:ident, $name:literal, $unit:expr, $low:literal ..= $high:literal, $range:literal,
        $( $constructor:ident $symbol:literal $scale:literal ),+ ;
        $( also $alias:literal $alias_scale:literal ),*
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
        pub struct $type(f64);

        impl $type {
            /// The units it is written in, each with how many base units it is.
            pub const UNITS: &'static [(&'static str, f64)] =
                &[$(($symbol, $scale),)+ $(($alias, $alias_scale),)*];

            /// The units it is printed in.
            pub const PRINTED: &'static [(&'static str, f64)] = &[$(($symbol, $scale)),+];

            /// From a number of base units.
            ///
            /// # Errors
            /// NaN, infinity, or a number out of range.
            pub fn new(base: f64) -> Result<Self, QuantityError> {
                let base = text::finite(base, $name)?;
                if !($low..=$high).contains(&base) {
                    return Err(QuantityError::OutOfRange { given: base, kind: $name, allowed: $range });
                }
                Ok(Self(base))
            }

            $(
                #[doc = concat!("A literal number of ", $symbol, " (", stringify!($constructor), ").")]
                ///
                /// # Panics
                /// If the number is NaN, infinite or out of range; for numbers that are not literals use
                #[doc = concat!("[`", stringify!($type), "::new`].")]
                pub const fn $constructor(value: f64) -> Self {
                    let base = value * $scale;
                    assert!(base.is_finite() && base >= $low && base <= $high, "out of range: give a number in the range of the type");
                    Self(base)
                }
            )+

            /// How many base units it is.
            pub const fn base(self) -> f64 { self.0 }
        }

        impl Quantity for $type {
            const NAME: &'static str = $name;
            fn allowed() -> String { text::list(Self::UNITS) }
            fn from_unit(value: f64, unit: &str) -> Result<Self, QuantityError> {
                Self::new(text::by_table(value, unit, $name, Self::UNITS)?)
            }
            fn from_base(base: f64, unit: Unit) -> Option<Self> {
                if unit == $unit { Self::new(base).ok() } else { None }
            }
            fn base(self) -> f64 { self.0 }
            fn unit(self) -> Unit { $unit }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                text::write(f, self.0, Self::PRINTED, "")
            }
        }

        impl FromStr for $type {
            type Err = QuantityError;
            fn from_str(text: &str) -> Result<Self, QuantityError> { Self::parse(text) }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

quantity!(
    /// A mass of goods, in tonnes. May be negative where it is a difference; never NaN or infinite.
    #[doc(alias = "tonnage")]
    #[doc(alias = "weight")]
    Mass, "mass", Unit::Volume(Measure::Mass), -1e300..=1e300, "at most 1e300 t",
    tonnes "t" 1.0, kilotonnes "kt" 1e3, megatonnes "Mt" 1e6; also "kg" 1e-3
);
quantity!(
    /// Containers, counted in twenty-foot equivalent units. A forty-foot box (FEU) is two.
    #[doc(alias = "TEU")]
    #[doc(alias = "boxes")]
    Containers, "number of containers", Unit::Volume(Measure::Containers), -1e300..=1e300, "at most 1e300 TEU",
    teu "TEU" 1.0, thousand_teu "kTEU" 1e3, million_teu "MTEU" 1e6; also "FEU" 2.0, also "kFEU" 2e3
);
quantity!(
    /// A volume of gas, in cubic metres at 20 °C and 101.325 kPa (the condition of the countries around the Caspian).
    ///
    /// European volumes at 0 °C are 7 % smaller for the same gas: convert before comparing.
    #[doc(alias = "bcm")]
    GasVolume, "gas volume", Unit::Volume(Measure::Gas), -1e300..=1e300, "at most 1e300 m³",
    cubic_metres "m³" 1.0, million_cubic_metres "mcm" 1e6, billion_cubic_metres "bcm" 1e9;
    also "m3" 1.0, also "km³" 1e9
);
quantity!(
    /// A volume of oil, in barrels. It becomes a mass only through a [`Density`].
    #[doc(alias = "barrels")]
    OilVolume, "oil volume", Unit::Volume(Measure::Oil), -1e300..=1e300, "at most 1e300 bbl",
    barrels "bbl" 1.0, thousand_barrels "kb" 1e3, million_barrels "mb" 1e6;
    also "kbbl" 1e3, also "Mbbl" 1e6, also "mbbl" 1e6
);
quantity!(
    /// An amount of data, in bits.
    #[doc(alias = "bandwidth")]
    Data, "amount of data", Unit::Volume(Measure::Data), -1e300..=1e300, "at most 1e300 bit",
    bits "bit" 1.0, gigabits "Gbit" 1e9, terabits "Tbit" 1e12; also "Mbit" 1e6, also "Pbit" 1e15, also "Ebit" 1e18
);
quantity!(
    /// A length of way, in kilometres.
    Distance, "distance", Unit::Distance, 0.0..=1e9, "0 to 1e9 km",
    kilometres "km" 1.0; also "nmi" 1.852, also "m" 1e-3
);
quantity!(
    /// Time on the way, in days.
    #[doc(alias = "duration")]
    TransitTime, "transit time", Unit::Time, -1e9..=1e9, "at most 1e9 d",
    days "d" 1.0; also "h" 0.041_666_666_666_666_664, also "min" 0.000_694_444_444_444_444_4
);
quantity!(
    /// Transport work (also: freight turnover, freight performance), in tonne-kilometres.
    #[doc(alias = "freight turnover")]
    #[doc(alias = "tonne-kilometres")]
    TransportWork, "transport work", Unit::TransportWork, -1e300..=1e300, "at most 1e300 t·km",
    tonne_kilometres "t·km" 1.0, million_tonne_kilometres "Mt·km" 1e6; also "tkm" 1.0, also "kt·km" 1e3
);
quantity!(
    /// Greenhouse-gas emissions, in tonnes of CO₂ equivalent.
    Emissions, "emissions", Unit::Emissions, -1e300..=1e300, "at most 1e300 t",
    tonnes "t CO2e" 1.0, kilotonnes "kt CO2e" 1e3, megatonnes "Mt CO2e" 1e6;
);
quantity!(
    /// Emissions of a mode per unit of transport work, in grams of CO₂ equivalent per tonne-kilometre.
    EmissionFactor, "emission factor", Unit::EmissionFactor, 0.0..=1e9, "0 to 1e9 g/t/km",
    grams_per_tonne_kilometre "g/t/km" 1.0; also "g/tkm" 1.0, also "kg/t/km" 1e3
);
quantity!(
    /// A part of a whole, from 0 to 1. `80 %` and `0.8` are the same share; the bare integer 80 is refused.
    #[doc(alias = "percentage")]
    Share, "share", Unit::One, 0.0..=1.0, "0 % to 100 %",
    of_one "" 1.0, percent "%" 0.01;
);
quantity!(
    /// Growth per year, above −100 %. `3 %/yr` is 0.03.
    #[doc(alias = "cagr")]
    GrowthRate, "growth rate", Unit::Growth, -0.999_999..=1e6, "more than -100 %/yr, and at most 1e8 %/yr",
    per_year "1/yr" 1.0, percent_per_year "%/yr" 0.01; also "%/a" 0.01, also "%/y" 0.01
);
quantity!(
    /// The relative change of one thing for a relative change of another: 1.2 means 1.2 % for each 1 %.
    Elasticity, "elasticity", Unit::One, -1e3..=1e3, "a number from -1000 to 1000",
    of "" 1.0;
);
quantity!(
    /// How sharply shippers follow differences of cost: θ of the logit, per (money per unit).
    ///
    /// Small is indifferent; large is all-or-nothing.
    #[doc(alias = "theta")]
    #[doc(alias = "scale parameter")]
    Dispersion, "dispersion", Unit::One, 1e-12..=1e12, "a number from 1e-12 to 1e12",
    of "" 1.0;
);
quantity!(
    /// Mass of a barrel, in tonnes: 0.1316 t/bbl is 7.6 bbl/t.
    Density, "density", Unit::Density, 1e-6..=1e3, "1e-6 to 1000 t/bbl",
    tonnes_per_barrel "t/bbl" 1.0; also "kg/bbl" 1e-3
);
quantity!(
    /// Net mass of cargo in a twenty-foot equivalent unit.
    LoadFactor, "load factor", Unit::LoadFactor, 1e-6..=1e3, "1e-6 to 1000 t/TEU",
    tonnes_per_teu "t/TEU" 1.0;
);

/// Gives amounts, which add and scale, their arithmetic; ratios such as a share have none.
macro_rules! amount {
    ($($type:ident),*) => { $(
        impl $type {
            /// Nothing of it.
            pub const ZERO: Self = Self(0.0);
        }

        impl Default for $type { fn default() -> Self { Self::ZERO } }
        impl Add for $type { type Output = Self; fn add(self, other: Self) -> Self { Self(self.0 + other.0) } }
        impl Sub for $type { type Output = Self; fn sub(self, other: Self) -> Self { Self(self.0 - other.0) } }
        impl Neg for $type { type Output = Self; fn neg(self) -> Self { Self(-self.0) } }
        impl AddAssign for $type { fn add_assign(&mut self, other: Self) { self.0 += other.0; } }
        impl SubAssign for $type { fn sub_assign(&mut self, other: Self) { self.0 -= other.0; } }
        impl Mul<f64> for $type { type Output = Self; fn mul(self, factor: f64) -> Self { Self(self.0 * factor) } }
        impl Mul<$type> for f64 { type Output = $type; fn mul(self, amount: $type) -> $type { amount * self } }
        impl Div<f64> for $type { type Output = Self; fn div(self, divisor: f64) -> Self { Self(self.0 / divisor) } }
        impl Div for $type { type Output = f64; fn div(self, other: Self) -> f64 { self.0 / other.0 } }
        impl Sum for $type { fn sum<I: Iterator<Item = Self>>(iter: I) -> Self { iter.fold(Self::ZERO, Add::add) } }
    )* };
}

amount!(Mass, Containers, GasVolume, OilVolume, Data, Distance, TransitTime, TransportWork, Emissions);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_and_prints() {
        for (given, base, printed) in [
            ("1.5 Mt", 1.5e6, "1.5 Mt"),
            ("759 kt", 759e3, "759 kt"),
            ("0 t", 0.0, "0 t"),
            ("-2 kt", -2e3, "-2 kt"),
            ("1234567 t", 1_234_567.0, "1.234567 Mt"),
        ] {
            let mass: Mass = given.parse().unwrap();
            assert_eq!(mass.base(), base, "{given}");
            assert_eq!(mass.to_string(), printed, "{given}");
        }
        assert_eq!("10 FEU".parse::<Containers>().unwrap(), Containers::teu(20.0));
        assert_eq!("16 bcm".parse::<GasVolume>().unwrap(), GasVolume::billion_cubic_metres(16.0));
        assert_eq!("18 h".parse::<TransitTime>().unwrap().base(), 0.75);
        assert_eq!("80 %".parse::<Share>().unwrap(), "0.8".parse::<Share>().unwrap());
        assert_eq!("80 %".parse::<Share>().unwrap().to_string(), "80 %");
    }

    #[test]
    fn bad_text_is_told() {
        for (error, message) in [
            (
                "11 Mt/yr".parse::<Mass>().unwrap_err(),
                "cannot read `11 Mt/yr` as mass: its unit `Mt/yr` is not one of t, kt, Mt, kg",
            ),
            (
                "much".parse::<Mass>().unwrap_err(),
                "cannot read `much` as mass: write a number and one of t, kt, Mt, kg",
            ),
            (
                "6-7 Mt".parse::<Mass>().unwrap_err(),
                "`6-7 Mt` is a range; one mass is needed here, such as its middle",
            ),
            ("1e999 t".parse::<Mass>().unwrap_err(), "inf is no mass: give a finite number"),
        ] {
            assert_eq!(error.to_string(), message);
        }
        assert!(matches!("80".parse::<Share>(), Err(QuantityError::OutOfRange { .. })));
        assert!(matches!("-100 %/yr".parse::<GrowthRate>(), Err(QuantityError::OutOfRange { .. })));
        assert!(matches!(Mass::new(f64::NAN), Err(QuantityError::NotFinite { .. })));
        assert!(matches!(Mass::new(f64::INFINITY), Err(QuantityError::NotFinite { .. })));
    }

    proptest::proptest! {
        /// What is printed reads back to the very same number.
        #[test]
        fn text_round_trips(base in -1e15..1e15f64) {
            let mass = Mass::new(base).unwrap();
            proptest::prop_assert_eq!(mass.to_string().parse::<Mass>().unwrap(), mass);
            let json = serde_json::to_string(&mass).unwrap();
            proptest::prop_assert_eq!(serde_json::from_str::<Mass>(&json).unwrap(), mass);
        }
    }
}
