use std::sync::Arc;

use crate::ensemble::Threads;

use super::runs::rows;
use super::{Inputs, SensitivityError};

/// One at a time: each input from the lower to the upper end of its range, all others at their medians.
///
/// The range is all that an input may be; of an endless distribution, its middle 99 %. Correlations do not count, and
/// what inputs do together is not seen: that is what it costs 2 k + 1 runs only for.
///
/// ```
/// use corridor::evidence::{Shape, Spread};
/// use corridor::sensitivity::{Inputs, Tornado};
///
/// let share = Spread::new(Shape::Uniform { low: 0.0, high: 1.0 })?;
/// let inputs = Inputs::new([("small", share.clone()), ("large", share)])?;
/// let found = Tornado::new().run(&inputs, |x| x[0] - 3.0 * x[1])?;
/// assert_eq!(found.base, -1.0);
/// assert_eq!((found.bars[1].at_low, found.bars[1].at_high), (0.5, -2.5));
/// assert_eq!(&*found.ranked()[0].name, "large");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[doc(alias = "one-at-a-time")]
#[doc(alias = "OAT")]
pub struct Tornado {
    threads: Option<usize>,
}

/// What each input does by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoBars {
    /// The function with all inputs at their medians.
    pub base: f64,
    /// By input, in their order.
    pub bars: Vec<TornadoBar>,
}

/// What an input does by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoBar {
    /// The input.
    pub name: Arc<str>,
    /// The lower and upper end of its range.
    pub range: (f64, f64),
    /// The function at the lower end.
    pub at_low: f64,
    /// The function at the upper end.
    pub at_high: f64,
}

impl Tornado {
    /// Over the whole range of each input.
    pub fn new() -> Self {
        Self::default()
    }

    /// On so many threads instead of one for each core. They change nothing of what comes out.
    pub fn threads(self, count: usize) -> Self {
        Self { threads: Some(count) }
    }

    /// The bars of a function.
    ///
    /// # Errors
    /// A function that is not a finite number somewhere.
    pub fn run(
        &self,
        inputs: &Inputs,
        function: impl Fn(&[f64]) -> f64 + Sync,
    ) -> Result<TornadoBars, SensitivityError> {
        let central = inputs.central();
        let count = 2 * inputs.len() + 1;
        let outputs = rows(count, 1, &Threads::new(self.threads), |first, out| {
            for (number, out) in (first..).zip(out) {
                *out = function(&at_end(inputs, &central, number));
            }
        });
        if let Some(number) = outputs.iter().position(|value| !value.is_finite()) {
            return Err(inputs.no_number(&at_end(inputs, &central, number), outputs[number]));
        }
        let bar = |(place, name): (usize, &str)| TornadoBar {
            name: name.into(),
            range: range(inputs, place),
            at_low: outputs[2 * place],
            at_high: outputs[2 * place + 1],
        };
        Ok(TornadoBars { base: outputs[count - 1], bars: inputs.names().enumerate().map(bar).collect() })
    }
}

fn range(inputs: &Inputs, place: usize) -> (f64, f64) {
    let (spread, (low, high)) = (inputs.spread(place), inputs.ends(place));
    (spread.quantile(low), spread.quantile(high))
}

/// The values of run `number`: one input at its lower or upper end; after the last, none.
fn at_end(inputs: &Inputs, central: &[f64], number: usize) -> Vec<f64> {
    let mut values = central.to_vec();
    if let Some(value) = values.get_mut(number / 2) {
        let (low, high) = range(inputs, number / 2);
        *value = if number.is_multiple_of(2) { low } else { high };
    }
    values
}

impl TornadoBars {
    /// From the longest bar to the shortest; those of one length in the order of the inputs.
    pub fn ranked(&self) -> Vec<&TornadoBar> {
        let mut bars: Vec<&TornadoBar> = self.bars.iter().collect();
        bars.sort_by(|one, other| other.length(self.base).total_cmp(&one.length(self.base)));
        bars
    }
}

impl TornadoBar {
    /// From the least to the greatest of the function at the lower end, the upper end and all medians.
    #[doc(alias = "swing")]
    pub fn length(&self, base: f64) -> f64 {
        self.at_low.max(self.at_high).max(base) - self.at_low.min(self.at_high).min(base)
    }
}
