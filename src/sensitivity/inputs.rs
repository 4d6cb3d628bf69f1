use std::collections::BTreeSet;
use std::sync::Arc;

use crate::ensemble::SamplingError;
use crate::evidence::{Correlation, Ranks, Shape, Spread, normal_quantile, normal_share, root_of_alike};

use super::SensitivityError;

/// The uncertain inputs of a function: their names, what each may be, and which vary together.
///
/// Inputs of one group are joined by a Gaussian copula, as those of an [ensemble](crate::ensemble) are.
///
/// ```
/// use corridor::evidence::{Shape, Spread};
/// use corridor::sensitivity::Inputs;
///
/// let angle = Spread::new(Shape::Uniform { low: -1.0, high: 1.0 })?;
/// let inputs = Inputs::new([("left", angle.clone()), ("right", angle)])?;
/// assert_eq!(inputs.len(), 2);
/// assert!(Inputs::new([]).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[doc(alias = "problem")]
#[doc(alias = "factors")]
pub struct Inputs {
    names: Vec<Arc<str>>,
    spreads: Vec<Spread>,
    groups: Vec<Group>,
}

/// Inputs that vary together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) name: Arc<str>,
    /// The inputs' places.
    pub(super) members: Vec<usize>,
    /// The correlations of their normal scores.
    pub(super) scores: Vec<Vec<f64>>,
}

/// A single input, or a group that varies as one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Factor {
    pub(super) name: Arc<str>,
    pub(super) members: Vec<usize>,
}

/// The share of an endless distribution that counts as its range: 99 %, half of the rest at each end.
const OUTSIDE: f64 = 0.005;

impl Inputs {
    /// Inputs that vary by themselves.
    ///
    /// # Errors
    /// No input, and two of one name.
    pub fn new<'a>(inputs: impl IntoIterator<Item = (&'a str, Spread)>) -> Result<Self, SensitivityError> {
        let (mut names, mut spreads): (Vec<Arc<str>>, Vec<Spread>) = (Vec::new(), Vec::new());
        let mut known = BTreeSet::new();
        for (name, spread) in inputs {
            if !known.insert(name.to_owned()) {
                return Err(SensitivityError::SameName { name: name.to_owned() });
            }
            names.push(name.into());
            spreads.push(spread);
        }
        if names.is_empty() {
            return Err(SensitivityError::NoInputs);
        }
        Ok(Self { names, spreads, groups: Vec::new() })
    }

    /// With some of them correlated by rank.
    ///
    /// # Errors
    /// Names that no input has, inputs that are in another group, and correlations that they cannot have together.
    pub fn correlated(mut self, correlation: &Correlation, names: &[&str]) -> Result<Self, SensitivityError> {
        let members = names.iter().map(|name| self.place(name)).collect::<Result<Vec<usize>, _>>()?;
        let taken = |place: &usize| self.groups.iter().any(|group| group.members.contains(place));
        if let Some(place) = members.iter().find(|place| taken(place)) {
            return Err(SensitivityError::TwoGroups { name: self.names[*place].to_string() });
        }
        let scores = scores(correlation, names)?;
        self.groups.push(Group { name: correlation.group().into(), members, scores });
        Ok(self)
    }

    fn place(&self, name: &str) -> Result<usize, SensitivityError> {
        let place = self.names.iter().position(|own| &**own == name);
        place.ok_or_else(|| SensitivityError::NoInput { name: name.to_owned() })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Never: there is at least one.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    pub(super) fn spread(&self, place: usize) -> &Spread {
        &self.spreads[place]
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The values of all inputs at their medians.
    pub(super) fn central(&self) -> Vec<f64> {
        self.spreads.iter().map(Spread::central).collect()
    }

    /// What can be varied by itself: inputs, and each group as one where its first input stands.
    pub(super) fn factors(&self) -> Vec<Factor> {
        let single = |place: usize| Factor { name: self.names[place].clone(), members: vec![place] };
        let of_group = |group: &Group| Factor { name: group.name.clone(), members: group.members.clone() };
        let factor = |place: usize| match self.groups.iter().find(|group| group.members.contains(&place)) {
            None => Some(single(place)),
            Some(group) if group.members.iter().min() == Some(&place) => Some(of_group(group)),
            Some(_) => None,
        };
        (0..self.len()).filter_map(factor).collect()
    }

    /// The shares of an input's distribution that its range reaches from and to.
    pub(super) fn ends(&self, place: usize) -> (f64, f64) {
        let spread = &self.spreads[place];
        let is_endless = matches!(spread.shape(), Shape::Normal { .. } | Shape::Lognormal { .. });
        let end = |cut: Option<f64>| if is_endless && cut.is_none() { OUTSIDE } else { 0.0 };
        let (below, above) = spread.cut_at();
        (end(below), 1.0 - end(above))
    }

    /// Turns independent uniform numbers, one for each input, into the inputs' values.
    pub(super) fn values(&self, copula: &Copula, uniforms: &[f64], out: &mut [f64]) {
        out.copy_from_slice(uniforms);
        for (number, group) in self.groups.iter().enumerate() {
            let scores = copula.scores(number, group, uniforms);
            group.members.iter().zip(scores).for_each(|(place, score)| out[*place] = normal_share(score));
        }
        for (value, spread) in out.iter_mut().zip(&self.spreads) {
            *value = spread.quantile(*value);
        }
    }

    /// What joins the inputs of groups.
    pub(super) fn copula(&self) -> Copula {
        Copula { roots: self.groups.iter().map(|group| root(&group.scores)).collect() }
    }

    /// The fault of a function that gives no number at some values.
    pub(super) fn no_number(&self, values: &[f64], given: f64) -> SensitivityError {
        let at = self.names.iter().map(ToString::to_string).zip(values.iter().copied()).collect();
        SensitivityError::NotFinite { at, given }
    }
}

/// The correlations of the normal scores of some inputs of a group, row by row.
fn scores(correlation: &Correlation, names: &[&str]) -> Result<Vec<Vec<f64>>, SamplingError> {
    let root = match correlation.ranks() {
        Ranks::Alike(rank) => root_of_alike(correlation.group(), *rank, names.len())?,
        Ranks::Between { paths, root, .. } => {
            let place = |name: &str| paths.iter().position(|path| path == name);
            let no_row = |name: &str| SamplingError::NoRow {
                group: correlation.group().to_owned(),
                input: name.to_owned(),
            };
            let row = |name: &&str| place(name).map(|row| root[row].clone()).ok_or_else(|| no_row(name));
            names.iter().map(row).collect::<Result<_, _>>()?
        }
    };
    let product = |left: &[f64], right: &[f64]| left.iter().zip(right).map(|(x, y)| x * y).sum();
    Ok(root.iter().map(|left| root.iter().map(|right| product(left, right)).collect()).collect())
}

/// By group, the root of the correlations of its scores.
#[derive(Debug, Clone)]
pub(super) struct Copula {
    roots: Vec<Vec<Vec<f64>>>,
}

impl Copula {
    /// The correlated scores of a group's members, from independent uniform numbers of all inputs.
    pub(super) fn scores(&self, number: usize, group: &Group, uniforms: &[f64]) -> Vec<f64> {
        let own: Vec<f64> = group.members.iter().map(|member| normal_quantile(uniforms[*member])).collect();
        let weighted = |row: &Vec<f64>| row.iter().zip(&own).map(|(weight, score)| weight * score).sum();
        self.roots[number].iter().map(weighted).collect()
    }
}

/// Pivots down to this are rounding of 0.
const ROUNDING: f64 = 1e-10;

/// The lower triangle L with L Lᵀ = a matrix that is known to have one; columns are 0 where it is singular.
pub(super) fn root(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let order = matrix.len();
    let mut root = vec![vec![0.0; order]; order];
    for column in 0..order {
        let dot = |root: &[Vec<f64>], row: usize| -> f64 {
            root[row][..column].iter().zip(&root[column][..column]).map(|(x, y)| x * y).sum()
        };
        let pivot = matrix[column][column] - dot(&root, column);
        let pivot = if pivot > ROUNDING { pivot.sqrt() } else { 0.0 };
        root[column][column] = pivot;
        for row in column + 1..order {
            let rest = matrix[row][column] - dot(&root, row);
            root[row][column] = if pivot > 0.0 { rest / pivot } else { 0.0 };
        }
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uniform() -> Spread {
        Spread::new(Shape::Uniform { low: 0.0, high: 1.0 }).unwrap()
    }

    fn three() -> Inputs {
        Inputs::new([("a", uniform()), ("b", uniform()), ("c", uniform())]).unwrap()
    }

    #[test]
    fn groups_are_one_factor() {
        let inputs = three().correlated(&Correlation::alike("ends", 0.5).unwrap(), &["a", "c"]).unwrap();
        let factors = inputs.factors();
        let named: Vec<(&str, &[usize])> =
            factors.iter().map(|factor| (&*factor.name, &*factor.members)).collect();
        assert_eq!(named, [("ends", &[0, 2][..]), ("b", &[1][..])]);
    }

    /// Ranks of correlated inputs have the correlation asked for; others have none.
    #[test]
    fn correlated_inputs_are_so_by_rank() {
        let inputs = three().correlated(&Correlation::alike("ends", 0.5).unwrap(), &["a", "c"]).unwrap();
        let (copula, sequence) = (inputs.copula(), super::super::sequence::Sequence::new(3, 1, "ranks"));
        let (mut point, mut out) = ([0.0; 3], [0.0; 3]);
        let mut sums = [0.0; 2];
        for number in 0..4096 {
            sequence.fill(number, &mut point);
            inputs.values(&copula, &point, &mut out);
            sums[0] += (out[0] - 0.5) * (out[2] - 0.5);
            sums[1] += (out[0] - 0.5) * (out[1] - 0.5);
        }
        let [together, apart] = sums.map(|sum| 12.0 * sum / 4096.0);
        assert!((together - 0.5).abs() < 0.01 && apart.abs() < 0.01, "{together} {apart}");
    }

    #[test]
    fn what_cannot_be_is_told() {
        let half = |name: &str| Correlation::alike(name, 0.5).unwrap();
        let told = |result: Result<Inputs, SensitivityError>| result.unwrap_err().to_string();
        assert!(told(Inputs::new([])).starts_with("there is no input that can be"));
        assert!(told(Inputs::new([("a", uniform()), ("a", uniform())])).contains("two inputs `a`"));
        assert!(told(three().correlated(&half("g"), &["a", "d"])).contains("no input `d`"));
        let once = three().correlated(&half("g"), &["a", "b"]).unwrap();
        assert!(told(once.correlated(&half("h"), &["b", "c"])).contains("`b` is in two groups"));
        let apart = Correlation::alike("g", -0.9).unwrap();
        assert!(told(three().correlated(&apart, &["a", "b", "c"])).contains("nearest that can"));
    }
}
