//! Dense symmetric systems, solved by Cholesky's method in memory that is made once.

/// A square matrix whose order may change up to the room it was given; row by row.
#[derive(Debug, Clone)]
pub(super) struct Square {
    order: usize,
    entries: Vec<f64>,
}

impl Square {
    /// Room for matrices up to an order.
    pub(super) fn with_room(largest: usize) -> Self {
        Self { order: 0, entries: vec![0.0; largest * largest] }
    }

    /// Makes it a matrix of zeros.
    pub(super) fn reset(&mut self, order: usize) {
        self.order = order;
        self.entries[..order * order].fill(0.0);
    }

    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.entries[row * self.order..(row + 1) * self.order]
    }

    pub(super) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.entries[row * self.order..(row + 1) * self.order]
    }

    /// Becomes the lower triangle of the rows and columns `chosen` of `whole`, in rising order, with each diagonal
    /// entry raised by `ridge` of its limit.
    pub(super) fn take_part(&mut self, whole: &Self, chosen: &[usize], ridge: &[f64]) {
        self.order = chosen.len();
        for (row, &from) in chosen.iter().enumerate() {
            let source = whole.row(from);
            let target = &mut self.entries[row * self.order..][..=row];
            target.iter_mut().zip(chosen).for_each(|(entry, &column)| *entry = source[column]);
            target[row] += ridge[from];
        }
    }

    /// Replaces the lower triangle A by its factor L, where A = L Lᵀ; the reciprocals of L's diagonal stand on it.
    ///
    /// A pivot that rounding has brought below `floor` times what stood on the diagonal is set to that: the
    /// matrices here have no negative curvature, so nothing but rounding can do it.
    pub(super) fn factorise(&mut self, floor: f64) {
        for row in 0..self.order {
            let (above, rest) = self.entries.split_at_mut(row * self.order);
            let current = &mut rest[..=row];
            for column in 0..row {
                let other = &above[column * self.order..][..=column];
                let (before, after) = current.split_at_mut(column);
                after[0] = (after[0] - dot(before, &other[..column])) * other[column];
            }
            let (before, diagonal) = current.split_at_mut(row);
            let pivot = diagonal[0] - dot(before, before);
            diagonal[0] = pivot.max(floor * diagonal[0]).sqrt().recip();
        }
    }

    /// Solves L Lᵀ x = b in place, once factorised.
    pub(super) fn solve(&self, x: &mut [f64]) {
        for row in 0..self.order {
            let (solved, rest) = x.split_at_mut(row);
            let factor = &self.row(row)[..=row];
            rest[0] = (rest[0] - dot(&factor[..row], solved)) * factor[row];
        }
        for row in (0..self.order).rev() {
            let factor = &self.row(row)[..=row];
            let (above, rest) = x.split_at_mut(row);
            rest[0] *= factor[row];
            let solved = rest[0];
            above.iter_mut().zip(factor).for_each(|(entry, l)| *entry -= l * solved);
        }
    }
}

/// Σ x y in four strands, which the processor can add side by side.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    let (left_fours, left_rest) = left.as_chunks::<4>();
    let (right_fours, right_rest) = right.as_chunks::<4>();
    let mut strands = [0.0; 4];
    for (x, y) in left_fours.iter().zip(right_fours) {
        (0..4).for_each(|strand| strands[strand] += x[strand] * y[strand]);
    }
    let rest: f64 = left_rest.iter().zip(right_rest).map(|(x, y)| x * y).sum();
    (strands[0] + strands[1]) + (strands[2] + strands[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::Square;
    use proptest::prelude::*;

    proptest! {
        /// L Lᵀ x = b gives back the x that b was made from, for matrices B Bᵀ + I.
        #[test]
        fn solves_what_it_was_asked(values in proptest::collection::vec(-2.0..2.0f64, 14 * 15), order in 1usize..15) {
            let (base, sought) = values.split_at(order * order);
            let entry = |row: usize, column: usize| -> f64 {
                let product: f64 = (0..order).map(|k| base[row * order + k] * base[column * order + k]).sum();
                product + f64::from(u8::from(row == column))
            };
            let mut matrix = Square::with_room(14);
            matrix.reset(order);
            for row in 0..order {
                (0..=row).for_each(|column| matrix.row_mut(row)[column] = entry(row, column));
            }
            let mut x: Vec<f64> =
                (0..order).map(|row| (0..order).map(|column| entry(row, column) * sought[column]).sum()).collect();
            matrix.factorise(1e-15);
            matrix.solve(&mut x);
            for (given, expected) in x.iter().zip(sought) {
                prop_assert!((given - expected).abs() < 1e-9, "{given} is not {expected}");
            }
        }
    }

    #[test]
    fn a_singular_matrix_is_solved_within_its_range() {
        let mut matrix = Square::with_room(2);
        matrix.reset(2);
        (matrix.row_mut(0)[0], matrix.row_mut(1)[0], matrix.row_mut(1)[1]) = (2.0, 2.0, 2.0);
        matrix.factorise(1e-12);
        let mut x = [4.0, 4.0];
        matrix.solve(&mut x);
        approx::assert_relative_eq!(x[0] + x[1], 2.0, epsilon = 1e-9);
    }
}
