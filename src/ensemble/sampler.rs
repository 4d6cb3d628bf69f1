use std::collections::{BTreeMap, BTreeSet};

use statrs::distribution::{ContinuousCDF, Normal};

use super::design::Uniforms;
use super::{Correlation, Sampling, SamplingError};
use crate::evidence::{Ranks, Spread, of_scores, root_of_alike, standard_normal_quantiles};
use crate::model::{Draws, Input, Plan};

/// The values of a plan's inputs, draw by draw.
///
/// Inputs of one path are one input: they take the same number. Inputs that can be only one value keep it.
///
/// ```
/// # use corridor::calendar::Horizon;
/// # use corridor::evidence::{Estimate, Shape};
/// # use corridor::model::Draft;
/// # use corridor::network::{Leg, Mode, Node, NodeKind};
/// # use corridor::quantity::{Mass, Rate};
/// use corridor::ensemble::{Sampler, Sampling};
///
/// # let mut draft = Draft::new("crossing", Horizon::years(2025, 2030)?);
/// # draft.measure = Some(corridor::quantity::Measure::Mass);
/// # draft.add_node("aktau", Node::new(NodeKind::Port));
/// # draft.add_node("baku", Node::new(NodeKind::Port));
/// # let capacity: Estimate<Rate<Mass>> = "6-6.5 Mt/yr".parse()?;
/// # draft.add_leg("aktau-baku", Leg::new("aktau", "baku", Mode::Sea).capacity(capacity));
/// let plan = draft.plan()?;
/// let sampler = Sampler::new(&plan, Sampling::new(1000, 42)?, &[])?;
/// let capacity = sampler.values(17)[0];
/// assert!((6e6..6.5e6).contains(&capacity));
/// assert_eq!(sampler.uncertain().collect::<Vec<_>>(), ["leg.aktau-baku.capacity"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Sampler {
    sampling: Sampling,
    members: Vec<Member>,
    central: Vec<f64>,
}

/// An uncertain input: its path, the slots that hold it, and where its numbers are from.
#[derive(Debug, Clone)]
struct Member {
    path: String,
    slots: Vec<usize>,
    spread: Spread,
    origin: Origin,
}

#[derive(Debug, Clone)]
enum Origin {
    /// Its own uniform numbers.
    Own(Uniforms),
    /// √(1 − r) of its own score and √r of its group's.
    Factor { own: Uniforms, common: Uniforms, weights: (f64, f64) },
    /// Weighted scores of some inputs of its group, itself the last.
    Weighted(Vec<(f64, Uniforms)>),
}

/// Draws of all uncertain inputs, input by input; memory that is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct DrawTable {
    count: usize,
    columns: Vec<f64>,
    scratch: Vec<f64>,
}

impl DrawTable {
    /// The draws of an input, by its place among the uncertain ones.
    pub(super) fn column(&self, place: usize) -> Option<&[f64]> {
        self.columns.chunks_exact(self.count.max(1)).nth(place)
    }
}

impl Sampler {
    /// The sampler of a plan's inputs, with the correlations of their groups.
    ///
    /// Those of the model stand where none is given here for their group.
    ///
    /// # Errors
    /// A group without a correlation, two correlations of one group, and correlations that its inputs cannot have.
    pub fn new(plan: &Plan, sampling: Sampling, correlations: &[Correlation]) -> Result<Self, SamplingError> {
        let mut members = uncertain(plan.inputs(), &sampling);
        let is_given = |own: &&Correlation| correlations.iter().any(|given| given.group() == own.group());
        let own = plan.correlations().iter().filter(|own| !is_given(own));
        let all: Vec<&Correlation> = correlations.iter().chain(own).collect();
        let groups = Groups::new(plan.inputs(), &members, &all)?;
        for correlation in all {
            groups.join(correlation, &sampling, &mut members)?;
        }
        Ok(Self { sampling, members, central: plan.central().to_vec() })
    }

    /// How it draws.
    pub fn sampling(&self) -> &Sampling {
        &self.sampling
    }

    /// The paths of the inputs that differ from draw to draw, in the order of their slots.
    pub fn uncertain(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.path.as_str())
    }

    /// The value of every input in a draw, in the order of [`Plan::inputs`].
    pub fn values(&self, draw: u64) -> Vec<f64> {
        let mut table = DrawTable::default();
        let mut values = self.central.clone();
        self.fill(draw, 1, &mut table);
        self.put(&table, 0, &mut values);
        values
    }

    /// Draws `first`, `first + 1` … of all inputs.
    pub(super) fn fill(&self, first: u64, count: usize, table: &mut DrawTable) {
        table.count = count;
        table.columns.resize(self.members.len() * count, 0.0);
        table.scratch.resize(count, 0.0);
        for (member, column) in self.members.iter().zip(table.columns.chunks_exact_mut(count.max(1))) {
            member.origin.fill(first, column, &mut table.scratch);
            member.spread.quantiles(column);
        }
    }

    /// By slot, which uncertain input it holds.
    pub(super) fn places(&self) -> Vec<Option<usize>> {
        let mut places = vec![None; self.central.len()];
        for (place, member) in self.members.iter().enumerate() {
            member.slots.iter().for_each(|slot| places[*slot] = Some(place));
        }
        places
    }

    /// The draws of a table, as a block.
    pub(super) fn block<'a>(&'a self, table: &'a DrawTable, places: &'a [Option<usize>]) -> Draws<'a> {
        Draws { fixed: &self.central, places, columns: &table.columns, count: table.count }
    }

    /// Puts one draw of a table into the slots of its inputs.
    pub(super) fn put(&self, table: &DrawTable, number: usize, values: &mut [f64]) {
        for (place, member) in self.members.iter().enumerate() {
            let value = table.columns[place * table.count + number];
            member.slots.iter().for_each(|slot| values[*slot] = value);
        }
    }
}

/// The uncertain inputs, each with numbers of its own.
fn uncertain(inputs: &[Input], sampling: &Sampling) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (slot, input) in inputs.iter().enumerate().filter(|(_, input)| !input.number.spread.is_fixed()) {
        let place = *known.entry(&input.path).or_insert_with(|| {
            members.push(Member::new(input, sampling));
            members.len() - 1
        });
        members[place].slots.push(slot);
    }
    members
}

impl Member {
    fn new(input: &Input, sampling: &Sampling) -> Self {
        Self {
            path: input.path.clone(),
            slots: Vec::new(),
            spread: input.number.spread.clone(),
            origin: Origin::Own(Uniforms::new(sampling, &input.path)),
        }
    }
}

impl Origin {
    /// Uniform numbers of draws from `first` on into `out`.
    fn fill(&self, first: u64, out: &mut [f64], scratch: &mut [f64]) {
        match self {
            Origin::Own(own) => own.fill(first, out),
            Origin::Factor { own, common, weights } => {
                out.fill(0.0);
                add_scores(common, weights.0, first, out, scratch);
                add_scores(own, weights.1, first, out, scratch);
                shares_of(out);
            }
            Origin::Weighted(parts) => {
                out.fill(0.0);
                for (weight, part) in parts {
                    add_scores(part, *weight, first, out, scratch);
                }
                shares_of(out);
            }
        }
    }
}

/// Adds weighted normal scores.
fn add_scores(uniforms: &Uniforms, weight: f64, first: u64, out: &mut [f64], scratch: &mut [f64]) {
    uniforms.fill(first, scratch);
    standard_normal_quantiles(scratch);
    for (sum, score) in out.iter_mut().zip(&*scratch) {
        *sum += weight * score;
    }
}

/// Normal scores into the probabilities of less.
fn shares_of(scores: &mut [f64]) {
    let normal = Normal::standard();
    for score in scores {
        *score = normal.cdf(*score);
    }
}

/// The uncertain inputs that say they belong to a group, by group.
struct Groups<'a> {
    members: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Groups<'a> {
    fn new(
        inputs: &'a [Input],
        uncertain: &[Member],
        correlations: &[&'a Correlation],
    ) -> Result<Self, SamplingError> {
        let mut known = BTreeSet::new();
        for group in correlations.iter().map(|correlation| correlation.group()) {
            if !known.insert(group) {
                return Err(SamplingError::GivenTwice { group: group.to_owned() });
            }
        }
        let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, member) in uncertain.iter().enumerate() {
            let Some(group) = inputs[member.slots[0]].number.group.as_deref() else { continue };
            if !known.contains(group) {
                let (group, input) = (group.to_owned(), member.path.clone());
                return Err(SamplingError::UnknownGroup { group, input });
            }
            members.entry(group).or_default().push(place);
        }
        Ok(Self { members })
    }

    /// Gives the inputs of a group the numbers of their copula.
    fn join(
        &self,
        correlation: &Correlation,
        sampling: &Sampling,
        members: &mut [Member],
    ) -> Result<(), SamplingError> {
        let group = correlation.group();
        let own = self.members.get(group).map_or(&[][..], Vec::as_slice);
        match correlation.ranks() {
            Ranks::Alike(rank) if *rank >= 0.0 => share_factor(group, *rank, own, sampling, members),
            Ranks::Alike(rank) => {
                let root = root_of_alike(group, *rank, own.len())?;
                let paths: Vec<String> = own.iter().map(|place| members[*place].path.clone()).collect();
                weight(&paths, &root, sampling, members);
            }
            Ranks::Between { paths, root, .. } => {
                if let Some(place) = own.iter().find(|place| !paths.contains(&members[**place].path)) {
                    let (group, input) = (group.to_owned(), members[*place].path.clone());
                    return Err(SamplingError::NoRow { group, input });
                }
                weight(paths, root, sampling, members);
            }
        }
        Ok(())
    }
}

/// One common score for the group: two inputs of it then correlate by the square of its weight.
fn share_factor(group: &str, rank: f64, own: &[usize], sampling: &Sampling, members: &mut [Member]) {
    let common = Uniforms::new(sampling, &format!("group.{group}"));
    let shared = of_scores(rank).clamp(0.0, 1.0);
    for place in own {
        let member = &mut members[*place];
        let own = Uniforms::new(sampling, &member.path);
        member.origin = Origin::Factor { own, common, weights: (shared.sqrt(), (1.0 - shared).sqrt()) };
    }
}

/// Scores weighted by the rows of a triangular root.
fn weight(paths: &[String], root: &[Vec<f64>], sampling: &Sampling, members: &mut [Member]) {
    for (path, row) in paths.iter().zip(root) {
        let weighted = row.iter().zip(paths).filter(|(weight, _)| **weight != 0.0);
        let parts = weighted.map(|(weight, path)| (*weight, Uniforms::new(sampling, path))).collect();
        if let Some(member) = members.iter_mut().find(|member| member.path == *path) {
            member.origin = Origin::Weighted(parts);
        }
    }
}
