//! What a track record lists as its inputs, and the numbers of the promises that name one.

use super::listed::{List, Listed};
use super::{Draft, InputLine};
use crate::evidence::{PastPromise, TrackRecord, TrackRecordId, Turnout};

impl Listed for TrackRecord {
    const KIND: &'static str = "track_record";

    fn list<'a>(&'a self, list: &mut List<'a, '_>) {
        for (index, promise) in self.promises().iter().enumerate() {
            list_promise(index, promise, list);
        }
    }
}

/// A promise that has come due, counted from 1.
fn list_promise<'a>(index: usize, promise: &'a PastPromise, list: &mut List<'a, '_>) {
    let key = |name| format!("promises.{}.{name}", index + 1);
    let PastPromise { what, said, turnout, bound } = promise;
    match turnout {
        Turnout::Volume { promised, outcome } => {
            list.number(&key("promised"), Some(promised));
            list.number(&key("outcome"), Some(outcome));
        }
        Turnout::Date { due, done, provenance } => {
            list.sourced(&key("due"), due, provenance);
            list.sourced(&key("done"), done, provenance);
        }
    }
    list.word(&key("what"), what);
    list.text(&key("said"), said.as_ref());
    list.text(&key("bound"), bound.as_ref());
}

/// How promises that name a class are expected to turn out: one number each.
pub(super) fn list_expected<'a>(draft: &'a Draft, found: &mut Vec<InputLine<'a>>) {
    let mut list = |path: String, class: Option<&TrackRecordId>| {
        let record = class.and_then(|class| draft.track_records.get(class));
        let number = record.and_then(|record| record.number().ok());
        List::new(&path, found).number("track-record", number);
    };
    for (id, said) in draft.projects.iter() {
        list(format!("project.{id}."), said.track_record.as_ref());
    }
    for (id, said) in draft.commitments.iter() {
        list(format!("commitment.{id}."), said.track_record.as_ref());
        for (index, step) in said.ramp.iter().enumerate() {
            list(format!("commitment.{id}.ramp.{}.", index + 1), step.track_record.as_ref());
        }
    }
    for (id, said) in draft.targets.iter() {
        list(format!("target.{id}."), said.track_record.as_ref());
    }
}
