//! Two reporters' courses made one.

use super::Course;
use super::parts::{about, deviation, together};
use crate::calendar::Period;
use crate::evidence::{Number, Provenance};
use crate::quantity::{Share, Unit};
use crate::series::{Reliability, SeriesError, reconcile_points};

/// Two reporters' values, and what was made of them.
#[derive(Debug, Clone)]
pub(crate) struct ReconciledCourse {
    /// One course, whose numbers hold the disagreement as their spread.
    pub(crate) course: Course,
    pub(crate) weight: Share,
    pub(crate) ratio: f64,
    pub(crate) scatter: f64,
    /// In order of time.
    pub(crate) years: Vec<ReconciledYear>,
}

/// A period that one or both have, in base units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReconciledYear {
    pub(crate) period: Period,
    pub(crate) given: (Option<f64>, Option<f64>),
    pub(crate) taken: f64,
    pub(crate) error: f64,
}

impl Course {
    /// This course and that of another reporter made one by [`reconcile`](crate::series::reconcile), period by period.
    ///
    /// Each number becomes lognormal about the value taken; the disagreement and the doubt that each side has of its own
    /// are its deviation.
    pub(crate) fn reconciled(
        &self,
        other: &Self,
        [own, mirror]: [&str; 2],
        reliability: Reliability,
    ) -> Result<ReconciledCourse, SeriesError> {
        let unit = self.one_unit(other)?;
        let points = |course: &Self| {
            course.points().iter().map(|(period, number)| (*period, number.central())).collect::<Vec<_>>()
        };
        let joined = reconcile_points(&points(self), &points(other), reliability)?;
        let weight = joined.weight;
        let mut years = Vec::new();
        let mut numbers = Vec::new();
        for point in joined.points {
            let sides = Sides {
                one: number_of(self, point.period),
                other: number_of(other, point.period),
                weight,
                ratio: joined.ratio,
            };
            let error = sides.error(point.error);
            let spread = about(point.value, error).ok_or_else(|| SeriesError::OutOfRange {
                period: point.period.to_string(),
                value: point.value,
                kind: "value",
            })?;
            let provenance = sides.provenance([own, mirror]);
            numbers.push((point.period, Number { spread, unit, provenance, group: None }));
            years.push(ReconciledYear {
                period: point.period,
                given: point.given,
                taken: point.value,
                error,
            });
        }
        let mut course = Self::new(numbers, self.rule.clone());
        course.parts.clone_from(&self.parts);
        Ok(ReconciledCourse { course, weight, ratio: joined.ratio, scatter: joined.scatter, years })
    }

    /// The unit of both; an error where they differ, or where one has no points.
    fn one_unit(&self, other: &Self) -> Result<Unit, SeriesError> {
        let unit =
            |course: &Self| course.points().first().map(|(_, number)| number.unit).ok_or(SeriesError::Empty);
        let expected = unit(self)?;
        let numbers = self.points().iter().chain(other.points()).map(|(_, number)| number.unit);
        match numbers.chain([unit(other)?]).find(|given| *given != expected) {
            None => Ok(expected),
            Some(given) => {
                Err(SeriesError::UnitMismatch { expected: expected.to_string(), given: given.to_string() })
            }
        }
    }
}

fn number_of(course: &Course, period: Period) -> Option<&Number> {
    course.points().iter().find(|(other, _)| *other == period).map(|(_, number)| number)
}

/// What both sides say of a period.
struct Sides<'a> {
    one: Option<&'a Number>,
    other: Option<&'a Number>,
    weight: Share,
    ratio: f64,
}

impl Sides<'_> {
    /// The disagreement, with what doubt each side has of its own.
    fn error(&self, disagreement: f64) -> f64 {
        let weight = self.weight.base();
        match (self.one, self.other) {
            (Some(one), Some(other)) => {
                disagreement.hypot(weight * deviation(one)).hypot((1.0 - weight) * deviation(other))
            }
            (Some(alone), None) | (None, Some(alone)) => disagreement.hypot(deviation(alone)),
            (None, None) => disagreement,
        }
    }

    /// The sources of both, and how the number was made.
    fn provenance(&self, [own, mirror]: [&str; 2]) -> Provenance {
        let (weight, ratio) = (100.0 * self.weight.base(), self.ratio);
        let how = match (self.one, self.other) {
            (Some(one), Some(other)) => {
                format!("{} by {own} (weight {weight:.0} %), {} by {mirror}", short(one), short(other))
            }
            (Some(one), None) => {
                format!("{} by {own} alone, which counts {ratio:.2} of {mirror}", short(one))
            }
            (None, Some(other)) => {
                format!("{} by {mirror} alone, of which {own} counts {ratio:.2}", short(other))
            }
            (None, None) => String::new(),
        };
        let both: Vec<&Provenance> =
            self.one.iter().chain(&self.other).map(|number| &number.provenance).collect();
        together(&both, &how)
    }
}

/// A number's central value in its usual unit.
fn short(number: &Number) -> String {
    Number::fixed(number.central(), number.unit).map_or_else(|_| String::new(), |number| number.to_string())
}
