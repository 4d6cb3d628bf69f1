//! What projects cost, made flat. What they add to a limit stands with the limit.

use std::sync::Arc;

use crate::calendar::{Date, Duration};
use crate::evidence::Number;
use crate::model::Draft;
use crate::network::Project;

use super::record::Slip;
use super::slots::{Slot, Slots};

/// What a project costs, and when.
#[derive(Debug, Clone)]
pub(crate) struct PlannedProject {
    pub(crate) name: Arc<str>,
    pub(crate) payer: Arc<str>,
    pub(crate) construction: Duration,
    pub(crate) life: Option<Duration>,
    project: Project,
    slip: Slip,
    pub(crate) capex: Option<Slot>,
    pub(crate) upkeep: Option<Slot>,
}

impl PlannedProject {
    /// The day on which it opens, its slip counted.
    pub(crate) fn opens(&self, values: &[f64]) -> Date {
        self.project.opens_after(self.slip.days(values))
    }
}

/// On what terms projects are appraised.
#[derive(Debug, Clone)]
pub(crate) struct PlannedTerms {
    pub(crate) rate: Slot,
    pub(crate) from: i32,
    pub(crate) rent: Option<Slot>,
}

/// The projects with the slots of what they cost.
pub(super) fn projects(draft: &Draft, slots: &mut Slots) -> Vec<PlannedProject> {
    let lower = |(id, project): (&crate::network::ProjectId, &Project)| {
        let slip = Slip::lower(id.as_str(), project, draft, slots);
        let mut slot = |name: &str, number: &Option<Number>| {
            number.as_ref().map(|number| slots.add(format!("project.{id}.{name}"), number))
        };
        PlannedProject {
            name: id.as_str().into(),
            payer: project.payer.as_str().into(),
            construction: project.construction,
            life: project.life,
            project: project.clone(),
            slip,
            capex: slot("capex", &project.capex),
            upkeep: slot("upkeep", &project.upkeep),
        }
    };
    draft.projects.iter().map(lower).collect()
}

/// The terms of appraisal with their slots.
pub(super) fn terms(draft: &Draft, slots: &mut Slots) -> Option<PlannedTerms> {
    let terms = draft.appraisal.as_ref()?;
    let mut slot = |name: &str, number: &Number| slots.add(format!("appraisal.{name}"), number);
    Some(PlannedTerms {
        rate: slot("rate", &terms.rate),
        from: terms.from,
        rent: terms.rent.as_ref().map(|number| slot("rent", number)),
    })
}
