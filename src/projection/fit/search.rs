//! The search of Nelder and Mead: downhill without derivatives, in a few dimensions.

/// Where to search, and when to stop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Search {
    /// Values closer than this part of the least end the search.
    pub(super) tolerance: f64,
    /// The most values to be worked out.
    pub(super) most: usize,
}

/// A corner of the simplex and its value.
type Corner<const D: usize> = ([f64; D], f64);

impl Search {
    /// The least value found from a start, whose neighbours are a step away in each dimension.
    ///
    /// Points outside the range are those whose value is infinite. (Nelder and Mead 1965, "A simplex method for
    /// function minimization", with the customary coefficients 1, 2, ½, ½.)
    pub(super) fn least<const D: usize>(
        self,
        start: [f64; D],
        step: [f64; D],
        mut value: impl FnMut(&[f64; D]) -> f64,
    ) -> Corner<D> {
        let mut simplex = vec![(start, value(&start))];
        for place in 0..D {
            let mut corner = start;
            corner[place] += step[place];
            simplex.push((corner, value(&corner)));
        }
        let mut count = D + 1;
        loop {
            simplex.sort_by(|a, b| a.1.total_cmp(&b.1));
            if count >= self.most || self.is_flat(&simplex) {
                return simplex[0];
            }
            count += improve(&mut simplex, &mut value);
        }
    }

    fn is_flat<const D: usize>(self, simplex: &[Corner<D>]) -> bool {
        let (best, worst) = (simplex[0].1, simplex[D].1);
        worst.is_finite() && worst - best <= self.tolerance * (best.abs() + self.tolerance)
    }
}

/// One step of a sorted simplex; tells how many values it took.
fn improve<const D: usize>(simplex: &mut [Corner<D>], value: &mut impl FnMut(&[f64; D]) -> f64) -> usize {
    let centre = centre(&simplex[..D]);
    let worst = simplex[D];
    let mut at = |way: f64| {
        let corner = std::array::from_fn(|place| centre[place] + way * (centre[place] - worst.0[place]));
        (corner, value(&corner))
    };
    let reflected = at(1.0);
    if reflected.1 < simplex[0].1 {
        let expanded = at(2.0);
        simplex[D] = if expanded.1 < reflected.1 { expanded } else { reflected };
        return 2;
    }
    if reflected.1 < simplex[D - 1].1 {
        simplex[D] = reflected;
        return 1;
    }
    let contracted = if reflected.1 < worst.1 { at(0.5) } else { at(-0.5) };
    if contracted.1 < reflected.1.min(worst.1) {
        simplex[D] = contracted;
        return 2;
    }
    shrink(simplex, value);
    2 + D
}

fn centre<const D: usize>(corners: &[Corner<D>]) -> [f64; D] {
    std::array::from_fn(|place| corners.iter().map(|corner| corner.0[place]).sum::<f64>() / D as f64)
}

fn shrink<const D: usize>(simplex: &mut [Corner<D>], value: &mut impl FnMut(&[f64; D]) -> f64) {
    let best = simplex[0].0;
    for corner in &mut simplex[1..] {
        corner.0 = std::array::from_fn(|place| best[place] + 0.5 * (corner.0[place] - best[place]));
        corner.1 = value(&corner.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rosenbrock's valley, whose least value is 0 at (1, 1).
    #[test]
    fn the_bottom_of_a_bent_valley_is_found() {
        let search = Search { tolerance: 1e-12, most: 2000 };
        let valley = |x: &[f64; 2]| (1.0 - x[0]).powi(2) + 100.0 * (x[1] - x[0] * x[0]).powi(2);
        let (at, least) = search.least([-1.2, 1.0], [0.5, 0.5], valley);
        assert!((at[0] - 1.0).abs() < 1e-4 && (at[1] - 1.0).abs() < 1e-4 && least < 1e-8, "{at:?} {least}");
    }

    #[test]
    fn walls_are_not_crossed() {
        let search = Search { tolerance: 1e-10, most: 500 };
        let (at, _) = search.least([0.5], [0.2], |x| if x[0] > 0.9 { f64::INFINITY } else { -x[0] });
        assert!(at[0] <= 0.9 && at[0] > 0.89, "{at:?}");
    }
}
