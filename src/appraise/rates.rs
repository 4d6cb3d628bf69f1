use std::fmt;

/// The rates between which internal rates of return are looked for: −99 % and +1000 % a year.
const LEAST: f64 = -0.99;
const MOST: f64 = 10.0;

/// Halvings of an interval until nothing is left of it in double precision.
const HALVINGS: usize = 200;

/// A value that is so small against the sum of the sizes of its terms is zero but for rounding.
const ZERO: f64 = 1e-12;

/// The rates of return at which a cash flow's present value is zero, as shares per year, between −99 % and +1000 %.
///
/// A flow that only goes out, or only comes in, has none; one that first goes out and then comes in has at most one;
/// one that changes its sign more often may have several, and then none of them says whether the project is worth
/// building: look at the net present value over the discount rate (Lorie and Savage 1955).
///
/// ```
/// use corridor::appraise::{CashFlow, InternalRates};
///
/// // The pump of Lorie and Savage: a larger one brings the same oil sooner.
/// let pump = CashFlow::new(0, vec![-1600.0, 10_000.0, -10_000.0])?;
/// let InternalRates::Several(rates) = pump.internal_rates() else { panic!("it has two") };
/// assert!((rates[0] - 0.25).abs() < 1e-9 && (rates[1] - 4.0).abs() < 1e-9);
/// # Ok::<(), corridor::appraise::AppraisalError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum InternalRates {
    /// The present value is zero at no rate.
    None,
    /// It is zero at this rate only.
    One(f64),
    /// It is zero at each of these rates, the lowest first.
    Several(Vec<f64>),
}

impl InternalRates {
    /// The rates of amounts of one year after the other.
    ///
    /// With x = 1 / (1 + r) the present value is a polynomial in x. Between two neighbouring zeros of its derivative it
    /// rises or falls throughout and has one zero at most, which halving finds; the zeros of the derivative are found
    /// in the same way, down to a straight line. Complexity: n² in the number of years.
    pub(super) fn of(amounts: &[f64]) -> Self {
        let range = (1.0 / (1.0 + MOST), 1.0 / (1.0 + LEAST));
        let mut rates: Vec<f64> = zeros(amounts, range).into_iter().map(|x| 1.0 / x - 1.0).collect();
        rates.reverse();
        match rates.as_slice() {
            [] => Self::None,
            [rate] => Self::One(*rate),
            _ => Self::Several(rates),
        }
    }

    /// The rate, if there is just one.
    pub fn only(&self) -> Option<f64> {
        match self {
            Self::One(rate) => Some(*rate),
            _ => None,
        }
    }
}

impl fmt::Display for InternalRates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |rate: &f64| format!("{:.1} %", 100.0 * rate);
        match self {
            Self::None => f.write_str("none"),
            Self::One(rate) => f.write_str(&percent(rate)),
            Self::Several(rates) => f.write_str(&rates.iter().map(percent).collect::<Vec<_>>().join(" or ")),
        }
    }
}

/// The zeros of Σ aₖxᵏ within a range, in rising order, one that it only touches among them.
fn zeros(polynomial: &[f64], range: (f64, f64)) -> Vec<f64> {
    let Some(last) = polynomial.iter().rposition(|coefficient| *coefficient != 0.0) else {
        return Vec::new();
    };
    let polynomial = &polynomial[..=last];
    if polynomial.len() < 2 {
        return Vec::new();
    }
    let mut ends = vec![range.0];
    ends.extend(zeros(&derivative(polynomial), range));
    ends.push(range.1);
    let mut found: Vec<f64> = Vec::new();
    for pair in ends.windows(2) {
        let zero = between(polynomial, pair[0], pair[1]);
        found.extend(zero.filter(|zero| found.last().is_none_or(|last| last < zero)));
    }
    found
}

/// The derivative, scaled so that its largest coefficient is 1.
fn derivative(polynomial: &[f64]) -> Vec<f64> {
    let mut power = 0.0;
    let mut next: Vec<f64> = Vec::with_capacity(polynomial.len() - 1);
    for coefficient in &polynomial[1..] {
        power += 1.0;
        next.push(power * coefficient);
    }
    let largest = next.iter().fold(0.0_f64, |most, coefficient| most.max(coefficient.abs()));
    for coefficient in &mut next {
        *coefficient /= largest;
    }
    next
}

/// The zero of a stretch on which the polynomial rises or falls throughout.
fn between(polynomial: &[f64], low: f64, high: f64) -> Option<f64> {
    let (at_low, at_high) = (value(polynomial, low), value(polynomial, high));
    if at_low == 0.0 {
        return Some(low);
    }
    if at_high == 0.0 {
        return Some(high);
    }
    if at_low.signum() == at_high.signum() {
        return None;
    }
    let (mut low, mut high) = (low, high);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if value(polynomial, middle).signum() == at_low.signum() {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// Σ aₖxᵏ; zero where only rounding is left of it.
fn value(polynomial: &[f64], x: f64) -> f64 {
    let (mut sum, mut size) = (0.0, 0.0);
    for coefficient in polynomial.iter().rev() {
        sum = sum * x + coefficient;
        size = size * x + coefficient.abs();
    }
    if f64::abs(sum) <= ZERO * size { 0.0 } else { sum }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rates(amounts: &[f64]) -> Vec<f64> {
        match InternalRates::of(amounts) {
            InternalRates::None => Vec::new(),
            InternalRates::One(rate) => vec![rate],
            InternalRates::Several(rates) => rates,
        }
    }

    /// Rates at which a flow is zero, worked out by hand.
    #[test]
    fn known_flows_have_their_rates() {
        let table: [(&[f64], &[f64]); 8] = [
            (&[-100.0, 110.0], &[0.1]),
            (&[100.0, -110.0], &[0.1]),
            (&[-1600.0, 10_000.0, -10_000.0], &[0.25, 4.0]),
            // (1 + r − 1.1)(1 + r − 1.2)(1 + r − 1.3), by powers of 1 + r.
            (&[1.0, -3.6, 4.31, -1.716], &[0.1, 0.2, 0.3]),
            // It touches zero at 20 % and does not cross.
            (&[1.0, -2.4, 1.44], &[0.2]),
            (&[1000.0, -3000.0, 2500.0], &[]),
            (&[-5.0, -1.0], &[]),
            (&[0.0, 0.0], &[]),
        ];
        for (amounts, wanted) in table {
            let found = rates(amounts);
            assert_eq!(found.len(), wanted.len(), "{amounts:?}: {found:?}");
            for (found, wanted) in found.iter().zip(wanted) {
                approx::assert_relative_eq!(found, wanted, epsilon = 1e-6);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        /// The present value at a rate that is found is zero but for rounding, and a flow that goes out and then comes
        /// in, with more coming in than going out, has just one rate above zero.
        #[test]
        fn found_rates_are_zeros(amounts in prop::collection::vec(-100.0..100.0_f64, 2..40)) {
            for rate in rates(&amounts) {
                let terms = |year: usize| amounts[year] / (1.0 + rate).powi(i32::try_from(year).unwrap());
                let size: f64 = (0..amounts.len()).map(|year| terms(year).abs()).sum();
                let value: f64 = (0..amounts.len()).map(terms).sum();
                prop_assert!(value.abs() <= 1e-7 * size, "{rate}: {value} of {size}");
            }
        }

        #[test]
        fn an_investment_has_one_rate(cost in 1.0..100.0_f64, gains in prop::collection::vec(0.1..20.0_f64, 1..50)) {
            let mut amounts = vec![-cost];
            amounts.extend(&gains);
            let found = rates(&amounts);
            prop_assert!(found.len() <= 1);
            if gains.iter().sum::<f64>() > cost {
                let rate = found.first().copied().unwrap_or(MOST);
                prop_assert!(rate > 0.0, "{found:?}");
            }
        }
    }
}
