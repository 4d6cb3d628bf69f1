use std::collections::BTreeSet;

use crate::model::Draft;

use super::{Change, Overlay, Scenario, ScenarioError, ScenarioErrors};

/// A scenario with the changes of those that it extends in front of its own.
#[derive(Debug, Clone)]
pub struct Resolved<'s> {
    id: &'s str,
    steps: Vec<Planned<'s>>,
}

/// A change and where it is given.
#[derive(Debug, Clone, Copy)]
struct Planned<'s> {
    scenario: &'s str,
    index: usize,
    change: &'s Change,
}

impl<'s> Resolved<'s> {
    /// Scenarios one on top of the other, the lowest first.
    pub(super) fn of(id: &'s str, chain: impl IntoIterator<Item = &'s Scenario>) -> Self {
        let planned = |scenario: &'s Scenario| {
            let changes = scenario.changes.iter().enumerate();
            changes.map(|(index, change)| Planned { scenario: &scenario.id, index, change })
        };
        Self { id, steps: chain.into_iter().flat_map(planned).collect() }
    }

    /// The scenario's name.
    pub fn id(&self) -> &'s str {
        self.id
    }

    /// All its changes, in the order in which they are made.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = &'s Change> + Clone {
        self.steps.iter().map(|step| step.change)
    }

    /// All its changes in order, each with the scenario that gives it and its place there, counted from 0.
    pub(crate) fn given(&self) -> impl ExactSizeIterator<Item = (&'s str, usize, &'s Change)> + Clone {
        self.steps.iter().map(|step| (step.scenario, step.index, step.change))
    }

    /// The draft with the changes made.
    ///
    /// # Errors
    /// Every fault of every change.
    pub fn apply(&self, draft: &Draft) -> Result<Overlay, ScenarioErrors> {
        let (overlay, errors) = self.make(draft, |_| true);
        ScenarioErrors::unless_none(errors).map(|()| overlay)
    }

    /// The draft with some of the changes made: those at these places, counted from 0, in the scenario's order.
    ///
    /// So the share of each change in a difference can be found. What rests on a change that is left out (the
    /// delay of a project that it adds, a ramp step that it brings) is left out too.
    ///
    /// # Errors
    /// A place that there is not, and faults that the scenario has when all its changes are made.
    pub fn apply_only(&self, draft: &Draft, places: &[usize]) -> Result<Overlay, ScenarioErrors> {
        let beyond = places.iter().filter(|place| **place >= self.steps.len());
        let beyond: Vec<ScenarioError> = beyond.map(|place| self.no_such_change(*place)).collect();
        ScenarioErrors::unless_none(beyond)?;
        let places: BTreeSet<usize> = places.iter().copied().collect();
        let (overlay, errors) = self.make(draft, |place| places.contains(&place));
        if !errors.is_empty() {
            // Faults that the whole does not have come from what was left out.
            self.apply(draft)?;
        }
        Ok(overlay)
    }

    fn no_such_change(&self, given: usize) -> ScenarioError {
        ScenarioError::NoSuchChange { scenario: self.id.to_owned(), given, changes: self.steps.len() }
    }

    /// Makes the changes at the chosen places as far as they go.
    fn make(&self, draft: &Draft, chosen: impl Fn(usize) -> bool) -> (Overlay, Vec<ScenarioError>) {
        let (mut overlay, mut errors) = (Overlay::new(draft.clone()), Vec::new());
        for (_, step) in self.steps.iter().enumerate().filter(|(place, _)| chosen(*place)) {
            let faults = overlay.apply_as(step.scenario, step.index, step.change.clone());
            errors.extend(faults.into_iter().map(|fault| ScenarioError::Change {
                scenario: step.scenario.to_owned(),
                index: step.index,
                change: step.change.to_string(),
                fault: Box::new(fault),
            }));
        }
        (overlay, errors)
    }
}
