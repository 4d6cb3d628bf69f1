//! The order of the stages, held against the sources.
//!
//! Each folder under `src/` is one stage and uses only those to its left. A few crates are known to one place each,
//! so that they can be exchanged; files stay short, and `mod.rs` and `lib.rs` hold documentation and names only.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

/// The stages, from left to right.
const STAGES: [&str; 18] = [
    "quantity",
    "calendar",
    "evidence",
    "series",
    "projection",
    "network",
    "commitment",
    "demand",
    "model",
    "scenario",
    "assign",
    "evaluate",
    "ensemble",
    "sensitivity",
    "compare",
    "appraise",
    "study",
    "report",
];

/// Crates that are known to some places only, and in how many files at most.
const CONFINED: [(&str, &[&str], usize); 12] = [
    ("microlp", &["assign"], 1),
    ("statrs", &["evidence", "ensemble"], usize::MAX),
    ("toml", &["study"], usize::MAX),
    ("csv", &["report"], usize::MAX),
    ("comfy_table", &["report"], 1),
    ("terminal_size", &["report", "bin"], 1),
    ("anstream", &["report", "bin"], usize::MAX),
    ("clap", &["bin"], usize::MAX),
    ("clap_complete", &["bin"], 1),
    ("ctrlc", &["bin"], 1),
    ("parquet", &["report"], 2),
    ("resvg", &["report"], 1),
];

/// The most lines of a file, its unit tests not counted.
const LONGEST_FILE: usize = 500;

/// What `mod.rs` and `lib.rs` hold none of.
const LOGIC: [&str; 9] = ["fn", "struct", "enum", "trait", "impl", "const", "static", "type", "macro_rules"];

#[test]
fn the_sources_keep_the_order_of_the_stages() {
    let faults = faults_of(&sources(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap());
    let listed: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(faults.is_empty(), "\n{}\n", listed.join("\n"));
}

// ------------------------------------------------------------------------------------------------------- the rules

/// A source file, by its path below `src/`.
#[derive(Debug, Clone)]
struct Source {
    path: String,
    text: String,
}

/// Where a rule is broken, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.path, self.line, self.what)
    }
}

impl Source {
    /// The stage it belongs to: its first folder; `lib` for the files at the top.
    fn stage(&self) -> &str {
        self.path.split_once('/').map_or("lib", |(folder, _)| folder)
    }

    /// The names of the modules it is in, from the crate's root.
    fn module(&self) -> Vec<String> {
        let path = self.path.trim_end_matches(".rs");
        let mut names: Vec<String> = path.split('/').map(str::to_owned).collect();
        names.pop_if(|last| last == "mod" || last == "lib");
        names
    }

    fn is_index(&self) -> bool {
        self.path.ends_with("mod.rs") || self.path == "lib.rs"
    }

    fn fault(&self, line: usize, what: impl Into<String>) -> Fault {
        Fault { path: self.path.clone(), line, what: what.into() }
    }
}

/// Every rule over all the sources.
fn faults_of(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in sources {
        let tokens = tokens(&source.text);
        faults.extend(out_of_order(source, &tokens));
        faults.extend(logic_in_an_index(source, &tokens));
        faults.extend(too_long(source, &tokens));
    }
    faults.extend(unlisted_stages(sources));
    faults.extend(escaped_crates(sources));
    faults.extend(disordered_root(sources));
    faults
}

/// A stage that uses one to its right, or goes round the stages by a name at the crate's root.
fn out_of_order(source: &Source, tokens: &[Token<'_>]) -> Vec<Fault> {
    let place = |stage: &str| STAGES.iter().position(|name| *name == stage);
    let Some(own) = place(source.stage()) else { return Vec::new() };
    let judge = |used: &Used| match place(&used.name) {
        Some(other) if other <= own => None,
        Some(_) => Some(format!("`{}` uses `{}`, which is to its right", source.stage(), used.name)),
        None => Some(format!("`crate::{}` is no stage: name the stage it is from", used.name)),
    };
    let used = used_from_the_root(&source.module(), tokens);
    used.iter().filter_map(|used| Some(source.fault(used.line, judge(used)?))).collect()
}

/// Folders that are no stage.
fn unlisted_stages(sources: &[Source]) -> Vec<Fault> {
    let folders: BTreeSet<&str> = sources.iter().map(Source::stage).collect();
    let known = |folder: &&str| STAGES.contains(folder) || ["lib", "bin"].contains(folder);
    let told = |folder: &str| Fault {
        path: folder.to_owned(),
        line: 0,
        what: "this folder is no stage: give it a place in the order".to_owned(),
    };
    folders.into_iter().filter(|folder| !known(folder)).map(told).collect()
}

/// Modules of the crate's root that are not in the order of the stages, or not all of them.
fn disordered_root(sources: &[Source]) -> Vec<Fault> {
    let Some(root) = sources.iter().find(|source| source.path == "lib.rs") else { return Vec::new() };
    let folders: BTreeSet<&str> = sources.iter().map(Source::stage).collect();
    let wanted: Vec<&str> = STAGES.iter().copied().filter(|stage| folders.contains(stage)).collect();
    let tokens = tokens(&root.text);
    let declared = tokens.windows(2).filter(|pair| pair[0].text == "mod").map(|pair| pair[1].text);
    let declared: Vec<&str> = declared.filter(|name| STAGES.contains(name)).collect();
    if declared == wanted {
        return Vec::new();
    }
    vec![root.fault(0, format!("declares {declared:?}, not {wanted:?}"))]
}

/// Items in a file that holds documentation and names only.
fn logic_in_an_index(source: &Source, tokens: &[Token<'_>]) -> Vec<Fault> {
    if !source.is_index() {
        return Vec::new();
    }
    let items = tokens.iter().filter(|token| LOGIC.contains(&token.text));
    items.map(|token| source.fault(token.line, format!("`{}` in an index", token.text))).collect()
}

/// A file that is too long to be read in one go.
fn too_long(source: &Source, tokens: &[Token<'_>]) -> Option<Fault> {
    let lines = source.text.lines().count() - test_lines(tokens);
    let what = || format!("{lines} lines without tests, more than {LONGEST_FILE}: divide it");
    (lines > LONGEST_FILE).then(|| source.fault(lines, what()))
}

/// Crates named outside the place that knows them, or in more files than one.
fn escaped_crates(sources: &[Source]) -> Vec<Fault> {
    CONFINED.iter().flat_map(|(name, stages, most)| escapes(sources, name, stages, *most)).collect()
}

fn escapes(sources: &[Source], name: &str, stages: &[&str], most: usize) -> Vec<Fault> {
    let line_of = |source: &Source| crate_named(&tokens(&source.text), name);
    let naming: Vec<(&Source, usize)> =
        sources.iter().filter_map(|source| Some((source, line_of(source)?))).collect();
    let (inside, outside): (Vec<_>, Vec<_>) =
        naming.into_iter().partition(|(source, _)| stages.contains(&source.stage()));
    let out = outside.iter().map(|(source, line)| source.fault(*line, format!("names the crate `{name}`")));
    let many = inside.iter().skip(most);
    let many = many.map(|(source, line)| source.fault(*line, format!("`{name}` is known to another file")));
    out.chain(many).collect()
}

// ------------------------------------------------------------------------------------------------ reading the code

/// A word or a sign of a source, comments and literals left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Token<'a> {
    text: &'a str,
    line: usize,
}

/// The first name of a path that begins at the crate's root.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Used {
    name: String,
    line: usize,
}

/// Divides a source into words and signs.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut rest, mut line) = (Vec::new(), text, 1);
    while !rest.is_empty() {
        let (length, kept) = next(rest);
        if kept {
            tokens.push(Token { text: &rest[..length], line });
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length in bytes of what a source begins with, and whether it is a word or a sign.
fn next(text: &str) -> (usize, bool) {
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    match text.as_bytes() {
        [b'/', b'/', ..] => (until("\n"), false),
        [b'/', b'*', ..] => (block_comment(text), false),
        [b'"', ..] => (quoted(text), false),
        [b'b', b'"', ..] => (1 + quoted(&text[1..]), false),
        [b'r', b'"' | b'#', ..] | [b'b', b'r', b'"' | b'#', ..] if raw(text).is_some() => {
            (raw(text).unwrap_or(1), false)
        }
        [b'\'', ..] => (character(text), false),
        [b':', b':', ..] => (2, true),
        _ => word_or_sign(text),
    }
}

fn word_or_sign(text: &str) -> (usize, bool) {
    let in_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    match text.find(|sign| !in_word(sign)).unwrap_or(text.len()) {
        0 => (text.chars().next().map_or(1, char::len_utf8), !text.starts_with(char::is_whitespace)),
        length => (length, true),
    }
}

/// Comments in blocks may be nested.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// A literal between quotation marks, with its escapes.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A raw literal such as `r#"…"#`; none if it is none (`r#type` is a word).
fn raw(text: &str) -> Option<usize> {
    let start = text.find('r')? + 1;
    let hashes = text[start..].find(|sign| sign != '#')?;
    let body = text[start + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(start + hashes + 1 + body.find(&end)? + end.len())
}

/// A character, or the mark of a lifetime.
fn character(text: &str) -> usize {
    let mut signs = text.char_indices().skip(1);
    match signs.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(text.len(), |at| at + 4),
        Some((at, sign)) if text[at + sign.len_utf8()..].starts_with('\'') => at + sign.len_utf8() + 1,
        _ => 1,
    }
}

/// The names that a file takes from the crate's root, however the path is written.
fn used_from_the_root(module: &[String], tokens: &[Token<'_>]) -> Vec<Used> {
    let (mut used, mut inner, mut depth) = (Vec::new(), Vec::<(usize, &str)>::new(), 0);
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    for at in 0..tokens.len() {
        match text(at) {
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                inner.pop_if(|(begun, _)| *begun == depth);
            }
            "mod" if text(at + 2) == "{" => inner.push((depth, text(at + 1))),
            "crate" | "super" if text(at + 1) == "::" && (at == 0 || text(at - 1) != "::") => {
                let above = tokens[at..].iter().step_by(2).take_while(|token| token.text == "super").count();
                let reaches_root = text(at) == "crate" || above == module.len() + inner.len();
                let names = at + 2 * above.max(1);
                used.extend(names_at(&tokens[names..]).filter(|_| reaches_root));
            }
            _ => {}
        }
    }
    used
}

/// The first name of a path, or of each path in a group.
fn names_at<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = Used> + 'a {
    let is_group = tokens.first().is_some_and(|token| token.text == "{");
    let mut depth = 0;
    let mut begins = !is_group;
    let mut ended = false;
    let names = tokens.iter().map_while(move |token| {
        let first = begins && !ended;
        match token.text {
            _ if ended => return None,
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        ended = depth == 0;
        begins = depth == 1 && ["{", ","].contains(&token.text);
        let is_name = !["{", "}", ","].contains(&token.text);
        Some((first && is_name).then(|| Used { name: token.text.to_owned(), line: token.line }))
    });
    names.flatten()
}

/// The line on which a crate is first named: as the beginning of a path.
fn crate_named(tokens: &[Token<'_>], name: &str) -> Option<usize> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text);
    let begins =
        |at: usize| at == 0 || ![".", "::"].contains(&text(at - 1)) || text(at.saturating_sub(2)) == "use";
    let names = |at: usize| text(at) == name && begins(at) && (text(at + 1) == "::" || text(at - 1) == "use");
    (1..tokens.len()).find(|at| names(*at)).map(|at| tokens[at].line)
}

/// How many lines the unit tests take.
fn test_lines(tokens: &[Token<'_>]) -> usize {
    let marker = ["#", "[", "cfg", "(", "test", ")", "]", "mod"];
    let starts = |at: &usize| {
        let ahead = tokens[*at..].iter().map(|token| token.text);
        ahead.take(marker.len()).eq(marker) && tokens.get(at + 9).is_some_and(|token| token.text == "{")
    };
    let lines = |at: usize| 1 + closing_line(&tokens[at + 9..]) - tokens[at].line;
    (0..tokens.len()).filter(starts).map(lines).sum()
}

/// The line of the brace that closes the first one.
fn closing_line(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0;
    for token in tokens {
        depth += i32::from(token.text == "{") - i32::from(token.text == "}");
        if depth == 0 {
            return token.line;
        }
    }
    tokens.last().map_or(0, |token| token.line)
}

/// Every Rust file below `src/`, in order of name.
fn sources(root: &Path) -> io::Result<Vec<Source>> {
    let top = root.join("src");
    let (mut folders, mut sources) = (vec![top.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&top).unwrap_or(&path).display().to_string();
                sources.push(Source { path: below.replace('\\', "/"), text: fs::read_to_string(&path)? });
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

// --------------------------------------------------------------------------------------------- the checker, checked

/// What is told of a crate that consists of this one file.
fn told(path: &str, text: &str) -> Vec<String> {
    faults_of(&[Source { path: path.to_owned(), text: text.to_owned() }])
        .into_iter()
        .map(|fault| format!("{}: {}", fault.line, fault.what))
        .collect()
}

#[test]
fn paths_to_the_right_are_told_however_they_are_written() {
    let right = "`network` uses `model`, which is to its right";
    let cases: &[(&str, &str, &[usize])] = &[
        ("network/leg.rs", "use crate::model::Draft;", &[1]),
        ("network/leg.rs", "\nuse crate::{calendar::Date, model::{Draft, Plan}, evidence};", &[2]),
        ("network/leg.rs", "use crate::{\n  quantity,\n  model,\n};", &[3]),
        ("network/leg.rs", "use super::super::model::Draft;", &[1]),
        ("network/deep/leg.rs", "use super::super::super::{model, quantity};", &[1]),
        ("network/leg.rs", "mod inner { use super::super::super::model; }", &[1]),
        ("network/leg.rs", "mod inner {}\nuse super::super::model;", &[2]),
        ("network/mod.rs", "use super::model;", &[1]),
        ("network/leg.rs", "fn f() { let plan = crate::model::Plan::new(); }", &[1]),
        ("network/leg.rs", "macro_rules! m { () => { $crate::model::Plan } }", &[1]),
        ("network/leg.rs", "fn f<'a>(x: &'a str) -> crate::model::Plan<'a> {}\nuse crate::model;", &[1, 2]),
        ("network/leg.rs", "const X: char = '\"'; use crate::model; const Y: char = '\"';", &[1]),
    ];
    for (path, text, lines) in cases {
        let wanted: Vec<String> = lines.iter().map(|line| format!("{line}: {right}")).collect();
        assert_eq!(told(path, text), wanted, "{path}: {text}");
    }
}

#[test]
fn names_at_the_root_are_no_way_round_the_stages() {
    let what = "1: `crate::Mass` is no stage: name the stage it is from";
    assert_eq!(told("network/leg.rs", "use crate::Mass;"), [what]);
    assert_eq!(told("network/leg.rs", "use crate::*;").len(), 1);
}

#[test]
fn paths_to_the_left_and_words_that_are_no_paths_pass() {
    let cases = [
        ("network/leg.rs", "use crate::{calendar::Date, evidence};\nuse super::node::Node;"),
        ("network/leg.rs", "// use crate::model;\n/* crate::model::X /* nested */ crate::model::Y */"),
        ("network/leg.rs", "const A: &str = \"crate::model::X\"; const B: &str = r#\"crate::model\"#;"),
        ("network/leg.rs", "const A: &[u8] = b\"\\\" crate::model::X\";"),
        ("network/leg.rs", "mod inner { use super::super::model; }"),
        ("network/deep/leg.rs", "use super::super::model::Local;"),
        ("network/leg.rs", "pub(crate) fn r#use() {}\npub(super) struct Leg;"),
        ("bin/corridor/main.rs", "use corridor::report::Table;"),
    ];
    for (path, text) in cases {
        assert_eq!(told(path, text), [""; 0], "{path}: {text}");
    }
}

#[test]
fn crates_outside_their_place_are_told() {
    let named = |name: &str| format!("1: names the crate `{name}`");
    assert_eq!(told("model/draft.rs", "use toml::Value;"), [named("toml")]);
    assert_eq!(told("model/draft.rs", "fn f() { toml::from_str(x) }"), [named("toml")]);
    assert_eq!(told("model/draft.rs", "use ::toml::Value;"), [named("toml")]);
    assert_eq!(told("compare/lines.rs", "fn f() { csv::Writer::from_writer(x) }"), [named("csv")]);
    assert_eq!(told("study/file.rs", "use toml::Value;"), [""; 0]);
    assert_eq!(told("scenario/print.rs", "fn to_toml() { self.toml(); toml }"), [""; 0]);
    let solver = |path: &str| Source { path: path.to_owned(), text: "use microlp::Problem;".to_owned() };
    let twice = faults_of(&[solver("assign/one.rs"), solver("assign/two.rs")]);
    assert_eq!(twice, [solver("assign/two.rs").fault(1, "`microlp` is known to another file")]);
}

#[test]
fn folders_without_a_place_and_a_root_out_of_order_are_told() {
    assert_eq!(told("utils/mod.rs", ""), ["0: this folder is no stage: give it a place in the order"]);
    let file = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let stages = [file("calendar/mod.rs", ""), file("quantity/mod.rs", "")];
    let with_root = |text: &str| faults_of(&[&stages[..], &[file("lib.rs", text)]].concat()).len();
    assert_eq!(with_root("pub mod quantity;\npub mod calendar;"), 0);
    assert_eq!(with_root("pub mod calendar;\npub mod quantity;"), 1);
    assert_eq!(with_root("pub mod quantity;"), 1);
}

#[test]
fn logic_in_an_index_and_long_files_are_told() {
    assert_eq!(told("network/mod.rs", "mod leg;\npub fn f() {}"), ["2: `fn` in an index"]);
    assert_eq!(told("network/plan/mod.rs", "struct Plan;"), ["1: `struct` in an index"]);
    assert_eq!(told("network/mod.rs", "//! fn of what\nmod leg;\npub use leg::Leg;"), [""; 0]);

    let code = "use std::fmt;\n".repeat(LONGEST_FILE);
    let tests = "#[cfg(test)]\nmod tests {\n    fn f() { {} }\n}\n";
    assert_eq!(told("network/leg.rs", &format!("{code}{tests}")), [""; 0]);
    assert_eq!(told("network/leg.rs", &format!("{code}use std::fmt;\n{tests}")).len(), 1);
    assert_eq!(told("network/leg.rs", &format!("{tests}{code}use std::fmt;\n")).len(), 1);
}
