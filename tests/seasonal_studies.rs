//! Studies with a history of quarters or months: the season is in the forecast, in a run and in every draw.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fmt::Write;

use corridor::assign::QueuedLogit;
use corridor::ensemble::{Sampler, Sampling};
use corridor::evaluate::{Indicator, Outcome, evaluate, evaluate_at};
use corridor::model::{Levels, Plan};
use corridor::projection::fit::{FitBy, Forecast, History};
use corridor::study::Study;

/// Volumes per year and back, and what a solved assignment leaves.
const ROUNDING: f64 = 1e-6;
/// How many draws, and how far their quantiles may be from those of the distribution.
const DRAWS: u64 = 2048;
const SAMPLING: f64 = 0.08;

/// Months of a harvest that grows, in thousands of tonnes, with a little that no rule knows.
fn harvest(count: usize) -> Vec<f64> {
    let shape = [0.4, 0.5, 0.8, 1.0, 1.1, 1.2, 1.0, 0.9, 1.6, 1.8, 1.1, 0.6];
    let month = |k: usize| {
        let odd = 1.0 + 0.03 * ((k * k % 11) as f64 / 5.0 - 1.0);
        ((100.0 + 0.8 * k as f64) * shape[k % 12] * odd).round()
    };
    (0..count).map(month).collect()
}

/// Quarters of the same.
fn quarters(count: usize) -> Vec<f64> {
    harvest(3 * count).chunks(3).map(|months| months.iter().sum()).collect()
}

fn plan(keys: &[String], values: &[f64], last: &str, method: FitBy) -> Plan {
    let mut volume = String::new();
    for (key, value) in keys.iter().zip(values) {
        write!(volume, "\"{key}\" = \"{value} kt\", ").unwrap();
    }
    let text = format!(
        r#"
name = "harvest"
measure = "mass"
horizon = {{ first = "{}", last = "{last}" }}
node.field = {{ kind = "field" }}
node.market = {{ kind = "market" }}

[leg.road]
from = "field"
to = "market"
mode = "road"
tariff = "10 USD/t"

[demand.grain]
from = "field"
to = "market"
volume = {{ {volume} }}
growth = {{ fit = "{method}" }}
"#,
        keys[0]
    );
    let study = Study::parse(&text, "harvest.toml").unwrap_or_else(|faults| panic!("{faults}"));
    study.draft().plan().unwrap_or_else(|faults| panic!("{faults}"))
}

fn by_month(count: usize) -> Vec<String> {
    (0..count).map(|k| format!("{}-{:02}", 2015 + k / 12, k % 12 + 1)).collect()
}

fn by_quarter(count: usize) -> Vec<String> {
    (0..count).map(|k| format!("{}-Q{}", 2015 + k / 4, k % 4 + 1)).collect()
}

fn demanded(outcome: &Outcome) -> Vec<f64> {
    let value = |period| outcome.value(Indicator::Demand, "grain", period).unwrap();
    outcome.horizon().periods().map(value).collect()
}

/// A study's forecast is that of the method, period by period, with its season.
#[test]
fn a_run_has_the_season() {
    let (months, quarters) = (harvest(60), quarters(28));
    let cases = [(by_month(60), &months, "2021-12", 12), (by_quarter(28), &quarters, "2023-Q4", 4)];
    for (keys, values, last, season) in cases {
        for method in [FitBy::Smoothing, FitBy::Auto] {
            let plan = plan(&keys, values, last, method);
            let found = demanded(&evaluate(&plan, "baseline", &QueuedLogit::default()));
            let tonnes: Vec<f64> = values.iter().map(|value| 1000.0 * value).collect();
            let history = History::seasonal(&tonnes, season).unwrap();
            let forecast = Forecast::new(method.method(), &history, 6).unwrap();
            assert!(found.len() > values.len() + season);
            for (place, found) in found.iter().enumerate().skip(values.len()) {
                let level = forecast.level(place + 1 - values.len());
                assert!((found / level - 1.0).abs() < ROUNDING, "{method} {place} {found} {level}");
            }
            // The best month of a year to come is the best of the past, and the season is as wide.
            let year = &found[values.len()..values.len() + season];
            let (low, high) = (
                year.iter().fold(f64::INFINITY, |a, b| a.min(*b)),
                year.iter().fold(0.0, |a: f64, b| a.max(*b)),
            );
            assert!(high / low > if season == 12 { 3.5 } else { 1.7 }, "{method} {low} {high}");
        }
    }
}

/// In an ensemble each quarter has the distribution of the forecast, and a draw that is high in one is likely high in the next.
#[test]
fn draws_have_the_season_and_the_distribution() {
    let (values, keys) = (quarters(28), by_quarter(28));
    let plan = plan(&keys, &values, "2023-Q4", FitBy::Smoothing);
    let tonnes: Vec<f64> = values.iter().map(|value| 1000.0 * value).collect();
    let history = History::seasonal(&tonnes, 4).unwrap();
    let forecast = Forecast::new(FitBy::Smoothing.method(), &history, 6).unwrap();
    let sampler = Sampler::new(&plan, Sampling::new(DRAWS, 7).unwrap(), &[]).unwrap();
    let paths: Vec<Vec<f64>> = (0..DRAWS)
        .map(|draw| {
            let drawn = sampler.values(draw);
            let outcome =
                evaluate_at(&plan, &drawn, &mut Levels::default(), "drawn", &QueuedLogit::default());
            demanded(&outcome).split_off(values.len())
        })
        .collect();
    for ahead in 1..=8 {
        let mut drawn: Vec<f64> = paths.iter().map(|path| path[ahead - 1]).collect();
        drawn.sort_by(f64::total_cmp);
        for (share, place) in [(0.1, 205), (0.5, 1024), (0.9, 1843)] {
            let expected = forecast.quantile(ahead, share);
            let width = forecast.quantile(ahead, 0.9) - forecast.quantile(ahead, 0.1);
            assert!(
                (drawn[place] - expected).abs() < SAMPLING * width,
                "{ahead} {share} {} {expected}",
                drawn[place]
            );
        }
    }
    let above = |ahead: usize, path: &[f64]| path[ahead - 1] > forecast.level(ahead);
    let alike = paths.iter().filter(|path| above(4, path) == above(5, path)).count();
    assert!(alike as f64 > 0.7 * DRAWS as f64, "{alike}");
}
