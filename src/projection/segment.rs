//! Stretches of days over which a level is held, runs from one point to the next, or is left to a rule.

use super::given::Point;
use super::timeline::time_of;
use crate::calendar::{Date, Horizon, Period};

/// What the level does over a stretch; numbers are places among the points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// It is that of a point.
    Held(usize),
    /// It goes straight from a point to the next.
    Between(usize),
    /// It is left to the rule.
    After,
}

/// A stretch that begins where the one before it ends; the first has no beginning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Segment {
    pub(super) end: Date,
    pub(super) kind: Kind,
}

/// Each point over its own period, straight lines between, the first backwards, the rule after the last; so many first
/// points are steps, which hold until the next begins.
pub(super) fn of_course(points: &[Point], steps: usize) -> Vec<Segment> {
    let mut segments = of_steps(&points[..=steps]);
    segments.pop();
    for (index, point) in points.iter().enumerate().skip(steps) {
        let begin = point.period.first_day();
        if index > steps && points[index - 1].period.span().end() < begin {
            segments.push(Segment { end: begin, kind: Kind::Between(index - 1) });
        }
        segments.push(Segment { end: point.period.span().end(), kind: Kind::Held(index) });
    }
    segments.push(Segment { end: Date::MAX, kind: Kind::After });
    segments
}

/// Each point until the next begins, the first backwards, the last for ever.
pub(super) fn of_steps(points: &[Point]) -> Vec<Segment> {
    let ends = points.iter().skip(1).map(|point| point.period.first_day()).chain([Date::MAX]);
    ends.enumerate().map(|(index, end)| Segment { end, kind: Kind::Held(index) }).collect()
}

/// The part of a period that is left to the rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Remainder {
    /// Its days over those of the period.
    pub(super) share: f64,
    /// Its middle, in years.
    pub(super) time: f64,
}

/// The level of each period of a horizon as a weighted sum of inputs: compressed rows, ready for the hot loop.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Rows {
    /// Where each row ends in `inputs` and `weights`.
    ends: Vec<usize>,
    inputs: Vec<usize>,
    weights: Vec<f64>,
    /// The row from which on all are alike: that of a value which holds to the end.
    settled: usize,
    /// What the rule has of the last row's period, if not all.
    pub(super) remainder: Option<Remainder>,
}

impl Rows {
    /// A row for each period up to the first that is wholly left to the rule.
    pub(super) fn new(segments: &[Segment], points: &[Point], horizon: Horizon) -> Self {
        let periods = horizon.len();
        let mut rows = Self {
            ends: Vec::with_capacity(periods),
            inputs: Vec::with_capacity(periods),
            weights: Vec::with_capacity(periods),
            settled: 0,
            remainder: None,
        };
        for period in horizon.periods() {
            let remainder = rows.push(segments, points, period);
            if remainder.is_some_and(|remainder| remainder.share >= 1.0) {
                break;
            }
            rows.ends.push(rows.inputs.len());
            rows.remainder = remainder;
        }
        rows.settled = rows.first_alike();
        rows
    }

    /// The first row that all after it are like.
    fn first_alike(&self) -> usize {
        let row = |place: usize| {
            let begin = place.checked_sub(1).map_or(0, |before| self.ends[before]);
            let terms = begin..self.ends[place];
            (&self.inputs[terms.clone()], &self.weights[terms])
        };
        let alike = |place: &usize| row(*place) == row(self.ends.len() - 1);
        (0..self.ends.len()).rev().take_while(alike).last().unwrap_or(0)
    }

    /// Adds a period's weights, and returns what is left to the rule.
    fn push(&mut self, segments: &[Segment], points: &[Point], period: Period) -> Option<Remainder> {
        let span = period.span();
        let mut begin = span.first_day();
        let first = segments.partition_point(|segment| segment.end <= begin);
        for segment in &segments[first..] {
            let end = segment.end.min(span.end());
            let share = f64::from(begin.days_until(end)) / f64::from(span.days());
            let time = || f64::midpoint(time_of(begin), time_of(end));
            match segment.kind {
                Kind::Held(point) => self.weigh(points[point], share),
                Kind::Between(point) => self.weigh_between(&points[point..], share, time()),
                Kind::After => return Some(Remainder { share, time: time() }),
            }
            begin = end;
            if begin >= span.end() {
                break;
            }
        }
        None
    }

    fn weigh(&mut self, point: Point, weight: f64) {
        self.inputs.push(point.input);
        self.weights.push(weight * point.scale);
    }

    fn weigh_between(&mut self, points: &[Point], share: f64, time: f64) {
        let way = way_between(points, time);
        self.weigh(points[0], share * (1.0 - way));
        self.weigh(points[1], share * way);
    }

    /// How many periods have a row.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// By row, its inputs and their weights.
    pub(super) fn terms(&self) -> impl Iterator<Item = impl Iterator<Item = (usize, f64)>> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, end)| {
            self.inputs[begin..*end].iter().copied().zip(self.weights[begin..*end].iter().copied())
        })
    }

    /// The weighted sums, into as many of `out` as there are rows.
    pub(super) fn fill(&self, inputs: &[f64], out: &mut [f64]) {
        let (mut begin, mut sum) = (0, 0.0);
        for (place, (level, end)) in out.iter_mut().zip(&self.ends).enumerate() {
            if place <= self.settled {
                let row = self.inputs[begin..*end].iter().zip(&self.weights[begin..*end]);
                sum = row.map(|(input, weight)| inputs[*input] * weight).sum();
                begin = *end;
            }
            *level = sum;
        }
    }
}

/// How far `time` is from the middle of the first of two points to that of the second: 0 to 1.
pub(super) fn way_between(points: &[Point], time: f64) -> f64 {
    let (from, to) = (points[0].period.midpoint(), points[1].period.midpoint());
    (time - from) / (to - from)
}
