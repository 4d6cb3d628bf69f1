//! What a model knows of the past, and the rules that could be fitted to it.

use super::Draft;
use crate::calendar::{Horizon, Period};
use crate::demand::{DemandVolume, Mirror, Trade, TradeMultiple, Turnover, TurnoverId};
use crate::projection::fit::{Auto, BackTest, Candidate, Choice, Method};
use crate::projection::{Course, Rule, Stated};
use crate::quantity::{Money, Quantity, Unit};
use crate::series::{Definition, Factor, Series};

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
    /// What another reporter counts of it, if the values are reconciled with that.
    pub mirror: Option<Mirror>,
    /// What a multiple that the study states comes to ("fivefold by 2030"), of a trade.
    pub multiple: Option<StatedMultiple>,
}

/// A multiple that a study states for a trade, read back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StatedMultiple {
    /// How many times the last given value; its central value.
    pub times: f64,
    /// By when.
    pub by: Period,
    /// Its rate, its doubling time and what it does to the balance.
    pub read: TradeMultiple,
    /// Whether exports and imports are known apart, so that what is read of the balance holds.
    pub has_parts: bool,
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
    let turnover = |path: &str| draft.turnovers.get(&TurnoverId::new(path.strip_prefix("turnover.")?));
    let demands = draft.demands.iter().filter_map(|(id, demand)| match &demand.volume {
        DemandVolume::Given(course) => Some((format!("demand.{id}"), course)),
        _ => None,
    });
    let all = series.chain(turnovers).chain(demands);
    let fitted = |(path, course): (String, &Course)| {
        let turnover = turnover(&path);
        let mirror = turnover.and_then(|turnover| turnover.mirror.clone());
        Some(FittedHistory { mirror, multiple: turnover.and_then(stated), ..fitted(path, course)? })
    };
    all.filter_map(fitted).collect()
}

/// The multiple by which a turnover is said to grow, read back.
fn stated(turnover: &Turnover) -> Option<StatedMultiple> {
    let Rule::Multiple { factor, by } = &turnover.values.rule else { return None };
    let (last, whole) = turnover.values.points().last()?;
    let central = |part: &Option<Course>| part.as_ref().and_then(|part| part.level_at(last.midpoint()));
    let level = turnover.values.level_at(last.midpoint())?;
    let (sent, taken) = match (central(&turnover.exports), central(&turnover.imports)) {
        (Some(sent), Some(taken)) => (sent, taken),
        (Some(sent), None) => (sent, (level - sent).max(0.0)),
        (None, Some(taken)) => ((level - taken).max(0.0), taken),
        (None, None) => (level, 0.0),
    };
    let series = |part: f64| {
        let amount = Money::from_base(level * part / (sent + taken), whole.unit)?;
        Series::new(Horizon::new(*last, *last).ok()?, vec![amount], Definition::default()).ok()
    };
    let trade = Trade::new(&series(sent)?, &series(taken)?).ok()?;
    let times = Factor::new(factor.central()).ok()?;
    let has_parts = turnover.exports.is_some() || turnover.imports.is_some();
    Some(StatedMultiple { times: times.base(), by: *by, read: trade.multiple(times, *by).ok()?, has_parts })
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
        mirror: None,
        multiple: None,
    })
}

/// A rule through dated points says nothing of the past, and a fitted one is among the candidates.
fn is_testable(rule: &Rule) -> bool {
    !matches!(rule, Rule::Through { .. } | Rule::Fitted { .. } | Rule::Elastic { .. })
}
