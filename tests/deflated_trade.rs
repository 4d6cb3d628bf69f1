//! Deflators in a study: money of the day at the constant prices of the study's year, which alone adds up.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails must say where")]

use corridor::assign::AllOrNothing;
use corridor::calendar::Horizon;
use corridor::evaluate::{Indicator, Outcome, evaluate};
use corridor::evidence::Shape;
use corridor::quantity::Money;
use corridor::series::{Definition, Factor, Series};
use corridor::study::Study;

/// Products and quotients of a few numbers, rounded.
const ROUNDING: f64 = 1e-12;

/// A study at the prices of 2023 whose index has these values, and whose turnover has these lines.
fn text(index: &str, turnover: &str) -> String {
    format!(
        "name = 'x'\nprices = '2023'\nhorizon = {{ first = '2022', last = '2026' }}\n[source.P1]\ntitle = 'Prices'\n[source.A11]\ntitle = 'Trade'\n\n[series.prices]\nsource = 'P1'\nvalues = {{ {index} }}\n\n[turnover.t]\ncountries = ['AZ', 'TM']\nsource = 'A11'\n{turnover}\n"
    )
}

const INDEX: &str = "2022 = '95', 2023 = '100', 2024 = '104'";
const VALUES: &str =
    "values = { 2022 = '453 MUSD', 2023 = '852 MUSD', 2024 = '383 MUSD' }\ndeflate = { by = 'prices' }";

fn parsed(text: &str) -> Study {
    Study::parse(text, "prices.toml").unwrap_or_else(|faults| panic!("{faults}\n{text}"))
}

fn run(text: &str) -> Outcome {
    evaluate(&parsed(text).draft().plan().unwrap(), "baseline", &AllOrNothing)
}

fn traded(outcome: &Outcome, year: &str) -> f64 {
    outcome.value(Indicator::TradeTurnover, "t", year.parse().unwrap()).unwrap()
}

fn close(one: f64, other: f64) {
    assert!((one / other - 1.0).abs() < ROUNDING, "{one} is not {other}");
}

/// A study says what `Series::deflate` says.
#[test]
fn a_study_says_what_deflating_says() {
    let years = Horizon::years(2022, 2024).unwrap();
    let money = [453.0, 852.0, 383.0].map(|value| Money::usd(value * 1e6)).to_vec();
    let index = [95.0, 100.0, 104.0].map(Factor::times).to_vec();
    let index = Series::new(years, index, Definition::default()).unwrap();
    let real = Series::new(years, money, Definition::default()).unwrap();
    let real = real.deflate(&index, "2023".parse().unwrap()).unwrap();
    let outcome = run(&text(INDEX, VALUES));
    for (period, value) in real.iter() {
        close(traded(&outcome, &period.to_string()), value.amount());
    }
    let row = outcome.rows().find(|row| row.indicator == Indicator::TradeTurnover).unwrap();
    assert_eq!(row.unit.to_string(), "USD@2023");
    // The rule goes on in constant prices.
    let grown = run(&text(INDEX, &format!("{VALUES}\ngrowth = {{ compound = '3 %/yr' }}")));
    close(traded(&grown, "2026"), 383e6 / 1.04 * 1.03 * 1.03);
}

/// An index that is 1 throughout, or 100, changes no amount and no spread.
#[test]
fn an_index_of_one_changes_nothing() {
    let values = "values = { 2022 = '453 MUSD', 2023 = { low = '800 MUSD', mode = '850 MUSD', high = '900 MUSD' }, 2024 = { median = '383 MUSD', factor = 1.2 } }";
    for level in ["1", "100"] {
        let index = format!("2022 = '{level}', 2023 = '{level}', 2024 = '{level}'");
        let study = parsed(&text(&index, &format!("{values}\ndeflate = {{ by = 'prices', base = 2023 }}")));
        let turnover = study.draft().turnovers.iter().next().unwrap().1;
        let shapes: Vec<Shape> =
            turnover.values.points().iter().map(|(_, number)| number.spread.shape().clone()).collect();
        let expected = [
            Shape::Fixed(453e6),
            Shape::Triangular { low: 800e6, mode: 850e6, high: 900e6 },
            Shape::Lognormal { median: 383e6, factor: 1.2 },
        ];
        assert_eq!(shapes, expected);
    }
}

/// An uncertain index makes what it is applied to uncertain, but for the year of the prices.
#[test]
fn doubt_about_prices_is_doubt_about_trade() {
    let index = "2022 = '95', 2023 = '100', 2024 = { median = '104', factor = 1.1 }";
    let study = parsed(&text(index, VALUES));
    let plan = study.draft().plan().unwrap();
    let spread = |year: &str| {
        let path = format!("turnover.t.values.{year}");
        let input = plan.inputs().iter().find(|input| input.path == path).unwrap();
        (input.number.spread.is_fixed(), input.number.central())
    };
    assert!(spread("2022").0);
    close(spread("2022").1, 453e6 / 0.95);
    assert!(spread("2023").0 && !spread("2024").0);
    close(spread("2024").1, 383e6 / 1.04);
    // Both sources stand on the number.
    let input = plan.inputs().iter().find(|input| input.path == "turnover.t.values.2022").unwrap();
    let sources: Vec<String> = input.number.provenance.sources.iter().map(ToString::to_string).collect();
    assert_eq!(sources, ["A11", "P1"]);
}

/// Parts of years are completed first, and exports, imports and mirrors are deflated with the turnover.
#[test]
fn all_of_a_trade_is_deflated() {
    let turnover = "values = { '2022-01 to 2022-10' = '377.242 MUSD', 2023 = '852 MUSD', 2024 = '383 MUSD' }\nexports = { 2024 = '83 MUSD' }\nimports = { 2024 = '300 MUSD' }\nmirror = { reporter = 'TM', values = { 2024 = '400 MUSD' } }\ndeflate = { by = 'prices' }";
    let study = parsed(&text(INDEX, turnover));
    let outcome = evaluate(&study.draft().plan().unwrap(), "baseline", &AllOrNothing);
    close(traded(&outcome, "2024"), (383e6_f64 * 400e6).sqrt() / 1.04);
    let sent = outcome.value(Indicator::TradeExports, "t", "2024".parse().unwrap()).unwrap();
    close(sent / traded(&outcome, "2024"), 83.0 / 383.0);
    let warnings: Vec<String> = study.warnings().iter().map(|warning| warning.kind.to_string()).collect();
    assert!(warnings.iter().any(|told| told.contains("is a part of the year")), "{warnings:?}");
}

/// Two bases do not add, and what cannot be deflated is told with what can.
#[test]
fn what_cannot_be_deflated_is_told() {
    let good = text(INDEX, VALUES);
    let rows = [
        (
            good.replace("prices = '2023'\n", ""),
            "the study counts money of the day; allowed: `prices` at the top",
        ),
        (
            good.replace("by = 'prices'", "by = 'prices', base = 2020"),
            "the study counts in prices of 2023, and money of two bases does not add",
        ),
        (good.replace("2022 = '95', ", ""), "turnover.t.values: cannot read"),
        (good.replace("2022 = '95', ", ""), "the index has nothing for 2022, but for 2023 to 2024"),
        (
            good.replace("2022 = '95'", "2022 = '0'"),
            "the index can be 0 in 2022; allowed: an index that is above 0",
        ),
        (good.replace("'453 MUSD'", "'453 MUSD@2020'"), "USD@2020 is no money of the day"),
        (
            good.replace("'95', 2023 = '100', 2024 = '104'", "'95 Mt', 2023 = '100 Mt', 2024 = '104 Mt'"),
            "t is no index of prices",
        ),
        (
            good.replace("by = 'prices'", "by = 'price'"),
            "the study has no series `price`; did you mean `prices`?",
        ),
        (
            good.replace("\ndeflate = { by = 'prices' }", ""),
            "is not in the money of the model: convert it to USD@2023",
        ),
        (format!("{good}growth = {{ linear = '10 MUSD/yr' }}\n"), "USD@2023"),
    ];
    for (text, told) in rows {
        let faults = Study::parse(&text, "prices.toml").expect_err(told).to_string();
        assert!(faults.contains(told), "`{told}` is not in\n{faults}");
    }
}

/// A turnover that a scenario adds is deflated by an index of the study.
#[test]
fn added_trade_is_deflated() {
    let scenario = "[scenario.more]\nchanges = [{ add = { turnover = { new = { countries = ['AZ', 'KG'], values = { 2024 = '52 MUSD' }, deflate = { by = 'prices' } } } } }]\n";
    let study = parsed(&(text(INDEX, VALUES) + scenario));
    let draft = study.scenarios().apply("more", study.draft()).unwrap().into_draft();
    let outcome = evaluate(&draft.plan().unwrap(), "more", &AllOrNothing);
    let new = outcome.value(Indicator::TradeTurnover, "new", "2024".parse().unwrap()).unwrap();
    close(new, 50e6);
}
