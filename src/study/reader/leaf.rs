//! The check of single values: words, dates, periods, whole numbers, positions and ids.

use super::check::{At, Checker, Words};
use super::faults::shown;
use super::ids::Found;
use super::problem::ProblemKind;
use super::tree::{Item, Value};
use crate::calendar::{CalendarError, Date, Duration, Period, Stretch};
use crate::evidence::nearest;
use crate::study::keys::Form;

/// Longest id, in characters: ids are joined to subjects of results and head columns of tables.
const LONGEST_ID: usize = 80;

/// Most ids that a fault keeps as those that would have done.
const MOST_KNOWN: usize = 100;

/// What a key of a history is.
const PERIOD_OR_PART: Form =
    Form::Name("a period such as \"2027\", or a part of a year such as \"2023-01 to 2023-10\"");

impl Checker<'_> {
    /// Checks a value that is not made of others; false where it is not of the form.
    pub(super) fn leaf(&self, item: &Item, form: Form, at: &At<'_>) -> bool {
        match (form, &item.value) {
            (Form::Text | Form::Name(_), Value::Text(_)) | (Form::Flag, Value::Flag(_)) => {}
            (Form::Whole { least, most }, Value::Whole(number)) => {
                let fits = number.is_some_and(|number| (least..=most).contains(&number));
                self.whole(fits, item, form, at);
            }
            (Form::Word(words), Value::Text(text)) => self.word(text, words, at),
            (Form::Position, Value::List(items)) if is_position(items) => {}
            (Form::Id(kinds), Value::Text(id)) => self.id(kinds, id, at),
            (Form::Ids(kinds), Value::Text(id)) => {
                if id != "*" {
                    self.id(kinds, id, at);
                }
            }
            (Form::Thing, Value::Text(text)) => self.thing(text, at),
            _ => return self.moment(item, form, at),
        }
        true
    }

    /// Checks a day, a period or a duration; false where the value is none.
    fn moment(&self, item: &Item, form: Form, at: &At<'_>) -> bool {
        match (form, &item.value) {
            (Form::Published | Form::Day | Form::Moment, Value::Date(text)) => self.date(text, form, at),
            (Form::Published, Value::Whole(Some(1000..=9999))) => {}
            (
                Form::Published | Form::Period | Form::Day | Form::Moment | Form::Duration,
                Value::Text(text),
            ) => self.time(text, form, at),
            _ => return false,
        }
        true
    }

    /// Tells of a value of the wrong kind.
    pub(super) fn wrong_form(&self, item: &Item, form: Form, at: &At<'_>) {
        let text = shown(self.document.text().slice(item.span.clone()).trim());
        let kind = item.value.kind();
        let given = if text.is_empty() || text.starts_with('[') && kind == "a table" {
            kind.to_owned()
        } else {
            format!("{text} ({kind})")
        };
        self.tell(at, ProblemKind::WrongForm { given, allowed: form.described() });
    }

    /// Tells of a text that cannot be read.
    fn unreadable(&self, at: &At<'_>, given: &str, reason: &str, form: Form) {
        let kind = ProblemKind::Unreadable {
            given: shown(given),
            reason: reason.to_owned(),
            allowed: form.described(),
            nearest: None,
        };
        self.tell(at, kind);
    }

    /// Tells of a whole number that does not fit.
    fn whole(&self, fits: bool, item: &Item, form: Form, at: &At<'_>) {
        if !fits {
            self.unreadable(at, self.document.text().slice(item.span.clone()), "out of range", form);
        }
    }

    /// Checks a word.
    pub(super) fn word(&self, text: &str, words: Words, at: &At<'_>) {
        if !words.contains(&text) {
            let kind = ProblemKind::UnknownWord {
                given: shown(text),
                nearest: self.nearest(text, words.iter().copied()),
                allowed: words.iter().map(|word| (*word).to_owned()).collect(),
            };
            self.tell(at, kind);
        }
    }

    /// Checks a date that TOML has read.
    fn date(&self, text: &str, form: Form, at: &At<'_>) {
        if let Err(error) = text.parse::<Date>() {
            self.unreadable(at, text, &reason(&error, form), form);
        }
    }

    /// Checks a period, a date or a duration written as text.
    pub(super) fn time(&self, text: &str, form: Form, at: &At<'_>) {
        let date = || text.parse::<Date>().map(|_| ());
        let period = || text.parse::<Period>().map(|_| ());
        let read = match form {
            Form::Period => period(),
            Form::History(_) => text.parse::<Stretch>().map(|_| ()),
            Form::Duration => text.parse::<Duration>().map(|_| ()),
            Form::Published if text == "n.d." => Ok(()),
            // A text with two hyphens is meant as a day: its own message is the one that helps.
            _ if text.matches('-').count() == 2 => date(),
            _ => period(),
        };
        if let Err(error) = read {
            let allowed = if matches!(form, Form::History(_)) { PERIOD_OR_PART } else { form };
            self.unreadable(at, text, &reason(&error, form), allowed);
        }
    }

    /// Checks an id, which may be written with its kind.
    fn id(&self, kinds: Words, id: &str, at: &At<'_>) {
        match self.ids.find(kinds, id) {
            Found::Several(allowed) => self.tell(at, ProblemKind::AmbiguousId { given: shown(id), allowed }),
            Found::None => self.unknown_id(kinds, id, at),
            Found::One => {}
        }
    }

    /// Tells of an id that the study does not define.
    pub(super) fn unknown_id(&self, kinds: Words, id: &str, at: &At<'_>) {
        if !self.document.is_whole() {
            // It may be defined in the part that could not be read.
            return;
        }
        // A broken file may have as many unknown ids as known ones: the list is not made for those never told.
        let most = if self.problems.is_full() { 0 } else { MOST_KNOWN };
        let kind = ProblemKind::UnknownId {
            kind: kinds.join(" or "),
            given: shown(id),
            nearest: self.ids.of_other_kind(id).or_else(|| self.nearest(id, self.ids.all(kinds))),
            allowed: self.ids.all(kinds).take(most).map(shown).collect(),
        };
        self.tell(at, kind);
    }

    /// Checks a thing named with its kind.
    fn thing(&self, text: &str, at: &At<'_>) {
        let found = text.split_once('.').is_some_and(|(kind, id)| self.ids.has(kind, id));
        if !found && self.document.is_whole() && !self.problems.is_full() {
            let things = self.ids.things();
            let kind = ProblemKind::UnknownId {
                kind: "thing".to_owned(),
                given: shown(text),
                nearest: (self.ids.of_other_kind(text))
                    .or_else(|| self.nearest(text, things.iter().map(String::as_str))),
                allowed: things.iter().take(MOST_KNOWN).map(|thing| shown(thing)).collect(),
            };
            self.tell(at, kind);
        }
    }

    /// Checks how an id that the study chooses is written.
    pub(super) fn own_id(&self, id: &str, at: &At<'_>) {
        let letters = id.chars().all(|letter| letter.is_alphanumeric() || letter == '-' || letter == '_');
        if id.is_empty() || !letters || id.chars().count() > LONGEST_ID {
            let form = Form::Name("letters, digits, `-` and `_`, at most 80 of them");
            self.unreadable(at, id, "it is no id", form);
        }
    }

    /// The nearest name, unless so many faults were told that nobody will read this one.
    pub(super) fn nearest<'n>(&self, given: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
        if self.problems.is_full() { None } else { nearest(given, names).map(shown) }
    }
}

/// What the calendar says of a text, without the text and without what the fault tells anyway.
fn reason(error: &CalendarError, form: Form) -> String {
    match error {
        CalendarError::NotADate { .. } | CalendarError::NotAPeriod { .. }
            if matches!(form, Form::Day | Form::Moment) =>
        {
            "it is neither a period nor a date".to_owned()
        }
        CalendarError::NotAPeriod { .. } if matches!(form, Form::Published) => "it is no date".to_owned(),
        CalendarError::NotADate { .. } => "it is no date".to_owned(),
        CalendarError::NotAPeriod { .. } => "it is no period".to_owned(),
        CalendarError::NotAStretch { .. } => "it is no part of one year".to_owned(),
        CalendarError::NotADuration { .. } => "it is no duration".to_owned(),
        error => error.to_string(),
    }
}

/// Whether a list is a latitude and a longitude in degrees.
fn is_position(items: &[Item]) -> bool {
    let degrees: Option<Vec<f64>> = items.iter().map(|item| item.value.number()).collect();
    degrees.is_some_and(|degrees| match degrees.as_slice() {
        [latitude, longitude] => latitude.abs() <= 90.0 && longitude.abs() <= 180.0,
        _ => false,
    })
}
