use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::{Named, Number, Provenance};

use super::Draft;
use super::listed::{List, Listed};

/// One thing that a model was told: a number, a status, a date, a name that it refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct InputLine<'a> {
    /// Its place in the notation of a study: `leg.aktau-baku.capacity`, `demand.grain.volume.2023`.
    pub path: String,
    /// What was given, as a study writes it: `7.5 Mt/yr`.
    pub value: String,
    /// The number, if it is one.
    pub number: Option<&'a Number>,
    /// Where it is from, if that can be said of it: of numbers, and of agreements.
    pub provenance: Option<&'a Provenance>,
}

/// An input that differs between two models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputChange {
    /// Its place in the notation of a study.
    pub path: String,
    /// What it was; none if it was not given.
    pub old: Option<String>,
    /// What it is; none if it is not given any more.
    pub new: Option<String>,
}

impl std::fmt::Display for InputChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        write!(f, "{}: {} -> {}", self.path, value(&self.old), value(&self.new))
    }
}

/// Every input of a model with its place, in the order of the study format and, within a kind, of the model.
///
/// Names and notes for people and the register of sources are no inputs: nothing that comes out depends on them.
/// What scenarios change stands behind the value it changes: `leg.aktau-baku.capacity.changes.1`. Only what was
/// given is listed; defaults are not.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::model::{Draft, inputs};
/// use corridor::network::{Leg, Mode};
/// use corridor::quantity::{Mass, Rate};
///
/// let mut draft = Draft::new("crossing", Horizon::years(2025, 2030)?);
/// let capacity: Rate<Mass> = "7.5 Mt/yr".parse()?;
/// draft.add_leg("aktau-baku", Leg::new("aktau", "baku", Mode::Sea).capacity(capacity));
/// let listed = inputs(&draft);
/// let capacity = listed.iter().find(|input| input.path == "leg.aktau-baku.capacity").unwrap();
/// assert_eq!(capacity.value, "7.5 Mt/yr");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "parameters")]
pub fn inputs(draft: &Draft) -> Vec<InputLine<'_>> {
    let mut found = Vec::new();
    list_head(draft, &mut List::new("", &mut found));
    list_all(&draft.commodities, &mut found);
    for (mode, factor) in &draft.emissions {
        List::new(&format!("mode.{mode}."), &mut found).number("emissions", Some(factor));
    }
    list_all(&draft.nodes, &mut found);
    list_all(&draft.legs, &mut found);
    list_all(&draft.limits, &mut found);
    list_all(&draft.projects, &mut found);
    list_all(&draft.corridors, &mut found);
    list_all(&draft.demands, &mut found);
    list_all(&draft.observations, &mut found);
    list_all(&draft.turnovers, &mut found);
    list_all(&draft.agreements, &mut found);
    list_all(&draft.commitments, &mut found);
    list_all(&draft.targets, &mut found);
    found
}

/// Which inputs differ between two models, in the order of their places.
///
/// A number differs if what it may be differs; where it is from does not matter.
///
/// ```
/// use corridor::calendar::Horizon;
/// use corridor::model::{Draft, input_diff};
///
/// let old = Draft::new("crossing", Horizon::years(2025, 2030)?);
/// let mut new = old.clone();
/// new.routes = 4;
/// let changes = input_diff(&old, &new);
/// assert_eq!(changes[0].to_string(), "routes: 8 -> 4");
/// # Ok::<(), corridor::calendar::CalendarError>(())
/// ```
#[doc(alias = "compare")]
pub fn input_diff(old: &Draft, new: &Draft) -> Vec<InputChange> {
    diff(&inputs(old), &inputs(new))
}

/// Which inputs of one thing differ between two states of it; none is the state of a thing that is not there.
pub(crate) fn thing_diff<T: Listed>(name: &str, old: Option<&T>, new: Option<&T>) -> Vec<InputChange> {
    let [old, new] = [old, new].map(|thing| thing.map_or_else(Vec::new, |thing| list_thing(name, thing)));
    diff(&old, &new)
}

/// The inputs of one thing.
fn list_thing<'a, T: Listed>(name: &str, thing: &'a T) -> Vec<InputLine<'a>> {
    let mut found = Vec::new();
    thing.list(&mut List::new(&format!("{}.{name}.", T::KIND), &mut found));
    found
}

fn list_all<'a, T: Listed>(things: &'a Named<T>, found: &mut Vec<InputLine<'a>>) {
    for (id, thing) in things.iter() {
        thing.list(&mut List::new(&format!("{}.{id}.", T::KIND), found));
    }
}

/// What a study says outside its tables.
fn list_head<'a>(draft: &'a Draft, list: &mut List<'a, '_>) {
    list.text("measure", draft.measure);
    list.text("currency", Some(draft.currency));
    let prices = draft.prices.to_string();
    list.text("prices", Some(if prices.is_empty() { "nominal" } else { prices.trim_start_matches('@') }));
    list.text("horizon.first", Some(draft.horizon.first()));
    list.text("horizon.last", Some(draft.horizon.last()));
    list.number("dispersion", draft.dispersion.as_ref());
    list.text("routes", Some(draft.routes));
}

/// Which inputs differ between two lists, in the order of their places.
///
/// The new list is gone through; what is gone is told before the first input that stood behind it in the old one.
/// Complexity: n log n in the number of inputs.
fn diff(old: &[InputLine], new: &[InputLine]) -> Vec<InputChange> {
    let gone = Gone { old, kept: new.iter().map(|input| input.path.as_str()).collect() };
    let places: BTreeMap<&str, usize> =
        old.iter().enumerate().map(|(place, input)| (input.path.as_str(), place)).collect();
    let (mut changes, mut reached) = (Vec::new(), 0);
    for input in new {
        let place = places.get(input.path.as_str()).copied();
        if let Some(place) = place.filter(|place| *place >= reached) {
            changes.extend(gone.between(reached, place));
            reached = place + 1;
        }
        changes.extend(changed(place.map(|place| &old[place]), input));
    }
    changes.extend(gone.between(reached, old.len()));
    changes
}

/// The old list, and which of its places are still there.
struct Gone<'a> {
    old: &'a [InputLine<'a>],
    kept: BTreeSet<&'a str>,
}

impl Gone<'_> {
    /// What is gone of a stretch of the old list.
    fn between(&self, first: usize, end: usize) -> impl Iterator<Item = InputChange> {
        let gone = self.old[first..end].iter().filter(|input| !self.kept.contains(input.path.as_str()));
        gone.map(|input| InputChange { path: input.path.clone(), old: Some(input.value.clone()), new: None })
    }
}

/// The change of one input, if it is one.
fn changed(old: Option<&InputLine>, new: &InputLine) -> Option<InputChange> {
    let old = old.map(|input| input.value.clone());
    let change = || InputChange { path: new.path.clone(), old: old.clone(), new: Some(new.value.clone()) };
    (old.as_ref() != Some(&new.value)).then(change)
}
