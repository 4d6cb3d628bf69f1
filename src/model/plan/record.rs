//! How promises are expected to turn out: one number for each, drawn from its class.

use crate::evidence::TrackRecordId;
use crate::model::Draft;

use super::slots::{Slot, Slots};

/// The slot of how much comes of a promise, if it names a class of volumes.
///
/// A promise is kept or not as a whole: it has one number for all periods, and one of its own.
pub(super) fn ratio(
    draft: &Draft,
    path: &str,
    class: Option<&TrackRecordId>,
    slots: &mut Slots,
) -> Option<Slot> {
    let record = draft.track_records.get(class?).filter(|record| !record.is_of_dates())?;
    let number = record.number().ok()?;
    Some(slots.add(format!("{path}.track-record"), number))
}

/// The slot of how many years late it comes, if it names a class of dates.
pub(super) fn years_late(
    draft: &Draft,
    path: &str,
    class: Option<&TrackRecordId>,
    slots: &mut Slots,
) -> Option<Slot> {
    let record = draft.track_records.get(class?).filter(|record| record.is_of_dates())?;
    let number = record.number().ok()?;
    Some(slots.add(format!("{path}.track-record"), number))
}
