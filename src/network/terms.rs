use crate::evidence::{Estimate, Number};
use crate::quantity::{GrowthRate, Share};

use super::MoneyValue;

/// On what terms projects are appraised: what a later year counts for, and who has the queues.
///
/// ```
/// use corridor::network::AppraisalTerms;
/// use corridor::quantity::GrowthRate;
///
/// let terms = AppraisalTerms::new(GrowthRate::per_year(0.06), 2025);
/// assert!(terms.rent.is_none(), "time in queues is lost to all");
/// # Ok::<(), corridor::quantity::QuantityError>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "discounting")]
pub struct AppraisalTerms {
    /// By what share a year later counts for less (per year).
    pub rate: Number,
    /// The year to which all is discounted; what is earned or spent in it counts in full.
    pub from: i32,
    /// The share of what users lose in queues that somebody else gains; none: it is lost to all.
    pub rent: Option<Number>,
    /// What may be spent on building in a year; without an end where nothing is said.
    pub budget: Option<Number>,
}

impl AppraisalTerms {
    /// Discounted at a rate to a year.
    pub fn new(rate: impl Into<Estimate<GrowthRate>>, from: i32) -> Self {
        Self { rate: rate.into().into_number(), from, rent: None, budget: None }
    }

    /// With the share of what users lose in queues that the carriers gain: 1 where scarce places are sold, 0 where
    /// ships and trains stand and wait.
    #[doc(alias = "scarcity rent")]
    pub fn rent(mut self, share: impl Into<Estimate<Share>>) -> Self {
        self.rent = Some(share.into().into_number());
        self
    }

    /// With what may be spent on building in a year.
    pub fn budget(mut self, money: impl MoneyValue) -> Self {
        self.budget = Some(money.into_number());
        self
    }
}
