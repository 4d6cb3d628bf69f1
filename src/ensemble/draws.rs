use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::layout::{Arm, Columns};
use super::sampler::DrawTable;
use crate::calendar::Horizon;
use crate::evaluate::Entry;
use crate::quantity::Unit;

/// What each draw of an ensemble has: the inputs that are drawn, and what is read off, over all scenarios.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The study.
    pub study: String,
    /// The scenarios, in order.
    pub scenarios: Vec<String>,
    /// The periods of what is read off.
    pub horizon: Horizon,
    /// The paths of the inputs that differ from draw to draw in any of the scenarios, each with its base unit.
    pub inputs: Vec<(String, Unit)>,
    /// What is read off in any of the scenarios.
    pub entries: Vec<Entry>,
    /// By scenario, which of its own inputs and entries these are.
    places: Vec<Places>,
}

/// Where a scenario has each input and each entry.
#[derive(Debug, Clone, PartialEq)]
struct Places {
    inputs: Vec<Option<usize>>,
    entries: Vec<Option<usize>>,
}

/// Some draws that follow each other, as they were made: what [`Ensemble::part_with`](super::Ensemble::part_with) shows.
pub struct Draws<'a> {
    columns: &'a Columns<'a>,
    drawn: &'a Drawn,
    first: u64,
    count: usize,
    /// Cell by cell, each with as much room as a chunk has draws.
    values: &'a [f64],
    room: usize,
    /// By scenario, the inputs; drawn again when they are asked for, which most who look on do not.
    tables: OnceCell<Vec<DrawTable>>,
}

impl Drawn {
    pub(super) fn new(columns: &Columns<'_>) -> Self {
        let (mut inputs, mut entries) = (Vec::new(), Vec::new());
        for arm in &columns.arms {
            add_new(&mut inputs, inputs_of(arm));
            add_new(&mut entries, arm.layout.entries().to_vec());
        }
        let places = columns.arms.iter().map(|arm| {
            let own = inputs_of(arm);
            Places {
                inputs: inputs.iter().map(|input| own.iter().position(|other| other == input)).collect(),
                entries: entries.iter().map(|entry| arm.place_of(entry)).collect(),
            }
        });
        let places = places.collect();
        let scenarios = columns.arms.iter().map(|arm| arm.name.to_string()).collect();
        let plan = columns.arms[0].plan;
        let (study, horizon) = (plan.name().to_owned(), plan.horizon());
        Self { study, scenarios, horizon, inputs, entries, places }
    }
}

/// The inputs that a scenario draws, with their units.
fn inputs_of(arm: &Arm<'_>) -> Vec<(String, Unit)> {
    let units: HashMap<&str, Unit> =
        arm.plan.inputs().iter().map(|input| (input.path.as_str(), input.number.unit)).collect();
    let unit = |path: &str| units.get(path).copied().unwrap_or(Unit::One);
    arm.sampler.uncertain().map(|path| (path.to_owned(), unit(path))).collect()
}

/// Adds what is not there yet.
fn add_new<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

impl Arm<'_> {
    fn place_of(&self, entry: &Entry) -> Option<usize> {
        let place = self.layout.position(entry.indicator, &entry.subject)?;
        (self.layout.entries()[place].unit == entry.unit).then_some(place)
    }
}

impl<'a> Draws<'a> {
    pub(super) fn new(
        columns: &'a Columns<'a>,
        drawn: &'a Drawn,
        (first, count): (u64, usize),
        (values, room): (&'a [f64], usize),
    ) -> Self {
        Self { columns, drawn, first, count, values, room, tables: OnceCell::new() }
    }

    /// Their numbers.
    pub fn numbers(&self) -> Range<u64> {
        self.first..self.first + self.count as u64
    }

    /// An input of [`Drawn::inputs`] in a scenario, draw by draw in its base unit; none if the scenario does not draw it.
    pub fn input(&self, scenario: usize, input: usize) -> Option<&[f64]> {
        let place = *self.drawn.places.get(scenario)?.inputs.get(input)?.as_ref()?;
        self.tables().get(scenario)?.column(place)
    }

    fn tables(&self) -> &[DrawTable] {
        let table = |arm: &Arm<'_>| {
            let mut table = DrawTable::default();
            arm.sampler.fill(self.first, self.count, &mut table);
            table
        };
        self.tables.get_or_init(|| self.columns.arms.iter().map(table).collect())
    }

    /// An entry of [`Drawn::entries`] in a scenario and a period, draw by draw in its base unit, NaN where it does not
    /// apply; none if the scenario does not have it.
    pub fn value(&self, scenario: usize, entry: usize, period: usize) -> Option<&[f64]> {
        let place = *self.drawn.places.get(scenario)?.entries.get(entry)?.as_ref()?;
        let cell = (self.columns.first_of(scenario) + place) * self.columns.periods + period;
        self.values.get(cell * self.room..)?.get(..self.count)
    }
}

impl std::fmt::Debug for Draws<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draws").field("numbers", &self.numbers()).finish_non_exhaustive()
    }
}
