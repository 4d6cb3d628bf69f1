use std::fmt;

use crate::calendar::Period;
use crate::evidence::{Estimate, Evidence, Id, Number, Shape, Spread};
use crate::quantity::{Elasticity, GrowthRate, Quantity};
use crate::series::Factor;

use super::course::overlap;
use super::fan::NEWS;
use super::fit::FitBy;
use super::level::{common_unit, level_unit, per_year};
use super::{Part, ProjectionError};

/// The mark of a series that others follow: `Id<Driver>` names one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {}

/// How values go on after the last given point.
///
/// Every rule passes through the last given value, in the middle of its period; the page of this
/// [stage](crate::projection) has the formulas. A parameter is a [`Number`]: it may be uncertain, and knows its source.
///
/// ```
/// use corridor::projection::Rule;
/// use corridor::quantity::GrowthRate;
///
/// let steady = Rule::compound(GrowthRate::percent_per_year(3.0));
/// assert_eq!(steady.word(), "compound");
/// assert_eq!(steady.to_string(), "compound: 3 %/yr");
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
#[doc(alias = "growth")]
#[doc(alias = "extrapolation")]
pub enum Rule {
    /// The last value holds.
    #[default]
    Hold,
    /// The same growth rate every year.
    Compound {
        /// Growth per year.
        rate: Number,
    },
    /// Growth at a continuous rate, v₀ e^(g t), as growth models and the logarithms of data give it.
    Continuous {
        /// The continuous rate g per year: growth in a year is e^g − 1.
        rate: Number,
    },
    /// The same increase every year.
    Linear {
        /// The increase in a year: the unit of the values, or that per year.
        per_year: Number,
    },
    /// So many times the last value by a period, as announcements put it ("fivefold by 2030").
    ///
    /// The way there is compound growth, since a multiple says nothing of it and a constant rate is what it reads
    /// back as. From `by` on the value holds: the announcement promises a level, not growth without end.
    Multiple {
        /// How many times.
        factor: Number,
        /// The period that has so many times the last value, all of it.
        by: Period,
    },
    /// Through further points, straight between them; the last one holds.
    Through {
        /// The points, in rising order of their periods.
        points: Vec<(Period, Number)>,
    },
    /// An S-curve, steepest halfway to its ceiling (Verhulst 1838).
    Logistic {
        /// The level it nears and never exceeds.
        ceiling: Number,
        /// r, per year: growth far below the ceiling is e^r − 1 a year.
        rate: Number,
        /// The period in whose middle it is steepest; without it, the curve starts from zero.
        midpoint: Option<Period>,
    },
    /// An S-curve that is steepest at 1/e (37 %) of its ceiling and long in nearing it (Gompertz 1825).
    Gompertz {
        /// The level it nears and never exceeds.
        ceiling: Number,
        /// How fast growth itself fades, per year.
        rate: Number,
        /// The period in whose middle it is steepest; without it, the curve starts from zero.
        midpoint: Option<Period>,
    },
    /// By a method fitted to the given values, with the distribution of its errors: see [`fit`](super::fit).
    ///
    /// The median where its numbers are at their central value, 0. They are standard normal and independent: what
    /// is new by the first year after the last, from then to the second, the fourth, the eighth and the sixteenth. Each level has the distribution of the forecast, and
    /// levels of two periods go together as its errors do.
    Fitted {
        /// The method.
        method: FitBy,
        /// What is new by the first, second, fourth, eighth and sixteenth year.
        news: Box<[Number; 5]>,
    },
    /// With a driver series: for each 1 % that it changes, the value changes by the elasticity in per cent.
    Elastic {
        /// The series it follows.
        to: Id<Driver>,
        /// The constant elasticity to it.
        elasticity: Number,
    },
}

impl Rule {
    /// The same growth rate every year.
    ///
    /// ```
    /// use corridor::evidence::{Estimate, Shape};
    /// use corridor::projection::Rule;
    /// use corridor::quantity::GrowthRate;
    ///
    /// let unsure = Shape::Triangular { low: 0.01, mode: 0.03, high: 0.06 };
    /// let rule = Rule::compound(Estimate::shaped(GrowthRate::per_year(0.0), unsure)?.with_source("X1"));
    /// assert_eq!(rule.numbers()[0].1.provenance.sources, ["X1".into()]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn compound(rate: impl Into<Estimate<GrowthRate>>) -> Self {
        Rule::Compound { rate: rate.into().into_number() }
    }

    /// Growth at a continuous rate per year: 8 % continuously are 8.33 % from year to year.
    ///
    /// ```
    /// use corridor::projection::{Curve, Origin, Rule};
    /// use corridor::quantity::GrowthRate;
    ///
    /// assert_eq!(Rule::continuous(GrowthRate::percent_per_year(8.0)).to_string(), "continuous: 8 %/yr");
    ///
    /// let curve = Curve::Continuous { rate: 0.08 };
    /// let origin = Origin { time: 2025.5, value: 1.0 };
    /// assert!((curve.at(origin, 2035.5) - 0.8_f64.exp()).abs() < 1e-12);
    /// ```
    #[doc(alias = "exponential")]
    #[doc(alias = "instantaneous")]
    pub fn continuous(rate: impl Into<Estimate<GrowthRate>>) -> Self {
        Rule::Continuous { rate: rate.into().into_number() }
    }

    /// The same increase every year, in the unit of the values or in that per year.
    ///
    /// ```
    /// use corridor::projection::Rule;
    /// use corridor::quantity::{Mass, Rate};
    ///
    /// let rule = Rule::linear("0.2 Mt/yr".parse::<Rate<Mass>>()?);
    /// assert_eq!(rule.to_string(), "linear: 200 kt/yr");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn linear<Q: Quantity>(per_year: impl Into<Estimate<Q>>) -> Self {
        Rule::Linear { per_year: per_year.into().into_number() }
    }

    /// So many times the last value in the period `by`, held after.
    ///
    /// ```
    /// use corridor::projection::Rule;
    /// use corridor::series::Factor;
    ///
    /// let rule = Rule::multiple(Factor::times(5.0), "2030".parse()?);
    /// assert_eq!(rule.to_string(), "multiple: 5 by 2030");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn multiple(factor: impl Into<Estimate<Factor>>, by: Period) -> Self {
        Rule::Multiple { factor: factor.into().into_number(), by }
    }

    /// Through further points.
    ///
    /// ```
    /// use corridor::projection::Rule;
    /// use corridor::quantity::Mass;
    ///
    /// let plan = [("2030".parse()?, Mass::megatonnes(50.0)), ("2040".parse()?, Mass::megatonnes(60.0))];
    /// assert_eq!(Rule::through(plan).to_string(), "through: 50 Mt in 2030, 60 Mt in 2040");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn through<Q: Quantity, V: Into<Estimate<Q>>>(points: impl IntoIterator<Item = (Period, V)>) -> Self {
        let points = points.into_iter().map(|(period, value)| (period, value.into().into_number()));
        Rule::Through { points: points.collect() }
    }

    /// An S-curve to a ceiling; see [`Rule::Logistic`].
    ///
    /// ```
    /// use corridor::projection::{Curve, Origin, Rule};
    /// use corridor::quantity::{GrowthRate, Mass};
    ///
    /// let rule = Rule::logistic(Mass::megatonnes(60.0), GrowthRate::percent_per_year(25.0), None);
    /// assert_eq!(rule.word(), "logistic");
    ///
    /// // From 30 Mt, half the ceiling, growth is at its steepest: r K / 4 a year.
    /// let curve = Curve::Logistic { ceiling: 60.0, rate: 0.25, midpoint: None };
    /// let origin = Origin { time: 2023.5, value: 30.0 };
    /// assert!((curve.at(origin, 2023.51) - 30.0 - 0.01 * 0.25 * 60.0 / 4.0).abs() < 1e-6);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn logistic<Q: Quantity>(
        ceiling: impl Into<Estimate<Q>>,
        rate: impl Into<Estimate<GrowthRate>>,
        midpoint: Option<Period>,
    ) -> Self {
        let (ceiling, rate) = (ceiling.into().into_number(), rate.into().into_number());
        Rule::Logistic { ceiling, rate, midpoint }
    }

    /// A long-tailed S-curve to a ceiling; see [`Rule::Gompertz`].
    ///
    /// ```
    /// use corridor::projection::{Curve, Origin, Rule};
    /// use corridor::quantity::{GrowthRate, Mass};
    ///
    /// let year = Some("2030".parse()?);
    /// let rule = Rule::gompertz(Mass::megatonnes(60.0), GrowthRate::percent_per_year(25.0), year);
    /// assert_eq!(rule.to_string(), "gompertz: ceiling 60 Mt, rate 25 %/yr, midpoint 2030");
    ///
    /// // Growth in per cent fades at the rate: it is r ln (K / v) at any time.
    /// let curve = Curve::Gompertz { ceiling: 60.0, rate: 0.25, midpoint: None };
    /// let origin = Origin { time: 2023.5, value: 6.0 };
    /// let growth = (curve.at(origin, 2023.501) / 6.0).ln() / 0.001;
    /// assert!((growth - 0.25 * 10.0_f64.ln()).abs() < 1e-3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn gompertz<Q: Quantity>(
        ceiling: impl Into<Estimate<Q>>,
        rate: impl Into<Estimate<GrowthRate>>,
        midpoint: Option<Period>,
    ) -> Self {
        let (ceiling, rate) = (ceiling.into().into_number(), rate.into().into_number());
        Rule::Gompertz { ceiling, rate, midpoint }
    }

    /// By a method fitted to the given values.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::projection::fit::FitBy;
    /// use corridor::projection::{Rule, project};
    /// use corridor::quantity::Mass;
    /// use corridor::series::{Definition, Series};
    ///
    /// let shipped = [3.0, 3.2, 3.1, 3.5, 3.6, 3.6, 3.9].map(Mass::megatonnes).to_vec();
    /// let series = Series::new(Horizon::years(2016, 2022)?, shipped, Definition::new("exports", "KZ"))?;
    /// let projected = project(&series, &Rule::fitted(FitBy::Auto), Horizon::years(2016, 2025)?)?;
    /// assert!(projected.last().1 > Mass::megatonnes(3.9));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "forecast")]
    pub fn fitted(method: FitBy) -> Self {
        let news = || {
            // A number without a spread stands in for one that cannot be made, which a standard normal number always can.
            let normal = Spread::new(Shape::Normal { mean: 0.0, sd: 1.0 });
            let central = Estimate::sure(Factor::times(1.0)).with_evidence(Evidence::Derived).into_number();
            normal.map_or_else(|_| central.clone(), |normal| central.with_spread(normal))
        };
        Rule::Fitted { method, news: Box::new(std::array::from_fn(|_| news())) }
    }

    /// With a driver series, by a constant elasticity.
    ///
    /// ```
    /// use corridor::projection::Rule;
    /// use corridor::quantity::Elasticity;
    ///
    /// let rule = Rule::elastic("gdp-kz", Elasticity::of(1.2));
    /// assert_eq!(rule.driver().map(|driver| driver.as_str()), Some("gdp-kz"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn elastic(to: impl Into<Id<Driver>>, elasticity: impl Into<Estimate<Elasticity>>) -> Self {
        Rule::Elastic { to: to.into(), elasticity: elasticity.into().into_number() }
    }

    /// The word for it in a study: `compound`, `multiple` and so on.
    pub const fn word(&self) -> &'static str {
        match self {
            Rule::Hold => "hold",
            Rule::Compound { .. } => "compound",
            Rule::Continuous { .. } => "continuous",
            Rule::Linear { .. } => "linear",
            Rule::Multiple { .. } => "multiple",
            Rule::Through { .. } => "through",
            Rule::Logistic { .. } => "logistic",
            Rule::Gompertz { .. } => "gompertz",
            Rule::Elastic { .. } => "elastic",
            Rule::Fitted { .. } => "fit",
        }
    }

    /// The series it follows, if it is elastic.
    pub fn driver(&self) -> Option<&Id<Driver>> {
        match self {
            Rule::Elastic { to, .. } => Some(to),
            _ => None,
        }
    }

    /// Its numbers, each with its name, always in the same order.
    pub fn numbers(&self) -> Vec<(Part, &Number)> {
        let rule = self.word();
        let named = |name, number| (Part::Parameter { rule, name }, number);
        match self {
            Rule::Hold => Vec::new(),
            Rule::Compound { rate } | Rule::Continuous { rate } => vec![named(rule, rate)],
            Rule::Linear { per_year } => vec![named(rule, per_year)],
            Rule::Multiple { factor, .. } => vec![named(rule, factor)],
            Rule::Through { points } => {
                points.iter().map(|(period, number)| (Part::Through(*period), number)).collect()
            }
            Rule::Logistic { ceiling, rate, .. } | Rule::Gompertz { ceiling, rate, .. } => {
                vec![named("ceiling", ceiling), named("rate", rate)]
            }
            Rule::Elastic { elasticity, .. } => vec![named("elasticity", elasticity)],
            Rule::Fitted { news, .. } => {
                NEWS.into_iter().zip(news.iter()).map(|(name, number)| named(name, number)).collect()
            }
        }
    }

    /// What keeps it from going on from the last given value, by central values. A value of every year alike has
    /// no period, and counts as that of the horizon's first year.
    pub(super) fn faults(&self, last: Option<Period>, number: &Number) -> Vec<ProjectionError> {
        let base = Base { rule: self.word(), last, number };
        let faults = match self {
            Rule::Hold | Rule::Fitted { .. } => vec![],
            Rule::Compound { rate } => vec![
                base.in_range("rate", rate, rate.central() > -1.0, "more than -100 %/yr"),
                base.positive(),
            ],
            Rule::Linear { .. } => vec![base.same_unit(&self.numbers())],
            Rule::Multiple { factor, by } => vec![
                base.in_range("multiple", factor, factor.central() > 0.0, "a number above 0"),
                base.before(*by),
                base.positive(),
            ],
            Rule::Through { points } => {
                vec![base.before_all(points), overlap(points), base.same_unit(&self.numbers())]
            }
            Rule::Logistic { ceiling, rate, midpoint } | Rule::Gompertz { ceiling, rate, midpoint } => vec![
                base.same_unit(&self.numbers()[..1]),
                base.in_range("rate", rate, rate.central() > 0.0, "more than 0 %/yr"),
                if midpoint.is_none() { base.positive() } else { None },
                base.below(ceiling.central()),
            ],
            Rule::Continuous { .. } | Rule::Elastic { .. } => vec![base.positive()],
        };
        faults.into_iter().flatten().collect()
    }
}

/// The last given value, against which a rule is checked; each check is a fault or none.
struct Base<'a> {
    rule: &'static str,
    last: Option<Period>,
    number: &'a Number,
}

impl Base<'_> {
    /// Its level per year.
    fn value(&self) -> f64 {
        let scale = self.last.map_or(1.0, |period| per_year(self.number.unit, period));
        self.number.central() * scale
    }

    fn name(&self) -> String {
        self.last.map_or_else(|| "the value of every year".to_owned(), |period| period.to_string())
    }

    fn in_range(
        &self,
        parameter: &'static str,
        number: &Number,
        holds: bool,
        allowed: &'static str,
    ) -> Option<ProjectionError> {
        let (rule, given, unit) = (self.rule, number.central(), number.unit);
        (!holds).then_some(ProjectionError::OutOfRange { rule, parameter, given, unit, allowed })
    }

    fn positive(&self) -> Option<ProjectionError> {
        let (rule, value, unit) = (self.rule, self.value(), level_unit(self.number.unit));
        let fault = || ProjectionError::BaseNotPositive { rule, last: self.name(), value, unit };
        (value <= 0.0).then(fault)
    }

    fn below(&self, ceiling: f64) -> Option<ProjectionError> {
        let (rule, value, unit) = (self.rule, self.value(), level_unit(self.number.unit));
        let fault = || ProjectionError::AtCeiling { rule, ceiling, last: self.name(), value, unit };
        (value >= ceiling).then(fault)
    }

    fn same_unit(&self, parts: &[(Part, &Number)]) -> Option<ProjectionError> {
        common_unit(parts.iter().copied(), level_unit(self.number.unit)).err()
    }

    fn before(&self, given: Period) -> Option<ProjectionError> {
        let last = self.last.filter(|last| given.first_day() < last.span().end())?;
        let (given, last) = (given.to_string(), last.to_string());
        Some(ProjectionError::NotAfter { rule: self.rule, given, last })
    }

    fn before_all(&self, points: &[(Period, Number)]) -> Option<ProjectionError> {
        match points.iter().map(|(period, _)| *period).min() {
            Some(first) => self.before(first),
            None => Some(ProjectionError::NoThroughPoints),
        }
    }
}

impl fmt::Display for Rule {
    /// The rule's word and its numbers in base units: `multiple: 5 by 2030`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Hold => f.write_str("hold"),
            Rule::Compound { rate: number }
            | Rule::Continuous { rate: number }
            | Rule::Linear { per_year: number } => {
                write!(f, "{}: {number}", self.word())
            }
            Rule::Multiple { factor, by } => write!(f, "multiple: {factor} by {by}"),
            Rule::Through { points } => {
                let points: Vec<String> =
                    points.iter().map(|(period, number)| format!("{number} in {period}")).collect();
                write!(f, "through: {}", points.join(", "))
            }
            Rule::Logistic { ceiling, rate, midpoint } | Rule::Gompertz { ceiling, rate, midpoint } => {
                write!(f, "{}: ceiling {ceiling}, rate {rate}", self.word())?;
                midpoint.map_or(Ok(()), |midpoint| write!(f, ", midpoint {midpoint}"))
            }
            Rule::Elastic { to, elasticity } => write!(f, "elastic: {elasticity} to {to}"),
            Rule::Fitted { method, .. } => write!(f, "fit: {method}"),
        }
    }
}
