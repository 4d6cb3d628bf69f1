//! What may come, drawn from a fitted curve.

use super::CurveFit;
use super::least_squares_qr::dot;
use crate::evidence::{Stream, normal_quantile};

/// How often parameters out of their range are drawn again before the estimate itself is taken.
const TRIES: u64 = 20;
/// Beyond so many degrees of freedom, the deviation is as good as known.
const MANY: usize = 60;

impl CurveFit {
    /// Paths of levels at some times, one row for each draw: parameters from the multivariate Student distribution
    /// around the estimate, the residual deviation from its own (χ²), and an error at each time.
    ///
    /// So a path that is high at one time mostly is high at the next: sums and first crossings of paths are right,
    /// which those of margins are not. Levels of a curve that has none below 0 are held at 0. The same seed gives the
    /// same paths. `None` if there is no standard error to draw from.
    ///
    /// ```
    /// use corridor::projection::fit::{GrowthCurve, Point};
    ///
    /// let values = [10.0, 12.1, 13.8, 17.0, 20.1, 23.5];
    /// let points: Vec<Point> = (0..).zip(values).map(|(t, y)| Point::new(f64::from(t), y)).collect();
    /// let fit = GrowthCurve::Compound.fit(&points)?;
    /// let paths = fit.draws(&[6.0, 7.0], 1000, 7).unwrap();
    /// let rising = paths.iter().filter(|path| path[1] > path[0]).count();
    /// assert!(rising > 900);
    /// # Ok::<(), corridor::projection::fit::FitError>(())
    /// ```
    #[doc(alias = "simulate")]
    #[doc(alias = "bootstrap")]
    pub fn draws(&self, times: &[f64], count: usize, seed: u64) -> Option<Vec<Vec<f64>>> {
        let drawer = Drawer::new(self, times, seed)?;
        Some((0..count as u64).map(|draw| drawer.path(draw)).collect())
    }
}

struct Drawer<'a> {
    fit: &'a CurveFit,
    times: &'a [f64],
    deviation: f64,
    root: &'a [Vec<f64>],
    stream: Stream,
}

impl<'a> Drawer<'a> {
    fn new(fit: &'a CurveFit, times: &'a [f64], seed: u64) -> Option<Self> {
        let (deviation, root) = (fit.residual_deviation()?, fit.solution().root()?);
        let stream = Stream::new(seed, &format!("fit.{}", fit.curve().word()));
        Some(Self { fit, times, deviation, root, stream })
    }

    fn path(&self, draw: u64) -> Vec<f64> {
        (0..TRIES).find_map(|again| self.attempt(draw * (TRIES + 1) + again)).unwrap_or_else(|| self.middle())
    }

    /// A path, unless its parameters are out of the curve's range.
    fn attempt(&self, number: u64) -> Option<Vec<f64>> {
        let (parameters, spare) = (self.root.len(), self.fit.solution().degrees());
        let counted = if spare > MANY { 0 } else { spare };
        let normals = self.normals(number, parameters + counted + self.times.len());
        let (moves, rest) = normals.split_at(parameters);
        let (squares, errors) = rest.split_at(counted);
        let chance = if counted == 0 { 1.0 } else { (counted as f64 / dot(squares, squares)).sqrt() };
        let deviation = self.deviation * chance;
        let estimate = self.fit.solution().parameters();
        let drawn = estimate.iter().zip(self.root).map(|(value, row)| value + deviation * dot(row, moves));
        let drawn: Vec<f64> = drawn.collect();
        let levels = self.times.iter().zip(errors);
        levels.map(|(time, error)| self.level(&drawn, *time, deviation * error)).collect()
    }

    /// So many standard normal numbers, the same for the same number.
    fn normals(&self, number: u64, count: usize) -> Vec<f64> {
        let mut shares = vec![0.0; count];
        self.stream.fill(number * count as u64, &mut shares);
        shares.into_iter().map(normal_quantile).collect()
    }

    fn level(&self, parameters: &[f64], time: f64, error: f64) -> Option<f64> {
        let level = self.fit.drawn(parameters, time);
        let curve = self.fit.curve();
        let value = if curve.is_relative() { level * error.exp() } else { level + error };
        let held = if curve.is_positive() { value.max(0.0) } else { value };
        let in_range = level.is_finite() && !(curve.is_positive() && level < 0.0) && value.is_finite();
        in_range.then_some(held)
    }

    fn middle(&self) -> Vec<f64> {
        self.times.iter().map(|time| self.fit.level(*time)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::projection::fit::{GrowthCurve, Point};

    fn line() -> Vec<Point> {
        let errors = [0.3, -0.5, 0.1, 0.6, -0.4, -0.2, 0.5, -0.4, 0.2, -0.1];
        (0..)
            .zip(errors)
            .map(|(t, error)| Point::new(f64::from(t), 5.0 + 2.0 * f64::from(t) + error))
            .collect()
    }

    /// The share of drawn values within the interval by formula is its probability; 4000 draws tell it to 0.02.
    #[test]
    fn draws_and_intervals_agree() {
        let fit = GrowthCurve::Linear.fit(&line()).unwrap();
        let paths = fit.draws(&[12.0, 15.0], 4000, 11).unwrap();
        for probability in [0.5, 0.8, 0.95] {
            for (place, time) in [12.0, 15.0].into_iter().enumerate() {
                let (low, high) = fit.interval(time, probability).unwrap();
                let within = paths.iter().filter(|path| (low..=high).contains(&path[place])).count();
                assert!((within as f64 / 4000.0 - probability).abs() < 0.02, "{probability} at {time}");
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_paths() {
        let fit = GrowthCurve::Compound.fit(&line()).unwrap();
        let draws = |seed| fit.draws(&[10.0, 11.0], 50, seed).unwrap();
        assert_eq!(draws(3), draws(3));
        assert_ne!(draws(3), draws(4));
    }

    /// A market that is hardly seen yet may be of any size, but no path of it is negative or without a value.
    #[test]
    fn paths_of_an_unknown_ceiling_stay_in_range() {
        let values = [1.0, 1.3, 1.6, 2.2, 2.6, 3.7];
        let points: Vec<Point> = (0..).zip(values).map(|(t, y)| Point::new(f64::from(t), y)).collect();
        let fit = GrowthCurve::Logistic.fit(&points).unwrap();
        if let Some(paths) = fit.draws(&[6.0, 20.0], 500, 1) {
            assert!(paths.iter().flatten().all(|value| value.is_finite() && *value >= 0.0));
        }
    }
}
