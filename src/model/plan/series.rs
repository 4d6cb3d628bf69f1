//! Turnovers and observations: series that stand alone, drive a demand, or follow one another.

use std::sync::Arc;

use crate::calendar::Horizon;
use crate::evidence::Id;
use crate::model::Draft;
use crate::projection::{Course, Driver, Lead};
use crate::quantity::Unit;

use super::LoweringError;
use super::profile::Profile;
use super::slots::Slots;
use super::trade::PlannedParts;

/// A series of the plan.
#[derive(Debug, Clone)]
pub(crate) struct PlannedSeries {
    pub(crate) name: Arc<str>,
    /// Money between countries, or something measured.
    pub(crate) kind: SeriesKind,
    pub(crate) unit: Unit,
    pub(crate) profile: Profile,
    /// The series that it follows, which stands before it.
    pub(crate) driver: Option<usize>,
    /// By period: whether it was given, and is not projected.
    pub(crate) given: Vec<bool>,
    /// Exports and imports, of a turnover that has them.
    pub(crate) parts: Option<PlannedParts>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SeriesKind {
    Turnover,
    Observation,
}

/// All series of a draft, each after the one that it follows.
pub(super) fn lower(draft: &Draft, slots: &mut Slots) -> Result<Vec<PlannedSeries>, LoweringError> {
    let mut planned = Vec::new();
    let mut waiting = said(draft);
    // None ready means that they follow each other in a circle, which the check has told.
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|said| said.is_ready(&planned));
        let Some(ready) = ready else { break };
        let said = waiting.remove(ready);
        planned.push(said.lower(draft, &planned, slots)?);
    }
    Ok(planned)
}

/// Writes the levels per year of all series, each by period; and, for each turnover that has them, those of its
/// exports, then of its imports.
pub(crate) fn fill(
    series: &[PlannedSeries],
    values: &[f64],
    periods: usize,
    levels: &mut [f64],
    trade: &mut [f64],
) {
    for (number, planned) in series.iter().enumerate() {
        let (before, rest) = levels.split_at_mut(number * periods);
        let lead = lead(series, planned.driver, &planned.profile, values, periods, before);
        planned.profile.fill(values, lead, &mut rest[..periods]);
        if let Some(parts) = &planned.parts {
            let rows = &mut trade[2 * parts.number * periods..2 * (parts.number + 1) * periods];
            parts.fill(&planned.profile, values, &mut rest[..periods], rows);
        }
    }
}

/// What a profile follows, where it follows a series.
pub(crate) fn lead<'a>(
    series: &[PlannedSeries],
    driver: Option<usize>,
    follower: &Profile,
    values: &[f64],
    periods: usize,
    levels: &'a [f64],
) -> Option<Lead<'a>> {
    let driver = driver?;
    let own = &levels[driver * periods..(driver + 1) * periods];
    let PlannedSeries { profile, parts, .. } = &series[driver];
    let by_levels = |time| parts.as_ref().is_some_and(|parts| parts.leads_by_levels(time));
    if follower.origin_time().is_some_and(by_levels) {
        return profile.lead_by_levels(own, follower);
    }
    profile.lead(values, own, follower)
}

/// The number of a series by name.
pub(super) fn position<T>(series: &[PlannedSeries], id: &Id<T>) -> Option<usize> {
    series.iter().position(|planned| &*planned.name == id.as_str())
}

/// A series as the draft says it.
struct Said<'a> {
    name: &'a str,
    kind: SeriesKind,
    course: &'a Course,
}

impl Said<'_> {
    /// Whether what it follows is there already.
    fn is_ready(&self, planned: &[PlannedSeries]) -> bool {
        self.course.driver().is_none_or(|driver: &Id<Driver>| position(planned, driver).is_some())
    }

    fn lower(
        &self,
        draft: &Draft,
        planned: &[PlannedSeries],
        slots: &mut Slots,
    ) -> Result<PlannedSeries, LoweringError> {
        let driver = self.course.driver().and_then(|driver| position(planned, driver));
        let kind = match self.kind {
            SeriesKind::Turnover => "turnover",
            SeriesKind::Observation => "series",
        };
        let path = format!("{kind}.{}.values", self.name);
        let mut profile = Profile::course(self.course, &path, draft.horizon, slots)?;
        let mut parts = None;
        if let (SeriesKind::Turnover, Some(turnover)) =
            (self.kind, draft.turnovers.get(&Id::<Driver>::new(self.name)))
        {
            profile = profile.adjusted(&turnover.changes, &path, draft.horizon, slots);
            let number = planned.iter().filter(|series| series.parts.is_some()).count();
            let path = format!("turnover.{}", self.name);
            parts = PlannedParts::lower(turnover, &path, number, draft.horizon, slots)?;
        }
        let unit = self.course.unit().unwrap_or(Unit::One);
        let given = given(self.course, draft.horizon);
        Ok(PlannedSeries { name: self.name.into(), kind: self.kind, unit, profile, driver, given, parts })
    }
}

fn said(draft: &Draft) -> Vec<Said<'_>> {
    let turnovers = draft.turnovers.iter();
    let turnovers = turnovers.map(|(id, turnover)| Said {
        name: id.as_str(),
        kind: SeriesKind::Turnover,
        course: &turnover.values,
    });
    let observations = draft.observations.iter();
    let observations = observations.map(|(id, observation)| Said {
        name: id.as_str(),
        kind: SeriesKind::Observation,
        course: &observation.values,
    });
    turnovers.chain(observations).collect()
}

/// The periods of a horizon whose days are all in given points: what was measured, and not projected.
fn given(course: &Course, horizon: Horizon) -> Vec<bool> {
    let covered = |period: crate::calendar::Period| {
        let days: i32 =
            course.points().iter().map(|(point, _)| point.span().overlap(period.span()).days()).sum();
        days >= period.days()
    };
    horizon.periods().map(covered).collect()
}
