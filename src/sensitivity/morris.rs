use std::sync::Arc;

use crate::ensemble::Threads;
use crate::evidence::Stream;

use super::bootstrap::Bootstrap;
use super::runs::{Function, checked, rows};
use super::{Inputs, Interval, SensitivityError};

/// Screening: which of many inputs matter at all? Elementary effects (Morris 1991; Campolongo, Cariboni and Saltelli 2007).
///
/// A trajectory starts at a random point of a grid and takes one step in each input, in random order; the change of the
/// function over a step, as if the input went over all of its range, is an elementary effect. Correlations do not count.
///
/// ```
/// use corridor::evidence::{Shape, Spread};
/// use corridor::sensitivity::{Inputs, Morris};
///
/// let share = Spread::new(Shape::Uniform { low: 0.0, high: 1.0 })?;
/// let inputs = Inputs::new(["straight", "curved", "idle"].map(|name| (name, share.clone())))?;
/// let found = Morris::new(20, 42).run(&inputs, |x| 2.0 * x[0] + x[1] * x[1])?;
/// assert!((found.inputs[0].size.value - 2.0).abs() < 1e-12 && found.inputs[0].sd < 1e-12);
/// assert!(found.inputs[1].sd > 0.1);
/// assert_eq!(found.inputs[2].size.to_string(), "not distinguishable from zero");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Cost: r (k + 1) runs for r trajectories over k inputs.
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "elementary effects")]
#[doc(alias = "screening")]
pub struct Morris {
    trajectories: usize,
    levels: u32,
    bootstrap: Bootstrap,
    threads: Option<usize>,
}

/// The elementary effects of all inputs, summed up.
#[derive(Debug, Clone, PartialEq)]
pub struct MorrisEffects {
    /// How often the function was run.
    pub runs: usize,
    /// By input, in their order.
    pub inputs: Vec<MorrisEffect>,
}

/// The elementary effects of an input, summed up, in the function's unit over the whole range of the input.
#[derive(Debug, Clone, PartialEq)]
pub struct MorrisEffect {
    /// The input.
    pub name: Arc<str>,
    /// The mean of their sizes, without their signs (μ*).
    #[doc(alias = "mu_star")]
    pub size: Interval,
    /// Their mean (μ): near the size if the function rises throughout, less where it goes up and down.
    #[doc(alias = "mu")]
    pub mean: f64,
    /// Their standard deviation (σ): 0 where the input acts in a straight line and by itself.
    #[doc(alias = "sigma")]
    pub sd: f64,
}

/// Levels of the grid, resamples and confidence if nothing else is said.
const LEVELS: u32 = 4;
const RESAMPLES: usize = 1000;
const CONFIDENCE: f64 = 0.95;

impl Morris {
    /// So many trajectories over a grid of four levels, from a seed.
    pub fn new(trajectories: usize, seed: u64) -> Self {
        let bootstrap = Bootstrap { resamples: RESAMPLES, confidence: CONFIDENCE, seed };
        Self { trajectories, levels: LEVELS, bootstrap, threads: None }
    }

    /// Over a grid of another, even number of levels.
    pub fn levels(self, levels: u32) -> Self {
        Self { levels, ..self }
    }

    /// On so many threads instead of one for each core. They change nothing of what comes out.
    pub fn threads(self, count: usize) -> Self {
        Self { threads: Some(count), ..self }
    }

    /// The elementary effects of a function.
    ///
    /// # Errors
    /// Fewer than two trajectories; levels that are odd or none; a function that is not a finite number somewhere.
    pub fn run(
        &self,
        inputs: &Inputs,
        function: impl Fn(&[f64]) -> f64 + Sync,
    ) -> Result<MorrisEffects, SensitivityError> {
        checked("trajectories", self.trajectories, 2)?;
        if !self.levels.is_multiple_of(2) || !(2..=1000).contains(&self.levels) {
            let (what, allowed) = ("levels", "an even number from 2 to 1000");
            return Err(SensitivityError::OutOfRange { what, given: f64::from(self.levels), allowed });
        }
        let threads = Threads::new(self.threads);
        let effects = self.effects(inputs, &function, &threads)?;
        let sizes: Vec<Vec<f64>> =
            effects.iter().map(|effects| effects.iter().map(|effect| effect.abs()).collect()).collect();
        let intervals = self.bootstrap.intervals(&sizes, &threads, &|means| means.to_vec());
        let summed = inputs.names().zip(&effects).zip(intervals);
        let inputs: Vec<MorrisEffect> = summed.map(|((name, all), size)| effect(name, all, size)).collect();
        Ok(MorrisEffects { runs: self.trajectories * (inputs.len() + 1), inputs })
    }

    /// By input, its effect in each trajectory.
    fn effects(
        &self,
        inputs: &Inputs,
        function: &Function<'_>,
        threads: &Threads,
    ) -> Result<Vec<Vec<f64>>, SensitivityError> {
        let count = inputs.len();
        let outputs = rows(self.trajectories, count + 1, threads, |first, out| {
            for (number, out) in (first..).zip(out.chunks_exact_mut(count + 1)) {
                Trajectory::new(self, inputs, number).each(|place, values| out[place] = function(values));
            }
        });
        let trajectory = |place: usize| Trajectory::new(self, inputs, place / (count + 1));
        if let Some(place) = outputs.iter().position(|value| !value.is_finite()) {
            return Err(inputs.no_number(&trajectory(place).point(place % (count + 1)), outputs[place]));
        }
        let mut effects = vec![Vec::with_capacity(self.trajectories); count];
        for (number, outputs) in outputs.chunks_exact(count + 1).enumerate() {
            let trajectory = Trajectory::new(self, inputs, number);
            for (step, input) in trajectory.order.iter().enumerate() {
                let change = outputs[step + 1] - outputs[step];
                effects[*input].push(change / trajectory.stretches[*input]);
            }
        }
        Ok(effects)
    }
}

fn effect(name: &str, effects: &[f64], size: Interval) -> MorrisEffect {
    let count = effects.len() as f64;
    let mean = effects.iter().sum::<f64>() / count;
    let squares: f64 = effects.iter().map(|effect| (effect - mean).powi(2)).sum();
    MorrisEffect { name: name.into(), size, mean, sd: (squares / (count - 1.0)).sqrt() }
}

/// One walk over the grid.
struct Trajectory {
    /// By input, its value before and after its step.
    before: Vec<f64>,
    after: Vec<f64>,
    /// By input, how far its step goes, as a share of its range; below 0 if downwards.
    stretches: Vec<f64>,
    /// The inputs in the order of their steps.
    order: Vec<usize>,
}

impl Trajectory {
    fn new(morris: &Morris, inputs: &Inputs, number: usize) -> Self {
        let count = inputs.len();
        let stream = Stream::new(morris.bootstrap.seed, "sensitivity.morris");
        let mut uniforms = vec![0.0; 3 * count];
        stream.fill((number * 3 * count) as u64, &mut uniforms);
        let (starts, rest) = uniforms.split_at(count);
        let (ways, orders) = rest.split_at(count);
        let half = f64::from(morris.levels / 2);
        let (step, unit) = (half / f64::from(morris.levels - 1), 1.0 / f64::from(morris.levels - 1));
        let value = |place: usize, level: f64| {
            let (low, high) = inputs.ends(place);
            inputs.spread(place).quantile(low + level * (high - low))
        };
        let lower = |place: usize| (starts[place] * half).floor() * unit;
        let up = |place: usize| ways[place] < 0.5;
        let end =
            |place: usize, is_upper: bool| value(place, lower(place) + if is_upper { step } else { 0.0 });
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|one, other| orders[*one].total_cmp(&orders[*other]));
        Self {
            before: (0..count).map(|place| end(place, !up(place))).collect(),
            after: (0..count).map(|place| end(place, up(place))).collect(),
            stretches: (0..count).map(|place| if up(place) { step } else { -step }).collect(),
            order,
        }
    }

    /// The point after so many steps.
    fn point(&self, steps: usize) -> Vec<f64> {
        let mut values = self.before.clone();
        self.order[..steps].iter().for_each(|input| values[*input] = self.after[*input]);
        values
    }

    /// Visits the start and the point after each step.
    fn each(&self, mut visit: impl FnMut(usize, &[f64])) {
        let mut values = self.before.clone();
        visit(0, &values);
        for (step, input) in self.order.iter().enumerate() {
            values[*input] = self.after[*input];
            visit(step + 1, &values);
        }
    }
}
