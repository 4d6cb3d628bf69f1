use super::{CommodityId, LegId};

/// A named set of routes, counted where they cross a cordon.
///
/// The cordon is a set of legs that each route of the corridor uses exactly one of, so that nothing is counted
/// twice. The scope says in words what is measured: sources measure the Middle Corridor in three scopes.
#[derive(Debug, Clone, Default)]
#[doc(alias = "screenline")]
pub struct Corridor {
    /// What people call it.
    pub name: String,
    /// The legs at which its volume is counted.
    pub cordon: Vec<LegId>,
    /// The commodities it counts; empty: all.
    pub commodities: Vec<CommodityId>,
    /// What is measured, in words.
    pub scope: String,
}

impl Corridor {
    /// A corridor without a cordon yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Counted at this leg (also).
    pub fn crossing(mut self, leg: impl Into<LegId>) -> Self {
        self.cordon.push(leg.into());
        self
    }

    /// Of this commodity only (or also, if called again).
    pub fn of(mut self, commodity: impl Into<CommodityId>) -> Self {
        self.commodities.push(commodity.into());
        self
    }

    /// With what is measured, in words.
    pub fn scope(mut self, scope: &str) -> Self {
        scope.clone_into(&mut self.scope);
        self
    }
}
