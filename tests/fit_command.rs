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
