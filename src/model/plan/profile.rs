//! Values that change from period to period: lowered courses and steps, with the dated changes of scenarios.

use crate::calendar::Horizon;
use crate::network::{Adjustment, Effect};
use crate::projection::{Course, FlatCourse, FlatSteps, Lead, Steps};

use super::LoweringError;
use super::slots::{Slot, Slots};

/// A value per period: given steps or a course, then adjustments in their order.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    first: Slot,
    shape: Lowered,
    adjustments: Vec<FlatAdjustment>,
}

/// What is given.
#[derive(Debug, Clone)]
pub(super) enum Lowered {
    Steps(FlatSteps),
    Course(FlatCourse),
}

/// An adjustment with its share of days of each period; periods that it does not touch are left out.
#[derive(Debug, Clone)]
pub(crate) struct FlatAdjustment {
    pub(super) adjustment: Adjustment,
    pub(super) slot: Option<Slot>,
    pub(super) shares: Vec<(usize, f64)>,
}

impl Profile {
    /// Lowers steps whose numbers stand at `path` in the study.
    pub(super) fn steps(
        steps: &Steps,
        path: &str,
        horizon: Horizon,
        slots: &mut Slots,
    ) -> Result<Self, LoweringError> {
        let shape = FlatSteps::new(steps, horizon).map_err(|error| LoweringError::new(path, error))?;
        let first = slots.add_parts(path, &format!("{path}_"), &steps.numbers());
        Ok(Self { first, shape: Lowered::Steps(shape), adjustments: Vec::new() })
    }

    /// Lowers a course whose numbers stand at `path` in the study.
    pub(super) fn course(
        course: &Course,
        path: &str,
        horizon: Horizon,
        slots: &mut Slots,
    ) -> Result<Self, LoweringError> {
        let shape = FlatCourse::new(course, horizon).map_err(|error| LoweringError::new(path, error))?;
        let owner = path.rsplit_once('.').map_or("", |(owner, _)| owner);
        let first = slots.add_parts(path, &format!("{owner}."), &course.numbers());
        Ok(Self { first, shape: Lowered::Course(shape), adjustments: Vec::new() })
    }

    /// Lowers a course whose rule's numbers stand under a key of their own, `exports_growth` beside `exports`.
    pub(super) fn part(
        course: &Course,
        path: &str,
        horizon: Horizon,
        slots: &mut Slots,
    ) -> Result<Self, LoweringError> {
        let shape = FlatCourse::new(course, horizon).map_err(|error| LoweringError::new(path, error))?;
        let first = slots.add_parts(path, &format!("{path}_"), &course.numbers());
        Ok(Self { first, shape: Lowered::Course(shape), adjustments: Vec::new() })
    }

    /// With the dated changes of scenarios.
    pub(super) fn adjusted(
        mut self,
        changes: &[Adjustment],
        path: &str,
        horizon: Horizon,
        slots: &mut Slots,
    ) -> Self {
        self.adjustments = flatten(changes, path, horizon, slots);
        self
    }

    /// Where its inputs begin.
    pub(super) fn first_slot(&self) -> Slot {
        self.first
    }

    /// How many inputs what is given has.
    pub(super) fn inputs(&self) -> usize {
        match &self.shape {
            Lowered::Steps(steps) => steps.inputs(),
            Lowered::Course(course) => course.inputs(),
        }
    }

    pub(super) fn shape(&self) -> &Lowered {
        &self.shape
    }

    pub(super) fn adjustments(&self) -> &[FlatAdjustment] {
        &self.adjustments
    }

    /// Writes the value of each period to `out`; `lead` is what an elastic course follows.
    pub(crate) fn fill(&self, values: &[f64], lead: Option<Lead<'_>>, out: &mut [f64]) {
        self.fill_given(values, lead, out);
        adjust(&self.adjustments, values, out);
    }

    /// Writes the value of each period before adjustments.
    pub(crate) fn fill_given(&self, values: &[f64], lead: Option<Lead<'_>>, out: &mut [f64]) {
        match &self.shape {
            Lowered::Steps(steps) => steps.fill(&values[self.first..], out),
            Lowered::Course(course) => course.fill(&values[self.first..], lead, out),
        }
    }

    /// The level of a course at a time, before adjustments; 0 of what is no course or is left to a driver.
    pub(super) fn level_at(&self, values: &[f64], time: f64) -> f64 {
        match &self.shape {
            Lowered::Course(course) => course.level_at(&values[self.first..], time).unwrap_or(0.0),
            Lowered::Steps(_) => 0.0,
        }
    }

    /// When the rule of a course sets in.
    pub(super) fn origin_time(&self) -> Option<f64> {
        match &self.shape {
            Lowered::Course(course) => Some(course.origin_time()),
            Lowered::Steps(_) => None,
        }
    }

    /// What `follower` follows, if these levels alone tell how this is going on.
    pub(super) fn lead_by_levels<'a>(&self, levels: &'a [f64], follower: &Profile) -> Option<Lead<'a>> {
        let (Lowered::Course(own), Lowered::Course(other)) = (&self.shape, &follower.shape) else {
            return None;
        };
        Some(own.lead_by_levels(levels, other.origin_time()))
    }

    /// What `follower` follows, if this is its driver and `levels` are this profile's own.
    pub(crate) fn lead<'a>(&self, values: &[f64], levels: &'a [f64], follower: &Profile) -> Option<Lead<'a>> {
        let (Lowered::Course(own), Lowered::Course(other)) = (&self.shape, &follower.shape) else {
            return None;
        };
        Some(own.lead(&values[self.first..], levels, other.origin_time()))
    }
}

/// Adjustments with their shares of days, each number with a slot.
pub(super) fn flatten(
    changes: &[Adjustment],
    path: &str,
    horizon: Horizon,
    slots: &mut Slots,
) -> Vec<FlatAdjustment> {
    let flat = |(index, adjustment): (usize, &Adjustment)| FlatAdjustment {
        slot: adjustment.number().map(|number| slots.add(format!("{path}.changes.{}", index + 1), number)),
        shares: shares(adjustment, horizon),
        adjustment: adjustment.clone(),
    };
    changes.iter().enumerate().map(flat).collect()
}

/// Applies adjustments to a value per period.
pub(crate) fn adjust(adjustments: &[FlatAdjustment], values: &[f64], out: &mut [f64]) {
    for flat in adjustments {
        let amount = flat.slot.map_or(0.0, |slot| values[slot]);
        for &(period, share) in &flat.shares {
            out[period] = flat.adjustment.apply(out[period], amount, share);
        }
    }
}

/// The periods that an adjustment touches, with its share of their days.
fn shares(adjustment: &Adjustment, horizon: Horizon) -> Vec<(usize, f64)> {
    let shares = horizon.periods().map(|period| adjustment.span.share_of(period)).enumerate();
    shares.filter(|(_, share)| *share > 0.0).collect()
}

/// Whether adjustments can leave less than there was.
pub(super) fn closes(changes: &[Adjustment]) -> bool {
    changes.iter().any(|change| matches!(change.effect, Effect::Close | Effect::Scale(_)))
}
