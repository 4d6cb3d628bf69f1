use std::fmt;

use thiserror::Error;

use crate::network::ProjectStatus;

use super::things::listed;
use crate::model::Thing;

/// Something about a change that is not wrong but hardly meant: it touches nothing, or contradicts an earlier one.
///
/// A remark never keeps a scenario from being applied, since what happens is always the same: changes are made in
/// their order, and where two contradict each other the later stands. Changes of a scenario are not held against
/// those it takes over from the scenario it extends, because to do otherwise is what extending is for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "warning")]
pub struct Remark {
    /// The scenario that gives the change.
    pub scenario: String,
    /// The change's place in that scenario's own list, counted from 0.
    pub index: usize,
    /// The change in words.
    pub change: String,
    /// What is remarkable about it.
    pub kind: RemarkKind,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scenario, index, change, kind } = self;
        write!(f, "change {} of `{scenario}` ({change}): {kind}", index + 1)
    }
}

/// What is remarkable about a change.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RemarkKind {
    /// Everything is already as the change would have it.
    #[error("touches nothing, as everything is so already: leave it out")]
    NothingNew,
    /// `*` where there is nothing to be meant.
    #[error("touches nothing, as there is no {} that `*` would mean: leave it out, or name one", listed(.kinds))]
    NothingMeant {
        /// The kinds it can be about.
        kinds: &'static [Thing],
    },
    /// A commitment that is settled but has no ramp.
    #[error("does not touch `{commitment}`, which has no ramp: {}", settle_instead(.agreement.as_deref()))]
    NoRamp {
        /// The commitment.
        commitment: String,
        /// The agreement that it rests on.
        agreement: Option<String>,
    },
    /// A leg without a capacity of its own.
    #[error(
        "does not touch leg `{leg}`, which has no capacity of its own: give it one, or name the limit over it"
    )]
    NoCapacity {
        /// The leg.
        leg: String,
    },
    /// A node without anything that could be changed.
    #[error("does not touch node `{node}`: no {what} is there")]
    BareNode {
        /// The node.
        node: String,
        /// What is looked for.
        what: &'static str,
    },
    /// A leg without the value of which a share is to be changed.
    #[error(
        "does not touch leg `{leg}`, which has no {value} of which a share could be taken: give one, or give {instead}"
    )]
    NoValue {
        /// The leg.
        leg: String,
        /// What it lacks.
        value: &'static str,
        /// What may be given in place of a share.
        instead: &'static str,
    },
    /// A window outside the horizon.
    #[error("holds {window}, which is outside the horizon ({horizon}): it has no effect")]
    OutsideHorizon {
        /// The window.
        window: String,
        /// The horizon.
        horizon: String,
    },
    /// A project that is moved but does not count, then or later in the scenario.
    #[error("moves `{project}`, which is {status} and does not count: `build` it too, or leave it out")]
    DoesNotCount {
        /// The project.
        project: String,
        /// Its status.
        status: ProjectStatus,
    },
    /// A change that undoes an earlier one.
    #[error("contradicts change {} ({earlier_change}) over {subject}: {outcome}", .earlier + 1)]
    Contradicts {
        /// The earlier change's place in the scenario's own list, counted from 0.
        earlier: usize,
        /// The earlier change in words.
        earlier_change: String,
        /// What both are about.
        subject: String,
        /// What happens.
        outcome: Outcome,
    },
}

/// What happens where two changes contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The later one stands in place of the earlier.
    LaterStands,
    /// Both are made, one against the other.
    BothCount,
    /// The project is cancelled, so that its date does not matter.
    DateIsVain,
    /// It is closed once for the days in both.
    ClosedOnce,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Outcome::LaterStands => "the later stands; take one out",
            Outcome::BothCount => "both count, one against the other; put them together into one",
            Outcome::DateIsVain => "it is cancelled, so its date does not matter; take one out",
            Outcome::ClosedOnce => "it is closed once for the days in both; let them not overlap",
        })
    }
}

fn settle_instead(agreement: Option<&str>) -> String {
    match agreement {
        Some(agreement) => format!("settle its agreement, `{agreement}`"),
        None => "it rests on no agreement either, and so is in force".to_owned(),
    }
}
