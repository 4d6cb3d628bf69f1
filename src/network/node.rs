use crate::evidence::{Estimate, Number};
use crate::quantity::TransitTime;

use super::NodeKind;
use super::given::PriceValue;

/// A place where legs meet: a port, a terminal, a border crossing, a field, a market.
///
/// A route that changes mode at a node (transhipment) pays its handling charge and waits its dwell time.
///
/// ```
/// use corridor::network::{Node, NodeKind};
/// use corridor::quantity::TransitTime;
///
/// let aktau = Node::new(NodeKind::Port).named("Aktau").country("KZ").dwell(TransitTime::days(2.0));
/// assert_eq!(aktau.country, "KZ");
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "hub")]
#[doc(alias = "vertex")]
pub struct Node {
    /// What people call it.
    pub name: String,
    /// ISO 3166 code of its country; may be empty.
    pub country: String,
    /// What it is.
    pub kind: NodeKind,
    /// Latitude (−90 to 90) and longitude (−180 to 180) in degrees.
    pub at: Option<(f64, f64)>,
    /// What transhipment costs, per unit.
    pub handling: Option<Number>,
    /// How long transhipment takes, in days.
    pub dwell: Option<Number>,
}

impl Node {
    /// A node of this kind.
    pub fn new(kind: NodeKind) -> Self {
        Self { name: String::new(), country: String::new(), kind, at: None, handling: None, dwell: None }
    }

    /// With a name for people.
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// In a country, by its ISO 3166 code.
    pub fn country(mut self, country: &str) -> Self {
        country.clone_into(&mut self.country);
        self
    }

    /// At a latitude and longitude in degrees.
    pub fn at(mut self, latitude: f64, longitude: f64) -> Self {
        self.at = Some((latitude, longitude));
        self
    }

    /// With what transhipment costs, per unit.
    #[doc(alias = "transhipment")]
    pub fn handling(mut self, price: impl PriceValue) -> Self {
        self.handling = Some(price.into_number());
        self
    }

    /// With how long transhipment takes.
    #[doc(alias = "transhipment")]
    pub fn dwell(mut self, time: impl Into<Estimate<TransitTime>>) -> Self {
        self.dwell = Some(time.into().into_number());
        self
    }
}
