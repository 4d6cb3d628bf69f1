//! What each kind of thing lists as its inputs, under the keys of the study format.
//!
//! Each list takes its thing apart field by field, so that a new field does not compile until it is listed here.

use std::fmt::Display;

use crate::demand::Mirror;
use crate::evidence::{Correlation, Number, Provenance, Ranks};
use crate::network::{Adjustment, Effect, Season};
use crate::projection::{Course, Part, Rule, Steps};

use super::InputLine;
use super::written::{Style, written};

/// A thing with inputs.
pub(crate) trait Listed {
    /// The word for its kind in a study.
    const KIND: &'static str;

    /// Lists its inputs in the order of the study format.
    fn list<'a>(&'a self, list: &mut List<'a, '_>);
}

/// Inputs as they are found, under the place of the thing they belong to.
pub(crate) struct List<'a, 'f> {
    prefix: String,
    found: &'f mut Vec<InputLine<'a>>,
}

impl<'a, 'f> List<'a, 'f> {
    /// Lists under a place, which ends in a point unless it is empty.
    pub(super) fn new(prefix: &str, found: &'f mut Vec<InputLine<'a>>) -> Self {
        Self { prefix: prefix.to_owned(), found }
    }

    /// Something that is no number, if it is given.
    pub(super) fn text(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            let (path, value) = (self.path(key), value.to_string());
            self.found.push(InputLine { path, value, number: None, provenance: None });
        }
    }

    /// Something that is no number, and where it is from.
    pub(super) fn sourced(&mut self, key: &str, value: impl Display, provenance: &'a Provenance) {
        let (path, value) = (self.path(key), value.to_string());
        self.found.push(InputLine { path, value, number: None, provenance: Some(provenance) });
    }

    /// A word, unless it is empty.
    pub(super) fn word(&mut self, key: &str, value: &str) {
        self.text(key, Some(value).filter(|value| !value.is_empty()));
    }

    /// Names or words, unless there are none.
    pub(super) fn words<T: Display>(&mut self, key: &str, words: &[T]) {
        let joined: Vec<String> = words.iter().map(T::to_string).collect();
        self.word(key, &joined.join(", "));
    }

    /// A switch, if it is on.
    pub(super) fn flag(&mut self, key: &str, value: bool) {
        self.text(key, Some(value).filter(|value| *value));
    }

    /// A number, if it is given.
    pub(super) fn number(&mut self, key: &str, number: Option<&'a Number>) {
        self.styled(key, number, Style::Plain);
    }

    /// A share, if it is given.
    pub(super) fn share(&mut self, key: &str, number: Option<&'a Number>) {
        self.styled(key, number, Style::Percent);
    }

    fn styled(&mut self, key: &str, number: Option<&'a Number>, style: Style) {
        if let Some(number) = number {
            self.valued(key, written(number, style), number);
        }
    }

    /// A number that is written together with something else.
    fn valued(&mut self, key: &str, value: String, number: &'a Number) {
        let (path, provenance) = (self.path(key), Some(&number.provenance));
        self.found.push(InputLine { path, value, number: Some(number), provenance });
    }

    /// Values from period to period.
    pub(super) fn steps(&mut self, key: &str, steps: Option<&'a Steps>) {
        let Some(steps) = steps else { return };
        let growth = format!("{key}_");
        for (part, number) in steps.numbers() {
            self.number(&part_key(key, &growth, part), Some(number));
        }
        self.rule(&growth, &steps.rule);
    }

    /// The months in which not all days are open.
    pub(super) fn season(&mut self, season: &'a Season) {
        for (month, share) in season.months() {
            let name = Season::MONTHS[usize::from(month.saturating_sub(1)) % Season::MONTHS.len()];
            self.share(&format!("season.{name}"), Some(share));
        }
    }

    /// Given values under `key`, and the rule for what follows under `growth`, which ends in a point or is empty.
    pub(super) fn course(&mut self, key: &str, growth: &str, course: &'a Course) {
        for (part, number) in course.numbers() {
            self.number(&part_key(key, growth, part), Some(number));
        }
        // What was published of parts of years is no number that is drawn, but has a source.
        for (stretch, number) in course.parts() {
            self.sourced(&format!("{key}.{stretch}"), written(number, Style::Plain), &number.provenance);
        }
        self.rule(growth, &course.rule);
    }

    /// What another reporter counts; its numbers are in those of the trade, and not drawn by themselves.
    pub(super) fn mirror(&mut self, mirror: &'a Mirror) {
        self.word("mirror.reporter", &mirror.reporter);
        self.text("mirror.weight", Some(mirror.weight));
        for (period, number) in mirror.values.points() {
            let key = format!("mirror.values.{period}");
            self.sourced(&key, written(number, Style::Plain), &number.provenance);
        }
    }

    /// What a rule says besides numbers.
    fn rule(&mut self, growth: &str, rule: &Rule) {
        match rule {
            Rule::Multiple { by, .. } => self.text(&format!("{growth}growth.by"), Some(by)),
            Rule::Logistic { midpoint, .. } | Rule::Gompertz { midpoint, .. } => {
                self.text(&format!("{growth}growth.{}.midpoint", rule.word()), midpoint.as_ref());
            }
            Rule::Elastic { to, .. } => self.text(&format!("{growth}growth.elastic.to"), Some(to)),
            Rule::Fitted { method, .. } => self.text(&format!("{growth}growth.fit"), Some(method)),
            _ => {}
        }
    }

    /// Dated changes that a scenario made of the value under `key`.
    pub(super) fn changes(&mut self, key: &str, changes: &'a [Adjustment]) {
        for (index, change) in changes.iter().enumerate() {
            let key = format!("{key}.changes.{}", index + 1);
            match &change.effect {
                Effect::Scale(number) => {
                    self.valued(&key, format!("× {} {}", written(number, Style::Plain), change.span), number);
                }
                Effect::Add(number) => {
                    self.valued(&key, format!("{} {}", written(number, Style::Signed), change.span), number);
                }
                Effect::Close => self.text(&key, Some(format!("closed {}", change.span))),
            }
        }
    }

    /// The rank correlations of a group.
    pub(super) fn correlation(&mut self, correlation: &'a Correlation) {
        let first = self.len();
        match correlation.ranks() {
            Ranks::Alike(rank) => self.text("rank", Some(rank)),
            Ranks::Between { paths, ranks, .. } => {
                self.words("inputs", paths);
                self.text("ranks", Some(ranks));
            }
        }
        self.attribute(first, correlation.provenance());
    }

    /// How many were found so far.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Says where all from the one found as number `first` are from.
    pub(super) fn attribute(&mut self, first: usize, provenance: &'a Provenance) {
        for input in &mut self.found[first..] {
            input.provenance = Some(provenance);
        }
    }

    fn path(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }
}

/// The key of one number of steps or of a course.
fn part_key(key: &str, growth: &str, part: Part) -> String {
    match part {
        Part::Always => key.to_owned(),
        Part::Point(period) => format!("{key}.{period}"),
        part => format!("{growth}{part}"),
    }
}
