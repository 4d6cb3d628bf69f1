use crate::evidence::{Estimate, Number};
use crate::quantity::{Density, LoadFactor};

use super::given::{PriceValue, TimePriceValue};

/// A kind of cargo: crude, grain, containers.
///
/// On a network of mass, a commodity with a load factor meets limits that are counted in TEU. Nothing turns
/// tonnes into barrels or boxes without its density or load factor.
///
/// ```
/// use corridor::network::Commodity;
/// use corridor::quantity::LoadFactor;
///
/// let boxes = Commodity::new().named("Containers").load_factor(LoadFactor::tonnes_per_teu(14.0));
/// assert!(boxes.density.is_none());
/// ```
#[derive(Debug, Clone, Default)]
#[doc(alias = "cargo")]
#[doc(alias = "goods")]
pub struct Commodity {
    /// What people call it.
    pub name: String,
    /// Mass of a barrel (t/bbl).
    pub density: Option<Number>,
    /// Mass in a container (t/TEU).
    pub load_factor: Option<Number>,
    /// What a day costs the shipper, per unit of the network's measure and day.
    pub value_of_time: Option<Number>,
    /// What a unit is worth (money per unit), which turns trade in money into volume.
    pub unit_value: Option<Number>,
}

impl Commodity {
    /// A commodity of which nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// With the mass of a barrel.
    pub fn density(mut self, density: impl Into<Estimate<Density>>) -> Self {
        self.density = Some(density.into().into_number());
        self
    }

    /// With the mass in a container.
    pub fn load_factor(mut self, load_factor: impl Into<Estimate<LoadFactor>>) -> Self {
        self.load_factor = Some(load_factor.into().into_number());
        self
    }

    /// With what a day on the way costs the shipper.
    pub fn value_of_time(mut self, price: impl TimePriceValue) -> Self {
        self.value_of_time = Some(price.into_number());
        self
    }

    /// With what a unit of it is worth.
    pub fn unit_value(mut self, price: impl PriceValue) -> Self {
        self.unit_value = Some(price.into_number());
        self
    }
}
