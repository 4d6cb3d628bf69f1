//! The names of things, by kind. A leg's id is no node's.

use super::{Commodity, Corridor, Event, Leg, Limit, Node, Project};
use crate::evidence::Id;

/// The name of a [`Commodity`].
pub type CommodityId = Id<Commodity>;
/// The name of a [`Node`].
pub type NodeId = Id<Node>;
/// The name of a [`Leg`].
pub type LegId = Id<Leg>;
/// The name of a [`Limit`].
pub type LimitId = Id<Limit>;
/// The name of a [`Project`].
pub type ProjectId = Id<Project>;
/// The name of an [`Event`].
pub type EventId = Id<Event>;
/// The name of a [`Corridor`].
pub type CorridorId = Id<Corridor>;
