use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Quantity, QuantityError, Unit, text};

/// A currency by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The US dollar.
    pub const USD: Self = Self(*b"USD");
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
}

impl FromStr for Currency {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(QuantityError::BadCurrency { given: text.to_owned() }),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

/// The prices that an amount of money is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PriceBasis {
    /// The prices of the day it was paid (also: current prices). Printed as nothing.
    #[doc(alias = "current prices")]
    #[default]
    Nominal,
    /// The prices of one year throughout. Printed as `@2020`.
    #[doc(alias = "real")]
    Constant(u16),
}

impl fmt::Display for PriceBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PriceBasis::Nominal => Ok(()),
            PriceBasis::Constant(year) => write!(f, "@{year}"),
        }
    }
}

/// An amount of money, with its currency and price basis.
///
/// Nominal and constant prices do not add, nor do two currencies:
///
/// ```
/// use corridor::quantity::Money;
///
/// let nominal: Money = "383 MUSD".parse()?;
/// let real: Money = "383 MUSD@2020".parse()?;
/// assert!(nominal.plus(real).is_err());
/// assert_eq!(nominal.plus(nominal)?.to_string(), "766 MUSD");
/// # Ok::<(), corridor::quantity::QuantityError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Money {
    amount: f64,
    currency: Currency,
    basis: PriceBasis,
}

/// The scales money is written in, before the currency code.
pub(super) const SCALES: &[(&str, f64)] = &[("", 1.0), ("k", 1e3), ("M", 1e6), ("bn", 1e9)];

impl Money {
    /// An amount at the prices of the day.
    ///
    /// # Errors
    /// NaN or infinity.
    pub fn nominal(amount: f64, currency: Currency) -> Result<Self, QuantityError> {
        Self::at_prices(amount, currency, PriceBasis::Nominal)
    }

    /// An amount on a price basis.
    ///
    /// # Errors
    /// NaN or infinity.
    pub fn at_prices(amount: f64, currency: Currency, basis: PriceBasis) -> Result<Self, QuantityError> {
        Ok(Self { amount: text::finite(amount, Self::NAME)?, currency, basis })
    }

    /// A literal number of nominal US dollars.
    ///
    /// # Panics
    /// If the number is NaN or infinite; for numbers that are not literals use [`Money::nominal`].
    pub const fn usd(amount: f64) -> Self {
        assert!(amount.is_finite(), "out of range: give a finite number");
        Self { amount, currency: Currency::USD, basis: PriceBasis::Nominal }
    }

    /// How many of the currency's unit it is.
    pub fn amount(self) -> f64 {
        self.amount
    }

    /// Its currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// Its price basis.
    pub fn basis(self) -> PriceBasis {
        self.basis
    }

    /// The sum with `other`.
    ///
    /// # Errors
    /// Another currency or price basis ([`QuantityError::MoneyMismatch`]).
    pub fn plus(self, other: Self) -> Result<Self, QuantityError> {
        self.check_same(other)?;
        Self::at_prices(self.amount + other.amount, self.currency, self.basis)
    }

    /// The difference to `other`.
    ///
    /// # Errors
    /// Another currency or price basis ([`QuantityError::MoneyMismatch`]).
    pub fn minus(self, other: Self) -> Result<Self, QuantityError> {
        self.check_same(other)?;
        Self::at_prices(self.amount - other.amount, self.currency, self.basis)
    }

    /// `factor` times the amount.
    ///
    /// # Errors
    /// NaN or infinity as the result.
    pub fn times(self, factor: f64) -> Result<Self, QuantityError> {
        Self::at_prices(self.amount * factor, self.currency, self.basis)
    }

    fn check_same(self, other: Self) -> Result<(), QuantityError> {
        if (self.currency, self.basis) == (other.currency, other.basis) {
            return Ok(());
        }
        Err(QuantityError::MoneyMismatch { left: self.unit().to_string(), right: other.unit().to_string() })
    }
}

/// Splits `MUSD@2020` into its scale, currency and basis.
pub(super) fn money_unit(unit: &str) -> Option<(f64, Currency, PriceBasis)> {
    let (head, basis) = match unit.split_once('@') {
        Some((head, year)) => (head, PriceBasis::Constant(year.trim().parse().ok()?)),
        None => (unit, PriceBasis::Nominal),
    };
    let head = head.trim();
    let split = head.len().checked_sub(3)?;
    let currency = head.get(split..)?.parse().ok()?;
    Some((text::scale_of(head.get(..split)?.trim(), SCALES)?, currency, basis))
}

impl Quantity for Money {
    const NAME: &'static str = "amount of money";

    fn allowed() -> String {
        "USD, kUSD, MUSD, bnUSD (or another currency; @2020 for constant prices of a year)".to_owned()
    }

    fn from_unit(value: f64, unit: &str) -> Result<Self, QuantityError> {
        match money_unit(unit) {
            Some((scale, currency, basis)) => Self::at_prices(value * scale, currency, basis),
            None => Err(text::unknown_unit(value, unit, Self::NAME, Self::allowed())),
        }
    }

    fn from_base(base: f64, unit: Unit) -> Option<Self> {
        match unit {
            Unit::Money(currency, basis) => Self::at_prices(base, currency, basis).ok(),
            _ => None,
        }
    }

    fn base(self) -> f64 {
        self.amount
    }

    fn unit(self) -> Unit {
        Unit::Money(self.currency, self.basis)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write(f, self.amount, SCALES, &format!("{}{}", self.currency, self.basis))
    }
}

impl FromStr for Money {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        Self::parse(text)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_and_prints() {
        for (given, amount, printed) in [
            ("383 MUSD", 383e6, "383 MUSD"),
            ("50.8 MUSD", 50.8e6, "50.8 MUSD"),
            ("7 bnUSD", 7e9, "7 bnUSD"),
            ("12 EUR@2020", 12.0, "12 EUR@2020"),
        ] {
            let money: Money = given.parse().unwrap();
            assert_eq!((money.amount(), money.to_string().as_str()), (amount, printed));
        }
    }

    #[test]
    fn mixing_is_a_stated_error() {
        let dollars: Money = "1 USD".parse().unwrap();
        for other in ["1 EUR", "1 USD@2020"] {
            let error = dollars.plus(other.parse().unwrap()).unwrap_err();
            assert!(error.to_string().contains("do not add: convert one of them"), "{error}");
        }
        for bad in ["12 dollars", "12 $", "12", "12 usd", "x USD"] {
            assert!(bad.parse::<Money>().is_err(), "{bad}");
        }
    }
}
