use crate::evidence::Id;
use crate::projection::Course;

/// The name of an [`Observation`].
pub type ObservationId = Id<Observation>;

/// What was measured, period by period: a driver of a demand, or the counterpart of something the model computes.
///
/// Its scope and reporter say what was measured by whom; figures of different scope do not join.
#[derive(Debug, Clone)]
#[doc(alias = "series")]
pub struct Observation {
    /// What people call it.
    pub name: String,
    /// What is measured, in words.
    pub scope: String,
    /// Who measured it.
    pub reporter: String,
    /// The indicator and subject it is the counterpart of, such as `corridor-volume:middle`.
    pub of: Option<String>,
    /// The values, and how they go on.
    pub values: Course,
}

impl Observation {
    /// Measured values of a scope.
    pub fn new(scope: &str, values: Course) -> Self {
        Self { name: String::new(), scope: scope.to_owned(), reporter: String::new(), of: None, values }
    }
}
