use crate::assign::{Assignment, Method, Status};
use crate::model::{Levels, Plan};

use super::PeriodStatus;
use super::class::Class;
use super::queue::Queue;

/// What a plan's assignment gives, period by period: flows, prices, expected costs, deliveries.
///
/// Firm commitments are served first, in order of priority, each class on what the former left; then all other
/// volume together. What fell short under a commitment that lets it be made up is due again in the periods that follow.
/// What a period does not ship of a demand that can wait queues for the next, first come first served; each period of
/// waiting costs its holding cost, and what has waited for as long as it would is lost.
#[derive(Debug, Clone, Default)]
pub(super) struct Flows {
    /// By period, the volume on each route.
    pub(super) flow: Vec<f64>,
    /// By period, the price of each limit.
    pub(super) price: Vec<f64>,
    /// By period, the volume of each demand that comes new, own volume of commitments added.
    pub(super) wanted: Vec<f64>,
    /// By period, the volume of each demand that is there: new, and waiting from before.
    pub(super) present: Vec<f64>,
    /// By period, the volume of each demand that is lost.
    pub(super) lost: Vec<f64>,
    /// By period, the volume of each demand that waits at its end.
    pub(super) backlog: Vec<f64>,
    /// By period, the expected cost of a unit of each demand.
    pub(super) expected_cost: Vec<f64>,
    /// By period, the volume of each commitment that moves.
    pub(super) delivered: Vec<f64>,
    pub(super) statuses: Vec<PeriodStatus>,
}

/// What is left of a limit, relative to what it allows, below which it counts as full: rounding, not room.
const FULL: f64 = 1e-9;

/// One run: the classes of a plan, and what is left for the next of them.
#[derive(Debug)]
pub(super) struct Run<'a> {
    plan: &'a Plan,
    levels: &'a Levels,
    values: &'a [f64],
    method: &'a dyn Method,
    firm: Vec<Class>,
    open: Class,
    left: Vec<f64>,
    remaining: Vec<f64>,
    /// The volume of each commitment that is to be served in the period.
    due: Vec<f64>,
    /// What waits of each demand.
    waiting: Vec<Queue>,
    /// What fell short of each commitment and may be made up.
    owed: Vec<Queue>,
    flows: Flows,
}

impl std::fmt::Debug for dyn Method + '_ {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(plan: &'a Plan, levels: &'a Levels, values: &'a [f64], method: &'a dyn Method) -> Self {
        let firm = plan.commitments.iter().filter(|said| said.in_force && said.firm);
        let mut priorities: Vec<u32> = firm.map(|said| said.priority).collect();
        priorities.sort_unstable();
        priorities.dedup();
        let firm =
            priorities.into_iter().map(|priority| Class::of_commitments(plan, values, priority)).collect();
        let open = Class::of_demands(plan, values);
        let waiting = plan.demands.iter().map(|demand| Queue::new(demand.patience)).collect();
        let owed = plan.commitments.iter().map(|said| Queue::new(said.make_up)).collect();
        let (left, remaining, due) = (Vec::new(), Vec::new(), vec![0.0; plan.commitments.len()]);
        let flows = Flows::sized(plan);
        Self { plan, levels, values, method, firm, open, left, remaining, due, waiting, owed, flows }
    }

    /// Assigns all periods in order, each from the prices of the one before.
    pub(super) fn assign(mut self) -> Flows {
        for period in 0..self.plan.years.len() {
            self.begin(period);
            let mut status =
                PeriodStatus::begun(self.plan.horizon.first().plus(i32::try_from(period).unwrap_or(0)));
            for class in 0..self.firm.len() {
                self.serve_firm(class, period, &mut status);
            }
            self.serve_open(period, &mut status);
            self.settle_interruptible(period);
            self.carry_shortfalls(period);
            self.let_wait(period);
            self.flows.statuses.push(status);
        }
        self.flows
    }

    fn begin(&mut self, period: usize) {
        let (limits, demands) = (self.plan.limits.len(), self.plan.demands.len());
        self.left.clear();
        self.left.extend_from_slice(&self.levels.capacity[period * limits..][..limits]);
        self.remaining.clear();
        self.remaining.extend_from_slice(&self.levels.demand[period * demands..][..demands]);
        self.take_dues(period);
        self.flows.wanted[period * demands..][..demands].copy_from_slice(&self.remaining);
        for (remaining, waiting) in self.remaining.iter_mut().zip(&self.waiting) {
            *remaining += waiting.total();
        }
        self.flows.present[period * demands..][..demands].copy_from_slice(&self.remaining);
    }

    /// What is due of each commitment: what was delivered where that is known (what has happened is not computed
    /// again), else what is promised and what may be made up.
    fn take_dues(&mut self, period: usize) {
        for (number, commitment) in self.plan.commitments.iter().enumerate() {
            let promised = || commitment.promised(self.values, period) + self.owed[number].total();
            self.due[number] = commitment.delivered(self.values, period).unwrap_or_else(promised);
            if commitment.in_force && self.plan.demands[commitment.demand].only_committed {
                self.remaining[commitment.demand] += self.due[number];
            }
        }
    }

    /// Serves the firm commitments of one priority, none with more than its demand still has.
    fn serve_firm(&mut self, class: usize, period: usize, status: &mut PeriodStatus) {
        let Self { plan, levels, firm, left, remaining, due, flows, .. } = self;
        let class = &mut firm[class];
        for (member, commitment) in class.members.iter().enumerate() {
            let demand = class.demand[member];
            class.volume[member] = due[*commitment].min(remaining[demand]).max(0.0);
            remaining[demand] -= class.volume[member];
        }
        let assignment = class.assign_firm(plan, levels, period, left, self.method);
        status.absorb(assignment.status());
        let (flow, unserved) = (assignment.flow().to_vec(), assignment.unserved().to_vec());
        flows.add_prices(plan, period, &assignment);
        take(left, &assignment, &levels.whole[period * plan.limits.len()..]);
        flows.add_firm(plan, levels, class, period, &flow);
        for (member, unserved) in unserved.iter().enumerate() {
            remaining[class.demand[member]] += unserved;
        }
    }

    /// Serves all that is left of the demands.
    fn serve_open(&mut self, period: usize, status: &mut PeriodStatus) {
        let Self { plan, levels, open, left, remaining, flows, .. } = self;
        open.volume.copy_from_slice(remaining);
        let assignment = open.assign_contested(plan, levels, period, left, self.method);
        status.absorb(assignment.status());
        flows.add_prices(plan, period, &assignment);
        flows.add_open(plan, remaining, period, &assignment);
    }

    /// Interruptible commitments have what moves on their routes, up to what was promised.
    fn settle_interruptible(&mut self, period: usize) {
        let (routes, commitments) = (self.plan.routes.len(), self.plan.commitments.len());
        for (number, commitment) in self.plan.commitments.iter().enumerate() {
            if commitment.in_force && !commitment.firm {
                let on_its_way: f64 =
                    commitment.routes.iter().map(|route| self.flows.flow[period * routes + route]).sum();
                self.flows.delivered[period * commitments + number] = on_its_way.min(self.due[number]);
            }
        }
    }
}

impl Run<'_> {
    /// Keeps what fell short of each commitment for as long as it may be made up.
    fn carry_shortfalls(&mut self, period: usize) {
        let commitments = self.plan.commitments.len();
        for (number, commitment) in self.plan.commitments.iter().enumerate() {
            let promised = commitment.promised(self.values, period);
            let delivered = self.flows.delivered[period * commitments + number];
            self.owed[number].serve((delivered - promised).max(0.0));
            self.owed[number].join(period, promised - delivered);
            self.owed[number].give_up(period);
        }
    }

    /// Serves those who wait first, lets the rest wait, and tells what is lost and what the waiting costs.
    fn let_wait(&mut self, period: usize) {
        let (demands, routes) = (self.plan.demands.len(), self.plan.routes.len());
        for (number, demand) in self.plan.demands.iter().enumerate() {
            let place = period * demands + number;
            let shipped: f64 = self.flows.flow[period * routes..][demand.routes.clone()].iter().sum();
            let queue = &mut self.waiting[number];
            let shipped_new = queue.serve(shipped);
            queue.join(period, self.flows.wanted[place] - shipped_new);
            self.flows.lost[place] = queue.give_up(period);
            self.flows.backlog[place] = queue.total();
            if let Some(holding) = demand.holding.filter(|_| self.flows.present[place] > 0.0) {
                let cost = self.values[holding] * self.plan.days(period) * queue.total();
                self.flows.expected_cost[place] += cost / self.flows.present[place];
            }
        }
    }
}

/// Takes what an assignment uses from what is left.
fn take(left: &mut [f64], assignment: &Assignment<'_>, whole: &[f64]) {
    for ((left, load), whole) in left.iter_mut().zip(assignment.load()).zip(whole) {
        *left = (*left - load).max(0.0);
        if *left < FULL * whole {
            *left = 0.0;
        }
    }
}

impl Flows {
    fn sized(plan: &Plan) -> Self {
        let zeros = |things: usize| vec![0.0; things * plan.years.len()];
        Self {
            flow: zeros(plan.routes.len()),
            price: zeros(plan.limits.len()),
            wanted: zeros(plan.demands.len()),
            present: zeros(plan.demands.len()),
            lost: zeros(plan.demands.len()),
            backlog: zeros(plan.demands.len()),
            expected_cost: zeros(plan.demands.len()),
            delivered: zeros(plan.commitments.len()),
            statuses: Vec::with_capacity(plan.years.len()),
        }
    }

    /// A limit's price is the highest that any class bears.
    fn add_prices(&mut self, plan: &Plan, period: usize, assignment: &Assignment<'_>) {
        let prices = &mut self.price[period * plan.limits.len()..];
        for (price, found) in prices.iter_mut().zip(assignment.price()) {
            *price = price.max(*found);
        }
    }

    /// Adds the flows of firm volume, its deliveries, and what it costs.
    fn add_firm(&mut self, plan: &Plan, levels: &Levels, class: &Class, period: usize, flow: &[f64]) {
        let (routes, demands) = (plan.routes.len(), plan.demands.len());
        for (member, commitment) in class.members.iter().enumerate() {
            for own in class.routes_of(member) {
                let route = period * routes + class.routes[own];
                self.flow[route] += flow[own];
                self.delivered[period * plan.commitments.len() + commitment] += flow[own];
                self.expected_cost[period * demands + class.demand[member]] += flow[own] * levels.cost[route];
            }
        }
    }

    /// Adds the flows of all other volume, and turns the cost so far into the expected cost of a unit.
    fn add_open(&mut self, plan: &Plan, remaining: &[f64], period: usize, assignment: &Assignment<'_>) {
        let (routes, demands) = (plan.routes.len(), plan.demands.len());
        let flows = self.flow[period * routes..].iter_mut();
        flows.zip(assignment.flow()).for_each(|(all, open)| *all += open);
        for (demand, logsum) in assignment.logsum().iter().enumerate() {
            let place = period * demands + demand;
            let total = self.present[place];
            let cost = self.expected_cost[place] + remaining[demand] * logsum;
            self.expected_cost[place] = if total > 0.0 { cost / total } else { *logsum };
        }
    }
}

impl PeriodStatus {
    fn begun(period: crate::calendar::Period) -> Self {
        Self { period, solved: true, steps: 0, gap: 0.0 }
    }

    /// Takes in how one class of the period ended.
    fn absorb(&mut self, status: Status) {
        self.solved &= status.is_solved();
        self.steps += status.steps();
        self.gap = self.gap.max(status.gap());
    }
}
