//! Fitted growth, from a study to its results: the median in a run, the distribution and its dependence in an ensemble.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::calendar::{Horizon, Period};
use corridor::ensemble::{Sampler, Sampling};
use corridor::model::Plan;
use corridor::projection::fit::{Auto, FitBy, Forecast, History};
use corridor::projection::{Course, FlatCourse, Rule};
use corridor::quantity::Mass;
use corridor::study::Study;

/// Sums of a few numbers, each rounded.
const ROUNDING: f64 = 1e-12;
/// Quantiles of the draws below against those of the distribution.
const SAMPLING: f64 = 0.03;
/// Correlations by five news against those of the law of errors: what is left out between the knots.
const FEW_NEWS: f64 = 0.1;

const VALUES: [f64; 8] = [21.0, 20.0, 23.0, 26.0, 25.0, 29.0, 31.0, 30.0];

const STUDY: &str = r#"
name = "Exports"
measure = "mass"
horizon = { first = "2015", last = "2030" }

[node.field]
[node.port]

[leg.pipe]
from = "field"
to = "port"
mode = "pipeline"
tariff = "10 USD/t"
capacity = "100 Mt/yr"

[demand.exports]
from = "field"
to = "port"
volume = { 2015 = "21 Mt", 2016 = "20 Mt", 2017 = "23 Mt", 2018 = "26 Mt", 2019 = "25 Mt", 2020 = "29 Mt", 2021 = "31 Mt", 2022 = "30 Mt" }
growth = { fit = "auto" }
captive = true

[turnover.trade]
countries = ["AZ", "TM"]
reporter = "AZ"
values = { 2015 = "9 MUSD", 2019 = "21 MUSD", 2020 = "20 MUSD", 2021 = "23 MUSD", 2022 = "26 MUSD" }
growth = { fit = "drift" }
"#;

fn plan() -> Plan {
    Study::parse(STUDY, "exports.toml").unwrap().draft().plan().unwrap()
}

fn forecast() -> Forecast {
    Auto.forecast(&History::new(&VALUES.map(|value| value * 1e6)).unwrap()).unwrap()
}

fn course(method: FitBy) -> Course {
    let year = |place: usize| Period::year(2015 + i32::try_from(place).unwrap()).unwrap();
    let points = VALUES.iter().enumerate().map(|(place, value)| (year(place), Mass::megatonnes(*value)));
    Course::of(points, Rule::fitted(method))
}

fn horizon() -> Horizon {
    Horizon::years(2015, 2038).unwrap()
}

#[test]
fn a_run_takes_the_median_of_the_automatic_choice() {
    let forecast = forecast();
    let course = course(FitBy::Auto);
    let inputs: Vec<f64> = course.numbers().iter().map(|(_, number)| number.central()).collect();
    let mut levels = vec![0.0; horizon().len()];
    FlatCourse::new(&course, horizon()).unwrap().fill(&inputs, None, &mut levels);
    for (place, level) in levels.iter().enumerate() {
        let expected = VALUES.get(place).map_or_else(|| forecast.level(place - 7), |value| value * 1e6);
        assert!((level / expected - 1.0).abs() < ROUNDING, "{place}: {level} {expected}");
    }
}

#[test]
fn what_is_new_is_a_few_inputs_with_paths() {
    let plan = plan();
    let paths: Vec<&str> = plan.inputs().iter().map(|input| input.path.as_str()).collect();
    for owner in ["demand.exports", "turnover.trade"] {
        for name in ["first", "second", "fourth", "eighth", "sixteenth"] {
            assert!(paths.contains(&format!("{owner}.growth.fit.{name}").as_str()), "{paths:?}");
        }
    }
}

/// Each year has the distribution of the forecast, and two years go together as the law of errors says.
#[test]
fn an_ensemble_has_the_distribution_and_the_dependence() {
    let (forecast, course) = (forecast(), course(FitBy::Auto));
    let flat = FlatCourse::new(&course, horizon()).unwrap();
    let plan = plan();
    let names: Vec<&str> = plan.inputs().iter().map(|input| input.path.as_str()).collect();
    let slots = ["first", "second", "fourth", "eighth", "sixteenth"].map(|name| {
        names.iter().position(|path| *path == format!("demand.exports.growth.fit.{name}")).unwrap()
    });
    let sampler = Sampler::new(&plan, Sampling::new(16384, 7).unwrap(), &[]).unwrap();
    let years: Vec<Vec<f64>> = (0..16384)
        .map(|draw| {
            let values = sampler.values(draw);
            let mut inputs: Vec<f64> = VALUES.iter().map(|value| value * 1e6).collect();
            inputs.extend(slots.map(|slot| values[slot]));
            let mut levels = vec![0.0; horizon().len()];
            flat.fill(&inputs, None, &mut levels);
            levels[VALUES.len()..].to_vec()
        })
        .collect();
    for ahead in [1, 2, 5, 8, 12] {
        for share in [0.05, 0.25, 0.5, 0.75, 0.95] {
            let mut drawn: Vec<f64> = years.iter().map(|path| path[ahead - 1]).collect();
            drawn.sort_by(f64::total_cmp);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the draws")]
            let quantile = drawn[(share * 16384.0) as usize];
            let expected = forecast.quantile(ahead, share);
            assert!(
                (quantile - expected).abs() < SAMPLING * forecast.level(ahead),
                "{ahead} {share}: {quantile} {expected}"
            );
        }
    }
    for (one, other) in [(1, 2), (1, 3), (2, 3), (1, 4), (2, 8), (4, 8), (5, 7), (1, 12)] {
        let correlation = rank_correlation(&years, one - 1, other - 1);
        let law = forecast.law().correlation(one as f64, other as f64);
        // Of normal numbers, the rank correlation is 6/π asin (r/2).
        let expected = 6.0 / std::f64::consts::PI * (law / 2.0).asin();
        assert!((correlation - expected).abs() < FEW_NEWS, "{one} {other}: {correlation} {expected}");
    }
}

fn rank_correlation(years: &[Vec<f64>], one: usize, other: usize) -> f64 {
    let ranks = |place: usize| {
        let mut order: Vec<usize> = (0..years.len()).collect();
        order.sort_by(|a, b| years[*a][place].total_cmp(&years[*b][place]));
        let mut ranks = vec![0.0; years.len()];
        for (rank, draw) in order.into_iter().enumerate() {
            ranks[draw] = rank as f64;
        }
        ranks
    };
    let (a, b) = (ranks(one), ranks(other));
    let count = years.len() as f64;
    let squares: f64 = a.iter().zip(&b).map(|(a, b)| (a - b) * (a - b)).sum();
    1.0 - 6.0 * squares / (count * (count * count - 1.0))
}

/// Quarters and months of years that are fitted lie on straight lines between the middles of the years.
#[test]
fn shorter_periods_share_the_years() {
    let course = course(FitBy::Drift);
    let inputs: Vec<f64> = course.numbers().iter().map(|(_, number)| number.central()).collect();
    let months = Horizon::new("2023-01".parse().unwrap(), "2024-12".parse().unwrap()).unwrap();
    let mut levels = vec![0.0; 24];
    FlatCourse::new(&course, months).unwrap().fill(&inputs, None, &mut levels);
    let slope = 9e6 / 7.0;
    for (place, level) in levels.iter().enumerate() {
        let expected = 30e6 + slope * (0.5 + (place as f64 + 0.5) / 12.0);
        assert!((level / expected - 1.0).abs() < 1e-9, "{place}: {level} {expected}");
    }
}

/// Years of months that are fitted are the mean of their months' levels.
#[test]
fn longer_periods_add_up_the_months() {
    let month = |place: i32| Period::month(2021, 1).unwrap().plus(place);
    let points = (0..24).map(|place| (month(place), Mass::megatonnes(2.0)));
    let course = Course::of(points, Rule::fitted(FitBy::Naive));
    let inputs: Vec<f64> = course.numbers().iter().map(|(_, number)| number.central()).collect();
    let mut levels = vec![0.0; 3];
    let years = Horizon::years(2022, 2024).unwrap();
    FlatCourse::new(&course, years).unwrap().fill(&inputs, None, &mut levels);
    for level in levels {
        assert!((level / 24e6 - 1.0).abs() < 2e-3, "{level}");
    }
}

/// What cannot be fitted is told.
#[test]
fn what_cannot_be_fitted_is_told() {
    let short = STUDY.replace(r#"fit = "drift""#, r#"fit = "logistic""#);
    let short = short.replace(r#"2020 = "20 MUSD", 2021 = "23 MUSD", "#, "");
    let faults = Study::parse(&short, "exports.toml").unwrap_err().to_string();
    assert!(faults.contains("the rule cannot be fitted to the given values"), "{faults}");
    let error =
        Study::parse(&STUDY.replace(r#""auto""#, r#""best""#), "exports.toml").unwrap_err().to_string();
    assert!(error.contains("demand.exports.growth.fit") && error.contains("combination"), "{error}");
}
