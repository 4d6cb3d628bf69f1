//! A study file as text, read into a tree with places.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::faults::{Problems, shown};
use super::problem::ProblemKind;
use super::text::Text;
use super::tree::{Entry, Item, Table, Value};

/// Largest study file, in bytes. The parser takes up to eighty bytes of memory for one of the file.
pub(crate) const LARGEST_FILE: usize = 8 << 20;

/// Deepest nesting, of brackets and of tables. The format itself needs eight.
const DEEPEST: usize = 12;

/// Largest part of a file, in bytes, in which *all* errors of syntax are sought; a broken file can hold one and a
/// half for each byte.
const SEARCHED_FOR_ALL: usize = 256 << 10;

/// The parser's word for a line without `=`. It stops there, so the line is blanked and the rest read again.
const NO_VALUE: &str = "key with no value";

/// The parser's words for a date that ends before its day: a month or a quarter without quotes.
const NO_DAY: [&str; 2] = ["invalid date, expected `-`", "invalid date, expected month"];

/// A study file read into a tree, whole where it was TOML.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    text: Text,
    root: Table,
    whole: bool,
}

impl Document {
    /// Reads a text. Faults of syntax go to `problems`; what could be read in spite of them is in the tree.
    pub(crate) fn parse(source: &str, problems: &Problems) -> Self {
        let text = Text::new(source);
        if let Some((byte, kind)) = refused(source) {
            problems.push("", byte.map(|byte| text.place(byte)), kind);
            return Self { text, root: Table::default(), whole: false };
        }
        match DeTable::parse(source) {
            Ok(root) => {
                let root = take_over(root.into_inner(), &text, problems);
                Self { text, whole: root.is_some(), root: root.unwrap_or_default() }
            }
            Err(first) => Self::salvage(source, text, &first, problems),
        }
    }

    /// Tells every error of a broken text and keeps what can be read.
    fn salvage(source: &str, text: Text, first: &Error, problems: &Problems) -> Self {
        if source.len() > SEARCHED_FOR_ALL {
            tell(&text, [first], problems);
            return Self { text, root: Table::default(), whole: false };
        }
        let (_, errors) = DeTable::parse_recoverable(source);
        tell(&text, &errors, problems);
        let blanked = without_lines(source, &text, &errors);
        let (again, more) = DeTable::parse_recoverable(&blanked);
        tell(&text, more.iter().filter(|error| !errors.contains(error)), problems);
        let root = take_over(again.into_inner(), &text, problems).unwrap_or_default();
        Self { text, root, whole: false }
    }

    /// The top table.
    pub(crate) fn root(&self) -> &Table {
        &self.root
    }

    /// The text with its lines.
    pub(crate) fn text(&self) -> &Text {
        &self.text
    }

    /// Whether all of the file is in the tree. Where not, what is missing from the tree may still be in the file.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The bytes of the key or list item that a path such as `leg.aktau-baku.capacity` or `scenario.a.changes[2]`
    /// leads to, or of the last one on the way that the file has.
    pub(crate) fn find(&self, path: &str) -> Option<Range<usize>> {
        let mut found = None;
        let mut rest = path;
        let mut table = &self.root;
        while let Some((entry, after)) = longest_key(table, rest) {
            let (span, item, after) = indexed(entry, after);
            found = Some(span);
            rest = after.strip_prefix('.').unwrap_or(after);
            match &item.value {
                Value::Table(inner) if !rest.is_empty() => table = inner,
                _ => break,
            }
        }
        found
    }
}

/// Takes over the tree of the parser, unless dotted keys nest it too deeply.
fn take_over(root: DeTable<'_>, text: &Text, problems: &Problems) -> Option<Table> {
    let tell = |byte| {
        problems.push("", Some(text.place(byte)), ProblemKind::TooDeep { most: DEEPEST });
    };
    Table::from_parser(root, DEEPEST).map_err(tell).ok()
}

/// The entry whose key is the longest beginning of a path, with the rest of the path.
fn longest_key<'a, 'p>(table: &'a Table, path: &'p str) -> Option<(&'a Entry, &'p str)> {
    let begins = |entry: &&Entry| {
        path.strip_prefix(entry.key.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let entry = table.entries.iter().filter(begins).max_by_key(|entry| entry.key.len())?;
    Some((entry, &path[entry.key.len()..]))
}

/// Follows `[2]` after a key into its list, where there is one.
fn indexed<'a, 'p>(entry: &'a Entry, after: &'p str) -> (Range<usize>, &'a Item, &'p str) {
    let index = after.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    if let (Some((digits, rest)), Value::List(items)) = (index, &entry.item.value)
        && let Some(item) = digits.parse().ok().and_then(|index: usize| items.get(index))
    {
        return (item.span.clone(), item, rest);
    }
    (entry.key_span.clone(), &entry.item, after)
}

/// What is refused unread, with the byte where it is seen.
fn refused(source: &str) -> Option<(Option<usize>, ProblemKind)> {
    if source.len() > LARGEST_FILE {
        return Some((None, ProblemKind::TooLarge { bytes: source.len() as u64, most: LARGEST_FILE as u64 }));
    }
    too_deep(source).map(|byte| (Some(byte), ProblemKind::TooDeep { most: DEEPEST }))
}

/// The first bracket that is nested too deeply, seen before the parser (which calls itself once for each) is let near.
fn too_deep(source: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = source.as_bytes().get(at) {
        match byte {
            // A bracket in the first column starts a table, whatever was left open before it.
            b'[' if source[..at].ends_with('\n') => depth = 1,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
        at += unit_length(&source.as_bytes()[at..]);
    }
    None
}

/// The length of the comment, the quoted text or the single byte that some bytes begin with.
fn unit_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'#', rest @ ..] => 1 + rest.iter().take_while(|byte| **byte != b'\n').count(),
        [b'"', b'"', b'"', rest @ ..] => 3 + quoted_length(rest, b"\"\"\""),
        [b'\'', b'\'', b'\'', rest @ ..] => 3 + quoted_length(rest, b"'''"),
        [b'"', rest @ ..] => 1 + quoted_length(rest, b"\""),
        [b'\'', rest @ ..] => 1 + quoted_length(rest, b"'"),
        _ => 1,
    }
}

/// The length of a quoted text up to and with its closing quote. A short quote ends at the end of its line at the latest.
fn quoted_length(bytes: &[u8], quote: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote[0] == b'"' => at += 1,
            b'\n' if quote.len() == 1 => return at,
            _ if bytes[at..].starts_with(quote) => return at + quote.len(),
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The text with each line that has no `=` made blank, places unchanged.
fn without_lines(source: &str, text: &Text, errors: &[Error]) -> String {
    let mut bytes = source.as_bytes().to_vec();
    let starts = errors.iter().filter(|error| error.message().starts_with(NO_VALUE)).filter_map(Error::span);
    for span in starts {
        bytes[text.line_span(span.start)].fill(b' ');
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Tells errors of the parser, each with its place and the line it stands on.
fn tell<'e>(text: &Text, errors: impl IntoIterator<Item = &'e Error>, problems: &Problems) {
    for error in errors {
        let span = error.span();
        let line = span.as_ref().map(|span| shown(text.slice(text.line_span(span.start)).trim()));
        let place = span.map(|span| text.place(span.start));
        let kind = ProblemKind::Syntax { message: advised(error.message()), given: line.unwrap_or_default() };
        problems.push("", place, kind);
    }
}

/// What the parser says, with the next step where what it met was probably a month or a quarter without quotes.
fn advised(message: &str) -> String {
    let is_cut_short = NO_DAY.iter().any(|words| message.split(" (").next() == Some(words));
    let advice = if is_cut_short { "; a month or a quarter stands in quotes" } else { "" };
    format!("{message}{advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages of the faults of a text.
    fn faults(text: &str) -> Vec<String> {
        let problems = Problems::of("test");
        Document::parse(text, &problems);
        problems.into_faults().problems().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn tables_keep_the_order_of_the_file() {
        let problems = Problems::of("test");
        let document = Document::parse("z = 1\na = 2\n[m.y]\n[m.b]\n[c]\n[m.a]\n", &problems);
        let names = |table: &Table| table.entries.iter().map(|entry| entry.key.clone()).collect::<Vec<_>>();
        assert_eq!(names(document.root()), ["z", "a", "m", "c"]);
        let Value::Table(inner) = &document.root().get("m").unwrap().item.value else { panic!("a table") };
        assert_eq!(names(inner), ["y", "b", "a"]);
    }

    #[test]
    fn a_line_without_a_value_does_not_hide_the_rest() {
        let problems = Problems::of("test");
        let document = Document::parse("a = 1\nb\nc = 3\n[d]\nx 1\ny = 2\n", &problems);
        assert!(!document.is_whole());
        assert!(document.root().get("c").is_some() && document.root().get("d").is_some());
        assert_eq!(problems.into_faults().problems().len(), 2);
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused() {
        let brackets = |depth: usize| format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(faults(&brackets(DEEPEST)).is_empty());
        assert_eq!(
            faults(&brackets(DEEPEST + 1)),
            ["test:1:17: nested too deeply; allowed: at most 12 levels"]
        );
        let dots = |depth: usize| format!("{} = 1", vec!["a"; depth].join("."));
        assert!(faults(&dots(DEEPEST)).is_empty());
        assert_eq!(faults(&dots(DEEPEST + 2)), ["test:1:25: nested too deeply; allowed: at most 12 levels"]);
        for opening in ["[", "{a=", "[[", "{\"a\".b="] {
            assert!(!faults(&format!("a = {}", opening.repeat(100_000))).is_empty(), "{opening}");
        }
    }

    #[test]
    fn brackets_in_texts_and_comments_do_not_nest() {
        let many = "[{".repeat(50);
        for text in [
            format!("a = \"{many}\""),
            format!("a = '{many}'"),
            format!("a = \"\\\"{many}\""),
            format!("# {many}\na = 1"),
            format!("a = \"\"\"\n{many}\n{many}\"\"\""),
            format!("a = '''\n{many}\n'''"),
        ] {
            assert_eq!(faults(&text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_too_large_is_refused() {
        let text = "#".repeat(LARGEST_FILE + 1);
        assert_eq!(
            faults(&text),
            ["the file of 8.0 MiB is too large for a study and was not read; allowed: at most 8.0 MiB"]
        );
        assert!(faults(&"#".repeat(LARGEST_FILE)).is_empty());
    }

    /// A large file of nothing but errors of syntax must not take memory for each of them.
    #[test]
    fn a_large_broken_text_gives_its_first_error() {
        let told = faults(&"=\n".repeat(SEARCHED_FOR_ALL));
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("test:1:1: this is not TOML"), "{told:?}");
    }

    proptest::proptest! {
        /// No text, however broken, makes the reader panic, and every place is one of the text.
        #[test]
        fn any_text_is_answered(text in "[ a-c=\\[\\]{}\"'.,#\n0-9-]{0,60}") {
            let problems = Problems::of("test");
            Document::parse(&text, &problems);
            for place in problems.into_faults().problems().iter().filter_map(|problem| problem.place.clone()) {
                let line = text.split('\n').nth(place.line - 1);
                proptest::prop_assert!(line.is_some_and(|line| place.column <= line.chars().count() + 1));
            }
        }
    }
}
