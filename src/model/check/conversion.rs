//! Conversion: containers and barrels on a network of mass meet only commodities that say what they weigh.

use super::meaning::measure_of;
use super::network::takes;
use super::units::text;
use super::{At, Check};
use crate::demand::{Demand, DemandVolume};
use crate::evidence::Number;
use crate::model::{Draft, FaultKind, Thing};
use crate::network::{Commodity, CommodityId, Leg};
use crate::projection::Steps;
use crate::quantity::{Measure, Unit};

/// Capacities and tariffs in containers meet commodities with a load factor.
pub(super) fn conversions(check: &mut Check<'_>) {
    if check.draft.measure != Some(Measure::Mass) {
        return;
    }
    let demanded = demanded(check.draft);
    for (id, leg) in check.draft.legs.iter() {
        let at = At::thing(Thing::Leg, id);
        capacity(check, at.key("capacity"), leg.capacity.as_ref(), &leg.commodities);
        tariff(check, at.key("tariff"), leg, &demanded);
        own_tariffs(check, at.key("tariffs"), leg);
    }
    for (id, limit) in check.draft.limits.iter() {
        capacity(
            check,
            At::thing(Thing::Limit, id).key("capacity"),
            Some(&limit.capacity),
            &limit.commodities,
        );
    }
    for (id, demand) in check.draft.demands.iter() {
        volume(check, At::thing(Thing::Demand, id).key("volume"), demand);
    }
}

/// The commodities of all demands, once each.
fn demanded(draft: &Draft) -> Vec<&CommodityId> {
    let mut demanded: Vec<&CommodityId> =
        draft.demands.iter().filter_map(|(_, demand)| demand.commodity.as_ref()).collect();
    demanded.sort_unstable();
    demanded.dedup();
    demanded
}

/// The first number of some steps that counts containers.
fn in_containers(steps: &Steps) -> Option<&Number> {
    let counts = |number: &&Number| measure_of(number.unit) == Some(Measure::Containers);
    steps.values().find(counts)
}

fn has_load_factor(draft: &Draft, id: &CommodityId) -> bool {
    // That a commodity is unknown is told elsewhere.
    draft.commodities.get(id).is_none_or(|commodity| commodity.load_factor.is_some())
}

fn lacking(number: &Number, factor: &'static str, commodities: &[&CommodityId]) -> FaultKind {
    FaultKind::NoFactor {
        given: text(number),
        counted: measure_of(number.unit).unwrap_or(Measure::Containers),
        carried: Measure::Mass,
        factor,
        commodities: commodities.iter().map(|id| id.as_str().to_owned()).collect(),
    }
}

/// A capacity in containers is met by at least one commodity that has a load factor.
fn capacity(check: &mut Check<'_>, at: At<'_>, capacity: Option<&Steps>, only: &[CommodityId]) {
    let draft = check.draft;
    let Some(number) = capacity.and_then(in_containers) else { return };
    let met = match only {
        [] => draft.commodities.iter().any(|(_, commodity)| commodity.load_factor.is_some()),
        only => only.iter().any(|id| has_load_factor(draft, id)),
    };
    if !met {
        let only: Vec<&CommodityId> = only.iter().collect();
        check.fault(at, lacking(number, "load_factor", &only));
    }
}

/// A tariff per container is paid only by commodities that have a load factor.
fn tariff(check: &mut Check<'_>, at: At<'_>, leg: &Leg, demanded: &[&CommodityId]) {
    let draft = check.draft;
    let Some(number) = leg.tariff.as_ref().and_then(in_containers) else { return };
    let pays =
        |id: &&&CommodityId| takes(leg, Some(id.as_str())) && !leg.tariffs.iter().any(|(own, _)| own == **id);
    let without: Vec<&CommodityId> =
        demanded.iter().filter(pays).filter(|id| !has_load_factor(draft, id)).copied().collect();
    if !without.is_empty() {
        check.fault(at, lacking(number, "load_factor", &without));
    }
}

/// The same for tariffs of single commodities.
fn own_tariffs<'a>(check: &mut Check<'a>, at: At<'a>, leg: &'a Leg) {
    for (id, steps) in &leg.tariffs {
        let number = in_containers(steps).filter(|_| !has_load_factor(check.draft, id));
        if let Some(number) = number {
            check.fault(at.name(id.as_str()), lacking(number, "load_factor", &[id]));
        }
    }
}

/// A demand in containers or barrels is of a commodity that says what they weigh.
fn volume(check: &mut Check<'_>, at: At<'_>, demand: &Demand) {
    let DemandVolume::Given(course) = &demand.volume else { return };
    let Some((_, number)) = course.numbers().into_iter().next() else { return };
    let of_demand = |has: fn(&Commodity) -> bool| {
        let id = demand.commodity.as_ref()?;
        check.draft.commodities.get(id).map(has)
    };
    let (has, factor) = match number.unit {
        Unit::Rate(Measure::Containers) | Unit::Volume(Measure::Containers) => {
            (of_demand(|commodity| commodity.load_factor.is_some()), "load_factor")
        }
        Unit::Rate(Measure::Oil) | Unit::Volume(Measure::Oil) => {
            (of_demand(|commodity| commodity.density.is_some()), "density")
        }
        _ => return,
    };
    if has != Some(true) {
        let commodities: Vec<&CommodityId> = demand.commodity.iter().collect();
        check.fault(at, lacking(number, factor, &commodities));
    }
}
