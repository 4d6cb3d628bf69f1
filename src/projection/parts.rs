//! Parts of years: a year of which some months were published, completed by the other years' shape.

use super::level::is_amount;
use super::{Course, ProjectionError};
use crate::calendar::{Frequency, Period, Stretch};
use crate::evidence::{Evidence, Number, Provenance, Shape, SourceId, Spread};
use crate::quantity::{Containers, Data, GasVolume, Mass, Measure, Money, OilVolume, Unit};
use crate::series::{Amount, Definition, Finding, Oddity, Reading, Readings};

/// What was published of parts of years, and which years were made of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Parts {
    pub(super) given: Vec<(Stretch, Number)>,
    pub(super) completed: Vec<Period>,
}

/// A value of a year that was completed, and the standard deviation of its logarithm, if that is known.
struct Whole {
    year: Period,
    value: f64,
    error: Option<f64>,
    /// How it was made, in words; empty where the parts make up the year.
    how: String,
}

impl Course {
    /// With values of parts of years, January to October, beside those of whole periods.
    ///
    /// A year of which only parts are given is completed by the share that the same months had in other years, or by days
    /// ([`Readings::complete`]); it becomes one value, lognormal about what comes out, with the error that the readings
    /// tell and what doubt the parts have of their own. Months and quarters that are given of such a year count as parts
    /// of it. Where the whole year is given too, its parts are evidence of its shape alone.
    ///
    /// # Errors
    /// [`ProjectionError::NoParts`] for values that do not add up over a year, such as prices and shares, and for
    /// parts of another unit than the rest.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::evidence::Number;
    /// use corridor::projection::{Course, Rule};
    /// use corridor::quantity::{Currency, PriceBasis, Unit};
    ///
    /// let million = |value: f64| Number::fixed(value * 1e6, Unit::Money(Currency::USD, PriceBasis::Nominal));
    /// let whole = Course::new(vec![(Period::year(2024)?, million(383.0)?)], Rule::Hold);
    /// let parts = vec![
    ///     ("2022-01 to 2022-10".parse()?, million(377.242)?),
    ///     ("2023-01 to 2023-10".parse()?, million(710.3)?),
    /// ];
    /// let course = whole.with_parts(parts)?;
    /// let (year, value) = &course.points()[1];
    /// assert_eq!((year.to_string().as_str(), (value.central() / 1e6).round()), ("2023", 853.0));
    /// assert!(!value.spread.is_fixed());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "year to date")]
    pub fn with_parts(mut self, parts: Vec<(Stretch, Number)>) -> Result<Self, ProjectionError> {
        let Some(unit) = parts.first().map(|(_, number)| number.unit) else { return Ok(self) };
        let mut points = self.points().to_vec();
        let of_year = |stretch: Stretch| Period::containing(stretch.first().first_day(), Frequency::Year);
        let mut years: Vec<Period> = parts.iter().map(|(stretch, _)| of_year(*stretch)).collect();
        years.sort_unstable();
        years.dedup();
        years.retain(|year| points.iter().all(|(period, _)| period != year));
        let mut given = parts;
        for (period, number) in
            points.extract_if(.., |(period, _)| years.iter().any(|year| period.is_within(*year)))
        {
            given.push((Stretch::from(period), number));
        }
        given.sort_by_key(|(stretch, _)| *stretch);
        let readings = Published { points: &points, parts: &given };
        let mut wholes = readings.wholes(unit, &years)?;
        points.extend(wholes.drain(..).map(|whole| {
            let own: Vec<&Number> = given
                .iter()
                .filter(|(part, _)| of_year(*part) == whole.year)
                .map(|(_, number)| number)
                .collect();
            (whole.year, number(&whole, unit, &own))
        }));
        self = Self::new(points, self.rule);
        self.parts = Parts { given, completed: years };
        Ok(self)
    }

    /// What was given of parts of years, in order of time.
    pub fn parts(&self) -> &[(Stretch, Number)] {
        &self.parts.given
    }

    /// The years that were made of their parts; each is among the points.
    pub fn completed(&self) -> &[Period] {
        &self.parts.completed
    }

    /// What is odd about the values as they were published; see [`Course::findings`].
    pub(crate) fn oddities(&self) -> Vec<Odd> {
        let is_made = |period: &Period| self.parts.completed.contains(period);
        let points: Vec<(Period, Number)> =
            self.points().iter().filter(|(period, _)| !is_made(period)).cloned().collect();
        let readings = Published { points: &points, parts: &self.parts.given };
        readings.unit().map_or_else(Vec::new, |unit| readings.odd(unit))
    }
}

/// One thing that is odd about the values of a course.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Odd {
    /// What.
    pub(crate) oddity: Oddity,
    /// The value's first period, or the year that is missing.
    pub(crate) period: Period,
    /// The key of the value in a study: its periods.
    pub(crate) key: String,
    /// What is odd, and what is suggested, in words.
    pub(crate) words: String,
}

/// Values as they were published.
struct Published<'a> {
    points: &'a [(Period, Number)],
    parts: &'a [(Stretch, Number)],
}

impl Published<'_> {
    fn unit(&self) -> Option<Unit> {
        let numbers = self.points.iter().map(|(_, number)| number);
        numbers.chain(self.parts.iter().map(|(_, number)| number)).map(|number| number.unit).next()
    }

    /// The years that are known in parts alone, made whole.
    fn wholes(&self, unit: Unit, years: &[Period]) -> Result<Vec<Whole>, ProjectionError> {
        let refused = || ProjectionError::NoParts { unit: unit.to_string() };
        let wholes = match volume_of(unit) {
            Unit::Money(..) => self.completed::<Money>(years),
            Unit::Volume(Measure::Mass) => self.completed::<Mass>(years),
            Unit::Volume(Measure::Containers) => self.completed::<Containers>(years),
            Unit::Volume(Measure::Gas) => self.completed::<GasVolume>(years),
            Unit::Volume(Measure::Oil) => self.completed::<OilVolume>(years),
            Unit::Volume(Measure::Data) => self.completed::<Data>(years),
            _ => None,
        };
        wholes.ok_or_else(refused)
    }

    fn completed<Q: Amount>(&self, years: &[Period]) -> Option<Vec<Whole>> {
        let readings = self.readings::<Q>()?;
        let complete = readings.complete().ok()?;
        let whole = |year: &Period| {
            let value = complete.series.get(*year)?.base();
            let place = complete.series.horizon().index_of(*year)?;
            let is_of = |finding: &&Finding<Q>| {
                let part = matches!(finding.oddity, Oddity::PartByShape { .. } | Oddity::PartByDays);
                part && finding.reading.first().is_within(*year)
            };
            let how = complete.findings.iter().find(is_of).map(ToString::to_string).unwrap_or_default();
            Some(Whole { year: *year, value, error: complete.errors[place], how })
        };
        years.iter().map(whole).collect()
    }

    fn odd(&self, unit: Unit) -> Vec<Odd> {
        match volume_of(unit) {
            Unit::Money(..) => self.found::<Money>(),
            Unit::Volume(Measure::Mass) => self.found::<Mass>(),
            Unit::Volume(Measure::Containers) => self.found::<Containers>(),
            Unit::Volume(Measure::Gas) => self.found::<GasVolume>(),
            Unit::Volume(Measure::Oil) => self.found::<OilVolume>(),
            Unit::Volume(Measure::Data) => self.found::<Data>(),
            _ => Vec::new(),
        }
    }

    fn found<Q: Amount>(&self) -> Vec<Odd> {
        let findings = self.readings::<Q>().map(|readings| readings.findings()).unwrap_or_default();
        let odd = |finding: &Finding<Q>| Odd {
            oddity: finding.oddity,
            period: finding.reading.first(),
            key: finding.reading.to_string(),
            words: finding.to_string(),
        };
        findings.iter().map(odd).collect()
    }

    /// All of it as readings of a kind; none if something is of another.
    fn readings<Q: Amount>(&self) -> Option<Readings<Q>> {
        let point = |(period, number): &(Period, Number)| (Stretch::from(*period), number.clone());
        let all = self.points.iter().map(point).chain(self.parts.iter().cloned());
        let reading = |(stretch, number): (Stretch, Number)| {
            let years = if is_amount(number.unit) { 1.0 } else { stretch.years() };
            let value = Q::from_base(number.central() * years, volume_of(number.unit))?;
            Reading::spanning(stretch.first(), stretch.last(), value).ok()
        };
        Readings::new(all.map(reading).collect::<Option<Vec<_>>>()?, Definition::default()).ok()
    }
}

/// The unit of what a level comes to in a year.
fn volume_of(unit: Unit) -> Unit {
    match unit {
        Unit::Rate(measure) => Unit::Volume(measure),
        unit => unit,
    }
}

/// The number that a completed year is: about its value, with the doubt of the completion and of its parts.
fn number(whole: &Whole, unit: Unit, parts: &[&Number]) -> Number {
    let own = parts.iter().map(|part| deviation(part)).fold(0.0, f64::max);
    let spread = about(whole.value, whole.error.unwrap_or(0.0).hypot(own));
    let said: Vec<&Provenance> = parts.iter().map(|part| &part.provenance).collect();
    let provenance = together(&said, &whole.how);
    let group = parts.iter().find_map(|part| part.group.clone());
    Number { spread: spread.unwrap_or_else(|| parts[0].spread.clone()), unit, provenance, group }
}

/// The standard deviation of a number's logarithm, by the width of the two thirds in its middle.
pub(crate) fn deviation(number: &Number) -> f64 {
    if number.spread.is_fixed() || number.central() <= 0.0 {
        return 0.0;
    }
    let at = |share: f64| number.spread.quantile(share);
    (at(0.841_344_746_068_543) - at(0.158_655_253_931_457)) / (2.0 * number.central())
}

/// Lognormal about a median, with the deviation of its logarithm; fixed where that is none, or the median is not above 0.
pub(crate) fn about(median: f64, deviation: f64) -> Option<Spread> {
    let shape = if deviation > 0.0 && median > 0.0 {
        Shape::Lognormal { median, factor: deviation.exp() }
    } else {
        Shape::Fixed(median)
    };
    Spread::new(shape).ok()
}

/// Where a number is from that was made of others, and how it was made.
pub(crate) fn together(parts: &[&Provenance], how: &str) -> Provenance {
    // What nobody stated stays unstated, and is told as such.
    if !parts.iter().any(|part| part.is_stated()) {
        return Provenance::default();
    }
    let mut sources: Vec<SourceId> = Vec::new();
    let mut notes: Vec<&str> = Vec::new();
    for part in parts {
        for source in &part.sources {
            sources.extend(Some(source).filter(|source| !sources.contains(source)).cloned());
        }
        notes.extend(Some(part.note.as_str()).filter(|note| !note.is_empty() && !notes.contains(note)));
    }
    notes.extend(Some(how).filter(|how| !how.is_empty()));
    let assumed = parts.iter().all(|part| part.evidence == Evidence::Assumed);
    let evidence = if assumed { Evidence::Assumed } else { Evidence::Derived };
    Provenance { evidence, sources, note: notes.join("; ") }
}
