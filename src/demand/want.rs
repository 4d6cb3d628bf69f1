use crate::calendar::Duration;
use crate::commitment::DemandId;
use crate::evidence::{Estimate, Number};
use crate::network::{Adjustment, CommodityId, NodeId, PriceValue, Routes, TimePriceValue};
use crate::projection::{Course, Steps};
use crate::quantity::{Dispersion, Share};

use super::{ObservationId, TurnoverId};

/// Where a demand's volume comes from. Volumes are per year.
#[derive(Debug, Clone)]
pub enum DemandVolume {
    /// Given by period, with a rule for what follows.
    Given(Course),
    /// Trade in money, divided by what a unit is worth, times the share that moves here.
    Trade {
        /// The trade turnover.
        turnover: TurnoverId,
        /// Money per unit: a value at all times, or values that each hold until the next, and a rule for what follows.
        unit_value: Steps,
        /// The share of the trade that this demand is.
        share: Option<Number>,
    },
    /// A measured series of volumes.
    Series(ObservationId),
}

/// Volume of one commodity that wants to move from an origin to a destination.
///
/// ```
/// use corridor::calendar::Period;
/// use corridor::demand::Demand;
/// use corridor::network::Routes;
/// use corridor::projection::{Course, Rule};
/// use corridor::quantity::{GrowthRate, Mass};
///
/// let exported = [(Period::year(2023)?, Mass::megatonnes(30.0))];
/// let volume = Course::of(exported, Rule::compound(GrowthRate::percent_per_year(3.0)));
/// let demand = Demand::new("tengiz", "world", volume).of("crude").routes(Routes::Cheapest(4));
/// assert!(!demand.captive);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "od pair")]
pub struct Demand {
    /// What people call it.
    pub name: String,
    /// Where it begins.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// What is moved.
    pub commodity: Option<CommodityId>,
    /// How much.
    pub volume: DemandVolume,
    /// The generalised cost per unit at which its shippers give up; by default three times the cheapest route's.
    pub reservation: Option<Number>,
    /// Whether its shippers hardly give up: the default reservation is ten times the cheapest route's cost.
    pub captive: bool,
    /// The routes it may take; by default the model's number of cheapest ones.
    pub routes: Option<Routes>,
    /// How sharply its shippers follow cost; by default the model's.
    pub dispersion: Option<Number>,
    /// How long volume that was not shipped waits before it is lost; without one it does not wait. Horizons of
    /// years have no waiting.
    pub patience: Option<Duration>,
    /// What a day of waiting costs, per unit.
    pub holding: Option<Number>,
    /// Dated changes of its volume, made by scenarios.
    pub changes: Vec<Adjustment>,
}

impl Demand {
    /// Volume between two nodes, by period.
    pub fn new(from: impl Into<NodeId>, to: impl Into<NodeId>, volume: Course) -> Self {
        Self::with_volume(from, to, DemandVolume::Given(volume))
    }

    /// A volume of any kind between two nodes.
    pub fn with_volume(from: impl Into<NodeId>, to: impl Into<NodeId>, volume: DemandVolume) -> Self {
        Self {
            name: String::new(),
            from: from.into(),
            to: to.into(),
            commodity: None,
            volume,
            reservation: None,
            captive: false,
            routes: None,
            dispersion: None,
            patience: None,
            holding: None,
            changes: Vec::new(),
        }
    }

    /// Trade in money between two nodes: turnover × share / unit value.
    pub fn from_trade(
        from: impl Into<NodeId>,
        to: impl Into<NodeId>,
        turnover: impl Into<TurnoverId>,
        unit_value: impl PriceValue,
        share: impl Into<Estimate<Share>>,
    ) -> Self {
        let (turnover, unit_value) = (turnover.into(), Steps::constant(unit_value.into_number()));
        let share = Some(share.into().into_number());
        Self::with_volume(from, to, DemandVolume::Trade { turnover, unit_value, share })
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Of this commodity.
    pub fn of(mut self, commodity: impl Into<CommodityId>) -> Self {
        self.commodity = Some(commodity.into());
        self
    }

    /// With the generalised cost per unit at which its shippers give up.
    pub fn reservation(mut self, cost: impl PriceValue) -> Self {
        self.reservation = Some(cost.into_number());
        self
    }

    /// With shippers that hardly give up.
    pub fn captive(mut self) -> Self {
        self.captive = true;
        self
    }

    /// With the routes it may take.
    pub fn routes(mut self, routes: Routes) -> Self {
        self.routes = Some(routes);
        self
    }

    /// With how sharply its shippers follow cost.
    pub fn dispersion(mut self, dispersion: impl Into<Estimate<Dispersion>>) -> Self {
        self.dispersion = Some(dispersion.into().into_number());
        self
    }

    /// Waiting for so long, at so much per unit and day, for what a period does not ship.
    #[doc(alias = "backlog")]
    pub fn waiting(mut self, patience: Duration, holding: impl TimePriceValue) -> Self {
        self.patience = Some(patience);
        self.holding = Some(holding.into_number());
        self
    }

    /// The name of a demand as the commitments know it.
    pub fn id(name: &str) -> DemandId {
        DemandId::new(name)
    }
}
