//! What changes do to one and the same thing, so that contradictions show.

use crate::calendar::{Date, Span};
use crate::commitment::AgreementStatus;

use crate::evidence::TrackRecordId;

use super::Outcome;

/// What a change does to one thing.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Claim {
    /// Gives it this status.
    Settles(AgreementStatus),
    /// Sets a ramp step for a day.
    Steps(Date),
    /// Lets it turn out as promises of a class have, or as promised.
    Expects(Option<TrackRecordId>),
    /// Opens it later.
    Delays,
    /// Opens it earlier.
    Advances,
    /// Gives it up.
    Cancels,
    /// Builds it, perhaps opening on a day.
    Builds(Option<Date>),
    /// Closes it.
    Closes(Span),
    /// Lets it grow by another rule.
    Grows,
}

/// What happens if the later claim follows the earlier one on the same thing; none if they go together.
pub(super) fn conflict(earlier: &Claim, later: &Claim) -> Option<Outcome> {
    match (earlier, later) {
        (Claim::Settles(one), Claim::Settles(other)) if one != other => Some(Outcome::LaterStands),
        (Claim::Expects(one), Claim::Expects(other)) if one != other => Some(Outcome::LaterStands),
        (Claim::Steps(one), Claim::Steps(other)) if one == other => Some(Outcome::LaterStands),
        (Claim::Builds(Some(one)), Claim::Builds(Some(other))) if one != other => Some(Outcome::LaterStands),
        (Claim::Cancels, Claim::Builds(_))
        | (Claim::Builds(_), Claim::Cancels)
        | (Claim::Delays | Claim::Advances, Claim::Builds(Some(_)))
        | (Claim::Grows, Claim::Grows) => Some(Outcome::LaterStands),
        (Claim::Delays, Claim::Advances) | (Claim::Advances, Claim::Delays) => Some(Outcome::BothCount),
        (Claim::Delays | Claim::Advances, Claim::Cancels)
        | (Claim::Cancels, Claim::Delays | Claim::Advances) => Some(Outcome::DateIsVain),
        (Claim::Closes(one), Claim::Closes(other)) => {
            (!one.overlap(*other).is_empty()).then_some(Outcome::ClosedOnce)
        }
        _ => None,
    }
}
