use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// A pattern of subjects: `*` stands for any run of letters, `?` for one; capital letters count as small ones.
///
/// ```
/// use corridor::compare::Pattern;
///
/// let ports: Pattern = Pattern::new("*-port");
/// assert!(ports.matches("poti-port") && !ports.matches("poti-port/quay"));
/// assert_eq!(ports.to_string(), "*-port");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "glob")]
#[doc(alias = "wildcard")]
pub struct Pattern {
    text: String,
    letters: Vec<char>,
}

impl Pattern {
    /// The pattern of this text.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), letters: folded(text) }
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether all of a subject fits it.
    ///
    /// Only the last `*` is ever taken back, so the time is at most the product of the two lengths.
    pub fn matches(&self, subject: &str) -> bool {
        let subject = folded(subject);
        let (mut here, mut at) = (0, 0);
        // Where the last `*` was met: in the pattern, and the letter of the subject it reaches up to.
        let mut star: Option<(usize, usize)> = None;
        while at < subject.len() {
            match self.letters.get(here) {
                Some('*') => {
                    star = Some((here, at));
                    here += 1;
                }
                Some(&letter) if letter == '?' || letter == subject[at] => (here, at) = (here + 1, at + 1),
                _ => match &mut star {
                    None => return false,
                    Some((position, reached)) => {
                        *reached += 1;
                        (here, at) = (*position + 1, *reached);
                    }
                },
            }
        }
        self.letters[here..].iter().all(|letter| *letter == '*')
    }
}

/// The letters in lower case.
fn folded(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

impl FromStr for Pattern {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::new(text))
    }
}

impl From<&str> for Pattern {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn patterns_fit_whole_subjects() {
        for (pattern, subject, fits) in [
            ("middle", "middle", true),
            ("middle", "middle-east", false),
            ("mid*", "middle", true),
            ("*dle", "middle", true),
            ("m*d*e", "middle", true),
            ("m?ddle", "middle", true),
            ("m?ddle", "mddle", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("?", "", false),
            ("MIDDLE", "middle", true),
            ("a*b*c", "axbxbxc", true),
            ("a*b", "abc", false),
            ("poti*", "Поти", false),
            ("т?рк*", "Түркия", true),
        ] {
            assert_eq!(Pattern::new(pattern).matches(subject), fits, "{pattern} {subject}");
        }
    }

    #[test]
    fn many_stars_take_no_longer() {
        let subject = "a".repeat(2_000);
        assert!(!Pattern::new(&format!("{}b", "*a".repeat(500))).matches(&subject));
    }

    /// The definition, letter by letter.
    fn plainly(pattern: &[char], subject: &[char]) -> bool {
        match (pattern.first(), subject.first()) {
            (None, None) => true,
            (Some('*'), _) => {
                plainly(&pattern[1..], subject) || (!subject.is_empty() && plainly(pattern, &subject[1..]))
            }
            (Some('?'), Some(_)) => plainly(&pattern[1..], &subject[1..]),
            (Some(one), Some(other)) if one == other => plainly(&pattern[1..], &subject[1..]),
            _ => false,
        }
    }

    proptest! {
        /// The quick way agrees with the definition.
        #[test]
        fn quick_is_plain(pattern in "[ab*?]{0,6}", subject in "[ab]{0,8}") {
            let letters = |text: &str| text.chars().collect::<Vec<char>>();
            prop_assert_eq!(
                Pattern::new(&pattern).matches(&subject),
                plainly(&letters(&pattern), &letters(&subject))
            );
        }
    }
}
