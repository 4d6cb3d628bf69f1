use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::nearest;
use crate::model::Draft;

use super::{BASELINE, Overlay, Remark, Resolved, Scenario, ScenarioError, ScenarioErrors};

/// The scenarios of a study, by name and in order; [`BASELINE`] is always among them.
///
/// ```
/// use corridor::calendar::Duration;
/// use corridor::scenario::{Change, Scenario, ScenarioSet};
///
/// let set = ScenarioSet::new([
///     Scenario::new("built").change(Change::build("*")),
///     Scenario::new("slipped").extending("built").change(Change::delay("*", Duration::years(2))),
/// ])?;
/// assert_eq!(set.names().collect::<Vec<_>>(), ["baseline", "built", "slipped"]);
/// assert_eq!(set.resolve("slipped")?.changes().len(), 2);
/// let error = set.resolve("sliped").unwrap_err();
/// assert_eq!(error.to_string(), "there is no scenario `sliped`: did you mean `slipped`?");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ScenarioSet {
    scenarios: Vec<Scenario>,
    /// Where each name is.
    places: BTreeMap<String, usize>,
}

impl Default for ScenarioSet {
    /// The baseline alone, without any change.
    fn default() -> Self {
        Self::gathered(vec![Scenario::new(BASELINE)])
    }
}

impl ScenarioSet {
    /// Scenarios in order. A baseline without changes comes first, unless one of them is the baseline.
    ///
    /// # Errors
    /// Every name that is taken twice, every `extends` of a scenario that does not exist, every circle of them.
    pub fn new(scenarios: impl IntoIterator<Item = Scenario>) -> Result<Self, ScenarioErrors> {
        let mut scenarios: Vec<Scenario> = scenarios.into_iter().collect();
        if scenarios.iter().all(|scenario| scenario.id != BASELINE) {
            scenarios.insert(0, Scenario::new(BASELINE));
        }
        let set = Self::gathered(scenarios);
        let mut errors = set.duplicates();
        errors.extend(set.unknown_parents());
        errors.extend(set.circles());
        ScenarioErrors::unless_none(errors).map(|()| set)
    }

    /// The first scenario of a name is the one that is found by it.
    fn gathered(scenarios: Vec<Scenario>) -> Self {
        let mut places = BTreeMap::new();
        for (place, scenario) in scenarios.iter().enumerate() {
            places.entry(scenario.id.clone()).or_insert(place);
        }
        Self { scenarios, places }
    }

    /// The scenarios, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Scenario> + Clone {
        self.scenarios.iter()
    }

    /// Their names, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.scenarios.iter().map(|scenario| scenario.id.as_str())
    }

    /// The scenario of this name.
    pub fn get(&self, id: &str) -> Option<&Scenario> {
        self.places.get(id).map(|place| &self.scenarios[*place])
    }

    /// A scenario with the changes of those that it extends in front of its own.
    ///
    /// # Errors
    /// A name that no scenario has.
    pub fn resolve(&self, id: &str) -> Result<Resolved<'_>, ScenarioError> {
        let Some(scenario) = self.get(id) else {
            let (given, (allowed, nearest)) = (id.to_owned(), self.alternatives(id));
            return Err(ScenarioError::Unknown { given, allowed, nearest });
        };
        let mut chain: Vec<&Scenario> = self.ancestry(scenario).collect();
        chain.reverse();
        Ok(Resolved::of(&scenario.id, chain))
    }

    /// Several scenarios as one: the changes of the first with those it extends, then those of the others.
    ///
    /// What several of them take over from one scenario is made once, at its first place. The scenario that comes out stands by
    /// itself, so that changes of one that contradict those of another are remarked upon.
    ///
    /// ```
    /// use corridor::calendar::Duration;
    /// use corridor::scenario::{Change, Scenario, ScenarioSet};
    ///
    /// let set = ScenarioSet::new([
    ///     Scenario::new("built").change(Change::build("*")),
    ///     Scenario::new("more").extending("built").change(Change::cancel("ferry")),
    ///     Scenario::new("late").extending("built").change(Change::delay("*", Duration::years(2))),
    /// ])?;
    /// let together = set.together(&["more", "late"])?;
    /// let words: Vec<String> = together.changes.iter().map(|change| change.to_string()).collect();
    /// assert_eq!(words, ["build all", "cancel ferry", "delay all by 2 yr"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A name that no scenario has.
    pub fn together(&self, ids: &[&str]) -> Result<Scenario, ScenarioError> {
        let mut known = BTreeSet::new();
        let mut whole = Scenario::new(&ids.join(" + "));
        for id in ids {
            let resolved = self.resolve(id)?;
            let new = resolved.given().filter(|(scenario, index, _)| known.insert((*scenario, *index)));
            whole.changes.extend(new.map(|(_, _, change)| change.clone()));
        }
        Ok(whole)
    }

    /// A draft with the changes of a scenario made.
    ///
    /// # Errors
    /// A name that no scenario has; every fault of every change.
    pub fn apply(&self, id: &str, draft: &Draft) -> Result<Overlay, ScenarioErrors> {
        self.resolve(id)?.apply(draft)
    }

    /// Everything that is wrong with the scenarios when they are applied to a draft, each fault once.
    pub fn faults(&self, draft: &Draft) -> Vec<ScenarioError> {
        let mut faults: Vec<ScenarioError> = Vec::new();
        for id in self.names() {
            // A fault of an extended scenario shows again in each that extends it.
            for fault in self.apply(id, draft).err().into_iter().flatten() {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
        }
        faults
    }

    /// Everything that is remarkable about the scenarios that can be applied to a draft, each once.
    pub fn remarks(&self, draft: &Draft) -> Vec<Remark> {
        let overlays = self.names().filter_map(|id| Some((id, self.apply(id, draft).ok()?)));
        // Of an extended scenario's changes, its own overlay tells what is remarkable.
        let own = |(id, overlay): (&str, Overlay)| -> Vec<Remark> {
            overlay.remarks().into_iter().filter(|remark| remark.scenario == id).collect()
        };
        overlays.flat_map(own).collect()
    }

    /// A scenario and those that it extends, upwards; no more of them than there are, should they go in a circle.
    fn ancestry<'s>(&'s self, scenario: &'s Scenario) -> impl Iterator<Item = &'s Scenario> {
        let parent = |scenario: &&'s Scenario| self.get(scenario.extends.as_deref()?);
        std::iter::successors(Some(scenario), parent).take(self.scenarios.len() + 1)
    }

    fn duplicates(&self) -> Vec<ScenarioError> {
        let repeated = self
            .scenarios
            .iter()
            .enumerate()
            .filter(|(place, scenario)| self.places.get(&scenario.id) != Some(place));
        repeated.map(|(_, scenario)| ScenarioError::Duplicate { scenario: scenario.id.clone() }).collect()
    }

    fn unknown_parents(&self) -> Vec<ScenarioError> {
        let unknown = |scenario: &Scenario| {
            let given = scenario.extends.clone().filter(|parent| self.get(parent).is_none())?;
            let (allowed, nearest) = self.alternatives(&given);
            Some(ScenarioError::UnknownParent { scenario: scenario.id.clone(), given, allowed, nearest })
        };
        self.scenarios.iter().filter_map(unknown).collect()
    }

    /// The circles of scenarios that extend each other, each told at the first of them.
    fn circles(&self) -> Vec<ScenarioError> {
        self.scenarios.iter().filter_map(|scenario| self.circle(scenario)).collect()
    }

    /// The circle that begins at a scenario, if it is the first of one.
    fn circle(&self, scenario: &Scenario) -> Option<ScenarioError> {
        let way: Vec<&Scenario> = self.ancestry(scenario).skip(1).collect();
        let back = way.iter().position(|other| other.id == scenario.id)?;
        let place = self.places.get(&scenario.id)?;
        let first = way[..back].iter().all(|other| self.places.get(&other.id) > Some(place));
        let mut circle = vec![scenario.id.clone()];
        circle.extend(way[..=back].iter().map(|other| other.id.clone()));
        first.then(|| ScenarioError::Circle { scenario: scenario.id.clone(), circle })
    }

    /// The names there are, and the one most like a name that is not there.
    fn alternatives(&self, given: &str) -> (Vec<String>, Option<String>) {
        let nearest = nearest(given, self.names()).map(str::to_owned);
        (self.names().map(str::to_owned).collect(), nearest)
    }
}
