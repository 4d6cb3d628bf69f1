//! Closed limits: what is shut, and what the first unit of them would be worth.

use super::{Conditions, Workspace};

/// Takes the routes through closed limits out of the choice: their queued cost becomes infinite, their share zero.
pub(super) fn shut_routes(conditions: &Conditions<'_>, queued: &mut [f64]) {
    for limit in closed_limits(conditions) {
        conditions.structure().users_of(limit).for_each(|(route, _)| queued[route] = f64::INFINITY);
    }
}

/// Gives every closed limit its entry price: the largest (S − c − Σ a λ of the open limits) / a over the routes that
/// it alone shuts, and at least 0.
///
/// At that price such a route costs what its demand expects to pay, so it would carry as much as all the demand's
/// other choices together; as θ grows, this tends to the derivative of the linear program's optimum.
pub(super) fn price_closed_limits(conditions: &Conditions<'_>, workspace: &mut Workspace) {
    if closed_limits(conditions).next().is_none() {
        return;
    }
    closed_limits(conditions).for_each(|limit| workspace.price[limit] = 0.0);
    let structure = conditions.structure();
    for demand in (0..structure.demands()).filter(|&demand| conditions.inputs().volume[demand] > 0.0) {
        for route in structure.routes_of(demand) {
            raise_entry_price(conditions, workspace, workspace.now.logsum[demand], route);
        }
    }
}

/// Raises the price of the one closed limit on a route, if it is one, to what opening the route would save.
fn raise_entry_price(conditions: &Conditions<'_>, workspace: &mut Workspace, logsum: f64, route: usize) {
    let Some((limit, amount)) = only_closed_use(conditions, route) else { return };
    let uses = conditions.structure().uses_of(route).filter(|&(limit, _)| !conditions.is_closed(limit));
    let queues: f64 = uses.map(|(limit, amount)| amount * workspace.price[limit]).sum();
    let worth = (logsum - conditions.inputs().cost[route] - queues) / amount;
    workspace.price[limit] = workspace.price[limit].max(worth);
}

/// The use of a closed limit on a route, if there is exactly one.
fn only_closed_use(conditions: &Conditions<'_>, route: usize) -> Option<(usize, f64)> {
    let mut closed = conditions.structure().uses_of(route).filter(|&(limit, _)| conditions.is_closed(limit));
    let only = closed.next()?;
    closed.next().is_none().then_some(only)
}

/// The limits that are closed.
fn closed_limits(conditions: &Conditions<'_>) -> impl Iterator<Item = usize> {
    (0..conditions.structure().limits()).filter(|&limit| conditions.is_closed(limit))
}
