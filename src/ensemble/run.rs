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
use crate::evaluate::{Evaluator, LoneRoutes, PeriodStatus};
use crate::model::Draws as InputDraws;

/// How many chunks each thread makes before they are summed up.
const CHUNKS_AT_ONCE: u64 = 4;
/// How many cells are summed up at a time by one thread.
const CELLS_AT_ONCE: usize = 32;
/// Draws of a chunk, as an index.
#[expect(clippy::cast_possible_truncation, reason = "64")]
const ROOM: usize = CHUNK as usize;

/// What draws are shown to.
pub(super) type See<'a> = dyn FnMut(&Draws<'_>) + 'a;

/// Runs the draws of a shard.
pub(super) fn part(
    columns: &Columns<'_>,
    method: &dyn Method,
    shard: Shard,
    threads: Option<usize>,
    mut watch: impl FnMut(u64) -> ControlFlow<()>,
    mut see: Option<&mut See<'_>>,
) -> Part {
    let drawn = Drawn::new(columns);
    let threads = Threads::new(threads);
    let planned = shard.chunks(columns.sampling.draws());
    let mut part = Part::new(columns, planned.clone());
    let engines = Engines::new(columns, method, see.is_some());
    let mut workers: Vec<Worker<'_>> =
        (0..threads.count()).map(|_| Worker::new(columns, &engines, method)).collect();
    let wave = CHUNKS_AT_ONCE * workers.len() as u64;
    let mut next = planned.start;
    while next < planned.end {
        let until = planned.end.min(next + wave);
        threads.each(&mut workers, |number, worker| {
            let first = next + CHUNKS_AT_ONCE * number as u64;
            worker.make(columns, &engines, first.min(until)..until.min(first + CHUNKS_AT_ONCE));
        });
        if let Some(see) = &mut see {
            show(columns, &drawn, next, &workers, see);
        }
        sum_up(columns, &engines, &threads, next..until, &workers, &mut part);
        next = until;
        if watch(part.draws()).is_break() {
            break;
        }
    }
    part
}

/// Shows what the workers made from a chunk on, chunk after chunk.
fn show(columns: &Columns<'_>, drawn: &Drawn, chunk: u64, workers: &[Worker<'_>], see: &mut See<'_>) {
    let blocks = workers.iter().flat_map(|worker| &worker.blocks[..worker.made]);
    for (block, chunk) in blocks.zip(chunk..) {
        see(&Draws::new(columns, drawn, (chunk * CHUNK, block.draws), (&block.values, ROOM)));
    }
}

/// Takes in what the workers made: each cell by itself, chunk after chunk.
fn sum_up(
    columns: &Columns<'_>,
    engines: &Engines,
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
        let mut scratch = Vec::with_capacity(ROOM);
        for (place, cell) in cells.iter_mut().enumerate() {
            let number = batch * CELLS_AT_ONCE + place;
            let column = &columns.all[number / columns.periods];
            for (block, pairs) in blocks.iter().zip(&pairs) {
                if engines.is_counted[number / columns.periods] {
                    cell.count(block.counts[number], *pairs);
                } else {
                    let values = block.values_of(number);
                    cell.take(values, &column.thresholds, column.kept, *pairs, &mut scratch);
                }
            }
        }
    });
}

/// The values of one chunk: cell by cell, each by draw.
struct Block {
    draws: usize,
    values: Vec<f64>,
    /// Of cells that are only counted, how many draws apply and how many reach what is asked about.
    counts: Vec<(u64, u64)>,
    /// By scenario, draws in which the assignment of some period was not solved.
    unsolved: Vec<u64>,
}

impl Block {
    fn new(columns: &Columns<'_>) -> Self {
        let values = vec![0.0; columns.cells() * ROOM];
        let (counts, unsolved) = (vec![(0, 0); columns.cells()], vec![0; columns.arms.len()]);
        Self { draws: 0, values, counts, unsolved }
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
    engine: Engine<'a>,
    table: DrawTable,
    values: Vec<f64>,
}

/// What evaluates a scenario.
enum Engine<'a> {
    /// Draw by draw.
    Single(Box<Evaluator<'a>>),
    /// Chunk by chunk, with the uncertain input of each slot.
    Lone { routes: Box<LoneRoutes<'a>>, places: Vec<Option<usize>> },
}

/// Which engine all scenarios run by. It is the same for all, so that the differences of two have no other cause, and
/// settled before a draw is made, so that threads and shards have no influence.
struct Engines {
    is_lone: bool,
    /// By column, whether draws are counted and no values put down.
    is_counted: Vec<bool>,
}

impl Engines {
    /// Where draws are shown, all values are put down.
    fn new(columns: &Columns<'_>, method: &dyn Method, is_shown: bool) -> Self {
        let is_lone = columns.arms.iter().any(|arm| arm.sampler.uncertain().next().is_some())
            && columns.arms.iter().all(|arm| lone(arm, method).is_some());
        let of_difference = |number: usize| {
            let parts = columns.all.iter().filter_map(|column| column.between);
            parts.into_iter().any(|(first, later)| number == first || number == later)
        };
        let is_counted = columns.all.iter().enumerate().map(|(number, column)| {
            let is_asked_once = !column.kept.values && !column.kept.moments && column.thresholds.len() == 1;
            is_lone && !is_shown && is_asked_once && column.between.is_none() && !of_difference(number)
        });
        Self { is_lone, is_counted: is_counted.collect() }
    }
}

/// The engine for lone routes, if it will do.
fn lone<'a>(arm: &Arm<'a>, method: &dyn Method) -> Option<LoneRoutes<'a>> {
    let places = arm.sampler.places();
    LoneRoutes::new(arm.plan, method, arm.layout.entries(), &|slot| places[slot].is_none())
}

impl<'a> Worker<'a> {
    fn new(columns: &Columns<'a>, engines: &Engines, method: &'a dyn Method) -> Self {
        let blocks = (0..CHUNKS_AT_ONCE).map(|_| Block::new(columns)).collect();
        let scenarios = columns.arms.iter().map(|arm| Scenario::new(arm, engines, method)).collect();
        Self { scenarios, blocks, made: 0 }
    }

    /// Makes some chunks.
    fn make(&mut self, columns: &Columns<'_>, engines: &Engines, chunks: Range<u64>) {
        self.made = 0;
        for (chunk, block) in chunks.zip(&mut self.blocks) {
            let first = chunk * CHUNK;
            let draws = CHUNK.min(columns.sampling.draws() - first);
            block.draws = usize::try_from(draws).unwrap_or(ROOM);
            for (number, scenario) in self.scenarios.iter_mut().enumerate() {
                let place = Place { arm: &columns.arms[number], first, column: columns.first_of(number) };
                block.unsolved[number] = scenario.make(&place, columns, engines, block);
            }
            block.subtract(columns);
            self.made += 1;
        }
    }
}

/// Where a scenario's draws of a chunk go.
struct Place<'p, 'a> {
    arm: &'p Arm<'a>,
    /// The first draw.
    first: u64,
    /// The first column.
    column: usize,
}

impl<'a> Scenario<'a> {
    fn new(arm: &Arm<'a>, engines: &Engines, method: &'a dyn Method) -> Self {
        let layout = &arm.layout;
        let is_read =
            |entry: &crate::evaluate::Entry| layout.position(entry.indicator, &entry.subject).is_some();
        let single = || Engine::Single(Box::new(Evaluator::of(arm.plan, method, is_read)));
        let as_lone = |routes| Engine::Lone { routes: Box::new(routes), places: arm.sampler.places() };
        let lone = Some(arm).filter(|_| engines.is_lone).and_then(|arm| lone(arm, method));
        let engine = lone.map_or_else(single, as_lone);
        Self { engine, table: DrawTable::default(), values: arm.plan.central().to_vec() }
    }

    /// The draws of a chunk into a block; in how many some period was not solved.
    fn make(
        &mut self,
        place: &Place<'_, '_>,
        columns: &Columns<'_>,
        engines: &Engines,
        block: &mut Block,
    ) -> u64 {
        place.arm.sampler.fill(place.first, block.draws, &mut self.table);
        let cells = place.column * columns.periods;
        match &mut self.engine {
            Engine::Single(evaluator) => {
                let mut unsolved = 0;
                for draw in 0..block.draws {
                    place.arm.sampler.put(&self.table, draw, &mut self.values);
                    block.put(cells, draw, evaluator.run(&self.values));
                    unsolved += u64::from(!evaluator.statuses().iter().all(PeriodStatus::is_solved));
                }
                unsolved
            }
            Engine::Lone { routes, places } => {
                let draws = place.arm.sampler.block(&self.table, places);
                routes.run(&draws);
                for entry in 0..place.arm.layout.entries().len() {
                    block.read(routes, &draws, entry, place.column + entry, columns, engines);
                }
                0
            }
        }
    }
}

impl Block {
    /// Reads off a column of lone routes.
    fn read(
        &mut self,
        routes: &LoneRoutes<'_>,
        draws: &InputDraws<'_>,
        entry: usize,
        column: usize,
        columns: &Columns<'_>,
        engines: &Engines,
    ) {
        for period in 0..columns.periods {
            let cell = column * columns.periods + period;
            let out = &mut self.values[cell * ROOM..][..self.draws];
            if engines.is_counted[column] {
                let threshold = columns.all[column].thresholds[0];
                self.counts[cell] = routes.count(entry, period, draws, threshold, out);
            } else {
                routes.read(entry, period, draws, out);
            }
        }
    }
}
