//! Which limits are over a leg or a node, and which of them bind.

use std::collections::BTreeSet;

use crate::calendar::Period;
use crate::evaluate::{BINDING, Indicator, Outcome};
use crate::model::Draft;
use crate::network::Limit;

/// The limits over a leg, by themselves or as one of a corridor's cordon, and the leg's own.
pub(super) fn over_leg<'a>(draft: &'a Draft, leg: &'a str) -> Vec<&'a str> {
    let is_over = |limit: &Limit| {
        let corridors = limit.corridors.iter().filter_map(|id| draft.corridors.get(id));
        let mut legs = limit.legs.iter().chain(corridors.flat_map(|corridor| &corridor.cordon));
        legs.any(|other| other.as_str() == leg)
    };
    let mut limits = chosen(draft, is_over);
    limits.push(leg);
    limits
}

/// The limits over a node.
pub(super) fn over_node<'a>(draft: &'a Draft, node: &str) -> Vec<&'a str> {
    chosen(draft, |limit| limit.nodes.iter().any(|other| other.as_str() == node))
}

fn chosen(draft: &Draft, is_over: impl Fn(&Limit) -> bool) -> Vec<&str> {
    draft.limits.iter().filter(|(_, limit)| is_over(limit)).map(|(name, _)| name.as_str()).collect()
}

/// Which of these limits bind in a period.
pub(super) fn binding<'a>(outcome: &Outcome, limits: &[&'a str], period: Period) -> BTreeSet<&'a str> {
    let binds = |name: &&&str| {
        outcome.value(Indicator::Utilisation, name, period).is_some_and(|share| share >= BINDING)
    };
    limits.iter().filter(binds).copied().collect()
}
