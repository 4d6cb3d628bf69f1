/// A straight scale from values to places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linear {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Linear {
    /// Values from `low` to `high` at places from `from` to `to`.
    pub(super) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    /// The place of a value.
    pub(super) fn at(&self, value: f64) -> f64 {
        self.from + (value - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// The lowest value.
    pub(super) fn low(&self) -> f64 {
        self.low
    }
}

/// Round values that span some others: steps of 1, 2 or 5 times a power of ten, about so many of them.
#[derive(Debug, Clone)]
pub(super) struct Ticks {
    pub(super) values: Vec<f64>,
    pub(super) decimals: usize,
}

impl Ticks {
    /// Over a span, which is widened to whole steps.
    pub(super) fn over(low: f64, high: f64, about: f64) -> Self {
        let span = if high > low { high - low } else { 1.0 };
        let step = round_step(span / about);
        let (first, last) = ((low / step).floor(), (high / step).ceil().max((low / step).floor() + 1.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few steps")]
        let count = (last - first).round().min(1000.0) as u32;
        let values = (0..=count).map(|number| (first + f64::from(number)) * step).collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held from 0 to 9")]
        let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
        Self { values, decimals }
    }

    /// The ends.
    pub(super) fn span(&self) -> (f64, f64) {
        (self.values.first().copied().unwrap_or(0.0), self.values.last().copied().unwrap_or(1.0))
    }

    /// A tick as people read it.
    pub(super) fn shown(&self, value: f64) -> String {
        let value = if value == 0.0 { 0.0 } else { value };
        grouped(&format!("{value:.*}", self.decimals))
    }
}

/// The least of 1, 2, 5 and 10 times a power of ten that is not below a step.
fn round_step(step: f64) -> f64 {
    if !(step.is_finite() && step > 0.0) {
        return 1.0;
    }
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0]
        .map(|times| times * power)
        .into_iter()
        .find(|round| *round >= step * 0.999)
        .unwrap_or(10.0 * power)
}

/// Thousands set apart by a thin space.
fn grouped(text: &str) -> String {
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut shown = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 && digits.len() > 4 {
            shown.push('\u{2009}');
        }
        shown.push(digit);
    }
    if let Some(rest) = rest {
        shown.push('.');
        shown.push_str(rest);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_span_the_values() {
        let table: [(f64, f64, &[f64]); 4] = [
            (0.0, 9.87, &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (-1.2, 3.4, &[-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0]),
            (0.0, 0.0, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (0.0, 1234.0, &[0.0, 500.0, 1000.0, 1500.0]),
        ];
        for (low, high, wanted) in table {
            let ticks = Ticks::over(low, high, 5.0);
            if high > low {
                assert!(ticks.span().0 <= low && ticks.span().1 >= high);
            }
            for (found, wanted) in ticks.values.iter().zip(wanted) {
                approx::assert_relative_eq!(found, wanted, epsilon = 1e-9);
            }
        }
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped("-12345.5"), "−12\u{2009}345.5");
        assert_eq!(grouped("1500"), "1500");
    }

    #[test]
    fn odd_spans_do_not_break() {
        for (low, high) in [(f64::MIN_POSITIVE, f64::MIN_POSITIVE), (1e300, 1.1e300), (-5.0, -5.0)] {
            assert!(Ticks::over(low, high, 5.0).values.len() < 1001);
        }
    }
}
