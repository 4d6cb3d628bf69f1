//! Suspicion: numbers and words that can stand where they stand, and look like slips.

use std::collections::BTreeSet;

use super::history::tells_slip;
use super::numbers::{Run, runs};
use super::{At, Check};
use crate::evidence::Number;
use crate::model::{Draft, Thing, WarningKind};
use crate::network::{Adjustment, Effect, Enlarges, Leg};
use crate::projection::{Part, Steps};
use crate::quantity::Unit;

/// From so many times on, two numbers that should be alike look like a slip of a thousand: values that truly differ
/// threefold and a slip between thousands and millions still show.
const SLIP: f64 = 300.0;

/// Fewest capacities at a node of which one can be odd.
const FEWEST: usize = 3;

/// Legs cost something, and carry something.
pub(super) fn legs(check: &mut Check<'_>) {
    let enlarged = enlarged(check.draft, true);
    for (id, leg) in check.draft.legs.iter() {
        let at = At::thing(Thing::Leg, id);
        if leg.tariff.is_none() && leg.tariffs.is_empty() && leg.time.is_none() {
            check.warn(at, WarningKind::FreeLeg);
        }
        let Some(capacity) = &leg.capacity else { continue };
        carries(check, at, capacity, &leg.capacity_changes, enlarged.contains(id.as_str()));
        background(check, at, capacity, leg.background.as_ref());
    }
}

/// Limits allow something.
pub(super) fn limits(check: &mut Check<'_>) {
    let enlarged = enlarged(check.draft, false);
    for (id, limit) in check.draft.limits.iter() {
        let at = At::thing(Thing::Limit, id);
        carries(check, at, &limit.capacity, &limit.capacity_changes, enlarged.contains(id.as_str()));
        background(check, at, &limit.capacity, limit.background.as_ref());
    }
}

/// A capacity of nothing is enlarged by a project or a change.
fn carries(check: &mut Check<'_>, at: At<'_>, capacity: &Steps, changes: &[Adjustment], enlarged: bool) {
    let added = changes.iter().any(|change| matches!(change.effect, Effect::Add(_)));
    if centrals(capacity).fold(0.0, f64::max) <= 0.0 && !added && !enlarged {
        check.warn(at.key("capacity"), WarningKind::NeverOpen);
    }
}

/// The legs, or the limits, that projects enlarge.
fn enlarged(draft: &Draft, legs: bool) -> BTreeSet<&str> {
    let enlarged = draft.projects.iter().filter_map(|(_, project)| match &project.enlarges {
        Enlarges::Leg(leg) => Some(leg.as_str()).filter(|_| legs),
        Enlarges::Limit(limit) => Some(limit.as_str()).filter(|_| !legs),
    });
    enlarged.collect()
}

/// A background use leaves something of the capacity.
fn background(check: &mut Check<'_>, at: At<'_>, capacity: &Steps, background: Option<&Steps>) {
    let Some(used) = background.filter(|used| used.unit() == capacity.unit()) else { return };
    let (background, most) =
        (centrals(used).fold(f64::INFINITY, f64::min), centrals(capacity).fold(0.0, f64::max));
    if let Some(unit) = capacity.unit().filter(|_| most > 0.0 && background >= most) {
        check.warn(at.key("background"), WarningKind::BackgroundFills { background, capacity: most, unit });
    }
}

fn centrals(steps: &Steps) -> impl Iterator<Item = f64> {
    steps.values().map(Number::central)
}

/// No number is a slip of thousands away from those that it stands among.
pub(super) fn magnitudes(check: &mut Check<'_>) {
    capacities(check);
    for (at, run, _) in runs(check.draft) {
        points(check, at, &run);
    }
}

/// Values of one course are of one order from point to point.
fn points(check: &mut Check<'_>, at: At<'_>, run: &Run<'_>) {
    let numbers = run.numbers();
    let points = numbers.iter().filter(|(part, _)| matches!(part, Part::Point(_)));
    let points: Vec<&(Part, &Number)> = points.filter(|(_, number)| number.central() > 0.0).collect();
    let told = tells_slip(at, run);
    for pair in points.windows(2).filter(|pair| !pair.iter().any(|(part, _)| told(*part))) {
        let (given, other, unit) = (pair[1].1.central(), pair[0].1.central(), pair[1].1.unit);
        if is_slip(given, other) {
            let compared = "the value before it";
            check.warn(at.part(pair[1].0), WarningKind::OddMagnitude { given, compared, other, unit });
        }
    }
}

fn is_slip(given: f64, other: f64) -> bool {
    given / other >= SLIP || other / given >= SLIP
}

/// Capacities of legs are of the order of those that meet them.
fn capacities(check: &mut Check<'_>) {
    let draft = check.draft;
    let medians = medians(draft);
    for (id, leg) in draft.legs.iter() {
        let Some((given, unit)) = capacity_of(leg) else { continue };
        let ends = [&leg.from, &leg.to].map(|node| draft.nodes.position(node.as_str()));
        let near = ends.into_iter().flatten().filter_map(|node| medians[node]);
        let odd =
            near.filter(|(_, other)| *other == unit).map(|(median, _)| median).find(|m| is_slip(given, *m));
        if let Some(other) = odd {
            let compared = "what the legs that it meets mostly carry";
            let at = At::thing(Thing::Leg, id).key("capacity");
            check.warn(at, WarningKind::OddMagnitude { given, compared, other, unit });
        }
    }
}

/// The median capacity of the legs at each node, where there are enough of one unit.
fn medians(draft: &Draft) -> Vec<Option<(f64, Unit)>> {
    let mut at_node: Vec<Vec<(f64, Unit)>> = vec![Vec::new(); draft.nodes.len()];
    for (_, leg) in draft.legs.iter() {
        let ends = [&leg.from, &leg.to].map(|node| draft.nodes.position(node.as_str()));
        for node in ends.into_iter().flatten() {
            at_node[node].extend(capacity_of(leg));
        }
    }
    at_node.into_iter().map(median).collect()
}

fn median(mut capacities: Vec<(f64, Unit)>) -> Option<(f64, Unit)> {
    let (_, unit) = *capacities.first()?;
    let alike = capacities.iter().all(|(_, other)| *other == unit);
    capacities.sort_by(|one, other| one.0.total_cmp(&other.0));
    capacities.get(capacities.len() / 2).filter(|_| alike && capacities.len() >= FEWEST).copied()
}

/// The first capacity of a leg that is more than nothing.
fn capacity_of(leg: &Leg) -> Option<(f64, Unit)> {
    let capacity = leg.capacity.as_ref()?;
    Some((centrals(capacity).find(|value| *value > 0.0)?, capacity.unit()?))
}

/// Countries are two-letter codes.
pub(super) fn countries(check: &mut Check<'_>) {
    let draft = check.draft;
    for (id, node) in draft.nodes.iter() {
        country(check, At::thing(Thing::Node, id).key("country"), &node.country);
    }
    for (id, leg) in draft.legs.iter() {
        country(check, At::thing(Thing::Leg, id).key("country"), &leg.country);
    }
    for (id, turnover) in draft.turnovers.iter() {
        for (index, code) in turnover.countries.iter().enumerate() {
            country(check, At::thing(Thing::Turnover, id).key("countries").entry(index), code);
        }
    }
}

fn country(check: &mut Check<'_>, at: At<'_>, code: &str) {
    let is_code = code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
    if !code.is_empty() && !is_code {
        check.warn(at, WarningKind::OddCountry { given: code.to_owned() });
    }
}
