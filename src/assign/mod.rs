//! Assignment: who uses which route when capacity is short, and what one more unit of each limit is worth.
//!
//! Practitioners also speak of traffic assignment, route choice, loading of a network; economists of market
//! clearing by queues. This is the numerical heart of the crate. It knows nothing of ports and pipelines: it takes
//! flat arrays, in the units of the caller, so it serves networks of any kind, and is public for those who have
//! one of their own.
//!
//! Three things go in, in the order in which they change:
//!
//! * a [`Structure`]: which demand has which routes, and which route uses how much of which limit;
//! * [`Conditions`]: the volumes, costs and capacities of one period;
//! * a [`Method`]: [`QueuedLogit`] (shippers spread, and queue where capacity is short), [`AllOrNothing`]
//!   (everybody takes the cheapest way, limits or not), or, with the feature `lp`, `MinimumCost` (one planner
//!   takes the cheapest plan that fits).
//!
//! A [`Workspace`] holds every buffer, so that the millionth assignment allocates nothing and starts from the prices
//! of the one before. What comes out is an [`Assignment`]: a [`Status`], and the numbers that it is of.
//!
//! # Example
//!
//! Two exporters share a strait that takes 6 units; the first has a dearer way round it.
//!
//! ```
//! use corridor::assign::{Conditions, Inputs, Method, QueuedLogit, Structure, Workspace};
//!
//! let strait = 0;
//! let structure = Structure::builder(1)
//!     .demand().route(&[(strait, 1.0)]).route(&[])
//!     .demand().route(&[(strait, 1.0)])
//!     .build()?;
//! let inputs = Inputs {
//!     volume: &[6.0, 3.0],
//!     cost: &[20.0, 32.0, 25.0],
//!     reservation: &[90.0, 90.0],
//!     capacity: &[6.0],
//!     dispersion: &[0.2, 0.2],
//! };
//! let mut workspace = Workspace::new(&structure);
//! let conditions = Conditions::new(&structure, inputs)?;
//! let assignment = QueuedLogit::default().assign(&conditions, &mut workspace);
//!
//! assert!(assignment.status().is_solved());
//! assert!((assignment.load()[strait] - 6.0).abs() < 1e-6);
//! // The queue sends half of the first exporter's volume round, and keeps all of the second's.
//! assert!((assignment.flow()[1] - 3.0).abs() < 1e-3);
//! assert!((assignment.price()[strait] - 12.0).abs() < 1e-2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The problem
//!
//! For every demand k with volume d, and the routes r open to it,
//!
//! ```text
//! f_r = d · exp(−θ t_r) / (exp(−θ c₀) + Σ_s exp(−θ t_s)),      t_r = c_r + Σ_m a_mr λ_m
//! Σ_r a_mr f_r ≤ u_m,      λ_m ≥ 0,      λ_m (u_m − Σ_r a_mr f_r) = 0
//! ```
//!
//! This is stochastic user equilibrium with queues (Bell 1995): the optimum of a strictly convex program, so that
//! flows are unique. Prices are too, unless limits repeat one another. As θ grows the flows tend to the cheapest
//! plan, and the prices to those of the linear program.
//!
//! | formula | meaning | in the code |
//! |---|---|---|
//! | `k`, `d_k` | demand, its volume | `demand`, [`Inputs::volume`] |
//! | `r`, `c_r` | route, its cost without queues | `route`, [`Inputs::cost`] |
//! | `c₀` | the cost at which shippers give up | [`Inputs::reservation`] |
//! | `θ` | dispersion | [`Inputs::dispersion`] |
//! | `m`, `u_m` | limit, its capacity | `limit`, [`Inputs::capacity`] |
//! | `a_mr` | use of a limit by a unit on a route | `amount`, [`Structure::uses_of`] |
//! | `f_r` | flow | [`Assignment::flow`] |
//! | `λ_m` | price of a limit | [`Assignment::price`] |
//! | `t_r` | cost with queues | `queued` |
//! | `S_k = −(1/θ) ln Σ exp(−θ t)` | expected cost | [`Assignment::logsum`] |
//! | `D(λ) = Σ d S − Σ u λ` | the dual, which the prices maximise | [`Assignment::optimum`] |
//! | `v_m = Σ a f − u` | its first derivative | `excess` |
//! | `H = Σ θ d (E[a aᵀ] − E[a] E[a]ᵀ)` | its second derivative, sign turned | `hessian` |
//! | `Δ` | step on the prices | `step` |
//! | `φ(α) = D(λ + α Δ)` | the dual along a step | `Course`, `slope_at` |
//!
//! # What every method promises
//!
//! 1. Flows are never negative; routes and what is not shipped add up to the demand.
//! 2. A route through a closed limit (capacity zero) carries nothing.
//! 3. A status comes with every number: solved, or stopped with the gap that was left.
//!
//! [`QueuedLogit`] and `MinimumCost` promise besides that every limit holds, that a limit with slack has price zero
//! and a priced one is full, each within the tolerance. Where a demand has no route at all, all of it is not
//! shipped.

mod active;
mod all_or_nothing;
mod ascent;
mod cholesky;
mod closed;
mod conditions;
mod conjugate;
mod curvature;
mod direction;
#[cfg(feature = "lp")]
mod linear_program;
mod logit;
mod method;
#[cfg(feature = "lp")]
mod minimum_cost;
#[cfg(feature = "lp")]
mod minimum_cost_flow;
mod model;
mod queued_logit;
mod structure;
mod workspace;

pub use all_or_nothing::AllOrNothing;
pub(crate) use conditions::CLOSED_BELOW;
pub use conditions::{Conditions, ConditionsError, Figure, Inputs};
#[cfg(feature = "lp")]
pub(crate) use linear_program::best_choice;
pub use method::{Assignment, Cause, Method, Status};
#[cfg(feature = "lp")]
pub use minimum_cost::MinimumCost;
#[cfg(feature = "lp")]
pub use minimum_cost_flow::{FlowError, FlowNetwork, FlowPlan, minimum_cost_flow};
pub use queued_logit::QueuedLogit;
pub use structure::{Rows, Structure, StructureBuilder, StructureError};
pub use workspace::Workspace;

use conditions::{LARGEST, SMALLEST};
