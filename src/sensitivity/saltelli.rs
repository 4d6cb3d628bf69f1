//! Saltelli's scheme: two sets of points, A and B, and sets that take one input from the other.

use crate::ensemble::Threads;

use super::inputs::{Copula, Factor};
use super::runs::{Function, rows};
use super::sequence::Sequence;
use super::{Estimator, Inputs, Interval, PairIndex, SensitivityError, SobolIndex};

/// The points that a function is asked about, row by row: A, B, A with each input from B and, for pairs, B with each
/// input from A.
#[derive(Debug)]
pub(super) struct Saltelli<'a> {
    inputs: &'a Inputs,
    copula: Copula,
    factors: Vec<Factor>,
    sequence: Sequence,
    has_pairs: bool,
    estimator: Estimator,
}

/// What came out, as differences to the mean of all.
#[derive(Debug)]
pub(super) struct Outputs {
    pub(super) values: Vec<f64>,
    pub(super) mean: f64,
    pub(super) variance: f64,
}

impl<'a> Saltelli<'a> {
    pub(super) fn new(inputs: &'a Inputs, seed: u64, has_pairs: bool, estimator: Estimator) -> Self {
        let sequence = Sequence::new(2 * inputs.len(), seed, "sensitivity.sobol");
        let (copula, factors) = (inputs.copula(), inputs.factors());
        Self { inputs, copula, factors, sequence, has_pairs, estimator }
    }

    /// How many of the two sets have their inputs taken from the other.
    fn sides(&self) -> usize {
        if self.has_pairs || self.estimator == Estimator::Symmetric { 2 } else { 1 }
    }

    /// The runs of a row.
    pub(super) fn width(&self) -> usize {
        2 + self.factors.len() * self.sides()
    }

    /// The function at all points.
    pub(super) fn outputs(
        &self,
        count: usize,
        function: &Function<'_>,
        threads: &Threads,
    ) -> Result<Outputs, SensitivityError> {
        let width = self.width();
        let mut values = rows(count, width, threads, |first, out| {
            let mut room = Room::new(self.inputs.len());
            for (number, out) in (first..).zip(out.chunks_exact_mut(width)) {
                self.place(number, &mut room);
                self.each(&mut room, |place, values| out[place] = function(values));
            }
        });
        if let Some(place) = values.iter().position(|value| !value.is_finite()) {
            return Err(self.no_number(place, values[place]));
        }
        if values.iter().all(|value| *value == values[0]) {
            return Err(SensitivityError::Constant { value: values[0] });
        }
        let (mean, variance) = centred(&mut values);
        Ok(Outputs { values, mean, variance })
    }

    /// Puts the points A and B of a row into place.
    fn place(&self, number: usize, room: &mut Room) {
        let count = self.inputs.len();
        self.sequence.fill(u32::try_from(number).unwrap_or(u32::MAX), &mut room.point);
        self.inputs.values(&self.copula, &room.point[..count], &mut room.sides[0]);
        self.inputs.values(&self.copula, &room.point[count..], &mut room.sides[1]);
    }

    /// Visits all points of a row in their order.
    fn each(&self, room: &mut Room, mut visit: impl FnMut(usize, &[f64])) {
        visit(0, &room.sides[0]);
        visit(1, &room.sides[1]);
        let mut place = 2;
        for side in 0..self.sides() {
            let [from, to] = [side, 1 - side];
            room.mixed.copy_from_slice(&room.sides[from]);
            for factor in &self.factors {
                factor.members.iter().for_each(|member| room.mixed[*member] = room.sides[to][*member]);
                visit(place, &room.mixed);
                factor.members.iter().for_each(|member| room.mixed[*member] = room.sides[from][*member]);
                place += 1;
            }
        }
    }

    fn no_number(&self, place: usize, given: f64) -> SensitivityError {
        let mut room = Room::new(self.inputs.len());
        self.place(place / self.width(), &mut room);
        let mut fault = self.inputs.no_number(&room.sides[0], given);
        self.each(&mut room, |at, values| {
            if at == place % self.width() {
                fault = self.inputs.no_number(values, given);
            }
        });
        fault
    }

    /// What is averaged, row by row: variance, then for each input its first-order and its total part, then pairs.
    pub(super) fn columns(&self, outputs: &[f64], threads: &Threads) -> Vec<Vec<f64>> {
        let (width, count) = (self.width(), self.factors.len());
        let mut columns: Vec<Vec<f64>> = vec![Vec::new(); 1 + 2 * count + self.pairs().count()];
        let pairs: Vec<(usize, usize)> = self.pairs().collect();
        threads.each(&mut columns, |place, column| {
            let rows = outputs.chunks_exact(width).map(|values| Row { values, count });
            *column = match place {
                0 => rows.map(|row| row.variance()).collect(),
                place if place < 1 + count => rows.map(|row| row.first(place - 1, self.estimator)).collect(),
                place if place < 1 + 2 * count => rows.map(|row| row.total(place - 1 - count)).collect(),
                place => rows.map(|row| row.pair(pairs[place - 1 - 2 * count])).collect(),
            };
        });
        columns
    }

    /// Indices from the means of the columns.
    pub(super) fn indices(&self, means: &[f64]) -> Vec<f64> {
        let count = self.factors.len();
        let variance = means[0];
        let first = |place: usize| match self.estimator {
            Estimator::Symmetric | Estimator::Saltelli => means[1 + place] / variance,
            Estimator::Jansen => 1.0 - means[1 + place] / variance,
        };
        let total = |place: usize| means[1 + count + place] / variance;
        let pair = |(number, (one, other)): (usize, (usize, usize))| {
            means[1 + 2 * count + number] / variance - first(one) - first(other)
        };
        let singles = (0..count).map(first).chain((0..count).map(total));
        singles.chain(self.pairs().enumerate().map(pair)).collect()
    }

    /// Indices with their names.
    pub(super) fn named(&self, intervals: &[Interval]) -> (Vec<SobolIndex>, Vec<PairIndex>) {
        let count = self.factors.len();
        let name = |place: usize| self.factors[place].name.clone();
        let index = |place: usize| SobolIndex {
            name: name(place),
            first: intervals[place],
            total: intervals[count + place],
        };
        let pair = |((one, other), index): ((usize, usize), &Interval)| PairIndex {
            names: [name(one), name(other)],
            index: *index,
        };
        ((0..count).map(index).collect(), self.pairs().zip(&intervals[2 * count..]).map(pair).collect())
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let count = if self.has_pairs { self.factors.len() } else { 0 };
        (0..count).flat_map(move |one| (one + 1..count).map(move |other| (one, other)))
    }
}

/// The outputs of a row.
#[derive(Clone, Copy)]
struct Row<'a> {
    values: &'a [f64],
    count: usize,
}

impl Row<'_> {
    /// The variance, from pairs of points that have no input in common: A with B, and A with an input from B with B with
    /// that input from A. What is noise in it is noise in the parts as well, and falls out of their ratio.
    fn variance(&self) -> f64 {
        let square = |one: f64, other: f64| 0.5 * (one - other).powi(2);
        let of_sides = square(self.values[0], self.values[1]);
        let pair = |place: usize| Some(square(self.mixed(place), self.swapped(place)?));
        let pairs: Option<f64> = (0..self.count).map(pair).sum();
        pairs.map_or(of_sides, |sum| f64::midpoint(of_sides, sum / self.count as f64))
    }

    /// A with an input from B.
    fn mixed(&self, place: usize) -> f64 {
        self.values[2 + place]
    }

    /// B with an input from A, where there is such.
    fn swapped(&self, place: usize) -> Option<f64> {
        self.values.get(2 + self.count + place).copied()
    }

    fn first(&self, place: usize, estimator: Estimator) -> f64 {
        let (a, b, mixed) = (self.values[0], self.values[1], self.mixed(place));
        match (estimator, self.swapped(place)) {
            (Estimator::Symmetric, Some(swapped)) => 0.5 * (swapped - b) * (a - mixed),
            (Estimator::Jansen, _) => self.both(place, |_, b, mixed| 0.5 * (b - mixed).powi(2)),
            _ => self.both(place, |a, b, mixed| b * (mixed - a)),
        }
    }

    fn total(&self, place: usize) -> f64 {
        self.both(place, |a, _, mixed| 0.5 * (a - mixed).powi(2))
    }

    /// A part with A and B in their roles and, where there is such, exchanged.
    fn both(&self, place: usize, part: impl Fn(f64, f64, f64) -> f64) -> f64 {
        let (a, b) = (self.values[0], self.values[1]);
        let own = part(a, b, self.mixed(place));
        self.swapped(place).map_or(own, |swapped| f64::midpoint(own, part(b, a, swapped)))
    }

    /// What two inputs explain, alone and together: points that have these two in common and no other.
    fn pair(&self, (one, other): (usize, usize)) -> f64 {
        let (a, b) = (self.values[0], self.values[1]);
        let of = |one: usize, other: usize| self.swapped(one).unwrap_or(b) * self.mixed(other);
        f64::midpoint(of(one, other), of(other, one)) - a * b
    }
}

/// Memory for the points of a row.
struct Room {
    point: Vec<f64>,
    sides: [Vec<f64>; 2],
    mixed: Vec<f64>,
}

impl Room {
    fn new(count: usize) -> Self {
        let side = || vec![0.0; count];
        Self { point: vec![0.0; 2 * count], sides: [side(), side()], mixed: side() }
    }
}

/// Makes outputs differences to their mean; that mean, and their variance.
fn centred(values: &mut [f64]) -> (f64, f64) {
    let share = 1.0 / values.len() as f64;
    let mean = share * values.iter().sum::<f64>();
    for value in values.iter_mut() {
        *value -= mean;
    }
    (mean, share * values.iter().map(|value| value * value).sum::<f64>())
}
