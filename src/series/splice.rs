use super::mirror::{deviation, mean};
use super::values::same_unit;
use super::{Series, SeriesError};
use crate::quantity::Quantity;

/// Two series of different scope made one, the older brought to the level of the newer.
#[derive(Debug, Clone, PartialEq)]
pub struct Spliced<Q> {
    /// In the scope of the newer series.
    pub series: Series<Q>,
    /// What the older values were multiplied by: the geometric mean of newer over older where both have a value.
    pub factor: f64,
    /// The standard deviation of each period as a share of its value: 0 for the newer series' own; none for the older with one
    /// period in common, which tells no scatter.
    pub errors: Vec<Option<f64>>,
}

impl<Q: Quantity> Series<Q> {
    /// This older series carried on by a newer one whose scope differs, linked over the periods that both have.
    ///
    /// The error of an older value is that of the factor and of a single period's ratio: s √(1 + 1/n), with s the
    /// deviation of the logarithm of the ratio over the n common periods.
    ///
    /// # Errors
    /// [`SeriesError::UnitMismatch`], [`SeriesError::HorizonMismatch`] without a common period or for a newer series that
    /// does not go on after the older one, and [`SeriesError::NotPositive`].
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::quantity::Mass;
    /// use corridor::series::{Definition, Series};
    ///
    /// let series = |first: i32, scope: &str, values: &[f64]| {
    ///     let last = first + values.len() as i32 - 1;
    ///     let values = values.iter().map(|value| Mass::kilotonnes(*value)).collect();
    ///     Series::new(Horizon::years(first, last).unwrap(), values, Definition::new(scope, "KTZ"))
    /// };
    /// let rail = series(2018, "rail", &[100.0, 110.0, 121.0])?;
    /// let all = series(2019, "all", &[220.0, 242.0, 260.0])?;
    /// let spliced = rail.splice(&all)?;
    /// assert_eq!(spliced.series.first().1.to_string(), "200 kt");
    /// assert_eq!(spliced.series.definition().scope, "all");
    /// # Ok::<(), corridor::series::SeriesError>(())
    /// ```
    #[doc(alias = "chain linking")]
    pub fn splice(&self, newer: &Self) -> Result<Spliced<Q>, SeriesError> {
        same_unit(self.unit(), newer.unit())?;
        let mut ratios = Vec::new();
        for (period, value) in self.iter() {
            let Some(later) = newer.get(period) else { continue };
            let low = value.base().min(later.base());
            if low <= 0.0 {
                return Err(SeriesError::NotPositive { period: period.to_string(), value: low });
            }
            ratios.push((later.base() / value.base()).ln());
        }
        self.linked(newer, &ratios)
    }

    fn linked(&self, newer: &Self, ratios: &[f64]) -> Result<Spliced<Q>, SeriesError> {
        if ratios.is_empty() || newer.horizon().first() < self.horizon().first() {
            let (left, right) = (self.horizon().to_string(), newer.horizon().to_string());
            return Err(SeriesError::HorizonMismatch { left, right });
        }
        let factor = mean(ratios).exp();
        let spread = deviation(ratios) * (1.0 + 1.0 / ratios.len() as f64).sqrt();
        let error = (ratios.len() > 1).then_some(spread);
        let older = self.iter().filter(|(period, _)| *period < newer.horizon().first());
        let older: Vec<_> = older.map(|(period, value)| (period, value.base() * factor)).collect();
        let errors = older.iter().map(|_| error).chain(newer.iter().map(|_| Some(0.0))).collect();
        let bases = older.iter().map(|(_, value)| *value).chain(newer.bases());
        let first = older.first().map_or(newer.horizon().first(), |(period, _)| *period);
        let horizon =
            crate::calendar::Horizon::new(first, newer.horizon().last()).map_err(|_| SeriesError::Empty)?;
        let series = Series::from_bases(horizon, bases, newer.unit(), newer.definition().clone())?;
        Ok(Spliced { series, factor, errors })
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::Horizon;
    use crate::quantity::Mass;
    use crate::series::{Definition, Series, SeriesError};

    fn series(first: i32, values: &[f64]) -> Series<Mass> {
        let last = first + i32::try_from(values.len()).unwrap() - 1;
        let values = values.iter().map(|value| Mass::tonnes(*value)).collect();
        Series::new(Horizon::years(first, last).unwrap(), values, Definition::default()).unwrap()
    }

    /// The newer values stay; the older keep their growth.
    #[test]
    fn growth_is_kept_over_the_joint() {
        let (older, newer) = (series(2017, &[10.0, 12.0, 15.0, 18.0]), series(2019, &[33.0, 36.0, 40.0]));
        let spliced = older.splice(&newer).unwrap();
        assert_eq!(spliced.series.values()[2..], newer.values()[..]);
        let growth = spliced.series.values()[1].base() / spliced.series.values()[0].base();
        assert!((growth - 1.2).abs() < 1e-12);
        assert!((spliced.factor - (2.2_f64 * 2.0).sqrt()).abs() < 1e-12);
        let scatter = (2.2_f64 / 2.0).ln() / 2.0_f64.sqrt() * 1.5_f64.sqrt();
        assert!((spliced.errors[0].unwrap() - scatter).abs() < 1e-12);
        assert_eq!(series(2017, &[10.0, 12.0]).splice(&series(2018, &[24.0, 25.0])).unwrap().errors[0], None);
    }

    #[test]
    fn series_without_an_overlap_do_not_splice() {
        let apart = series(2017, &[10.0]).splice(&series(2019, &[20.0])).unwrap_err();
        assert!(matches!(apart, SeriesError::HorizonMismatch { .. }));
        let backwards = series(2018, &[10.0, 11.0]).splice(&series(2017, &[20.0, 21.0])).unwrap_err();
        assert!(matches!(backwards, SeriesError::HorizonMismatch { .. }));
    }
}
