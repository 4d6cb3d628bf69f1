use std::sync::Arc;

use crate::calendar::Horizon;
use crate::evidence::Correlation;
use crate::quantity::{Currency, Measure, PriceBasis};

use super::commitments::PlannedCommitment;
use super::demands::PlannedDemand;
use super::events::PlannedEvent;
use super::limits::PlannedLimit;
use super::network::{PlannedLeg, PlannedNode, Tariffs};
use super::projects::{PlannedProject, PlannedTerms};
use super::readings::{PlannedCorridor, PlannedTarget};
use super::routes::PlannedRoute;
use super::series::PlannedSeries;
use super::slots::{Input, Slot};

/// A checked model made flat: what runs.
///
/// A plan names things by their number in an array and keeps every number of the model as one input. To run it, its
/// inputs are filled into [`Levels`](super::Levels): arrays of plain numbers in base units, period by period. A run
/// takes their central values; a draw of an ensemble puts other values into the same slots.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(crate) name: Arc<str>,
    pub(crate) horizon: Horizon,
    pub(crate) measure: Measure,
    pub(crate) currency: Currency,
    pub(crate) prices: PriceBasis,
    /// Length of each period in years.
    pub(crate) years: Vec<f64>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) central: Vec<f64>,
    pub(crate) series: Vec<PlannedSeries>,
    pub(crate) nodes: Vec<PlannedNode>,
    pub(crate) legs: Vec<PlannedLeg>,
    pub(crate) tariffs: Tariffs,
    /// Value of time of each commodity; the last entry is of demands without one.
    pub(crate) value_of_time: Vec<Option<Slot>>,
    pub(crate) limits: Vec<PlannedLimit>,
    pub(crate) events: Vec<PlannedEvent>,
    pub(crate) demands: Vec<PlannedDemand>,
    /// The routes of all demands, those of one side by side.
    pub(crate) routes: Vec<PlannedRoute>,
    pub(crate) commitments: Vec<PlannedCommitment>,
    pub(crate) projects: Vec<PlannedProject>,
    pub(crate) terms: Option<PlannedTerms>,
    pub(crate) corridors: Vec<PlannedCorridor>,
    pub(crate) targets: Vec<PlannedTarget>,
    /// Emission factor of each mode, in the order of [`Mode::ALL`](crate::network::Mode::ALL).
    pub(crate) emissions: Vec<Option<Slot>>,
    /// Load factor of each commodity, for limits and targets that count in containers on a network of mass.
    pub(crate) load_factors: Vec<Option<Slot>>,
    pub(crate) correlations: Vec<Correlation>,
}

impl Plan {
    /// How many days a period has.
    pub(crate) fn days(&self, period: usize) -> f64 {
        self.horizon.get(period).map_or(0.0, |period| f64::from(period.days()))
    }

    /// The name of the model.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The periods it runs over.
    pub fn horizon(&self) -> Horizon {
        self.horizon
    }

    /// What its network carries; mass where there is no network.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The currency of its money.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The price basis of its money.
    pub fn prices(&self) -> PriceBasis {
        self.prices
    }

    /// Every number of the model, in the order of its slots.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The rank correlations of groups of its inputs.
    pub fn correlations(&self) -> &[Correlation] {
        &self.correlations
    }

    /// The central value of each input.
    pub fn central(&self) -> &[f64] {
        &self.central
    }
}
