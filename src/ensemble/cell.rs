use serde::{Deserialize, Serialize};

use super::moments::{self, Moments};
use super::values::Values;

/// What is known so far of one number: an indicator of a subject in a period, or its difference to the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Cell {
    /// By node of the tree over draws.
    pub(super) moments: Vec<Moments>,
    pub(super) values: Values,
    /// By threshold asked about, how many draws reach it.
    pub(super) reached: Vec<u64>,
}

impl Cell {
    pub(super) fn new(values: Values, thresholds: usize) -> Self {
        Self { moments: Vec::new(), values, reached: vec![0; thresholds] }
    }

    /// Takes the draws of the next chunk, those that do not apply left out; `pairs` is how many nodes then join.
    pub(super) fn take(&mut self, applying: &[f64], thresholds: &[f64], pairs: usize) {
        moments::push(&mut self.moments, Moments::of(applying), pairs);
        self.values.take(applying);
        for (reached, threshold) in self.reached.iter_mut().zip(thresholds) {
            *reached += applying.iter().filter(|value| *value >= threshold).count() as u64;
        }
    }

    /// Takes in what came after; `pairs` are how many nodes join with each node of the other.
    pub(super) fn join(&mut self, other: &Cell, pairs: &[usize]) {
        for (node, pairs) in other.moments.iter().zip(pairs) {
            moments::push(&mut self.moments, *node, *pairs);
        }
        self.values.join(&other.values);
        for (own, others) in self.reached.iter_mut().zip(&other.reached) {
            *own += others;
        }
    }

    pub(super) fn total(&self) -> Moments {
        moments::total(&self.moments)
    }
}
