//! The track records that come with the crate, and how a study gets those that it names.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::evidence::{TrackRecord, TrackRecordId};
use crate::model::Draft;
use crate::scenario::{Action, Scenario};

use super::Study;
use super::embedded::TRACK_RECORDS;

/// The track records that come with the crate, with their sources.
pub(super) fn shipped() -> &'static Draft {
    static SHIPPED: LazyLock<Draft> = LazyLock::new(|| {
        let read = Study::parse(TRACK_RECORDS, "track-records");
        #[expect(clippy::expect_used, reason = "the file is part of the crate, and a test reads it")]
        read.map(|study| study.draft().clone()).expect("the track records of the crate can be read")
    });
    &SHIPPED
}

/// Adds the classes that a study names and does not have itself, with their sources. Where it names one that nobody
/// has, all are added, so that the message can say which there are.
pub(super) fn complete(draft: &mut Draft, scenarios: &[Scenario]) {
    let missing: Vec<TrackRecordId> = named(draft, scenarios)
        .into_iter()
        .filter(|class| !draft.track_records.contains(class))
        .map(|class| TrackRecordId::new(&class))
        .collect();
    if missing.is_empty() {
        return;
    }
    let shipped = shipped();
    let is_known = missing.iter().all(|class| shipped.track_records.get(class).is_some());
    for (class, record) in shipped.track_records.iter() {
        let is_taken = draft.track_records.contains(class.as_str());
        if (missing.contains(class) || !is_known) && !is_taken {
            draft.add_track_record(class.as_str(), record.clone());
            add_sources(draft, record, shipped);
        }
    }
}

/// The classes that commitments, targets, projects and scenarios name.
fn named(draft: &Draft, scenarios: &[Scenario]) -> BTreeSet<String> {
    let commitments = draft.commitments.iter().map(|(_, said)| said);
    let steps = commitments.clone().flat_map(|said| &said.ramp).map(|step| &step.track_record);
    let targets = draft.targets.iter().map(|(_, said)| &said.track_record);
    let projects = draft.projects.iter().map(|(_, said)| &said.track_record);
    let said = commitments.map(|said| &said.track_record).chain(steps).chain(targets).chain(projects);
    let changes = scenarios.iter().flat_map(|scenario| &scenario.changes);
    let by_scenarios = changes.filter_map(|change| match &change.action {
        Action::TrackRecord { class, .. } => class.as_ref(),
        _ => None,
    });
    said.flatten().chain(by_scenarios).map(ToString::to_string).collect()
}

/// Adds the publications that a class is known from. They have names of their own, which no study is to take.
fn add_sources(draft: &mut Draft, record: &TrackRecord, shipped: &Draft) {
    for promise in record.promises() {
        for source in promise.provenances().into_iter().flat_map(|provenance| &provenance.sources) {
            let known = shipped.sources.get(source);
            if let Some(known) = known.filter(|_| !draft.sources.contains(source.as_str())) {
                draft.add_source(source.as_str(), known.clone());
            }
        }
    }
}
