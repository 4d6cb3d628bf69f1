use crate::assign::{Assignment, Conditions, Inputs, Method, Structure, Workspace};
use crate::model::Plan;

use super::flows::Case;
use super::loads::use_per_unit;

/// Demands, or commitments, that are served together on what earlier classes left.
#[derive(Debug)]
pub(super) struct Class {
    pub(super) members: Members,
    structure: Structure,
    workspace: Workspace,
    /// The volume of each member, to be set before each assignment.
    pub(super) volume: Vec<f64>,
    cost: Vec<f64>,
    reservation: Vec<f64>,
    dispersion: Vec<f64>,
}

/// Who is served together, and by which routes.
#[derive(Debug)]
pub(super) struct Members {
    /// The commitments in it, by number; of the last class, the demands.
    pub(super) numbers: Vec<usize>,
    /// The demand of each member.
    pub(super) demand: Vec<usize>,
    /// The routes of all members, by number in the plan.
    pub(super) routes: Vec<usize>,
    /// Where the routes of each member start, and the last ones end.
    route_start: Vec<usize>,
}

impl Members {
    fn new(members: Vec<(usize, usize, Vec<usize>)>) -> Self {
        let mut this =
            Self { numbers: Vec::new(), demand: Vec::new(), routes: Vec::new(), route_start: vec![0] };
        for (number, demand, routes) in members {
            this.numbers.push(number);
            this.demand.push(demand);
            this.routes.extend(routes);
            this.route_start.push(this.routes.len());
        }
        this
    }

    /// The routes of a member, as a range of this class's routes.
    pub(super) fn routes_of(&self, member: usize) -> std::ops::Range<usize> {
        self.route_start[member]..self.route_start[member + 1]
    }
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
        let firm = firm.filter(|(_, said)| said.is_served() && said.firm && said.priority == priority);
        Self::new(
            plan,
            values,
            firm.map(|(number, said)| (number, said.demand, said.routes.clone())).collect(),
        )
    }

    fn new(plan: &Plan, values: &[f64], members: Vec<(usize, usize, Vec<usize>)>) -> Self {
        let members = Members::new(members);
        let routes_of = |member| members.routes[members.routes_of(member)].iter().copied();
        let all = members.demand.iter().enumerate().map(|(member, demand)| (*demand, routes_of(member)));
        let structure = structure(plan, values, all);
        Self {
            workspace: Workspace::new(&structure),
            volume: vec![0.0; members.numbers.len()],
            cost: vec![0.0; members.routes.len()],
            reservation: vec![0.0; members.numbers.len()],
            dispersion: vec![1.0; members.numbers.len()],
            members,
            structure,
        }
    }

    /// Forgets the prices of the last assignment.
    pub(super) fn forget(&mut self) {
        self.workspace.forget();
    }

    /// Assigns the members' volumes to what is left of each limit, contested by reservation cost.
    pub(super) fn assign_contested(&mut self, case: Case<'_>, period: usize, left: &[f64]) -> Assignment<'_> {
        let demands = case.plan.demands.len();
        self.take_costs(case, period);
        let reservation = &case.levels.reservation[period * demands..][..demands];
        self.reservation.copy_from_slice(reservation);
        self.assign(left, case.method).1
    }

    /// Assigns the members' volumes to what is left of each limit; nobody gives up while there is capacity.
    pub(super) fn assign_firm(
        &mut self,
        case: Case<'_>,
        period: usize,
        left: &[f64],
    ) -> (&Members, Assignment<'_>) {
        self.take_costs(case, period);
        for member in 0..self.members.numbers.len() {
            let dearest = self.cost[self.members.routes_of(member)].iter().copied().fold(0.0, f64::max);
            self.reservation[member] = dearest + FIRM_MARGIN / self.dispersion[member];
        }
        self.assign(left, case.method)
    }

    fn take_costs(&mut self, case: Case<'_>, period: usize) {
        let costs = &case.levels.cost[period * case.plan.routes.len()..];
        for (cost, route) in self.cost.iter_mut().zip(&self.members.routes) {
            *cost = costs[*route];
        }
        for (dispersion, demand) in self.dispersion.iter_mut().zip(&self.members.demand) {
            *dispersion = case.levels.dispersion[*demand];
        }
    }

    fn assign(&mut self, left: &[f64], method: &dyn Method) -> (&Members, Assignment<'_>) {
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
        (&self.members, method.assign(&conditions, &mut self.workspace))
    }
}

/// Demands of a plan, each with routes of its own choice, over all limits of the plan.
pub(super) fn structure<R: Iterator<Item = usize>>(
    plan: &Plan,
    values: &[f64],
    demands: impl Iterator<Item = (usize, R)>,
) -> Structure {
    let mut builder = Structure::builder(plan.limits.len());
    for (demand, routes) in demands {
        builder = builder.demand();
        for route in routes {
            builder = builder.route(&uses(plan, values, demand, route));
        }
    }
    #[expect(
        clippy::expect_used,
        reason = "limits are those of the plan, each once per route, amounts positive"
    )]
    let structure = builder.build().expect("a plan's routes use its own limits");
    structure
}

/// The limits that a route uses, and how much of each one unit takes.
fn uses(plan: &Plan, values: &[f64], demand: usize, route: usize) -> Vec<(usize, f64)> {
    let commodity = plan.demands[demand].commodity;
    let amount = |limit: usize| use_per_unit(plan, values, limit, commodity);
    plan.routes[route].limits.iter().map(|limit| (*limit, amount(*limit))).collect()
}
