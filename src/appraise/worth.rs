use super::{CashFlow, Discounting, InternalRates};

/// What an account comes to, discounted.
///
/// Benefits are what shippers and carriers gain, a rent and what is left at the end among them; costs are what building,
/// keeping and running more costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth {
    /// At what rate, to which year.
    pub discounting: Discounting,
    /// Present value of user benefit, tariffs and rent (money).
    pub benefits: f64,
    /// Present value of building, less what is left at the end, of upkeep, operation and holding (money).
    pub costs: f64,
    /// Benefits less costs (money).
    #[doc(alias = "npv")]
    pub net_present_value: f64,
    /// Benefits over costs; none where there are no costs.
    #[doc(alias = "bcr")]
    pub benefit_cost_ratio: Option<f64>,
    /// The rates at which the net present value is zero.
    #[doc(alias = "irr")]
    pub internal_rates: InternalRates,
    /// What the first whole year after the last opening brings, all but building, over what building costs, both as
    /// present values: below the discount rate, waiting is better. None without a cost of building or such a year.
    #[doc(alias = "fyrr")]
    pub first_year_rate: Option<f64>,
}

/// The parts of an account that a worth is made of.
pub(super) struct Parts {
    pub(super) benefits: CashFlow,
    /// What is not a benefit, as it stands in the account: negative.
    pub(super) costs: CashFlow,
    /// Building alone: negative.
    pub(super) building: CashFlow,
    pub(super) net: CashFlow,
    /// What stands in the net and is neither building nor what is left of it.
    pub(super) running: CashFlow,
    pub(super) first_full_year: Option<i32>,
}

impl Worth {
    pub(super) fn of(parts: &Parts, discounting: Discounting) -> Self {
        let benefits = parts.benefits.present_value(discounting);
        // A negative zero is plain 0 to people.
        let costs = 0.0 - parts.costs.present_value(discounting);
        let building = 0.0 - parts.building.present_value(discounting);
        let first = parts.first_full_year.filter(|_| building > 0.0);
        Self {
            discounting,
            benefits,
            costs,
            net_present_value: parts.net.present_value(discounting),
            benefit_cost_ratio: (costs > 0.0).then(|| benefits / costs),
            internal_rates: parts.net.internal_rates(),
            first_year_rate: first
                .map(|year| parts.running.amount(year) * discounting.factor(year) / building),
        }
    }
}
