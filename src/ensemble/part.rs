use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::cell::Cell;
use super::layout::Columns;
use super::moments::Tree;
use super::shard::CHUNK;
use super::{Design, EnsembleError};

/// What came out of some of an ensemble's draws, to be joined with the rest by
/// [`Ensemble::join`](super::Ensemble::join).
///
/// Write it with any format of `serde` that keeps the digits of floating-point numbers, such as `serde_json`. It is
/// written under a seal, and one that was cut short or changed is not read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Part {
    mark: u64,
    /// The chunks it was to make; fewer are done if it was stopped.
    planned: Range<u64>,
    draws: u64,
    tree: Tree,
    cells: Vec<Cell>,
    /// By scenario, draws in which the assignment of some period was not solved.
    unsolved: Vec<u64>,
}

impl Part {
    /// One without draws yet.
    pub(super) fn new(columns: &Columns<'_>, planned: Range<u64>) -> Self {
        let is_stratified = columns.sampling.design() != Design::MonteCarlo;
        let cell = |number: usize| {
            let column = &columns.all[number / columns.periods];
            let has_replicates = is_stratified && column.kept.moments;
            Cell::new(columns.values(column.kept), column.thresholds.len(), has_replicates)
        };
        Self {
            mark: columns.mark,
            planned,
            draws: 0,
            tree: Tree::default(),
            cells: (0..columns.cells()).map(cell).collect(),
            unsolved: vec![0; columns.arms.len()],
        }
    }

    /// How many draws it holds.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// Whether it was stopped before all of its draws were made.
    pub fn is_stopped(&self) -> bool {
        self.next_chunk() < self.planned.end
    }

    fn first_chunk(&self) -> u64 {
        self.planned.start
    }

    /// By which parts stand in order, those without a draw before those that begin where they end.
    pub(super) fn span(&self) -> (u64, u64) {
        (self.first_chunk(), self.next_chunk())
    }

    /// The chunk after the last that is done.
    fn next_chunk(&self) -> u64 {
        self.planned.start.saturating_add(self.draws.div_ceil(CHUNK))
    }

    pub(super) fn unsolved(&self) -> &[u64] {
        &self.unsolved
    }

    /// Whether all quantiles are among the values that were kept.
    pub(super) fn holds_quantiles(&self) -> bool {
        self.cells.iter().all(|cell| cell.values.holds_quantiles())
    }

    pub(super) fn into_cells(self) -> Vec<Cell> {
        self.cells
    }

    /// Counts in the draws of some chunks; how many nodes join with each.
    pub(super) fn begin(&mut self, chunks: Range<u64>, draws: u64, unsolved: &[u64]) -> Vec<usize> {
        self.draws += draws;
        for (own, more) in self.unsolved.iter_mut().zip(unsolved) {
            *own += more;
        }
        chunks.map(|chunk| self.tree.push((0, chunk))).collect()
    }

    pub(super) fn cells_mut(&mut self) -> &mut [Cell] {
        &mut self.cells
    }

    /// Whether it is of the ensemble that reads off these columns, and whole.
    pub(super) fn is_of(&self, columns: &Columns<'_>) -> bool {
        let model = Self::new(columns, self.planned.clone());
        let chunks = columns.sampling.draws().div_ceil(CHUNK);
        let in_order = self.planned.start <= self.planned.end && self.planned.end <= chunks;
        self.mark == columns.mark
            && self.cells.len() == model.cells.len()
            && self.unsolved.len() == model.unsolved.len()
            && in_order
            && self.draws <= (self.planned.end - self.planned.start) * CHUNK
            && (self.draws.is_multiple_of(CHUNK) || self.next_chunk() == chunks)
            && self.unsolved.iter().all(|count| *count <= self.draws)
            && self.tree == tree_of(self.planned.start..self.next_chunk())
            && self.cells.iter().zip(&model.cells).all(|(own, model)| own.is_sound(model, self.tree.nodes()))
    }

    /// Parts in order, joined.
    ///
    /// # Errors
    /// Draws that are left out or there twice.
    pub(super) fn joined(columns: &Columns<'_>, parts: Vec<Part>) -> Result<Part, EnsembleError> {
        let draws = columns.sampling.draws();
        let chunks = draws.div_ceil(CHUNK);
        let gap = |until: u64, next: u64| EnsembleError::Gap { until: until * CHUNK, next: next * CHUNK };
        let mut whole = Self::new(columns, 0..chunks);
        let mut is_stopped = false;
        for part in parts {
            if part.first_chunk() != whole.next_chunk() {
                return Err(gap(whole.next_chunk(), part.first_chunk()));
            }
            is_stopped = part.is_stopped();
            whole.join(&part);
        }
        if whole.next_chunk() < chunks && !is_stopped {
            return Err(gap(whole.next_chunk(), chunks));
        }
        Ok(whole)
    }

    fn join(&mut self, other: &Part) {
        self.draws += other.draws;
        let pairs: Vec<usize> = other.tree.nodes().iter().map(|node| self.tree.push(*node)).collect();
        for (own, others) in self.cells.iter_mut().zip(&other.cells) {
            own.join(others, &pairs);
        }
        for (own, others) in self.unsolved.iter_mut().zip(&other.unsolved) {
            *own += others;
        }
    }
}

/// The nodes that a run of chunks fills. Whole blocks of chunks are one node, so that a range from a file is not walked
/// through chunk by chunk.
fn tree_of(chunks: Range<u64>) -> Tree {
    let mut tree = Tree::default();
    let mut next = chunks.start;
    while next < chunks.end {
        let left = chunks.end - next;
        let height = next.trailing_zeros().min(u64::BITS - 1 - left.leading_zeros());
        tree.push((height, next >> height));
        next += 1 << height;
    }
    tree
}
