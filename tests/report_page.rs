//! The report as a page: well-formed whatever the study, the same bytes whatever the threads, and nothing of a study that
//! becomes more than text.
#![cfg(feature = "plot")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::collections::BTreeSet;
use std::path::Path;

use corridor::assign::QueuedLogit;
use corridor::report::page::Report;
use corridor::study::Study;

/// Draws that show everything without taking long.
const DRAWS: u64 = 24;

fn page(study: &Study, draws: u64) -> String {
    Report::new(study).draws(draws).html(&QueuedLogit::default()).unwrap()
}

fn crossing() -> Study {
    Study::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/crossing.toml").as_path()).unwrap()
}

/// The values of an attribute, wherever it stands in a tag.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.match_indices(&start)
        .map(|(at, found)| {
            let rest = &html[at + found.len()..];
            &rest[..rest.find('"').unwrap()]
        })
        .collect()
}

/// The page without its style and its script, which are the same everywhere.
fn body(page: &str) -> String {
    let head = page.find("<style>").unwrap();
    let after = page.find("</style>").unwrap();
    let script = page.rfind("<script>").unwrap();
    format!("{}{}", &page[..head], &page[after..script])
}

/// Elements that hold nothing.
const VOID: [&str; 4] = ["meta", "input", "br", "!DOCTYPE"];

/// Checks that every element that opens is closed, in order.
fn assert_nested(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap();
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "before {}", &rest[..rest.len().min(80)]);
        } else if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, ["html", "body"], "what the script stands in is open");
}

/// What holds of every page.
fn assert_sound(study: &Study, page: &str) {
    let html = body(page);
    assert_nested(&html.replace("</style>", ""));
    let ids = values(&html, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "ids are unique");
    for section in ["summary", "map", "charts", "tables", "inputs", "sources", "again"] {
        assert!(
            html.contains(&format!("<section id=\"{section}\">\n<h2>"))
                || html.contains(&format!("<section id=\"{section}\"><h2>")),
            "{section}"
        );
    }
    for href in values(&html, "href") {
        let is_inside = href.strip_prefix('#').is_some_and(|id| unique.contains(id));
        let is_web = href.starts_with("https://") || href.starts_with("http://");
        assert!(is_inside || is_web, "{href}");
    }
    for id in values(&html, "data-sources").into_iter().flat_map(str::split_whitespace) {
        assert!(unique.contains(format!("source-{id}").as_str()), "{id}");
    }
    for id in values(&html, "data-note") {
        assert!(unique.contains(id), "{id}");
    }
    let scenarios: BTreeSet<&str> = study.scenarios().names().chain(["baseline"]).collect();
    for name in values(&html, "data-scenario") {
        assert!(scenarios.contains(name), "{name}");
    }
    assert_eq!(values(&html, "src"), [""; 0], "nothing is fetched");
    assert!(!html.contains("<link") && !html.contains("<img") && !html.contains("url("));
    assert!(!html.contains(" data-scenario=\"baseline\" hidden"), "the first scenario is shown");
    assert!(!page.contains("NaN"), "no number is none");
}

#[test]
fn every_study_makes_a_sound_page() {
    for name in Study::names() {
        let study = Study::embedded(name).unwrap();
        let page = page(&study, DRAWS);
        assert_sound(&study, &page);
        assert!(page.len() < 2_000_000, "{name}: {} bytes", page.len());
    }
}

#[test]
fn a_small_study_makes_a_sound_page() {
    let study = crossing();
    assert_sound(&study, &page(&study, DRAWS));
}

#[test]
fn the_same_bytes_come_on_any_number_of_threads() {
    let study = crossing();
    let method = QueuedLogit::default();
    let on = |threads| Report::new(&study).draws(DRAWS).threads(threads).html(&method).unwrap();
    let one = on(1);
    assert_eq!(one, on(3));
    assert_eq!(one, on(1));
    assert_ne!(one, Report::new(&study).draws(DRAWS).seed(2).html(&method).unwrap());
}

/// What would be more than text if it were not escaped.
const HOSTILE: [&str; 5] = [
    "<script>alert(1)</script>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "</pre></details><img src=x onerror=alert(1)>",
    "]]></style></svg><b>",
    "&lt;b&gt; ' -->",
];

/// A study that says such a thing wherever text goes.
fn hostile(text: &str) -> Study {
    let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
    let toml = format!(
        r#"
name = "{quoted}"
note = "{quoted}"
measure = "mass"
horizon = {{ first = "2025", last = "2027" }}

[source.S1]
title = "{quoted}"
publisher = "{quoted}"
published = "n.d."
address = "javascript:alert(1)//{quoted}"
quote = "{quoted}"
note = "{quoted}"

[node.a]
name = "{quoted}"
[node.b]
name = "{quoted}"

[leg.a-b]
name = "{quoted}"
from = "a"
to = "b"
mode = "sea"
time = "1 d"
tariff = {{ value = "12 USD/t", source = "S1", note = "{quoted}" }}
capacity = {{ low = "0.5 Mt/yr", high = "1.2 Mt/yr", evidence = "assumed", note = "{quoted}" }}

[corridor.c]
name = "{quoted}"
cordon = ["a-b"]

[target.t]
who = "{quoted}"
by = "2027"
value = "2 Mt"
counts = "c"

[demand.d]
name = "{quoted}"
from = "a"
to = "b"
volume = {{ 2025 = "1 Mt", 2026 = "1 Mt", 2027 = "1 Mt" }}

[scenario.less]
note = "{quoted}"
changes = [{{ derate = "a-b", by = "20 %", from = "2026", note = "{quoted}" }}]
"#
    );
    Study::parse(&toml, text).unwrap()
}

#[test]
fn what_a_study_says_stays_text() {
    for text in HOSTILE {
        let study = hostile(text);
        let page = page(&study, DRAWS);
        assert_sound(&study, &page);
        let html = body(&page);
        for tag in ["<script", "<img", "<b>", "<style"] {
            assert!(!html.replace("<style>", "").contains(tag), "{text}: {tag}");
        }
        assert!(!values(&html, "href").iter().any(|href| href.starts_with("javascript")), "{text}");
        assert!(!html.contains(" onmouseover=\"") && !html.contains(" onerror=\""), "{text}");
    }
}
