/// A text of at most so many letters: the middle of a longer one is left out, because the names of routes and
/// legs differ at both ends.
///
/// ```
/// use corridor::report::shorten;
///
/// assert_eq!(shorten("tengiz-export/atyrau-samara", 15), "tengiz-…-samara");
/// assert_eq!(shorten("middle", 15), "middle");
/// ```
pub fn shorten(text: &str, letters: usize) -> String {
    let all: Vec<char> = text.chars().collect();
    if all.len() <= letters {
        return text.to_owned();
    }
    let kept = letters.saturating_sub(1);
    let (head, tail) = (kept.div_ceil(2), kept / 2);
    let sign = if letters == 0 { "" } else { "…" };
    all[..head].iter().copied().chain(sign.chars()).chain(all[all.len() - tail..].iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        /// Never longer than asked for, and the whole text where that fits.
        #[test]
        fn it_fits(text in "\\PC{0,40}", letters in 0_usize..50) {
            let short = shorten(&text, letters);
            proptest::prop_assert!(short.chars().count() <= letters);
            proptest::prop_assert_eq!(short == text, text.chars().count() <= letters);
        }
    }
}
