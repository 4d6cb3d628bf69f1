//! Whether what shippers choose by is the same in every draw.

use super::Plan;
use super::profile::Profile;
use super::slots::Slot;

impl Plan {
    /// Whether costs, reservation costs and dispersions depend on inputs of a kind alone, such as those that are fixed.
    pub(crate) fn choice_is_of(&self, is_of: &dyn Fn(Slot) -> bool) -> bool {
        let slots = self.nodes.iter().flat_map(|node| [node.handling, node.dwell]);
        let of_demands = self.demands.iter().flat_map(|demand| [demand.reservation, demand.dispersion]);
        let slots = slots.chain(of_demands).chain(self.value_of_time.iter().copied()).flatten();
        let times = self.legs.iter().filter_map(|leg| leg.time.as_ref());
        slots.into_iter().all(is_of)
            && times.into_iter().all(|time| time.is_of(is_of))
            && self.tariffs.rows.iter().all(|row| row.is_of(is_of))
    }
}

impl Profile {
    /// Whether its numbers are all of a kind.
    pub(super) fn is_of(&self, is_of: &dyn Fn(Slot) -> bool) -> bool {
        let first = self.first_slot();
        (first..first + self.inputs()).all(is_of)
            && self.adjustments().iter().filter_map(|flat| flat.slot).all(is_of)
    }
}
