//! Courses and steps filled for a block of draws at a time: the same numbers to the bit, several side by side.
//!
//! Levels stand period by period, each by draw.

use super::Timeline;
use super::exponential::{BLOCK, LARGEST_EXPONENT, bounded, bounded_exp, is_far};
use super::flat::{FlatCourse, FlatSteps, Lowered, Tail};
use super::segment::Rows;
use crate::evidence::Column;

/// What a course or steps read: the values of each input over the draws of the block.
pub(crate) struct Inputs<'a, F: Fn(usize) -> Column<'a>> {
    /// By the number of the input.
    pub(crate) column: F,
    /// How many draws there are.
    pub(crate) draws: usize,
}

/// Memory that is used again from block to block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Growth {
    value: Vec<f64>,
    rate: Vec<f64>,
    ratio: Vec<f64>,
    anchor: Vec<f64>,
    power: Vec<f64>,
}

impl FlatSteps {
    /// Fills a block, if it is of a kind that blocks are made for; `false` if nothing is done.
    pub(crate) fn fill_block<'a, F: Fn(usize) -> Column<'a>>(
        &self,
        inputs: &Inputs<'a, F>,
        memory: &mut Growth,
        out: &mut [f64],
    ) -> bool {
        match &self.lowered {
            Lowered::Held { rows, .. } => {
                rows.fill_block(inputs, out);
                true
            }
            Lowered::Growing(course) => course.fill_block(inputs, memory, out),
        }
    }
}

impl FlatCourse {
    /// Fills a block, if its rule is to hold or to grow at a rate; `false` if nothing is done.
    pub(crate) fn fill_block<'a, F: Fn(usize) -> Column<'a>>(
        &self,
        inputs: &Inputs<'a, F>,
        memory: &mut Growth,
        out: &mut [f64],
    ) -> bool {
        let grows = matches!(self.tail, Tail::Compound | Tail::Continuous);
        if !(grows || self.tail == Tail::Hold) || self.rows.remainder.is_some() {
            return false;
        }
        let (given, after) = out.split_at_mut((self.rows.len() * inputs.draws).min(out.len()));
        let last = self.last_point();
        memory.value.clear();
        memory.value.resize(inputs.draws, last.scale);
        (inputs.column)(last.input).change(&mut memory.value, |scale, value| value * scale);
        if grows && !after.is_empty() {
            memory.rate.clear();
            memory.rate.resize(inputs.draws, 0.0);
            let continuous = self.tail == Tail::Continuous;
            let log_rate = |rate: f64| if continuous { rate } else { rate.ln_1p() };
            (inputs.column)(self.parameters).change(&mut memory.rate, |_, rate| log_rate(rate));
            let elapsed = self.timeline.time(self.rows.len()) - last.period.midpoint();
            if !memory.grow(elapsed, self.timeline, after) {
                return false;
            }
        } else {
            for levels in after.chunks_exact_mut(inputs.draws) {
                levels.iter_mut().zip(&memory.value).for_each(|(level, value)| *level = bounded(*value));
            }
        }
        self.rows.fill_block(inputs, given);
        true
    }
}

impl Growth {
    /// Levels that grow from each draw's value at its rate; `false` if one comes near the ends of the range.
    fn grow(&mut self, elapsed: f64, timeline: Timeline, out: &mut [f64]) -> bool {
        let (draws, step) = (self.value.len(), timeline.step());
        let most = (elapsed + step * (out.len() / draws.max(1)) as f64) / LARGEST_EXPONENT;
        let is_tame = |(rate, value): (&f64, &f64)| (rate * most).abs() < 0.5 && !is_far(*value);
        if !self.rate.iter().zip(&self.value).all(is_tame) {
            return false;
        }
        self.ratio.clear();
        self.ratio.extend(self.rate.iter().map(|rate| bounded_exp(rate * step)));
        self.anchor.resize(draws, 0.0);
        self.power.resize(draws, 0.0);
        for (period, levels) in out.chunks_exact_mut(draws).enumerate() {
            if period % BLOCK == 0 {
                self.begin_block(elapsed, step, period);
            }
            let parts = self.value.iter().zip(&self.anchor).zip(self.power.iter_mut()).zip(&self.ratio);
            for (level, (((value, anchor), power), ratio)) in levels.iter_mut().zip(parts) {
                *level = value * (anchor * *power);
                *power *= ratio;
            }
        }
        true
    }

    fn begin_block(&mut self, elapsed: f64, step: f64, period: usize) {
        // One period after the origin the first anchor is the ratio itself.
        if period == 0 && elapsed == step {
            self.anchor.copy_from_slice(&self.ratio);
        } else {
            for (anchor, rate) in self.anchor.iter_mut().zip(&self.rate) {
                *anchor = bounded_exp(rate * elapsed + rate * step * period as f64);
            }
        }
        self.power.fill(1.0);
    }
}

impl Rows {
    /// The weighted sums of a block, as [`Rows::fill`] gives them for one draw.
    fn fill_block<'a, F: Fn(usize) -> Column<'a>>(&self, inputs: &Inputs<'a, F>, out: &mut [f64]) {
        for (levels, terms) in out.chunks_exact_mut(inputs.draws).zip(self.terms()) {
            levels.fill(-0.0);
            for (input, weight) in terms {
                (inputs.column)(input).change(levels, |level, value| level + value * weight);
            }
        }
    }
}
