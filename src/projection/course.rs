use super::fan;
use super::fit::History;
use super::given::{Given, Point};
use super::parts::Parts;
use super::{Driver, FlatCourse, Part, ProjectionError, Rule};
use crate::calendar::{Horizon, Period};
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
/// assert!(error.to_string().starts_with("the ceiling of `logistic` is 20 Mt/yr, but 2023 is already at 31 Mt/yr"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "trajectory")]
pub struct Course {
    given: Given,
    /// What was published of parts of years.
    pub(super) parts: Parts,
    /// How the values go on after the last given one.
    pub rule: Rule,
}

impl Course {
    /// Points in any order, and the rule after the last.
    pub fn new(points: Vec<(Period, Number)>, rule: Rule) -> Self {
        Self { given: Given::points(points), parts: Parts::default(), rule }
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
        Self { given: Given::Always(number.into()), parts: Parts::default(), rule: Rule::Hold }
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

    /// The level per year at a time in years since year 0, by central values; none if it cannot be projected or is left to
    /// a driver.
    pub(crate) fn level_at(&self, time: f64) -> Option<f64> {
        let (first, last) = (self.points().first()?.0, self.points().last()?.0);
        let horizon = Horizon::new(first, last).or_else(|_| Horizon::new(last, last));
        let flat = FlatCourse::new(self, horizon.ok()?).ok()?;
        let inputs: Vec<f64> = self.numbers().iter().map(|(_, number)| number.central()).collect();
        flat.level_at(&inputs, time)
    }

    /// All its numbers, each with its name: those given in order of time, then the rule's.
    ///
    /// The order is the one in which a [`FlatCourse`](super::FlatCourse) takes its inputs.
    pub fn numbers(&self) -> Vec<(Part, &Number)> {
        let mut numbers = self.given.numbers();
        numbers.extend(self.rule.numbers());
        numbers
    }

    /// The points that a rule would be fitted to: the last ones that follow each other without a gap.
    pub fn fitted_points(&self) -> &[(Period, Number)] {
        fan::run(self.points())
    }

    /// What a rule would be fitted to: the values of the last periods that follow each other, by their central values.
    ///
    /// Values before a gap, or of periods of another length, are left out.
    ///
    /// # Errors
    /// [`ProjectionError::NotFitted`] if no period has a value.
    pub fn history(&self) -> Result<History, ProjectionError> {
        fan::history(self.points())
    }

    /// Everything that is wrong with it, by central values; none if it can be lowered.
    pub fn faults(&self) -> Vec<ProjectionError> {
        let mut faults = self.given.faults();
        faults.extend(overlap(self.points()));
        if let Some((period, number)) = self.given.last() {
            faults.extend(self.rule.faults(period, number));
        }
        // Of points at fault otherwise nothing is fitted.
        if let (Rule::Fitted { method, .. }, true) = (&self.rule, faults.is_empty()) {
            faults.extend(fan::fault(self.points(), *method));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Containers, Elasticity, GrowthRate, Mass, Measure, Money, Rate};
    use crate::series::Factor;

    fn year(year: i32) -> Period {
        Period::year(year).unwrap()
    }

    fn growth(percent: f64) -> GrowthRate {
        GrowthRate::percent_per_year(percent)
    }

    /// The messages of a course that ends in 2023 with so many tonnes.
    fn told(tonnes: f64, rule: Rule) -> Vec<String> {
        let course = Course::of([(year(2023), Mass::tonnes(tonnes))], rule);
        course.faults().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_fault_is_told_with_a_cure() {
        let boxes = Rate::per_year(Containers::teu(5.0));
        let through = |points: &[(i32, f64)]| {
            Rule::through(points.iter().map(|(at, tonnes)| (year(*at), Mass::tonnes(*tonnes))))
        };
        for (tonnes, rule, message) in [
            (
                0.0,
                Rule::compound(growth(3.0)),
                "`compound` multiplies, but the last given value, 2023, is 0 t/yr: give a value above 0, or use `linear` or `through`",
            ),
            (
                9.0,
                Rule::Compound { rate: Number::fixed(-1.5, Unit::Growth).unwrap() },
                "`rate` of `compound` is -1.5 1/yr: give more than -100 %/yr",
            ),
            (
                9.0,
                Rule::linear(boxes),
                "growth.linear is in TEU/yr, but the values before it are in t/yr: convert it to t/yr",
            ),
            (
                9.0,
                Rule::multiple(Factor::times(0.0), year(2030)),
                "`multiple` of `multiple` is 0: give a number above 0",
            ),
            (
                9.0,
                Rule::multiple(Factor::times(5.0), year(2023)),
                "`multiple` speaks of 2023, which is not after the last given point 2023: give a later period, or leave out the points from 2023 on",
            ),
            (
                -9.0,
                Rule::multiple(Factor::times(5.0), year(2030)),
                "`multiple` multiplies, but the last given value, 2023, is -9 t/yr: give a value above 0, or use `linear` or `through`",
            ),
            (
                9.0,
                Rule::Through { points: Vec::new() },
                "`through` names no point: give at least one period with its value, or leave the rule out",
            ),
            (
                9.0,
                through(&[(2022, 5.0)]),
                "`through` speaks of 2022, which is not after the last given point 2023: give a later period, or leave out the points from 2022 on",
            ),
            (
                9.0,
                through(&[(2030, 5.0), (2030, 6.0)]),
                "2030 and 2030 overlap: give one value for the same days, or only the shorter periods",
            ),
            (
                9.0,
                Rule::through([(year(2030), boxes)]),
                "growth.through.2030 is in TEU/yr, but the values before it are in t/yr: convert it to t/yr",
            ),
            (
                9.0,
                Rule::logistic(Mass::tonnes(9.0), growth(20.0), None),
                "the ceiling of `logistic` is 9 t/yr, but 2023 is already at 9 t/yr: raise the ceiling above it, or let the rule be `hold`",
            ),
            (
                9.0,
                Rule::gompertz(Mass::tonnes(60.0), growth(-20.0), None),
                "`rate` of `gompertz` is -20 %/yr: give more than 0 %/yr",
            ),
            (
                0.0,
                Rule::gompertz(Mass::tonnes(60.0), growth(20.0), None),
                "`gompertz` multiplies, but the last given value, 2023, is 0 t/yr: give a value above 0, or use `linear` or `through`",
            ),
            (
                9.0,
                Rule::logistic(boxes, growth(20.0), None),
                "growth.logistic.ceiling is in TEU/yr, but the values before it are in t/yr: convert it to t/yr",
            ),
            (
                0.0,
                Rule::elastic("gdp", Elasticity::of(1.2)),
                "`elastic` multiplies, but the last given value, 2023, is 0 t/yr: give a value above 0, or use `linear` or `through`",
            ),
        ] {
            assert!(told(tonnes, rule.clone()).contains(&message.to_owned()), "{:?}", told(tonnes, rule));
        }
    }

    /// All faults of a course come at once.
    #[test]
    fn faults_come_together() {
        assert_eq!(told(-1.0, Rule::multiple(Factor::times(-5.0), year(2020))).len(), 3);
        assert_eq!(told(0.0, Rule::logistic(Mass::tonnes(9.0), growth(20.0), Some(year(2030)))).len(), 0);
        assert_eq!(Course::new(Vec::new(), Rule::Hold).faults(), [ProjectionError::NoPoints]);
        let overlapping = [(year(2023), Mass::ZERO), (Period::month(2023, 7).unwrap(), Mass::ZERO)];
        let faults = Course::of(overlapping, Rule::Hold).faults();
        assert!(matches!(faults[..], [ProjectionError::Overlap { .. }]));
        let currencies = ["1 USD", "1 EUR"].map(|text| text.parse::<Money>().unwrap());
        let faults =
            Course::of([(year(2022), currencies[0]), (year(2023), currencies[1])], Rule::Hold).faults();
        assert!(matches!(faults[..], [ProjectionError::UnitMismatch { .. }]));
    }

    /// Volumes and rates make one course: both are levels per year.
    #[test]
    fn a_volume_of_a_year_is_a_rate() {
        let rate = Estimate::sure(Rate::per_year(Mass::tonnes(5.0))).into_number();
        let volume = Estimate::sure(Mass::tonnes(5.0)).into_number();
        let course = Course::new(vec![(year(2023), volume), (year(2022), rate)], Rule::Hold);
        assert_eq!(course.faults(), []);
        assert_eq!(course.unit(), Some(Unit::Rate(Measure::Mass)));
        assert_eq!(course.points()[0].0, year(2022));
    }

    /// Each number has a name of its own, which says where it stands in a study.
    #[test]
    fn numbers_are_named() {
        let rule = Rule::logistic(Mass::tonnes(60.0), growth(25.0), None);
        let course = Course::of([(year(2023), Mass::tonnes(9.0)), (year(2022), Mass::tonnes(8.0))], rule);
        let names: Vec<String> = course.numbers().iter().map(|(part, _)| part.to_string()).collect();
        assert_eq!(names, ["2022", "2023", "growth.logistic.ceiling", "growth.logistic.rate"]);
        let bare = Course::constant(Estimate::sure(Mass::tonnes(9.0))).with_rule(Rule::compound(growth(3.0)));
        let names: Vec<String> = bare.numbers().iter().map(|(part, _)| part.to_string()).collect();
        assert_eq!(names, ["value", "growth.compound"]);
    }

    #[test]
    fn rules_print_their_numbers() {
        for (rule, printed) in [
            (Rule::Hold, "hold"),
            (Rule::compound(growth(25.0)), "compound: 25 %/yr"),
            (Rule::multiple(Factor::times(5.0), year(2030)), "multiple: 5 by 2030"),
            (Rule::through([(year(2030), Mass::tonnes(50.0))]), "through: 50 t in 2030"),
            (
                Rule::gompertz(Mass::tonnes(60.0), growth(25.0), Some(year(2030))),
                "gompertz: ceiling 60 t, rate 25 %/yr, midpoint 2030",
            ),
            (Rule::elastic("gdp", Elasticity::of(1.2)), "elastic: 1.2 to gdp"),
        ] {
            assert_eq!(rule.to_string(), printed);
        }
    }
}
