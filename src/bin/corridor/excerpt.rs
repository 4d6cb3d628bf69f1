//! A line of a study with a mark under the place of a fault.

/// Letters of a line that are shown; longer ones are cut around the place.
const LONGEST: usize = 100;

/// The line (from 1) of a text with a caret under the column (from 1); nothing if there is no such line.
pub(crate) fn excerpt(text: &str, line: usize, column: usize) -> Option<String> {
    let letters: Vec<char> = text.lines().nth(line.checked_sub(1)?)?.chars().map(visible).collect();
    let at = column.saturating_sub(1).min(letters.len());
    let start = at.saturating_sub(LONGEST / 2).min(letters.len().saturating_sub(LONGEST));
    let shown: String = letters.iter().skip(start).take(LONGEST).collect();
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let mark = " ".repeat(at - start);
    Some(format!("{margin} |\n{number} | {}\n{margin} | {mark}^", shown.trim_end()))
}

/// Tabs and control characters take one letter, so that the mark stands under its place.
fn visible(letter: char) -> char {
    if letter.is_control() { ' ' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_under_the_place() {
        let text = "a = 1\n\tb = \"Поти\"\n";
        assert_eq!(excerpt(text, 2, 6).unwrap(), "  |\n2 |  b = \"Поти\"\n  |      ^");
        assert_eq!(excerpt(text, 3, 1), None);
        assert_eq!(excerpt(text, 0, 1), None);
        assert_eq!(excerpt(text, 1, 99).unwrap(), "  |\n1 | a = 1\n  |      ^");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let shown = excerpt(&text, 1, 501).unwrap();
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= LONGEST + 4));
        assert_eq!(lines[1].find('X'), lines[2].find('^'));
    }
}
