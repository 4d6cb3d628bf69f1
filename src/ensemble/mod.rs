//! Ensemble: how sure is that? Uncertain inputs, drawn many times.
//!
//! - A [`Sampling`] says how many draws, of which [`Design`], from which seed.
//! - A [`Sampler`] gives the value of each input in each draw. The number that an input takes depends on the seed, its
//!   path in the study and the draw alone, so scenarios are paired draw by draw and adding an input changes no other.
//! - A [`Correlation`] joins the inputs of a group by rank. A model may have some of its own; one that is given to the
//!   ensemble stands in place of the model's for that group.
//! - An [`Ensemble`] runs one or more scenarios over the draws; [`Distributions`] say what came out, as result rows.
//! - A [`Shard`] is a slice of the draws for another process or machine, and a [`Part`] what came out of it.
//!
//! # Beyond one machine
//!
//! A shard needs nothing of the others, so any engine that starts processes will do: [the page](crate::docs::beyond_one_machine)
//! has GNU parallel, Slurm arrays, Dask and Ray.
//!
//! # What it does not do
//!
//! Of dates it draws two: by how much an opening slips (`slips` of a project), and when an event begins
//! ([`Event`](crate::network::Event)), at most once in a year. Commitments, ramps and the changes of scenarios keep the dates that
//! the study gives them. Days of different events on one capacity are taken to be independent of each other. Courses
//! of uncertain numbers keep one number for all periods; a number for each period is an input of its own.
//!
//! # References
//!
//! * Salmon, J. K., Moraes, M. A., Dror, R. O. and Shaw, D. E. (2011), Parallel random numbers: as easy as 1, 2, 3, SC '11.
//! * McKay, M. D., Beckman, R. J. and Conover, W. J. (1979), A comparison of three methods for selecting values of input
//!   variables in the analysis of output from a computer code, Technometrics 21(2), 239–245.
//! * Owen, A. B. (1995), Randomly permuted (t,m,s)-nets and (t,s)-sequences, in: Monte Carlo and Quasi-Monte Carlo Methods
//!   in Scientific Computing, 299–317.
//! * Owen, A. B. (1997), Scrambled net variance for integrals of smooth functions, Annals of Statistics 25(4), 1541–1562.
//! * L'Ecuyer, P. and Lemieux, C. (2002), Recent advances in randomized quasi-Monte Carlo methods, in: Modeling
//!   Uncertainty, 419–474.
//! * Cochran, W. G. (1977), Sampling Techniques, 3rd edition, Wiley.
//! * Burley, B. (2020), Practical hash-based Owen scrambling, Journal of Computer Graphics Techniques 9(4), 1–20.
//! * Chan, T. F., Golub, G. H. and LeVeque, R. J. (1983), Algorithms for computing the sample variance: analysis and
//!   recommendations, The American Statistician 37(3), 242–247.
//! * Masson, C., Rim, J. E. and Lee, H. K. (2019), DDSketch: a fast and fully-mergeable quantile sketch with
//!   relative-error guarantees, Proceedings of the VLDB Endowment 12(12), 2195–2205.
//! * Higham, N. J. (2002), Computing the nearest correlation matrix, IMA Journal of Numerical Analysis 22(3), 329–343.

mod cell;
mod design;
mod distributions;
mod draws;
#[expect(clippy::module_inception, reason = "the file of the type that gives the stage its name")]
mod ensemble;
mod error;
mod layout;
mod moments;
mod narrow;
pub(crate) mod parallel;
mod part;
mod replicates;
mod run;
mod sampler;
mod seal;
mod shard;
mod shuffle;
mod values;

pub use design::{Design, Sampling};
pub use distributions::Distributions;
pub use draws::{Drawn, Draws};
pub use ensemble::Ensemble;
pub use error::{EnsembleError, SamplingError};
pub use part::Part;
pub use sampler::Sampler;
pub use shard::Shard;

pub use crate::evidence::{Correlation, CorrelationError, RankMatrix};

pub(crate) use parallel::Threads;
pub(crate) use shuffle::nested;
