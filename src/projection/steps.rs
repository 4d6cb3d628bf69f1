use super::level::{common_unit, level_unit};
use super::{Part, ProjectionError};
use crate::calendar::{Date, Frequency, Period};
use crate::evidence::{Estimate, Number};
use crate::quantity::{Quantity, Unit};

/// Values that each hold from the first day of their period until the next: capacities, tariffs, background use.
///
/// Before the first, the first holds. In a period in which the value changes, the level is the mean over its days.
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::projection::Steps;
/// use corridor::quantity::{Mass, Rate};
///
/// let berths: Rate<Mass> = "6 Mt/yr".parse()?;
/// let steps = Steps::of([(Period::year(2022)?, berths), (Period::month(2026, 7)?, berths * 2.0)])?;
/// assert_eq!(steps.points().len(), 2);
/// assert!(Steps::constant(berths).is_constant());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "step function")]
pub struct Steps {
    /// At least one, in order of their first days, which differ.
    points: Vec<(Period, Number)>,
}

impl Steps {
    /// Points in any order.
    ///
    /// # Errors
    /// No points, two that begin on the same day, numbers of different units.
    pub fn new(mut points: Vec<(Period, Number)>) -> Result<Self, ProjectionError> {
        points.sort_by_key(|(period, _)| *period);
        let steps = Self { points };
        steps.check()?;
        Ok(steps)
    }

    /// Typed points in any order.
    ///
    /// # Errors
    /// As [`Steps::new`].
    pub fn of<Q: Quantity, V: Into<Estimate<Q>>>(
        points: impl IntoIterator<Item = (Period, V)>,
    ) -> Result<Self, ProjectionError> {
        Self::new(points.into_iter().map(|(period, value)| (period, value.into().into_number())).collect())
    }

    /// One value at all times.
    pub fn constant<Q: Quantity>(value: impl Into<Estimate<Q>>) -> Self {
        Self::always(value.into().into_number())
    }

    /// One number at all times; a volume is that of every year.
    pub fn always(number: Number) -> Self {
        Self { points: vec![(Period::containing(Date::MIN, Frequency::Year), number)] }
    }

    fn check(&self) -> Result<(), ProjectionError> {
        if self.points.is_empty() {
            return Err(ProjectionError::NoPoints);
        }
        if let Some(pair) = self.points.windows(2).find(|pair| pair[0].0.first_day() == pair[1].0.first_day())
        {
            let (first, second) = (pair[0].0.to_string(), pair[1].0.to_string());
            return Err(ProjectionError::Overlap { first, second });
        }
        common_unit(self.numbers(), self.unit())
    }

    /// The points, in order of time.
    pub fn points(&self) -> &[(Period, Number)] {
        &self.points
    }

    /// Whether one value holds at all times.
    pub fn is_constant(&self) -> bool {
        self.points.len() == 1
    }

    /// The unit of its levels: a rate where volumes are given.
    pub fn unit(&self) -> Unit {
        level_unit(self.points[0].1.unit)
    }

    /// All its numbers, each with its name, in order of time.
    ///
    /// The order is the one in which lowered steps take their inputs.
    pub fn numbers(&self) -> impl Iterator<Item = (Part, &Number)> {
        self.points.iter().map(|(period, number)| (Part::Point(*period), number))
    }
}
