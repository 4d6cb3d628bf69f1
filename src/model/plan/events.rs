//! Events made flat: in which years they begin, on which days, and how much of each period they take.

use std::collections::BTreeMap;

use crate::calendar::{Date, Horizon, Span};
use crate::evidence::{Id, Number, Shape, Spread};
use crate::model::{Draft, Thing};
use crate::network::{Corridor, Event, Leg};
use crate::quantity::Unit;

use super::slots::{Slot, Slots};

/// An event of the plan.
#[derive(Debug, Clone)]
pub(crate) struct PlannedEvent {
    probability: Slot,
    loses: Option<Slot>,
    /// The years in which it may begin, in their order.
    years: Vec<EventYear>,
    /// The first day of each period, and the day after the last, from the first day of the horizon on.
    bounds: Vec<f64>,
}

/// A year in which an event may begin.
#[derive(Debug, Clone)]
struct EventYear {
    /// Whether it begins: if this is below the probability.
    starts: Slot,
    /// When: how far into the days on which it may.
    on: Slot,
    lasts: Slot,
    /// The stretches of days on which it may begin: the first, from that of the horizon on, and how many.
    days: Vec<(f64, f64)>,
    /// Which part of the days of a whole year they are.
    part: f64,
}

impl PlannedEvent {
    fn lower(id: &str, event: &Event, horizon: Horizon, slots: &mut Slots) -> Self {
        let path = format!("event.{id}");
        let known = Span::between(horizon.first().first_day(), horizon.last().span().end());
        let first = known.first_day();
        let years = first.year()..=known.end().plus_days(-1).year();
        let bounds = horizon.periods().map(|period| offset(first, period.first_day()));
        Self {
            probability: slots.add(format!("{path}.probability"), &event.probability),
            loses: event.loses.as_ref().map(|loses| slots.add(format!("{path}.by"), loses)),
            years: years.filter_map(|year| EventYear::lower(&path, event, year, known, slots)).collect(),
            bounds: bounds.chain([offset(first, known.end())]).collect(),
        }
    }

    /// Writes the share of what it hits that each period keeps.
    pub(super) fn fill(&self, values: &[f64], kept: &mut [f64]) {
        kept.fill(0.0);
        let mut until = f64::NEG_INFINITY;
        for year in
            self.years.iter().filter(|year| values[year.starts] < values[self.probability] * year.part)
        {
            let begins = year.begins(values[year.on]);
            let ends = begins + values[year.lasts].max(0.0);
            // One that is still on is not taken off twice.
            self.add_days(begins.max(until), ends, kept);
            until = until.max(ends);
        }
        let loses = self.loses.map_or(1.0, |slot| values[slot]);
        for (kept, bounds) in kept.iter_mut().zip(self.bounds.windows(2)) {
            *kept = (1.0 - loses * *kept / (bounds[1] - bounds[0])).max(0.0);
        }
    }

    /// Adds the days from `begins` to `ends` to the periods they are in.
    fn add_days(&self, begins: f64, ends: f64, days: &mut [f64]) {
        let first = self.bounds.partition_point(|bound| *bound <= begins).saturating_sub(1);
        for (days, bounds) in days.iter_mut().zip(self.bounds.windows(2)).skip(first) {
            if bounds[0] >= ends {
                return;
            }
            *days += (ends.min(bounds[1]) - begins.max(bounds[0])).max(0.0);
        }
    }
}

impl EventYear {
    /// A year with its inputs; none if the event cannot begin in it.
    fn lower(path: &str, event: &Event, year: i32, known: Span, slots: &mut Slots) -> Option<Self> {
        let (days, part) = event.days_in(year, known);
        let stretch = |span: &Span| (offset(known.first_day(), span.first_day()), f64::from(span.days()));
        let days: Vec<(f64, f64)> = days.iter().map(stretch).collect();
        if days.is_empty() {
            return None;
        }
        let each = if event.lasts.spread.is_fixed() { String::new() } else { format!("@{year}") };
        let lasts = slots.add(format!("{path}.lasts{each}"), &event.lasts);
        let any = any_share();
        let (starts, on) = (format!("{path}.starts@{year}"), format!("{path}.on@{year}"));
        Some(Self { starts: slots.add(starts, &any), on: slots.add(on, &any), lasts, days, part })
    }

    /// The day, from the first of the horizon on, that is so far into those on which it may begin.
    fn begins(&self, share: f64) -> f64 {
        let mut left = share * self.days.iter().map(|(_, days)| days).sum::<f64>();
        for (first, days) in &self.days {
            if left < *days {
                return first + left;
            }
            left -= days;
        }
        self.days.last().map_or(0.0, |(first, days)| first + days)
    }
}

/// Days from one date to another.
fn offset(first: Date, day: Date) -> f64 {
    f64::from(first.days_until(day))
}

/// A number of which every share is alike likely.
fn any_share() -> Number {
    #[expect(clippy::expect_used, reason = "0 and 1 are finite and rise")]
    let (spread, number) = (
        Spread::new(Shape::Uniform { low: 0.0, high: 1.0 }).expect("0 is below 1"),
        Number::fixed(0.0, Unit::One).expect("0 is finite"),
    );
    number.with_spread(spread)
}

/// The events of a plan, and which of them hit each leg's own capacity and each limit.
#[derive(Default)]
pub(super) struct Events {
    pub(super) planned: Vec<PlannedEvent>,
    of_leg: BTreeMap<String, Vec<usize>>,
    of_limit: BTreeMap<String, Vec<usize>>,
}

impl Events {
    /// Those that can happen; the others are as if they were not there.
    pub(super) fn lower(draft: &Draft, slots: &mut Slots) -> Self {
        let mut this = Self::default();
        for (id, event) in draft.events.iter().filter(|(_, event)| event.is_possible()) {
            let number = this.planned.len();
            this.planned.push(PlannedEvent::lower(id.as_str(), event, draft.horizon, slots));
            for (thing, name) in event.hits.iter().filter_map(|hit| hit_of(draft, hit)) {
                this.hit(draft, thing, name, number, event.loses.is_some());
            }
        }
        this
    }

    /// Which events hit a leg.
    pub(super) fn of_leg(&self, name: &str) -> &[usize] {
        self.of_leg.get(name).map_or(&[], Vec::as_slice)
    }

    /// Which events hit a limit.
    pub(super) fn of_limit(&self, name: &str) -> &[usize] {
        self.of_limit.get(name).map_or(&[], Vec::as_slice)
    }

    fn hit(&mut self, draft: &Draft, thing: Thing, name: &str, event: usize, only_capacities: bool) {
        match thing {
            Thing::Limit => put(&mut self.of_limit, name, event),
            Thing::Corridor => {
                let corridor = draft.corridors.get(&Id::<Corridor>::new(name));
                for leg in corridor.iter().flat_map(|corridor| &corridor.cordon) {
                    put(&mut self.of_leg, leg.as_str(), event);
                }
            }
            Thing::Node => {
                let is_meant = |leg: &Leg| {
                    (leg.from.as_str() == name || leg.to.as_str() == name)
                        && (leg.capacity.is_some() || !only_capacities)
                };
                for (leg, _) in draft.legs.iter().filter(|(_, leg)| is_meant(leg)) {
                    put(&mut self.of_leg, leg.as_str(), event);
                }
                let over = |nodes: &[Id<_>]| nodes.iter().any(|node: &Id<_>| node.as_str() == name);
                for (limit, _) in
                    draft.limits.iter().filter(|(_, limit)| only_capacities && over(&limit.nodes))
                {
                    put(&mut self.of_limit, limit.as_str(), event);
                }
            }
            _ => put(&mut self.of_leg, name, event),
        }
    }
}

fn put(hit: &mut BTreeMap<String, Vec<usize>>, name: &str, event: usize) {
    let events = hit.entry(name.to_owned()).or_default();
    if !events.contains(&event) {
        events.push(event);
    }
}

/// The kinds of thing that an event can hit.
pub(crate) const HIT: [Thing; 4] = [Thing::Leg, Thing::Node, Thing::Limit, Thing::Corridor];

/// What a name is of: it says its kind, or only one kind has it.
pub(crate) fn hit_of<'n>(draft: &Draft, given: &'n str) -> Option<(Thing, &'n str)> {
    let has = |thing: Thing, name: &str| match thing {
        Thing::Leg => draft.legs.contains(name),
        Thing::Node => draft.nodes.contains(name),
        Thing::Limit => draft.limits.contains(name),
        _ => draft.corridors.contains(name),
    };
    let said = given.split_once('.').and_then(|(word, name)| Some((word.parse::<Thing>().ok()?, name)));
    match said.filter(|(thing, _)| HIT.contains(thing)) {
        Some((thing, name)) => Some((thing, name)).filter(|_| has(thing, name)),
        None => HIT.into_iter().find(|thing| has(*thing, given)).map(|thing| (thing, given)),
    }
}
