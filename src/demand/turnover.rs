use crate::calendar::Period;
use crate::evidence::Id;
use crate::network::Adjustment;
use crate::projection::{Course, ReconciledYear};
use crate::quantity::Share;
use crate::series::{Reliability, SeriesError};

/// The name of a [`Turnover`].
pub type TurnoverId = Id<Turnover>;

/// Trade between countries in money, as one side reports it.
///
/// Mirror statistics differ, so the reporter is part of what it is: the same pair reported by both sides is two
/// turnovers.
#[derive(Debug, Clone)]
#[doc(alias = "trade turnover")]
pub struct Turnover {
    /// What people call it.
    pub name: String,
    /// The countries, by ISO 3166 code.
    pub countries: Vec<String>,
    /// The side that reports it.
    pub reporter: String,
    /// Money per year, and how it goes on.
    pub values: Course,
    /// What the first country sends to the other, if known apart. Up to the last of the turnover's values, exports and imports divide
    /// it as they stand to each other; after it they keep that proportion, or go on each by its own rule, where one
    /// of them has any but [`Rule::Hold`](crate::projection::Rule::Hold), and the turnover is their sum.
    pub exports: Option<Course>,
    /// What the first country takes from the other, if known apart.
    pub imports: Option<Course>,
    /// What another reporter counts of the same trade, and what was made of both; the values are reconciled with it.
    pub mirror: Option<Mirror>,
    /// Dated changes, made by scenarios.
    pub changes: Vec<Adjustment>,
}

/// The same trade as another country counts it.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "mirror statistics")]
pub struct Mirror {
    /// Who counts it so.
    pub reporter: String,
    /// What is counted.
    pub values: Course,
    /// How much the turnover's own reporter counts in what is taken.
    pub weight: Share,
    /// The geometric mean of its own values over the mirror's.
    pub ratio: f64,
    /// The standard deviation of the logarithm of that ratio from period to period.
    pub scatter: f64,
    /// What both gave and what is taken, in order of time.
    pub years: Vec<MirrorYear>,
}

/// A period of which one reporter or both gave a value. Amounts are in base units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MirrorYear {
    /// The period.
    pub period: Period,
    /// What the turnover's own reporter counts.
    pub own: Option<f64>,
    /// What the mirror's reporter counts.
    pub other: Option<f64>,
    /// What is taken.
    pub taken: f64,
    /// Its standard deviation as a share of it: the disagreement, and what doubt both have of their own.
    pub error: f64,
}

impl Turnover {
    /// Trade between countries, as reported by one side.
    pub fn new<'a>(countries: impl IntoIterator<Item = &'a str>, reporter: &str, values: Course) -> Self {
        Self {
            name: String::new(),
            countries: countries.into_iter().map(str::to_owned).collect(),
            reporter: reporter.to_owned(),
            values,
            exports: None,
            imports: None,
            mirror: None,
            changes: Vec::new(),
        }
    }

    /// With what the first country sends to the other and takes from it; either may be left out.
    #[must_use]
    pub fn parted(mut self, exports: impl Into<Option<Course>>, imports: impl Into<Option<Course>>) -> Self {
        (self.exports, self.imports) = (exports.into(), imports.into());
        self
    }

    /// Reconciled with what another reporter counts ([`reconcile`](crate::series::reconcile)): each value becomes the weighted
    /// geometric mean of both, lognormal with their disagreement as its deviation; a value that one alone has is moved by the
    /// mean ratio of the two.
    ///
    /// # Errors
    /// Values of two units, values that are not above 0, no period in common, and fewer than four periods in common that follow each
    /// other, where the weight goes by precision.
    ///
    /// ```
    /// use corridor::calendar::Period;
    /// use corridor::demand::Turnover;
    /// use corridor::projection::{Course, Rule};
    /// use corridor::quantity::Money;
    /// use corridor::series::Reliability;
    ///
    /// let year = Period::year(2023)?;
    /// let course = |millions: f64| Course::of([(year, Money::usd(millions * 1e6))], Rule::Hold);
    /// let trade = Turnover::new(["AZ", "KZ"], "AZ", course(313.0));
    /// let trade = trade.mirrored("KZ", &course(529.4), Reliability::Equal)?;
    /// let taken = trade.mirror.unwrap().years[0];
    /// assert!((taken.taken / 407.1e6 - 1.0).abs() < 1e-3 && (taken.error - 0.263).abs() < 1e-3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "reconcile")]
    pub fn mirrored(
        mut self,
        reporter: &str,
        values: &Course,
        reliability: Reliability,
    ) -> Result<Self, SeriesError> {
        let called = |reporter: &str, other: &'static str| {
            if reporter.is_empty() { other.to_owned() } else { reporter.to_owned() }
        };
        let (own, other) = (called(&self.reporter, "one side"), called(reporter, "the other"));
        let joined = self.values.reconciled(values, [&own, &other], reliability)?;
        let year = |year: &ReconciledYear| MirrorYear {
            period: year.period,
            own: year.given.0,
            other: year.given.1,
            taken: year.taken,
            error: year.error,
        };
        self.mirror = Some(Mirror {
            reporter: reporter.to_owned(),
            values: values.clone(),
            weight: joined.weight,
            ratio: joined.ratio,
            scatter: joined.scatter,
            years: joined.years.iter().map(year).collect(),
        });
        self.values = joined.course;
        Ok(self)
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }
}
