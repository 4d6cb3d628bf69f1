//! Track records: classes that say something, named by promises of their kind.

use super::{At, Check};
use crate::evidence::{TrackRecordError, TrackRecordId, Turnout};
use crate::model::{FaultKind, Thing};

/// Every class predicts something, and every promise that names one names one of its kind.
pub(super) fn records(check: &mut Check<'_>) {
    let draft = check.draft;
    for (id, record) in draft.track_records.iter() {
        // What may be nothing is told as a number out of range, with its place.
        let nothing = |error: &TrackRecordError| matches!(error, TrackRecordError::NothingPromised { .. });
        if let Some(error) = record.predictive().err().filter(|error| !nothing(error)) {
            check.fault(At::thing(Thing::TrackRecord, id).key("promises"), FaultKind::TrackRecord(error));
        }
        known_sources(check, id);
    }
    for (id, commitment) in draft.commitments.iter() {
        let at = At::thing(Thing::Commitment, id);
        of_volumes(check, at.key("track_record"), commitment.track_record.as_ref());
        for (index, step) in commitment.ramp.iter().enumerate() {
            let at = at.key("ramp").key_of_entry(index, "track_record");
            of_volumes(check, at, step.track_record.as_ref());
        }
    }
    for (id, project) in draft.projects.iter() {
        if let Some(class) = &project.track_record {
            let at = At::thing(Thing::Project, id).key("track_record");
            check.refers(at, Thing::TrackRecord, class, &draft.track_records);
        }
    }
    for (id, target) in draft.targets.iter() {
        of_volumes(check, At::thing(Thing::Target, id).key("track_record"), target.track_record.as_ref());
    }
}

/// The sources of promised dates are there; those of numbers are told with all numbers.
fn known_sources(check: &mut Check<'_>, id: &TrackRecordId) {
    let draft = check.draft;
    let promises = draft.track_records.get(id).map_or(&[][..], |record| record.promises());
    for (index, promise) in promises.iter().enumerate() {
        let Turnout::Date { provenance, .. } = &promise.turnout else { continue };
        for source in &provenance.sources {
            let at = At::named(Thing::TrackRecord.word(), id.as_str()).key("promises");
            check.refers(at.key_of_entry(index, "source"), Thing::Source, source, &draft.sources);
        }
    }
}

/// A volume takes a class of volumes.
fn of_volumes(check: &mut Check<'_>, at: At<'_>, class: Option<&TrackRecordId>) {
    let draft = check.draft;
    let Some(class) = class else { return };
    if !check.refers(at, Thing::TrackRecord, class, &draft.track_records) {
        return;
    }
    if draft.track_records.get(class).is_some_and(crate::evidence::TrackRecord::is_of_dates) {
        let class = class.as_str().to_owned();
        check.fault(at, FaultKind::TrackRecord(TrackRecordError::OfDates { class }));
    }
}
