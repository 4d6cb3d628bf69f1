use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Period;
use crate::evaluate::{Indicator, Outcome};
use crate::model::Draft;
use crate::network::{Adjustment, Effect, Leg};
use crate::quantity::Unit;
use crate::report::Scale;
use crate::report::number::{decimals, rounded};
use crate::report::over::{binding, over_leg, over_node};

use super::drawing::{Anchor, Fill, Letter, Stroke, short};
use super::frame::{Frame, LABEL, ink, soft};
use super::network_labels::Taken;
use super::network_layout::{Layout, apart};
use super::palette::{GAIN, INK, LOSS, PAPER, PLAIN};
use super::ticks::Ticks;
use super::{Chart, ChartError, Size};

/// Widest and thinnest line.
const WIDEST: f64 = 16.0;
const THINNEST: f64 = 1.1;

/// The least distance between two nodes.
const GAP: f64 = 40.0;

/// Room for names around the nodes, and for the legend below them.
const MARGIN: f64 = 56.0;
const LEGEND: f64 = 44.0;

/// Longest name of a node that is written; of what has a longer one the id is.
const NAME: usize = 16;

/// A leg on the drawing.
struct Way<'a> {
    id: &'a str,
    ends: [usize; 2],
    flow: f64,
    is_closed: bool,
    /// The limits over it that bind.
    full: BTreeSet<&'a str>,
    /// From end to end, bent towards the point in the middle.
    bow: [(f64, f64); 3],
}

/// The network of a model with what passes over it in a period: wide lines for much, full legs with a dashed core and
/// named, closed legs dashed. Drawn on the map where every node has a place, else from left to right.
///
/// It is as high as the map needs; `size` gives the width.
///
/// # Errors
/// A model without a network.
#[doc(alias = "map")]
#[doc(alias = "schematic")]
pub fn network(draft: &Draft, outcome: &Outcome, period: Period, size: Size) -> Result<Chart, ChartError> {
    if draft.legs.is_empty() {
        return Err(ChartError::Empty { indicator: Indicator::Throughput });
    }
    let layout = Layout::of(draft);
    let inner = size.width - 2.0 * MARGIN;
    let height = inner * layout.shape;
    let size = size.with_height(height + 2.0 * MARGIN + LEGEND + 40.0);
    let ways = ways(draft, outcome, period);
    let unit = draft.measure.map_or(Unit::One, Unit::Volume);
    let scale = Scale::of_unit(unit, ways.iter().map(|way| way.flow));
    let title = format!("The network in {period}, {}", outcome.scenario());
    let under = under(&scale, layout.is_map);
    let mut frame = Frame::new(size, &title, &under, "");
    let origin = (MARGIN, frame.top + MARGIN - 16.0);
    let placed: Vec<(f64, f64)> = layout.places.iter().map(|(x, y)| (x * inner, y * inner)).collect();
    let placed = apart(&placed, GAP, (inner, height));
    let nodes: Vec<(f64, f64)> = placed.iter().map(|(x, y)| (origin.0 + x, origin.1 + y)).collect();
    let ways = bent(ways, &nodes);
    let drawn = Drawn { draft, outcome, period, nodes, ways, scale };
    drawn.draw(&mut frame, size);
    let description = drawn.description(&title);
    Ok(Chart::new(&title, frame.finish(&description)))
}

fn under(scale: &Scale, is_map: bool) -> String {
    let places = if is_map {
        "places as on a map, drawn larger where they lie close"
    } else {
        "not to scale: the nodes have no places"
    };
    let symbol = scale.symbol();
    format!(
        "Width of a leg: what passes over it, {symbol}; orange with a dashed core and named: full; dashed grey: closed; {places}"
    )
}

/// The legs, with what passes over each.
fn ways<'a>(draft: &'a Draft, outcome: &Outcome, period: Period) -> Vec<Way<'a>> {
    let number: BTreeMap<&str, usize> =
        draft.nodes.names().enumerate().map(|(place, name)| (name, place)).collect();
    let way = |id: &'a str, leg: &'a Leg| {
        let ends = [number.get(leg.from.as_str()).copied()?, number.get(leg.to.as_str()).copied()?];
        let full = binding(outcome, &over_leg(draft, id), period);
        let flow = outcome.value(Indicator::Throughput, id, period).unwrap_or(0.0);
        let is_closed = is_closed(draft, id, leg, period);
        Some(Way { id, ends, flow, is_closed, full, bow: [(0.0, 0.0); 3] })
    };
    draft.legs.iter().filter_map(|(id, leg)| way(id.as_str(), leg)).collect()
}

/// Whether a leg, or a limit over it, is closed for most of a period.
fn is_closed(draft: &Draft, id: &str, leg: &Leg, period: Period) -> bool {
    let closes = |changes: &[Adjustment]| {
        let mut closing = changes.iter().filter(|change| matches!(change.effect, Effect::Close));
        closing.any(|change| change.span.share_of(period) > 0.5)
    };
    let over = over_leg(draft, id);
    let mut limits = draft.limits.iter().filter(|(limit, _)| over.contains(&limit.as_str()));
    closes(&leg.capacity_changes)
        || limits.any(|(_, limit)| limit.commodities.is_empty() && closes(&limit.capacity_changes))
}

/// Legs between the same nodes side by side, and legs around nodes that stand in their way.
fn bent<'a>(mut ways: Vec<Way<'a>>, nodes: &[(f64, f64)]) -> Vec<Way<'a>> {
    let key = |way: &Way<'_>| (way.ends[0].min(way.ends[1]), way.ends[0].max(way.ends[1]));
    let keys: Vec<(usize, usize)> = ways.iter().map(key).collect();
    for number in 0..ways.len() {
        let beside = keys.iter().filter(|other| **other == keys[number]).count();
        let before = keys[..number].iter().filter(|other| **other == keys[number]).count();
        let [one, other] = [keys[number].0, keys[number].1].map(|node| nodes[node]);
        let aside = 26.0 * (before as f64 - 0.5 * (beside - 1) as f64);
        let aside = if beside == 1 { around(one, other, nodes) } else { aside };
        let middle = off_middle(one, other, aside);
        let turned = ways[number].ends[0] != keys[number].0;
        ways[number].bow = if turned { [other, middle, one] } else { [one, middle, other] };
    }
    ways
}

/// A point beside the middle between two.
fn off_middle(one: (f64, f64), other: (f64, f64), aside: f64) -> (f64, f64) {
    let (across, down) = (other.0 - one.0, other.1 - one.1);
    let length = across.hypot(down).max(1.0);
    (
        f64::midpoint(one.0, other.0) - aside * down / length,
        f64::midpoint(one.1, other.1) + aside * across / length,
    )
}

/// How far a line is to be bent so that it passes by the nodes: the least of some that meets the fewest.
fn around(one: (f64, f64), other: (f64, f64), nodes: &[(f64, f64)]) -> f64 {
    let met = |aside: f64| {
        let bow = [one, off_middle(one, other, aside), other];
        let others = nodes.iter().filter(|node| **node != one && **node != other);
        others
            .filter(|node| along(bow).any(|point| (point.0 - node.0).hypot(point.1 - node.1) < 13.0))
            .count()
    };
    let tries = [0.0, 30.0, -30.0, 60.0, -60.0, 100.0, -100.0];
    let mut best = (met(0.0), 0.0);
    for aside in tries {
        let own = met(aside);
        if own < best.0 {
            best = (own, aside);
        }
    }
    best.1
}

/// Points along a bent line.
fn along([from, towards, to]: [(f64, f64); 3]) -> impl Iterator<Item = (f64, f64)> {
    (1..16).map(move |step| {
        let share = f64::from(step) / 16.0;
        let mix = |one: f64, two: f64, three: f64| {
            (1.0 - share).powi(2) * one + 2.0 * share * (1.0 - share) * two + share.powi(2) * three
        };
        (mix(from.0, towards.0, to.0), mix(from.1, towards.1, to.1))
    })
}

/// A network that is laid out.
struct Drawn<'a> {
    draft: &'a Draft,
    outcome: &'a Outcome,
    period: Period,
    nodes: Vec<(f64, f64)>,
    ways: Vec<Way<'a>>,
    scale: Scale,
}

impl Drawn<'_> {
    fn most(&self) -> f64 {
        self.ways.iter().map(|way| way.flow).fold(0.0, f64::max)
    }

    fn width(&self, flow: f64) -> f64 {
        let most = self.most();
        if most > 0.0 { (WIDEST * flow / most).max(THINNEST) } else { THINNEST }
    }

    fn shown(&self, flow: f64) -> String {
        let digits = decimals([self.scale.shown(self.most(), self.period)]);
        format!("{} {}", rounded(self.scale.shown(flow, self.period), digits), self.scale.symbol())
    }

    fn draw(&self, frame: &mut Frame, size: Size) {
        let mut order: Vec<&Way<'_>> = self.ways.iter().collect();
        order.sort_by(|one, other| other.flow.total_cmp(&one.flow));
        for way in order {
            self.leg(frame, way);
        }
        let inside = (size.width, size.height - LEGEND);
        let taken = self.places(frame, inside);
        self.full(frame, taken, inside);
        self.legend(frame, size);
    }

    fn leg(&self, frame: &mut Frame, way: &Way<'_>) {
        let width = self.width(way.flow);
        let mut tip = format!("{}: {}", way.id, self.shown(way.flow));
        let mut stroke = Stroke { class: "leg", colour: GAIN, width, dashes: "" };
        if way.is_closed {
            tip += ", closed";
            stroke = Stroke { class: "closed", colour: PLAIN, width: 2.0, dashes: "6 5" };
        } else if !way.full.is_empty() {
            tip += ", full";
            stroke = Stroke { class: "full", colour: LOSS, width: width.max(4.0), dashes: "" };
        } else if way.flow <= 0.0 {
            stroke = Stroke { class: "unused", colour: PLAIN, width: THINNEST, dashes: "" };
        }
        frame.drawing.bow(way.bow, stroke, &tip);
        if !way.full.is_empty() && !way.is_closed {
            let core = Stroke { class: "core", colour: PAPER, width: 1.4, dashes: "5 4" };
            frame.drawing.bow(way.bow, core, "");
        }
    }

    /// The nodes with their names; gives what is taken now.
    fn places(&self, frame: &mut Frame, inside: (f64, f64)) -> Taken {
        let mut taken = Taken::default();
        for point in self.ways.iter().flat_map(|way| along(way.bow)) {
            taken.point(point);
        }
        for place in &self.nodes {
            taken.dot(*place, 5.0);
        }
        for ((id, node), place) in self.draft.nodes.iter().zip(&self.nodes) {
            let full = self.full_at(id.as_str());
            let (colour, tip) = if full.is_empty() {
                (INK, format!("{id}, {}", node.kind))
            } else {
                (LOSS, format!("{id}, {}, full: {}", node.kind, list(&full)))
            };
            let radius = if full.is_empty() { 4.2 } else { 6.0 };
            frame.drawing.dot(*place, radius, Fill { class: "node", colour, edge: Some(PAPER), tip: &tip });
            let name = if node.name.is_empty() || node.name.chars().count() > NAME {
                id.as_str()
            } else {
                &node.name
            };
            let written = taken.write(name, *place, 8.0, inside);
            frame.drawing.halo(written.at, written.anchor, ink(LABEL), name);
        }
        taken
    }

    fn full_at(&self, node: &str) -> BTreeSet<&str> {
        binding(self.outcome, &over_node(self.draft, node), self.period)
    }

    /// The limits that bind, each named once: at its first leg, or else at its first node.
    fn full(&self, frame: &mut Frame, mut taken: Taken, inside: (f64, f64)) {
        let mut told = BTreeSet::new();
        let at_legs = self.ways.iter().flat_map(|way| way.full.iter().map(|limit| (*limit, middle(way.bow))));
        let nodes = self.draft.nodes.names().zip(&self.nodes);
        let at_nodes =
            nodes.flat_map(|(node, place)| self.full_at(node).into_iter().map(|limit| (limit, *place)));
        for (limit, place) in at_legs.chain(at_nodes).filter(|(limit, _)| told.insert(*limit)) {
            let text = format!("full: {limit}");
            let written = taken.write(&text, place, 10.0, inside);
            let letter = Letter { class: "full-name", colour: FULL_NAME, size: LABEL, is_bold: true };
            frame.drawing.halo(written.at, written.anchor, letter, &text);
        }
    }

    /// Lines of some widths, with what each stands for.
    fn legend(&self, frame: &mut Frame, size: Size) {
        let most = self.scale.shown(self.most(), self.period);
        let y = size.height - 24.0;
        let mut x = 24.0;
        let top = Ticks::over(0.0, most.max(1e-9), 3.0);
        let top = top.values.iter().copied().filter(|value| *value <= most).fold(0.0, f64::max);
        let values = [top, top / 2.0, top / 5.0, top / 10.0];
        for value in values.into_iter().filter(|value| *value > 0.0) {
            let width = (WIDEST * value / most).max(THINNEST);
            frame.drawing.line(
                (x, y),
                (x + 42.0, y),
                Stroke { class: "leg", colour: GAIN, width, dashes: "" },
            );
            let text = format!("{} {}", short(value), self.scale.symbol());
            frame.drawing.text((x + 50.0, y + 4.0), Anchor::Start, soft(LABEL), &text);
            x += 118.0;
        }
        let kinds = [("full", LOSS, 8.0, "", "full"), ("closed", PLAIN, 2.0, "6 5", "closed")];
        for (class, colour, width, dashes, text) in kinds {
            frame.drawing.line((x, y), (x + 42.0, y), Stroke { class, colour, width, dashes });
            if class == "full" {
                let core = Stroke { class: "core", colour: PAPER, width: 1.4, dashes: "5 4" };
                frame.drawing.line((x, y), (x + 42.0, y), core);
            }
            frame.drawing.text((x + 50.0, y + 4.0), Anchor::Start, soft(LABEL), text);
            x += 104.0;
        }
    }

    fn description(&self, title: &str) -> String {
        let mut busiest: Vec<&Way<'_>> = self.ways.iter().filter(|way| way.flow > 0.0).collect();
        busiest.sort_by(|one, other| other.flow.total_cmp(&one.flow));
        let busiest: Vec<String> =
            busiest.iter().take(5).map(|way| format!("{} {}", way.id, self.shown(way.flow))).collect();
        let full: BTreeSet<&str> = self.ways.iter().flat_map(|way| way.full.iter().copied()).collect();
        let closed: Vec<&str> = self.ways.iter().filter(|way| way.is_closed).map(|way| way.id).collect();
        let closed =
            if closed.is_empty() { String::new() } else { format!(" Closed: {}.", closed.join(", ")) };
        let full = if full.is_empty() { "none".to_owned() } else { list(&full) };
        format!("{title}. Most passes over {}. Full: {full}.{closed}", busiest.join(", "))
    }
}

/// Ink for the names of what is full: 5 to 1 against white.
const FULL_NAME: &str = "#a84300";

fn list(names: &BTreeSet<&str>) -> String {
    names.iter().copied().collect::<Vec<&str>>().join(", ")
}

fn middle(bow: [(f64, f64); 3]) -> (f64, f64) {
    let points: Vec<(f64, f64)> = along(bow).collect();
    points[points.len() / 2]
}
