use crate::assign::{Assignment, Method, Status};
use crate::model::{Levels, Plan};

use super::PeriodStatus;
use super::class::{Class, Members};
use super::loads::use_per_unit;
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
    /// What each limit is worth at most to the class at hand.
    worth: Vec<f64>,
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

/// What a run reads: a plan, its levels at given values, and a method.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) plan: &'a Plan,
    pub(super) levels: &'a Levels,
    pub(super) values: &'a [f64],
    pub(super) method: &'a dyn Method,
}

impl Case<'_> {
    /// The cost at which the shippers of a demand give up.
    fn reservation(&self, demand: usize, period: usize) -> f64 {
        self.levels.reservation[period * self.plan.demands.len() + demand]
    }
}

/// The memory of a run: the classes of a plan, what is left for the next of them, and what came out.
#[derive(Debug)]
pub(super) struct Run {
    firm: Vec<Class>,
    open: Class,
    /// The load factors that the classes were made with.
    load_factors: Vec<f64>,
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

impl Run {
    pub(super) fn new(plan: &Plan, values: &[f64]) -> Self {
        let firm = plan.commitments.iter().filter(|said| said.is_served() && said.firm);
        let mut priorities: Vec<u32> = firm.map(|said| said.priority).collect();
        priorities.sort_unstable();
        priorities.dedup();
        let firm =
            priorities.into_iter().map(|priority| Class::of_commitments(plan, values, priority)).collect();
        Self {
            firm,
            open: Class::of_demands(plan, values),
            load_factors: load_factors(plan, values).collect(),
            left: Vec::new(),
            remaining: Vec::new(),
            due: vec![0.0; plan.commitments.len()],
            waiting: plan.demands.iter().map(|demand| Queue::new(demand.patience)).collect(),
            owed: plan.commitments.iter().map(|said| Queue::new(said.make_up)).collect(),
            flows: Flows::sized(plan),
        }
    }

    /// Assigns all periods in order, the first from no prices and each other from those of the one before.
    ///
    /// What was assigned before has no influence.
    pub(super) fn assign(&mut self, case: Case<'_>) -> &Flows {
        self.start(case);
        for period in 0..case.plan.years.len() {
            self.begin(case, period);
            let first = case.plan.horizon.first();
            let mut status = PeriodStatus::begun(first.plus(i32::try_from(period).unwrap_or(0)));
            for class in 0..self.firm.len() {
                self.serve_firm(case, class, period, &mut status);
            }
            self.serve_open(case, period, &mut status);
            self.settle_interruptible(case.plan, period);
            self.carry_shortfalls(case, period);
            self.let_wait(case, period);
            self.flows.statuses.push(status);
        }
        &self.flows
    }

    /// What came out last.
    pub(super) fn flows(&self) -> &Flows {
        &self.flows
    }

    /// Forgets the last run. Classes are made anew if a load factor changed, by which their routes use limits.
    fn start(&mut self, case: Case<'_>) {
        if !load_factors(case.plan, case.values).eq(self.load_factors.iter().copied()) {
            *self = Self::new(case.plan, case.values);
        }
        self.firm.iter_mut().for_each(Class::forget);
        self.open.forget();
        self.waiting.iter_mut().chain(&mut self.owed).for_each(Queue::clear);
        self.flows.clear();
    }

    fn begin(&mut self, case: Case<'_>, period: usize) {
        let (limits, demands) = (case.plan.limits.len(), case.plan.demands.len());
        self.left.clear();
        self.left.extend_from_slice(&case.levels.capacity[period * limits..][..limits]);
        self.remaining.clear();
        self.remaining.extend_from_slice(&case.levels.demand[period * demands..][..demands]);
        self.take_dues(case, period);
        self.flows.wanted[period * demands..][..demands].copy_from_slice(&self.remaining);
        for (remaining, waiting) in self.remaining.iter_mut().zip(&self.waiting) {
            *remaining += waiting.total();
        }
        self.flows.present[period * demands..][..demands].copy_from_slice(&self.remaining);
    }

    /// What is due of each commitment: what was delivered where that is known (what has happened is not computed
    /// again), else what is to be expected of the promise and what may be made up.
    fn take_dues(&mut self, case: Case<'_>, period: usize) {
        for (number, commitment) in case.plan.commitments.iter().enumerate() {
            let expected = || commitment.expected(case.values, period) + self.owed[number].total();
            self.due[number] = commitment.delivered(case.values, period).unwrap_or_else(expected);
            if commitment.is_served() && case.plan.demands[commitment.demand].only_committed {
                self.remaining[commitment.demand] += self.due[number];
            }
        }
    }

    /// Serves the firm commitments of one priority, none with more than its demand still has.
    fn serve_firm(&mut self, case: Case<'_>, class: usize, period: usize, status: &mut PeriodStatus) {
        let Case { plan, levels, .. } = case;
        let Self { firm, left, remaining, due, flows, .. } = self;
        let class = &mut firm[class];
        for (member, commitment) in class.members.numbers.iter().enumerate() {
            let demand = class.members.demand[member];
            class.volume[member] = due[*commitment].min(remaining[demand]).max(0.0);
            remaining[demand] -= class.volume[member];
        }
        let (members, assignment) = class.assign_firm(case, period, left);
        status.absorb(assignment.status());
        flows.add_firm_prices(case, members, period, &assignment);
        take(left, &assignment, &levels.whole[period * plan.limits.len()..]);
        flows.add_firm(case, members, period, assignment.flow());
        for (member, unserved) in assignment.unserved().iter().enumerate() {
            remaining[members.demand[member]] += unserved;
        }
    }

    /// Serves all that is left of the demands.
    fn serve_open(&mut self, case: Case<'_>, period: usize, status: &mut PeriodStatus) {
        let Self { open, left, remaining, flows, .. } = self;
        open.volume.copy_from_slice(remaining);
        let assignment = open.assign_contested(case, period, left);
        status.absorb(assignment.status());
        flows.add_prices(case.plan, period, &assignment);
        flows.add_open(case.plan, remaining, period, &assignment);
    }

    /// Interruptible commitments have what moves on their routes, up to what was promised.
    fn settle_interruptible(&mut self, plan: &Plan, period: usize) {
        let (routes, commitments) = (plan.routes.len(), plan.commitments.len());
        for (number, commitment) in plan.commitments.iter().enumerate() {
            if commitment.in_force && !commitment.firm {
                let on_its_way: f64 =
                    commitment.routes.iter().map(|route| self.flows.flow[period * routes + route]).sum();
                self.flows.delivered[period * commitments + number] = on_its_way.min(self.due[number]);
            }
        }
    }
}

impl Run {
    /// Keeps what fell short of each commitment for as long as it may be made up. Of a promise that is not expected to
    /// be kept in full, the rest does not come later either.
    fn carry_shortfalls(&mut self, case: Case<'_>, period: usize) {
        let commitments = case.plan.commitments.len();
        for (number, commitment) in case.plan.commitments.iter().enumerate() {
            let expected = commitment.expected(case.values, period);
            let delivered = self.flows.delivered[period * commitments + number];
            self.owed[number].serve((delivered - expected).max(0.0));
            self.owed[number].join(period, expected - delivered);
            self.owed[number].give_up(period);
        }
    }

    /// Serves those who wait first, lets the rest wait, and tells what is lost and what the waiting costs.
    fn let_wait(&mut self, case: Case<'_>, period: usize) {
        let (demands, routes) = (case.plan.demands.len(), case.plan.routes.len());
        for (number, demand) in case.plan.demands.iter().enumerate() {
            let place = period * demands + number;
            let shipped: f64 = self.flows.flow[period * routes..][demand.routes.clone()].iter().sum();
            let queue = &mut self.waiting[number];
            let shipped_new = queue.serve(shipped);
            queue.join(period, self.flows.wanted[place] - shipped_new);
            self.flows.lost[place] = queue.give_up(period);
            self.flows.backlog[place] = queue.total();
            if let Some(holding) = demand.holding.filter(|_| self.flows.present[place] > 0.0) {
                let cost = case.values[holding] * case.plan.days(period) * queue.total();
                self.flows.expected_cost[place] += cost / self.flows.present[place];
            }
        }
    }
}

/// The load factor of each commodity.
fn load_factors<'a>(plan: &'a Plan, values: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
    plan.load_factors.iter().map(|slot| slot.map_or(0.0, |slot| values[slot]))
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
            worth: vec![0.0; plan.limits.len()],
            wanted: zeros(plan.demands.len()),
            present: zeros(plan.demands.len()),
            lost: zeros(plan.demands.len()),
            backlog: zeros(plan.demands.len()),
            expected_cost: zeros(plan.demands.len()),
            delivered: zeros(plan.commitments.len()),
            statuses: Vec::with_capacity(plan.years.len()),
        }
    }

    /// Empties what is added to.
    fn clear(&mut self) {
        for array in [&mut self.flow, &mut self.price, &mut self.expected_cost, &mut self.delivered] {
            array.fill(0.0);
        }
        self.statuses.clear();
    }

    /// A limit's price is the highest that any class bears.
    fn add_prices(&mut self, plan: &Plan, period: usize, assignment: &Assignment<'_>) {
        let prices = &mut self.price[period * plan.limits.len()..];
        for (price, found) in prices.iter_mut().zip(assignment.price()) {
            *price = price.max(*found);
        }
    }

    /// Firm volume that does not fit would bear any price. A limit is worth no more to it than what its demand would
    /// bear: its reservation cost, less what the cheapest route through the limit costs.
    fn add_firm_prices(
        &mut self,
        case: Case<'_>,
        members: &Members,
        period: usize,
        assignment: &Assignment<'_>,
    ) {
        let plan = case.plan;
        self.worth.fill(0.0);
        for (member, demand) in members.demand.iter().enumerate() {
            let (reservation, commodity) =
                (case.reservation(*demand, period), plan.demands[*demand].commodity);
            for route in members.routes_of(member).map(|own| members.routes[own]) {
                let spare = reservation - case.levels.cost[period * plan.routes.len() + route];
                for limit in &plan.routes[route].limits {
                    let use_of_one = use_per_unit(plan, case.values, *limit, commodity);
                    self.worth[*limit] = self.worth[*limit].max(spare / use_of_one);
                }
            }
        }
        let prices = self.price[period * plan.limits.len()..].iter_mut();
        for ((price, found), worth) in prices.zip(assignment.price()).zip(&self.worth) {
            *price = price.max(found.min(*worth));
        }
    }

    /// Adds the flows of firm volume, its deliveries, and what it costs.
    fn add_firm(&mut self, case: Case<'_>, members: &Members, period: usize, flow: &[f64]) {
        let plan = case.plan;
        let (routes, demands) = (plan.routes.len(), plan.demands.len());
        for (member, commitment) in members.numbers.iter().enumerate() {
            for own in members.routes_of(member) {
                let route = period * routes + members.routes[own];
                let place = period * demands + members.demand[member];
                self.flow[route] += flow[own];
                self.delivered[period * plan.commitments.len() + commitment] += flow[own];
                self.expected_cost[place] += flow[own] * case.levels.cost[route];
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
