//! The command: a sample run in shards, each a process of its own, joins to the bytes of one run.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::PathBuf;
use std::process::{Command, Output};

const OPTIONS: [&str; 8] = ["--draws", "500", "--seed", "7", "--design", "sobol", "--scenario", "baseline"];

fn corridor(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_corridor")).args(arguments).args(OPTIONS).output().unwrap()
}

fn standard_output(arguments: &[&str]) -> String {
    let output = corridor(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn shards_of_four_processes_join_to_one_run() {
    let one = standard_output(&["sample", "kazakh-oil", "--format", "csv", "--threads", "1"]);
    let parts: Vec<String> =
        (1..=4).map(|index| place(&format!("part-{index}.json")).display().to_string()).collect();
    for (index, part) in (1..).zip(&parts) {
        standard_output(&["sample", "kazakh-oil", "--shard", &format!("{index}/4"), "--out", part]);
    }
    let mut merge = vec!["merge", "kazakh-oil", "--format", "csv"];
    merge.extend(parts.iter().rev().map(String::as_str));
    assert_eq!(standard_output(&merge), one);
    assert!(one.lines().count() > 1000);
    assert!(one.starts_with("study,scenario,indicator,subject,period,statistic,value,unit\n"));

    let missing = corridor(&["merge", "kazakh-oil", &parts[0], &parts[3]]);
    assert_eq!(missing.status.code(), Some(2));
    let told = String::from_utf8(missing.stderr).unwrap();
    assert!(told.contains("the parts do not join"), "{told}");
}

#[test]
fn a_table_has_a_line_for_each_number() {
    let table =
        standard_output(&["sample", "kazakh-oil", "--indicator", "corridor-volume", "--period", "2030"]);
    assert!(table.contains("p50") && table.contains("baku") && table.contains("Mt"), "{table}");
}

#[test]
fn bad_options_are_told() {
    for (arguments, expected) in [
        (&["sample", "kazakh-oil", "--shard", "5/4"][..], "there is no shard 5 of 4"),
        (&["sample", "kazakh-oil", "--correlation", "growth=2"], "a rank correlation of 2"),
        (&["merge", "kazakh-oil", "nowhere.json"], "cannot read `nowhere.json`"),
    ] {
        let output = corridor(arguments);
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(expected), "{told}");
    }
}
