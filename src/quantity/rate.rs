use std::fmt;
use std::iter::Sum;
use std::marker::PhantomData;
use std::ops::{Add, Div, Mul, Sub};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Flow, Quantity, QuantityError, Unit, text};

/// Days that a rate per day, hour or second is taken to run in a year: 1.2 mb/d is 438 mb/yr.
///
/// A rate per year is the volume of a whole year, leap or not.
pub const DAYS_PER_YEAR: f64 = 365.0;

/// The times a rate may be written by, each with how many make a year.
const TIMES: &[(&str, f64)] = &[
    ("yr", 1.0),
    ("d", DAYS_PER_YEAR),
    ("s", DAYS_PER_YEAR * 86_400.0),
    ("mo", 12.0),
    ("a", 1.0),
    ("y", 1.0),
    ("day", DAYS_PER_YEAR),
    ("month", 12.0),
    ("year", 1.0),
    ("h", DAYS_PER_YEAR * 24.0),
];

/// A flow quantity per year: a capacity, a throughput, a commitment.
///
/// A rate is not a volume, and the two do not add; [`Rate::over_years`] turns one into the other.
///
/// ```
/// use corridor::quantity::{Mass, OilVolume, Rate};
///
/// let pipeline: Rate<OilVolume> = "1.2 mb/d".parse()?;
/// assert_eq!(pipeline.over_years(1.0), OilVolume::million_barrels(438.0));
/// assert_eq!(Rate::per_year(Mass::tonnes(30.0)) * 2.0, "60 t/yr".parse()?);
/// # Ok::<(), corridor::quantity::QuantityError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
#[doc(alias = "throughput")]
#[doc(alias = "capacity")]
pub struct Rate<Q> {
    per_year: f64,
    quantity: PhantomData<Q>,
}

impl<Q: Flow> Rate<Q> {
    /// No flow.
    pub const ZERO: Self = Self { per_year: 0.0, quantity: PhantomData };

    /// From a number of base units per year.
    ///
    /// # Errors
    /// NaN or infinity.
    pub fn new(per_year: f64) -> Result<Self, QuantityError> {
        Ok(Self { per_year: text::finite(per_year, Self::NAME)?, quantity: PhantomData })
    }

    /// So much in every year.
    pub fn per_year(volume: Q) -> Self {
        Self { per_year: volume.base(), quantity: PhantomData }
    }

    /// So much on every day, of which a year has [`DAYS_PER_YEAR`].
    pub fn per_day(volume: Q) -> Self {
        Self { per_year: volume.base() * DAYS_PER_YEAR, quantity: PhantomData }
    }

    /// The volume in so many years; `None` if it leaves the range of the quantity.
    pub fn volume(self, years: f64) -> Option<Q> {
        Q::from_base(self.per_year * years, Unit::Volume(Q::MEASURE))
    }

    /// The volume in so many years.
    ///
    /// # Panics
    /// If the result is NaN, infinite or out of the quantity's range; see [`Rate::volume`].
    pub fn over_years(self, years: f64) -> Q {
        match self.volume(years) {
            Some(volume) => volume,
            None => panic!("{} over {years} years is out of range", self.per_year),
        }
    }

    /// How many base units per year it is.
    pub fn base(self) -> f64 {
        self.per_year
    }
}

impl<Q: Flow> Quantity for Rate<Q> {
    const NAME: &'static str = match Q::MEASURE {
        super::Measure::Mass => "mass per year",
        super::Measure::Containers => "containers per year",
        super::Measure::Gas => "gas volume per year",
        super::Measure::Oil => "oil volume per year",
        super::Measure::Data => "data per year",
    };

    fn allowed() -> String {
        let units: Vec<String> = Q::UNITS.iter().map(|(name, _)| format!("{name}/yr")).collect();
        format!("{} (or /mo, /d, /h, /s)", units.join(", "))
    }

    fn from_unit(value: f64, unit: &str) -> Result<Self, QuantityError> {
        let scale = unit.split_once('/').and_then(|(volume, time)| {
            Some(text::scale_of(volume.trim(), Q::UNITS)? * text::scale_of(time.trim(), TIMES)?)
        });
        match scale {
            Some(scale) => Self::new(value * scale),
            None => Err(text::unknown_unit(value, unit, Self::NAME, Self::allowed())),
        }
    }

    fn from_base(base: f64, unit: Unit) -> Option<Self> {
        if unit == Unit::Rate(Q::MEASURE) { Self::new(base).ok() } else { None }
    }

    fn base(self) -> f64 {
        self.per_year
    }

    fn unit(self) -> Unit {
        Unit::Rate(Q::MEASURE)
    }
}

impl<Q: Flow> fmt::Display for Rate<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write(f, self.per_year, Q::MEASURE.units(), "/yr")
    }
}

impl<Q: Flow> FromStr for Rate<Q> {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        Self::parse(text)
    }
}

impl<Q: Flow> Serialize for Rate<Q> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, Q: Flow> Deserialize<'de> for Rate<Q> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl<Q: Flow> Add for Rate<Q> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { per_year: self.per_year + other.per_year, ..self }
    }
}

impl<Q: Flow> Sub for Rate<Q> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { per_year: self.per_year - other.per_year, ..self }
    }
}

impl<Q: Flow> Mul<f64> for Rate<Q> {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self { per_year: self.per_year * factor, ..self }
    }
}

impl<Q: Flow> Div for Rate<Q> {
    type Output = f64;
    fn div(self, other: Self) -> f64 {
        self.per_year / other.per_year
    }
}

impl<Q: Flow> Sum for Rate<Q> {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Containers, Data, GasVolume, Mass, OilVolume};

    #[test]
    fn text_reads_and_prints() {
        assert_eq!("1.5 Mt/yr".parse::<Rate<Mass>>().unwrap().base(), 1.5e6);
        assert_eq!("89 kTEU/yr".parse::<Rate<Containers>>().unwrap().base(), 89e3);
        assert_eq!("16 bcm/yr".parse::<Rate<GasVolume>>().unwrap().base(), 16e9);
        assert_eq!("10 mcm/d".parse::<Rate<GasVolume>>().unwrap().base(), 3.65e9);
        assert_eq!("1.2 mb/d".parse::<Rate<OilVolume>>().unwrap().base(), 438e6);
        let cable = "400 Tbit/s".parse::<Rate<Data>>().unwrap();
        assert_eq!(cable.base(), 400e12 * 31_536_000.0);
        assert_eq!("6.5 Mt/yr".parse::<Rate<Mass>>().unwrap().to_string(), "6.5 Mt/yr");
    }

    #[test]
    fn a_volume_is_no_rate() {
        let error = "11 Mt".parse::<Rate<Mass>>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot read `11 Mt` as mass per year: its unit `Mt` is not one of t/yr, kt/yr, Mt/yr, kg/yr (or /mo, /d, /h, /s)"
        );
        assert!("11 kTEU/yr".parse::<Rate<Mass>>().is_err());
    }

    proptest::proptest! {
        /// What is printed reads back to the very same number.
        #[test]
        fn text_round_trips(per_year in -1e15..1e15f64) {
            let rate = Rate::<Mass>::new(per_year).unwrap();
            proptest::prop_assert_eq!(rate.to_string().parse::<Rate<Mass>>().unwrap(), rate);
        }
    }
}
