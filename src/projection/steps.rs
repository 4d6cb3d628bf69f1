use super::given::Given;
use super::given::Point;
use super::{Part, ProjectionError, Rule};
use crate::calendar::Period;
use crate::evidence::{Estimate, Number};
use crate::quantity::{Quantity, Unit};

/// Values that each hold from the first day of their period until the next: capacities, tariffs, background use.
///
/// Before the first, the first holds. In a period in which the value changes, the level is the mean over its days. A
/// rule may lead on from the middle of the last value's period; one value at all times counts as that of the horizon's
/// first year.
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
    /// How the values go on after the last one: by default it holds. A rule that follows a driver is refused.
    pub rule: Rule,
}

impl Steps {
    /// Points in any order.
    pub fn new(points: Vec<(Period, Number)>) -> Self {
        Self { given: Given::points(points), rule: Rule::Hold }
    }

    /// Typed points in any order.
    pub fn of<Q: Quantity, V: Into<Estimate<Q>>>(points: impl IntoIterator<Item = (Period, V)>) -> Self {
        Self::new(points.into_iter().map(|(period, value)| (period, value.into().into_number())).collect())
    }

    /// One value at all times; a volume is that of a whole year.
    pub fn constant(number: impl Into<Number>) -> Self {
        Self { given: Given::Always(number.into()), rule: Rule::Hold }
    }

    /// The same values, going on after the last by a rule.
    ///
    /// ```
    /// use corridor::evidence::Estimate;
    /// use corridor::projection::{Rule, Steps};
    /// use corridor::quantity::{GrowthRate, Mass, Rate};
    ///
    /// let track: Rate<Mass> = "6 Mt/yr".parse()?;
    /// let growing = Rule::continuous(GrowthRate::percent_per_year(2.0));
    /// let steps = Steps::constant(Estimate::sure(track)).with_rule(growing);
    /// assert_eq!(steps.numbers().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_rule(self, rule: Rule) -> Self {
        Self { rule, ..self }
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
        self.given.numbers().len() == 1 && self.rule == Rule::Hold
    }

    /// The unit of its levels: a rate where volumes are given; `None` if no value is given.
    pub fn unit(&self) -> Option<Unit> {
        self.given.unit()
    }

    /// All its numbers, each with its name: those given in order of time, then the rule's.
    ///
    /// The order is the one in which [`FlatSteps`](super::FlatSteps) take their inputs.
    pub fn numbers(&self) -> Vec<(Part, &Number)> {
        let mut numbers = self.given.numbers();
        numbers.extend(self.rule.numbers());
        numbers
    }

    /// The values that are given, in order of time, without the rule's numbers.
    pub fn values(&self) -> impl Iterator<Item = &Number> {
        self.given.numbers().into_iter().map(|(_, number)| number)
    }

    /// Everything that is wrong with them: no value, values of different units, two that begin on one day.
    pub fn faults(&self) -> Vec<ProjectionError> {
        let mut faults = self.given.faults();
        let same_day = |pair: &&[(Period, Number)]| pair[0].0.first_day() == pair[1].0.first_day();
        faults.extend(self.points().windows(2).find(same_day).map(|pair| ProjectionError::Overlap {
            first: pair[0].0.to_string(),
            second: pair[1].0.to_string(),
        }));
        if let Some((period, number)) = self.given.last() {
            faults.extend(self.rule.faults(period, number));
        }
        let driver = self.rule.driver();
        let fitted = matches!(self.rule, Rule::Fitted { .. });
        faults.extend(fitted.then_some(ProjectionError::StepsFitted));
        faults.extend(driver.map(|driver| ProjectionError::StepsFollow { to: driver.to_string() }));
        faults
    }

    /// The faults that only show on a horizon, where one value at all times becomes its first year's.
    pub(super) fn late_faults(&self, points: &[Point]) -> Vec<ProjectionError> {
        match (&self.given, points.first()) {
            (Given::Always(number), Some(point)) => self.rule.faults(Some(point.period), number),
            _ => Vec::new(),
        }
    }

    pub(super) fn given(&self) -> &Given {
        &self.given
    }
}
