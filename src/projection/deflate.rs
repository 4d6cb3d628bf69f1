//! Money of the day at the constant prices of a year.

use super::Course;
use super::parts::{about, deviation, together};
use crate::calendar::{Frequency, Period, Stretch};
use crate::evidence::Number;
use crate::quantity::{PriceBasis, Unit};
use crate::series::SeriesError;

impl Course {
    /// Its given values of money of the day at the constant prices of a year, by an index of prices: each over how much
    /// dearer its period was than that year. The rule goes on from there, and so speaks of constant prices.
    ///
    /// The index may be of any base. It has a value for the period of each of the values, or for the year around it, and
    /// for the base; where it is uncertain, so is what it is applied to.
    ///
    /// # Errors
    /// [`SeriesError::UnitMismatch`] for what is no money of the day, and for an index that is none;
    /// [`SeriesError::NoSuchPeriod`] where the index has no value; [`SeriesError::NotPositive`] for one of 0 or less.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::projection::{Course, Rule};
    /// use corridor::quantity::Money;
    /// use corridor::series::Factor;
    ///
    /// let trade = Course::of([(Period::year(2022)?, Money::usd(100e6)), (Period::year(2023)?, Money::usd(121e6))], Rule::Hold);
    /// let index = [(Period::year(2022)?, Factor::times(1.0)), (Period::year(2023)?, Factor::times(1.1))];
    /// let real = trade.deflated(&Course::of(index, Rule::Hold), 2022)?;
    /// assert!((real.points()[1].1.central() / 110e6 - 1.0).abs() < 1e-12);
    /// assert_eq!(real.unit().unwrap().to_string(), "USD@2022");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "real")]
    #[doc(alias = "constant prices")]
    pub fn deflated(&self, index: &Self, base: u16) -> Result<Self, SeriesError> {
        let year = Period::year(i32::from(base))
            .map_err(|_| SeriesError::NoSuchPeriod { period: base.to_string(), horizon: spanned(index) })?;
        let deflator =
            Deflator { index, base: reading(index, year)?, year, unit: PriceBasis::Constant(base) };
        let points =
            self.points().iter().map(|(period, number)| Ok((*period, deflator.applied(*period, number)?)));
        let points = points.collect::<Result<Vec<_>, SeriesError>>()?;
        let given = |(stretch, number): &(Stretch, Number)| {
            Ok((*stretch, deflator.applied(stretch.first(), number)?))
        };
        let given = self.parts.given.iter().map(given).collect::<Result<Vec<_>, SeriesError>>()?;
        let mut deflated = Self::new(points, self.rule.clone());
        deflated.parts.given = given;
        deflated.parts.completed.clone_from(&self.parts.completed);
        Ok(deflated)
    }
}

/// An index of prices, and the year whose prices are taken.
struct Deflator<'a> {
    index: &'a Course,
    base: &'a Number,
    year: Period,
    unit: PriceBasis,
}

impl Deflator<'_> {
    /// A number of a period at constant prices.
    fn applied(&self, period: Period, number: &Number) -> Result<Number, SeriesError> {
        let Unit::Money(currency, PriceBasis::Nominal) = number.unit else {
            let expected = "money of the day".to_owned();
            return Err(SeriesError::UnitMismatch { expected, given: number.unit.to_string() });
        };
        let own = reading(self.index, period)?;
        let factor = self.base.central() / own.central();
        let same = std::ptr::eq(own, self.base);
        let doubt = if same { 0.0 } else { deviation(own).hypot(deviation(self.base)) };
        let scaled = || {
            let spread = if doubt > 0.0 { None } else { number.spread.scaled(factor) };
            spread.or_else(|| about(number.central() * factor, doubt.hypot(deviation(number))))
        };
        let spread = scaled().ok_or_else(|| SeriesError::OutOfRange {
            period: period.to_string(),
            value: number.central() * factor,
            kind: "money",
        })?;
        let how = format!("at the prices of {}, × {factor:.3}", self.year);
        let index = [&own.provenance, &self.base.provenance];
        let sources = if number.provenance.is_stated() && !same { &index[..] } else { &[] };
        let said: Vec<_> = std::iter::once(&number.provenance).chain(sources.iter().copied()).collect();
        let mut provenance = together(&said, if same { "" } else { &how });
        if same {
            provenance.clone_from(&number.provenance);
        }
        let unit = Unit::Money(currency, self.unit);
        Ok(Number { spread, unit, provenance, group: number.group.clone() })
    }
}

/// The index of a period, or of the year around it.
fn reading(index: &Course, period: Period) -> Result<&Number, SeriesError> {
    let year = Period::containing(period.first_day(), Frequency::Year);
    let of =
        |wanted: Period| index.points().iter().find(|(given, _)| *given == wanted).map(|(_, number)| number);
    let number = of(period).or_else(|| of(year));
    let number = number
        .ok_or_else(|| SeriesError::NoSuchPeriod { period: period.to_string(), horizon: spanned(index) })?;
    if number.unit != Unit::One {
        let expected = "index of prices".to_owned();
        return Err(SeriesError::UnitMismatch { expected, given: number.unit.to_string() });
    }
    // The lowest value it may turn out to have, so that no draw divides by nothing.
    let low = number.spread.low().min(number.central());
    if low > 0.0 {
        Ok(number)
    } else {
        Err(SeriesError::NotPositive { period: period.to_string(), value: low })
    }
}

/// The first and the last period of a course.
fn spanned(course: &Course) -> String {
    let points = course.points();
    let ends = points.first().zip(points.last());
    ends.map_or_else(|| "no period".to_owned(), |((first, _), (last, _))| format!("{first} to {last}"))
}
