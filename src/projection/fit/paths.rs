use super::Forecast;
use super::law::normal;
use crate::evidence::Stream;

/// Ways that the periods after a history may go: for each draw, a level for every period.
///
/// A draw that is high in one period is likely high in the next: levels of two periods go together as the errors of
/// back-tests do.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "trajectories")]
#[doc(alias = "scenarios")]
pub struct Paths {
    periods: usize,
    /// Draw by draw.
    levels: Vec<f64>,
}

impl Paths {
    pub(super) fn drawn(forecast: &Forecast, periods: usize, draws: usize, seed: u64) -> Self {
        let factor = factor(forecast, periods);
        let stream = Stream::new(seed, "forecast");
        let mut shocks = vec![0.0; periods];
        let mut levels = Vec::with_capacity(periods * draws);
        for draw in 0..draws {
            stream.fill((draw * periods) as u64, &mut shocks);
            for shock in &mut shocks {
                *shock = normal(*shock);
            }
            levels.extend(factor.iter().enumerate().map(|(place, row)| {
                let together: f64 = row.iter().zip(&shocks).map(|(weight, shock)| weight * shock).sum();
                forecast.at(place + 1, together)
            }));
        }
        Self { periods, levels }
    }

    /// How many periods each has.
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// Each draw's levels, period by period, in base units.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.levels.chunks_exact(self.periods.max(1))
    }

    /// The level that this share of the draws does not exceed in a period, from 1 on.
    ///
    /// # Panics
    /// If there is no draw, or no such period.
    pub fn quantile(&self, ahead: usize, share: f64) -> f64 {
        let mut levels: Vec<f64> = self.iter().map(|path| path[ahead - 1]).collect();
        levels.sort_unstable_by(f64::total_cmp);
        let place = share.clamp(0.0, 1.0) * (levels.len() - 1) as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the draws")]
        let below = place.floor() as usize;
        let above = levels[(below + 1).min(levels.len() - 1)];
        levels[below] + (place - below as f64) * (above - levels[below])
    }
}

/// The lower triangle whose product with itself turned is the correlation of the periods (Cholesky).
fn factor(forecast: &Forecast, periods: usize) -> Vec<Vec<f64>> {
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(periods);
    for row in 0..periods {
        let mut weights: Vec<f64> = Vec::with_capacity(row + 1);
        for (column, before) in rows.iter().enumerate() {
            let correlation = forecast.law().correlation((row + 1) as f64, (column + 1) as f64);
            let shared: f64 = weights.iter().zip(before).map(|(a, b)| a * b).sum();
            weights.push((correlation - shared) / before[column]);
        }
        let explained: f64 = weights.iter().map(|weight| weight * weight).sum();
        weights.push((1.0 - explained).max(f64::MIN_POSITIVE).sqrt());
        rows.push(weights);
    }
    rows
}
