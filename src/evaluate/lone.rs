//! Plans in which no two routes meet at a limit, a block of draws at a time.
//!
//! Where a demand has one route, and no other route uses that route's limits, the logit with queues has a closed form:
//! what its shippers would send at the route's cost, or the tightest limit if that is less. A chain of legs is the
//! common case. What comes out is what the method finds step by step, within its tolerance.

use crate::assign::{CLOSED_BELOW, Conditions, Inputs, Method, Structure, Workspace};
use crate::model::{BlockMemory, Draws, Levels, MOST, Plan};

use super::Entry;
use super::lone_reading::Reading;

/// A demand with its one route and the limits over it.
#[derive(Debug)]
pub(super) struct LoneDemand {
    pub(super) limits: Vec<usize>,
    /// By period, the share of its volume that goes where nothing is short.
    share: Vec<f64>,
    /// By period, what a route is worth to its shippers at most: reservation cost less cost.
    pub(super) worth: Vec<f64>,
    pub(super) dispersion: f64,
}

/// What was found in a block: period by period, each by draw.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By demand.
    pub(super) wanted: Vec<f64>,
    /// By demand.
    pub(super) flow: Vec<f64>,
    /// By limit.
    pub(super) whole: Vec<f64>,
    /// By limit; kept only where there is any.
    pub(super) background: Vec<f64>,
}

/// A plan of lone routes made ready to be evaluated block by block.
#[derive(Debug)]
pub(crate) struct LoneRoutes<'a> {
    plan: &'a Plan,
    demands: Vec<LoneDemand>,
    /// The demand whose route uses each limit.
    user: Vec<Option<usize>>,
    readings: Vec<Reading>,
    found: Found,
    memory: BlockMemory,
}

impl<'a> LoneRoutes<'a> {
    /// One that reads off some entries, if the plan is of lone routes, shippers choose alike in all draws, the method is
    /// the logit with queues, and the entries are such as can be read off so.
    ///
    /// `is_fixed` tells the inputs that are the same in all draws.
    pub(crate) fn new(
        plan: &'a Plan,
        method: &dyn Method,
        entries: &[Entry],
        is_fixed: &dyn Fn(usize) -> bool,
    ) -> Option<Self> {
        let user = users(plan)?;
        let is_plain = plan.commitments.is_empty()
            && plan.events.is_empty()
            && plan.demands.iter().all(|demand| demand.patience == 0 && demand.has_blocks())
            && plan.choice_is_of(is_fixed);
        if !is_plain || !method.is_logit_with_queues() {
            return None;
        }
        let readings = entries.iter().map(|entry| Reading::of(plan, entry)).collect::<Option<_>>()?;
        let mut levels = Levels::default();
        levels.fill(plan, plan.central());
        let demands = (0..plan.demands.len()).map(|demand| LoneDemand::new(plan, &levels, method, demand));
        let demands = demands.collect();
        Some(Self { plan, demands, user, readings, found: Found::default(), memory: BlockMemory::default() })
    }

    /// Evaluates a block of draws.
    pub(crate) fn run(&mut self, draws: &Draws<'_>) {
        self.fill_limits(draws);
        self.fill_demands(draws);
    }

    /// Reads off an entry in a period: its value in each draw, NaN where it does not apply.
    pub(crate) fn read(&self, entry: usize, period: usize, draws: &Draws<'_>, out: &mut [f64]) {
        self.readings[entry].fill(&self.block(draws), period, draws, out);
    }

    /// In how many draws of a block an entry applies in a period, and in how many it is at least so much.
    pub(crate) fn count(
        &self,
        entry: usize,
        period: usize,
        draws: &Draws<'_>,
        at_least: f64,
        scratch: &mut [f64],
    ) -> (u64, u64) {
        let block = self.block(draws);
        self.readings[entry].count(&block, period, at_least).unwrap_or_else(|| {
            self.readings[entry].fill(&block, period, draws, scratch);
            let applying = scratch.iter().filter(|value| !value.is_nan()).count();
            (applying as u64, scratch.iter().filter(|value| **value >= at_least).count() as u64)
        })
    }

    fn block(&self, draws: &Draws<'_>) -> Block<'_> {
        let (plan, demands, user, found) = (self.plan, &self.demands[..], &self.user[..], &self.found);
        Block { plan, demands, user, found, draws: draws.count }
    }

    fn fill_limits(&mut self, draws: &Draws<'_>) {
        let Self { plan, found, memory, .. } = self;
        let width = plan.years.len() * draws.count;
        found.whole.resize(plan.limits.len() * width, 0.0);
        found.background.resize(plan.limits.len() * width, 0.0);
        let rows = found.whole.chunks_exact_mut(width).zip(found.background.chunks_exact_mut(width));
        for (limit, (whole, background)) in plan.limits.iter().zip(rows) {
            limit.fill_block(draws, &plan.years, memory, whole);
            limit.fill_background_block(draws, &plan.years, memory, background);
        }
    }

    fn fill_demands(&mut self, draws: &Draws<'_>) {
        let Self { plan, demands, found, memory, .. } = self;
        let width = plan.years.len() * draws.count;
        found.wanted.resize(plan.demands.len() * width, 0.0);
        found.flow.resize(plan.demands.len() * width, 0.0);
        let rows = found.wanted.chunks_exact_mut(width).zip(found.flow.chunks_exact_mut(width));
        for (number, (wanted, flow)) in rows.enumerate() {
            let lone = &demands[number];
            plan.demands[number].fill_block(draws, &plan.years, memory, wanted);
            let periods = wanted.chunks_exact_mut(draws.count).zip(flow.chunks_exact_mut(draws.count));
            for ((wanted, flow), share) in periods.zip(&lone.share) {
                for (wanted, flow) in wanted.iter_mut().zip(flow) {
                    *wanted = lesser(*wanted, MOST);
                    *flow = *wanted * share;
                }
            }
            for limit in &lone.limits {
                let whole = &found.whole[limit * width..][..width];
                if plan.limits[*limit].has_background() {
                    narrow(flow, whole, &found.background[limit * width..][..width]);
                } else {
                    hold_within(flow, whole.iter().copied());
                }
            }
        }
    }
}

/// The lesser of two numbers, of which neither is NaN.
#[inline]
fn lesser(one: f64, other: f64) -> f64 {
    if one < other { one } else { other }
}

/// Holds flows within what a limit with background use leaves to those who choose.
fn narrow(flow: &mut [f64], whole: &[f64], background: &[f64]) {
    hold_within(flow, whole.iter().zip(background).map(|(whole, background)| whole - background));
}

/// Holds flows within what is left.
#[inline]
fn hold_within(flow: &mut [f64], left: impl Iterator<Item = f64>) {
    for (flow, left) in flow.iter_mut().zip(left) {
        let left = if left >= CLOSED_BELOW { left } else { 0.0 };
        *flow = lesser(*flow, left);
    }
}

/// The demand that uses each limit, if every demand has one route and no two meet at a limit, all in one measure.
fn users(plan: &Plan) -> Option<Vec<Option<usize>>> {
    let mut users = vec![None; plan.limits.len()];
    for (number, demand) in plan.demands.iter().enumerate() {
        if demand.routes.len() != 1 {
            return None;
        }
        for limit in &plan.routes[demand.routes.start].limits {
            let is_plain = plan.limits[*limit].has_capacity() && plan.limits[*limit].measure == plan.measure;
            if !is_plain || users[*limit].replace(number).is_some() {
                return None;
            }
        }
    }
    let all_have_capacity = plan.limits.iter().all(crate::model::PlannedLimit::has_capacity);
    all_have_capacity.then_some(users)
}

impl LoneDemand {
    fn new(plan: &Plan, levels: &Levels, method: &dyn Method, demand: usize) -> Self {
        let (routes, demands) = (plan.routes.len(), plan.demands.len());
        let route = plan.demands[demand].routes.start;
        let cost = |period: usize| levels.cost[period * routes + route];
        let reservation = |period: usize| levels.reservation[period * demands + demand];
        let dispersion = levels.dispersion[demand];
        let periods = 0..plan.years.len();
        let share = |period| share_of(method, cost(period), reservation(period), dispersion);
        Self {
            limits: plan.routes[route].limits.clone(),
            share: periods.clone().map(share).collect(),
            worth: periods.map(|period| reservation(period) - cost(period)).collect(),
            dispersion,
        }
    }
}

/// What of one unit goes by the only route at its cost.
fn share_of(method: &dyn Method, cost: f64, reservation: f64, dispersion: f64) -> f64 {
    let structure = Structure::builder(0).demand().route(&[]);
    let inputs = Inputs {
        volume: &[1.0],
        cost: &[cost],
        reservation: &[reservation],
        capacity: &[],
        dispersion: &[dispersion],
    };
    #[expect(
        clippy::expect_used,
        reason = "one demand with one route that uses no limit, at levels of a plan"
    )]
    let structure = structure.build().expect("a route that uses no limit");
    #[expect(clippy::expect_used, reason = "levels are finite and not negative")]
    let conditions = Conditions::new(&structure, inputs).expect("a plan's levels are in range");
    method.assign(&conditions, &mut Workspace::new(&structure)).flow()[0]
}

/// A block while it is read off.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) plan: &'a Plan,
    pub(super) demands: &'a [LoneDemand],
    pub(super) user: &'a [Option<usize>],
    pub(super) found: &'a Found,
    pub(super) draws: usize,
}
