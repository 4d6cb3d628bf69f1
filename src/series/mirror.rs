use super::values::same_unit;
use super::{Definition, Series, SeriesError};
use crate::calendar::{Horizon, Period};
use crate::quantity::{Quantity, Share};

/// How much each of two reporters counts.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
#[doc(alias = "reliability")]
pub enum Reliability {
    /// Both alike.
    Equal,
    /// The first counts so much, as its record with other partners says (Gehlhar 1996 measures it as the share of its
    /// trade on which it agrees with its partners).
    Given(Share),
    /// By the irregularity of each: what both see is trade, what one sees alone is error. With *a* and *b* the yearly
    /// changes of the logarithms, σₐ² = (var a − cov(a, b)) / 2 (Grubbs 1948), and weights are as 1 / σ², each held within 10 and 90 %.
    Precision,
}

/// Two reporters' series made one.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::quantity::Money;
/// use corridor::series::{Definition, Reliability, Series, reconcile};
///
/// // Trade of Azerbaijan and Kazakhstan in 2022 and 2023, as each side counts it (in millions of dollars).
/// let years = Horizon::years(2022, 2023)?;
/// let series = |reporter, values: [f64; 2]| {
///     let values = values.map(|value| Money::usd(value * 1e6)).to_vec();
///     Series::new(years, values, Definition::new("trade turnover", reporter))
/// };
/// let both = reconcile(&series("AZ", [590.0, 313.0])?, &series("KZ", [460.0, 529.4])?, Reliability::Equal)?;
/// assert!((both.series.values()[1].amount() / 407.1e6 - 1.0).abs() < 1e-3);
/// assert!((both.errors[1] - 0.263).abs() < 1e-3);
/// assert_eq!(both.series.definition().reporter, "AZ and KZ");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "mirror statistics")]
pub struct Reconciled<Q> {
    /// The weighted geometric mean of both, over all periods that either has.
    pub series: Series<Q>,
    /// The disagreement, kept: the standard deviation of each period's value as a share of it.
    pub errors: Vec<f64>,
    /// How much the first reporter counts.
    pub weight: Share,
    /// The geometric mean of the first over the second: what one side counts that the other does not, the cost of freight and insurance in
    /// imports among it.
    pub ratio: f64,
    /// The standard deviation of the logarithm of that ratio from period to period; 0 with one period in common.
    pub scatter: f64,
}

/// Weights by precision stay within these.
const WEIGHTS: (f64, f64) = (0.1, 0.9);
/// Changes that an estimate of precision needs.
const CHANGES: usize = 3;

/// Makes one series of two that report the same.
///
/// In a period that both have, the value is aʷ b¹⁻ʷ, and its error √(w (1 − w)) |ln (a / b)|: half the gap between them
/// for equal weights. In a period that one alone has, its value is moved by the mean ratio of the two, and its error
/// is that of the mean of such a period: the mean gap, with its scatter.
///
/// # Errors
/// [`SeriesError::UnitMismatch`], [`SeriesError::HorizonMismatch`] for series without a period in common,
/// [`SeriesError::NotPositive`], and [`SeriesError::TooShort`] for [`Reliability::Precision`] with fewer than four
/// periods in common.
///
/// References: F. E. Grubbs (1948), *On estimating precision of measuring instruments and product variability*, Journal of
/// the American Statistical Association 43, 243–264; M. Gehlhar (1996), *Reconciling bilateral trade data for use in
/// GTAP*, GTAP Technical Paper 10; G. Gaulier and S. Zignago (2010), *BACI: international trade database at the
/// product level*, CEPII.
pub fn reconcile<Q: Quantity>(
    one: &Series<Q>,
    other: &Series<Q>,
    reliability: Reliability,
) -> Result<Reconciled<Q>, SeriesError> {
    same_unit(one.unit(), other.unit())?;
    let points =
        |series: &Series<Q>| series.iter().map(|(period, value)| (period, value.base())).collect::<Vec<_>>();
    let joined = reconcile_points(&points(one), &points(other), reliability)?;
    let values = joined.points.iter().map(|point| point.value);
    let series = Series::from_bases(union(one, other)?, values, one.unit(), together(one, other))?;
    let errors = joined.points.iter().map(|point| point.error).collect();
    Ok(Reconciled { series, errors, weight: joined.weight, ratio: joined.ratio, scatter: joined.scatter })
}

/// What two reporters' values come to, gaps and all.
#[derive(Debug, Clone)]
pub(crate) struct Joined {
    /// In order of time.
    pub(crate) points: Vec<JoinedPoint>,
    pub(crate) weight: Share,
    pub(crate) ratio: f64,
    pub(crate) scatter: f64,
}

/// A value of a period that one or both have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct JoinedPoint {
    pub(crate) period: Period,
    pub(crate) value: f64,
    /// The disagreement: the standard deviation of the logarithm.
    pub(crate) error: f64,
    /// What the first and the second have.
    pub(crate) given: (Option<f64>, Option<f64>),
}

/// As [`reconcile`], of values that may have gaps.
pub(crate) fn reconcile_points(
    one: &[(Period, f64)],
    other: &[(Period, f64)],
    reliability: Reliability,
) -> Result<Joined, SeriesError> {
    let common = common(one, other)?;
    let weight = weight(&common, reliability)?;
    let gaps: Vec<f64> = common.iter().map(|(_, one, other)| one - other).collect();
    let (mean, scatter) = (mean(&gaps), deviation(&gaps));
    let share = (weight * (1.0 - weight)).sqrt();
    let value = |given: (Option<f64>, Option<f64>)| match given {
        (Some(one), Some(other)) => {
            ((weight * one.ln() + (1.0 - weight) * other.ln()).exp(), share * (one / other).ln().abs())
        }
        (Some(one), None) => (one * (-(1.0 - weight) * mean).exp(), share * mean.hypot(scatter)),
        (None, Some(other)) => (other * (weight * mean).exp(), share * mean.hypot(scatter)),
        (None, None) => (0.0, 0.0),
    };
    let mut periods: Vec<Period> = one.iter().chain(other).map(|(period, _)| *period).collect();
    periods.sort_unstable();
    periods.dedup();
    let point = |period: Period| {
        let given = (of_period(one, period), of_period(other, period));
        let (value, error) = value(given);
        JoinedPoint { period, value, error, given }
    };
    let weight = Share::new(weight).unwrap_or(Share::percent(50.0));
    Ok(Joined { points: periods.into_iter().map(point).collect(), weight, ratio: mean.exp(), scatter })
}

fn of_period(points: &[(Period, f64)], period: Period) -> Option<f64> {
    points.iter().find(|(other, _)| *other == period).map(|(_, value)| *value)
}

/// Logarithms of both in the periods that both have.
fn common(one: &[(Period, f64)], other: &[(Period, f64)]) -> Result<Vec<(Period, f64, f64)>, SeriesError> {
    for (period, value) in one.iter().chain(other) {
        if *value <= 0.0 {
            return Err(SeriesError::NotPositive { period: period.to_string(), value: *value });
        }
    }
    let both =
        one.iter().filter_map(|(period, value)| Some((*period, value.ln(), of_period(other, *period)?.ln())));
    let both: Vec<(Period, f64, f64)> = both.collect();
    let (left, right) = (spanned(one), spanned(other));
    if both.is_empty() { Err(SeriesError::HorizonMismatch { left, right }) } else { Ok(both) }
}

/// The first and the last period.
fn spanned(points: &[(Period, f64)]) -> String {
    let ends = points.first().zip(points.last());
    ends.map_or_else(String::new, |((first, _), (last, _))| format!("{first} to {last}"))
}

/// The periods from the earlier first to the later last; the two overlap.
fn union<Q: Quantity>(one: &Series<Q>, other: &Series<Q>) -> Result<Horizon, SeriesError> {
    let first = one.horizon().first().min(other.horizon().first());
    let last = one.horizon().last().max(other.horizon().last());
    Horizon::new(first, last).map_err(|_| SeriesError::Empty)
}

fn weight(logs: &[(Period, f64, f64)], reliability: Reliability) -> Result<f64, SeriesError> {
    match reliability {
        Reliability::Equal => Ok(0.5),
        Reliability::Given(share) => Ok(share.base()),
        Reliability::Precision => precision(logs),
    }
}

/// The weight of the first by Grubbs's two variances, of the changes between periods that follow each other.
fn precision(logs: &[(Period, f64, f64)]) -> Result<f64, SeriesError> {
    let pairs = logs.windows(2).filter(|pair| pair[0].0.plus(1) == pair[1].0);
    let changes: Vec<(f64, f64)> = pairs.map(|pair| (pair[1].1 - pair[0].1, pair[1].2 - pair[0].2)).collect();
    if changes.len() < CHANGES {
        return Err(SeriesError::TooShort { given: changes.len() + 1, needed: CHANGES + 1 });
    }
    let changes = changes.into_iter();
    let (one, other): (Vec<f64>, Vec<f64>) = changes.unzip();
    let (mean_one, mean_other) = (mean(&one), mean(&other));
    let together: f64 = one.iter().zip(&other).map(|(a, b)| (a - mean_one) * (b - mean_other)).sum();
    let alone = |values: &[f64], mean: f64| {
        (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() - together).max(0.0)
    };
    let (own, others) = (alone(&one, mean_one), alone(&other, mean_other));
    let weight = if own + others > 0.0 { others / (own + others) } else { 0.5 };
    Ok(weight.clamp(WEIGHTS.0, WEIGHTS.1))
}

/// The scope of the first, reported by both.
fn together<Q: Quantity>(one: &Series<Q>, other: &Series<Q>) -> Definition {
    let (one, other) = (one.definition(), other.definition());
    Definition::new(&one.scope, &format!("{} and {}", one.reporter, other.reporter))
}

pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The standard deviation; 0 of a single value.
pub(super) fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    if values.len() < 2 { 0.0 } else { (squares / (values.len() - 1) as f64).sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Mass;

    fn series(first: i32, reporter: &str, values: &[f64]) -> Series<Mass> {
        let last = first + i32::try_from(values.len()).unwrap() - 1;
        let values = values.iter().map(|value| Mass::tonnes(*value)).collect();
        Series::new(Horizon::years(first, last).unwrap(), values, Definition::new("trade", reporter)).unwrap()
    }

    /// Reporters that agree leave nothing open; a steady ratio is carried to the years that one alone has.
    #[test]
    fn a_steady_ratio_is_carried_on() {
        let one = series(2018, "A", &[100.0, 200.0, 400.0]);
        let other = series(2019, "B", &[100.0, 200.0, 300.0]);
        let both = reconcile(&one, &other, Reliability::Equal).unwrap();
        let root = 2.0_f64.sqrt();
        for (value, wanted) in
            both.series.values().iter().zip([100.0 / root, 200.0 / root, 400.0 / root, 300.0 * root])
        {
            assert!((value.base() / wanted - 1.0).abs() < 1e-12);
        }
        assert!((both.ratio - 2.0).abs() < 1e-12 && both.scatter < 1e-12);
        assert!(both.errors.iter().all(|error| (error - 2.0_f64.ln() / 2.0).abs() < 1e-12));
        let same = reconcile(&one, &one, Reliability::Precision).unwrap_err();
        assert_eq!(same, SeriesError::TooShort { given: 3, needed: 4 });
    }

    /// The reporter with the errors counts least: what both see is the trade.
    #[test]
    fn the_steadier_reporter_counts_more() {
        let truth: Vec<f64> =
            (0..12).map(|year| 100.0 * 1.1_f64.powi(year) * if year % 5 == 0 { 1.3 } else { 1.0 }).collect();
        let noisy: Vec<f64> = truth
            .iter()
            .zip(0..)
            .map(|(value, year)| value * if year % 2 == 0 { 1.2 } else { 0.85 })
            .collect();
        let both = reconcile(&series(2010, "A", &truth), &series(2010, "B", &noisy), Reliability::Precision)
            .unwrap();
        assert!((both.weight.base() - 0.9).abs() < 1e-12, "{}", both.weight);
        let all = reconcile(
            &series(2010, "A", &truth),
            &series(2010, "B", &noisy),
            Reliability::Given(Share::percent(100.0)),
        )
        .unwrap();
        assert!(
            all.series
                .values()
                .iter()
                .zip(&truth)
                .all(|(value, truth)| (value.base() / truth - 1.0).abs() < 1e-12)
        );
    }

    #[test]
    fn what_does_not_go_together_is_told() {
        let one = series(2018, "A", &[100.0, 200.0]);
        let apart = reconcile(&one, &series(2022, "B", &[1.0]), Reliability::Equal).unwrap_err();
        assert!(matches!(apart, SeriesError::HorizonMismatch { .. }));
        let zero = reconcile(&one, &series(2018, "B", &[0.0]), Reliability::Equal).unwrap_err();
        assert!(matches!(zero, SeriesError::NotPositive { .. }));
    }
}
