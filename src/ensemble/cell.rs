use serde::{Deserialize, Serialize};

use super::layout::Kept;
use super::moments::{self, Moments};
use super::replicates::Replicates;
use super::shard::CHUNK;
use super::values::Values;

/// What is known so far of one number: an indicator of a subject in a period, or its difference to the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Cell {
    /// By node of the tree over draws.
    pub(super) moments: Vec<Moments>,
    /// The same of the randomisations of a stratified design.
    pub(super) replicates: Option<Vec<Replicates>>,
    pub(super) values: Values,
    /// By threshold asked about, how many draws reach it.
    pub(super) reached: Vec<u64>,
}

/// The draws in which a number applies.
fn applying<'a>(draws: &'a [f64], room: &'a mut Vec<f64>) -> &'a [f64] {
    if draws.iter().fold(false, |any, value| any | value.is_nan()) {
        room.clear();
        room.extend(draws.iter().copied().filter(|value| !value.is_nan()));
        room
    } else {
        draws
    }
}

impl Cell {
    pub(super) fn new(values: Values, thresholds: usize, is_stratified: bool) -> Self {
        let replicates = is_stratified.then(Vec::new);
        Self { moments: Vec::new(), replicates, values, reached: vec![0; thresholds] }
    }

    /// Takes the draws of the next chunk, NaN where it does not apply; `pairs` is how many nodes then join.
    ///
    /// `room` is for the draws in which it does.
    pub(super) fn take(
        &mut self,
        draws: &[f64],
        thresholds: &[f64],
        kept: Kept,
        pairs: usize,
        room: &mut Vec<f64>,
    ) {
        if let Some(replicates) = &mut self.replicates {
            moments::push(replicates, Replicates::of(draws), pairs);
        }
        let applying = applying(draws, room);
        let counted = Moments { count: applying.len() as u64, ..Moments::default() };
        let moments = if kept.moments { Moments::of(applying) } else { counted };
        moments::push(&mut self.moments, moments, pairs);
        self.values.take(applying);
        for (reached, threshold) in self.reached.iter_mut().zip(thresholds) {
            *reached += applying.iter().filter(|value| *value >= threshold).count() as u64;
        }
    }

    /// Takes in how many draws of the next chunk apply, and how many reach the one threshold asked about.
    pub(super) fn count(&mut self, (applying, reached): (u64, u64), pairs: usize) {
        moments::push(&mut self.moments, Moments { count: applying, ..Moments::default() }, pairs);
        self.reached.iter_mut().for_each(|count| *count += reached);
    }

    /// Takes in what came after; `pairs` are how many nodes join with each node of the other.
    pub(super) fn join(&mut self, other: &Cell, pairs: &[usize]) {
        for (node, pairs) in other.moments.iter().zip(pairs) {
            moments::push(&mut self.moments, *node, *pairs);
        }
        if let (Some(own), Some(others)) = (&mut self.replicates, &other.replicates) {
            for (node, pairs) in others.iter().zip(pairs) {
                moments::push(own, *node, *pairs);
            }
        }
        self.values.join(&other.values);
        for (own, others) in self.reached.iter_mut().zip(&other.reached) {
            *own += others;
        }
    }

    pub(super) fn total(&self) -> Moments {
        moments::total(&self.moments)
    }

    /// Whether it may be of a part that has these nodes: of the kind of `model`, and nowhere at odds with itself.
    pub(super) fn is_sound(&self, model: &Cell, nodes: &[(u32, u64)]) -> bool {
        let in_node = |(own, (height, _)): (&Moments, &(u32, u64))| {
            own.is_sound() && own.count <= CHUNK.checked_shl(*height).unwrap_or(0)
        };
        let is_sound = self.moments.len() == nodes.len() && self.moments.iter().zip(nodes).all(in_node);
        let replicates = self.replicates.as_ref().map_or(&[][..], Vec::as_slice);
        let has_own = self.replicates.is_some() == model.replicates.is_some();
        let of_node = |(own, node): (&Replicates, &Moments)| own.is_of(node.count);
        is_sound
            && has_own
            && (self.replicates.is_none() || replicates.len() == nodes.len())
            && replicates.iter().zip(&self.moments).all(of_node)
            && self.reached.len() == model.reached.len()
            && self.reached.iter().all(|reached| *reached <= self.total().count)
            && model.values.is_like(&self.values)
            && self.values.is_of(self.total().count)
    }

    /// The standard error of the mean, by what the design allows to know of it.
    pub(super) fn standard_error(&self) -> f64 {
        let total = self.total();
        match &self.replicates {
            Some(replicates) => moments::total(replicates).standard_error(total.mean),
            None => total.sd() / (total.count as f64).sqrt(),
        }
    }
}
