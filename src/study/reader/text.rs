//! Where in a file something stands.

use std::ops::Range;

/// The text of a file with the start of each of its lines.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    text: String,
    starts: Vec<usize>,
}

impl Text {
    /// Finds the lines. Complexity: linear in the text.
    pub(crate) fn new(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text: text.to_owned(), starts: std::iter::once(0).chain(after).collect() }
    }

    /// All of it.
    pub(crate) fn whole(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte, both from 1, columns in characters; past the end, those after the last character.
    pub(crate) fn place(&self, byte: usize) -> (usize, usize) {
        let byte = self.character_start(byte);
        let line = self.line_of(byte);
        // A byte-order mark is no column that an editor shows.
        let before = self.text[self.starts[line]..byte].trim_start_matches('\u{feff}');
        (line + 1, before.chars().count() + 1)
    }

    /// The bytes of the line (without its end) that holds a byte.
    pub(crate) fn line_span(&self, byte: usize) -> Range<usize> {
        let line = self.line_of(byte);
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        self.starts[line]..end
    }

    /// The text of a range of bytes, empty where the range does not fit.
    pub(crate) fn slice(&self, span: Range<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }

    /// The line of a byte, from 0: the last that starts at or before it.
    fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The byte itself, or the next lower one where a character starts.
    fn character_start(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        (0..=byte).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let text = Text::new("a = 1\nñandú = \"é\"\r\nlast");
        let rows = [(0, (1, 1)), (4, (1, 5)), (6, (2, 1)), (8, (2, 2)), (7, (2, 1)), (999, (3, 5))];
        for (byte, (line, column)) in rows {
            assert_eq!(text.place(byte), (line, column), "byte {byte}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(Text::new("\u{feff}name = 1").place(3), (1, 1));
    }

    #[test]
    fn an_empty_text_has_one_place() {
        assert_eq!(Text::new("").place(0), (1, 1));
        assert_eq!(Text::new("").line_span(0), 0..0);
    }

    #[test]
    fn lines_leave_out_their_end() {
        let text = Text::new("one\ntwo\n");
        assert_eq!(text.slice(text.line_span(5)), "two");
        assert_eq!(text.slice(text.line_span(8)), "");
    }
}
