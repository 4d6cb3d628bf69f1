use std::sync::Arc;

use crate::ensemble::Threads;
use crate::evidence::words;

use super::bootstrap::Bootstrap;
use super::runs::checked;
use super::saltelli::Saltelli;
use super::{Inputs, Interval, SensitivityError};

words!(
    /// How first-order indices are worked out of the same runs. Total indices are Jansen's in any case.
    Estimator {
        /// ½ (f(B with A's input) − f(B)) (f(A) − f(A with B's input)), which has the least noise and is 0 where the input
        /// does nothing (Azzini, Mara and Rosati 2021).
        Symmetric = "symmetric",
        /// f(B) (f(A with B's input) − f(A)), which is better for small indices (Saltelli et al. 2010, table 2 (b)).
        Saltelli = "saltelli",
        /// V − ½ (f(B) − f(A with B's input))², which is better for large ones (Jansen 1999; ibid., (c)).
        Jansen = "jansen",
    }
);

/// Variance-based sensitivity: Sobol' indices of first order, second order and in total, with confidence intervals.
///
/// The first-order index of an input is the share of the variance that goes away if the input alone becomes known; its
/// total index is the share that stays if all but it become known; a second-order index is what two inputs do together
/// beyond what each does by itself. A group of correlated inputs counts as one.
///
/// ```
/// use std::f64::consts::PI;
///
/// use corridor::evidence::{Shape, Spread};
/// use corridor::sensitivity::{Inputs, Sobol};
///
/// let angle = Spread::new(Shape::Uniform { low: -PI, high: PI })?;
/// let inputs = Inputs::new(["x1", "x2", "x3"].map(|name| (name, angle.clone())))?;
/// let ishigami = |x: &[f64]| x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin();
/// let found = Sobol::new(4096, 42).second_order().run(&inputs, ishigami)?;
///
/// assert!(found.inputs[0].first.holds(0.3139) && found.inputs[0].total.holds(0.5576));
/// assert_eq!(found.inputs[2].first.to_string(), "not distinguishable from zero");
/// assert!(found.pair("x1", "x3").unwrap().index.holds(0.2437));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Cost: N (2k + 2) runs of the function for k inputs, with second order or without; N (k + 2) by the other estimators
/// without second order. Best with N a power of two.
///
/// Points: Saltelli's scheme (2002) over scrambled Sobol' points (Joe and Kuo 2008; Owen 1995). Where the whole of the
/// scheme is run each index is estimated twice, with its two halves in exchanged roles, and both are averaged. Intervals
/// take the rows as independent draws; they are better spread than that, so that intervals are too wide rather than too
/// narrow. With few rows (a thousand or less) an interval of a small index can be too narrow all the same, where two
/// dimensions of the points happen to fit badly; with [`Estimator::Symmetric`] least.
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "variance decomposition")]
#[doc(alias = "ANOVA")]
pub struct Sobol {
    rows: usize,
    has_pairs: bool,
    estimator: Estimator,
    bootstrap: Bootstrap,
    threads: Option<usize>,
}

/// The indices of each input, and of each pair where asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolIndices {
    /// The mean of the function.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
    /// How often it was run.
    pub runs: usize,
    /// By input, or group of correlated inputs, in their order.
    pub inputs: Vec<SobolIndex>,
    /// By pair; empty unless asked for.
    pub pairs: Vec<PairIndex>,
}

/// The indices of an input.
#[derive(Debug, Clone, PartialEq)]
pub struct SobolIndex {
    /// The input, or the group of correlated inputs.
    pub name: Arc<str>,
    /// Its share of the variance by itself.
    #[doc(alias = "S1")]
    #[doc(alias = "main effect")]
    pub first: Interval,
    /// Its share together with all it does jointly with others.
    #[doc(alias = "ST")]
    pub total: Interval,
}

/// The index of two inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct PairIndex {
    /// The inputs.
    pub names: [Arc<str>; 2],
    /// What they do together beyond what each does by itself.
    #[doc(alias = "S2")]
    #[doc(alias = "interaction")]
    pub index: Interval,
}

/// Resamples and confidence if nothing else is said.
const RESAMPLES: usize = 100;
const CONFIDENCE: f64 = 0.95;

impl Sobol {
    /// So many rows of points, from a seed; 100 resamples for intervals of 95 %.
    pub fn new(rows: usize, seed: u64) -> Self {
        let bootstrap = Bootstrap { resamples: RESAMPLES, confidence: CONFIDENCE, seed };
        Self { rows, has_pairs: false, estimator: Estimator::Symmetric, bootstrap, threads: None }
    }

    /// With the indices of pairs.
    pub fn second_order(self) -> Self {
        Self { has_pairs: true, ..self }
    }

    /// With another estimator of first-order indices than [`Estimator::Symmetric`].
    pub fn estimator(self, estimator: Estimator) -> Self {
        Self { estimator, ..self }
    }

    /// With so many resamples for the intervals.
    pub fn resamples(mut self, count: usize) -> Self {
        self.bootstrap.resamples = count;
        self
    }

    /// With intervals that are to hold the true index with another probability.
    pub fn confidence(mut self, share: f64) -> Self {
        self.bootstrap.confidence = share;
        self
    }

    /// On so many threads instead of one for each core. They change nothing of what comes out.
    pub fn threads(self, count: usize) -> Self {
        Self { threads: Some(count), ..self }
    }

    /// The indices of a function.
    ///
    /// # Errors
    /// Fewer than four rows or too many; resamples or a confidence out of range; a function that is not a finite number
    /// somewhere, or the same everywhere.
    pub fn run(
        &self,
        inputs: &Inputs,
        function: impl Fn(&[f64]) -> f64 + Sync,
    ) -> Result<SobolIndices, SensitivityError> {
        self.bootstrap.check()?;
        checked("rows", self.rows, 4)?;
        let threads = Threads::new(self.threads);
        let scheme = Saltelli::new(inputs, self.bootstrap.seed, self.has_pairs, self.estimator);
        let outputs = scheme.outputs(self.rows, &function, &threads)?;
        let columns = scheme.columns(&outputs.values, &threads);
        let finish = |means: &[f64]| scheme.indices(means);
        let intervals = self.bootstrap.intervals(&columns, &threads, &finish);
        let (inputs, pairs) = scheme.named(&intervals);
        let (mean, variance) = (outputs.mean, outputs.variance);
        Ok(SobolIndices { mean, variance, runs: self.rows * scheme.width(), inputs, pairs })
    }
}

impl SobolIndices {
    /// The indices of an input or group.
    pub fn input(&self, name: &str) -> Option<&SobolIndex> {
        self.inputs.iter().find(|index| &*index.name == name)
    }

    /// The index of a pair, whichever is named first.
    pub fn pair(&self, one: &str, other: &str) -> Option<&PairIndex> {
        let is_of = |names: &[Arc<str>; 2]| {
            [&*names[0], &*names[1]] == [one, other] || [&*names[0], &*names[1]] == [other, one]
        };
        self.pairs.iter().find(|pair| is_of(&pair.names))
    }
}
