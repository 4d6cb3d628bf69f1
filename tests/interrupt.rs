//! The command: Ctrl-C shows what is done so far, and says how much that is; pressed again it ends at once.
#![cfg(all(feature = "cli", unix))]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Draws that take far longer than anybody waits.
const ENDLESS: &str = "100000000";

/// Long enough for a slow machine, short enough to fail within a coffee break.
const PATIENCE: Duration = Duration::from_secs(60);

fn sample(draws: &str, options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.args(["sample", "trade-turnover", "--format", "csv", "--draws", draws]).args(options);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Whether it catches what Ctrl-C sends: bit 1 of the mask that the kernel shows.
fn is_listening(process: &Child) -> bool {
    let Ok(status) = fs::read_to_string(format!("/proc/{}/status", process.id())) else {
        // No such kernel: by then it has long begun.
        sleep(Duration::from_secs(2));
        return true;
    };
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or("0");
    u64::from_str_radix(caught.trim(), 16).unwrap_or(0) & 0b10 != 0
}

fn press_ctrl_c(process: &Child) {
    let kill = format!("kill -INT {}", process.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}

fn begun(mut command: Command) -> Child {
    let process = command.spawn().unwrap();
    let since = Instant::now();
    while !is_listening(&process) {
        assert!(since.elapsed() < PATIENCE, "it never listens");
        sleep(Duration::from_millis(5));
    }
    process
}

/// What it shows when Ctrl-C is pressed while it makes draws, what it says, and over how many draws that is.
fn stopped(options: &[&str]) -> (String, String, String) {
    let process = begun(sample(ENDLESS, options));
    sleep(Duration::from_millis(300));
    press_ctrl_c(&process);
    let Output { status, stdout, stderr } = process.wait_with_output().unwrap();
    let told = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(130), "{told}");
    let (_, after) = told.split_once("stopped after ").unwrap();
    let draws = after.split(' ').next().unwrap().to_owned();
    (String::from_utf8(stdout).unwrap(), told, draws)
}

#[test]
fn what_is_shown_is_what_a_run_of_so_many_draws_gives() {
    // As many megabytes keep the values of both runs as they are, and as few sum up those of both in sketches.
    for (design, megabytes) in [("monte-carlo", "1000000"), ("sobol", "1000000"), ("sobol", "0")] {
        let options = ["--design", design, "--memory", megabytes, "--period", "2030"];
        let (shown, told, draws) = stopped(&options);
        assert!(
            told.contains(&format!("of {ENDLESS} draws; the numbers are over those, as of a run of so many"))
        );
        assert!(shown.lines().count() > 10, "{shown}");
        let again = sample(&draws, &options).output().unwrap();
        assert_eq!(again.status.code(), Some(0));
        assert_eq!(String::from_utf8(again.stdout).unwrap(), shown, "{design} {draws}");
    }
}

#[test]
fn a_part_of_a_hypercube_is_called_one() {
    let (shown, told, draws) = stopped(&["--design", "latin-hypercube"]);
    assert!(told.contains("take them as you would Monte Carlo draws"), "{told}");
    assert!(draws.parse::<u64>().unwrap() > 0 && shown.lines().count() > 10, "{shown}");
}

/// A part says so too, and does not join with what would come after it.
#[test]
fn a_part_that_was_stopped_is_written() {
    let (part, told, _) = stopped(&["--shard", "1/2"]);
    assert!(told.contains("joins with others only as the last one"), "{told}");
    let place = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("stopped-part.json");
    fs::write(&place, part).unwrap();
    let mut merge = Command::new(env!("CARGO_BIN_EXE_corridor"));
    let merge = merge.args(["merge", "trade-turnover", "--draws", ENDLESS]).arg(&place).output().unwrap();
    assert!(merge.status.success(), "{}", String::from_utf8_lossy(&merge.stderr));
}

#[test]
fn the_second_press_ends_it_at_once() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    let scenarios = "baseline,low-caspian,no-investment,northern-closure";
    command.args([
        "sample",
        "middle-corridor",
        "--all",
        "--threads",
        "1",
        "--draws",
        ENDLESS,
        "--scenario",
        scenarios,
    ]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let process = begun(command);
    press_ctrl_c(&process);
    sleep(Duration::from_millis(20));
    press_ctrl_c(&process);
    let output = process.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(output.stdout.is_empty());
}
