//! What each kind of number is called, how it is written, and by which pattern a schema knows it.

use super::form::Measured;
use crate::quantity::{
    Containers, Data, Density, Distance, EmissionFactor, GasVolume, GrowthRate, LoadFactor, Mass, OilVolume,
    Share, TransitTime,
};

/// A signed decimal number.
const NUMBER: &str = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?";
/// A currency with its scale and price basis: `MUSD@2020`.
const MONEY: &str = r"(k|M|bn)?[A-Z]{3}(@[0-9]{4})?";
/// The times that a rate is by.
const PER_TIME: &str = r"/ *(yr|a|y|year|mo|month|d|day|h|s)";

/// How a multiple may be written.
const MULTIPLE: &str = "x|-?fold|%|";

/// The units of lengths of time in days; a year is a mean one of the calendar.
pub(crate) const LAPSES: Units = &[("yr", 365.25), ("mo", 365.25 / 12.0), ("wk", 7.0), ("d", 1.0)];

/// Units with how many base units each is.
type Units = &'static [(&'static str, f64)];

/// The units of all volumes.
const VOLUMES: [Units; 5] = [Mass::UNITS, Containers::UNITS, GasVolume::UNITS, OilVolume::UNITS, Data::UNITS];

impl Measured {
    /// What it is, for people.
    pub(crate) fn called(self) -> &'static str {
        match self {
            Measured::Volume => "a volume",
            Measured::Flow => "a volume per year",
            Measured::Price => "a price per unit",
            Measured::Tariff => "a price per unit, or per unit and kilometre",
            Measured::TimeValue => "a price per unit and day",
            Measured::Distance => "a distance",
            Measured::Time => "a time on the way",
            Measured::Lapse => "a length of time",
            Measured::Density => "a density",
            Measured::LoadFactor => "a load factor",
            Measured::EmissionFactor => "an emission factor",
            Measured::Share => "a share",
            Measured::Growth => "a growth rate",
            Measured::Frequency => "a probability per year",
            Measured::Money => "an amount of money",
            Measured::Slope => "a volume or an amount of money per year",
            Measured::Amount => "a volume or an amount of money",
            Measured::CapacityChange => "a share, or a volume per year",
            Measured::TariffChange => "a share, or a price per unit",
            Measured::TimeChange => "a share, or a time",
            Measured::Change => "a share, with its sign",
            Measured::Dispersion => "a dispersion above zero",
            Measured::Multiple => "a multiple",
            Measured::Elasticity => "an elasticity",
        }
    }

    /// How one is written.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Measured::Volume => r#""30 Mt""#,
            Measured::Flow => r#""1.5 Mt/yr""#,
            Measured::Price | Measured::Tariff => r#""12 USD/t""#,
            Measured::TimeValue => r#""0.5 USD/t/d""#,
            Measured::Distance => r#""470 km""#,
            Measured::Time => r#""1 d""#,
            Measured::Lapse => r#""2 yr" or "45 d""#,
            Measured::Density => r#""0.1316 t/bbl""#,
            Measured::LoadFactor => r#""14 t/TEU""#,
            Measured::EmissionFactor => r#""22 g/t/km""#,
            Measured::Share => r#""80 %""#,
            Measured::Growth => r#""3 %/yr""#,
            Measured::Frequency => r#""10 %/yr""#,
            Measured::Money => r#""383 MUSD""#,
            Measured::Slope => r#""0.2 Mt/yr""#,
            Measured::Amount => r#""10 Mt" or "383 MUSD""#,
            Measured::CapacityChange => r#""20 %" or "2 Mt/yr""#,
            Measured::TariffChange => r#""-10 %" or "+2 USD/t""#,
            Measured::TimeChange => r#""-10 %" or "+1 d""#,
            Measured::Change => r#""-10 %""#,
            Measured::Dispersion => "0.15",
            Measured::Multiple => "5",
            Measured::Elasticity => "1.2",
        }
    }

    /// A regular expression (ECMA 262) for its text, a single number or a range.
    pub(crate) fn pattern(self) -> String {
        format!(r"^\s*{NUMBER}(\s*[-–]\s*{NUMBER})?\s*({})\s*$", self.units())
    }

    /// A regular expression for its units.
    fn units(self) -> String {
        let price = || format!("{MONEY}/ *({})", volumes());
        match self {
            Measured::Volume => format!("({}) *({PER_TIME})?", volumes()),
            Measured::Flow => format!("({}) *{PER_TIME}", volumes()),
            Measured::Slope => format!("(({})|{MONEY}) *{PER_TIME}", volumes()),
            Measured::Price => price(),
            Measured::Tariff => format!("{}( */ *km)?", price()),
            Measured::TimeValue => format!("{} */ *(d|h)", price()),
            Measured::Distance => names(Distance::UNITS),
            Measured::Time => names(TransitTime::UNITS),
            Measured::Lapse => names(LAPSES),
            Measured::Density => names(Density::UNITS),
            Measured::LoadFactor => names(LoadFactor::UNITS),
            Measured::EmissionFactor => names(EmissionFactor::UNITS),
            Measured::Share => names(Share::UNITS),
            Measured::Change => "%".to_owned(),
            Measured::Growth | Measured::Frequency => names(GrowthRate::UNITS),
            Measured::Money => MONEY.to_owned(),
            Measured::Amount => format!("{}|{MONEY}|{MULTIPLE}", Measured::Volume.units()),
            Measured::CapacityChange => format!("{}|%", Measured::Flow.units()),
            Measured::TariffChange => format!("{}|%", Measured::Tariff.units()),
            Measured::TimeChange => format!("{}|%", Measured::Time.units()),
            Measured::Dispersion | Measured::Elasticity => String::new(),
            Measured::Multiple => MULTIPLE.to_owned(),
        }
    }
}

/// The units of a volume, whichever the measure.
fn volumes() -> String {
    VOLUMES.map(names).join("|")
}

/// The names of units as alternatives.
fn names(units: Units) -> String {
    units.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("|")
}
