//! What projects are worth, as tables for people and as rows.

use crate::appraise::{Account, Item, SampledWorth, Worth};
use crate::calendar::Period;
use crate::quantity::Unit;

use super::number::{ABSENT, decimals, rounded};
use super::{Align, COLUMNS, Cell, Scale, Sheet, Table};

/// A project, or several, with what they are worth.
#[derive(Debug, Clone)]
pub struct Appraised {
    /// The project, or what is said of several.
    pub subject: String,
    /// Against nothing built.
    pub account: Account,
    /// As the last of the bundle.
    pub last: Option<Worth>,
    /// Over the draws of an ensemble.
    pub sampled: Option<SampledWorth>,
}

/// The statistics of a worth that are a share or a ratio, and not money.
const RATIO: Unit = Unit::One;

/// One line for each: benefits, costs, net present value, ratios; money in one unit for all.
pub fn worth_table(unit: Unit, appraised: &[Appraised]) -> Table {
    let worths: Vec<Worth> = appraised.iter().map(|one| one.account.worth()).collect();
    let money = Money::of(unit, worths.iter().flat_map(|worth| [worth.benefits, worth.costs]));
    let has = |some: fn(&Appraised) -> bool| appraised.iter().any(some);
    let mut table = Table::new(&title(&worths, &money)).column("project", Align::Left);
    for heading in ["benefits", "costs", "net"] {
        table = table.column(heading, Align::Right);
    }
    let (is_last, is_sampled) = (has(|one| one.last.is_some()), has(|one| one.sampled.is_some()));
    if is_last {
        table = table.column("net as last", Align::Right);
    }
    for heading in ["benefit/cost", "internal rate", "first year"] {
        table = table.column(heading, Align::Right);
    }
    for heading in if is_sampled { &["net p05", "net p50", "net p95", "chance of gain"][..] } else { &[] } {
        table = table.column(heading, Align::Right);
    }
    for (one, worth) in appraised.iter().zip(&worths) {
        let mut cells = vec![one.subject.clone()];
        cells.extend([worth.benefits, worth.costs, worth.net_present_value].map(|value| money.shown(value)));
        if is_last {
            cells.push(
                one.last.as_ref().map_or(ABSENT.to_owned(), |last| money.shown(last.net_present_value)),
            );
        }
        cells.push(worth.benefit_cost_ratio.map_or(ABSENT.to_owned(), |ratio| rounded(ratio, 2)));
        cells.push(worth.internal_rates.to_string());
        cells.push(worth.first_year_rate.map_or(ABSENT.to_owned(), percent));
        cells.extend(one.sampled.iter().flat_map(|sampled| sampled_cells(sampled, &money)));
        table.push(cells);
    }
    table.note("Benefits: what shippers gain and carriers earn more. Costs: building, less what is left of it, upkeep, and what carriers spend more. First year: what the first whole year brings, over the cost of building.")
}

fn title(worths: &[Worth], money: &Money) -> String {
    let said = worths.first().map_or(String::new(), |worth| {
        format!(
            ", discounted at {} a year to {}",
            percent(worth.discounting.rate()),
            worth.discounting.from()
        )
    });
    format!("What projects are worth, {}{said}", money.scale.symbol())
}

fn sampled_cells(sampled: &SampledWorth, money: &Money) -> Vec<String> {
    let mut cells: Vec<String> = [0.05, 0.5, 0.95].map(|share| money.shown(sampled.quantile(share))).to_vec();
    cells.push(percent(sampled.probability_of_gain()));
    cells
}

/// Who gains and who pays: present values by item and country.
pub fn account_table(unit: Unit, title: &str, account: &Account) -> Table {
    let discounting = account.discounting();
    let countries = account.countries();
    let present = |item: Item, country: &str| account.of_country(item, country).present_value(discounting);
    let items: Vec<Item> = Item::ALL
        .iter()
        .copied()
        .filter(|item| account.of(*item).years().any(|(_, amount)| amount != 0.0))
        .collect();
    let all = items.iter().flat_map(|item| countries.iter().map(|country| present(*item, country)));
    let money = Money::of(unit, all);
    let title = format!("{title}, {}, discounted to {}", money.scale.symbol(), discounting.from());
    let mut table = Table::new(&title).column("", Align::Left);
    for country in &countries {
        table = table.column(if country.is_empty() { "no country" } else { country }, Align::Right);
    }
    table = table.column("all", Align::Right);
    for item in items {
        let cells = countries.iter().map(|country| money.shown(present(item, country)));
        let all = money.shown(account.of(item).present_value(discounting));
        table.push([item.word().replace('-', " ")].into_iter().chain(cells).chain([all]));
    }
    let nets = countries
        .iter()
        .map(|country| money.shown(account.net_of_country(country).present_value(discounting)));
    let all = money.shown(account.net().present_value(discounting));
    table.push(["net".to_owned()].into_iter().chain(nets).chain([all]));
    table
}

/// All of it as rows with the columns of every result: yearly amounts by item and country as `value`, and the worth of
/// each as `alone`, `last` and quantiles in the base year.
pub fn appraisal_sheet(study: &str, scenario: &str, unit: Unit, appraised: &[Appraised]) -> Sheet {
    let mut sheet = Sheet::new(&COLUMNS);
    for one in appraised {
        let mut rows = Rows { sheet: &mut sheet, study, scenario, subject: &one.subject };
        let worth = one.account.worth();
        let year = worth.discounting.from().to_string();
        rows.worth(&year, "value", &worth, unit);
        if let Some(last) = &one.last {
            rows.worth(&year, "last", last, unit);
        }
        if let Some(sampled) = &one.sampled {
            rows.sampled(&year, sampled, unit);
        }
        rows.account(&one.account, unit);
    }
    sheet
}

/// Rows of one subject.
struct Rows<'a> {
    sheet: &'a mut Sheet,
    study: &'a str,
    scenario: &'a str,
    subject: &'a str,
}

impl Rows<'_> {
    fn push(
        &mut self,
        indicator: &str,
        subject: &str,
        (period, statistic): (&str, &str),
        value: f64,
        unit: Unit,
    ) {
        let texts = [self.study, self.scenario, indicator, subject, period, statistic];
        let cells = texts.into_iter().map(Cell::from);
        self.sheet.push(cells.chain([Cell::Number(value), Cell::from(unit.to_string())]));
    }

    fn worth(&mut self, year: &str, statistic: &str, worth: &Worth, unit: Unit) {
        let subject = self.subject;
        let mut push = |indicator: &str, value: Option<f64>, unit| {
            if let Some(value) = value {
                self.push(indicator, subject, (year, statistic), value, unit);
            }
        };
        push("benefits", Some(worth.benefits), unit);
        push("costs", Some(worth.costs), unit);
        push("net-present-value", Some(worth.net_present_value), unit);
        push("benefit-cost-ratio", worth.benefit_cost_ratio, RATIO);
        push("internal-rate-of-return", worth.internal_rates.only(), RATIO);
        push("first-year-rate-of-return", worth.first_year_rate, RATIO);
    }

    fn sampled(&mut self, year: &str, sampled: &SampledWorth, unit: Unit) {
        let subject = self.subject;
        let statistics = [
            ("mean", sampled.mean()),
            ("sd", sampled.sd()),
            ("standard-error", sampled.standard_error()),
            ("p05", sampled.quantile(0.05)),
            ("p25", sampled.quantile(0.25)),
            ("p50", sampled.quantile(0.5)),
            ("p75", sampled.quantile(0.75)),
            ("p95", sampled.quantile(0.95)),
        ];
        for (statistic, value) in statistics {
            self.push("net-present-value", subject, (year, statistic), value, unit);
        }
        self.push("net-present-value", subject, (year, "probability"), sampled.probability_of_gain(), RATIO);
    }

    /// Yearly amounts, under `project/country`.
    fn account(&mut self, account: &Account, unit: Unit) {
        for country in account.countries() {
            let subject = format!("{}/{}", self.subject, if country.is_empty() { "-" } else { country });
            for item in Item::ALL {
                for (year, amount) in
                    account.of_country(*item, country).years().filter(|(_, amount)| *amount != 0.0)
                {
                    self.push(item.word(), &subject, (&year.to_string(), "value"), amount, unit);
                }
            }
        }
    }
}

/// Money in the unit in which people read it.
struct Money {
    scale: Scale,
    period: Option<Period>,
    decimals: usize,
}

impl Money {
    fn of(unit: Unit, values: impl Iterator<Item = f64> + Clone) -> Self {
        let scale = Scale::of_unit(unit, values.clone());
        let period = Period::year(2000).ok();
        let shown: Vec<f64> =
            values.filter_map(|value| period.map(|period| scale.shown(value, period))).collect();
        let decimals = decimals(shown).min(2);
        Self { scale, period, decimals }
    }

    fn shown(&self, value: f64) -> String {
        self.period.map_or_else(String::new, |period| rounded(self.scale.shown(value, period), self.decimals))
    }
}

fn percent(share: f64) -> String {
    format!("{} %", rounded(100.0 * share, 1))
}
