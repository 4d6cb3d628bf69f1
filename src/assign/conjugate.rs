//! Conjugate gradients, for steps on so many limits that a factorisation would take longer than the rest.

use super::workspace::dot;

/// The method of Hestenes and Stiefel (1952), with each unknown scaled by the diagonal.
///
/// It solves (H + ridge) x = b over some of the unknowns, given only products with H. Stopped early, as it is when
/// the remainder has fallen far enough for a step of Newton's method, its answer still ascends.
#[derive(Debug, Clone)]
pub(super) struct ConjugateGradients {
    diagonal: Vec<f64>,
    ridge: Vec<f64>,
    remainder: Vec<f64>,
    scaled: Vec<f64>,
    towards: Vec<f64>,
    product: Vec<f64>,
}

/// The remainder may be left at this share of what it was.
const ENOUGH: f64 = 1e-4;

/// At most this many products in one solve.
const PRODUCTS: usize = 300;

impl ConjugateGradients {
    /// Room for this many unknowns.
    pub(super) fn with_room(unknowns: usize) -> Self {
        let buffer = || Vec::with_capacity(unknowns);
        Self {
            diagonal: buffer(),
            ridge: buffer(),
            remainder: buffer(),
            scaled: buffer(),
            towards: buffer(),
            product: buffer(),
        }
    }

    /// Takes the diagonal of H, and the ridge that is added to it.
    pub(super) fn prepare(&mut self, diagonal: &[f64], ridge: &[f64]) {
        self.ridge.clear();
        self.ridge.extend_from_slice(ridge);
        self.diagonal.clear();
        self.diagonal.extend(diagonal.iter().zip(ridge).map(|(entry, ridge)| entry.max(*ridge) + ridge));
        for buffer in [&mut self.remainder, &mut self.scaled, &mut self.towards, &mut self.product] {
            buffer.clear();
            buffer.resize(diagonal.len(), 0.0);
        }
    }

    /// Solves for the `free` entries of `x`, which come in as zero; the others stay as they are and count on the
    /// right-hand side.
    pub(super) fn solve(
        &mut self,
        times: impl Fn(&[f64], &mut [f64]),
        b: &[f64],
        free: &[usize],
        x: &mut [f64],
    ) {
        times(x, &mut self.product);
        self.remainder.fill(0.0);
        self.towards.fill(0.0);
        for &at in free {
            self.remainder[at] = b[at] - self.product[at];
        }
        let mut size = self.scale(free);
        for &at in free {
            self.towards[at] = self.scaled[at];
        }
        let enough = size * ENOUGH * ENOUGH;
        for _ in 0..PRODUCTS {
            if size.is_nan() || size <= enough || !self.advance(&times, size, free, x) {
                return;
            }
            size = self.turn(size, free);
        }
    }

    /// Goes along the current direction to where the remainder is at right angles to it.
    fn advance(
        &mut self,
        times: impl Fn(&[f64], &mut [f64]),
        size: f64,
        free: &[usize],
        x: &mut [f64],
    ) -> bool {
        times(&self.towards, &mut self.product);
        for &at in free {
            self.product[at] += self.ridge[at] * self.towards[at];
        }
        let bend = dot(&self.towards, &self.product);
        // A direction in which nothing bends any more has only rounding left to give.
        let bends = bend > 0.0;
        for &at in free.iter().filter(|_| bends) {
            x[at] += size / bend * self.towards[at];
            self.remainder[at] -= size / bend * self.product[at];
        }
        bends
    }

    /// Turns to the next direction, conjugate to all before.
    fn turn(&mut self, size: f64, free: &[usize]) -> f64 {
        let now = self.scale(free);
        for &at in free {
            self.towards[at] = self.scaled[at] + now / size * self.towards[at];
        }
        now
    }

    /// Scales the remainder by the diagonal; returns its size in that measure.
    fn scale(&mut self, free: &[usize]) -> f64 {
        for &at in free {
            self.scaled[at] = self.remainder[at] / self.diagonal[at];
        }
        free.iter().map(|&at| self.scaled[at] * self.remainder[at]).sum()
    }
}
