//! Fitted rules against published answers and competitors. The files come from GPL packages and stay outside: the
//! tests read them through `CORRIDOR_CASES`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a case that cannot be read fails the test")]

use std::fs;

use corridor::projection::fit::{Auto, Drift, Forecast, History, Method, Smoothing, Theta};

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

/// A series of the M3 competition, cut into the part that may be learned from and the part that came after.
struct Case {
    id: String,
    train: History,
    test: Vec<f64>,
}

fn competition() -> Vec<Case> {
    let numbers = |text: &str| text.split(' ').map(|value| value.parse().unwrap()).collect::<Vec<f64>>();
    let case = |line: &str| {
        let fields: Vec<&str> = line.split(',').collect();
        let (values, known) = (numbers(fields[5]), fields[3].parse::<usize>().unwrap());
        let (train, test) = values.split_at(known);
        Case { id: fields[0].to_owned(), train: History::new(train).unwrap(), test: test.to_vec() }
    };
    read("m3_yearly/m3_yearly.csv").lines().skip(1).map(case).collect()
}

impl Case {
    fn change(&self) -> f64 {
        let changes = self.train.values().windows(2).map(|pair| (pair[1] - pair[0]).abs());
        changes.sum::<f64>() / (self.train.len() - 1) as f64
    }

    /// sMAPE and MASE of levels.
    fn score(&self, levels: &[f64]) -> [f64; 2] {
        let pairs = || self.test.iter().zip(levels);
        let count = self.test.len() as f64;
        let relative: f64 = pairs().map(|(v, f)| 200.0 * (v - f).abs() / (v.abs() + f.abs())).sum();
        let scaled: f64 = pairs().map(|(v, f)| (v - f).abs() / self.change()).sum();
        [relative / count, scaled / count]
    }

    /// Coverage of the central 80 % and 95 %, and the scaled interval score of the latter.
    fn honesty(&self, forecast: &Forecast) -> [f64; 3] {
        let count = self.test.len() as f64;
        let mut sums = [0.0; 3];
        for (place, value) in self.test.iter().enumerate() {
            let [narrow, wide] = [0.8, 0.95].map(|share| forecast.interval(place + 1, share));
            sums[0] += f64::from((narrow.low..=narrow.high).contains(value));
            sums[1] += f64::from((wide.low..=wide.high).contains(value));
            let outside = (wide.low - value).max(0.0) + (value - wide.high).max(0.0);
            sums[2] += (wide.high - wide.low + 40.0 * outside) / self.change();
        }
        sums.map(|sum| sum / count)
    }
}

fn mean<const N: usize>(cases: &[Case], of: impl Fn(&Case) -> [f64; N]) -> [f64; N] {
    let all: Vec<[f64; N]> = cases.iter().map(of).collect();
    std::array::from_fn(|place| all.iter().map(|one| one[place]).sum::<f64>() / all.len() as f64)
}

fn of_method(cases: &[Case], method: &dyn Method) -> [f64; 2] {
    mean(cases, |case| case.score(&method.fit(&case.train).unwrap().levels(case.test.len())))
}

/// The forecasts that a competitor sent in.
fn published(cases: &[Case], competitor: &str) -> [f64; 2] {
    let text = read("m3_yearly/m3_yearly_published_forecasts.csv");
    mean(cases, |case| {
        let start = format!("{},{competitor},", case.id);
        let line = text.lines().find_map(|line| line.strip_prefix(&start)).unwrap();
        case.score(&line.split(',').map(|value| value.parse().unwrap()).collect::<Vec<f64>>())
    })
}

/// The yearly series of the M3 competition with an odd number in their id (Makridakis and Hibon 2000): the automatic choice is ahead of Theta, the
/// best simple method of the competition, and of drift, and its intervals hold what they say.
#[test]
#[ignore = "reads CORRIDOR_CASES/m3_yearly"]
fn the_automatic_choice_in_the_m3_competition() {
    let cases = competition();
    assert_eq!(cases.len(), 323);
    let forecasts: Vec<(String, Forecast)> =
        cases.iter().map(|case| (case.id.clone(), Auto.forecast(&case.train).unwrap())).collect();
    let of = |case: &Case| &forecasts.iter().find(|(id, _)| *id == case.id).unwrap().1;
    let auto = mean(&cases, |case| {
        let levels: Vec<f64> = (1..=case.test.len()).map(|ahead| of(case).level(ahead)).collect();
        case.score(&levels)
    });
    let (theta, drift) = (published(&cases, "THETA"), of_method(&cases, &Drift));
    let [coverage_80, coverage_95, interval_score] = mean(&cases, |case| case.honesty(of(case)));
    let told = format!(
        "auto {auto:.3?} theta {theta:.3?} drift {drift:.3?} {coverage_80:.3} {coverage_95:.3} {interval_score:.2}"
    );
    println!("{told}");
    assert!(auto[0] <= theta[0] - 0.5 && auto[1] <= theta[1] - 0.1, "{told}");
    assert!(auto[0] < drift[0] && auto[1] < drift[1], "{told}");
    assert!((0.76..=0.84).contains(&coverage_80) && (0.92..=0.97).contains(&coverage_95), "{told}");
    assert!(interval_score <= 30.6, "{told}");
}

/// Standard Theta does about as well as the forecasts that were sent in under that name, which took smoothing from another program.
#[test]
#[ignore = "reads CORRIDOR_CASES/m3_yearly"]
fn standard_theta_is_the_theta_of_the_competition() {
    let cases = competition();
    let (ours, theirs) = (of_method(&cases, &Theta::standard()), published(&cases, "THETA"));
    println!("{ours:.3?} {theirs:.3?}");
    assert!((ours[0] - theirs[0]).abs() < 0.4 && (ours[1] - theirs[1]).abs() < 0.05, "{ours:?} {theirs:?}");
}
