use std::fmt;
use std::ops::Deref;

use super::ScenarioError;

/// Everything that is wrong with scenarios or with their changes, told at once.
///
/// It is a list of [`ScenarioError`]s, at least one, and an error by itself: it prints one line for each.
///
/// ```
/// use corridor::calendar::{Horizon, Period};
/// use corridor::model::Draft;
/// use corridor::scenario::{Change, Scenario};
///
/// let draft = Draft::new("empty", Horizon::years(2025, 2030)?);
/// let scenario = Scenario::new("storm").change(Change::close("ferry", ..)).change(Change::build("berths"));
/// let errors = scenario.apply(&draft).unwrap_err();
/// assert_eq!(errors.len(), 2);
/// assert!(errors.to_string().starts_with("change 1 of `storm`"));
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioErrors(Vec<ScenarioError>);

impl ScenarioErrors {
    /// Nothing, if there are no errors.
    ///
    /// # Errors
    /// The errors, if there are any.
    pub(super) fn unless_none(errors: Vec<ScenarioError>) -> Result<(), Self> {
        if errors.is_empty() { Ok(()) } else { Err(Self(errors)) }
    }
}

impl From<ScenarioError> for ScenarioErrors {
    fn from(error: ScenarioError) -> Self {
        Self(vec![error])
    }
}

impl Deref for ScenarioErrors {
    type Target = [ScenarioError];

    fn deref(&self) -> &[ScenarioError] {
        &self.0
    }
}

impl IntoIterator for ScenarioErrors {
    type Item = ScenarioError;
    type IntoIter = std::vec::IntoIter<ScenarioError>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for ScenarioErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ScenarioError::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for ScenarioErrors {}
