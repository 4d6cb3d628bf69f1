use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::calendar::Period;
use crate::evaluate::{Indicator, Outcome};
use crate::model::Draft;
use crate::network::{Leg, Node};

use super::over::{binding, over_leg, over_node};

/// Writes the network of a model as `GeoJSON` (RFC 7946) with what comes out of it in some periods: nodes as points, legs as
/// lines, one feature each.
///
/// Beside its name and kind a feature has for each period `throughput_2030`, `capacity_2030`, `utilisation_2030` (of legs)
/// and `binding_2030`: the limits over it that bind, the leg's own included, separated by commas, and empty where none
/// does. Numbers are in base units; `unit` names that of volumes. A node without a place, and a leg to one, has no
/// geometry. A leg over the date line is cut there, as the RFC asks.
///
/// ```
/// use corridor::assign::QueuedLogit;
/// use corridor::evaluate::evaluate;
/// use corridor::report::write_geojson;
/// use corridor::study::Study;
///
/// let study = Study::embedded("kazakh-oil")?;
/// let outcome = evaluate(&study.draft().plan()?, "baseline", &QueuedLogit::default());
/// let mut text = Vec::new();
/// write_geojson(study.draft(), &outcome, |period| period.to_string() == "2030", &mut text)?;
/// let map: serde_json::Value = serde_json::from_slice(&text)?;
/// assert_eq!(map["type"], "FeatureCollection");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What the writer says.
#[doc(alias = "map")]
pub fn write_geojson(
    draft: &Draft,
    outcome: &Outcome,
    is_wanted: impl Fn(Period) -> bool,
    mut out: impl Write,
) -> io::Result<()> {
    let periods = outcome.horizon().periods().filter(|period| is_wanted(*period)).collect();
    let network = Network { draft, outcome, periods };
    let nodes = draft.nodes.iter().map(|(id, node)| network.node(id.as_str(), node));
    let legs = draft.legs.iter().map(|(id, leg)| network.leg(id.as_str(), leg));
    let features = nodes.chain(legs).collect();
    let collection = Collection { kind: "FeatureCollection", name: &draft.name, features };
    serde_json::to_writer_pretty(&mut out, &collection)?;
    writeln!(out)?;
    out.flush()
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'a str,
    features: Vec<Feature>,
}

#[derive(Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Option<Geometry>,
    properties: Map<String, Value>,
}

/// Longitude and latitude, in that order.
type Position = [f64; 2];

#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Point(Position),
    LineString([Position; 2]),
    MultiLineString([[Position; 2]; 2]),
}

/// A network with what came out of it.
struct Network<'a> {
    draft: &'a Draft,
    outcome: &'a Outcome,
    periods: Vec<Period>,
}

impl Network<'_> {
    fn node(&self, id: &str, node: &Node) -> Feature {
        let mut properties = named(id, &node.name, node.kind.word());
        properties.insert("country".to_owned(), node.country.clone().into());
        let limits = over_node(self.draft, id);
        for period in &self.periods {
            properties.insert(format!("binding_{period}"), self.binding(&limits, *period));
        }
        let geometry = node.at.map(position).map(Geometry::Point);
        feature(format!("node.{id}"), geometry, properties)
    }

    fn leg(&self, id: &str, leg: &Leg) -> Feature {
        let mut properties = named(id, &leg.name, leg.mode.word());
        for (name, node) in [("from", &leg.from), ("to", &leg.to)] {
            properties.insert(name.to_owned(), node.as_str().into());
        }
        if let Some(measure) = self.draft.measure {
            properties.insert("unit".to_owned(), measure.symbol().into());
        }
        let limits = over_leg(self.draft, id);
        for period in &self.periods {
            self.put_use(&mut properties, id, *period);
            properties.insert(format!("binding_{period}"), self.binding(&limits, *period));
        }
        feature(format!("leg.{id}"), self.line(leg), properties)
    }

    /// Throughput, capacity and utilisation in a period, as far as there are any.
    fn put_use(&self, properties: &mut Map<String, Value>, id: &str, period: Period) {
        let value = |indicator| self.outcome.value(indicator, id, period);
        let throughput = value(Indicator::Throughput);
        let left = value(Indicator::Headroom);
        let capacity = throughput.zip(left).map(|(throughput, left)| throughput + left);
        let utilisation = value(Indicator::Utilisation);
        for (name, value) in
            [("throughput", throughput), ("capacity", capacity), ("utilisation", utilisation)]
        {
            properties.insert(format!("{name}_{period}"), value.map_or(Value::Null, Value::from));
        }
    }

    /// Which of these limits bind in a period.
    fn binding(&self, limits: &[&str], period: Period) -> Value {
        binding(self.outcome, limits, period).into_iter().collect::<Vec<_>>().join(",").into()
    }

    fn line(&self, leg: &Leg) -> Option<Geometry> {
        let places: BTreeMap<&str, Option<(f64, f64)>> =
            self.draft.nodes.iter().map(|(name, node)| (name.as_str(), node.at)).collect();
        let at = |node: &str| places.get(node).copied().flatten().map(position);
        Some(straight(at(leg.from.as_str())?, at(leg.to.as_str())?))
    }
}

fn feature(id: String, geometry: Option<Geometry>, properties: Map<String, Value>) -> Feature {
    Feature { kind: "Feature", id, geometry, properties }
}

fn named(id: &str, name: &str, kind: &str) -> Map<String, Value> {
    let name = if name.is_empty() { id } else { name };
    [("id", id), ("name", name), ("kind", kind)]
        .map(|(key, value)| (key.to_owned(), value.into()))
        .into_iter()
        .collect()
}

fn position((latitude, longitude): (f64, f64)) -> Position {
    [longitude, latitude]
}

/// The straight line between two places, in two parts where the short way is over the date line.
fn straight(from: Position, to: Position) -> Geometry {
    let across = to[0] - from[0];
    if across.abs() <= 180.0 {
        return Geometry::LineString([from, to]);
    }
    // East of 180° for one end, it is 360° less for the other.
    let edge = 180.0_f64.copysign(from[0]);
    let whole = 360.0 - across.abs();
    let share = if whole > 0.0 { (edge - from[0]).abs() / whole } else { 0.0 };
    let latitude = from[1] + (to[1] - from[1]) * share;
    Geometry::MultiLineString([[from, [edge, latitude]], [[-edge, latitude], to]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_date_line_is_cut_there() {
        let json = |geometry: Geometry| serde_json::to_string(&geometry).unwrap();
        assert_eq!(
            json(straight([51.0, 43.0], [50.0, 40.0])),
            r#"{"type":"LineString","coordinates":[[51.0,43.0],[50.0,40.0]]}"#
        );
        assert_eq!(
            json(straight([170.0, 10.0], [-170.0, 20.0])),
            r#"{"type":"MultiLineString","coordinates":[[[170.0,10.0],[180.0,15.0]],[[-180.0,15.0],[-170.0,20.0]]]}"#
        );
        assert!(json(straight([-179.0, 0.0], [179.0, 0.0])).contains("[-180.0,0.0]],[[180.0,0.0]"));
    }
}
