use crate::model::Plan;
use crate::quantity::Measure;

use super::flows::{Case, Flows};

/// Flows added up over legs and limits, by period.
#[derive(Debug, Default)]
pub(super) struct Loads {
    /// By leg, the volume of each period.
    pub(super) leg: Vec<f64>,
    /// By leg, the tariffs earned in each period.
    pub(super) revenue: Vec<f64>,
    /// By limit, the use of each period in the limit's unit, background use left out.
    pub(super) limit: Vec<f64>,
}

impl Loads {
    /// Adds up the flows of a run, in memory that is used again.
    pub(super) fn fill(&mut self, case: Case<'_>, flows: &Flows) {
        let plan = case.plan;
        let periods = plan.years.len();
        for (array, things) in [
            (&mut self.leg, plan.legs.len()),
            (&mut self.revenue, plan.legs.len()),
            (&mut self.limit, plan.limits.len()),
        ] {
            array.clear();
            array.resize(things * periods, 0.0);
        }
        for demand in &plan.demands {
            for route in demand.routes.clone() {
                self.add_route(case, flows, route, demand.commodity);
            }
        }
    }

    fn add_route(&mut self, case: Case<'_>, flows: &Flows, route: usize, commodity: usize) {
        let Case { plan, levels, values, .. } = case;
        let periods = plan.years.len();
        for period in 0..periods {
            let flow = flows.flow[period * plan.routes.len() + route];
            if flow == 0.0 {
                continue;
            }
            for leg in &plan.routes[route].legs {
                self.leg[leg * periods + period] += flow;
                let tariff = levels.tariff_of(&plan.tariffs, *leg, commodity, periods, period);
                self.revenue[leg * periods + period] += flow * tariff;
            }
            for limit in &plan.routes[route].limits {
                self.limit[limit * periods + period] += flow * use_per_unit(plan, values, *limit, commodity);
            }
        }
    }
}

/// How much of a limit one unit of a commodity takes: 1, or 1 / load factor where tonnes meet a limit in TEU.
pub(super) fn use_per_unit(plan: &Plan, values: &[f64], limit: usize, commodity: usize) -> f64 {
    if plan.limits[limit].measure == plan.measure {
        1.0
    } else {
        containers_per_unit(plan, values, commodity)
    }
}

/// Containers in one unit of a commodity on a network of mass; 0 if it does not go in containers.
pub(super) fn containers_per_unit(plan: &Plan, values: &[f64], commodity: usize) -> f64 {
    match (plan.measure, plan.load_factors[commodity]) {
        (Measure::Containers, _) => 1.0,
        (_, Some(slot)) => 1.0 / values[slot],
        _ => 0.0,
    }
}
