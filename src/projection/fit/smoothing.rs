use super::filter::{State, Weights};
use super::growing::Growing;
use super::search::Search;
use super::season::Season;
use super::seasonal::Seasons;
use super::seasonal_model::Seasonal;
use super::{BackTest, FitError, Fitted, History, Method, Outlook, Parameter};

/// What the trend of a smoothing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// There is none: the level alone is smoothed.
    None,
    /// It goes on for ever.
    Straight,
    /// It fades, by the same part each period.
    Damped,
}

/// How errors enter a smoothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shocks {
    /// As amounts.
    Additive,
    /// As parts of the level: values must be above zero.
    Multiplicative,
}

/// Exponential smoothing, its weights and first states by maximum likelihood.
///
/// ```text
/// v(t) = l(t−1) + φ b(t−1) + e(t)
/// l(t) = l(t−1) + φ b(t−1) + α e(t)
/// b(t) = φ b(t−1) + β e(t)
/// ```
///
/// with 0.0001 ≤ β ≤ α ≤ 0.9999 and 0.8 ≤ φ ≤ 0.98, the usual region, which lies within the admissible one. With
/// multiplicative shocks e(t) is a part of what was foreseen. Models are compared by Akaike's criterion corrected for
/// few values. (Hyndman, Koehler, Ord and Snyder 2008, *Forecasting with Exponential Smoothing*.)
///
/// A season of quarters or months is a part of the model where [`Smoothing::automatic`] or [`Smoothing::with_season`] says so,
/// and the history has two seasons and five values at least:
///
/// ```text
/// v(t) = l(t−1) + φ b(t−1) + s(t−m) + e(t)    s(t) = s(t−m) + γ e(t)                                additive
/// v(t) = (l(t−1) + φ b(t−1)) s(t−m) + e(t)    s(t) = s(t−m) + γ e(t) / (l(t−1) + φ b(t−1))          multiplicative,
///        where level and slope follow e(t) / s(t−m)
/// ```
///
/// with 0 ≤ β ≤ α and 0 ≤ γ ≤ 1 − α. Else, where it shows, it is taken out by ratios to its moving mean before, and put back after.
///
/// ```
/// use corridor::projection::fit::{History, Method, Smoothing};
///
/// let history = History::new(&[10.0, 12.1, 13.9, 16.2, 17.8, 20.1, 22.0, 24.1])?;
/// let fitted = Smoothing::holt().fit(&history)?;
/// assert!((fitted.level(1) - 26.0).abs() < 0.2);
/// // A damped trend ends below a straight one.
/// assert!(Smoothing::damped().fit(&history)?.level(20) < fitted.level(20));
/// # Ok::<(), corridor::projection::fit::FitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "ETS")]
#[doc(alias = "Holt-Winters")]
pub struct Smoothing {
    /// Of what trend; `None`: the one that Akaike's criterion takes.
    trend: Option<Trend>,
    /// Of what shocks; `None`: the ones that Akaike's criterion takes.
    shocks: Option<Shocks>,
    season: Handling,
}

/// What is done with a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Handling {
    /// It is taken out before.
    Before,
    /// It is in the model; `None`: in the way that Akaike's criterion takes, if the history is long enough, else taken out before.
    Within(Option<Seasons>),
}

impl Smoothing {
    /// With a trend and shocks of one's own choice.
    pub const fn new(trend: Trend, shocks: Shocks) -> Self {
        Self { trend: Some(trend), shocks: Some(shocks), season: Handling::Before }
    }

    /// With the season of quarters or months in the model and its likelihood, in a form of one's own choice.
    ///
    /// A multiplicative season brings multiplicative shocks: with additive ones such a model is not stable, for its states are
    /// divided by values that may be close to zero.
    ///
    /// ```
    /// use corridor::projection::fit::{History, Method, Seasons, Smoothing};
    ///
    /// let sown = [0.8, 1.1, 1.3, 0.8];
    /// let quarters: Vec<f64> = (0..24).map(|k| (100.0 + f64::from(k)) * sown[k as usize % 4]).collect();
    /// let model = Smoothing::holt().with_season(Seasons::Multiplicative);
    /// let fitted = model.fit(&History::seasonal(&quarters, 4)?)?;
    /// assert!((fitted.level(2) - 125.0 * 1.1).abs() < 1e-6);
    /// # Ok::<(), corridor::projection::fit::FitError>(())
    /// ```
    #[doc(alias = "Holt-Winters")]
    pub const fn with_season(self, seasons: Seasons) -> Self {
        let shocks = match seasons {
            Seasons::Multiplicative => Some(Shocks::Multiplicative),
            Seasons::None | Seasons::Additive => self.shocks,
        };
        Self { shocks, season: Handling::Within(Some(seasons)), ..self }
    }

    /// Simple exponential smoothing: a level that moves, and no trend.
    #[doc(alias = "SES")]
    pub const fn simple() -> Self {
        Self::new(Trend::None, Shocks::Additive)
    }

    /// Holt's method: a level and a straight trend.
    pub const fn holt() -> Self {
        Self::new(Trend::Straight, Shocks::Additive)
    }

    /// A level and a trend that fades. (E. S. Gardner and E. `McKenzie` 1985.)
    pub const fn damped() -> Self {
        Self::new(Trend::Damped, Shocks::Additive)
    }

    /// The one that Akaike's criterion takes: of the six without a season, and of the nine with one where the history has two
    /// seasons of at most twelve periods and five values more.
    #[doc(alias = "automatic ETS")]
    pub const fn automatic() -> Self {
        Self { trend: None, shocks: None, season: Handling::Within(None) }
    }

    fn trends(self) -> Vec<Trend> {
        self.trend.map_or_else(|| vec![Trend::None, Trend::Straight, Trend::Damped], |trend| vec![trend])
    }

    fn shocks(self) -> Vec<Shocks> {
        self.shocks.map_or_else(|| vec![Shocks::Additive, Shocks::Multiplicative], |shocks| vec![shocks])
    }
}

impl Method for Smoothing {
    fn word(&self) -> &'static str {
        match self.trend {
            None => "smoothing",
            Some(Trend::None) => "simple",
            Some(Trend::Straight) => "holt",
            Some(Trend::Damped) => "damped",
        }
    }

    fn parameters(&self) -> usize {
        self.trend.map_or(7, numbers)
    }

    fn fit(&self, history: &History) -> Result<Fitted, FitError> {
        let needed = self.trends().into_iter().map(needed).min().unwrap_or(1);
        history.at_least(needed, self.word())?;
        if self.shocks == Some(Shocks::Multiplicative) {
            history.above_zero(self.word())?;
        }
        if let Some(found) = self.found(history)? {
            return Ok(found.fitted(self.word(), history));
        }
        match self.season {
            Handling::Within(Some(Seasons::None)) => self.without(history, &Season::none(history)),
            Handling::Within(Some(_)) => Err(Seasonal::refused(history, self.word())),
            Handling::Before | Handling::Within(None) => self.without(history, &Season::of(history)),
        }
    }

    /// Where the season is in the model, its form is chosen twice a season.
    fn test(&self, history: &History, horizon: usize) -> BackTest {
        let mut growing = Growing::new(*self);
        BackTest::of(history, horizon, |known, periods| {
            growing.fit(&history.first(known)).ok().map(|fitted| fitted.levels(periods))
        })
    }
}

/// A model of values with their season, which it has or has not.
#[derive(Debug, Clone)]
pub(super) enum Found {
    Without(Model),
    With(Seasonal),
}

impl Found {
    /// The same form for a history that has gone on.
    pub(super) fn again(&self, history: &History) -> Option<Self> {
        match self {
            Found::Without(model) => {
                Model::all(history.values(), model.trend, &[model.shocks]).pop().map(Found::Without)
            }
            Found::With(seasonal) => seasonal.again(history).map(Found::With),
        }
    }

    pub(super) fn fitted(self, word: &'static str, history: &History) -> Fitted {
        match self {
            Found::Without(model) => model.fitted(word, history, history.values(), &Season::none(history)),
            Found::With(seasonal) => seasonal.fitted(word, history),
        }
    }
}

impl Smoothing {
    /// The best without a season in the model, of values from which one is taken out.
    fn without(self, history: &History, season: &Season) -> Result<Fitted, FitError> {
        let plain = season.removed(history.values());
        let best = self.best_without(&plain).ok_or(self.not_found())?;
        Ok(best.fitted(self.word(), history, &plain, season))
    }

    fn best_without(self, values: &[f64]) -> Option<Model> {
        let found = self.trends().into_iter().flat_map(|trend| Model::all(values, trend, &self.shocks()));
        found.min_by(|a, b| a.criterion.total_cmp(&b.criterion))
    }

    /// The best with seasons in the model, or without one where none is as good: of two alike the simpler.
    fn within(self, history: &History, seasons: Option<Seasons>) -> Result<Found, FitError> {
        let none = matches!(seasons, None | Some(Seasons::None));
        let without = if none { self.best_without(history.values()) } else { None };
        let with = Seasonal::best(history, &self.trends(), &self.shocks(), seasons);
        match (without, with) {
            (Some(without), Some(with)) if with.criterion() < without.criterion => Ok(Found::With(with)),
            (Some(without), _) => Ok(Found::Without(without)),
            (None, Some(with)) => Ok(Found::With(with)),
            (None, None) => Err(self.not_found()),
        }
    }

    /// The model that is found where the season is to be in it and the history is long enough; none where not.
    pub(super) fn found(self, history: &History) -> Result<Option<Found>, FitError> {
        match self.season {
            Handling::Within(seasons) if Seasonal::takes(history) => self.within(history, seasons).map(Some),
            Handling::Within(_) | Handling::Before => Ok(None),
        }
    }

    fn not_found(self) -> FitError {
        FitError::NotFound { method: self.word(), why: "every start of the search failed" }
    }
}

/// How many numbers are found, first states and the size of the errors among them.
const fn numbers(trend: Trend) -> usize {
    match trend {
        Trend::None => 3,
        Trend::Straight => 5,
        Trend::Damped => 6,
    }
}

/// The fewest values for which the criterion is defined.
const fn needed(trend: Trend) -> usize {
    numbers(trend) + 2
}

/// The least and the most of the weights α and β, and of what is left of a damped slope.
pub(super) const WEIGHT: std::ops::RangeInclusive<f64> = 1e-4..=0.9999;
pub(super) const DAMPING: std::ops::RangeInclusive<f64> = 0.8..=0.98;
/// A sum of squares is not less than this, so that a perfect fit has a logarithm.
const LEAST_SQUARES: f64 = 1e-300;
const FIRST: Search = Search { tolerance: 1e-8, most: 200 };
const RELATIVE: Search = Search { tolerance: 1e-8, most: 400 };
/// Where searches start: slow, quick, and quick with a slope that hardly moves.
const STARTS: [[f64; 3]; 3] = [[0.3, 0.1, 0.9], [0.8, 0.3, 0.9], [0.9, 0.02, 0.95]];

/// A model with its weights and first state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model {
    trend: Trend,
    shocks: Shocks,
    weights: Weights,
    first: State,
    criterion: f64,
}

/// Weights and a first state with what more trend needs behind: α, level, β, slope, φ, the states in parts of the mean.
type Numbers = [f64; 5];

/// Weights and a first state, and how unlikely they make the values.
type Start = ((Weights, State), f64);

impl Trend {
    /// The weights of three numbers, if they are in the region.
    fn weights(self, [alpha, beta, phi]: [f64; 3]) -> Option<Weights> {
        let has_slope = self != Trend::None;
        let weights = Weights {
            alpha,
            beta: if has_slope { beta } else { 0.0 },
            phi: if self == Trend::Damped { phi } else { 1.0 },
        };
        let slope = !has_slope || (*WEIGHT.start()..=alpha).contains(&beta);
        let damping = self != Trend::Damped || DAMPING.contains(&phi);
        (WEIGHT.contains(&alpha) && slope && damping).then_some(weights)
    }

    /// The least value around some numbers, by steps of a size and away from the edge of the region.
    fn nearby(self, from: Numbers, size: f64, value: impl Fn(&Numbers) -> f64) -> (Numbers, f64) {
        let inward = |at: f64, middle: f64, step: f64| if at > middle { -step } else { step };
        let step = [
            inward(from[0], 0.5, size),
            size,
            inward(from[2], 0.3, size / 2.0),
            size / 3.0,
            inward(from[4], 0.9, size / 3.0),
        ];
        match self {
            Trend::None => leading::<2>(from, step, value),
            Trend::Straight => leading::<4>(from, step, value),
            Trend::Damped => leading::<5>(from, step, value),
        }
    }
}

impl Model {
    /// Those of some shocks, of which the multiplicative ones are searched from where the additive ones end.
    fn all(values: &[f64], trend: Trend, shocks: &[Shocks]) -> Vec<Self> {
        if values.len() < needed(trend) {
            return Vec::new();
        }
        let additive = Self::additive(values, trend);
        shocks.iter().filter_map(|shocks| Self::found(values, trend, *shocks, additive)).collect()
    }

    fn found(values: &[f64], trend: Trend, shocks: Shocks, additive: Start) -> Option<Self> {
        let count = values.len() as f64;
        let (start, value) = match shocks {
            Shocks::Additive => additive,
            Shocks::Multiplicative if values.iter().all(|value| *value > 0.0) => {
                Self::multiplicative(values, trend, additive.0)
            }
            Shocks::Multiplicative => return None,
        };
        let (weights, first) = start;
        let k = numbers(trend) as f64;
        let criterion = value + 2.0 * k + 2.0 * k * (k + 1.0) / (count - k - 1.0);
        criterion.is_finite().then_some(Self { trend, shocks, weights, first, criterion })
    }

    /// By least squares: weights by search, first states in closed form.
    fn additive(values: &[f64], trend: Trend) -> Start {
        let count = values.len() as f64;
        let value = |point: [f64; 3]| {
            let squares = |weights: Weights| weights.best_start(values).1.max(LEAST_SQUARES);
            trend.weights(point).map_or(f64::INFINITY, |weights| count * squares(weights).ln())
        };
        let searched = STARTS.map(|start| least(trend, start, value));
        let best =
            searched.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((STARTS[0], f64::INFINITY));
        let weights = trend.weights(best.0).unwrap_or(Weights { alpha: 1.0, beta: 0.0, phi: 1.0 });
        ((weights, weights.best_start(values).0), best.1)
    }

    /// By search in all numbers, from where additive shocks are best.
    fn multiplicative(values: &[f64], trend: Trend, from: (Weights, State)) -> Start {
        let count = values.len() as f64;
        let scale = values.iter().sum::<f64>() / count;
        let state = |point: &Numbers| State {
            level: point[1] * scale,
            slope: if trend == Trend::None { 0.0 } else { point[3] * scale },
        };
        let weights = |point: &Numbers| trend.weights([point[0], point[2], point[4]]);
        let value = |point: &Numbers| {
            let Some(weights) = weights(point) else { return f64::INFINITY };
            let (squares, logarithms) = weights.relative(values, state(point));
            count * squares.max(LEAST_SQUARES).ln() + 2.0 * logarithms
        };
        let (start, first) = from;
        let begin = [start.alpha, first.level / scale, start.beta, first.slope / scale, start.phi];
        let (best, found) = [0.1, 0.03].into_iter().fold((begin, value(&begin)), |best, size| {
            let found = trend.nearby(best.0, size, value);
            if found.1 < best.1 { found } else { best }
        });
        ((weights(&best).unwrap_or(start), state(&best)), found)
    }

    fn fitted(self, word: &'static str, history: &History, plain: &[f64], season: &Season) -> Fitted {
        let run = self.weights.run(plain, self.first);
        let ahead =
            Ahead { trend: self.trend, weights: self.weights, last: run.last, season: season.clone() };
        let followed = season.put_back(&run.followed);
        Fitted::new(word, self.numbers(), history, followed, ahead).with_criterion(self.criterion)
    }

    fn numbers(self) -> Vec<Parameter> {
        let mut numbers =
            vec![Parameter::new("alpha", self.weights.alpha), Parameter::new("level", self.first.level)];
        if self.trend != Trend::None {
            numbers.push(Parameter::new("beta", self.weights.beta));
            numbers.push(Parameter::new("slope", self.first.slope));
        }
        if self.trend == Trend::Damped {
            numbers.push(Parameter::new("phi", self.weights.phi));
        }
        if self.shocks == Shocks::Multiplicative {
            numbers.push(Parameter::new("multiplicative", 1.0));
        }
        numbers
    }
}

/// The least value over the first so many numbers, the others as they are.
fn leading<const D: usize>(from: Numbers, step: Numbers, value: impl Fn(&Numbers) -> f64) -> (Numbers, f64) {
    let all = |leading: &[f64; D]| {
        let mut all = from;
        all[..D].copy_from_slice(leading);
        all
    };
    let [start, step] = [from, step].map(|numbers| std::array::from_fn(|place| numbers[place]));
    let (at, least) = RELATIVE.least(start, step, |leading| value(&all(leading)));
    (all(&at), least)
}

/// The least value over the weights that a trend has.
fn least(trend: Trend, start: [f64; 3], value: impl Fn([f64; 3]) -> f64) -> ([f64; 3], f64) {
    let [alpha, beta, phi] = start;
    match trend {
        Trend::None => {
            let (at, least) = FIRST.least([alpha], [0.1], |x| value([x[0], beta, phi]));
            ([at[0], beta, phi], least)
        }
        Trend::Straight => {
            let (at, least) = FIRST.least([alpha, beta], [0.1; 2], |x| value([x[0], x[1], phi]));
            ([at[0], at[1], phi], least)
        }
        Trend::Damped => FIRST.least(start, [0.1, 0.1, 0.04], |x| value(*x)),
    }
}

/// The smoothing's last state, carried on.
#[derive(Debug)]
struct Ahead {
    trend: Trend,
    weights: Weights,
    last: State,
    season: Season,
}

impl Ahead {
    /// φ + φ² + … + φʰ.
    fn damped(&self, ahead: usize) -> f64 {
        let mut power = 1.0;
        let next = |_| {
            power *= self.weights.phi;
            power
        };
        (0..ahead).map(next).sum()
    }
}

impl Outlook for Ahead {
    fn level(&self, ahead: usize) -> f64 {
        let slope = if self.trend == Trend::None { 0.0 } else { self.last.slope };
        self.season.put_back_ahead(self.last.level + self.damped(ahead) * slope, ahead)
    }

    /// √(1 + Σ cⱼ²) with cⱼ = α + β (φ + … + φʲ), j < h: class 1 of Hyndman et al. (2008), chapter 6.
    fn spread(&self, ahead: usize) -> f64 {
        let weight = |lag| self.weights.alpha + self.weights.beta * self.damped(lag);
        (1.0 + (1..ahead.max(1)).map(|lag| weight(lag).powi(2)).sum::<f64>()).sqrt()
    }
}
