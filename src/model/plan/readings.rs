//! What is read off: corridors and targets, made flat.

use std::sync::Arc;

use crate::evidence::Id;
use crate::model::Draft;
use crate::network::{Corridor, Leg, Limit};
use crate::quantity::Measure;

use super::commitments::is_containers;
use super::limits::PlannedLimit;
use super::network::Commodities;
use super::record;
use super::slots::{Slot, Slots};

/// A corridor: the legs of its cordon, and the commodities it counts.
#[derive(Debug, Clone)]
pub(crate) struct PlannedCorridor {
    pub(crate) name: Arc<str>,
    pub(crate) cordon: Vec<usize>,
    pub(crate) commodities: Vec<usize>,
}

impl PlannedCorridor {
    /// Whether a commodity counts.
    pub(crate) fn counts(&self, commodity: usize) -> bool {
        self.commodities.is_empty() || self.commodities.contains(&commodity)
    }
}

/// A target: what it counts, the periods that make up its own, and its value.
#[derive(Debug, Clone)]
pub(crate) struct PlannedTarget {
    pub(crate) name: Arc<str>,
    pub(crate) counts: Counted,
    /// The numbers of the periods within the target's own; none if the horizon does not have all its days.
    pub(crate) periods: std::ops::Range<usize>,
    pub(crate) value: Slot,
    /// How much comes of such a target, if it names a class.
    pub(crate) ratio: Option<Slot>,
    /// The measure it counts in.
    pub(crate) measure: Measure,
}

/// What a target speaks of, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Corridor(usize),
    Leg(usize),
    Limit(usize),
}

pub(super) fn corridors(draft: &Draft, commodities: &Commodities) -> Vec<PlannedCorridor> {
    let lower = |(id, corridor): (&Id<Corridor>, &Corridor)| PlannedCorridor {
        name: id.as_str().into(),
        cordon: corridor.cordon.iter().filter_map(|leg| draft.legs.position(leg.as_str())).collect(),
        commodities: commodities.numbers(&corridor.commodities),
    };
    draft.corridors.iter().map(lower).collect()
}

pub(super) fn targets(draft: &Draft, limits: &[PlannedLimit], slots: &mut Slots) -> Vec<PlannedTarget> {
    let network = draft.measure.unwrap_or(Measure::Mass);
    let mut planned = Vec::new();
    for (id, target) in draft.targets.iter() {
        let value = slots.add(format!("target.{id}.value"), &target.value);
        let ratio = record::ratio(draft, &format!("target.{id}"), target.track_record.as_ref(), slots);
        if let Some(counts) = counted(draft, limits, &target.counts) {
            let measure = if is_containers(target.value.unit) { Measure::Containers } else { network };
            let periods = draft.horizon.indices_within(target.by);
            planned.push(PlannedTarget { name: id.as_str().into(), counts, periods, value, ratio, measure });
        }
    }
    planned
}

/// A corridor, else a leg, else a limit of this name.
fn counted(draft: &Draft, limits: &[PlannedLimit], name: &str) -> Option<Counted> {
    let bare = |kind: &str| name.strip_prefix(kind).unwrap_or(name);
    let corridor = draft.corridors.position(bare("corridor.")).map(Counted::Corridor);
    let leg = || draft.legs.position(Id::<Leg>::new(bare("leg.")).as_str()).map(Counted::Leg);
    let limit = || {
        let id = Id::<Limit>::new(bare("limit."));
        limits.iter().position(|limit| &*limit.name == id.as_str()).map(Counted::Limit)
    };
    corridor.or_else(leg).or_else(limit)
}
