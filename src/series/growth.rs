use super::{Factor, Series, SeriesError};
use crate::calendar::{Horizon, Period};
use crate::quantity::{GrowthRate, Quantity, Unit};

impl<Q: Quantity> Series<Q> {
    /// Growth from each period to the next, as a rate per year.
    ///
    /// From one quarter to the next it is what four such quarters would make; seasons are in it, for which
    /// [`Series::year_on_year`] is the remedy. The result begins with the second period.
    ///
    /// # Errors
    /// [`SeriesError::TooShort`] for one period, [`SeriesError::NotPositive`] for a value of zero or less.
    pub fn growth(&self) -> Result<Series<GrowthRate>, SeriesError> {
        self.growth_over(1)
    }

    /// Growth of each period over the same period of the year before.
    ///
    /// # Errors
    /// [`SeriesError::TooShort`] for a year or less, [`SeriesError::NotPositive`] for a value of zero or less.
    #[doc(alias = "yoy")]
    pub fn year_on_year(&self) -> Result<Series<GrowthRate>, SeriesError> {
        self.growth_over(self.horizon().frequency().per_year())
    }

    /// Growth over so many periods, as a rate per year.
    fn growth_over(&self, lag: i32) -> Result<Series<GrowthRate>, SeriesError> {
        let (first, last) = (self.horizon().first().plus(lag), self.horizon().last());
        let too_short =
            |_| SeriesError::TooShort { given: self.len(), needed: lag.unsigned_abs() as usize + 1 };
        let horizon = Horizon::new(first, last).map_err(too_short)?;
        let rates = horizon.periods().map(|period| self.rate_between(period.plus(-lag), period));
        let rates: Vec<f64> = rates.collect::<Result<_, _>>()?;
        Series::from_bases(horizon, rates, Unit::Growth, self.definition().clone())
    }

    /// The compound annual growth rate between two of its periods, from middle to middle.
    ///
    /// ```text
    /// (v(last) / v(first))^(1 / years) − 1
    /// ```
    ///
    /// # Errors
    /// [`SeriesError::NoSuchPeriod`], [`SeriesError::NotLater`], [`SeriesError::NotPositive`] for an end of zero or less.
    ///
    /// ```
    /// use corridor::calendar::{Horizon, Period};
    /// use corridor::quantity::{Currency, Money};
    /// use corridor::series::{Definition, Series};
    ///
    /// // "Fivefold by 2030", from 2025, is 38 % a year.
    /// let millions = [383.0, 500.0, 700.0, 1000.0, 1400.0, 1915.0];
    /// let values = millions.map(|millions| Money::nominal(millions * 1e6, Currency::USD));
    /// let values = values.into_iter().collect::<Result<Vec<Money>, _>>()?;
    /// let series = Series::new(Horizon::years(2025, 2030)?, values, Definition::new("turnover", "AZ"))?;
    /// let (first, last) = (Period::year(2025)?, Period::year(2030)?);
    /// assert!((series.cagr(first, last)?.base() - 0.38).abs() < 1e-3);
    /// assert!(series.cagr(last, first).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "compound annual growth rate")]
    pub fn cagr(&self, first: Period, last: Period) -> Result<GrowthRate, SeriesError> {
        if self.place(first)? >= self.place(last)? {
            return Err(SeriesError::NotLater { first: first.to_string(), last: last.to_string() });
        }
        let rate = self.rate_between(first, last)?;
        let kind = <GrowthRate as Quantity>::NAME;
        GrowthRate::new(rate).map_err(|_| SeriesError::OutOfRange {
            period: last.to_string(),
            value: rate,
            kind,
        })
    }

    fn rate_between(&self, first: Period, last: Period) -> Result<f64, SeriesError> {
        let ratio = self.positive(last)? / self.positive(first)?;
        Ok(ratio.powf(1.0 / (last.midpoint() - first.midpoint())) - 1.0)
    }

    /// How many times each value is that of a base period: an index with base 1.
    ///
    /// # Errors
    /// [`SeriesError::NoSuchPeriod`], [`SeriesError::NotPositive`] for a base of zero or less.
    pub fn index(&self, base: Period) -> Result<Series<Factor>, SeriesError> {
        let divisor = self.positive(base)?;
        let times = self.bases().map(|value| value / divisor);
        Series::from_bases(self.horizon(), times, Unit::One, self.definition().clone())
    }

    /// The value of a period in base units, if it is above zero.
    fn positive(&self, period: Period) -> Result<f64, SeriesError> {
        let value = self.values()[self.place(period)?].base();
        if value > 0.0 {
            return Ok(value);
        }
        Err(SeriesError::NotPositive { period: period.to_string(), value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Mass;
    use crate::series::Definition;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    /// A power and its root.
    const ROOT: f64 = 1e-12;

    fn series(first: &str, values: &[f64]) -> Series<Mass> {
        let first: Period = first.parse().unwrap();
        let points =
            (0..).map(|index| first.plus(index)).zip(values.iter().map(|value| Mass::tonnes(*value)));
        Series::from_points(points, Definition::default()).unwrap()
    }

    #[test]
    fn a_quarters_growth_is_told_per_year() {
        let quarters = series("2023-Q1", &[100.0, 110.0, 110.0, 110.0, 121.0]);
        assert_relative_eq!(
            quarters.growth().unwrap().values()[0].base(),
            1.1_f64.powi(4) - 1.0,
            max_relative = ROOT
        );
        let yearly = quarters.year_on_year().unwrap();
        assert_eq!(yearly.horizon().first(), "2024-Q1".parse().unwrap());
        assert_relative_eq!(yearly.values()[0].base(), 0.21, max_relative = ROOT);
    }

    #[test]
    fn ends_of_zero_or_less_are_told() {
        for (values, told) in [([0.0, 1.0], "2022 has 0"), ([1.0, -2.0], "2023 has -2")] {
            let series = series("2022", &values);
            let error = series.cagr(series.first().0, series.last().0).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
            assert!(series.growth().is_err());
        }
        let one = series("2022", &[1.0]);
        assert_eq!(one.growth(), Err(SeriesError::TooShort { given: 1, needed: 2 }));
        let months = series("2022-01", &[1.0; 12]);
        assert_eq!(months.year_on_year(), Err(SeriesError::TooShort { given: 12, needed: 13 }));
        assert!(matches!(one.cagr(one.first().0, one.first().0), Err(SeriesError::NotLater { .. })));
        let swing = series("2022-01", &[1e-3, 1e3]);
        assert!(matches!(swing.growth(), Err(SeriesError::OutOfRange { .. })));
    }

    proptest! {
        /// Compounding at the growth rate leads from the first value to the last.
        #[test]
        fn cagr_leads_from_first_to_last(values in prop::collection::vec(1.0..1e9f64, 2..40)) {
            let series = series("1990", &values);
            let rate = series.cagr(series.first().0, series.last().0).unwrap().base();
            let years = i32::try_from(values.len()).unwrap() - 1;
            assert_relative_eq!(values[0] * (1.0 + rate).powi(years), series.last().1.base(), max_relative = 1e-9);
        }

        /// An index is 1 in its base, and growth does not depend on it.
        #[test]
        fn an_index_grows_as_its_series(values in prop::collection::vec(1.0..1e3f64, 2..20), base in 0usize..2) {
            let series = series("1990-Q3", &values);
            let base = series.horizon().get(base).unwrap();
            let index = series.index(base).unwrap();
            prop_assert_eq!(index.get(base), Some(Factor::times(1.0)));
            match (series.growth(), index.growth()) {
                (Ok(growth), Ok(of_index)) => {
                    for (own, other) in growth.values().iter().zip(of_index.values()) {
                        assert_relative_eq!(own.base(), other.base(), max_relative = 1e-9, epsilon = 1e-12);
                    }
                }
                (own, other) => prop_assert_eq!(own.is_err(), other.is_err()),
            }
        }
    }
}
