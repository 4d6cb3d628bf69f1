use std::fmt;

use super::{Containers, Data, GasVolume, Mass, OilVolume, Quantity};

/// What a network carries: one kind of flow per model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Tonnes.
    Mass,
    /// Twenty-foot equivalent units.
    Containers,
    /// Cubic metres of gas at 20 °C and 101.325 kPa.
    Gas,
    /// Barrels.
    Oil,
    /// Bits.
    Data,
}

impl Measure {
    /// The measures that a network may carry.
    pub const NETWORKS: [Measure; 4] = [Measure::Mass, Measure::Containers, Measure::Gas, Measure::Data];

    /// The base unit's symbol: `t`, `TEU`, `m³`, `bbl` or `bit`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Measure::Mass => "t",
            Measure::Containers => "TEU",
            Measure::Gas => "m³",
            Measure::Oil => "bbl",
            Measure::Data => "bit",
        }
    }

    /// The units it is printed in, each with how many base units it is.
    pub const fn units(self) -> &'static [(&'static str, f64)] {
        match self {
            Measure::Mass => Mass::PRINTED,
            Measure::Containers => Containers::PRINTED,
            Measure::Gas => GasVolume::PRINTED,
            Measure::Oil => OilVolume::PRINTED,
            Measure::Data => Data::PRINTED,
        }
    }

    /// The word for it in a study: `mass`, `containers`, `gas`, `oil` or `data`.
    pub const fn word(self) -> &'static str {
        match self {
            Measure::Mass => "mass",
            Measure::Containers => "containers",
            Measure::Gas => "gas",
            Measure::Oil => "oil",
            Measure::Data => "data",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A quantity that can flow through a network: [`Mass`], [`Containers`], [`GasVolume`], [`OilVolume`], [`Data`].
pub trait Flow: Quantity {
    /// Which measure it is.
    const MEASURE: Measure;
    /// The units it is written in, each with how many base units it is.
    const UNITS: &'static [(&'static str, f64)];
}

macro_rules! flow {
    ($($type:ident => $measure:ident),*) => { $(
        impl Flow for $type {
            const MEASURE: Measure = Measure::$measure;
            const UNITS: &'static [(&'static str, f64)] = $type::UNITS;
        }
    )* };
}

flow!(Mass => Mass, Containers => Containers, GasVolume => Gas, OilVolume => Oil, Data => Data);
