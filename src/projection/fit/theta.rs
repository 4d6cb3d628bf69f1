use super::search::Search;
use super::season::Season;
use super::{FitError, Fitted, History, Method, Outlook, Parameter, Smoothing};

/// The Theta method, as it stood first in the M3 competition, and its optimised dynamic form.
///
/// [`Theta::standard`] is simple exponential smoothing with half the slope of a straight line through the values
/// (Assimakopoulos and Nikolopoulos 2000; Hyndman and Billah 2003). [`Theta::dynamic`] draws that line anew at every
/// value, and finds the weight of the short-run line, θ, along with the smoothing (Fiorucci, Pellegrini, Louzada,
/// Petropoulos and Koehler 2016, the DOTM):
///
/// ```text
/// v(t+1) = l(t) + (1 − 1/θ) [A(t) (1−α)ᵗ + B(t) (1 − (1−α)ᵗ⁺¹) / α] + e(t+1)
/// l(t)   = α v(t) + (1−α) l(t−1)
/// ```
///
/// with A(t) and B(t) the line of least squares through the first t values, 0.1 ≤ α ≤ 0.99, θ ≥ 1. For a given α the first level and
/// 1 − 1/θ are a regression, so that α alone is searched.
///
/// ```
/// use corridor::projection::fit::{History, Method, Theta};
///
/// let history = History::new(&[10.0, 12.0, 14.5, 15.5, 18.0, 20.5])?;
/// let fitted = Theta::dynamic().fit(&history)?;
/// assert!(fitted.level(1) > 20.5 && fitted.level(3) > fitted.level(1));
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theta {
    dynamic: bool,
}

impl Theta {
    /// The method of the M3 competition.
    pub const fn standard() -> Self {
        Self { dynamic: false }
    }

    /// The optimised dynamic form.
    #[doc(alias = "DOTM")]
    pub const fn dynamic() -> Self {
        Self { dynamic: true }
    }
}

impl Method for Theta {
    fn word(&self) -> &'static str {
        if self.dynamic { "theta" } else { "standard-theta" }
    }

    fn parameters(&self) -> usize {
        if self.dynamic { 3 } else { 2 }
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        history.at_least(if self.dynamic { 4 } else { 5 }, self.word())?;
        if self.dynamic { Ok(dynamic(history)) } else { standard(history) }
    }
}

/// The line of least squares through values at 1, 2, …: its value at 0 and its slope.
pub(super) fn line(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let middle = f64::midpoint(count, 1.0);
    let times = values.iter().enumerate().map(|(place, value)| (place as f64 + 1.0 - middle, value - mean));
    let (product, square) =
        times.fold((0.0, 0.0), |(p, s), (time, value)| (p + time * value, s + time * time));
    let slope = product / square;
    (mean - slope * middle, slope)
}

fn standard(history: &History) -> Result<Fitted, FitError> {
    let season = Season::of(history);
    let plain = History::new(&season.removed(history.values()))?;
    let smoothed = Smoothing::simple().fit(&plain)?;
    let alpha = smoothed.parameter("alpha").unwrap_or(1.0);
    let (_, slope) = line(plain.values());
    let drift = |before: f64| 0.5 * slope * (1.0 - (1.0 - alpha).powf(before)) / alpha;
    let followed: Vec<f64> =
        smoothed.followed().iter().enumerate().map(|(place, value)| value + drift(place as f64)).collect();
    let outlook = Standard {
        level: smoothed.level(1),
        first: drift(history.len() as f64),
        slope: 0.5 * slope,
        alpha,
        season: season.clone(),
    };
    let parameters = vec![Parameter::new("alpha", alpha), Parameter::new("slope", slope)];
    Ok(Fitted::new("standard-theta", parameters, history, season.put_back(&followed), outlook))
}

/// A level, and half the slope from then on.
#[derive(Debug)]
struct Standard {
    level: f64,
    first: f64,
    slope: f64,
    alpha: f64,
    season: Season,
}

impl Outlook for Standard {
    fn level(&self, ahead: usize) -> f64 {
        let level = self.level + self.first + self.slope * (ahead.max(1) - 1) as f64;
        self.season.put_back_ahead(level, ahead)
    }

    fn spread(&self, ahead: usize) -> f64 {
        (1.0 + (ahead.max(1) - 1) as f64 * self.alpha.powi(2)).sqrt()
    }
}

const SEARCH: Search = Search { tolerance: 1e-8, most: 60 };
const ALPHA: std::ops::RangeInclusive<f64> = 0.1..=0.99;
const STARTS: [f64; 3] = [0.2, 0.5, 0.8];
/// The largest 1 − 1/θ.
const MOST_WEIGHT: f64 = 0.9999;
const LEAST_SQUARES: f64 = 1e-300;

/// The line through the values so far, brought up to date with each.
#[derive(Debug, Clone, Copy)]
struct Line {
    count: f64,
    mean: f64,
    at_zero: f64,
    slope: f64,
}

impl Line {
    const fn of(first: f64) -> Self {
        Self { count: 1.0, mean: first, at_zero: first, slope: 0.0 }
    }

    fn with(self, value: f64) -> Self {
        let k = self.count;
        let slope = ((k - 1.0) * self.slope + 6.0 * (value - self.mean) / (k + 1.0)) / (k + 2.0);
        let mean = (k * self.mean + value) / (k + 1.0);
        Self { count: k + 1.0, mean, at_zero: mean - slope * (k + 2.0) / 2.0, slope }
    }

    /// What it adds to the level of the next value; `left` is (1 − α)ᵗ.
    fn adds(self, alpha: f64, left: f64) -> f64 {
        self.at_zero * left + self.slope * (1.0 - left * (1.0 - alpha)) / alpha
    }
}

/// The numbers of the dynamic form.
#[derive(Debug, Clone, Copy)]
struct Numbers {
    first: f64,
    alpha: f64,
    /// 1 − 1/θ.
    weight: f64,
}

/// The first level and weight of the least squared errors for a given α, and their sum.
fn regress(values: &[f64], lines: &[Line], alpha: f64) -> (Numbers, f64) {
    let (mut known, mut of_first, mut left) = (alpha * values[0], 1.0 - alpha, 1.0 - alpha);
    let (mut gram, mut right, mut squares) = ([0.0; 3], [0.0; 2], 0.0);
    for (place, value) in values.iter().enumerate().skip(1) {
        let added = lines[place - 1].adds(alpha, left);
        // The second value has no line yet but the first itself.
        if place > 1 {
            let error = value - known;
            gram = [gram[0] + of_first * of_first, gram[1] + of_first * added, gram[2] + added * added];
            right = [right[0] + of_first * error, right[1] + added * error];
            squares += error * error;
        }
        known = alpha * value + (1.0 - alpha) * known;
        of_first *= 1.0 - alpha;
        left *= 1.0 - alpha;
    }
    let determinant = gram[0] * gram[2] - gram[1] * gram[1];
    let free = (right[1] * gram[0] - right[0] * gram[1]) / determinant;
    let weight = if determinant > 1e-12 * gram[0] * gram[2] { free.clamp(0.0, MOST_WEIGHT) } else { 0.5 };
    let first = (right[0] - weight * gram[1]) / gram[0];
    let explained = 2.0 * (first * right[0] + weight * right[1])
        - (first * first * gram[0] + 2.0 * first * weight * gram[1] + weight * weight * gram[2]);
    (Numbers { first, alpha, weight }, (squares - explained).max(LEAST_SQUARES))
}

fn dynamic(history: &History) -> Fitted {
    let season = Season::of(history);
    let plain = season.removed(history.values());
    let start = Line::of(plain[0]);
    let after = plain[1..].iter().scan(start, |line, value| {
        *line = line.with(*value);
        Some(*line)
    });
    let lines: Vec<Line> = std::iter::once(start).chain(after).collect();
    let value = |alpha: f64| {
        if ALPHA.contains(&alpha) { regress(&plain, &lines, alpha).1.ln() } else { f64::INFINITY }
    };
    let searched = STARTS.map(|start| SEARCH.least([start], [0.1], |x| value(x[0])));
    let best = searched.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(STARTS[1], |(at, _)| at[0]);
    let numbers = regress(&plain, &lines, best).0;
    let (followed, state) = numbers.follow(&plain);
    let parameters = vec![
        Parameter::new("alpha", numbers.alpha),
        Parameter::new("theta", 1.0 / (1.0 - numbers.weight)),
        Parameter::new("level", numbers.first),
    ];
    Fitted::new("theta", parameters, history, season.put_back(&followed), Dynamic { numbers, state, season })
}

/// Where the dynamic form stands after a value.
#[derive(Debug, Clone, Copy)]
struct Standing {
    level: f64,
    line: Line,
    left: f64,
}

impl Numbers {
    fn next(self, state: Standing) -> f64 {
        state.level + self.weight * state.line.adds(self.alpha, state.left)
    }

    fn with(self, state: Standing, value: f64) -> Standing {
        Standing {
            level: self.alpha * value + (1.0 - self.alpha) * state.level,
            line: state.line.with(value),
            left: state.left * (1.0 - self.alpha),
        }
    }

    /// What it says of each value, and where it stands after the last.
    fn follow(self, values: &[f64]) -> (Vec<f64>, Standing) {
        let level = self.alpha * values[0] + (1.0 - self.alpha) * self.first;
        let mut state = Standing { level, line: Line::of(values[0]), left: 1.0 - self.alpha };
        let mut followed = vec![values[0]];
        for value in &values[1..] {
            followed.push(self.next(state));
            state = self.with(state, *value);
        }
        (followed, state)
    }
}

/// The dynamic form, its own forecasts taken for values.
#[derive(Debug)]
struct Dynamic {
    numbers: Numbers,
    state: Standing,
    season: Season,
}

impl Outlook for Dynamic {
    fn level(&self, ahead: usize) -> f64 {
        let mut state = self.state;
        for _ in 1..ahead {
            state = self.numbers.with(state, self.numbers.next(state));
        }
        self.season.put_back_ahead(self.numbers.next(state), ahead)
    }

    fn spread(&self, ahead: usize) -> f64 {
        (1.0 + (ahead.max(1) - 1) as f64 * self.numbers.alpha.powi(2)).sqrt()
    }
}
