//! Smoothings with their season in the model, found and compared.

use super::dual::MOST;
use super::season::pattern;
use super::seasonal::{
    ALPHA, BETA, FIRST, Form, GAMMA, LEVEL, LONGEST, Numbers, PHI, SLOPE, Seasons, State, Weights,
};
use super::smoothing::{Shocks, Trend};
use super::theta::line;
use super::{FitError, Fitted, History, Outlook, Parameter};

/// A model has its season in it from two seasons and so many values on.
const MORE: usize = 5;
/// Where searches start: weights of level and season, of the slope and what is left of it. They are slow and quick to follow, and quick
/// with the season alone.
const STARTS: [[f64; 4]; 3] = [[0.3, 0.1, 0.1, 0.95], [0.1, 0.05, 0.05, 0.9], [0.1, 0.9, 0.9, 0.9]];
/// The first states are those of so many seasons.
const BEGINNING: usize = 2;
/// The names of the first seasons.
const NAMES: [&str; LONGEST] = [
    "season 1",
    "season 2",
    "season 3",
    "season 4",
    "season 5",
    "season 6",
    "season 7",
    "season 8",
    "season 9",
    "season 10",
    "season 11",
    "season 12",
];

/// A model with its numbers.
#[derive(Debug, Clone)]
pub(super) struct Seasonal {
    form: Form,
    /// Of values in parts of their mean size.
    numbers: Numbers,
    /// The mean size of the values.
    scale: f64,
    criterion: f64,
}

impl Seasonal {
    /// Whether a history is long enough, and its season short enough.
    pub(super) fn takes(history: &History) -> bool {
        (2..=LONGEST).contains(&history.season()) && history.len() >= needed(history)
    }

    /// Why it is not taken.
    pub(super) fn refused(history: &History, method: &'static str) -> FitError {
        if (2..=LONGEST).contains(&history.season()) {
            return FitError::TooShort { method, given: history.len(), needed: needed(history) };
        }
        FitError::NotFound {
            method,
            why: "a season in the model has 2 to 12 periods, that of this history has not",
        }
    }

    /// The one that Akaike's criterion takes of some trends and shocks, of one season or of both.
    pub(super) fn best(
        history: &History,
        trends: &[Trend],
        shocks: &[Shocks],
        seasons: Option<Seasons>,
    ) -> Option<Self> {
        let values = history.values();
        let scale = values.iter().map(|value| value.abs()).sum::<f64>() / values.len() as f64;
        if values.iter().all(|value| *value == values[0]) {
            return None;
        }
        let values: Vec<f64> = values.iter().map(|value| value / scale).collect();
        let shocks = if values.iter().all(|value| *value > 0.0) { shocks } else { &[Shocks::Additive] };
        let found = forms(history.season(), trends, shocks, seasons)
            .filter_map(|form| Self::found(form, &values, scale));
        found.min_by(|a, b| a.criterion.total_cmp(&b.criterion))
    }

    fn found(form: Form, values: &[f64], scale: f64) -> Option<Self> {
        let states = form.states(values);
        let mut best = (form.starting(states, STARTS[0]), f64::INFINITY);
        for start in STARTS {
            let found = form.likeliest(values, form.starting(states, start), best.1);
            best = found.filter(|found| found.1 < best.1).unwrap_or(best);
        }
        Self::new(form, best, values.len(), scale)
    }

    fn new(form: Form, (numbers, value): (Numbers, f64), count: usize, scale: f64) -> Option<Self> {
        let (count, k) = (count as f64, form.count() as f64);
        // In the values' own unit, as without a season.
        let value = value + 2.0 * count * scale.ln();
        let criterion = value + 2.0 * k + 2.0 * k * (k + 1.0) / (count - k - 1.0);
        criterion.is_finite().then_some(Self { form, numbers, scale, criterion })
    }

    /// The same model for a history that has gone on, searched from where it was.
    pub(super) fn again(&self, history: &History) -> Option<Self> {
        let values: Vec<f64> = history.values().iter().map(|value| value / self.scale).collect();
        let found = self.form.likeliest(&values, self.numbers, f64::INFINITY)?;
        Self::new(self.form, found, values.len(), self.scale)
    }

    pub(super) fn criterion(&self) -> f64 {
        self.criterion
    }

    pub(super) fn fitted(self, word: &'static str, history: &History) -> Fitted {
        let values: Vec<f64> = history.values().iter().map(|value| value / self.scale).collect();
        let mut followed = Vec::with_capacity(values.len());
        let last =
            self.form.run(&values, &self.numbers, |_, expected: f64| followed.push(expected * self.scale));
        let last = last.unwrap_or_else(|| self.form.first(&self.numbers));
        let ahead = Ahead {
            form: self.form,
            weights: Weights::of(&self.numbers),
            last,
            scale: self.scale,
            count: values.len(),
        };
        Fitted::new(word, self.parameters(), history, followed, ahead).with_criterion(self.criterion)
    }

    fn parameters(&self) -> Vec<Parameter> {
        let (form, weights) = (self.form, Weights::of(&self.numbers));
        let first = form.first(&self.numbers);
        let of_seasons = if form.multiplies { 1.0 } else { self.scale };
        let seasons = NAMES.iter().zip(&first.seasons);
        let all = [
            (true, "alpha", weights.alpha),
            (true, "level", first.level * self.scale),
            (form.has_slope(), "beta", weights.beta),
            (form.has_slope(), "slope", first.slope * self.scale),
            (form.trend == Trend::Damped, "phi", weights.phi),
            (form.shocks == Shocks::Multiplicative, "multiplicative", 1.0),
            (true, "gamma", weights.gamma),
        ];
        let all =
            all.into_iter().filter(|(has, _, _)| *has).map(|(_, name, value)| Parameter::new(name, value));
        all.chain(seasons.map(|(name, season)| Parameter::new(name, season * of_seasons))).collect()
    }
}

fn needed(history: &History) -> usize {
    2 * history.season() + MORE
}

/// The sound ones among all of some trends, shocks and seasons, from the simplest.
fn forms(
    period: usize,
    trends: &[Trend],
    shocks: &[Shocks],
    seasons: Option<Seasons>,
) -> impl Iterator<Item = Form> {
    let kinds = [
        (Shocks::Additive, false, Seasons::Additive),
        (Shocks::Multiplicative, false, Seasons::Additive),
        (Shocks::Multiplicative, true, Seasons::Multiplicative),
    ];
    kinds
        .into_iter()
        .filter(move |(of, _, kind)| shocks.contains(of) && seasons.is_none_or(|asked| asked == *kind))
        .flat_map(move |(shocks, multiplies, _)| {
            trends.iter().map(move |trend| Form { trend: *trend, shocks, multiplies, period })
        })
}

impl Form {
    /// First states as they look: the season by its moving mean, level and slope by a line through what it leaves of the
    /// first two years. (Hyndman, Koehler, Ord and Snyder 2008, 2.6.1.)
    fn states(self, values: &[f64]) -> Numbers {
        let seasons = self.pattern(values);
        let beginning = values.iter().zip(seasons.iter().cycle()).take(BEGINNING * self.period);
        let plain: Vec<f64> = beginning
            .map(|(value, season)| if self.multiplies { value / season } else { value - season })
            .collect();
        let (level, slope) = line(&plain);
        let mut numbers = [0.0; MOST];
        numbers[FIRST..self.end()].copy_from_slice(&seasons[..self.period - 1]);
        if self.has_slope() {
            [numbers[LEVEL], numbers[SLOPE]] = [level, slope];
        } else {
            numbers[LEVEL] = plain[..self.period].iter().sum::<f64>() / self.period as f64;
        }
        numbers
    }

    /// The season as its moving mean shows it, of sum 0 or mean 1.
    fn pattern(self, values: &[f64]) -> Vec<f64> {
        let stands = |value: f64, mean: f64| if self.multiplies { value / mean } else { value - mean };
        let seasons = pattern(values, self.period, stands);
        let mean = seasons.iter().sum::<f64>() / self.period as f64;
        seasons.iter().map(|season| stands(*season, mean)).collect()
    }

    /// States with weights to start from.
    fn starting(self, states: Numbers, [alpha, gamma, beta, phi]: [f64; 4]) -> Numbers {
        let mut numbers = states;
        numbers[ALPHA] = alpha;
        numbers[GAMMA] = gamma;
        numbers[BETA] = if self.has_slope() { beta } else { 0.0 };
        numbers[PHI] = if self.trend == Trend::Damped { phi } else { 1.0 };
        numbers
    }
}

/// The last state, carried on.
#[derive(Debug)]
struct Ahead {
    form: Form,
    weights: Weights<f64>,
    last: State<f64>,
    scale: f64,
    /// How many values there were.
    count: usize,
}

impl Ahead {
    /// φ + φ² + … + φʰ.
    fn damped(&self, ahead: usize) -> f64 {
        std::iter::successors(Some(self.weights.phi), |power| Some(power * self.weights.phi))
            .take(ahead)
            .sum()
    }
}

impl Outlook for Ahead {
    fn level(&self, ahead: usize) -> f64 {
        let ahead = ahead.max(1);
        let base = self.last.level + self.damped(ahead) * self.last.slope;
        let season = self.last.seasons[(self.count + ahead - 1) % self.form.period];
        self.scale * if self.form.multiplies { base * season } else { base + season }
    }

    /// √(1 + Σ cⱼ²) with cⱼ = α + β (φ + … + φʲ), and γ more where j is a multiple of the season, j < h: class 1 of Hyndman et al.
    /// (2008), chapter 6.
    fn spread(&self, ahead: usize) -> f64 {
        let weight = |lag: usize| {
            let season = if lag.is_multiple_of(self.form.period) { self.weights.gamma } else { 0.0 };
            self.weights.alpha + self.weights.beta * self.damped(lag) + season
        };
        (1.0 + (1..ahead.max(1)).map(|lag| weight(lag).powi(2)).sum::<f64>()).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Stream, normal_quantile};
    use crate::projection::fit::{Method, Smoothing};

    /// Standard normal numbers.
    fn noise(seed: u64, count: usize) -> Vec<f64> {
        let mut shares = vec![0.0; count];
        Stream::new(seed, "noise").fill(0, &mut shares);
        shares.into_iter().map(normal_quantile).collect()
    }

    /// Quarters drawn from a model with level 100, slope 0.5, α = 0.4, β = 0.02, φ = 0.95 and γ = 0.3.
    fn drawn(form: Form, seed: u64, count: usize) -> Vec<f64> {
        let seasons = if form.multiplies { [0.8, 1.1, 1.3, 0.8] } else { [-20.0, 10.0, 30.0, -20.0] };
        let (mut level, mut slope, mut seasons) = (100.0, 0.5, seasons);
        let draw = |(k, noise): (usize, f64)| {
            let fade = match form.trend {
                Trend::None => 0.0,
                Trend::Straight => slope,
                Trend::Damped => 0.95 * slope,
            };
            let (base, season) = (level + fade, seasons[k % 4]);
            let expected = if form.multiplies { base * season } else { base + season };
            let error = if form.shocks == Shocks::Multiplicative { 0.02 * expected } else { 2.0 } * noise;
            let [up, across] = if form.multiplies { [error / season, error / base] } else { [error; 2] };
            level = base + 0.4 * up;
            slope = fade + 0.02 * up;
            seasons[k % 4] = season + 0.3 * across;
            expected + error
        };
        noise(seed, count).into_iter().enumerate().map(draw).collect()
    }

    /// Every model gives back the weights of what was drawn from it, as well as three hundred values tell them.
    #[test]
    fn weights_are_found_again() {
        let all = [Trend::None, Trend::Straight, Trend::Damped];
        let shocks = [Shocks::Additive, Shocks::Multiplicative];
        for form in forms(4, &all, &shocks, None) {
            let (mut alphas, mut gammas) = (0.0, 0.0);
            for seed in 1..=3 {
                let history = History::seasonal(&drawn(form, seed, 300), 4).unwrap();
                let seasons = if form.multiplies { Seasons::Multiplicative } else { Seasons::Additive };
                let fitted =
                    Smoothing::new(form.trend, form.shocks).with_season(seasons).fit(&history).unwrap();
                alphas += fitted.parameter("alpha").unwrap() / 3.0;
                gammas += fitted.parameter("gamma").unwrap() / 3.0;
            }
            // Standard errors of the two are about 0.05.
            assert!((alphas - 0.4).abs() < 0.1, "{form:?} {alphas}");
            assert!((gammas - 0.3).abs() < 0.1, "{form:?} {gammas}");
        }
    }

    /// Of forty random walks of eight years of quarters, few are said to have a season.
    #[test]
    fn what_has_no_season_mostly_gets_none() {
        let seasonal = |seed: u64| {
            let values: Vec<f64> = noise(seed, 32)
                .into_iter()
                .scan(100.0, |level, noise| {
                    *level += 3.0 * noise;
                    Some(*level)
                })
                .collect();
            let fitted = Smoothing::automatic().fit(&History::seasonal(&values, 4).unwrap()).unwrap();
            fitted.parameter("gamma").is_some()
        };
        let found = (1..=40).filter(|seed| seasonal(*seed)).count();
        assert!(found <= 6, "{found}");
    }

    /// Of forty quarters of a clear season, all are said to have one, and none is said to be what it is not by far.
    #[test]
    fn what_has_a_season_gets_one() {
        let form = Form { trend: Trend::Straight, shocks: Shocks::Additive, multiplies: false, period: 4 };
        for seed in 1..=8 {
            let history = History::seasonal(&drawn(form, seed, 40), 4).unwrap();
            assert!(Smoothing::automatic().fit(&history).unwrap().parameter("gamma").is_some(), "{seed}");
        }
    }

    /// Searched on from where it was, a model ends where a search from the beginning ends.
    #[test]
    fn searched_on_is_searched_anew() {
        let form =
            Form { trend: Trend::Straight, shocks: Shocks::Multiplicative, multiplies: true, period: 4 };
        let values = drawn(form, 5, 60);
        let best = |count: usize| {
            let history = History::seasonal(&values[..count], 4).unwrap();
            Seasonal::best(&history, &[form.trend], &[form.shocks], Some(Seasons::Multiplicative)).unwrap()
        };
        let on = best(58).again(&History::seasonal(&values, 4).unwrap()).unwrap();
        assert!((on.criterion - best(60).criterion).abs() < 1e-3);
    }
}
