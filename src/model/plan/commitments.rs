//! Commitments, made flat: what is promised in each period, and on which routes it may go.

use std::sync::Arc;

use crate::calendar::Horizon;
use crate::commitment::{AgreementStatus, Commitment};
use crate::model::Draft;
use crate::network::{CorridorId, LegId};
use crate::quantity::Unit;

use super::demands::{Conversion, PlannedDemand};
use super::network::{Commodities, PlannedLeg};
use super::record;
use super::routes::PlannedRoute;
use super::slots::{Slot, Slots};

/// A commitment of the plan.
#[derive(Debug, Clone)]
pub(crate) struct PlannedCommitment {
    pub(crate) name: Arc<str>,
    pub(crate) demand: usize,
    /// The demand's routes that it may use, among all routes.
    pub(crate) routes: Vec<usize>,
    /// Whether its agreement is in force.
    pub(crate) in_force: bool,
    pub(crate) firm: bool,
    pub(crate) priority: u32,
    /// By period: the slots of volumes per year and what each weighs, in years.
    volumes: Vec<Vec<(Slot, f64)>>,
    /// By period: the parts of the volume to be expected; none if the promise is taken at its word.
    expected: Option<Vec<Vec<Expected>>>,
    conversion: Conversion,
    /// How many periods volume that fell short may be made up in.
    pub(crate) make_up: usize,
    /// Share and rate of what is paid in any case.
    pub(crate) ship_or_pay: Option<(Slot, Slot)>,
    /// By period: the slots of known deliveries and the share of each that is in the period; none if not known.
    delivered: Vec<Option<Vec<(Slot, f64)>>>,
    delivered_conversion: Conversion,
}

/// A part of the volume to be expected of a commitment: volume per year × ratio × years.
#[derive(Debug, Clone)]
struct Expected {
    volume: Slot,
    /// How much comes of what is promised; all where there is none.
    ratio: Option<Slot>,
    years: f64,
}

impl PlannedCommitment {
    /// Whether any of it is served: it is in force, or was for as long as deliveries of it are known.
    pub(crate) fn is_served(&self) -> bool {
        self.in_force || self.delivered.iter().any(Option::is_some)
    }

    /// The volume promised in a period; nothing if the agreement is not in force.
    pub(crate) fn promised(&self, values: &[f64], period: usize) -> f64 {
        if !self.in_force {
            return 0.0;
        }
        let volumes = self.volumes[period].iter();
        let sum: f64 = volumes.map(|(slot, weight)| values[*slot] * weight).sum();
        (sum * self.conversion.factor(values)).max(0.0)
    }

    /// The volume to be expected in a period: what is promised, times what comes of such promises.
    pub(crate) fn expected(&self, values: &[f64], period: usize) -> f64 {
        let Some(expected) = self.expected.as_ref().filter(|_| self.in_force) else {
            return self.promised(values, period);
        };
        let part = |part: &Expected| {
            values[part.volume] * part.ratio.map_or(1.0, |ratio| values[ratio]) * part.years
        };
        let sum: f64 = expected[period].iter().map(part).sum();
        (sum * self.conversion.factor(values)).max(0.0)
    }

    /// The volume that was delivered in a period, where that is known.
    pub(crate) fn delivered(&self, values: &[f64], period: usize) -> Option<f64> {
        let parts = self.delivered[period].as_ref()?;
        let sum: f64 = parts.iter().map(|(slot, share)| values[*slot] * share).sum();
        Some(sum * self.delivered_conversion.factor(values))
    }

    /// What is due in a period: what was delivered where that is known, else what is to be expected.
    pub(crate) fn due(&self, values: &[f64], period: usize) -> f64 {
        self.delivered(values, period).unwrap_or_else(|| self.expected(values, period))
    }
}

/// What lowering a commitment needs to see.
pub(super) struct Context<'a> {
    pub(super) draft: &'a Draft,
    pub(super) commodities: &'a Commodities,
    pub(super) demands: &'a [PlannedDemand],
    pub(super) routes: &'a [PlannedRoute],
    pub(super) legs: &'a [PlannedLeg],
}

impl Context<'_> {
    /// A commitment; `None` if the demand that it names is not there, which the check has told.
    pub(super) fn commitment(
        &self,
        name: &str,
        said: &Commitment,
        slots: &mut Slots,
    ) -> Option<PlannedCommitment> {
        let demand_name = said.demand.as_ref().map_or(name, |demand| demand.as_str());
        let demand = self.demands.iter().position(|planned| &*planned.name == demand_name)?;
        let status = self.status(said);
        let commodity = self.demands[demand].commodity;
        let delivered_unit = said.delivered.first().map(|(_, number)| number.unit);
        Some(PlannedCommitment {
            name: name.into(),
            demand,
            routes: self.routes_via(demand, said.via.as_deref()),
            in_force: status.counts(),
            firm: said.firm,
            priority: said.priority,
            volumes: volumes(name, said, status, self.draft.horizon, slots),
            expected: self.expected(name, said, status, slots),
            conversion: Conversion::from_unit(Some(said.volume.unit), commodity, self.commodities),
            make_up: said.make_up.map_or(0, |within| within.whole_periods(self.draft.horizon.frequency())),
            ship_or_pay: ship_or_pay(name, said, slots),
            delivered: delivered(name, said, self.draft.horizon, slots),
            delivered_conversion: Conversion::from_unit(delivered_unit, commodity, self.commodities),
        })
    }

    /// By period: the parts of the volume to be expected; none if neither the commitment nor a step of its ramp names
    /// a class of promises.
    fn expected(
        &self,
        name: &str,
        said: &Commitment,
        status: AgreementStatus,
        slots: &mut Slots,
    ) -> Option<Vec<Vec<Expected>>> {
        let path = format!("commitment.{name}");
        let whole = record::ratio(self.draft, &path, said.track_record.as_ref(), slots);
        let mut ratios = vec![whole];
        for (index, step) in said.ramp.iter().enumerate() {
            let path = format!("{path}.ramp.{}", index + 1);
            ratios.push(record::ratio(self.draft, &path, step.track_record.as_ref(), slots).or(whole));
        }
        ratios.iter().any(Option::is_some).then(|| {
            let steps = steps(name, said, slots);
            let periods = self.draft.horizon.periods();
            periods.map(|period| expected(&said.weights(period, status), &steps, &ratios)).collect()
        })
    }

    fn status(&self, said: &Commitment) -> AgreementStatus {
        let agreement = said.agreement.as_ref().and_then(|id| self.draft.agreements.get(id));
        agreement.map_or(AgreementStatus::InForce, |agreement| agreement.status)
    }

    /// The demand's routes through a leg or a corridor's cordon; all of them if none is named.
    fn routes_via(&self, demand: usize, via: Option<&str>) -> Vec<usize> {
        let all = self.demands[demand].routes.clone();
        let Some(via) = via else { return all.collect() };
        let through = self.legs_of(via);
        all.filter(|route| self.routes[*route].legs.iter().any(|leg| through.contains(leg))).collect()
    }

    fn legs_of(&self, via: &str) -> Vec<usize> {
        let names: Vec<&str> = match self.draft.corridors.get(&CorridorId::new(via)) {
            Some(corridor) => corridor.cordon.iter().map(LegId::as_str).collect(),
            None => vec![via],
        };
        let position = |name: &&str| self.legs.iter().position(|leg| &*leg.name == *name);
        names.iter().filter_map(position).collect()
    }
}

/// By period: the slots of the base volume and of the ramp's steps, with their weights.
fn volumes(
    name: &str,
    said: &Commitment,
    status: AgreementStatus,
    horizon: Horizon,
    slots: &mut Slots,
) -> Vec<Vec<(Slot, f64)>> {
    let steps = steps(name, said, slots);
    let of_period = |period| {
        let weights = said.weights(period, status).into_iter();
        weights.map(|(step, weight)| (steps[step], weight)).collect()
    };
    horizon.periods().map(of_period).collect()
}

/// The slots of the base volume and of the ramp's steps.
fn steps(name: &str, said: &Commitment, slots: &mut Slots) -> Vec<Slot> {
    let mut steps = vec![slots.add(format!("commitment.{name}.volume"), &said.volume)];
    for (index, step) in said.ramp.iter().enumerate() {
        steps.push(slots.add(format!("commitment.{name}.ramp.{}.to", index + 1), &step.to));
    }
    steps
}

/// The parts of the volume to be expected in a period, in which the base volume and each step hold for so many years.
///
/// What is promised is the base volume and each rise from one step to the next, for as long as it has been reached;
/// each is multiplied by the ratio of its own. So a step's volume stands in the sum twice: for its rise, and, taken
/// away, for the rise that follows.
fn expected(weights: &[(usize, f64)], steps: &[Slot], ratios: &[Option<Slot>]) -> Vec<Expected> {
    let mut parts = Vec::new();
    let mut reached: f64 = weights.iter().map(|(_, years)| years).sum();
    for (place, (step, years)) in weights.iter().enumerate() {
        let volume = steps[*step];
        parts.push(Expected { volume, ratio: ratios[*step], years: reached });
        reached -= years;
        if let Some((next, _)) = weights.get(place + 1) {
            parts.push(Expected { volume, ratio: ratios[*next], years: -reached });
        }
    }
    parts
}

fn ship_or_pay(name: &str, said: &Commitment, slots: &mut Slots) -> Option<(Slot, Slot)> {
    let terms = said.ship_or_pay.as_ref()?;
    let share = slots.add(format!("commitment.{name}.ship_or_pay.share"), &terms.share);
    Some((share, slots.add(format!("commitment.{name}.ship_or_pay.rate"), &terms.rate)))
}

/// By period: known deliveries, where they cover the period's days within the commitment's span.
fn delivered(
    name: &str,
    said: &Commitment,
    horizon: Horizon,
    slots: &mut Slots,
) -> Vec<Option<Vec<(Slot, f64)>>> {
    let known: Vec<(crate::calendar::Period, Slot)> = said
        .delivered
        .iter()
        .map(|(period, number)| (*period, slots.add(format!("commitment.{name}.delivered.{period}"), number)))
        .collect();
    let of_period = |period: crate::calendar::Period| {
        let days = |record: crate::calendar::Period| record.span().overlap(period.span()).days();
        let covered: i32 = known.iter().map(|(record, _)| days(*record)).sum();
        let shares =
            known.iter().map(|(record, slot)| (*slot, f64::from(days(*record)) / f64::from(record.days())));
        (covered >= period.days()).then(|| shares.filter(|(_, share)| *share > 0.0).collect())
    };
    horizon.periods().map(of_period).collect()
}

/// The unit that a rate or a volume counts in.
pub(super) fn is_containers(unit: Unit) -> bool {
    matches!(
        unit,
        Unit::Rate(crate::quantity::Measure::Containers) | Unit::Volume(crate::quantity::Measure::Containers)
    )
}
