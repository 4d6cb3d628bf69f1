use std::ops::Range;

use super::SeekError;
use super::seek_bracket::{Sample, narrowed, nearest_to_zero};

/// Places that are looked at first if nothing else is said.
const PLACES: usize = 65;
/// Most places that can be looked at first.
const MOST_PLACES: usize = 100_000;
/// How far a crossing may be off, of the range that is looked over.
const WIDTH: f64 = 1e-10;
/// How far what comes out there may be off, of the spread of all that was seen.
const NEAR: f64 = 1e-12;
/// What comes nearer than this to a value, of the spread, touches it.
const TOUCH: f64 = 1e-9;
/// A difference over a width of [`WIDTH`] that is a jump, of the spread.
const JUMP: f64 = 1e-6;
/// How near golden section closes in: beyond the root of the precision a minimum is flat.
const FLAT: f64 = 1e-8;

/// Looks for the inputs at which a function reaches a value: first over a grid, then by closing in on each bracket.
///
/// A crossing between two places of the grid is found wherever their values lie on both sides of what is sought. Where
/// the function only comes near between places, it is followed to where it is nearest, so that a touch, or two crossings
/// side by side, are found if the grid shows the bend. What the grid does not show is not found: make it finer with
/// [`Search::places`].
///
/// ```
/// use corridor::sensitivity::{Crossing, Search};
///
/// let found = Search::between(0.0, 4.0)?.run(2.0, |x| x * x)?;
/// let [Crossing::Reached { input, .. }] = found.crossings[..] else { panic!("one crossing") };
/// assert!((input - 2_f64.sqrt()).abs() < 1e-9);
///
/// // One more ship at 2.5: what comes out jumps over 1.5 and never is.
/// let found = Search::between(0.0, 4.0)?.run(1.5, |x| if x < 2.5 { 1.0 } else { 2.0 })?;
/// let [Crossing::Jump { above, from, to, .. }] = found.crossings[..] else { panic!("one jump") };
/// assert!((above - 2.5).abs() < 1e-9);
/// assert_eq!((from, to), (1.0, 2.0));
/// # Ok::<(), corridor::sensitivity::SeekError>(())
/// ```
///
/// Complexity: one value for each place, then about 10 for each crossing of a smooth function and 35 for a jump.
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "root finder")]
#[doc(alias = "goal seek")]
#[doc(alias = "break-even")]
pub struct Search {
    from: f64,
    to: f64,
    places: usize,
    jump: f64,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Sought {
    /// Where the value is reached, from low inputs to high; none if it is not.
    pub crossings: Vec<Crossing>,
    /// The least value that was seen on the grid, and the input of it; none if there was none.
    pub least: Option<Seen>,
    /// The largest value that was seen on the grid, and the input of it.
    pub largest: Option<Seen>,
    /// How many places of the grid have no value.
    pub absent: usize,
    /// How many values were asked for.
    pub evaluations: usize,
}

/// An input and what came out of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// The input.
    pub input: f64,
    /// What came out.
    pub value: f64,
}

/// Where a function reaches a value.
#[derive(Debug, Clone, Copy, PartialEq)]
#[doc(alias = "switching value")]
#[doc(alias = "root")]
pub enum Crossing {
    /// It goes through the value, or touches it.
    Reached {
        /// The input.
        input: f64,
        /// What comes out there, which is off by rounding.
        value: f64,
    },
    /// It jumps over the value.
    Jump {
        /// The last input before the jump.
        below: f64,
        /// The first input after it.
        above: f64,
        /// What comes out before it.
        from: f64,
        /// What comes out after it.
        to: f64,
    },
    /// It is the value all the way.
    Throughout {
        /// The first input with it.
        first: f64,
        /// The last input with it.
        last: f64,
    },
}

impl Crossing {
    /// The input: of a jump the first after it, of a way the first of it.
    pub fn input(&self) -> f64 {
        match *self {
            Crossing::Reached { input, .. } => input,
            Crossing::Jump { above, .. } => above,
            Crossing::Throughout { first, .. } => first,
        }
    }
}

impl Search {
    /// Over inputs from one to another.
    ///
    /// # Errors
    /// Ends that are not finite, or the first not below the second.
    pub fn between(from: f64, to: f64) -> Result<Self, SeekError> {
        if !(from.is_finite() && to.is_finite() && from < to) {
            return Err(SeekError::BadRange { from, to });
        }
        Ok(Self { from, to, places: PLACES, jump: JUMP })
    }

    /// Looks at so many places first, evenly spread; 65 if nothing is said.
    ///
    /// # Errors
    /// Fewer than 2 or more than 100 000.
    pub fn places(self, places: usize) -> Result<Self, SeekError> {
        if !(2..=MOST_PLACES).contains(&places) {
            return Err(SeekError::BadPlaces { given: places, most: MOST_PLACES });
        }
        Ok(Self { places, ..self })
    }

    /// Counts differences up to this share of all that was seen as no jump: for functions of many small steps.
    pub(super) fn with_steps(self, share: f64) -> Self {
        Self { jump: self.jump.max(share), ..self }
    }

    /// Its lower end.
    pub fn from(&self) -> f64 {
        self.from
    }

    /// Its upper end.
    pub fn to(&self) -> f64 {
        self.to
    }

    /// Finds where a function reaches a value. NaN stands for a place without a value.
    ///
    /// # Errors
    /// A value that is not finite.
    pub fn run(&self, target: f64, mut function: impl FnMut(f64) -> f64) -> Result<Sought, SeekError> {
        if !target.is_finite() {
            return Err(SeekError::BadTarget { given: target });
        }
        let mut evaluations = 0;
        let off = |input: f64| {
            evaluations += 1;
            function(input) - target
        };
        let mut work = Work { search: *self, target, off, crossings: Vec::new(), spread: 0.0 };
        let grid: Vec<Sample> = (0..self.places).map(|place| work.sample(self.place(place))).collect();
        let seen = || grid.iter().filter(|sample| !sample.off.is_nan());
        let order = |one: &&Sample, other: &&Sample| one.off.total_cmp(&other.off);
        let told = |sample: &Sample| Seen { input: sample.input, value: sample.off + target };
        let (least, largest) = (seen().min_by(order).map(told), seen().max_by(order).map(told));
        work.spread = seen().map(|sample| sample.off.abs()).fold(0.0, f64::max);
        work.follow(&grid);
        let crossings = work.crossings;
        Ok(Sought { crossings, least, largest, absent: grid.len() - seen().count(), evaluations })
    }

    fn place(&self, place: usize) -> f64 {
        let share = place as f64 / (self.places - 1) as f64;
        if place + 1 == self.places { self.to } else { self.from + share * (self.to - self.from) }
    }
}

/// A search under way.
struct Work<F> {
    search: Search,
    target: f64,
    off: F,
    crossings: Vec<Crossing>,
    /// The largest distance from the value that was seen.
    spread: f64,
}

impl<F: FnMut(f64) -> f64> Work<F> {
    fn sample(&mut self, input: f64) -> Sample {
        Sample { input, off: (self.off)(input) }
    }

    fn width(&self) -> f64 {
        WIDTH * (self.search.to - self.search.from)
    }

    /// Goes along the grid from left to right.
    fn follow(&mut self, grid: &[Sample]) {
        let mut place = 0;
        while place < grid.len() {
            if grid[place].off == 0.0 {
                place = self.stay(grid, place);
                continue;
            }
            if let Some(next) = grid.get(place + 1) {
                let sample = grid[place];
                if sample.off * next.off < 0.0 {
                    self.close_in([sample, *next]);
                } else if let Some(triple) = bend(grid, place) {
                    self.look_between(triple);
                }
            }
            place += 1;
        }
    }

    /// Takes places side by side that have the very value; gives the place behind them.
    fn stay(&mut self, grid: &[Sample], first: usize) -> usize {
        let places: Range<usize> =
            first..first + grid[first..].iter().take_while(|sample| sample.off == 0.0).count();
        let (first, last) = (grid[places.start].input, grid[places.end - 1].input);
        let before = places.start.checked_sub(1).map(|place| grid[place].input);
        let first = before.map_or(first, |before| self.edge(first, before));
        let last = grid.get(places.end).map_or(last, |after| self.edge(last, after.input));
        self.crossings.push(if last - first <= 2.0 * self.width() {
            Crossing::Reached { input: grid[places.start].input, value: self.target }
        } else {
            Crossing::Throughout { first, last }
        });
        places.end
    }

    /// How far towards a place without the very value it still comes out, by bisection.
    fn edge(&mut self, mut inside: f64, mut outside: f64) -> f64 {
        while (inside - outside).abs() > self.width() {
            let middle = f64::midpoint(inside, outside);
            if self.sample(middle).off == 0.0 { inside = middle } else { outside = middle }
        }
        inside
    }

    /// Closes in on the one crossing that a bracket holds at least.
    fn close_in(&mut self, bracket: [Sample; 2]) {
        let (width, near) = (self.width(), NEAR * self.spread);
        let Some([low, high]) = narrowed(bracket, width, near, &mut self.off) else { return };
        let nearer = if low.off.abs() <= high.off.abs() { low } else { high };
        let is_jump = nearer.off.abs() > near && (high.off - low.off).abs() > self.search.jump * self.spread;
        self.crossings.push(if is_jump {
            let (from, to) = (low.off + self.target, high.off + self.target);
            Crossing::Jump { below: low.input, above: high.input, from, to }
        } else {
            Crossing::Reached { input: nearer.input, value: nearer.off + self.target }
        });
    }

    /// Looks where the grid bends towards the value without reaching it.
    fn look_between(&mut self, triple: [Sample; 3]) {
        let width = FLAT * (self.search.to - self.search.from);
        let best = nearest_to_zero(triple, width, &mut self.off);
        let [low, middle, high] = triple;
        if best.off * middle.off < 0.0 {
            // The inner ends of both brackets: one of the samples on either side is the middle of the triple.
            let (left, right) = if best.input < middle.input { (low, middle) } else { (middle, high) };
            self.close_in([left, best]);
            self.close_in([best, right]);
        } else if best.off.abs() <= TOUCH * self.spread {
            self.crossings.push(Crossing::Reached { input: best.input, value: best.off + self.target });
        }
    }
}

/// Three places side by side, of one sign, of which the middle is nearest to 0; `place` is the first of them.
fn bend(grid: &[Sample], place: usize) -> Option<[Sample; 3]> {
    let triple: [Sample; 3] = grid.get(place..place + 3)?.try_into().ok()?;
    let [low, middle, high] = triple.map(|sample| sample.off);
    let is_one_sign = low * middle > 0.0 && middle * high > 0.0;
    let is_bent = middle.abs() < low.abs() && middle.abs() <= high.abs();
    (is_one_sign && is_bent).then_some(triple)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(from: f64, to: f64, target: f64, function: impl FnMut(f64) -> f64) -> Vec<f64> {
        let found = Search::between(from, to).unwrap().run(target, function).unwrap();
        found.crossings.iter().map(Crossing::input).collect()
    }

    #[track_caller]
    fn assert_inputs(given: &[f64], expected: &[f64], within: f64) {
        assert_eq!(given.len(), expected.len(), "{given:?}");
        for (given, expected) in given.iter().zip(expected) {
            assert!((given - expected).abs() <= within, "{given} and not {expected}");
        }
    }

    /// The test functions of Oliveira and Takahashi (2020), table 1, on [-1, 1], with their roots; those that are not
    /// smooth are found too.
    #[test]
    fn published_functions_have_their_roots() {
        let lambert = |x: f64| x * x.exp() - 1.0;
        let trigonometric = |x: f64| (x - 0.5).tan() - 0.2 * x;
        let logarithmic = |x: f64| (x - 10.0 / 9.0).abs().ln();
        let linear = |x: f64| x;
        let rational = |x: f64| x / (x - 10.0 / 9.0);
        let cubic = |x: f64| x.powi(3) - 3.0 * x.powi(2) - 4.0;
        let wide = 1e-9;
        assert_inputs(&inputs(-1.0, 1.0, 0.0, lambert), &[0.567_143_290_409_783_8], wide);
        let root = inputs(-1.0, 1.0, 0.0, trigonometric)[0];
        assert!(trigonometric(root).abs() < 1e-9);
        assert_inputs(&inputs(-1.0, 1.0, 0.0, logarithmic), &[1.0 / 9.0], wide);
        assert_inputs(&inputs(-1.0, 1.0, 0.0, linear), &[0.0], wide);
        assert_inputs(&inputs(-1.0, 1.0, 0.0, rational), &[0.0], wide);
        assert_inputs(&inputs(2.0, 4.0, 0.0, cubic), &[3.355_301_397_607_989], wide);
    }

    /// Alefeld, Potra and Shi (1995), "Algorithm 748", problem 1: sin x = x / 2 within [π/2, π]; and Wilkinson-like: all of
    /// several roots.
    #[test]
    fn several_crossings_are_all_found() {
        let found = inputs(std::f64::consts::FRAC_PI_2, std::f64::consts::PI, 0.0, |x| x.sin() - x / 2.0);
        assert_inputs(&found, &[1.895_494_267_033_981], 1e-9);
        let found = inputs(0.0, 6.0, 0.0, |x| (x - 1.0) * (x - 2.1) * (x - 3.3) * (x - 5.2));
        assert_inputs(&found, &[1.0, 2.1, 3.3, 5.2], 1e-9);
        let found = inputs(0.3, 9.7, 0.5, f64::sin);
        assert_eq!(found.len(), 4, "{found:?}");
    }

    /// Two roots within one cell of the grid, and a root that only touches.
    #[test]
    fn bends_between_places_are_followed() {
        assert_inputs(&inputs(0.0, 1.0, 0.0, |x| (x - 0.302) * (x - 0.304)), &[0.302, 0.304], 1e-9);
        assert_inputs(&inputs(0.0, 1.0, 0.0, |x| (x - 0.303).powi(2)), &[0.303], 1e-4);
        assert_inputs(&inputs(0.0, 1.0, 3.0, |x| 3.0 - (x - 0.711).powi(2)), &[0.711], 1e-4);
    }

    #[test]
    fn jumps_are_told_with_both_sides() {
        let found = Search::between(0.0, 10.0).unwrap().run(7.0, |x| x.floor() * 2.0).unwrap();
        let [Crossing::Jump { below, above, from, to }] = found.crossings[..] else { panic!("{found:?}") };
        assert!(below < 4.0 && above >= 4.0 && above - below < 1e-8);
        assert_eq!((from, to), (6.0, 8.0));
        let found = Search::between(0.0, 10.0).unwrap().run(6.0, |x| x.floor() * 2.0).unwrap();
        let [Crossing::Throughout { first, last }] = found.crossings[..] else { panic!("{found:?}") };
        assert!((first - 3.0).abs() < 1e-8 && (last - 4.0).abs() < 1e-8);
    }

    #[test]
    fn none_is_told_with_what_was_seen() {
        let found = Search::between(1.0, 3.0).unwrap().run(10.0, |x| x * x).unwrap();
        assert!(found.crossings.is_empty());
        assert_eq!(found.least, Some(Seen { input: 1.0, value: 1.0 }));
        assert_eq!(found.largest, Some(Seen { input: 3.0, value: 9.0 }));
        assert_eq!(found.evaluations, PLACES);
        let found = Search::between(-1.0, 3.0).unwrap().run(1.0, f64::sqrt).unwrap();
        assert_eq!(found.absent, 16);
        assert_eq!(found.crossings.len(), 1);
    }

    /// Smooth crossings take far fewer steps than bisection would, and the worst takes one more.
    #[test]
    fn few_values_are_asked_for() {
        let steps = |function: fn(f64) -> f64| {
            let found = Search::between(0.0, 4.0).unwrap().places(2).unwrap().run(0.0, function).unwrap();
            assert_eq!(found.crossings.len(), 1);
            found.evaluations - 2
        };
        assert!(steps(|x| x * x - 2.0) <= 12, "{}", steps(|x| x * x - 2.0));
        assert!(steps(|x| x.exp() - 5.0) <= 12);
        assert!(steps(|x| if x < 1.7 { -1.0 } else { 1.0 }) <= 35);
        assert!(steps(|x| (x - 1.3).powi(9)) <= 35);
    }

    #[test]
    fn what_cannot_be_sought_is_told() {
        for (from, to) in [(1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY)] {
            assert!(matches!(Search::between(from, to), Err(SeekError::BadRange { .. })));
        }
        let search = Search::between(0.0, 1.0).unwrap();
        for places in [0, 1, 100_001] {
            assert!(matches!(search.places(places), Err(SeekError::BadPlaces { .. })));
        }
        for target in [f64::NAN, f64::NEG_INFINITY] {
            assert!(matches!(search.run(target, |x| x), Err(SeekError::BadTarget { .. })));
        }
    }
}
