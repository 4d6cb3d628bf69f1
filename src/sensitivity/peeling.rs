//! Boxes of points, peeled and pasted.

/// The ranges of all inputs; infinite where an input is not limited.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Box {
    ranges: Vec<(f64, f64)>,
}

/// What a box holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Held {
    pub(super) points: usize,
    pub(super) cases: usize,
}

/// Points with their cases.
#[derive(Debug)]
pub(super) struct Points<'a> {
    columns: &'a [Vec<f64>],
    is_case: &'a [bool],
    /// By input, the points in the order of their values.
    orders: Vec<Vec<usize>>,
    cases: usize,
}

impl Box {
    fn whole(inputs: usize) -> Self {
        Self { ranges: vec![(f64::NEG_INFINITY, f64::INFINITY); inputs] }
    }

    fn holds(&self, columns: &[Vec<f64>], point: usize) -> bool {
        self.ranges.iter().zip(columns).all(|((low, high), column)| (*low..=*high).contains(&column[point]))
    }

    /// The inputs that it limits.
    pub(super) fn limited(&self) -> impl Iterator<Item = usize> {
        let ranges = self.ranges.iter().enumerate();
        ranges.filter(|(_, (low, high))| low.is_finite() || high.is_finite()).map(|(place, _)| place)
    }

    pub(super) fn low(&self, place: usize) -> Option<f64> {
        Some(self.ranges[place].0).filter(|low| low.is_finite())
    }

    pub(super) fn high(&self, place: usize) -> Option<f64> {
        Some(self.ranges[place].1).filter(|high| high.is_finite())
    }

    fn with(&self, place: usize, range: (f64, f64)) -> Self {
        let mut ranges = self.ranges.clone();
        ranges[place] = range;
        Self { ranges }
    }

    /// The same without a limit of one input.
    pub(super) fn without(&self, place: usize) -> Self {
        self.with(place, (f64::NEG_INFINITY, f64::INFINITY))
    }
}

impl Held {
    pub(super) fn density(&self) -> f64 {
        if self.points == 0 { 0.0 } else { self.cases as f64 / self.points as f64 }
    }
}

/// A box that a peel or a paste could make, and how good that would be.
struct Candidate {
    made: Box,
    held: Held,
    gain: f64,
}

/// The better of two candidates; the first of equals.
fn better(best: Option<Candidate>, next: Candidate) -> Candidate {
    match best {
        Some(best) if best.gain >= next.gain => best,
        _ => next,
    }
}

impl<'a> Points<'a> {
    pub(super) fn new(columns: &'a [Vec<f64>], is_case: &'a [bool]) -> Self {
        let order = |column: &Vec<f64>| {
            let mut order: Vec<usize> = (0..column.len()).collect();
            order.sort_by(|one, other| column[*one].total_cmp(&column[*other]));
            order
        };
        let cases = is_case.iter().filter(|case| **case).count();
        Self { columns, is_case, orders: columns.iter().map(order).collect(), cases }
    }

    pub(super) fn len(&self) -> usize {
        self.is_case.len()
    }

    pub(super) fn cases(&self) -> usize {
        self.cases
    }

    pub(super) fn held(&self, own: &Box) -> Held {
        let inside = (0..self.len()).filter(|point| own.holds(self.columns, *point));
        inside.fold(Held { points: 0, cases: 0 }, |held, point| self.add(held, point))
    }

    fn add(&self, held: Held, point: usize) -> Held {
        Held { points: held.points + 1, cases: held.cases + usize::from(self.is_case[point]) }
    }

    /// The harmonic mean of coverage and density.
    pub(super) fn balance(&self, own: &Box) -> f64 {
        let held = self.held(own);
        2.0 * held.cases as f64 / (self.cases + held.points) as f64
    }

    /// Boxes from all points down to a least share of them, each peeled once more than the one before.
    pub(super) fn peeled(&self, share: f64, least_mass: f64) -> Vec<Box> {
        let least = least_mass * self.len() as f64;
        let mut boxes = vec![Box::whole(self.columns.len())];
        let mut held = self.held(&boxes[0]);
        while held.cases < held.points {
            let Some(best) = self.best_peel(&boxes[boxes.len() - 1], held, share) else { break };
            if (best.held.points as f64) < least || best.held.cases == 0 {
                break;
            }
            held = best.held;
            boxes.push(best.made);
        }
        boxes
    }

    /// The peel that raises the density most for each point it takes away (Kwakkel and Jaxa-Rozen 2016, "lenient": as by
    /// the density alone where each takes as many, and fair to inputs of few values, where one peel may take more).
    fn best_peel(&self, own: &Box, held: Held, share: f64) -> Option<Candidate> {
        let inside: Vec<bool> = (0..self.len()).map(|point| own.holds(self.columns, point)).collect();
        let mut best = None;
        for (place, order) in self.orders.iter().enumerate() {
            let members: Vec<usize> = order.iter().copied().filter(|point| inside[*point]).collect();
            let reversed: Vec<usize> = members.iter().rev().copied().collect();
            for (members, is_low) in [(members, true), (reversed, false)] {
                let Some((kept, bound)) = self.cut(place, &members, share) else { continue };
                let (low, high) = own.ranges[place];
                let range = if is_low { (bound, high) } else { (low, bound) };
                let rest = members[kept..]
                    .iter()
                    .fold(Held { points: 0, cases: 0 }, |sum, point| self.add(sum, *point));
                let gain = (rest.density() - held.density()) / kept as f64;
                best = Some(better(best, Candidate { made: own.with(place, range), held: rest, gain }));
            }
        }
        best
    }

    /// How many of some points, in the order of an input's values, a peel takes, and the first value that it leaves: a
    /// share of the points, and all that have the same value as the last of them.
    fn cut(&self, place: usize, members: &[usize], share: f64) -> Option<(usize, f64)> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
        let wanted = ((share * members.len() as f64) as usize).max(1);
        let value = |number: usize| self.columns[place][members[number]];
        let last = value(wanted.min(members.len()) - 1);
        let kept = (wanted..members.len()).find(|number| value(*number) != last)?;
        // Of equal values that reach over what was wanted, as many as are nearer to it are taken, or none of them.
        let first = (0..wanted).find(|number| value(*number) == last).unwrap_or(0);
        let kept = if first > 0 && wanted - first < kept - wanted { first } else { kept };
        Some((kept, value(kept)))
    }

    /// Boxes that are each larger than the one before and no less dense.
    pub(super) fn pasted(&self, own: &Box, share: f64) -> Vec<Box> {
        let (mut boxes, mut now, mut held) = (Vec::new(), own.clone(), self.held(own));
        while let Some(best) = self.best_paste(&now, held, share) {
            (now, held) = (best.made, best.held);
            boxes.push(now.clone());
        }
        boxes
    }

    fn best_paste(&self, own: &Box, held: Held, share: f64) -> Option<Candidate> {
        let mut best = None;
        for place in own.limited() {
            let (low, high) = own.ranges[place];
            let open = own.without(place);
            let values: Vec<f64> = self.orders[place]
                .iter()
                .copied()
                .filter(|point| open.holds(self.columns, *point))
                .map(|point| self.columns[place][point])
                .collect();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
            let wanted = ((share * held.points as f64) as usize).max(1);
            let below = values.iter().rev().filter(|value| **value < low).nth(wanted - 1);
            let above = values.iter().filter(|value| **value > high).nth(wanted - 1);
            let lower = (low.is_finite()).then(|| (below.copied().unwrap_or(f64::NEG_INFINITY), high));
            let upper = (high.is_finite()).then(|| (low, above.copied().unwrap_or(f64::INFINITY)));
            for range in [lower, upper].into_iter().flatten() {
                let made = own.with(place, range);
                let larger = self.held(&made);
                if larger.density() >= held.density() {
                    best = Some(better(best, Candidate { made, held: larger, gain: larger.density() }));
                }
            }
        }
        best
    }
}

/// The probability of at least so many successes in so many tries.
pub(super) fn binomial_tail(successes: usize, tries: usize, share: f64) -> f64 {
    if share >= 1.0 || successes == 0 {
        return 1.0;
    }
    if share <= 0.0 {
        return 0.0;
    }
    let factorials: Vec<f64> = std::iter::once(0.0)
        .chain((1..=tries).scan(0.0, |sum, number| {
            *sum += (number as f64).ln();
            Some(*sum)
        }))
        .collect();
    let term = |count: usize| {
        let ways = factorials[tries] - factorials[count] - factorials[tries - count];
        (ways + count as f64 * share.ln() + (tries - count) as f64 * (1.0 - share).ln()).exp()
    };
    (successes..=tries).map(term).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables of the binomial distribution.
    #[test]
    fn tails_are_those_of_the_tables() {
        for (successes, tries, share, tail) in [
            (0, 10, 0.5, 1.0),
            (8, 10, 0.5, 56.0 / 1024.0),
            (10, 10, 0.5, 1.0 / 1024.0),
            (3, 5, 0.2, 0.05792),
        ] {
            assert!((binomial_tail(successes, tries, share) - tail).abs() < 1e-9);
        }
        assert!(binomial_tail(900, 1000, 0.5) < 1e-100);
    }

    /// An input of two values is peeled of one of them whole.
    #[test]
    fn equal_values_are_peeled_together() {
        let column: Vec<f64> = (0..100).map(|number| f64::from(u8::from(number >= 30))).collect();
        let is_case: Vec<bool> = column.iter().map(|value| *value > 0.5).collect();
        let columns = [column];
        let points = Points::new(&columns, &is_case);
        let boxes = points.peeled(0.05, 0.05);
        assert_eq!(boxes.len(), 2);
        assert_eq!(points.held(&boxes[1]), Held { points: 70, cases: 70 });
        assert_eq!(boxes[1].low(0), Some(1.0));
    }
}
