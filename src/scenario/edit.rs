//! One change made to a draft: what it touches, what is wrong with it, what is remarkable about it.

use crate::model::{Draft, InputChange, Thing};

use super::claim::Claim;
use super::find::{Found, find};
use super::saved::{Saved, Saver};
use super::things::names;
use super::{Action, Addition, ChangeFault, RemarkKind, Subject, Subjects, Window};

/// A change as it was made.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) touched: Vec<InputChange>,
    pub(super) saved: Vec<Saved>,
    pub(super) faults: Vec<ChangeFault>,
    pub(super) findings: Vec<RemarkKind>,
    /// What it does to which thing, by place.
    pub(super) claims: Vec<(String, Claim)>,
    /// The projects that it moves by name.
    pub(super) moved: Vec<String>,
}

/// Makes a change wherever it can be made; what cannot be is among the faults.
pub(super) fn make(draft: &mut Draft, action: &Action) -> Made {
    let mut edit = Edit::new(draft);
    edit.check_window(action.window().unwrap_or(Window::ALWAYS));
    if edit.faults.is_empty() {
        edit.make(action);
    }
    edit.finish()
}

/// Undoes what a change did: the last of it first.
pub(super) fn undo(draft: &mut Draft, saved: Vec<Saved>) {
    for saved in saved.into_iter().rev() {
        saved.restore(draft);
    }
}

/// A change in the making.
pub(super) struct Edit<'d> {
    pub(super) saver: Saver<'d>,
    pub(super) faults: Vec<ChangeFault>,
    pub(super) findings: Vec<RemarkKind>,
    pub(super) moved: Vec<String>,
    claims: Vec<(String, Claim)>,
}

impl<'d> Edit<'d> {
    fn new(draft: &'d mut Draft) -> Self {
        let saver = Saver { draft, saved: Vec::new() };
        Self { saver, faults: Vec::new(), findings: Vec::new(), moved: Vec::new(), claims: Vec::new() }
    }

    fn make(&mut self, action: &Action) {
        match action {
            Action::Settle { subject, status, step } => self.settle(subject, *status, *step),
            Action::Ramp { commitment, to, by, status } => self.ramp(commitment, to, *by, *status),
            Action::TrackRecord { promises, class, step } => self.expect(promises, class.as_ref(), *step),
            Action::Delay { projects, by } | Action::Advance { projects, by } => {
                self.shift(action.word(), projects, *by);
            }
            Action::Cancel { projects } => self.cancel(projects),
            Action::Build { projects, opens } => self.build(projects, *opens),
            Action::Expand { subjects, by, window } => self.expand(subjects, by, window.span()),
            Action::Derate { subjects, by, window } => self.derate(subjects, by, window.span()),
            Action::Close { subjects, window } => self.close(subjects, window.span()),
            Action::Scale { subjects, by, window } => self.scale(subjects, by, window.span()),
            Action::Grow { subjects, growth } => self.grow(subjects, growth),
            Action::Tariff { legs, by, window } => self.tariff(legs, by, window.span()),
            Action::Time { legs, by, window } => self.time(legs, by, window.span()),
            Action::Add { things } => things.iter().for_each(|addition| self.add(addition)),
        }
    }

    fn finish(mut self) -> Made {
        let draft = &*self.saver.draft;
        let touched: Vec<InputChange> =
            self.saver.saved.iter().flat_map(|saved| saved.touched(draft)).collect();
        if touched.is_empty() && self.findings.is_empty() {
            self.findings.push(RemarkKind::NothingNew);
        }
        let Self { saver, faults, findings, moved, claims } = self;
        Made { touched, saved: saver.saved, faults, findings, claims, moved }
    }

    /// The draft as it is by now.
    pub(super) fn draft(&self) -> &Draft {
        self.saver.draft
    }

    /// Remembers what the change does to a thing.
    pub(super) fn claim(&mut self, place: String, claim: Claim) {
        self.claims.push((place, claim));
    }

    fn check_window(&mut self, window: Window) {
        if let (Some(from), Some(until), true) = (window.from, window.until, window.span().is_empty()) {
            self.faults.push(ChangeFault::Backward { from: from.to_string(), until: until.to_string() });
            return;
        }
        let horizon = self.draft().horizon;
        let days = Window::from(horizon.first()..=horizon.last()).span();
        if window.span().overlap(days).is_empty() {
            let (window, horizon) = (window.to_string(), horizon.to_string());
            self.findings.push(RemarkKind::OutsideHorizon { window, horizon });
        }
    }

    fn add(&mut self, addition: &Addition) {
        if addition.is_taken(self.draft()) {
            let (kind, name) = (addition.record.kind(), addition.name.clone());
            self.faults.push(ChangeFault::Taken { kind, name });
        } else {
            self.saver.add(addition);
        }
    }

    /// The thing that is meant; what cannot be found is among the faults.
    pub(super) fn one(&mut self, subject: &Subject, kinds: &'static [Thing]) -> Option<Found> {
        let found = find(self.draft(), subject, kinds);
        found.map_err(|fault| self.faults.push(fault)).ok()
    }

    /// The things that are meant, each once; of all there are, those for which `meant` holds.
    pub(super) fn select(
        &mut self,
        subjects: &Subjects,
        kinds: &'static [Thing],
        meant: impl Fn(&Draft, &Found) -> bool,
    ) -> Vec<Found> {
        let found = match subjects {
            Subjects::These(subjects) if subjects.is_empty() => {
                self.faults.push(ChangeFault::NoSubject { kinds });
                return Vec::new();
            }
            Subjects::These(subjects) => {
                subjects.iter().filter_map(|subject| self.one(subject, kinds)).collect()
            }
            Subjects::All => self.all(kinds, meant),
        };
        once(found)
    }

    fn all(&mut self, kinds: &'static [Thing], meant: impl Fn(&Draft, &Found) -> bool) -> Vec<Found> {
        let draft = self.draft();
        let of_kind = |kind: &Thing| -> Vec<Found> {
            names(*kind, draft).into_iter().map(|name| Found { kind: *kind, name }).collect()
        };
        let all = kinds.iter().flat_map(of_kind).filter(|found| meant(draft, found));
        let found: Vec<Found> = all.collect();
        if found.is_empty() {
            self.findings.push(RemarkKind::NothingMeant { kinds });
        }
        found
    }
}

/// The same without repetitions, in order.
pub(super) fn once(found: Vec<Found>) -> Vec<Found> {
    let mut seen = std::collections::BTreeSet::new();
    found.into_iter().filter(|found| seen.insert(found.clone())).collect()
}
