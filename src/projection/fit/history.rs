use super::{FitError, Fitted, Method};
use crate::quantity::Quantity;
use crate::series::Series;

/// The longest season: the weeks of a year and a day.
const LONGEST_SEASON: usize = 53;

/// Values that follow each other, and after how many of them a season comes round.
///
/// It always has at least one value, none NaN or infinite, and a season of 1 (none) to 53 periods. Values are in base
/// units of the period's own; a missing period is to be filled before.
///
/// ```
/// use corridor::projection::fit::{FitError, History};
///
/// let quarters = History::seasonal(&[3.0, 5.0, 9.0, 4.0, 3.5, 5.5, 9.5, 4.5], 4)?;
/// assert_eq!(quarters.season(), 4);
/// assert!(matches!(History::new(&[]), Err(FitError::Empty)));
/// assert!(History::new(&[1.0, f64::NAN]).is_err());
/// # Ok::<(), FitError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    values: Vec<f64>,
    season: usize,
}

impl History {
    /// Values without a season.
    ///
    /// # Errors
    /// [`FitError::Empty`], [`FitError::NotFinite`].
    pub fn new(values: &[f64]) -> Result<Self, FitError> {
        Self::seasonal(values, 1)
    }

    /// Values with a season of so many periods.
    ///
    /// # Errors
    /// [`FitError::Empty`], [`FitError::NotFinite`], [`FitError::Season`].
    pub fn seasonal(values: &[f64], season: usize) -> Result<Self, FitError> {
        if !(1..=LONGEST_SEASON).contains(&season) {
            return Err(FitError::Season { given: season, most: LONGEST_SEASON });
        }
        if values.is_empty() {
            return Err(FitError::Empty);
        }
        match values.iter().position(|value| !value.is_finite()) {
            Some(place) => Err(FitError::NotFinite { place: place + 1, value: values[place] }),
            None => Ok(Self { values: values.to_vec(), season }),
        }
    }

    /// A series' values, with a season of four quarters or twelve months.
    pub fn of<Q: Quantity>(series: &Series<Q>) -> Self {
        let season = usize::try_from(series.horizon().frequency().per_year()).unwrap_or(1);
        Self { values: series.values().iter().map(|value| value.base()).collect(), season }
    }

    /// Its values, in order of time; at least one.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// How many values it has.
    #[expect(clippy::len_without_is_empty, reason = "a history has at least one value")]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// After how many periods a season comes round; 1 for none.
    pub fn season(&self) -> usize {
        self.season
    }

    /// Its last value.
    pub fn last(&self) -> f64 {
        self.values[self.values.len() - 1]
    }

    /// The first `count` values, as they were known at that time; the whole where it has no more.
    pub fn first(&self, count: usize) -> Self {
        let count = count.clamp(1, self.values.len());
        Self { values: self.values[..count].to_vec(), season: self.season }
    }

    /// Refuses a history that is too short for a method.
    ///
    /// # Errors
    /// [`FitError::TooShort`].
    pub fn at_least(&self, needed: usize, method: &'static str) -> Result<(), FitError> {
        if self.len() < needed {
            return Err(FitError::TooShort { method, given: self.len(), needed });
        }
        Ok(())
    }

    /// Refuses values of zero or less, for a method that takes ratios.
    ///
    /// # Errors
    /// [`FitError::NotPositive`].
    pub fn above_zero(&self, method: &'static str) -> Result<(), FitError> {
        match self.values.iter().position(|value| *value <= 0.0) {
            Some(place) => Err(FitError::NotPositive { method, place: place + 1, value: self.values[place] }),
            None => Ok(()),
        }
    }
}

impl<Q: Quantity> Series<Q> {
    /// The series carried on by a method, and how well the method followed it.
    ///
    /// # Errors
    /// A series that the method cannot take: see [`FitError`].
    #[doc(alias = "forecast")]
    pub fn fit(&self, method: &dyn Method) -> Result<Fitted, FitError> {
        method.fit(&History::of(self))
    }
}
