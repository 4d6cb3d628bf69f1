use super::values::same_unit;
use super::{Definition, Series, SeriesError};
use crate::calendar::Horizon;
use crate::quantity::{Quantity, Share, Unit};

impl<Q: Quantity> Series<Q> {
    /// The sum with another, period by period.
    ///
    /// # Errors
    /// [`SeriesError::DefinitionMismatch`], [`SeriesError::HorizonMismatch`], [`SeriesError::UnitMismatch`], and
    /// [`SeriesError::OutOfRange`] for a sum beyond the kind's range.
    pub fn plus(&self, other: &Self) -> Result<Self, SeriesError> {
        self.same_definition(other)?;
        self.combined(other, |own, other| own + other)
    }

    /// The difference to another, period by period.
    ///
    /// # Errors
    /// As [`Series::plus`].
    pub fn minus(&self, other: &Self) -> Result<Self, SeriesError> {
        self.same_definition(other)?;
        self.combined(other, |own, other| own - other)
    }

    /// All values times a factor.
    ///
    /// # Errors
    /// [`SeriesError::OutOfRange`] for a product beyond the kind's range, NaN and infinity among them.
    pub fn times(&self, factor: f64) -> Result<Self, SeriesError> {
        let products = self.bases().map(|value| value * factor);
        Self::from_bases(self.horizon(), products, self.unit(), self.definition().clone())
    }

    /// Which share of `whole` it is, period by period. A part is of another scope than its whole, so definitions may
    /// differ.
    ///
    /// # Errors
    /// [`SeriesError::HorizonMismatch`], [`SeriesError::UnitMismatch`], and [`SeriesError::OutOfRange`] where it is more than the
    /// whole, negative, or the whole is 0.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::quantity::{Mass, Share};
    /// use corridor::series::{Definition, Series};
    ///
    /// let year = Horizon::years(2023, 2023)?;
    /// let oil = Series::new(year, vec![Mass::megatonnes(1.4)], Definition::new("oil", "KZ"))?;
    /// let all = Series::new(year, vec![Mass::megatonnes(2.8)], Definition::new("all cargo", "KZ"))?;
    /// assert_eq!(oil.share_of(&all)?.values(), [Share::percent(50.0)]);
    /// assert!(all.share_of(&oil).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn share_of(&self, whole: &Self) -> Result<Series<Share>, SeriesError> {
        self.comparable(whole)?;
        let shares = self.bases().zip(whole.bases()).map(|(part, whole)| part / whole);
        Series::from_bases(self.horizon(), shares, Unit::One, self.definition().clone())
    }

    /// It, then a later series of the same definition that begins where it ends.
    ///
    /// # Errors
    /// [`SeriesError::DefinitionMismatch`], [`SeriesError::NotConsecutive`] where periods are missing, come twice or are of another
    /// length, [`SeriesError::UnitMismatch`].
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::quantity::Mass;
    /// use corridor::series::{Definition, Series};
    ///
    /// let total = Definition::new("TITR, all cargo", "KTZ");
    /// let transit = Definition::new("TITR, transit only", "KTZ");
    /// let old = Series::new(Horizon::years(2022, 2022)?, vec![Mass::megatonnes(1.5)], total.clone())?;
    /// let new = Series::new(Horizon::years(2023, 2023)?, vec![Mass::megatonnes(2.8)], transit)?;
    /// let error = old.join(&new).unwrap_err();
    /// assert!(error.to_string().starts_with(
    ///     "`TITR, all cargo` as reported by KTZ and `TITR, transit only` as reported by KTZ are not the same measure"
    /// ));
    /// assert_eq!(old.join_across(&new, total)?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "append")]
    #[doc(alias = "chain")]
    pub fn join(&self, later: &Self) -> Result<Self, SeriesError> {
        self.same_definition(later)?;
        self.join_across(later, self.definition().clone())
    }

    /// It, then a later series of whatever definition, under a definition that is said.
    ///
    /// # Errors
    /// As [`Series::join`], but for the definition.
    pub fn join_across(&self, later: &Self, definition: Definition) -> Result<Self, SeriesError> {
        let (end, begin) = (self.horizon().last(), later.horizon().first());
        let broken = || SeriesError::NotConsecutive { previous: end.to_string(), next: begin.to_string() };
        if end.plus(1) != begin {
            return Err(broken());
        }
        let horizon = Horizon::new(self.horizon().first(), later.horizon().last()).map_err(|_| broken())?;
        Self::new(horizon, [self.values(), later.values()].concat(), definition)
    }

    fn combined(&self, other: &Self, operation: impl Fn(f64, f64) -> f64) -> Result<Self, SeriesError> {
        self.comparable(other)?;
        let results = self.bases().zip(other.bases()).map(|(own, other)| operation(own, other));
        Self::from_bases(self.horizon(), results, self.unit(), self.definition().clone())
    }

    /// Refuses another horizon or unit.
    fn comparable(&self, other: &Self) -> Result<(), SeriesError> {
        if self.horizon() != other.horizon() {
            let (left, right) = (self.horizon().to_string(), other.horizon().to_string());
            return Err(SeriesError::HorizonMismatch { left, right });
        }
        same_unit(self.unit(), other.unit())
    }

    fn same_definition(&self, other: &Self) -> Result<(), SeriesError> {
        if self.definition() == other.definition() {
            return Ok(());
        }
        let (left, right) = (self.definition().clone(), other.definition().clone());
        Err(SeriesError::DefinitionMismatch { left, right })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Mass, Money};

    fn of(first: i32, values: &[f64], reporter: &str) -> Series<Mass> {
        let last = first + i32::try_from(values.len()).unwrap() - 1;
        let values = values.iter().map(|value| Mass::tonnes(*value)).collect();
        let horizon = Horizon::years(first, last).unwrap();
        Series::new(horizon, values, Definition::new("all", reporter)).unwrap()
    }

    #[test]
    fn sums_and_differences_undo_each_other() {
        let (one, other) = (of(2022, &[1.0, 2.0], "KZ"), of(2022, &[3.0, 5.0], "KZ"));
        let sum = one.plus(&other).unwrap();
        assert_eq!(sum.values(), [4.0, 7.0].map(Mass::tonnes));
        assert_eq!(sum.minus(&other).unwrap(), one);
        assert_eq!(one.times(2.0).unwrap().minus(&one).unwrap(), one);
    }

    #[test]
    fn what_does_not_go_together_is_told() {
        let one = of(2022, &[1.0, 2.0], "KZ");
        let mirror = of(2022, &[1.0, 2.0], "AZ");
        let error = one.minus(&mirror).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`all` as reported by KZ and `all` as reported by AZ are not the same measure: say so with `join_across` or `defined_as` if they may go together"
        );
        assert!(one.minus(&mirror.defined_as(one.definition().clone())).is_ok());
        let error = one.plus(&of(2022, &[1.0], "KZ")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "one series runs from 2022 to 2023, the other from 2022 to 2022: cut both to the same periods with `window`"
        );
        assert!(matches!(one.join(&of(2025, &[1.0], "KZ")), Err(SeriesError::NotConsecutive { .. })));
        assert!(matches!(one.join(&of(2023, &[1.0], "KZ")), Err(SeriesError::NotConsecutive { .. })));
        assert!(matches!(one.times(f64::NAN), Err(SeriesError::OutOfRange { .. })));
        assert!(matches!(one.share_of(&of(2022, &[1.0, 0.0], "KZ")), Err(SeriesError::OutOfRange { .. })));
        let money = |text: &str| {
            let amount: Money = text.parse().unwrap();
            Series::new(Horizon::years(2022, 2022).unwrap(), vec![amount], Definition::default()).unwrap()
        };
        assert!(matches!(money("1 USD").plus(&money("1 USD@2020")), Err(SeriesError::UnitMismatch { .. })));
    }

    proptest::proptest! {
        /// A series cut in two joins again to itself.
        #[test]
        fn cutting_and_joining_is_no_change(values in proptest::collection::vec(-1e9..1e9f64, 2..30), at in 0usize..28) {
            let series = of(1990, &values, "KZ");
            let cut = 1990 + i32::try_from(at % (values.len() - 1)).unwrap();
            let last = series.horizon().last().calendar_year();
            let [head, tail] = [(1990, cut), (cut + 1, last)]
                .map(|(first, last)| series.window(Horizon::years(first, last).unwrap()).unwrap());
            proptest::prop_assert_eq!(head.join(&tail).unwrap(), series);
        }
    }
}
