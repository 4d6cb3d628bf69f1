//! The pages are true: what they say is printed is printed, what they link to is there, what they show can be read.
//!
//! Their Rust code runs as doc tests.

#[cfg(feature = "cli")]
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use corridor::assign::QueuedLogit;
use corridor::evaluate::{Indicator, evaluate};
use corridor::study::Study;

/// The most lines of an example.
const LONGEST_EXAMPLE: usize = 120;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A page, by its path in the crate.
fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The pages for readers.
fn pages() -> Vec<(String, String)> {
    let names = [
        "concepts",
        "formulation",
        "study-format",
        "fitting",
        "track-records",
        "data",
        "comparison",
        "design",
        "appraisal",
        "sensitivity",
        "charts",
    ];
    let mut paths: Vec<String> = names.iter().map(|name| format!("docs/{name}.md")).collect();
    paths.extend(["README.md".to_owned(), "CHANGELOG.md".to_owned()]);
    paths.into_iter().map(|path| (path.clone(), page(&path))).collect()
}

/// The blocks of code in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let opening = format!("\n```{language}\n");
    page.split(&opening).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

/// The examples, each with its text.
fn examples() -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join("examples")).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut examples: Vec<(String, String)> = paths
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), fs::read_to_string(&path).ok()?)))
        .collect();
    examples.sort();
    examples
}

#[test]
fn the_readme_opens_with_the_two_commands() {
    let readme = page("README.md");
    let commands = blocks(&readme, "sh")[0].lines().collect::<Vec<_>>();
    let (run, test) =
        ("cargo run --release --features cli -- compare middle-corridor", "cargo test --features cli,lp");
    assert_eq!(commands, [run, test]);
    assert_eq!(blocks(&readme, "sh").len(), 1, "the first two lines of the first block are what is run");
}

#[test]
fn studies_on_the_pages_can_be_read() {
    let mut read = 0;
    for (path, text) in pages() {
        for block in blocks(&text, "toml").into_iter().filter(|block| block.starts_with("name =")) {
            let study = Study::parse(block, &path).unwrap_or_else(|faults| panic!("{faults}"));
            for name in study.scenarios().names() {
                let changed = study.scenarios().apply(name, study.draft()).unwrap();
                let outcome = evaluate(&changed.draft().plan().unwrap(), name, &QueuedLogit::default());
                assert!(outcome.is_solved(), "{path}: {name}");
            }
            read += 1;
        }
    }
    assert!(read >= 2, "the readme and the page on the format each show one");
}

/// In the baseline the berths never fill; if they slip they are full in 2028 and 2029.
#[test]
fn the_study_of_the_readme_does_what_is_said_of_it() {
    let readme = page("README.md");
    let text = blocks(&readme, "toml").into_iter().find(|block| block.starts_with("name =")).unwrap();
    let study = Study::parse(text, "README.md").unwrap();
    let full = |name: &str| -> Vec<String> {
        let changed = study.scenarios().apply(name, study.draft()).unwrap();
        let outcome = evaluate(&changed.draft().plan().unwrap(), name, &QueuedLogit::default());
        let years = outcome.horizon().periods();
        let full = years.filter(|year| outcome.value(Indicator::Utilisation, "tanker", *year) > Some(0.999));
        full.map(|year| year.to_string()).collect()
    };
    assert_eq!(full("baseline"), [""; 0]);
    assert_eq!(full("slip"), ["2028", "2029"]);
}

/// Every line that the readme shows of the main job is one that it prints.
#[cfg(feature = "cli")]
#[test]
fn the_readme_shows_what_the_main_job_prints() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_corridor"))
        .args(["compare", "middle-corridor"])
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let printed: BTreeSet<&str> = printed.lines().map(str::trim_end).collect();
    let readme = page("README.md");
    let shown = blocks(&readme, "text")[0];
    assert!(shown.lines().count() > 10);
    for line in shown.lines().filter(|line| *line != "…") {
        assert!(printed.contains(line.trim_end()), "the main job does not print `{line}` any more");
    }
}

#[test]
fn links_lead_to_files_that_are_there() {
    for (path, text) in pages() {
        let folder = root().join(&path).parent().map(Path::to_path_buf).unwrap_or_default();
        let inline = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let at_the_end =
            text.lines().filter(|line| line.starts_with('[')).filter_map(|line| line.split("]: ").nth(1));
        for link in inline.chain(at_the_end) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") {
                assert!(folder.join(file).exists(), "{path} links to {link}");
            }
        }
    }
}

#[test]
fn examples_open_with_a_question_are_short_and_end_with_an_assertion() {
    let examples = examples();
    assert!(examples.len() >= 10);
    for (name, text) in &examples {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.ends_with('?'), "{name} opens with its question: {first}");
        assert!(text.contains("//! You will learn"), "{name} says what one will learn");
        assert!(text.lines().count() <= LONGEST_EXAMPLE, "{name} is too long");
        let main =
            text.split("fn main()").nth(1).and_then(|rest| rest.split("\n}\n").next()).unwrap_or_default();
        let (_, after) = main.rsplit_once("assert").unwrap_or_default();
        assert!(after.lines().count() <= 6, "the main function of {name} ends with an assertion");
    }
}

#[test]
fn the_readme_lists_every_example_with_its_question() {
    let readme = page("README.md");
    for (name, text) in examples() {
        let question = text.lines().next().unwrap_or_default().trim_start_matches("//! ").to_owned();
        let row = format!("| `{name}` | {question} |");
        assert!(readme.contains(&row), "the readme has no row\n{row}");
    }
    let rows = readme.lines().filter(|line| line.starts_with("| `") && line.ends_with("? |")).count();
    assert_eq!(rows, examples().len());
}

#[test]
fn the_concepts_name_every_indicator() {
    let concepts = page("docs/concepts.md");
    for indicator in Indicator::ALL {
        assert!(concepts.contains(&format!("`{indicator}`")), "docs/concepts.md does not name `{indicator}`");
    }
}
