use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use super::{EstimateError, Evidence, Id, Provenance, Shape, SourceId, Spread};
use crate::quantity::{Quantity, QuantityError, Unit, split_numbers};

/// A number of known unit, with its uncertainty and its source; its type is set aside.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// What it may be, in the unit.
    pub spread: Spread,
    /// Its base unit.
    pub unit: Unit,
    /// Where it is from.
    pub provenance: Provenance,
    /// The name of a group of inputs that it is correlated with.
    pub group: Option<String>,
}

impl Number {
    /// A sure number without a source.
    ///
    /// # Errors
    /// NaN or infinity.
    pub fn fixed(base: f64, unit: Unit) -> Result<Self, EstimateError> {
        let spread = Spread::fixed(base)?;
        Ok(Self { spread, unit, provenance: Provenance::default(), group: None })
    }

    /// A sure number that is known to be finite.
    fn sure(base: f64, unit: Unit) -> Self {
        #[expect(clippy::expect_used, reason = "a quantity is finite: its constructors refuse all else")]
        Self::fixed(base, unit).expect("a quantity is finite")
    }

    /// Its central value (median), in its base unit.
    pub fn central(&self) -> f64 {
        self.spread.central()
    }

    /// The same with another spread.
    pub fn with_spread(&self, spread: Spread) -> Self {
        Self { spread, ..self.clone() }
    }
}

impl fmt::Display for Number {
    /// The central value as people write it, and the range where it is not sure.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let show = |base: f64| self.unit.show(base);
        f.write_str(&show(self.central()))?;
        if self.spread.is_fixed() {
            return Ok(());
        }
        let (low, high) = (self.spread.quantile(0.05), self.spread.quantile(0.95));
        write!(f, " (90 % within {} to {})", show(low), show(high))
    }
}

/// A quantity with its uncertainty and its source.
///
/// Build it from a quantity (sure), from text (`"6-6.5 Mt/yr"` is uniform), or from a shape in base units.
/// Its central value is its median.
///
/// ```
/// use corridor::evidence::{Estimate, Shape};
/// use corridor::quantity::{Mass, Rate};
///
/// let like = Rate::per_year(Mass::megatonnes(6.0));
/// let capacity = Estimate::shaped(like, Shape::Triangular { low: 5e6, mode: 6e6, high: 6.5e6 })?;
/// assert!(capacity.central() < like);
/// # Ok::<(), corridor::evidence::EstimateError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate<Q> {
    number: Number,
    quantity: PhantomData<Q>,
}

impl<Q: Quantity> Estimate<Q> {
    /// A sure quantity.
    pub fn sure(quantity: Q) -> Self {
        let number = Number::sure(quantity.base(), quantity.unit());
        Self { number, quantity: PhantomData }
    }

    /// A distribution in the base unit of `like`, whose value does not matter.
    ///
    /// # Errors
    /// Parameters that make no distribution, or whose ends are out of the quantity's range.
    pub fn shaped(like: Q, shape: Shape) -> Result<Self, EstimateError> {
        Self::from_spread(like, Spread::new(shape)?)
    }

    /// A spread in the base unit of `like`, whose value does not matter.
    ///
    /// # Errors
    /// Ends out of the quantity's range.
    pub fn from_spread(like: Q, spread: Spread) -> Result<Self, EstimateError> {
        let unit = like.unit();
        for end in [spread.low(), spread.central(), spread.high()] {
            if Q::from_base(end, unit).is_none() {
                let allowed = "a distribution within the kind's range; cut it with `at_least` and `at_most`";
                return Err(QuantityError::OutOfRange { given: end, kind: Q::NAME, allowed }.into());
            }
        }
        let number = Number { spread, unit, provenance: Provenance::default(), group: None };
        Ok(Self { number, quantity: PhantomData })
    }

    /// The estimate that a number is, if it is of this kind.
    pub fn from_number(number: Number) -> Option<Self> {
        Q::from_base(number.central(), number.unit)?;
        Some(Self { number, quantity: PhantomData })
    }

    /// From a source, and reported unless said otherwise. May be called again for a further source.
    pub fn with_source(mut self, source: impl Into<SourceId>) -> Self {
        if self.number.provenance.sources.is_empty() {
            self.number.provenance.evidence = Evidence::Reported;
        }
        self.number.provenance.sources.push(source.into());
        self
    }

    /// Of this kind of evidence.
    pub fn with_evidence(mut self, evidence: Evidence) -> Self {
        self.number.provenance.evidence = evidence;
        self
    }

    /// With a remark: why it was taken, how it was computed.
    pub fn with_note(mut self, note: &str) -> Self {
        note.clone_into(&mut self.number.provenance.note);
        self
    }

    /// Correlated with the other inputs of a named group.
    pub fn with_group(mut self, group: &str) -> Self {
        self.number.group = Some(group.to_owned());
        self
    }

    /// Its central value: the median.
    pub fn central(&self) -> Q {
        self.at(self.number.central())
    }

    /// The value that it stays below with probability `share` (0 to 1).
    pub fn quantile(&self, share: f64) -> Q {
        self.at(self.number.spread.quantile(share))
    }

    /// Where it is from.
    pub fn provenance(&self) -> &Provenance {
        &self.number.provenance
    }

    /// The same with its type set aside.
    pub fn number(&self) -> &Number {
        &self.number
    }

    /// The same with its type set aside.
    pub fn into_number(self) -> Number {
        self.number
    }

    fn at(&self, base: f64) -> Q {
        #[expect(clippy::expect_used, reason = "both ends were in the kind's range when it was built")]
        Q::from_base(base, self.number.unit).expect("a spread stays within its ends")
    }
}

impl<Q: Quantity> From<Q> for Estimate<Q> {
    fn from(quantity: Q) -> Self {
        Self::sure(quantity)
    }
}

impl<Q> From<Estimate<Q>> for Number {
    fn from(estimate: Estimate<Q>) -> Self {
        estimate.number
    }
}

impl<Q: Quantity> FromStr for Estimate<Q> {
    type Err = EstimateError;

    /// One quantity, or a range that is taken as uniform: `6-6.5 Mt/yr`.
    fn from_str(text: &str) -> Result<Self, EstimateError> {
        match split_numbers(text) {
            Some(numbers) if numbers.second.is_some() => {
                let low = Q::from_unit(numbers.first, numbers.unit)?;
                let high = Q::from_unit(numbers.second.unwrap_or(numbers.first), numbers.unit)?;
                Self::shaped(low, Shape::Uniform { low: low.base(), high: high.base() })
            }
            _ => Ok(Self::sure(Q::parse(text)?)),
        }
    }
}

impl<T> Id<T> {
    /// The same name as the id of another kind, for messages and look-ups across kinds.
    pub fn recast<U>(&self) -> Id<U> {
        Id::new(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Mass, Rate, Share};

    #[test]
    fn ranges_are_uniform() {
        for text in ["6-6.5 Mt/yr", "6–6.5 Mt/yr", "6 - 6.5 Mt/yr"] {
            let estimate: Estimate<Rate<Mass>> = text.parse().unwrap();
            assert_eq!(estimate.central().base(), 6.25e6);
            assert_eq!(estimate.number().spread.shape(), &Shape::Uniform { low: 6e6, high: 6.5e6 });
        }
        let error = "6.5-6 Mt/yr".parse::<Estimate<Rate<Mass>>>().unwrap_err();
        assert!(error.to_string().contains("must rise"), "{error}");
    }

    #[test]
    fn a_distribution_beyond_the_range_is_refused() {
        let shape = Shape::Normal { mean: 0.9, sd: 0.1 };
        let error = Estimate::shaped(Share::percent(0.0), shape.clone()).unwrap_err();
        assert!(error.to_string().contains("cut it with `at_least`"), "{error}");
        let cut = Spread::new(shape).unwrap().truncated(Some(0.0), Some(1.0)).unwrap();
        assert!(Estimate::from_spread(Share::percent(0.0), cut).is_ok());
    }

    #[test]
    fn the_source_travels_along() {
        let estimate =
            Estimate::sure(Mass::megatonnes(1.5)).with_source("O1").with_source("O2").with_note("agreed");
        let number = estimate.into_number();
        assert_eq!(number.provenance.evidence, Evidence::Reported);
        assert_eq!(number.provenance.sources, ["O1".into(), "O2".into()]);
        assert!(number.provenance.is_stated());
        assert!(Estimate::<Share>::from_number(number).is_none());
    }
}
