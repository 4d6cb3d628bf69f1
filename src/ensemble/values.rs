//! The one place that knows a sketch: values as they are, or summed up in bounded memory.

use serde::{Deserialize, Serialize};

use super::narrow::Narrow;
#[cfg(feature = "sketch")]
use sketches_ddsketch::{Config, DDSketch};

/// The values of one number over the draws, from which its quantiles are read.
#[derive(Clone, Serialize, Deserialize)]
pub(super) enum Values {
    /// None: nobody asks for a quantile.
    Unasked,
    /// Those near the quantiles that are asked for.
    Narrow(Box<Narrow>),
    /// All of them, in the order of the draws.
    Exact(Vec<f64>),
    /// How many lie in each of many narrow bins; none before the first value.
    #[cfg(feature = "sketch")]
    Sketch(Option<Box<DDSketch>>),
}

/// The relative error of a quantile read off a sketch.
#[cfg(feature = "sketch")]
const RELATIVE_ERROR: f64 = 0.005;
/// Sizes below this count as 0, in base units: a gram, a hundredth of a cent.
#[cfg(feature = "sketch")]
const SMALLEST: f64 = 1e-6;
/// Sizes above this count as it.
#[cfg(feature = "sketch")]
const LARGEST: f64 = 1e30;
/// Enough bins for sizes from the smallest to the largest, so that none are ever lumped together.
#[cfg(feature = "sketch")]
const BINS: u32 = 8448;

/// The keys of sizes from the smallest to the largest: logarithms to the base (1 + e) / (1 − e), where e is the relative
/// error, and room for rounding.
#[cfg(feature = "sketch")]
const KEYS: std::ops::RangeInclusive<i64> = -1400..=6950;

impl Values {
    /// All values, as many as there will be draws.
    pub(super) fn exact() -> Self {
        Self::Exact(Vec::new())
    }

    /// A sketch.
    #[cfg(feature = "sketch")]
    pub(super) fn sketch() -> Self {
        Self::Sketch(None)
    }

    /// Whether the quantiles that are asked for are among what is kept.
    pub(super) fn holds_quantiles(&self) -> bool {
        match self {
            Self::Narrow(narrow) => narrow.holds(),
            _ => true,
        }
    }

    /// Takes values of further draws.
    pub(super) fn take(&mut self, values: &[f64]) {
        match self {
            Self::Unasked => {}
            Self::Narrow(narrow) => narrow.take(values),
            Self::Exact(all) => all.extend_from_slice(values),
            #[cfg(feature = "sketch")]
            Self::Sketch(sketch) if !values.is_empty() => {
                let sketch = sketch.get_or_insert_with(empty);
                for value in values {
                    sketch.add(value.clamp(-LARGEST, LARGEST));
                }
            }
            #[cfg(feature = "sketch")]
            Self::Sketch(_) => {}
        }
    }

    /// Takes in the values of later draws; those of another kind are none of this run, which is checked before.
    pub(super) fn join(&mut self, other: &Self) {
        match (self, other) {
            (Self::Exact(all), Self::Exact(others)) => all.extend_from_slice(others),
            #[cfg(feature = "sketch")]
            (Self::Sketch(own), Self::Sketch(Some(others))) => {
                // Both have the one configuration that there is, so that they do merge.
                let _ = own.get_or_insert_with(empty).merge(others);
            }
            _ => {}
        }
    }

    /// Whether it is of the same kind.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unasked, Self::Unasked) | (Self::Exact(_), Self::Exact(_)) => true,
            #[cfg(feature = "sketch")]
            (Self::Sketch(_), Self::Sketch(_)) => true,
            _ => false,
        }
    }

    /// Whether it holds so many values, and can be worked with: it may be from a file.
    pub(super) fn is_of(&self, count: u64) -> bool {
        match self {
            Self::Unasked => true,
            // One process makes and reads it; no part that is written holds one.
            Self::Narrow(_) => false,
            Self::Exact(all) => all.len() as u64 == count && all.iter().all(|value| value.is_finite()),
            #[cfg(feature = "sketch")]
            Self::Sketch(None) => count == 0,
            #[cfg(feature = "sketch")]
            Self::Sketch(Some(sketch)) => is_ours(sketch) && sketch.count() as u64 == count,
        }
    }

    /// The quantiles of rising shares, values between two draws in proportion (R type 7, as in NumPy); of a sketch, the
    /// value of a draw next to it. Puts the values into rising order.
    pub(super) fn quantiles(&mut self, shares: &[f64]) -> Vec<f64> {
        match self {
            Self::Unasked => vec![f64::NAN; shares.len()],
            Self::Narrow(narrow) => narrow.quantiles(),
            Self::Exact(all) if all.is_empty() => vec![f64::NAN; shares.len()],
            Self::Exact(all) => {
                all.sort_unstable_by(f64::total_cmp);
                shares.iter().map(|share| between(all, *share)).collect()
            }
            #[cfg(feature = "sketch")]
            Self::Sketch(sketch) => {
                let of = |share: &f64| sketch.as_ref()?.quantile(*share).ok()?;
                shares.iter().map(|share| of(share).unwrap_or(f64::NAN)).collect()
            }
        }
    }
}

/// The quantile of values in rising order.
fn between(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to the last index")]
    let below = place as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}

#[cfg(feature = "sketch")]
fn empty() -> Box<DDSketch> {
    Box::new(DDSketch::new(Config::new(RELATIVE_ERROR, BINS, SMALLEST)))
}

/// What a sketch is written as: its fields are its own, and a file may hold any numbers in them.
#[cfg(feature = "sketch")]
#[derive(Deserialize)]
struct Written {
    store: Store,
    negative_store: Store,
    zero_count: u64,
    min: f64,
    max: f64,
    sum: f64,
}

/// The bins of one sign: `bins[k - offset]` is how many values have key `k`.
#[cfg(feature = "sketch")]
#[derive(Deserialize)]
struct Store {
    bins: Vec<u64>,
    count: u64,
    min_key: i32,
    max_key: i32,
    offset: i32,
    bin_limit: u32,
    is_collapsed: bool,
}

/// Whether a sketch has the one configuration that there is, and is one that merges and is read off without a fault.
#[cfg(feature = "sketch")]
fn is_ours(sketch: &DDSketch) -> bool {
    let written = serde_json::to_value(sketch).and_then(serde_json::from_value::<Written>);
    let is_sound = written.is_ok_and(|written| {
        let counts = [written.store.count, written.negative_store.count, written.zero_count];
        let is_sound = written.store.is_sound() && written.negative_store.is_sound();
        let numbers = [written.min, written.max, written.sum].iter().all(|number| number.is_finite());
        is_sound && numbers && counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count)).is_some()
    });
    is_sound && empty().merge(sketch).is_ok()
}

#[cfg(feature = "sketch")]
impl Store {
    /// Whether its keys are those of sizes that are told apart, all within its bins, which add up to its count.
    fn is_sound(&self) -> bool {
        let key =
            |place: usize| i64::try_from(place).map_or(i64::MAX, |place| place + i64::from(self.offset));
        let keys = i64::from(self.min_key)..=i64::from(self.max_key);
        let used = |(place, count): (usize, &u64)| *count == 0 || keys.contains(&key(place));
        let sum = self.bins.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count));
        let is_empty = self.bins.is_empty() && self.count == 0;
        let are_inside = keys.start() <= keys.end()
            && KEYS.contains(keys.start())
            && KEYS.contains(keys.end())
            && key(0) <= *keys.start()
            && *keys.end() < key(self.bins.len());
        !self.is_collapsed
            && self.bin_limit == BINS
            && self.bins.len() <= BINS as usize
            && self.bins.iter().enumerate().all(used)
            && sum == Some(self.count)
            && (is_empty || are_inside)
    }
}

/// Of a sketch, by what it is written as: it has no equality of its own.
impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unasked, Self::Unasked) => true,
            (Self::Narrow(own), Self::Narrow(other)) => own == other,
            (Self::Exact(own), Self::Exact(other)) => own == other,
            #[cfg(feature = "sketch")]
            (Self::Sketch(own), Self::Sketch(other)) => {
                let written = |sketch: &Option<Box<DDSketch>>| sketch.as_ref().map(|s| s.to_java_bytes());
                written(own) == written(other)
            }
            _ => false,
        }
    }
}

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unasked => f.write_str("none"),
            Self::Narrow(narrow) => narrow.fmt(f),
            Self::Exact(all) => write!(f, "{} values", all.len()),
            #[cfg(feature = "sketch")]
            Self::Sketch(_) => f.write_str("a sketch"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NumPy's `quantile([1, 2, 4, 8], [0, 0.25, 0.5, 0.9, 1])`.
    #[test]
    fn exact_quantiles_are_those_of_numpy() {
        let mut values = Values::exact();
        values.take(&[8.0, 1.0]);
        values.take(&[4.0, 2.0]);
        let found = values.quantiles(&[0.0, 0.25, 0.5, 0.9, 1.0]);
        approx::assert_relative_eq!(found[..], [1.0, 1.75, 3.0, 6.8, 8.0], max_relative = 1e-15);
    }

    /// A sketch is within its stated error of the exact quantile, on both sides of 0 and over many sizes.
    #[cfg(feature = "sketch")]
    #[test]
    fn sketches_keep_their_error() {
        let numbers: Vec<f64> = (0..20_001).map(|n| (f64::from(n) / 1000.0 - 10.0).sinh() * 1e3).collect();
        let (mut exact, mut sketch) = (Values::exact(), Values::sketch());
        numbers.chunks(64).for_each(|chunk| exact.take(chunk));
        numbers.chunks(64).for_each(|chunk| sketch.take(chunk));
        let shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
        for (exact, sketch) in exact.quantiles(&shares).into_iter().zip(sketch.quantiles(&shares)) {
            assert!((exact - sketch).abs() <= RELATIVE_ERROR * exact.abs() + SMALLEST, "{exact} {sketch}");
        }
    }
}
