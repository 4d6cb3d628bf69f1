//! Shapley values: what each player adds, averaged over all orders in which they could come.

use super::AttributionError;

/// So many players are played out exactly: 2¹² = 4096 coalitions.
pub const MOST_EXACT: usize = 12;

/// Most numbers that are kept of all coalitions, 512 megabytes.
pub(super) const MOST_NUMBERS: usize = 1 << 26;

/// What each player adds to a game: the mean of `v(S ∪ i) − v(S)` over all orders in which the players could come.
///
/// ```text
/// φᵢ = Σ over S without i of |S|! (n − |S| − 1)! / n! × (v(S ∪ i) − v(S))
/// ```
///
/// `worth` gives the worth of a coalition, told player by player who is in it; it is asked once for each of the 2ⁿ
/// coalitions. The values add up to `v(all) − v(none)`; players that do the same get the same, and one that does
/// nothing gets 0 (Shapley 1953, "A value for n-person games").
///
/// Two left gloves and a right one, where a pair is worth 1:
///
/// ```
/// use corridor::sensitivity::shapley;
///
/// let values = shapley(3, |has| f64::from((has[0] || has[1]) && has[2]))?;
/// for (value, expected) in values.iter().zip([1.0 / 6.0, 1.0 / 6.0, 4.0 / 6.0]) {
///     assert!((value - expected).abs() < 1e-12);
/// }
/// # Ok::<(), corridor::sensitivity::AttributionError>(())
/// ```
///
/// # Errors
/// More than [`MOST_EXACT`] players; a worth that is not finite.
#[doc(alias = "attribution")]
#[doc(alias = "Shapley value")]
pub fn shapley(players: usize, worth: impl FnMut(&[bool]) -> f64) -> Result<Vec<f64>, AttributionError> {
    Ok(Worths::played(players, worth)?.parts())
}

/// What each pair of players adds together beyond what they add apart: the Shapley interaction index.
///
/// ```text
/// Iᵢⱼ = Σ over S without i, j of |S|! (n − |S| − 2)! / (n − 1)! × (v(S ∪ ij) − v(S ∪ i) − v(S ∪ j) + v(S))
/// ```
///
/// Above 0 they help each other, below they stand in for each other (Grabisch and Roubens 1999, "An axiomatic approach
/// to the concept of interaction among players in cooperative games"). Pairs come as (0, 1), (0, 2) … (1, 2) ….
///
/// ```
/// use corridor::sensitivity::shapley_interactions;
///
/// // Road and bridge: nothing goes before both are there.
/// assert_eq!(shapley_interactions(2, |has| f64::from(has[0] && has[1]))?, [1.0]);
/// # Ok::<(), corridor::sensitivity::AttributionError>(())
/// ```
///
/// # Errors
/// As [`shapley`].
pub fn shapley_interactions(
    players: usize,
    worth: impl FnMut(&[bool]) -> f64,
) -> Result<Vec<f64>, AttributionError> {
    Ok(Worths::played(players, worth)?.interactions())
}

/// The worth of every coalition, in several respects at once.
///
/// Coalitions are numbered so that those that have their first players in common stand together: the first player is
/// the highest bit.
#[derive(Debug)]
pub(super) struct Worths {
    players: usize,
    width: usize,
    values: Vec<f64>,
}

impl Worths {
    /// All coalitions of `players` in `width` respects; coalition after coalition.
    pub(super) fn new(players: usize, width: usize, values: Vec<f64>) -> Self {
        debug_assert_eq!(values.len(), width << players);
        Self { players, width, values }
    }

    /// Plays a game out.
    fn played(players: usize, mut worth: impl FnMut(&[bool]) -> f64) -> Result<Self, AttributionError> {
        if players > MOST_EXACT {
            return Err(AttributionError::TooManyPlayers { given: players, most: MOST_EXACT });
        }
        let mut values = Vec::with_capacity(1 << players);
        for coalition in 0..1_usize << players {
            let members = members(players, coalition);
            let value = worth(&members);
            if !value.is_finite() {
                return Err(AttributionError::NotFinite { coalition: members, given: value });
            }
            values.push(value);
        }
        Ok(Self::new(players, 1, values))
    }

    /// How many coalitions there are.
    pub(super) fn count(&self) -> usize {
        1 << self.players
    }

    /// What a coalition is worth.
    pub(super) fn of(&self, coalition: usize) -> &[f64] {
        &self.values[coalition * self.width..][..self.width]
    }

    /// What each player adds: player by player, each in all respects.
    pub(super) fn parts(&self) -> Vec<f64> {
        let weights = weights(self.players);
        let mut parts = vec![0.0; self.players * self.width];
        for (player, part) in parts.chunks_exact_mut(self.width.max(1)).enumerate() {
            let bit = bit(self.players, player);
            for without in (0..1_usize << self.players).filter(|coalition| coalition & bit == 0) {
                let weight = weights[without.count_ones() as usize];
                let pairs = self.of(without | bit).iter().zip(self.of(without));
                for (sum, (with, without)) in part.iter_mut().zip(pairs) {
                    *sum += weight * (with - without);
                }
            }
        }
        parts
    }

    /// What each pair adds together beyond what its players add apart: pair by pair, each in all respects.
    pub(super) fn interactions(&self) -> Vec<f64> {
        let pairs = pairs(self.players);
        let mut sums = vec![0.0; pairs.len() * self.width];
        for (sum, (one, other)) in sums.chunks_exact_mut(self.width.max(1)).zip(pairs) {
            self.add_interaction(bit(self.players, one), bit(self.players, other), sum);
        }
        sums
    }

    fn add_interaction(&self, one: usize, other: usize, sums: &mut [f64]) {
        let weights = weights(self.players - 1);
        let both = one | other;
        for without in (0..1_usize << self.players).filter(|coalition| coalition & both == 0) {
            let weight = weights[without.count_ones() as usize];
            let (none, all) = (self.of(without), self.of(without | both));
            let (first, second) = (self.of(without | one), self.of(without | other));
            for (respect, sum) in sums.iter_mut().enumerate() {
                *sum += weight * ((all[respect] - first[respect]) - (second[respect] - none[respect]));
            }
        }
    }
}

/// Who is in a coalition.
pub(super) fn members(players: usize, coalition: usize) -> Vec<bool> {
    (0..players).map(|player| coalition & bit(players, player) != 0).collect()
}

/// The pairs of so many players, in order.
pub(super) fn pairs(players: usize) -> Vec<(usize, usize)> {
    (0..players).flat_map(|one| (one + 1..players).map(move |other| (one, other))).collect()
}

fn bit(players: usize, player: usize) -> usize {
    1 << (players - 1 - player)
}

/// By size of the coalition that a player joins, how likely it is just that one: s! (n − s − 1)! / n!.
fn weights(players: usize) -> Vec<f64> {
    let mut weights = Vec::with_capacity(players);
    let mut weight = 1.0 / players as f64;
    for size in 0..players {
        weights.push(weight);
        weight *= (size + 1) as f64 / (players - size).saturating_sub(1).max(1) as f64;
    }
    weights
}

#[cfg(test)]
mod tests {
    use approx::assert_abs_diff_eq;
    use proptest::prelude::*;

    use super::*;

    /// Rounding of sums of 2¹² terms around 1.
    const ROUNDING: f64 = 1e-9;

    /// Littlechild and Owen (1973), "A simple expression for the Shapley value in a special case": those who need the
    /// first stretch of a runway share it, those who need the next share that, and so on.
    #[test]
    fn runway_costs_are_shared_stretch_by_stretch() {
        let costs = [8.0, 11.0, 13.0, 18.0];
        let longest = |members: &[bool]| {
            costs.iter().zip(members).filter(|(_, is_in)| **is_in).map(|(cost, _)| *cost).fold(0.0, f64::max)
        };
        let parts = shapley(4, longest).unwrap();
        let expected = [2.0, 3.0, 4.0, 9.0];
        for (part, expected) in parts.iter().zip(expected) {
            assert_abs_diff_eq!(*part, expected, epsilon = ROUNDING);
        }
    }

    /// Shapley and Shubik (1954): in a council of four with 1, 1, 1 and 2 votes and a quota of 3, power is as the
    /// orders in which each tips the vote.
    #[test]
    fn power_is_how_often_one_tips_the_vote() {
        let votes = [1, 1, 1, 2];
        let carried = |members: &[bool]| {
            let votes: i32 =
                votes.iter().zip(members).filter(|(_, is_in)| **is_in).map(|(votes, _)| *votes).sum();
            f64::from(votes >= 3)
        };
        let parts = shapley(4, carried).unwrap();
        for (part, expected) in parts.iter().zip([1.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0, 0.5]) {
            assert_abs_diff_eq!(*part, expected, epsilon = ROUNDING);
        }
    }

    #[test]
    fn weights_are_those_of_a_random_order() {
        for players in 1..=MOST_EXACT {
            let mut choose = 1.0;
            let mut sum = 0.0;
            for (size, weight) in weights(players).iter().enumerate() {
                sum += choose * weight;
                choose *= (players - 1 - size) as f64 / (size + 1) as f64;
            }
            assert_abs_diff_eq!(sum, 1.0, epsilon = ROUNDING);
        }
    }

    #[test]
    fn what_cannot_be_played_is_told() {
        let error = shapley(13, |_| 0.0).unwrap_err();
        assert!(matches!(error, AttributionError::TooManyPlayers { given: 13, most: 12 }));
        for bad in [f64::NAN, f64::INFINITY] {
            let error = shapley(2, |has| if has[1] { bad } else { 0.0 }).unwrap_err();
            assert!(matches!(error, AttributionError::NotFinite { .. }), "{error}");
        }
        assert_eq!(shapley(0, |_| 3.0).unwrap(), Vec::<f64>::new());
        assert_eq!(shapley_interactions(1, |_| 3.0).unwrap(), Vec::<f64>::new());
    }

    /// The worth of each coalition of a game of up to six players.
    fn games() -> impl Strategy<Value = (usize, Vec<f64>)> {
        (1_usize..=6)
            .prop_flat_map(|players| (Just(players), prop::collection::vec(-1e3_f64..1e3, 1 << players)))
    }

    fn number_of(members: &[bool]) -> usize {
        members.iter().fold(0, |number, is_in| number * 2 + usize::from(*is_in))
    }

    proptest! {
        /// Efficiency: the parts are the whole.
        #[test]
        fn parts_add_up((players, worths) in games()) {
            let parts = shapley(players, |members| worths[number_of(members)]).unwrap();
            let whole = worths[worths.len() - 1] - worths[0];
            prop_assert!((parts.iter().sum::<f64>() - whole).abs() <= ROUNDING * 1e3);
        }

        /// Additivity: the parts of a sum of games are the sums of their parts.
        #[test]
        fn games_add((players, worths) in games(), slope in -2.0_f64..2.0) {
            let other = |members: &[bool]| slope * (number_of(members) as f64).sin();
            let own = shapley(players, |members| worths[number_of(members)]).unwrap();
            let others = shapley(players, other).unwrap();
            let sums = shapley(players, |members| worths[number_of(members)] + other(members)).unwrap();
            for player in 0..players {
                prop_assert!((own[player] + others[player] - sums[player]).abs() <= ROUNDING * 1e3);
            }
        }

        /// Dummy: one that adds the same whoever is there gets just that, and has no interaction with anybody.
        #[test]
        fn a_dummy_gets_what_it_brings((players, worths) in games(), alone in -9.0_f64..9.0) {
            let worth = |members: &[bool]| {
                worths[number_of(&members[..players])] + if members[players] { alone } else { 0.0 }
            };
            let parts = shapley(players + 1, worth).unwrap();
            prop_assert!((parts[players] - alone).abs() <= ROUNDING * 1e3);
            let interactions = shapley_interactions(players + 1, worth).unwrap();
            for (interaction, (_, other)) in interactions.iter().zip(pairs(players + 1)) {
                prop_assert!(other < players || interaction.abs() <= ROUNDING * 1e3);
            }
        }

        /// Symmetry: two that exchange places exchange parts.
        #[test]
        fn parts_follow_the_players((players, worths) in games()) {
            let own = shapley(players, |members| worths[number_of(members)]).unwrap();
            let turned = |members: &[bool]| {
                let mut members = members.to_vec();
                members.reverse();
                worths[number_of(&members)]
            };
            let mut others = shapley(players, turned).unwrap();
            others.reverse();
            for (own, other) in own.iter().zip(&others) {
                prop_assert!((own - other).abs() <= ROUNDING * 1e3);
            }
        }
    }
}
