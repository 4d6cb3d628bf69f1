//! Householder's factorisation of a tall matrix, and what least squares wants of it.

/// A matrix by columns, with at least as many rows as columns where it is factored.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    rows: usize,
    values: Vec<f64>,
}

impl Columns {
    /// All zero.
    pub(super) fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, values: vec![0.0; rows * columns] }
    }

    pub(super) fn len(&self) -> usize {
        self.values.len().checked_div(self.rows).unwrap_or(0)
    }

    pub(super) fn column(&self, number: usize) -> &[f64] {
        &self.values[number * self.rows..(number + 1) * self.rows]
    }

    pub(super) fn column_mut(&mut self, number: usize) -> &mut [f64] {
        &mut self.values[number * self.rows..(number + 1) * self.rows]
    }

    pub(super) fn is_finite(&self) -> bool {
        self.values.iter().all(|value| value.is_finite())
    }
}

/// A column of which less than this share is its own depends on the others: differences give slopes to 1e-12.
const DEPENDENT: f64 = 1e-10;

/// A factorisation A S = Q R, with S scaling each column to length one, and Qᵀ b of a right-hand side.
///
/// Householder reflections (Golub and Van Loan 2013, *Matrix Computations*, 4th edition, section 5.2). The normal
/// equations would square the condition of A, and with it halve the digits that are right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Factored {
    /// R, by columns, row `i` of column `j` in `upper.column(j)[i]`.
    upper: Columns,
    /// Lengths of the columns of A, which became one.
    lengths: Vec<f64>,
    /// The first parts of Qᵀ b, one for each column.
    projected: Vec<f64>,
}

impl Factored {
    /// Factors a matrix and turns a right-hand side with it. A column of zeros has length one, and R a zero there.
    pub(super) fn new(mut matrix: Columns, mut right: Vec<f64>) -> Self {
        let lengths: Vec<f64> =
            (0..matrix.len()).map(|column| unit_length(matrix.column_mut(column))).collect();
        for column in 0..matrix.len() {
            reflect(&mut matrix, &mut right, column);
        }
        right.truncate(lengths.len());
        Self { upper: matrix, lengths, projected: right }
    }

    /// The length of a column of A.
    pub(super) fn lengths(&self) -> &[f64] {
        &self.lengths
    }

    /// Qᵀ b, whose square is what the columns explain of b.
    pub(super) fn projected(&self) -> &[f64] {
        &self.projected
    }

    /// R of the matrix as given, not scaled: row `row`, column `column`.
    pub(super) fn entry(&self, row: usize, column: usize) -> f64 {
        self.upper.column(column)[row] * self.lengths[column]
    }

    /// How near it is to losing a column: the smallest part of a unit column that the ones before it leave.
    fn weakest(&self) -> f64 {
        (0..self.lengths.len()).map(|place| self.upper.column(place)[place].abs()).fold(1.0, f64::min)
    }

    /// The x that makes |A x − b| least; `None` if the columns depend on each other.
    pub(super) fn solve(&self) -> Option<Vec<f64>> {
        let scaled = self.back(&self.projected)?;
        Some(scaled.iter().zip(&self.lengths).map(|(value, length)| value / length).collect())
    }

    /// A root of (Aᵀ A)⁻¹: row `i` is that of R⁻¹, so that the rows' products are the covariances. `None` if the
    /// columns depend on each other.
    pub(super) fn inverse_root(&self) -> Option<Vec<Vec<f64>>> {
        if self.weakest() < DEPENDENT {
            return None;
        }
        let count = self.lengths.len();
        let unit =
            |column: usize| (0..count).map(|row| f64::from(u8::from(row == column))).collect::<Vec<f64>>();
        let columns = (0..count).map(|column| self.back(&unit(column))).collect::<Option<Vec<_>>>()?;
        let row = |row: usize| columns.iter().map(|column| column[row] / self.lengths[row]).collect();
        Some((0..count).map(row).collect())
    }

    /// R⁻¹ times a vector, R as scaled.
    fn back(&self, right: &[f64]) -> Option<Vec<f64>> {
        let mut solved = right.to_vec();
        for row in (0..solved.len()).rev() {
            let known: f64 =
                (row + 1..solved.len()).map(|column| self.upper.column(column)[row] * solved[column]).sum();
            solved[row] = (solved[row] - known) / self.upper.column(row)[row];
        }
        solved.iter().all(|value| value.is_finite()).then_some(solved)
    }
}

/// Makes a column one long and returns its length; one of zeros stays as it is.
fn unit_length(column: &mut [f64]) -> f64 {
    let length = norm(column);
    if length == 0.0 {
        return 1.0;
    }
    for value in column {
        *value /= length;
    }
    length
}

/// The Euclidean length of a vector, safe from overflow.
pub(super) fn norm(vector: &[f64]) -> f64 {
    let largest = vector.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    largest * vector.iter().map(|value| (value / largest).powi(2)).sum::<f64>().sqrt()
}

/// The sum of products.
pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// Makes zeros below the diagonal of a column, and does the same reflection to all that is right of it.
fn reflect(matrix: &mut Columns, right: &mut [f64], column: usize) {
    let below = &matrix.column(column)[column..];
    let length = norm(below);
    if length == 0.0 {
        return;
    }
    let mut mirror = below.to_vec();
    mirror[0] += length.copysign(mirror[0]);
    let half = dot(&mirror, &mirror) / 2.0;
    let turn = |vector: &mut [f64]| {
        let part = dot(&mirror, vector) / half;
        vector.iter_mut().zip(&mirror).for_each(|(value, mirror)| *value -= part * mirror);
    };
    (column..matrix.len()).for_each(|other| turn(&mut matrix.column_mut(other)[column..]));
    turn(&mut right[column..]);
}
