//! `corridor sensitivity`, run as a process.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A leg between two nodes that captive demand goes over: what moves is the lesser of capacity and demand.
const STUDY: &str = r#"
name = "crossing"
measure = "mass"
horizon = { first = "2025", last = "2030" }
[node.a]
kind = "port"
[node.b]
kind = "port"
[leg.a-b]
from = "a"
to = "b"
mode = "sea"
tariff = "10-12 USD/t"
capacity = { low = "4 Mt/yr", high = "7 Mt/yr", group = "pair" }
[demand.grain]
from = "a"
to = "b"
captive = true
volume = { low = "4 Mt", high = "6 Mt", group = "pair" }
[corridor.way]
cordon = ["a-b"]
[correlation.pair]
rank = 0.5
"#;

fn command(subcommand: &str, name: &str, study: &str, arguments: &[&str]) -> Output {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{subcommand}-{name}.toml"));
    fs::write(&path, study).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.arg(subcommand).arg(&path).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn printed(subcommand: &str, name: &str, arguments: &[&str]) -> String {
    let output = command(subcommand, name, STUDY, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

const OF: [&str; 2] = ["--of", "corridor-volume:way@2030"];

#[test]
fn levers_stand_apart_from_uncertainties() {
    for method in ["tornado", "morris", "shapley"] {
        let page =
            printed("sensitivity", method, &[&OF[..], &["--method", method, "--draws", "64"]].concat());
        let (happens, chosen) = page.split_once("Levers: what we choose").unwrap();
        assert!(happens.contains("demand.grain.volume") && chosen.contains("leg.a-b.capacity"), "{page}");
        let none = if method == "tornado" { "Without effect: " } else { "Not distinguishable from zero: " };
        let (_, nothing) = page.split_once(none).unwrap();
        assert!(nothing.starts_with("leg.a-b.tariff"), "{page}");
    }
}

/// To Sobol, inputs that go together are one, and it says so.
#[test]
fn groups_are_told() {
    let page = printed("sensitivity", "group", &[&OF[..], &["--draws", "64"]].concat());
    assert!(page.contains("count as one: `pair` (2 inputs)") && page.contains("method `shapley`"), "{page}");
    assert!(page.contains("not distinguishable from zero") || page.contains("Not distinguishable"), "{page}");
    assert!(!page.contains("-0."), "{page}");
}

#[test]
fn rows_hold_every_number() {
    let csv =
        printed("sensitivity", "rows", &[&OF[..], &["--method", "shapley", "--format", "csv"]].concat());
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("study,scenario,indicator,subject,period,statistic,value,unit"));
    assert!(lines.clone().all(|line| line.starts_with("crossing,baseline,corridor-volume,way,2030,")));
    let value = |statistic: &str| -> f64 {
        let line = csv.lines().find(|line| line.contains(&format!(",{statistic},"))).unwrap();
        line.split(',').nth(6).unwrap().parse().unwrap()
    };
    let inputs = ["leg.a-b.capacity", "demand.grain.volume", "leg.a-b.tariff"];
    let shares = inputs.map(|input| value(&format!("shapley-effect: {input}")));
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9 && shares[1] > shares[0], "{shares:?}");
    assert_eq!(value("lever: leg.a-b.capacity") - value("lever: demand.grain.volume"), 1.0);
}

#[test]
fn threads_change_no_byte() {
    let by = |threads: &str| {
        let draws = ["--draws", "96", "--pairs", "--format", "json", "--threads", threads];
        printed("sensitivity", &format!("threads-{threads}"), &[&OF[..], &draws].concat())
    };
    assert_eq!(by("1"), by("3"));
}

#[test]
fn what_cannot_be_asked_is_told() {
    let sure =
        STUDY.replace("10-12", "10").replace("low = \"4 Mt/yr\", high = \"7 Mt/yr\"", "value = \"5 Mt/yr\"");
    let sure = sure.replace("low = \"4 Mt\", high = \"6 Mt\"", "value = \"4 Mt\"");
    for (name, study, arguments, status, told) in [
        ("subject", STUDY, &["--of", "corridor-volume:wey@2030"][..], 2, "did you mean `way`?"),
        ("period", STUDY, &["--of", "corridor-volume:way@2031"], 2, "no period 2031"),
        ("form", STUDY, &["--of", "corridor-volume"], 2, "INDICATOR:SUBJECT@PERIOD"),
        (
            "pairs",
            STUDY,
            &["--of", "corridor-volume:way@2030", "--pairs", "--method", "morris"],
            2,
            "--pairs",
        ),
        ("draws", STUDY, &["--of", "corridor-volume:way@2030", "--draws", "1"], 2, "1 rows cannot be"),
        ("constant", STUDY, &["--of", "transit-time:grain@2030", "--draws", "8"], 2, "none of them matters"),
        ("sure", &sure, &OF, 1, "give a number a range"),
    ] {
        let output = command("sensitivity", name, study, arguments);
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{name}: {message}");
        assert!(message.contains(told), "{name}: {message}");
    }
}

/// What moves is below 5 Mt where demand is: that limit is in the box, and wrong questions are told.
#[test]
fn a_box_of_failure_is_discovered() {
    let page = printed("discover", "page", &[&OF[..], &["--below", "5 Mt", "--draws", "400"]].concat());
    assert!(page.contains("demand.grain.volume") && page.contains("(shown)"), "{page}");
    let rows = [&OF[..], &["--below", "5 Mt", "--draws", "400", "--format", "csv"]].concat();
    let csv = printed("discover", "rows", &rows);
    let high = csv.lines().find(|line| line.contains(",high: demand.grain.volume,")).unwrap();
    let high: f64 = high.split(',').nth(6).unwrap().parse().unwrap();
    assert!((high - 5e6).abs() < 1e5, "{csv}");
    assert!(csv.contains(",coverage,") && csv.contains(",density,") && csv.contains(",mass,"));
    for (name, arguments, told) in [
        ("none", &["--below", "1 Mt"][..], "0 of 400 draws are cases"),
        ("all", &["--above", "1 Mt"], "400 of 400 draws are cases"),
        ("unit", &["--below", "5 kTEU"], "kTEU"),
        ("box", &["--below", "5 Mt", "--box", "999"], "there is no box 999"),
        ("neither", &[], "--below"),
    ] {
        let output = command("discover", name, STUDY, &[&OF[..], &["--draws", "400"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).contains(told), "{name}: {}", text(&output.stderr));
    }
}
