//! Strategies judged by every rule, as tables.

use crate::compare::{DominanceKind, Judged, Judging, Met};
use crate::evaluate::Wanted;

use super::number::{decimals, rounded};
use super::{Align, Document, Scale, Table};

/// States that are shown one by one; more, as draws are, only in what is made of them.
const MOST_STATES: usize = 12;

/// Strategies against states of the world: the values, the rules, and which strategy each rule takes.
pub fn regret(wanted: &Wanted, met: &Met, judging: Judging, judged: &Judged) -> Document {
    let shown = Shown::of(wanted, met);
    let page = Document::new().text(&about(wanted, met, judged));
    let page = if met.payoffs.states().len() <= MOST_STATES {
        page.tables(value_tables(met, judged, &shown))
    } else {
        page
    };
    page.table(rules_table(judging, judged, &shown)).text(&choices(judged)).text(&dominances(judged))
}

fn about(wanted: &Wanted, met: &Met, judged: &Judged) -> String {
    let good = if judged.is_cost() { "the smaller the better" } else { "the larger the better" };
    let (strategies, states) = (met.payoffs.strategies().len(), met.payoffs.states().len());
    let solved = match met.unsolved {
        0 => "every period solved".to_owned(),
        runs => format!("NOT SOLVED in {runs} runs, read with care"),
    };
    format!("{wanted}, {good}: {strategies} strategies in {states} states; {solved}")
}

/// The values, and how much better the best strategy is in each state.
fn value_tables(met: &Met, judged: &Judged, shown: &Shown) -> [Table; 2] {
    let head = |title: &str| {
        let table = Table::new(&format!("{title}, {}", shown.scale.symbol())).column("strategy", Align::Left);
        met.payoffs.states().iter().fold(table, |table, state| table.column(state, Align::Right))
    };
    let (mut values, mut regrets) = (head("Value by state"), head("Regret by state"));
    for (number, judgement) in judged.standings.iter().enumerate() {
        let row = |cells: &[f64]| {
            let name = std::iter::once(judgement.strategy.clone());
            name.chain(cells.iter().map(|value| shown.text(*value))).collect::<Vec<String>>()
        };
        values.push(row(met.payoffs.values(number)));
        regrets.push(row(&judgement.regrets));
    }
    [values, regrets]
}

fn rules_table(judging: Judging, judged: &Judged, shown: &Shown) -> Table {
    let mut table = Table::new(&format!("By rule, {}", shown.scale.symbol())).column("strategy", Align::Left);
    for rule in ["worst", "mean", "best"] {
        table = table.column(rule, Align::Right);
    }
    table = table
        .column(&format!("Hurwicz {}", judging.optimism), Align::Right)
        .column("most regret", Align::Right)
        .dispensable_column("regretted in", Align::Left, 1);
    if judging.threshold.is_some() {
        table = table.column("good enough", Align::Right);
    }
    for judgement in &judged.standings {
        let numbers =
            [judgement.worst, judgement.mean, judgement.best, judgement.hurwicz, judgement.most_regret];
        let mut cells = vec![judgement.strategy.clone()];
        cells.extend(numbers.map(|number| shown.text(number)));
        cells.push(if judgement.most_regret > 0.0 { judgement.regretted_in.clone() } else { String::new() });
        cells.extend(judgement.satisfied.map(|share| format!("{} %", rounded(100.0 * share, 1))));
        table.push(cells);
    }
    table
}

/// Which strategy each rule takes.
fn choices(judged: &Judged) -> String {
    let rules = [
        ("least regret at most (Savage)", judged.best_by_regret()),
        ("best at the worst (Wald)", judged.best_by_worst()),
        ("best on the mean (Laplace)", judged.best_by_mean()),
        ("best of worst and best (Hurwicz)", judged.best_by_hurwicz()),
        ("good enough most often", judged.best_by_satisfied()),
    ];
    let told = rules.iter().filter(|(_, best)| !best.is_empty());
    told.map(|(rule, best)| format!("{rule}: {}", best.join(", "))).collect::<Vec<String>>().join("\n")
}

fn dominances(judged: &Judged) -> String {
    let told = judged.dominances.iter().map(|found| {
        let how = match found.kind {
            DominanceKind::Strict => "is better in every state than",
            DominanceKind::Weak => "is nowhere worse, and somewhere better, than",
            DominanceKind::Stochastic => {
                "reaches every value at least as often as, and some more often than,"
            }
        };
        format!("`{}` {how} `{}`.", found.better, found.worse)
    });
    told.collect::<Vec<String>>().join("\n")
}

/// The scale of all values.
struct Shown {
    scale: Scale,
    decimals: usize,
    period: crate::calendar::Period,
}

impl Shown {
    fn of(wanted: &Wanted, met: &Met) -> Self {
        let values =
            || (0..met.payoffs.strategies().len()).flat_map(|number| met.payoffs.values(number)).copied();
        let scale = Scale::of(wanted.indicator, met.unit, values());
        let decimals = decimals(values().map(|value| scale.shown(value, wanted.period)));
        Self { scale, decimals, period: wanted.period }
    }

    fn text(&self, base: f64) -> String {
        rounded(self.scale.shown(base, self.period), self.decimals)
    }
}
