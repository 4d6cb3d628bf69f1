//! Quantities: what a number counts, so that tonnes and boxes never meet by accident.
//!
//! A quantity is a newtype over `f64` in one base unit. Units appear only where a number comes in or goes
//! out: in a constructor's name (`Mass::megatonnes(1.5)`), in text (`"1.5 Mt"`), and in what is printed.
//!
//! | type | base unit | text |
//! |---|---|---|
//! | [`Mass`] | t | `1.5 Mt`, `30 kt` |
//! | [`Containers`] | TEU | `89 kTEU` |
//! | [`GasVolume`] | m³ at 20 °C and 101.325 kPa | `16 bcm`, `4.5 mcm` |
//! | [`OilVolume`] | bbl | `1.2 mb` |
//! | [`Data`] | bit | `400 Tbit` |
//! | [`Rate<Q>`] | base unit per year | `1.5 Mt/yr`, `1.2 mb/d`, `400 Tbit/s` |
//! | [`Money`] | currency, nominal or at constant prices | `383 MUSD`, `383 MUSD@2020` |
//! | [`UnitPrice<Q>`], [`DistancePrice<Q>`], [`TimePrice<Q>`] | money per unit (per km, per day) | `12 USD/t`, `0.03 USD/t/km`, `0.5 USD/t/d` |
//! | [`Distance`], [`TransitTime`] | km, d | `470 km`, `18 h` |
//! | [`Share`], [`GrowthRate`], [`Elasticity`], [`Dispersion`] | 1 (growth: per year) | `80 %`, `3 %/yr`, `1.2` |
//! | [`Density`], [`LoadFactor`] | t/bbl, t/TEU | `0.1316 t/bbl`, `14 t/TEU` |
//! | [`TransportWork`], [`Emissions`], [`EmissionFactor`] | t·km, t of CO₂ equivalent, g per t·km | `3 Mt·km`, `22 g/t/km` |
//!
//! ```
//! use corridor::quantity::{Mass, Rate};
//!
//! let agreed: Rate<Mass> = "1.5 Mt/yr".parse()?;
//! assert_eq!(agreed, Rate::per_year(Mass::megatonnes(1.5)));
//! assert_eq!(agreed.to_string(), "1.5 Mt/yr");
//! # Ok::<(), corridor::quantity::QuantityError>(())
//! ```
//!
//! What does not fit does not compile. Tonnes and containers do not add:
//!
//! ```compile_fail,E0308
//! use corridor::quantity::{Containers, Mass};
//! let sum = Mass::tonnes(14.0) + Containers::teu(1.0);
//! ```
//!
//! nor does a volume to a rate:
//!
//! ```compile_fail,E0308
//! use corridor::quantity::{Mass, Rate};
//! let sum = Mass::tonnes(14.0) + Rate::per_year(Mass::tonnes(14.0));
//! ```
//!
//! and a bare number is no share:
//!
//! ```compile_fail,E0308
//! use corridor::quantity::Share;
//! let share: Share = 80.0;
//! ```
//!
//! What only shows at run time (a currency, a price basis) is a stated error: see [`Money::plus`].

mod conversion;
mod error;
mod measure;
mod money;
mod price;
mod rate;
mod simple;
mod text;
mod unit;

pub use error::QuantityError;
pub use measure::{Flow, Measure};
pub use money::{Currency, Money, PriceBasis};
pub use price::{DistancePrice, TimePrice, UnitPrice};
pub use rate::{DAYS_PER_YEAR, Rate};
pub use simple::{
    Containers, Data, Density, Dispersion, Distance, Elasticity, EmissionFactor, Emissions, GasVolume,
    GrowthRate, LoadFactor, Mass, OilVolume, Share, TransitTime, TransportWork,
};
pub use text::{Numbers, split_numbers};
pub use unit::{Quantity, Unit};
