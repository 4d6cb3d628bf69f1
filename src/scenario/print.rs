//! Changes as a line for people and as a table of the study format.

use std::fmt;

use crate::calendar::Period;
use crate::evidence::{Number, TrackRecordId};
use crate::model::{Style, quoted, written, written_toml};
use crate::projection::{Part, Rule};

use super::{Action, Addition, Change, Moment, Subject, Subjects, Window};

impl fmt::Display for Change {
    /// One line: `delay berths-9-10 by 2 yr`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.action.fmt(f)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.word();
        match self {
            Action::Settle { subject, status, step: None } => write!(f, "settle {subject} as {status}"),
            Action::Settle { subject, status, step: Some(step) } => {
                write!(f, "settle step {step} of {subject} as {status}")
            }
            Action::Ramp { commitment, to, by, status } => {
                write!(f, "ramp {commitment} to {} by {by}, {status}", written(to, Style::Plain))
            }
            Action::TrackRecord { promises, class, step } => {
                let of = step.map_or_else(String::new, |step| format!("step {step} of "));
                match class {
                    Some(class) => write!(f, "let {of}{promises} turn out as {class}"),
                    None => write!(f, "let {of}{promises} turn out as promised"),
                }
            }
            Action::Delay { projects, by } | Action::Advance { projects, by } => {
                write!(f, "{word} {projects} by {by}")
            }
            Action::Cancel { projects } | Action::Build { projects, opens: None } => {
                write!(f, "{word} {projects}")
            }
            Action::Build { projects, opens: Some(opens) } => write!(f, "build {projects}, opening {opens}"),
            Action::Close { subjects, window } => write!(f, "close {subjects}{}", when(*window)),
            Action::Grow { subjects, growth } => write!(f, "grow {subjects} by {}", rule_text(growth)),
            Action::Add { things } => write!(f, "add {}", joined(things, Addition::to_string)),
            Action::Expand { subjects, by, window }
            | Action::Derate { subjects, by, window }
            | Action::Scale { subjects, by, window } => {
                write!(f, "{word} {subjects} by {}{}", written(by, self.style()), when(*window))
            }
            Action::Tariff { legs, by, window } | Action::Time { legs, by, window } => {
                write!(f, "change the {word} of {legs} by {}{}", written(by, Style::Signed), when(*window))
            }
        }
    }
}

impl Action {
    /// How its `by` is written: a rise or fall with its sign, what can only go one way without.
    fn style(&self) -> Style {
        match self {
            Action::Expand { .. } | Action::Derate { .. } => Style::Percent,
            _ => Style::Signed,
        }
    }
}

/// A window behind a sentence; nothing if it has no end on either side.
fn when(window: Window) -> String {
    if window == Window::ALWAYS { String::new() } else { format!(" {window}") }
}

fn joined<T>(items: &[T], text: impl Fn(&T) -> String) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// A rule with its numbers: `compound 3 %/yr`, `multiple 5 by 2030`, `logistic ceiling 60 Mt, rate 25 %/yr`.
fn rule_text(rule: &Rule) -> String {
    let parameter = |(part, number): &(Part, &Number)| {
        let value = written(number, Style::Plain);
        match part {
            Part::Parameter { rule, name } if rule != name => format!("{name} {value}"),
            Part::Through(period) => format!("{value} in {period}"),
            _ => value,
        }
    };
    if let Rule::Fitted { method, .. } = rule {
        return format!("{} {method}", rule.word());
    }
    let numbers = joined(&rule.numbers(), parameter);
    let further = match rule {
        Rule::Multiple { by, .. } => format!(" by {by}"),
        Rule::Logistic { midpoint: Some(midpoint), .. } | Rule::Gompertz { midpoint: Some(midpoint), .. } => {
            format!(", midpoint {midpoint}")
        }
        Rule::Elastic { to, .. } => format!(" to {to}"),
        _ => String::new(),
    };
    format!("{} {numbers}{further}", rule.word()).trim_end().to_owned()
}

impl Change {
    /// The table it would be in a study: `{ delay = "berths-9-10", by = "2 yr" }`.
    ///
    /// None for what the format says in other words: added things, which are whole tables, and growth by `hold`,
    /// which is growth left out.
    pub fn to_toml(&self) -> Option<String> {
        let mut keys = self.action.toml_keys()?;
        let said = [("group", &self.group), ("note", &self.note)];
        keys.extend(
            said.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key, quoted(text))),
        );
        Some(table(&keys))
    }
}

/// A key of a table with its value, both as text.
type Key = (&'static str, String);

impl Action {
    fn toml_keys(&self) -> Option<Vec<Key>> {
        let word = self.word();
        Some(match self {
            Action::Settle { subject, status, step } => {
                let mut keys = vec![(word, one(subject)), ("status", quoted(status.word()))];
                keys.extend(step.map(|step| ("step", step.to_string())));
                keys
            }
            Action::Ramp { commitment, to, by, status } => vec![
                (word, one(commitment)),
                ("to", written_toml(to, Style::Plain)),
                ("by", moment(*by)),
                ("status", quoted(status.word())),
            ],
            Action::TrackRecord { promises, class, step } => {
                let class = class.as_ref().map_or("none", TrackRecordId::as_str);
                let mut keys = vec![(word, list(promises)), ("class", quoted(class))];
                keys.extend(step.map(|step| ("step", step.to_string())));
                keys
            }
            Action::Delay { projects, by } | Action::Advance { projects, by } => {
                vec![(word, list(projects)), ("by", quoted(&by.to_string()))]
            }
            Action::Cancel { projects } => vec![(word, list(projects))],
            Action::Build { projects, opens } => {
                let mut keys = vec![(word, list(projects))];
                keys.extend(opens.map(|opens| ("opens", moment(opens))));
                keys
            }
            Action::Close { subjects, window } => dated(vec![(word, list(subjects))], *window),
            Action::Expand { subjects, by, window }
            | Action::Derate { subjects, by, window }
            | Action::Scale { subjects, by, window }
            | Action::Tariff { legs: subjects, by, window }
            | Action::Time { legs: subjects, by, window } => {
                dated(vec![(word, list(subjects)), ("by", written_toml(by, self.style()))], *window)
            }
            Action::Grow { subjects, growth } => vec![(word, list(subjects)), ("growth", rule_toml(growth)?)],
            Action::Add { .. } => return None,
        })
    }
}

/// A table in one line.
fn table(keys: &[Key]) -> String {
    format!("{{ {} }}", joined(keys, |(key, value)| format!("{key} = {value}")))
}

/// A name as the format writes it.
fn one(subject: &Subject) -> String {
    quoted(&subject.to_string())
}

fn list(subjects: &Subjects) -> String {
    match subjects {
        Subjects::All => quoted("*"),
        Subjects::These(subjects) => match subjects.as_slice() {
            [subject] => one(subject),
            several => format!("[{}]", joined(several, one)),
        },
    }
}

fn moment(moment: Moment) -> String {
    quoted(&moment.to_string())
}

/// The keys with those of a window behind them.
fn dated(mut keys: Vec<Key>, window: Window) -> Vec<Key> {
    keys.extend(window.from.map(|from| ("from", moment(from))));
    keys.extend(window.until.map(|until| ("until", moment(until))));
    keys
}

/// A rule as the value of `growth`; none for `hold`, which the format says by leaving growth out.
fn rule_toml(rule: &Rule) -> Option<String> {
    let word = rule.word();
    let number = |number: &Number| written_toml(number, Style::Plain);
    let period = |period: &Period| quoted(&period.to_string());
    Some(match rule {
        Rule::Compound { rate: value } | Rule::Linear { per_year: value } => table(&[(word, number(value))]),
        Rule::Multiple { factor, by } => table(&[(word, number(factor)), ("by", period(by))]),
        Rule::Through { points } => {
            let points = joined(points, |(period, value)| format!("{period} = {}", number(value)));
            table(&[(word, format!("{{ {points} }}"))])
        }
        Rule::Logistic { ceiling, rate, midpoint } | Rule::Gompertz { ceiling, rate, midpoint } => {
            let mut curve = vec![("ceiling", number(ceiling)), ("rate", number(rate))];
            curve.extend(midpoint.iter().map(|midpoint| ("midpoint", period(midpoint))));
            table(&[(word, table(&curve))])
        }
        Rule::Elastic { to, elasticity } => {
            let driver = [("to", quoted(to.as_str())), ("elasticity", number(elasticity))];
            table(&[(word, table(&driver))])
        }
        Rule::Fitted { method, .. } => table(&[(word, quoted(method.word()))]),
        _ => return None,
    })
}
