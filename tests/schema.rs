//! The JSON Schema and the reference of keys, which are made from one declaration of the format.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails must say where")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use corridor::study::{Study, key_reference, schema};
use serde_json::Value;

/// The schema as JSON.
fn parsed() -> Value {
    serde_json::from_str(&schema()).unwrap()
}

/// All references in a schema.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                found.insert(reference.clone());
            }
            map.values().for_each(|inner| references(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

#[test]
fn every_reference_is_defined_and_every_definition_used() {
    let schema = parsed();
    let mut found = BTreeSet::new();
    references(&schema, &mut found);
    let defined: BTreeSet<String> =
        schema["$defs"].as_object().unwrap().keys().map(|name| format!("#/$defs/{name}")).collect();
    assert_eq!(found, defined);
}

#[test]
fn every_key_is_described_and_no_other_is_allowed() {
    let schema = parsed();
    let definitions = schema["$defs"].as_object().unwrap();
    let tables = definitions.values().chain([&schema]).filter(|table| table.get("properties").is_some());
    for table in tables {
        assert_eq!(table["additionalProperties"], Value::Bool(false), "{table}");
        for (key, property) in table["properties"].as_object().unwrap() {
            let described = property.get("description").is_some() || property.get("$ref").is_some();
            assert!(described, "{key} of {table}");
        }
    }
}

/// What a schema says of the keys of a table, followed through one reference.
fn keys(schema: &Value, path: &str) -> Vec<String> {
    let part = &schema["properties"][path]["patternProperties"];
    let reference = part.as_object().unwrap().values().next().unwrap()["$ref"].as_str().unwrap();
    let definition = &schema["$defs"][reference.trim_start_matches("#/$defs/")];
    definition["properties"].as_object().unwrap().keys().cloned().collect()
}

/// The schema and the reader know the same keys: one that the schema has is not told as unknown.
#[test]
fn the_reader_knows_the_keys_of_the_schema() {
    let schema = parsed();
    for kind in ["node", "leg", "limit", "project", "demand", "commitment", "agreement", "target", "scenario"]
    {
        for key in keys(&schema, kind) {
            let text = format!("[{kind}.x]\n{key} = 1\n[{kind}.y]\nno-such-key = 1\n");
            let faults = Study::parse(&text, "keys.toml").unwrap_err();
            let unknown: Vec<&str> = faults
                .problems()
                .iter()
                .filter(|it| it.to_string().contains("has no key"))
                .map(|it| it.path.as_str())
                .collect();
            assert_eq!(unknown, [format!("{kind}.y.no-such-key")], "{key}");
        }
    }
}

/// `docs/study-format.md` holds the reference of keys word for word; `UPDATE_GOLDEN=1` puts it there.
#[test]
fn the_documented_keys_are_those_of_the_reader() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/study-format.md");
    let text = fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- keys: begin -->\n", "<!-- keys: end -->\n");
    let (head, rest) = text.split_once(begin).unwrap();
    let (keys, tail) = rest.split_once(end).unwrap();
    let expected = format!("\n{}", key_reference());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, format!("{head}{begin}{expected}{end}{tail}")).unwrap();
    } else {
        assert_eq!(keys, expected, "run UPDATE_GOLDEN=1 cargo test --test schema");
    }
}

/// The example at the head of the page is a study.
#[test]
fn the_documented_example_is_a_study() {
    let page = include_str!("../docs/study-format.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    Study::parse(example, "docs/study-format.md").unwrap();
}

/// All studies that come with the crate are read without a fault.
#[test]
fn the_studies_of_the_crate_are_read() {
    for name in Study::names() {
        Study::embedded(name).unwrap();
    }
}
