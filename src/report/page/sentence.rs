use crate::evidence::Evidence;

use super::html::Html;
use super::rests::Rests;

/// A sentence of the summary: words, and between them numbers that know what they rest on.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sentence {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Words(String),
    /// What the sentence is about.
    Strong(String),
    Number(String, Rests),
}

impl Sentence {
    /// A sentence that begins so.
    pub(super) fn new(words: impl Into<String>) -> Self {
        Self::default().words(words)
    }

    /// Going on with words.
    pub(super) fn words(mut self, words: impl Into<String>) -> Self {
        self.parts.push(Part::Words(words.into()));
        self
    }

    /// Going on with what it is about.
    pub(super) fn strong(mut self, words: impl Into<String>) -> Self {
        self.parts.push(Part::Strong(words.into()));
        self
    }

    /// Going on with a number.
    pub(super) fn number(mut self, text: impl Into<String>, rests: &Rests) -> Self {
        self.parts.push(Part::Number(text.into(), rests.clone()));
        self
    }

    /// Followed by another sentence in the same paragraph.
    pub(super) fn then(mut self, other: Self) -> Self {
        self.parts.push(Part::Words(" ".to_owned()));
        self.parts.extend(other.parts);
        self
    }

    /// It without what its numbers rest on.
    #[cfg(test)]
    pub(super) fn plain(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Words(text) | Part::Strong(text) | Part::Number(text, _) => text.as_str(),
            })
            .collect()
    }

    /// Writes it into a paragraph.
    pub(super) fn write(&self, html: &mut Html) {
        for part in &self.parts {
            match part {
                Part::Words(text) => html.text(text),
                Part::Strong(text) => html.tag("strong").inline(text),
                Part::Number(text, rests) => cited(html, text, rests),
            }
        }
    }
}

/// A number that leads to its first source, or else to the list of numbers, and says on pointing what it rests on.
pub(super) fn cited(html: &mut Html, text: &str, rests: &Rests) {
    let place = rests.sources.first().map_or_else(|| "#inputs".to_owned(), |id| format!("#source-{id}"));
    let note = html.note(&rests.note);
    html.tag("a")
        .attr("class", "cited")
        .attr("href", &place)
        .attr("data-sources", &rests.ids())
        .attr_if("data-evidence", rests.evidence.map(Evidence::word))
        .attr_if("data-note", note.as_deref())
        .inline(text);
}

/// Several texts as a list in words.
pub(super) fn listed(texts: &[String]) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// So many things, in words: `1 limit`, `2 limits`.
pub(super) fn counted(count: usize, what: &str) -> String {
    let count_text = grouped(count);
    if count == 1 { format!("1 {what}") } else { format!("{count_text} {what}s") }
}

/// A count with a comma after each three digits.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A text that begins with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
