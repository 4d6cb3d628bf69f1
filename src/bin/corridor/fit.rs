//! `corridor fit`.

use clap::Args;
use corridor::demand::Mirror;
use corridor::model::{FittedHistory, StatedMultiple, histories};
use corridor::projection::fit::{Candidate, Scores};
use corridor::report::{Align, Cell, Document, Scale, Sheet, Table};
use corridor::scenario::BASELINE;
use corridor::series::Factor;

use crate::failure::Failure;
use crate::open;
use crate::output::{Format, Output};

const EXAMPLES: &str = "\
Examples:
  corridor fit trade-turnover
  corridor fit middle-corridor --history 'series.*' --periods 5
  corridor fit my-study.toml --format csv --out fits.csv

Each history is fitted by several rules, which are tested on its later half as if it were not known. To use the
chosen rule in a study, write growth = { fit = \"auto\" }. Scores are explained in docs/fitting.md.";

/// The columns of a sheet of fits.
const COLUMNS: [&str; 8] = ["history", "rule", "chosen", "kind", "name", "period", "value", "unit"];

/// The quantiles of a forecast.
const SHARES: [(&str, f64); 5] = [("p025", 0.025), ("p10", 0.1), ("p50", 0.5), ("p90", 0.9), ("p975", 0.975)];

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Options {
    /// A file, or the name of a study that comes with the command
    study: String,
    /// The scenario whose histories are fitted
    #[arg(long, default_value = BASELINE)]
    scenario: String,
    /// How many periods are foreseen
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=60))]
    periods: u8,
    /// Only histories whose path begins so: `turnover.`, `series.titr`
    #[arg(long, value_name = "PATH", default_value = "")]
    history: String,
    #[command(flatten)]
    output: Output,
}

/// Fits rules to every history of a scenario, tests them and tells which is chosen.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let study = open::study(&options.study)?;
    let draft = open::scenario(&study, &options.scenario)?;
    let start = options.history.trim_end_matches('*');
    let found: Vec<FittedHistory> =
        histories(&draft).into_iter().filter(|history| history.path.starts_with(start)).collect();
    if found.is_empty() {
        let what = "no series, turnover or demand has values of two periods that follow each other";
        return Err(Failure::usage(format!("there is nothing to fit in `{}`: {what}", options.study)));
    }
    let periods = usize::from(options.periods);
    match options.output.format {
        Format::Table => options.output.page(&page(&found, periods)),
        Format::Csv | Format::Json => options.output.sheet(&sheet(&found, periods), ""),
    }
}

/// The candidates, and the rule that the study states where it can be tested.
fn rules(history: &FittedHistory) -> impl Iterator<Item = &Candidate> {
    history.choice.candidates().iter().chain(&history.stated)
}

fn page(found: &[FittedHistory], periods: usize) -> Document {
    found.iter().fold(Document::new(), |page, history| {
        let page = page.table(scores(history)).text(&verdict(history));
        let page = history.multiple.iter().flat_map(multiple).fold(page, |page, line| page.text(&line));
        let page = history.findings.iter().fold(page, |page, finding| page.text(finding));
        page.tables(history.mirror.iter().map(|mirror| mirrored(history, mirror)))
            .table(foreseen(history, periods))
    })
}

/// The scores of a history's rules.
fn scores(history: &FittedHistory) -> Table {
    let (first, last) = (history.first, history.last);
    let title = format!("{}: {} values from {first} to {last}", history.path, history.values.len());
    let mut table = ["MASE", "sMAPE", "CRPS", "within 80 %", "within 95 %", "judged"]
        .into_iter()
        .fold(Table::new(&title).column("rule", Align::Left), |table, column| {
            table.column(column, Align::Right)
        });
    let scale = scale(history);
    for rule in rules(history) {
        let cells = rule.scores.map(|scores| cells(&scores, &scale));
        let cells = cells.unwrap_or_else(|| std::array::from_fn(|_| String::new()));
        table.push(std::iter::once(rule.word.to_owned()).chain(cells));
    }
    table
}

fn scale(history: &FittedHistory) -> Scale {
    Scale::of_unit(history.unit, history.values.iter().copied())
}

fn cells(scores: &Scores, scale: &Scale) -> [String; 6] {
    let share = |share: f64| format!("{:.0} %", 100.0 * share);
    [
        format!("{:.2}", scores.mase),
        format!("{:.1}", scores.smape),
        format!("{:.3} {}", scale.amount(scores.crps), scale.symbol()),
        share(scores.coverage_80),
        share(scores.coverage_95),
        scores.count.to_string(),
    ]
}

/// What is chosen and why, and how the stated rule compares.
fn verdict(history: &FittedHistory) -> String {
    let choice = &history.choice;
    let mut said = vec![format!("chosen: {}, for {}", choice.word(), choice.reason())];
    if history.left_out > 0 {
        said.push(format!("left out before a gap: {}", history.left_out));
    }
    let ours = choice.chosen().scores.map(|scores| scores.mase);
    let theirs = history.stated.as_ref().and_then(|stated| stated.scores).map(|scores| scores.mase);
    if let (Some(ours), Some(theirs)) = (ours, theirs) {
        let better = if ours < theirs { "less" } else { "no less" };
        said.push(format!("it erred {better} than the stated rule ({})", history.rule));
    }
    said.join("; ")
}

/// What two reporters count, and what is taken.
fn mirrored(history: &FittedHistory, mirror: &Mirror) -> Table {
    let scale = scale(history);
    let title = format!(
        "{}: two reporters, {}; its own counts {}, and {:.2} of what {} counts on average",
        history.path,
        scale.symbol(),
        mirror.weight,
        mirror.ratio,
        if mirror.reporter.is_empty() { "the other" } else { &mirror.reporter },
    );
    let mut table = ["its own", "the other", "taken", "uncertain by"]
        .into_iter()
        .fold(Table::new(&title).column("period", Align::Left), |table, name| {
            table.column(name, Align::Right)
        });
    let shown =
        |value: Option<f64>| value.map_or_else(String::new, |value| format!("{:.1}", scale.amount(value)));
    for year in &mirror.years {
        let error = format!("{:.0} %", 100.0 * year.error);
        table.push([
            year.period.to_string(),
            shown(year.own),
            shown(year.other),
            shown(Some(year.taken)),
            error,
        ]);
    }
    table
}

/// What a stated multiple means: how fast, and for whom.
fn multiple(stated: &StatedMultiple) -> Vec<String> {
    let StatedMultiple { times, by, read, has_parts } = stated;
    let doubling =
        read.doubling.map(|years| format!(", doubling every {years:.1} years")).unwrap_or_default();
    let rate = format!("{:.1} % a year{doubling}", 100.0 * read.rate.base());
    let whole = format!("the stated {times} times by {by} is {rate}, to {:.2}", read.turnover);
    let alone = |factor: Option<Factor>| {
        factor.map_or("which cannot be".to_owned(), |factor| format!("{:.1} times as large", factor.base()))
    };
    let balance = format!(
        "balance by {by}: {:.2} if exports and imports grow alike; {:.2} if exports alone grow ({}); {:.2} if imports alone grow ({})",
        read.balance_if_both,
        read.balance_if_exports,
        alone(read.exports_alone),
        read.balance_if_imports,
        alone(read.imports_alone),
    );
    std::iter::once(whole).chain(has_parts.then_some(balance)).collect()
}

/// The quantiles of the periods to come.
fn foreseen(history: &FittedHistory, periods: usize) -> Table {
    let scale = scale(history);
    let title = format!("{}: foreseen, {}", history.path, scale.symbol());
    let mut table =
        SHARES.into_iter().fold(Table::new(&title).column("period", Align::Left), |table, (name, _)| {
            table.column(name, Align::Right)
        });
    for (ahead, period) in
        (1..=periods).zip(std::iter::successors(Some(history.last.plus(1)), |p| Some(p.plus(1))))
    {
        let levels = SHARES.map(|(_, share)| history.choice.forecast().quantile(ahead, share));
        let levels = levels.map(|level| format!("{:.3}", scale.amount(level)));
        table.push(std::iter::once(period.to_string()).chain(levels));
    }
    table
}

fn sheet(found: &[FittedHistory], periods: usize) -> Sheet {
    let mut sheet = Sheet::new(&COLUMNS);
    for history in found {
        for rule in rules(history) {
            rule_rows(&mut sheet, history, rule);
        }
        forecast_rows(&mut sheet, history, periods);
        multiple_rows(&mut sheet, history);
    }
    sheet
}

/// The numbers and scores of one rule.
fn rule_rows(sheet: &mut Sheet, history: &FittedHistory, rule: &Candidate) {
    let chosen = rule.word == history.choice.word();
    let mut push = |kind: &str, name: &str, value: f64, unit: &str| {
        sheet.push([
            history.path.as_str().into(),
            rule.word.into(),
            Cell::text(chosen.then(|| history.choice.reason().to_string())),
            kind.into(),
            name.into(),
            Cell::text(None::<String>),
            Cell::number(Some(value)),
            unit.into(),
        ]);
    };
    for number in rule.fitted.parameters() {
        push("parameter", number.name, number.value, "");
    }
    let unit = history.unit.to_string();
    if let Some(scores) = rule.scores {
        push("score", "mase", scores.mase, "1");
        push("score", "smape", scores.smape, "%");
        push("score", "crps", scores.crps, &unit);
        push("score", "coverage-80", scores.coverage_80, "1");
        push("score", "coverage-95", scores.coverage_95, "1");
        push("score", "msis", scores.msis, "1");
        push("score", "judged", scores.count as f64, "1");
    }
}

/// What a stated multiple comes to.
fn multiple_rows(sheet: &mut Sheet, history: &FittedHistory) {
    let Some(StatedMultiple { by, read, has_parts, .. }) = &history.multiple else { return };
    let factor = |factor: Option<Factor>| factor.map(Factor::base);
    let whole = [("rate", Some(read.rate.base()), "1/yr"), ("doubling", read.doubling, "yr")];
    let parts = [
        ("balance-if-both", Some(read.balance_if_both.amount()), "money"),
        ("balance-if-exports", Some(read.balance_if_exports.amount()), "money"),
        ("exports-alone", factor(read.exports_alone), "1"),
        ("balance-if-imports", Some(read.balance_if_imports.amount()), "money"),
        ("imports-alone", factor(read.imports_alone), "1"),
    ];
    let parts = parts.into_iter().filter(|_| *has_parts);
    let money = history.unit.to_string();
    for (name, value, unit) in whole.into_iter().chain(parts).filter(|(_, value, _)| value.is_some()) {
        let unit = if unit == "money" { &money } else { unit };
        let cells = [history.path.as_str(), "multiple"].map(Cell::from);
        let [path, rule] = cells;
        let kind: Cell = "multiple".into();
        sheet.push([
            path,
            rule,
            Cell::text(None::<String>),
            kind,
            name.into(),
            by.to_string().into(),
            Cell::number(value),
            unit.into(),
        ]);
    }
}

/// The chosen rule's quantiles of the periods to come.
fn forecast_rows(sheet: &mut Sheet, history: &FittedHistory, periods: usize) {
    let mut period = history.last;
    for ahead in 1..=periods {
        period = period.plus(1);
        for (name, share) in SHARES {
            sheet.push([
                history.path.as_str().into(),
                history.choice.word().into(),
                history.choice.reason().to_string().into(),
                "forecast".into(),
                name.into(),
                period.to_string().into(),
                Cell::number(Some(history.choice.forecast().quantile(ahead, share))),
                history.unit.to_string().into(),
            ]);
        }
    }
}
