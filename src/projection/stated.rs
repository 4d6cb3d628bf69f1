use super::fit::{FitError, Fitted, History, Method, Outlook};
use super::level::per_year;
use super::{Course, FlatCourse, Rule};
use crate::calendar::{Horizon, Period};
use crate::evidence::Number;
use crate::quantity::Unit;

/// A rule that somebody states, as a method: to be tested on the past beside those that are fitted.
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::projection::fit::{BackTest, History};
/// use corridor::projection::{Rule, Stated};
/// use corridor::quantity::{GrowthRate, Mass};
///
/// let stated = Stated::new(Rule::compound(GrowthRate::percent_per_year(10.0)), Period::year(2018)?, Mass::ZERO);
/// let grew = History::new(&[100.0, 110.0, 121.0, 133.1])?;
/// assert!(BackTest::run(&stated, &grew, 1).mean_error().unwrap() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Stated {
    rule: Rule,
    first: Period,
    unit: Unit,
}

/// How many periods ahead a stated rule is carried.
const LONGEST: i32 = 24;

/// Levels of the periods after a history.
#[derive(Debug)]
struct Levels(Vec<f64>);

impl Outlook for Levels {
    fn level(&self, ahead: usize) -> f64 {
        self.0[ahead.clamp(1, self.0.len()) - 1]
    }
}

impl Stated {
    /// A rule for histories that begin in a period and are in the unit of `like`, whose value does not matter.
    pub fn new<Q: crate::quantity::Quantity>(rule: Rule, first: Period, like: Q) -> Self {
        Self::of_unit(rule, first, like.unit())
    }

    /// The rule of a course, for what its rule would be fitted to.
    pub fn of(course: &Course) -> Option<Self> {
        let (first, number) = course.fitted_points().first()?;
        Some(Self::of_unit(course.rule.clone(), *first, number.unit))
    }

    fn of_unit(rule: Rule, first: Period, unit: Unit) -> Self {
        Self { rule, first, unit }
    }

    /// The levels after a history; none where the rule cannot go on from it.
    fn levels(&self, history: &History) -> Option<Vec<f64>> {
        let period = |place: usize| i32::try_from(place).ok().map(|place| self.first.plus(place));
        let points = history
            .values()
            .iter()
            .enumerate()
            .map(|(place, value)| Some((period(place)?, Number::fixed(*value, self.unit).ok()?)));
        let course = Course::new(points.collect::<Option<Vec<_>>>()?, self.rule.clone());
        let next = period(history.len())?;
        let horizon = Horizon::new(next, next.plus(LONGEST - 1)).ok()?;
        let flat = FlatCourse::new(&course, horizon).ok().filter(|flat| !flat.is_elastic())?;
        let inputs: Vec<f64> = course.numbers().iter().map(|(_, number)| number.central()).collect();
        let mut levels = vec![0.0; horizon.len()];
        flat.fill(&inputs, None, &mut levels);
        let amounts =
            horizon.periods().zip(levels).map(|(period, level)| level / per_year(self.unit, period));
        Some(amounts.collect())
    }
}

impl Method for Stated {
    fn word(&self) -> &'static str {
        "stated"
    }

    fn parameters(&self) -> usize {
        0
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        let why = "the stated rule cannot go on from them";
        let none = FitError::NotFound { method: self.word(), why };
        let levels = self.levels(history).ok_or(none)?;
        Ok(Fitted::new(self.word(), Vec::new(), history, history.values().to_vec(), Levels(levels)))
    }
}
