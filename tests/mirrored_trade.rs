//! Two reporters of one trade in a study: the mean that the weights say, as uncertain as the two differ.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails must say where")]

use corridor::assign::AllOrNothing;
use corridor::calendar::Horizon;
use corridor::evaluate::{Indicator, evaluate};
use corridor::evidence::Shape;
use corridor::model::inputs;
use corridor::quantity::Money;
use corridor::series::{Definition, Reliability, Series, reconcile};
use corridor::study::Study;

/// Roots and logarithms of a few numbers, rounded.
const ROUNDING: f64 = 1e-12;

const AZ: [f64; 4] = [118.0, 590.0, 313.0, 470.0];
const KZ: [f64; 4] = [329.0, 460.0, 529.4, 561.0];

fn yearly(values: [f64; 4]) -> String {
    let value = |(year, value): (i32, f64)| format!("{year} = '{value} MUSD'");
    (2021..).zip(values).map(value).collect::<Vec<_>>().join(", ")
}

fn text(own: [f64; 4], other: [f64; 4], weight: &str) -> String {
    format!(
        "name = 'x'\nhorizon = {{ first = '2021', last = '2026' }}\n[source.A21]\ntitle = 'AZ'\n[source.A18]\ntitle = 'KZ'\n\n[turnover.t]\ncountries = ['AZ', 'KZ']\nreporter = 'AZ'\nsource = 'A21'\nvalues = {{ {} }}\n[turnover.t.mirror]\nreporter = 'KZ'\nsource = 'A18'\nvalues = {{ {} }}\n{weight}\n",
        yearly(own),
        yearly(other)
    )
}

fn parsed(text: &str) -> Study {
    Study::parse(text, "mirror.toml").unwrap_or_else(|faults| panic!("{faults}\n{text}"))
}

/// The median and the deviation of the logarithm of each year.
fn taken(study: &Study, id: &str) -> Vec<(f64, f64)> {
    let (_, turnover) = study.draft().turnovers.iter().find(|(own, _)| own.as_str() == id).unwrap();
    let number = |shape: &Shape| match shape {
        Shape::Lognormal { median, factor } => (*median, factor.ln()),
        Shape::Fixed(value) => (*value, 0.0),
        other => panic!("{other:?}"),
    };
    turnover.values.points().iter().map(|(_, value)| number(value.spread.shape())).collect()
}

fn series(values: [f64; 4], reporter: &str) -> Series<Money> {
    let values = values.map(|value| Money::usd(value * 1e6)).to_vec();
    Series::new(Horizon::years(2021, 2024).unwrap(), values, Definition::new("trade", reporter)).unwrap()
}

/// A study takes what `reconcile` takes, by each kind of weight; the single run has it as it is.
#[test]
fn a_study_says_what_reconciling_says() {
    let weights = [
        ("", Reliability::Equal),
        ("weight = '30 %'", Reliability::Given("30 %".parse().unwrap())),
        ("weight = 0.3", Reliability::Given("30 %".parse().unwrap())),
        ("weight = 'by precision'", Reliability::Precision),
    ];
    for (weight, reliability) in weights {
        let study = parsed(&text(AZ, KZ, weight));
        let both = reconcile(&series(AZ, "AZ"), &series(KZ, "KZ"), reliability).unwrap();
        let outcome = evaluate(&study.draft().plan().unwrap(), "baseline", &AllOrNothing);
        for (place, (median, deviation)) in taken(&study, "t").into_iter().enumerate() {
            let amount = both.series.values()[place].amount();
            assert!((median / amount - 1.0).abs() < ROUNDING, "{weight}: {median} is not {amount}");
            assert!((deviation - both.errors[place]).abs() < ROUNDING, "{weight}");
            let year = (2021 + i32::try_from(place).unwrap()).to_string().parse().unwrap();
            let run = outcome.value(Indicator::TradeTurnover, "t", year).unwrap();
            assert!((run / amount - 1.0).abs() < ROUNDING);
        }
    }
    // Equal weights are the geometric mean, and half the gap.
    let (median, deviation) = taken(&parsed(&text(AZ, KZ, "")), "t")[2];
    assert!((median / (313e6_f64 * 529.4e6).sqrt() - 1.0).abs() < ROUNDING);
    assert!((deviation - (529.4_f64 / 313.0).ln() / 2.0).abs() < ROUNDING);
}

/// Where both say the same nothing is uncertain.
#[test]
fn no_disagreement_is_no_spread() {
    for (median, deviation) in taken(&parsed(&text(AZ, AZ, "")), "t") {
        assert!(
            deviation.abs() < ROUNDING
                && AZ.iter().any(|value| (median / value / 1e6 - 1.0).abs() < ROUNDING)
        );
    }
}

/// Both sources stand on each number, and what each side counts is in its note.
#[test]
fn both_sources_are_kept() {
    let study = parsed(&text(AZ, KZ, ""));
    let listed = inputs(study.draft());
    let input = listed.iter().find(|input| input.path == "turnover.t.values.2023").unwrap();
    let provenance = input.provenance.unwrap();
    let sources: Vec<&str> = provenance.sources.iter().map(corridor::evidence::Id::as_str).collect();
    assert_eq!(sources, ["A21", "A18"]);
    assert_eq!(provenance.note, "313 MUSD by AZ (weight 50 %), 529.4 MUSD by KZ");
    let mirror = listed.iter().find(|input| input.path == "turnover.t.mirror.values.2023").unwrap();
    assert!(mirror.number.is_none() && mirror.provenance.unwrap().sources[0].as_str() == "A18");
}

/// Both sides may be turnovers of their own, whose parts of years and gaps count as they stand.
#[test]
fn turnovers_may_be_named() {
    let study = parsed(
        "name = 'x'\nhorizon = { first = '2021', last = '2026' }\n\n[turnover.az]\ncountries = ['AZ', 'KZ']\nreporter = 'AZ'\nvalues = { 2019 = '229.6 MUSD', 2023 = '313 MUSD', 2024 = '470 MUSD' }\n\n[turnover.kz]\ncountries = ['AZ', 'KZ']\nreporter = 'KZ'\nvalues = { 2022 = '460 MUSD', 2023 = '529.4 MUSD', '2024-01 to 2024-06' = '280.6 MUSD' }\n\n[turnover.both]\ncountries = ['AZ', 'KZ']\nreporter = 'AZ'\nvalues = 'az'\nmirror = { reporter = 'KZ', values = 'turnover.kz' }\n",
    );
    let both = taken(&study, "both");
    assert_eq!(both.len(), 4);
    let other = taken(&study, "kz")[2];
    let (median, deviation) = both[3];
    assert!((median / (470e6 * other.0).sqrt() - 1.0).abs() < ROUNDING);
    let gap = (470e6 / other.0).ln().abs() / 2.0;
    // What the half year leaves open is added to the disagreement, by the weight of that side.
    assert!(deviation > gap && deviation < gap.hypot(0.6 * other.1));
    // A year that one side alone has is moved by the mean ratio.
    let ratio = f64::midpoint((313.0_f64 / 529.4).ln(), (470e6 / other.0).ln());
    assert!((both[0].0 / (229.6e6 * (-ratio / 2.0).exp()) - 1.0).abs() < ROUNDING);
    // Each keeps its own values.
    assert_eq!(taken(&study, "az")[1], (313e6, 0.0));
}

/// Two reporters far apart are told.
#[test]
fn disagreement_is_told() {
    let told = |study: &Study| -> Vec<String> {
        let warnings = study.warnings().into_iter().filter(|warning| warning.path == "turnover.t.mirror");
        warnings.map(|warning| warning.kind.to_string()).collect()
    };
    let far = told(&parsed(&text(AZ, KZ, "")));
    assert!(far[0].starts_with("the two reporters differ 2.8 times in 2021"), "{far:?}");
    assert!(told(&parsed(&text(AZ, [130.0, 600.0, 330.0, 500.0], ""))).is_empty());
}
