//! `corridor compare --explain`, `corridor seek` and `corridor regret`, run as processes.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The study that the tests run on.
const CROSSING: &str = "tests/golden/crossing.toml";

/// The command in the folder of the crate, with no wishes about colour from outside.
fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

/// Standard output of a command that is to succeed.
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The exit status and message of a command that is to fail.
fn refused(arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(arguments);
    assert!(output.stdout.is_empty(), "{arguments:?}");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Compares a text with a golden file; `UPDATE_GOLDEN=1` writes the file anew.
fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, golden, "{name} differs; if that is meant, run the tests with UPDATE_GOLDEN=1");
}

/// The crossing with a scenario of three changes, two of them a group, in a file for one test.
fn study(name: &str) -> String {
    let scenario = r#"
[scenario.boom]
changes = [
  { scale = "oil-export", by = "40 %", note = "a new field" },
  { delay = "second-berth", by = "1 yr", group = "port" },
  { derate = "berth", by = "10 %", group = "port" },
]
"#;
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(CROSSING)).unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("explained-{name}.toml"));
    fs::write(&path, text + scenario).unwrap();
    path.display().to_string()
}

#[test]
fn a_difference_is_explained() {
    let study = study("a_difference_is_explained");
    golden("explain.txt", &printed(&["compare", &study, "boom", "--explain"]));
    let of = ["--of", "corridor-volume:by-sea@2028", "--of", "unserved:oil-export@2030"];
    let pairs = [&["compare", &study, "baseline", "boom", "--explain", "--interactions"][..], &of].concat();
    golden("explain-pairs.txt", &printed(&pairs));
    let rows = [&["compare", &study, "boom", "--explain", "--format", "csv"][..], &of].concat();
    golden("explain.csv", &printed(&rows));
    let estimated = ["--permutations", "8", "--seed", "3", "--indicator", "shipped", "--period", "2028"];
    let estimated = [&["compare", &study, "boom", "--explain"][..], &estimated].concat();
    golden("explain-estimated.txt", &printed(&estimated));
    assert_eq!(printed(&estimated), printed(&estimated));
}

#[test]
fn what_cannot_be_explained_is_refused() {
    let study = study("what_cannot_be_explained_is_refused");
    for (arguments, message) in [
        (&["boom", "baseline", "boom"][..], "one scenario against the baseline, or of two; 3 are named"),
        (&[], "0 are named"),
        (&["baseline"], "have the same changes"),
        (&["bom"], "did you mean `boom`?"),
        (&["boom", "--of", "corridor-volume:by-see@2030"], "did you mean `by-sea`?"),
        (&["boom", "--of", "volume@2030"], "write INDICATOR:SUBJECT@PERIOD"),
        (&["boom", "--permutations", "5"], "give an even number"),
    ] {
        let (status, told) = refused(&[&["compare", &study, "--explain"], arguments].concat());
        assert_eq!(status, Some(2), "{arguments:?}: {told}");
        assert!(told.contains(message), "{arguments:?}: {told}");
    }
}

#[test]
fn switching_values_are_sought() {
    let seek = |arguments: &[&str]| printed(&[&["seek", CROSSING], arguments].concat());
    let tariff = ["--vary", "leg.ferry.tariff", "--until"];
    let one = [&tariff[..], &["corridor-volume:by-sea@2026=1.5 Mt", "--to", "60 USD/t"]].concat();
    let none = [&tariff[..], &["corridor-volume:by-sea@2026=5 Mt"]].concat();
    let jump = [&one[..], &["--method", "all-or-nothing"]].concat();
    let sure = ["--until", "corridor-volume:by-sea=2 Mt", "--sure", "80 %", "--draws", "20"];
    let pages = [seek(&one), seek(&none), seek(&jump), seek(&sure)];
    golden("seek.txt", &pages.join("\n"));
    golden("seek.csv", &seek(&[&jump[..], &["--format", "csv"]].concat()));
}

#[test]
fn what_cannot_be_sought_is_refused() {
    for (arguments, message) in [
        (&["--until", "corridor-volume:by-sea=2 Mt"][..], "--vary"),
        (
            &["--vary", "leg.fery.tariff", "--until", "corridor-volume:by-sea@2026=2 Mt"],
            "did you mean `leg.ferry.tariff`?",
        ),
        (
            &["--vary", "leg.ferry.tariff", "--until", "corridor-volume:by-sea@2026=2 Mt", "--from", "1 Mt"],
            "`leg.ferry.tariff`",
        ),
        (&["--vary", "leg.ferry.tariff", "--until", "corridor-volume:by-sea@2026"], "as a goal"),
        (&["--until", "corridor-volume:by-sea=2 Mt", "--sure", "150 %"], "give a share between 0 and 1"),
    ] {
        let (status, told) = refused(&[&["seek", CROSSING], arguments].concat());
        assert_eq!(status, Some(2), "{arguments:?}: {told}");
        assert!(told.contains(message), "{arguments:?}: {told}");
    }
}

#[test]
fn strategies_are_judged() {
    let study = study("strategies_are_judged");
    let regret =
        ["regret", &study, "--of", "corridor-volume:by-sea@2029", "--strategies", "baseline,dear-bypass"];
    let three = [&regret[..], &["--states", "baseline,slipped,boom", "--threshold", "2.5 Mt"]].concat();
    golden("regret.txt", &printed(&three));
    golden("regret.csv", &printed(&[&three[..], &["--format", "csv"]].concat()));
    let bad = [&regret[..], &["--states", "baseline,slipt"]].concat();
    let (status, told) = refused(&bad);
    assert_eq!(status, Some(2), "{told}");
    assert!(told.contains("there is no scenario `slipt`"), "{told}");
}
