//! Numbers for people: as many digits as the largest of a column needs.

/// Digits that people read of the largest number of a column.
const SIGNIFICANT: i32 = 3;

/// What stands where there is no number.
pub(super) const ABSENT: &str = "–";

/// A relative difference below this is shown as none.
pub(super) const UNNOTICED: f64 = 5e-4;

/// How many decimals show three digits of the largest of these numbers.
pub(super) fn decimals(values: impl IntoIterator<Item = f64>) -> usize {
    let largest = values.into_iter().map(f64::abs).fold(0.0, f64::max);
    if largest <= 0.0 {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the logarithm of a finite number is within ±324")]
    let magnitude = largest.log10().floor() as i32;
    usize::try_from((SIGNIFICANT - 1 - magnitude).clamp(0, 6)).unwrap_or(0)
}

/// A number with so many decimals. What would be rounded to 0 without being 0 is told as less than the least
/// number that can be shown.
pub(super) fn rounded(value: f64, decimals: usize) -> String {
    let least = 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(0));
    if value != 0.0 && value.abs() < least {
        let sign = if value < 0.0 { ">-" } else { "<" };
        return format!("{sign}{:.decimals$}", 2.0 * least);
    }
    // A negative zero is plain 0 to people.
    format!("{:.decimals$}", value + 0.0)
}

/// A number with so many decimals, a plus sign before what is above 0.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = rounded(value, decimals);
    if value > 0.0 && !text.starts_with('<') { format!("+{text}") } else { text }
}

/// A number with so many decimals, or the sign for none.
pub(super) fn optional(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| ABSENT.to_owned(), |value| rounded(value, decimals))
}

/// A relative difference in per cent, with its sign, or as a multiple where it is tenfold: `+12 %`, `×15`.
pub(super) fn percent_change(share: Option<f64>) -> String {
    match share {
        None => ABSENT.to_owned(),
        Some(share) if share.abs() < UNNOTICED => "0 %".to_owned(),
        Some(share) if share >= 999.5 => ">×1000".to_owned(),
        Some(share) if share >= 10.0 => format!("×{:.0}", 1.0 + share),
        Some(share) => {
            let percent = share * 100.0;
            format!("{} %", signed(percent, usize::from(percent.abs() < 9.95)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_of_the_largest() {
        for (largest, expected) in
            [(4.484, 2), (44.84, 1), (448.4, 0), (4484.0, 0), (0.4484, 3), (0.0, 0), (1e-300, 6), (1e300, 0)]
        {
            assert_eq!(decimals([largest / 3.0, -largest]), expected, "{largest}");
        }
    }

    #[test]
    fn small_is_not_nothing() {
        for (value, text) in [
            (4.484, "4.48"),
            (0.004, "<0.01"),
            (-0.004, ">-0.01"),
            (0.0, "0.00"),
            (-0.0, "0.00"),
            (-1.0, "-1.00"),
        ] {
            assert_eq!(rounded(value, 2), text);
        }
        assert_eq!(optional(None, 2), "–");
    }

    #[test]
    fn changes_have_signs() {
        for (share, text) in [
            (Some(0.123), "+12 %"),
            (Some(-0.0512), "-5.1 %"),
            (Some(0.0001), "0 %"),
            (Some(4.0), "+400 %"),
            (Some(14.0), "×15"),
            (Some(1e6), ">×1000"),
            (None, "–"),
        ] {
            assert_eq!(percent_change(share), text);
        }
    }
}
