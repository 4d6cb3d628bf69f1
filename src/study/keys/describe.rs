//! What a key takes, in words: for messages, the schema and the reference.

use super::form::{Form, Measured, TableKind};

impl Form {
    /// What it takes, in a phrase.
    pub(crate) fn described(self) -> String {
        match self {
            Form::Text => "a text".to_owned(),
            Form::Flag => "true or false".to_owned(),
            Form::Whole { least, most } => format!("a whole number from {least} to {most}"),
            Form::Published => "a date, a month, a year or \"n.d.\"".to_owned(),
            Form::Period => "a period such as \"2027\", \"2027-Q1\" or \"2027-03\"".to_owned(),
            Form::Day | Form::Moment => "a period such as \"2027\" or \"2027-03\", or a date".to_owned(),
            Form::Duration => "a duration such as \"2 yr\", \"18 mo\" or \"10 d\"".to_owned(),
            Form::Position => "latitude and longitude in degrees, such as [43.6, 51.2]".to_owned(),
            Form::Number(measured) => number(measured),
            Form::Single => "a number of the same kind, as a text".to_owned(),
            Form::Real => "a finite number, outside quotes".to_owned(),
            Form::ByPeriod(measured) => format!("{}, or a table of them by period", number(measured)),
            Form::Periods(measured) => format!("a table by period of {}", number(measured)),
            Form::History(measured) => {
                format!(
                    "a table by period, or part of a year such as \"2023-01 to 2023-10\", of {}",
                    number(measured)
                )
            }
            Form::Word(words) => format!("one of {}", words.join(", ")),
            Form::Name(what) => what.to_owned(),
            Form::Thing => "a thing of the study with its kind, such as \"project.berths-9-10\"".to_owned(),
            Form::Id(kinds) => format!("the id of a {}", kinds.join(" or a ")),
            Form::Ids(kinds) => {
                let kinds = kinds.join(" or a ");
                format!("the id of a {kinds}, a list of ids, or \"*\" for all")
            }
            Form::List(inner) => format!("a list, each {}", inner.described()),
            Form::Table(kind) => format!("a table with {}", keys(kind)),
            Form::Tagged(kinds) => format!("a table with {}", tags(kinds)),
            Form::Tables(kind) => format!("tables by id, each {}", kind.called),
            Form::TablesByWord(words, kind) => {
                format!("tables by {}, each {}", words.join(", "), kind.called)
            }
            Form::ById(kinds, inner) => format!("a table by {} of {}", kinds.join(" or "), inner.described()),
            Form::Either(forms) => {
                forms.iter().map(|form| form.described()).collect::<Vec<_>>().join("; or ")
            }
        }
    }
}

/// A number in words, with an example.
fn number(measured: Measured) -> String {
    format!("{} such as {}", measured.called(), measured.example())
}

/// The keys of a table, those it must have first told.
fn keys(kind: &TableKind) -> String {
    let must: Vec<_> = kind.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let names = if must.is_empty() { kind.names().collect() } else { must };
    names.join(" and ")
}

/// The keys that tell kinds of table apart.
fn tags(kinds: &[&TableKind]) -> String {
    kinds.iter().map(|kind| kind.tag()).collect::<Vec<_>>().join(" or ")
}
