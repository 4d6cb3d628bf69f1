use crate::evidence::Id;
use crate::network::Adjustment;
use crate::projection::Course;

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
    /// Dated changes, made by scenarios.
    pub changes: Vec<Adjustment>,
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
            changes: Vec::new(),
        }
    }

    /// With what the first country sends to the other and takes from it; either may be left out.
    #[must_use]
    pub fn parted(mut self, exports: impl Into<Option<Course>>, imports: impl Into<Option<Course>>) -> Self {
        (self.exports, self.imports) = (exports.into(), imports.into());
        self
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }
}
