use std::ops::RangeInclusive;

use crate::assign::best_choice;
use crate::calendar::Date;
use crate::evidence::{Named, Number};
use crate::model::Draft;
use crate::network::Project;
use crate::quantity::{Money, Quantity, Unit};

use super::{Account, Appraisal, AppraisalError, CashFlow, Item};

/// A project that opens in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The project.
    pub project: String,
    /// The year in which it opens.
    pub opens: i32,
    /// Its net present value if it were built alone then (money).
    pub worth_alone: f64,
    /// What building it costs, by year: negative.
    pub spending: CashFlow,
}

/// What to build when, and what it is worth together.
#[derive(Debug, Clone)]
#[doc(alias = "capital rationing")]
pub struct Order {
    /// What is built, the earliest first.
    pub steps: Vec<Step>,
    /// Projects that are not worth their cost, or that the budget leaves out.
    pub left_out: Vec<String>,
    /// Σ of what each is worth alone (money): what the choice makes as large as it can be.
    pub worth_alone: f64,
    /// All of it together against nothing, with what the projects do to each other; none if nothing is built.
    pub together: Option<Account>,
}

impl Appraisal<'_> {
    /// What to build in which year, so that Σ net present value is greatest and no year's building costs more than a
    /// budget; the model's where none is given, and any amount where the model has none. What is left of a year's
    /// budget is gone.
    ///
    /// Each project may open in any of the years, on the same day of the year as the model says, or not be built. What
    /// it is worth is worked out alone, for each year, so projects that compete for the same shippers are valued too
    /// high together, and those that need each other too low: [`Order::together`] says what the choice comes to. The
    /// choice itself is an integer program, solved to proof (Lorie and Savage 1955; Weingartner 1963).
    ///
    /// Complexity: one run for each project and year, then the integer program.
    ///
    /// # Errors
    /// As [`Appraisal::bundle`]; no years; a budget below 0 or in other money than the model's; a solver that gave up.
    pub fn order(
        &self,
        projects: &[&str],
        years: RangeInclusive<i32>,
        budget: Option<Money>,
    ) -> Result<Order, AppraisalError> {
        if years.is_empty() {
            return Err(AppraisalError::NoYears { first: *years.start(), last: *years.end() });
        }
        let budget = self.budget(budget)?;
        let mut steps = Vec::new();
        for project in projects {
            for opens in years.clone() {
                steps.push(self.step(projects, project, opens)?);
            }
        }
        let chosen = chosen(&steps, projects.len(), budget).ok_or(AppraisalError::NoOrder)?;
        let mut steps: Vec<Step> =
            steps.into_iter().zip(chosen).filter_map(|(step, taken)| taken.then_some(step)).collect();
        steps.sort_by(|a, b| (a.opens, &a.project).cmp(&(b.opens, &b.project)));
        self.ordered(projects, steps)
    }

    /// What may be spent in a year, in the model's money; without an end where nobody says.
    fn budget(&self, given: Option<Money>) -> Result<f64, AppraisalError> {
        let draft = self.draft();
        let wanted = Unit::Money(draft.currency, draft.prices);
        match given {
            Some(money) if money.unit() != wanted => {
                Err(AppraisalError::OtherMoney { given: money.unit(), wanted })
            }
            Some(money) if money.base() < 0.0 => Err(AppraisalError::NoBudget { given: money }),
            Some(money) => Ok(money.base()),
            None => {
                let said = draft.appraisal.as_ref().and_then(|terms| terms.budget.as_ref());
                Ok(said.map_or(f64::INFINITY, Number::central))
            }
        }
    }

    fn step(&self, projects: &[&str], project: &str, opens: i32) -> Result<Step, AppraisalError> {
        let account = self.with_openings(&[(project, opens)])?.as_moved(self).alone(projects, project)?;
        let spending = account.of(Item::Capex);
        Ok(Step { project: project.to_owned(), opens, worth_alone: account.worth_only(), spending })
    }

    fn ordered(&self, projects: &[&str], steps: Vec<Step>) -> Result<Order, AppraisalError> {
        let built: Vec<&str> = steps.iter().map(|step| step.project.as_str()).collect();
        let left_out = projects.iter().filter(|name| !built.contains(name)).map(|name| (*name).to_owned());
        let openings: Vec<(&str, i32)> =
            steps.iter().map(|step| (step.project.as_str(), step.opens)).collect();
        let together = match built.as_slice() {
            [] => None,
            built => Some(self.with_openings(&openings)?.as_moved(self).between(projects, built, &[])?),
        };
        let worth_alone = steps.iter().map(|step| step.worth_alone).sum();
        Ok(Order { left_out: left_out.collect(), worth_alone, together, steps })
    }

    /// The model with projects opening in other years, on the same day.
    fn with_openings(&self, openings: &[(&str, i32)]) -> Result<Moved, AppraisalError> {
        self.known(openings.iter().map(|(project, _)| *project))?;
        let mut draft = self.draft().clone();
        for (project, year) in openings {
            open_in(&mut draft.projects, project, *year);
        }
        Ok(Moved(draft))
    }
}

/// A model with other openings.
struct Moved(Draft);

impl Moved {
    /// An appraisal of it, on the terms of another.
    fn as_moved<'b>(&'b self, terms: &'b Appraisal<'_>) -> Appraisal<'b> {
        terms.of_draft(&self.0)
    }
}

/// Moves an opening to a year, on the same day of the year; held at the ends of the calendar.
fn open_in(projects: &mut Named<Project>, name: &str, year: i32) {
    for (id, project) in projects.iter_mut() {
        if id.as_str() == name {
            let months = year.saturating_sub(project.opens.year()).saturating_mul(12);
            let moved: Date = project.opens.plus_months(months);
            project.opens = moved;
        }
    }
}

/// Which steps are taken: each project once at most, each year's spending within the budget.
///
/// Steps stand project by project, all years of one side by side.
fn chosen(steps: &[Step], projects: usize, budget: f64) -> Option<Vec<bool>> {
    let years = steps.len() / projects.max(1);
    let mut rows: Vec<(Vec<(usize, f64)>, f64)> = (0..projects)
        .map(|project| ((project * years..(project + 1) * years).map(|step| (step, 1.0)).collect(), 1.0))
        .collect();
    let mut spent: Vec<i32> =
        steps.iter().flat_map(|step| step.spending.years().map(|(year, _)| year)).collect();
    spent.sort_unstable();
    spent.dedup();
    for year in spent {
        let of_year = steps.iter().enumerate().map(|(number, step)| (number, -step.spending.amount(year)));
        let weights: Vec<(usize, f64)> = of_year.filter(|(_, cost)| *cost > 0.0).collect();
        if !weights.is_empty() && budget.is_finite() {
            rows.push((weights, budget));
        }
    }
    let values: Vec<f64> = steps.iter().map(|step| step.worth_alone).collect();
    best_choice(&values, &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn step(project: usize, opens: i32, worth_alone: f64, cost: f64) -> Step {
        let spending = CashFlow::new(opens, vec![-cost]).unwrap();
        Step { project: project.to_string(), opens, worth_alone, spending }
    }

    /// The greatest worth over all ways to build, tried one by one.
    fn by_trial(steps: &[Step], projects: usize, years: usize, budget: f64) -> f64 {
        let ways = (years + 1).pow(u32::try_from(projects).unwrap());
        let worth = |way: usize| {
            let (mut way, mut worth, mut spent) = (way, 0.0, vec![0.0; years]);
            for project in 0..projects {
                let choice = way % (years + 1);
                way /= years + 1;
                if choice < years {
                    let step = &steps[project * years + choice];
                    worth += step.worth_alone;
                    spent[choice] -= step.spending.total();
                }
            }
            spent.iter().all(|spent| *spent <= budget + 1e-9).then_some(worth)
        };
        (0..ways).filter_map(worth).fold(0.0, f64::max)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// The choice is worth as much as the best of all ways, and keeps the budget.
        #[test]
        fn the_choice_is_the_best_of_all(
            things in prop::collection::vec((-20.0..100.0_f64, 1.0..50.0_f64, 0.0..0.3_f64), 1..5),
            years in 1_usize..4,
            budget in 0.0..90.0_f64,
        ) {
            let mut steps = Vec::new();
            for (project, (worth, cost, decay)) in things.iter().enumerate() {
                for year in 0..years {
                    let later = worth * (1.0 - decay).powi(i32::try_from(year).unwrap());
                    steps.push(step(project, 2025 + i32::try_from(year).unwrap(), later, *cost));
                }
            }
            let taken = chosen(&steps, things.len(), budget).unwrap();
            let chosen = || steps.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(step, _)| step);
            for year in 2025..=2030 {
                let spent: f64 = chosen().map(|step| -step.spending.amount(year)).sum();
                prop_assert!(spent <= budget + 1e-5, "{year}: {spent} of {budget}");
            }
            let worth: f64 = chosen().map(|step| step.worth_alone).sum();
            let best = by_trial(&steps, things.len(), years, budget);
            prop_assert!((worth - best).abs() <= 1e-5 * (1.0 + best), "{worth}, best {best}");
        }
    }
}
