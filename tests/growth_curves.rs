//! Growth curves against published fits of the same data.
//!
//! The data are read from the directory in `CORRIDOR_CASES`; they are not part of this repository.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a case that cannot be read fails the test")]

use std::{env, fs, path::Path};

use corridor::projection::fit::{Caution, CurveFit, GrowthCurve, Point};

/// Published numbers have nine digits or more; two programs' minima agree to this.
const PUBLISHED: f64 = 1e-6;
/// Standard errors go by derivatives, of which the other program takes rougher ones.
const PUBLISHED_ERROR: f64 = 1e-4;

fn read(case: &str, file: &str) -> String {
    let cases = env::var("CORRIDOR_CASES").expect("set CORRIDOR_CASES to the cases");
    fs::read_to_string(Path::new(&cases).join(case).join(file)).unwrap()
}

fn expected(case: &str) -> serde_json::Value {
    serde_json::from_str(&read(case, "expected.json")).unwrap()
}

/// Population of the United States by census, in millions.
fn population() -> Vec<Point> {
    let row = |line: &str| {
        let (year, people) = line.split_once(',')?;
        Some(Point::new(year.parse().ok()?, people.parse().ok()?))
    };
    read("growth_logistic_uspop", "uspop.csv").lines().filter_map(row).collect()
}

fn near(found: f64, wanted: &serde_json::Value, tolerance: f64) {
    let wanted = wanted.as_f64().unwrap();
    assert!((found / wanted - 1.0).abs() < tolerance, "{found} against {wanted}");
}

fn errors(fit: &CurveFit) -> Vec<f64> {
    fit.parameters().iter().map(|parameter| parameter.error.unwrap()).collect()
}

/// R 4.2.2, `nls(population ~ SSlogis(year, Asym, xmid, scal))`.
#[test]
#[ignore = "reads the outside cases named by CORRIDOR_CASES"]
fn logistic_growth_of_a_population() {
    let wanted = &expected("growth_logistic_uspop")["logistic"];
    let fit = GrowthCurve::Logistic.fit(&population()).unwrap();
    near(fit.parameter("ceiling").unwrap(), &wanted["Asym"], PUBLISHED);
    near(fit.parameter("midpoint").unwrap(), &wanted["xmid"], PUBLISHED);
    near(1.0 / fit.parameter("rate").unwrap(), &wanted["scal"], PUBLISHED);
    near(fit.solution().sum_of_squares(), &wanted["rss"], PUBLISHED);
    let errors = errors(&fit);
    near(errors[0], &wanted["se"][0], PUBLISHED_ERROR);
    near(errors[2], &wanted["se"][1], PUBLISHED_ERROR);
    // The other program's scale is one over the rate, and its error follows by the tangent.
    near(errors[1] / fit.parameter("rate").unwrap().powi(2), &wanted["se"][2], PUBLISHED_ERROR);
    for year in ["2010", "2020", "2030"] {
        near(fit.level(year.parse().unwrap()), &wanted["pred"][year], PUBLISHED);
    }
    assert!(fit.cautions().iter().any(|caution| matches!(caution, Caution::Dependent { .. })));
}

/// R 4.2.2, `SSgompertz`, whose third parameter is e^(−rate).
#[test]
#[ignore = "reads the outside cases named by CORRIDOR_CASES"]
fn gompertz_growth_of_a_population() {
    let wanted = &expected("growth_logistic_uspop")["gompertz"];
    let fit = GrowthCurve::Gompertz.fit(&population()).unwrap();
    near(fit.parameter("ceiling").unwrap(), &wanted["Asym"], PUBLISHED);
    near(fit.solution().sum_of_squares(), &wanted["rss"], PUBLISHED);
    let [rate, midpoint] = ["rate", "midpoint"].map(|name| fit.parameter(name).unwrap());
    // The other program counts in decades.
    near((-10.0 * rate).exp(), &wanted["b3"], PUBLISHED);
    assert!(midpoint > 2000.0, "{midpoint}");
    assert!(fit.cautions().iter().any(|caution| matches!(caution, Caution::RiseAlone { .. })));
}

/// R 4.2.2, `lm(log(population) ~ year)` and its prediction interval of 95 %.
#[test]
#[ignore = "reads the outside cases named by CORRIDOR_CASES"]
fn compound_growth_of_a_population() {
    let wanted = &expected("growth_logistic_uspop")["loglinear"];
    let fit = GrowthCurve::Compound.fit(&population()).unwrap();
    near(fit.parameter("rate").unwrap().ln_1p(), &wanted["slope"], PUBLISHED);
    near(fit.level(2010.0).ln(), &wanted["pred2010"][0], PUBLISHED);
    let (low, high) = fit.interval(2010.0, 0.95).unwrap();
    near(low.ln(), &wanted["pred2010"][1], PUBLISHED);
    near(high.ln(), &wanted["pred2010"][2], PUBLISHED);
}

/// Cowpertwait and Metcalfe, *Introductory Time Series with R* (2009), section 3.3: Bass's curve of video recorders.
#[test]
#[ignore = "reads the outside cases named by CORRIDOR_CASES"]
fn diffusion_of_video_recorders() {
    let wanted = expected("growth_bass_vcr");
    let sales = wanted["sales"].as_array().unwrap().iter().map(|value| value.as_f64().unwrap());
    let points: Vec<Point> =
        (1..).zip(sales).map(|(year, sales)| Point::new(f64::from(year), sales)).collect();
    let fit = GrowthCurve::Bass.fit(&points).unwrap();
    for ((parameter, name), error) in fit.parameters().iter().zip(["M", "P", "Q"]).zip(errors(&fit)) {
        near(parameter.value, &wanted[name], 1e-5);
        near(error, &wanted["se"][name], PUBLISHED_ERROR);
    }
    near(fit.residual_deviation().unwrap(), &wanted["sigma"], PUBLISHED);
    assert_eq!(fit.solution().degrees() as u64, wanted["df"].as_u64().unwrap());
}
