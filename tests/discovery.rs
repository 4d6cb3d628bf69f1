//! Scenario discovery: boxes that were planted are found.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use corridor::evidence::{Shape, Spread};
use corridor::sensitivity::{Discovered, Inputs, ScenarioDiscovery, SensitivityError};

fn unit(count: usize) -> Inputs {
    let share = Spread::new(Shape::Uniform { low: 0.0, high: 1.0 }).unwrap();
    let names = ["x1", "x2", "x3", "x4", "x5", "x6"];
    Inputs::new(names[..count].iter().map(|name| (*name, share.clone()))).unwrap()
}

/// A number that looks random and belongs to its place.
fn noise(values: &[f64]) -> f64 {
    (values.iter().sum::<f64>() * 12345.678).fract()
}

/// By input: its name, lower and upper limit, not limited where 0 and 1.
fn limits(found: &Discovered) -> Vec<(String, f64, f64)> {
    let limits = found.chosen().limits.iter();
    limits
        .map(|limit| (limit.name.to_string(), limit.low.unwrap_or(0.0), limit.high.unwrap_or(1.0)))
        .collect()
}

/// How far a limit may be from the planted one: a peel takes 5 % of the points.
const PEEL: f64 = 0.05;

#[test]
fn a_planted_box_is_found() {
    let is_case = |x: &[f64]| (0.3..0.7).contains(&x[1]) && x[4] > 0.5;
    let found = ScenarioDiscovery::new().run(&unit(6), 4096, 1, is_case).unwrap();
    let chosen = found.chosen();
    assert!(chosen.coverage > 0.9 && chosen.density > 0.9, "{chosen:?}");
    let [(first, low, high), (second, half, top)] = &limits(&found)[..] else {
        panic!("{:?}", chosen.limits)
    };
    assert_eq!((first.as_str(), second.as_str()), ("x2", "x5"));
    for (limit, planted) in [(low, 0.3), (high, 0.7), (half, 0.5), (top, 1.0)] {
        assert!((limit - planted).abs() < PEEL, "{:?}", limits(&found));
    }
    assert!(chosen.limits.iter().all(|limit| limit.chance < 1e-6));
}

/// With one point in five wrong, in the box and out of it, the limits are still those planted.
#[test]
fn noise_does_not_hide_a_box() {
    let is_case = |x: &[f64]| (x[0] < 0.4 && x[2] > 0.6) != (noise(x) < 0.2);
    let found = ScenarioDiscovery::new().run(&unit(4), 4096, 3, is_case).unwrap();
    let sure: Vec<&str> =
        found.chosen().limits.iter().filter(|limit| limit.chance < 1e-3).map(|limit| &*limit.name).collect();
    assert_eq!(sure, ["x1", "x3"], "{:?}", found.chosen());
    for (name, low, high) in limits(&found) {
        match name.as_str() {
            "x1" => assert!(low == 0.0 && (high - 0.4).abs() < PEEL, "{high}"),
            "x3" => assert!((low - 0.6).abs() < PEEL && high == 1.0, "{low}"),
            _ => {}
        }
    }
    assert!((found.chosen().density - 0.8).abs() < 0.05);
}

/// Boxes grow smaller and denser; shares are what they say.
#[test]
fn a_trajectory_trades_coverage_for_density() {
    let found = ScenarioDiscovery::new().run(&unit(3), 2048, 1, |x| x[0] + x[1] > 1.2).unwrap();
    let first = &found.trajectory[0];
    assert_eq!((first.coverage, first.mass, first.limits.len()), (1.0, 1.0, 0));
    for own in &found.trajectory {
        let cases = own.coverage * found.cases as f64;
        assert!((own.density * own.points as f64 - cases).abs() < 1e-6);
        assert!((own.mass * found.points as f64 - own.points as f64).abs() < 1e-6);
        assert!(own.mass >= 0.05);
    }
    assert!(found.trajectory.last().unwrap().density > 0.9);
}

/// What chance makes is said to be chance: no limit of a box of noise is sure.
#[test]
fn noise_has_no_box() {
    let found = ScenarioDiscovery::new().run(&unit(4), 1024, 5, |x| noise(x) < 0.5).unwrap();
    assert!(found.chosen().limits.iter().all(|limit| limit.chance > 1e-3), "{:?}", found.chosen());
}

#[test]
fn threads_change_nothing() {
    let by =
        |threads| ScenarioDiscovery::new().threads(threads).run(&unit(3), 512, 1, |x| x[0] > x[1]).unwrap();
    assert_eq!(by(1), by(3));
}

#[test]
fn what_has_no_boxes_is_told() {
    let find = |names: &[&str], columns: &[Vec<f64>], cases: &[bool]| {
        ScenarioDiscovery::new().find(names, columns, cases).unwrap_err().to_string()
    };
    let two = [vec![0.0, 1.0]];
    let wrong = ScenarioDiscovery::new().peeling(0.0).find(&["a"], &two, &[true, false]);
    let few: Result<Discovered, SensitivityError> = ScenarioDiscovery::new().run(&unit(1), 2, 1, |_| true);
    for (told, expected) in [
        (find(&["a"], &two, &[true, true]), "2 of 2 draws are cases"),
        (find(&["a"], &two, &[false, false]), "0 of 2 draws are cases"),
        (find(&["a", "b"], &two, &[true, false]), "2 columns are needed and 1 are given"),
        (find(&["a"], &two, &[true]), "1 values of each input are needed and 2 are given"),
        (find(&["a"], &[vec![f64::NAN, 1.0]], &[true, false]), "there is no number where a = NaN"),
        (find(&[], &[], &[]), "there is no input"),
        (wrong.unwrap_err().to_string(), "a number between 0 and 1"),
        (few.unwrap_err().to_string(), "2 draws cannot be"),
    ] {
        assert!(told.contains(expected), "{told:?} does not say {expected:?}");
    }
}
