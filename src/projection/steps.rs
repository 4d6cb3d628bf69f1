use super::given::Given;
use super::{Part, ProjectionError};
use crate::calendar::Period;
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
/// let steps = Steps::of([(Period::year(2022)?, berths), (Period::month(2026, 7)?, berths * 2.0)]);
/// assert_eq!(steps.points().len(), 2);
/// assert!(steps.faults().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "step function")]
pub struct Steps {
    given: Given,
}

impl Steps {
    /// Points in any order.
    pub fn new(points: Vec<(Period, Number)>) -> Self {
        Self { given: Given::points(points) }
    }

    /// Typed points in any order.
    pub fn of<Q: Quantity, V: Into<Estimate<Q>>>(points: impl IntoIterator<Item = (Period, V)>) -> Self {
        Self::new(points.into_iter().map(|(period, value)| (period, value.into().into_number())).collect())
    }

    /// One value at all times; a volume is that of a whole year.
    pub fn constant(number: impl Into<Number>) -> Self {
        Self { given: Given::Always(number.into()) }
    }

    /// The points, in order of time; none if one value holds at all times.
    pub fn points(&self) -> &[(Period, Number)] {
        match &self.given {
            Given::Always(_) => &[],
            Given::Points(points) => points,
        }
    }

    /// Whether one value holds at all times.
    pub fn is_constant(&self) -> bool {
        self.numbers().len() == 1
    }

    /// The unit of its levels: a rate where volumes are given; `None` if no value is given.
    pub fn unit(&self) -> Option<Unit> {
        self.given.unit()
    }

    /// All its numbers, each with its name, in order of time.
    ///
    /// The order is the one in which [`FlatSteps`](super::FlatSteps) take their inputs.
    pub fn numbers(&self) -> Vec<(Part, &Number)> {
        self.given.numbers()
    }

    /// Everything that is wrong with them: no value, values of different units, two that begin on one day.
    pub fn faults(&self) -> Vec<ProjectionError> {
        let mut faults = self.given.faults();
        let same_day = |pair: &&[(Period, Number)]| pair[0].0.first_day() == pair[1].0.first_day();
        faults.extend(self.points().windows(2).find(same_day).map(|pair| ProjectionError::Overlap {
            first: pair[0].0.to_string(),
            second: pair[1].0.to_string(),
        }));
        faults
    }

    pub(super) fn given(&self) -> &Given {
        &self.given
    }
}
