//! The numbers of a plan, period by period, in base units.

use super::limits::LimitRow;
use super::network::Tariffs;
use super::{Plan, series};

/// The most a level may be. Only growth without a ceiling over a long horizon comes here, for the numbers of a model
/// are at most 1e30.
pub(crate) const MOST: f64 = 1e50;

/// Arrays of plain numbers, filled from one list of input values.
///
/// What a method of assignment reads lies side by side for each period; the rest lies side by side for each thing.
/// Filling again reuses the memory.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// Levels per year of each series, by period.
    pub(crate) series: Vec<f64>,
    /// Of each turnover with parts, levels per year of its exports, then of its imports, by period.
    pub(crate) trade: Vec<f64>,
    /// Tariff of each tariff row, by period (money per unit).
    pub(crate) tariff: Vec<f64>,
    /// Time of each leg, by period (d).
    pub(crate) time: Vec<f64>,
    /// For each commodity, what transhipment costs at each node (money per unit), time valued.
    pub(crate) transfer: Vec<Vec<f64>>,
    /// How long transhipment takes at each node (d).
    pub(crate) dwell: Vec<f64>,
    /// By period, the volume of each demand.
    pub(crate) demand: Vec<f64>,
    /// By period, the reservation cost of each demand.
    pub(crate) reservation: Vec<f64>,
    /// Dispersion of each demand.
    pub(crate) dispersion: Vec<f64>,
    /// By period, the generalised cost of each route without queues.
    pub(crate) cost: Vec<f64>,
    /// By period, the time of each route (d).
    pub(crate) route_time: Vec<f64>,
    /// By period, what each limit leaves to those who choose.
    pub(crate) capacity: Vec<f64>,
    /// By period, what each limit allows, background use included.
    pub(crate) whole: Vec<f64>,
    /// By period, what uses each limit without choosing.
    pub(crate) background: Vec<f64>,
    row: Vec<f64>,
    limit_row: LimitRow,
    /// Event by event, the share of what it hits that each period keeps.
    kept: Vec<f64>,
    /// By period, what could want to use the limit that is being filled.
    wanting: Vec<f64>,
}

impl Levels {
    /// Fills all arrays for a plan from a value for each of its inputs.
    pub fn fill(&mut self, plan: &Plan, values: &[f64]) {
        self.fill_series(plan, values);
        self.fill_legs(plan, values);
        self.fill_routes(plan, values);
        self.fill_demands(plan, values);
        self.fill_limits(plan, values);
        self.hold();
    }

    /// Whether a method of assignment can take all levels: finite, not negative, and dispersion above 0.
    ///
    /// They are so for values that the model was checked with; others may break a rule of growth, as a ceiling does that
    /// lies below what is given.
    pub(crate) fn are_sound(&self) -> bool {
        let arrays = [&self.demand, &self.reservation, &self.cost, &self.capacity, &self.background];
        let is_sound = |level: &f64| level.is_finite() && *level >= 0.0;
        arrays.into_iter().flatten().all(is_sound) && self.dispersion.iter().all(|level| *level > 0.0)
    }

    /// Holds what a rule of growth has driven out of range within the range that methods of assignment take.
    fn hold(&mut self) {
        let arrays = [&mut self.demand, &mut self.reservation, &mut self.cost, &mut self.capacity];
        for level in arrays.into_iter().flatten() {
            *level = level.min(MOST);
        }
        for dispersion in &mut self.dispersion {
            *dispersion = dispersion.clamp(1.0 / MOST, MOST);
        }
    }

    fn fill_series(&mut self, plan: &Plan, values: &[f64]) {
        let periods = plan.years.len();
        self.series.resize(plan.series.len() * periods, 0.0);
        let parted = plan.series.iter().filter(|series| series.parts.is_some()).count();
        self.trade.resize(2 * parted * periods, 0.0);
        series::fill(&plan.series, values, periods, &mut self.series, &mut self.trade);
    }

    fn fill_legs(&mut self, plan: &Plan, values: &[f64]) {
        let periods = plan.years.len();
        self.tariff.resize(plan.tariffs.rows.len() * periods, 0.0);
        for (row, out) in plan.tariffs.rows.iter().zip(self.tariff.chunks_exact_mut(periods)) {
            row.fill(values, out);
        }
        self.time.resize(plan.legs.len() * periods, 0.0);
        for (leg, out) in plan.legs.iter().zip(self.time.chunks_exact_mut(periods)) {
            match &leg.time {
                Some(time) => time.fill(values, None, out),
                None => out.fill(0.0),
            }
            for time in out {
                *time = time.max(0.0);
            }
        }
        self.fill_nodes(plan, values);
    }

    fn fill_nodes(&mut self, plan: &Plan, values: &[f64]) {
        let of = |slot: Option<usize>| slot.map_or(0.0, |slot| values[slot]);
        self.dwell.clear();
        self.dwell.extend(plan.nodes.iter().map(|node| of(node.dwell)));
        self.transfer.resize(plan.value_of_time.len(), Vec::new());
        for (costs, value_of_time) in self.transfer.iter_mut().zip(&plan.value_of_time) {
            costs.clear();
            let value_of_time = of(*value_of_time);
            let nodes = plan.nodes.iter().zip(&self.dwell);
            costs.extend(nodes.map(|(node, dwell)| of(node.handling) + value_of_time * dwell));
        }
    }

    /// Σ tariff + value of time × Σ time, with transhipment where the mode changes.
    fn fill_routes(&mut self, plan: &Plan, values: &[f64]) {
        let (periods, routes) = (plan.years.len(), plan.routes.len());
        self.cost.resize(periods * routes, 0.0);
        self.route_time.resize(periods * routes, 0.0);
        for demand in &plan.demands {
            let value_of_time = plan.value_of_time[demand.commodity].map_or(0.0, |slot| values[slot]);
            for route in demand.routes.clone() {
                for period in 0..periods {
                    let (cost, time) = self.route_level(plan, route, demand.commodity, value_of_time, period);
                    self.cost[period * routes + route] = cost;
                    self.route_time[period * routes + route] = time;
                }
            }
        }
    }

    fn route_level(
        &self,
        plan: &Plan,
        route: usize,
        commodity: usize,
        value_of_time: f64,
        period: usize,
    ) -> (f64, f64) {
        let (periods, route) = (plan.years.len(), &plan.routes[route]);
        let (mut cost, mut time) = (0.0, 0.0);
        for leg in &route.legs {
            let days = self.time[leg * periods + period];
            cost += self.tariff_of(&plan.tariffs, *leg, commodity, periods, period) + value_of_time * days;
            time += days;
        }
        for node in &route.transfers {
            cost += self.transfer[commodity][*node];
            time += self.dwell[*node];
        }
        (cost, time)
    }

    /// The tariff of a leg for a commodity in a period.
    pub(crate) fn tariff_of(
        &self,
        tariffs: &Tariffs,
        leg: usize,
        commodity: usize,
        periods: usize,
        period: usize,
    ) -> f64 {
        tariffs.row[leg][commodity].map_or(0.0, |row| self.tariff[row * periods + period])
    }

    fn fill_demands(&mut self, plan: &Plan, values: &[f64]) {
        let (periods, demands) = (plan.years.len(), plan.demands.len());
        self.demand.resize(periods * demands, 0.0);
        self.reservation.resize(periods * demands, 0.0);
        self.row.resize(periods, 0.0);
        self.dispersion.clear();
        for (number, demand) in plan.demands.iter().enumerate() {
            demand.fill(&plan.series, values, &plan.years, &self.series, &mut self.row);
            for period in 0..periods {
                self.demand[period * demands + number] = self.row[period];
                self.reservation[period * demands + number] =
                    self.reservation_of(plan, number, values, period);
            }
            self.dispersion.push(demand.dispersion.map_or(1.0, |slot| values[slot]));
        }
    }

    /// The given reservation cost, else a multiple of the cheapest route's cost.
    fn reservation_of(&self, plan: &Plan, demand: usize, values: &[f64], period: usize) -> f64 {
        let demand = &plan.demands[demand];
        if let Some(slot) = demand.reservation {
            return values[slot].max(0.0);
        }
        let costs = &self.cost[period * plan.routes.len()..][demand.routes.clone()];
        let cheapest = costs.iter().copied().fold(f64::INFINITY, f64::min);
        if cheapest.is_finite() { demand.multiple * cheapest } else { 0.0 }
    }

    fn fill_limits(&mut self, plan: &Plan, values: &[f64]) {
        let (periods, limits) = (plan.years.len(), plan.limits.len());
        self.kept.resize(plan.events.len() * periods, 0.0);
        for (event, kept) in plan.events.iter().zip(self.kept.chunks_exact_mut(periods)) {
            event.fill(values, kept);
        }
        for array in [&mut self.capacity, &mut self.whole, &mut self.background] {
            array.resize(periods * limits, 0.0);
        }
        for (number, limit) in plan.limits.iter().enumerate() {
            self.wanting.clear();
            self.wanting.resize(periods, 0.0);
            if !limit.has_capacity() {
                self.add_wanting(plan, values, number);
            }
            limit.fill(values, &plan.years, &self.wanting, &self.kept, &mut self.limit_row);
            for period in 0..periods {
                let place = period * limits + number;
                self.whole[place] = self.limit_row.whole[period];
                self.background[place] = self.limit_row.background[period];
                self.capacity[place] = (self.whole[place] - self.background[place]).max(0.0);
            }
        }
    }

    /// The volume of each period that has a route through a limit: demands, and commitments with ends of their own.
    fn add_wanting(&mut self, plan: &Plan, values: &[f64], limit: usize) {
        let demands = plan.demands.len();
        let through = |demand: usize| {
            let mut routes = plan.demands[demand].routes.clone();
            routes.any(|route| plan.routes[route].limits.contains(&limit))
        };
        for demand in (0..demands).filter(|demand| through(*demand)) {
            for (period, wanting) in self.wanting.iter_mut().enumerate() {
                *wanting += self.demand[period * demands + demand];
            }
        }
        let own = plan.commitments.iter().filter(|said| plan.demands[said.demand].only_committed);
        for commitment in own.filter(|said| said.in_force && through(said.demand)) {
            for (period, wanting) in self.wanting.iter_mut().enumerate() {
                *wanting += commitment.due(values, period);
            }
        }
    }
}

/// Mean costs over the horizon at central values, by which routes are searched.
#[derive(Debug)]
pub(super) struct Costs {
    tariff: Vec<f64>,
    time: Vec<f64>,
    transfer: Vec<Vec<f64>>,
    value_of_time: Vec<f64>,
}

impl Costs {
    /// The means of a plan whose demands have no routes yet.
    pub(super) fn new(plan: &Plan) -> Self {
        let periods = plan.years.len();
        let values = plan.central();
        let mut levels = Levels::default();
        levels.fill_legs(plan, values);
        let means = |array: &[f64]| array.chunks_exact(periods).map(mean).collect();
        let value_of_time = plan.value_of_time.iter().map(|slot| slot.map_or(0.0, |slot| values[slot]));
        Self {
            tariff: means(&levels.tariff),
            time: means(&levels.time),
            transfer: levels.transfer,
            value_of_time: value_of_time.collect(),
        }
    }

    /// What a leg costs a commodity, time valued.
    pub(super) fn leg(&self, tariffs: &Tariffs, leg: usize, commodity: usize) -> f64 {
        let tariff = tariffs.row[leg][commodity].map_or(0.0, |row| self.tariff[row]);
        tariff + self.value_of_time[commodity] * self.time[leg]
    }

    /// What transhipment costs a commodity at each node.
    pub(super) fn transfers(&self, commodity: usize) -> &[f64] {
        &self.transfer[commodity]
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
