//! `scale` and `grow`: what demand and trade become.

use crate::calendar::Span;
use crate::demand::{Demand, DemandVolume, Turnover};
use crate::evidence::{Id, Number};
use crate::model::{Draft, Thing};
use crate::network::Adjustment;
use crate::projection::{Course, Rule};
use crate::quantity::Unit;

use super::claim::Claim;
use super::edit::Edit;
use super::find::Found;
use super::{ChangeFault, Subjects};

impl Edit<'_> {
    pub(super) fn scale(&mut self, subjects: &Subjects, by: &Number, span: Span) {
        if by.unit != Unit::One {
            self.bad_unit("scale", by, "a share such as \"-10 %\"");
            return;
        }
        let Some(effect) = self.step("scale", by) else { return };
        let meant =
            |draft: &Draft, found: &Found| !matches!(volume(draft, found), Some(DemandVolume::Trade { .. }));
        for found in self.select(subjects, &[Thing::Demand, Thing::Turnover], meant) {
            let changes = match found.kind {
                Thing::Demand => self.saver.demand(&found.name).map(|demand| &mut demand.changes),
                _ => self.saver.turnover(&found.name).map(|turnover| &mut turnover.changes),
            };
            if let Some(changes) = changes {
                changes.push(Adjustment { span, effect: effect.clone() });
            }
        }
    }

    pub(super) fn grow(&mut self, subjects: &Subjects, growth: &Rule) {
        let meant = |draft: &Draft, found: &Found| {
            matches!(volume(draft, found), None | Some(DemandVolume::Given(_)))
        };
        for found in self.select(subjects, &[Thing::Demand, Thing::Turnover], meant) {
            match checked(self.draft(), &found, growth) {
                Ok(()) => self.let_grow(&found, growth),
                Err(faults) => self.faults.extend(faults),
            }
        }
    }

    fn let_grow(&mut self, found: &Found, growth: &Rule) {
        self.claim(found.place(), Claim::Grows);
        let course = match found.kind {
            Thing::Demand => self.saver.demand(&found.name).and_then(|demand| match &mut demand.volume {
                DemandVolume::Given(course) => Some(course),
                _ => None,
            }),
            _ => self.saver.turnover(&found.name).map(|turnover| {
                // What is said of the whole holds for its parts.
                let parts = [&mut turnover.exports, &mut turnover.imports];
                parts.into_iter().flatten().for_each(|part| part.rule = Rule::Hold);
                &mut turnover.values
            }),
        };
        if let Some(course) = course {
            course.rule = growth.clone();
        }
    }
}

/// The volume of a demand; none of what is no demand.
fn volume<'d>(draft: &'d Draft, found: &Found) -> Option<&'d DemandVolume> {
    match found.kind {
        Thing::Demand => draft.demands.get(&Id::<Demand>::new(&found.name)).map(|demand| &demand.volume),
        _ => None,
    }
}

/// Refuses growth of what follows something else, and a rule that cannot go on from the given values.
fn checked(draft: &Draft, found: &Found, growth: &Rule) -> Result<(), Vec<ChangeFault>> {
    let course = course_of(draft, found).map_err(|fault| vec![fault])?;
    let Some(course) = course else { return Ok(()) };
    let before = course.faults();
    let after = course.clone().with_rule(growth.clone()).faults();
    let fault = |error| ChangeFault::Growth { subject: found.place(), error };
    let new: Vec<ChangeFault> =
        after.into_iter().filter(|error| !before.contains(error)).map(fault).collect();
    if new.is_empty() { Ok(()) } else { Err(new) }
}

fn course_of<'d>(draft: &'d Draft, found: &Found) -> Result<Option<&'d Course>, ChangeFault> {
    let follows = |follows: String| ChangeFault::Follows { demand: found.name.clone(), follows };
    match volume(draft, found) {
        Some(DemandVolume::Given(course)) => Ok(Some(course)),
        Some(DemandVolume::Trade { turnover, .. }) => Err(follows(format!("turnover.{turnover}"))),
        Some(DemandVolume::Series(series)) => Err(follows(format!("series.{series}"))),
        None => Ok(draft.turnovers.get(&Id::<Turnover>::new(&found.name)).map(|turnover| &turnover.values)),
    }
}
