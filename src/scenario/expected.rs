//! `track_record`: how promises are expected to turn out.

use crate::commitment::{Commitment, Target};
use crate::evidence::{Id, TrackRecord, TrackRecordId};
use crate::model::{Draft, Thing};
use crate::network::{Project, ProjectStatus};

use super::claim::Claim;
use super::edit::Edit;
use super::find::Found;
use super::{ChangeFault, Subject, Subjects};

/// What promises.
const PROMISES: &[Thing] = &[Thing::Commitment, Thing::Target, Thing::Project];

impl Edit<'_> {
    pub(super) fn expect(&mut self, promises: &Subjects, class: Option<&TrackRecordId>, step: Option<usize>) {
        let Ok(of_dates) = self.of_dates(class) else { return };
        let meant = |draft: &Draft, found: &Found| match (class, of_dates) {
            (None, _) => record_of(draft, found),
            (Some(_), true) => is_ahead(draft, found),
            (Some(_), false) => found.kind != Thing::Project,
        };
        for found in self.select(promises, PROMISES, meant) {
            if of_dates && found.kind != Thing::Project {
                let (class, promise) = (class.map_or_else(String::new, Id::to_string), found.place());
                self.faults.push(ChangeFault::RecordOfDates { class, promise });
                continue;
            }
            match step {
                None => self.expect_whole(&found, class),
                Some(step) => self.expect_step(&found, class, step),
            }
        }
    }

    /// Whether a class is of dates; an unknown one is among the faults.
    fn of_dates(&mut self, class: Option<&TrackRecordId>) -> Result<bool, ()> {
        let Some(class) = class else { return Ok(false) };
        self.one(&Subject::from(class.as_str()), &[Thing::TrackRecord]).ok_or(())?;
        Ok(self.draft().track_records.get(class).is_some_and(TrackRecord::is_of_dates))
    }

    fn expect_whole(&mut self, found: &Found, class: Option<&TrackRecordId>) {
        self.claim(found.place(), Claim::Expects(class.cloned()));
        let record = match found.kind {
            Thing::Commitment => self.saver.commitment(&found.name).map(|said| &mut said.track_record),
            Thing::Target => self.saver.target(&found.name).map(|said| &mut said.track_record),
            _ => self.saver.project(&found.name).map(|said| &mut said.track_record),
        };
        if let Some(record) = record {
            *record = class.cloned();
        }
        // At its word is a commitment only with all its steps.
        if class.is_none() && found.kind == Thing::Commitment {
            let commitment = self.saver.commitment(&found.name);
            let steps = commitment.into_iter().flat_map(|commitment| &mut commitment.ramp);
            steps.for_each(|step| step.track_record = None);
        }
    }

    fn expect_step(&mut self, found: &Found, class: Option<&TrackRecordId>, step: usize) {
        let commitment = self.draft().commitments.get(&Id::<Commitment>::new(&found.name));
        let Some(commitment) = commitment.filter(|_| found.kind == Thing::Commitment) else {
            return self.faults.push(ChangeFault::StepOfOther { promise: found.place() });
        };
        let steps = commitment.ramp.len();
        if !(1..=steps).contains(&step) {
            let commitment = found.name.clone();
            return self.faults.push(ChangeFault::NoSuchStep { commitment, given: step, steps });
        }
        self.claim(format!("{}.ramp.{step}", found.place()), Claim::Expects(class.cloned()));
        if let Some(commitment) = self.saver.commitment(&found.name) {
            commitment.ramp[step - 1].track_record = class.cloned();
        }
    }
}

/// Whether a promise names a class, itself or in a step of its ramp.
fn record_of(draft: &Draft, found: &Found) -> bool {
    match found.kind {
        Thing::Commitment => draft.commitments.get(&Id::<Commitment>::new(&found.name)).is_some_and(|said| {
            said.track_record.is_some() || said.ramp.iter().any(|step| step.track_record.is_some())
        }),
        Thing::Target => {
            let target = draft.targets.get(&Id::<Target>::new(&found.name));
            target.is_some_and(|said| said.track_record.is_some())
        }
        _ => project(draft, found).is_some_and(|said| said.track_record.is_some()),
    }
}

/// Whether it is a project that has not opened and was not given up.
fn is_ahead(draft: &Draft, found: &Found) -> bool {
    let status = project(draft, found).map(|project| project.status);
    status.is_some_and(|status| !matches!(status, ProjectStatus::Open | ProjectStatus::Cancelled))
        && found.kind == Thing::Project
}

fn project<'d>(draft: &'d Draft, found: &Found) -> Option<&'d Project> {
    draft.projects.get(&Id::<Project>::new(&found.name))
}
