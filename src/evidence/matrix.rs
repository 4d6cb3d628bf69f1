//! Small symmetric matrices: roots, eigenvalues, and the nearest correlation matrix.

/// A symmetric matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Symmetric {
    pub(super) order: usize,
    pub(super) entries: Vec<f64>,
}

/// Eigenvalues down to this are rounding of 0.
const ROUNDING: f64 = 1e-10;
/// Sweeps of rotations; ten make any matrix diagonal to the last digit.
const SWEEPS: usize = 30;
/// Alternating projections end when a round changes no entry by more than this.
const SETTLED: f64 = 1e-9;
const ROUNDS: usize = 10_000;
/// By how much the entries of what they find are drawn in.
const DRAWN_IN: f64 = 1e-6;

impl Symmetric {
    /// From rows, which are known to be as many as they are long.
    pub(super) fn from_rows(rows: &[Vec<f64>]) -> Self {
        Self { order: rows.len(), entries: rows.concat() }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.entries[row * self.order + column]
    }

    fn set(&mut self, row: usize, column: usize, value: f64) {
        self.entries[row * self.order + column] = value;
    }

    /// Applied to every entry.
    pub(super) fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        Self { order: self.order, entries: self.entries.iter().map(|entry| change(*entry)).collect() }
    }

    /// The lower triangle L with L Lᵀ = this, rows one after the other; `None` if an eigenvalue is below 0.
    ///
    /// Where the matrix is singular, columns of L are 0.
    pub(super) fn root(&self) -> Option<Vec<Vec<f64>>> {
        let mut root = vec![vec![0.0; self.order]; self.order];
        for column in 0..self.order {
            let pivot = self.at(column, column) - dot(&root[column], &root[column], column);
            if pivot < -ROUNDING {
                return None;
            }
            let pivot = if pivot > ROUNDING { pivot.sqrt() } else { 0.0 };
            root[column][column] = pivot;
            for row in column + 1..self.order {
                let rest = self.at(row, column) - dot(&root[row], &root[column], column);
                if pivot == 0.0 && rest.abs() > ROUNDING.sqrt() {
                    return None;
                }
                root[row][column] = if pivot > 0.0 { rest / pivot } else { 0.0 };
            }
        }
        Some(root)
    }

    /// The nearest matrix in the Frobenius norm that is positive semidefinite with 1 on its diagonal: alternating
    /// projections with Dykstra's correction (Higham 2002, "Computing the nearest correlation matrix", algorithm 3.3).
    pub(super) fn nearest_correlation(&self) -> Self {
        let mut now = self.clone();
        let mut correction = self.map(|_| 0.0);
        for _ in 0..ROUNDS {
            let target = now.minus(&correction);
            let mut next = target.without_negative_eigenvalues();
            correction = next.minus(&target);
            (0..next.order).for_each(|place| next.set(place, place, 1.0));
            let change = next.minus(&now).entries.iter().fold(0.0, |most: f64, entry| most.max(entry.abs()));
            now = next;
            if change <= SETTLED {
                break;
            }
        }
        now.drawn_in()
    }

    /// A hair nearer to independence, so that rounding leaves no eigenvalue below 0.
    fn drawn_in(mut self) -> Self {
        for row in 0..self.order {
            for column in (0..self.order).filter(|column| *column != row) {
                self.set(row, column, self.at(row, column) * (1.0 - DRAWN_IN));
            }
        }
        self
    }

    fn minus(&self, other: &Self) -> Self {
        let entries = self.entries.iter().zip(&other.entries).map(|(own, other)| own - other);
        Self { order: self.order, entries: entries.collect() }
    }

    fn without_negative_eigenvalues(&self) -> Self {
        let (values, vectors) = self.eigen();
        let mut kept = self.map(|_| 0.0);
        for (number, value) in values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
            for row in 0..self.order {
                for column in 0..self.order {
                    let part = value * vectors.at(row, number) * vectors.at(column, number);
                    kept.entries[row * self.order + column] += part;
                }
            }
        }
        kept
    }

    /// Eigenvalues, and eigenvectors in columns: Jacobi's rotations.
    fn eigen(&self) -> (Vec<f64>, Self) {
        let mut left = self.clone();
        let mut vectors = self.map(|_| 0.0);
        (0..self.order).for_each(|place| vectors.set(place, place, 1.0));
        for _ in 0..SWEEPS {
            for row in 0..self.order {
                for column in row + 1..self.order {
                    left.rotate(row, column, &mut vectors);
                }
            }
        }
        ((0..self.order).map(|place| left.at(place, place)).collect(), vectors)
    }

    /// Turns the plane of two axes so that their common entry becomes 0.
    fn rotate(&mut self, first: usize, second: usize, vectors: &mut Self) {
        let off = self.at(first, second);
        if off == 0.0 {
            return;
        }
        let slope = (self.at(second, second) - self.at(first, first)) / (2.0 * off);
        let tangent = slope.signum() / (slope.abs() + slope.hypot(1.0));
        let cosine = 1.0 / tangent.hypot(1.0);
        let turn = (cosine, tangent * cosine);
        self.turn_columns(first, second, turn);
        self.turn_rows(first, second, turn);
        vectors.turn_columns(first, second, turn);
    }

    fn turn_columns(&mut self, first: usize, second: usize, (cosine, sine): (f64, f64)) {
        for row in 0..self.order {
            let (x, y) = (self.at(row, first), self.at(row, second));
            self.set(row, first, cosine * x - sine * y);
            self.set(row, second, sine * x + cosine * y);
        }
    }

    fn turn_rows(&mut self, first: usize, second: usize, (cosine, sine): (f64, f64)) {
        for column in 0..self.order {
            let (x, y) = (self.at(first, column), self.at(second, column));
            self.set(first, column, cosine * x - sine * y);
            self.set(second, column, sine * x + cosine * y);
        }
    }
}

/// Σ x y over the first entries.
fn dot(left: &[f64], right: &[f64], count: usize) -> f64 {
    left[..count].iter().zip(&right[..count]).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    /// Alternating projections, and rotations.
    const SOLVED: f64 = 2e-6;

    /// Higham's own example (2002, section 4), with the nearest matrix that he prints to four digits.
    #[test]
    fn the_nearest_matrix_is_that_of_the_paper() {
        let given = Symmetric { order: 3, entries: vec![1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0] };
        assert!(given.root().is_none());
        let nearest = given.nearest_correlation();
        let printed = [1.0, 0.7607, 0.1573, 0.7607, 1.0, 0.7607, 0.1573, 0.7607, 1.0];
        assert_relative_eq!(nearest.entries[..], printed, epsilon = 5e-5);
        assert!(nearest.root().is_some());
    }

    #[test]
    fn a_root_times_itself_is_the_matrix() {
        for entries in [
            vec![1.0, 0.5, 0.2, 0.5, 1.0, -0.3, 0.2, -0.3, 1.0],
            vec![1.0, 1.0, 0.2, 1.0, 1.0, 0.2, 0.2, 0.2, 1.0],
        ] {
            let given = Symmetric { order: 3, entries };
            let root = given.root().unwrap();
            for row in 0..3 {
                for column in 0..3 {
                    assert_relative_eq!(
                        dot(&root[row], &root[column], 3),
                        given.at(row, column),
                        epsilon = SOLVED
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_feasible_is_its_own_nearest() {
        let given = Symmetric { order: 2, entries: vec![1.0, 0.4, 0.4, 1.0] };
        assert_relative_eq!(given.nearest_correlation().entries[..], given.entries[..], epsilon = SOLVED);
    }
}
