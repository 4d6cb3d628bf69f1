use std::sync::Arc;

use crate::quantity::Unit;

use super::{Entry, Indicator};

/// Where what is read off goes: first the entries' names, then, run by run, the values of those that are wanted.
#[derive(Debug)]
pub(super) struct Sink {
    mode: Mode,
    /// Wanted entries one after the other, each by period.
    values: Vec<f64>,
}

#[derive(Debug)]
enum Mode {
    Naming(Vec<Entry>),
    Reading { wanted: Vec<bool>, next: usize },
}

impl Sink {
    /// One that only takes names.
    pub(super) fn naming() -> Self {
        Self { mode: Mode::Naming(Vec::new()), values: Vec::new() }
    }

    /// The names that it took.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        match self.mode {
            Mode::Naming(entries) => entries,
            Mode::Reading { .. } => Vec::new(),
        }
    }

    /// One that takes the values of wanted entries, in the order in which they were named.
    pub(super) fn reading(wanted: Vec<bool>) -> Self {
        Self { mode: Mode::Reading { wanted, next: 0 }, values: Vec::new() }
    }

    /// Begins again at the first entry.
    pub(super) fn start(&mut self) {
        self.values.clear();
        if let Mode::Reading { next, .. } = &mut self.mode {
            *next = 0;
        }
    }

    /// Takes the next entry's name, or makes room for its values by period if they are wanted.
    pub(super) fn take(
        &mut self,
        indicator: Indicator,
        subject: &Arc<str>,
        unit: Unit,
        periods: usize,
    ) -> Option<&mut [f64]> {
        match &mut self.mode {
            Mode::Naming(entries) => {
                entries.push(Entry { indicator, subject: subject.clone(), unit });
                None
            }
            Mode::Reading { wanted, next } => {
                let is_wanted = wanted[*next];
                *next += 1;
                is_wanted.then(|| self.room(periods))
            }
        }
    }

    fn room(&mut self, periods: usize) -> &mut [f64] {
        let start = self.values.len();
        self.values.resize(start + periods, 0.0);
        &mut self.values[start..]
    }

    /// What it has taken.
    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }
}
