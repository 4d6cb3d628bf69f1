use thiserror::Error;

use crate::assign::Method;
use crate::evaluate::{Outcome, evaluate};
use crate::model::{Faults, Plan};
use crate::scenario::ScenarioErrors;

use super::Study;

/// Why a scenario of a study cannot be run.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum RunError {
    /// There is no such scenario, or its changes cannot be made.
    #[error(transparent)]
    Scenario(#[from] ScenarioErrors),
    /// The model is at fault once the scenario's changes are made.
    #[error("scenario `{scenario}`: {faults}")]
    Model {
        /// The scenario.
        scenario: String,
        /// All that is wrong.
        faults: Faults,
    },
}

impl Study {
    /// The model with the changes of a scenario, ready to run.
    ///
    /// # Errors
    /// A scenario that does not exist or cannot be applied, and a model that it leaves at fault.
    pub fn plan(&self, scenario: &str) -> Result<Plan, RunError> {
        let overlay = self.scenarios().apply(scenario, self.draft())?;
        overlay.draft().plan().map_err(|faults| RunError::Model { scenario: scenario.to_owned(), faults })
    }

    /// What comes out of a scenario.
    ///
    /// ```
    /// use corridor::assign::QueuedLogit;
    /// use corridor::calendar::Period;
    /// use corridor::evaluate::Indicator;
    /// use corridor::study::Study;
    ///
    /// let study = Study::embedded("kazakh-oil")?;
    /// let agreed = study.run("negotiated", &QueuedLogit::default())?;
    /// assert!(agreed.is_solved());
    /// let promised = agreed.value(Indicator::Committed, "kz-oil-via-baku", Period::year(2030)?);
    /// assert!(promised > Some(6e6));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Study::plan`].
    pub fn run(&self, scenario: &str, method: &dyn Method) -> Result<Outcome, RunError> {
        Ok(evaluate(&self.plan(scenario)?, scenario, method))
    }
}
