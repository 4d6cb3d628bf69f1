/// A text in lines of at most so many letters, broken at spaces; a word that is longer stays whole.
///
/// Lines that follow a break are set in by two more than the line that was broken.
pub(super) fn wrap(text: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return text.to_owned() };
    text.lines().map(|line| wrapped_line(line, width)).collect::<Vec<String>>().join("\n")
}

fn wrapped_line(line: &str, width: usize) -> String {
    let indent = line.chars().take_while(|letter| *letter == ' ').count();
    let mut lines = vec![" ".repeat(indent)];
    for word in line.split_whitespace() {
        let last = lines.len() - 1;
        let begun = lines[last].trim_start().chars().count();
        let needed = lines[last].chars().count() + usize::from(begun > 0) + word.chars().count();
        if begun > 0 && needed > width {
            lines.push(" ".repeat(indent + 2) + word);
        } else {
            lines[last] += if begun > 0 { " " } else { "" };
            lines[last] += word;
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three", Some(7)), "one two\n  three");
        assert_eq!(wrap("  one two three", Some(8)), "  one\n    two\n    three");
        assert_eq!(wrap("a\n\nb", Some(8)), "a\n\nb");
        assert_eq!(wrap("unbreakable", Some(4)), "unbreakable");
        assert_eq!(wrap("one two", None), "one two");
    }

    proptest::proptest! {
        /// Every word is there in its order, and no line is longer than the width if it has more than one word.
        #[test]
        fn nothing_is_lost(words in proptest::collection::vec("[a-z]{1,12}", 0..20), width in 1_usize..40) {
            let wrapped = wrap(&words.join(" "), Some(width));
            proptest::prop_assert_eq!(wrapped.split_whitespace().collect::<Vec<_>>(), words);
            for line in wrapped.lines() {
                let one = line.split_whitespace().count() <= 1;
                proptest::prop_assert!(one || line.chars().count() <= width);
            }
        }
    }
}
