//! Points of which some inputs are drawn anew, given the others.

use crate::evidence::{Stream, normal_quantile, normal_share};

use super::Inputs;
use super::inputs::{Copula, Group, root};
use super::sequence::Sequence;

/// Walks from one point to another, input by input in random order.
#[derive(Debug)]
pub(super) struct Redraw<'a> {
    inputs: &'a Inputs,
    copula: Copula,
    sequence: Sequence,
    orders: Stream,
}

impl<'a> Redraw<'a> {
    pub(super) fn new(inputs: &'a Inputs, seed: u64) -> Self {
        Self {
            inputs,
            copula: inputs.copula(),
            sequence: Sequence::new(2 * inputs.len(), seed, "sensitivity.shapley"),
            orders: Stream::new(seed, "sensitivity.shapley.order"),
        }
    }

    /// The inputs in the order of a row's steps.
    pub(super) fn order(&self, row: usize) -> Vec<usize> {
        let count = self.inputs.len();
        let mut keys = vec![0.0; count];
        self.orders.fill((row * count) as u64, &mut keys);
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|one, other| keys[*one].total_cmp(&keys[*other]));
        order
    }

    /// Visits a row's first point, and the point after each further input was drawn anew.
    pub(super) fn walk(&self, row: usize, mut visit: impl FnMut(usize, &[f64])) {
        let count = self.inputs.len();
        let mut uniforms = vec![0.0; 2 * count];
        self.sequence.fill(u32::try_from(row).unwrap_or(u32::MAX), &mut uniforms);
        let (kept, fresh) = uniforms.split_at(count);
        let mut values = vec![0.0; count];
        self.inputs.values(&self.copula, kept, &mut values);
        visit(0, &values);
        let (mut is_redrawn, start) = (vec![false; count], self.scores(kept));
        for (step, input) in self.order(row).into_iter().enumerate() {
            is_redrawn[input] = true;
            match self.inputs.groups().iter().position(|group| group.members.contains(&input)) {
                None => values[input] = self.inputs.spread(input).quantile(fresh[input]),
                Some(group) => {
                    self.redraw(&self.inputs.groups()[group], &start[group], fresh, &is_redrawn, &mut values);
                }
            }
            visit(step + 1, &values);
        }
    }

    /// By group, the scores of its members at independent uniform numbers.
    fn scores(&self, uniforms: &[f64]) -> Vec<Vec<f64>> {
        let groups = self.inputs.groups().iter().enumerate();
        groups.map(|(number, group)| self.copula.scores(number, group, uniforms)).collect()
    }

    /// Draws some members of a group anew, given those that are kept.
    ///
    /// With the kept ones first, z = L ε: what is kept settles the first ε, the others are fresh.
    fn redraw(&self, group: &Group, start: &[f64], fresh: &[f64], is_redrawn: &[bool], values: &mut [f64]) {
        let is_fresh = |own: &usize| is_redrawn[group.members[*own]];
        let (redrawn, mut order): (Vec<usize>, Vec<usize>) = (0..group.members.len()).partition(is_fresh);
        let kept = order.len();
        order.extend(redrawn);
        let permuted =
            order.iter().map(|row| order.iter().map(|column| group.scores[*row][*column]).collect());
        let root = root(&permuted.collect::<Vec<Vec<f64>>>());
        let mut noise: Vec<f64> = Vec::with_capacity(order.len());
        for (place, own) in order.iter().enumerate() {
            let input = group.members[*own];
            let known: f64 = root[place].iter().zip(&noise).map(|(weight, noise)| weight * noise).sum();
            let pivot = root[place][place];
            if place < kept {
                noise.push(if pivot > 0.0 { (start[*own] - known) / pivot } else { 0.0 });
            } else {
                noise.push(normal_quantile(fresh[input]));
                values[input] =
                    self.inputs.spread(input).quantile(normal_share(known + pivot * noise[place]));
            }
        }
    }
}
