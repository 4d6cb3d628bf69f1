//! `corridor report` on the command line: what it writes, and how it refuses.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::process::{Command, Output};

/// The study that the tests run on.
const CROSSING: &str = "tests/golden/crossing.toml";

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("NO_COLOR", "1").arg("report").args(arguments);
    command.output().unwrap()
}

fn page(arguments: &[&str]) -> String {
    let draws: &[&str] = if arguments.contains(&"--draws") { &[] } else { &["--draws", "16"] };
    let output = run(&[&[CROSSING], draws, arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The command that a page says makes it again, word by word.
fn command_of(page: &str) -> Vec<&str> {
    let start = page.find("<pre id=\"command\"").unwrap();
    let text = &page[start + page[start..].find('>').unwrap() + 1..];
    text[..text.find("</pre>").unwrap()].split(' ').collect()
}

/// The command on the page makes the same page, byte for byte.
#[test]
fn the_page_says_how_to_make_it_again() {
    let folder = std::env::temp_dir().join(format!("corridor-report-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let place = folder.join("page.html");
    let wishes = [
        "--scenario",
        "baseline,slipped",
        "--seed",
        "7",
        "--at",
        "2029,2027",
        "--design",
        "sobol",
        "--draws",
        "16",
    ];
    let output = run(&[&[CROSSING, "--out", place.to_str().unwrap()], &wishes[..]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(&place).unwrap();
    let words = command_of(&page);
    assert_eq!(words[..3], ["corridor", "report", CROSSING]);
    fs::remove_file(&place).unwrap();
    assert!(run(&words[2..]).status.success(), "{words:?}");
    assert_eq!(fs::read_to_string(&place).unwrap(), page);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn only_the_scenarios_that_are_named_are_told() {
    let page = page(&["--scenario", "slipped"]);
    assert!(page.contains("value=\"slipped\" checked") && !page.contains("value=\"baseline\""));
    assert!(page.contains("There is no other scenario to compare it with"));
}

#[test]
fn without_draws_it_says_so() {
    let page = page(&["--draws", "0"]);
    assert!(page.contains("No draws were taken") && !page.contains("median and bands"));
}

#[test]
fn another_number_than_the_usual_can_be_asked_for() {
    let page = page(&["--of", "transit-time:oil-export@2029"]);
    assert!(page.contains("transit time of “"), "the summary speaks of it");
}

/// Wishes that cannot be met, each with the exit status and a part of the message.
#[test]
fn what_cannot_be_done_is_told() {
    for (arguments, status, message) in [
        (&[CROSSING, "--scenario", "nowhere"][..], 2, "nowhere"),
        (&[CROSSING, "--of", "corridor-volume:nowhere@2029"], 2, "there is no corridor-volume of `nowhere`"),
        (&[CROSSING, "--of", "corridor-volume:by-sea@1999"], 2, "1999"),
        (&[CROSSING, "--of", "corridor-volume"], 2, "corridor-volume:middle@2030"),
        (&[CROSSING, "--at", "1999"], 2, "the study has no period 1999"),
        (&["no-such-study"], 2, "there is no study and no file `no-such-study`"),
        (&[CROSSING, "--draws", "many"], 2, "--draws"),
    ] {
        let output = run(arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {told}");
        assert!(told.contains(message) && output.stdout.is_empty(), "{arguments:?}: {told}");
    }
}
