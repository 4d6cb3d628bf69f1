//! Demands, made flat.

use std::sync::Arc;

use crate::calendar::Frequency;
use crate::commitment::Commitment;
use crate::demand::{Demand, DemandVolume};
use crate::evidence::Number;
use crate::model::Draft;
use crate::network::Routes;
use crate::quantity::{Measure, Unit};

use super::LoweringError;
use super::network::Commodities;
use super::profile::{FlatAdjustment, Profile, adjust, flatten};
use super::series::{self, PlannedSeries};
use super::slots::{Slot, Slots};

/// A demand's default reservation cost, as a multiple of its cheapest route's.
pub(crate) const RESERVATION: f64 = 3.0;
/// The same for a captive demand.
pub(crate) const CAPTIVE_RESERVATION: f64 = 10.0;

/// A demand of the plan.
#[derive(Debug, Clone)]
pub(crate) struct PlannedDemand {
    pub(crate) name: Arc<str>,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// The commodity by number.
    pub(crate) commodity: usize,
    pub(super) volume: Volume,
    pub(super) changes: Vec<FlatAdjustment>,
    /// Turns barrels or containers into the network's measure.
    pub(super) conversion: Conversion,
    pub(crate) reservation: Option<Slot>,
    /// What the default reservation is a multiple of the cheapest route by.
    pub(crate) multiple: f64,
    pub(crate) dispersion: Option<Slot>,
    /// Its routes among all routes.
    pub(crate) routes: std::ops::Range<usize>,
    /// Whether it only stands for a commitment with ends of its own, and is no demand of the study.
    pub(crate) only_committed: bool,
    /// How many periods volume that was not shipped waits; none on horizons of years.
    pub(crate) patience: usize,
    /// What a day of waiting costs, per unit.
    pub(crate) holding: Option<Slot>,
}

/// Where a demand's volume is from.
#[derive(Debug, Clone)]
pub(super) enum Volume {
    Given {
        profile: Box<Profile>,
        driver: Option<usize>,
    },
    /// Money of a series × share / price of a unit.
    Trade {
        series: usize,
        unit_value: Box<Profile>,
        share: Option<Slot>,
    },
    Series(usize),
    /// None of its own.
    Nothing,
}

/// How a volume becomes one of the network's measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conversion {
    Same,
    /// Times the slot: containers × load factor, barrels × density.
    Times(Slot),
}

impl Conversion {
    /// The slot of its factor, if it has one.
    pub(super) fn slot(self) -> Option<Slot> {
        match self {
            Conversion::Same => None,
            Conversion::Times(slot) => Some(slot),
        }
    }

    pub(crate) fn factor(self, values: &[f64]) -> f64 {
        match self {
            Conversion::Same => 1.0,
            Conversion::Times(slot) => values[slot],
        }
    }

    /// From a unit to the network's measure for a commodity.
    pub(super) fn from_unit(unit: Option<Unit>, commodity: usize, commodities: &Commodities) -> Self {
        let slot = match unit {
            Some(Unit::Rate(Measure::Containers) | Unit::Volume(Measure::Containers)) => {
                commodities.load_factor[commodity]
            }
            Some(Unit::Rate(Measure::Oil) | Unit::Volume(Measure::Oil)) => commodities.density[commodity],
            _ => None,
        };
        slot.map_or(Conversion::Same, Conversion::Times)
    }
}

impl PlannedDemand {
    /// Writes its volume of each period; `levels` are the values of the series, each by period.
    pub(crate) fn fill(
        &self,
        series: &[PlannedSeries],
        values: &[f64],
        years: &[f64],
        levels: &[f64],
        out: &mut [f64],
    ) {
        let periods = years.len();
        let of = |series: usize| &levels[series * periods..(series + 1) * periods];
        match &self.volume {
            Volume::Given { profile, driver } => {
                let lead = series::lead(series, *driver, profile, values, periods, levels);
                profile.fill(values, lead, out);
            }
            Volume::Trade { series, unit_value, share } => {
                let share = share.map_or(1.0, |slot| values[slot]);
                unit_value.fill(values, None, out);
                out.iter_mut().zip(of(*series)).for_each(|(worth, money)| *worth = money * share / *worth);
            }
            Volume::Series(series) => out.copy_from_slice(of(*series)),
            Volume::Nothing => out.fill(0.0),
        }
        adjust(&self.changes, values, out);
        let factor = self.conversion.factor(values);
        out.iter_mut().zip(years).for_each(|(volume, years)| *volume = (*volume * factor * years).max(0.0));
    }
}

/// What lowering a demand needs to see.
pub(super) struct Context<'a> {
    pub(super) draft: &'a Draft,
    pub(super) commodities: &'a Commodities,
    pub(super) series: &'a [PlannedSeries],
}

impl Context<'_> {
    /// A demand; its routes are searched for later.
    pub(super) fn demand(
        &self,
        name: &str,
        demand: &Demand,
        slots: &mut Slots,
    ) -> Result<PlannedDemand, LoweringError> {
        let path = format!("demand.{name}");
        let commodity = self.commodities.number(demand.commodity.as_ref());
        let (volume, unit) = self.volume(demand, &path, slots)?;
        let mut slot = |key: &str, number: &Option<Number>| {
            number.as_ref().map(|n| slots.add(format!("{path}.{key}"), n))
        };
        let reservation = slot("reservation", &demand.reservation);
        let dispersion = slot("dispersion", &demand.dispersion);
        let holding = slot("holding", &demand.holding);
        Ok(PlannedDemand {
            name: name.into(),
            from: self.draft.nodes.position(demand.from.as_str()).unwrap_or(0),
            to: self.draft.nodes.position(demand.to.as_str()).unwrap_or(0),
            commodity,
            volume,
            changes: flatten(&demand.changes, &format!("{path}.volume"), self.draft.horizon, slots),
            conversion: Conversion::from_unit(unit, commodity, self.commodities),
            reservation,
            multiple: if demand.captive { CAPTIVE_RESERVATION } else { RESERVATION },
            dispersion,
            routes: 0..0,
            only_committed: false,
            patience: self.patience(demand),
            holding,
        })
    }

    fn patience(&self, demand: &Demand) -> usize {
        match (self.draft.horizon.frequency(), demand.patience) {
            (Frequency::Year, _) | (_, None) => 0,
            (frequency, Some(patience)) => patience.whole_periods(frequency),
        }
    }

    /// A demand that stands for a commitment with ends of its own.
    pub(super) fn of_commitment(&self, name: &str, commitment: &Commitment) -> Option<PlannedDemand> {
        let own = commitment.own.as_ref()?;
        Some(PlannedDemand {
            name: name.into(),
            from: self.draft.nodes.position(own.from.as_str())?,
            to: self.draft.nodes.position(own.to.as_str())?,
            commodity: self.commodities.number(own.commodity.as_ref()),
            volume: Volume::Nothing,
            changes: Vec::new(),
            conversion: Conversion::Same,
            reservation: None,
            multiple: CAPTIVE_RESERVATION,
            dispersion: None,
            routes: 0..0,
            only_committed: true,
            patience: 0,
            holding: None,
        })
    }

    fn volume(
        &self,
        demand: &Demand,
        path: &str,
        slots: &mut Slots,
    ) -> Result<(Volume, Option<Unit>), LoweringError> {
        Ok(match &demand.volume {
            DemandVolume::Given(course) => {
                let profile = Profile::course(course, &format!("{path}.volume"), self.draft.horizon, slots)?;
                let driver = course.driver().and_then(|driver| series::position(self.series, driver));
                (Volume::Given { profile: Box::new(profile), driver }, course.unit())
            }
            DemandVolume::Trade { turnover, unit_value, share } => {
                let series = series::position(self.series, turnover);
                let path = format!("{path}.volume");
                let worth = format!("{path}.unit_value");
                let own = Profile::steps(unit_value, &worth, self.draft.horizon, slots)?;
                let share = share.as_ref().map(|share| slots.add(format!("{path}.share"), share));
                (
                    series.map_or(Volume::Nothing, |series| Volume::Trade {
                        series,
                        unit_value: Box::new(own),
                        share,
                    }),
                    None,
                )
            }
            DemandVolume::Series(id) => {
                let found = series::position(self.series, id);
                let unit = found.map(|series| self.series[series].unit);
                (found.map_or(Volume::Nothing, Volume::Series), unit)
            }
        })
    }

    /// The routes that a demand may take, as the draft says.
    pub(super) fn routes_wanted(&self, demand: &Demand) -> Routes {
        demand.routes.clone().unwrap_or(Routes::Cheapest(self.draft.routes))
    }
}
