use crate::model::Draft;

use super::{Change, Overlay, Resolved, ScenarioError, ScenarioErrors};

/// The scenario that always exists: what the study says, unless the study gives it changes.
pub const BASELINE: &str = "baseline";

/// A named list of changes to a model, in order, perhaps on top of those of another scenario.
///
/// ```
/// use corridor::calendar::Duration;
/// use corridor::commitment::AgreementStatus;
/// use corridor::scenario::{Change, Scenario};
///
/// let slipped = Scenario::new("slipped")
///     .note("The 6-6.5 Mt come true, but the berths slip")
///     .change(Change::settle("kz-oil-via-baku", AgreementStatus::InForce))
///     .change(Change::delay("berths-9-10", Duration::years(2)));
/// assert_eq!(slipped.changes.len(), 2);
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "strategy")]
pub struct Scenario {
    /// The name by which it is asked for.
    pub id: String,
    /// What people call it; may be empty.
    pub name: String,
    /// What it is about; may be empty.
    pub note: String,
    /// The scenario whose changes come first.
    pub extends: Option<String>,
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change>,
}

impl Scenario {
    /// A scenario without any change.
    pub fn new(id: &str) -> Self {
        let (name, note) = (String::new(), String::new());
        Self { id: id.to_owned(), name, note, extends: None, changes: Vec::new() }
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// With what it is about.
    pub fn note(mut self, note: &str) -> Self {
        note.clone_into(&mut self.note);
        self
    }

    /// On top of the changes of another scenario.
    pub fn extending(mut self, scenario: &str) -> Self {
        self.extends = Some(scenario.to_owned());
        self
    }

    /// With one more change.
    pub fn change(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }

    /// The draft with the changes made.
    ///
    /// # Errors
    /// Every fault of every change; a scenario that extends another, which only a
    /// [`ScenarioSet`](super::ScenarioSet) can apply.
    pub fn apply(&self, draft: &Draft) -> Result<Overlay, ScenarioErrors> {
        self.resolve()?.apply(draft)
    }

    /// The draft with some of the changes made: those at these places, counted from 0, in the scenario's order.
    ///
    /// # Errors
    /// As [`Scenario::apply`], and a place that there is not.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::model::Draft;
    /// use corridor::network::{Leg, Mode};
    /// use corridor::scenario::{Change, Scenario};
    ///
    /// let mut draft = Draft::new("crossing", Horizon::years(2025, 2030)?);
    /// draft.add_leg("ferry", Leg::new("aktau", "baku", Mode::Sea));
    /// draft.add_leg("rail", Leg::new("baku", "poti", Mode::Rail));
    /// let storm = Scenario::new("storm").change(Change::close("ferry", ..)).change(Change::close("rail", ..));
    /// let overlay = storm.apply_only(&draft, &[1]).unwrap();
    /// assert_eq!(overlay.touched(&draft)[0].path, "leg.rail.capacity.changes.1");
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    pub fn apply_only(&self, draft: &Draft, places: &[usize]) -> Result<Overlay, ScenarioErrors> {
        self.resolve()?.apply_only(draft, places)
    }

    fn resolve(&self) -> Result<Resolved<'_>, ScenarioError> {
        match &self.extends {
            Some(extends) => {
                let (scenario, extends) = (self.id.clone(), extends.clone());
                Err(ScenarioError::Unresolved { scenario, extends })
            }
            None => Ok(Resolved::of(&self.id, [self])),
        }
    }
}
