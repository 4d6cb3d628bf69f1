//! The command, run as a process.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use corridor::assign::QueuedLogit;
use corridor::evaluate::evaluate;
use corridor::report::COLUMNS;
use corridor::study::Study;

/// The study that the tests run on.
const CROSSING: &str = "tests/golden/crossing.toml";

/// The subcommands.
const SUBCOMMANDS: [&str; 18] = [
    "studies",
    "check",
    "run",
    "compare",
    "sample",
    "chart",
    "report",
    "appraise",
    "sensitivity",
    "discover",
    "seek",
    "regret",
    "fit",
    "merge",
    "sources",
    "track-record",
    "schema",
    "completions",
];

/// The command in the folder of the crate, with no wishes about colour from outside.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corridor"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Standard output of a command that is to succeed.
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Exit status and standard error of a command that is to fail and to print no result.
fn refused(arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(arguments);
    let message = text(&output.stderr);
    assert!(!message.contains("panicked"), "{arguments:?}: {message}");
    assert!(output.stdout.is_empty(), "{arguments:?}: {}", text(&output.stdout));
    (output.status.code(), message)
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

/// An empty folder of this test alone.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn every_subcommand_has_help_with_examples() {
    for subcommand in SUBCOMMANDS {
        let help = printed(&[subcommand, "--help"]);
        assert!(help.contains("Examples:\n  corridor "), "{subcommand}: {help}");
        assert!(help.contains("--out <FILE>"), "{subcommand}");
    }
    let help = printed(&["--help"]);
    assert!(SUBCOMMANDS.iter().all(|subcommand| help.contains(subcommand)), "{help}");
    assert!(help.contains("Exit status"));
    assert!(printed(&["--version"]).starts_with("corridor "));
}

#[test]
fn pages_are_golden() {
    for (name, arguments) in [
        ("command-run.txt", &["run", CROSSING][..]),
        ("command-compare.txt", &["compare", CROSSING]),
        ("command-compare-60.txt", &["compare", CROSSING, "--width", "60"]),
        ("command-volumes.txt", &["compare", CROSSING, "--indicator", "corridor-volume,utilisation"]),
        ("command-sorted.txt", &["compare", CROSSING, "--sort", "relative-difference", "--top", "8"]),
        ("command-inputs.txt", &["compare", CROSSING, "--inputs"]),
        ("command-sources.txt", &["sources", CROSSING]),
        ("command-track-record.txt", &["track-record"]),
        (
            "command-against.txt",
            &[
                "compare",
                CROSSING,
                "baseline",
                "--baseline",
                "slipped",
                "--sort",
                "difference",
                "--period",
                "2029",
            ],
        ),
        ("command-check.txt", &["check", CROSSING]),
        ("command-rows.csv", &["compare", CROSSING, "--indicator", "committed", "--format", "csv"]),
        ("command-rows.json", &["compare", CROSSING, "--indicator", "committed", "--format", "json"]),
    ] {
        golden(name, &printed(arguments));
    }
}

/// The rows of the command are those of the library, to the last bit, and the same in both formats.
#[test]
fn rows_are_those_of_the_library() {
    let csv = printed(&["run", CROSSING, "--format", "csv"]);
    let json: serde_json::Value =
        serde_json::from_str(&printed(&["run", CROSSING, "--format", "json"])).unwrap();
    let study = Study::load(Path::new(env!("CARGO_MANIFEST_DIR")).join(CROSSING)).unwrap();
    let outcome = evaluate(&study.draft().plan().unwrap(), "baseline", &QueuedLogit::default());
    let mut lines = csv.lines();
    assert_eq!(lines.next().unwrap(), COLUMNS.join(","));
    let mut objects = json.as_array().unwrap().iter();
    for row in outcome.rows() {
        let cells: Vec<&str> = lines.next().unwrap().split(',').collect();
        let told = [row.study.to_string(), row.scenario.to_string(), row.indicator.to_string()];
        assert_eq!(cells[..3], told);
        assert_eq!(cells[3..6], [row.subject.to_string(), row.period.to_string(), "value".to_owned()]);
        assert_eq!(cells[6].parse::<f64>().unwrap().to_bits(), row.value.to_bits());
        assert_eq!(cells[7], row.unit.to_string());
        let object = objects.next().unwrap().as_object().unwrap();
        assert_eq!(object.len(), COLUMNS.len());
        for (column, cell) in COLUMNS.iter().zip(&cells).filter(|(column, _)| **column != "value") {
            assert_eq!(object[*column].as_str(), Some(*cell));
        }
        assert!((object["value"].as_f64().unwrap() - row.value).abs() <= row.value.abs() * f64::EPSILON);
    }
    assert!(lines.next().is_none() && objects.next().is_none());
}

#[test]
fn the_same_command_prints_the_same_bytes() {
    for arguments in [
        ["compare", "middle-corridor", "--format", "table"],
        ["compare", CROSSING, "--format", "csv"],
        ["compare", CROSSING, "--format", "json"],
    ] {
        assert_eq!(printed(&arguments), printed(&arguments));
    }
}

#[test]
fn wrong_names_are_answered_with_the_nearest() {
    for (arguments, told) in [
        (&["run", "midle-corridor"][..], "did you mean `middle-corridor`?"),
        (&["compare", CROSSING, "sliped"], "did you mean `slipped`?"),
        (&["compare", CROSSING, "--baseline", "dear-bypas"], "did you mean `dear-bypass`?"),
        (&["run", CROSSING, "--scenario", "slippd"], "did you mean `slipped`?"),
        (&["run", CROSSING, "--indicator", "utilization"], "a similar value exists: 'utilisation'"),
        (&["run", CROSSING, "--subject", "bert"], "did you mean `berth`?"),
        (&["compare", CROSSING, "--sort", "diference"], "a similar value exists: 'difference'"),
        (&["run", CROSSING, "--method", "all-or-nothin"], "'all-or-nothing'"),
        (&["rum", CROSSING], "'run'"),
        (&["run", CROSSING, "--period", "2031.."], "it runs over 2025 to 2030"),
        (&["run", CROSSING, "--period", "soon"], "cannot read `soon` as periods"),
        (&["run"], "<STUDY>"),
        (&[], "Usage:"),
    ] {
        let (status, message) = refused(arguments);
        assert_eq!(status, Some(2), "{arguments:?}: {message}");
        assert!(message.contains(told), "{arguments:?}: {message}");
    }
}

#[test]
fn a_broken_study_is_told_whole_and_ends_with_one() {
    let path = folder("broken").join("slip.toml");
    let study = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(CROSSING)).unwrap();
    fs::write(&path, study.replace("2 Mt/yr", "2 Mtt/yr").replace("\"sea\"\ndist", "\"see\"\ndist")).unwrap();
    let path = path.to_str().unwrap();
    for subcommand in ["run", "compare", "sources"] {
        let (status, message) = refused(&[subcommand, path]);
        assert_eq!(status, Some(1), "{message}");
        assert!(message.contains("slip.toml:") && message.contains("Mtt/yr"), "{message}");
    }
    let output = run(&["check", path]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("did you mean `sea`?") && told.contains("Mtt/yr"), "{told}");
    assert!(told.contains("| mode     = \"see\"\n") && told.contains("^\n"), "{told}");
    let json = text(&run(&["check", path, "--format", "json"]).stdout);
    let faults: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(faults.as_array().unwrap().iter().any(|fault| fault["line"].as_f64() > Some(1.0)), "{json}");
}

#[test]
fn a_study_that_is_none_never_panics() {
    let folder = folder("none");
    let deep = vec![b'['; 100_000];
    let files: [(&str, &[u8]); 5] = [
        ("empty.toml", b""),
        ("bytes.toml", &[0xff, 0xfe, 0x00]),
        ("deep.toml", &deep),
        ("text.toml", b"this is no study"),
        ("null.toml", &[0; 1000]),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).unwrap();
    }
    for name in files.iter().map(|(name, _)| folder.join(name)).chain([folder.clone()]) {
        for subcommand in ["run", "check", "compare", "sources"] {
            let output = run(&[subcommand, name.to_str().unwrap()]);
            assert_eq!(output.status.code(), Some(1), "{subcommand} {}", name.display());
            assert!(!text(&output.stderr).contains("panicked"));
        }
    }
}

/// `corridor … | head -1`: the reader goes after a line, and the command ends without a word.
#[test]
fn a_closed_pipe_is_no_failure() {
    for format in ["csv", "json", "table"] {
        let mut child = command(&["compare", "middle-corridor", "--all", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert!(output.stderr.is_empty(), "{format}: {}", text(&output.stderr));
        assert!(!line.is_empty());
    }
}

#[test]
fn a_pipe_gets_plain_text() {
    let page = command(&["compare", CROSSING]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(!text(&page.stdout).contains('\u{1b}'));
    assert!(!text(&page.stdout).contains('─'));
}

#[test]
fn no_color_is_obeyed() {
    let coloured = |name: &str| {
        let output = command(&["run", "nowhere"]).env(name, "1").output().unwrap();
        text(&output.stderr).contains('\u{1b}')
    };
    assert!(coloured("CLICOLOR_FORCE"));
    assert!(!coloured("NO_COLOR"));
    assert!(!text(&run(&["run", "nowhere"]).stderr).contains('\u{1b}'));
}

#[test]
fn tables_keep_to_the_width() {
    for width in [50, 60, 80, 100] {
        for arguments in [&["compare", CROSSING][..], &["compare", CROSSING, "--all"], &["sources", CROSSING]]
        {
            let wide = width.to_string();
            let page = printed(&[arguments, &["--width", &wide]].concat());
            let longest = page.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(width), "{arguments:?} {width}:\n{page}");
        }
    }
}

/// An empty answer says that it is empty.
#[test]
fn nothing_is_told_as_nothing() {
    let same = printed(&["compare", CROSSING, "baseline", "--inputs"]);
    assert_eq!(same, "No input differs from those of `baseline`\n");
    let none = printed(&["run", CROSSING, "--indicator", "target-gap", "--period", "2025"]);
    assert!(none.ends_with("\nNo value there\n"), "{none}");
    assert_eq!(printed(&["compare", CROSSING, "baseline", "--inputs", "--format", "json"]), "[]\n");
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let folder = folder("files");
    let path = folder.join("rows.csv");
    let name = path.to_str().unwrap();
    assert_eq!(printed(&["run", CROSSING, "--format", "csv", "--out", name]), "");
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(written, printed(&["run", CROSSING, "--format", "csv"]));
    let (status, _) = refused(&["run", CROSSING, "--scenario", "nobody", "--out", name]);
    assert_eq!(status, Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), written, "a run that fails leaves the old file");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left behind");
}

#[test]
fn what_cannot_be_written_is_told() {
    let folder = folder("unwritable");
    for out in [folder.join("no/such/folder.csv"), folder.clone()] {
        let (status, message) = refused(&["run", CROSSING, "--out", out.to_str().unwrap()]);
        assert_eq!(status, Some(2));
        assert!(message.contains("cannot write `") && message.contains(out.to_str().unwrap()), "{message}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    assert_eq!(printed(&["studies", "--out", "/dev/null"]), "");
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    let through = printed(&["studies", "--out", "/dev/stdout"]);
    assert_eq!(through, printed(&["studies"]));
}

#[test]
fn studies_that_come_with_the_command_check_clean() {
    let studies = printed(&["studies", "--format", "csv"]);
    let names: Vec<&str> = studies.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(names, Study::names().collect::<Vec<&str>>());
    for name in names {
        assert_eq!(run(&["check", name]).status.code(), Some(0), "{name}");
        assert!(printed(&["compare", name]).contains("every period solved"), "{name}");
    }
}

#[test]
fn methods_are_chosen_by_name() {
    let volumes = |method: &str| printed(&["run", CROSSING, "--method", method, "--format", "csv"]);
    assert_ne!(volumes("queued-logit"), volumes("all-or-nothing"));
    if cfg!(feature = "lp") {
        assert_ne!(volumes("minimum-cost"), volumes("queued-logit"));
    }
}

#[test]
fn completions_and_schema_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(printed(&["completions", shell]).contains("corridor"), "{shell}");
    }
    let schema: serde_json::Value = serde_json::from_str(&printed(&["schema"])).unwrap();
    assert!(schema.is_object());
}

/// Projects are appraised on the study's terms or on those of the command line, in every format, and in an order.
#[test]
fn projects_are_appraised() {
    let page = printed(&["appraise", "turkmen-gas"]);
    assert!(page.contains("discounted at 6.0 % a year to 2025"), "{page}");
    assert!(page.contains("Who gains and who pays, together"), "{page}");
    let rows = printed(&["appraise", "turkmen-gas", "--rate", "8 %/yr", "--from", "2024", "--format", "csv"]);
    assert!(rows.starts_with("study,scenario,indicator,subject,period,statistic,value,unit\n"), "{rows}");
    assert!(rows.contains(",net-present-value,together,2024,value,"), "{rows}");
    let one = ["appraise", "turkmen-gas", "--project", "trans-caspian-first"];
    let sampled = printed(&[&one[..], &["--draws", "20", "--seed", "3"]].concat());
    assert!(sampled.contains("chance of gain"), "{sampled}");
    let order = run(&[&one[..], &["--budget", "1 bnUSD", "--opens", "2028..2030"]].concat());
    if cfg!(feature = "lp") {
        assert!(text(&order.stdout).starts_with("20"), "{}", text(&order.stdout));
    } else {
        assert!(text(&order.stderr).contains("--features cli,lp"), "{}", text(&order.stderr));
    }
}

#[test]
fn what_cannot_be_appraised_is_refused() {
    let (status, message) = refused(&["appraise", "kazakh-oil", "--project", "supsa-reopening"]);
    assert_eq!(status, Some(2), "{message}");
    assert!(message.contains("--rate and --from"), "{message}");
    let (status, message) = refused(&["appraise", "turkmen-gas", "--project", "trans-caspian-frist"]);
    assert_eq!(status, Some(2), "{message}");
    assert!(message.contains("name one of"), "{message}");
    let (status, message) = refused(&["appraise", "turkmen-gas", "--budget", "5 MEUR"]);
    assert_eq!(status, Some(2), "{message}");
    assert!(message.contains("give it in USD"), "{message}");
    let (status, _) = refused(&["appraise", "turkmen-gas", "--opens", "2030..2028"]);
    assert_eq!(status, Some(2));
}

/// A single run takes promises that name a class at its median, and says so; a sample draws them.
#[test]
fn a_single_run_says_that_it_takes_medians() {
    let told = |arguments: &[&str]| {
        let output = command(arguments).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let usual = told(&["run", "kazakh-oil", "as-they-usually-turn-out"]);
    assert!(usual.contains("7 promises turn out as the median of their class"), "{usual}");
    assert_eq!(told(&["run", "kazakh-oil", "as-promised"]), "");
}

/// Every kind of chart is drawn, and what cannot be drawn is told.
#[test]
fn charts_are_drawn() {
    let drawn = |arguments: &[&str]| printed(&[&["chart", CROSSING, "--of"], arguments].concat());
    let demand = "oil-export";
    for arguments in [
        &["corridor-volume:by-sea"][..],
        &["corridor-volume:by-sea", "--draws", "16"],
        &["corridor-volume:by-sea@2029", "--scenario", "baseline,slipped"],
        &["utilisation"],
        &["queue-price"],
        &["concentration"],
        &[&format!("route-share:{demand}")],
        &[&format!("shipped:{demand}"), "--size", "slide"],
    ] {
        let svg = drawn(arguments);
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"), "{arguments:?}");
    }
    for of in ["worth", "worth:trans-caspian-first", "worth-by-country"] {
        let svg = printed(&["chart", "turkmen-gas", "--of", of]);
        assert!(svg.contains("discounted at 6.0 % a year") && svg.contains("Sources: "), "{of}");
    }
    let (status, message) = refused(&["chart", "turkmen-gas", "--of", "worth:nothing"]);
    assert!(status == Some(2) && message.contains("nothing"), "{message}");
    let (_, message) = refused(&["chart", "kazakh-oil", "--of", "worth"]);
    assert!(message.contains("no project has a `capex`"), "{message}");
    let volumes = printed(&["chart", "middle-corridor", "--of", "corridor-volume:middle"]);
    assert!(volumes.contains("Sources: Report.az (2025, 2026); "), "each publisher once, with its years");
    let (status, message) = refused(&["chart", CROSSING, "--of", "shipped:nobody"]);
    assert_eq!(status, Some(2), "{message}");
    assert!(message.contains("name one of"), "{message}");
    let (status, _) = refused(&["chart", CROSSING, "--of", "shiped"]);
    assert_eq!(status, Some(2));
}
