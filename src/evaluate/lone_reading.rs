//! Indicators of lone routes, read off a block of draws.

use crate::assign::CLOSED_BELOW;
use crate::model::{Counted, Draws, Plan};

use super::lone::Block;
use super::table::BINDING;
use super::{Entry, Indicator};

/// What is read off for an entry. Numbers are of demands and limits.
#[derive(Debug)]
pub(super) enum Reading {
    Wanted(usize),
    Lost(usize),
    /// What some demands ship.
    Shipped(Vec<usize>),
    Throughput(usize),
    Utilisation(usize),
    Headroom(usize),
    QueuePrice(usize),
    Saturated(usize),
    /// What some demands ship over all periods of a target, less its value.
    Gap {
        demands: Vec<usize>,
        target: usize,
    },
}

impl Reading {
    /// How an entry is read off; `None` if it cannot be.
    pub(super) fn of(plan: &Plan, entry: &Entry) -> Option<Self> {
        let demand = || plan.demands.iter().position(|demand| demand.name == entry.subject);
        let limit = || plan.limits.iter().position(|limit| limit.name == entry.subject);
        Some(match entry.indicator {
            Indicator::Demand => Self::Wanted(demand()?),
            Indicator::Shipped => Self::Shipped(vec![demand()?]),
            Indicator::Unserved => Self::Lost(demand()?),
            Indicator::Flow => Self::Shipped(vec![of_route(plan, &entry.subject)?]),
            Indicator::CorridorVolume => {
                let corridor = plan.corridors.iter().position(|corridor| corridor.name == entry.subject)?;
                Self::Shipped(crossing(plan, Counted::Corridor(corridor)))
            }
            Indicator::TargetGap => {
                let target = plan.targets.iter().position(|target| target.name == entry.subject)?;
                let said = &plan.targets[target];
                let demands = crossing(plan, said.counts);
                Self::Gap { demands, target: Some(target).filter(|_| said.measure == plan.measure)? }
            }
            Indicator::Throughput => Self::Throughput(limit()?),
            Indicator::Utilisation => Self::Utilisation(limit()?),
            Indicator::Headroom => Self::Headroom(limit()?),
            Indicator::QueuePrice => Self::QueuePrice(limit()?),
            Indicator::Saturated => Self::Saturated(limit()?),
            _ => return None,
        })
    }

    /// Its value in each draw of a period.
    pub(super) fn fill(&self, block: &Block<'_>, period: usize, draws: &Draws<'_>, out: &mut [f64]) {
        match self {
            Self::Wanted(demand) => out.copy_from_slice(block.wanted(*demand, period)),
            Self::Shipped(demands) => block.fill_shipped(demands, period, out),
            Self::Lost(demand) => {
                let pairs = block.wanted(*demand, period).iter().zip(block.flow(*demand, period));
                out.iter_mut().zip(pairs).for_each(|(out, (wanted, flow))| *out = wanted - flow);
            }
            Self::Throughput(limit) => block.by_use(*limit, period, out, |used, _| used),
            Self::Utilisation(limit) => block
                .by_use(*limit, period, out, |used, whole| if whole > 0.0 { used / whole } else { f64::NAN }),
            Self::Headroom(limit) => block.by_use(*limit, period, out, |used, whole| (whole - used).max(0.0)),
            Self::QueuePrice(limit) => block.fill_price(*limit, period, out),
            Self::Saturated(limit) => block.fill_saturated(*limit, period, out),
            Self::Gap { demands, target } => block.fill_gap(demands, *target, period, draws, out),
        }
    }

    /// In how many draws of a period it applies, and in how many it is at least so much, if that is told without its values.
    pub(super) fn count(&self, block: &Block<'_>, period: usize, at_least: f64) -> Option<(u64, u64)> {
        let Self::Utilisation(limit) = self else { return None };
        let (own, whole) = (block.own(*limit, period)?, block.whole(*limit, period));
        Some(match block.background(*limit, period) {
            Some(background) => {
                let used = own.iter().zip(background).map(|(own, background)| own + background);
                full(used.zip(whole), at_least)
            }
            None => full(own.iter().copied().zip(whole), at_least),
        })
    }
}

/// In how many draws a limit allows anything, and in how many so large a share of that is in use.
fn full<'a>(uses: impl Iterator<Item = (f64, &'a f64)>, at_least: f64) -> (u64, u64) {
    uses.fold((0, 0), |(applying, reached), (used, whole)| {
        let is_there = u64::from(*whole > 0.0);
        (applying + is_there, reached + (is_there & u64::from(used >= at_least * whole)))
    })
}

/// The demand of a route by the route's name, `demand/leg+leg`.
fn of_route(plan: &Plan, name: &str) -> Option<usize> {
    plan.demands.iter().position(|demand| {
        let label = &plan.routes[demand.routes.start].label;
        name.strip_prefix(&*demand.name).and_then(|rest| rest.strip_prefix('/')) == Some(label)
    })
}

/// The demands whose route counts for what a corridor or target speaks of.
fn crossing(plan: &Plan, counted: Counted) -> Vec<usize> {
    let counts = |number: &usize| {
        let (demand, route) = (&plan.demands[*number], &plan.routes[plan.demands[*number].routes.start]);
        match counted {
            Counted::Corridor(corridor) => {
                let corridor = &plan.corridors[corridor];
                corridor.counts(demand.commodity)
                    && route.legs.iter().any(|leg| corridor.cordon.contains(leg))
            }
            Counted::Leg(leg) => route.legs.contains(&leg),
            Counted::Limit(limit) => route.limits.contains(&limit),
        }
    };
    (0..plan.demands.len()).filter(counts).collect()
}

impl<'a> Block<'a> {
    fn row(&self, all: &'a [f64], thing: usize, period: usize) -> &'a [f64] {
        &all[(thing * self.plan.years.len() + period) * self.draws..][..self.draws]
    }

    fn wanted(&self, demand: usize, period: usize) -> &'a [f64] {
        self.row(&self.found.wanted, demand, period)
    }

    fn flow(&self, demand: usize, period: usize) -> &'a [f64] {
        self.row(&self.found.flow, demand, period)
    }

    fn whole(&self, limit: usize, period: usize) -> &'a [f64] {
        self.row(&self.found.whole, limit, period)
    }

    fn background(&self, limit: usize, period: usize) -> Option<&'a [f64]> {
        let has_any = self.plan.limits[limit].has_background();
        has_any.then(|| self.row(&self.found.background, limit, period))
    }

    /// What the one demand over a limit ships.
    fn own(&self, limit: usize, period: usize) -> Option<&'a [f64]> {
        self.user[limit].map(|demand| self.flow(demand, period))
    }

    fn fill_shipped(&self, demands: &[usize], period: usize, out: &mut [f64]) {
        let Some((first, others)) = demands.split_first() else { return out.fill(0.0) };
        out.copy_from_slice(self.flow(*first, period));
        for demand in others {
            out.iter_mut().zip(self.flow(*demand, period)).for_each(|(sum, flow)| *sum += flow);
        }
    }

    /// Something of the use of a limit and what it allows.
    fn by_use(&self, limit: usize, period: usize, out: &mut [f64], of: impl Fn(f64, f64) -> f64) {
        match self.background(limit, period) {
            Some(background) => out.copy_from_slice(background),
            None => out.fill(0.0),
        }
        if let Some(own) = self.own(limit, period) {
            out.iter_mut().zip(own).for_each(|(used, own)| *used += own);
        }
        out.iter_mut().zip(self.whole(limit, period)).for_each(|(out, whole)| *out = of(*out, *whole));
    }

    /// What a limit leaves to those who choose.
    fn left(&self, limit: usize, period: usize, draw: usize) -> f64 {
        let background = self.background(limit, period).map_or(0.0, |background| background[draw]);
        self.whole(limit, period)[draw] - background
    }

    /// What the first unit would be worth to a demand that a limit alone shuts out.
    fn entry_price(&self, limit: usize, demand: usize, period: usize, draw: usize) -> f64 {
        let is_open = |other: &usize| *other == limit || self.left(*other, period, draw) >= CLOSED_BELOW;
        let is_alone = self.demands[demand].limits.iter().all(is_open);
        let is_wanted = is_alone && self.wanted(demand, period)[draw] > 0.0;
        if is_wanted { self.demands[demand].worth[period].max(0.0) } else { 0.0 }
    }

    /// The price at which those who would go are as many as the limit leaves room for, if it is the tightest.
    ///
    /// Of the logit with one route, ln(f / (d − f)) = θ (reservation − cost − price).
    fn fill_price(&self, limit: usize, period: usize, out: &mut [f64]) {
        out.fill(0.0);
        let Some(number) = self.user[limit] else { return };
        let demand = &self.demands[number];
        let rows = self.wanted(number, period).iter().zip(self.flow(number, period)).enumerate();
        for (out, (draw, (wanted, flow))) in out.iter_mut().zip(rows) {
            let left = self.left(limit, period, draw);
            *out = if left < CLOSED_BELOW {
                self.entry_price(limit, number, period, draw)
            } else if *flow < left || *flow <= 0.0 {
                0.0
            } else {
                (demand.worth[period] - (flow / (wanted - flow)).ln() / demand.dispersion).max(0.0)
            };
        }
    }

    /// 1 in the first period in which a limit binds.
    fn fill_saturated(&self, limit: usize, period: usize, out: &mut [f64]) {
        for (draw, out) in out.iter_mut().enumerate() {
            let binds = |period: usize| self.binds(limit, period, draw);
            *out = if binds(period) && !(0..period).any(binds) { 1.0 } else { f64::NAN };
        }
    }

    fn binds(&self, limit: usize, period: usize, draw: usize) -> bool {
        let (whole, left) = (self.whole(limit, period)[draw], self.left(limit, period, draw));
        let own = self.own(limit, period).map_or(0.0, |own| own[draw]);
        let is_shut_out = || {
            let demand = self.user[limit].filter(|_| left < CLOSED_BELOW);
            demand.is_some_and(|demand| self.entry_price(limit, demand, period, draw) > 0.0)
        };
        whole > 0.0 && own + (whole - left) >= BINDING * whole && (own > 0.0 || is_shut_out())
    }

    /// What is shipped over the periods of a target less its value, in the last of them.
    fn fill_gap(&self, demands: &[usize], target: usize, period: usize, draws: &Draws<'_>, out: &mut [f64]) {
        let target = &self.plan.targets[target];
        if target.periods.clone().last() != Some(period) {
            return out.fill(f64::NAN);
        }
        out.fill(0.0);
        for flow in
            target.periods.clone().flat_map(|period| demands.iter().map(move |d| self.flow(*d, period)))
        {
            out.iter_mut().zip(flow).for_each(|(sum, flow)| *sum += flow);
        }
        draws.of(target.value).change(out, |sum, value| sum - value);
    }
}
