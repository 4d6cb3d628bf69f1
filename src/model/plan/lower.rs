//! From a checked draft to a plan.

use std::sync::Arc;

use crate::model::{Draft, Fault, FaultKind, Faults};
use crate::network::{Mode, Routes};
use crate::quantity::Measure;

use super::levels::Costs;
use super::limits::{self, Limits};
use super::network::{self, Commodities};
use super::routes::{self, Search};
use super::slots::Slots;
use super::{LoweringError, Plan, commitments, demands, projects, readings, series};

impl Draft {
    /// Checks the model whole and makes it flat, ready to run.
    ///
    /// # Errors
    /// Every fault of the model at once.
    pub fn plan(&self) -> Result<Plan, Faults> {
        let faults = self.faults();
        if !faults.is_empty() {
            return Err(faults);
        }
        self.checked_plan()
    }

    /// Makes a draft flat whose check found no fault, or would find none.
    pub(crate) fn checked_plan(&self) -> Result<Plan, Faults> {
        Plan::lower(self)
            .map_err(|late| Faults::new(vec![Fault::new(late.path, FaultKind::from(late.error))]))
    }
}

impl Plan {
    /// Makes a plan of a draft whose check found no fault.
    ///
    /// # Errors
    /// The first course or steps that cannot run over the horizon.
    pub(crate) fn lower(draft: &Draft) -> Result<Self, LoweringError> {
        let mut slots = Slots::default();
        let commodities = Commodities::lower(draft, &mut slots);
        let series = series::lower(draft, &mut slots)?;
        let context = demands::Context { draft, commodities: &commodities, series: &series };
        let (planned, wanted) = lower_demands(&context, &mut slots)?;
        let limits = limits::lower(draft, &commodities, &mut slots)?;
        let mut plan = Self::without_routes(draft, &commodities, &mut slots)?;
        (plan.series, plan.demands) = (series, planned);
        plan.give_inputs(slots);
        plan.find_routes(draft, &limits, &wanted);
        (plan.limits, plan.events) = (limits.planned, limits.events);
        plan.promise(draft, &commodities);
        Ok(plan)
    }

    fn without_routes(
        draft: &Draft,
        commodities: &Commodities,
        slots: &mut Slots,
    ) -> Result<Self, LoweringError> {
        let legs = network::legs(draft, commodities, slots)?;
        Ok(Self {
            name: Arc::from(draft.name.as_str()),
            horizon: draft.horizon,
            measure: draft.measure.unwrap_or(Measure::Mass),
            currency: draft.currency,
            prices: draft.prices,
            years: draft.horizon.periods().map(crate::calendar::Period::years).collect(),
            inputs: Vec::new(),
            central: Vec::new(),
            series: Vec::new(),
            nodes: network::nodes(draft, slots),
            tariffs: network::tariffs(draft, &legs, commodities, slots)?,
            legs,
            value_of_time: commodities.value_of_time.clone(),
            limits: Vec::new(),
            events: Vec::new(),
            demands: Vec::new(),
            routes: Vec::new(),
            commitments: Vec::new(),
            projects: projects::projects(draft, slots),
            terms: projects::terms(draft, slots),
            corridors: readings::corridors(draft, commodities),
            targets: Vec::new(),
            emissions: emissions(draft, slots),
            load_factors: commodities.load_factor.clone(),
            correlations: draft.correlations.clone(),
        })
    }

    fn give_inputs(&mut self, slots: Slots) {
        self.inputs = slots.into_inputs();
        self.central = self.inputs.iter().map(|input| input.number.central()).collect();
    }

    fn find_routes(&mut self, draft: &Draft, limits: &Limits, wanted: &[Routes]) {
        let costs = Costs::new(self);
        let shut = routes::shut_limits(limits, &self.central, &self.years);
        let (legs, tariffs, load_factors) = (&self.legs, &self.tariffs, &self.load_factors);
        let search = Search { draft, legs, limits, costs: &costs, tariffs, shut, load_factors };
        let mut all = Vec::new();
        for (demand, wanted) in self.demands.iter_mut().zip(wanted) {
            let first = all.len();
            all.extend(search.routes(demand.from, demand.to, demand.commodity, wanted));
            demand.routes = first..all.len();
        }
        self.routes = all;
    }

    /// Lowers commitments and targets, which name demands, routes and limits.
    fn promise(&mut self, draft: &Draft, commodities: &Commodities) {
        let mut slots = Slots::after(std::mem::take(&mut self.inputs));
        let context = commitments::Context {
            draft,
            commodities,
            demands: &self.demands,
            routes: &self.routes,
            legs: &self.legs,
        };
        let said = draft.commitments.iter();
        let planned =
            said.filter_map(|(id, said)| context.commitment(id.as_str(), said, &mut slots)).collect();
        self.commitments = planned;
        self.targets = readings::targets(draft, &self.limits, &mut slots);
        self.give_inputs(slots);
    }
}

/// The demands of a draft, then those that stand for commitments with ends of their own; and the routes each wants.
fn lower_demands(
    context: &demands::Context<'_>,
    slots: &mut Slots,
) -> Result<(Vec<demands::PlannedDemand>, Vec<Routes>), LoweringError> {
    let draft = context.draft;
    let dispersion = draft.dispersion.as_ref().map(|number| slots.add("dispersion".to_owned(), number));
    let (mut planned, mut wanted) = (Vec::new(), Vec::new());
    for (id, demand) in draft.demands.iter() {
        planned.push(context.demand(id.as_str(), demand, slots)?);
        wanted.push(context.routes_wanted(demand));
    }
    for (id, commitment) in draft.commitments.iter() {
        if let Some(demand) = context.of_commitment(id.as_str(), commitment) {
            planned.push(demand);
            wanted.push(Routes::Cheapest(draft.routes));
        }
    }
    for demand in &mut planned {
        demand.dispersion = demand.dispersion.or(dispersion);
    }
    Ok((planned, wanted))
}

/// Slots of the emission factors, in the order of [`Mode::ALL`].
fn emissions(draft: &Draft, slots: &mut Slots) -> Vec<Option<usize>> {
    let factor = |mode: &Mode| draft.emissions.iter().find(|(other, _)| other == mode);
    let modes = Mode::ALL.iter();
    modes
        .map(|mode| factor(mode).map(|(_, number)| slots.add(format!("mode.{mode}.emissions"), number)))
        .collect()
}
