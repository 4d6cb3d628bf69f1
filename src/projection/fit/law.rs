//! How far a forecast may be out: one law for all methods, its size measured on the history itself.

use std::sync::LazyLock;

use super::season::Season;
use super::{BackTest, History};
use crate::evidence::{Shape, Spread};

/// The error so many periods ahead grows with this power of their number.
///
/// It and the other numbers of this file are measured on the *training parts* of the 323 yearly series of the M3
/// competition with an odd number in their id: each cut six values before the end of its training part, and the six
/// foreseen by [`Auto`](super::Auto). Size and tails are those by which 50, 80, 90 and 95 % of these errors are as large as the law
/// says, the growth that which does so at each distance, and the correction for few values comes from earlier cuts.
pub(super) const GROWTH: f64 = 0.76;
/// How heavy the tails are: errors are distributed as sinh (0.8 z) / 0.8 of a normal z, a law of Johnson's (1949).
const TAILS: f64 = 0.8;
/// The size of the error one period ahead, in parts of the scale.
const SIZE: f64 = 1.11;
/// How much wider it is for few values: 1 + 3 / (n − 1)².
const FEW: f64 = 3.0;
/// The changes and errors of so many last periods tell the scale, for the size of changes moves with the level.
const RECENT: usize = 8;
/// The Hurst exponent of the dependence between periods: errors of two horizons are correlated as the values of a
/// fractional Brownian motion (Mandelbrot and van Ness 1968).
const HURST: f64 = 0.6;

/// The distribution of the error of a forecast at every distance, and how errors at two distances go together.
///
/// ```text
/// error h periods ahead = s h^0.76 sinh(0.8 z) / 0.8
/// s = 1.11 (1 + 3 / (n − 1)²) (mean |change| + mean |back-test error / h^0.76|) / 2
/// ```
///
/// with z standard normal, the means over the last eight periods. The errors of the back-test are those of a method whose numbers were
/// found anew at every origin, so that what is uncertain in the numbers is in them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErrorLaw {
    scale: f64,
}

impl ErrorLaw {
    /// Of a history, and the errors that the method made on it.
    pub fn new(history: &History, tested: &BackTest) -> Self {
        Self::known_at(history, tested, history.len())
    }

    /// As it would have been found when only the first `known` values were there.
    pub(super) fn known_at(history: &History, tested: &BackTest, known: usize) -> Self {
        let season = Season::of(history);
        let values = &season.removed(history.values())[..known];
        let changes = values.windows(2).rev().take(RECENT).map(|pair| pair[1] - pair[0]);
        let change = mean_size(changes).unwrap_or(values[0]).abs();
        let errors = tested.errors_known_at(known, known.saturating_sub(RECENT));
        let error = mean_size(errors.map(|(ahead, error)| error / (ahead as f64).powf(GROWTH)));
        let few = 1.0 + FEW / ((known.max(2) - 1) as f64).powi(2);
        Self { scale: SIZE * few * f64::midpoint(change, error.unwrap_or(change)) }
    }

    /// The size of the error one period ahead, in base units: its standard deviation if its tails were normal.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// The error so many periods ahead at a standard normal number: at 1.645 what is exceeded once in twenty times.
    pub fn at(&self, ahead: usize, normal: f64) -> f64 {
        self.width(ahead) * Self::shape(normal)
    }

    /// What the error so many periods ahead is at a normal number of which [`ErrorLaw::shape`] is 1, in base units.
    pub(in crate::projection) fn width(self, ahead: usize) -> f64 {
        self.scale * (ahead.max(1) as f64).powf(GROWTH)
    }

    /// The shape of all errors: sinh(0.8 z) / 0.8 of a standard normal number.
    pub(in crate::projection) fn shape(normal: f64) -> f64 {
        (TAILS * normal).sinh() / TAILS
    }

    /// The correlation of the normal numbers of two distances.
    ///
    /// ```text
    /// (h^1.2 + k^1.2 − |h − k|^1.2) / (2 (h k)^0.6)
    /// ```
    pub fn correlation(&self, ahead: f64, other: f64) -> f64 {
        let power = |x: f64| x.powf(2.0 * HURST);
        (power(ahead) + power(other) - power((ahead - other).abs())) / (2.0 * (ahead * other).powf(HURST))
    }
}

fn mean_size(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value.abs(), count + 1.0));
    (count > 0.0).then_some(sum / count)
}

/// The standard normal distribution.
static NORMAL: LazyLock<Option<Spread>> =
    LazyLock::new(|| Spread::new(Shape::Normal { mean: 0.0, sd: 1.0 }).ok());

/// The standard normal number that is exceeded by all but this share.
pub(super) fn normal(share: f64) -> f64 {
    NORMAL.as_ref().map_or(0.0, |spread| spread.quantile(share))
}
