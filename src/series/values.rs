use std::fmt;

use super::{Definition, SeriesError};
use crate::calendar::{Horizon, Period};
use crate::quantity::{Quantity, Unit};

/// One value of a kind for each period of a horizon, and what was measured by whom.
///
/// It always has as many values as its horizon has periods, at least one, all of one unit, none NaN or infinite.
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::quantity::Mass;
/// use corridor::series::{Definition, Series, SeriesError};
///
/// let titr = Definition::new("TITR, all cargo", "KTZ");
/// let points = [(Period::year(2022)?, "1.5 Mt".parse()?), (Period::year(2023)?, "2.8 Mt".parse()?)];
/// let series: Series<Mass> = Series::from_points(points, titr.clone())?;
/// assert_eq!(series.get(Period::year(2023)?), Some(Mass::megatonnes(2.8)));
///
/// let gap = [(Period::year(2022)?, Mass::ZERO), (Period::year(2024)?, Mass::ZERO)];
/// assert!(matches!(Series::from_points(gap, titr), Err(SeriesError::NotConsecutive { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "time series")]
pub struct Series<Q> {
    horizon: Horizon,
    values: Vec<Q>,
    definition: Definition,
}

impl<Q: Quantity> Series<Q> {
    /// A value for each period of a horizon.
    ///
    /// # Errors
    /// [`SeriesError::LengthMismatch`], and [`SeriesError::UnitMismatch`] for money of several currencies or price bases.
    pub fn new(horizon: Horizon, values: Vec<Q>, definition: Definition) -> Result<Self, SeriesError> {
        let (periods, given) = (horizon.len(), values.len());
        if periods != given {
            let horizon = horizon.to_string();
            return Err(SeriesError::LengthMismatch { horizon, periods, values: given });
        }
        let unit = values[0].unit();
        values.iter().try_for_each(|value| same_unit(unit, value.unit()))?;
        Ok(Self { horizon, values, definition })
    }

    /// From periods that follow each other, each with its value.
    ///
    /// # Errors
    /// [`SeriesError::Empty`], [`SeriesError::NotConsecutive`] where a period is missing, given twice or of
    /// another length, and those of [`Series::new`].
    pub fn from_points(
        points: impl IntoIterator<Item = (Period, Q)>,
        definition: Definition,
    ) -> Result<Self, SeriesError> {
        let (periods, values): (Vec<Period>, Vec<Q>) = points.into_iter().unzip();
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
            return Err(SeriesError::Empty);
        };
        let broken = |(previous, next): (&Period, &Period)| SeriesError::NotConsecutive {
            previous: previous.to_string(),
            next: next.to_string(),
        };
        let mut pairs = periods.iter().zip(&periods[1..]);
        if let Some(pair) = pairs.find(|(previous, next)| previous.plus(1) != **next) {
            return Err(broken(pair));
        }
        let horizon = Horizon::new(*first, *last).map_err(|_| broken((first, last)))?;
        Self::new(horizon, values, definition)
    }

    /// From base units of one unit, period by period.
    ///
    /// # Errors
    /// [`SeriesError::OutOfRange`] for a number that the kind does not take, NaN and infinity among them.
    pub(crate) fn from_bases(
        horizon: Horizon,
        bases: impl IntoIterator<Item = f64>,
        unit: Unit,
        definition: Definition,
    ) -> Result<Self, SeriesError> {
        let value = |(period, base): (Period, f64)| {
            let error = || SeriesError::OutOfRange { period: period.to_string(), value: base, kind: Q::NAME };
            Q::from_base(base, unit).ok_or_else(error)
        };
        let values = horizon.periods().zip(bases).map(value).collect::<Result<Vec<Q>, _>>()?;
        Self::new(horizon, values, definition)
    }

    /// The same values under another definition, for one who knows that they may be called so.
    pub fn defined_as(self, definition: Definition) -> Self {
        Self { definition, ..self }
    }

    /// Its periods.
    pub fn horizon(&self) -> Horizon {
        self.horizon
    }

    /// How many periods it has; never 0.
    #[expect(clippy::len_without_is_empty, reason = "a series has at least one value")]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// What it measures, and who measured it.
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Its values, in order of time.
    pub fn values(&self) -> &[Q] {
        &self.values
    }

    /// The unit of all its values.
    pub fn unit(&self) -> Unit {
        self.values[0].unit()
    }

    /// The value of a period; `None` if it is not one of its own.
    pub fn get(&self, period: Period) -> Option<Q> {
        self.values.get(self.horizon.index_of(period)?).copied()
    }

    /// Its first period and value.
    pub fn first(&self) -> (Period, Q) {
        (self.horizon.first(), self.values[0])
    }

    /// Its last period and value.
    pub fn last(&self) -> (Period, Q) {
        (self.horizon.last(), self.values[self.values.len() - 1])
    }

    /// Its periods, each with its value.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Period, Q)> {
        self.horizon.periods().zip(self.values.iter().copied())
    }

    /// Its values in base units.
    pub(super) fn bases(&self) -> impl ExactSizeIterator<Item = f64> {
        self.values.iter().map(|value| value.base())
    }

    /// The part of it from one period to another.
    ///
    /// # Errors
    /// [`SeriesError::NoSuchPeriod`] if it does not have them all.
    pub fn window(&self, horizon: Horizon) -> Result<Self, SeriesError> {
        let (first, last) = (self.place(horizon.first())?, self.place(horizon.last())?);
        Ok(Self { horizon, values: self.values[first..=last].to_vec(), definition: self.definition.clone() })
    }

    /// The number of a period of its own.
    pub(super) fn place(&self, period: Period) -> Result<usize, SeriesError> {
        self.horizon.index_of(period).ok_or_else(|| SeriesError::NoSuchPeriod {
            period: period.to_string(),
            horizon: self.horizon.to_string(),
        })
    }

    /// The first period in which it is at or above a threshold: when a target is reached, a limit binds.
    ///
    /// # Errors
    /// [`SeriesError::UnitMismatch`] for money of another currency or price basis.
    ///
    /// ```
    /// use corridor::calendar::{Horizon, Period};
    /// use corridor::quantity::Mass;
    /// use corridor::series::{Definition, Series};
    ///
    /// let shipped = [1.5, 2.8, 4.5].map(Mass::megatonnes);
    /// let series = Series::new(Horizon::years(2022, 2024)?, shipped.to_vec(), Definition::default())?;
    /// assert_eq!(series.first_at_or_above(Mass::megatonnes(2.0))?, Some(Period::year(2023)?));
    /// assert_eq!(series.first_at_or_above(Mass::megatonnes(10.0))?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "threshold")]
    pub fn first_at_or_above(&self, threshold: Q) -> Result<Option<Period>, SeriesError> {
        self.first_where(threshold, |value, threshold| value >= threshold)
    }

    /// The first period in which it is at or below a threshold.
    ///
    /// # Errors
    /// [`SeriesError::UnitMismatch`] for money of another currency or price basis.
    pub fn first_at_or_below(&self, threshold: Q) -> Result<Option<Period>, SeriesError> {
        self.first_where(threshold, |value, threshold| value <= threshold)
    }

    fn first_where(
        &self,
        threshold: Q,
        holds: impl Fn(f64, f64) -> bool,
    ) -> Result<Option<Period>, SeriesError> {
        same_unit(self.unit(), threshold.unit())?;
        let found = self.iter().find(|(_, value)| holds(value.base(), threshold.base()));
        Ok(found.map(|(period, _)| period))
    }
}

/// Refuses two units that differ; of one kind, only money does.
pub(super) fn same_unit(expected: Unit, given: Unit) -> Result<(), SeriesError> {
    if expected == given {
        return Ok(());
    }
    Err(SeriesError::UnitMismatch { expected: expected.to_string(), given: given.to_string() })
}

impl<Q: Quantity> fmt::Display for Series<Q> {
    /// The definition, then a line for each period.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.definition)?;
        self.iter().try_for_each(|(period, value)| write!(f, "\n{period}  {value}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Mass, Money};

    fn years(first: i32, megatonnes: &[f64]) -> Series<Mass> {
        let last = first + i32::try_from(megatonnes.len()).unwrap() - 1;
        let values = megatonnes.iter().map(|value| Mass::megatonnes(*value)).collect();
        Series::new(Horizon::years(first, last).unwrap(), values, Definition::new("all", "KZ")).unwrap()
    }

    #[test]
    fn what_is_no_series_is_told() {
        let new = |last, count| {
            let horizon = Horizon::years(2022, last).unwrap();
            Series::new(horizon, vec![Mass::ZERO; count], Definition::default()).unwrap_err().to_string()
        };
        assert_eq!(
            new(2024, 2),
            "2 values do not fit the 3 periods from 2022 to 2024: give one value per period"
        );
        assert_eq!(
            new(2022, 0),
            "0 values do not fit the 1 periods from 2022 to 2022: give one value per period"
        );
        let mixed = ["1 USD", "1 EUR"].map(|text| text.parse::<Money>().unwrap()).to_vec();
        let error =
            Series::new(Horizon::years(2022, 2023).unwrap(), mixed, Definition::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "EUR does not go with USD: convert one to the other's currency and price basis first"
        );
    }

    #[test]
    fn periods_must_follow_each_other() {
        for bad in
            [["2022", "2022"], ["2023", "2022"], ["2022", "2024"], ["2022", "2023-Q1"], ["2022-12", "2023"]]
        {
            let points = bad.map(|text| (text.parse().unwrap(), Mass::ZERO));
            let error = Series::from_points(points, Definition::default()).unwrap_err();
            assert!(matches!(error, SeriesError::NotConsecutive { .. }), "{error}");
        }
        let nothing: [(Period, Mass); 0] = [];
        assert_eq!(Series::from_points(nothing, Definition::default()), Err(SeriesError::Empty));
    }

    #[test]
    fn a_window_has_its_own_periods_only() {
        let series = years(2020, &[1.0, 2.0, 3.0, 4.0]);
        let part = series.window(Horizon::years(2021, 2022).unwrap()).unwrap();
        assert_eq!(part.to_string(), "`all` as reported by KZ\n2021  2 Mt\n2022  3 Mt");
        let error = series.window(Horizon::years(2021, 2024).unwrap()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "2024 is not in the series, which runs from 2020 to 2023: ask for one of its own periods"
        );
    }

    #[test]
    fn thresholds_are_found() {
        let series = years(2020, &[4.0, 2.0, 3.0, 5.0]);
        let year = |year| Some(Period::year(year).unwrap());
        let above = |value| series.first_at_or_above(Mass::megatonnes(value)).unwrap();
        assert_eq!((above(4.0), above(4.5), above(6.0)), (year(2020), year(2023), None));
        assert_eq!(series.first_at_or_below(Mass::megatonnes(3.0)).unwrap(), year(2021));
    }
}
