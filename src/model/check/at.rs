use std::fmt;

use crate::evidence::Id;
use crate::model::Thing;
use crate::projection::Part;

/// The path of a table and key, written out only when there is something to tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    table: &'a str,
    id: &'a str,
    key: &'a str,
    item: Item<'a>,
    part: Option<Part>,
    /// Whether a rule stands under the key's own name, `capacity_growth`, and not under `growth`.
    of_steps: bool,
}

/// What of a key's value is meant.
#[derive(Debug, Clone, Copy)]
enum Item<'a> {
    Whole,
    Name(&'a str),
    Entry(usize),
    KeyOfEntry(usize, &'a str),
    EntryOfEntry(usize, usize),
}

impl<'a> At<'a> {
    /// A key at the top of the model.
    pub(super) const fn top(table: &'a str) -> Self {
        Self { table, id: "", key: "", item: Item::Whole, part: None, of_steps: false }
    }

    /// A named thing.
    pub(super) fn thing<T>(thing: Thing, id: &'a Id<T>) -> Self {
        Self { id: id.as_str(), ..Self::top(thing.word()) }
    }

    /// A named table of another kind.
    pub(super) const fn named(table: &'a str, id: &'a str) -> Self {
        Self { id, ..Self::top(table) }
    }

    /// Which table it is in.
    pub(super) const fn table(&self) -> (&'a str, &'a str) {
        (self.table, self.id)
    }

    /// A key of it.
    pub(super) fn key(self, key: &'a str) -> Self {
        Self { key, ..self }
    }

    /// A named entry of the key.
    pub(super) fn name(self, name: &'a str) -> Self {
        Self { item: Item::Name(name), ..self }
    }

    /// An entry of the key's list, from 0.
    pub(super) fn entry(self, index: usize) -> Self {
        Self { item: Item::Entry(index), ..self }
    }

    /// A key of an entry, or an entry of an entry.
    pub(super) fn key_of_entry(self, index: usize, key: &'a str) -> Self {
        Self { item: Item::KeyOfEntry(index, key), ..self }
    }

    /// An entry of an entry.
    pub(super) fn entry_of_entry(self, outer: usize, inner: usize) -> Self {
        Self { item: Item::EntryOfEntry(outer, inner), ..self }
    }

    /// A number of a course, or one given in steps.
    pub(super) fn part(self, part: Part) -> Self {
        Self { part: Some(part), ..self }
    }

    /// The same place, whose rule stands under its own name.
    pub(super) fn of_part(self) -> Self {
        Self { of_steps: true, ..self }
    }

    /// Whether it is that of a part of a trade.
    pub(super) fn is_part(&self) -> bool {
        self.of_steps
    }

    /// A number of steps.
    pub(super) fn part_of_steps(self, part: Part) -> Self {
        Self { of_steps: true, ..self.part(part) }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.table)?;
        // The rule of a course is a key beside that of its values, that of steps is named after them.
        let beside = matches!(self.part, Some(Part::Parameter { .. } | Part::Through(_)));
        let key = if beside && !self.of_steps { "" } else { self.key };
        for name in [self.id, key].into_iter().filter(|name| !name.is_empty()) {
            write!(f, ".{name}")?;
        }
        match self.item {
            Item::Whole => Ok(()),
            Item::Name(name) => write!(f, ".{name}"),
            Item::Entry(index) => write!(f, "[{index}]"),
            Item::KeyOfEntry(index, key) => write!(f, "[{index}].{key}"),
            Item::EntryOfEntry(outer, inner) => write!(f, "[{outer}][{inner}]"),
        }?;
        match self.part {
            None | Some(Part::Always) => Ok(()),
            Some(part) if beside && self.of_steps => write!(f, "_{part}"),
            Some(part) => write!(f, ".{part}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::LegId;

    #[test]
    fn paths_read_as_in_a_study() {
        let (id, period) = (LegId::new("ferry"), "2027-03".parse().unwrap());
        let leg = At::thing(Thing::Leg, &id);
        let rate = Part::Parameter { rule: "logistic", name: "rate" };
        let rows = [
            (At::top("measure"), "measure"),
            (leg, "leg.ferry"),
            (leg.key("capacity").part(Part::Always), "leg.ferry.capacity"),
            (leg.key("capacity").part(Part::Point(period)), "leg.ferry.capacity.2027-03"),
            (leg.key("tariffs").name("oil").part(Part::Point(period)), "leg.ferry.tariffs.oil.2027-03"),
            (leg.key("volume").part(rate), "leg.ferry.growth.logistic.rate"),
            (leg.key("capacity").part_of_steps(rate), "leg.ferry.capacity_growth.logistic.rate"),
            (leg.key("ramp").key_of_entry(1, "by"), "leg.ferry.ramp[1].by"),
            (leg.key("routes").entry_of_entry(0, 2), "leg.ferry.routes[0][2]"),
        ];
        for (at, path) in rows {
            assert_eq!(at.to_string(), path);
        }
    }
}
