use std::sync::Arc;

use crate::assign::Method;
use crate::evaluate::{Indicator, Outcome, evaluate_at};
use crate::model::{Draft, Levels, Plan};
use crate::network::ProjectStatus;

use crate::quantity::Share;

use super::{Account, AppraisalError, Discounting, Item, Remark, spending};

/// A change of what queues cost, as a share of the net present value, from which a reader is told of it.
const NOTABLE: f64 = 0.1;

/// Runs a model with and without projects.
///
/// The projects that are appraised are taken out of the model, whatever their status, and then built as is asked for;
/// all others stay as they are. A project that was cancelled or planned is thus appraised as if it were built.
pub struct Appraisal<'a> {
    draft: &'a Draft,
    method: &'a dyn Method,
    discounting: Option<Discounting>,
    rent: Option<f64>,
}

/// A model with some of the projects built, ready to run.
pub(super) struct Side {
    pub(super) plan: Plan,
    /// The places of the projects among those of the plan.
    built: Vec<usize>,
}

impl<'a> Appraisal<'a> {
    /// Of the projects of a model, on the model's terms.
    pub fn new(draft: &'a Draft, method: &'a dyn Method) -> Self {
        Self { draft, method, discounting: None, rent: None }
    }

    /// Discounted so, whatever the model says.
    pub fn discounted(self, discounting: Discounting) -> Self {
        Self { discounting: Some(discounting), ..self }
    }

    /// With this share of what users lose in queues gained by somebody, whatever the model says; at most all of it.
    #[doc(alias = "scarcity rent")]
    pub fn rent(self, share: Share) -> Self {
        Self { rent: Some(share.base().clamp(0.0, 1.0)), ..self }
    }

    /// Another model on the same terms.
    #[cfg(feature = "lp")]
    pub(super) fn of_draft<'b>(&self, draft: &'b Draft) -> Appraisal<'b>
    where
        'a: 'b,
    {
        Appraisal { draft, method: self.method, discounting: self.discounting, rent: self.rent }
    }

    /// The model.
    #[cfg(feature = "lp")]
    pub(super) fn draft(&self) -> &'a Draft {
        self.draft
    }

    /// All the projects together, against none of them.
    ///
    /// # Errors
    /// No project, or one that is not there; a model that does not say how to discount, or that is at fault with the
    /// projects built or not.
    pub fn bundle(&self, projects: &[&str]) -> Result<Account, AppraisalError> {
        self.between(projects, projects, &[])
    }

    /// One project alone, against none of a bundle.
    ///
    /// # Errors
    /// As [`Appraisal::bundle`].
    pub fn alone(&self, bundle: &[&str], project: &str) -> Result<Account, AppraisalError> {
        self.between(bundle, &[project], &[])
    }

    /// One project as the last of a bundle: all of it against all but this one.
    ///
    /// Where projects help each other it is worth more so than alone, and less where they serve the same shippers.
    ///
    /// # Errors
    /// As [`Appraisal::bundle`].
    #[doc(alias = "incremental")]
    pub fn last(&self, bundle: &[&str], project: &str) -> Result<Account, AppraisalError> {
        let others: Vec<&str> = bundle.iter().copied().filter(|name| *name != project).collect();
        self.between(bundle, bundle, &others)
    }

    /// The projects `with` against the projects `without`, none of the others of `scope` built in either.
    ///
    /// # Errors
    /// As [`Appraisal::bundle`].
    pub fn between(
        &self,
        scope: &[&str],
        with: &[&str],
        without: &[&str],
    ) -> Result<Account, AppraisalError> {
        let (with, without) = (self.side(scope, with)?, self.side(scope, without)?);
        let (values, values_without) = (with.plan.central().to_vec(), without.plan.central().to_vec());
        let mut account = self.account((&with, &values), (&without, &values_without))?;
        self.remarks(&with, &mut account);
        Ok(account)
    }

    /// The model with some projects of a scope built and the others not.
    pub(super) fn side(&self, scope: &[&str], built: &[&str]) -> Result<Side, AppraisalError> {
        self.known(scope.iter().chain(built).copied())?;
        let mut draft = self.draft.clone();
        for (id, project) in draft.projects.iter_mut() {
            if built.contains(&id.as_str()) {
                project.status = ProjectStatus::Funded;
            } else if scope.contains(&id.as_str()) {
                project.status = ProjectStatus::Cancelled;
            }
        }
        let names = || built.iter().map(|name| (*name).to_owned()).collect();
        let plan = draft.plan().map_err(|faults| AppraisalError::Model { built: names(), faults })?;
        let places = plan.projects.iter().enumerate().filter(|(_, project)| built.contains(&&*project.name));
        let built = places.map(|(place, _)| place).collect();
        Ok(Side { plan, built })
    }

    /// That there are projects of these names, and at least one is named.
    pub(super) fn known<'n>(&self, names: impl Iterator<Item = &'n str>) -> Result<(), AppraisalError> {
        let known = || self.draft.projects.names().map(str::to_owned).collect();
        let mut names = names.peekable();
        if names.peek().is_none() {
            return Err(AppraisalError::NoProject { known: known() });
        }
        match names.find(|name| !self.draft.projects.contains(name)) {
            Some(given) => Err(AppraisalError::UnknownProject { given: given.to_owned(), known: known() }),
            None => Ok(()),
        }
    }

    /// What differs between two sides at given values of their inputs.
    pub(super) fn account(
        &self,
        with: (&Side, &[f64]),
        without: (&Side, &[f64]),
    ) -> Result<Account, AppraisalError> {
        let plan = &with.0.plan;
        let after = self.run(with.0, with.1);
        let before = self.run(without.0, without.1);
        let after = after.against(&before);
        let projects = with.0.projects().map(|project| (project, with.1));
        let projects = projects.chain(without.0.projects().map(|project| (project, without.1)));
        let opening = with.0.projects().map(|project| project.opens(with.1).year()).max();
        let discounting = self.discounting(plan, with.1)?;
        let mut account =
            Account::new(discounting, spending::years(plan, projects), opening.map(|year| year + 1));
        self.flows(plan, with.1, &after, 1.0, &mut account);
        self.flows(&without.0.plan, without.1, &before, -1.0, &mut account);
        with.0.charge(with.1, 1.0, &mut account);
        without.0.charge(without.1, -1.0, &mut account);
        let unsolved = |outcome: &Outcome| outcome.statuses().iter().filter(|it| !it.is_solved()).count();
        let periods = unsolved(&after) + unsolved(&before);
        if periods > 0 {
            account.remark(Remark::Unsolved { periods });
        }
        Ok(account)
    }

    fn run(&self, side: &Side, values: &[f64]) -> Outcome {
        evaluate_at(&side.plan, values, &mut Levels::default(), "appraised", self.method)
    }

    fn discounting(&self, plan: &Plan, values: &[f64]) -> Result<Discounting, AppraisalError> {
        if let Some(given) = self.discounting {
            return Ok(given);
        }
        let terms = plan.terms.as_ref().ok_or(AppraisalError::NoTerms)?;
        Discounting::at(values[terms.rate], terms.from)
    }

    /// The share of queues' cost that somebody gains, if it is said.
    fn rent_share(&self, plan: &Plan, values: &[f64]) -> Option<f64> {
        let said = plan.terms.as_ref().and_then(|terms| terms.rent).map(|slot| values[slot]);
        self.rent.or(said)
    }

    /// Adds what shippers and carriers gain and lose in an outcome, times a sign.
    fn flows(&self, plan: &Plan, values: &[f64], outcome: &Outcome, sign: f64, account: &mut Account) {
        let nobody: Arc<str> = "".into();
        for demand in &plan.demands {
            for end in [demand.from, demand.to] {
                let country = self.country_of_node(end);
                let half = 0.5 * sign;
                book(
                    account,
                    outcome,
                    (Indicator::UserBenefit, &demand.name),
                    Item::UserBenefit,
                    &country,
                    half,
                );
                book(
                    account,
                    outcome,
                    (Indicator::HoldingCost, &demand.name),
                    Item::HoldingCost,
                    &country,
                    -half,
                );
            }
        }
        for leg in &plan.legs {
            let country = &leg.country;
            book(account, outcome, (Indicator::TariffRevenue, &leg.name), Item::TariffRevenue, country, sign);
            book(
                account,
                outcome,
                (Indicator::OperatingCost, &leg.name),
                Item::OperatingCost,
                country,
                -sign,
            );
        }
        let rent = self.rent_share(plan, values).unwrap_or(0.0);
        for limit in &plan.limits {
            queues(account, outcome, &limit.name, sign);
            let country = limit.leg.map_or(&nobody, |leg| &plan.legs[leg].country);
            if rent > 0.0 {
                let queue = (Indicator::QueueCost, &*limit.name);
                book(account, outcome, queue, Item::QueueRent, country, rent * sign);
            }
        }
    }

    fn country_of_node(&self, number: usize) -> Arc<str> {
        self.draft.nodes.iter().nth(number).map_or("", |(_, node)| node.country.as_str()).into()
    }

    fn remarks(&self, side: &Side, account: &mut Account) {
        let last = *account.years().end();
        for project in side.projects() {
            let name = || project.name.to_string();
            if project.capex.is_none() {
                account.remark(Remark::NoCapex { project: name() });
            }
            let opens = project.opens(side.plan.central()).year();
            if opens > last {
                account.remark(Remark::OpensTooLate { project: name(), opens, last });
            }
        }
        let change = account.queues().present_value(account.discounting());
        let is_said = self.rent_share(&side.plan, side.plan.central()).is_some();
        if !is_said && change.abs() > NOTABLE * account.worth_only().abs() {
            account.remark(Remark::QueuesMatter { change });
        }
        let earning =
            || self.draft.legs.iter().filter(|(_, leg)| leg.tariff.is_some() || !leg.tariffs.is_empty());
        let without = earning().filter(|(_, leg)| leg.operating_cost.is_none()).count();
        if without > 0 {
            account.remark(Remark::NoOperatingCost { without, of: earning().count() });
        }
    }
}

impl Side {
    fn projects(&self) -> impl Iterator<Item = &crate::model::PlannedProject> {
        self.built.iter().map(|place| &self.plan.projects[*place])
    }

    /// Adds what its projects cost, times a sign.
    fn charge(&self, values: &[f64], sign: f64, account: &mut Account) {
        for project in self.projects() {
            spending::charge(account, &self.plan, project, values, sign);
        }
    }
}

impl std::fmt::Debug for Appraisal<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Appraisal")
            .field("draft", &self.draft.name)
            .field("discounting", &self.discounting)
            .field("rent", &self.rent)
            .finish_non_exhaustive()
    }
}

/// Adds up what queues at a limit cost, times a sign.
fn queues(account: &mut Account, outcome: &Outcome, limit: &str, sign: f64) {
    let Some(entry) = outcome.layout().position(Indicator::QueueCost, limit) else { return };
    for (period, value) in outcome.horizon().periods().zip(outcome.values_of(entry)) {
        account.add_queues(period.calendar_year(), sign * value);
    }
}

/// Books an indicator of a subject as an item of a country, year by year, times a weight.
fn book(
    account: &mut Account,
    outcome: &Outcome,
    (indicator, subject): (Indicator, &str),
    item: Item,
    country: &Arc<str>,
    weight: f64,
) {
    let Some(entry) = outcome.layout().position(indicator, subject) else { return };
    let country = account.country(country);
    for (period, value) in outcome.horizon().periods().zip(outcome.values_of(entry)) {
        if !value.is_nan() {
            account.add(item, country, period.calendar_year(), weight * value);
        }
    }
}
