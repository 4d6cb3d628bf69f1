use std::collections::HashMap;

use crate::evidence::Number;
use crate::projection::Part;

/// Where a number's value stands in the list of a plan's inputs.
pub(crate) type Slot = usize;

/// One number of a model, as a plan reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Its place in the study: `leg.aktau-baku.capacity`.
    pub path: String,
    /// The number, with its uncertainty and its source.
    pub number: Number,
}

/// The numbers of a plan while it is being made: each gets a slot in the order in which it is met.
///
/// A number that is met again, under the same path, keeps its slot, so that a draw gives it one value everywhere.
#[derive(Debug, Default)]
pub(super) struct Slots {
    inputs: Vec<Input>,
    by_path: HashMap<String, Slot>,
}

impl Slots {
    /// Goes on after inputs that have their slots.
    pub(super) fn after(inputs: Vec<Input>) -> Self {
        let by_path = inputs.iter().enumerate().map(|(slot, input)| (input.path.clone(), slot)).collect();
        Self { inputs, by_path }
    }

    /// A slot for a number.
    pub(super) fn add(&mut self, path: String, number: &Number) -> Slot {
        if let Some(slot) = self.by_path.get(&path) {
            return *slot;
        }
        self.by_path.insert(path.clone(), self.inputs.len());
        self.inputs.push(Input { path, number: number.clone() });
        self.inputs.len() - 1
    }

    /// Slots side by side for the numbers of steps or of a course; the first of them.
    ///
    /// Values stand at `path`, and a rule's parameters under `rule`: `demand.x.volume.2023`, `demand.x.growth.compound`.
    pub(super) fn add_parts(&mut self, path: &str, rule: &str, parts: &[(Part, &Number)]) -> Slot {
        let mut first = self.inputs.len();
        for (place, (part, number)) in parts.iter().enumerate() {
            let slot = self.add(part_path(path, rule, *part), number);
            if place == 0 {
                first = slot;
            }
        }
        first
    }

    pub(super) fn into_inputs(self) -> Vec<Input> {
        self.inputs
    }
}

fn part_path(path: &str, rule: &str, part: Part) -> String {
    match part {
        Part::Always => path.to_owned(),
        Part::Point(period) => format!("{path}.{period}"),
        part => format!("{rule}{part}"),
    }
}
