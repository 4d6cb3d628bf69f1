use crate::evidence::{Estimate, Number};
use crate::projection::Steps;
use crate::quantity::{Distance, Share, TransitTime};

use super::given::{RateValue, TariffValue};
use super::{Adjustment, CommodityId, Mode, NodeId, Season};

/// A direct way from one node to another by one mode (also: link, arc, edge, section).
///
/// What the shipper pays for it is its tariff, which is not what it costs the operator. Its capacity is the
/// practical one, which is below the nameplate.
///
/// ```
/// use corridor::network::{Leg, Mode};
/// use corridor::quantity::{Distance, TransitTime, UnitPrice, Mass};
///
/// let tariff: UnitPrice<Mass> = "12 USD/t".parse()?;
/// let crossing = Leg::new("aktau", "baku", Mode::Sea)
///     .distance(Distance::kilometres(470.0))
///     .time(TransitTime::days(1.0))
///     .tariff(tariff);
/// assert!(crossing.capacity.is_none(), "no limit of its own");
/// # Ok::<(), corridor::quantity::QuantityError>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "link")]
#[doc(alias = "arc")]
pub struct Leg {
    /// What people call it.
    pub name: String,
    /// Where it begins.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// How it moves what it carries.
    pub mode: Mode,
    /// How long the way is (km).
    pub distance: Option<Number>,
    /// How long it takes (d), from period to period.
    pub time: Option<Steps>,
    /// What the shipper pays, per unit (or per unit and km), from period to period.
    pub tariff: Option<Steps>,
    /// Tariffs of single commodities, which stand before [`Leg::tariff`].
    pub tariffs: Vec<(CommodityId, Steps)>,
    /// What its carrier spends, per unit (or per unit and km). It is no part of what a shipper pays.
    pub operating_cost: Option<Number>,
    /// What it can carry per year, from period to period; after the last it may grow by a rule. Without one it has no
    /// limit of its own.
    pub capacity: Option<Steps>,
    /// What uses the capacity without choosing this leg (per year).
    pub background: Option<Steps>,
    /// The share of days on which it is open.
    pub availability: Option<Number>,
    /// The share of days on which it is open in single months of every year.
    pub season: Season,
    /// The commodities it takes; empty: all.
    pub commodities: Vec<CommodityId>,
    /// Whether it can be used backwards too, both directions sharing the capacity.
    pub both_ways: bool,
    /// ISO 3166 code of the country where its tariff is earned; may be empty.
    pub country: String,
    /// Dated changes of its capacity, made by scenarios.
    pub capacity_changes: Vec<Adjustment>,
    /// Dated changes of its tariff, made by scenarios.
    pub tariff_changes: Vec<Adjustment>,
    /// Dated changes of its time, made by scenarios.
    pub time_changes: Vec<Adjustment>,
}

impl Leg {
    /// A leg between two nodes.
    pub fn new(from: impl Into<NodeId>, to: impl Into<NodeId>, mode: Mode) -> Self {
        Self {
            name: String::new(),
            from: from.into(),
            to: to.into(),
            mode,
            distance: None,
            time: None,
            tariff: None,
            tariffs: Vec::new(),
            operating_cost: None,
            capacity: None,
            background: None,
            availability: None,
            season: Season::default(),
            commodities: Vec::new(),
            both_ways: false,
            country: String::new(),
            capacity_changes: Vec::new(),
            tariff_changes: Vec::new(),
            time_changes: Vec::new(),
        }
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// With its length.
    pub fn distance(mut self, distance: impl Into<Estimate<Distance>>) -> Self {
        self.distance = Some(distance.into().into_number());
        self
    }

    /// With the time it takes, in all periods.
    pub fn time(mut self, time: impl Into<Estimate<TransitTime>>) -> Self {
        self.time = Some(Steps::constant(time.into().into_number()));
        self
    }

    /// With the time it takes (d), from period to period.
    pub fn time_steps(mut self, time: Steps) -> Self {
        self.time = Some(time);
        self
    }

    /// With what the shipper pays, in all periods.
    pub fn tariff(mut self, tariff: impl TariffValue) -> Self {
        self.tariff = Some(Steps::constant(tariff.into_number()));
        self
    }

    /// With what the shipper pays per unit, from period to period.
    pub fn tariff_steps(mut self, tariff: Steps) -> Self {
        self.tariff = Some(tariff);
        self
    }

    /// With what the shipper of one commodity pays.
    pub fn tariff_of(mut self, commodity: impl Into<CommodityId>, tariff: impl TariffValue) -> Self {
        self.tariffs.push((commodity.into(), Steps::constant(tariff.into_number())));
        self
    }

    /// With what its carrier spends on a unit, which is counted when projects are appraised.
    #[doc(alias = "variable cost")]
    pub fn operating_cost(mut self, cost: impl TariffValue) -> Self {
        self.operating_cost = Some(cost.into_number());
        self
    }

    /// With what it can carry per year, in all periods.
    pub fn capacity(mut self, capacity: impl RateValue) -> Self {
        self.capacity = Some(Steps::constant(capacity.into_number()));
        self
    }

    /// With what it can carry per year, from period to period.
    pub fn capacity_steps(mut self, capacity: Steps) -> Self {
        self.capacity = Some(capacity);
        self
    }

    /// With a use of its capacity that does not choose it.
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

    /// For this commodity only, or also if called again.
    pub fn only_for(mut self, commodity: impl Into<CommodityId>) -> Self {
        self.commodities.push(commodity.into());
        self
    }

    /// Usable backwards too, both directions sharing the capacity.
    #[doc(alias = "bidirectional")]
    pub fn both_ways(mut self) -> Self {
        self.both_ways = true;
        self
    }

    /// With the country where its tariff is earned.
    pub fn country(mut self, country: &str) -> Self {
        country.clone_into(&mut self.country);
        self
    }
}
