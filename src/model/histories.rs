//! What a model knows of the past, and the rules that could be fitted to it.

use super::Draft;
use crate::calendar::Period;
use crate::demand::DemandVolume;
use crate::projection::fit::{Auto, BackTest, Candidate, Choice, Method};
use crate::projection::{Course, Rule, Stated};
use crate::quantity::Unit;

/// Values of a study by period, with what a fit finds in them.
#[derive(Debug, Clone)]
pub struct FittedHistory {
    /// Where they stand in the study: `turnover.az-tm`.
    pub path: String,
    /// The unit of the values.
    pub unit: Unit,
    /// The first period that a rule is fitted to; those before a gap are left out.
    pub first: Period,
    /// The last of them.
    pub last: Period,
    /// How many values are left out because a gap follows them.
    pub left_out: usize,
    /// What is odd about the values as given, in words; see [`Course::findings`].
    pub findings: Vec<String>,
    /// The values fitted to, in base units.
    pub values: Vec<f64>,
    /// What the automatic choice found.
    pub choice: Choice,
    /// How the rule that the study states would have done, where it states one that can be tested.
    pub stated: Option<Candidate>,
    /// The word of the rule that the study states.
    pub rule: &'static str,
}

/// How far ahead a stated rule is tested, as the others are.
const HORIZON: usize = 6;
/// The fewest values that something is fitted to.
const FEWEST: usize = 2;

/// All values of a draft that are given for two periods or more that follow each other, in the study's order of kinds:
/// series, turnovers, demands.
///
/// ```
/// use corridor::calendar::{Horizon, Period};
/// use corridor::demand::Turnover;
/// use corridor::model::{Draft, histories};
/// use corridor::projection::{Course, Rule};
/// use corridor::quantity::{Currency, Money};
///
/// let mut draft = Draft::new("trade", Horizon::years(2020, 2030)?);
/// let values = [(2020, 100.0), (2021, 120.0), (2022, 140.0), (2023, 160.0), (2024, 180.0), (2025, 200.0)];
/// let values: Vec<(Period, Money)> = values
///     .into_iter()
///     .map(|(year, millions)| Ok((Period::year(year)?, Money::nominal(millions * 1e6, Currency::USD)?)))
///     .collect::<Result<_, Box<dyn std::error::Error>>>()?;
/// draft.add_turnover("az-kz", Turnover::new(["AZ", "KZ"], "AZ", Course::of(values, Rule::Hold)));
/// let found = histories(&draft);
/// assert_eq!((found[0].path.as_str(), found[0].choice.word()), ("turnover.az-kz", "drift"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn histories(draft: &Draft) -> Vec<FittedHistory> {
    let series = draft.observations.iter().map(|(id, series)| (format!("series.{id}"), &series.values));
    let turnovers = draft.turnovers.iter().map(|(id, turnover)| (format!("turnover.{id}"), &turnover.values));
    let demands = draft.demands.iter().filter_map(|(id, demand)| match &demand.volume {
        DemandVolume::Given(course) => Some((format!("demand.{id}"), course)),
        _ => None,
    });
    series.chain(turnovers).chain(demands).filter_map(|(path, course)| fitted(path, course)).collect()
}

fn fitted(path: String, course: &Course) -> Option<FittedHistory> {
    let points = course.fitted_points();
    let ((first, number), (last, _)) = (points.first()?, points.last()?);
    let history = course.history().ok().filter(|history| history.len() >= FEWEST)?;
    let stated = Stated::of(course).filter(|_| is_testable(&course.rule)).and_then(|stated| {
        let tested = BackTest::run(&stated, &history, HORIZON);
        let scores = tested.scores(&history);
        let fitted = stated.fit(&history).ok()?;
        Some(Candidate { word: stated.word(), fitted, tested, scores })
    });
    Some(FittedHistory {
        path,
        unit: number.unit,
        first: *first,
        last: *last,
        left_out: course.points().len() - points.len(),
        findings: course.findings(),
        values: history.values().to_vec(),
        choice: Auto.choose(&history).ok()?,
        stated,
        rule: course.rule.word(),
    })
}

/// A rule through dated points says nothing of the past, and a fitted one is among the candidates.
fn is_testable(rule: &Rule) -> bool {
    !matches!(rule, Rule::Through { .. } | Rule::Fitted { .. } | Rule::Elastic { .. })
}
