use super::LegId;

/// The most routes a demand may be given or have searched for.
pub const MAX_ROUTES: usize = 1_000;

/// Which routes a demand may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Routes {
    /// The so many cheapest simple paths (Yen 1971), by generalised cost without queues; at most [`MAX_ROUTES`].
    Cheapest(usize),
    /// These, each as its legs in order.
    Given(Vec<Vec<LegId>>),
}
