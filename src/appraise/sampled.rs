use std::sync::Arc;

use crate::ensemble::{Correlation, Sampler, Sampling, Threads};

use super::{Appraisal, AppraisalError};

/// Draws that are worked on together.
const BLOCK: usize = 64;

/// The net present value of projects over the draws of an ensemble, with and without them in each draw alike.
#[derive(Debug, Clone, PartialEq)]
pub struct SampledWorth {
    /// In rising order.
    sorted: Vec<f64>,
    mean: f64,
    sd: f64,
    unsolved: usize,
}

impl SampledWorth {
    fn new(values: Vec<f64>, unsolved: usize) -> Self {
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let sd = if values.len() > 1 { (squares / (count - 1.0)).sqrt() } else { 0.0 };
        let mut sorted = values;
        sorted.sort_by(f64::total_cmp);
        Self { sorted, mean, sd, unsolved }
    }

    /// How many draws.
    pub fn draws(&self) -> usize {
        self.sorted.len()
    }

    /// Mean net present value (money).
    #[doc(alias = "expected NPV")]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Standard deviation over the draws (money).
    pub fn sd(&self) -> f64 {
        self.sd
    }

    /// Standard error of the mean: sd / √N (money).
    pub fn standard_error(&self) -> f64 {
        self.sd / (self.sorted.len() as f64).sqrt()
    }

    /// A quantile, straight between the draws on both sides; `share` is held within 0 and 1.
    pub fn quantile(&self, share: f64) -> f64 {
        let last = self.sorted.len() - 1;
        let place = share.clamp(0.0, 1.0) * last as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to the last place"
        )]
        let below = (place.floor() as usize).min(last);
        let above = (below + 1).min(last);
        self.sorted[below] + (place - place.floor()) * (self.sorted[above] - self.sorted[below])
    }

    /// The share of draws in which the projects are worth more than they cost.
    pub fn probability_of_gain(&self) -> f64 {
        self.sorted.iter().filter(|value| **value > 0.0).count() as f64 / self.sorted.len() as f64
    }

    /// In how many draws some period was not solved to the method's tolerance.
    pub fn unsolved(&self) -> usize {
        self.unsolved
    }
}

impl Appraisal<'_> {
    /// The net present value of a bundle against none of it, over the draws of an ensemble.
    ///
    /// A draw gives both sides the same numbers, capital costs and the discount rate among them, so that what is common
    /// to both falls out. Same sampling, same values, on any number of threads.
    ///
    /// # Errors
    /// As [`Appraisal::bundle`], and draws that cannot be taken.
    pub fn sample(
        &self,
        bundle: &[&str],
        sampling: Sampling,
        correlations: &[Correlation],
    ) -> Result<SampledWorth, AppraisalError> {
        self.sample_between(bundle, bundle, &[], sampling, correlations)
    }

    /// The same of the projects `with` against the projects `without`; see [`Appraisal::between`].
    ///
    /// # Errors
    /// As [`Appraisal::sample`].
    pub fn sample_between(
        &self,
        scope: &[&str],
        with: &[&str],
        without: &[&str],
        sampling: Sampling,
        correlations: &[Correlation],
    ) -> Result<SampledWorth, AppraisalError> {
        let (with, without) = (self.side(scope, with)?, self.side(scope, without)?);
        let samplers = [&with, &without].map(|side| Sampler::new(&side.plan, sampling, correlations));
        let [sampler, sampler_without] = samplers;
        let (sampler, sampler_without) = (Arc::new(sampler?), Arc::new(sampler_without?));
        let draws = usize::try_from(sampling.draws()).unwrap_or(usize::MAX);
        let mut blocks: Vec<Block> = (0..draws).step_by(BLOCK).map(|first| Block::of(first, draws)).collect();
        Threads::new(None).each(&mut blocks, |_, block| {
            block.worths = (block.first..block.end)
                .map(|draw| {
                    let draw = draw as u64;
                    let (values, before) = (sampler.values(draw), sampler_without.values(draw));
                    let account = self.account((&with, &values), (&without, &before))?;
                    Ok((account.worth_only(), account.remarks().is_empty()))
                })
                .collect();
        });
        let all: Result<Vec<(f64, bool)>, AppraisalError> =
            blocks.into_iter().flat_map(|block| block.worths).collect();
        let all = all?;
        let unsolved = all.iter().filter(|(_, solved)| !solved).count();
        Ok(SampledWorth::new(all.into_iter().map(|(worth, _)| worth).collect(), unsolved))
    }
}

/// Draws from one to another, with what came out of each.
struct Block {
    first: usize,
    end: usize,
    worths: Vec<Result<(f64, bool), AppraisalError>>,
}

impl Block {
    fn of(first: usize, draws: usize) -> Self {
        Self { first, end: (first + BLOCK).min(draws), worths: Vec::new() }
    }
}
