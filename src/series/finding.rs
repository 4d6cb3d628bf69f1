use std::fmt;

use super::Reading;
use crate::quantity::Quantity;

/// What is odd about a value, or about its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Oddity {
    /// Nothing is given for a year between two that are; the suggestion lies between its neighbours.
    Gap,
    /// A part of a year, scaled by the share that the same months had in so many other years.
    PartByShape {
        /// In how many years the share is known.
        years: usize,
    },
    /// A part of a year, scaled by days, since no other year is known both in part and whole.
    PartByDays,
    /// A value that is a thousand times (or a millionth …) of what is around it: a slip of the unit.
    UnitSlip {
        /// How often a thousand: 1 for a value 1000 times too large, −2 for one a million times too small.
        thousands: i32,
    },
    /// The same, for several values that follow each other: they seem to be in another unit.
    OtherUnit {
        /// How often a thousand.
        thousands: i32,
    },
    /// Zero: it has no logarithm, so that compound growth, elasticities and ratios leave it out or refuse it.
    Zero,
    /// Below zero: it has no logarithm either.
    Negative,
    /// Less than a thousandth of the median value: in logarithms it outweighs all others.
    Tiny,
}

/// One thing that was found in readings, and what may be done.
///
/// Nothing is mended by finding it: a suggestion is taken over by [`Readings::accept`](super::Readings::accept) alone,
/// and gaps and parts of years by [`Readings::complete`](super::Readings::complete), which returns its findings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding<Q> {
    /// What is odd.
    pub oddity: Oddity,
    /// The reading as given; for a gap, the year with the suggested value.
    pub reading: Reading<Q>,
    /// What the value may be: for a part of a year, that of the whole year.
    pub suggestion: Option<Q>,
    /// The standard deviation of the suggestion as a share of it, where the readings tell one.
    pub error: Option<f64>,
}

impl<Q: Quantity> Finding<Q> {
    /// What is odd, in words.
    fn words(&self) -> String {
        let (reading, given) = (&self.reading, self.reading.value());
        let off = |thousands: i32| format!("{reading} is {given:.2}, 1000^{thousands} of what is around it");
        match self.oddity {
            Oddity::Gap => format!("{reading} is not given"),
            Oddity::PartByShape { years } => {
                let years =
                    if years == 1 { "1 other year".to_owned() } else { format!("{years} other years") };
                format!("{reading} ({given:.2}) is a part of the year, scaled by its share in {years}")
            }
            Oddity::PartByDays => format!("{reading} ({given:.2}) is a part of the year, scaled by days"),
            Oddity::UnitSlip { thousands } => format!("{}: a slip of the unit?", off(thousands)),
            Oddity::OtherUnit { thousands } => format!("{}: another unit?", off(thousands)),
            Oddity::Zero => {
                format!("{reading} is 0: it has no logarithm, and growth in per cent leaves it out")
            }
            Oddity::Negative => format!("{reading} is {given:.2}, below 0: it has no logarithm"),
            Oddity::Tiny => format!("{reading} is {given:.2}, less than a thousandth of the median"),
        }
    }
}

impl<Q: Quantity> fmt::Display for Finding<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())?;
        let Some(suggestion) = self.suggestion else { return Ok(()) };
        write!(f, "; suggested: {suggestion:.2}")?;
        match self.error {
            Some(0.0) => Ok(()),
            Some(error) => write!(f, " ± {:.0} %", 100.0 * error),
            None => f.write_str(", error unknown"),
        }
    }
}
