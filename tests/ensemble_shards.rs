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

/// A part that was cut short or changed is told, with the file's name.
#[test]
fn broken_parts_are_told() {
    let file = place("broken-part.json").display().to_string();
    standard_output(&["sample", "kazakh-oil", "--shard", "1/1", "--memory", "0", "--out", &file]);
    let whole = std::fs::read_to_string(&file).unwrap();
    assert!(standard_output(&["merge", "kazakh-oil", "--memory", "0", &file]).contains("500 draws"));
    let changed = whole.replacen("\"bins\":[", "\"bins\":[9", 1);
    assert_ne!(changed, whole);
    for broken in [&whole[..whole.len() / 2], "", "{}", "[]", "null", &changed] {
        std::fs::write(&file, broken).unwrap();
        let merged = corridor(&["merge", "kazakh-oil", "--memory", "0", &file]);
        let told = String::from_utf8(merged.stderr).unwrap();
        assert_eq!(merged.status.code(), Some(2), "{told}");
        assert!(told.contains("broken-part.json` is no part"), "{told}");
    }
}

#[test]
fn a_table_has_a_line_for_each_number() {
    let table =
        standard_output(&["sample", "kazakh-oil", "--indicator", "corridor-volume", "--period", "2030"]);
    assert!(table.contains("p50") && table.contains("baku") && table.contains("Mt"), "{table}");
}

/// The probability of reaching a value is the share of draws that do, and a merged run answers like one run.
#[test]
fn values_asked_about_have_a_probability() {
    let asked =
        ["--at-least", "corridor-volume:baku@2030..2031=1.5 Mt", "--at-least", "shipped:tengiz-export=0 t"];
    let quantiles = ["--quantile", "0.5,0.025,0.975", "--indicator", "corridor-volume", "--format", "csv"];
    let sample = [&["sample", "kazakh-oil"][..], &asked, &quantiles].concat();
    let rows = standard_output(&sample);
    let of = |start: &str| -> Vec<f64> {
        let rows = rows.lines().filter(|row| row.contains(start));
        rows.map(|row| row.split(',').nth(6).unwrap().parse().unwrap()).collect()
    };
    assert_eq!(of(",corridor-volume,baku,2030,at-least-1500000,").len(), 1);
    assert_eq!(of(",at-least-1500000,").len(), 2, "in no other period");
    assert!(of(",at-least-0,").len() > 10 && of(",at-least-0,").iter().all(|share| *share == 1.0));
    assert_eq!(of(",shipped,tengiz-export,2030,").len(), 1, "nothing but the answer is shown of it");
    let [low, middle, high] = [",p02.5,", ",p50,", ",p97.5,"].map(|name| of(&format!("baku,2030{name}"))[0]);
    assert!(low < middle && middle < high && !rows.contains(",p05,"));
    let share = of(",corridor-volume,baku,2030,at-least-1500000,")[0];
    assert_eq!(share > 0.5, middle >= 1.5e6, "{share} {middle}");

    let parts: Vec<String> =
        (1..=2).map(|index| place(&format!("asked-{index}.json")).display().to_string()).collect();
    for (index, part) in (1..).zip(&parts) {
        standard_output(&[&sample[..], &["--shard", &format!("{index}/2"), "--out", part]].concat());
    }
    let merge = [&["merge", "kazakh-oil", &parts[0], &parts[1]][..], &asked, &quantiles].concat();
    assert_eq!(standard_output(&merge), rows);
    let table = standard_output(&[&["sample", "kazakh-oil"][..], &asked, &["--quantile", "0.99"]].concat());
    assert!(table.contains("Values asked about") && table.contains("p99") && table.contains(" %"), "{table}");
}

#[test]
fn bad_options_are_told() {
    for (arguments, expected) in [
        (&["sample", "kazakh-oil", "--shard", "5/4"][..], "there is no shard 5 of 4"),
        (&["sample", "kazakh-oil", "--correlation", "growth=2"], "a rank correlation of 2"),
        (&["sample", "kazakh-oil", "--at-least", "corridor-volume:baku@2030=1 km"], "its unit `km`"),
        (&["sample", "kazakh-oil", "--at-least", "corridor-volume:bak@2030=1 t"], "did you mean `baku`?"),
        (&["sample", "kazakh-oil", "--at-least", "corridor-volume:baku@1990=1 t"], "no period of the study"),
        (&["sample", "kazakh-oil", "--at-least", "baku=1 t"], "write INDICATOR:SUBJECT@PERIODS=VALUE"),
        (&["sample", "kazakh-oil", "--quantile", "1.5"], "1.5 cannot be asked about"),
        (&["sample", "kazakh-oil", "--quantile", "NaN"], "NaN cannot be asked about"),
        (&["merge", "kazakh-oil", "nowhere.json"], "cannot read `nowhere.json`"),
    ] {
        let output = corridor(arguments);
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(expected), "{told}");
    }
}
