//! Draw by draw, chunk by chunk: values in, cells out.

use std::ops::{ControlFlow, Range};

use super::cell::Cell;
use super::layout::{Arm, Column, Columns};
use super::parallel::Threads;
use super::part::Part;
use super::sampler::DrawTable;
use super::shard::CHUNK;
use super::{Drawn, Draws, Shard};
use crate::assign::Method;
use crate::evaluate::{Evaluator, PeriodStatus};

/// How many chunks each thread makes before they are summed up.
const CHUNKS_AT_ONCE: u64 = 4;
/// How many cells are summed up at a time by one thread.
const CELLS_AT_ONCE: usize = 32;
/// Draws of a chunk, as an index.
#[expect(clippy::cast_possible_truncation, reason = "64")]
const ROOM: usize = CHUNK as usize;

/// Runs the draws of a shard.
pub(super) fn part(
    columns: &Columns<'_>,
    method: &dyn Method,
    shard: Shard,
    threads: Option<usize>,
    mut watch: impl FnMut(u64) -> ControlFlow<()>,
    mut see: impl FnMut(&Draws<'_>),
) -> Part {
    let drawn = Drawn::new(columns);
    let threads = Threads::new(threads);
    let planned = shard.chunks(columns.sampling.draws());
    let mut part = Part::new(columns, planned.clone());
    let mut workers: Vec<Worker<'_>> = (0..threads.count()).map(|_| Worker::new(columns, method)).collect();
    let wave = CHUNKS_AT_ONCE * workers.len() as u64;
    let mut next = planned.start;
    while next < planned.end {
        let until = planned.end.min(next + wave);
        threads.each(&mut workers, |number, worker| {
            let first = next + CHUNKS_AT_ONCE * number as u64;
            worker.make(columns, first.min(until)..until.min(first + CHUNKS_AT_ONCE));
        });
        show(columns, &drawn, next, &workers, &mut see);
        sum_up(columns, &threads, next..until, &workers, &mut part);
        next = until;
        if watch(part.draws()).is_break() {
            break;
        }
    }
    part
}

/// Shows what the workers made from a chunk on, chunk after chunk.
fn show(
    columns: &Columns<'_>,
    drawn: &Drawn,
    chunk: u64,
    workers: &[Worker<'_>],
    see: &mut impl FnMut(&Draws<'_>),
) {
    let blocks = workers.iter().flat_map(|worker| &worker.blocks[..worker.made]);
    for (block, chunk) in blocks.zip(chunk..) {
        see(&Draws::new(columns, drawn, (chunk * CHUNK, block.draws), (&block.values, ROOM)));
    }
}

/// Takes in what the workers made: each cell by itself, chunk after chunk.
fn sum_up(
    columns: &Columns<'_>,
    threads: &Threads,
    chunks: Range<u64>,
    workers: &[Worker<'_>],
    part: &mut Part,
) {
    let blocks: Vec<&Block> = workers.iter().flat_map(|worker| &worker.blocks[..worker.made]).collect();
    let draws = blocks.iter().map(|block| block.draws as u64).sum();
    let of = |arm: usize| blocks.iter().map(|block| block.unsolved[arm]).sum();
    let unsolved: Vec<u64> = (0..columns.arms.len()).map(of).collect();
    let pairs = part.begin(chunks, draws, &unsolved);
    let mut batches: Vec<&mut [Cell]> = part.cells_mut().chunks_mut(CELLS_AT_ONCE).collect();
    threads.each(&mut batches, |batch, cells| {
        let mut applying = Vec::with_capacity(ROOM);
        for (place, cell) in cells.iter_mut().enumerate() {
            let number = batch * CELLS_AT_ONCE + place;
            let thresholds = &columns.all[number / columns.periods].thresholds;
            for (block, pairs) in blocks.iter().zip(&pairs) {
                cell.take(block.values_of(number), thresholds, *pairs, &mut applying);
            }
        }
    });
}

/// The values of one chunk: cell by cell, each by draw.
struct Block {
    draws: usize,
    values: Vec<f64>,
    /// By scenario, draws in which the assignment of some period was not solved.
    unsolved: Vec<u64>,
}

impl Block {
    fn new(columns: &Columns<'_>) -> Self {
        let (values, unsolved) = (vec![0.0; columns.cells() * ROOM], vec![0; columns.arms.len()]);
        Self { draws: 0, values, unsolved }
    }

    fn values_of(&self, cell: usize) -> &[f64] {
        &self.values[cell * ROOM..][..self.draws]
    }

    /// Puts one draw's numbers into the cells from `first` on.
    fn put(&mut self, first: usize, draw: usize, numbers: &[f64]) {
        for (cell, number) in self.values[first * ROOM..].chunks_exact_mut(ROOM).zip(numbers) {
            cell[draw] = *number;
        }
    }

    /// The differences of later scenarios to the first, draw by draw.
    fn subtract(&mut self, columns: &Columns<'_>) {
        let width = columns.periods * ROOM;
        let of = |column: usize| column * width;
        for (number, column) in columns.all.iter().enumerate() {
            let Column { between: Some((first, later)), .. } = column else { continue };
            let (before, rest) = self.values.split_at_mut(of(number));
            let (first, later) = (&before[of(*first)..][..width], &before[of(*later)..][..width]);
            for ((out, first), later) in rest[..width].iter_mut().zip(first).zip(later) {
                *out = later - first;
            }
        }
    }
}

/// What one thread works with: its own evaluators and memory, made once.
struct Worker<'a> {
    scenarios: Vec<Scenario<'a>>,
    blocks: Vec<Block>,
    made: usize,
}

struct Scenario<'a> {
    evaluator: Evaluator<'a>,
    table: DrawTable,
    values: Vec<f64>,
}

impl<'a> Worker<'a> {
    fn new(columns: &Columns<'a>, method: &'a dyn Method) -> Self {
        let blocks = (0..CHUNKS_AT_ONCE).map(|_| Block::new(columns)).collect();
        let scenarios = columns.arms.iter().map(|arm| Scenario::new(arm, method)).collect();
        Self { scenarios, blocks, made: 0 }
    }

    /// Makes some chunks.
    fn make(&mut self, columns: &Columns<'_>, chunks: Range<u64>) {
        self.made = 0;
        for (chunk, block) in chunks.zip(&mut self.blocks) {
            let first = chunk * CHUNK;
            let draws = CHUNK.min(columns.sampling.draws() - first);
            block.draws = usize::try_from(draws).unwrap_or(ROOM);
            for (number, scenario) in self.scenarios.iter_mut().enumerate() {
                let cells = columns.first_of(number) * columns.periods;
                block.unsolved[number] = scenario.make(&columns.arms[number], first, cells, block);
            }
            block.subtract(columns);
            self.made += 1;
        }
    }
}

impl<'a> Scenario<'a> {
    fn new(arm: &Arm<'a>, method: &'a dyn Method) -> Self {
        let layout = &arm.layout;
        let is_read =
            |entry: &crate::evaluate::Entry| layout.position(entry.indicator, &entry.subject).is_some();
        Self {
            evaluator: Evaluator::of(arm.plan, method, is_read),
            table: DrawTable::default(),
            values: arm.plan.central().to_vec(),
        }
    }

    /// The draws of a chunk from `first` on into a block; in how many some period was not solved.
    fn make(&mut self, arm: &Arm<'_>, first: u64, cells: usize, block: &mut Block) -> u64 {
        arm.sampler.fill(first, block.draws, &mut self.table);
        let mut unsolved = 0;
        for draw in 0..block.draws {
            arm.sampler.put(&self.table, draw, &mut self.values);
            block.put(cells, draw, self.evaluator.run(&self.values));
            unsolved += u64::from(!self.evaluator.statuses().iter().all(PeriodStatus::is_solved));
        }
        unsolved
    }
}
