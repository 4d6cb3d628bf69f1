use crate::evidence::{Estimate, Number};
use crate::projection::Steps;
use crate::quantity::Share;

use super::given::RateValue;
use super::{Adjustment, CommodityId, CorridorId, LegId, NodeId, Season};

/// A capacity over chosen legs, nodes and commodities.
///
/// A port has one over all its legs, oil berths over the oil only, container ships in TEU over the containers
/// only, a tanker fleet over several sea legs. A route counts once per limit if it uses any of the legs or
/// touches any of the nodes (begins, ends or passes there).
///
/// ```
/// use corridor::network::Limit;
/// use corridor::quantity::{Containers, Rate};
///
/// let fleet: Rate<Containers> = "89 kTEU/yr".parse()?;
/// let feeders = Limit::new(fleet).over_leg("aktau-alat").of("containers");
/// assert_eq!(feeders.legs.len(), 1);
/// # Ok::<(), corridor::quantity::QuantityError>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "bottleneck")]
#[doc(alias = "constraint")]
pub struct Limit {
    /// What people call it.
    pub name: String,
    /// The legs it is over.
    pub legs: Vec<LegId>,
    /// The nodes it is over.
    pub nodes: Vec<NodeId>,
    /// The corridors over whose cordons it is.
    pub corridors: Vec<CorridorId>,
    /// The commodities it counts; empty: all.
    pub commodities: Vec<CommodityId>,
    /// What it allows per year, in the network's measure or in TEU, from period to period.
    pub capacity: Steps,
    /// What uses it without choosing a route (per year).
    pub background: Option<Steps>,
    /// The share of days on which it is open.
    pub availability: Option<Number>,
    /// The share of days on which it is open in single months of every year.
    pub season: Season,
    /// Dated changes of its capacity, made by scenarios.
    pub capacity_changes: Vec<Adjustment>,
}

impl Limit {
    /// A limit that allows so much per year.
    pub fn new(capacity: impl RateValue) -> Self {
        Self::stepwise(Steps::constant(capacity.into_number()))
    }

    /// A limit whose capacity changes from period to period.
    pub fn stepwise(capacity: Steps) -> Self {
        Self {
            name: String::new(),
            legs: Vec::new(),
            nodes: Vec::new(),
            corridors: Vec::new(),
            commodities: Vec::new(),
            capacity,
            background: None,
            availability: None,
            season: Season::default(),
            capacity_changes: Vec::new(),
        }
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Over this leg (also).
    pub fn over_leg(mut self, leg: impl Into<LegId>) -> Self {
        self.legs.push(leg.into());
        self
    }

    /// Over all that touches this node (also).
    pub fn over_node(mut self, node: impl Into<NodeId>) -> Self {
        self.nodes.push(node.into());
        self
    }

    /// Over the cordon of this corridor (also).
    pub fn over_corridor(mut self, corridor: impl Into<CorridorId>) -> Self {
        self.corridors.push(corridor.into());
        self
    }

    /// Of this commodity only (or also, if called again).
    pub fn of(mut self, commodity: impl Into<CommodityId>) -> Self {
        self.commodities.push(commodity.into());
        self
    }

    /// With a use of it that does not choose its route.
    #[doc(alias = "preload")]
    pub fn background(mut self, background: impl RateValue) -> Self {
        self.background = Some(Steps::constant(background.into_number()));
        self
    }

    /// With the share of days on which it is open in single months of every year.
    #[doc(alias = "seasonality")]
    pub fn season(mut self, season: Season) -> Self {
        self.season = season;
        self
    }

    /// With the share of days on which it is open.
    pub fn availability(mut self, share: impl Into<Estimate<Share>>) -> Self {
        self.availability = Some(share.into().into_number());
        self
    }
}
