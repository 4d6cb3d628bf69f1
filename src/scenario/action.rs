use crate::calendar::Duration;
use crate::commitment::AgreementStatus;
use crate::evidence::{Number, TrackRecordId};
use crate::projection::Rule;

use super::{Addition, Moment, Subject, Subjects, Window};

/// What a [`Change`](super::Change) does, with its numbers as they were given.
///
/// It may be put together freely; that names exist, units fit and numbers are in range is checked when it is
/// applied, against the model it is applied to.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Action {
    /// Gives an agreement, or ramp steps of a commitment, another status.
    Settle {
        /// The agreement or commitment.
        subject: Subject,
        /// The new status.
        status: AgreementStatus,
        /// One step of a commitment's ramp, counted from 1; all of them where left out.
        step: Option<usize>,
    },
    /// Adds a step to a commitment's ramp, in place of one of the same day.
    Ramp {
        /// The commitment.
        commitment: Subject,
        /// The volume per year that is reached.
        to: Number,
        /// By when: by the first day of a period.
        by: Moment,
        /// How far the step is.
        status: AgreementStatus,
    },
    /// Lets promises turn out as those of a class have, or as promised.
    TrackRecord {
        /// The commitments, targets and projects.
        promises: Subjects,
        /// The class; as promised where left out.
        class: Option<TrackRecordId>,
        /// One step of a commitment's ramp, counted from 1.
        step: Option<usize>,
    },
    /// Opens projects later.
    Delay {
        /// The projects.
        projects: Subjects,
        /// By how much.
        by: Duration,
    },
    /// Opens projects earlier.
    Advance {
        /// The projects.
        projects: Subjects,
        /// By how much.
        by: Duration,
    },
    /// Gives projects up, and lets events never happen.
    Cancel {
        /// The projects and events.
        projects: Subjects,
    },
    /// Builds projects that would not count.
    Build {
        /// The projects.
        projects: Subjects,
        /// When they open; as they say themselves where left out.
        opens: Option<Moment>,
    },
    /// Enlarges capacities.
    Expand {
        /// The legs and limits.
        subjects: Subjects,
        /// A relative change (a pure number), or a volume per year.
        by: Number,
        /// When it holds.
        window: Window,
    },
    /// Takes a share of capacities away.
    Derate {
        /// The legs, limits and nodes.
        subjects: Subjects,
        /// The share that is lost.
        by: Number,
        /// When it holds.
        window: Window,
    },
    /// Closes something altogether.
    Close {
        /// The legs, nodes, limits and corridors.
        subjects: Subjects,
        /// When it holds.
        window: Window,
    },
    /// Makes volumes of demand or trade larger or smaller.
    Scale {
        /// The demands and turnovers.
        subjects: Subjects,
        /// A relative change (a pure number).
        by: Number,
        /// When it holds.
        window: Window,
    },
    /// Lets demands or trade grow by another rule after their last given value.
    Grow {
        /// The demands and turnovers.
        subjects: Subjects,
        /// The rule.
        growth: Rule,
    },
    /// Changes what shippers pay.
    Tariff {
        /// The legs.
        legs: Subjects,
        /// A relative change (a pure number), or a price.
        by: Number,
        /// When it holds.
        window: Window,
    },
    /// Changes how long the way takes.
    Time {
        /// The legs.
        legs: Subjects,
        /// A relative change (a pure number), or days.
        by: Number,
        /// When it holds.
        window: Window,
    },
    /// Adds new things.
    Add {
        /// The things, each of which may refer to the others.
        things: Vec<Addition>,
    },
}

/// Who decides on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Control {
    /// Somebody chooses it (also: policy, decision).
    #[doc(alias = "policy")]
    Lever,
    /// It happens to everybody (also: state of the world).
    #[doc(alias = "state of the world")]
    Uncertainty,
}

impl Action {
    /// The word for it in a study: `settle`, `delay` and so on.
    pub const fn word(&self) -> &'static str {
        match self {
            Action::Settle { .. } => "settle",
            Action::Ramp { .. } => "ramp",
            Action::TrackRecord { .. } => "track_record",
            Action::Delay { .. } => "delay",
            Action::Advance { .. } => "advance",
            Action::Cancel { .. } => "cancel",
            Action::Build { .. } => "build",
            Action::Expand { .. } => "expand",
            Action::Derate { .. } => "derate",
            Action::Close { .. } => "close",
            Action::Scale { .. } => "scale",
            Action::Grow { .. } => "grow",
            Action::Tariff { .. } => "tariff",
            Action::Time { .. } => "time",
            Action::Add { .. } => "add",
        }
    }

    /// Who decides on changes of this kind, as a rule.
    ///
    /// What is agreed, built, cancelled, advanced, expanded, charged and added is chosen. How promises turn out, slips, closures, losses of
    /// capacity, transit times and what trade and demand do are not.
    ///
    /// ```
    /// use corridor::scenario::{Change, Control};
    ///
    /// assert_eq!(Change::build("*").action.control(), Control::Lever);
    /// assert_eq!(Change::close("aktau", ..).action.control(), Control::Uncertainty);
    /// ```
    pub const fn control(&self) -> Control {
        match self {
            Action::Settle { .. }
            | Action::Ramp { .. }
            | Action::Advance { .. }
            | Action::Cancel { .. }
            | Action::Build { .. }
            | Action::Expand { .. }
            | Action::Tariff { .. }
            | Action::Add { .. } => Control::Lever,
            Action::TrackRecord { .. }
            | Action::Delay { .. }
            | Action::Derate { .. }
            | Action::Close { .. }
            | Action::Scale { .. }
            | Action::Grow { .. }
            | Action::Time { .. } => Control::Uncertainty,
        }
    }

    /// When it holds, if it holds for a time only.
    pub const fn window(&self) -> Option<Window> {
        match self {
            Action::Expand { window, .. }
            | Action::Derate { window, .. }
            | Action::Close { window, .. }
            | Action::Scale { window, .. }
            | Action::Tariff { window, .. }
            | Action::Time { window, .. } => Some(*window),
            _ => None,
        }
    }
}
