//! Every indicator, read off levels, flows and loads.

use std::sync::Arc;

use crate::model::{Counted, Levels, Plan, PlannedSeries, PlannedTarget, SeriesKind};
use crate::quantity::{Measure, Unit};

use super::Indicator;
use super::flows::Flows;
use super::loads::{Loads, containers_per_unit, use_per_unit};
use super::sink::Sink;
use super::subjects::Subjects;

/// Use of a limit from which it counts as binding: the method's tolerance and rounding stay far below the rest.
pub(crate) const BINDING: f64 = 0.999;

/// Grams in a tonne.
const GRAMS: f64 = 1e6;

/// The indicators of a run while they are read off.
pub(super) struct Table<'a> {
    pub(super) plan: &'a Plan,
    pub(super) levels: &'a Levels,
    pub(super) flows: &'a Flows,
    pub(super) loads: &'a Loads,
    pub(super) inputs: &'a [f64],
    pub(super) subjects: &'a Subjects,
    pub(super) sink: &'a mut Sink,
}

impl Table<'_> {
    /// Reads off every indicator of every subject that is wanted; which there are depends on the plan alone.
    pub(super) fn read(&mut self) {
        self.corridors();
        self.targets();
        self.demands();
        self.routes();
        self.commitments();
        self.limits();
        self.legs();
        self.countries();
        self.modes();
        self.series();
    }

    /// Adds an entry in the indicator's own unit.
    fn add(&mut self, indicator: Indicator, subject: &Arc<str>, value: impl Fn(usize) -> f64) {
        let unit = indicator.unit(self.plan.measure, self.plan.currency, self.plan.prices);
        self.add_in(unit, indicator, subject, value);
    }

    fn add_in(&mut self, unit: Unit, indicator: Indicator, subject: &Arc<str>, value: impl Fn(usize) -> f64) {
        self.add_row(unit, indicator, subject, |row| {
            for (period, place) in row.iter_mut().enumerate() {
                // A sum of nothing is −0, which no reader expects.
                *place = value(period) + 0.0;
            }
        });
    }

    fn add_row(
        &mut self,
        unit: Unit,
        indicator: Indicator,
        subject: &Arc<str>,
        fill: impl FnOnce(&mut [f64]),
    ) {
        if let Some(row) = self.sink.take(indicator, subject, unit, self.plan.years.len()) {
            fill(row);
        }
    }

    fn corridors(&mut self) {
        let (plan, flows) = (self.plan, self.flows);
        for (corridor, routes) in plan.corridors.iter().zip(&self.subjects.corridors) {
            self.add(Indicator::CorridorVolume, &corridor.name, |period| {
                let flows = &flows.flow[period * plan.routes.len()..];
                routes.iter().map(|route| flows[*route]).sum()
            });
        }
    }

    fn targets(&mut self) {
        let (plan, flows, inputs) = (self.plan, self.flows, self.inputs);
        for (target, routes) in plan.targets.iter().zip(&self.subjects.targets) {
            self.add_row(Unit::Volume(target.measure), Indicator::TargetGap, &target.name, |row| {
                row.fill(f64::NAN);
                let reached = |period: usize| -> f64 {
                    let flow = |route: usize| flows.flow[period * plan.routes.len() + route];
                    let parts = routes.iter();
                    parts
                        .map(|(route, commodity)| flow(*route) * weight(plan, inputs, target, *commodity))
                        .sum()
                };
                if let Some(last) = target.periods.clone().last() {
                    row[last] = target.periods.clone().map(reached).sum::<f64>() - inputs[target.value];
                }
            });
            let (Some(ratio), Some(last)) = (target.ratio, target.periods.clone().last()) else { continue };
            self.add_row(Unit::Volume(target.measure), Indicator::TargetOutcome, &target.name, |row| {
                row.fill(f64::NAN);
                row[last] = inputs[target.value] * inputs[ratio];
            });
        }
    }

    fn demands(&mut self) {
        let (plan, flows, levels, inputs) = (self.plan, self.flows, self.levels, self.inputs);
        let (count, routes) = (plan.demands.len(), plan.routes.len());
        for (number, demand) in plan.demands.iter().enumerate() {
            let of = |period: usize| &flows.flow[period * routes..][demand.routes.clone()];
            let shipped = |period: usize| of(period).iter().sum::<f64>();
            let wanted = |period: usize| flows.wanted[period * count + number];
            let mean = |array: &[f64], period: usize| {
                let array = &array[period * routes..][demand.routes.clone()];
                ratio(of(period).iter().zip(array).map(|(flow, value)| flow * value).sum(), shipped(period))
            };
            self.add(Indicator::Demand, &demand.name, wanted);
            self.add(Indicator::Shipped, &demand.name, shipped);
            self.add(Indicator::Unserved, &demand.name, |period| flows.lost[period * count + number]);
            self.add(Indicator::Concentration, &demand.name, |period| concentration(of(period)));
            self.add(Indicator::GeneralisedCost, &demand.name, |period| mean(&levels.cost, period));
            self.add(Indicator::TransitTime, &demand.name, |period| mean(&levels.route_time, period));
            if demand.patience > 0 {
                let backlog = |period: usize| flows.backlog[period * count + number];
                let a_day = demand.holding.map_or(0.0, |slot| inputs[slot]);
                self.add(Indicator::Backlog, &demand.name, backlog);
                self.add(Indicator::HoldingCost, &demand.name, |period| {
                    backlog(period) * a_day * plan.days(period)
                });
            }
        }
    }

    fn routes(&mut self) {
        let (plan, flows) = (self.plan, self.flows);
        let routes = plan.routes.len();
        for demand in &plan.demands {
            for route in demand.routes.clone() {
                let subject = &self.subjects.routes[route];
                let flow = |period: usize| flows.flow[period * routes + route];
                let shipped =
                    |period: usize| flows.flow[period * routes..][demand.routes.clone()].iter().sum::<f64>();
                self.add(Indicator::Flow, subject, flow);
                self.add(Indicator::RouteShare, subject, |period| ratio(flow(period), shipped(period)));
            }
        }
    }

    fn commitments(&mut self) {
        let (plan, flows, inputs) = (self.plan, self.flows, self.inputs);
        let count = plan.commitments.len();
        for (number, said) in plan.commitments.iter().enumerate() {
            let committed = |period: usize| said.promised(inputs, period);
            let delivered = |period: usize| flows.delivered[period * count + number];
            let owed = |period: usize| match said.ship_or_pay {
                Some((share, rate)) => {
                    inputs[rate] * (inputs[share] * committed(period) - delivered(period)).max(0.0)
                }
                None => f64::NAN,
            };
            self.add(Indicator::Committed, &said.name, committed);
            self.add(Indicator::Delivered, &said.name, delivered);
            if said.make_up > 0 {
                self.add(Indicator::MakeUp, &said.name, |period| {
                    (delivered(period) - committed(period)).max(0.0)
                });
            }
            self.add(Indicator::Shortfall, &said.name, |period| {
                (committed(period) - delivered(period)).max(0.0)
            });
            self.add(Indicator::Fulfilment, &said.name, |period| ratio(delivered(period), committed(period)));
            if said.ship_or_pay.is_some() {
                self.add(Indicator::DeficiencyPayment, &said.name, owed);
            }
        }
    }

    fn limits(&mut self) {
        let (plan, flows, levels, loads) = (self.plan, self.flows, self.levels, self.loads);
        let (count, periods) = (plan.limits.len(), plan.years.len());
        for (number, limit) in plan.limits.iter().enumerate() {
            let place = |period: usize| period * count + number;
            let own = |period: usize| loads.limit[number * periods + period];
            let used = |period: usize| own(period) + levels.background[place(period)];
            let price = |period: usize| flows.price[place(period)];
            let whole = |period: usize| levels.whole[place(period)];
            let volume = Unit::Volume(limit.measure);
            let in_money = Unit::Price(plan.currency, plan.prices, limit.measure);
            self.add_in(volume, Indicator::Throughput, &limit.name, used);
            self.add_in(in_money, Indicator::QueuePrice, &limit.name, price);
            self.add(Indicator::QueueCost, &limit.name, |period| price(period) * own(period));
            if limit.has_capacity() {
                self.add(Indicator::Utilisation, &limit.name, |period| ratio(used(period), whole(period)));
                self.add_in(volume, Indicator::Headroom, &limit.name, |period| {
                    (whole(period) - used(period)).max(0.0)
                });
                self.add_row(Unit::One, Indicator::Saturated, &limit.name, |row| {
                    row.fill(f64::NAN);
                    let full = |period: usize| whole(period) > 0.0 && used(period) >= BINDING * whole(period);
                    let wanted = |period: usize| own(period) > 0.0 || price(period) > 0.0;
                    let binds = |period: &usize| full(*period) && wanted(*period);
                    if let Some(first) = (0..periods).find(binds) {
                        row[first] = 1.0;
                    }
                });
            }
        }
    }

    fn legs(&mut self) {
        let (plan, loads, inputs) = (self.plan, self.loads, self.inputs);
        let periods = plan.years.len();
        for (number, leg) in plan.legs.iter().enumerate() {
            let flow = |period: usize| loads.leg[number * periods + period];
            if !self.subjects.limited[number] {
                self.add(Indicator::Throughput, &leg.name, flow);
            }
            self.add(Indicator::TariffRevenue, &leg.name, |period| loads.revenue[number * periods + period]);
            if let Some(cost) = unit_cost(plan, inputs, number) {
                self.add(Indicator::OperatingCost, &leg.name, |period| flow(period) * cost);
            }
            if let (Measure::Mass, Some(distance)) = (plan.measure, leg.distance) {
                self.add(Indicator::TransportWork, &leg.name, |period| flow(period) * inputs[distance]);
                if let Some(factor) = plan.emissions[leg.mode as usize] {
                    let tonnes = inputs[distance] * inputs[factor] / GRAMS;
                    self.add(Indicator::Emissions, &leg.name, |period| flow(period) * tonnes);
                }
            }
        }
    }

    /// Tariffs, and what carriers spend, by the country where they are earned.
    fn countries(&mut self) {
        let (plan, loads) = (self.plan, self.loads);
        let periods = plan.years.len();
        for (country, legs) in &self.subjects.countries {
            let revenue = |period: usize| legs.iter().map(|leg| loads.revenue[leg * periods + period]).sum();
            self.add(Indicator::TariffRevenue, country, revenue);
            let costs: Vec<(usize, f64)> = legs
                .iter()
                .filter_map(|leg| unit_cost(plan, self.inputs, *leg).map(|cost| (*leg, cost)))
                .collect();
            if !costs.is_empty() {
                let spent = |period: usize| {
                    costs.iter().map(|(leg, cost)| loads.leg[leg * periods + period] * cost).sum()
                };
                self.add(Indicator::OperatingCost, country, spent);
            }
        }
    }

    /// Transport work and emissions by mode.
    fn modes(&mut self) {
        let (plan, loads, inputs) = (self.plan, self.loads, self.inputs);
        let periods = plan.years.len();
        for (mode, subject, legs) in &self.subjects.modes {
            let of_leg = |(leg, distance): &(usize, usize), period| {
                loads.leg[leg * periods + period] * inputs[*distance]
            };
            let work = |period: usize| legs.iter().map(|leg| of_leg(leg, period)).sum::<f64>();
            self.add(Indicator::TransportWork, subject, work);
            if let Some(factor) = plan.emissions[*mode as usize] {
                self.add(Indicator::Emissions, subject, |period| work(period) * inputs[factor] / GRAMS);
            }
        }
    }

    /// Trade, and what was measured.
    fn series(&mut self) {
        let (plan, levels) = (self.plan, self.levels);
        let periods = plan.years.len();
        for (number, series) in plan.series.iter().enumerate() {
            let (unit, is_amount) = of_period(series.unit);
            let level = |period: usize| levels.series[number * periods + period];
            let amount = |period: usize| level(period) * if is_amount { plan.years[period] } else { 1.0 };
            match series.kind {
                SeriesKind::Turnover => {
                    self.add_in(unit, Indicator::TradeTurnover, &series.name, amount);
                    self.trade(series, unit);
                }
                SeriesKind::Observation => {
                    let given = |period: usize| if series.given[period] { amount(period) } else { f64::NAN };
                    self.add_in(unit, Indicator::Observed, &series.name, given);
                }
            }
        }
    }

    /// Exports, imports and their balance, of a turnover that has them.
    fn trade(&mut self, series: &PlannedSeries, unit: Unit) {
        let (plan, levels) = (self.plan, self.levels);
        let periods = plan.years.len();
        let Some(parts) = &series.parts else { return };
        let amount = |part: usize, period: usize| {
            levels.trade[(2 * parts.number + part) * periods + period] * plan.years[period]
        };
        self.add_in(unit, Indicator::TradeExports, &series.name, |period| amount(0, period));
        self.add_in(unit, Indicator::TradeImports, &series.name, |period| amount(1, period));
        let balance = |period: usize| amount(0, period) - amount(1, period);
        self.add_in(unit, Indicator::TradeBalance, &series.name, balance);
    }
}

/// What a unit on a leg costs its carrier, if that is known.
fn unit_cost(plan: &Plan, inputs: &[f64], leg: usize) -> Option<f64> {
    let (cost, distance) = plan.legs[leg].operating_cost?;
    Some(inputs[cost] * distance.map_or(1.0, |distance| inputs[distance]))
}

/// The unit of what a level per year comes to in a period, and whether it must be multiplied by the period's length.
fn of_period(unit: Unit) -> (Unit, bool) {
    match unit {
        Unit::Rate(measure) => (Unit::Volume(measure), true),
        Unit::Money(..) => (unit, true),
        unit => (unit, false),
    }
}

/// What a unit on a route of a commodity counts for a target, in the target's measure.
fn weight(plan: &Plan, inputs: &[f64], target: &PlannedTarget, commodity: usize) -> f64 {
    let in_boxes = target.measure == Measure::Containers && plan.measure != Measure::Containers;
    match target.counts {
        _ if in_boxes => containers_per_unit(plan, inputs, commodity),
        Counted::Limit(limit) => use_per_unit(plan, inputs, limit, commodity),
        Counted::Corridor(_) | Counted::Leg(_) => 1.0,
    }
}

/// Part over whole; absent where there is no whole.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { f64::NAN }
}

/// Σ share²; absent where nothing flows.
fn concentration(flows: &[f64]) -> f64 {
    let total: f64 = flows.iter().sum();
    ratio(flows.iter().map(|flow| flow * flow).sum(), total * total)
}
