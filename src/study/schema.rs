//! The JSON Schema of the study format, made from the list of keys.

use serde_json::{Map, Value, json};

use super::keys::{DATED, Form, Key, Measured, NUMBERS, STUDY, TableKind};

/// Dates as text or as TOML writes them.
const DATE: &str = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// Years, quarters and months.
const PERIOD: &str = r"^[0-9]{4}(-Q[1-4]|-[0-9]{2})?$";
/// The same, or months or quarters of a year together: `2023-01 to 2023-10`.
const PERIOD_OR_PART: &str =
    r"^[0-9]{4}(-Q[1-4]|-[0-9]{2}|-Q[1-4] to [0-9]{4}-Q[1-4]|-[0-9]{2} to [0-9]{4}-[0-9]{2})?$";
/// Years, months or days.
const DURATION: &str = r"^\s*[+-]?[0-9]+\s*(yr|mo|d)\s*$";
/// Ids that a study chooses.
const ID: &str = r"^[^\s.:/+]{1,80}$";

/// Keys that many kinds of table have.
const SHARED: [&str; 5] = ["source", "evidence", "note", "name", "group"];

/// The JSON Schema (2020-12) of the study format, as text.
///
/// Editors that know TOML check and complete a study by it. It knows the shape of a study: keys, words, units. That ids
/// name something, that periods do not overlap and that units fit the study's measure only reading it can tell.
///
/// ```
/// let schema = corridor::study::schema();
/// assert!(schema.contains("https://json-schema.org/draft/2020-12/schema"));
/// assert!(schema.contains("Whether it can be used from `to` to `from` too"));
/// ```
pub fn schema() -> String {
    format!("{:#}\n", Schema::default().whole())
}

/// A schema in the making: definitions found so far, by name.
#[derive(Default)]
struct Schema {
    definitions: Map<String, Value>,
}

impl Schema {
    /// The schema of a whole study with all definitions that it needs.
    fn whole(mut self) -> Value {
        let mut top = self.table(&STUDY, None);
        top["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        top["title"] = json!("A study of the crate corridor");
        top["$defs"] = Value::Object(self.definitions);
        top
    }

    /// A reference to the definition of a kind of table, which is made where it does not exist yet.
    fn reference(&mut self, kind: &'static TableKind, measured: Option<Measured>) -> Value {
        let name = match measured {
            Some(measured) => format!("{} of {measured:?}", kind.name).to_lowercase().replace(' ', "-"),
            None => kind.name.to_lowercase().replace(' ', "-"),
        };
        if !self.definitions.contains_key(&name) {
            // Entered before it is made, so that a kind that holds itself ends here.
            self.definitions.insert(name.clone(), Value::Null);
            let definition = self.table(kind, measured);
            self.definitions.insert(name.clone(), definition);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// The schema of a table.
    fn table(&mut self, kind: &'static TableKind, measured: Option<Measured>) -> Value {
        let mut properties = Map::new();
        for key in kind.keys {
            properties.insert(key.name.to_owned(), self.property(key, measured));
        }
        let must: Vec<&str> = kind.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let mut table = json!({
            "type": "object",
            "description": kind.about,
            "properties": properties,
            "required": must,
            "additionalProperties": false,
        });
        if let [group] = kind.one_of {
            table["oneOf"] = group.iter().map(|name| json!({ "required": [name] })).collect();
        }
        table
    }

    /// The schema of a key. Those that many kinds of table have are defined once.
    fn property(&mut self, key: &Key, measured: Option<Measured>) -> Value {
        let mut property = self.form(key.form, measured);
        property["description"] = json!(key.about);
        if !SHARED.contains(&key.name) {
            return property;
        }
        let name = format!("key-{}", key.name);
        let defined = self.definitions.entry(name.clone()).or_insert_with(|| property.clone());
        if *defined == property { json!({ "$ref": format!("#/$defs/{name}") }) } else { property }
    }

    /// A number as text, and bare where its kind allows, as a reference to its definition.
    fn single(&mut self, measured: Measured) -> Value {
        let name = format!("text-of-{measured:?}").to_lowercase();
        let text = json!({ "type": "string", "pattern": measured.pattern() });
        let single = if measured.is_bare() { json!({ "anyOf": [text, { "type": "number" }] }) } else { text };
        self.definitions.insert(name.clone(), single);
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// The schema of what a key holds.
    fn form(&mut self, form: Form, measured: Option<Measured>) -> Value {
        match form {
            Form::Text | Form::Name(_) => json!({ "type": "string" }),
            Form::Flag => json!({ "type": "boolean" }),
            Form::Whole { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Form::Published => published(),
            Form::Period => json!({ "type": "string", "pattern": PERIOD }),
            Form::Day => day(),
            Form::Moment => json!({ "anyOf": [day(), self.reference(&DATED, None)] }),
            Form::Duration => json!({ "type": "string", "pattern": DURATION }),
            Form::Position => json!({
                "type": "array", "prefixItems": [degrees(90), degrees(180)], "items": false, "minItems": 2,
            }),
            Form::Real => json!({ "type": "number" }),
            Form::Single => measured.map_or_else(|| json!({ "type": "string" }), |it| self.single(it)),
            Form::Number(measured) => self.number(measured),
            Form::Periods(measured) => self.periods(measured, PERIOD),
            Form::History(measured) => self.periods(measured, PERIOD_OR_PART),
            Form::ByPeriod(measured) => {
                json!({ "anyOf": [self.number(measured), self.periods(measured, PERIOD)] })
            }
            Form::Word(words) => json!({ "enum": words }),
            Form::Id(_) => id(),
            Form::Thing => json!({ "type": "string", "pattern": r"^[a-z]+\.\S+$" }),
            Form::Ids(_) => json!({ "anyOf": [id(), { "type": "array", "items": id() }] }),
            Form::List(inner) => json!({ "type": "array", "items": self.form(*inner, measured) }),
            Form::Table(kind) => self.reference(kind, None),
            Form::Tagged(kinds) => {
                json!({ "oneOf": kinds.iter().map(|kind| self.reference(kind, None)).collect::<Vec<_>>() })
            }
            Form::Tables(kind) => by_name(ID, &self.reference(kind, None)),
            Form::TablesByWord(words, kind) => {
                let tables = self.reference(kind, None);
                json!({ "type": "object", "propertyNames": { "enum": words }, "additionalProperties": tables })
            }
            Form::ById(_, inner) => by_name(ID, &self.form(*inner, measured)),
            Form::Either(forms) => {
                json!({ "anyOf": forms.iter().map(|form| self.form(*form, measured)).collect::<Vec<_>>() })
            }
        }
    }

    /// A number in any of its forms, as a reference to its definition.
    fn number(&mut self, measured: Measured) -> Value {
        let name = format!("number-of-{measured:?}").to_lowercase();
        if !self.definitions.contains_key(&name) {
            let text = self.single(measured);
            let tables = NUMBERS.iter().map(|kind| self.reference(kind, Some(measured)));
            let forms: Vec<Value> = std::iter::once(text).chain(tables).collect();
            let about = format!("{}, such as {}", measured.called(), measured.example());
            self.definitions.insert(name.clone(), json!({ "description": about, "anyOf": forms }));
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// A table of numbers by period, or by period or part of a year.
    fn periods(&mut self, measured: Measured, keys: &str) -> Value {
        let mut table = by_name(keys, &self.number(measured));
        table["minProperties"] = json!(1);
        table
    }
}

/// A table whose keys follow a pattern.
fn by_name(pattern: &str, value: &Value) -> Value {
    json!({ "type": "object", "patternProperties": { pattern: value }, "additionalProperties": false })
}

/// A period or a day.
fn day() -> Value {
    json!({ "anyOf": [{ "type": "string", "pattern": PERIOD }, { "type": "string", "pattern": DATE }] })
}

/// When something was published.
fn published() -> Value {
    json!({ "anyOf": [
        { "type": "string", "pattern": PERIOD },
        { "type": "string", "pattern": DATE },
        { "const": "n.d." },
        { "type": "integer", "minimum": 1000, "maximum": 9999 },
    ] })
}

/// Degrees of latitude or longitude.
fn degrees(most: i32) -> Value {
    json!({ "type": "number", "minimum": -most, "maximum": most })
}

/// An id.
fn id() -> Value {
    json!({ "type": "string" })
}
