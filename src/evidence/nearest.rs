//! The name somebody most likely meant.

/// Longest text, in characters, that is compared: nobody mistypes a paragraph, and the work grows with its square.
const LONGEST: usize = 64;

/// The candidate nearest to `given` by edits, if one is near enough to be worth offering.
///
/// An edit is a letter put in, left out or changed, or two neighbours swapped (optimal string alignment,
/// the restricted Damerau–Levenshtein distance); capital letters, `_` and `-` count as equal to their other form.
/// Near enough is at most one edit in three letters, and one at least. Ties go to the earlier candidate.
///
/// Complexity: the product of the two lengths for each candidate of about the same length.
///
/// ```
/// use corridor::evidence::nearest;
///
/// assert_eq!(nearest("aktua-baku", ["aktau-baku", "kuryk-baku"]), Some("aktau-baku"));
/// assert_eq!(nearest("suez", ["aktau-baku", "kuryk-baku"]), None);
/// ```
#[doc(alias = "did you mean")]
#[doc(alias = "edit distance")]
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = folded(given);
    let near = candidates.into_iter().filter_map(|candidate| {
        Some((edits_within(&given, &folded(candidate), cut_off(given.len()))?, candidate))
    });
    // `min_by_key` keeps the first of equals.
    near.min_by_key(|(edits, _)| *edits).map(|(_, candidate)| candidate)
}

/// Edits that still count as a slip in a name of so many letters.
fn cut_off(letters: usize) -> usize {
    (letters / 3).max(1)
}

/// Lower case, with one sign for the two that join words.
fn folded(text: &str) -> Vec<char> {
    let joined = |letter| if letter == '_' { '-' } else { letter };
    text.chars().flat_map(char::to_lowercase).map(joined).take(LONGEST + 1).collect()
}

/// The number of edits between two texts where it is at most `allowed`.
fn edits_within(given: &[char], candidate: &[char], allowed: usize) -> Option<usize> {
    let longest = given.len().max(candidate.len());
    if longest > LONGEST || given.len().abs_diff(candidate.len()) > allowed {
        return None;
    }
    Some(edits(given, candidate)).filter(|edits| *edits <= allowed)
}

/// Optimal string alignment distance, by three rows of its table.
fn edits(given: &[char], candidate: &[char]) -> usize {
    let mut before_last = vec![0; candidate.len() + 1];
    let mut last: Vec<usize> = (0..=candidate.len()).collect();
    for (row, letter) in given.iter().enumerate() {
        let mut current = vec![row + 1; candidate.len() + 1];
        for (column, other) in candidate.iter().enumerate() {
            let changed = last[column] + usize::from(letter != other);
            current[column + 1] = changed.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *letter == candidate[column - 1] && given[row - 1] == *other {
                current[column + 1] = current[column + 1].min(before_last[column - 1] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[candidate.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slip_finds_its_name() {
        let names = ["capacity", "commodities", "tariff", "tariffs", "time", "distance"];
        let rows = [
            ("capcity", Some("capacity")),
            ("Capacity", Some("capacity")),
            ("capactiy", Some("capacity")),
            ("tarif", Some("tariff")),
            ("tariffs", Some("tariffs")),
            ("distnace", Some("distance")),
            ("tme", Some("time")),
            ("colour", None),
            ("", None),
        ];
        for (given, expected) in rows {
            assert_eq!(nearest(given, names), expected, "{given}");
        }
    }

    #[test]
    fn joins_and_capitals_are_one() {
        assert_eq!(nearest("value-of-time", ["value_of_time"]), Some("value_of_time"));
        assert_eq!(nearest("AKTAU_BAKU", ["aktau-baku"]), Some("aktau-baku"));
    }

    #[test]
    fn a_paragraph_is_not_compared() {
        let long = "a".repeat(100_000);
        assert_eq!(nearest(&long, [long.as_str()]), None);
    }

    proptest! {
        /// A metric's laws that the restricted distance keeps: nothing to itself, and the same both ways.
        #[test]
        fn edits_are_symmetric(one in "[a-d]{0,8}", other in "[a-d]{0,8}") {
            let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
            prop_assert_eq!(edits(&one, &one), 0);
            prop_assert_eq!(edits(&one, &other), edits(&other, &one));
            prop_assert!(edits(&one, &other) >= one.len().abs_diff(other.len()));
            prop_assert!(edits(&one, &other) <= one.len().max(other.len()));
        }

        /// One edit is found again.
        #[test]
        fn one_letter_left_out_is_one_edit(text in "[a-z]{4,12}", at in 0_usize..4) {
            let mut cut = text.clone();
            cut.remove(at);
            prop_assert_eq!(nearest(&cut, [text.as_str()]), Some(text.as_str()));
        }
    }
}
