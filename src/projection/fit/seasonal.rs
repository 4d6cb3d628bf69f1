//! Exponential smoothing with its season in the model: the recursion, and the likelihood with its slopes.

use super::dual::{Dual, MOST, Number};
use super::smoothing::{Shocks, Trend};

/// How a season of quarters or months enters a smoothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seasons {
    /// Not at all: there is none.
    None,
    /// As amounts that are added to the level, and sum to 0.
    Additive,
    /// As multiples of the level, whose mean is 1: values must be above zero.
    Multiplicative,
}

/// The longest season that a model has: a year of months.
pub(super) const LONGEST: usize = MOST + 1 - FIRST;

/// A model's numbers, each at its place. The last season is what the others leave of their sum.
///
/// What a model has not stands at its place all the same, with the value that makes it without effect.
pub(super) type Numbers = [f64; MOST];

/// Of the level, within 0.0001 and 0.9999.
pub(super) const ALPHA: usize = 0;
/// Of the season, in parts of 1 − α.
pub(super) const GAMMA: usize = 1;
/// Of the slope, in parts of α.
pub(super) const BETA: usize = 2;
/// What is left of the slope after a period.
pub(super) const PHI: usize = 3;
pub(super) const LEVEL: usize = 4;
pub(super) const SLOPE: usize = 5;
/// The first season; the others follow.
pub(super) const FIRST: usize = 6;

/// Errors less than this part of the values are those of rounding: a sum of squares is not less than theirs.
const ROUNDING: f64 = 1e-10;

/// What a model is made of. A multiplicative season goes with multiplicative shocks alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) trend: Trend,
    pub(super) shocks: Shocks,
    /// Whether the season multiplies; else it is added.
    pub(super) multiplies: bool,
    /// After how many periods it comes round, at most [`LONGEST`].
    pub(super) period: usize,
}

/// The weights themselves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<N> {
    pub(super) alpha: N,
    pub(super) beta: N,
    pub(super) gamma: N,
    pub(super) phi: N,
}

/// Level, slope, and the season of each place in the year.
#[derive(Debug, Clone)]
pub(super) struct State<N> {
    pub(super) level: N,
    pub(super) slope: N,
    pub(super) seasons: Vec<N>,
}

/// How unlikely numbers make the values, and the quadratic that squared errors are nearby.
#[derive(Debug)]
pub(super) struct Linearised {
    pub(super) value: f64,
    /// The sum of squared errors.
    pub(super) squares: f64,
    /// The sums of products of the effects of any two numbers on the errors; the lower triangle alone.
    pub(super) products: [[f64; MOST]; MOST],
    /// The sums of products of the effect of each number on the errors with the errors.
    pub(super) slope: Numbers,
}

impl Form {
    pub(super) fn has_slope(self) -> bool {
        self.trend != Trend::None
    }

    /// Whether the model has a number at a place.
    pub(super) fn has(self, place: usize) -> bool {
        match place {
            BETA | SLOPE => self.has_slope(),
            PHI => self.trend == Trend::Damped,
            _ => place < self.end(),
        }
    }

    /// One past the last place.
    pub(super) fn end(self) -> usize {
        FIRST + self.period - 1
    }

    /// How many numbers are found, the size of the errors among them.
    pub(super) fn count(self) -> usize {
        1 + (0..MOST).filter(|place| self.has(*place)).count()
    }

    pub(super) fn first<N: Number>(self, numbers: &[N; MOST]) -> State<N> {
        let mut seasons = numbers[FIRST..self.end()].to_vec();
        let sum = N::constant(if self.multiplies { self.period as f64 } else { 0.0 });
        seasons.push(seasons.iter().fold(sum, |left, season| left - *season));
        State { level: numbers[LEVEL], slope: numbers[SLOPE], seasons }
    }

    /// Runs over values, showing each with what was foreseen of it, and gives the last state; none where something is not
    /// above zero that must be.
    pub(super) fn run<N: Number>(
        self,
        values: &[f64],
        numbers: &[N; MOST],
        mut show: impl FnMut(f64, N),
    ) -> Option<State<N>> {
        let weights = Weights::of(numbers);
        let mut state = self.first(numbers);
        let mut places = (0..self.period).cycle();
        for value in values {
            let place = places.next()?;
            let (slope, base) = state.before(self, weights);
            let season = state.seasons[place];
            let expected = self.expected(base, season)?;
            show(*value, expected);
            let error = N::constant(*value) - expected;
            let [up, across] = if self.multiplies { [error / season, error / base] } else { [error, error] };
            state.level = base + weights.alpha * up;
            state.slope = if self.has_slope() { slope + weights.beta * up } else { slope };
            state.seasons[place] = season + weights.gamma * across;
        }
        Some(state)
    }

    /// The value that a level and a season foresee.
    fn expected<N: Number>(self, base: N, season: N) -> Option<N> {
        if self.multiplies {
            return (base.value() > 0.0 && season.value() > 0.0).then(|| base * season);
        }
        let expected = base + season;
        (self.shocks == Shocks::Additive || expected.value() > 0.0).then_some(expected)
    }

    /// How unlikely numbers make the values: −2 ln of the likelihood's maximum over the size of errors, but for a number
    /// that is the same for all models of the same values.
    pub(super) fn value(self, values: &[f64], numbers: &Numbers) -> f64 {
        let (mut squares, mut logarithms) = (0.0, 0.0);
        let relative = self.shocks == Shocks::Multiplicative;
        let last = self.run(values, numbers, |value, expected: f64| {
            let error = value - expected;
            squares += if relative { (error / expected).powi(2) } else { error * error };
            logarithms += if relative { expected.ln() } else { 0.0 };
        });
        last.map_or(f64::INFINITY, |_| unlikely(values.len(), squares, logarithms))
    }

    /// The same, with the slopes of the errors by each number.
    ///
    /// With multiplicative shocks it is n ln Σ (ε G)² for relative errors ε and the geometric mean G of what was foreseen:
    /// least squares, as with additive ones, but for the effect of each number on G.
    pub(super) fn linearised(self, values: &[f64], numbers: &Numbers) -> Option<Linearised> {
        let variables: [Dual; MOST] = std::array::from_fn(|place| {
            if self.has(place) {
                Dual::variable(numbers[place], place)
            } else {
                Dual::constant(numbers[place])
            }
        });
        let mut sums = Sums::new(self.end());
        match self.shocks {
            Shocks::Additive => self.run(values, &variables, |value, expected| sums.add(value, &expected)),
            Shocks::Multiplicative => {
                self.run(values, &variables, |value, expected| sums.add_relative(value, &expected))
            }
        }?;
        Some(sums.linearised(values.len()))
    }
}

impl<N: Number> Weights<N> {
    pub(super) fn of(numbers: &[N; MOST]) -> Self {
        Self {
            alpha: numbers[ALPHA],
            beta: numbers[ALPHA] * numbers[BETA],
            gamma: (N::constant(1.0) - numbers[ALPHA]) * numbers[GAMMA],
            phi: numbers[PHI],
        }
    }
}

impl<N: Number> State<N> {
    /// The slope and the level of the next value before it is known.
    fn before(&self, form: Form, weights: Weights<N>) -> (N, N) {
        let slope = if form.trend == Trend::Damped { weights.phi * self.slope } else { self.slope };
        (slope, if form.has_slope() { self.level + slope } else { self.level })
    }
}

fn unlikely(count: usize, squares: f64, logarithms: f64) -> f64 {
    let count = count as f64;
    count * squares.max(ROUNDING * ROUNDING * count).ln() + 2.0 * logarithms
}

/// What is summed over the values: errors, their products with effects, and those of effects with each other.
#[derive(Debug)]
struct Sums {
    end: usize,
    squares: f64,
    logarithms: f64,
    products: [[f64; MOST]; MOST],
    slope: Numbers,
    of_logarithms: Numbers,
}

impl Sums {
    fn new(end: usize) -> Self {
        let zeros = [0.0; MOST];
        let products = [zeros; MOST];
        Self { end, squares: 0.0, logarithms: 0.0, products, slope: zeros, of_logarithms: zeros }
    }

    fn add(&mut self, value: f64, expected: &Dual) {
        self.add_error(value - expected.value, -1.0, &expected.effects);
    }

    fn add_relative(&mut self, value: f64, expected: &Dual) {
        let foreseen = expected.value;
        self.logarithms += foreseen.ln();
        for (sum, effect) in self.of_logarithms.iter_mut().zip(&expected.effects) {
            *sum += effect / foreseen;
        }
        self.add_error(value / foreseen - 1.0, -value / (foreseen * foreseen), &expected.effects);
    }

    /// An error, on which a unit of what was foreseen has an effect.
    fn add_error(&mut self, error: f64, by: f64, effects: &Numbers) {
        self.squares += error * error;
        let effects = effects.map(|effect| by * effect);
        for (place, effect) in effects.iter().enumerate().take(self.end) {
            self.slope[place] += error * effect;
            for (product, other) in self.products[place].iter_mut().zip(&effects) {
                *product += effect * other;
            }
        }
    }

    /// With the effects on the geometric mean, which are nought with additive shocks.
    fn linearised(mut self, count: usize) -> Linearised {
        let mean = self.of_logarithms.map(|sum| sum / count as f64);
        for (place, row) in self.products.iter_mut().enumerate() {
            for (other, product) in row[..=place].iter_mut().enumerate() {
                *product += self.slope[place] * mean[other] + mean[place] * self.slope[other];
                *product += self.squares * mean[place] * mean[other];
            }
        }
        for (slope, mean) in self.slope.iter_mut().zip(&mean) {
            *slope += self.squares * mean;
        }
        let value = unlikely(count, self.squares, self.logarithms);
        Linearised { value, squares: self.squares, products: self.products, slope: self.slope }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first sixteen quarters of `austourists`: see `tests/seasonal_smoothing.rs`.
    const VISITORS: [f64; 16] = [
        30.052_513, 19.148_496, 25.317_692, 27.591_437, 32.076_456, 23.487_961, 28.475_94, 35.123_753,
        36.838_485, 25.007_017, 30.722_23, 28.693_759, 36.640_986, 23.824_609, 29.311_683, 31.770_309,
    ];

    fn numbers(seasons: [f64; 3]) -> Numbers {
        let mut numbers = [0.0; MOST];
        let some = [0.35, 0.4 / 0.65, 0.02 / 0.35, 0.95, 24.0, 0.7];
        numbers[..FIRST].copy_from_slice(&some);
        numbers[FIRST..FIRST + 3].copy_from_slice(&seasons);
        numbers
    }

    fn forms() -> [(Form, Numbers); 3] {
        let form = |shocks, multiplies| Form { trend: Trend::Damped, shocks, multiplies, period: 4 };
        [
            (form(Shocks::Additive, false), numbers([1.5, -0.5, -6.5])),
            (form(Shocks::Multiplicative, false), numbers([1.5, -0.5, -6.5])),
            (form(Shocks::Multiplicative, true), numbers([1.04, 0.96, 0.77])),
        ]
    }

    /// The first two by `ETSModel(…, initialization_method="known").smooth([0.35, 0.02, 0.4, 0.95])` of statsmodels 0.15.0: twice its
    /// logarithm of the likelihood, turned, less n (1 + ln (2π / n)), and its last level, slope and seasons. All three by
    /// `_lib.ets.calc` of statsforecast 2.1.1, which follows R's `forecast`. (With a multiplicative season statsmodels has another
    /// recursion: its season follows the value in parts of the level after it, not before.)
    #[test]
    fn likelihoods_and_states_of_others() {
        let added =
            [5.497_402_566_058_656, -5.947_758_084_797_837, -1.392_666_000_025_28, 0.902_082_788_318_906];
        let multiplied = [
            1.178_133_878_578_394_6,
            0.799_859_673_008_680_8,
            0.948_730_174_339_934_7,
            1.030_047_134_331_736,
        ];
        let published = [
            (89.027_857_226_332_37, 30.872_564_394_452_85, 0.247_906_443_288_631_5, added),
            (92.362_820_174_842_91, 30.872_564_394_452_85, 0.247_906_443_288_631_5, added),
            (90.492_835_663_317_41, 30.919_124_481_515, 0.241_774_814_958_476_4, multiplied),
        ];
        for ((form, numbers), (value, level, slope, seasons)) in forms().into_iter().zip(published) {
            let found = form.value(&VISITORS, &numbers);
            assert!((found - value).abs() < 1e-11 * value, "{found} {value}");
            let last = form.run(&VISITORS, &numbers, |_, _| ()).unwrap();
            assert!((last.level - level).abs() < 1e-11 && (last.slope - slope).abs() < 1e-12);
            for (found, published) in last.seasons.iter().zip(seasons) {
                assert!((found - published).abs() < 1e-11, "{found} {published}");
            }
        }
    }

    /// The slopes of the likelihood are its differences a little apart: 2 n / Σ e² times those of the squares.
    #[test]
    fn slopes_are_differences() {
        let little = 1e-6;
        for (form, numbers) in forms() {
            let found = form.linearised(&VISITORS, &numbers).unwrap();
            assert!((found.value - form.value(&VISITORS, &numbers)).abs() < 1e-12 * found.value);
            for place in 0..form.end() {
                let at = |step: f64| {
                    let mut moved = numbers;
                    moved[place] += step;
                    form.value(&VISITORS, &moved)
                };
                let difference = (at(little) - at(-little)) / (2.0 * little);
                let slope = 2.0 * 16.0 / found.squares * found.slope[place];
                assert!(
                    (slope - difference).abs() < 1e-5 * (1.0 + slope.abs()),
                    "{place} {slope} {difference}"
                );
            }
        }
    }

    /// A multiplicative model stops where a level or a season is not above zero.
    #[test]
    fn what_must_be_above_zero_is() {
        let [_, (relative, mut numbers), (multiplied, mut others)] = forms();
        numbers[LEVEL] = -30.0;
        others[LEVEL] = -1.0;
        assert_eq!(relative.value(&VISITORS, &numbers), f64::INFINITY);
        assert_eq!(multiplied.value(&VISITORS, &others), f64::INFINITY);
    }
}
