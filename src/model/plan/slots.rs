use crate::evidence::Number;

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
#[derive(Debug, Default)]
pub(super) struct Slots {
    inputs: Vec<Input>,
}

impl Slots {
    /// Goes on after inputs that have their slots.
    pub(super) fn after(inputs: Vec<Input>) -> Self {
        Self { inputs }
    }

    /// A slot for a number.
    pub(super) fn add(&mut self, path: String, number: &Number) -> Slot {
        self.inputs.push(Input { path, number: number.clone() });
        self.inputs.len() - 1
    }

    /// The slot of the next number.
    pub(super) fn next(&self) -> Slot {
        self.inputs.len()
    }

    pub(super) fn into_inputs(self) -> Vec<Input> {
        self.inputs
    }
}
