use crate::quantity::GrowthRate;

use super::{AppraisalError, InternalRates};

/// By how much money of later years counts for less: amounts of year y by (1 + rate)^(from − y).
///
/// What is earned or spent in the base year counts in full, and what comes before it for more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Discounting {
    rate: f64,
    from: i32,
}

impl Discounting {
    /// At a rate, to the money of a year.
    ///
    /// # Errors
    /// A rate of −100 % a year or less, and a year that no horizon can have.
    pub fn new(rate: GrowthRate, from: i32) -> Result<Self, AppraisalError> {
        Self::at(rate.base(), from)
    }

    /// The same at a rate per year that may be anything, as a draw gives it.
    pub(super) fn at(rate: f64, from: i32) -> Result<Self, AppraisalError> {
        if !(rate.is_finite() && rate > -1.0) {
            return Err(AppraisalError::RateTooLow { rate });
        }
        if !(1000..=9999).contains(&from) {
            return Err(AppraisalError::NoSuchYear { year: from });
        }
        Ok(Self { rate, from })
    }

    /// The rate per year.
    pub fn rate(self) -> f64 {
        self.rate
    }

    /// The year to which all is discounted.
    pub fn from(self) -> i32 {
        self.from
    }

    /// What one unit of money of a year counts for.
    pub fn factor(self, year: i32) -> f64 {
        (1.0 + self.rate).powi(self.from - year)
    }
}

/// Money by year: what comes in is positive, what goes out negative.
///
/// ```
/// use corridor::appraise::{CashFlow, Discounting};
/// use corridor::quantity::GrowthRate;
///
/// let flow = CashFlow::new(2025, vec![-100.0, 60.0, 60.0])?;
/// let at_ten = Discounting::new(GrowthRate::per_year(0.1), 2025)?;
/// assert!((flow.present_value(at_ten) - 4.132).abs() < 1e-3);
/// assert!((flow.internal_rates().only().unwrap() - 0.1307).abs() < 1e-4);
/// # Ok::<(), corridor::appraise::AppraisalError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CashFlow {
    first: i32,
    amounts: Vec<f64>,
}

impl CashFlow {
    /// Amounts of the years from `first` on.
    ///
    /// # Errors
    /// An amount that is not finite.
    pub fn new(first: i32, amounts: Vec<f64>) -> Result<Self, AppraisalError> {
        match amounts.iter().position(|amount| !amount.is_finite()) {
            Some(place) => {
                let year = i32::try_from(place).map_or(first, |place| first.saturating_add(place));
                Err(AppraisalError::NotFinite { year })
            }
            None => Ok(Self { first, amounts }),
        }
    }

    /// Nothing in any of so many years.
    pub(super) fn nothing(first: i32, years: usize) -> Self {
        Self { first, amounts: vec![0.0; years] }
    }

    /// The years with their amounts.
    pub fn years(&self) -> impl ExactSizeIterator<Item = (i32, f64)> + '_ {
        self.amounts
            .iter()
            .zip(self.first..)
            .map(|(amount, year)| (year, *amount))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The amount of a year; 0 in years that it does not have.
    pub fn amount(&self, year: i32) -> f64 {
        self.place(year).map_or(0.0, |place| self.amounts[place])
    }

    /// The sum over all years, not discounted.
    pub fn total(&self) -> f64 {
        self.amounts.iter().sum()
    }

    /// Σ amount × factor of its year.
    #[doc(alias = "npv")]
    pub fn present_value(&self, discounting: Discounting) -> f64 {
        self.years().map(|(year, amount)| amount * discounting.factor(year)).sum()
    }

    /// The rates at which the present value is zero.
    #[doc(alias = "irr")]
    pub fn internal_rates(&self) -> InternalRates {
        InternalRates::of(&self.amounts)
    }

    /// Adds to the amount of a year; years that it does not have are passed over.
    pub(super) fn add(&mut self, year: i32, amount: f64) {
        if let Some(place) = self.place(year) {
            self.amounts[place] += amount;
        }
    }

    /// Adds another, year by year.
    pub(super) fn add_all(&mut self, other: &CashFlow) {
        other.years().for_each(|(year, amount)| self.add(year, amount));
    }

    fn place(&self, year: i32) -> Option<usize> {
        let place = usize::try_from(i64::from(year) - i64::from(self.first)).ok()?;
        (place < self.amounts.len()).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of a few numbers.
    const ROUNDING: f64 = 1e-9;

    fn at(rate: f64, from: i32) -> Discounting {
        Discounting::new(GrowthRate::per_year(rate), from).unwrap()
    }

    #[test]
    fn values_are_those_of_the_annuity() {
        // Ten payments of 1 from the year after on: (1 − 1.05⁻¹⁰) / 0.05.
        let flow = CashFlow::new(2026, vec![1.0; 10]).unwrap();
        approx::assert_relative_eq!(flow.present_value(at(0.05, 2025)), 7.721_734_929, epsilon = 1e-8);
    }

    #[test]
    fn another_base_year_only_scales() {
        let flow = CashFlow::new(2020, vec![-3.0, 1.0, 4.0, -1.0]).unwrap();
        let (early, late) = (flow.present_value(at(0.07, 2019)), flow.present_value(at(0.07, 2031)));
        approx::assert_relative_eq!(late, early * 1.07_f64.powi(12), epsilon = ROUNDING);
    }

    #[test]
    fn what_is_not_finite_is_refused() {
        for bad in [f64::NAN, f64::INFINITY] {
            assert_eq!(CashFlow::new(2020, vec![1.0, bad]), Err(AppraisalError::NotFinite { year: 2021 }));
        }
        assert_eq!(Discounting::at(-1.0, 2020), Err(AppraisalError::RateTooLow { rate: -1.0 }));
        assert_eq!(
            Discounting::new(GrowthRate::per_year(0.05), 12),
            Err(AppraisalError::NoSuchYear { year: 12 })
        );
    }
}
