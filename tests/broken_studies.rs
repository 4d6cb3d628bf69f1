//! Broken studies: each is answered with every fault, its line and column, what was given and what is allowed.
//!
//! `tests/broken` holds the studies and, beside each, the answer as it is printed. After a change that is meant,
//! `UPDATE_GOLDEN=1 cargo test --test broken_studies` writes the answers anew; look at what changed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails must say where")]

use std::fs;
use std::path::{Path, PathBuf};

use corridor::study::{Faults, Study};

/// All broken studies in the order of their names.
fn broken() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|it| it == "toml")).collect();
    files.sort();
    files
}

/// What the library answers to a broken study, under its bare file name.
fn answer(path: &Path) -> Faults {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    Study::parse(&text, name).expect_err(name)
}

#[test]
fn every_fault_is_told_as_before() {
    let mut differing = Vec::new();
    for path in broken() {
        let given = format!("{}\n", answer(&path));
        let golden = path.with_extension("txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &given).unwrap();
        }
        if fs::read_to_string(&golden).unwrap_or_default() != given {
            differing.push(format!("{}:\n{given}", golden.display()));
        }
    }
    assert!(differing.is_empty(), "these answers changed:\n{}", differing.join("\n"));
}

#[test]
fn there_are_twenty_and_more() {
    assert!(broken().len() >= 20);
}

/// A place that is told is one of the file, and every line of the answer names the file.
#[test]
fn places_are_in_the_file() {
    for path in broken() {
        let text = fs::read_to_string(&path).unwrap();
        let faults = answer(&path);
        for place in faults.problems().iter().filter_map(|problem| problem.place.as_ref()) {
            let line = text.split('\n').nth(place.line - 1).expect("the line exists");
            assert!(place.column <= line.chars().count() + 1, "{}: {place}", path.display());
        }
        let name = faults.file().to_owned();
        let told = faults.to_string();
        let (last, lines) = told.trim_end().rsplit_once('\n').map(|(lines, last)| (last, lines)).unwrap();
        assert!(last.contains("fault"), "{last}");
        assert!(lines.lines().all(|line| line.starts_with(&name)), "{told}");
    }
}

/// The same text gives the same faults, byte for byte.
#[test]
fn answers_do_not_vary() {
    for path in broken() {
        assert_eq!(answer(&path).to_string(), answer(&path).to_string());
    }
}
