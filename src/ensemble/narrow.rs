//! Exact quantiles of many values of which few are kept.
//!
//! The first draws tell between which values a quantile will lie, all but certainly. Of the others those in between are
//! kept, and those below counted. Should a quantile lie elsewhere after all, the draws are made again and all kept, so
//! that what comes out never depends on the guess.

use serde::{Deserialize, Serialize};

/// So many first draws are kept and tell where the quantiles will lie.
const PILOT: usize = 8192;
/// Half the width of a guess, in standard deviations of a quantile of the first draws: it misses once in two million.
const DEVIATIONS: f64 = 5.0;

/// Values of which only those near some quantiles are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Narrow {
    shares: Vec<f64>,
    count: u64,
    /// The first values, until the brackets are known.
    pilot: Vec<f64>,
    brackets: Vec<Bracket>,
}

/// The values from `low` to `high`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Bracket {
    low: f64,
    high: f64,
    /// How many are below.
    below: u64,
    /// How many are equal to `low`, where that is `high` too.
    equal: u64,
    inside: Vec<f64>,
}

impl Narrow {
    /// Whether so many draws are enough for it to pay.
    pub(super) fn pays(draws: u64) -> bool {
        draws >= 4 * PILOT as u64
    }

    /// Without values yet, for the quantiles of these shares.
    pub(super) fn new(shares: &[f64]) -> Self {
        Self { shares: shares.to_vec(), count: 0, pilot: Vec::new(), brackets: Vec::new() }
    }

    pub(super) fn take(&mut self, values: &[f64]) {
        self.count += values.len() as u64;
        if self.brackets.is_empty() {
            self.pilot.extend_from_slice(values);
            if self.pilot.len() >= PILOT {
                self.settle();
            }
        } else {
            self.brackets.iter_mut().for_each(|bracket| bracket.take(values));
        }
    }

    /// Guesses where each quantile lies, from the first values.
    fn settle(&mut self) {
        let mut pilot = std::mem::take(&mut self.pilot);
        pilot.sort_unstable_by(f64::total_cmp);
        self.brackets = self.shares.iter().map(|share| Bracket::around(*share, &pilot)).collect();
        self.brackets.iter_mut().for_each(|bracket| bracket.take(&pilot));
    }

    /// Whether all quantiles are among what is kept.
    pub(super) fn holds(&self) -> bool {
        let ends = |share: &f64| ranks(*share, self.count);
        let has = |(bracket, share): (&Bracket, &f64)| {
            let (below, above, _) = ends(share);
            bracket.below <= below && above < bracket.below + bracket.kept()
        };
        self.brackets.is_empty() || self.brackets.iter().zip(&self.shares).all(has)
    }

    /// The quantiles of its shares; NaN for those that are not among what is kept.
    pub(super) fn quantiles(&mut self) -> Vec<f64> {
        let Self { shares, count, pilot, brackets } = self;
        if *count == 0 {
            return vec![f64::NAN; shares.len()];
        }
        if brackets.is_empty() {
            pilot.sort_unstable_by(f64::total_cmp);
            let of = |share: &f64| between(ranks(*share, *count), |rank| pilot.get(index(rank)).copied());
            return shares.iter().map(of).collect();
        }
        let of = |(bracket, share): (&mut Bracket, &f64)| {
            bracket.inside.sort_unstable_by(f64::total_cmp);
            between(ranks(*share, *count), |rank| bracket.at(rank))
        };
        brackets.iter_mut().zip(shares.iter()).map(of).collect()
    }
}

impl Bracket {
    fn around(share: f64, sorted: &[f64]) -> Self {
        let place = share * (sorted.len() - 1) as f64;
        let reach = DEVIATIONS * (share * (1.0 - share) * sorted.len() as f64).sqrt() + 1.0;
        let at = |place: f64, beyond: f64| {
            let is_within = (0.0..sorted.len() as f64).contains(&place);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a place among the values"
            )]
            let value = is_within.then(|| sorted[place as usize]);
            value.unwrap_or(beyond)
        };
        let low = at((place - reach).floor(), f64::NEG_INFINITY);
        let high = at((place + reach).ceil(), f64::INFINITY);
        Self { low, high, below: 0, equal: 0, inside: Vec::new() }
    }

    fn take(&mut self, values: &[f64]) {
        let (low, high) = (self.low, self.high);
        self.below += values.iter().filter(|value| **value < low).count() as u64;
        let is_inside = |value: &f64| *value >= low && *value <= high;
        if low == high {
            self.equal += values.iter().filter(|value| **value == low).count() as u64;
        } else {
            self.inside.extend(values.iter().copied().filter(is_inside));
        }
    }

    fn kept(&self) -> u64 {
        self.equal + self.inside.len() as u64
    }

    /// The value of a rank among all, once those inside are in order.
    fn at(&self, rank: u64) -> Option<f64> {
        let own = rank.checked_sub(self.below)?;
        if self.equal > 0 {
            (own < self.equal).then_some(self.low)
        } else {
            self.inside.get(index(own)).copied()
        }
    }
}

/// The ranks of the two values next to a quantile, and how far it is from the first to the second.
fn ranks(share: f64, count: u64) -> (u64, u64, f64) {
    let last = count.saturating_sub(1);
    let place = share * last as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to the last rank")]
    let below = place as u64;
    (below, (below + 1).min(last), place - below as f64)
}

fn index(rank: u64) -> usize {
    usize::try_from(rank).unwrap_or(usize::MAX)
}

/// In proportion between two values (R type 7, as in NumPy).
fn between((below, above, way): (u64, u64, f64), value: impl Fn(u64) -> Option<f64>) -> f64 {
    match (value(below), value(above)) {
        (Some(below), Some(above)) => below + (above - below) * way,
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::values::Values;
    use crate::evidence::Stream;

    const SHARES: [f64; 6] = [0.0, 0.05, 0.5, 0.9, 0.999, 1.0];

    /// The same to the bit as with all values kept, whether they spread, are capped, or are few.
    #[test]
    fn quantiles_are_those_of_all_values() {
        let stream = Stream::new(3, "values");
        let shapes: [fn(f64) -> f64; 4] = [
            |u| u.powi(3) * 1e6,
            |u| u.min(0.7),
            |u| (u * 5.0).floor(),
            |u| if u < 0.4 { 0.0 } else { u - 0.5 },
        ];
        for of in shapes {
            for count in [1, 100, 8191, 8192, 50_000] {
                let mut row = vec![0.0; count];
                stream.fill(0, &mut row);
                for value in &mut *row {
                    *value = of(*value);
                }
                let (mut narrow, mut all) = (Narrow::new(&SHARES), Values::exact());
                row.chunks(64).for_each(|chunk| narrow.take(chunk));
                row.chunks(64).for_each(|chunk| all.take(chunk));
                assert!(narrow.holds());
                let bits = |values: Vec<f64>| values.into_iter().map(f64::to_bits).collect::<Vec<_>>();
                assert_eq!(bits(narrow.quantiles()), bits(all.quantiles(&SHARES)));
                let kept: usize = narrow.brackets.iter().map(|bracket| bracket.inside.len()).sum();
                assert!(count < 50_000 || kept < 3 * count, "{kept} of {count}");
            }
        }
    }

    /// Values that come in an order of their own lie where nobody guessed, which is told.
    #[test]
    fn a_wrong_guess_is_told() {
        let mut narrow = Narrow::new(&[0.5]);
        let rising: Vec<f64> = (0..40_000).map(f64::from).collect();
        rising.chunks(64).for_each(|chunk| narrow.take(chunk));
        assert!(!narrow.holds());
        assert!(narrow.quantiles()[0].is_nan());
    }
}
