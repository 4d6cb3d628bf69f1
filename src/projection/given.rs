use super::level::{common_unit, level_unit, per_year};
use super::{Part, ProjectionError};
use crate::calendar::{Frequency, Horizon, Period};
use crate::evidence::Number;
use crate::quantity::Unit;

/// What is given: one value of every year alike, or values of some periods.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given {
    Always(Number),
    /// In order of time.
    Points(Vec<(Period, Number)>),
}

/// A given value's period, its place among the inputs, and what one unit of it is worth as a level per year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) period: Period,
    pub(super) input: usize,
    pub(super) scale: f64,
}

impl Given {
    pub(super) fn points(mut points: Vec<(Period, Number)>) -> Self {
        points.sort_by_key(|(period, _)| *period);
        Given::Points(points)
    }

    /// The unit of the levels; `None` if nothing is given.
    pub(super) fn unit(&self) -> Option<Unit> {
        self.numbers().first().map(|(_, number)| level_unit(number.unit))
    }

    pub(super) fn numbers(&self) -> Vec<(Part, &Number)> {
        match self {
            Given::Always(number) => vec![(Part::Always, number)],
            Given::Points(points) => {
                points.iter().map(|(period, number)| (Part::Point(*period), number)).collect()
            }
        }
    }

    /// The points as a horizon sees them: one value for always is that of the horizon's first year.
    pub(super) fn on(&self, horizon: Horizon) -> Vec<Point> {
        match self {
            Given::Always(_) => {
                let year = Period::containing(horizon.first().first_day(), Frequency::Year);
                vec![Point { period: year, input: 0, scale: 1.0 }]
            }
            Given::Points(points) => indexed(points, 0),
        }
    }

    /// The last value with its period, where it has one.
    pub(super) fn last(&self) -> Option<(Option<Period>, &Number)> {
        match self {
            Given::Always(number) => Some((None, number)),
            Given::Points(points) => points.last().map(|(period, number)| (Some(*period), number)),
        }
    }

    /// What is wrong with the values as such: none at all, or units that differ.
    pub(super) fn faults(&self) -> Vec<ProjectionError> {
        match self.unit() {
            None => vec![ProjectionError::NoPoints],
            Some(unit) => common_unit(self.numbers(), unit).err().into_iter().collect(),
        }
    }
}

/// Points in order of time, numbered as inputs from `first` on in the order given.
pub(super) fn indexed(points: &[(Period, Number)], first: usize) -> Vec<Point> {
    let point = |(index, (period, number)): (usize, &(Period, Number))| Point {
        period: *period,
        input: first + index,
        scale: per_year(number.unit, *period),
    };
    let mut indexed: Vec<Point> = points.iter().enumerate().map(point).collect();
    indexed.sort_by_key(|point| point.period);
    indexed
}
