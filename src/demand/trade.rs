use crate::calendar::Period;
use crate::projection::{ProjectionError, doubling_time, rate_of_multiple};
use crate::quantity::{GrowthRate, Money, Quantity, Unit};
use crate::series::{Definition, Factor, Series, SeriesError};

/// What a country sends to another and takes from it, by its own count: turnover and balance follow.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::demand::Trade;
/// use corridor::quantity::Money;
/// use corridor::series::{Definition, Factor, Series};
///
/// // Azerbaijan with Turkmenistan, January to August 2023 (in dollars), said to grow fivefold by 2030.
/// let year = Horizon::years(2023, 2023)?;
/// let by = Definition::new("trade with TM", "AZ");
/// let trade = Trade::new(
///     &Series::new(year, vec![Money::usd(56.6e6)], by.clone())?,
///     &Series::new(year, vec![Money::usd(588.1e6)], by)?,
/// )?;
/// let fivefold = trade.multiple(Factor::times(5.0), "2030".parse()?)?;
/// assert_eq!(fivefold.rate.to_string()[..4], *"25.8");
/// assert_eq!(format!("{:.3}", fivefold.balance_if_both), "-2.658 bnUSD");
/// // With imports as they are, exports would have to become 47 times as large.
/// assert_eq!(fivefold.exports_alone.unwrap().base().round(), 47.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "trade balance")]
pub struct Trade {
    exports: Series<Money>,
    imports: Series<Money>,
}

/// What a multiple of the turnover means: how fast, and for whom.
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "fivefold")]
pub struct TradeMultiple {
    /// Growth of the turnover per year, if it is even.
    pub rate: GrowthRate,
    /// In how many years it doubles; none if it does not grow.
    pub doubling: Option<f64>,
    /// The turnover to come.
    pub turnover: Money,
    /// Exports less imports to come, if both grow by the multiple: the gap grows with them.
    pub balance_if_both: Money,
    /// How many times the exports must become, if imports stay; none if there are no exports, or imports alone are more than the
    /// turnover to come.
    pub exports_alone: Option<Factor>,
    /// Exports less imports to come, if exports alone make the difference.
    pub balance_if_exports: Money,
    /// How many times the imports must become, if exports stay; none as for the exports.
    pub imports_alone: Option<Factor>,
    /// Exports less imports to come, if imports alone make the difference.
    pub balance_if_imports: Money,
}

impl Trade {
    /// Exports and imports by one reporter, over the same periods.
    ///
    /// # Errors
    /// [`SeriesError::DefinitionMismatch`], [`SeriesError::HorizonMismatch`], [`SeriesError::UnitMismatch`].
    pub fn new(exports: &Series<Money>, imports: &Series<Money>) -> Result<Self, SeriesError> {
        exports.plus(imports)?;
        Ok(Self { exports: exports.clone(), imports: imports.clone() })
    }

    /// What is sent.
    pub fn exports(&self) -> &Series<Money> {
        &self.exports
    }

    /// What is taken.
    pub fn imports(&self) -> &Series<Money> {
        &self.imports
    }

    /// Exports and imports together.
    ///
    /// # Errors
    /// A sum beyond the range of money.
    pub fn turnover(&self) -> Result<Series<Money>, SeriesError> {
        self.exports.plus(&self.imports)
    }

    /// Exports less imports: below 0 where more is taken than sent.
    ///
    /// # Errors
    /// A difference beyond the range of money.
    pub fn balance(&self) -> Result<Series<Money>, SeriesError> {
        self.exports.minus(&self.imports)
    }

    /// Exports over imports: below 1 where more is taken than sent.
    ///
    /// # Errors
    /// [`SeriesError::OutOfRange`] where there are no imports.
    #[doc(alias = "coverage ratio")]
    pub fn coverage(&self) -> Result<Series<Factor>, SeriesError> {
        let pairs = self.exports.values().iter().zip(self.imports.values());
        let ratios = pairs.map(|(sent, taken)| sent.amount() / taken.amount());
        let definition = Definition::new("exports over imports", &self.exports.definition().reporter);
        Series::from_bases(self.exports.horizon(), ratios, Unit::One, definition)
    }

    /// What it takes, and what it does to the balance, that the turnover becomes so many times that of the last
    /// period by a later one.
    ///
    /// With E and I the last exports and imports and f the multiple, exports alone must become f (E + I) − I,
    /// and the balance is f (E − I) if both grow alike, f (E + I) − 2 I if exports do, 2 E − f (E + I) if imports do.
    ///
    /// # Errors
    /// A multiple of zero or less, and a period that is not later.
    pub fn multiple(&self, factor: Factor, by: Period) -> Result<TradeMultiple, ProjectionError> {
        let ((last, sent), (_, taken)) = (self.exports.last(), self.imports.last());
        let rate = rate_of_multiple(factor, by.midpoint() - last.midpoint())?;
        let (sent, taken) = (sent.amount(), taken.amount());
        let turnover = factor.base() * (sent + taken);
        let money = |amount: f64| self.money(by, amount);
        let times = |becomes: f64, was: f64| {
            let times = (was > 0.0 && becomes >= 0.0).then(|| Factor::new(becomes / was).ok());
            times.flatten()
        };
        Ok(TradeMultiple {
            rate,
            doubling: doubling_time(rate),
            turnover: money(turnover)?,
            balance_if_both: money(factor.base() * (sent - taken))?,
            exports_alone: times(turnover - taken, sent),
            balance_if_exports: money(turnover - 2.0 * taken)?,
            imports_alone: times(turnover - sent, taken),
            balance_if_imports: money(2.0 * sent - turnover)?,
        })
    }

    fn money(&self, period: Period, amount: f64) -> Result<Money, ProjectionError> {
        let beyond =
            || SeriesError::OutOfRange { period: period.to_string(), value: amount, kind: Money::NAME };
        Ok(Money::from_base(amount, self.exports.unit()).ok_or_else(beyond)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Horizon;

    fn trade(sent: f64, taken: f64) -> Trade {
        let year = Horizon::years(2024, 2024).unwrap();
        let series =
            |amount| Series::new(year, vec![Money::usd(amount)], Definition::new("trade", "AZ")).unwrap();
        Trade::new(&series(sent), &series(taken)).unwrap()
    }

    /// Whoever grows, exports and imports to come add up to the multiple of the turnover.
    #[test]
    fn each_way_makes_the_same_turnover() {
        for (sent, taken, times) in [(56.6, 588.1, 5.0), (300.0, 100.0, 2.0), (10.0, 10.0, 0.8)] {
            let trade = trade(sent, taken);
            let read = trade.multiple(Factor::times(times), "2030".parse().unwrap()).unwrap();
            let turnover = times * (sent + taken);
            let sum = |exports: f64, imports: f64, balance: Money| {
                assert!((exports + imports - turnover).abs() < 1e-9);
                assert!((exports - imports - balance.amount()).abs() < 1e-9);
            };
            sum(times * sent, times * taken, read.balance_if_both);
            sum(read.exports_alone.unwrap().base() * sent, taken, read.balance_if_exports);
            sum(sent, read.imports_alone.unwrap().base() * taken, read.balance_if_imports);
            assert_eq!(read.doubling.is_some(), times > 1.0);
        }
    }

    #[test]
    fn what_cannot_come_is_none_or_told() {
        let read = trade(0.0, 100.0).multiple(Factor::times(2.0), "2030".parse().unwrap()).unwrap();
        assert_eq!(read.exports_alone, None);
        let shrinks = trade(50.0, 100.0).multiple(Factor::times(0.5), "2030".parse().unwrap()).unwrap();
        assert_eq!(shrinks.exports_alone, None);
        for (times, by) in [(0.0, "2030"), (5.0, "2024"), (5.0, "2020")] {
            assert!(trade(1.0, 1.0).multiple(Factor::times(times), by.parse().unwrap()).is_err());
        }
        let balance = trade(30.0, 50.0);
        assert_eq!(balance.balance().unwrap().values()[0].amount(), -20.0);
        assert_eq!(balance.coverage().unwrap().values()[0].base(), 0.6);
        assert!(trade(30.0, 0.0).coverage().is_err());
    }
}
