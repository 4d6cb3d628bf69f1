//! Prices: money per unit of volume, per unit and kilometre, per unit and day.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::money::{SCALES, money_unit};
use super::{Currency, Flow, Money, PriceBasis, Quantity, QuantityError, Unit, text};

/// Defines a price: money over a unit of volume and, for some, a further unit.
macro_rules! price {
    ($(#[$about:meta])* $type:ident, $name:literal, $kind:ident, $per:expr) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $type<Q> {
            money: Money,
            quantity: PhantomData<Q>,
        }

        impl<Q: Flow> $type<Q> {
            /// So much money for one base unit.
            pub fn new(money: Money) -> Self {
                Self { money, quantity: PhantomData }
            }

            /// A literal number of nominal US dollars for one base unit.
            ///
            /// # Panics
            /// If the number is NaN or infinite; for numbers that are not literals use [`Money::nominal`].
            pub const fn usd(amount: f64) -> Self {
                Self { money: Money::usd(amount), quantity: PhantomData }
            }

            /// The money for one base unit.
            pub fn money(self) -> Money {
                self.money
            }
        }

        impl<Q: Flow> Quantity for $type<Q> {
            const NAME: &'static str = $name;

            fn allowed() -> String {
                let names: Vec<String> =
                    Q::UNITS.iter().map(|(name, _)| format!("USD/{name}{}", suffix($per))).collect();
                names.join(", ")
            }

            fn from_unit(value: f64, unit: &str) -> Result<Self, QuantityError> {
                match price_unit::<Q>(unit, $per) {
                    Some((scale, currency, basis)) => {
                        Money::at_prices(value * scale, currency, basis).map(Self::new)
                    }
                    None => Err(text::unknown_unit(value, unit, Self::NAME, Self::allowed())),
                }
            }

            fn from_base(base: f64, unit: Unit) -> Option<Self> {
                match unit {
                    Unit::$kind(currency, basis, measure) if measure == Q::MEASURE => {
                        Money::at_prices(base, currency, basis).ok().map(Self::new)
                    }
                    _ => None,
                }
            }

            fn base(self) -> f64 {
                self.money.amount()
            }

            fn unit(self) -> Unit {
                Unit::$kind(self.money.currency(), self.money.basis(), Q::MEASURE)
            }
        }

        impl<Q: Flow> fmt::Display for $type<Q> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let tail = format!("/{}{}", Q::MEASURE.symbol(), suffix($per));
                let unit = format!("{}{}{tail}", self.money.currency(), self.money.basis());
                text::write(f, self.money.amount(), &SCALES[..1], &unit)
            }
        }

        impl<Q: Flow> Serialize for $type<Q> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de, Q: Flow> Deserialize<'de> for $type<Q> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl<Q: Flow> FromStr for $type<Q> {
            type Err = QuantityError;

            fn from_str(text: &str) -> Result<Self, QuantityError> {
                Self::parse(text)
            }
        }
    };
}

price!(
    /// Money per unit of volume: a tariff (what the shipper pays), a unit value of goods, a queue price.
    ///
    /// ```
    /// use corridor::quantity::{Mass, Quantity, UnitPrice};
    ///
    /// let tariff: UnitPrice<Mass> = "12 USD/t".parse()?;
    /// assert_eq!(tariff.base(), 12.0);
    /// assert!("12 USD/TEU".parse::<UnitPrice<Mass>>().is_err());
    /// # Ok::<(), corridor::quantity::QuantityError>(())
    /// ```
    #[doc(alias = "tariff")]
    UnitPrice, "price per unit", Price, None
);
price!(
    /// Money per unit of volume and kilometre, as railways publish: `0.03 USD/t/km`.
    DistancePrice, "price per unit and distance", DistancePrice, Some(("km", &[("km", 1.0)]))
);
price!(
    /// Money per unit of volume and day: the value of time of goods.
    #[doc(alias = "value of time")]
    TimePrice, "price per unit and time", TimePrice, Some(("d", &[("d", 1.0), ("h", 24.0)]))
);

/// A further unit that a price is by: its base name, and each name with how many of it make the base.
type Per = Option<(&'static str, &'static [(&'static str, f64)])>;

fn suffix(per: Per) -> String {
    per.map_or_else(String::new, |(name, _)| format!("/{name}"))
}

/// Splits `USD/t/km` into what one of it is in base units, and its currency and basis.
fn price_unit<Q: Flow>(unit: &str, per: Per) -> Option<(f64, Currency, PriceBasis)> {
    let mut parts = unit.split('/').map(str::trim);
    let (scale, currency, basis) = money_unit(parts.next()?)?;
    let volume = text::scale_of(parts.next()?, Q::UNITS)?;
    let further = match per {
        Some((_, table)) => text::scale_of(parts.next()?, table)?,
        None => 1.0,
    };
    if parts.next().is_some() { None } else { Some((scale / volume * further, currency, basis)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Containers, GasVolume, Mass};

    #[test]
    fn prices_read_in_base_units() {
        assert_eq!("12 USD/t".parse::<UnitPrice<Mass>>().unwrap().base(), 12.0);
        assert_eq!("2500 USD/FEU".parse::<UnitPrice<Containers>>().unwrap().base(), 1250.0);
        assert_eq!("0.109 USD/m³".parse::<UnitPrice<GasVolume>>().unwrap().base(), 0.109);
        assert_eq!("109 MUSD/bcm".parse::<UnitPrice<GasVolume>>().unwrap().base(), 0.109);
        assert_eq!("0.03 USD/t/km".parse::<DistancePrice<Mass>>().unwrap().base(), 0.03);
        assert_eq!("0.5 USD/t/d".parse::<TimePrice<Mass>>().unwrap().base(), 0.5);
        assert_eq!("12 USD/t".parse::<UnitPrice<Mass>>().unwrap().to_string(), "12 USD/t");
    }

    #[test]
    fn prices_are_text_in_files() {
        let tariff: UnitPrice<Mass> = "12.5 USD/t".parse().unwrap();
        let json = serde_json::to_string(&tariff).unwrap();
        assert_eq!(json, "\"12.5 USD/t\"");
        assert_eq!(serde_json::from_str::<UnitPrice<Mass>>(&json).unwrap(), tariff);
    }

    #[test]
    fn other_prices_are_refused() {
        for bad in ["12 USD", "12 USD/TEU", "12 USD/t/km", "12 t/USD", "12 /t"] {
            assert!(bad.parse::<UnitPrice<Mass>>().is_err(), "{bad}");
        }
    }
}
