//! The numbers of a seasonal smoothing that make its values likeliest.

use std::ops::RangeInclusive;

use super::dual::MOST;
use super::seasonal::{ALPHA, BETA, Form, GAMMA, LEVEL, Linearised, Numbers, PHI};
use super::smoothing::{DAMPING, WEIGHT};

/// A gain in likelihood of less than this ends the search.
const GAIN: f64 = 1e-7;
/// The most steps of a search; all but the flattest end in a third of them.
const STEPS: usize = 40;
/// After so many steps a search that is by so much less likely than another has been is given up, and one that has come so close to it that
/// it gains no more than that is at the same place.
const HOPELESS: (usize, f64) = (8, 20.0);
const ALIKE: f64 = 1e-3;
/// How much a step is held back at first, at least, and at most before the search ends.
const DAMPED: [f64; 3] = [1e-2, 1e-9, 1e6];
/// Of which this part for states, in which the errors are linear or nearly so.
const STATES: f64 = 1e-2;
/// A step that gains less than these parts of what was foreseen goes too far: the next ones are held back by so much at least.
const TOO_FAR: (f64, f64, f64) = (0.25, 0.5, 0.1);
/// One that gains more than this part may go further.
const AS_FORESEEN: f64 = 0.75;
/// What is added to each direction, in parts of the strongest, so that one without effect has no step.
const LEAST_EFFECT: f64 = 1e-14;

impl Form {
    /// The least value near a start, by the steps of Levenberg (1944) and Marquardt (1963) in all numbers at once, within
    /// the ranges of the weights. None where the start itself is impossible.
    ///
    /// `known` is the least value that another search has found; there is no search beyond what it makes pointless.
    ///
    /// A weight at the end of its range from which the slope leads out stays there. Errors are linear in the first states, or
    /// nearly so, and a step finds these wholly.
    pub(super) fn likeliest(self, values: &[f64], start: Numbers, known: f64) -> Option<(Numbers, f64)> {
        let mut at = start;
        let mut now = self.linearised(values, &at)?;
        let mut damping = DAMPED[0];
        for step in 0..STEPS {
            let Some((next, value)) = self.step(values, &at, &now, &mut damping) else { break };
            let gain = now.value - value;
            let fell = -(-gain / values.len() as f64).exp_m1() * now.squares;
            damping = held_back(damping, fell / now.foreseen(&at, &next));
            at = next;
            now = self.linearised(values, &at)?;
            let above = now.value - known;
            let hopeless = step >= HOPELESS.0 && above > HOPELESS.1;
            if gain < GAIN || hopeless || gain.max(above.abs()) < ALIKE {
                break;
            }
        }
        Some((at, now.value))
    }

    /// A step to a lesser value, held back until there is one.
    fn step(
        self,
        values: &[f64],
        at: &Numbers,
        now: &Linearised,
        damping: &mut f64,
    ) -> Option<(Numbers, f64)> {
        let free = self.free(at, &now.slope);
        while *damping <= DAMPED[2] {
            let next = now.solved(&free, *damping).map(|step| moved(at, &free, &step));
            let found = next.map(|next| (next, self.value(values, &next)));
            if let Some(found) = found.filter(|(_, value)| *value < now.value) {
                return Some(found);
            }
            *damping *= 10.0;
        }
        None
    }

    /// The places whose numbers may move.
    fn free(self, at: &Numbers, slope: &Numbers) -> Vec<usize> {
        let may_move = |place: &usize| {
            let (range, number) = (range(*place), at[*place]);
            let leads_out =
                if slope[*place] >= 0.0 { number <= *range.start() } else { number >= *range.end() };
            self.has(*place) && !leads_out
        };
        (0..self.end()).filter(may_move).collect()
    }
}

/// How much the next step is held back, after one that gained such a part of what was foreseen.
fn held_back(damping: f64, part: f64) -> f64 {
    if part > AS_FORESEEN {
        (damping / 10.0).max(DAMPED[1])
    } else if part < TOO_FAR.0 {
        (damping * 4.0).max(TOO_FAR.2)
    } else if part < TOO_FAR.1 {
        damping.max(TOO_FAR.2)
    } else {
        damping
    }
}

/// The usual region: γ and β in parts of what α leaves them.
fn range(place: usize) -> RangeInclusive<f64> {
    match place {
        ALPHA => WEIGHT,
        GAMMA | BETA => 0.0..=1.0,
        PHI => DAMPING,
        _ => f64::NEG_INFINITY..=f64::INFINITY,
    }
}

fn moved(at: &Numbers, free: &[usize], step: &Numbers) -> Numbers {
    let mut next = *at;
    for (place, step) in free.iter().zip(step) {
        let range = range(*place);
        next[*place] = (at[*place] + step).clamp(*range.start(), *range.end());
    }
    next
}

impl Linearised {
    /// By how much the squares fall on the way to other numbers, as far as they are the quadratic.
    fn foreseen(&self, at: &Numbers, next: &Numbers) -> f64 {
        let step: Numbers = std::array::from_fn(|place| next[place] - at[place]);
        let rows = self.products.iter().zip(&step).enumerate();
        let squares = rows
            .map(|(place, (row, own))| own * (2.0 * dot(&row[..place], &step[..place]) + row[place] * own));
        -2.0 * dot(&self.slope, &step) - squares.sum::<f64>()
    }

    /// The step of the free places to the bottom of the quadratic, held back, by Cholesky's factors; none where it has no
    /// bottom.
    fn solved(&self, free: &[usize], damping: f64) -> Option<Numbers> {
        let strongest = free.iter().map(|place| self.products[*place][*place]).fold(0.0, f64::max);
        let mut factors = [[0.0; MOST]; MOST];
        for (row, place) in free.iter().enumerate() {
            for column in 0..=row {
                let product = self.products[*place][free[column]];
                let shared = dot(&factors[row][..column], &factors[column][..column]);
                if column < row {
                    factors[row][column] = (product - shared) / factors[column][column];
                    continue;
                }
                let damping = if *place < LEVEL { damping } else { damping * STATES };
                let left = product * (1.0 + damping) + LEAST_EFFECT * strongest - shared;
                // Not a number is not above zero either.
                factors[row][row] = Some(left).filter(|left| *left > 0.0)?.sqrt();
            }
        }
        Some(self.back(free, &factors))
    }

    fn back(&self, free: &[usize], factors: &[Numbers; MOST]) -> Numbers {
        let mut step = [0.0; MOST];
        for (row, place) in free.iter().enumerate() {
            let known = dot(&factors[row][..row], &step[..row]);
            step[row] = (-self.slope[*place] - known) / factors[row][row];
        }
        for row in (0..free.len()).rev() {
            let known: f64 = (row + 1..free.len()).map(|below| factors[below][row] * step[below]).sum();
            step[row] = (step[row] - known) / factors[row][row];
        }
        step
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
