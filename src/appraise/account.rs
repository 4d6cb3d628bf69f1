use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::evidence::words;

use super::worth::Parts;
use super::{CashFlow, Discounting, Remark, Worth};

words!(
    /// What an account is made of.
    Item {
        /// What shippers gain: mean volume × fall of the expected cost of a unit, queues included (logsum).
        UserBenefit = "user-benefit",
        /// What carriers earn more.
        TariffRevenue = "tariff-revenue",
        /// The share of what users lose in queues that somebody gains: the queues' cost with projects less without.
        QueueRent = "queue-rent",
        /// What carriers spend more; negative where it is more.
        OperatingCost = "operating-cost",
        /// What waiting for a later period costs more; negative where it is more.
        HoldingCost = "holding-cost",
        /// Running and keeping what is built; negative.
        Upkeep = "upkeep",
        /// Building; negative.
        Capex = "capex",
        /// What is left of the building cost at the end of the horizon.
        ResidualValue = "residual-value",
    }
);

impl Item {
    /// Whether it counts as a benefit, and not as a cost, in a benefit–cost ratio.
    pub const fn is_benefit(self) -> bool {
        matches!(self, Item::UserBenefit | Item::TariffRevenue | Item::QueueRent)
    }
}

/// What differs between a model with projects and the same without them: money by item, country and year.
///
/// What is a gain is positive. Years of building before the horizon are among its years.
#[derive(Debug, Clone)]
#[doc(alias = "cost-benefit analysis")]
pub struct Account {
    discounting: Discounting,
    empty: CashFlow,
    countries: Vec<Arc<str>>,
    flows: BTreeMap<(Item, usize), CashFlow>,
    first_full_year: Option<i32>,
    queues: CashFlow,
    remarks: Vec<Remark>,
}

impl Account {
    /// One without amounts, over the years of `empty`.
    pub(super) fn new(discounting: Discounting, empty: CashFlow, first_full_year: Option<i32>) -> Self {
        Self {
            queues: empty.clone(),
            discounting,
            empty,
            countries: Vec::new(),
            flows: BTreeMap::new(),
            first_full_year,
            remarks: Vec::new(),
        }
    }

    /// The number of a country, which it is given when it is first met; the empty name is of what has no country.
    pub(super) fn country(&mut self, name: &Arc<str>) -> usize {
        if let Some(number) = self.countries.iter().position(|known| known == name) {
            return number;
        }
        self.countries.push(name.clone());
        self.countries.len() - 1
    }

    /// Adds an amount; years outside the account are passed over.
    pub(super) fn add(&mut self, item: Item, country: usize, year: i32, amount: f64) {
        self.flows.entry((item, country)).or_insert_with(|| self.empty.clone()).add(year, amount);
    }

    /// Adds what queues cost users in a year, whoever has it.
    pub(super) fn add_queues(&mut self, year: i32, amount: f64) {
        self.queues.add(year, amount);
    }

    /// What queues cost users more with the projects than without, whoever has it.
    pub fn queues(&self) -> &CashFlow {
        &self.queues
    }

    pub(super) fn remark(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// Its years.
    pub fn years(&self) -> RangeInclusive<i32> {
        let mut years = self.empty.years().map(|(year, _)| year);
        let first = years.next().unwrap_or(0);
        first..=years.last().unwrap_or(first)
    }

    /// At what rate it is discounted, and to which year.
    pub fn discounting(&self) -> Discounting {
        self.discounting
    }

    /// The same, discounted otherwise.
    pub fn at(self, discounting: Discounting) -> Self {
        Self { discounting, ..self }
    }

    /// An item of all countries.
    pub fn of(&self, item: Item) -> CashFlow {
        self.sum(|of, _| of == item)
    }

    /// An item of one country; the empty name is of what has no country.
    pub fn of_country(&self, item: Item, country: &str) -> CashFlow {
        self.sum(|of, number| of == item && &*self.countries[number] == country)
    }

    /// Everything together.
    pub fn net(&self) -> CashFlow {
        self.sum(|_, _| true)
    }

    /// Everything of one country together: whether it gains or pays.
    ///
    /// What shippers gain goes in halves to the countries at both ends of their way; tariffs and operating costs to a
    /// leg's country; a rent to the country of a leg's own limit; what a project costs to its `payer`.
    pub fn net_of_country(&self, country: &str) -> CashFlow {
        self.sum(|_, number| &*self.countries[number] == country)
    }

    /// The countries that gain or pay, by name; what has no country is under the empty name.
    pub fn countries(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.countries.iter().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }

    /// What it comes to, discounted.
    pub fn worth(&self) -> Worth {
        let parts = Parts {
            benefits: self.sum(|item, _| item.is_benefit()),
            costs: self.sum(|item, _| !item.is_benefit()),
            building: self.of(Item::Capex),
            net: self.net(),
            running: self.sum(|item, _| !matches!(item, Item::Capex | Item::ResidualValue)),
            first_full_year: self.first_full_year,
        };
        Worth::of(&parts, self.discounting)
    }

    /// The net present value alone.
    pub(super) fn worth_only(&self) -> f64 {
        self.net().present_value(self.discounting)
    }

    /// What a reader has to know of it.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    fn sum(&self, counts: impl Fn(Item, usize) -> bool) -> CashFlow {
        let mut sum = self.empty.clone();
        let counted = self.flows.iter().filter(|((item, country), _)| counts(*item, *country));
        counted.for_each(|(_, flow)| sum.add_all(flow));
        sum
    }
}
