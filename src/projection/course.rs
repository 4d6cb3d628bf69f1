use super::given::{Given, Point};
use super::{Driver, Part, ProjectionError, Rule};
use crate::calendar::Period;
use crate::evidence::{Estimate, Id, Number};
use crate::quantity::{Quantity, Unit};

/// Values given for some periods, and a rule for what comes after the last of them.
///
/// Points may be of years, quarters and months, in one course too, and may begin before or after a horizon. In a
/// given period its value holds, all through; between two of them the level goes straight from the middle of one to
/// the middle of the other; before the first, the first holds; after the last, the rule takes over from the middle
/// of the last.
///
/// What comes out is always a *level per year*: a volume or an amount of money given for a period is divided by
/// the period's length in years, and callers multiply by [`Period::years`] to have the period's own volume.
///
/// A course may be built in any order and is checked by [`Course::faults`], and when it is lowered.
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::projection::{Course, Rule};
/// use corridor::quantity::{GrowthRate, Mass};
///
/// let exported = [(Period::year(2022)?, Mass::megatonnes(30.0)), (Period::year(2023)?, Mass::megatonnes(31.0))];
/// let course = Course::of(exported, Rule::compound(GrowthRate::percent_per_year(3.0)));
/// assert!(course.faults().is_empty());
///
/// let to_nowhere = Rule::logistic(Mass::megatonnes(20.0), GrowthRate::percent_per_year(25.0), None);
/// let error = &Course::of(exported, to_nowhere).faults()[0];
/// assert!(error.to_string().starts_with("the ceiling of `logistic` is 20000000, but 2023 is already at 31000000"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "trajectory")]
pub struct Course {
    given: Given,
    /// How the values go on after the last given one.
    pub rule: Rule,
}

impl Course {
    /// Points in any order, and the rule after the last.
    pub fn new(points: Vec<(Period, Number)>, rule: Rule) -> Self {
        Self { given: Given::points(points), rule }
    }

    /// Typed points in any order, and the rule after the last.
    pub fn of<Q: Quantity, V: Into<Estimate<Q>>>(
        points: impl IntoIterator<Item = (Period, V)>,
        rule: Rule,
    ) -> Self {
        let points = points.into_iter().map(|(period, value)| (period, value.into().into_number()));
        Self::new(points.collect(), rule)
    }

    /// One value, the same every year; a volume is that of a whole year.
    ///
    /// A rule set later goes on from the first calendar year of the horizon.
    pub fn constant(number: impl Into<Number>) -> Self {
        Self { given: Given::Always(number.into()), rule: Rule::Hold }
    }

    /// The same values with another rule.
    pub fn with_rule(self, rule: Rule) -> Self {
        Self { rule, ..self }
    }

    /// The given points, in order of time; none if one value holds for every year alike.
    pub fn points(&self) -> &[(Period, Number)] {
        match &self.given {
            Given::Always(_) => &[],
            Given::Points(points) => points,
        }
    }

    /// The series that its rule follows, if any.
    pub fn driver(&self) -> Option<&Id<Driver>> {
        self.rule.driver()
    }

    /// The unit of its levels: a rate where volumes are given; money, where money is, is money per year. `None`
    /// if no value is given.
    pub fn unit(&self) -> Option<Unit> {
        self.given.unit()
    }

    /// All its numbers, each with its name: those given in order of time, then the rule's.
    ///
    /// The order is the one in which a [`FlatCourse`](super::FlatCourse) takes its inputs.
    pub fn numbers(&self) -> Vec<(Part, &Number)> {
        let mut numbers = self.given.numbers();
        numbers.extend(self.rule.numbers());
        numbers
    }

    /// Everything that is wrong with it, by central values; none if it can be lowered.
    pub fn faults(&self) -> Vec<ProjectionError> {
        let mut faults = self.given.faults();
        faults.extend(overlap(self.points()));
        if let Some((period, number)) = self.given.last() {
            faults.extend(self.rule.faults(period, number));
        }
        faults
    }

    /// The faults that only show on a horizon, where a value of every year alike becomes its first year's.
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

/// The first two of some points that share days.
pub(super) fn overlap(points: &[(Period, Number)]) -> Option<ProjectionError> {
    let mut periods: Vec<Period> = points.iter().map(|(period, _)| *period).collect();
    periods.sort_unstable();
    let pair = periods.windows(2).find(|pair| pair[0].span().end() > pair[1].first_day())?;
    Some(ProjectionError::Overlap { first: pair[0].to_string(), second: pair[1].to_string() })
}
