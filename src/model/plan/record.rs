//! How promises are expected to turn out: one number for each, drawn from its class; and when projects open.

use crate::evidence::TrackRecordId;
use crate::model::Draft;
use crate::network::Project;

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

/// How much later than said a project opens: by the values of inputs, each so many days to one of its unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Slip(Vec<(Slot, f64)>);

/// Mean length of a year of the Gregorian calendar.
const DAYS_PER_YEAR: f64 = 365.2425;

impl Slip {
    /// What a project says of its slips, and how late those of its class came.
    pub(super) fn lower(id: &str, project: &Project, draft: &Draft, slots: &mut Slots) -> Self {
        let mut slip = Self::default();
        if let Some(days) = &project.slips {
            slip.0.push((slots.add(format!("project.{id}.slips"), days), 1.0));
        }
        let class = project.track_record.as_ref().and_then(|class| draft.track_records.get(class));
        let record = class.filter(|record| record.is_of_dates());
        if let Some(years) = record.and_then(|record| record.number().ok()) {
            slip.0.push((slots.add(format!("project.{id}.track-record"), years), DAYS_PER_YEAR));
        }
        slip
    }

    /// Whether it opens on the day that is said, whatever is drawn.
    pub(super) fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The inputs by whose values it slips, each with how many days one of its unit is.
    pub(super) fn inputs(&self) -> &[(Slot, f64)] {
        &self.0
    }

    /// By how many days it slips.
    pub(super) fn days(&self, values: &[f64]) -> f64 {
        self.0.iter().map(|(slot, days)| values[*slot] * days).sum()
    }
}
