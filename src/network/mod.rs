//! The network: what carries what, how much of it, at what cost.
//!
//! - [`Node`]s are joined by [`Leg`]s (also: links, arcs) of one [`Mode`] each.
//! - A [`Commodity`] is what moves; its load factor and density are the only way between tonnes, boxes and barrels.
//! - A [`Limit`] is a capacity over chosen legs, nodes and commodities; a [`Project`] enlarges one from a date on.
//! - An [`Event`] closes some of it, or takes of its capacity, it is not known when.
//! - A [`Corridor`] is a named set of routes with the cordon where its volume is counted.
//! - [`AppraisalTerms`] say at what rate, and to which year, the costs and gains of projects are discounted.

//!
//! Things refer to each other by name ([`LegId`], [`NodeId`] …). That the names exist is checked with the
//! whole model, so that all faults are told at once.

mod adjustment;
mod commodity;
mod corridor;
mod event;
mod given;
mod ids;
mod leg;
mod limit;
mod node;
mod paths;
mod project;
mod route;
mod season;
mod terms;
mod words;

pub use adjustment::{Adjustment, Effect};
pub use commodity::Commodity;
pub use corridor::Corridor;
pub use event::Event;
pub use given::{MoneyValue, PriceValue, RateValue, TariffValue, TimePriceValue, VolumeValue};
pub use ids::{CommodityId, CorridorId, EventId, LegId, LimitId, NodeId, ProjectId};
pub use leg::Leg;
pub use limit::Limit;
pub use node::Node;
pub use paths::{Extent, Links, MAX_CANDIDATES, Path, PathError, PathFinder, Paths};
pub(crate) use project::ramp_share_of_days;
pub use project::{Enlarges, Project};
pub use route::{MAX_ROUTES, Routes};
pub use season::Season;
pub use terms::AppraisalTerms;
pub use words::{Mode, NodeKind, ProjectStatus};
