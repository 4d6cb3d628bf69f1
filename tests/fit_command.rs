//! `corridor fit`, run as a process.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::process::{Command, Output};

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

#[test]
fn people_are_told_the_scores_the_choice_and_why() {
    let text = printed(&["fit", "middle-corridor", "--history", "series.titr", "--periods", "2"]);
    for said in [
        "series.titr: 7 values from 2019 to 2025",
        "MASE",
        "combination",
        "chosen: combination, for no single method made half the combination's error or less",
        "series.titr: foreseen, Mt",
        "2027",
    ] {
        assert!(text.contains(said), "`{said}` is not in\n{text}");
    }
    assert!(!text.contains("northern-containers") && !text.contains("2028"), "{text}");
}

/// Quantiles rise with their shares, and every history has each of the rules.
#[test]
fn programs_get_one_long_sheet() {
    let text = printed(&["fit", "trade-turnover", "--format", "csv"]);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("history,rule,chosen,kind,name,period,value,unit"));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let forecast: Vec<f64> = rows
        .iter()
        .filter(|row| row[0] == "turnover.az-kz" && row[3] == "forecast" && row[5] == "2026")
        .map(|row| row[6].parse().unwrap())
        .collect();
    assert_eq!(forecast.len(), 5);
    assert!(forecast.windows(2).all(|pair| pair[0] <= pair[1]), "{forecast:?}");
    for rule in ["naive", "drift", "damped", "theta", "combination", "stated"] {
        assert!(
            rows.iter().any(|row| row[0] == "turnover.az-kz" && row[1] == rule && row[4] == "mase"),
            "{rule}"
        );
    }
}

#[test]
fn the_same_study_gives_the_same_bytes() {
    let arguments = ["fit", "kazakh-oil", "--format", "json"];
    assert_eq!(printed(&arguments), printed(&arguments));
}

#[test]
fn a_study_without_a_history_is_told() {
    let output = run(&["fit", "middle-corridor", "--history", "turnover."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is nothing to fit"));
}

/// A multiple is read back: how fast, and what becomes of the balance, for people and for programs.
#[test]
fn a_multiple_is_read_back() {
    let arguments = ["fit", "trade-turnover", "--scenario", "fivefold-again", "--history", "turnover.az-tm"];
    let text = printed(&arguments);
    for said in [
        "the stated 5 times by 2030 is 30.8 % a year, doubling every 2.6 years, to 1.92 bnUSD",
        "balance by 2030: -1.58 bnUSD if exports and imports grow alike; 1.22 bnUSD if exports alone grow (46.6 times as large)",
    ] {
        assert!(text.contains(said), "`{said}` is not in\n{text}");
    }
    let rows = printed(&[&arguments[..], &["--format", "csv"]].concat());
    for name in ["rate", "doubling", "balance-if-both", "exports-alone", "imports-alone"] {
        assert!(rows.contains(&format!("turnover.az-tm,multiple,,multiple,{name},2030,")), "{name}\n{rows}");
    }
    // Of a trade whose exports and imports are not known, only the rate is.
    let other =
        printed(&["fit", "trade-turnover", "--scenario", "fivefold-again", "--history", "turnover.az-kg"]);
    assert!(other.contains("the stated 5 times by 2030") && !other.contains("balance by"), "{other}");
}

/// Two reporters stand beside each other with what is taken.
#[test]
fn two_reporters_are_shown() {
    let text = printed(&["fit", "trade-turnover", "--history", "turnover.az-kz-both"]);
    let titled = "turnover.az-kz-both: two reporters, MUSD; its own counts 50 %, and 0.69 of what KZ counts on average";
    assert!(text.contains(titled), "{text}");
    let line = text.lines().find(|line| line.starts_with("2023 ")).unwrap();
    let cells: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(cells, ["2023", "313.0", "529.4", "407.1", "26", "%"]);
}
