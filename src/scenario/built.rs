//! `delay`, `advance`, `cancel` and `build`: what becomes of projects, and `cancel` of events.

use crate::calendar::Duration;
use crate::evidence::{Id, Spread};
use crate::model::{Draft, Thing};
use crate::network::{Project, ProjectStatus};

use super::claim::Claim;
use super::edit::Edit;
use super::find::Found;
use super::{ChangeFault, Moment, Subjects};

impl Edit<'_> {
    /// Moves the opening of projects: `word` is `delay` or `advance`.
    pub(super) fn shift(&mut self, word: &'static str, projects: &Subjects, by: Duration) {
        let later = word == "delay";
        if let Duration::Months(..=0) | Duration::Days(..=0) = by {
            let other = if later { "advance" } else { "delay" };
            self.faults.push(ChangeFault::BadDuration { word, given: by, other });
        }
        let shift = if later { by } else { by.reversed() };
        let ahead = |status| !matches!(status, ProjectStatus::Open | ProjectStatus::Cancelled);
        for found in self.projects(projects, ahead) {
            self.claim(found.place(), if later { Claim::Delays } else { Claim::Advances });
            if *projects != Subjects::All {
                self.moved.push(found.name.clone());
            }
            if let Some(project) = self.saver.project(&found.name) {
                project.opens = shift.after(project.opens);
            }
        }
    }

    pub(super) fn cancel(&mut self, subjects: &Subjects) {
        let is_ahead = |draft: &Draft, found: &Found| {
            let project = draft.projects.get(&Id::<Project>::new(&found.name));
            found.kind == Thing::Project && project.is_some_and(|it| it.status != ProjectStatus::Open)
        };
        for found in self.select(subjects, &[Thing::Project, Thing::Event], is_ahead) {
            self.claim(found.place(), Claim::Cancels);
            if found.kind == Thing::Event {
                self.prevent(&found.name);
            } else if let Some(project) = self.saver.project(&found.name) {
                project.status = ProjectStatus::Cancelled;
            }
        }
    }

    /// Lets an event never happen.
    fn prevent(&mut self, event: &str) {
        if let (Some(event), Ok(never)) = (self.saver.event(event), Spread::fixed(0.0)) {
            event.probability = event.probability.with_spread(never);
        }
    }

    pub(super) fn build(&mut self, projects: &Subjects, opens: Option<Moment>) {
        let opens = opens.map(Moment::first_day);
        for found in self.projects(projects, |_| true) {
            self.claim(found.place(), Claim::Builds(opens));
            let Some(project) = self.saver.project(&found.name) else { continue };
            project.opens = opens.unwrap_or(project.opens);
            if !project.status.counts() {
                project.status = ProjectStatus::Building;
            }
        }
    }

    /// The projects that are meant; of all there are, those of a status for which `meant` holds.
    fn projects(&mut self, projects: &Subjects, meant: impl Fn(ProjectStatus) -> bool) -> Vec<Found> {
        let meant = |draft: &Draft, found: &Found| {
            draft.projects.get(&Id::<Project>::new(&found.name)).is_some_and(|project| meant(project.status))
        };
        self.select(projects, &[Thing::Project], meant)
    }
}
