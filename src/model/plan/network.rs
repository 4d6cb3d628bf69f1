//! Legs, nodes and tariffs, made flat.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::evidence::Number;
use crate::model::Draft;
use crate::network::{Commodity, CommodityId, Leg, Mode, Node};
use crate::projection::Steps;
use crate::quantity::{Measure, Unit};

use super::LoweringError;
use super::profile::{FlatAdjustment, Profile, adjust, flatten};
use super::slots::{Slot, Slots};

/// A node: what transhipment costs and takes there.
#[derive(Debug, Clone)]
pub(crate) struct PlannedNode {
    pub(crate) handling: Option<Slot>,
    pub(crate) dwell: Option<Slot>,
}

/// A leg: its ends, time and distance.
#[derive(Debug, Clone)]
pub(crate) struct PlannedLeg {
    pub(crate) name: Arc<str>,
    pub(crate) country: Arc<str>,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) mode: Mode,
    pub(crate) both_ways: bool,
    pub(crate) distance: Option<Slot>,
    pub(crate) time: Option<Profile>,
    /// What its carrier spends per unit, and the distance that it is multiplied by.
    pub(crate) operating_cost: Option<(Slot, Option<Slot>)>,
    /// The commodities it takes, by number; none: all.
    pub(crate) commodities: Vec<usize>,
}

impl PlannedLeg {
    /// Whether it takes a commodity.
    pub(crate) fn takes(&self, commodity: usize) -> bool {
        self.commodities.is_empty() || self.commodities.contains(&commodity)
    }
}

/// The tariffs of all legs: one row for each leg and commodity that pays its own, shared by the rest.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tariffs {
    pub(crate) rows: Vec<TariffRow>,
    /// The row of each leg (outer) and commodity (inner); none where nothing is paid.
    pub(crate) row: Vec<Vec<Option<usize>>>,
}

/// What one leg costs the shipper of one or more commodities.
#[derive(Debug, Clone)]
pub(crate) struct TariffRow {
    profile: Profile,
    changes: Vec<FlatAdjustment>,
    per: Per,
}

/// What a tariff is paid for, beside a unit of the network's measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Per {
    Unit,
    /// Per kilometre as well: the slot of the distance.
    Kilometre(Slot),
    /// Per container, on a network of mass: the slot of the load factor.
    Container(Slot),
    /// Both.
    ContainerKilometre(Slot, Slot),
}

impl TariffRow {
    /// Whether its numbers are all of a kind.
    pub(super) fn is_of(&self, is_of: &dyn Fn(Slot) -> bool) -> bool {
        let per = match self.per {
            Per::Unit => true,
            Per::Kilometre(slot) | Per::Container(slot) => is_of(slot),
            Per::ContainerKilometre(distance, load_factor) => is_of(distance) && is_of(load_factor),
        };
        per && self.profile.is_of(is_of) && self.changes.iter().filter_map(|flat| flat.slot).all(is_of)
    }

    /// Writes the tariff of each period, per unit of the network's measure.
    pub(crate) fn fill(&self, values: &[f64], out: &mut [f64]) {
        self.profile.fill_given(values, None, out);
        let factor = match self.per {
            Per::Unit => 1.0,
            Per::Kilometre(distance) => values[distance],
            Per::Container(load_factor) => 1.0 / values[load_factor],
            Per::ContainerKilometre(distance, load_factor) => values[distance] / values[load_factor],
        };
        for tariff in &mut *out {
            *tariff *= factor;
        }
        adjust(&self.changes, values, out);
        for tariff in out {
            *tariff = tariff.max(0.0);
        }
    }
}

/// The commodities by number; demands without one have the number after the last.
#[derive(Debug)]
pub(super) struct Commodities {
    number: BTreeMap<String, usize>,
    pub(super) load_factor: Vec<Option<Slot>>,
    pub(super) density: Vec<Option<Slot>>,
    pub(super) value_of_time: Vec<Option<Slot>>,
    pub(super) unit_value: Vec<Option<Slot>>,
}

impl Commodities {
    pub(super) fn lower(draft: &Draft, slots: &mut Slots) -> Self {
        let mut this = Self {
            number: BTreeMap::new(),
            load_factor: Vec::new(),
            density: Vec::new(),
            value_of_time: Vec::new(),
            unit_value: Vec::new(),
        };
        for (id, commodity) in draft.commodities.iter() {
            this.add(id, commodity, slots);
        }
        for list in [&mut this.load_factor, &mut this.density, &mut this.value_of_time, &mut this.unit_value]
        {
            list.push(None);
        }
        this
    }

    fn add(&mut self, id: &CommodityId, commodity: &Commodity, slots: &mut Slots) {
        self.number.insert(id.as_str().to_owned(), self.number.len());
        let mut slot = |name: &str, number: &Option<Number>| {
            number.as_ref().map(|number| slots.add(format!("commodity.{id}.{name}"), number))
        };
        self.load_factor.push(slot("load_factor", &commodity.load_factor));
        self.density.push(slot("density", &commodity.density));
        self.value_of_time.push(slot("value_of_time", &commodity.value_of_time));
        self.unit_value.push(slot("unit_value", &commodity.unit_value));
    }

    /// How many numbers there are, that of demands without a commodity among them.
    pub(super) fn count(&self) -> usize {
        self.load_factor.len()
    }

    /// The number of a commodity; of none, the number after the last.
    pub(super) fn number(&self, id: Option<&CommodityId>) -> usize {
        id.and_then(|id| self.number.get(id.as_str())).copied().unwrap_or(self.number.len())
    }

    pub(super) fn numbers(&self, ids: &[CommodityId]) -> Vec<usize> {
        ids.iter().map(|id| self.number(Some(id))).collect()
    }
}

/// The nodes with their slots.
pub(super) fn nodes(draft: &Draft, slots: &mut Slots) -> Vec<PlannedNode> {
    let lower = |(id, node): (&crate::network::NodeId, &Node)| {
        let mut slot = |name: &str, number: &Option<Number>| {
            number.as_ref().map(|number| slots.add(format!("node.{id}.{name}"), number))
        };
        PlannedNode { handling: slot("handling", &node.handling), dwell: slot("dwell", &node.dwell) }
    };
    draft.nodes.iter().map(lower).collect()
}

/// The legs with their profiles; tariffs and capacities stand apart.
pub(super) fn legs(
    draft: &Draft,
    commodities: &Commodities,
    slots: &mut Slots,
) -> Result<Vec<PlannedLeg>, LoweringError> {
    draft.legs.iter().map(|(id, leg)| lower_leg(draft, id.as_str(), leg, commodities, slots)).collect()
}

fn lower_leg(
    draft: &Draft,
    name: &str,
    leg: &Leg,
    commodities: &Commodities,
    slots: &mut Slots,
) -> Result<PlannedLeg, LoweringError> {
    let distance = leg.distance.as_ref().map(|number| slots.add(format!("leg.{name}.distance"), number));
    Ok(PlannedLeg {
        name: name.into(),
        country: leg.country.as_str().into(),
        from: draft.nodes.position(leg.from.as_str()).unwrap_or(0),
        to: draft.nodes.position(leg.to.as_str()).unwrap_or(0),
        mode: leg.mode,
        both_ways: leg.both_ways,
        distance,
        time: time_of(draft, name, leg, slots)?,
        operating_cost: operating_cost(name, leg, distance, slots),
        commodities: commodities.numbers(&leg.commodities),
    })
}

/// What a unit costs the carrier of a leg.
fn operating_cost(
    name: &str,
    leg: &Leg,
    distance: Option<Slot>,
    slots: &mut Slots,
) -> Option<(Slot, Option<Slot>)> {
    let cost = leg.operating_cost.as_ref()?;
    let by_distance = matches!(cost.unit, Unit::DistancePrice(..));
    Some((slots.add(format!("leg.{name}.operating_cost"), cost), distance.filter(|_| by_distance)))
}

/// How long a leg takes, with what scenarios change of it.
fn time_of(
    draft: &Draft,
    name: &str,
    leg: &Leg,
    slots: &mut Slots,
) -> Result<Option<Profile>, LoweringError> {
    let path = format!("leg.{name}.time");
    let Some(time) = &leg.time else { return Ok(None) };
    let profile = Profile::steps(time, &path, draft.horizon, slots)?;
    Ok(Some(profile.adjusted(&leg.time_changes, &path, draft.horizon, slots)))
}

/// The tariffs of all legs.
pub(super) fn tariffs(
    draft: &Draft,
    legs: &[PlannedLeg],
    commodities: &Commodities,
    slots: &mut Slots,
) -> Result<Tariffs, LoweringError> {
    let mut tariffs = Tariffs::default();
    for ((id, leg), planned) in draft.legs.iter().zip(legs) {
        let mut row = vec![None; commodities.count()];
        let lowering = LegTariffs { draft, name: id.as_str(), leg, distance: planned.distance, commodities };
        if let Some(steps) = &leg.tariff {
            lowering.general(steps, &mut row, &mut tariffs.rows, slots)?;
        }
        for (commodity, steps) in &leg.tariffs {
            let path = format!("leg.{id}.tariffs.{commodity}");
            let number = commodities.number(Some(commodity));
            row[number] = lowering.row(steps, &path, number, &mut tariffs.rows, slots)?;
        }
        tariffs.row.push(row);
    }
    Ok(tariffs)
}

/// The tariffs of one leg while they are lowered.
struct LegTariffs<'a> {
    draft: &'a Draft,
    name: &'a str,
    leg: &'a Leg,
    distance: Option<Slot>,
    commodities: &'a Commodities,
}

impl LegTariffs<'_> {
    /// The tariff of all commodities: one row for all, or one for each where it is counted in containers.
    fn general(
        &self,
        steps: &Steps,
        row: &mut [Option<usize>],
        rows: &mut Vec<TariffRow>,
        slots: &mut Slots,
    ) -> Result<(), LoweringError> {
        let path = format!("leg.{}.tariff", self.name);
        if self.in_containers(steps) {
            for (commodity, place) in row.iter_mut().enumerate() {
                *place = self.row(steps, &path, commodity, rows, slots)?;
            }
        } else {
            row.fill(self.row(steps, &path, 0, rows, slots)?);
        }
        Ok(())
    }

    fn in_containers(&self, steps: &Steps) -> bool {
        let per = steps.unit().and_then(price_measure).map(|(measure, _)| measure);
        per == Some(Measure::Containers) && self.draft.measure == Some(Measure::Mass)
    }

    /// A row for these steps; none if they are per container and the commodity has no load factor.
    fn row(
        &self,
        steps: &Steps,
        path: &str,
        commodity: usize,
        rows: &mut Vec<TariffRow>,
        slots: &mut Slots,
    ) -> Result<Option<usize>, LoweringError> {
        let per_kilometre = steps.unit().and_then(price_measure).is_some_and(|(_, by_distance)| by_distance);
        let load_factor = self.commodities.load_factor[commodity].filter(|_| self.in_containers(steps));
        if load_factor.is_none() && self.in_containers(steps) {
            return Ok(None);
        }
        let per = match (self.distance.filter(|_| per_kilometre), load_factor) {
            (None, None) => Per::Unit,
            (Some(distance), None) => Per::Kilometre(distance),
            (None, Some(load_factor)) => Per::Container(load_factor),
            (Some(distance), Some(load_factor)) => Per::ContainerKilometre(distance, load_factor),
        };
        let profile = Profile::steps(steps, path, self.draft.horizon, slots)?;
        let changes_of = format!("leg.{}.tariff", self.name);
        let changes = flatten(&self.leg.tariff_changes, &changes_of, self.draft.horizon, slots);
        rows.push(TariffRow { profile, changes, per });
        Ok(Some(rows.len() - 1))
    }
}

/// The measure that a price is per, and whether it is per kilometre too.
fn price_measure(unit: Unit) -> Option<(Measure, bool)> {
    match unit {
        Unit::Price(_, _, measure) => Some((measure, false)),
        Unit::DistancePrice(_, _, measure) => Some((measure, true)),
        _ => None,
    }
}
