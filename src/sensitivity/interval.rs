use std::fmt;

/// An estimate with its confidence interval.
///
/// It is printed with what can be told of it: one whose interval holds zero is not distinguishable from zero, and its
/// number, which may even be below 0, is left out.
///
/// ```
/// use corridor::sensitivity::Interval;
///
/// let found = Interval { value: 0.3139, low: 0.3021, high: 0.3257 };
/// assert_eq!(found.to_string(), "0.314 (0.302 to 0.326)");
/// let nothing = Interval { value: -0.004, low: -0.011, high: 0.003 };
/// assert_eq!(nothing.to_string(), "not distinguishable from zero");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// So far on either side of a value.
    pub(super) fn around(value: f64, reach: f64) -> Self {
        Self { value, low: value - reach, high: value + reach }
    }

    /// Whether a value is in it, its ends included.
    pub fn holds(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether zero is in it, so that it cannot be told from zero.
    pub fn holds_zero(&self) -> bool {
        self.holds(0.0)
    }

    /// From end to end.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

impl fmt::Display for Interval {
    /// Three decimals, or as many as the format asks for.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.holds_zero() {
            return f.write_str("not distinguishable from zero");
        }
        let decimals = f.precision().unwrap_or(3);
        write!(f, "{:.decimals$} ({:.decimals$} to {:.decimals$})", self.value, self.low, self.high)
    }
}
