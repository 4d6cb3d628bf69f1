//! Everybody takes the cheapest way, as if there were room for all.

use super::{Assignment, Conditions, Method, Status, Workspace};

/// Each demand to its cheapest choice, whatever the limits.
///
/// The classical first look at a network: where would the volume go if capacity were no object? Limits are
/// ignored (a load above the capacity shows as a utilisation above 1), save closed ones, whose routes are shut.
/// All prices are zero. Of equally cheap routes the first is taken; a demand is shipped unless giving up is cheaper.
///
/// # Examples
///
/// ```
/// use corridor::assign::{AllOrNothing, Conditions, Inputs, Method, Structure, Workspace};
///
/// let structure = Structure::builder(1).demand().route(&[(0, 1.0)]).route(&[]).build()?;
/// let inputs = Inputs {
///     volume: &[10.0],
///     cost: &[20.0, 25.0],
///     reservation: &[90.0],
///     capacity: &[4.0],
///     dispersion: &[0.2],
/// };
/// let mut workspace = Workspace::new(&structure);
/// let conditions = Conditions::new(&structure, inputs)?;
/// let assignment = AllOrNothing.assign(&conditions, &mut workspace);
/// assert_eq!(assignment.flow(), [10.0, 0.0]);
/// assert_eq!(assignment.load()[0] / 4.0, 2.5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[doc(alias("AON", "shortest path assignment"))]
pub struct AllOrNothing;

impl Method for AllOrNothing {
    fn name(&self) -> &'static str {
        "all-or-nothing"
    }

    fn assign<'w>(&self, conditions: &Conditions<'_>, workspace: &'w mut Workspace) -> Assignment<'w> {
        workspace.start(conditions);
        workspace.forget();
        workspace.now.queue(conditions, &workspace.price);
        for demand in 0..conditions.structure().demands() {
            send_by_the_cheapest(conditions, demand, workspace);
        }
        workspace.add_up_loads(conditions.structure());
        workspace.answer(conditions, Status::Solved { steps: 1, gap: 0.0 })
    }
}

/// Puts all of one demand on its cheapest open route, or leaves it if giving up is cheaper.
fn send_by_the_cheapest(conditions: &Conditions<'_>, demand: usize, workspace: &mut Workspace) {
    let (volume, reservation) = (conditions.inputs().volume[demand], conditions.inputs().reservation[demand]);
    let (choice, routes) = (&mut workspace.now, conditions.structure().routes_of(demand));
    choice.flow[routes.clone()].fill(0.0);
    let cheapest = routes.min_by(|&a, &b| choice.queued[a].total_cmp(&choice.queued[b]));
    let (taken, cost) = match cheapest.filter(|&route| choice.queued[route] <= reservation) {
        Some(route) => {
            choice.flow[route] = volume;
            (volume, choice.queued[route])
        }
        None => (0.0, reservation),
    };
    (choice.unserved[demand], choice.logsum[demand]) = (volume - taken, cost);
}
