use std::sync::Arc;

use crate::ensemble::Threads;

use super::bootstrap::Bootstrap;
use super::redraw::Redraw;
use super::runs::{Function, checked, rows};
use super::{Inputs, Interval, SensitivityError};

/// Shares of the variance that add up to 1 whether or not inputs are correlated: Shapley effects (Owen 2014).
///
/// The worth of a set of inputs is the variance that is left when all others are known. An input's effect is what it
/// adds to that, on average over all orders in which inputs may be added (Song, Nelson and Staum 2016). What inputs do
/// together, and what they have in common by correlation, is split between them.
///
/// ```
/// use corridor::evidence::{Shape, Spread};
/// use corridor::sensitivity::{Inputs, Shapley};
///
/// let share = Spread::new(Shape::Uniform { low: 0.0, high: 1.0 })?;
/// let inputs = Inputs::new([("a", share.clone()), ("b", share)])?;
/// let found = Shapley::new(1024, 42).run(&inputs, |x| x[0] + 2.0 * x[1])?;
/// assert!(found.inputs[0].effect.holds(0.2) && found.inputs[1].effect.holds(0.8));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Each row is a point and one random order; in that order inputs are drawn anew, each time given those that are still
/// kept, and ½ of the squared difference to the start estimates a worth without bias (Goda 2021, whose walk this is; for
/// correlated inputs with conditional draws from their Gaussian copula).
///
/// Cost: N (k + 1) runs for k inputs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shapley {
    rows: usize,
    bootstrap: Bootstrap,
    threads: Option<usize>,
}

/// The Shapley effects of all inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct ShapleyEffects {
    /// The variance of the function.
    pub variance: f64,
    /// How often it was run.
    pub runs: usize,
    /// By input, in their order. Their values add up to 1.
    pub inputs: Vec<ShapleyEffect>,
}

/// The Shapley effect of an input.
#[derive(Debug, Clone, PartialEq)]
pub struct ShapleyEffect {
    /// The input.
    pub name: Arc<str>,
    /// Its share of the variance.
    pub effect: Interval,
}

/// Resamples and confidence if nothing else is said.
const RESAMPLES: usize = 100;
const CONFIDENCE: f64 = 0.95;

impl Shapley {
    /// So many rows of points, from a seed; 100 resamples for intervals of 95 %.
    pub fn new(rows: usize, seed: u64) -> Self {
        let bootstrap = Bootstrap { resamples: RESAMPLES, confidence: CONFIDENCE, seed };
        Self { rows, bootstrap, threads: None }
    }

    /// With so many resamples for the intervals.
    pub fn resamples(mut self, count: usize) -> Self {
        self.bootstrap.resamples = count;
        self
    }

    /// With intervals that are to hold the true effect with another probability.
    pub fn confidence(mut self, share: f64) -> Self {
        self.bootstrap.confidence = share;
        self
    }

    /// On so many threads instead of one for each core. They change nothing of what comes out.
    pub fn threads(self, count: usize) -> Self {
        Self { threads: Some(count), ..self }
    }

    /// The effects of a function's inputs.
    ///
    /// # Errors
    /// Fewer than four rows or too many; resamples or a confidence out of range; a function that is not a finite number
    /// somewhere, or the same everywhere.
    pub fn run(
        &self,
        inputs: &Inputs,
        function: impl Fn(&[f64]) -> f64 + Sync,
    ) -> Result<ShapleyEffects, SensitivityError> {
        self.bootstrap.check()?;
        checked("rows", self.rows, 4)?;
        let threads = Threads::new(self.threads);
        let columns = self.columns(inputs, &function, &threads)?;
        let total = |means: &[f64]| means.iter().sum::<f64>();
        let mean = |column: &Vec<f64>| column.iter().sum::<f64>() / column.len() as f64;
        let variance = total(&columns.iter().map(mean).collect::<Vec<f64>>());
        let finish = |means: &[f64]| means.iter().map(|part| part / total(means)).collect();
        let intervals = self.bootstrap.intervals(&columns, &threads, &finish);
        let named = inputs.names().zip(intervals);
        let effects = named.map(|(name, effect)| ShapleyEffect { name: name.into(), effect }).collect();
        Ok(ShapleyEffects { variance, runs: self.rows * (inputs.len() + 1), inputs: effects })
    }

    /// By input, what it adds to the worth of those before it, row by row.
    fn columns(
        &self,
        inputs: &Inputs,
        function: &Function<'_>,
        threads: &Threads,
    ) -> Result<Vec<Vec<f64>>, SensitivityError> {
        let count = inputs.len();
        let redraw = Redraw::new(inputs, self.bootstrap.seed);
        let outputs = rows(self.rows, count + 1, threads, |first, out| {
            for (number, out) in (first..).zip(out.chunks_exact_mut(count + 1)) {
                redraw.walk(number, |step, values| out[step] = function(values));
            }
        });
        if let Some(place) = outputs.iter().position(|value| !value.is_finite()) {
            return Err(no_number(inputs, &redraw, place, outputs[place]));
        }
        let mut columns = vec![vec![0.0; self.rows]; count];
        for (number, outputs) in outputs.chunks_exact(count + 1).enumerate() {
            for (step, input) in redraw.order(number).into_iter().enumerate() {
                let [start, before, after] = [outputs[0], outputs[step], outputs[step + 1]];
                // ½ (start − after)² − ½ (start − before)², without the difference of two large numbers.
                columns[input][number] = (start - f64::midpoint(before, after)) * (before - after);
            }
        }
        if columns.iter().flatten().all(|part| *part == 0.0) {
            return Err(SensitivityError::Constant { value: outputs[0] });
        }
        Ok(columns)
    }
}

/// The fault of a run that gave no number.
fn no_number(inputs: &Inputs, redraw: &Redraw<'_>, place: usize, given: f64) -> SensitivityError {
    let (number, wanted) = (place / (inputs.len() + 1), place % (inputs.len() + 1));
    let mut found = inputs.central();
    redraw.walk(number, |step, values| {
        if step == wanted {
            found.copy_from_slice(values);
        }
    });
    inputs.no_number(&found, given)
}
