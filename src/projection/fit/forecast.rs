use super::law::normal;
use super::scores::Scored;
use super::{Attempt, BackTest, ErrorLaw, FitError, Fitted, History, Method, Paths};

/// The lowest and the highest of what is to be expected in a share of cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its low end, in base units.
    pub low: f64,
    /// Its high end, in base units.
    pub high: f64,
}

/// A fitted method and the law of its errors: the distribution of every period to come, and of all of them together.
///
/// Levels are the medians. Where no value of the history is below zero, nothing foreseen is.
///
/// ```
/// use corridor::projection::fit::{Auto, Forecast, History};
///
/// let history = History::new(&[21.0, 20.0, 23.0, 26.0, 25.0, 29.0, 31.0, 30.0, 34.0])?;
/// let forecast = Forecast::new(&Auto, &history, 5)?;
/// let next = forecast.interval(1, 0.8);
/// assert!(next.low < forecast.level(1) && forecast.level(1) < next.high);
///
/// // Paths keep the dependence between periods; their quantiles are those of the distribution.
/// let paths = forecast.paths(3, 4000, 7);
/// assert!((paths.quantile(1, 0.9) / forecast.quantile(1, 0.9) - 1.0).abs() < 0.02);
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "prediction interval")]
pub struct Forecast {
    levels: Levels,
    law: ErrorLaw,
    floor: f64,
}

/// Where the medians come from.
#[derive(Debug, Clone)]
enum Levels {
    Fitted(Box<Fitted>),
    Past(Vec<f64>),
}

/// Standard normal numbers of the ends of the central 80 % and 95 %.
const ENDS: [f64; 2] = [1.281_551_565_544_8, 1.959_963_984_540_05];
/// How many quantiles stand for a distribution in its score.
const SCORE_POINTS: u32 = 40;

impl Forecast {
    /// A method fitted to a history and tested on it, up to so many periods ahead.
    ///
    /// # Errors
    /// A history that the method cannot take: see [`FitError`].
    pub fn new(method: &dyn Method, history: &History, horizon: usize) -> Result<Self, FitError> {
        let (fitted, tested) = method.fit_and_test(history, horizon)?;
        Ok(Self::tested(fitted, history, &tested))
    }

    /// A fitted method, and the errors that it made.
    pub fn tested(fitted: Fitted, history: &History, tested: &BackTest) -> Self {
        let law = ErrorLaw::new(history, tested);
        Self { levels: Levels::Fitted(Box::new(fitted)), law, floor: floor(history) }
    }

    /// What would have been said at one origin of a back-test.
    pub(super) fn of_the_past(history: &History, tested: &BackTest, attempt: &Attempt) -> Self {
        let law = ErrorLaw::known_at(history, tested, attempt.known);
        Self { levels: Levels::Past(attempt.levels.clone()), law, floor: floor(history) }
    }

    /// The fitted method; none for a forecast of the past.
    pub fn fitted(&self) -> Option<&Fitted> {
        match &self.levels {
            Levels::Fitted(fitted) => Some(fitted),
            Levels::Past(_) => None,
        }
    }

    /// The law of its errors.
    pub fn law(&self) -> ErrorLaw {
        self.law
    }

    /// What no level is below: 0, or nothing.
    pub(in crate::projection) fn floor(&self) -> f64 {
        self.floor
    }

    /// The median so many periods after the last, from 1 on, in base units.
    pub fn level(&self, ahead: usize) -> f64 {
        let level = match &self.levels {
            Levels::Fitted(fitted) => fitted.level(ahead),
            Levels::Past(levels) => levels[ahead.clamp(1, levels.len()) - 1],
        };
        level.max(self.floor)
    }

    /// The level at a standard normal number: the median at 0.
    pub fn at(&self, ahead: usize, normal: f64) -> f64 {
        (self.level(ahead) + self.law.at(ahead, normal)).max(self.floor)
    }

    /// The level that is not exceeded in this share of cases, above 0 and below 1.
    pub fn quantile(&self, ahead: usize, share: f64) -> f64 {
        self.at(ahead, normal(share))
    }

    /// The central interval that holds this share of cases, above 0 and below 1.
    pub fn interval(&self, ahead: usize, share: f64) -> Interval {
        let end = normal(0.5 + share / 2.0);
        Interval { low: self.at(ahead, -end), high: self.at(ahead, end) }
    }

    /// So many ways that the next periods may go, by a seed: the same seed gives the same.
    pub fn paths(&self, periods: usize, draws: usize, seed: u64) -> Paths {
        Paths::drawn(self, periods, draws, seed)
    }

    /// The continuous ranked probability score of what came so many periods ahead, in base units.
    pub fn crps(&self, ahead: usize, actual: f64) -> f64 {
        let shares = (0..SCORE_POINTS).map(|place| (f64::from(place) + 0.5) / f64::from(SCORE_POINTS));
        let losses = shares.zip(score_normals()).map(|(share, normal)| {
            let error = actual - self.at(ahead, *normal);
            error * if error < 0.0 { share - 1.0 } else { share }
        });
        2.0 * losses.sum::<f64>() / f64::from(SCORE_POINTS)
    }

    pub(super) fn scored(self, attempt: &Attempt) -> impl Iterator<Item = Scored> {
        attempt.actual.iter().enumerate().map(move |(place, actual)| {
            let (ahead, actual) = (place + 1, *actual);
            let ends = ENDS.map(|end| (self.at(ahead, -end), self.at(ahead, end)));
            Scored { actual, level: self.level(ahead), crps: self.crps(ahead, actual), ends }
        })
    }
}

/// Zero where no value is below it.
fn floor(history: &History) -> f64 {
    if history.values().iter().all(|value| *value >= 0.0) { 0.0 } else { f64::NEG_INFINITY }
}

/// The normal numbers of the quantiles that stand for a distribution.
fn score_normals() -> &'static [f64] {
    static NORMALS: std::sync::LazyLock<Vec<f64>> = std::sync::LazyLock::new(|| {
        (0..SCORE_POINTS).map(|place| normal((f64::from(place) + 0.5) / f64::from(SCORE_POINTS))).collect()
    });
    &NORMALS
}
