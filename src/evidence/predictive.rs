use std::ops::RangeInclusive;

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::SpreadError;

/// The fewest observations that a prediction is made from.
const FEWEST: usize = 3;

/// The name of the shape in messages.
const SHAPE: &str = "predictive";

/// What the next observation of a kind may be, of which only a few are known.
///
/// It is no distribution that the few would be a perfect picture of: the uncertainty about the distribution is in it.
///
/// - *Between the observations* it follows Hill (1968): of `n` observations that could have come in any order, the
///   next falls with equal probability, 1 / (n + 1), into each of the n + 1 gaps that they leave. The mean of
///   Rubin's Bayesian bootstrap (1981) over gaps (Banks 1988) is the same. Nothing is assumed of the distribution.
/// - *Below the lowest and above the highest*, where half of the answer is if there are five observations, it goes on
///   as the predictive Student distribution of a normal sample does, with n − 1 degrees of freedom and the scale
///   s √(1 + 1/n); of ratios, in their logarithms. It ends one whole range of the observations away from them: they
///   say nothing of what lies further.
///
/// The more observations there are, the nearer it comes to their own distribution.
///
/// An observation that is only known within two ends stands at its middle (geometric, of ratios), and s² has the
/// mean of width² / 12 added, which is the variance within a range whose every value is as likely.
///
/// ```text
/// q(p) = x(i) + (h − i)(x(i+1) − x(i))            h = p (n + 1), i = ⌊h⌋, 1 ≤ h ≤ n
/// q(p) = x(1) exp(−min(r, s √(1+1/n) (t(1/(n+1)) − t(p))))        h < 1; without exp for differences
/// ```
///
/// Its median is the plain median of the observations.
///
/// ```
/// use corridor::evidence::Predictive;
///
/// // Plan against outcome of five years of one railway corridor.
/// let ratios = [1.79, 0.40, 0.46, 1.10, 0.79];
/// let next = Predictive::of_ratios(ratios.map(|ratio| ratio..=ratio))?;
/// assert_eq!(next.quantile(0.5), 0.79);
/// // Within which it is with 80 %, and within which a plain reading of the five would have it.
/// assert!(next.quantile(0.1) < 0.32 && next.quantile(0.9) > 2.2);
/// assert!(next.plain_quantile(0.1) > 0.42 && next.plain_quantile(0.9) < 1.52);
/// # Ok::<(), corridor::evidence::SpreadError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "posterior predictive")]
#[doc(alias = "reference class")]
pub struct Predictive {
    /// Rising.
    points: Vec<f64>,
    /// s √(1 + 1/n), of ratios in logarithms.
    scale: f64,
    /// From the lowest to the highest, on the same scale.
    range: f64,
    /// Whether it goes on by factors.
    is_ratio: bool,
    /// The quantile of Student's distribution at which the lower tail begins: t(1/(n+1)).
    edge: f64,
}

/// Two observations between which the median of all that could be observed lies, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MedianBetween {
    /// The lower observation.
    pub low: f64,
    /// The higher observation.
    pub high: f64,
    /// The probability, from 0 to 1.
    pub probability: f64,
}

impl Predictive {
    /// Of ratios, none below 0: outcome over promise.
    ///
    /// # Errors
    /// Fewer than three ratios above 0, a ratio below 0, NaN, infinity, and ranges whose ends are not in order.
    pub fn of_ratios(observed: impl IntoIterator<Item = RangeInclusive<f64>>) -> Result<Self, SpreadError> {
        let observed = checked(observed)?;
        if let Some(below) = observed.iter().find(|range| *range.start() < 0.0) {
            let (parameter, given) = ("observations", *below.start());
            return Err(SpreadError::OutOfRange {
                shape: SHAPE,
                parameter,
                given,
                allowed: "ratios of 0 or more",
            });
        }
        let logs: Vec<RangeInclusive<f64>> = observed
            .iter()
            .filter(|range| *range.start() > 0.0)
            .map(|range| range.start().ln()..=range.end().ln())
            .collect();
        let points = observed.iter().map(|range| {
            let (low, high) = (*range.start(), *range.end());
            if low > 0.0 { low * (high / low).sqrt() } else { f64::midpoint(low, high) }
        });
        Ok(Self { is_ratio: true, ..Self::spread_as(points.collect(), &logs)? })
    }

    /// Of differences: by how much later than promised.
    ///
    /// If none of them is below 0 the next cannot be either.
    ///
    /// # Errors
    /// Fewer than three, NaN, infinity, and ranges whose ends are not in order.
    pub fn of_differences(
        observed: impl IntoIterator<Item = RangeInclusive<f64>>,
    ) -> Result<Self, SpreadError> {
        let observed = checked(observed)?;
        Self::spread_as(observed.iter().map(middle).collect(), &observed)
    }

    /// Points with the spread that observations have on the scale of the tails.
    fn spread_as(mut points: Vec<f64>, on_scale: &[RangeInclusive<f64>]) -> Result<Self, SpreadError> {
        let given = on_scale.len();
        if given < FEWEST {
            return Err(SpreadError::TooFewToPredict { given, least: FEWEST });
        }
        points.sort_by(f64::total_cmp);
        let middles: Vec<f64> = on_scale.iter().map(middle).collect();
        let count = given as f64;
        let mean = middles.iter().sum::<f64>() / count;
        let between: f64 = middles.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
        let within: f64 =
            on_scale.iter().map(|range| (range.end() - range.start()).powi(2) / 12.0).sum::<f64>() / count;
        let scale = ((between + within) * (1.0 + 1.0 / count)).sqrt();
        let low = middles.iter().copied().fold(f64::INFINITY, f64::min);
        let high = middles.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut this = Self { points, scale, range: high - low, is_ratio: false, edge: 0.0 };
        let tail = 1.0 / (this.points.len() + 1) as f64;
        this.edge = this.student().map_or(0.0, |student| student.inverse_cdf(tail));
        Ok(this)
    }

    /// How many observations it is made from.
    pub fn count(&self) -> usize {
        self.points.len()
    }

    /// The observations, rising; those within two ends at their middle.
    pub fn points(&self) -> &[f64] {
        &self.points
    }

    /// The value that the next observation stays below with probability `share`, held within 0 and 1.
    #[doc(alias = "inverse_cdf")]
    pub fn quantile(&self, share: f64) -> f64 {
        let share = if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) };
        let place = share * (self.points.len() + 1) as f64;
        if place < 1.0 {
            self.below_lowest(self.beyond(share))
        } else if place > self.points.len() as f64 {
            self.above_highest(self.beyond(1.0 - share))
        } else {
            self.between(place - 1.0)
        }
    }

    /// The quantile of the observations alone, as if there could be no others: linear between them, from the lowest
    /// at 0 to the highest at 1 (type 7 of Hyndman and Fan 1996).
    #[doc(alias = "empirical")]
    pub fn plain_quantile(&self, share: f64) -> f64 {
        let share = if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) };
        self.between(share * (self.points.len() - 1) as f64)
    }

    /// Between which observations the median of all that could be observed lies: the innermost pair that is sure to
    /// at least `probability`, or else the lowest and the highest.
    ///
    /// It follows from the binomial distribution alone, whatever is observed (Thompson 1936).
    ///
    /// ```
    /// use corridor::evidence::Predictive;
    ///
    /// let next = Predictive::of_ratios([0.87, 0.93, 0.95, 0.96, 1.09].map(|ratio| ratio..=ratio))?;
    /// let median = next.median_between(0.9);
    /// assert_eq!((median.low, median.high, median.probability), (0.87, 1.09, 0.9375));
    /// # Ok::<(), corridor::evidence::SpreadError>(())
    /// ```
    pub fn median_between(&self, probability: f64) -> MedianBetween {
        let count = self.points.len();
        // The binomial probability of `cut` observations on one side of the median, and of at most as many.
        let mut term = 0.5_f64.powi(i32::try_from(count).unwrap_or(i32::MAX));
        let (mut at_most, mut cut) = (term, 0);
        while cut + 1 < count / 2 {
            term *= (count - cut) as f64 / (cut + 1) as f64;
            if 1.0 - 2.0 * (at_most + term) < probability {
                break;
            }
            (at_most, cut) = (at_most + term, cut + 1);
        }
        let (low, high) = (self.points[cut], self.points[count - 1 - cut]);
        MedianBetween { low, high, probability: 1.0 - 2.0 * at_most }
    }

    /// The probability of a value below `value`, or of at most `value` if it `counts` itself: they differ where
    /// something was observed more than once, or ends a tail.
    pub(super) fn probability(&self, value: f64, counts: bool) -> f64 {
        let reached = |other: f64| if counts { other <= value } else { other < value };
        if !reached(self.quantile(0.0)) {
            return 0.0;
        }
        if reached(self.quantile(1.0)) {
            return 1.0;
        }
        let count = self.points.len();
        match self.points.partition_point(|point| reached(*point)) {
            0 => self.mass_beyond(self.distance(value, self.points[0])),
            below if below == count => 1.0 - self.mass_beyond(self.distance(self.points[count - 1], value)),
            below => {
                let (low, high) = (self.points[below - 1], self.points[below]);
                (below as f64 + (value - low) / (high - low)) / (count + 1) as f64
            }
        }
    }

    /// How far apart two values are on the scale of the tails.
    fn distance(&self, low: f64, high: f64) -> f64 {
        if self.is_ratio { (high / low).ln() } else { high - low }
    }

    /// Linear between observations, counted from 0.
    fn between(&self, place: f64) -> f64 {
        let last = self.points.len() - 1;
        let whole = place.floor();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place among the points"
        )]
        let index = (whole as usize).min(last);
        let next = self.points[(index + 1).min(last)];
        self.points[index] + (place - whole) * (next - self.points[index])
    }

    fn below_lowest(&self, by: f64) -> f64 {
        let lowest = self.points[0];
        if self.is_ratio { lowest * (-by).exp() } else { (lowest - by).max(lowest.min(0.0)) }
    }

    fn above_highest(&self, by: f64) -> f64 {
        let highest = self.points[self.points.len() - 1];
        if self.is_ratio { highest * by.exp() } else { highest + by }
    }

    /// How far beyond the outermost observation the share `outside` lies, on the scale of the tails.
    fn beyond(&self, outside: f64) -> f64 {
        if self.scale <= 0.0 || outside <= 0.0 {
            return self.range;
        }
        let Some(student) = self.student() else { return self.range };
        (self.scale * (self.edge - student.inverse_cdf(outside))).clamp(0.0, self.range)
    }

    /// The share that lies further beyond the outermost observation.
    fn mass_beyond(&self, distance: f64) -> f64 {
        let Some(student) = self.student().filter(|_| self.scale > 0.0) else { return 0.0 };
        student.cdf(self.edge - distance / self.scale)
    }

    fn student(&self) -> Option<StudentsT> {
        StudentsT::new(0.0, 1.0, (self.points.len() - 1) as f64).ok()
    }
}

fn middle(range: &RangeInclusive<f64>) -> f64 {
    f64::midpoint(*range.start(), *range.end())
}

/// Observations that are finite, with their ends in order.
fn checked(
    observed: impl IntoIterator<Item = RangeInclusive<f64>>,
) -> Result<Vec<RangeInclusive<f64>>, SpreadError> {
    let observed: Vec<RangeInclusive<f64>> = observed.into_iter().collect();
    for range in &observed {
        for given in [*range.start(), *range.end()] {
            if !given.is_finite() {
                return Err(SpreadError::NotFinite { shape: SHAPE, parameter: "observations", given });
            }
        }
        if range.start() > range.end() {
            let (lower, upper) = (*range.start(), *range.end());
            return Err(SpreadError::Unordered {
                shape: SHAPE,
                what: "the ends of an observation",
                lower,
                upper,
            });
        }
    }
    Ok(observed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Stream;
    use approx::assert_relative_eq;
    use statrs::distribution::Normal;

    /// Agreement of quantile and distribution function: the inverse of `statrs` is the looser one.
    const INVERSE: f64 = 1e-8;
    /// How far the share of hits may lie from what was promised.
    const COVERAGE: f64 = 0.04;

    fn sure(ratios: &[f64]) -> Vec<RangeInclusive<f64>> {
        ratios.iter().map(|ratio| *ratio..=*ratio).collect()
    }

    /// Lognormal numbers of a stream.
    fn lognormal(stream: Stream, first: u64, count: usize, sigma: f64) -> Vec<f64> {
        let mut uniform = vec![0.0; count];
        stream.fill(first, &mut uniform);
        let normal = Normal::standard();
        uniform.into_iter().map(|share| (sigma * normal.inverse_cdf(share)).exp()).collect()
    }

    /// How often the next of `count + 1` lognormal numbers lies within two shares of the first `count`.
    fn hits(count: usize, sigma: f64, within: (f64, f64), quantile: fn(&Predictive, f64) -> f64) -> f64 {
        let (stream, repeats) = (Stream::new(7, "coverage"), 4000);
        let hit = |repeat: u64| {
            let drawn = lognormal(stream, repeat * 64, count + 1, sigma);
            let next = Predictive::of_ratios(sure(&drawn[..count])).unwrap();
            let (low, high) = (quantile(&next, within.0), quantile(&next, within.1));
            (low..=high).contains(&drawn[count])
        };
        (0..repeats).filter(|repeat| hit(*repeat)).count() as f64 / repeats as f64
    }

    /// What is said to happen in four of five cases does; what a plain reading of the points says does not.
    #[test]
    fn intervals_hold_what_they_promise() {
        for sigma in [0.1, 0.5, 1.0] {
            for count in [3, 4, 5, 6, 8, 12] {
                let predicted = hits(count, sigma, (0.1, 0.9), Predictive::quantile);
                assert!((predicted - 0.8).abs() < COVERAGE, "{count} of {sigma}: {predicted}");
                let plain = hits(count, sigma, (0.1, 0.9), Predictive::plain_quantile);
                assert!(plain < 0.8 - COVERAGE, "{count} of {sigma}: {plain}");
            }
            let predicted = hits(5, sigma, (0.05, 0.95), Predictive::quantile);
            assert!((predicted - 0.9).abs() < COVERAGE, "{sigma}: {predicted}");
        }
    }

    /// Hill's share of every gap, whatever the distribution: here one with two humps.
    #[test]
    fn every_gap_is_as_likely() {
        let stream = Stream::new(3, "gaps");
        let mut counts = [0_u32; 6];
        for repeat in 0..6000 {
            let mut drawn = lognormal(stream, repeat * 16, 6, 0.2);
            drawn.iter_mut().enumerate().for_each(|(k, value)| {
                *value += if stream.uniform(repeat * 16 + 8 + k as u64) < 0.3 { 5.0 } else { 0.0 };
            });
            let next = Predictive::of_ratios(sure(&drawn[..5])).unwrap();
            let share = next.probability(drawn[5], true);
            let gap = (0..5).filter(|gap| share >= f64::from(*gap + 1) / 6.0).count();
            counts[gap] += 1;
        }
        // Six binomial counts of 1000 with a standard deviation of 29.
        assert!(counts.iter().all(|count| count.abs_diff(1000) < 120), "{counts:?}");
    }

    /// With many observations it is their own distribution, far from lognormal as that may be.
    #[test]
    fn many_observations_speak_for_themselves() {
        for count in [10, 100, 1000] {
            let points: Vec<f64> =
                (0..count).map(|k| if k % 4 == 0 { 0.1 } else { 1.0 } + f64::from(k) / 1e4).collect();
            let next = Predictive::of_ratios(sure(&points)).unwrap();
            let below = |value: f64| points.iter().filter(|point| **point <= value).count() as f64;
            let furthest = (0..200)
                .map(|step| f64::from(step) / 100.0)
                .map(|value| (next.probability(value, true) - below(value) / f64::from(count)).abs())
                .fold(0.0, f64::max);
            assert!(furthest <= 1.0 / f64::from(count), "{count}: {furthest}");
        }
    }

    /// The same points predict more widely the less sure they are, and the fewer there are.
    #[test]
    fn what_is_less_sure_spreads_more() {
        let sharp = Predictive::of_ratios(sure(&[0.4, 0.5, 0.8, 1.1])).unwrap();
        let vague =
            Predictive::of_ratios([0.35..=0.4 * 0.4 / 0.35, 0.5..=0.5, 0.8..=0.8, 1.1..=1.1]).unwrap();
        assert_relative_eq!(sharp.quantile(0.5), vague.quantile(0.5), epsilon = INVERSE);
        assert!(vague.quantile(0.1) < sharp.quantile(0.1));
        let more = Predictive::of_ratios(sure(&[0.4, 0.4, 0.5, 0.5, 0.8, 0.8, 1.1, 1.1])).unwrap();
        assert!(more.quantile(0.1) > sharp.quantile(0.1) && more.quantile(0.9) < sharp.quantile(0.9));
    }

    #[test]
    fn quantiles_rise_and_invert_probabilities() {
        let records = [
            Predictive::of_ratios(sure(&[0.87, 0.93, 0.95, 0.96, 1.09])).unwrap(),
            Predictive::of_ratios([0.05..=0.07, 0.1..=0.1, 0.41..=0.41, 0.5..=0.5]).unwrap(),
            Predictive::of_ratios(sure(&[0.0, 0.2, 0.4, 0.9])).unwrap(),
            Predictive::of_differences(sure(&[0.5, 0.22, 2.0, 5.0])).unwrap(),
        ];
        for next in records {
            let mut before = f64::NEG_INFINITY;
            for step in 0..=1000 {
                let (share, value) = (f64::from(step) / 1000.0, next.quantile(f64::from(step) / 1000.0));
                assert!(value >= before && value >= 0.0 && value.is_finite(), "{next:?} at {share}");
                let is_inside = value > next.quantile(0.0) && value < next.quantile(1.0);
                if is_inside && value > before {
                    assert_relative_eq!(next.probability(value, true), share, epsilon = INVERSE);
                }
                before = value;
            }
        }
    }

    /// A promise of which nothing came is an observation like others; all of a kind that came out alike say one thing.
    #[test]
    fn nothing_and_always_the_same_are_observations() {
        let failed = Predictive::of_ratios(sure(&[0.0, 0.5, 0.8, 1.0])).unwrap();
        assert_eq!(failed.quantile(0.1), 0.0);
        let alike = Predictive::of_ratios(sure(&[0.9, 0.9, 0.9])).unwrap();
        assert_eq!((alike.quantile(0.0), alike.quantile(1.0)), (0.9, 0.9));
        let late = Predictive::of_differences(sure(&[0.0, 1.0, 2.0])).unwrap();
        assert_eq!(late.quantile(0.0), 0.0);
        let early = Predictive::of_differences(sure(&[-1.0, 1.0, 2.0])).unwrap();
        assert_eq!(early.quantile(0.0), -1.0);
    }

    /// Binomial shares, by hand: of nine, (1 + 9) / 512 lie on each side outside the second and the eighth.
    #[test]
    fn medians_lie_between_observations() {
        let next = Predictive::of_ratios(sure(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0])).unwrap();
        let median = next.median_between(0.9);
        assert_eq!((median.low, median.high), (2.0, 8.0));
        assert_relative_eq!(median.probability, 1.0 - 2.0 * 10.0 / 512.0, epsilon = INVERSE);
    }

    #[test]
    fn too_little_and_nonsense_are_refused() {
        let too_few = |given| SpreadError::TooFewToPredict { given, least: 3 };
        assert_eq!(Predictive::of_ratios(sure(&[0.9, 1.0])), Err(too_few(2)));
        assert_eq!(Predictive::of_ratios(sure(&[0.0, 0.0, 0.9, 1.0])), Err(too_few(2)));
        assert_eq!(Predictive::of_differences(sure(&[])), Err(too_few(0)));
        assert!(Predictive::of_ratios(sure(&[0.9, 1.0, -0.1])).is_err());
        for bad in [f64::NAN, f64::INFINITY] {
            assert!(Predictive::of_ratios(sure(&[0.9, 1.0, bad])).is_err());
            assert!(Predictive::of_differences(sure(&[0.9, 1.0, bad])).is_err());
        }
        let turned = Predictive::of_ratios([0.9..=0.8, 1.0..=1.0, 1.0..=1.0]);
        assert!(matches!(turned, Err(SpreadError::Unordered { .. })));
    }
}
