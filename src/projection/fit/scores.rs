use super::History;

/// One forecast of one period, against what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) actual: f64,
    pub(super) level: f64,
    pub(super) crps: f64,
    /// Low and high ends of the central 80 % and 95 %.
    pub(super) ends: [(f64, f64); 2],
}

/// How good forecasts were, over all origins and distances of a back-test.
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "accuracy")]
pub struct Scores {
    /// The mean of 200 |v − f| / (|v| + |f|), in per cent, as in the M3 competition.
    pub smape: f64,
    /// The mean size of the error, in parts of the mean change from one period (or season) to the next; not
    /// defined for a history without changes, and then infinite, or 0 where there is no error either. (Hyndman and Koehler 2006.)
    pub mase: f64,
    /// The continuous ranked probability score, in base units: the mean distance between what came and what was said
    /// of it, less half the mean distance within the latter. (Gneiting and Raftery 2007.)
    pub crps: f64,
    /// The share of values within the central 80 %.
    pub coverage_80: f64,
    /// The share of values within the central 95 %.
    pub coverage_95: f64,
    /// The mean scaled interval score of the central 95 %, as in the M4 competition: width, and 40 times what lies
    /// outside, in parts of the mean change.
    pub msis: f64,
    /// How many forecasts of one period were judged.
    pub count: usize,
}

impl Scores {
    pub(super) fn of(scored: impl Iterator<Item = Scored>, history: &History) -> Option<Self> {
        let scored: Vec<Scored> = scored.collect();
        let change = mean_change(history);
        let in_changes = |error: f64| if error == 0.0 { 0.0 } else { error / change };
        let mean = |of: &dyn Fn(&Scored) -> f64| scored.iter().map(of).sum::<f64>() / scored.len() as f64;
        (!scored.is_empty()).then(|| Self {
            smape: mean(&|one| relative(one.actual, one.level)),
            mase: in_changes(mean(&|one| (one.actual - one.level).abs())),
            crps: mean(&|one| one.crps),
            coverage_80: mean(&|one| within(one.actual, one.ends[0])),
            coverage_95: mean(&|one| within(one.actual, one.ends[1])),
            msis: in_changes(mean(&|one| interval_score(one.actual, one.ends[1]))),
            count: scored.len(),
        })
    }
}

/// The mean size of the change from one season to the next, from one period to the next without a season.
fn mean_change(history: &History) -> f64 {
    let (values, lag) = (history.values(), history.season());
    let lag = if values.len() > lag { lag } else { 1 };
    let changes =
        values.iter().zip(&values[lag.min(values.len())..]).map(|(before, after)| (after - before).abs());
    changes.sum::<f64>() / (values.len() - lag).max(1) as f64
}

fn relative(actual: f64, level: f64) -> f64 {
    let size = actual.abs() + level.abs();
    if size == 0.0 { 0.0 } else { 200.0 * (actual - level).abs() / size }
}

fn within(actual: f64, (low, high): (f64, f64)) -> f64 {
    f64::from((low..=high).contains(&actual))
}

/// What a value outside costs, for the central 95 %: 2 / 0.05.
const OUTSIDE: f64 = 40.0;

fn interval_score(actual: f64, (low, high): (f64, f64)) -> f64 {
    high - low + OUTSIDE * ((low - actual).max(0.0) + (actual - high).max(0.0))
}
