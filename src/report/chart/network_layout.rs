use std::collections::BTreeMap;

use crate::model::Draft;

/// Where the nodes of a network stand, in a frame as wide as 1 and as high as its shape.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// By node, in the order of the model.
    pub(super) places: Vec<(f64, f64)>,
    /// Height over width.
    pub(super) shape: f64,
    /// Whether the places are those on the globe.
    pub(super) is_map: bool,
}

/// The least and the largest height over width.
const SHAPES: (f64, f64) = (0.42, 0.75);

impl Layout {
    /// On the map if every node has a place on the globe, else from left to right as the demands go.
    pub(super) fn of(draft: &Draft) -> Self {
        let at: Option<Vec<(f64, f64)>> = draft.nodes.iter().map(|(_, node)| node.at).collect();
        match at {
            Some(at) if at.len() > 1 => map(&at),
            _ => schematic(draft),
        }
    }
}

/// Latitudes and longitudes as seen on a map that keeps distances in its middle latitude (equirectangular).
fn map(at: &[(f64, f64)]) -> Layout {
    let (south, north) = ends(at.iter().map(|(latitude, _)| *latitude));
    let narrow = f64::midpoint(south, north).to_radians().cos().max(0.2);
    let (west, east) = ends(at.iter().map(|(_, longitude)| *longitude));
    // A network over the date line is drawn around it.
    let turned =
        |longitude: f64| if east - west > 180.0 && longitude < 0.0 { longitude + 360.0 } else { longitude };
    let flat: Vec<(f64, f64)> =
        at.iter().map(|(latitude, longitude)| (turned(*longitude) * narrow, -latitude)).collect();
    let (left, right) = ends(flat.iter().map(|(x, _)| *x));
    let (top, bottom) = ends(flat.iter().map(|(_, y)| *y));
    let shape = ((bottom - top) / (right - left).max(1e-6)).clamp(SHAPES.0, SHAPES.1);
    let across = opened(&flat.iter().map(|(x, _)| *x).collect::<Vec<f64>>());
    let down = opened(&flat.iter().map(|(_, y)| *y).collect::<Vec<f64>>());
    let places = across.into_iter().zip(down).map(|(x, y)| (x, shape * y)).collect();
    Layout { places, shape, is_map: true }
}

/// How much of a place on the map is its rank among the places: 0 is the plain map, 1 has all places at equal distances.
///
/// Ports of one coast lie within a hundredth of a network that reaches from China to Europe, and must be told apart.
const OPENED: f64 = 0.6;

/// Coordinates from 0 to 1 in their order, those that lie close drawn apart.
fn opened(values: &[f64]) -> Vec<f64> {
    let (low, high) = ends(values.iter().copied());
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup();
    let last = sorted.len().saturating_sub(1).max(1) as f64;
    let rank = |value: f64| sorted.partition_point(|other| *other < value) as f64 / last;
    let even = |value: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
    let rank = |value: f64| if high > low { rank(value) } else { 0.5 };
    values.iter().map(|value| OPENED * rank(*value) + (1.0 - OPENED) * even(*value)).collect()
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

/// In layers by the fewest legs from where demand begins, in each layer so that few legs cross.
fn schematic(draft: &Draft) -> Layout {
    let names: Vec<&str> = draft.nodes.names().collect();
    let number: BTreeMap<&str, usize> =
        names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    let end = |id: &str| number.get(id).copied();
    let legs: Vec<(usize, usize)> = draft
        .legs
        .iter()
        .filter_map(|(_, leg)| Some((end(leg.from.as_str())?, end(leg.to.as_str())?)))
        .collect();
    let origins = draft.demands.iter().filter_map(|(_, demand)| end(demand.from.as_str())).collect();
    let layers = layers(names.len(), &legs, origins);
    let deepest = layers.iter().copied().max().unwrap_or(0);
    let ranks = ranks(&layers, &legs, deepest);
    let shape = 0.5;
    let place = |node: usize| {
        let own = layers.iter().filter(|layer| **layer == layers[node]).count();
        let across = if deepest == 0 { 0.5 } else { layers[node] as f64 / deepest as f64 };
        // Neighbouring layers are set off, so that a leg that leaves one out passes between nodes.
        let shift = if layers[node] % 2 == 1 { 0.5 } else { 0.3 };
        (across, shape * (ranks[node] + shift) / own.max(1) as f64)
    };
    Layout { places: (0..names.len()).map(place).collect(), shape, is_map: false }
}

/// By node the fewest legs from an origin; what cannot be reached stands in the last layer.
fn layers(nodes: usize, legs: &[(usize, usize)], origins: Vec<usize>) -> Vec<usize> {
    let mut depth = vec![usize::MAX; nodes];
    let mut reached = if origins.is_empty() { (0..nodes.min(1)).collect() } else { origins };
    let mut layer = 0;
    while !reached.is_empty() {
        reached.retain(|node| depth[*node] == usize::MAX);
        for node in &reached {
            depth[*node] = layer;
        }
        let next = legs.iter().filter_map(|(from, to)| {
            let is_end = |node: &usize, other: usize| depth[*node] == layer && depth[other] == usize::MAX;
            if is_end(from, *to) {
                Some(*to)
            } else if is_end(to, *from) {
                Some(*from)
            } else {
                None
            }
        });
        reached = next.collect();
        layer += 1;
    }
    let last = depth.iter().copied().filter(|depth| *depth < usize::MAX).max().unwrap_or(0);
    depth.into_iter().map(|depth| depth.min(last)).collect()
}

/// By node its place in its layer, after each layer was sorted a few times by the mean place of its neighbours.
fn ranks(layers: &[usize], legs: &[(usize, usize)], deepest: usize) -> Vec<f64> {
    let mut ranks = vec![0.0; layers.len()];
    let of_layer = |layer: usize| (0..layers.len()).filter(move |node| layers[*node] == layer);
    for layer in 0..=deepest {
        of_layer(layer).enumerate().for_each(|(rank, node)| ranks[node] = rank as f64);
    }
    for _ in 0..4 {
        for layer in 0..=deepest {
            let mut own: Vec<(f64, usize)> =
                of_layer(layer).map(|node| (wish(node, legs, &ranks), node)).collect();
            own.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            own.iter().enumerate().for_each(|(rank, (_, node))| ranks[*node] = rank as f64);
        }
    }
    ranks
}

/// The mean place of a node's neighbours, or its own where it has none.
fn wish(node: usize, legs: &[(usize, usize)], ranks: &[f64]) -> f64 {
    let other = |(from, to): &(usize, usize)| match node {
        _ if *from == node => Some(*to),
        _ if *to == node => Some(*from),
        _ => None,
    };
    let places: Vec<f64> = legs.iter().filter_map(other).map(|node| ranks[node]).collect();
    if places.is_empty() { ranks[node] } else { places.iter().sum::<f64>() / places.len() as f64 }
}

/// Places moved apart until they keep a distance, as little as can be, within a frame.
pub(super) fn apart(places: &[(f64, f64)], gap: f64, (width, height): (f64, f64)) -> Vec<(f64, f64)> {
    let mut moved = places.to_vec();
    for _ in 0..STEPS {
        for one in 0..moved.len() {
            for other in one + 1..moved.len() {
                let (by_x, by_y) = push(moved[one], moved[other], gap, one + other);
                moved[one] = (moved[one].0 - by_x, moved[one].1 - by_y);
                moved[other] = (moved[other].0 + by_x, moved[other].1 + by_y);
            }
        }
        for (place, home) in moved.iter_mut().zip(places) {
            let back = |now: f64, home: f64, end: f64| (now + 0.02 * (home - now)).clamp(0.0, end);
            *place = (back(place.0, home.0, width), back(place.1, home.1, height));
        }
    }
    moved
}

/// How often places are moved.
const STEPS: usize = 200;

/// How far the second of two places moves away from the first, which moves as far the other way.
fn push(one: (f64, f64), other: (f64, f64), gap: f64, turn: usize) -> (f64, f64) {
    let (across, down) = (other.0 - one.0, other.1 - one.1);
    let distance = across.hypot(down);
    if distance >= gap {
        return (0.0, 0.0);
    }
    if distance < 1e-9 {
        let angle = turn as f64;
        return (0.25 * gap * angle.cos(), 0.25 * gap * angle.sin());
    }
    let share = 0.5 * (gap - distance) / distance;
    (across * share, down * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_their_distance_and_stay_inside() {
        let places = vec![(50.0, 50.0); 9];
        let moved = apart(&places, 10.0, (100.0, 100.0));
        for (number, one) in moved.iter().enumerate() {
            assert!((0.0..=100.0).contains(&one.0) && (0.0..=100.0).contains(&one.1));
            for other in &moved[number + 1..] {
                assert!((one.0 - other.0).hypot(one.1 - other.1) > 8.0, "{moved:?}");
            }
        }
    }

    #[test]
    fn east_is_right_and_north_is_up() {
        let layout = map(&[(43.6, 51.2), (40.4, 49.9), (52.0, 13.0)]);
        let [aktau, baku, berlin] = layout.places[..] else { panic!("three places") };
        assert!(aktau.0 > baku.0 && baku.0 > berlin.0);
        assert!(berlin.1 < aktau.1 && aktau.1 < baku.1);
    }

    /// Two places at either side of the date line are near each other.
    #[test]
    fn the_date_line_is_no_edge() {
        let layout = map(&[(0.0, 179.0), (0.0, -179.0), (0.0, 170.0)]);
        assert!(layout.places[0].0 < layout.places[1].0 && layout.places[2].0 < layout.places[0].0);
    }

    #[test]
    fn layers_follow_the_legs() {
        assert_eq!(layers(4, &[(0, 1), (1, 2), (3, 2)], vec![0]), [0, 1, 2, 3]);
        assert_eq!(layers(3, &[(0, 1)], vec![0]), [0, 1, 1]);
        assert_eq!(layers(0, &[], Vec::new()), [0; 0]);
    }
}
