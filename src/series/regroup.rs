use super::{Amount, Level, Series, SeriesError};
use crate::calendar::{Frequency, Horizon, Period};
use crate::quantity::{Flow, Quantity, Rate, Unit};

impl<Q: Amount> Series<Q> {
    /// The sum over all periods, in the unit of the values.
    ///
    /// # Errors
    /// [`SeriesError::OutOfRange`] if the sum is beyond the kind's range.
    pub fn total(&self) -> Result<Q, SeriesError> {
        let total: f64 = self.bases().sum();
        Q::from_base(total, self.unit()).ok_or_else(|| SeriesError::OutOfRange {
            period: self.horizon().to_string(),
            value: total,
            kind: Q::NAME,
        })
    }

    /// The same amounts in longer periods: months add up to quarters and years.
    ///
    /// # Errors
    /// [`SeriesError::WrongFrequency`] for shorter periods, [`SeriesError::PartialPeriod`] where a longer period is not wholly in
    /// the series.
    ///
    /// ```
    /// use corridor::calendar::{Frequency, Horizon};
    /// use corridor::quantity::Mass;
    /// use corridor::series::{Definition, Series};
    ///
    /// let months = Horizon::new("2023-01".parse()?, "2023-12".parse()?)?;
    /// let series = Series::new(months, vec![Mass::kilotonnes(125.0); 12], Definition::default())?;
    /// assert_eq!(series.sum_to(Frequency::Year)?.values(), [Mass::megatonnes(1.5)]);
    ///
    /// let part = series.window(Horizon::new("2023-01".parse()?, "2023-10".parse()?)?)?;
    /// let error = part.sum_to(Frequency::Year).unwrap_err();
    /// assert!(error.to_string().starts_with("2023 is only partly in the series"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "aggregate")]
    #[doc(alias = "resample")]
    pub fn sum_to(&self, frequency: Frequency) -> Result<Self, SeriesError> {
        self.gather(frequency, |_| 1.0)
    }

    /// The same amounts in shorter periods, split by days; a number per year is that of a leap year too.
    ///
    /// # Errors
    /// [`SeriesError::WrongFrequency`] for longer periods, or more periods than a horizon may have.
    #[doc(alias = "disaggregate")]
    pub fn split_to(&self, frequency: Frequency) -> Result<Self, SeriesError> {
        self.spread(frequency, |part, whole| f64::from(part.days()) / f64::from(whole.days()))
    }
}

impl<Q: Level> Series<Q> {
    /// The same level in longer periods: the mean over their days.
    ///
    /// # Errors
    /// As [`Series::sum_to`].
    #[doc(alias = "aggregate")]
    pub fn mean_to(&self, frequency: Frequency) -> Result<Self, SeriesError> {
        self.gather(frequency, |part| {
            f64::from(part.days()) / f64::from(Period::containing(part.first_day(), frequency).days())
        })
    }

    /// The same level in shorter periods: each has that of the period it is in.
    ///
    /// # Errors
    /// As [`Series::split_to`].
    pub fn repeat_to(&self, frequency: Frequency) -> Result<Self, SeriesError> {
        self.spread(frequency, |_, _| 1.0)
    }
}

impl<Q: Flow> Series<Q> {
    /// The same flow as rates per year: each volume over its period's length.
    ///
    /// # Errors
    /// [`SeriesError::OutOfRange`] if a rate is beyond its range.
    pub fn rates(&self) -> Result<Series<Rate<Q>>, SeriesError> {
        let rates = self.iter().map(|(period, volume)| volume.base() / period.years());
        let unit = Unit::Rate(Q::MEASURE);
        Series::from_bases(self.horizon(), rates, unit, self.definition().clone())
    }
}

impl<Q: Flow> Series<Rate<Q>> {
    /// The same flow as volumes: each rate times its period's length.
    ///
    /// # Errors
    /// [`SeriesError::OutOfRange`] if a volume is beyond its range.
    pub fn volumes(&self) -> Result<Series<Q>, SeriesError> {
        let volumes = self.iter().map(|(period, rate)| rate.base() * period.years());
        let unit = Unit::Volume(Q::MEASURE);
        Series::from_bases(self.horizon(), volumes, unit, self.definition().clone())
    }
}

impl<Q: Quantity> Series<Q> {
    /// Longer periods, each the weighted sum of its parts.
    fn gather(&self, frequency: Frequency, weight: impl Fn(Period) -> f64) -> Result<Self, SeriesError> {
        let horizon = self.whole(frequency)?;
        let mut sums = vec![0.0; horizon.len()];
        for (period, value) in self.iter() {
            let whole = Period::containing(period.first_day(), frequency);
            if let Some(index) = horizon.index_of(whole) {
                sums[index] += value.base() * weight(period);
            }
        }
        Self::from_bases(horizon, sums, self.unit(), self.definition().clone())
    }

    /// The longer periods that its own make up, if they make up whole ones.
    fn whole(&self, frequency: Frequency) -> Result<Horizon, SeriesError> {
        let cure = "sums and means go to longer periods; `split_to` and `repeat_to` go to shorter ones";
        self.require(frequency.per_year() <= self.horizon().frequency().per_year(), frequency, cure)?;
        let own = self.horizon();
        let [first, last] =
            [own.first(), own.last()].map(|period| Period::containing(period.first_day(), frequency));
        let partial = if first.first_day() < own.first().first_day() {
            Some(first)
        } else {
            (last.span().end() > own.last().span().end()).then_some(last)
        };
        match partial {
            Some(period) => {
                Err(SeriesError::PartialPeriod { period: period.to_string(), horizon: own.to_string() })
            }
            None => Horizon::new(first, last).map_err(|_| self.wrong(frequency, cure)),
        }
    }

    /// Shorter periods, each a part of the longer one's value.
    fn spread(
        &self,
        frequency: Frequency,
        part_of: impl Fn(Period, Period) -> f64,
    ) -> Result<Self, SeriesError> {
        let own = self.horizon().frequency();
        let cure = "`split_to` and `repeat_to` go to shorter periods; sums and means go to longer ones";
        self.require(frequency.per_year() >= own.per_year(), frequency, cure)?;
        let first = Period::containing(self.horizon().first().first_day(), frequency);
        let last = Period::containing(self.horizon().last().span().end().plus_days(-1), frequency);
        let too_long = "the series is too long for so short periods; cut it with `window`";
        let horizon = Horizon::new(first, last).map_err(|_| self.wrong(frequency, too_long))?;
        let bases = horizon.periods().map(|part| {
            let whole = Period::containing(part.first_day(), own);
            self.get(whole).map_or(0.0, |value| value.base() * part_of(part, whole))
        });
        Self::from_bases(horizon, bases, self.unit(), self.definition().clone())
    }

    fn require(&self, holds: bool, to: Frequency, cure: &'static str) -> Result<(), SeriesError> {
        if holds { Ok(()) } else { Err(self.wrong(to, cure)) }
    }

    fn wrong(&self, to: Frequency, cure: &'static str) -> SeriesError {
        SeriesError::WrongFrequency { from: self.horizon().frequency(), to, cure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Mass, UnitPrice};
    use crate::series::Definition;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    /// A year's sum of rounded parts.
    const SUM: f64 = 1e-12;

    fn years(values: &[f64]) -> Series<Mass> {
        let points = (2020..).map(|year| Period::year(year).unwrap()).zip(values);
        Series::from_points(points.map(|(year, value)| (year, Mass::tonnes(*value))), Definition::default())
            .unwrap()
    }

    proptest! {
        /// Splitting and adding up again is no change, by quarters, by months, and by months of quarters.
        #[test]
        fn splitting_and_summing_is_no_change(values in prop::collection::vec(-1e9..1e9f64, 1..30)) {
            let years = years(&values);
            let months = years.split_to(Frequency::Month).unwrap();
            let quarters = years.split_to(Frequency::Quarter).unwrap();
            let by_quarters = months.sum_to(Frequency::Quarter).unwrap();
            for series in [&months, &quarters, &by_quarters, &quarters.split_to(Frequency::Month).unwrap()] {
                let back = series.sum_to(Frequency::Year).unwrap();
                prop_assert_eq!(back.horizon(), years.horizon());
                for (own, other) in back.values().iter().zip(years.values()) {
                    assert_relative_eq!(own.base(), other.base(), max_relative = SUM);
                }
                assert_relative_eq!(series.total().unwrap().base(), years.total().unwrap().base(), epsilon = 1e-3);
            }
            assert_relative_eq!(by_quarters.values()[0].base(), quarters.values()[0].base(), max_relative = SUM);
        }

        /// Repeating a level and averaging it is no change; and a mean lies within what it is of.
        #[test]
        fn repeating_and_averaging_is_no_change(values in prop::collection::vec(0.0..1e9f64, 1..30)) {
            let rates = years(&values).rates().unwrap();
            let back = rates.repeat_to(Frequency::Month).unwrap().mean_to(Frequency::Year).unwrap();
            for (own, other) in back.values().iter().zip(rates.values()) {
                assert_relative_eq!(own.base(), other.base(), max_relative = SUM);
            }
        }

        /// The mean rate of a year is its volume over the year: the two ways to come there agree.
        #[test]
        fn mean_rates_are_summed_volumes(values in prop::collection::vec(0.0..1e9f64, 12)) {
            let months = (1..=12).map(|month| Period::month(2024, month).unwrap());
            let points = months.zip(values.iter().map(|value| Mass::tonnes(*value)));
            let volumes = Series::from_points(points, Definition::default()).unwrap();
            let by_rate = volumes.rates().unwrap().mean_to(Frequency::Year).unwrap();
            let by_volume = volumes.sum_to(Frequency::Year).unwrap().rates().unwrap();
            assert_relative_eq!(by_rate.values()[0].base(), by_volume.values()[0].base(), max_relative = SUM);
            let back = volumes.rates().unwrap().volumes().unwrap();
            assert_relative_eq!(back.values()[1].base(), values[1], max_relative = SUM);
        }
    }

    #[test]
    fn february_is_shorter() {
        let months = years(&[366.0]).split_to(Frequency::Month).unwrap();
        assert_relative_eq!(months.values()[1].base(), 29.0, max_relative = SUM);
    }

    #[test]
    fn prices_average_over_days() {
        let prices = ["12 USD/t", "24 USD/t"].map(|text| text.parse::<UnitPrice<Mass>>().unwrap());
        let halves = Horizon::new("2023-Q1".parse().unwrap(), "2023-Q4".parse().unwrap()).unwrap();
        let values = vec![prices[0], prices[0], prices[1], prices[1]];
        let mean =
            Series::new(halves, values, Definition::default()).unwrap().mean_to(Frequency::Year).unwrap();
        assert_relative_eq!(mean.values()[0].base(), 12.0 + 12.0 * 184.0 / 365.0, max_relative = SUM);
    }

    #[test]
    fn wrong_lengths_are_told() {
        let series = years(&[1.0]);
        let error = series.split_to(Frequency::Month).unwrap().split_to(Frequency::Year).unwrap_err();
        assert_eq!(
            error.to_string(),
            "months cannot be brought to years so: `split_to` and `repeat_to` go to shorter periods; sums and means go to longer ones"
        );
        assert!(matches!(series.sum_to(Frequency::Quarter), Err(SeriesError::WrongFrequency { .. })));
        let long = years(&[1.0; 300]);
        let error = long.split_to(Frequency::Month).unwrap_err();
        assert!(error.to_string().contains("cut it with `window`"), "{error}");
    }
}
