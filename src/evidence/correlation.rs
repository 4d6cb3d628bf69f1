use std::f64::consts::PI;
use std::fmt;

use super::matrix::Symmetric;
use super::{CorrelationError, Provenance};

/// Rank correlations (Spearman's) between the inputs of a group, joined by a Gaussian copula.
///
/// The ranks of two inputs of any shape then have the correlation that is given; for inputs of few discrete values it
/// comes out weaker, because of ties.
///
/// ```
/// use corridor::evidence::Correlation;
///
/// let growth = Correlation::alike("growth", 0.6)?;
/// assert_eq!(growth.group(), "growth");
///
/// let rows = [vec![1.0, 0.9, -0.9], vec![0.9, 1.0, 0.9], vec![-0.9, 0.9, 1.0]];
/// let error = Correlation::between("costs", &["a", "b", "c"], &rows).unwrap_err();
/// assert!(error.to_string().contains("the nearest that can"));
/// # Ok::<(), corridor::evidence::CorrelationError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "copula")]
pub struct Correlation {
    group: String,
    ranks: Ranks,
    provenance: Provenance,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ranks {
    /// One correlation between any two.
    Alike(f64),
    /// The inputs' paths, their rank correlations, and the root of those of their normal scores.
    Between { paths: Vec<String>, ranks: RankMatrix, root: Vec<Vec<f64>> },
}

/// Rank correlations in rows, as messages print them.
#[derive(Debug, Clone, PartialEq)]
pub struct RankMatrix {
    rows: Vec<Vec<f64>>,
}

impl Correlation {
    /// The same rank correlation between any two inputs that say they belong to `group`.
    ///
    /// From 0 on, an input's numbers depend on itself and the group's name alone, so that an input may join the group
    /// without changing another's.
    ///
    /// # Errors
    /// Not a number from −1 to 1. Below 0 the number of inputs matters too, which is looked at when they are known.
    pub fn alike(group: &str, rank: f64) -> Result<Self, CorrelationError> {
        checked_rank(group, rank)?;
        Ok(Self::of(group, Ranks::Alike(rank)))
    }

    /// A rank correlation for each two of some inputs, by their paths.
    ///
    /// An input's numbers depend on those before it in the list, so a new input is best put last.
    ///
    /// # Errors
    /// Other than a symmetric matrix of numbers from −1 to 1 with 1 on its diagonal, a row for each path; and one that
    /// no inputs can have together, with the nearest that can (Higham 2002).
    pub fn between(group: &str, paths: &[&str], ranks: &[Vec<f64>]) -> Result<Self, CorrelationError> {
        let no_matrix = || CorrelationError::NoMatrix { group: group.to_owned(), inputs: paths.len() };
        if ranks.len() != paths.len() || ranks.iter().any(|row| row.len() != paths.len()) {
            return Err(no_matrix());
        }
        ranks.iter().flatten().try_for_each(|rank| checked_rank(group, *rank))?;
        let mirrored =
            |row: usize, column: usize| ranks[row][column].to_bits() == ranks[column][row].to_bits();
        let places = || (0..paths.len()).flat_map(|row| (0..row).map(move |column| (row, column)));
        let on_diagonal = |place: usize| ranks[place][place].to_bits() == 1.0_f64.to_bits();
        if !(0..paths.len()).all(on_diagonal) || !places().all(|(row, column)| mirrored(row, column)) {
            return Err(no_matrix());
        }
        let root = root(group, &Symmetric::from_rows(ranks))?;
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        let ranks = RankMatrix { rows: ranks.to_vec() };
        Ok(Self::of(group, Ranks::Between { paths, ranks, root }))
    }

    fn of(group: &str, ranks: Ranks) -> Self {
        Self { group: group.to_owned(), ranks, provenance: Provenance::default() }
    }

    /// With where it is from.
    pub fn with_provenance(self, provenance: Provenance) -> Self {
        Self { provenance, ..self }
    }

    /// Where it is from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// The group's name.
    pub fn group(&self) -> &str {
        &self.group
    }

    /// The inputs that its matrix names; none of a group whose inputs all correlate alike.
    pub fn paths(&self) -> &[String] {
        match &self.ranks {
            Ranks::Alike(_) => &[],
            Ranks::Between { paths, .. } => paths,
        }
    }

    /// Whether so many inputs can have it.
    ///
    /// # Errors
    /// One rank for all that is below the least that so many can have, with the nearest that they can.
    pub fn fits(&self, count: usize) -> Result<(), CorrelationError> {
        match self.ranks {
            Ranks::Alike(rank) if rank < 0.0 => root_of_alike(&self.group, rank, count).map(|_| ()),
            _ => Ok(()),
        }
    }

    pub(crate) fn ranks(&self) -> &Ranks {
        &self.ranks
    }
}

fn checked_rank(group: &str, given: f64) -> Result<(), CorrelationError> {
    if (-1.0..=1.0).contains(&given) {
        Ok(())
    } else {
        Err(CorrelationError::Rank { group: group.to_owned(), given })
    }
}

/// The correlation of two normal scores whose ranks correlate by `rank` (Pearson 1907).
pub(crate) fn of_scores(rank: f64) -> f64 {
    2.0 * (rank * PI / 6.0).sin()
}

fn of_ranks(score: f64) -> f64 {
    6.0 / PI * (score / 2.0).asin()
}

/// The root of the correlations of the scores of `count` inputs whose ranks all correlate alike.
///
/// # Errors
/// A rank below the least that so many inputs can have.
pub(crate) fn root_of_alike(group: &str, rank: f64, count: usize) -> Result<Vec<Vec<f64>>, CorrelationError> {
    let entry = |row: usize, column: usize| if row == column { 1.0 } else { rank };
    let rows: Vec<Vec<f64>> =
        (0..count).map(|row| (0..count).map(|column| entry(row, column)).collect()).collect();
    root(group, &Symmetric::from_rows(&rows))
}

fn root(group: &str, ranks: &Symmetric) -> Result<Vec<Vec<f64>>, CorrelationError> {
    let scores = ranks.map(of_scores);
    let infeasible = || {
        let nearest = scores.nearest_correlation();
        let rank = |entry: &f64| of_ranks(*entry);
        let rows = nearest.entries.chunks_exact(nearest.order);
        let rows = rows.map(|row| row.iter().map(rank).collect()).collect();
        CorrelationError::Infeasible { group: group.to_owned(), nearest: RankMatrix { rows } }
    };
    scores.root().ok_or_else(infeasible)
}

impl RankMatrix {
    /// The rows.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.rows
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }
}

impl fmt::Display for RankMatrix {
    /// `[[1, 0.35], [0.35, 1]]`, rounded towards 0 so that what is printed can be given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entry = |value: &f64| ((value * 1e3).trunc() / 1e3).to_string();
        let row = |row: &Vec<f64>| format!("[{}]", row.iter().map(entry).collect::<Vec<_>>().join(", "));
        write!(f, "[{}]", self.rows.iter().map(row).collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_and_ranks_are_each_others_inverse() {
        for rank in [-1.0, -0.3, 0.0, 0.7, 1.0] {
            approx::assert_relative_eq!(of_ranks(of_scores(rank)), rank, epsilon = 1e-12);
        }
    }

    /// What the message offers is feasible, printed digits and all.
    #[test]
    fn the_nearest_can_be_given() {
        let rows = [vec![1.0, 0.9, -0.9], vec![0.9, 1.0, 0.9], vec![-0.9, 0.9, 1.0]];
        let paths = ["a", "b", "c"];
        let Err(CorrelationError::Infeasible { nearest, .. }) = Correlation::between("g", &paths, &rows)
        else {
            panic!("these three cannot be")
        };
        let printed = nearest.to_string();
        let rows: Vec<Vec<f64>> = serde_json::from_str(&printed).unwrap();
        assert!(Correlation::between("g", &paths, &rows).is_ok(), "{printed}");
    }

    #[test]
    fn bad_correlations_are_told() {
        let pair = |rows: [[f64; 2]; 2]| {
            let rows = rows.map(|row| row.to_vec());
            Correlation::between("g", &["a", "b"], &rows).unwrap_err().to_string()
        };
        let table = [
            (pair([[1.0, 0.5], [0.4, 1.0]]), "must be 2 rows of 2, symmetric"),
            (pair([[0.9, 0.5], [0.5, 1.0]]), "with 1 on the diagonal"),
            (
                pair([[1.0, 2.0], [2.0, 1.0]]),
                "a rank correlation of 2 in group `g`: give a number from -1 to 1",
            ),
            (pair([[1.0, f64::NAN], [f64::NAN, 1.0]]), "a rank correlation of NaN"),
            (Correlation::alike("g", -1.5).unwrap_err().to_string(), "a rank correlation of -1.5"),
            (Correlation::between("g", &["a"], &[]).unwrap_err().to_string(), "must be 1 rows of 1"),
            (root_of_alike("g", -0.6, 3).unwrap_err().to_string(), "no 3 inputs can have"),
        ];
        for (told, expected) in table {
            assert!(told.contains(expected), "{told:?} does not say {expected:?}");
        }
    }
}
