use std::fmt;

use super::QuantityError;

/// The parts of a written quantity: one number or a range of two, and a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers<'a> {
    /// The number, or the lower end of a range.
    pub first: f64,
    /// The upper end of a range.
    pub second: Option<f64>,
    /// The unit, without surrounding space; may be empty.
    pub unit: &'a str,
}

/// Splits `6-6.5 Mt/yr` (or with `–`) into its numbers and its unit; `None` if it does not begin with a number.
///
/// ```
/// use corridor::quantity::split_numbers;
///
/// let parts = split_numbers("6–6.5 Mt/yr").unwrap();
/// assert_eq!((parts.first, parts.second, parts.unit), (6.0, Some(6.5), "Mt/yr"));
/// assert_eq!(split_numbers("-3 %/yr").unwrap().first, -3.0);
/// assert!(split_numbers("six").is_none());
/// ```
pub fn split_numbers(text: &str) -> Option<Numbers<'_>> {
    let (first, rest) = leading_number(text.trim())?;
    let after_space = rest.trim_start();
    let upper = after_space.strip_prefix('–').or_else(|| after_space.strip_prefix('-'));
    if let Some((second, unit)) = upper.and_then(|upper| leading_number(upper.trim_start())) {
        return Some(Numbers { first, second: Some(second), unit: unit.trim() });
    }
    Some(Numbers { first, second: None, unit: after_space })
}

/// The number at the head of `text`, and what follows it.
fn leading_number(text: &str) -> Option<(f64, &str)> {
    let end = number_length(text.as_bytes());
    let number = text.get(..end)?.parse().ok()?;
    Some((number, &text[end..]))
}

/// How many bytes of sign, digits, point and exponent stand at the head.
fn number_length(bytes: &[u8]) -> usize {
    let sign = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let whole = sign + digits(&bytes[sign..]);
    let fraction = match bytes.get(whole) {
        Some(b'.') => 1 + digits(&bytes[whole + 1..]),
        _ => 0,
    };
    whole + fraction + exponent_length(&bytes[whole + fraction..])
}

/// How many bytes an exponent takes; 0 where a letter e begins a unit instead.
fn exponent_length(bytes: &[u8]) -> usize {
    if !matches!(bytes.first(), Some(b'e' | b'E')) {
        return 0;
    }
    let sign = usize::from(matches!(bytes.get(1), Some(b'+' | b'-')));
    match digits(&bytes[1 + sign..]) {
        0 => 0,
        count => 1 + sign + count,
    }
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// `value` of `unit` in base units, by a table of units; text may write `m3` for `m³`.
pub(super) fn by_table(
    value: f64,
    unit: &str,
    kind: &'static str,
    table: &[(&str, f64)],
) -> Result<f64, QuantityError> {
    let scale = scale_of(unit, table).ok_or_else(|| unknown_unit(value, unit, kind, list(table)))?;
    finite(value * scale, kind)
}

/// How many base units one `unit` is.
pub(super) fn scale_of(unit: &str, table: &[(&str, f64)]) -> Option<f64> {
    table.iter().find(|(name, _)| *name == unit).map(|(_, scale)| *scale)
}

pub(super) fn unknown_unit(value: f64, unit: &str, kind: &'static str, allowed: String) -> QuantityError {
    let given = format!("{value} {unit}").trim_end().to_owned();
    QuantityError::UnknownUnit { given, unit: unit.to_owned(), kind, allowed }
}

/// `value`, unless it is NaN or infinite.
pub(super) fn finite(value: f64, kind: &'static str) -> Result<f64, QuantityError> {
    if value.is_finite() { Ok(value) } else { Err(QuantityError::NotFinite { given: value, kind }) }
}

/// The names of a table of units, for messages.
pub(super) fn list(table: &[(&str, f64)]) -> String {
    if table.iter().all(|(name, _)| name.is_empty()) {
        return "no unit".to_owned();
    }
    let names: Vec<&str> =
        table.iter().map(|(name, _)| if name.is_empty() { "no unit" } else { name }).collect();
    names.join(", ")
}

/// `base` in the largest unit of `table` that keeps it at 1 or more and reads back to the same number.
///
/// Going back must be exact, so that a value written to a file is the value read from it.
pub(super) fn scaled(base: f64, table: &[(&str, f64)], suffix: &str) -> String {
    let (name, scale) = largest(base, table, |scale| number_in(base, scale).is_some());
    let number = number_in(base, scale).unwrap_or(base);
    format!("{number} {name}{suffix}").trim_end().to_owned()
}

/// The number that is `base` when multiplied by `scale`, the shorter of those there are.
fn number_in(base: f64, scale: f64) -> Option<f64> {
    let quotient = base / scale;
    // The quotient of 0.07 and 0.01 is not quite 7, which is what was written.
    let short = format!("{quotient:.11e}").parse().unwrap_or(quotient);
    [short, quotient].into_iter().find(|number| number * scale == base)
}

/// The largest unit of `table` that keeps `base` at 1 or more and `fits`; the smallest where none is small enough.
fn largest<'a>(base: f64, table: &[(&'a str, f64)], fits: impl Fn(f64) -> bool) -> (&'a str, f64) {
    let fitting = || table.iter().copied().filter(|(_, scale)| fits(*scale));
    let large = fitting().filter(|(_, scale)| base.abs() >= *scale);
    let chosen = large.max_by(|one, other| one.1.total_cmp(&other.1));
    let smallest = || fitting().min_by(|one, other| one.1.total_cmp(&other.1));
    chosen
        .or_else(smallest)
        .or_else(|| table.iter().copied().find(|(_, scale)| *scale == 1.0))
        .unwrap_or(("", 1.0))
}

/// Writes a quantity in full or, where the format asks for decimals (`{:.2}`), rounded to so many.
pub(super) fn write(
    f: &mut fmt::Formatter<'_>,
    base: f64,
    table: &[(&str, f64)],
    suffix: &str,
) -> fmt::Result {
    let Some(decimals) = f.precision() else { return f.pad(&scaled(base, table, suffix)) };
    let (name, scale) = largest(base, table, |_| true);
    let text = format!("{:.decimals$} {name}{suffix}", base / scale);
    // `pad` would take the decimals for a number of letters.
    let (text, width) = (text.trim_end(), f.width().unwrap_or(0));
    match f.align() {
        Some(fmt::Alignment::Right) => write!(f, "{text:>width$}"),
        Some(fmt::Alignment::Center) => write!(f, "{text:^width$}"),
        _ => write!(f, "{text:<width$}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_split_from_units() {
        for (text, first, second, unit) in [
            ("1.5 Mt/yr", 1.5, None, "Mt/yr"),
            ("6-6.5 Mt/yr", 6.0, Some(6.5), "Mt/yr"),
            ("6 – 6.5 Mt/yr", 6.0, Some(6.5), "Mt/yr"),
            ("1e-3 t", 1e-3, None, "t"),
            ("-3--1 %/yr", -3.0, Some(-1.0), "%/yr"),
            ("80%", 80.0, None, "%"),
            ("5", 5.0, None, ""),
            ("2 eggs", 2.0, None, "eggs"),
        ] {
            assert_eq!(split_numbers(text), Some(Numbers { first, second, unit }), "{text}");
        }
    }

    #[test]
    fn decimals_round_and_widths_align() {
        let volume = crate::quantity::Mass::tonnes(1_999_999.6);
        assert_eq!(format!("{volume}|{volume:.2}|{volume:.0}"), "1.9999996 Mt|2.00 Mt|2 Mt");
        assert_eq!(format!("{volume:>9.1}|{volume:<8.1}|{volume:^8.1}|"), "   2.0 Mt|2.0 Mt  | 2.0 Mt |");
        assert_eq!(format!("{:.1}", crate::quantity::Money::usd(-1.25e9)), "-1.2 bnUSD");
        assert_eq!(format!("{:.1}", crate::quantity::Mass::tonnes(0.0)), "0.0 t");
    }

    #[test]
    fn numbers_are_printed_as_they_were_written() {
        let growth: &[(&str, f64)] = &[("1/yr", 1.0), ("%/yr", 0.01)];
        let mass: &[(&str, f64)] = &[("t", 1.0), ("kt", 1e3), ("Mt", 1e6)];
        for (base, table, printed) in [
            (0.07, growth, "7 %/yr"),
            (0.0005, growth, "0.05 %/yr"),
            (0.0, growth, "0 %/yr"),
            (2.5, growth, "2.5 1/yr"),
            (0.0, mass, "0 t"),
            (0.5, mass, "0.5 t"),
            (4_484e3, mass, "4.484 Mt"),
            (2.3e5, mass, "230 kt"),
        ] {
            assert_eq!(scaled(base, table, ""), printed);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "Mt", "-", ".", "NaN t", "inf t", "six Mt"] {
            assert_eq!(split_numbers(text), None, "{text}");
        }
    }
}
