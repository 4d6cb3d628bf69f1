//! Fitted rules against published answers. The files come from GPL packages and stay outside: the tests read them
//! through `CORRIDOR_CASES`.

use std::fs;

use corridor::projection::fit::{History, Method, Smoothing};

/// Published answers are those of searches that stop early: forecasts agree to this part.
const STOPPED_SEARCH: f64 = 5e-4;

fn read(path: &str) -> String {
    let folder = std::env::var("CORRIDOR_CASES").expect("CORRIDOR_CASES names the folder of outside cases");
    fs::read_to_string(format!("{folder}/{path}")).unwrap()
}

/// A column of years and values from a year on.
fn since(path: &str, year: i32) -> History {
    let text = read(path);
    let rows = text.lines().skip(1).map(|line| line.split(',').skip(1).collect::<Vec<_>>());
    let rows = rows.filter(|row| row[0].parse::<i32>().unwrap() >= year);
    History::new(&rows.map(|row| row[1].parse().unwrap()).collect::<Vec<f64>>()).unwrap()
}

/// Hyndman and Athanasopoulos, *Forecasting: principles and practice*, 2nd edition, 7.1: `ses(oil)` from 1996.
#[test]
#[ignore = "reads CORRIDOR_CASES/ets_fpp2"]
fn simple_smoothing_of_saudi_oil() {
    let fitted = Smoothing::simple().fit(&since("ets_fpp2/oil.csv", 1996)).unwrap();
    assert!((fitted.parameter("alpha").unwrap() - 0.8339).abs() < 2e-4);
    assert!((fitted.parameter("level").unwrap() - 446.5868).abs() < 0.05);
    assert!((fitted.level(1) / 542.6806 - 1.0).abs() < STOPPED_SEARCH);
}

/// The same, 7.2: `holt(ausair)` from 1990, which is at the edge of the region of weights, where its likelihood is flat.
#[test]
#[ignore = "reads CORRIDOR_CASES/ets_fpp2"]
fn holts_method_on_australian_passengers() {
    let fitted = Smoothing::holt().fit(&since("ets_fpp2/ausair.csv", 1990)).unwrap();
    assert!((fitted.parameter("alpha").unwrap() - 0.8302).abs() < 0.02);
    assert!((fitted.parameter("slope").unwrap() - 2.102).abs() < 0.02);
    for (ahead, published) in [74.6013, 76.7030, 78.8048, 80.9065, 83.0083].into_iter().enumerate() {
        assert!((fitted.level(ahead + 1) / published - 1.0).abs() < STOPPED_SEARCH);
    }
}
