//! Money over time: prices of the day and of one year, and the volumes that money stands for.

use super::values::same_unit;
use super::{Definition, Factor, Series, SeriesError};
use crate::calendar::Period;
use crate::quantity::{Flow, Money, PriceBasis, Quantity, Unit, UnitPrice};

impl Series<Money> {
    /// Money of the day at the constant prices of a base year: each value over how much dearer its period was.
    ///
    /// The index may be of any base, for it is set against its own value in the base year. Take the index of what is traded (unit values of
    /// exports, say) rather than of what households buy: the two may part by tens of per cent in a year of dear oil.
    ///
    /// # Errors
    /// [`SeriesError::UnitMismatch`] for money that is at constant prices already, [`SeriesError::NoSuchPeriod`] where the
    /// index does not reach, [`SeriesError::NotPositive`] for an index of zero or less.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::quantity::Money;
    /// use corridor::series::{Definition, Factor, Series};
    ///
    /// let years = Horizon::years(2022, 2023)?;
    /// let trade = Series::new(years, vec![Money::usd(100e6), Money::usd(121e6)], Definition::new("trade", "AZ"))?;
    /// let prices = Series::new(years, vec![Factor::times(1.0), Factor::times(1.1)], Definition::new("prices", ""))?;
    /// let real = trade.deflate(&prices, "2022".parse()?)?;
    /// assert_eq!(format!("{:.0}", real.values()[1]), "110 MUSD@2022");
    /// assert_eq!(real.inflate(&prices)?.values()[1].amount().round(), 121e6);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "real")]
    #[doc(alias = "constant prices")]
    pub fn deflate(&self, index: &Series<Factor>, base: Period) -> Result<Self, SeriesError> {
        let Unit::Money(currency, _) = self.unit() else { return Ok(self.clone()) };
        same_unit(Unit::Money(currency, PriceBasis::Nominal), self.unit())?;
        let year = u16::try_from(base.calendar_year()).unwrap_or_default();
        let unit = Unit::Money(currency, PriceBasis::Constant(year));
        self.repriced(unit, index, base, |value, dearer| value / dearer)
    }

    /// Money at constant prices as it would be paid on the day.
    ///
    /// # Errors
    /// [`SeriesError::UnitMismatch`] for money that is of the day already, and as [`Series::deflate`]; the index must
    /// have the year of the constant prices.
    #[doc(alias = "nominal")]
    pub fn inflate(&self, index: &Series<Factor>) -> Result<Self, SeriesError> {
        let Unit::Money(currency, PriceBasis::Constant(year)) = self.unit() else {
            let given = self.unit().to_string();
            return Err(SeriesError::UnitMismatch { expected: "money at constant prices".to_owned(), given });
        };
        let missing =
            |_| SeriesError::NoSuchPeriod { period: year.to_string(), horizon: index.horizon().to_string() };
        let base = Period::year(i32::from(year)).map_err(missing)?;
        let unit = Unit::Money(currency, PriceBasis::Nominal);
        self.repriced(unit, index, base, |value, dearer| value * dearer)
    }

    fn repriced(
        &self,
        unit: Unit,
        index: &Series<Factor>,
        base: Period,
        by: impl Fn(f64, f64) -> f64,
    ) -> Result<Self, SeriesError> {
        let own = index.window(self.horizon())?;
        let base = above_zero(base, index.values()[index.place(base)?].base())?;
        let dearer = own.iter().map(|(period, value)| Ok(above_zero(period, value.base())? / base));
        let dearer = dearer.collect::<Result<Vec<f64>, SeriesError>>()?;
        let values = self.bases().zip(&dearer).map(|(value, dearer)| by(value, *dearer));
        Self::from_bases(self.horizon(), values, unit, self.definition().clone())
    }

    /// The volumes that money stands for at unit values: tonnes = money / (USD/t), period by period.
    ///
    /// # Errors
    /// [`SeriesError::UnitMismatch`] for unit values of another currency or price basis (deflate the one or project
    /// the other), [`SeriesError::NoSuchPeriod`] where unit values are missing, and
    /// [`SeriesError::NotPositive`] for unit values of zero or less.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::quantity::{Mass, Money, UnitPrice};
    /// use corridor::series::{Definition, Series};
    ///
    /// let years = Horizon::years(2024, 2025)?;
    /// let trade = Series::new(years, vec![Money::usd(383e6); 2], Definition::new("trade", "AZ"))?;
    /// let worth = [500.0, 550.0].map(UnitPrice::<Mass>::usd).to_vec();
    /// let worth = Series::new(years, worth, Definition::new("unit value", "AZ"))?;
    /// let volumes = trade.volumes_at(&worth)?;
    /// assert_eq!(volumes.values()[0].to_string(), "766 kt");
    /// assert_eq!(trade.unit_values(&volumes)?.values(), worth.values());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "tonnes")]
    pub fn volumes_at<Q: Flow>(&self, unit_values: &Series<UnitPrice<Q>>) -> Result<Series<Q>, SeriesError> {
        let worth = unit_values.window(self.horizon())?;
        same_unit(self.unit(), worth.values()[0].money().unit())?;
        let volume = |(money, (period, worth)): (f64, (Period, UnitPrice<Q>))| {
            Ok(money / above_zero(period, worth.base())?)
        };
        let volumes =
            self.bases().zip(worth.iter()).map(volume).collect::<Result<Vec<f64>, SeriesError>>()?;
        Series::from_bases(self.horizon(), volumes, Unit::Volume(Q::MEASURE), self.definition().clone())
    }

    /// What a unit of the volumes was worth: money over volume, period by period. With a rule or a fitted curve it
    /// has a projection of its own.
    ///
    /// # Errors
    /// [`SeriesError::NoSuchPeriod`] where volumes are missing, and [`SeriesError::NotPositive`] for volumes of zero or less.
    #[doc(alias = "price per tonne")]
    pub fn unit_values<Q: Flow>(&self, volumes: &Series<Q>) -> Result<Series<UnitPrice<Q>>, SeriesError> {
        let volumes = volumes.window(self.horizon())?;
        let worth =
            |(money, (period, volume)): (f64, (Period, Q))| Ok(money / above_zero(period, volume.base())?);
        let worth = self.bases().zip(volumes.iter()).map(worth).collect::<Result<Vec<f64>, SeriesError>>()?;
        let Unit::Money(currency, basis) = self.unit() else { return Err(SeriesError::Empty) };
        let unit = Unit::Price(currency, basis, Q::MEASURE);
        let definition = Definition::new("unit value", &self.definition().reporter);
        Series::from_bases(self.horizon(), worth, unit, definition)
    }
}

fn above_zero(period: Period, value: f64) -> Result<f64, SeriesError> {
    if value > 0.0 { Ok(value) } else { Err(SeriesError::NotPositive { period: period.to_string(), value }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Horizon;
    use crate::quantity::Mass;

    fn years(count: i32) -> Horizon {
        Horizon::years(2022, 2021 + count).unwrap()
    }

    fn index(values: &[f64]) -> Series<Factor> {
        let values: Vec<Factor> = values.iter().map(|value| Factor::times(*value)).collect();
        Series::new(years(i32::try_from(values.len()).unwrap()), values, Definition::default()).unwrap()
    }

    fn money(amounts: &[&str]) -> Series<Money> {
        let values: Vec<Money> = amounts.iter().map(|amount| amount.parse().unwrap()).collect();
        Series::new(years(i32::try_from(values.len()).unwrap()), values, Definition::default()).unwrap()
    }

    /// An index may have any base, and prices of the base year are those of the day in it.
    #[test]
    fn deflating_and_inflating_undo_each_other() {
        let trade = money(&["100 MUSD", "120 MUSD", "90 MUSD"]);
        for scale in [1.0, 100.0] {
            let prices = index(&[scale, 1.25 * scale, 0.9 * scale]);
            let real = trade.deflate(&prices, "2023".parse().unwrap()).unwrap();
            assert_eq!(real.values()[1].to_string(), "120 MUSD@2023");
            let back = real.inflate(&prices).unwrap();
            for (one, other) in back.values().iter().zip(trade.values()) {
                assert!((one.amount() / other.amount() - 1.0).abs() < 1e-12 && one.basis() == other.basis());
            }
        }
    }

    #[test]
    fn what_cannot_be_repriced_is_told() {
        let base: Period = "2022".parse().unwrap();
        let real = money(&["100 MUSD@2020", "120 MUSD@2020"]);
        let prices = index(&[1.0, 1.1]);
        assert!(matches!(real.deflate(&prices, base), Err(SeriesError::UnitMismatch { .. })));
        assert!(matches!(real.inflate(&prices), Err(SeriesError::NoSuchPeriod { .. })));
        let nominal = money(&["100 MUSD", "120 MUSD"]);
        assert!(matches!(nominal.inflate(&prices), Err(SeriesError::UnitMismatch { .. })));
        assert!(matches!(nominal.deflate(&index(&[1.0]), base), Err(SeriesError::NoSuchPeriod { .. })));
        assert!(matches!(nominal.deflate(&index(&[1.0, 0.0]), base), Err(SeriesError::NotPositive { .. })));
        let worth = UnitPrice::<Mass>::new("500 USD@2020".parse().unwrap());
        let worth = Series::new(years(2), vec![worth; 2], Definition::default()).unwrap();
        assert!(matches!(nominal.volumes_at(&worth), Err(SeriesError::UnitMismatch { .. })));
        let free =
            Series::new(years(2), vec![UnitPrice::<Mass>::usd(0.0); 2], Definition::default()).unwrap();
        assert!(matches!(nominal.volumes_at(&free), Err(SeriesError::NotPositive { .. })));
    }
}
