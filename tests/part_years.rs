//! Years of which only a part was published, and what else is odd about given values: what a study makes of them is what
//! `Readings` says in Rust, and `check` tells each with a next step.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails must say where")]

use corridor::assign::AllOrNothing;
use corridor::evaluate::{Indicator, evaluate};
use corridor::evidence::{Evidence, Shape};
use corridor::model::{Draft, WarningKind, inputs};
use corridor::quantity::Money;
use corridor::series::{Definition, Reading, Readings};
use corridor::study::Study;

/// Sums and quotients of a few numbers, rounded.
const ROUNDING: f64 = 1e-12;

/// A study of one turnover with these values, in millions.
fn study(values: &[(&str, &str)]) -> Study {
    let line = |(period, value): &(&str, &str)| format!("\"{period}\" = {value}\n");
    let lines: String = values.iter().map(line).collect();
    let text = format!(
        "name = 'x'\nhorizon = {{ first = '2021', last = '2026' }}\n\n[source.A9]\ntitle = 'Trade'\n\n[turnover.t]\ncountries = ['AZ', 'TM']\n\n[turnover.t.values]\n{lines}"
    );
    Study::parse(&text, "parts.toml").unwrap_or_else(|faults| panic!("{faults}"))
}

fn millions(values: &[(&str, f64)]) -> Study {
    let texts: Vec<(&str, String)> =
        values.iter().map(|(period, value)| (*period, format!("'{value} MUSD'"))).collect();
    study(&texts.iter().map(|(period, value)| (*period, value.as_str())).collect::<Vec<_>>())
}

fn readings(values: &[(&str, f64)]) -> Readings<Money> {
    let reading = |(period, value): &(&str, f64)| {
        let value = Money::usd(value * 1e6);
        match period.split_once(" to ") {
            Some((first, last)) => {
                Reading::spanning(first.parse().unwrap(), last.parse().unwrap(), value).unwrap()
            }
            None => Reading::new(period.parse().unwrap(), value),
        }
    };
    Readings::new(values.iter().map(reading), Definition::default()).unwrap()
}

/// The value and the deviation of the logarithm of a year of the turnover.
fn of_year(draft: &Draft, year: &str) -> (f64, f64) {
    let turnover = draft.turnovers.iter().next().unwrap().1;
    let mut points = turnover.values.points().iter();
    let number = &points.find(|(period, _)| period.to_string() == year).unwrap().1;
    match number.spread.shape() {
        Shape::Lognormal { median, factor } => (*median, factor.ln()),
        Shape::Fixed(value) => (*value, 0.0),
        other => panic!("{other:?}"),
    }
}

fn warnings(study: &Study) -> Vec<String> {
    let odd = |kind: &WarningKind| matches!(kind, WarningKind::OddHistory { .. });
    let warnings = study.warnings().into_iter().filter(|warning| odd(&warning.kind));
    warnings.map(|warning| format!("{}: {}", warning.path, warning.kind)).collect()
}

const BY_DAYS: [(&str, f64); 4] = [
    ("2021-01 to 2021-10", 55.5),
    ("2022-01 to 2022-10", 377.242),
    ("2023-01 to 2023-10", 710.3),
    ("2024", 383.0),
];

const BY_SHAPE: [(&str, f64); 6] = [
    ("2021-01 to 2021-10", 80.0),
    ("2021", 100.0),
    ("2022-01 to 2022-10", 102.0),
    ("2022", 120.0),
    ("2023-Q1 to 2023-Q3", 99.0),
    ("2024-01 to 2024-10", 126.0),
];

/// A study with the part and the shape gives what `Readings` gives.
#[test]
fn a_study_says_what_readings_say() {
    for published in [&BY_DAYS[..], &BY_SHAPE[..]] {
        let complete = readings(published).complete().unwrap();
        let study = millions(published);
        for (place, (period, value)) in complete.series.iter().enumerate() {
            let (own, error) = of_year(study.draft(), &period.to_string());
            assert!((own / value.amount() - 1.0).abs() < ROUNDING, "{period}: {own}");
            assert!((error - complete.errors[place].unwrap()).abs() < ROUNDING, "{period}: {error}");
        }
    }
}

/// The single run takes the completed value, and an ensemble may draw it: it is an input of its own with its source.
#[test]
fn a_completed_year_is_an_input() {
    let mut values = BY_DAYS.map(|(period, value)| (period, format!("'{value} MUSD'")));
    values[2].1 = "{ value = '710.3 MUSD', source = 'A9', note = 'of customs' }".to_owned();
    let values: Vec<(&str, &str)> = values.iter().map(|(period, value)| (*period, value.as_str())).collect();
    let study = study(&values);
    let plan = study.draft().plan().unwrap();
    let outcome = evaluate(&plan, "baseline", &AllOrNothing);
    let year = "2023".parse().unwrap();
    let traded = outcome.value(Indicator::TradeTurnover, "t", year).unwrap();
    assert!((traded / of_year(study.draft(), "2023").0 - 1.0).abs() < ROUNDING);

    let input = plan.inputs().iter().find(|input| input.path == "turnover.t.values.2023").unwrap();
    let provenance = &input.number.provenance;
    assert_eq!((provenance.evidence, provenance.sources[0].as_str()), (Evidence::Derived, "A9"));
    assert!(provenance.note.starts_with("of customs; 2023-01 to 2023-10 (710.3"), "{}", provenance.note);
    // One without a source stays without one, and what was published is listed as it was.
    let bare = plan.inputs().iter().find(|input| input.path == "turnover.t.values.2022").unwrap();
    assert!(!bare.number.provenance.is_stated());
    let listed = inputs(study.draft());
    let part = listed.iter().find(|input| input.path == "turnover.t.values.2023-01 to 2023-10").unwrap();
    assert!(part.number.is_none() && part.value.contains("710.3"), "{}", part.value);
}

/// Where the whole year is given its parts are evidence of shape alone, and parts that make up a year are its sum.
#[test]
fn a_whole_year_stays_as_it_is() {
    let study = millions(&BY_SHAPE);
    assert_eq!(of_year(study.draft(), "2022"), (120e6, 0.0));
    let halves = millions(&[("2023-01 to 2023-06", 40.0), ("2023-07 to 2023-12", 60.0), ("2024", 110.0)]);
    assert_eq!(of_year(halves.draft(), "2023"), (100e6, 0.0));
    assert!(warnings(&halves).is_empty());
    // A month beside the part counts with it.
    let months = millions(&[("2023-01 to 2023-11", 90.0), ("2023-12", 10.0), ("2024", 110.0)]);
    assert_eq!(of_year(months.draft(), "2023"), (100e6, 0.0));
}

/// What doubt a part has of its own is in the year as well.
#[test]
fn doubt_adds_up() {
    let sure = study(&[("2022", "'100 MUSD'"), ("2023-01 to 2023-10", "'90 MUSD'"), ("2024", "'120 MUSD'")]);
    let doubtful = study(&[
        ("2022", "'100 MUSD'"),
        ("2023-01 to 2023-10", "{ median = '90 MUSD', factor = 1.3 }"),
        ("2024", "'120 MUSD'"),
    ]);
    let ((value, error), (other, wider)) = (of_year(sure.draft(), "2023"), of_year(doubtful.draft(), "2023"));
    assert_eq!(value, other);
    let own = (1.3_f64 - 1.0 / 1.3) / 2.0;
    assert!((wider - error.hypot(own)).abs() < 1e-9, "{wider} {error}");
}

/// Each oddity is told with a next step, where it stands.
#[test]
fn check_tells_what_is_odd() {
    let rows: [(&[(&str, f64)], &str); 9] = [
        (
            &BY_DAYS[1..],
            "turnover.t.values.2023-01 to 2023-10: 2023-01 to 2023-10 (710.30 MUSD) is a part of the year, scaled by days",
        ),
        (&BY_DAYS[1..], "give the same months of other years beside their wholes"),
        (
            &BY_SHAPE,
            "turnover.t.values.2024-01 to 2024-10: 2024-01 to 2024-10 (126.00 MUSD) is a part of the year, scaled by its share in 2 other years",
        ),
        (
            &[("2020", 100.0), ("2022", 121.0)],
            "turnover.t.values: 2021 is not given; suggested: 110.00 MUSD ± 10 %: the model goes straight",
        ),
        (
            &[("2017", 100.0), ("2021", 121.0)],
            "turnover.t.values: 2018 to 2020 are not given: the model goes straight",
        ),
        (
            &[("2020", 100.0), ("2021", 110.0), ("2022", 121e3), ("2023", 130.0)],
            "turnover.t.values.2022: 2022 is 121.00 bnUSD, 1000^1 of what is around it: a slip of the unit?; suggested: 121.00 MUSD: check the unit",
        ),
        (
            &[("2019", 0.1), ("2020", 0.11), ("2021", 110.0), ("2022", 121.0), ("2023", 130.0)],
            "another unit?",
        ),
        (
            &[("2020", 100.0), ("2021", 0.0), ("2022", 121.0)],
            "turnover.t.values.2021: 2021 is 0: it has no logarithm",
        ),
        (
            &[("2020", 100.0), ("2021", 0.003), ("2022", 121.0)],
            "less than a thousandth of the median: check its unit, or leave it out",
        ),
    ];
    for (values, told) in rows {
        let warnings = warnings(&millions(values));
        assert!(
            warnings.iter().any(|warning| warning.contains(told)),
            "`{told}` is not in\n{}",
            warnings.join("\n")
        );
    }
    // A slip is told once.
    let slipped = millions(&[("2020", 100.0), ("2021", 110.0), ("2022", 121e3), ("2023", 130.0)]);
    assert_eq!(
        slipped.warnings().iter().filter(|warning| warning.kind.to_string().contains("check")).count(),
        1
    );
    // Values with nothing odd tell nothing.
    assert!(warnings(&millions(&[("2022", 100.0), ("2023", 130.0), ("2024", 90.0)])).is_empty());
}

/// A demand and the exports of a trade may be known in part as well; an index may not.
#[test]
fn where_parts_may_stand() {
    let text = "name = 'x'\nmeasure = 'mass'\nhorizon = { first = '2023', last = '2026' }\ndispersion = 1\n[node]\na = {}\nb = {}\n[leg.l]\nfrom = 'a'\nto = 'b'\nmode = 'rail'\ntariff = '1 USD/t'\n[demand.d]\nfrom = 'a'\nto = 'b'\nvolume = { 2022 = '30 Mt', '2023-01 to 2023-10' = '28 Mt' }\n[turnover.t]\ncountries = ['AZ', 'TM']\nvalues = { 2023 = '852 MUSD' }\nexports = { '2023-01 to 2023-08' = '56.6 MUSD' }\nimports = { '2023-01 to 2023-08' = '588.1 MUSD' }\n";
    let study = Study::parse(text, "parts.toml").unwrap_or_else(|faults| panic!("{faults}"));
    let outcome = evaluate(&study.draft().plan().unwrap(), "baseline", &AllOrNothing);
    let value =
        |indicator, subject: &str| outcome.value(indicator, subject, "2023".parse().unwrap()).unwrap();
    assert!((value(Indicator::Demand, "d") / (28e6 * 365.0 / 304.0) - 1.0).abs() < ROUNDING);
    // Only the proportion of exports and imports counts: nothing is told of what they were completed by.
    assert!(warnings(&study).iter().all(|told| told.starts_with("demand.d.volume.2023-01 to 2023-10: ")));
    let placed = study.warnings().into_iter().find(|told| told.path.starts_with("demand.d.volume.2023-01"));
    assert_eq!(placed.unwrap().place.unwrap().line, 16);
    let ratio = value(Indicator::TradeExports, "t") / value(Indicator::TradeImports, "t");
    assert!((ratio / (56.6 / 588.1) - 1.0).abs() < ROUNDING);
    let index = text.to_owned() + "[series.index]\nvalues = { 2022 = '100', '2023-01 to 2023-10' = '110' }\n";
    let told = Study::parse(&index, "parts.toml").unwrap_err().to_string();
    assert!(told.contains("a part of a year can be completed only of volumes and money"), "{told}");
}
