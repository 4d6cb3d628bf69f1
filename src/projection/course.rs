use super::level::{common_unit, level_unit};
use super::{Driver, Part, ProjectionError, Rule};
use crate::calendar::Period;
use crate::evidence::{Estimate, Id, Number};
use crate::quantity::{Quantity, Unit};

/// Values given for some periods, and a rule for what comes after the last of them.
///
/// Points may be of years, quarters and months, in one course too, and may begin before or after a horizon. In a
/// given period its value holds, all through; between two of them the level goes straight from the middle of one to the
/// middle of the other; before the first, the first holds; after the last, the rule takes over from the middle of
/// the last.
///
/// What comes out is always a *level per year*: a volume or an amount of money given for a period is divided by
/// the period's length in years, and callers multiply by [`Period::years`] to have the period's own volume.
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::projection::{Course, Rule};
/// use corridor::quantity::{GrowthRate, Mass};
///
/// let exported = [(Period::year(2022)?, Mass::megatonnes(30.0)), (Period::year(2023)?, Mass::megatonnes(31.0))];
/// let course = Course::of(exported, Rule::compound(GrowthRate::percent_per_year(3.0)))?;
/// assert_eq!(course.last().0, Period::year(2023)?);
/// assert!(Course::of::<Mass, Mass>([], Rule::Hold).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "trajectory")]
pub struct Course {
    /// At least one, in order of time, none overlapping.
    points: Vec<(Period, Number)>,
    rule: Rule,
}

impl Course {
    /// Points in any order, and the rule after the last.
    ///
    /// A number that stands for every year alike is one point of a whole year: as a point of a month, a volume
    /// would be that month's.
    ///
    /// # Errors
    /// No points, points that overlap, numbers of different units, and a rule that cannot go on from the last point:
    /// see [`ProjectionError`].
    pub fn new(mut points: Vec<(Period, Number)>, rule: Rule) -> Result<Self, ProjectionError> {
        points.sort_by_key(|(period, _)| *period);
        check_overlap(&points)?;
        let mut rule = rule;
        if let Rule::Through { points } = &mut rule {
            points.sort_by_key(|(period, _)| *period);
            check_overlap(points)?;
        }
        let course = Self { points, rule };
        course.check()?;
        Ok(course)
    }

    /// Typed points in any order, and the rule after the last.
    ///
    /// # Errors
    /// As [`Course::new`].
    pub fn of<Q: Quantity, V: Into<Estimate<Q>>>(
        points: impl IntoIterator<Item = (Period, V)>,
        rule: Rule,
    ) -> Result<Self, ProjectionError> {
        let points = points.into_iter().map(|(period, value)| (period, value.into().into_number()));
        Self::new(points.collect(), rule)
    }

    fn check(&self) -> Result<(), ProjectionError> {
        if self.points.is_empty() {
            return Err(ProjectionError::NoPoints);
        }
        let points = self.points.iter().map(|(period, number)| (Part::Point(*period), number));
        common_unit(points, self.unit())?;
        let (period, number) = self.last();
        self.rule.check(*period, number)
    }

    /// The same points with another rule.
    ///
    /// # Errors
    /// A rule that cannot go on from the last point: see [`ProjectionError`].
    pub fn with_rule(&self, rule: Rule) -> Result<Self, ProjectionError> {
        Self::new(self.points.clone(), rule)
    }

    /// The given points, in order of time.
    pub fn points(&self) -> &[(Period, Number)] {
        &self.points
    }

    /// The last given point.
    pub fn last(&self) -> &(Period, Number) {
        &self.points[self.points.len() - 1]
    }

    /// The rule after the last point.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The series that its rule follows, if any.
    pub fn driver(&self) -> Option<&Id<Driver>> {
        self.rule.driver()
    }

    /// The unit of its levels: a rate where volumes are given; money, where money is, is money per year.
    pub fn unit(&self) -> Unit {
        level_unit(self.points[0].1.unit)
    }

    /// All its numbers, each with its name: the points in order of time, then the rule's.
    ///
    /// The order is the one in which a lowered course takes its inputs.
    pub fn numbers(&self) -> impl Iterator<Item = (Part, &Number)> {
        let points = self.points.iter().map(|(period, number)| (Part::Point(*period), number));
        points.chain(self.rule.numbers())
    }
}

/// Refuses sorted points of which two share days.
fn check_overlap(points: &[(Period, Number)]) -> Result<(), ProjectionError> {
    match points.windows(2).find(|pair| pair[0].0.span().end() > pair[1].0.first_day()) {
        None => Ok(()),
        Some(pair) => {
            Err(ProjectionError::Overlap { first: pair[0].0.to_string(), second: pair[1].0.to_string() })
        }
    }
}
