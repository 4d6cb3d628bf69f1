use crate::assign::{Assignment, Conditions, Inputs, Method, Structure, Workspace};
use crate::model::{Levels, Plan};

use super::loads::use_per_unit;

/// Demands, or commitments, that are served together on what earlier classes left.
#[derive(Debug)]
pub(super) struct Class {
    /// The commitments in it, by number; of the last class, the demands.
    pub(super) members: Vec<usize>,
    /// The routes of all members, by number in the plan.
    pub(super) routes: Vec<usize>,
    /// The demand of each member.
    pub(super) demand: Vec<usize>,
    structure: Structure,
    workspace: Workspace,
    /// The volume of each member, to be set before each assignment.
    pub(super) volume: Vec<f64>,
    cost: Vec<f64>,
    reservation: Vec<f64>,
    dispersion: Vec<f64>,
}

/// How far above the dearest route the reservation cost of firm volume lies, in units of 1/θ: a share of e⁻⁴⁰ is
/// left unshipped by taste alone.
const FIRM_MARGIN: f64 = 40.0;

impl Class {
    /// All demands with all their routes.
    pub(super) fn of_demands(plan: &Plan, values: &[f64]) -> Self {
        let members = (0..plan.demands.len())
            .map(|demand| (demand, demand, plan.demands[demand].routes.clone().collect()));
        Self::new(plan, values, members.collect())
    }

    /// Firm commitments of one priority, each with the routes that it may use.
    pub(super) fn of_commitments(plan: &Plan, values: &[f64], priority: u32) -> Self {
        let firm = plan.commitments.iter().enumerate();
        let firm = firm.filter(|(_, said)| said.in_force && said.firm && said.priority == priority);
        Self::new(
            plan,
            values,
            firm.map(|(number, said)| (number, said.demand, said.routes.clone())).collect(),
        )
    }

    fn new(plan: &Plan, values: &[f64], members: Vec<(usize, usize, Vec<usize>)>) -> Self {
        let mut builder = Structure::builder(plan.limits.len());
        let (mut numbers, mut demands, mut routes) = (Vec::new(), Vec::new(), Vec::new());
        for (member, demand, own_routes) in members {
            builder = builder.demand();
            for route in own_routes {
                builder = builder.route(&uses(plan, values, demand, route));
                routes.push(route);
            }
            numbers.push(member);
            demands.push(demand);
        }
        #[expect(
            clippy::expect_used,
            reason = "limits are those of the plan, each once per route, amounts positive"
        )]
        let structure = builder.build().expect("a plan's routes use its own limits");
        Self {
            workspace: Workspace::new(&structure),
            volume: vec![0.0; numbers.len()],
            cost: vec![0.0; routes.len()],
            reservation: vec![0.0; numbers.len()],
            dispersion: vec![1.0; numbers.len()],
            members: numbers,
            routes,
            demand: demands,
            structure,
        }
    }

    /// The routes of a member, as a range of this class's routes.
    pub(super) fn routes_of(&self, member: usize) -> std::ops::Range<usize> {
        self.structure.routes_of(member)
    }

    /// Assigns the members' volumes to what is left of each limit, contested by reservation cost.
    pub(super) fn assign_contested(
        &mut self,
        plan: &Plan,
        levels: &Levels,
        period: usize,
        left: &[f64],
        method: &dyn Method,
    ) -> Assignment<'_> {
        let demands = plan.demands.len();
        self.take_costs(plan, levels, period);
        let reservation = &levels.reservation[period * demands..][..demands];
        self.reservation.copy_from_slice(reservation);
        self.assign(left, method)
    }

    /// Assigns the members' volumes to what is left of each limit; nobody gives up while there is capacity.
    pub(super) fn assign_firm(
        &mut self,
        plan: &Plan,
        levels: &Levels,
        period: usize,
        left: &[f64],
        method: &dyn Method,
    ) -> Assignment<'_> {
        self.take_costs(plan, levels, period);
        for member in 0..self.members.len() {
            let dearest = self.cost[self.structure.routes_of(member)].iter().copied().fold(0.0, f64::max);
            self.reservation[member] = dearest + FIRM_MARGIN / self.dispersion[member];
        }
        self.assign(left, method)
    }

    fn take_costs(&mut self, plan: &Plan, levels: &Levels, period: usize) {
        let costs = &levels.cost[period * plan.routes.len()..];
        for (cost, route) in self.cost.iter_mut().zip(&self.routes) {
            *cost = costs[*route];
        }
        for (dispersion, demand) in self.dispersion.iter_mut().zip(&self.demand) {
            *dispersion = levels.dispersion[*demand];
        }
    }

    fn assign(&mut self, left: &[f64], method: &dyn Method) -> Assignment<'_> {
        let inputs = Inputs {
            volume: &self.volume,
            cost: &self.cost,
            reservation: &self.reservation,
            capacity: left,
            dispersion: &self.dispersion,
        };
        #[expect(
            clippy::expect_used,
            reason = "levels are finite and not negative, one for each demand, route and limit"
        )]
        let conditions = Conditions::new(&self.structure, inputs).expect("a plan's levels are in range");
        method.assign(&conditions, &mut self.workspace)
    }
}

/// The limits that a route uses, and how much of each one unit takes.
pub(super) fn uses(plan: &Plan, values: &[f64], demand: usize, route: usize) -> Vec<(usize, f64)> {
    let commodity = plan.demands[demand].commodity;
    let amount = |limit: usize| use_per_unit(plan, values, limit, commodity);
    plan.routes[route].limits.iter().map(|limit| (*limit, amount(*limit))).collect()
}
