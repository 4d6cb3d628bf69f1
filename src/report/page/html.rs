use std::collections::BTreeMap;

use crate::report::chart::{Chart, escaped};

/// A page of HTML while it is written: whatever a study says gets in as text or as the value of an attribute, and is
/// escaped on the way. What goes in as it is was drawn by this crate, or is a constant of it.
#[derive(Debug, Default)]
pub(super) struct Html {
    text: String,
    notes: Notes,
}

/// Remarks that many numbers share: they stand once, at the end of the page, and are referred to.
#[derive(Debug, Default)]
struct Notes {
    numbers: BTreeMap<String, usize>,
    texts: Vec<String>,
}

/// An element whose beginning is written and that is not closed yet.
#[must_use = "an element is written by what it holds: a text, other elements, or nothing"]
pub(super) struct Tag<'a> {
    html: &'a mut Html,
    name: &'static str,
}

impl Html {
    /// The next element.
    pub(super) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.text.push('<');
        self.text.push_str(name);
        Tag { html: self, name }
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(&escaped(text));
    }

    /// A chart, whose texts are escaped already, without what the style of the page says of every chart.
    pub(super) fn chart(&mut self, chart: &Chart) {
        self.text.push_str(&slim(chart.svg()));
    }

    /// The name by which a remark is referred to; none of an empty one.
    pub(super) fn note(&mut self, note: &str) -> Option<String> {
        if note.is_empty() {
            return None;
        }
        let next = self.notes.texts.len();
        let number = *self.notes.numbers.entry(note.to_owned()).or_insert(next);
        if number == next {
            self.notes.texts.push(note.to_owned());
        }
        Some(format!("note-{number}"))
    }

    /// The remarks that were referred to.
    pub(super) fn notes(&mut self) {
        let texts = std::mem::take(&mut self.notes.texts);
        self.tag("div").attr("id", "notes").flag("hidden", true).inside(|html| {
            for (number, text) in texts.iter().enumerate() {
                html.tag("p").attr("id", &format!("note-{number}")).text(text);
            }
        });
    }

    /// A constant of the page: its style, its script, its first line.
    pub(super) fn constant(&mut self, text: &'static str) {
        self.text.push_str(text);
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

impl Tag<'_> {
    /// With an attribute.
    pub(super) fn attr(self, name: &'static str, value: &str) -> Self {
        let text = &mut self.html.text;
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        text.push_str(&escaped(value));
        text.push('"');
        self
    }

    /// With an attribute, where it has a value.
    pub(super) fn attr_if(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With an attribute that needs no value, if it holds.
    pub(super) fn flag(self, name: &'static str, holds: bool) -> Self {
        if holds {
            self.html.text.push(' ');
            self.html.text.push_str(name);
        }
        self
    }

    /// Holding a text.
    pub(super) fn text(self, text: &str) {
        self.inside(|html| html.text(text));
    }

    /// Holding other elements.
    pub(super) fn inside(self, write: impl FnOnce(&mut Html)) {
        self.html.text.push('>');
        write(self.html);
        self.html.text.push_str("</");
        self.html.text.push_str(self.name);
        self.html.text.push_str(">\n");
    }

    /// Holding other elements, with nothing between it and what comes next: a part of a sentence.
    pub(super) fn inline(self, text: &str) {
        self.html.text.push('>');
        self.html.text(text);
        self.html.text.push_str("</");
        self.html.text.push_str(self.name);
        self.html.text.push('>');
    }

    /// Of a kind that holds nothing and is not closed, such as `meta`.
    pub(super) fn void(self) {
        self.html.text.push_str(">\n");
    }
}

/// What stands on every chart, and is said once by the style of the page. Texts hold no quotes that are not escaped, so
/// none of it is part of a text.
const SAID_BY_STYLE: [&str; 7] = [
    " xmlns=\"http://www.w3.org/2000/svg\"",
    " font-size=\"11.5\"",
    " fill=\"#52606d\"",
    " stroke=\"#d9dee4\" stroke-width=\"1\"",
    " stroke-linejoin=\"round\" stroke-linecap=\"round\"",
    " stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
    " fill=\"#1f2933\"",
];

fn slim(svg: &str) -> String {
    let slimmer = SAID_BY_STYLE.iter().fold(svg.to_owned(), |svg, said| svg.replace(said, ""));
    match (slimmer.find(" font-family=\""), slimmer.find(">\n<desc>")) {
        (Some(start), Some(end)) if start < end => format!("{}{}", &slimmer[..start], &slimmer[end..]),
        _ => slimmer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever a study says stays text.
    #[test]
    fn nothing_breaks_out() {
        for (given, text) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onmouseover=\"x", "&quot; onmouseover=&quot;x"),
            ("]]></pre><b>", "]]&gt;&lt;/pre&gt;&lt;b&gt;"),
            ("a & b &lt;", "a &amp; b &amp;lt;"),
            ("one\ntwo\t3", "one\ntwo\t3"),
            ("\u{0}\u{1b}[31m", "  [31m"),
        ] {
            let mut html = Html::default();
            html.tag("p").attr("title", given).text(given);
            assert_eq!(html.finish(), format!("<p title=\"{text}\">{text}</p>\n"));
        }
    }

    #[test]
    fn elements_nest() {
        let mut html = Html::default();
        html.tag("p").flag("hidden", true).flag("open", false).attr_if("id", None).inside(|html| {
            html.text("a ");
            html.tag("b").inline("c");
            html.tag("br").void();
        });
        assert_eq!(html.finish(), "<p hidden>a <b>c</b><br>\n</p>\n");
    }
}
