//! Numbers that carry their derivatives along: forward differentiation, so that one recursion gives values and slopes.

use std::ops::{Add, Div, Mul, Sub};

/// How many numbers a derivative may be taken by: four weights, level, slope and all but one of twelve seasons.
pub(super) const MOST: usize = 17;

/// What a recursion may be run on: a bare number, or one with its derivatives.
pub(super) trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// One that depends on nothing.
    fn constant(value: f64) -> Self;

    fn value(self) -> f64;
}

impl Number for f64 {
    fn constant(value: f64) -> Self {
        value
    }

    fn value(self) -> f64 {
        self
    }
}

/// A value and what a unit of each number adds to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dual {
    pub(super) value: f64,
    pub(super) effects: [f64; MOST],
}

impl Dual {
    /// The number at a place itself.
    pub(super) fn variable(value: f64, place: usize) -> Self {
        let mut effects = [0.0; MOST];
        effects[place] = 1.0;
        Self { value, effects }
    }

    /// A value whose effects are so many times those of two others.
    #[inline]
    fn of(value: f64, (a, first): (f64, &Self), (b, second): (f64, &Self)) -> Self {
        let mut effects = first.effects;
        for (effect, other) in effects.iter_mut().zip(&second.effects) {
            *effect = a * *effect + b * other;
        }
        Self { value, effects }
    }
}

impl Number for Dual {
    fn constant(value: f64) -> Self {
        Self { value, effects: [0.0; MOST] }
    }

    fn value(self) -> f64 {
        self.value
    }
}

impl Add for Dual {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::of(self.value + other.value, (1.0, &self), (1.0, &other))
    }
}

impl Sub for Dual {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::of(self.value - other.value, (1.0, &self), (-1.0, &other))
    }
}

impl Mul for Dual {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self::of(self.value * other.value, (other.value, &self), (self.value, &other))
    }
}

impl Div for Dual {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let quotient = self.value / other.value;
        Self::of(quotient, (1.0 / other.value, &self), (-quotient / other.value, &other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some<N: Number>(x: N, y: N) -> N {
        x * y / (x + N::constant(2.0) * y) - y
    }

    /// Derivatives are the differences of values a little apart.
    #[test]
    fn derivatives_are_differences() {
        let (x, y, little) = (1.3, 0.7, 1e-6);
        let found = some(Dual::variable(x, 0), Dual::variable(y, 1));
        assert_eq!(found.value, some(x, y));
        let by_x = (some(x + little, y) - some(x - little, y)) / (2.0 * little);
        let by_y = (some(x, y + little) - some(x, y - little)) / (2.0 * little);
        assert!((found.effects[0] - by_x).abs() < 1e-9 && (found.effects[1] - by_y).abs() < 1e-9);
        assert!(found.effects[2..].iter().all(|effect| *effect == 0.0));
    }
}
