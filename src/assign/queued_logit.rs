//! The default method: a logit with queues.

use super::ascent::Ascent;
use super::{Assignment, Conditions, Method, Status, Workspace};

/// Stochastic user equilibrium with queues: shippers spread by a logit over routes at costs that include a queue
/// wherever capacity is short (Bell 1995).
///
/// # Method
///
/// The prices maximise the concave dual D(λ) = Σ d S(λ) − Σ u λ over λ ≥ 0, by Newton's method on the few limits
/// that are priced or overrun (Bertsekas 1982). A step is taken whole where the third derivative of a logit, which
/// its second bounds (Bach 2010), shows that it must gain; elsewhere its length is searched for along the slope,
/// which is safe because D is concave. Should the dispersion be so large that D is almost a polyhedron, and
/// the ascent not get through, it starts again from a blunter problem and sharpens it step by step.
///
/// # Complexity
///
/// A step costs one pass over the routes and their uses, and the factorisation of a matrix of the order of the
/// limits that bind at once (up to 256 of them; conjugate gradients above). A warm start takes two or three steps.
///
/// # Examples
///
/// Ten units want to pass, by a strait that takes four at 20 USD, or round it at 25.
///
/// ```
/// use corridor::assign::{Conditions, Inputs, Method, QueuedLogit, Structure, Workspace};
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
/// let assignment = QueuedLogit::default().assign(&conditions, &mut workspace);
///
/// assert!(assignment.status().is_solved());
/// assert!((assignment.flow()[0] - 4.0).abs() < 1e-6);
/// // ln(4/6) = −θ (20 + λ − 25): the queue is worth seven dollars.
/// let price = 5.0 + (6.0_f64 / 4.0).ln() / 0.2;
/// assert!((assignment.price()[0] - price).abs() < 1e-4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # References
///
/// * Bell, M. G. H. (1995), Stochastic user equilibrium assignment in networks with queues, Transportation
///   Research Part B 29(2), 125–137.
/// * Bertsekas, D. P. (1982), Projected Newton methods for optimization problems with simple constraints, SIAM
///   Journal on Control and Optimization 20(2), 221–246.
/// * Bach, F. (2010), Self-concordant analysis for logistic regression, Electronic Journal of Statistics 4, 384–414.
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias("SUE", "stochastic user equilibrium", "logit assignment"))]
pub struct QueuedLogit {
    /// The gap at which the answer is good enough: the share of its capacity by which a limit may be overrun, or a
    /// priced limit not be full. By default 1e-8.
    pub tolerance: f64,
    /// How many steps it may take in one ascent. By default 60.
    pub max_steps: usize,
}

/// An ascent of the blunter problems ends here: it is only to find the neighbourhood.
const BLUNT_TOLERANCE: f64 = 1e-2;

/// θ times the range of costs at which a problem is blunt enough to be solved from anywhere.
const BLUNT: f64 = 4.0;

/// Each problem on the way is this much sharper than the one before; should that not do, smaller steps are taken.
const SHARPEN: [f64; 2] = [4.0, 1.5];

impl Default for QueuedLogit {
    fn default() -> Self {
        Self { tolerance: 1e-8, max_steps: 60 }
    }
}

impl Method for QueuedLogit {
    fn name(&self) -> &'static str {
        "queued-logit"
    }

    fn is_logit_with_queues(&self) -> bool {
        true
    }

    fn assign<'w>(&self, conditions: &Conditions<'_>, workspace: &'w mut Workspace) -> Assignment<'w> {
        workspace.start(conditions);
        let mut status = self.ascent(conditions).climb(workspace);
        for factor in SHARPEN {
            if !status.is_solved() {
                status = self.sharpen(conditions, workspace, factor).after(status.steps());
            }
        }
        workspace.now.expect(conditions);
        workspace.answer(conditions, status)
    }
}

impl QueuedLogit {
    fn ascent<'a>(&self, conditions: &'a Conditions<'a>) -> Ascent<'a> {
        Ascent { conditions, sharpness: 1.0, tolerance: self.tolerance, max_steps: self.max_steps }
    }

    /// Solves ever sharper problems, each from the prices of the one before, and at last the problem itself.
    fn sharpen(&self, conditions: &Conditions<'_>, workspace: &mut Workspace, factor: f64) -> Status {
        let mut taken = 0;
        workspace.forget();
        let mut sharpness = 1.0f64.min(BLUNT / sharpest(conditions));
        while sharpness < 1.0 {
            let blunt = Ascent {
                sharpness,
                tolerance: BLUNT_TOLERANCE.max(self.tolerance),
                ..self.ascent(conditions)
            };
            taken += blunt.climb(workspace).steps();
            sharpness *= factor;
        }
        self.ascent(conditions).climb(workspace).after(taken)
    }
}

impl Status {
    /// The same status, with the steps taken before it counted in.
    fn after(self, taken: usize) -> Self {
        match self {
            Self::Solved { steps, gap } => Self::Solved { steps: steps + taken, gap },
            Self::Stopped { steps, gap, cause } => Self::Stopped { steps: steps + taken, gap, cause },
        }
    }
}

/// The largest θ times range of costs over the choices of a demand.
fn sharpest(conditions: &Conditions<'_>) -> f64 {
    let (structure, inputs) = (conditions.structure(), conditions.inputs());
    let range = |demand: usize| {
        let costs = structure.routes_of(demand).map(|route| inputs.cost[route]);
        let reservation = inputs.reservation[demand];
        let (least, most) =
            costs.fold((reservation, reservation), |(low, high), c| (low.min(c), high.max(c)));
        inputs.dispersion[demand] * (most - least)
    };
    (0..structure.demands()).map(range).fold(1.0, f64::max)
}
