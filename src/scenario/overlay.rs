use std::collections::BTreeMap;
use std::fmt;

use crate::evidence::Id;
use crate::model::{Draft, InputChange, input_diff};
use crate::network::Project;

use super::claim::{Claim, conflict};
use super::edit::{Made, make, undo};
use super::{Change, ChangeFault, Outcome, Remark, RemarkKind};

/// A draft with changes on it, each of which knows what it touched and can be undone.
///
/// The draft under it is its own copy: the one that it was made from stays as it is.
///
/// ```
/// use corridor::calendar::{Date, Duration, Horizon};
/// use corridor::model::Draft;
/// use corridor::network::{Limit, Project};
/// use corridor::quantity::{Mass, Rate};
/// use corridor::scenario::{Change, Overlay};
///
/// let mut draft = Draft::new("port", Horizon::years(2025, 2035)?);
/// let (now, more): (Rate<Mass>, Rate<Mass>) = ("7.5 Mt/yr".parse()?, "5 Mt/yr".parse()?);
/// let limit = draft.add_limit("berths", Limit::new(now));
/// let berths = draft.add_project("berths-9-10", Project::for_limit(limit, more, Date::new(2026, 7, 1)?));
///
/// let mut overlay = Overlay::new(draft.clone());
/// let applied = overlay.apply(Change::delay(berths, Duration::years(2)))?;
/// assert_eq!(applied.touched[0].to_string(), "project.berths-9-10.opens: 2026-07-01 -> 2028-07-01");
/// overlay.undo_last();
/// assert_eq!(format!("{:?}", overlay.draft()), format!("{draft:?}"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "variant")]
pub struct Overlay {
    draft: Draft,
    steps: Vec<Step>,
}

/// A change that was made, with what it touched.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The scenario that gives it; empty for one that was applied by itself.
    pub scenario: String,
    /// Its place in that scenario's own list, counted from 0.
    pub index: usize,
    /// The change.
    pub change: Change,
    /// What it touched, with the old and the new values; nothing if it has no effect.
    ///
    /// An uncertain number of the change stands in every place that it touched: to draw it once is to draw it for
    /// all of them.
    pub touched: Vec<InputChange>,
}

/// A change with what it takes to undo and to judge it.
#[derive(Debug, Clone)]
struct Step {
    applied: Applied,
    made: Made,
}

/// The faults of a change that could not be made; the draft is as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct NotApplied {
    /// The change in words.
    pub change: String,
    /// Everything that is wrong with it.
    pub faults: Vec<ChangeFault>,
}

impl fmt::Display for NotApplied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let faults: Vec<String> = self.faults.iter().map(ChangeFault::to_string).collect();
        write!(f, "cannot {}: {}", self.change, faults.join("; "))
    }
}

impl std::error::Error for NotApplied {}

impl Overlay {
    /// A draft without any change yet.
    pub fn new(draft: Draft) -> Self {
        Self { draft, steps: Vec::new() }
    }

    /// The draft with all changes made.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The draft with all changes made.
    pub fn into_draft(self) -> Draft {
        self.draft
    }

    /// The changes in the order in which they were made.
    pub fn applied(&self) -> impl ExactSizeIterator<Item = &Applied> + Clone {
        self.steps.iter().map(|step| &step.applied)
    }

    /// Which inputs differ from those of the draft that it was made from, however many changes made them so.
    pub fn touched(&self, base: &Draft) -> Vec<InputChange> {
        input_diff(base, &self.draft)
    }

    /// Makes one more change.
    ///
    /// # Errors
    /// A change that cannot be made, wholly or in part, with all its faults; nothing is changed then.
    pub fn apply(&mut self, change: impl Into<Change>) -> Result<&Applied, NotApplied> {
        let change = change.into();
        let words = change.to_string();
        let index = self.steps.len();
        let faults = self.apply_as("", index, change);
        if faults.is_empty() {
            return Ok(&self.steps[index].applied);
        }
        self.undo_last();
        Err(NotApplied { change: words, faults })
    }

    /// Makes a change of a scenario as far as it goes, and gives what is wrong with the rest.
    pub(super) fn apply_as(&mut self, scenario: &str, index: usize, change: Change) -> Vec<ChangeFault> {
        let mut made = make(&mut self.draft, &change.action);
        let (touched, faults) = (std::mem::take(&mut made.touched), std::mem::take(&mut made.faults));
        let applied = Applied { scenario: scenario.to_owned(), index, change, touched };
        self.steps.push(Step { applied, made });
        faults
    }

    /// Makes a change as far as it goes, and gives what is wrong with the rest; it is one step to undo in any case.
    pub(crate) fn attempt(&mut self, change: &Change) -> Vec<ChangeFault> {
        self.apply_as("", self.steps.len(), change.clone())
    }

    /// Undoes the last change; the draft is exactly as it was before it. None if there is none left.
    pub fn undo_last(&mut self) -> Option<Applied> {
        let step = self.steps.pop()?;
        undo(&mut self.draft, step.made.saved);
        Some(step.applied)
    }

    /// What is remarkable about the changes: those that touch nothing, and those that contradict an earlier one of
    /// the same scenario.
    ///
    /// ```
    /// use corridor::calendar::Horizon;
    /// use corridor::model::Draft;
    /// use corridor::scenario::{Change, Overlay};
    ///
    /// let mut overlay = Overlay::new(Draft::new("nothing", Horizon::years(2025, 2030)?));
    /// overlay.apply(Change::cancel("*")).unwrap();
    /// let remark = overlay.remarks()[0].kind.to_string();
    /// assert!(remark.starts_with("touches nothing, as there is no project"));
    /// # Ok::<(), corridor::calendar::CalendarError>(())
    /// ```
    pub fn remarks(&self) -> Vec<Remark> {
        let contradictions = Contradictions::of(&self.steps);
        let remarks = self.steps.iter().enumerate().flat_map(|(place, step)| {
            let own = step.made.findings.iter().cloned();
            let further = own.chain(contradictions.at(place)).chain(self.vain_moves(step));
            further.map(|kind| remark(&step.applied, kind)).collect::<Vec<_>>()
        });
        remarks.collect()
    }

    /// Projects that a change moves though they do not count in the end, and nothing cancels them.
    fn vain_moves<'o>(&'o self, step: &'o Step) -> impl Iterator<Item = RemarkKind> + 'o {
        step.made.moved.iter().filter_map(|name| {
            let status = self.draft.projects.get(&Id::<Project>::new(name))?.status;
            let cancels = |(place, claim): &(String, Claim)| {
                *claim == Claim::Cancels && *place == format!("project.{name}")
            };
            let cancelled = self.steps.iter().any(|step| step.made.claims.iter().any(cancels));
            let finding = || RemarkKind::DoesNotCount { project: name.clone(), status };
            (!status.counts() && !cancelled).then(finding)
        })
    }
}

fn remark(applied: &Applied, kind: RemarkKind) -> Remark {
    let Applied { scenario, index, change, .. } = applied;
    Remark { scenario: scenario.clone(), index: *index, change: change.to_string(), kind }
}

/// Changes that contradict earlier ones of the same scenario, by the place of the later.
struct Contradictions(BTreeMap<usize, Vec<RemarkKind>>);

impl Contradictions {
    fn of(steps: &[Step]) -> Self {
        let mut claimed: BTreeMap<(&str, &str), Vec<(usize, &Claim)>> = BTreeMap::new();
        let mut found: BTreeMap<usize, Vec<RemarkKind>> = BTreeMap::new();
        for (later, step) in steps.iter().enumerate() {
            for (place, claim) in &step.made.claims {
                let earlier = claimed.entry((&step.applied.scenario, place)).or_default();
                // The last of the earlier ones is told: it is the one that would have stood.
                let last = earlier.iter().rev().find_map(|(at, other)| Some((*at, conflict(other, claim)?)));
                if let Some((at, outcome)) = last {
                    let finding = contradiction(&steps[at].applied, place, outcome);
                    found.entry(later).or_default().push(finding);
                }
                earlier.push((later, claim));
            }
        }
        Self(found)
    }

    fn at(&self, place: usize) -> impl Iterator<Item = RemarkKind> {
        self.0.get(&place).into_iter().flatten().cloned()
    }
}

fn contradiction(earlier: &Applied, subject: &str, outcome: Outcome) -> RemarkKind {
    let (earlier, earlier_change) = (earlier.index, earlier.change.to_string());
    RemarkKind::Contradicts { earlier, earlier_change, subject: subject.to_owned(), outcome }
}
