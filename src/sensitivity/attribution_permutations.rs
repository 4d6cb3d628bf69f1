//! Parts by sampling: random orders of the players, each played there and back.

use crate::evidence::Stream;

use super::AttributionError;

/// So many orders of the players, from a seed.
///
/// Each order is taken forwards and backwards, which halves the work for the same error or better (antithetic pairs;
/// Mitchell, Cooper, Frank and Holmes 2022, "Sampling permutations for Shapley value estimation"). What comes out
/// depends on the count and the seed alone.
///
/// ```
/// use corridor::sensitivity::Permutations;
///
/// let permutations = Permutations::new(400, 7)?;
/// assert_eq!(permutations.count(), 400);
/// assert!(Permutations::new(3, 7).is_err());
/// # Ok::<(), corridor::sensitivity::AttributionError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permutations {
    pairs: u64,
    seed: u64,
}

impl Default for Permutations {
    /// 256 of seed 1.
    fn default() -> Self {
        Self { pairs: 128, seed: 1 }
    }
}

impl Permutations {
    /// So many orders, half of them the others backwards.
    ///
    /// # Errors
    /// A count that is odd or below 4.
    pub fn new(count: u64, seed: u64) -> Result<Self, AttributionError> {
        if count < 4 || count % 2 == 1 {
            return Err(AttributionError::BadPermutations { given: count });
        }
        Ok(Self { pairs: count / 2, seed })
    }

    /// How many orders there are.
    pub fn count(self) -> u64 {
        2 * self.pairs
    }

    /// The seed.
    pub fn seed(self) -> u64 {
        self.seed
    }

    pub(super) fn pairs(self) -> u64 {
        self.pairs
    }

    /// The order of a pair that is taken forwards.
    pub(super) fn order(self, pair: u64, players: usize) -> Vec<usize> {
        let stream = Stream::new(self.seed, "attribution.order");
        let mut keys = vec![0.0; players];
        stream.fill(pair * players as u64, &mut keys);
        let mut order: Vec<usize> = (0..players).collect();
        order.sort_by(|one, other| keys[*one].total_cmp(&keys[*other]));
        order
    }
}

/// What each player adds on the way from nobody to everybody, where the players come in an order: player by player,
/// each in all respects.
///
/// `worth` puts the worth of a coalition into its argument; the ends are known.
pub(super) fn marginals<E>(
    order: impl Iterator<Item = usize>,
    players: usize,
    ends: (&[f64], &[f64]),
    mut worth: impl FnMut(&[bool], &mut Vec<f64>) -> Result<(), E>,
) -> Result<Vec<f64>, E> {
    let width = ends.0.len();
    let mut members = vec![false; players];
    let mut added = vec![0.0; players * width];
    let (mut before, mut after) = (ends.0.to_vec(), Vec::with_capacity(width));
    for (place, player) in order.enumerate() {
        members[player] = true;
        after.clear();
        if place + 1 == players {
            after.extend_from_slice(ends.1);
        } else {
            worth(&members, &mut after)?;
        }
        for (sum, (after, before)) in added[player * width..].iter_mut().zip(after.iter().zip(&before)) {
            *sum = after - before;
        }
        std::mem::swap(&mut before, &mut after);
    }
    Ok(added)
}

/// The mean over pairs of orders, and its standard error: √(Σ (x − mean)² / (m (m − 1))).
#[derive(Debug)]
pub(super) struct Means {
    pub(super) means: Vec<f64>,
    pub(super) errors: Vec<f64>,
}

impl Means {
    /// Of pairs that each hold the mean of both directions.
    pub(super) fn of(pairs: &[Vec<f64>]) -> Self {
        let count = pairs.len() as f64;
        let width = pairs.first().map_or(0, Vec::len);
        let mut means = vec![0.0; width];
        for pair in pairs {
            means.iter_mut().zip(pair).for_each(|(mean, value)| *mean += value / count);
        }
        let mut errors = vec![0.0; width];
        for pair in pairs {
            for (error, (value, mean)) in errors.iter_mut().zip(pair.iter().zip(&means)) {
                *error += (value - mean).powi(2);
            }
        }
        for error in &mut errors {
            *error = (*error / (count * (count - 1.0))).sqrt();
        }
        Self { means, errors }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::shapley;
    use super::*;

    /// Parts of a game by permutations.
    fn sampled(players: usize, permutations: Permutations, worth: impl Fn(&[bool]) -> f64) -> Means {
        let ends = ([worth(&vec![false; players])], [worth(&vec![true; players])]);
        let one = |order: &mut dyn Iterator<Item = usize>| {
            let put = |members: &[bool], out: &mut Vec<f64>| {
                out.push(worth(members));
                Ok::<(), Infallible>(())
            };
            marginals(order, players, (&ends.0, &ends.1), put).unwrap()
        };
        let pair = |number| {
            let order = permutations.order(number, players);
            let there = one(&mut order.iter().copied());
            let back = one(&mut order.iter().rev().copied());
            there.iter().zip(&back).map(|(there, back)| f64::midpoint(*there, *back)).collect()
        };
        Means::of(&(0..permutations.pairs()).map(pair).collect::<Vec<Vec<f64>>>())
    }

    fn game(members: &[bool]) -> f64 {
        let weight: f64 =
            members.iter().zip(1..).filter(|(is_in, _)| **is_in).map(|(_, k)| f64::from(k)).sum();
        weight.sqrt() + f64::from(members[0] && members[3]) * 4.0
    }

    /// Of the exact parts, four in five or more lie within two standard errors, and all within five.
    #[test]
    fn exact_parts_are_within_the_error() {
        let exact = shapley(8, game).unwrap();
        let (mut within, mut all) = (0, 0);
        for seed in 0..20 {
            let found = sampled(8, Permutations::new(100, seed).unwrap(), game);
            for ((mean, error), exact) in found.means.iter().zip(&found.errors).zip(&exact) {
                let off = (mean - exact).abs();
                assert!(off <= 5.0 * error, "{mean} ± {error} against {exact}");
                within += u32::from(off <= 2.0 * error);
                all += 1;
            }
        }
        assert!(within * 5 >= all * 4, "{within} of {all}");
    }

    #[test]
    fn sampled_parts_add_up() {
        let found = sampled(8, Permutations::default(), game);
        let whole = game(&[true; 8]) - game(&[false; 8]);
        assert!((found.means.iter().sum::<f64>() - whole).abs() < 1e-12);
    }

    #[test]
    fn orders_are_orders_and_depend_on_the_seed() {
        let permutations = Permutations::new(8, 3).unwrap();
        let mut order = permutations.order(2, 20);
        assert_ne!(order, Permutations::new(8, 4).unwrap().order(2, 20));
        assert_ne!(order, permutations.order(3, 20));
        order.sort_unstable();
        assert_eq!(order, (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn too_few_or_odd_permutations_are_refused() {
        for count in [0, 2, 3, 5, 257] {
            assert_eq!(Permutations::new(count, 1), Err(AttributionError::BadPermutations { given: count }));
        }
    }
}
