//! What building and keeping a project costs, year by year.

use crate::calendar::{Date, Span};
use crate::model::{Plan, PlannedProject};

use super::{Account, CashFlow, Item};

/// Adds what a project costs to an account, times a sign: building before its opening, upkeep after it, and what is left at the end.
pub(super) fn charge(
    account: &mut Account,
    plan: &Plan,
    project: &PlannedProject,
    values: &[f64],
    sign: f64,
) {
    let Some(capex) = project.capex.map(|slot| sign * values[slot]) else { return };
    let payer = account.country(&project.payer);
    let years = account.years();
    let opens = project.opens(values);
    let building = project.construction.reversed().after(opens);
    for (year, share) in spread(building, opens) {
        account.add(Item::Capex, payer, year, -capex * share);
    }
    if let Some(upkeep) = project.upkeep.map(|slot| values[slot]) {
        for year in years.clone() {
            account.add(Item::Upkeep, payer, year, -capex * upkeep * open_share(opens, year));
        }
    }
    account.add(Item::ResidualValue, payer, *years.end(), capex * left(plan, project, opens));
}

/// The shares of a cost that is spent evenly between two days, by year; all in the year of the second if they are one.
pub(super) fn spread(from: Date, until: Date) -> Vec<(i32, f64)> {
    let whole = Span::between(from, until);
    if whole.is_empty() {
        return vec![(until.year(), 1.0)];
    }
    let share = |year: i32| days_in(year, whole) / f64::from(whole.days());
    (from.year()..=until.year()).map(|year| (year, share(year))).filter(|(_, share)| *share > 0.0).collect()
}

/// The share of a year's days from a day on.
fn open_share(from: Date, year: i32) -> f64 {
    let Some(days) = year_span(year) else { return 0.0 };
    f64::from(Span::from(from).overlap(days).days()) / f64::from(days.days())
}

fn days_in(year: i32, span: Span) -> f64 {
    year_span(year).map_or(0.0, |days| f64::from(span.overlap(days).days()))
}

fn year_span(year: i32) -> Option<Span> {
    let (first, next) = (Date::new(year, 1, 1).ok()?, Date::new(year + 1, 1, 1).ok()?);
    Some(Span::between(first, next))
}

/// The share of a project's life that is left when the horizon ends; nothing where its life is not known.
fn left(plan: &Plan, project: &PlannedProject, opens: Date) -> f64 {
    let Some(life) = project.life else { return 0.0 };
    let (end, over) = (plan.horizon().last().span().end(), life.after(opens));
    let whole = f64::from(opens.days_until(over));
    if whole <= 0.0 {
        return 0.0;
    }
    (f64::from(end.max(opens).days_until(over)) / whole).max(0.0)
}

/// The first year and how many years an account of these projects needs: the horizon's, and those of building before it.
pub(super) fn years<'a>(
    plan: &Plan,
    built: impl Iterator<Item = (&'a PlannedProject, &'a [f64])>,
) -> CashFlow {
    let horizon = plan.horizon();
    let starts =
        built.map(|(project, values)| project.construction.reversed().after(project.opens(values)).year());
    let last = horizon.last().calendar_year();
    let first = starts.min().map_or(last, |first| first.min(last)).min(horizon.first().calendar_year());
    CashFlow::nothing(first, usize::try_from(last - first + 1).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_cost_is_spread_by_days_and_adds_up() {
        assert_eq!(spread(day("2026-07-01"), day("2026-07-01")), [(2026, 1.0)]);
        let shares = spread(day("2025-07-01"), day("2027-07-01"));
        assert_eq!(shares.iter().map(|(year, _)| *year).collect::<Vec<_>>(), [2025, 2026, 2027]);
        approx::assert_relative_eq!(shares[0].1, 184.0 / 730.0, epsilon = 1e-12);
        approx::assert_relative_eq!(shares.iter().map(|(_, share)| share).sum::<f64>(), 1.0, epsilon = 1e-12);
    }

    #[test]
    fn a_year_is_open_from_the_day_on() {
        assert_eq!(open_share(day("2026-01-01"), 2026), 1.0);
        assert_eq!(open_share(day("2026-07-02"), 2026), 183.0 / 365.0);
        assert_eq!(open_share(day("2027-01-01"), 2026), 0.0);
    }
}
