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

/// A file of the test's own that is removed with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("corridor-{}-{name}", std::process::id())))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A file that was never written needs no removal.
        let _ = fs::remove_file(&self.0);
    }
}

/// What the library answers to a file, the path taken out.
fn answer_to_file(file: &Scratch) -> String {
    Study::load(&file.0).unwrap_err().to_string().replace(&file.0.display().to_string(), "FILE")
}

/// A hundred megabytes are refused by their size alone: the file is sparse, and reading it would show.
#[test]
fn a_huge_file_is_refused_unread() {
    let scratch = Scratch::new("huge.toml");
    fs::File::create(&scratch.0).unwrap().set_len(100 << 20).unwrap();
    assert_eq!(
        answer_to_file(&scratch),
        "FILE: the file of 100.0 MiB is too large for a study and was not read; allowed: at most 8.0 MiB\n1 fault"
    );
}

#[test]
fn a_file_that_is_no_text_is_refused_at_its_place() {
    let scratch = Scratch::new("latin1.toml");
    fs::write(&scratch.0, b"name = 'x'\nnote = 'caf\xe9'\n").unwrap();
    assert_eq!(
        answer_to_file(&scratch),
        "FILE:2:12: the file is not text in UTF-8; allowed: TOML in UTF-8\n1 fault"
    );
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let told = answer_to_file(&Scratch::new("nowhere.toml"));
    assert!(told.starts_with("FILE: cannot read the file: "), "{told}");
}

#[test]
fn a_study_that_does_not_come_with_the_crate_is_told() {
    let told = Study::embedded("midle-corridor").unwrap_err().to_string();
    assert!(told.contains("did you mean `middle-corridor`?"), "{told}");
}

/// A horizon of a million months, a billion routes, and more legs times periods than memory holds.
#[test]
fn absurd_sizes_are_refused() {
    let head = "name = 'x'\nmeasure = 'mass'\ndispersion = 0.1\n";
    let many = |table: &str, count: usize, rest: &str| -> String {
        (0..count).map(|index| format!("[{table}.x{index}]\n{rest}")).collect::<Vec<_>>().join("\n") + "\n"
    };
    let months = "horizon = { first = '1900-01', last = '2099-12' }\n";
    let years = "horizon = { first = '0001', last = '9999' }\n";
    let pairs = "from = 'x0'\nto = 'x1'\nvolume = '1 Mt'";
    let wide = format!(
        "{head}routes = 1000\n{months}{}{}{}",
        many("node", 2, ""),
        many("leg", 400, "from = 'x0'\nto = 'x1'\nmode = 'sea'"),
        many("demand", 5000, pairs)
    );
    for (text, expected) in [
        (format!("{head}{years}"), "a horizon of 9999 periods is too long"),
        (format!("{head}routes = 1000000000\n{months}"), "cannot read `1000000000`: out of range"),
        (wide, "this model would need"),
    ] {
        let told = Study::parse(&text, "absurd.toml").unwrap_err().to_string();
        assert!(told.contains(expected), "{}", told.chars().take(500).collect::<String>());
    }
}

/// One way to break a line of a good study.
fn broken_line(line: &str, how: usize, at: usize) -> String {
    let letters: Vec<char> = line.chars().collect();
    let cut = at.min(letters.len());
    let (head, tail): (String, String) = (letters[..cut].iter().collect(), letters[cut..].iter().collect());
    match how {
        0 => String::new(),
        1 => format!("{line}\n{line}"),
        2 => head,
        3 => tail,
        4 => format!("{head}\"{tail}"),
        5 => format!("{head}[{tail}"),
        6 => format!("{head}.{tail}"),
        7 => line.replace('=', ":"),
        8 => line.replace('"', ""),
        9 => line.replace(char::is_numeric, "9"),
        10 => line.replace(" = ", " = -"),
        11 => line.replace("20", "1"),
        _ => format!("{head}{}{tail}", char::from_u32(0x20AC).unwrap_or('x')),
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, ..Default::default() })]

    /// A good study with three of its lines broken is read or answered, and never panics.
    #[test]
    fn a_study_that_is_broken_anywhere_is_answered(
        breaks in proptest::collection::vec((0_usize..10_000, 0_usize..13, 0_usize..80), 3),
        name in proptest::sample::select(vec!["kazakh-oil", "trade-turnover", "caspian-cable", "turkmen-gas"]),
    ) {
        let good = Study::embedded_text(name).unwrap();
        let mut lines: Vec<String> = good.lines().map(str::to_owned).collect();
        for (line, how, at) in breaks {
            let index = line % lines.len();
            lines[index] = broken_line(&lines[index], how, at);
        }
        let text = lines.join("\n");
        if let Err(faults) = Study::parse(&text, "broken.toml") {
            proptest::prop_assert!(!faults.problems().is_empty());
            for place in faults.problems().iter().filter_map(|problem| problem.place.as_ref()) {
                let line = text.split('\n').nth(place.line - 1);
                proptest::prop_assert!(line.is_some_and(|line| place.column <= line.chars().count() + 1));
            }
        }
    }
}
