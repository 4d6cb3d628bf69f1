use super::fan::Fan;
use super::given::{Point, indexed};
use super::segment::{self, Kind, Rows, Segment, way_between};
use super::timeline::time_of;
use super::{Course, Curve, Origin, ProjectionError, Rule, Steps, Timeline};
use crate::calendar::{Horizon, Period};

/// What an elastic course follows: its driver's levels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lead<'a> {
    /// The driver's level in the middle of the follower's last given period.
    pub at_origin: f64,
    /// The driver's level in every period of the horizon.
    pub levels: &'a [f64],
}

/// A course lowered onto a horizon: levels of all periods from a slice of drawn inputs, without allocation.
///
/// Inputs are in base units and in the order of [`Course::numbers`]; levels are per year.
///
/// ```
/// use corridor::calendar::{Horizon, Period};
/// use corridor::projection::{Course, FlatCourse, Rule};
/// use corridor::quantity::{GrowthRate, Mass};
///
/// let start = (Period::year(2022)?, Mass::tonnes(100.0));
/// let course = Course::of([start], Rule::compound(GrowthRate::percent_per_year(10.0)));
/// let flat = FlatCourse::new(&course, Horizon::years(2022, 2024)?)?;
/// let mut levels = [0.0; 3];
/// flat.fill(&[100.0, 0.1], None, &mut levels);
/// assert!((levels[2] - 121.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FlatCourse {
    pub(super) rows: Rows,
    pub(super) timeline: Timeline,
    segments: Vec<Segment>,
    /// The given points and those that a rule goes through, in order of time; at least one.
    points: Vec<Point>,
    pub(super) tail: Tail,
    /// What a fitted rule says of the periods after the last point.
    fan: Option<Fan>,
    /// Where the rule's parameters begin among the inputs.
    pub(super) parameters: usize,
    inputs: usize,
}

/// A rule without its numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tail {
    Hold,
    Compound,
    Continuous,
    Linear,
    Multiple { by: f64, held_from: f64 },
    Logistic { midpoint: Option<f64> },
    Gompertz { midpoint: Option<f64> },
    Elastic,
    Fitted,
}

impl Tail {
    fn of(rule: &Rule) -> Self {
        match rule {
            Rule::Hold | Rule::Through { .. } => Tail::Hold,
            Rule::Compound { .. } => Tail::Compound,
            Rule::Continuous { .. } => Tail::Continuous,
            Rule::Linear { .. } => Tail::Linear,
            Rule::Multiple { by, .. } => {
                Tail::Multiple { by: by.midpoint(), held_from: time_of(by.first_day()) }
            }
            Rule::Logistic { midpoint, .. } => Tail::Logistic { midpoint: midpoint.map(Period::midpoint) },
            Rule::Gompertz { midpoint, .. } => Tail::Gompertz { midpoint: midpoint.map(Period::midpoint) },
            Rule::Elastic { .. } => Tail::Elastic,
            Rule::Fitted { .. } => Tail::Fitted,
        }
    }

    /// The curve of the parameters, in the order of [`Rule::numbers`]. An elastic rule has none of its own.
    fn curve(self, parameters: &[f64]) -> Curve {
        match self {
            Tail::Hold | Tail::Elastic | Tail::Fitted => Curve::Hold,
            Tail::Compound => Curve::Compound { rate: parameters[0] },
            Tail::Continuous => Curve::Continuous { rate: parameters[0] },
            Tail::Linear => Curve::Linear { per_year: parameters[0] },
            Tail::Multiple { by, held_from } => Curve::Multiple { factor: parameters[0], by, held_from },
            Tail::Logistic { midpoint } => {
                Curve::Logistic { ceiling: parameters[0], rate: parameters[1], midpoint }
            }
            Tail::Gompertz { midpoint } => {
                Curve::Gompertz { ceiling: parameters[0], rate: parameters[1], midpoint }
            }
        }
    }
}

impl FlatCourse {
    /// Lowers a course onto a horizon.
    ///
    /// # Errors
    /// The first fault of the course; see [`Course::faults`].
    pub fn new(course: &Course, horizon: Horizon) -> Result<Self, ProjectionError> {
        let points = course.given().on(horizon);
        course.faults().into_iter().chain(course.late_faults(&points)).next().map_or(Ok(()), Err)?;
        let lowered = Self::lowered(points, 0, &course.rule, horizon);
        let Rule::Fitted { method, .. } = &course.rule else { return Ok(lowered) };
        Ok(Self { fan: Fan::new(course.points(), *method, horizon)?, ..lowered })
    }

    /// Given points, of which so many first ones are steps that each hold until the next, and a rule.
    fn lowered(mut points: Vec<Point>, steps: usize, rule: &Rule, horizon: Horizon) -> Self {
        let parameters = points.len();
        if let Rule::Through { points: through } = rule {
            points.extend(indexed(through, parameters));
        }
        let segments = segment::of_course(&points, steps);
        let rows = Rows::new(&segments, &points, horizon);
        let inputs = parameters + rule.numbers().len();
        Self {
            rows,
            timeline: Timeline::of(horizon),
            segments,
            points,
            tail: Tail::of(rule),
            fan: None,
            parameters,
            inputs,
        }
    }

    /// How many inputs it takes.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Whether it follows a driver, and so needs a [`Lead`].
    pub fn is_elastic(&self) -> bool {
        self.tail == Tail::Elastic
    }

    /// The middle of the last given period, in years since year 0: where the rule sets in.
    pub fn origin_time(&self) -> f64 {
        self.last_point().period.midpoint()
    }

    pub(super) fn last_point(&self) -> Point {
        self.points[self.points.len() - 1]
    }

    fn origin(&self, inputs: &[f64]) -> Origin {
        let last = self.last_point();
        Origin { time: last.period.midpoint(), value: inputs[last.input] * last.scale }
    }

    /// The level per year of each period of the horizon. An elastic course without a lead holds its last value.
    ///
    /// # Panics
    /// If `inputs` has fewer numbers than [`FlatCourse::inputs`], or `out` or a lead's levels have fewer than the
    /// horizon has periods.
    pub fn fill(&self, inputs: &[f64], lead: Option<Lead<'_>>, out: &mut [f64]) {
        let out = &mut out[..self.timeline.len()];
        let origin = self.origin(inputs);
        let (given, after) = out.split_at_mut(self.rows.len());
        self.rows.fill(inputs, given);
        match lead {
            Some(lead) if self.is_elastic() => {
                let follower = Follower { origin, elasticity: inputs[self.parameters], lead };
                follower.fill(self.rows.len(), after);
                self.add_remainder(given, |_| follower.at(self.rows.len() - 1));
            }
            _ => self.fill_after(inputs, given, after),
        }
    }

    /// What comes after the given points, where it follows no driver.
    fn fill_after(&self, inputs: &[f64], given: &mut [f64], after: &mut [f64]) {
        let (origin, parameters, first) = (self.origin(inputs), &inputs[self.parameters..], self.rows.len());
        if let Some(fan) = &self.fan {
            fan.fill(origin.value, parameters, |index| self.timeline.time(index), first, after);
            self.add_remainder(given, |time| fan.at(origin.value, parameters, time));
            return;
        }
        let curve = self.tail.curve(parameters);
        curve.fill(origin, self.timeline, first, after);
        self.add_remainder(given, |time| curve.at(origin, time));
    }

    /// Adds what the rule has of the last period with given days.
    fn add_remainder(&self, given: &mut [f64], level_at: impl Fn(f64) -> f64) {
        if let (Some(remainder), Some(level)) = (self.rows.remainder, given.last_mut()) {
            *level += remainder.share * level_at(remainder.time);
        }
    }

    /// The level per year at a time in years since year 0; `None` where it is left to a driver.
    pub fn level_at(&self, inputs: &[f64], time: f64) -> Option<f64> {
        let place = self.segments.partition_point(|segment| time_of(segment.end) <= time);
        let level = |point: Point| inputs[point.input] * point.scale;
        match self.segments.get(place).map_or(Kind::After, |segment| segment.kind) {
            Kind::Held(point) => Some(level(self.points[point])),
            Kind::Between(point) => {
                let way = way_between(&self.points[point..], time);
                Some(level(self.points[point]) * (1.0 - way) + level(self.points[point + 1]) * way)
            }
            Kind::After if self.is_elastic() => None,
            Kind::After => Some(self.after(inputs, time)),
        }
    }

    /// The level at a time after the last given point, where it follows no driver.
    fn after(&self, inputs: &[f64], time: f64) -> f64 {
        let (origin, parameters) = (self.origin(inputs), &inputs[self.parameters..]);
        match &self.fan {
            Some(fan) => fan.at(origin.value, parameters, time),
            None => self.tail.curve(parameters).at(origin, time),
        }
    }

    /// What a course with its last given point at `origin_time` follows, if this is its driver.
    ///
    /// `levels` are this course's own, filled before on the same horizon. Where this course is itself left to a
    /// driver at that time, the level of the nearest period of the horizon is taken.
    pub fn lead<'a>(&self, inputs: &[f64], levels: &'a [f64], origin_time: f64) -> Lead<'a> {
        match self.level_at(inputs, origin_time) {
            Some(at_origin) => Lead { at_origin, levels },
            None => self.lead_by_levels(levels, origin_time),
        }
    }

    /// The same, where the levels do not come of this course alone: that of the nearest period is taken.
    pub(crate) fn lead_by_levels<'a>(&self, levels: &'a [f64], origin_time: f64) -> Lead<'a> {
        let index = self.timeline.count_before(origin_time - self.timeline.step() / 2.0);
        Lead { at_origin: levels[index.min(self.timeline.len() - 1)], levels }
    }
}

/// An elastic course on its way.
#[derive(Debug, Clone, Copy)]
struct Follower<'a> {
    origin: Origin,
    elasticity: f64,
    lead: Lead<'a>,
}

/// A driver's change is held within this factor both ways, so that one that vanishes or turns negative in a draw leaves
/// a level that is finite.
const LARGEST_CHANGE: f64 = 1e9;

impl Follower<'_> {
    fn at(&self, index: usize) -> f64 {
        let change = self.lead.levels[index] / self.lead.at_origin;
        let change = if change.is_nan() { 1.0 } else { change };
        self.origin.value
            * change.clamp(1.0 / LARGEST_CHANGE, LARGEST_CHANGE).powf(self.elasticity).min(LARGEST_CHANGE)
    }

    fn fill(&self, from: usize, out: &mut [f64]) {
        for (index, level) in out.iter_mut().enumerate() {
            *level = self.at(from + index);
        }
    }
}

/// Steps lowered onto a horizon: each period's mean level from a slice of drawn inputs.
///
/// Inputs are in base units and in the order of [`Steps::numbers`]; levels are per year where they are volumes.
///
/// ```
/// use corridor::calendar::{Horizon, Period};
/// use corridor::projection::{FlatSteps, Steps};
/// use corridor::quantity::{Mass, Rate};
///
/// let berths: Rate<Mass> = "6 Mt/yr".parse()?;
/// let steps = Steps::of([(Period::year(2022)?, berths), (Period::month(2026, 7)?, berths * 2.0)]);
/// let flat = FlatSteps::new(&steps, Horizon::years(2025, 2027)?)?;
/// let mut levels = [0.0; 3];
/// flat.fill(&[6e6, 12e6], &mut levels);
/// let second_half = 184.0 / 365.0;
/// assert_eq!(levels, [6e6, 6e6 * (1.0 - second_half) + 12e6 * second_half, 12e6]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FlatSteps {
    pub(super) lowered: Lowered,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Lowered {
    Held { rows: Rows, inputs: usize },
    Growing(Box<FlatCourse>),
}

impl FlatSteps {
    /// Lowers steps onto a horizon.
    ///
    /// # Errors
    /// The first fault of the steps; see [`Steps::faults`].
    pub fn new(steps: &Steps, horizon: Horizon) -> Result<Self, ProjectionError> {
        steps.faults().into_iter().next().map_or(Ok(()), Err)?;
        let points = steps.given().on(horizon);
        steps.late_faults(&points).into_iter().next().map_or(Ok(()), Err)?;
        let lowered = if steps.rule == Rule::Hold {
            let rows = Rows::new(&segment::of_steps(&points), &points, horizon);
            Lowered::Held { rows, inputs: points.len() }
        } else {
            let held = points.len() - 1;
            Lowered::Growing(Box::new(FlatCourse::lowered(points, held, &steps.rule, horizon)))
        };
        Ok(Self { lowered })
    }

    /// How many inputs they take.
    pub fn inputs(&self) -> usize {
        match &self.lowered {
            Lowered::Held { inputs, .. } => *inputs,
            Lowered::Growing(course) => course.inputs(),
        }
    }

    /// The mean level of each period of the horizon; of one that is left to a rule, the level in its middle.
    ///
    /// # Panics
    /// If `inputs` has fewer numbers than [`FlatSteps::inputs`], or `out` is shorter than the horizon.
    pub fn fill(&self, inputs: &[f64], out: &mut [f64]) {
        match &self.lowered {
            Lowered::Held { rows, .. } => rows.fill(inputs, &mut out[..rows.len()]),
            Lowered::Growing(course) => course.fill(inputs, None, out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Elasticity, GrowthRate, Mass, Rate};
    use crate::series::Factor;
    use approx::assert_relative_eq;
    use proptest::prelude::*;

    /// Sums of a year's months, each rounded.
    const SUM: f64 = 1e-12;
    /// A straight line's mean over the days of a year against its value in the middle of the year: months differ in
    /// days, by at most this part of a year's rise.
    const UNEVEN_MONTHS: f64 = 4e-3;

    /// A bent line's mean over a year against its middle: at most this part of the change of slope, reached where it
    /// breaks in the middle.
    const BENT_YEAR: f64 = 0.125;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn horizon(first: &str, last: &str) -> Horizon {
        Horizon::new(period(first), period(last)).unwrap()
    }

    fn levels(course: &Course, horizon: Horizon) -> Vec<f64> {
        let inputs: Vec<f64> = course.numbers().iter().map(|(_, number)| number.central()).collect();
        let mut levels = vec![f64::NAN; horizon.len()];
        FlatCourse::new(course, horizon).unwrap().fill(&inputs, None, &mut levels);
        levels
    }

    /// The volumes of a course's periods, added up to years.
    fn yearly(course: &Course, horizon: Horizon) -> Vec<f64> {
        let mut sums: Vec<(i32, f64)> = Vec::new();
        for (period, level) in horizon.periods().zip(levels(course, horizon)) {
            let volume = level * period.years();
            match sums.last_mut() {
                Some((year, sum)) if *year == period.calendar_year() => *sum += volume,
                _ => sums.push((period.calendar_year(), volume)),
            }
        }
        sums.into_iter().map(|(_, sum)| sum).collect()
    }

    fn points(values: &[(&str, f64)]) -> Vec<(Period, Mass)> {
        values.iter().map(|(text, megatonnes)| (period(text), Mass::new(megatonnes * 1e6).unwrap())).collect()
    }

    #[test]
    fn gaps_are_straight_and_the_first_point_holds_backwards() {
        let course = Course::of(points(&[("2022", 30.0), ("2025", 36.0)]), Rule::Hold);
        let expected = [30e6, 30e6, 30e6, 32e6, 34e6, 36e6, 36e6, 36e6];
        assert_relative_eq!(levels(&course, horizon("2020", "2027"))[..], expected, max_relative = SUM);
    }

    /// What is given for a year is what its months or quarters add up to.
    #[test]
    fn given_years_keep_their_totals_in_shorter_periods() {
        let course = Course::of(
            points(&[("2022", 30.0), ("2023", 41.0), ("2024", 12.0), ("2028", 20.0)]),
            Rule::multiple(Factor::times(5.0), period("2030")),
        );
        for (first, last) in [("2022-01", "2031-12"), ("2022-Q1", "2031-Q4")] {
            let sums = yearly(&course, horizon(first, last));
            for (year, expected) in [(0, 30e6), (1, 41e6), (2, 12e6), (6, 20e6), (8, 100e6), (9, 100e6)] {
                assert_relative_eq!(sums[year], expected, max_relative = SUM);
            }
        }
    }

    /// Months given in a year add up to the year, and what is left of it goes by the rule.
    #[test]
    fn months_of_a_part_of_a_year_leave_the_rest_to_the_rule() {
        let months: Vec<(Period, Mass)> =
            (1..=9).map(|month| (Period::month(2023, month).unwrap(), Mass::megatonnes(1.0))).collect();
        let held = levels(&Course::of(months.clone(), Rule::Hold), horizon("2023", "2024"));
        let september = 1e6 * 365.0 / 30.0;
        assert_relative_eq!(held[0], 9e6 + september * 92.0 / 365.0, max_relative = SUM);
        assert_relative_eq!(held[1], september, max_relative = SUM);
    }

    #[test]
    fn a_value_for_every_year_grows_from_the_horizons_first() {
        let rate = Rate::per_year(Mass::megatonnes(10.0));
        let course = Course::constant(crate::evidence::Estimate::sure(rate))
            .with_rule(Rule::compound(GrowthRate::percent_per_year(10.0)));
        let levels = levels(&course, horizon("2023", "2025"));
        assert_relative_eq!(levels[2], 12.1e6, max_relative = SUM);
        let too_early = course.clone().with_rule(Rule::multiple(Factor::times(2.0), period("2023")));
        assert!(too_early.faults().is_empty());
        let error = FlatCourse::new(&too_early, horizon("2023", "2025")).unwrap_err();
        assert!(matches!(error, ProjectionError::NotAfter { .. }), "{error}");
    }

    /// Points that a rule goes through may be in any order, and values may lie wholly after the horizon.
    #[test]
    fn points_may_be_anywhere_and_in_any_order() {
        let (late, early) = ((period("2028"), Mass::tonnes(80.0)), (period("2026"), Mass::tonnes(60.0)));
        let course = Course::of([(period("2024"), Mass::tonnes(20.0))], Rule::through([late, early]));
        let expected = [20.0, 40.0, 60.0, 70.0, 80.0, 80.0];
        assert_relative_eq!(levels(&course, horizon("2024", "2029"))[..], expected, max_relative = SUM);
        assert_relative_eq!(levels(&course, horizon("2020", "2021"))[..], [20.0, 20.0], max_relative = SUM);
        assert_relative_eq!(levels(&course, horizon("2040", "2041"))[..], [80.0, 80.0], max_relative = SUM);
        let flat = FlatCourse::new(&course, horizon("2024", "2025")).unwrap();
        assert_eq!(flat.inputs(), 3);
        assert_relative_eq!(flat.level_at(&[20.0, 80.0, 60.0], 2027.5).unwrap(), 70.0, max_relative = SUM);
        assert_relative_eq!(flat.level_at(&[20.0, 80.0, 60.0], 1990.0).unwrap(), 20.0, max_relative = SUM);
    }

    /// A quarter's volume is a quarter of a level, as days go.
    #[test]
    fn volumes_of_quarters_become_levels() {
        let course = Course::of(points(&[("2023-Q1", 9.0), ("2023-Q2", 9.1)]), Rule::Hold);
        let levels = levels(&course, horizon("2023-Q1", "2023-Q3"));
        for level in levels {
            assert_relative_eq!(level, 36.5e6, max_relative = SUM);
        }
    }

    #[test]
    fn elasticity_follows_the_driver() {
        let driver = Course::of(
            points(&[("2022", 1.0), ("2023", 2.0)]),
            Rule::compound(GrowthRate::percent_per_year(50.0)),
        );
        let follower = Course::of(points(&[("2022", 10.0)]), Rule::elastic("gdp", Elasticity::of(2.0)));
        let years = horizon("2022", "2024");
        let (driver_flat, flat) =
            (FlatCourse::new(&driver, years).unwrap(), FlatCourse::new(&follower, years).unwrap());
        let driver_levels = levels(&driver, years);
        let lead = driver_flat.lead(&[1e6, 2e6, 0.5], &driver_levels, flat.origin_time());
        assert_relative_eq!(lead.at_origin, 1e6);
        let mut out = [0.0; 3];
        flat.fill(&[10e6, 2.0], Some(lead), &mut out);
        assert_relative_eq!(out[..], [10e6, 40e6, 90e6], max_relative = SUM);
        flat.fill(&[10e6, 2.0], Some(Lead { at_origin: 0.0, levels: &[1.0, 0.0, -1.0] }), &mut out);
        assert!(out.iter().all(|level| level.is_finite()));
    }

    fn rules() -> impl Strategy<Value = Rule> {
        prop_oneof![
            Just(Rule::Hold),
            (-20.0..20.0).prop_map(|percent| Rule::compound(GrowthRate::percent_per_year(percent))),
            (-20.0..20.0).prop_map(|percent| Rule::continuous(GrowthRate::percent_per_year(percent))),
            (-1e5..1e6).prop_map(|per_year| Rule::linear(Rate::per_year(Mass::tonnes(per_year)))),
            (0.2..8.0, 2026..2040)
                .prop_map(|(times, by)| Rule::multiple(Factor::times(times), Period::year(by).unwrap())),
            (2025..2040, 1e6..1e8).prop_map(|(year, tonnes)| Rule::through([(
                Period::year(year).unwrap(),
                Mass::tonnes(tonnes)
            )])),
            (1e8..1e9, 1.0..50.0, prop::option::of(2000..2060)).prop_map(|(ceiling, percent, midpoint)| {
                let midpoint = midpoint.map(|year| Period::year(year).unwrap());
                Rule::logistic(Mass::tonnes(ceiling), GrowthRate::percent_per_year(percent), midpoint)
            }),
            (1e8..1e9, 1.0..50.0, prop::option::of(2000..2060)).prop_map(|(ceiling, percent, midpoint)| {
                let midpoint = midpoint.map(|year| Period::year(year).unwrap());
                Rule::gompertz(Mass::tonnes(ceiling), GrowthRate::percent_per_year(percent), midpoint)
            }),
        ]
    }

    proptest! {
        /// What is given comes out, whatever the rule; and a multiple is met in the year it is promised for.
        #[test]
        fn given_points_come_out(rule in rules(), first in 1e6..1e8f64, last in 1e6..1e8f64) {
            let given = [(period("2020"), Mass::tonnes(first)), (period("2024"), Mass::tonnes(last))];
            let course = Course::of(given, rule.clone());
            let levels = levels(&course, horizon("2019", "2045"));
            prop_assert_eq!((levels[0], levels[1], levels[5]), (first, first, last));
            if let Rule::Multiple { factor, by } = rule {
                let met = horizon("2019", "2045").index_of(by).unwrap();
                assert_relative_eq!(levels[met], factor.central() * last, max_relative = SUM);
                assert_relative_eq!(levels[26], factor.central() * last, max_relative = SUM);
            }
        }

        /// Years and months tell one story: a year's months add up to the year, exactly where values are given, held or
        /// met, and as nearly as a straight line does elsewhere.
        #[test]
        fn years_and_months_agree(rule in rules(), last in 1e6..1e8f64) {
            let course = Course::of([(period("2024"), Mass::tonnes(last))], rule);
            let by_year = levels(&course, horizon("2024", "2044"));
            let by_month = yearly(&course, horizon("2024-01", "2044-12"));
            assert_relative_eq!(by_month[0], last, max_relative = SUM);
            for (index, around) in by_year.windows(3).enumerate() {
                let rise = (around[2] - around[0]).abs() / 2.0;
                let bend = (around[2] - 2.0 * around[1] + around[0]).abs();
                let allowed = SUM * last + UNEVEN_MONTHS * rise + BENT_YEAR * bend;
                let missed = (around[1] - by_month[index + 1]).abs();
                prop_assert!(missed <= allowed, "{index}: {around:?} {}", by_month[index + 1]);
            }
        }

        /// Steps over months average to steps over years.
        #[test]
        fn steps_average_by_days(month in 1u8..=12, before in 1e5..1e7f64, after in 1e5..1e7f64) {
            let [before, after] = [before, after].map(|tonnes| Rate::<Mass>::new(tonnes).unwrap());
            let change = Period::month(2024, month).unwrap();
            let steps = Steps::of([(period("2020"), before), (change, after)]);
            let inputs = [before.base(), after.base()];
            let mut year = [0.0];
            FlatSteps::new(&steps, horizon("2024", "2024")).unwrap().fill(&inputs, &mut year);
            let mut months = [0.0; 12];
            let in_months = horizon("2024-01", "2024-12");
            FlatSteps::new(&steps, in_months).unwrap().fill(&inputs, &mut months);
            let mean: f64 = in_months.periods().zip(months).map(|(month, level)| level * month.years()).sum();
            assert_relative_eq!(year[0], mean, max_relative = SUM);
        }
    }

    /// Steps hold until the last is given, which grows from the middle of its period.
    #[test]
    fn steps_grow_after_the_last() {
        let given =
            [("2022", 4.0), ("2025", 6.0)].map(|(at, value)| (period(at), Rate::<Mass>::new(value).unwrap()));
        let growing = Steps::of(given).with_rule(Rule::continuous(GrowthRate::percent_per_year(10.0)));
        assert_eq!(growing.faults(), []);
        let flat = FlatSteps::new(&growing, horizon("2021", "2027")).unwrap();
        let mut out = [0.0; 7];
        flat.fill(&[4.0, 6.0, 0.1], &mut out);
        let expected = [4.0, 4.0, 4.0, 4.0, 6.0, 6.0 * 0.1_f64.exp(), 6.0 * 0.2_f64.exp()];
        assert_eq!(flat.inputs(), 3);
        assert_relative_eq!(out[..], expected, max_relative = SUM);

        let constant = Steps::constant(crate::evidence::Estimate::sure(given[0].1));
        let through = constant.clone().with_rule(Rule::through([(period("2023"), given[1].1)]));
        FlatSteps::new(&through, horizon("2021", "2027")).unwrap().fill(&[4.0, 6.0], &mut out);
        assert_relative_eq!(out[..4], [4.0, 5.0, 6.0, 6.0], max_relative = SUM);
        let too_early = constant.with_rule(Rule::multiple(Factor::times(2.0), period("2021")));
        let error = FlatSteps::new(&too_early, horizon("2021", "2027")).unwrap_err();
        assert!(matches!(error, ProjectionError::NotAfter { .. }), "{error}");
    }

    #[test]
    fn a_constant_step_holds_always() {
        let berths: Rate<Mass> = "6 Mt/yr".parse().unwrap();
        let flat = FlatSteps::new(
            &Steps::constant(crate::evidence::Estimate::sure(berths)),
            horizon("2022-01", "2022-12"),
        )
        .unwrap();
        let mut out = [0.0; 12];
        flat.fill(&[6e6], &mut out);
        assert_eq!((flat.inputs(), out), (1, [6e6; 12]));
    }
}
