//! Means and variances whose last digit does not depend on who added up what.

use serde::{Deserialize, Serialize};

/// Count, mean and sum of squared deviations of some values.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Moments {
    pub(super) count: u64,
    pub(super) mean: f64,
    pub(super) squares: f64,
}

impl Moments {
    /// Those of a few values. Deviations are from the first, so that equal values have exactly their mean.
    pub(super) fn of(values: &[f64]) -> Self {
        let Some(&first) = values.first() else { return Self::default() };
        let count = values.len() as f64;
        let mean = first + values.iter().map(|value| value - first).sum::<f64>() / count;
        let squares = values.iter().map(|value| (value - mean).powi(2)).sum();
        Self { count: values.len() as u64, mean, squares }
    }

    /// Those of both (Chan, Golub and LeVeque 1983).
    pub(super) fn with(self, other: Self) -> Self {
        if self.count == 0 || other.count == 0 {
            return if self.count == 0 { other } else { self };
        }
        let (own, others) = (self.count as f64, other.count as f64);
        let (share, apart) = (others / (own + others), other.mean - self.mean);
        Self {
            count: self.count + other.count,
            mean: self.mean + apart * share,
            squares: self.squares + other.squares + apart * apart * own * share,
        }
    }

    /// Whether there can be such values.
    pub(super) fn is_sound(self) -> bool {
        self.mean.is_finite() && self.squares.is_finite() && self.squares >= 0.0
    }

    /// Sample standard deviation; 0 of a single value.
    pub(super) fn sd(self) -> f64 {
        if self.count > 1 { (self.squares / (self.count - 1) as f64).sqrt() } else { 0.0 }
    }
}

/// The nodes of a binary tree over chunks of draws that a run of chunks fills, from left to right.
///
/// Two neighbours become their parent wherever both are there. What a node holds then depends on its own draws alone,
/// and the nodes of any two adjoining runs of chunks join to those of the whole: shards add up to the bytes of one run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Tree {
    /// Height above the chunks, and place among the nodes of that height.
    nodes: Vec<(u32, u64)>,
}

impl Tree {
    /// Takes the next node; how many pairs at the end become their parents, one after the other.
    pub(super) fn push(&mut self, node: (u32, u64)) -> usize {
        self.nodes.push(node);
        let mut joined = 0;
        while let [.., left, right] = self.nodes[..] {
            if left.0 != right.0 || left.1 % 2 == 1 || left.1 + 1 != right.1 {
                break;
            }
            self.nodes.truncate(self.nodes.len() - 2);
            self.nodes.push((left.0 + 1, left.1 / 2));
            joined += 1;
        }
        joined
    }

    pub(super) fn nodes(&self) -> &[(u32, u64)] {
        &self.nodes
    }
}

/// What two runs of draws have, together.
pub(super) trait Joining: Copy + Default {
    /// What they have together.
    fn with(self, later: Self) -> Self;
}

impl Joining for Moments {
    fn with(self, later: Self) -> Self {
        Moments::with(self, later)
    }
}

/// Takes what a node has, and joins the last ones as often as the tree says.
pub(super) fn push<T: Joining>(nodes: &mut Vec<T>, node: T, joined: usize) {
    nodes.push(node);
    for _ in 0..joined {
        if let (Some(right), Some(left)) = (nodes.pop(), nodes.pop()) {
            nodes.push(left.with(right));
        }
    }
}

/// All of them together.
pub(super) fn total<T: Joining>(nodes: &[T]) -> T {
    nodes.iter().copied().rev().fold(T::default(), |right, left| left.with(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    /// Sums of a thousand numbers of like size.
    const ROUNDING: f64 = 1e-12;

    fn values(count: u64) -> Vec<f64> {
        (0..count).map(|number| (number as f64).sin() * 1e6 + 3e6).collect()
    }

    /// The tree over chunks `from..to` of seven values each.
    fn tree(values: &[f64], from: u64, to: u64) -> (Tree, Vec<Moments>) {
        let (mut tree, mut moments) = (Tree::default(), Vec::new());
        for (chunk, values) in (0..).zip(values.chunks(7)).filter(|(chunk, _)| (from..to).contains(chunk)) {
            let joined = tree.push((0, chunk));
            push(&mut moments, Moments::of(values), joined);
        }
        (tree, moments)
    }

    #[test]
    fn moments_are_those_of_all_values() {
        let values = values(1000);
        let total = total(&tree(&values, 0, 1000).1);
        let mean = values.iter().sum::<f64>() / 1000.0;
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 999.0;
        assert_eq!(total.count, 1000);
        assert_relative_eq!(total.mean, mean, max_relative = ROUNDING);
        assert_relative_eq!(total.sd(), variance.sqrt(), max_relative = ROUNDING);
    }

    /// Wherever a run is cut, its parts join to the same bits.
    #[test]
    fn parts_join_to_the_whole() {
        let values = values(500);
        let whole = tree(&values, 0, 100);
        for first in 0..70 {
            for second in [first, first + 1, first + 3] {
                let parts = [(0, first), (first, second), (second, 100)];
                let (mut joined, mut moments) = (Tree::default(), Vec::new());
                for (from, to) in parts {
                    let (tree, part) = tree(&values, from, to);
                    for (node, own) in tree.nodes().iter().zip(part) {
                        let pairs = joined.push(*node);
                        push(&mut moments, own, pairs);
                    }
                }
                assert_eq!((&joined, &moments), (&whole.0, &whole.1));
            }
        }
    }

    #[test]
    fn equal_values_have_exactly_their_mean() {
        let values = [0.1 + 0.2; 1001];
        let total = total(&tree(&values, 0, 1000).1);
        assert_eq!((total.mean, total.sd()), (values[0], 0.0));
    }
}
