//! A fitted rule lowered: for each period of a horizon the median, the width, and how a few normal numbers move it.

use super::ProjectionError;
use super::fit::{FitBy, Forecast, History};
use super::given::{Point, indexed};
use crate::calendar::{Horizon, Period};
use crate::evidence::Number;

/// The numbers that a fitted rule takes: what is new by the first year, from then to the second, and so on.
pub(super) const NEWS: [&str; COUNT] = ["first", "second", "fourth", "eighth", "sixteenth"];
/// The distances, in years, at which the numbers come in.
const KNOTS: [f64; COUNT] = [1.0, 2.0, 4.0, 8.0, 16.0];
/// How many they are.
const COUNT: usize = 5;
/// How far ahead the back-test of a rule in a study looks, in periods.
const HORIZON: usize = 6;
/// A level is at most this many times what the median and the last value are, so that no tail draws an ensemble away.
const MOST: f64 = 1e6;

/// Periods after the last given one, in order of time, and which part of which of them a horizon's periods are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fan {
    /// The middle of the last given period and the years from one period to the next.
    origin: f64,
    step: f64,
    /// The level per year at the origin by the central value of the last point.
    last: f64,
    blades: Vec<Blade>,
    /// For each period of the horizon the first and one past the last of the periods of its length or shorter in it; empty
    /// for those that are to be found by their middle.
    parts: Vec<std::ops::Range<usize>>,
}

/// One period ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Blade {
    median: f64,
    /// The level at so many normal numbers is the median plus width × sinh(tails × normal).
    width: f64,
    loads: [f64; COUNT],
    floor: f64,
}

/// The last points that follow each other without a gap, which are the ones that a rule is fitted to.
pub(super) fn run(points: &[(Period, Number)]) -> &[(Period, Number)] {
    let gap = points.windows(2).rposition(|pair| pair[0].0.plus(1) != pair[1].0);
    &points[gap.map_or(0, |place| place + 1)..]
}

/// The history that they are, in values of their own periods.
pub(super) fn history(points: &[(Period, Number)]) -> Result<History, ProjectionError> {
    let points = run(points);
    let season = points.first().map_or(1, |(period, _)| per_year(*period));
    let values: Vec<f64> = points.iter().map(|(_, number)| number.central()).collect();
    Ok(History::seasonal(&values, season)?)
}

fn per_year(period: Period) -> usize {
    usize::try_from(period.frequency().per_year()).unwrap_or(1)
}

/// What keeps a method from being fitted to points.
pub(super) fn fault(points: &[(Period, Number)], method: FitBy) -> Option<ProjectionError> {
    let fitted = history(points).and_then(|history| Ok(method.method().fit(&history)?));
    fitted.err()
}

impl Fan {
    /// Fits a method to points and carries it to the end of a horizon.
    pub(super) fn new(
        points: &[(Period, Number)],
        method: FitBy,
        horizon: Horizon,
    ) -> Result<Option<Self>, ProjectionError> {
        let flat = indexed(points, 0);
        let (Some(last), Some((_, number))) = (flat.last(), points.last()) else { return Ok(None) };
        let forecast = forecast(&history(points)?, method)?;
        let unit_scale = |period: Period| super::level::per_year(number.unit, period);
        let mut period = last.period.plus(1);
        let mut blades = Vec::new();
        // One more than the horizon has, for its last months lie between the middles of two years.
        while blades.is_empty() || period.plus(-1).first_day() < horizon.last().span().end() {
            blades.push(Blade::new(&forecast, blades.len() + 1, per_year(period), unit_scale(period)));
            period = period.plus(1);
        }
        let parts = horizon.periods().map(|of| parts(*last, of, blades.len())).collect();
        let (origin, step) = (last.period.midpoint(), 1.0 / per_year(last.period) as f64);
        Ok(Some(Self { origin, step, last: number.central() * last.scale, blades, parts }))
    }

    /// Its medians, one for each period after the last given: levels per year.
    fn level(&self, place: usize, news: &[f64], ratio: f64) -> f64 {
        self.blades.get(place).map_or(0.0, |blade| blade.at(news) * ratio)
    }

    /// By how much a draw of the last point lifts or lowers all that follows.
    fn ratio(&self, origin: f64) -> f64 {
        if self.last > 0.0 { origin / self.last } else { 1.0 }
    }

    /// The level per year at a time: straight between the middles of periods, from the last given value on.
    pub(super) fn at(&self, origin: f64, news: &[f64], time: f64) -> f64 {
        let ratio = self.ratio(origin);
        let place = ((time - self.origin) / self.step).clamp(0.0, self.blades.len() as f64);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the periods")]
        let below = place.floor() as usize;
        let from = if below == 0 { origin } else { self.level(below - 1, news, ratio) };
        if below >= self.blades.len() {
            return from;
        }
        from + (place - below as f64) * (self.level(below, news, ratio) - from)
    }

    /// The level per year of each period of the horizon from number `first` on.
    pub(super) fn fill(
        &self,
        origin: f64,
        news: &[f64],
        times: impl Fn(usize) -> f64,
        first: usize,
        out: &mut [f64],
    ) {
        let ratio = self.ratio(origin);
        for (place, level) in out.iter_mut().enumerate() {
            let parts = &self.parts[first + place];
            *level = if parts.is_empty() {
                self.at(origin, news, times(first + place))
            } else {
                let levels = parts.clone().map(|part| self.level(part, news, ratio));
                levels.sum::<f64>() / parts.len() as f64
            };
        }
    }
}

/// The forecast of a method: the automatic one does not test itself again and again.
fn forecast(history: &History, method: FitBy) -> Result<Forecast, ProjectionError> {
    Ok(match method {
        FitBy::Auto => super::fit::Auto.forecast(history)?,
        method => Forecast::new(method.method(), history, HORIZON)?,
    })
}

/// The periods after `last` that make up a period of the horizon; none where it is shorter than they are, or not all after.
fn parts(last: Point, of: Period, count: usize) -> std::ops::Range<usize> {
    let mut period = last.period.plus(1);
    let mut found: Option<std::ops::Range<usize>> = None;
    for place in 0..count {
        let (begin, end) = (period.first_day(), period.span().end());
        if begin >= of.first_day() && end <= of.span().end() {
            let first = found.map_or(place, |range| range.start);
            found = Some(first..place + 1);
        }
        period = period.plus(1);
    }
    found.unwrap_or(0..0)
}

impl Blade {
    fn new(forecast: &Forecast, ahead: usize, per_year: usize, scale: f64) -> Self {
        let median = forecast.level(ahead) * scale;
        let width = forecast.law().width(ahead) * scale;
        let loads = loads(forecast, ahead as f64 / per_year as f64);
        let floor = forecast.floor() * scale;
        Self { median, width, loads, floor }
    }

    fn at(self, news: &[f64]) -> f64 {
        let normal: f64 = self.loads.iter().zip(news).map(|(load, news)| load * news).sum();
        let level = self.median + self.width * super::fit::ErrorLaw::shape(normal);
        let most = MOST * (self.median.abs() + self.width);
        level.max(self.floor).min(most)
    }
}

/// How much of each of the numbers the error so many years ahead has; the sum of their squares is one.
///
/// The errors at the knots are independent news added up (Cholesky's factor of their correlation), and every other error is what it is
/// expected to be, given those, in parts of its own standard deviation.
fn loads(forecast: &Forecast, years: f64) -> [f64; COUNT] {
    let correlation = |a, b| forecast.law().correlation(a, b);
    let mut factor = [[0.0; COUNT]; COUNT];
    for row in 0..COUNT {
        for column in 0..row {
            let shared: f64 = (0..column).map(|k| factor[row][k] * factor[column][k]).sum();
            factor[row][column] = (correlation(KNOTS[row], KNOTS[column]) - shared) / factor[column][column];
        }
        let explained: f64 = factor[row].iter().map(|weight| weight * weight).sum();
        factor[row][row] = (1.0 - explained).sqrt();
    }
    let mut loads = [0.0; COUNT];
    for knot in 0..COUNT {
        let shared: f64 = (0..knot).map(|k| loads[k] * factor[knot][k]).sum();
        loads[knot] = (correlation(years, KNOTS[knot]) - shared) / factor[knot][knot];
    }
    let size = loads.iter().map(|load| load * load).sum::<f64>().sqrt();
    loads.map(|load| load / size)
}
