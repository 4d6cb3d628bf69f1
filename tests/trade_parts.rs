//! Exports and imports: they add up to the turnover in every draw, keep their proportion without a rule of their own,
//! and make the turnover where they have one.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails must say where")]

use std::ops::ControlFlow;

use corridor::assign::AllOrNothing;
use corridor::ensemble::{Draws, Ensemble, Sampling, Shard};
use corridor::evaluate::{Entry, Indicator, Outcome, evaluate};
use corridor::study::Study;

/// Sums and products of a few numbers, rounded.
const ROUNDING: f64 = 1e-12;

/// The whole, and what it is made of.
const PARTS: [Indicator; 3] = [Indicator::TradeTurnover, Indicator::TradeExports, Indicator::TradeImports];

const STUDY: &str = r#"
name = "Trade in parts"
horizon = { first = "2022", last = "2030" }

[turnover.az-tm]
countries = ["AZ", "TM"]
reporter = "AZ"
values = { 2022 = "453 MUSD", 2023 = { low = "800 MUSD", high = "900 MUSD" } }
exports = { 2023 = { median = "56.6 MUSD", factor = 1.2 } }
imports = { 2023 = "588.1 MUSD" }
growth = { compound = { low = "2 %/yr", high = "8 %/yr" } }

[turnover.whole]
countries = ["AZ", "KG"]
values = { 2024 = "40 MUSD" }
"#;

/// The study with the rule of the turnover replaced by other lines.
fn with(rules: &str) -> String {
    STUDY.replace(r#"growth = { compound = { low = "2 %/yr", high = "8 %/yr" } }"#, rules)
}

fn run(text: &str) -> Outcome {
    let study = Study::parse(text, "trade.toml").unwrap_or_else(|faults| panic!("{faults}"));
    evaluate(&study.draft().plan().unwrap(), "baseline", &AllOrNothing)
}

fn value(outcome: &Outcome, indicator: Indicator, year: &str) -> f64 {
    let mut rows = outcome.rows();
    let row = rows
        .find(|row| row.indicator == indicator && &*row.subject == "az-tm" && row.period.to_string() == year);
    row.unwrap().value
}

fn close(one: f64, other: f64) {
    assert!((one / other - 1.0).abs() < ROUNDING, "{one} is not {other}");
}

/// Without rules of their own exports and imports keep the proportion of the last year in which they are known, before and
/// after it.
#[test]
fn shares_are_kept() {
    let outcome = run(STUDY);
    for year in ["2022", "2023", "2027", "2030"] {
        let [whole, sent, taken, balance] = [
            Indicator::TradeTurnover,
            Indicator::TradeExports,
            Indicator::TradeImports,
            Indicator::TradeBalance,
        ]
        .map(|indicator| value(&outcome, indicator, year));
        close(sent + taken, whole);
        close(sent / taken, 56.6 / 588.1);
        close(balance, sent - taken);
    }
    close(value(&outcome, Indicator::TradeTurnover, "2030"), 850e6 * 1.05_f64.powi(7));
    assert!(!outcome.rows().any(|row| &*row.subject == "whole" && row.indicator == Indicator::TradeExports));
}

/// With rules of their own each goes on by its own from its part of the last turnover, and the turnover is the sum.
#[test]
fn own_growth_makes_the_turnover() {
    let outcome = run(&with(
        "exports_growth = { multiple = 5, by = \"2030\" }\nimports_growth = { compound = \"2 %/yr\" }",
    ));
    let of = |indicator, year| value(&outcome, indicator, year);
    close(of(Indicator::TradeTurnover, "2023"), 850e6);
    let (sent, taken) = (of(Indicator::TradeExports, "2023"), of(Indicator::TradeImports, "2023"));
    close(of(Indicator::TradeExports, "2030"), 5.0 * sent);
    close(of(Indicator::TradeImports, "2030"), taken * 1.02_f64.powi(7));
    close(of(Indicator::TradeTurnover, "2030"), 5.0 * sent + taken * 1.02_f64.powi(7));
    // One with a rule alone: the other stays as it is.
    let outcome = run(&with("exports_growth = { multiple = 5, by = \"2030\" }"));
    close(value(&outcome, Indicator::TradeImports, "2030"), taken);
}

/// Of exports alone, imports are what is left of the turnover.
#[test]
fn one_part_leaves_the_other() {
    let outcome = run(&STUDY.replace("imports = { 2023 = \"588.1 MUSD\" }\n", ""));
    close(value(&outcome, Indicator::TradeExports, "2023"), 56.6e6);
    close(value(&outcome, Indicator::TradeImports, "2023"), 850e6 - 56.6e6);
    close(value(&outcome, Indicator::TradeExports, "2030"), 56.6e6 * 1.05_f64.powi(7));
}

/// A scenario that lets the whole grow speaks of its parts as well, and one that scales it scales both.
#[test]
fn scenarios_change_parts_with_the_whole() {
    let text = with(
        "exports_growth = { compound = \"9 %/yr\" }\n\n[scenario.grown]\nchanges = [{ grow = \"az-tm\", growth = { multiple = 2, by = \"2030\" } }]\n\n[scenario.cut]\nchanges = [{ scale = \"az-tm\", by = \"-20 %\", from = \"2028\", until = \"2028\" }]",
    );
    let study = Study::parse(&text, "trade.toml").unwrap();
    let outcome = |scenario: &str| {
        let draft = study.scenarios().apply(scenario, study.draft()).unwrap();
        evaluate(&draft.draft().plan().unwrap(), scenario, &AllOrNothing)
    };
    let (base, grown, cut) = (outcome("baseline"), outcome("grown"), outcome("cut"));
    close(
        value(&grown, Indicator::TradeExports, "2030"),
        2.0 * value(&base, Indicator::TradeExports, "2023"),
    );
    for indicator in [Indicator::TradeExports, Indicator::TradeImports, Indicator::TradeTurnover] {
        close(value(&cut, indicator, "2028"), 0.8 * value(&base, indicator, "2028"));
        close(value(&cut, indicator, "2029"), value(&base, indicator, "2029"));
    }
}

/// What follows a turnover that is the sum of its parts follows that sum.
#[test]
fn a_follower_sees_the_sum() {
    let text = with("exports_growth = { multiple = 5, by = \"2030\" }")
        + "\n[series.follower]\nvalues = { 2026 = \"10 Mt\" }\ngrowth = { elastic = { to = \"az-tm\", elasticity = 1 } }\n";
    let demand = text.replace("name = \"Trade in parts\"", "name = \"Trade in parts\"\nmeasure = \"mass\"")
        + "[node]\na = {}\nb = {}\n\n[leg.l]\nfrom = \"a\"\nto = \"b\"\nmode = \"rail\"\ntariff = \"1 USD/t\"\n\n[demand.d]\nfrom = \"a\"\nto = \"b\"\nvolume = \"follower\"\ndispersion = 1\n";
    let outcome = run(&demand);
    let wanted = |year: &str| {
        let mut rows = outcome.rows();
        rows.find(|row| row.indicator == Indicator::Demand && row.period.to_string() == year).unwrap().value
    };
    let traded = |year| value(&outcome, Indicator::TradeTurnover, year);
    close(wanted("2030") / wanted("2026"), traded("2030") / traded("2026"));
}

/// In every draw exports and imports add up to the turnover.
#[test]
fn draws_add_up() {
    for text in
        [STUDY.to_owned(), with("exports_growth = { compound = { low = \"1 %/yr\", high = \"9 %/yr\" } }")]
    {
        let study = Study::parse(&text, "trade.toml").unwrap();
        let plan = study.draft().plan().unwrap();
        let ensemble = Ensemble::new(Sampling::new(200, 7).unwrap()).scenario("baseline", &plan);
        let entries: Vec<Entry> = ensemble.drawn().unwrap().entries;
        let mut drawn = [(); 3].map(|()| Vec::new());
        let see = |draws: &Draws<'_>| {
            for (values, indicator) in drawn.iter_mut().zip(PARTS) {
                let is_of = |entry: &Entry| entry.indicator == indicator && &*entry.subject == "az-tm";
                let entry = entries.iter().position(is_of).unwrap();
                values.extend_from_slice(draws.value(0, entry, 8).unwrap());
            }
        };
        ensemble.part_with(&AllOrNothing, Shard::WHOLE, |_| ControlFlow::Continue(()), see).unwrap();
        let [whole, sent, taken] = drawn;
        assert_eq!(whole.len(), 200);
        for (whole, (sent, taken)) in whole.iter().zip(sent.iter().zip(&taken)) {
            close(sent + taken, *whole);
        }
        assert!(whole.iter().any(|other| other != &whole[0]));
    }
}

#[test]
fn what_does_not_go_together_is_told() {
    let told = |rules: &str| Study::parse(&with(rules), "trade.toml").unwrap_err().to_string();
    let both = told("growth = { compound = \"5 %/yr\" }\nexports_growth = { compound = \"5 %/yr\" }");
    assert!(
        both.contains("grows by a rule, and so do its exports, of which it is the sum: leave out"),
        "{both}"
    );
    let none = STUDY.replace("exports = {", "exports_growth = { compound = \"5 %/yr\" }\n# {");
    let none = Study::parse(&none, "trade.toml").unwrap_err().to_string();
    assert!(none.contains("turnover.az-tm.exports_growth") && none.contains("`exports` beside it"), "{none}");
    let odd = STUDY.replace("2022 = \"453 MUSD\", 2023", "2023");
    let odd = odd.replace("\"588.1 MUSD\"", "\"1588.1 MUSD\"");
    let warnings = Study::parse(&odd, "trade.toml").unwrap().warnings();
    let off =
        warnings.iter().find(|warning| warning.kind.to_string().starts_with("exports and imports come to"));
    assert_eq!(off.unwrap().path, "turnover.az-tm.exports.2023");
}
